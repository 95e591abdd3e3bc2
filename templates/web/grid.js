// Rows that are typed into a grid, as in a sheet: tables, the members of a tier, tasks, cars. Tab and
// the arrows lead from cell to cell, Enter to the next row; what was copied in a sheet fills the cells
// from where the caret is.

import { button, make } from "./dom.js";
import * as xml from "./xml.js";

const COUNTER = "序号";

// ---- what the rows of each part are ----

const attributeColumn = (name) => ({
  name,
  get: (row) => xml.value(row, name),
  set: (document, row, value, group, by) => document.setAttribute(row, name, value, group, by),
  closed: () => false,
});

// Words alone, no parts and no remarks.
const isPlain = (node) => !node.children.some((c) => c.name || c.hidden);

// Children of one kind, as a list by 、; those that say more than a text are left alone.
const listColumn = (name, separator) => ({
  name,
  get: (row) => xml.elements(row).filter((c) => c.name === name).map(xml.textOf).join(separator),
  set: (document, row, value, group, by) => {
    const old = xml.elements(row).filter((c) => c.name === name);
    const source = value.split(/[、\n]/).map((v) => v.trim()).filter(Boolean).map((v) => `<${name}>${xml.encode(v)}</${name}>`).join("");
    if (old.length) document.edit([{ from: old[0].from, to: old.at(-1).to, text: source }], group, by);
    else if (document.isEmptyTag(row)) document.setInner(row, source, group, by);
    else document.edit([{ from: row.end, to: row.end, text: source }], group, by);
  },
  closed: (row) => {
    const own = row.children.filter((c) => c.name === name);
    const between = row.children.slice(row.children.indexOf(own[0]), row.children.indexOf(own.at(-1)) + 1);
    return own.length > 0 && (own.some((c) => c.attributes.length || !isPlain(c)) || between.some((c) => c.hidden || (c.name && c.name !== name)));
  },
});

const RECORDS = {
  层级: { row: "成员", columns: ["姓名", "职务", "电话", "单位", "备注"].map(attributeColumn) },
  领域: { row: "任务", columns: [attributeColumn("题"), listColumn("责任单位", "、"), attributeColumn("时限"), attributeColumn("备注")] },
  车组: { row: "车辆", columns: [...["车牌", "驾驶员", "电话", "联络员", "联络员电话"].map(attributeColumn), listColumn("乘员", "、"), ...["路线", "备注"].map(attributeColumn)] },
};

export const hasGrid = (node) => node.name in RECORDS || (node.name === "表" && !xml.value(node, "来源"));

// ---- a table's places ----

const number = (node, name) => Number(xml.value(node, name)) || 1;
const counters = (table) => xml.elements(table).filter((c) => c.name === "列").map((c) => xml.value(c, "内容") === COUNTER);

// The rows of a part of the table, each with its cells and the columns where they begin: cells fill
// the free places from the left; a counter's place is taken in rows of the body.
function placed(rows, taken) {
  const below = [];
  return rows.map((row) => {
    const open = taken.map((t, i) => t || (below[i] ?? 0) > 0);
    let at = 0;
    const cells = xml.elements(row).filter((c) => c.name === "格").map((cell) => {
      while (open[at]) at++;
      const from = at, columns = number(cell, "跨列"), reach = number(cell, "跨行");
      at += columns;
      for (let i = from; i < at; i++) below[i] = Math.max(below[i] ?? 0, reach);
      return { cell, from, to: at, reach };
    });
    for (let i = 0; i < below.length; i++) below[i] = Math.max(0, (below[i] ?? 0) - 1);
    return { row, cells, open };
  });
}

// All of a table's rows, of the head first.
function tableRows(table) {
  const parts = xml.elements(table), head = parts.find((c) => c.name === "表头"), counted = counters(table);
  const body = parts.filter((c) => c.name === "行");
  const groups = parts.filter((c) => c.name === "组");
  return [...(head ? placed(xml.elements(head), counted.map(() => false)).map((r) => ({ ...r, head: true })) : []),
    ...placed(body, counted), ...groups.flatMap((g) => placed(xml.elements(g), counted))]
    .sort((a, b) => a.row.from - b.row.from);
}

