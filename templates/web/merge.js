// Two people's changes of one document: told block by block, and put together. What both began with
// tells whose a change is.

import { button, dialog, make } from "./dom.js";
import { diff } from "./differ.js";
import { difference } from "./mends.js";
import * as vocabulary from "./vocabulary.js";
import * as xml from "./xml.js";

// A document as blocks: each whole part that has no parts of its own, and the tags around others,
// with the blanks and comments before them. Together they are the text.
export function blocks(text) {
  const list = [];
  let at = 0;
  const take = (to) => { list.push(text.slice(at, to)); at = to; };
  const walk = (node) => {
    const parts = xml.elements(node).filter((c) => !vocabulary.isInline(c.name));
    if (!parts.length) return take(node.to);
    take(node.inner);
    parts.forEach(walk);
    return take(node.to);
  };
  walk(xml.parse(text));
  if (at < text.length) take(text.length);
  return list;
}

// Of three lists, the chunks that somebody changed and the ones between:
// { kind: "same" | "mine" | "theirs" | "both" | "conflict", base, mine, theirs } as lists.
export function chunks(base, mine, theirs) {
  const hunks = [...diff(base, mine).map((h) => ({ ...h, whose: "mine" })), ...diff(base, theirs).map((h) => ({ ...h, whose: "theirs" }))]
    .sort((a, b) => a.from - b.from || a.to - b.to);
  const lists = { mine, theirs };
  const out = [];
  let at = 0;
  for (let i = 0; i < hunks.length;) {
    const group = [hunks[i]];
    let end = hunks[i].to;
    for (i++; i < hunks.length && (hunks[i].from < end || hunks[i].from === group[0].from); i++) {
      group.push(hunks[i]);
      end = Math.max(end, hunks[i].to);
    }
    const from = group[0].from;
    if (from > at) out.push({ kind: "same", base: base.slice(at, from) });
    at = end;
    const side = (whose) => {
      const own = group.filter((h) => h.whose === whose), parts = [];
      let place = from;
      for (const h of own) {
        parts.push(...base.slice(place, h.from), ...lists[whose].slice(h.start, h.end));
        place = h.to;
      }
      return own.length ? [...parts, ...base.slice(place, end)] : null;
    };
    const ours = side("mine"), other = side("theirs");
    const kind = !other ? "mine" : !ours ? "theirs" : ours.join("") === other.join("") ? "both" : "conflict";
    const old = base.slice(from, end);
    out.push({ kind, base: old, mine: ours ?? old, theirs: other ?? old });
  }
  if (at < base.length) out.push({ kind: "same", base: base.slice(at) });
  return out;
}

const letters = (text) => text.match(/<[^<>]*>|&[^;<&\s]*;|[^]/gu) ?? [];

// Both changes of one block, when they are of other words; of two insertions at one place both.
function together(chunk) {
  const beside = (p) => (p.kind === "conflict" ? [...p.theirs, ...p.mine] : p.kind === "theirs" ? p.theirs : p.mine ?? p.base).join("");
  if (!chunk.base.length) return beside(chunk);
  const parts = chunks(letters(chunk.base.join("")), letters(chunk.mine.join("")), letters(chunk.theirs.join("")));
  return parts.some((p) => p.kind === "conflict" && p.base.length) ? null : parts.map(beside).join("");
}

// null: one of the texts is no document, so that they cannot be told apart.
export function merge(base, mine, theirs) {
  try {
    const list = chunks(blocks(base), blocks(mine), blocks(theirs));
    for (const c of list)
      if (c.kind === "conflict") c.together = together(c);
    return list;
  } catch {
    return null;
  }
}

const textOf = (chunk) => ({ same: chunk.base, mine: chunk.mine, both: chunk.mine, theirs: chunk.theirs })[chunk.kind]?.join("");

function row(chunk, who, choose) {
  const was = chunk.base.join("");
  const change = (whose, now) => make("div", {}, make("b", {}, whose), difference(was.trim(), now.join("").trim()));
  const both = chunk.kind === "both" ? [change("两人一样", chunk.mine)] : [];
  const sides = [chunk.kind !== "theirs" && !both.length ? change("我", chunk.mine) : null,
    chunk.kind !== "mine" && !both.length ? change(who, chunk.theirs) : null, ...both];
  const element = make("div", { class: `merged ${chunk.kind}` }, ...sides);
  if (chunk.kind !== "conflict") return element;
  const name = `merge-${choose.number}`;
  const option = (label, text, checked) => make("label", {},
    make("input", { type: "radio", name, checked, onchange: () => choose(text) }), label);
  if (chunk.together !== null) choose(chunk.together);
  element.append(make("p", { class: "choice" }, "这里两人都改了，要：",
    chunk.together !== null ? option("两人的都要", chunk.together, true) : null,
    option("我的", chunk.mine.join("")), option(`${who}的`, chunk.theirs.join(""))));
  return element;
}

// Shows what two people did. onMerged(text): hers and mine together; others: more buttons, closing.
export function mergeDialog(title, who, list, onMerged, others) {
  const result = list.map(textOf);
  const changed = list.map((chunk, i) => ({ chunk, i })).filter(({ chunk }) => chunk.kind !== "same");
  const fault = make("p", { class: "fault", role: "alert" });
  const rows = changed.map(({ chunk, i }) => {
    const choose = (text) => { result[i] = text; };
    choose.number = i;
    return row(chunk, who, choose);
  });
  const count = (kind) => changed.filter(({ chunk }) => chunk.kind === kind).length;
  const { element, close } = dialog(title,
    make("p", {}, `${who}改了 ${count("theirs") + count("conflict") + count("both")} 处，我改了 ${count("mine") + count("conflict") + count("both")} 处` +
      (count("conflict") ? `，其中 ${count("conflict")} 处两人都改了。` : "，不在一处，可以合在一起。")),
    make("div", { class: "mends" }, ...rows), fault,
    button("合在一起", () => {
      if (result.includes(undefined)) { fault.textContent = "还有两人都改了的地方没有选"; return; }
      const text = result.join("");
      try {
        xml.parse(text);
      } catch {
        fault.textContent = "这样合起来不成一份公文：请换一种选法，或者只用一个人的";
        return;
      }
      close();
      onMerged(text);
    }, { class: "main" }),
    ...others.map(([label, action]) => button(label, () => { close(); action(); })));
  element.classList.add("wide");
  return element;
}
