// The document as a tree of blocks: what each is, and how it begins.

import { button, make } from "./dom.js";
import * as structure from "./structure.js";
import * as vocabulary from "./vocabulary.js";
import * as xml from "./xml.js";

const LONGEST = 24;
const MARKS = { sample: ["样", "空白公文里的样字"], warning: ["!", "有提醒"], error: ["✕", "有错"] };
const WORSE = Object.keys(MARKS);

const shown = (node) => xml.elements(node).filter((c) => !vocabulary.isInline(c.name));

// What stands between its parts, as the words of a question around what is filled in.
const ownText = (node) => node.children.map((c) => (c.name ? "" : c.text)).join("…").replace(/\s+/g, " ").replace(/^[… ]+$/, "").trim();

function summary(node) {
  const title = ["题", "名称", "标题", "姓名", "署名"].map((n) => xml.value(node, n)).find(Boolean);
  const text = title || (shown(node).length ? ownText(node) : xml.textOf(node)) || node.attributes[0]?.value || "";
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

// Only lines that look otherwise become other elements: a click that is under way finds its line.
function patch(list, items) {
  while (list.children.length > items.length) list.lastChild.remove();
  items.forEach((item, i) => {
    const old = list.children[i];
    if (!old) list.append(item);
    else if (!old.isEqualNode(item)) patchItem(old, item);
  });
}

function patchItem(old, item) {
  const [line, inner] = item.children, [oldLine, oldInner] = old.children;
  if (!oldLine.isEqualNode(line)) oldLine.replaceWith(line);
  if (inner && oldInner) patch(oldInner, [...inner.children]);
  else if (inner) old.append(inner);
  else oldInner?.remove();
}

export class Outline {
  constructor(document, onSelect) {
    this.document = document;
    this.onSelect = onSelect;
    this.path = [];
    this.opened = new Map(); // by path, where she opened or closed; a table is closed, its rows are a grid
    this.marks = new Map(); // the worst finding by line
    this.element = make("ul", { class: "outline", role: "tree", "aria-label": "公文的各部分" });
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.draw();
  }

  get selected() {
    return xml.at(this.document.root, this.path) ?? this.document.root;
  }

  select(node, focus = true) {
    this.path = xml.pathOf(node);
    for (let n = node.parent; n?.name; n = n.parent)
      if (!this.isOpen(n, xml.pathOf(n).join("."))) this.opened.set(xml.pathOf(n).join("."), true);
    this.draw();
    if (focus) this.focus();
    this.onSelect(node);
  }

  // The innermost part that has a place here.
  shownFor(node) {
    while (node.parent?.name && !shown(node.parent).includes(node)) node = node.parent;
    return node;
  }

  focus() {
    this.element.querySelector('[aria-selected="true"]')?.focus();
  }

  draw() {
    const had = this.element.contains(document.activeElement);
    patch(this.element, [this.item(this.document.root, [])]);
    if (had) this.focus();
    this.element.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }

  item(node, path) {
    const key = path.join(".");
    const children = shown(node);
    const all = xml.elements(node);
    const open = this.isOpen(node, key);
    const is = key === this.path.join(".");
    const lines = this.linesOf(node);
    const mark = this.marks.get(lines[0]) ?? (children.length && open ? null : this.worst(lines));
    const line = make("span", { class: `block ${mark ?? ""}`, role: "treeitem", tabindex: is ? 0 : -1,
      "aria-selected": is ? "true" : "false", "aria-level": path.length + 1,
      "aria-expanded": children.length ? String(open) : null,
      onclick: () => this.select(xml.at(this.document.root, path)) },
    children.length ? make("span", { class: "twist", "aria-hidden": "true", onclick: (e) => { e.stopPropagation(); this.toggle(key, !open); } }, open ? "▾" : "▸") : make("span", { class: "twist" }),
    make("b", {}, node.name), " ", summary(node), mark ? make("span", { class: "mark", title: MARKS[mark][1] }, MARKS[mark][0]) : null);
    const item = make("li", { role: "none" }, line);
    if (children.length && open)
      item.append(make("ul", { role: "group" }, ...children.map((c) => this.item(c, [...path, all.indexOf(c)]))));
    return item;
  }

  linesOf(node) {
    return [this.document.lineOf(node.from), this.document.lineOf(node.to)];
  }

  worst([from, to]) {
    let found = null;
    for (const [line, level] of this.marks)
      if (line >= from && line <= to && WORSE.indexOf(level) > WORSE.indexOf(found)) found = level;
    return found;
  }

  isOpen(node, key) {
    return this.opened.get(key) ?? node.name !== "表";
  }

  toggle(key, open) {
    this.opened.set(key, open);
    this.draw();
  }

  key(event) {
    const items = [...this.element.querySelectorAll('[role="treeitem"]')];
    const i = items.indexOf(document.activeElement);
    const node = this.selected, key = this.path.join(".");
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    const acts = { ArrowUp: structure.up, ArrowDown: structure.down, ArrowLeft: structure.promote, ArrowRight: structure.demote };
    if (event.altKey && acts[event.key]) this.act(acts[event.key]);
    else if (moves[event.key]) items[i + moves[event.key]]?.click();
    else if (event.key === "Enter") this.onEnter();
    else if (event.key === "Insert" || event.key === "+") this.onInsert();
    else if (event.key === "ArrowRight" && shown(node)[0] && !this.isOpen(node, key)) this.toggle(key, true);
    else if (event.key === "ArrowRight" && shown(node)[0]) this.select(shown(node)[0]);
    else if (event.key === "ArrowLeft" && shown(node)[0] && this.isOpen(node, key)) this.toggle(key, false);
    else if (event.key === "ArrowLeft" && node.parent?.name) this.select(node.parent);
    else if (event.key === "Delete" && node.parent?.name) this.remove(node);
    else return;
    event.preventDefault();
  }

  // A change of the chosen part as a whole.
  act(action) {
    const node = action(this.document, this.selected);
    if (node) this.select(node);
  }

  remove(node) {
    const parent = node.parent;
    this.path = xml.pathOf(parent);
    this.document.remove(node);
    this.select(xml.at(this.document.root, this.path));
  }
}

// A list of what may be put at a place; choosing gives the name.
export function chooser(label, choices, onChoose) {
  const list = make("ul", { class: "choices", role: "menu", hidden: true });
  const opener = button(label, () => {
    list.hidden = !list.hidden;
    opener.setAttribute("aria-expanded", String(!list.hidden));
    list.querySelector("button")?.focus();
  }, { "aria-haspopup": "menu", "aria-expanded": "false" });
  const close = () => { list.hidden = true; opener.setAttribute("aria-expanded", "false"); };
  list.append(...choices.map((c) => make("li", { role: "none" },
    make("button", { type: "button", role: "menuitem", onclick: () => { close(); onChoose(c); } },
      make("b", {}, c.name), make("small", {}, c.about ?? "")))));
  list.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { close(); opener.focus(); }
    const move = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (move) { event.preventDefault(); document.activeElement.parentElement[move]?.querySelector("button").focus(); }
  });
  return make("span", { class: "chooser" }, opener, list);
}