// What is put into a table fits its columns; null: it is like everywhere.
export function fitting(name, parent) {
  let table = parent;
  while (table?.name && table.name !== "表") table = table.parent;
  if (!table?.name) return null;
  const counted = counters(table);
  const line = (n) => `<行>${"<格/>".repeat(n)}</行>`;
  const bodyRow = line(counted.filter((c) => !c).length);
  if (name === "行") return parent.name === "表头" ? line(counted.length) : bodyRow;
  if (name === "组") return `<组 题="……">${bodyRow}</组>`;
  const titles = xml.elements(table).filter((c) => c.name === "列").map((c) => `<格>${xml.encode(xml.value(c, "题"))}</格>`);
  return name === "表头" ? `<表头><行>${titles.join("")}</行></表头>` : null;
}

// ---- the element ----

export class Grid {
  // at: the path of the part. by: who makes the changes.
  constructor(document, path, by, onSelect) {
    Object.assign(this, { document, path, by, onSelect });
    this.element = make("div", { class: "grid" });
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.element.addEventListener("paste", (event) => this.paste(event));
    this.draw();
  }

  get node() {
    return xml.at(this.document.root, this.path);
  }

  get isTable() {
    return this.node.name === "表";
  }

  draw(focus = null) {
    const table = this.isTable ? this.drawTable() : this.drawRecords();
    const act = (label, action) => button(label, () => this.act(action));
    const commands = [act("加一行", "addRow"), act("删这一行", "removeRow"), act("上移一行", "rowUp"), act("下移一行", "rowDown"),
      ...(this.isTable ? [act("加一列", "addColumn"), act("删这一列", "removeColumn")] : [])];
    this.element.replaceChildren(make("div", { class: "commands" }, ...commands), make("div", { class: "sheet-grid" }, table));
    if (focus) this.focus(...focus);
  }

  cellElement(row, column, text, closed, node, spans = {}) {
    const cell = make("td", { ...spans, "data-row": row, "data-column": column,
      ...(closed ? { class: "closed", tabindex: 0, title: "这一格有格式，点一下单独改" } : { contenteditable: "plaintext-only", role: "textbox", "aria-label": `第 ${row + 1} 行 第 ${column + 1} 列`, spellcheck: "false" }) }, text);
    if (closed) cell.addEventListener("click", () => this.onSelect(xml.at(this.document.root, node)));
    else {
      cell.addEventListener("input", () => this.write(row, column, cell.textContent));
      cell.addEventListener("focus", () => { this.current = [row, column]; });
    }
    return cell;
  }

  drawRecords() {
    const { columns, row: name } = RECORDS[this.node.name];
    const rows = xml.elements(this.node).filter((c) => c.name === name);
    return make("table", {}, make("thead", {}, make("tr", {}, ...columns.map((c) => make("th", { scope: "col" }, c.name)))),
      make("tbody", {}, ...rows.map((row, i) => make("tr", {}, ...columns.map((c, k) =>
        this.cellElement(i, k, c.get(row), c.closed(row), xml.pathOf(row)))))));
  }

  drawTable() {
    const columns = xml.elements(this.node).filter((c) => c.name === "列");
    const head = make("tr", {}, ...columns.map((c, k) => {
      const cell = make("th", { scope: "col", contenteditable: "plaintext-only", role: "textbox", "aria-label": `第 ${k + 1} 列的题`, "data-row": -1, "data-column": k }, xml.value(c, "题"));
      cell.addEventListener("input", () => this.write(-1, k, cell.textContent));
      cell.addEventListener("focus", () => { this.current = [-1, k]; });
      return cell;
    }));
    return make("table", {}, make("thead", {}, head), make("tbody", {}, ...tableRows(this.node).map((r, i) => {
      const line = make("tr", { class: r.head ? "head" : null });
      const begins = new Map(r.cells.map((c) => [c.from, c]));
      for (let k = 0; k < columns.length;) {
        const c = begins.get(k);
        if (c) line.append(this.cellElement(i, k, xml.textOf(c.cell), !isPlain(c.cell), xml.pathOf(c.cell),
          { colspan: c.to - c.from > 1 ? c.to - c.from : null, rowspan: c.reach > 1 ? c.reach : null }));
        else if (counters(this.node)[k] && !r.head) line.append(make("td", { class: "closed" }, "＃"));
        else if (!r.open[k]) line.append(this.cellElement(i, k, "", false, null));
        k = c ? c.to : k + 1;
      }
      return line;
    })));
  }

