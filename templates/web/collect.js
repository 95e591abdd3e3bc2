// Forms that came back filled in: brought, counted against what was printed, looked at where they
// are doubtful, taken away as one table, counted.

import * as api from "./api.js";
import { bars } from "./chart.js";
import { attempt, button, make, say } from "./dom.js";
import { faults, Progress, table } from "./jobs.js";
import { Places } from "./places.js";

const section = (title, ...children) => make("section", {}, make("h2", {}, title), ...children);
const SHOWN = 300; // rows of the table on the screen; files have them all

export class CollectScreen {
  constructor(name) {
    this.name = name;
    this.tray = null;
    this.document = { name, changed: false };
    this.places = new Places(name);
    this.progress = new Progress("份");
    this.brought = make("div", { role: "status" });
    this.body = make("div");
    this.figures = make("div");
    this.files = make("input", { type: "file", id: "forms-files", accept: ".pdf,.zip", multiple: true, onchange: () => this.bring([...this.files.files]) });
    this.element = make("div", { class: "folder forms", ondragover: (event) => event.preventDefault(), ondrop: (event) => { event.preventDefault(); this.bring([...event.dataTransfer.files]); } },
      section("一、交来的表", make("p", { class: "row" }, make("label", { for: "forms-files" }, "选填好的 PDF（可以一次选很多，也可以是一个 ZIP），或者拖到这里　"), this.files),
        this.progress.element, this.brought), this.body, this.figures);
  }

  async newTray() {
    if (this.tray) await api.dropTray(this.tray).catch(() => null);
    this.tray = await api.tray();
  }

  bring(files) {
    return attempt(async () => {
      if (!files.length) return;
      await this.newTray();
      const names = new Set(), wrong = [];
      for (const [i, file] of files.entries()) {
        say(`正在传 ${i + 1} / ${files.length}：${file.name}`);
        let name = file.name;
        for (let n = 2; names.has(name); n++) name = file.name.replace(/(\.[^.]*)?$/, `-${n}$1`);
        names.add(name);
        if (file.size > api.MOST_BYTES) wrong.push({ name: file.name, why: "太大：最多 64 MB" });
        else await api.trayPut(this.tray, name, file).catch((error) => wrong.push({ name: file.name, why: error.message }));
      }
      this.files.value = "";
      await this.read(wrong, false);
    });
  }

  // Reads all that is in the folder, with what is in the tray.
  async read(wrong = [], fresh = true) {
    if (fresh) await this.newTray();
    const job = await this.progress.run({ kind: "collect", name: this.name, tray: this.tray });
    if (job.state === "cancelled") return say("已经停下；看过的都收下了");
    if (job.state === "failed") {
      this.brought.replaceChildren(faults(job.result));
      return say("没有收成，请看原因", true);
    }
    this.result = job.result;
    this.tellBrought([...wrong, ...job.result.turned_away]);
    this.draw();
    return say(`收回 ${this.result.forms.length} 份${this.result.queries.length ? `，${this.result.queries.length} 处要核对` : ""}`);
  }

  tellBrought(wrong) {
    const r = this.result;
    const words = [r.added ? `收下 ${r.added} 份` : "", r.same ? `${r.same} 份以前交过，没有重复收` : ""].filter(Boolean).join("，");
    this.brought.replaceChildren(make("p", {}, words), wrong.length ? table(["没有收的文件", "原因"], wrong.map((w) => [w.name, w.why])) : "");
  }

  draw() {
    const r = this.result;
    this.figures.replaceChildren();
    if (!r.forms.length) return this.body.replaceChildren(make("section", {}, make("p", {}, "还没有收回的表。")));
    return this.body.replaceChildren(this.counts(), this.queries(), this.list(), this.tallySection());
  }

  called(i) {
    const f = this.result.forms[i];
    return f.key || `${f.file}${f.owner ? `（${f.owner}）` : ""}`;
  }

  // ---- counts ----

