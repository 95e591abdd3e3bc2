// The folder: what is there, and what can be begun.

import * as api from "./api.js";
import { attempt, button, make, say } from "./dom.js";
import { takeFile, takeSample } from "./intake.js";
import { staffSection } from "./learn.js";

const KINDS = [["notice", "通知"], ["plan", "方案"], ["request", "请示"], ["letter", "函"], ["minutes", "纪要"],
  ["roster", "名单"], ["checklist", "任务清单"], ["form", "入户表"], ["flow", "流程图"]];

const when = (seconds) => new Date(seconds * 1000).toLocaleString("zh-CN", { dateStyle: "medium", timeStyle: "short" });

export async function filesScreen(open, forms, affected) {
  const all = (await attempt(api.listed)) ?? [];
  const files = all.filter((f) => !f.fault), faulty = all.filter((f) => f.fault);
  const samples = ((await attempt(api.samples)) ?? []).filter((f) => f.name.endsWith(".xml"));
  const drafts = (await attempt(api.drafts)) ?? [];
  const documents = files.filter((f) => f.name.endsWith(".xml")).sort((a, b) => b.changed - a.changed);
  const formNames = (await attempt(api.forms)) ?? [];
  // What was printed of forms, and came back, is on their own screens.
  const isOfForm = (name) => formNames.some((form) => [`${form.replace(/\.xml$/, "")}/`, `${form.replace(/\.xml$/, "")}-收回/`].some((folder) => name.startsWith(folder)));
  const others = files.filter((f) => !f.name.endsWith(".xml") && !isOfForm(f.name));
  const search = make("input", { type: "search", placeholder: "找公文", "aria-label": "找公文" });
  const list = make("ul", { class: "files" });
  const draw = () => list.replaceChildren(...documents.filter((f) => f.name.includes(search.value.trim())).map((f) =>
    make("li", {}, button(f.name.replace(/\.xml$/, ""), () => open(f.name)), f.issued ? make("span", { class: "tag" }, "已签发") : null,
      formNames.includes(f.name) ? make("span", { class: "acts" }, ...forms.buttons(f.name)) : null, make("small", {}, when(f.changed)))));
  search.addEventListener("input", draw);
  draw();

  const name = make("input", { id: "new-name", placeholder: "例如 关于做好防汛工作的通知", "aria-label": "新公文的文件名" });
  // The new document's file; null: it is told why there is none.
  const named = () => {
    const file = `${name.value.trim().replace(/\.xml$/, "")}.xml`;
    const fault = file === ".xml" ? "请先写新公文的文件名" : files.some((f) => f.name === file) ? "已经有这个文件名，请换一个" : "";
    if (!fault) return file;
    say(fault, true);
    name.focus();
    return null;
  };
  const begin = (kind) => attempt(async () => {
    const file = named();
    return file && open(file, await api.skeleton(kind));
  });
  // Of a document that is in the folder what was written is offered when it is open.
  const resume = (file) => attempt(async () =>
    open(file, files.some((f) => f.name === file) ? undefined : (await api.draft(file)).text));
  const sampled = (sample) => attempt(async () => {
    const file = named();
    return file && takeSample(sample, file, open);
  });
  const draft = make("input", { type: "file", id: "draft", accept: ".docx,.txt,.md,.xml,.png,.jpg,.csv,.xlsx", onchange: () => draft.files[0] && takeFile(draft.files[0], open) });
  const label = (sample) => sample.replace(/\.xml$/, "");
  const waiting = (await attempt(api.signings)) ?? [];
  const screen = make("div", { class: "folder" },
    waiting.length ? make("section", { class: "waiting" }, make("h2", {}, `等待签发（${waiting.length}）`), make("ul", { class: "files" }, ...waiting.map((w) =>
      make("li", {}, button(w.document.replace(/\.xml$/, ""), () => open(w.document)), make("small", {}, `${w.who} ${w.time} 提出`))))) : null,
    make("section", {}, make("h2", {}, "写一份新的"), make("label", { for: "new-name" }, "文件名"), name,
      make("p", { class: "kinds" }, ...KINDS.map(([kind, label]) => button(label, () => begin(kind)))),
      samples.length ? make("details", {}, make("summary", {}, `照样张写（${samples.length} 份）`),
        make("p", { class: "kinds samples" }, ...samples.map((f) => button(label(f.name), () => sampled(f.name))))) : null),
    make("section", {}, make("h2", {}, "拿 Word、WPS 里的稿子来用"), make("label", { for: "draft" }, "选一个文件，或者拖到这一页上（.docx、.txt；公文 .xml、图片、表格也可以）　"), draft),
    drafts.length ? make("section", {}, make("h2", {}, "写了没有保存的"),
      make("ul", { class: "files drafts" }, ...drafts.map((d) => make("li", {}, button(d.name.replace(/\.xml$/, ""), () => resume(d.name)), make("small", {}, d.time))))) : null,
    make("section", {}, make("h2", {}, `公文（${documents.length}）`), search, list),
    faulty.length ? make("section", {}, make("h2", {}, "名字不能用的文件"),
      make("p", {}, "这些文件在文件夹里，但工作台打不开：请在电脑的文件夹里改名，再刷新这一页。"),
      make("ul", { class: "files" }, ...faulty.map((f) => make("li", {}, f.name, make("small", {}, f.fault))))) : null,
    staffSection(files, { open, affected }),
    others.length ? make("section", {}, make("h2", {}, "用到的文件"),
      make("ul", { class: "files" }, ...others.map((f) => make("li", {},
        make("a", { href: `/api/file?${new URLSearchParams({ name: f.name, download: "1" })}` }, f.name), make("small", {}, when(f.changed)))))) : null);
  return screen;
}
