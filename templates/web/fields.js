// What the chosen part says: its text, its particulars with their meaning, and what can be done
// with it. All of it from the vocabulary.

import { button, make } from "./dom.js";
import { chooser } from "./outline.js";
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
    this.element.append(attributes(this.document, node, path, this));
  }

  // The same part after a change that was made elsewhere: where she was she stays.
  again(node) {
    const active = window.document.activeElement;
    const inside = this.element.contains(active);
    const attribute = inside ? active.dataset.attribute : undefined;
    const text = inside && active.classList.contains("text");
    const top = this.element.scrollTop;
    this.show(node);
    this.element.scrollTop = top;
    if (attribute) [...this.element.querySelectorAll("[data-attribute]")].find((e) => e.dataset.attribute === attribute)?.focus();
    else if (text) this.focusText(true);
  }

  now() {
    return xml.at(this.document.root, this.path);
  }

  text(node, path) {
    const group = `${path}#text`;
    return textArea(this.document, node, node.name, {
      onChange: (source) => this.document.setInner(this.now(), source, group, this),
      onLines: (lines) => this.addLines(lines),
      onEmpty: () => node.parent?.name && this.outline.remove(this.now()),
    });
  }

  // Each becomes an element of the same name, behind this one.
  addLines(lines) {
    const node = this.now();
    const repeatable = vocabulary.element(node.parent?.name ?? "")?.children.find((c) => c.name === node.name);
    if (!repeatable || repeatable.most === 1) return;
    const sources = lines.map((l) => `<${node.name}>${l.source ?? xml.encode(l)}</${node.name}>`);
    this.document.insertAfter(node, sources.join(`\n${this.document.indentOf(node)}`));
    const index = this.path.at(-1) + sources.length;
    this.outline.select(xml.at(this.document.root, [...this.path.slice(0, -1), index]), false);
    this.focusText(lines.at(-1).source === undefined);
  }

  focusText(atEnd = false) {
    const area = this.element.querySelector(".text");
    if (!area) return;
    area.focus();
    const selection = window.getSelection();
    selection.selectAllChildren(area);
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
      const others = vocabulary.turnable(node.name, node.parent.name).map((name) => ({ name, about: vocabulary.element(name).about }));
      if (others.length) box.append(chooser("变成", others, (c) => { this.document.rename(this.now(), c.name); this.outline.select(this.now()); }));
      box.append(button("上移", () => this.move(-1), { title: "Alt+↑" }), button("下移", () => this.move(1), { title: "Alt+↓" }),
        button("删去", () => this.outline.remove(this.now()), { title: "Delete" }));
    }
    return box;
  }

  move(by) {
    if (this.document.move(this.now(), by))
      this.outline.select(xml.at(this.document.root, [...this.path.slice(0, -1), this.path.at(-1) + by]));
  }

  insert(parent, choice) {
    const children = xml.elements(parent);
    const source = vocabulary.fresh(choice.name);
    const path = xml.pathOf(parent);
    if (choice.at > 0) this.document.insertAfter(children[choice.at - 1], source);
    else this.document.insertFirst(parent, source);
    this.outline.select(xml.at(this.document.root, [...path, choice.at]), false);
    this.focusText();
  }

  insertBehind(name) {
    this.document.insertAfter(this.now(), vocabulary.fresh(name));
    this.outline.select(xml.at(this.document.root, [...this.path.slice(0, -1), this.path.at(-1) + 1]), false);
    this.focusText();
  }
}
