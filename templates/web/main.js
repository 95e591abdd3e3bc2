// From screen to screen: coming in, the folder, a document.

import * as api from "./api.js";
import { attempt, button, make, say } from "./dom.js";
import { Editor } from "./editor.js";
import { AffectedScreen } from "./affected.js";
import { collectScreen } from "./collect.js";
import { filesScreen } from "./files.js";
import { printScreen } from "./forms.js";
import { takeDrops } from "./intake.js";
import { passwordDialog, peopleScreen } from "./people.js";
import { RecordScreen } from "./record.js";
import { IssuedScreen, WaitingScreen, signCommands } from "./signing.js";
import { StaffScreen } from "./staff.js";
import * as vocabulary from "./vocabulary.js";
import * as xml from "./xml.js";

const screen = document.getElementById("screen");
const commands = document.getElementById("commands");
const where = document.getElementById("where");
let editor = null;

function show(title, element, ...buttons) {
  where.textContent = title ? `　${title}` : "";
  document.title = title ? `${title} · 红头工作台` : "红头工作台";
  screen.replaceChildren(element);
  commands.replaceChildren(...buttons);
}

function mayLeave() {
  return !editor?.document.changed || window.confirm("有改动没有保存（草稿留着，下次打开可以接着写）。离开吗？");
}

async function folder() {
  if (!mayLeave()) return;
  editor?.leave?.();
  editor = null;
  say("");
  show("", await filesScreen(open, forms, affected), ...(manages ? [button("账号", () => people())] : []),
    ...(manages || person.alone ? [button("记录", () => record())] : []));
}

async function people() {
  show("账号", await peopleScreen(), button("返回", folder));
}

async function record() {
  const everybody = (await attempt(api.people)) ?? [];
  show("记录", new RecordScreen(everybody, open).element, button("返回", folder));
}

const isStaff = (text) => {
  try {
    return xml.parse(text).name === "人员库";
  } catch {
    return false;
  }
};

function staff(name, file) {
  editor = new StaffScreen(name, file.text, file.hash, { openAffected: affected });
  show(name.replace(/\.xml$/, ""), editor.element, button("返回", folder), ...editor.commands());
}

async function affected(day) {
  if (!mayLeave()) return;
  const staffFile = editor?.document.name;
  editor?.leave();
  editor = null;
  const files = (await attempt(api.files)) ?? [];
  show("人员变动", new AffectedScreen(day, { open, files }).element, button("返回", folder),
    ...(staffFile ? [button("人员库", () => open(staffFile))] : []));
}

// A form's screens stand on its file, as it was saved.
async function formScreen(title, screenOf, name) {
  if (!mayLeave()) return;
  editor?.leave?.();
  editor = null;
  await attempt(async () => {
    editor = await screenOf(name, await api.files());
    show(`${name.replace(/\.xml$/, "")}：${title}`, editor.element, button("返回", folder), button("改表", () => open(name)), ...forms.buttons(name));
    say("");
  });
}

const forms = {
  buttons: (name) => [button("印表", () => formScreen("印表", printScreen, name)), button("收表", () => formScreen("收表", collectScreen, name))],
};

const isForm = (root) => root?.name === "表单";

// text: of one that is not saved yet, or with onto what is to become of the one that is there; remark: what is
// to be read first.
async function open(name, text, remark = null, onto = false) {
  if (!mayLeave()) return;
  editor?.leave?.();
  await attempt(async () => {
    const file = text === undefined || onto ? await api.read(name) : { text, hash: "" };
    if (isStaff(file.text)) {
      staff(name, file);
      return;
    }
    const state = file.hash ? await api.signing(name) : null;
    const reopen = () => open(name);
    if (state?.asked || (state?.issued && !state.changing)) {
      const edit = () => edited(name, file, state);
      editor = state.asked ? new WaitingScreen(name, file, state, person, { reopen, edit, back: folder }) : new IssuedScreen(name, file, state, person, { reopen });
      show(name.replace(/\.xml$/, ""), editor.element, button("返回", folder), ...editor.commands());
      say(onto ? "这份公文已经签发，稿子里改的没有收：确实要改的，先按“变更”，再把稿子拖来" : "", onto);
      return;
    }
    await edited(name, file, state, remark);
    if (onto && editor.document.text === file.text) editor.document.edit([{ from: 0, to: file.text.length, text }]);
  });
}

async function edited(name, file, state, remark = null) {
  await attempt(async () => {
    editor = new Editor(name, file.text, file.hash);
    editor.open = open;
    show(name.replace(/\.xml$/, ""), editor.element, button("返回", folder), ...editor.commands(),
      ...signCommands(editor, state, person, { reopen: () => open(name) }), ...(isForm(editor.document.root) ? forms.buttons(name) : []));
    editor.tellState();
    editor.outline.focus();
    if (remark) editor.remark(remark);
    await editor.offer();
  });
}

function loginScreen() {
  const key = new URLSearchParams(window.location.search).get("key");
  const name = make("input", { id: "name", autocomplete: "username", required: true });
  const password = make("input", { id: "password", type: "password", required: true, minlength: key ? 8 : null,
    autocomplete: key ? "new-password" : "current-password" });
  const form = make("form", { class: "login", onsubmit: (event) => {
    event.preventDefault();
    attempt(async () => {
      if (key) await api.setUp(key, name.value, password.value);
      await api.login(name.value, password.value);
      window.location.replace("/");
    });
  } }, make("h2", {}, key ? "建立管理人员" : "登录"), make("label", { for: "name" }, "姓名"), name,
  make("label", { for: "password" }, key ? "口令（至少八个字符）" : "口令"), password, make("button", {}, key ? "建立" : "登录"));
  show("", form);
  name.focus();
}

let manages = false;
let person = null;

async function start() {
  try {
    person = await api.me();
  } catch (error) {
    if (error.status !== 401) say(error.message, true);
    loginScreen();
    return;
  }
  manages = !person.alone && (person.roles & 8) !== 0;
  await attempt(() => vocabulary.load(api));
  const who = document.getElementById("who");
  if (!person.alone)
    who.replaceChildren(button(person.name, passwordDialog, { title: "改口令" }), button("退出", () => attempt(async () => { await api.leave(); window.location.replace("/"); })));
  takeDrops(open);
  await folder();
}

window.addEventListener("beforeunload", (event) => {
  if (editor?.document.changed) event.preventDefault();
});
start();
