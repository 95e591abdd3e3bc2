// What the chosen part says: its text, its particulars with their meaning, and what can be done
// with it. All of it from the vocabulary.

import * as api from "./api.js";
import { attempt, button, make, say } from "./dom.js";
import { Grid, fitting, hasGrid } from "./grid.js";
import { put } from "./intake.js";
import { holdsPeople } from "./learn.js";
import { chooser } from "./outline.js";
import { copied, imported, isOneLine, takesBlocks } from "./paste.js";
import { EMPTY } from "./starters.js";
import * as structure from "./structure.js";
import { textArea } from "./text.js";
import * as vocabulary from "./vocabulary.js";
import * as xml from "./xml.js";

let fields = 0;

function control(document, node, row, path, by) {
  const type = vocabulary.type(row.type);
  const value = xml.value(node, row.name);
  const id = `field-${++fields}`;
  const change = (event) => {
    const now = xml.at(document.root, path);
    document.setAttribute(now, row.name, event.target.value, `${path}@${row.name}`, by);
    judge(event.target);
  };
  let input;
  if (type?.values) {
    input = make("select", { id, onchange: change },
      make("option", { value: "" }, row.preset ? `不写（${row.preset}）` : row.required ? "请选择" : "不写"),
      ...type.values.map((v) => make("option", { value: v, selected: v === value }, v)));
  } else if (/^PICTURE|_FILE$/.test(row.type)) {
    return fileControl(document, row, value, id, change);
  } else {
    const day = row.type === "DATE" && (!value || /^\d{4}-\d\d-\d\d$/.test(value));
    input = make("input", { id, type: day ? "date" : "text", value,
      placeholder: row.preset || (type?.sample ? `例如 ${type.sample}` : ""), oninput: change });
  }
  const pattern = type?.pattern ? new RegExp(`^(?:${type.pattern})$`, "u") : null;
  const judge = (box) => box.setAttribute("aria-invalid", String(
    (row.required && !box.value) || Boolean(pattern && box.value && !pattern.test(box.value))));
  judge(input);
  input.dataset.attribute = row.name;
  input.setAttribute("aria-describedby", `${id}-about`);
  return make("div", { class: "field" },
    make("label", { for: id }, row.name, row.required ? make("em", { title: "必须写" }, "＊") : null), input,
    make("small", { id: `${id}-about` }, row.about));
}

// A file of the folder: one that is there, or one that is brought along.
function fileControl(document, row, value, id, change) {
  const pattern = new RegExp(`^(?:${vocabulary.type(row.type).pattern})$`, "u");
  const list = make("datalist", { id: `${id}-list` });
  const input = make("input", { id, value, list: `${id}-list`, placeholder: `例如 ${vocabulary.type(row.type).sample}`, oninput: change, "data-attribute": row.name,
    "aria-describedby": `${id}-about`,
    onfocus: () => attempt(async () => list.replaceChildren(...(await api.files()).filter((f) => pattern.test(f.name)).map((f) => make("option", { value: f.name })))) });
  const chosen = make("input", { type: "file", class: "bring", hidden: true, onchange: () => attempt(async () => {
    await put(chosen.files[0]);
    input.value = chosen.files[0].name;
    input.dispatchEvent(new Event("input"));
  }) });
  return make("div", { class: "field" }, make("label", { for: id }, row.name, row.required ? make("em", { title: "必须写" }, "＊") : null),
    make("span", { class: "file" }, input, list, chosen, button("从电脑里选…", () => chosen.click())), make("small", { id: `${id}-about` }, row.about));
}

// Those that are written or must be, and the first ones, stand open; the others behind a line.
const FIRST = 3;

function attributes(document, node, path, by) {
  const rows = vocabulary.element(node.name).attributes;
  const open = (row, i) => i < FIRST || row.required || xml.value(node, row.name) !== "";
  const first = rows.filter(open), more = rows.filter((r, i) => !open(r, i));
  const box = make("div", {}, ...first.map((r) => control(document, node, r, path, by)));
  if (more.length)
    box.append(make("details", {}, make("summary", {}, `还可以写：${more.map((r) => r.name).join("、")}`),
      ...more.map((r) => control(document, node, r, path, by))));
  return box;
}

