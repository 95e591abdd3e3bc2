// A text with what stands in it: words typed here are the text, an element in it (a name, a note, a
// mark) is one piece that is moved or deleted whole. No XML is seen, and none is lost.

import { make } from "./dom.js";
import * as xml from "./xml.js";

const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;

// What comes from elsewhere, as one would have typed it.
export const cleaned = (text) =>
  text.replace(/\r\n?/g, "\n").replace(INVISIBLE, "").replace(/\u00a0/g, " ").replace(/[ \t\u3000]+$/gm, "");

function piece(document, node) {
  const label = xml.textOf(node) || node.attributes.map((a) => a.value).join(" ") || node.name;
  const chip = make("span", { class: "piece", contenteditable: "false", title: node.name, role: "img",
    "aria-label": `${node.name}：${label}` }, label);
  chip.source = document.text.slice(node.from, node.to);
  return chip;
}

// A remark in the source, which stays where it is.
function remark(document, node) {
  const chip = make("span", { class: "piece remark", contenteditable: "false", role: "img", "aria-label": "源码里的注释",
    title: document.text.slice(node.from, node.to) }, "注");
  chip.source = document.text.slice(node.from, node.to);
  return chip;
}

// A line's end parts words of letters, and nothing else.
const joined = (text) => text.replace(/(\S?)\s*\n\s*(\S?)/g, (whole, a, b) =>
  (/[!-~]/.test(a) && /[!-~]/.test(b) ? `${a} ${b}` : a + b));

function sourceOf(area) {
  let out = "";
  for (const child of area.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) out += xml.encode(child.data);
    else if (child.source) out += child.source;
    else if (child.tagName === "BR") out += "";
    else out += sourceOf(child);
  }
  return out;
}

// onLines([{ source }]): Enter was pressed, and what stood behind the caret goes on; onPaste(data, put):
// put(words) writes at the caret; onEmpty(): the empty text was deleted once more.
export function textArea(document, node, label, { onChange, onLines, onPaste, onEmpty }) {
  const area = make("div", { class: "text", contenteditable: "true", role: "textbox",
    "aria-multiline": "true", "aria-label": label, spellcheck: "false" });
  const first = node.children[0], last = node.children.at(-1);
  for (const child of node.children) {
    let text = child.text ?? "";
    if (child === first) text = text.trimStart();
    if (child === last) text = text.trimEnd();
    area.append(child.name ? piece(document, child) : child.hidden ? remark(document, child) : joined(text));
  }
  area.addEventListener("input", () => onChange(sourceOf(area)));
  area.addEventListener("paste", (event) => {
    event.preventDefault();
    onPaste(event.clipboardData, (text) => window.document.execCommand("insertText", false, text));
  });
  area.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      onLines([splitAtCaret(area, onChange)]);
    } else if (event.key === "Backspace" && area.textContent === "" && onEmpty) {
      event.preventDefault();
      onEmpty();
    }
  });
  return area;
}

// What stands behind the caret leaves the area.
function splitAtCaret(area, onChange) {
  const selection = window.getSelection();
  const range = selection.getRangeAt(0);
  range.deleteContents();
  range.setEnd(area, area.childNodes.length);
  const behind = range.extractContents();
  const holder = make("div");
  holder.append(behind);
  onChange(sourceOf(area));
  return { source: sourceOf(holder) };
}
