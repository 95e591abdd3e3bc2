// What was done, by whom, with which document, when: looked through by any of these.

import * as api from "./api.js";
import { attempt, button, make, say } from "./dom.js";

const WAIT = 300; // ms after the last key
const PAGE = 200; // as the server gives at once

// Hashes mean nothing to people; that there is one does, to whoever compares.
const readable = (detail) => detail.split(/(\b[0-9a-f]{64}\b)/).map((part, i) => (i % 2 ? make("code", { title: part }, `${part.slice(0, 8)}…`) : part));

export class RecordScreen {
  // open: a document is to be looked at; document: whose record is wanted first.
  constructor(people, open, document = "") {
    this.open = open;
    this.body = make("tbody");
    const field = (label, input) => make("label", {}, `${label}　`, input);
    const later = () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.draw(), WAIT); };
    this.document = make("input", { type: "search", value: document, placeholder: "公文的名字", oninput: later });
    this.who = make("select", { onchange: () => this.draw() }, make("option", { value: "" }, "所有人"), ...people.map((p) => make("option", {}, p.name)));
    this.act = make("select", { onchange: () => this.draw() }, make("option", { value: "" }, "所有事"));
    this.from = make("input", { type: "date", onchange: () => this.draw() });
    this.to = make("input", { type: "date", onchange: () => this.draw() });
    this.more = button("再往前", () => this.draw(this.last), { hidden: true });
    const head = ["时间", "谁", "做了什么", "公文", "说明"];
    this.element = make("div", { class: "folder" }, make("section", {},
      make("div", { class: "bar filter" }, field("公文", this.document), field("谁", this.who), field("事", this.act), field("从", this.from), field("到", this.to)),
      make("table", { class: "record" }, make("thead", {}, make("tr", {}, ...head.map((h) => make("th", { scope: "col" }, h)))), this.body), this.more));
    this.draw();
  }

  async draw(before = 0) {
    const notes = await attempt(() => api.notes({ document: this.document.value.trim(), who: this.who.value, act: this.act.value, from: this.from.value, to: this.to.value, before }));
    if (!notes) return;
    const rows = notes.map((n) => make("tr", {}, make("td", {}, n.time), make("td", {}, n.who || "（程序）"), make("td", {}, make("b", {}, n.act)),
      make("td", {}, n.document.endsWith(".xml") ? button(n.document.replace(/\.xml$/, ""), () => this.open(n.document), { class: "plain" }) : n.document),
      make("td", {}, ...readable(n.detail))));
    if (before) this.body.append(...rows);
    else this.body.replaceChildren(...rows);
    const known = new Set([...this.act.options].map((o) => o.value));
    for (const n of notes) {
      if (!known.has(n.act)) this.act.append(make("option", {}, n.act));
      known.add(n.act);
    }
    this.last = notes.at(-1)?.id;
    this.more.hidden = notes.length < PAGE;
    say(this.body.children.length ? "" : "没有这样的记录");
  }
}