  counts() {
    const r = this.result, p = r.printed;
    const box = section(p.lists.length ? `二、收了多少：印了 ${p.all} 户，收回 ${p.back} 户，还差 ${p.all - p.back} 户` : `二、收了多少：${r.forms.length} 份`);
    if (!p.lists.length) box.append(make("p", {}, "这张表没有在工作台上印过，所以不知道还差谁。"));
    if (p.villages.length > 1 || p.villages[0]?.village)
      box.append(table(["村", "印了", "收回", "还差"], p.villages.map((v) => [v.village || "（没有填村）", v.printed, v.back, v.printed - v.back].map(String))));
    if (p.missing.length)
      box.append(make("details", {}, make("summary", {}, `还没有收回的 ${p.all - p.back} 户`), make("div", { class: "scroll" }, table(["户号", "村", "户主"], p.missing.map((m) => [m.key, m.village, m.who])))));
    if (r.twice.length)
      box.append(make("h3", {}, `交了两份的 ${r.twice.length} 户`), table(["户号", "文件（用哪一份，把另一份拿掉）"], r.twice.map((t) => [t.key, make("td", {}, ...t.forms.map((i) => this.fileOf(i)))])));
    if (r.unknown.length)
      box.append(make("h3", {}, `户号不在名册里的 ${r.unknown.length} 份`), table(["户号", "文件"], r.unknown.map((i) => [r.forms[i].key, make("td", {}, this.fileOf(i))])));
    return box;
  }

  fileOf(i) {
    const f = this.result.forms[i];
    return make("span", { class: "file" }, make("a", { href: api.fileUrl(`${this.name.replace(/\.xml$/, "")}-收回/${f.file}`, false), target: "_blank", rel: "noopener" }, f.file),
      button("拿掉", () => this.takeOut(f.file), { title: "这一份不算，文件删去" }));
  }

  takeOut(file) {
    return attempt(async () => {
      if (!window.confirm(`把“${file}”从收回的表里删去？`)) return;
      await api.uncollect(this.name, file);
      await this.read();
    });
  }

  // ---- what is doubtful ----

  queries() {
    const r = this.result;
    const box = section(`三、要核对的：${r.queries.length} 处`);
    this.place = make("div", { class: "place", hidden: true });
    if (r.queries.length)
      box.append(table(["户", "栏目", "填的是", "要核对什么", ""], r.queries.map((q) => [this.called(q.form), q.question < 0 ? "整份" : r.questions[q.question].head, q.entry, q.why,
        make("td", {}, button("核对", (event) => this.ask(q, event.target)))])), this.place);
    if (r.settled.length)
      box.append(make("details", { open: true }, make("summary", {}, `已经核对的 ${r.settled.length} 处`),
        table(["文件", "栏目", "原来", "核对以后", "谁", "时间"], r.settled.map((s) => [s.file, s.name || "整份", s.seen || "（空）", s.value || "（空）", s.who, s.when]))));
    return box;
  }

  ask(q, from) {
    return attempt(async () => {
      const r = this.result, form = r.forms[q.form], question = q.question < 0 ? null : r.questions[q.question];
      const kept = question ? form.cells[q.question] : "";
      const input = make("input", { id: "settled", value: kept });
      const close = () => { this.place.hidden = true; from.focus(); };
      const done = (value) => attempt(async () => {
        await api.confirm({ name: this.name, file: form.file, owner: form.owner, entry: question?.name ?? "", seen: q.entry, value });
        await this.read();
        say("已经记下");
      });
      const shows = q.entry !== kept && question;
      this.place.replaceChildren(make("h3", {}, `${this.called(q.form)}：${question?.head ?? "整份"}`), make("p", {}, q.why),
        question ? await this.places.picture(question.name, q.entry) : "",
        make("p", { class: "row" }, make("span", {}, "原件："), this.fileOf(q.form)),
        question ? make("p", { class: "row" }, make("label", { for: "settled" }, "应当是"), input, button("改成这样", () => done(input.value)), button("原来的没有错", () => done(kept)),
          shows ? button(`用方框显示的“${q.entry}”`, () => done(q.entry)) : null, button("以后再说", close))
          : make("p", { class: "row" }, button("确实没有填，算一份", () => done("")), button("以后再说", close)));
      this.place.hidden = false;
      this.place.scrollIntoView({ block: "nearest" });
      if (question) input.select();
    });
  }

