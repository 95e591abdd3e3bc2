// Which documents name people otherwise than they would on a day, and what is done about it: drafts
// are made anew, for issued ones the notice of the change is drafted.

import * as api from "./api.js";
import { attempt, button, make, say } from "./dom.js";
import { Document } from "./document.js";
import { plainText } from "./hints.js";
import * as xml from "./xml.js";

const plain = (file) => file.replace(/^\.\//, "");
const ownDay = (text) => {
  try {
    const root = xml.parse(text);
    const signature = xml.elements(root).find((n) => n.name === "落款");
    return xml.value(root, "截至") || (signature ? xml.value(signature, "日期") : "");
  } catch {
    return "";
  }
};

const said = (name, post) => (name ? `${name}${post ? `（${post}）` : ""}` : "（没有人）");

// by document, in the order of the report
function grouped(list) {
  const all = new Map();
  for (const place of list) all.set(plain(place.file), [...(all.get(plain(place.file)) ?? []), place]);
  return all;
}

export class AffectedScreen {
  constructor(day, { open, files }) {
    this.open = open;
    this.files = files;
    this.day = make("input", { type: "date", id: "affected-day", value: day, onchange: () => this.draw() });
    this.result = make("div");
    this.element = make("div", { class: "folder" }, make("section", {}, make("h2", {}, "哪些公文里的人变了"),
      make("p", {}, make("label", { for: "affected-day" }, "按这一天的人员来看　"), this.day), this.result));
    this.draw();
  }

  async draw() {
    say("正在看文件夹里的公文……");
    const made = await attempt(() => api.affected(this.day.value));
    if (!made) return;
    const report = made.report;
    if (!report) {
      say(made.findings[0]?.message ?? "没有看成", true);
      return;
    }
    const issued = new Set(this.files.filter((f) => f.issued).map((f) => f.name));
    const documents = grouped(report.affected);
    say(documents.size ? `${documents.size} 份公文、${report.affected.length} 处` : "");
    this.boxes = [];
    const sections = [...documents].map(([name, places]) => this.section(name, places, issued.has(name)));
    const drafts = [...documents.keys()].some((name) => !issued.has(name));
    this.result.replaceChildren(
      make("p", { class: "count" }, documents.size ? `用人员库的公文 ${report.documents} 份，要改的 ${documents.size} 份，共 ${report.affected.length} 处。` : `用人员库的公文 ${report.documents} 份，写的都是这一天的人。`),
      ...(drafts ? [make("p", {}, button("重编打勾的草稿", () => this.rebuild(), { class: "main" }),
        make("small", {}, "　名单按这一天的人重排，PDF 重新生成；已经签发的一份也不动。"))] : []),
      ...sections, ...this.pinned(report.pinned), ...this.faults(made.findings));
  }

  section(name, places, locked) {
    const box = make("input", { type: "checkbox", checked: true, value: name, "aria-label": `重编 ${name}` });
    if (!locked) this.boxes.push(box);
    return make("section", { class: "affected" }, make("h3", {}, locked ? null : box, name.replace(/\.xml$/, ""), " ", make("span", { class: "tag" }, locked ? "已签发" : "草稿"),
      button("打开", () => this.open(name)), button("起草调整通知", () => this.adjust(name))),
    make("table", {}, make("thead", {}, make("tr", {}, ...["页", "在哪里", "现在写的", "应当是"].map((h) => make("th", { scope: "col" }, h)))),
      make("tbody", {}, ...places.map((p) => make("tr", {}, make("td", {}, p.page ? `第 ${p.page} 页` : ""), make("td", {}, p.where || "文中"),
        make("td", {}, make("del", {}, said(p.says, p.says_post))), make("td", {}, make("ins", {}, said(p.would_say, p.would_say_post))))))));
  }

  pinned(list) {
    if (!list.length) return [];
    return [make("section", {}, make("h3", {}, "写明固定的，不计在内"), make("ul", {}, ...list.map((p) =>
      make("li", {}, `${plain(p.file).replace(/\.xml$/, "")}　${p.where}：${said(p.says, p.says_post)}（${p.reason}）；现在是 ${p.holder || "（空缺）"}`))))];
  }

  faults(findings) {
    const told = findings.filter((f) => f.level === "error" && f.code !== "C049");
    return told.length ? [make("section", {}, make("h3", {}, "没有看成的"), make("ul", { class: "findings" }, ...told.map((f) =>
      make("li", { class: "error" }, `${f.file ? `${plain(f.file)}：` : ""}${f.message}`, f.hint ? make("small", {}, plainText(f.hint)) : null))))] : [];
  }

  // A draft says by itself which day its people are of, so that everybody who compiles it gets the same.
  async rebuild() {
    const names = this.boxes.filter((b) => b.checked).map((b) => b.value);
    if (!names.length) {
      say("没有打勾的草稿", true);
      return;
    }
    const failed = [];
    for (const name of names) {
      try {
        const file = await api.read(name);
        const document = new Document(name, file.text, file.hash);
        if (document.fault) throw document.fault;
        document.setAttribute(document.root, "截至", this.day.value);
        if (document.changed) await api.save(name, file.hash, document.text);
      } catch (error) {
        failed.push(`${name}：${error.message}`);
      }
    }
    const made = await attempt(() => api.rebuild(names.filter((n) => !failed.some((f) => f.startsWith(`${n}：`)))));
    if (!made) return;
    for (const m of made.made) if (m.status !== 0) failed.push(`${m.name}：${m.findings.find((f) => f.level === "error")?.message ?? "没有做成"}`);
    const fine = names.length - failed.length;
    await this.draw();
    say([`${fine} 份草稿重编好了，PDF 在公文旁边`, ...failed].join("；"), failed.length > 0);
  }

  async adjust(name, group = "") {
    const file = await attempt(() => api.read(name));
    if (!file) return;
    const from = ownDay(file.text);
    if (!from) {
      say("这份公文没有成文日期，不知道从哪一天起算：请先在“落款”写上日期", true);
      return;
    }
    const folder = name.includes("/") ? name.slice(0, name.lastIndexOf("/") + 1) : "";
    const base = `${folder}调整-${name.slice(folder.length).replace(/\.xml$/, "")}`;
    let draft = `${base}.xml`;
    for (let i = 2; this.files.some((f) => f.name === draft); i++) draft = `${base}-${i}.xml`;
    const made = await attempt(() => api.adjust({ name, group, from, to: this.day.value, draft }));
    if (!made) return;
    const several = made.findings.find((f) => f.code === "C047");
    if (several) {
      this.choose(name, several.hint.slice(several.hint.indexOf("：") + 1).split("、"));
      return;
    }
    if (!made.xml) {
      const fault = made.findings.find((f) => f.level === "error");
      say(fault ? `${fault.message}。${fault.code === "C048" ? "" : fault.hint}` : "没有起草成", true);
      return;
    }
    await this.open(draft, made.xml);
    say("起草好了：请核对内容，填上发文字号，然后保存");
  }

  choose(name, groups) {
    const dialog = make("dialog", { "aria-label": "哪一份名单" });
    const close = () => { dialog.close(); dialog.remove(); };
    dialog.append(make("h2", {}, "这份公文有几份名单，调整哪一份？"),
      ...groups.map((g) => button(g, () => { close(); this.adjust(name, g); })), button("不起草了", close));
    this.element.append(dialog);
    dialog.showModal();
  }
}
