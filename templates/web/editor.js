// A document being written: its parts at the left, what the chosen one says in the middle, the pages
// at the right.

import * as api from "./api.js";
import { Document } from "./document.js";
import { attempt, button, dialog, make, say, sayState } from "./dom.js";
import { downloads } from "./downloads.js";
import { Drafts } from "./drafts.js";
import { Fields } from "./fields.js";
import { acts, plain } from "./hints.js";
import { toStaff } from "./learn.js";
import { Mends, difference } from "./mends.js";
import { merge, mergeDialog } from "./merge.js";
import { Outline } from "./outline.js";
import { Pages } from "./pages.js";
import { Proof } from "./proof.js";
import { Report } from "./report.js";
import { Source } from "./source.js";
import * as xml from "./xml.js";

const SAMPLE = "C106"; // a finding of words that the empty document came with

export class Editor {
  constructor(name, text, hash) {
    this.document = new Document(name, text, hash);
    this.findings = [];
    this.outline = new Outline(this.document, (node) => this.chosen(node));
    this.fields = new Fields(this.document, this.outline);
    this.fields.onStaff = () => this.toStaff();
    this.outline.onEnter = () => this.fields.focusText(true);
    this.outline.onInsert = () => this.fields.openChooser();
    this.outline.element.addEventListener("paste", (event) => { event.preventDefault(); this.fields.pasteHere(event.clipboardData); });
    this.source = new Source(this.document);
    this.pages = new Pages(this.document, {
      onPlace: (line, column) => this.place(line, column),
      onFindings: (findings) => this.found(findings),
    });
    this.compiled = []; // what the pages tell
    this.proof = new Proof(this.document, this.pages, () => this.found(this.compiled));
    this.drafts = new Drafts(this.document, {
      onTold: (around) => this.around(around),
      onFailed: (error) => say(`${error.message}。写的字还在这一页上，请不要关掉；可以先“下载”XML`, true),
    });
    this.notice = make("p", { class: "notice", hidden: true, role: "status" });
    this.mends = new Mends(this.document, () => this.tell(), () => this.outline.focus());
    this.list = make("ul", { class: "findings", "aria-label": "问题" });
    this.report = new Report(this.document, this.pages, {
      onNode: (node) => this.outline.select(node, false),
      onFinding: (f) => f.line && !f.file && this.place(f.line, f.column),
      onFound: (findings) => this.proof.take(findings),
    });
    this.middle = make("div", { class: "middle" }, this.notice, this.fields.element, this.source.element, this.list);
    this.source.element.hidden = true;
    this.element = make("div", { class: "editor" },
      make("div", { class: "left" }, this.outline.element), this.middle,
      make("div", { class: "right" }, this.report.element, this.pages.element));
    this.document.addEventListener("change", (event) => this.changed(event.detail.by));
    this.fields.show(this.document.root);
    this.onKey = (event) => this.key(event);
    document.addEventListener("keydown", this.onKey);
  }

  commands() {
    this.saveButton = button("保存", () => this.save(), { title: "Ctrl+S" });
    this.sourceButton = button("源码", () => this.toggleSource(), { "aria-pressed": "false" });
    return [this.saveButton, button("撤销", () => this.document.undo(), { title: "Ctrl+Z" }),
      button("重做", () => this.document.redo(), { title: "Ctrl+Y" }), this.sourceButton,
      button("检查", () => this.report.run()), downloads(this.document)];
  }

  key(event) {
    if (!(event.ctrlKey || event.metaKey) || !this.element.isConnected || document.querySelector("dialog[open]")) return;
    const typing = event.target.closest(".CodeMirror");
    const actions = { s: () => this.save(), z: () => (event.shiftKey ? this.document.redo() : this.document.undo()), y: () => this.document.redo() };
    const action = actions[event.key.toLowerCase()];
    if (!action || (typing && event.key.toLowerCase() !== "s")) return;
    event.preventDefault();
    action();
  }

  // ---- one part in several views ----

  chosen(node) {
    if (this.findings.some((f) => f.level === "sample")) this.tell();
    this.fields.show(node);
    this.pages.show(node.from, node.to);
  }

  changed(by) {
    this.outline.draw();
    if (by !== this.fields && !this.document.fault) this.fields.again(this.outline.selected);
    this.tellState();
  }

