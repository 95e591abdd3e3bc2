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

function tell(report, open) {
  const shown = dialog("收集好了", make("p", {}, `新加人员 ${report.people} 位，岗位 ${report.posts} 个，任期 ${report.tenures} 段；${report.bound.length} 份公文写上了人员库的名字。`),
    report.failed.length ? make("p", {}, `有 ${report.failed.length} 份有错，没有从它们收集：${report.failed.map((f) => plain(f).replace(/\.xml$/, "")).join("、")}。请先打开改好，再收集一次。`) : null,
    report.conflicts.length ? make("p", {}, `有 ${report.conflicts.length} 处拿不准，没有记下，请在人员库里核对、补上：`) : null,
    make("div", { class: "scroll" }, make("ul", {}, ...report.conflicts.map((c) => make("li", {}, `${plain(c.file).replace(/\.xml$/, "")} 第 ${c.line} 行：${c.text}`)))),
    button("打开人员库", () => { shown.close(); open(plain(report.staff)); }, { class: "main" }), button("关上", () => shown.close()));
  shown.element.classList.add("wide");
}

export function staffSection(files, { open, affected }) {
  const staff = files.filter((f) => f.name.endsWith(".xml") && f.name.split("/").at(-1).includes("人员库"));
  const tables = files.filter((f) => /\.(csv|xlsx)$/i.test(f.name) && f.name.split("/").at(-1).includes("人员库"));
  const first = staff[0]?.name ?? NAME;
  const learn = () => {
    if (!window.confirm(`从没有签发的公文的名单里收集人员、职务、电话，写进“${first.replace(/\.xml$/, "")}”；收集到的公文会写上它的名字。继续吗？`)) return;
    attempt(async () => {
      say("正在看各份公文……");
      const made = await api.learn(first);
      if (!made.report) throw new Error(made.findings.find((f) => f.level === "error")?.message ?? "没有收集成");
      say("");
      tell(made.report, open);
    });
  };
  return make("section", { class: "staff-files" }, make("h2", {}, "人员库"),
    staff.length ? make("ul", { class: "files" }, ...staff.map((f) => make("li", {}, button(f.name.replace(/\.xml$/, ""), () => open(f.name)))))
      : make("p", {}, "还没有人员库。有了它，人事变动只改一处，名单、电话跟着变。"),
    ...tables.map((f) => make("p", {}, make("a", { href: `/api/file?${new URLSearchParams({ name: f.name, download: "1" })}` }, f.name),
      "是表格，公文可以用它，但在这里不能改：请下载，用 WPS、Excel 改好，再把同名的文件拖到这一页上换掉。")),
    make("p", { class: "kinds" }, staff.length ? button("受影响的公文", () => affected(today())) : button("建一个空的", () => open(NAME, EMPTY)),
      button("从公文的名单里收集", learn)));
}