  // ---- writing ----

  recordRow(i) {
    const { row: name } = RECORDS[this.node.name];
    return xml.elements(this.node).filter((c) => c.name === name)[i];
  }

  write(i, k, text, by = this.by) {
    const group = `${this.path}#${i},${k}`, value = text.replace(/\s+/g, " ").trim();
    if (!this.isTable) {
      const column = RECORDS[this.node.name].columns[k];
      if (!column.closed(this.recordRow(i))) column.set(this.document, this.recordRow(i), value, group, by);
    } else if (i < 0) {
      this.document.setAttribute(xml.elements(this.node).filter((c) => c.name === "列")[k], "题", value, group, by);
    } else {
      this.writeCell(tableRows(this.node)[i], k, value, group, by);
    }
  }

  // A place that no cell was written for gets one, with empty ones before it.
  writeCell(r, k, value, group, by) {
    const found = r?.cells.find((c) => c.from === k);
    if (found) {
      if (isPlain(found.cell)) this.document.setInner(found.cell, xml.encode(value), group, by);
      return;
    }
    if (!r || r.open[k] || r.cells.some((c) => c.from < k && k < c.to)) return;
    const last = r.cells.at(-1), from = last ? last.to : 0;
    if (k < from) return;
    const missing = r.open.slice(from, k).filter((o) => !o).length;
    const source = `${"<格/>".repeat(missing)}<格>${xml.encode(value)}</格>`;
    if (last) this.document.insertAfter(last.cell, source);
    else this.document.insertFirst(r.row, source);
    if (!this.document.batched) this.by.gridAt([tableRows(this.node).findIndex((x) => x.row.from === r.row.from), k]);
  }

  // ---- rows and columns ----

  act(action) {
    const [i, k] = this.current ?? [0, 0];
    const count = this.rowCount();
    if (action === "addRow") this.addRow(i);
    else if (action === "removeRow" && count > 1 && i >= 0) this.document.remove(this.rowNode(i));
    else if (action === "rowUp" && i > 0) this.moveRow(i, -1);
    else if (action === "rowDown" && i >= 0 && i + 1 < count) this.moveRow(i, 1);
    else if (action === "addColumn") this.addColumn(k + 1);
    else if (action === "removeColumn" && xml.elements(this.node).filter((c) => c.name === "列").length > 1) this.removeColumn(k);
    else return;
    const row = action === "addRow" ? i + 1 : action === "rowUp" ? i - 1 : action === "rowDown" ? i + 1 : Math.min(i, this.rowCount() - 1);
    this.by.gridAt([row, action === "addColumn" ? k + 1 : action === "removeColumn" ? Math.max(0, k - 1) : k]);
  }

  rowCount() {
    return this.isTable ? tableRows(this.node).length : xml.elements(this.node).filter((c) => c.name === RECORDS[this.node.name].row).length;
  }

  rowNode(i) {
    return this.isTable ? tableRows(this.node)[i]?.row : this.recordRow(i);
  }

  moveRow(i, by) {
    const row = this.rowNode(i), brothers = xml.elements(row.parent), other = brothers[brothers.indexOf(row) + by];
    if (other?.name === row.name) this.document.move(row, by);
  }

  emptyRow() {
    if (!this.isTable) return `<${RECORDS[this.node.name].row}${this.node.name === "领域" ? ' 题="……"' : ""}/>`;
    return `<行>${"<格/>".repeat(counters(this.node).filter((c) => !c).length)}</行>`;
  }

  addRow(i) {
    const row = this.rowNode(Math.max(i, 0));
    if (row && !(this.isTable && i < 0)) this.document.insertAfter(row, this.emptyRow());
    else if (row) this.document.insertBefore(row, this.emptyRow());
    else {
      const parts = xml.elements(this.node), last = parts.filter((c) => c.name !== "表注").at(-1);
      if (last) this.document.insertAfter(last, this.emptyRow());
      else this.document.insertFirst(this.node, this.emptyRow());
    }
  }

