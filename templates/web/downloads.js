// What can be taken away of a document.

import * as api from "./api.js";
import { attempt, make, say } from "./dom.js";
import { chooser } from "./outline.js";
import * as xml from "./xml.js";

function keep(blob, name) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

const KINDS = [
  { name: "PDF", about: "印发、归档", kind: "pdf", ending: ".pdf" },
  { name: "Word（.docx）", about: "给人改，改完还能拿回来", kind: "docx", ending: ".docx" },
  { name: "图片（PNG）", about: "一页一张，发到微信里；几页的打成一个包", kind: "pictures", ending: null },
  { name: "附件（ZIP）", about: "每个附件一个 PDF，和公文用到的表格、图片", kind: "attachments", ending: "-附件.zip" },
  { name: "全部打包（ZIP）", about: "PDF、Word、图片、附件、XML", kind: "bundle", ending: ".zip" },
  { name: "XML", about: "公文本身", kind: "xml", ending: ".xml" },
];

function titleOf(document) {
  const title = document.root && xml.elements(document.root).find((n) => n.name === "标题");
  return title ? xml.textOf(title) : "";
}

export function downloads(document, { issued = false } = {}) {
  const stem = document.name.replace(/\.xml$/, "");
  const base = stem.split("/").at(-1);
  const take = (choice) => attempt(() => get(choice).catch((error) => {
    const fault = error.said?.findings?.find((f) => f.level === "error");
    throw fault ? new Error(`公文还有错，没有做成：${fault.message}`) : error;
  }));
  const get = async ({ kind, ending }) => {
    if (kind === "xml") {
      keep(new Blob([document.text], { type: "text/xml" }), `${base}.xml`);
    } else if (kind === "pdf" && issued) {
      keep(await api.bytes(`${stem}.pdf`), `${base}.pdf`);
    } else {
      say("正在做……");
      const blob = ["pictures", "attachments", "bundle"].includes(kind) ? await api.pack(document.name, document.text, kind, titleOf(document)) : await api.compile(document.name, document.text, kind);
      keep(blob, `${base}${ending ?? (blob.type === "image/png" ? ".png" : "-图片.zip")}`);
      say("");
    }
  };
  return chooser("下载", KINDS, take);
}
