// Printing a form by a list: the list is looked at, then printed, then taken away.

import * as api from "./api.js";
import { attempt, button, make, say } from "./dom.js";
import { faults, Progress, table } from "./jobs.js";

const baseName = (path) => path.split("/").at(-1);
const link = (label, url) => make("a", { href: url, class: "button", download: "" }, label);
const section = (title, ...children) => make("section", {}, make("h2", {}, title), ...children);

export class PrintScreen {
  constructor(name, lists) {
    this.name = name;
    this.tray = null;
    this.document = { name, changed: false };
    this.lists = lists;
    this.looking = new Progress("户");
    this.printing = new Progress("户");
    this.looked = make("div");
    this.printed = make("div");
    this.element = make("div", { class: "folder forms", ondragover: (event) => event.preventDefault(), ondrop: (event) => this.dropped(event) },
      this.choose(), this.looked, make("div", {}, this.printing.element, this.printed));
  }

  // ---- the list ----

  choose() {
    this.file = make("input", { type: "file", id: "list-file", accept: ".xlsx,.csv", onchange: () => this.file.files[0] && this.bring(this.file.files[0]) });
    this.known = make("select", { id: "list-known", onchange: () => this.known.value && this.look({ list: this.known.value }) },
      make("option", { value: "" }, "从文件夹里选一份……"), ...this.lists.map((l) => make("option", { value: l }, l)));
    this.sheet = make("input", { id: "sheet", placeholder: "不写：自己找" });
    this.members = make("input", { id: "members", placeholder: "例如 家庭成员" });
    const again = () => this.source && this.look(this.source);
    return section("一、名册",
      make("p", { class: "row" }, make("label", { for: "list-file" }, "选一份名册（.xlsx、.csv），或者拖到这里　"), this.file,
        this.lists.length ? this.known : null),
      make("details", {}, make("summary", {}, "工作簿里有好几个工作表的"),
        make("p", { class: "row" }, make("label", { for: "sheet" }, "各户在工作表"), this.sheet, make("label", { for: "members" }, "家庭成员在工作表"), this.members,
          button("再看一遍", again))),
      this.looking.element);
  }

  dropped(event) {
    event.preventDefault();
    if (event.dataTransfer.files[0]) this.bring(event.dataTransfer.files[0]);
  }

  async newTray() {
    if (this.tray) await api.dropTray(this.tray).catch(() => null);
    this.tray = await api.tray();
  }

  bring(file) {
    return attempt(async () => {
      if (file.size > api.MOST_BYTES) throw new Error("文件太大：最多 64 MB");
      await this.newTray();
      say(`正在传 ${file.name}……`);
      await api.trayPut(this.tray, file.name, file);
      say("");
      await this.look({ file: file.name });
    });
  }

  choices() {
    return { sheet: this.sheet.value.trim(), members: this.members.value.trim() };
  }

  look(source) {
    return attempt(async () => {
      this.source = source;
      if (!this.tray) await this.newTray();
      this.looked.replaceChildren();
      this.printed.replaceChildren();
      const job = await this.looking.run({ kind: "trial", name: this.name, tray: this.tray, ...source, ...this.choices() });
      if (job.state === "cancelled") say("已经停下，什么也没有印");
      else this.showLook(job.state === "done", job.result);
    });
  }

  // ---- what the list is ----

  showLook(good, r) {
    if (!good) {
      this.looked.replaceChildren(section("二、看一看：这份名册印不了", faults(r)));
      say("这份名册印不了，请看原因", true);
      return;
    }
    const t = r.total, named = r.villages.filter((v) => v.named);
    const sum = [`名册里有 ${t.read} 户`, `能印 ${t.printed} 户，${r.pages} 页`, named.length ? `${named.length} 个村` : "", t.refused ? `印不了 ${t.refused} 户` : ""].filter(Boolean).join("；");
    this.looked.replaceChildren(section("二、看一看（还没有印）", make("p", { class: "sum", role: "status" }, `${sum}。`),
      ...this.refused(r, api.trayUrl(this.tray, r.refused.file)), this.matches(r), this.villages(named), this.warnings(r)),
    t.printed ? this.options(t.printed, named.length > 0) : null);
    say(sum, t.refused > 0);
  }

  refused(r, url) {
    if (!r.refused.rows.length) return [];
    const heads = r.refused.heads, more = r.total.refused - r.refused.rows.length;
    return [make("h3", {}, `印不了的 ${r.total.refused} 户`),
      make("div", { class: "scroll" }, table(["名册行", "原因", ...heads], r.refused.rows.map((row) => [String(row.row), make("td", { class: "reason" }, row.reason), ...row.cells]))),
      make("p", { class: "row" }, link("下载印不了的（未印.xlsx）", url), make("small", {}, `${more > 0 ? `还有 ${more} 户在文件里。` : ""}改好以后，可以拿这份文件再印。`))];
  }

  matches(r) {
    const filled = r.matches.filter((m) => m.name && m.head), blank = r.matches.filter((m) => m.name && !m.head), unused = r.matches.filter((m) => !m.name);
    const same = filled.filter((m) => m.name === m.head), other = filled.filter((m) => m.name !== m.head);
    const words = (list) => list.map((m) => m.asks || m.name || m.head).join("、");
    return make("details", { open: unused.length > 0 || other.length > 0 }, make("summary", {}, `名册的列填到哪里：${filled.length} 项由名册来填，${blank.length} 项空着，${unused.length} 列没有用到`),
      make("p", {}, make("b", {}, "由名册来填："), words(same)),
      other.length ? table(["表上的栏目", "用名册的这一列"], other.map((m) => [m.asks || m.name, m.head])) : null,
      blank.length ? make("p", {}, make("b", {}, "空着，由人来填："), words(blank)) : null,
      unused.length ? make("p", {}, make("b", {}, "名册里没有用到的列："), words(unused), make("small", {}, "　要用的，把列名改得和表上的栏目一样。")) : null);
  }