  // ---- the table ----

  list() {
    const r = this.result;
    const plain = r.questions.map((q, i) => i).filter((i) => !/\/\d+\//.test(r.questions[i].name));
    const doubtful = new Set(r.queries.map((q) => `${q.form} ${q.question}`));
    const rows = r.forms.slice(0, SHOWN).map((f, i) => [f.file, ...plain.map((q) => make("td", { class: doubtful.has(`${i} ${q}`) ? "doubtful" : null }, f.cells[q]))]);
    return section("四、总表",
      make("p", { class: "row" }, make("a", { href: api.trayUrl(this.tray, "汇总.xlsx"), class: "button main", download: "" }, "下载 Excel（汇总.xlsx）"),
        make("a", { href: api.trayUrl(this.tray, "汇总.csv"), class: "button", download: "" }, "下载 CSV"),
        make("small", {}, `${r.forms.length} 份${r.forms.length > SHOWN ? `，这里列前 ${SHOWN} 份` : ""}；家庭成员等成员表在 Excel 文件里另有工作表。`)),
      make("div", { class: "scroll" }, table(["文件", ...plain.map((i) => r.questions[i].head)], rows)));
  }

  // ---- figures ----

  tallySection() {
    return section("五、统计", make("p", {}, button("统计", () => this.tally(), { class: "main" }), make("small", {}, "　按核对以后的数；同一户交了两份的，只数第一份。")));
  }

  tally() {
    return attempt(async () => {
      const tray = await api.tray();
      const job = await this.progress.run({ kind: "tally", name: this.name, tray });
      if (job.state !== "done") {
        this.figures.replaceChildren(section("统计没有做成", faults(job.result)));
        return;
      }
      this.showFigures(job.result.sheets, api.trayUrl(tray, "统计.xlsx"));
      this.figures.scrollIntoView();
    });
  }

  showFigures([all, ...sheets], url) {
    const [question, answer, count, share, sum, mean] = all.columns.map((c) => c.cells);
    const questions = [...new Set(question)];
    const box = section(`统计：${questions.length} 个问题`, make("p", {}, make("a", { href: url, class: "button", download: "" }, "下载统计（统计.xlsx）")));
    for (const q of questions) {
      const rows = question.map((name, i) => i).filter((i) => question[i] === q);
      const numbers = rows.filter((i) => mean[i]);
      box.append(make("article", { class: "figure" }, make("h3", {}, q),
        numbers.length ? make("p", {}, `填报 ${count[numbers[0]]} 户，合计 ${sum[numbers[0]]}，平均 ${mean[numbers[0]]}`) : "",
        bars(q, rows.map((i) => ({ label: numbers.includes(i) ? "填了" : answer[i], value: Number(count[i]), note: share[i] }))),
        this.villagesOf(sheets.find((s) => s.name === q) ?? null, q, rows, answer, count, share)));
    }
    const doubts = sheets.find((s) => s.name === "待核对");
    if (doubts) box.append(make("h3", {}, "没有数进去的"), this.sheetTable(doubts));
    this.figures.replaceChildren(box);
  }

  sheetTable(sheet) {
    const rows = sheet.columns[0].cells.map((_, i) => sheet.columns.map((c) => c.cells[i]));
    return make("div", { class: "scroll" }, table(sheet.columns.map((c) => c.head), rows));
  }

  // The same as a table: of each village where there are several.
  villagesOf(sheet, q, rows, answer, count, share) {
    if (sheet) return this.sheetTable(sheet);
    return table(["答案", "户数", "占比"], rows.map((i) => [answer[i], count[i], share[i]]));
  }

  leave() {
    if (this.tray) api.dropTray(this.tray).catch(() => null);
  }
}

export async function collectScreen(name) {
  const screen = new CollectScreen(name);
  attempt(() => screen.read());
  return screen;
}
