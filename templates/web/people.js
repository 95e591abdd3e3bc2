// Who may do what: for those who manage the desk.

import * as api from "./api.js";
import { attempt, button, dialog, make, say } from "./dom.js";

const ROLES = [[1, "拟稿"], [2, "核稿"], [4, "签发"], [8, "管理"]];

function boxes(roles) {
  const list = ROLES.map(([bit, label]) => {
    const box = make("input", { type: "checkbox", value: bit, checked: (roles & bit) !== 0 });
    return make("label", {}, box, label);
  });
  const element = make("span", { class: "roles" }, ...list);
  element.sum = () => [...element.querySelectorAll("input:checked")].reduce((n, b) => n + Number(b.value), 0);
  return element;
}

function row(person, redraw) {
  const roles = boxes(person.roles);
  const password = make("input", { type: "password", placeholder: "不改", autocomplete: "new-password", "aria-label": `${person.name}的新口令` });
  const change = () => attempt(async () => {
    await api.changePerson({ id: person.id, roles: roles.sum(), password: password.value });
    say(`${person.name}：改好了`);
    redraw();
  });
  return make("tr", {}, make("td", {}, person.name), make("td", {}, roles), make("td", {}, password),
    make("td", {}, make("button", { type: "button", onclick: change }, "保存")));
}

export async function peopleScreen() {
  const body = make("tbody");
  const redraw = async () => {
    const people = (await attempt(api.people)) ?? [];
    body.replaceChildren(...people.map((p) => row(p, redraw)));
  };
  const name = make("input", { id: "person", required: true, autocomplete: "off" }), roles = boxes(1);
  const password = make("input", { id: "secret", type: "password", required: true, minlength: 8, autocomplete: "new-password" });
  const form = make("form", { onsubmit: (event) => {
    event.preventDefault();
    attempt(async () => {
      await api.changePerson({ name: name.value, password: password.value, roles: roles.sum() });
      event.target.reset();
      await redraw();
    });
  } }, make("label", { for: "person" }, "姓名"), name, make("label", { for: "secret" }, "口令"), password, roles, make("button", {}, "添加"));
  await redraw();
  const head = (...names) => make("thead", {}, make("tr", {}, ...names.map((n) => make("th", { scope: "col" }, n))));
  return make("div", { class: "folder" }, make("section", {}, make("h2", {}, "账号"),
    make("table", {}, head("姓名", "权限", "新口令", ""), body), make("h3", {}, "添加"), form));
}

// One's own password. The page goes on with the new session.
export function passwordDialog() {
  const box = (id, autocomplete) => make("input", { id, type: "password", required: true, minlength: 8, autocomplete });
  const old = box("password-old", "current-password"), password = box("password-new", "new-password"), again = box("password-again", "new-password");
  const fault = make("p", { class: "fault", role: "alert" });
  const form = make("form", { class: "password", onsubmit: (event) => {
    event.preventDefault();
    if (password.value !== again.value) {
      fault.textContent = "两次写的新口令不一样";
      return;
    }
    api.changePassword(old.value, password.value).then(async () => {
      await api.me();
      close();
      say("口令改好了；在别处登录的都已退出");
    }, (error) => { fault.textContent = error.message; });
  } }, make("label", { for: old.id }, "现在的口令"), old, make("label", { for: password.id }, "新口令（至少八个字符）"), password,
  make("label", { for: again.id }, "新口令再写一遍"), again, fault, make("button", { class: "main" }, "改口令"));
  const { close } = dialog("改口令", form, button("不改", () => close()));
}