  // line, column: of the text at hand.
  place(line, column) {
    if (!this.source.element.hidden) {
      this.source.go(line, column);
      return;
    }
    if (this.document.fault) return;
    this.outline.select(this.outline.shownFor(xml.nodeAt(this.document.root, this.document.offsetOf(line, column))), false);
    this.fields.focusText();
  }

  toggleSource() {
    const source = this.source.element.hidden;
    this.source.element.hidden = !source;
    this.fields.element.hidden = source;
    this.sourceButton.setAttribute("aria-pressed", String(source));
    if (source) {
      this.source.refresh();
      if (!this.document.fault) this.source.go(this.document.lineOf(this.outline.selected.from), 1);
    } else this.fields.show(this.outline.selected);
  }

  // compiled: what the pages tell now; what the proofreader found stands beside it.
  found(compiled) {
    this.compiled = compiled;
    this.findings = this.proof.with(compiled).map((f) => (f.code === SAMPLE ? { ...f, level: "sample" } : f));
    const here = this.findings.filter((f) => f.line && !f.file && f.level !== "note");
    this.outline.marks = new Map([...here.filter((f) => f.level === "sample"), ...here.filter((f) => f.level !== "sample")].map((f) => [f.line, f.level]));
    this.outline.draw();
    this.pages.mark(here);
    this.tell();
    this.tellState();
  }

  // What was found, with what can be mended: below what is written, and in the source.
  tell() {
    const mend = (f) => {
      const mends = f.line && !f.file ? this.mends.at(f.line) : [];
      return mends.length ? button("代改", () => this.mends.show(mends), { class: "mender" }) : null;
    };
    this.source.show(this.findings, mend);
    const told = this.findings.filter((f) => f.level !== "note" && f.level !== "sample");
    const all = this.mends.list.length ? [make("li", { class: "all" },
      button(`代改 ${this.mends.list.length} 处有把握的毛病`, () => this.mends.show(this.mends.list), { class: "mender" }))] : [];
    this.list.replaceChildren(...all, ...this.samples(), ...told.map((f) => {
      const mender = mend(f);
      const hint = mender && f.hint?.includes("<") ? "" : f.hint; // how to write it: the mend does
      return make("li", { class: f.level },
        button(f.message, () => (f.line && !f.file ? this.place(f.line, f.column) : null)), mender,
        ...(mender ? [] : acts(this.document, f).map((a) => button(a.label, a.act, { class: "mender", title: a.title }))),
        hint ? make("small", {}, ...plain(hint)) : null);
    }));
  }

  // What is left of the document to begin with, in one line that leads from one to the next.
  samples() {
    const list = this.findings.filter((f) => f.level === "sample");
    if (!list.length) return [];
    const at = this.document.fault ? 0 : this.document.lineOf(this.outline.selected.to);
    const next = list.find((f) => f.line > at) ?? list[0];
    return [make("li", { class: "sample" }, button(`还有 ${list.length} 处是空白公文里的样字：看下一处`, () => this.place(next.line, next.column)),
      make("small", {}, "换成自己的；用不着的，按“删去”整段拿掉"))];
  }

  tellState(now = false) {
    const errors = this.findings.filter((f) => f.level === "error").length;
    const state = this.document.fault ? `源码写到一半：${this.document.fault.message}` : errors ? `有 ${errors} 处错，版面是改错以前的` : "";
    const kept = this.drafts.kept === this.document.text ? "（草稿留着）" : "";
    sayState([this.document.changed ? `有改动没有保存${kept}` : "已保存", state].filter(Boolean).join("；"), errors > 0, now);
  }

  // What is to be read before she goes on.
  remark(...words) {
    const line = make("p", { class: "notice" }, ...words, button("知道了", () => line.remove()));
    this.notice.after(line);
  }

  // ---- files ----

  async save() {
    await this.drafts.saved();
    const { text } = this.document;
    try {
      this.document.keep(text, await api.save(this.document.name, this.document.hash, text));
      this.notice.hidden = true;
      this.tellState(true);
    } catch (error) {
      if (error.status === 409) await this.conflict(error);
      else say(error.message, true);
      this.drafts.later();
    }
  }

