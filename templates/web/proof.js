// The proofreader's findings while one writes: asked for when she pauses, kept at their words until the
// next ones come.

import * as api from "./api.js";

const WAIT = 900; // ms after the last key: half a sentence is no mistake

const keyOf = (f) => [f.code, f.file ?? "", f.line, f.column].join(" ");

export class Proof {
  // onFound(): there are others.
  constructor(document, pages, onFound) {
    Object.assign(this, { document, pages, onFound });
    this.findings = [];
    this.text = document.text; // that they are of
    this.asked = 0;
    document.addEventListener("change", () => this.later());
    this.later();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const number = ++this.asked, { text } = this.document;
    if (this.ended || this.document.fault) return;
    const made = await api.proof(this.document.name, text).catch(() => null); // the pages tell what is wrong
    if (made && number === this.asked && !this.ended) this.take(made.findings, text);
  }

  take(findings, text = this.document.text) {
    this.findings = findings;
    this.text = text;
    this.onFound();
  }

  // Those of the words that still stand as they were read, at their places now, and others beside them.
  with(others) {
    const now = this.document.text, before = this.text.split("\n"), lines = now.split("\n");
    const placed = this.findings.map((f) => (f.line && !f.file ? { ...f, ...this.pages.lined(f.line, f.column, this.text, now), was: f.line } : f))
      .filter((f) => !f.was || lines[f.line - 1] === before[f.was - 1]);
    const known = new Set(others.map(keyOf));
    return [...others, ...placed.filter((f) => !known.has(keyOf(f)))];
  }

  end() {
    this.ended = true;
    clearTimeout(this.timer);
  }
}
