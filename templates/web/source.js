// The same document as it is written: for those who want to see it, and for what the outline does
// not know. CodeMirror, with the findings under their lines and names to choose from.

import { make } from "./dom.js";
import * as vocabulary from "./vocabulary.js";

export class Source {
  constructor(document) {
    this.document = document;
    this.element = make("section", { class: "source", "aria-label": "源码" });
    this.editor = window.CodeMirror(this.element, {
      value: document.text, mode: "xml", lineNumbers: true, lineWrapping: true,
      lineSeparator: /(^|[^\r])\n/.test(document.text) ? "\n" : document.text.includes("\n") ? "\r\n" : "\n",
      specialChars: /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028\u2029]/,
      extraKeys: { "Ctrl-Space": (editor) => this.complete(editor), Tab: false, "Shift-Tab": false,
        "Ctrl-Z": () => document.undo(), "Ctrl-Y": () => document.redo(), "Shift-Ctrl-Z": () => document.redo() },
    });
    this.widgets = [];
    this.editor.on("change", (editor, change) => {
      if (change.origin === "document") return;
      this.document.edit([{ from: 0, to: this.document.text.length, text: editor.getValue() }], "source", this);
    });
    document.addEventListener("change", () => this.follow());
  }

  // Only what differs is put in, so that the caret and the place stay.
  follow() {
    const old = this.editor.getValue(), text = this.document.text;
    if (old === text) return;
    let from = 0, to = 0;
    while (from < old.length && old[from] === text[from]) from++;
    while (to < old.length - from && to < text.length - from && old.at(-1 - to) === text.at(-1 - to)) to++;
    this.editor.replaceRange(text.slice(from, text.length - to), this.editor.posFromIndex(from),
      this.editor.posFromIndex(old.length - to), "document");
  }

  // mender: a button for what can be mended, or null.
  show(findings, mender) {
    for (const widget of this.widgets) widget.clear();
    this.widgets = findings.filter((f) => f.line && !f.file).map((f) =>
      this.editor.addLineWidget(Math.min(f.line, this.editor.lineCount()) - 1,
        make("p", { class: `finding ${f.level}` }, f.message, f.hint ? make("small", {}, ` ${f.hint}`) : null, mender(f))));
  }

  // Names of elements that may stand here.
  complete(editor) {
    const hint = window.CodeMirror.showHint;
    if (!hint) return;
    const cursor = editor.getCursor();
    const before = editor.getRange({ line: 0, ch: 0 }, cursor);
    const open = [];
    for (const [, slash, name, empty] of before.matchAll(/<(\/?)([^\s<>/!?]+)[^<>]*?(\/?)>/g)) {
      if (slash) open.pop();
      else if (!empty) open.push(name);
    }
    const typed = /<?([^\s<>]*)$/.exec(before.slice(before.lastIndexOf("<")))?.[1] ?? "";
    const row = vocabulary.known(open.at(-1)) ? vocabulary.element(open.at(-1)) : null;
    const list = (row?.children ?? []).map((c) => c.name).filter((n) => n.startsWith(typed));
    hint(editor, () => ({ list, from: { line: cursor.line, ch: cursor.ch - typed.length }, to: cursor }), { completeSingle: false });
  }

  refresh() {
    this.editor.refresh();
  }

  go(line, column) {
    this.editor.setCursor({ line: line - 1, ch: column - 1 });
    this.editor.scrollIntoView(null, 80);
    this.editor.focus();
  }
}
