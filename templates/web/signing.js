// Signing: a document that waits for the second person, and one that was issued. Neither is written
// here; what is seen is what is, or will be, issued.

import * as api from "./api.js";
import { compareDialog, compared, comparison } from "./compare.js";
import { Document } from "./document.js";
import { attempt, button, dialog, make, say } from "./dom.js";
import { downloads } from "./downloads.js";
import { Pages } from "./pages.js";
import { Report } from "./report.js";

const REVIEW = 2, SIGN = 4, DRAFT = 1;

const facts = (rows) => make("dl", {}, ...rows.filter(([, value]) => value).flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));

function history(list) {
  if (!list.length) return null;
  return make("details", {}, make("summary", {}, `以前提出过 ${list.length} 次`), make("ul", {}, ...list.map((h) =>
    make("li", {}, `${h.time} ${h.who} 提出；${h.ended} ${h.second ? `${h.second} ` : ""}${h.state}${h.reason ? `：${h.reason}` : ""}`))));
}

function askReason(title, label, act) {
  const reason = make("input", { id: "reason", required: true });
  const shown = dialog(title, make("form", { onsubmit: (event) => {
    event.preventDefault();
    shown.close();
    act(reason.value.trim());
  } }, make("label", { for: "reason" }, label), reason, make("button", { class: "main" }, title), button("算了", () => shown.close())));
  reason.focus();
}

// Left what is to be known, right the pages.
function screen(left, pages) {
  return make("div", { class: "signing" }, make("div", { class: "left" }, ...left.filter(Boolean)), make("div", { class: "right" }, pages.element));
}

// A document that waits. me: who looks at it.
export class WaitingScreen {
  constructor(name, file, state, me, { reopen, edit, back }) {
    Object.assign(this, { name, file, state, me, reopen, edit, back });
    this.document = new Document(name, file.text, file.hash);
    this.pages = new Pages(this.document, { onPlace: () => {}, onFindings: () => {} });
    this.report = new Report(this.document, this.pages, {
      onNode: (node) => this.pages.show(node.from, node.to),
      onFinding: (f) => f.line && !f.file && this.pages.show(this.document.offsetOf(f.line, f.column), this.document.offsetOf(f.line, f.column)),
    });
    this.difference = make("div");
    const { asked } = state;
    const others = asked.mine && !me.alone;
    this.element = screen([
      make("h2", {}, others ? "等另一位确认" : "等您确认"),
      facts([["提出签发", `${asked.who}，${asked.time}`], ["变更的原因", state.changing?.reason]]),
      asked.same ? null : make("p", { class: "warning", role: "alert" }, "提出以后公文又改过了：这次签发已经不算数，请退回，改好再提出。"),
      make("p", {}, others ? "另一位有核稿或者签发权限的人登录以后，在首页“等待签发”里打开它，看过版面、检查结果，按“确认签发”。" : "请看右边的版面和下面的检查结果。确认以后就是这一份：公文锁定，PDF 放在公文旁边。"),
      make("div", { class: "commands" }, ...this.buttons(asked)),
      this.difference, this.report.element, history(state.history)], this.pages);
    this.report.run(false);
    if (state.issued) this.compare();
  }

  buttons(asked) {
    const may = (this.me.roles & (REVIEW | SIGN)) !== 0;
    const drafts = (this.me.roles & (DRAFT | REVIEW)) !== 0 ? [button("去修改（这次签发不算数）", () => this.edit())] : [];
    if (asked.mine && !this.me.alone) return [button("撤回", () => this.refuse("撤回", "")), ...drafts];
    if (!may) return drafts;
    return [button("确认签发", () => this.confirm(), { class: "main", disabled: !asked.same }),
      button("退回", () => askReason("退回", "为什么退回", (reason) => this.refuse("退回", reason))), ...drafts];
  }

  commands() {
    return [downloads(this.document)];
  }

  async compare() {
    const report = await attempt(() => compared(this.document));
    if (report) this.difference.replaceChildren(make("h2", {}, "同上次签发的比较"), comparison(report, (place) => {
      const at = this.document.offsetOf(place.line, place.column);
      this.pages.show(at, at);
    }));
  }

  async confirm() {
    say("正在签发……");
    try {
      await api.confirmSigning(this.state.asked.id, this.file.hash);
      await this.reopen();
      say("签发好了：公文已经锁定，PDF 在公文旁边");
    } catch (error) {
      await this.back();
      const shown = dialog("没有签发", make("p", {}, error.message), button("知道了", () => shown.close()));
    }
  }

