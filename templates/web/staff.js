// The staff file as tables: units, posts, people, tenures, with what is wrong at the cell. Changes of
// staff are acts of their own: tenures end and begin, none is written over.

import * as api from "./api.js";
import { Document } from "./document.js";
import { attempt, button, make, say } from "./dom.js";
import { appointForm } from "./appoint.js";
import * as people from "./tenures.js";
import * as vocabulary from "./vocabulary.js";
import * as xml from "./xml.js";

const MORE = 100; // rows that are drawn at once
const WAIT = 300; // ms after the last change, until it is checked

const TABLES = [["岗位", "岗位"], ["任职", "任期"], ["人员", "人员"], ["单位", "单位"]];

// What a row tells besides its own cells.
const DERIVED = {
  岗位: [["所在单位", (staff, node) => staff.unitOfPost(node)], ["现任", (staff, node) => staff.holders(node, people.today()).map((t) => staff.personOf(t)).join("、") || "（空缺）"]],
  任职: [["岗位", (staff, node) => staff.postOfTenure(node)]],
  人员: [["现职", (staff, node) => staff.postsOf(node, people.today()).join("、")]],
  单位: [["在哪个单位里", (staff, node) => (node.parent.name === "单位" ? people.unitName(node.parent) : "")]],
};

// Places of findings count characters, those of the text its halves.
function offsetOf(lines, line, column) {
  const row = lines.text[line - 1] ?? "";
  const before = [...row].slice(0, column - 1).join("");
  return (lines.starts[line - 1] ?? 0) + before.length;
}

function linesOf(text) {
  const rows = text.split("\n");
  let at = 0;
  return { text: rows, starts: rows.map((r) => { const start = at; at += r.length + 1; return start; }) };
}

export class StaffScreen {
  constructor(name, text, hash, { openAffected }) {
    this.document = new Document(name, text, hash);
    this.openAffected = openAffected;
    this.staff = people.read(this.document.root);
    this.table = "岗位";
    this.shown = MORE;
    this.redraw = true; // what was typed into a cell stands there already
    this.faults = new Map(); // by path and attribute
    this.tabs = make("div", { class: "tabs", role: "tablist", "aria-label": "人员库的四张表" });
    this.search = make("input", { type: "search", placeholder: "找单位、职务、姓名", "aria-label": "找", oninput: () => { this.shown = MORE; this.draw(); } });
    this.current = make("label", {}, make("input", { type: "checkbox", checked: true, onchange: () => this.draw() }), "只看现任");
    this.count = make("small", {});
    this.body = make("div", { class: "cells" });
    this.list = make("ul", { class: "findings", "aria-label": "问题" });
    this.element = make("div", { class: "staff" },
      make("div", { class: "bar" }, this.tabs, this.search, this.current, this.count), this.body, this.list);
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.document.addEventListener("change", () => this.changed());
    this.draw();
    this.check();
  }

  commands() {
    return [button("人员变动", () => this.appoint(), { class: "main" }), button("受影响的公文", () => this.openAffected(people.today())),
      button("撤销", () => this.document.undo(), { title: "Ctrl+Z" }), button("重做", () => this.document.redo(), { title: "Ctrl+Y" }),
      button("保存", () => this.save(), { title: "Ctrl+S" })];
  }

