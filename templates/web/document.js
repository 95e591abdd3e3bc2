// The document at hand: its text, the tree of it, what was done and can be undone. Every change is
// a part of the text that becomes another. "change" is dispatched after each; its detail.by is the
// view that made it, which shows it already.

import * as xml from "./xml.js";

const TOGETHER = 1500; // ms: what is typed without a longer rest is undone as one
const STEPS = 400;

export class Document extends EventTarget {
  constructor(name, text, hash) {
    super();
    this.name = name;
    this.text = text;
    this.hash = hash; // of the file that it was read from; "": it is new
    this.saved = hash ? text : null;
    this.base = hash ? text : ""; // what she began with: of another's saving both are told apart by it
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
  edit(changes, group = null, by = null) {
    const sorted = [...changes].sort((a, b) => b.from - a.from);
    let text = this.text;
    for (const c of sorted) text = text.slice(0, c.from) + c.text + text.slice(c.to);
    if (text === this.text) return;
    if (this.batched) {
      this.text = text;
      this.parse();
      return;
    }
    const last = this.past.at(-1), now = Date.now();
    if (group && last?.group === group && now - last.at < TOGETHER && !this.future.length) last.at = now;
    else this.past.push({ text: this.text, group, at: now });
    if (this.past.length > STEPS) this.past.shift();
    this.future = [];
    this.become(text, by);
  }

  become(text, by = null) {
    this.text = text;
    this.parse();
    this.dispatchEvent(new CustomEvent("change", { detail: { by } }));
  }

  // Several changes that are undone together.
  batch(action, by = null) {
    const before = this.text;
    this.batched = true;
    try {
      action();
    } finally {
      this.batched = false;
    }
    const after = this.text;
    this.text = before;
    this.edit([{ from: 0, to: before.length, text: after }], null, by);
  }

  // What the file has now, and so what is to be told apart from another's.
  keep(text, hash) {
    this.saved = this.base = text;
    this.hash = hash;
  }

  undo() {
    this.step(this.past, this.future);
  }

  redo() {
    this.step(this.future, this.past);
  }

  step(from, to) {
    const step = from.pop();
    if (!step) return;
    to.push({ text: this.text, group: null, at: 0 });
    this.become(step.text);
  }

  // ---- lines ----

  get lines() {
    if (this.linesOf !== this.text) {
      this.linesOf = this.text;
      this.starts = [0];
      for (let at = this.text.indexOf("\n"); at >= 0; at = this.text.indexOf("\n", at + 1)) this.starts.push(at + 1);
    }
    return this.starts;
  }

  // Lines count from 1.
  lineOf(offset) {
    let low = 0, high = this.lines.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  // Columns count characters, as the program does, not halves of them.
  offsetOf(line, column) {
    const from = this.lines[Math.min(line, this.lines.length) - 1];
    const end = this.starts[line] ?? this.text.length;
    return from + [...this.text.slice(from, end)].slice(0, Math.max(column - 1, 0)).join("").length;
  }

  // ---- edits of the tree ----

  setAttribute(node, name, value, group, by) {
    const old = node.attributes.find((a) => a.name === name);
    const coded = xml.encodeValue(value);
    if (old && value) this.edit([{ from: old.valueFrom, to: old.valueTo, text: coded }], group, by);
    else if (old) this.edit([{ from: this.blanksBefore(old.from), to: old.to, text: "" }], group, by);
    else if (value) {
      const end = node.attributes.at(-1)?.to ?? node.from + 1 + node.name.length;
      this.edit([{ from: end, to: end, text: ` ${name}="${coded}"` }], group, by);
    }
  }

  // source: XML, as it is to stand between the tags.
  setInner(node, source, group, by) {
    if (this.isEmptyTag(node)) {
      const slash = this.text.lastIndexOf("/", node.inner);
      this.edit([{ from: slash, to: node.to, text: `>${source}</${node.name}>` }], group, by);
    } else {
      this.edit([{ from: node.inner, to: node.end, text: source }], group, by);
    }
  }

  isEmptyTag(node) {
    return this.text[node.inner - 2] === "/" && node.inner === node.to;
  }

  blanksBefore(at) {
    while (/\s/.test(this.text[at - 1] ?? "")) at--;
    return at;
  }

  // The blanks before the first of a line; null: others stand before it.
  indentOf(node) {
    const line = this.text.slice(this.text.lastIndexOf("\n", node.from - 1) + 1, node.from);
    return /^\s*$/.test(line) ? line : null;
  }

  // What parts an element from the next one, as it is written here.
  breakAt(node) {
    const indent = this.indentOf(node);
    return indent === null ? "" : `${this.text.includes("\r\n") ? "\r\n" : "\n"}${indent}`;
  }

  insertAfter(node, source) {
    this.edit([{ from: node.to, to: node.to, text: `${this.breakAt(node)}${source}` }]);
  }

  insertBefore(node, source) {
    this.edit([{ from: node.from, to: node.from, text: `${source}${this.breakAt(node)}` }]);
  }

  insertFirst(parent, source) {
    const first = xml.elements(parent)[0];
    const line = this.breakAt(parent);
    if (first) this.insertBefore(first, source);
    else if (this.text.slice(parent.inner, parent.end).trim() === "")
      this.setInner(parent, line ? `${line}  ${source}${line}` : source);
    else this.edit([{ from: parent.inner, to: parent.inner, text: line ? `${line}  ${source}` : source }]);
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