export class Fields {
  constructor(document, outline) {
    this.document = document;
    this.outline = outline;
    this.element = make("section", { class: "fields", "aria-label": "这一部分" });
  }

  show(node) {
    const row = vocabulary.known(node.name) ? vocabulary.element(node.name) : null;
    const path = xml.pathOf(node);
    this.path = path;
    this.element.replaceChildren(make("h2", {}, node.name), make("p", { class: "about" }, row?.about ?? "这个名字不认识，请在源码里改。"));
    if (!row) return;
    this.element.append(this.commands(node));
    if (row.content === "text" || (row.content === "mixed" && !xml.elements(node).some((c) => !vocabulary.isInline(c.name))))
      this.element.append(this.text(node, path));
    this.grid = hasGrid(node) ? new Grid(this.document, path, this, (part) => this.outline.select(part, false)) : null;
    if (this.grid) this.element.append(this.grid.element);
    this.element.append(attributes(this.document, node, path, this));
  }

  // The same part after a change that was made elsewhere: where she was she stays.
  again(node) {
    const active = window.document.activeElement;
    const inside = this.element.contains(active);
    const attribute = inside ? active.dataset.attribute : undefined;
    const text = inside && active.classList.contains("text");
    const top = this.element.scrollTop;
    const cell = inside && active.dataset.row !== undefined ? [active.dataset.row, active.dataset.column] : null;
    this.show(node);
    this.element.scrollTop = top;
    if (attribute) [...this.element.querySelectorAll("[data-attribute]")].find((e) => e.dataset.attribute === attribute)?.focus();
    else if (text) this.focusText(true);
    else if (cell) this.grid?.focus(...cell);
  }

  // The grid as it is now, with the caret in a cell.
  gridAt(place) {
    this.grid?.draw(place);
  }

  // Words go where the caret is; more than a line becomes parts behind this one.
  async paste(data, put) {
    const parts = copied(data), node = this.now(), parent = node.parent?.name;
    if (!parts.length) return;
    if (isOneLine(parts)) put(parts[0].lines[0]);
    else if (parent && takesBlocks(parent)) await this.pasteBlocks(parts, node);
    else {
      const lines = parts.flatMap((p) => p.lines ?? p.rows.map((r) => r.map((c) => c.text).join(" ")));
      put(lines[0]);
      this.addLines(lines.slice(1));
    }
  }

  // Pasted with a part chosen, and no text.
  async pasteHere(data) {
    const node = this.now(), parts = copied(data);
    if (parts.length && node.parent && takesBlocks(node.parent.name)) await this.pasteBlocks(parts, node);
    else if (parts.length && takesBlocks(node.name) && xml.elements(node).length) await this.pasteBlocks(parts, xml.elements(node).at(-1));
    else if (parts.length) say("这里放不下粘贴的内容：请先在左边选正文里的一段", true);
  }

  // What may be put behind this part, or else into it.
  openChooser() {
    const openers = [...this.element.querySelectorAll(".chooser > button")];
    (openers.find((b) => b.textContent.includes("在后面加")) ?? openers[0])?.click();
  }

  async pasteBlocks(parts, node) {
    const made = await attempt(() => imported(parts));
    if (!made?.blocks.length) return;
    const path = xml.pathOf(node), source = made.blocks.join(this.document.breakAt(node) || "\n");
    const empty = ["", EMPTY].includes(xml.textOf(node)) && !xml.elements(node).length && !vocabulary.element(node.name).children.some((c) => vocabulary.isBlock(c.name));
    if (empty) this.document.edit([{ from: node.from, to: node.to, text: source }]);
    else this.document.insertAfter(node, source);
    this.outline.select(xml.at(this.document.root, [...path.slice(0, -1), path.at(-1) + (empty ? 0 : 1)]), false);
    say([`粘贴了 ${made.blocks.length} 部分`, made.told].filter(Boolean).join("；"));
  }

  now() {
    return xml.at(this.document.root, this.path);
  }

  text(node, path) {
    const group = `${path}#text`;
    return textArea(this.document, node, node.name, {
      onChange: (source) => this.document.setInner(this.now(), source, group, this),
      onLines: (lines) => this.addLines(lines),
      onPaste: (data, put) => this.paste(data, put),
      onEmpty: () => node.parent?.name && this.outline.remove(this.now()),
    });
  }