  villages(named) {
    if (!named.length) return null;
    return make("details", {}, make("summary", {}, "各村户数"), table(["村", "户数", "能印", "印不了"], named.map((v) => [v.village || "（没有填村）", v.read, v.printed, v.refused].map(String))));
  }

  warnings(r) {
    const shown = { ...r, findings: (r.findings ?? []).filter((f) => f.level === "warning") };
    return shown.findings.length ? faults(shown, ["warning"]) : null;
  }

  // ---- printing ----

  options(households, villages) {
    const box = (id, label, checked = false) => [make("input", { type: "checkbox", id, checked }), make("label", { for: id }, label)];
    this.split = box("split", "一村一个文件", villages);
    this.fillable = box("fillable", "在电脑上填（可以填写的 PDF）");
    this.separators = box("separators", "每个村前面加一页隔页");
    this.copies = make("input", { type: "number", id: "copies", value: 1, min: 1, max: 99 });
    return section("三、印",
      make("p", { class: "row" }, ...(villages ? this.split : []), ...this.fillable, ...(villages ? this.separators : []), make("label", { for: "copies" }, "每户份数"), this.copies),
      make("p", {}, button(`印 ${households} 户`, () => this.print(this.wanted()), { class: "main" })));
  }

  wanted() {
    const on = (pair) => (pair[0].checked ? "1" : "");
    return { ...this.source, ...this.choices(), tray: this.tray, split: on(this.split) ? "村" : "", fillable: on(this.fillable), separators: on(this.separators), copies: this.copies.value };
  }

  print(wanted) {
    return attempt(async () => {
      this.printed.replaceChildren();
      say("正在印……");
      this.printing.show("正在开始……");
      this.printing.element.scrollIntoView({ block: "center" });
      await this.end(await this.printing.run({ kind: "print", name: this.name, ...wanted }));
    });
  }

  async end(job) {
    const words = { done: "印好了", cancelled: "已经停下；印好的村留着，可以接着印", failed: "没有印成，请看原因" };
    say(words[job.state], job.state === "failed");
    await this.history(job.state === "failed" ? job.result : null);
    this.printed.scrollIntoView({ block: "nearest" });
  }

  // ---- what was printed ----

  // The last time; a job that is under way is followed.
  async history(failed = null) {
    const { running, jobs } = await api.jobs(this.name);
    this.printed.replaceChildren(failed ? section("没有印成", faults(failed)) : "");
    if (running) {
      this.printing.follow(running).then((job) => attempt(() => this.end(job)), () => say("别人正在印这张表"));
      return;
    }
    const [last] = jobs;
    if (last) this.printed.append(last.state === "done" ? this.finished(last) : this.unfinished(last));
    if (jobs.length > 1)
      this.printed.append(make("section", {}, make("details", {}, make("summary", {}, "以前印的"),
        table(["时间", "谁", "名册", "结果"], jobs.slice(1).map((j) => [j.time, j.who, j.list, this.state(j)])))));
  }

  state(job) {
    const t = job.result?.total;
    return { done: `印了 ${t ? t.printed + t.kept : 0} 户`, cancelled: "停下了", failed: "没有印成", broken: "中断了", running: "正在印" }[job.state];
  }

  finished(job) {
    const r = job.result, t = r.total;
    return section(`印好的：${t.printed + t.kept} 户${t.refused ? `，${t.refused} 户没有印` : ""}`,
      make("p", {}, make("small", {}, `${job.who} ${job.time} 按“${job.list}”印`)),
      make("p", { class: "row" }, make("a", { href: api.printedUrl(this.name), class: "button main", download: "" }, "全部下载（ZIP）"),
        r.refused.path ? link("没有印的（未印.xlsx）", api.printedUrl(this.name, r.refused.file)) : null),
      table(["文件", ""], r.files.map((f) => [baseName(f.path), make("td", {}, make("a", { href: api.printedUrl(this.name, baseName(f.path)), download: "" }, "下载"))])));
  }

  unfinished(job) {
    const settings = JSON.parse(job.settings), files = job.result?.files ?? [];
    const words = { cancelled: "停下了", broken: "中断了（程序当时没有正常结束）", failed: "没有印成" }[job.state];
    return section("上一次没有印完",
      make("p", {}, `${job.who} ${job.time} 按“${job.list}”印，${words}${files.length ? `；已经印好 ${files.length} 个文件` : ""}。`),
      make("p", {}, button("接着印", () => this.print({ ...settings, list: job.list, resume: "1" }), { class: "main" }),
        make("small", {}, "　印好的不再印；名册或者表改过的，从头印。")));
  }

  leave() {
    if (this.tray) api.dropTray(this.tray).catch(() => null);
  }
}

export async function printScreen(name, files) {
  const screen = new PrintScreen(name, files.map((f) => f.name).filter((n) => /\.(xlsx|csv)$/i.test(n) && !/未印(-\d+)?\.xlsx$/.test(n)));
  await screen.history();
  return screen;
}
