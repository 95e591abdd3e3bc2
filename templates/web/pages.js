// The pages beside what is written. Those in sight are drawn, others when they come into sight. After a
// change only those that look otherwise are fetched, and each takes the place of the old one when it
// is there: nothing jumps.

import * as api from "./api.js";
import { moved } from "./differ.js";
import { make } from "./dom.js";
import { plainText } from "./hints.js";

const WAIT = 60; // ms after the last key
const DPI = 96;

export class Pages {
  constructor(document, { onPlace, onFindings }) {
    this.document = document;
    this.onPlace = onPlace;
    this.onFindings = onFindings;
    this.sheets = []; // with the print that each shows, and the one that it should show
    this.element = make("section", { class: "pages", tabindex: 0, "aria-label": "版面" });
    this.timer = 0;
    this.asked = 0;
    this.drawn = document.text; // what the pages show: an older one while there are mistakes
    this.chosen = null;
    this.findings = [];
    document.addEventListener("change", () => this.later());
    this.element.addEventListener("scroll", () => { if (this.lacks()) this.later(); }, { passive: true });
    this.later();
  }

  // The pages in sight, and those beside them, by their numbers.
  inSight() {
    const top = this.element.scrollTop, bottom = top + this.element.clientHeight;
    const seen = this.sheets.map((s, i) => [s, i + 1]).filter(([s]) => s.offsetTop < bottom && s.offsetTop + s.offsetHeight > top).map(([, n]) => n);
    return seen.length ? [Math.max(1, seen[0] - 1), seen.at(-1) + 1] : [1, 3];
  }

  lacks() {
    const [first, last] = this.inSight();
    return this.sheets.slice(first - 1, last).some((s) => s.print !== s.wanted);
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const number = ++this.asked;
    const { text } = this.document;
    const begun = performance.now();
    let made;
    try {
      made = await api.preview(this.document.name, text, DPI, this.sheets.map((s) => s.print ?? "0"), this.inSight());
    } catch (error) {
      if (number === this.asked && error.status !== 409) this.onFindings([{ level: "error", message: error.message, hint: "", line: 0 }]);
      return;
    }
    if (number !== this.asked) return;
    this.element.classList.toggle("old", made.status !== 0);
    if (made.pages.length && made.status === 0) {
      this.drawn = text;
      this.draw(made.pages, begun);
    }
    this.onFindings(made.findings);
    this.again();
  }

  draw(pages, begun) {
    while (this.sheets.length > pages.length) this.sheets.pop().remove();
    this.waiting = 0;
    pages.forEach((page, i) => {
      const sheet = this.sheets[i] ?? this.newSheet(i);
      sheet.spots = page.spots;
      sheet.size = [page.width, page.height];
      sheet.style.aspectRatio = `${page.width} / ${page.height}`;
      sheet.wanted = page.print;
      if (sheet.print !== page.print && page.drawn) this.fetch(sheet, page, i, begun);
    });
    this.element.dataset.pages = String(pages.length);
    if (this.lacks()) this.later();
  }

  fetch(sheet, page, i, begun) {
    sheet.print = page.print;
    const picture = new Image(page.width, page.height);
    picture.alt = `第 ${i + 1} 页`;
    this.waiting++;
    picture.onload = () => {
      if (sheet.print !== page.print) return;
      const old = sheet.querySelector("img");
      if (old) old.replaceWith(picture);
      else sheet.prepend(picture);
      if (--this.waiting === 0) this.element.dataset.took = String(Math.round(performance.now() - begun));
    };
    picture.onerror = () => { sheet.print = null; this.later(); };
    picture.src = api.picture(page.print, DPI);
  }

  newSheet(i) {
    const sheet = make("div", { class: "sheet", onclick: (event) => this.click(sheet, event) });
    this.sheets[i] = sheet;
    this.element.append(sheet);
    return sheet;
  }

  click(sheet, event) {
    const box = sheet.getBoundingClientRect();
    const scale = sheet.size[0] / box.width;
    const x = (event.clientX - box.left) * scale, y = (event.clientY - box.top) * scale;
    const near = sheet.spots
      .filter((s) => y >= s[1] - 4 && y <= s[3] + 4)
      .sort((a, b) => Math.abs(x - (a[0] + a[2]) / 2) - Math.abs(x - (b[0] + b[2]) / 2))[0];
    if (!near) return;
    const there = this.lined(near[4], near[5], this.drawn, this.document.text);
    this.onPlace(there.line, there.column);
  }

  // A place of one text in another, which has most of it.
  lined(line, column, from, to) {
    if (from === to) return { line, column };
    const lines = from.split("\n");
    const at = lines.slice(0, line - 1).reduce((n, l) => n + l.length + 1, 0) + [...(lines[line - 1] ?? "")].slice(0, column - 1).join("").length;
    const before = to.slice(0, moved(at, from, to)).split("\n");
    return { line: before.length, column: [...before.at(-1)].length + 1 };
  }

  // Findings stand at the words that they are about, or beside the first words of their line.
  mark(findings) {
    this.findings = findings;
    this.again();
  }

  // Brings to sight where a part of the text stands, and marks it. Offsets of the text at hand.
  show(from, to) {
    this.chosen = { from, to, text: this.document.text };
    this.again();
    this.element.querySelector(".here")?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }

  // Marks are put anew when pages or findings are others; nothing is scrolled.
  again() {
    for (const mark of this.element.querySelectorAll(".here, .fault-mark")) mark.remove();
    const lineOf = (offset) => this.drawn.slice(0, moved(offset, this.chosen.text, this.drawn)).split("\n").length;
    const chosen = this.chosen && { first: lineOf(this.chosen.from), last: lineOf(this.chosen.to) };
    const found = this.findings.map((f) => ({ ...f, ...this.lined(f.line, f.column, this.document.text, this.drawn) }));
    for (const sheet of this.sheets) {
      for (const s of sheet.spots ?? []) {
        if (chosen && s[4] >= chosen.first && s[4] <= chosen.last) this.put(sheet, s, make("span", { class: "here" }));
      }
      for (const f of found) this.putFinding(sheet, f);
    }
  }

  putFinding(sheet, f) {
    const there = (sheet.spots ?? []).filter((s) => s[4] <= f.line && f.line <= s[6]);
    const spot = there.find((s) => (s[4] < f.line || s[5] <= f.column) && (f.line < s[6] || f.column < s[7])) ?? there[0];
    if (!spot) return;
    const told = [f.message, plainText(f.hint)].filter(Boolean).join("\n");
    this.put(sheet, spot, make("button", { type: "button", class: `fault-mark ${f.level}`, title: told, "aria-label": told, tabindex: -1,
      onclick: (event) => {
        event.stopPropagation();
        const now = this.lined(f.line, f.column, this.drawn, this.document.text);
        this.onPlace(now.line, now.column);
      } }));
  }

  put(sheet, spot, mark) {
    const [width, height] = sheet.size;
    const share = (v, all) => `${(100 * v) / all}%`;
    Object.assign(mark.style, { left: share(spot[0], width), top: share(spot[1], height),
      width: share(spot[2] - spot[0], width), height: share(spot[3] - spot[1], height) });
    sheet.append(mark);
  }
}
