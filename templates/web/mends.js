// The mistakes that the program can mend by itself: looked at first, then made, one or all; they are
// undone as everything is. A mend is a whole act: all its edits are made, or none.

import * as api from "./api.js";
import { button, dialog, make } from "./dom.js";
import { pieces } from "./differ.js";

const WAIT = 700; // ms after the last key
const AROUND = 24; // characters beside a change

// A tag as people see it: what it is, and what it says.
function tag(text) {
  const [, name, rest] = /^<([^\s<>/]*)([^]*?)\/?>$/.exec(text) ?? [null, text, ""];
  const said = [...rest.matchAll(/([^\s=]+)\s*=\s*["']([^"']*)["']/g)].map(([, key, value]) => `${key}：${value}`);
  return make("span", { class: "tag" }, [name, ...said].join(" "));
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
    const text = p.text.replace(/<!--[^]*?-->|<\/[^<>]*>/g, ""); // where things end says nothing to people
    if (p.kind === "same") return readable(shortened(text, i === 0, i === list.length - 1));
    return text.trim() ? [make(p.kind === "old" ? "del" : "ins", {}, ...readable(text))] : [];
  }));
}

// Places in bytes of UTF-8, behind the mark that a file may begin with, as places in the text.
function placed(list, text) {
  const places = new Map();
  let bytes = 0;
  const wanted = new Set(list.flatMap(([, from, to]) => [from, to]));
  for (let i = text.startsWith("\ufeff") ? 1 : 0; i <= text.length;) {
    if (wanted.has(bytes)) places.set(bytes, i);
    const cp = text.codePointAt(i) ?? 0;
    bytes += cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    i += cp < 0x10000 ? 1 : 2;
  }
  return list.map(([mend, from, to, put], order) => ({ mend, from: places.get(from), to: places.get(to), text: put, order }));
}

// Edits in the order of their places, those that touch as one.
function joined(list) {
  const all = [];
  for (const e of [...list].sort((a, b) => a.from - b.from || a.order - b.order)) {
    const last = all.at(-1);
    if (last && e.from <= last.to) {
      last.text += e.text;
      last.to = Math.max(last.to, e.to);
    } else all.push({ from: e.from, to: e.to, text: e.text });
  }
  return all;
}

export class Mends {
  // onChange: another list is there; onMade: some were made, and who asked for it goes on somewhere.
  constructor(document, onChange, onMade) {
    Object.assign(this, { document, onChange, onMade });
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
    const mends = Map.groupBy(made?.status === 0 ? placed(made.edits, text) : [], (e) => e.mend);
    this.list = [...mends.values()].map((edits) => ({
      edits, from: edits[0].from, to: Math.max(...edits.map((e) => e.to)),
      lines: edits.map((e) => [this.document.lineOf(e.from), this.document.lineOf(e.to)]),
    }));
    this.onChange();
  }

  at(line) {
    return this.list.filter((m) => m.lines.some(([first, last]) => first <= line && line <= last));
  }

  line(mend) {
    const { text } = this.document;
    const from = text.lastIndexOf("\n", mend.from - 1) + 1;
    const end = text.indexOf("\n", mend.to);
    const to = end < 0 ? text.length : end;
    let now = "", at = from;
    for (const e of joined(mend.edits)) {
      now += text.slice(at, e.from) + e.text;
      at = e.to;
    }
    return difference(text.slice(from, to), now + text.slice(at, to));
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
      this.document.edit(joined(chosen.flatMap((m) => m.edits)));
      this.onMade();
    };
    return element;
  }
}