  async refuse(word, reason) {
    await attempt(async () => {
      await api.refuseSigning(this.state.asked.id, reason);
      await (this.state.asked.mine ? this.reopen() : this.back());
      say(`已经${word}`);
    });
  }

  leave() {}
}

// What was issued.
export class IssuedScreen {
  constructor(name, file, state, me, { reopen }) {
    Object.assign(this, { name, state, me, reopen });
    this.document = new Document(name, file.text, file.hash);
    const issued = state.issued;
    const kept = new Document(name.replace(/\.xml$/, ".lock"), "", "");
    this.pages = new Pages(issued.kept ? kept : this.document, { onPlace: () => {}, onFindings: () => {} });
    const last = state.history.find((h) => h.state === "签发" && h.pdf === issued.pdf);
    this.element = screen([
      make("h2", {}, `已签发　${issued.day}　`, make("span", { class: "tag lock" }, "锁定")),
      facts([["提出", last && `${last.who}，${last.time}`], ["确认", last?.second && last.second !== last.who && `${last.second}，${last.ended}`],
        ["人员看到", issued.as_of], ["PDF 的指纹", make("code", { title: "SHA-256" }, issued.pdf ?? "")], ["程序", issued.version]]),
      issued.holds ? make("p", { class: "fine" }, "公文锁定，不能改。现在编译出来的，同签发的一个字节也不差。")
        : make("div", { class: "warning", role: "alert" }, make("p", {}, "签发以后，公文或者它用到的文件变了；右边是签发时的版面。"),
          make("ul", {}, ...issued.findings.map((f) => make("li", {}, f.message)))),
      make("p", {}, "要改的，按“变更”：写明原因，改好以后同样提出、确认，重新签发；签发过的这一份一直留着。"),
      history(state.history)], this.pages);
  }

  commands() {
    const may = (this.me.roles & (DRAFT | REVIEW | SIGN)) !== 0;
    return [downloads(this.document, { issued: true }),
      ...(this.state.issued.holds ? [] : [button("比较", () => compareDialog(this.document, this.state.issued, null))]),
      ...(may ? [button("变更", () => this.change())] : [])];
  }

  change() {
    askReason("变更", "为什么要改签发过的公文", (reason) => attempt(async () => {
      await api.beginChange(this.name, reason);
      await this.reopen();
      say("可以改了；改好以后保存，按“签发”");
    }));
  }

  leave() {}
}

// For the editor: asking, comparing, and going back to what was issued.
export function signCommands(editor, state, me, { reopen }) {
  const commands = [button("比较", () => compareDialog(editor.document, state?.issued, (place) => editor.place(place.line, place.column)))];
  if (state?.changing)
    commands.push(button("放弃变更", () => window.confirm("回到签发的那一份？改过的留在历次保存里。") && attempt(async () => {
      await api.dropChange(editor.document.name);
      await reopen();
    })));
  if ((me.roles & SIGN) !== 0) commands.push(button("签发", () => askToSign(editor, me, reopen), { class: "main" }));
  return commands;
}

async function askToSign(editor, me, reopen) {
  if (editor.document.changed || !editor.document.hash) {
    await editor.save();
    if (editor.document.changed) return;
  }
  const warnings = editor.findings.filter((f) => f.level === "warning").length;
  const samples = editor.findings.filter((f) => f.level === "sample").length;
  const shown = dialog("签发", make("p", {}, `《${editor.document.name.replace(/\.xml$/, "")}》`),
    make("p", {}, me.alone ? "签发以后公文锁定，不能再改；PDF 放在公文旁边。" : "提出以后，由另一位有核稿或者签发权限的人看过、确认，才算签发。确认的就是现在这一份：中间谁改了，就要重新提出。"),
    samples ? make("p", { class: "warning" }, `还有 ${samples} 处是空白公文里的样字，没有换成自己的。`) : null,
    warnings ? make("p", { class: "warning" }, `还有 ${warnings} 处提醒没有处理，请先看看是不是有意这样。`) : null,
    button(me.alone ? "签发" : "提出签发", () => attempt(async () => {
      shown.close();
      say("正在编译要签发的版面……");
      const { id } = await api.askSigning(editor.document.name, editor.document.hash);
      if (me.alone) await api.confirmSigning(id, editor.document.hash);
      await reopen();
      say(me.alone ? "签发好了：公文已经锁定，PDF 在公文旁边" : "提出了：等另一位确认");
    }), { class: "main" }), button("再看看", () => shown.close()));
}
