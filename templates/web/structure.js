// What can be done with a part of a document as a whole: moved, taken a level up or down, turned into
// another. Each is one change of the text, and gives the part as it is afterwards (or null: it cannot
// be done). What words would be lost by is not offered.

import * as vocabulary from "./vocabulary.js";
import * as xml from "./xml.js";

const brothersOf = (node) => (node.parent?.name ? xml.elements(node.parent) : []);
const HEADING = "层次", TYPED = "小标题", PARAGRAPH = "段", LIST = "列表", ITEM = "项";
const LONGEST_HEADING = 60;
// Numbers that a heading gets by itself; those of an office's own (第一章, 1.1) are words of it.
const NUMBER = /^(?:[一二三四五六七八九十百]+[、．.，]|[（(][一二三四五六七八九十百]+[）)]|\d+[.．、](?!\d)|[（(]\d+[）)])\s*(?=\S)/u;

// Up (-1) or down (1), among those that may stand in its place.
function move(document, node, by) {
  const brothers = brothersOf(node), i = brothers.indexOf(node), other = brothers[i + by];
  if (!other || vocabulary.step(node.parent.name, other.name) !== vocabulary.step(node.parent.name, node.name)) return null;
  const path = xml.pathOf(node);
  document.move(node, by);
  return xml.at(document.root, [...path.slice(0, -1), i + by]);
}

export const up = (document, node) => move(document, node, -1);
export const down = (document, node) => move(document, node, 1);

// Out of its parent, behind it.
export function promote(document, node) {
  const { parent } = node;
  if (!parent?.parent?.name || vocabulary.step(parent.parent.name, parent.name) === undefined ||
      vocabulary.step(parent.parent.name, node.name) !== vocabulary.step(parent.parent.name, parent.name)) return null;
  const path = xml.pathOf(parent);
  document.edit([{ from: document.blanksBefore(node.from), to: node.to, text: "" },
    { from: parent.to, to: parent.to, text: document.breakAt(parent) + document.text.slice(node.from, node.to) }]);
  return xml.at(document.root, [...path.slice(0, -1), path.at(-1) + 1]);
}

// Into the part above it, as its last one.
export function demote(document, node) {
  const brothers = brothersOf(node), above = brothers[brothers.indexOf(node) - 1];
  const inside = above && xml.elements(above).at(-1);
  if (!inside || !vocabulary.mayHold(above.name, node.name) ||
      vocabulary.step(above.name, inside.name) > vocabulary.step(above.name, node.name)) return null;
  const path = xml.pathOf(above), last = xml.elements(above).length;
  document.edit([{ from: document.blanksBefore(node.from), to: node.to, text: "" },
    { from: inside.to, to: inside.to, text: document.breakAt(inside) + document.text.slice(node.from, node.to) }]);
  return xml.at(document.root, [...path, last]);
}

// ---- turning into ----

const inner = (document, node) => document.text.slice(node.inner, node.end);
const has = (name, attribute) => vocabulary.element(name).attributes.some((a) => a.name === attribute);

// The same with another name: it takes all that stands in it.
function renamed(node, name) {
  const row = vocabulary.element(name);
  return row.content === vocabulary.element(node.name).content &&
    node.attributes.every((a) => has(name, a.name)) &&
    xml.elements(node).every((c) => vocabulary.mayHold(name, c.name)) &&
    row.attributes.every((a) => !a.required || node.attributes.some((b) => b.name === a.name));
}

const replaced = (document, node, source) => {
  const path = xml.pathOf(node);
  document.edit([{ from: node.from, to: node.to, text: source }]);
  return xml.at(document.root, path);
};

// How deep a typed heading is: those above 1 stand below it.
const depthOf = (node) => Number(xml.value(node, "级")) || 1;

// Whether a part ends what stands below a heading: another one, no deeper, or what it cannot hold.
const endsPart = (node, depth) => node.name === HEADING || (node.name === TYPED && depthOf(node) <= depth) || !vocabulary.mayHold(HEADING, node.name);