  // Somebody else saved: who, what, and what is to become of both.
  async conflict(error) {
    const { hash, who, when } = error.said;
    const gone = !hash;
    const theirs = gone ? null : await attempt(() => api.read(this.document.name));
    if (!gone && !theirs) return;
    const mine = [gone ? "按我的重新保存" : "用我的（那一份留在历次保存里）", () => { this.document.hash = hash; this.save(); }];
    if (gone) {
      const { close } = dialog(error.message, ...[mine, ["先不保存", () => {}]].map(([label, action]) => button(label, () => { close(); action(); })));
      return;
    }
    this.mergeWith(theirs, who || "别处", error.message || `${who} 在 ${when} 保存过这份公文`, [mine]);
  }

  mergeWith(theirs, who, title, more = []) {
    const take = ["用那一份（放弃我的改动）", () => this.take(theirs.text, theirs)];
    const later = ["先不管", () => {}];
    const list = merge(this.document.base, this.document.text, theirs.text);
    if (list) {
      mergeDialog(title, who, list, (text) => {
        this.take(text, theirs);
        say("合在一起了：请看一遍，再保存");
      }, [take, ...more, later]);
      return;
    }
    const { close } = dialog(title, make("p", {}, "源码写到一半，两份没法逐处对照。"),
      ...[take, ...more, later].map(([label, action]) => button(label, () => { close(); action(); })));
  }

  // text: what is written now; file: what it stands on.
  take(text, file) {
    this.document.keep(file.text, file.hash);
    this.document.edit([{ from: 0, to: this.document.text.length, text }]);
    this.notice.hidden = true;
    this.drafts.later();
    this.tellState();
  }

  // Told while she writes: who else does, and who saved.
  around({ hash, who, when, others }) {
    const look = button("看看改了什么", () => attempt(async () => this.mergeWith(await api.read(this.document.name), who || "别处", `${who || "别处"} 在这期间保存过`)));
    const saved = hash !== this.document.hash && hash !== "";
    if (saved) this.notice.replaceChildren(`${who ? `${who} ${when.slice(11, 16)}` : "别处"} 保存过这份公文`, look);
    else if (others.length) this.notice.replaceChildren(`${others.map((o) => o.name).join("、")}也在写这份公文：保存时会告诉您改了什么`);
    this.notice.hidden = !saved && !others.length;
    this.tellState();
  }

  // The people that it names, as a staff file. open: opens a file of the folder (main.js).
  toStaff() {
    const { name } = this.document;
    attempt(() => toStaff(name, { open: this.open,
      save: async () => { await this.save(); return !this.document.changed; },
      taken: async () => { const file = await api.read(name); this.take(file.text, file); } }));
  }

  // What was written the last time and not saved.
  async offer() {
    const draft = await attempt(() => api.draft(this.document.name));
    if (!draft?.text || draft.text === this.document.text) return;
    const { close, element } = dialog(`上次写的没有保存（${draft.time}）`,
      make("p", {}, "划去的是保存的那一份里的，有下划线的是上次写的。"),
      make("div", { class: "mends" }, this.differences(draft.text)),
      button("接着写（用上次写的）", () => { close(); this.resume(draft); }, { class: "main" }),
      button("不要了（用保存的那一份）", () => attempt(async () => {
        close();
        await api.keepDraft(this.document.name, this.document.hash, "");
      })));
    element.classList.add("wide");
  }

  differences(text) {
    const list = merge(this.document.text, text, this.document.text) ?? [];
    const rows = list.filter((c) => c.kind === "mine").map((c) => difference(c.base.join("").trim(), c.mine.join("").trim()));
    return make("div", {}, ...(rows.length ? rows : [make("p", {}, "上次源码写到一半，没法逐处对照。")]));
  }

  leave() {
    document.removeEventListener("keydown", this.onKey);
    this.drafts.end();
    this.proof.end();
  }

  // It stands on the file that she had then.
  async resume(draft) {
    if (draft.base && draft.base !== this.document.hash) {
      const base = await attempt(() => api.version(this.document.name, draft.base));
      if (base !== undefined) this.document.keep(base, draft.base);
    }
    this.document.edit([{ from: 0, to: this.document.text.length, text: draft.text }]);
  }
}
