// What may stand where, and what it means: from the program's own table.

import { EMPTY, starters } from "./starters.js";

let table = null;

export async function load(api) {
  table = await api.vocabulary();
}

export const element = (name) => table.elements[name];
export const type = (name) => table.types[name];
export const known = (name) => name in table.elements;

// Elements that mark words of a text, and have no place of their own in the outline.
const INLINE_OF = "段";
export const isInline = (name) =>
  !isBlock(name) && (table.elements[INLINE_OF]?.children ?? []).some((c) => c.name === name);
const BLOCK_OF = "层次";
export const isBlock = (name) => (table.elements[BLOCK_OF]?.children ?? []).some((c) => c.name === name);

const count = (list, names) => list.filter((n) => names.includes(n)).length;

// The children that one more of may stand in a parent that has these, with the place among them
// where it may: behind the last of its step or an earlier one.
export function insertable(parent, children) {
  const rows = element(parent)?.children ?? [];
  const steps = (name) => rows.find((r) => r.name === name)?.step ?? 0;
  return rows
    .filter((row) => !isInline(row.name) || element(parent).content === "children")
    .filter((row) => {
      const step = rows.filter((r) => r.step === row.step).map((r) => r.name);
      const most = row.most ?? Infinity;
      return count(children, step) < most;
    })
    .map((row) => ({
      name: row.name,
      about: element(row.name).about,
      at: children.filter((n) => steps(n) <= row.step).length,
      step: row.step,
    }));
}

export const step = (parent, name) => element(parent)?.children.find((r) => r.name === name)?.step;
export const mayHold = (parent, name) => step(parent, name) !== undefined;

function attributeSource(row) {
  const sample = type(row.type)?.values?.[0] ?? type(row.type)?.sample ?? "";
  return ` ${row.name}="${sample}"`;
}

// A new element with all that it must have.
export function fresh(name, depth = 0) {
  if (name in starters) return starters[name];
  const row = element(name);
  const attributes = row.attributes.filter((a) => a.required).map(attributeSource).join("");
  const needed = row.children.filter((c) => c.least > 0);
  const first = needed.filter((c, i) => needed.findIndex((d) => d.step === c.step) === i);
  const inner = depth < 4 ? first.map((c) => fresh(c.name, depth + 1)).join("") : "";
  if (row.content === "empty") return `<${name}${attributes}/>`;
  const kind = type(row.type);
  const words = !kind?.pattern || new RegExp(`^(?:${kind.pattern})$`, "u").test(EMPTY) ? EMPTY : kind.sample;
  if (row.content === "text" && !inner) return `<${name}${attributes}>${words}</${name}>`;
  return `<${name}${attributes}>${inner}</${name}>`;
}