  // Each becomes an element of the same name, behind this one.
  addLines(lines) {
    const node = this.now();
    const repeatable = vocabulary.element(node.parent?.name ?? "")?.children.find((c) => c.name === node.name);
    if (!lines.length) return;
    if (!repeatable || repeatable.most === 1) {
      this.joinLines(lines);
      return;
    }
    const sources = lines.map((l) => `<${node.name}>${l.source ?? xml.encode(l)}</${node.name}>`);
    this.document.insertAfter(node, sources.join(`\n${this.document.indentOf(node)}`));
    const index = this.path.at(-1) + sources.length;
    this.outline.select(xml.at(this.document.root, [...this.path.slice(0, -1), index]), false);
    this.focusText(lines.at(-1).source === undefined);
  }

  // What cannot be another part of its kind goes on in this one.
  joinLines(lines) {
    const node = this.now(), words = lines.map((l) => l.source ?? xml.encode(l)).join("");
    if (words) this.document.setInner(node, this.document.text.slice(node.inner, node.end) + words);
    this.focusText(true);
  }

  focusText(atEnd = false) {
    const area = this.element.querySelector(".text");
    if (!area) {
      const box = [...this.element.querySelectorAll("input")].find((i) => i.value === EMPTY) ?? this.element.querySelector("[data-row], input, select");
      box?.focus();
      box?.select?.();
      return;
    }
    area.focus();
    const selection = window.getSelection();
    selection.selectAllChildren(area);
    if (area.textContent === EMPTY) return;
    if (atEnd) selection.collapseToEnd();
    else selection.collapseToStart();
  }

  commands(node) {
    const inside = xml.elements(node).map((c) => c.name);
    const box = make("div", { class: "commands" });
    const children = vocabulary.insertable(node.name, inside);
    if (children.length) box.append(chooser("＋ 在里面加", children, (c) => this.insert(this.now(), c)));
    if (node.parent?.name) {
      const brothers = xml.elements(node.parent).map((c) => c.name);
      const step = vocabulary.element(node.parent.name).children.find((r) => r.name === node.name)?.step;
      const beside = vocabulary.insertable(node.parent.name, brothers).filter((c) => c.step === step);
      if (beside.length) box.append(chooser("＋ 在后面加", beside, (c) => this.insertBehind(c.name)));
      const others = structure.turns(this.document, node);
      if (others.length) box.append(chooser("变成", others, (c) => this.outline.select(c.run())));
      if (this.onStaff && holdsPeople(node) && !xml.value(this.document.root, "人员库"))
        box.append(button("转为人员库", () => this.onStaff(), { title: "这份公文里写的人成为人员库，以后人事变动只改一处" }));
      const act = (label, title, action) => box.append(button(label, () => this.outline.act(action), { title }));
      act("上移", "Alt+↑", structure.up);
      act("下移", "Alt+↓", structure.down);
      act("升一级", "Alt+←", structure.promote);
      act("降一级", "Alt+→", structure.demote);
      box.append(button("删去", () => this.outline.remove(this.now()), { title: "Delete" }));
    }
    return box;
  }

  insert(parent, choice) {
    const children = xml.elements(parent);
    if (choice.name === "列" && this.grid) {
      this.grid.addColumn(xml.elements(parent).filter((c) => c.name === "列").length);
      return;
    }
    const source = fitting(choice.name, parent) ?? vocabulary.fresh(choice.name);
    const path = xml.pathOf(parent);
    const beside = children[Math.max(choice.at - 1, 0)];
    const line = beside ? this.document.breakAt(beside) : this.document.breakAt(parent) && `${this.document.breakAt(parent)}  `;
    if (choice.at > 0) this.document.insertAfter(beside, xml.laidOut(source, line));
    else this.document.insertFirst(parent, xml.laidOut(source, line));
    this.outline.select(xml.at(this.document.root, [...path, choice.at]), false);
    this.focusText();
  }

  insertBehind(name) {
    const source = fitting(name, this.now().parent) ?? vocabulary.fresh(name);
    this.document.insertAfter(this.now(), xml.laidOut(source, this.document.breakAt(this.now())));
    this.outline.select(xml.at(this.document.root, [...this.path.slice(0, -1), this.path.at(-1) + 1]), false);
    this.focusText();
  }
}
