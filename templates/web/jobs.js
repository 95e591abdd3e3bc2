// What takes longer than an answer: begun, followed by the events that the server sends, ended.

import * as api from "./api.js";
import { button, make } from "./dom.js";
import { plain } from "./hints.js";

const OVER = ["done", "failed", "cancelled"];

// Until the job is over: its last state, with the result. What a lost connection keeps back is asked
// for once more.
export function follow(id, onChange) {
  return new Promise((resolve, reject) => {
    const events = new EventSource(`/api/job-events?${new URLSearchParams({ id })}`);
    const end = () => {
      events.close();
      api.job(id).then((job) => (OVER.includes(job.state) ? resolve(job) : setTimeout(end, 1000)), reject);
    };
    events.onmessage = (event) => {
      const job = JSON.parse(event.data);
      onChange(job);
      if (OVER.includes(job.state)) end();
    };
    events.onerror = () => {
      if (events.readyState === EventSource.CLOSED) end();
    };
  });
}

// A bar with what is being done, and a button that ends it.
export class Progress {
  constructor(unit) {
    this.unit = unit;
    this.bar = make("progress", { max: 1, "aria-label": "进度" });
    this.words = make("span", { role: "status", "aria-live": "polite" });
    this.stop = button("停下", () => this.cancel());
    this.element = make("p", { class: "progress", hidden: true }, this.bar, this.words, this.stop);
  }

  // Runs a job to its end. what: of its kind, and what it is told.
  async run(what) {
    this.show("正在开始……");
    this.stop.disabled = true;
    try {
      return await this.follow(await api.startJob(what));
    } finally {
      this.element.hidden = true;
    }
  }

  async follow(id) {
    this.id = id;
    this.show("");
    this.stop.disabled = false;
    try {
      return await follow(id, (job) => this.told(job));
    } finally {
      this.element.hidden = true;
    }
  }

  show(words, done = null, all = 1) {
    this.element.hidden = false;
    this.words.textContent = words;
    if (done === null) this.bar.removeAttribute("value");
    else {
      this.bar.max = all;
      this.bar.value = done;
    }
  }

  told(job) {
    const p = job.progress;
    if (job.state === "waiting") this.show("前面还有别的任务，正在等……");
    else if (p.stage && p.all > 1) this.show(`${p.stage}：${p.done} / ${p.all} ${this.unit}`, p.done, p.all);
    else this.show(`${p.stage ?? "正在准备"}……`);
  }

  async cancel() {
    this.stop.disabled = true;
    this.words.textContent = "正在停下……";
    await api.cancelJob(this.id).catch(() => null);
  }
}

// What went wrong, and what can be done.
export function faults(result, levels = ["error"]) {
  const told = (result.findings ?? []).filter((f) => levels.includes(f.level));
  const list = result.message ? [{ level: "error", message: result.message, hint: "" }, ...told] : told;
  return make("ul", { class: "findings told" }, ...list.map((f) => make("li", { class: f.level }, f.message, f.hint ? make("small", {}, ...plain(f.hint)) : null)));
}

export function table(heads, rows, caption = null) {
  return make("table", {}, caption ? make("caption", {}, caption) : null,
    make("thead", {}, make("tr", {}, ...heads.map((h) => make("th", { scope: "col" }, h)))),
    make("tbody", {}, ...rows.map((cells) => make("tr", {}, ...cells.map((c) => (c instanceof HTMLTableCellElement ? c : make("td", {}, c)))))));
}