// A line becomes a heading over what follows it, down to the next heading.
function toHeading(document, node) {
  const path = xml.pathOf(node), brothers = brothersOf(node), rest = brothers.slice(brothers.indexOf(node) + 1);
  const typed = node.name === TYPED, depth = typed ? depthOf(node) : Infinity;
  const stop = rest.findIndex((n) => endsPart(n, depth));
  const last = (stop < 0 ? rest : rest.slice(0, stop)).at(-1);
  const title = typed ? xml.textOf(node).replace(NUMBER, "") : xml.textOf(node);
  const start = `<${HEADING} 题="${xml.encodeValue(title)}"`;
  document.edit(last
    ? [{ from: node.from, to: node.to, text: `${start}>` }, { from: last.to, to: last.to, text: `${document.breakAt(node)}</${HEADING}>` }]
    : [{ from: node.from, to: node.to, text: `${start}><${PARAGRAPH}>……</${PARAGRAPH}></${HEADING}>` }]);
  return xml.at(document.root, path);
}

// A heading becomes a line, and what was below it follows.
function toLine(document, node, line) {
  const path = xml.pathOf(node);
  document.edit([{ from: node.from, to: node.inner, text: line }, { from: document.blanksBefore(node.end), to: node.to, text: "" }]);
  return xml.at(document.root, path);
}

// A heading with a number of the program's, as one without, of the same depth.
function asTyped(node) {
  let depth = 1;
  for (let above = node.parent; above?.name === HEADING; above = above.parent) depth++;
  return `<${TYPED}${depth > 1 ? ` 级="${depth}"` : ""}>${xml.encode(xml.value(node, "题"))}</${TYPED}>`;
}

// What a part may become where it stands: [{ name, about, run() }].
export function turns(document, node) {
  const parent = node.parent?.name;
  if (!parent || !vocabulary.known(node.name) || !vocabulary.known(parent)) return [];
  const step = vocabulary.step(parent, node.name);
  const beside = (name) => vocabulary.step(parent, name) === step && step !== undefined;
  const plain = !xml.elements(node).length, short = plain && xml.textOf(node).length <= LONGEST_HEADING;
  const titled = node.name === HEADING && node.attributes.every((a) => ["题", "接排"].includes(a.name));
  const list = vocabulary.element(parent).children
    .filter((r) => r.step === step && r.name !== node.name && renamed(node, r.name))
    .map((r) => ({ name: r.name, about: vocabulary.element(r.name).about, run: () => { const path = xml.pathOf(node); document.rename(node, r.name); return xml.at(document.root, path); } }));
  if (node.name === PARAGRAPH && beside(TYPED) && short && !node.attributes.length)
    list.unshift({ name: TYPED, about: "这一行是小标题，编号照写的印，不由程序来编。", run: () => replaced(document, node, `<${TYPED}>${inner(document, node)}</${TYPED}>`) });
  if (node.name === PARAGRAPH && beside(HEADING) && short)
    list.unshift({ name: HEADING, about: "这一行是题目，下面的各段归到它下面。", run: () => toHeading(document, node) });
  if (titled && xml.value(node, "题") && beside(TYPED))
    list.unshift({ name: TYPED, about: "题目不再由程序编号，下面的内容跟在后面。", run: () => toLine(document, node, asTyped(node)) });
  if (titled && beside(PARAGRAPH))
    list.unshift({ name: PARAGRAPH, about: "题目成为普通的一段，下面的内容跟在后面。", run: () => toLine(document, node, `<${PARAGRAPH}>${xml.encode(xml.value(node, "题"))}</${PARAGRAPH}>`) });
  if (node.name === TYPED && beside(PARAGRAPH) && plain)
    list.unshift({ name: PARAGRAPH, about: "成为普通的一段。", run: () => replaced(document, node, `<${PARAGRAPH}>${inner(document, node)}</${PARAGRAPH}>`) });
  if (node.name === TYPED && beside(HEADING) && short)
    list.unshift({ name: HEADING, about: "由程序来编号：手打的“一、”“1.”不再写；下面的各段归到它下面。", run: () => toHeading(document, node) });
  if (node.name === PARAGRAPH && beside(LIST) && xml.elements(node).every((c) => vocabulary.mayHold(ITEM, c.name)))
    list.push({ name: LIST, about: vocabulary.element(LIST).about, run: () => replaced(document, node, `<${LIST}><${ITEM}>${inner(document, node)}</${ITEM}></${LIST}>`) });
  if (node.name === LIST && beside(PARAGRAPH) && xml.elements(node).every((i) => i.name === ITEM && !xml.elements(i).some((c) => vocabulary.isBlock(c.name))))
    list.push({ name: PARAGRAPH, about: "每一项成为一段。", run: () => replaced(document, node, xml.elements(node).map((i) => `<${PARAGRAPH}>${inner(document, i)}</${PARAGRAPH}>`).join(document.breakAt(node))) });
  return list;
}
