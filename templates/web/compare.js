// What differs between two editions, for people to read: what was and what is beside each other.

import * as api from "./api.js";
import { attempt, button, dialog, make } from "./dom.js";

const KINDS = { changed: "改", inserted: "加", deleted: "删", moved: "移" };

function words(pieces) {
  return (pieces ?? []).map((p) => {
    if (p.mark === "left-out") return "……";
    if (p.mark === "deleted") return make("del", {}, p.text);
    if (p.mark === "inserted") return make("ins", {}, p.text);
    return p.text;
  });
}

const side = (cells, which) => cells.filter((c) => c[which]?.length).map((c) =>
  make("p", {}, c.head ? make("b", {}, `${c.head}：`) : null, ...words(c[which])));

function table(changes, onPlace) {
  const place = (c) => {
    const at = c.place ?? c.old_place;
    return c.place && onPlace ? button(at.name, () => onPlace(c.place), { class: "plain" }) : at?.name ?? "";
  };
  return make("table", { class: "compared" }, make("thead", {}, make("tr", {}, ...["", "在哪里", "原来", "现在", "说明"].map((h) => make("th", { scope: "col" }, h)))),
    make("tbody", {}, ...changes.map((c) => make("tr", { class: c.kind }, make("td", {}, make("span", { class: "tag" }, KINDS[c.kind])), make("td", {}, place(c)),
      make("td", {}, ...(c.kind === "inserted" ? [] : side(c.cells, "old"))), make("td", {}, ...(c.kind === "deleted" ? [] : side(c.cells, "now"))),
      make("td", {}, (c.notes ?? []).join("；"))))));
}

// The comparison as a part of the page; onPlace({line, column}) leads to what is meant.
export function comparison(report, onPlace = null) {
  const counts = [["changed", "改"], ["inserted", "加"], ["deleted", "删"], ["moved", "移"]].filter(([k]) => report[k]).map(([k, label]) => `${label} ${report[k]} 处`);
  return make("div", {}, make("p", { class: "count" }, `“${report.now.called}”同“${report.old.called}”相比：${counts.length ? counts.join("，") : "没有不同"}。`),
    report.changes.length ? table(report.changes, onPlace) : null,
    ...(report.renumbered ?? []).map((r) => make("p", {}, `编号：${r}`)),
    report.unchanged?.length ? make("small", {}, `没有变的：${report.unchanged.join("、")}`) : null);
}

export async function compared(document, version = null) {
  const made = await attempt(() => api.compare(document.name, document.text, version));
  if (!made) return null;
  if (made.report) return made.report;
  throw new Error(made.findings.find((f) => f.level === "error")?.message ?? "没有比较成");
}

// Chooses what to compare with: what was issued, and the versions that were saved.
export async function compareDialog(document, issued, onPlace) {
  const versions = (await attempt(() => api.versions(document.name))) ?? [];
  const result = make("div", { class: "scroll", "aria-live": "polite" });
  const choice = make("select", { id: "compare-with" },
    issued ? make("option", { value: "" }, `签发的那一份（${issued.day}）`) : null,
    ...versions.map((v, i) => make("option", { value: String(i) }, `${v.time} ${v.who || "别处"}保存的`)));
  const draw = () => attempt(async () => {
    if (!choice.options.length) {
      result.replaceChildren(make("p", {}, "还没有以前的稿可以比：这份公文没有签发过，也没有在这里保存过。"));
      return;
    }
    const version = choice.value === "" ? null : versions[Number(choice.value)];
    result.replaceChildren(make("p", {}, "正在比较……"));
    const report = await compared(document, version && { hash: version.hash, called: `${version.time} ${version.who}保存的` });
    if (report) result.replaceChildren(comparison(report, onPlace && ((place) => { shown.close(); onPlace(place); })));
  });
  choice.addEventListener("change", draw);
  const shown = dialog("比较", make("p", {}, make("label", { for: "compare-with" }, "同哪一份比　"), choice), result, button("关上", () => shown.close(), { class: "narrow" }));
  shown.element.classList.add("wide", "tall");
  await draw();
}
