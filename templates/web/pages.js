// The pages beside what is written. After a change only those that look otherwise are fetched, and
// each takes the place of the old one when it is there: nothing jumps.

import * as api from "./api.js";
import { make } from "./dom.js";

const WAIT = 60; // ms after the last key
const DPI = 96;

export class Pages {
  constructor(document, { onPlace, onFindings }) {
    this.document = document;
    this.onPlace = onPlace;
    this.onFindings = onFindings;
    this.prints = [];
    this.sheets = [];
    this.element = make("section", { class: "pages", tabindex: 0, "aria-label": "版面" });
    this.timer = 0;
    this.asked = 0;
    document.addEventListener("change", () => this.later());
    this.later();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const number = ++this.asked;
    const begun = performance.now();
    let made;
    try {
      made = await api.preview(this.document.name, this.document.text, DPI, this.prints);
    } catch (error) {
      if (number === this.asked && error.status !== 409) this.onFindings([{ level: "error", message: error.message, hint: "", line: 0 }]);
      return;
    }
    if (number !== this.asked) return;
    this.onFindings(made.findings);
    this.element.classList.toggle("old", made.status !== 0);
    if (made.pages.length && made.status === 0) this.draw(made.pages, begun);
  }

  draw(pages, begun) {
    while (this.sheets.length > pages.length) this.sheets.pop().remove();
    let waiting = 0;
    pages.forEach((page, i) => {
      const sheet = this.sheets[i] ?? this.newSheet(i);
      sheet.spots = page.spots;
      if (sheet.print === page.print) return;
      sheet.print = page.print;
      const picture = new Image(page.width, page.height);
      picture.alt = `第 ${i + 1} 页`;
      waiting++;
      picture.onload = () => {
        if (sheet.print === page.print) sheet.replaceChildren(picture);
        if (--waiting === 0) this.element.dataset.took = String(Math.round(performance.now() - begun));
      };
      picture.onerror = () => { sheet.print = null; this.prints[i] = "0"; this.later(); };
      picture.src = api.picture(page.print, DPI);
    });
    this.prints = pages.map((p) => p.print);
    this.element.dataset.pages = String(pages.length);
  }

  newSheet(i) {
    const sheet = make("div", { class: "sheet", onclick: (event) => this.click(sheet, event) });
    this.sheets[i] = sheet;
    this.element.append(sheet);
    return sheet;
  }

  click(sheet, event) {
    const box = sheet.getBoundingClientRect();
    const picture = sheet.querySelector("img");
    if (!picture) return;
    const scale = picture.naturalWidth / box.width;
    const x = (event.clientX - box.left) * scale, y = (event.clientY - box.top) * scale;
    const near = sheet.spots
      .filter((s) => y >= s[1] - 4 && y <= s[3] + 4)
      .sort((a, b) => Math.abs(x - (a[0] + a[2]) / 2) - Math.abs(x - (b[0] + b[2]) / 2))[0];
    if (near) this.onPlace(near[4], near[5]);
  }

  // Brings to sight where the lines of the file stand, and marks them.
  show(from, to) {
    for (const mark of this.element.querySelectorAll(".here")) mark.remove();
    let first = null;
    this.sheets.forEach((sheet) => {
      const picture = sheet.querySelector("img");
      for (const s of sheet.spots ?? []) {
        if (!picture || s[4] < from || s[4] > to) continue;
        const mark = make("span", { class: "here" });
        const share = (v, all) => `${(100 * v) / all}%`;
        Object.assign(mark.style, { left: share(s[0], picture.naturalWidth), top: share(s[1], picture.naturalHeight),
          width: share(s[2] - s[0], picture.naturalWidth), height: share(s[3] - s[1], picture.naturalHeight) });
        sheet.append(mark);
        first = first ?? mark;
      }
    });
    first?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }
}
