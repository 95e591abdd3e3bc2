// The document at hand: its text, the tree of it, what was done and can be undone. Every change is
// a part of the text that becomes another.

import * as xml from "./xml.js";

export class Document extends EventTarget {
  constructor(name, text, hash) {
    super();
    this.name = name;
    this.text = text;
    this.hash = hash; // of the file that it was read from; "": it is new
    this.saved = hash ? text : null;
    this.past = [];
    this.future = [];
    this.parse();
  }

  get changed() {
    return this.text !== this.saved;
  }

  parse() {
    try {
      this.root = xml.parse(this.text);
      this.fault = null;
    } catch (error) {
      this.fault = error; // the last tree stays, to be looked at
    }
  }

  // changes: [{from, to, text}], none over another. Those of one group are undone together, as the
  // letters of a word are.
  edit(changes, group = null) {
    const sorted = [...changes].sort((a, b) => b.from - a.from);
    let text = this.text;
    for (const c of sorted) text = text.slice(0, c.from) + c.text + text.slice(c.to);
    if (text === this.text) return;
    const last = this.past.at(-1);
    if (!group || last?.group !== group) this.past.push({ text: this.text, group });
    this.future = [];
    this.become(text);
  }

  become(text) {
    this.text = text;
    this.parse();
    this.dispatchEvent(new Event("change"));
  }

  undo() {
    const step = this.past.pop();
    if (!step) return;
    this.future.push({ text: this.text, group: null });
    this.become(step.text);
  }

  redo() {
    const step = this.future.pop();
    if (!step) return;
    this.past.push({ text: this.text, group: null });
    this.become(step.text);
  }

  // ---- edits of the tree ----

  setAttribute(node, name, value, group) {
    const old = node.attributes.find((a) => a.name === name);
    const coded = xml.encodeValue(value);
    if (old && value) this.edit([{ from: old.valueFrom, to: old.valueTo, text: coded }], group);
    else if (old) this.edit([{ from: this.blanksBefore(old.from), to: old.to, text: "" }], group);
    else if (value) {
      const end = node.attributes.at(-1)?.to ?? node.from + 1 + node.name.length;
      this.edit([{ from: end, to: end, text: ` ${name}="${coded}"` }], group);
    }
  }

  // source: XML, as it is to stand between the tags.
  setInner(node, source, group) {
    if (this.isEmptyTag(node)) {
      const slash = this.text.lastIndexOf("/", node.inner);
      this.edit([{ from: slash, to: node.to, text: `>${source}</${node.name}>` }], group);
    } else {
      this.edit([{ from: node.inner, to: node.end, text: source }], group);
    }
  }

  isEmptyTag(node) {
    return this.text[node.inner - 2] === "/" && node.inner === node.to;
  }

  blanksBefore(at) {
    while (/\s/.test(this.text[at - 1] ?? "")) at--;
    return at;
  }

  indentOf(node) {
    const line = this.text.slice(this.text.lastIndexOf("\n", node.from) + 1, node.from);
    return /^\s*$/.test(line) ? line : "";
  }

  insertAfter(node, source) {
    this.edit([{ from: node.to, to: node.to, text: `\n${this.indentOf(node)}${source}` }]);
  }

  insertBefore(node, source) {
    this.edit([{ from: node.from, to: node.from, text: `${source}\n${this.indentOf(node)}` }]);
  }

  insertFirst(parent, source) {
    const indent = `${this.indentOf(parent)}  `;
    const first = xml.elements(parent)[0];
    if (first) this.insertBefore(first, source);
    else this.setInner(parent, `\n${indent}${source}\n${this.indentOf(parent)}`);
  }

  remove(node) {
    this.edit([{ from: this.blanksBefore(node.from), to: node.to, text: "" }]);
  }

  // Changes places with the brother above (-1) or below (1). False: there is none.
  move(node, by) {
    const brothers = xml.elements(node.parent);
    const other = brothers[brothers.indexOf(node) + by];
    if (!other || !node.parent.name) return false;
    const source = (n) => this.text.slice(n.from, n.to);
    this.edit([
      { from: node.from, to: node.to, text: source(other) },
      { from: other.from, to: other.to, text: source(node) },
    ]);
    return true;
  }

  rename(node, name) {
    const changes = [{ from: node.from + 1, to: node.from + 1 + node.name.length, text: name }];
    if (!this.isEmptyTag(node)) changes.push({ from: node.end + 2, to: node.end + 2 + node.name.length, text: name });
    this.edit(changes);
  }
}
