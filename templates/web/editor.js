// A document being written: its parts at the left, what the chosen one says in the middle, the pages
// at the right.

import * as api from "./api.js";
import { Document } from "./document.js";
import { attempt, button, dialog, make, say } from "./dom.js";
import { Fields } from "./fields.js";
import { Mends } from "./mends.js";
import { Outline } from "./outline.js";
import { Pages } from "./pages.js";
import { Source } from "./source.js";
import * as xml from "./xml.js";

export class Editor {
  constructor(name, text, hash) {
    this.document = new Document(name, text, hash);
    this.findings = [];
    this.outline = new Outline(this.document, (node) => this.chosen(node));
    this.fields = new Fields(this.document, this.outline);
    this.source = new Source(this.document);
    this.pages = new Pages(this.document, {
      onPlace: (line, column) => this.place(line, column),
      onFindings: (findings) => this.found(findings),
    });
    this.mends = new Mends(this.document, () => this.tell());
    this.list = make("ul", { class: "findings", "aria-label": "问题" });
    this.report = make("section", { class: "report", hidden: true, "aria-label": "检查" });
    this.middle = make("div", { class: "middle" }, this.fields.element, this.source.element, this.list);
    this.source.element.hidden = true;
    this.element = make("div", { class: "editor" },
      make("div", { class: "left" }, this.outline.element), this.middle,
      make("div", { class: "right" }, this.report, this.pages.element));
    this.document.addEventListener("change", (event) => this.changed(event.detail.by));
    this.fields.show(this.document.root);
    this.element.addEventListener("keydown", (event) => this.key(event));
  }

  commands() {
    this.saveButton = button("保存", () => this.save(), { title: "Ctrl+S" });
    this.sourceButton = button("源码", () => this.toggleSource(), { "aria-pressed": "false" });
    return [this.saveButton, button("撤销", () => this.document.undo(), { title: "Ctrl+Z" }),
      button("重做", () => this.document.redo(), { title: "Ctrl+Y" }), this.sourceButton,
      button("检查", () => this.check()), button("下载 PDF", () => this.download("pdf")), button("下载 Word", () => this.download("docx")),
      button("下载 XML", () => this.keep(new Blob([this.document.text], { type: "text/xml" }), this.document.name))];
  }

  key(event) {
    if (!(event.ctrlKey || event.metaKey)) return;
    const typing = event.target.closest(".CodeMirror");
    const actions = { s: () => this.save(), z: () => (event.shiftKey ? this.document.redo() : this.document.undo()), y: () => this.document.redo() };
    const action = actions[event.key.toLowerCase()];
    if (!action || (typing && event.key.toLowerCase() !== "s")) return;
    event.preventDefault();
    action();
  }

  // ---- one part in several views ----

  chosen(node) {
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
    if (source) this.source.refresh();
    else this.fields.show(this.outline.selected);
  }

  found(findings) {
    this.findings = findings;
    this.outline.marks = new Map(findings.filter((f) => f.line && !f.file && f.level !== "note").map((f) => [f.line, f.level]));
    this.outline.draw();
    this.pages.mark(findings.filter((f) => f.line && !f.file && f.level !== "note"));
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
    const told = this.findings.filter((f) => f.level !== "note");
    const all = this.mends.list.length ? [make("li", { class: "all" },
      button(`代改 ${this.mends.list.length} 处有把握的毛病`, () => this.mends.show(this.mends.list), { class: "mender" }))] : [];
    this.list.replaceChildren(...all, ...told.map((f) => make("li", { class: f.level },
      button(f.message, () => (f.line && !f.file ? this.place(f.line, f.column) : null)), mend(f),
      f.hint ? make("small", {}, f.hint) : null)));
  }

  tellState() {
    const errors = this.findings.filter((f) => f.level === "error").length;
    const state = this.document.fault ? `源码写到一半：${this.document.fault.message}` : errors ? `有 ${errors} 处错，版面是改错以前的` : "";
    say([this.document.changed ? "有改动没有保存" : "已保存", state].filter(Boolean).join("；"), errors > 0);
  }

  // ---- files ----

  async save() {
    try {
      const { text } = this.document;
      this.document.keep(text, await api.save(this.document.name, this.document.hash ?? "", text));
      this.tellState();
    } catch (error) {
      if (error.status === 409) this.conflict(error);
      else say(error.message, true);
    }
  }

  // Somebody else saved: hers is looked at, taken over, or replaced.
  conflict(error) {
    const { close } = dialog(error.message, make("p", {}, "两份不一样。要怎么办？"),
      button("用那一份（放弃我的改动）", () => attempt(async () => {
        const theirs = await api.read(this.document.name);
        this.document.edit([{ from: 0, to: this.document.text.length, text: theirs.text }]);
        this.document.keep(theirs.text, theirs.hash);
        close();
        this.tellState();
      })),
      button("用我的（那一份留在历次保存里）", () => { this.document.hash = error.said.hash; close(); this.save(); }),
      button("先不保存", () => close()));
  }

  async check() {
    const made = await attempt(() => api.check(this.document.name, this.document.text));
    if (!made) return;
    const verdicts = { conforms: "符合", breaches: "不符合", unchecked: "未检查" };
    const order = { breaches: 0, conforms: 1, unchecked: 2 };
    const rows = [...made.rows].sort((a, b) => order[a.verdict] - order[b.verdict]);
    this.report.hidden = false;
    this.report.replaceChildren(
      button("关上", () => { this.report.hidden = true; }),
      make("h2", {}, `GB/T 9704 逐条检查：${rows.filter((r) => r.verdict === "breaches").length} 条不符合`),
      make("table", {}, make("thead", {}, make("tr", {}, ...["条款", "要素", "要求", "实测", "结论"].map((h) => make("th", { scope: "col" }, h)))),
        make("tbody", {}, ...rows.map((r) => make("tr", { class: r.verdict, onclick: () => this.pages.sheets[r.page - 1]?.scrollIntoView() },
          make("td", {}, r.clause), make("td", {}, `${r.element} ${r.item}`), make("td", {}, r.wanted),
          make("td", {}, r.measured || r.reason), make("td", {}, verdicts[r.verdict]))))));
    this.found(made.findings);
  }

  keep(blob, name) {
    const link = make("a", { href: URL.createObjectURL(blob), download: name.split("/").at(-1) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  async download(kind) {
    const blob = await attempt(() => api.compile(this.document.name, this.document.text, kind));
    if (blob) this.keep(blob, this.document.name.replace(/\.xml$/, `.${kind}`));
  }
}
