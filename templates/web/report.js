// What the pages measure, clause by clause, and what the proofreader finds, beside the pages: a row
// leads to its place on the page and in the outline.

import * as api from "./api.js";
import { attempt, button, make } from "./dom.js";
import { plain } from "./hints.js";
import * as xml from "./xml.js";

const VERDICTS = { breaches: "不符合", conforms: "符合", unchecked: "未检查" };

// What of the document an element of the pages comes from.
const SOURCES = {
  份号: ["份号"], 密级: ["密级"], 紧急程度: ["紧急程度"], 发文机关标志: ["发文机关", "联合发文机关"], 发文字号: ["发文字号"],
  签发人: ["签发人"], 版头分隔线: ["版头"], 标题: ["标题"], 题注: ["题注"], 讲话人: ["讲话人"], 主送机关: ["主送"], 目录: ["目录"],
  层次标题: ["层次"], 正文: ["段"], 称谓: ["称谓"], 联系人: ["联系人"], 脚注: ["脚注"], 附件说明: ["附件"], 发文机关署名: ["落款"],
  签发人职务: ["落款"], 成文日期: ["落款"], 印章: ["落款"], 附注: ["附注"], 出席名单: ["出席", "请假", "列席"], 附件顺序号: ["附件"], 附件标题: ["附件"],
  公开方式: ["公开方式"], 版记分隔线: ["版记"], 抄送机关: ["抄送"], 印发机关: ["印发"], 印发日期: ["印发"],
  表题: ["表", "任务清单", "车辆安排"], 计量单位: ["表"], 表头: ["表", "任务清单", "车辆安排"], 表格: ["表", "任务清单", "车辆安排"], 表注: ["表"], 表线: ["表", "任务清单", "车辆安排"],
  图片: ["图片"], 图题: ["图片"], 名单: ["名单", "分组"], 名单标题: ["名单", "分组"],
  表单文字: ["表单"], 续页表题: ["表单"], 表单页码: ["表单"], 填写线: ["表单"], 方框: ["表单"], 定位标: ["表单"], 裁切线: ["表单"], 流程图: ["流程图"],
};

function firstNamed(node, names) {
  for (const child of xml.elements(node)) {
    const found = names.includes(child.name) ? child : firstNamed(child, names);
    if (found) return found;
  }
  return null;
}

export class Report {
  // onNode: a part of the document is meant; onFinding: a finding; onFound: all of them.
  constructor(document, pages, { onNode, onFinding, onFound = () => {} }) {
    Object.assign(this, { document, pages, onNode, onFinding, onFound });
    this.element = make("section", { class: "report", hidden: true, "aria-label": "检查" });
  }

  async run(closable = true) {
    this.element.hidden = false;
    this.element.replaceChildren(make("p", {}, "正在逐条检查……"));
    const made = await attempt(() => api.check(this.document.name, this.document.text));
    if (!made) {
      this.element.hidden = true;
      return;
    }
    this.draw(made, closable);
    this.onFound(made.findings);
  }

  draw(made, closable) {
    const order = Object.keys(VERDICTS);
    const rows = [...made.rows].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
    const count = (verdict) => rows.filter((r) => r.verdict === verdict).length;
    const told = made.findings.filter((f) => f.level !== "note");
    const all = make("details", {}, make("summary", {}, `符合的 ${count("conforms")} 条、没有检查的 ${count("unchecked")} 条`), this.table(rows.filter((r) => r.verdict !== "breaches")));
    this.element.replaceChildren(...[
      closable ? button("关上", () => { this.element.hidden = true; }) : null,
      make("h2", {}, count("breaches") ? `版面：${count("breaches")} 条不符合 GB/T 9704` : rows.length ? "版面：逐条量过，都符合 GB/T 9704" : "版面：没有量"),
      count("breaches") ? this.table(rows.filter((r) => r.verdict === "breaches")) : null, rows.length ? all : null,
      make("h2", {}, told.length ? `校对：${told.length} 处请看` : "校对：没有发现什么"),
      make("ul", { class: "findings" }, ...told.map((f) => make("li", { class: f.level }, button(f.message, () => this.onFinding(f)), f.hint ? make("small", {}, ...plain(f.hint)) : null))),
    ].filter(Boolean));
  }

  table(rows) {
    return make("table", {}, make("thead", {}, make("tr", {}, ...["条款", "要素", "要求", "实测", "结论"].map((h) => make("th", { scope: "col" }, h)))),
      make("tbody", {}, ...rows.map((r) => make("tr", { class: r.verdict, onclick: () => this.go(r) }, make("td", {}, r.clause),
        make("td", {}, button(`${r.element} ${r.item}`, () => {}, { class: "plain", title: r.page ? `到第 ${r.page} 页` : "" })),
        make("td", {}, r.wanted), make("td", {}, r.measured || r.reason), make("td", {}, VERDICTS[r.verdict])))));
  }

  // The page comes to sight, and on it the first thing of the kind.
  go(row) {
    const sheet = this.pages.sheets[row.page - 1];
    const node = this.placeOf(row, sheet);
    if (node) this.onNode(node);
    if (sheet && !sheet.querySelector(".here")) sheet.scrollIntoView({ block: "start" });
    else sheet?.querySelector(".here").scrollIntoView({ block: "center" });
  }

  placeOf(row, sheet) {
    const names = SOURCES[row.element];
    if (!names || !this.document.root) return null;
    for (const spot of sheet?.spots ?? []) {
      let node = xml.nodeAt(this.document.root, this.document.offsetOf(spot[4], spot[5]));
      while (node?.name && !names.includes(node.name)) node = node.parent;
      if (node?.name) return node;
    }
    return firstNamed(this.document.root, names);
  }
}
