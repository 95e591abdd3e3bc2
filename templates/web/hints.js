// How a mistake is mended, as it is done here: what is said of tags and attributes for those who write
// them, and of commands, is said of parts, boxes and buttons.

import { make } from "./dom.js";
import * as vocabulary from "./vocabulary.js";
import * as xml from "./xml.js";

const ATTRIBUTE = /([\p{L}]+)="([^"<>]*)"/gu;
const NOT = /(?:不写|不带属性，请删去|删去) ?$/u;

// What is done at the desk instead of by commands.
const COMMANDS = [
  [/（hongtou fix --write 文件名\.xml 可以代删，先不写 --write 看看要改哪里）/gu, "（按“代改”）"],
  [/用 hongtou fix --write 删去/gu, "打开以后按“代改”删去"],
  [/。?hongtou fix 可以代改/gu, ""],
  [/用 hongtou check 看/gu, "按“检查”看"],
  [/，?人员变动时 hongtou staff affected 会提醒/gu, "，人员变动时“受影响的公文”里会提醒"],
  [/，?用 hongtou staff check (?:文件|核对)/gu, "，打开人员库就会核对"],
  [/；?hongtou fonts 说明详情；加 --free-fonts 表示就用自由字体/gu, ""],
];

const isOpen = (value) => !value || value.includes("…");

// 写 排列="分行" 合计="是" as boxes to fill in.
function boxes(text) {
  return text.replace(/((?:请)?(?:不写|写明|写上|加上|删去|写成|写|加) ?)?((?:[\p{L}]+="[^"<>]*"[ 、]?)+)/gu, (_, verb = "", list) => {
    const all = [...list.matchAll(ATTRIBUTE)];
    if (/不写|删去/u.test(verb)) return `${verb.trim()}${all.map(([, name]) => `“${name}”`).join("")}`;
    return `${verb.startsWith("请") ? "请" : ""}${all.map(([, name, value]) => (isOpen(value) ? `填上“${name}”` : `“${name}”填“${value}”`)).join("，")}`;
  });
}

// 层次 题：提高思想认识
function part(tag) {
  const [, name, rest] = /^<([^\s<>/]*)([^]*?)\/?>$/u.exec(tag);
  const said = [...rest.matchAll(ATTRIBUTE)].map(([, key, value]) => (isOpen(value) ? key : `${key}：${value}`));
  return make("span", { class: "tag" }, [name, ...said].join(" "));
}

// The hint as words and parts, for children of an element.
export function plain(hint) {
  const words = COMMANDS.reduce((text, [from, to]) => text.replace(from, to), hint ?? "");
  return words.split(/(<[^<>]*>)/u).filter(Boolean).map((piece) =>
    (piece.startsWith("</") ? "" : /^<[^<>]*>$/u.test(piece) ? part(piece) : boxes(piece)));
}

export const plainText = (hint) => plain(hint).map((piece) => piece.textContent ?? piece).join("");

// The nearest part around a finding that may have the attribute; null: there is none.
function holder(document, finding, name) {
  let node = xml.nodeAt(document.root, document.offsetOf(finding.line, finding.column));
  while (node?.name && !vocabulary.element(node.name)?.attributes.some((a) => a.name === name)) node = node.parent;
  return node?.name ? node : null;
}

// The values that the hint names, each as an act: {label, title, act}.
export function acts(document, finding) {
  if (!finding.line || finding.file || document.fault) return [];
  return [...(finding.hint ?? "").matchAll(ATTRIBUTE)].flatMap((found) => {
    const [, name, value] = found, before = finding.hint.slice(0, found.index);
    if (NOT.test(before) || before.lastIndexOf("<") > before.lastIndexOf(">")) return [];
    const node = holder(document, finding, name);
    const row = node && vocabulary.element(node.name).attributes.find((a) => a.name === name);
    if (!row || !vocabulary.type(row.type)?.values?.includes(value) || xml.value(node, name) === value) return [];
    return [{ label: `${name}：${value}`, title: `在“${node.name}”上填“${value}”`, act: () => document.setAttribute(node, name, value) }];
  });
}