  // One change: the column, and a cell in each row; a cell that reaches over the place grows.
  addColumn(k) {
    const columns = xml.elements(this.node).filter((c) => c.name === "列");
    const changes = [{ from: columns[k - 1].to, to: columns[k - 1].to, text: `${this.document.breakAt(columns[k - 1])}<列 题="……"/>` }];
    for (const r of tableRows(this.node)) {
      const over = r.cells.find((c) => c.from < k && k < c.to), next = r.cells.find((c) => c.from >= k);
      if (over) changes.push(this.spanChange(over.cell, over.to - over.from + 1));
      else if (next) changes.push({ from: next.cell.from, to: next.cell.from, text: "<格/>" });
      else if (r.cells.length) changes.push({ from: r.cells.at(-1).cell.to, to: r.cells.at(-1).cell.to, text: "<格/>" });
    }
    this.document.edit(changes);
  }

  removeColumn(k) {
    const column = xml.elements(this.node).filter((c) => c.name === "列")[k];
    const changes = [{ from: this.document.blanksBefore(column.from), to: column.to, text: "" }];
    for (const r of tableRows(this.node)) {
      const c = r.cells.find((x) => x.from <= k && k < x.to);
      if (c && c.to - c.from > 1) changes.push(this.spanChange(c.cell, c.to - c.from - 1));
      else if (c) changes.push({ from: this.document.blanksBefore(c.cell.from), to: c.cell.to, text: "" });
    }
    this.document.edit(changes);
  }

  spanChange(cell, columns) {
    const old = cell.attributes.find((a) => a.name === "跨列");
    return old ? { from: old.valueFrom, to: old.valueTo, text: String(columns) }
      : { from: cell.from + 1 + cell.name.length, to: cell.from + 1 + cell.name.length, text: ` 跨列="${columns}"` };
  }

  // ---- keys and pasting ----

  focus(i, k) {
    const cell = this.element.querySelector(`[data-row="${i}"][data-column="${k}"]`);
    if (!cell) return;
    cell.focus();
    window.getSelection().selectAllChildren(cell);
  }

  key(event) {
    if (event.isComposing || !event.target.dataset.row) return;
    const i = Number(event.target.dataset.row), k = Number(event.target.dataset.column);
    if (event.key === "ArrowUp") this.focus(i - 1, k);
    else if (event.key === "ArrowDown") this.focus(i + 1, k);
    else if (event.key === "Enter") {
      if (i + 1 >= this.rowCount()) {
        this.addRow(i);
        this.by.gridAt([i + 1, k]);
      } else this.focus(i + 1, k);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // Rows by lines, cells by tabs, as sheets give them; rows and, in a table, columns are added.
  paste(event) {
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    event.preventDefault();
    if (!/[\t\n]/.test(text) || !event.target.closest("[data-row]")) {
      document.execCommand("insertText", false, text);
      return;
    }
    const cell = event.target.closest("[data-row]");
    this.fill(Number(cell.dataset.row), Number(cell.dataset.column), text.split("\n").map((l) => l.split("\t")));
  }

  fill(i, k, rows) {
    this.document.batch(() => {
      const free = this.isTable ? counters(this.node).map((c, at) => (c ? -1 : at)).filter((at) => at >= 0)
        : RECORDS[this.node.name].columns.map((c, at) => at);
      const first = free.indexOf(k);
      const missing = this.isTable ? first + Math.max(...rows.map((r) => r.length)) - free.length : 0;
      for (let n = 0; n < missing; n++) {
        this.addColumn(counters(this.node).length);
        free.push(counters(this.node).length - 1);
      }
      rows.forEach((row, down) => {
        while (i + down >= this.rowCount()) this.addRow(this.rowCount() - 1);
        row.forEach((value, right) => {
          if (free[first + right] !== undefined) this.write(i + down, free[first + right], value, null);
        });
      });
    });
    this.by.gridAt([i, k]);
  }
}
