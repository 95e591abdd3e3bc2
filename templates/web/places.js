// Where a question stands on the form: a piece of its page's picture, with what was filled in.

import * as api from "./api.js";
import { make } from "./dom.js";

const DPI = 110, AROUND = 26, THOUSANDTHS = 72000; // AROUND: pixels that are shown about the place
const PAGES = 40; // of a form, at most, that are drawn

export class Places {
  constructor(name) {
    this.name = name;
  }

  // Its pages and its fields, asked for once.
  async load() {
    if (this.pages) return;
    const { text } = await api.read(this.name);
    const made = await api.preview(this.name, text, DPI, [], [1, PAGES]);
    this.geometry = JSON.parse(await (await api.compile(this.name, text, "geometry")).text());
    this.pages = made.pages;
  }

  // The sheet and the box, in pixels; null: the form has no such place (any more).
  find(name) {
    const page = this.geometry.pages.find((p) => p.fields.some((f) => this.is(f, name)));
    if (!page) return null;
    const sheet = this.geometry.sheets.findIndex((s) => s.faces.some((f) => f.page === page.page));
    const face = this.geometry.sheets[sheet]?.faces.find((f) => f.page === page.page);
    if (!face) return null;
    const fields = page.fields.filter((f) => this.is(f, name));
    const left = Math.min(...fields.map((f) => f.x)), top = Math.min(...fields.map((f) => f.y));
    const right = Math.max(...fields.map((f) => f.x + f.width)), bottom = Math.max(...fields.map((f) => f.y + f.height));
    const pixels = (v) => (v * DPI) / THOUSANDTHS;
    return { sheet, x: pixels(face.x + left), y: pixels(face.y + top), width: pixels(right - left), height: pixels(bottom - top), text: fields[0].kind === "text" };
  }

  is(field, name) {
    return field.name === name || ["年", "月", "日"].some((part) => field.name === `${name}/${part}`);
  }

  async picture(name, value) {
    await this.load();
    const place = this.find(name), page = place && this.pages[place.sheet];
    if (!page) return make("p", {}, make("small", {}, "现在的表上没有这一栏了。"));
    const top = Math.max(0, place.y - AROUND);
    const image = make("img", { src: api.picture(page.print, DPI), alt: "表上的这个地方" });
    const here = make("div", { class: "here" }, place.text ? value : "");
    const frame = make("div", { class: "cut", role: "img", "aria-label": `表上“${name}”这个地方，填的是“${value}”` }, make("div", { class: "moved" }, image, here));
    image.style.width = `${page.width}px`;
    frame.style.height = `${place.height + 2 * AROUND}px`;
    frame.style.maxWidth = `${page.width}px`;
    frame.firstChild.style.top = `${-top}px`;
    Object.assign(here.style, { left: `${place.x}px`, top: `${place.y}px`, minWidth: `${place.width}px`, height: `${place.height}px`, lineHeight: `${place.height}px` });
    return frame;
  }
}
