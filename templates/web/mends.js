// The mistakes that the program can mend by itself: looked at first, then made, one or all; they are
// undone as everything is.

import * as api from "./api.js";
import { button, dialog, make } from "./dom.js";
import { edits, pieces } from "./differ.js";

const WAIT = 700; // ms after the last key
const AROUND = 24; // characters beside a change

// A tag as people see it: what it is, and what it says.
function tag(text) {
  const [, closed, name, rest] = /^<(\/?)([^\s<>/]*)([^]*?)\/?>$/.exec(text) ?? [null, "", text, ""];
  const said = [...rest.matchAll(/([^\s=]+)\s*=\s*["']([^"']*)["']/g)].map(([, key, value]) => `${key}：${value}`);
  return make("span", { class: "tag" }, closed ? `${name} 完` : [name, ...said].join(" "));
}

function readable(text) {
  if (/^[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+$/.test(text)) return [make("span", { class: "tag" }, "看不见的字符")];
  return text.split(/(<[^<>]*>)/).filter(Boolean).map((part) => (/^<[^<>]*>$/.test(part) ? tag(part) : part.replace(/\s+/g, " ")));
}

const shortened = (text, first, last) => {
  const most = 2 * AROUND + 1;
  if (text.length <= most || text.includes("<")) return text;
  return `${first ? "" : text.slice(0, AROUND)}…${last ? "" : text.slice(-AROUND)}`;
};

// What was and what will be, in one line: the old words struck out, the new ones underlined.
export function difference(old, now) {
  const list = pieces(old, now);
  return make("p", { class: "difference" }, ...list.flatMap((p, i) => {
    if (p.kind === "same") return readable(shortened(p.text.replace(/<\/[^<>]*>/g, ""), i === 0, i === list.length - 1));
    return [make(p.kind === "old" ? "del" : "ins", {}, ...readable(p.text))];
  }));
}

export class Mends {
  // onChange: another list is there.
  constructor(document, onChange) {
    this.document = document;
    this.onChange = onChange;
    this.list = [];
    this.timer = 0;
    document.addEventListener("change", () => this.later());
    this.timer = setTimeout(() => this.ask(), 0);
  }

  later() {
    clearTimeout(this.timer);
    this.list = [];
    this.onChange();
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const text = this.document.text;
    const made = this.document.fault ? null : await api.fix(this.document.name, text).catch(() => null);
    if (text !== this.document.text) return;
    this.list = made?.status === 0 ? edits(text, made.text) : [];
    for (const mend of this.list) {
      mend.first = this.document.lineOf(mend.from);
      mend.last = this.document.lineOf(mend.to);
    }
    this.onChange();
  }

  at(line) {
    return this.list.filter((m) => m.first <= line && line <= m.last);
  }

  line(mend) {
    const { text } = this.document;
    const from = text.lastIndexOf("\n", mend.from - 1) + 1;
    const end = text.indexOf("\n", mend.to);
    const to = end < 0 ? text.length : end;
    return difference(text.slice(from, to), text.slice(from, mend.from) + mend.text + text.slice(mend.to, to));
  }

  // Shows some of them; each can be made by itself.
  show(mends) {
    const { element, close } = dialog(`可以代改 ${mends.length} 处`,
      make("p", {}, "划去的是现在的，有下划线的是改成的。改了以后可以撤销。"),
      make("div", { class: "mends" }, ...mends.map((m) => make("div", { class: "mend" }, this.line(m),
        mends.length > 1 ? button("只改这一处", () => apply([m])) : null))),
      button(mends.length > 1 ? `全部改（${mends.length} 处）` : "改", () => apply(mends), { class: "main" }),
      button("不改", () => close()));
    element.classList.add("wide");
    const apply = (chosen) => {
      close();
      this.document.edit(chosen);
    };
    return element;
  }
}
