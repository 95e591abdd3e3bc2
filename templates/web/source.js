// The same document as it is written: for those who want to see it, and for what the outline does
// not know. CodeMirror, with the findings under their lines and names to choose from.

import { make } from "./dom.js";
import * as vocabulary from "./vocabulary.js";

const TAG = /<!--[^]*?(?:-->|$)|<[!?][^>]*(?:>|$)|<\/([^\s<>]*)(?:\s*>|$)|<([^\s<>/!?"'=]*)((?:"[^"]*"|'[^']*'|[^"'<>])*)(>|"[^"]*$|'[^']*$|$)/g;

// Where a text ends: { inside, typed, tag?, attribute?, written? }; null: in a remark.
function placeAt(text) {
  const open = [];
  for (const [whole, closed, name, rest, end] of text.matchAll(TAG)) {
    const last = text.endsWith(whole);
    if (name !== undefined && end !== ">" && last) {
      const inside = open.at(-1), written = [...rest.matchAll(/([^\s=]+)\s*=/g)].map((m) => m[1]);
      if (/^["']/.test(end)) return { inside, tag: name, attribute: /([^\s=]+)\s*=\s*$/.exec(rest)?.[1], typed: end.slice(1) };
      if (!rest) return { inside, typed: name, starts: true };
      return { inside, tag: name, written, typed: /[^\s=]*$/.exec(rest)[0] };
    }
    if (whole.startsWith("<!--") && !whole.endsWith("-->")) return null;
    if (closed !== undefined) open.pop();
    else if (name && !rest.endsWith("/")) open.push(name);
  }
  return { inside: open.at(-1), typed: "" };
}

function choices({ inside, tag, attribute, written = [], typed, starts }) {
  const row = vocabulary.known(tag ?? inside) ? vocabulary.element(tag ?? inside) : null;
  const fits = (name) => name.startsWith(typed);
  const told = (name, about) => `${name}　${about ?? ""}`.slice(0, 40);
  if (!row) return [];
  if (attribute) {
    const type = vocabulary.type(row.attributes.find((a) => a.name === attribute)?.type);
    return (type?.values ?? []).filter(fits);
  }
  if (tag) return row.attributes.filter((a) => fits(a.name) && !written.includes(a.name))
    .map((a) => ({ text: `${a.name}=""`, displayText: told(a.name, a.about), hint: put(1) }));
  return row.children.filter((c) => fits(c.name)).map((c) => {
    const { content, about } = vocabulary.element(c.name);
    const empty = content === "empty", open = starts ? "" : "<";
    return { text: empty ? `${open}${c.name}/>` : `${open}${c.name}></${c.name}>`, displayText: told(c.name, about), hint: put(empty ? 2 : c.name.length + 3) };
  });
}

// Puts a choice in, and the caret as far before its end.
const put = (back) => (editor, { from, to }, choice) => {
  editor.replaceRange(choice.text, from, to, "complete");
  const end = editor.getCursor();
  editor.setCursor({ line: end.line, ch: end.ch - back });
};

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
    this.editor.on("inputRead", (editor, change) => {
      if (/[<"']$/.test(change.text.at(-1)) && change.origin === "+input") this.complete(editor);
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

  // What may be typed here: elements, attributes, their choices.
  complete(editor) {
    window.CodeMirror.showHint(editor, () => {
      const to = editor.getCursor(), place = placeAt(editor.getRange({ line: 0, ch: 0 }, to));
      return { list: place ? choices(place) : [], from: { line: to.line, ch: to.ch - (place?.typed.length ?? 0) }, to };
    }, { completeSingle: false });
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