  key(event) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      document.activeElement?.blur?.();
      this.save();
    } else if (event.key === "Enter" && event.target.matches(".cells input")) {
      event.preventDefault();
      const row = event.target.closest("tr"), column = [...row.children].indexOf(event.target.closest("td"));
      row.nextElementSibling?.children[column]?.querySelector("input, select")?.focus();
    }
  }

  // ---- the tables ----

  changed() {
    if (this.document.fault) return;
    this.staff = people.read(this.document.root);
    if (this.redraw) this.draw();
    this.redraw = true;
    this.tell();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(), WAIT);
  }

  columns() {
    return vocabulary.element(this.table).attributes.filter((a) => !(this.table === "岗位" && a.name === "单位") && !(this.table === "任职" && a.name === "岗位"));
  }

  rows() {
    const wanted = this.search.value.trim();
    const now = this.table === "任职" && this.current.firstChild.checked;
    return this.staff.nodes[this.table].filter((node) => {
      if (now && !people.holds(node, people.today())) return false;
      if (!wanted) return true;
      const words = [...node.attributes.map((a) => a.value), ...DERIVED[this.table].map(([, tell]) => tell(this.staff, node))];
      return words.some((w) => w.includes(wanted));
    });
  }

  draw() {
    const rows = this.rows();
    const columns = this.columns();
    const derived = DERIVED[this.table];
    const counts = Object.fromEntries(TABLES.map(([kind]) => [kind, this.staff.nodes[kind].length]));
    this.tabs.replaceChildren(...TABLES.map(([kind, label]) => make("button", { type: "button", role: "tab", "aria-selected": String(kind === this.table),
      onclick: () => { this.table = kind; this.shown = MORE; this.draw(); } }, `${label} ${counts[kind]}`)));
    this.current.hidden = this.table !== "任职";
    this.count.textContent = rows.length > this.shown ? `${rows.length} 行，先列出 ${this.shown} 行` : `${rows.length} 行`;
    this.inputs = new Map();
    const first = derived.filter(([head]) => head !== "现任" && head !== "现职"), last = derived.filter((d) => !first.includes(d));
    const head = make("tr", {}, ...first.map(([h]) => make("th", { scope: "col" }, h)),
      ...columns.map((c) => make("th", { scope: "col", title: c.about }, c.name, c.required ? make("em", { title: "必须写" }, "＊") : null)),
      ...last.map(([h]) => make("th", { scope: "col" }, h)), make("th", {}, ""));
    const told = (list, node) => list.map(([, tell]) => make("td", { class: "told" }, tell(this.staff, node)));
    const body = rows.slice(0, this.shown).map((node) => {
      const path = xml.pathOf(node);
      return make("tr", {}, ...told(first, node), ...columns.map((c) => this.cell(node, path, c)), ...told(last, node), make("td", { class: "acts" }, ...this.acts(node, path)));
    });
    const more = rows.length > this.shown ? button("再列出一百行", () => { this.shown += MORE; this.draw(); }) : null;
    this.body.replaceChildren(make("table", {}, make("thead", {}, head), make("tbody", {}, ...body)), ...[more, this.adder()].filter(Boolean));
    this.mark();
  }

  cell(node, path, column) {
    const value = xml.value(node, column.name), type = vocabulary.type(column.type);
    const change = (event) => {
      this.redraw = false;
      this.document.setAttribute(xml.at(this.document.root, path), column.name, event.target.value.trim(), `${path}@${column.name}`);
    };
    const label = `${this.staff.called(node)}的${column.name}`;
    const input = type?.values
      ? make("select", { onchange: change, "aria-label": label }, make("option", { value: "" }, ""), ...type.values.map((v) => make("option", { value: v, selected: v === value }, v)))
      : make("input", { type: column.type === "DATE" ? "date" : "text", value, onchange: change, "aria-label": label, size: Math.min(26, Math.max(4, value.length * 2)) });
    this.inputs.set(`${path}@${column.name}`, input);
    return make("td", {}, input);
  }

  acts(node, path) {
    const remove = (warning) => button("删去", () => {
      if (window.confirm(warning)) this.document.remove(xml.at(this.document.root, path));
    });
    if (this.table === "岗位") return [button("变动", () => this.appoint(this.staff.postRef(node)))];
    if (this.table === "单位")
      return [button("＋岗位", () => this.addInside(path, '<岗位 职务="……"/>', "岗位"))];
    if (this.table === "任职") return [remove("这一段任期要整个删去吗？写错了的才删；离任、调动请用“人员变动”，历任都要留着。")];
    return this.staff.postsOf(node).length ? [] : [remove("要删去这个人吗？")];
  }

  adder() {
    const append = (kind, source) => button(`＋ 加一个${kind}`, () => {
      const last = this.staff.nodes[kind].filter((n) => n.parent === this.document.root).at(-1);
      this.redraw = true;
      if (last) this.document.insertAfter(last, source);
      else this.document.setInner(this.document.root, `\n  ${source}\n`);
      this.shown = Infinity;
      this.draw();
      this.body.querySelector("tbody tr:last-child input")?.select();
    });
    if (this.table === "人员") return append("人员", '<人员 姓名="……"/>');
    if (this.table === "单位") return append("单位", '<单位 名称="……"/>');
    if (this.table === "岗位") return make("small", {}, "加岗位：在“单位”一栏里，按那个单位右边的“＋岗位”。");
    return make("small", {}, "加任期：用“人员变动”，它替您写好前任的止、后任的起。");
  }

  addInside(path, source, table) {
    const unit = xml.at(this.document.root, path);
    const children = xml.elements(unit);
    const behind = children.filter((c) => c.name === "岗位").at(-1);
    this.redraw = true;
    if (behind) this.document.insertAfter(behind, source);
    else this.document.insertFirst(unit, source);
    this.table = table;
    this.search.value = people.unitName(unit);
    this.draw();
    this.body.querySelector("tbody tr:last-child input")?.select();
  }

  // ---- what is wrong ----

  async check() {
    const text = this.document.text;
    let made;
    try {
      made = await api.staffCheck(this.document.name, text);
    } catch (error) {
      say(error.message, true);
      return;
    }
    if (text !== this.document.text) return;
    const lines = linesOf(text);
    this.faults = new Map();
    const items = made.findings.map((f) => {
      const offset = f.line ? offsetOf(lines, f.line, f.column) : -1;
      const node = offset >= 0 ? xml.nodeAt(this.document.root, offset) : null;
      const attribute = node?.attributes.find((a) => a.from <= offset && offset <= a.to);
      const key = node ? `${xml.pathOf(node)}@${(attribute ?? node.attributes[0])?.name ?? ""}` : "";
      if (f.level !== "note" && key && !this.faults.has(key)) this.faults.set(key, f);
      return { f, node, key };
    });
    this.errors = made.findings.filter((f) => f.level === "error").length;
    this.list.replaceChildren(...items.filter((i) => i.f.level !== "note").map(({ f, node, key }) => make("li", { class: f.level },
      button(f.message, () => node && this.go(node, key)), f.hint ? make("small", {}, f.hint) : null)));
    this.mark();
    this.tell();
  }

  // The table and the row that have it come to sight.
  go(node, key) {
    if (!this.staff.nodes[node.name]) return;
    this.table = node.name;
    this.search.value = "";
    this.current.firstChild.checked = false;
    this.shown = Infinity;
    this.draw();
    this.inputs.get(key)?.focus();
  }

  mark() {
    for (const old of this.body.querySelectorAll(".at-cell")) old.remove();
    for (const [key, input] of this.inputs) {
      const f = this.faults.get(key);
      input.setAttribute("aria-invalid", String(Boolean(f)));
      input.classList.toggle("error", f?.level === "error");
      if (f) input.after(make("small", { class: `at-cell ${f.level}`, title: f.hint }, f.message));
    }
  }

  tell() {
    const state = this.errors ? `人员库有 ${this.errors} 处错，改好以前公文用不了它` : "";
    say([this.document.changed ? "有改动没有保存" : "已保存", state].filter(Boolean).join("；"), Boolean(this.errors));
  }

  leave() {}

  // ---- acts ----

  async save() {
    if (this.document.fault) return false;
    try {
      this.document.hash = await api.save(this.document.name, this.document.hash ?? "", this.document.text);
      this.document.saved = this.document.text;
      this.tell();
      return true;
    } catch (error) {
      say(error.status === 409 ? `${error.message}：请先返回，重新打开人员库，再改` : error.message, true);
      return false;
    }
  }

  async appoint(post = "") {
    if (this.document.changed && !(await this.save())) return;
    appointForm(this.element, () => this.staff, post, {
      onAct: (acts) => this.act(acts),
      onAffected: (day) => this.openAffected(day),
    });
  }

  // False: it was refused, and the reasons are given.
  async act(acts) {
    const made = await api.appoint(this.document.name, this.document.hash, acts);
    if (!made.text) return made.findings.filter((f) => f.level === "error");
    this.redraw = true;
    this.document.hash = made.hash;
    this.document.edit([{ from: 0, to: this.document.text.length, text: made.text }]);
    this.document.saved = made.text;
    this.tell();
    return [];
  }
}
