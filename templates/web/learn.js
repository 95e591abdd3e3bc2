// The folder's staff files, and how there comes to be one: from the people that documents name.

import * as api from "./api.js";
import { attempt, button, dialog, make, say } from "./dom.js";
import { today } from "./tenures.js";

const NAME = "人员库.xml";
const EMPTY = `<?xml version="1.0" encoding="UTF-8"?>
<人员库>
  <单位 名称="……">
    <岗位 职务="……" 性质="正职"/>
  </单位>
</人员库>
`;

const plain = (file) => file.replace(/^\.\//, "");

const isStaffFile = (file) => file.name.endsWith(".xml") && file.name.split("/").at(-1).includes("人员库");

// more: what else can be done then, as a button, or null.
function tell(report, open, more = null) {
  const shown = dialog("收集好了", make("p", {}, `新加人员 ${report.people} 位，岗位 ${report.posts} 个，任期 ${report.tenures} 段；${report.bound.length} 份公文写上了人员库的名字。`),
    report.failed.length ? make("p", {}, `有 ${report.failed.length} 份有错，没有从它们收集：${report.failed.map((f) => plain(f).replace(/\.xml$/, "")).join("、")}。请先打开改好，再收集一次。`) : null,
    report.conflicts.length ? make("p", {}, `有 ${report.conflicts.length} 处拿不准，没有记下，请在人员库里核对、补上：`) : null,
    make("div", { class: "scroll" }, make("ul", {}, ...report.conflicts.map((c) => make("li", {}, `${plain(c.file).replace(/\.xml$/, "")} 第 ${c.line} 行：${c.text}`)))),
    button("打开人员库", () => { shown.close(); open(plain(report.staff)); }, { class: "main" }),
    more ? button(more.label, () => { shown.close(); more.act(); }, { title: more.title }) : null, button("关上", () => shown.close()));
  shown.element.classList.add("wide");
}

async function learn(staff, from = "") {
  say("正在看各份公文……");
  const made = await api.learn(staff, from);
  if (!made.report) throw new Error(made.findings.find((f) => f.level === "error")?.message ?? "没有收集成");
  if (from && !made.report.bound.length) throw new Error(made.findings.find((f) => f.level !== "note")?.message ?? "名单里没有写明姓名和职务的人，没有转成人员库");
  say("");
  return made.report;
}

// The parts in which people are typed.
const ROSTERS = new Set(["名单", "分组", "办公室", "车辆安排", "联系人"]);
export const holdsPeople = (node) => ROSTERS.has(node.name);

// The people typed in a document become the folder's staff file, or come to those in it; the document names
// it, and others may then. save: gives true when the document is saved; taken: its new text is at hand.
export async function toStaff(name, { save, taken, open }) {
  const staff = (await api.files()).find(isStaffFile)?.name ?? NAME;
  if (!window.confirm(`这份公文的名单里写的人员、职务、电话，写进“${staff.replace(/\.xml$/, "")}”，公文写上它的名字，印出来一字不变。继续吗？`)) return;
  if (!(await save())) return;
  const report = await learn(staff, name);
  await taken();
  tell(report, open, { label: "其他公文也用它", title: "没有签发的公文里写的人也收进去，都写上人员库的名字",
    act: () => attempt(async () => { const all = await learn(staff); await taken(); tell(all, open); }) });
}

export function staffSection(files, { open, affected }) {
  const staff = files.filter(isStaffFile);
  const tables = files.filter((f) => /\.(csv|xlsx)$/i.test(f.name) && f.name.split("/").at(-1).includes("人员库"));
  const first = staff[0]?.name ?? NAME;
  const collect = () => {
    if (!window.confirm(`从没有签发的公文的名单里收集人员、职务、电话，写进“${first.replace(/\.xml$/, "")}”；收集到的公文会写上它的名字。继续吗？`)) return;
    attempt(async () => tell(await learn(first), open));
  };
  return make("section", { class: "staff-files" }, make("h2", {}, "人员库"),
    staff.length ? make("ul", { class: "files" }, ...staff.map((f) => make("li", {}, button(f.name.replace(/\.xml$/, ""), () => open(f.name)))))
      : make("p", {}, "还没有人员库。有了它，人事变动只改一处，名单、电话跟着变。"),
    ...tables.map((f) => make("p", {}, make("a", { href: `/api/file?${new URLSearchParams({ name: f.name, download: "1" })}` }, f.name),
      "是表格，公文可以用它，但在这里不能改：请下载，用 WPS、Excel 改好，再把同名的文件拖到这一页上换掉。")),
    make("p", { class: "kinds" }, staff.length ? button("受影响的公文", () => affected(today())) : button("建一个空的", () => open(NAME, EMPTY)),
      button("从公文的名单里收集", collect)));
}
