// What comes from elsewhere: drafts of other programs, documents, pictures and lists, chosen or dropped
// anywhere on the page; samples to begin with.

import * as api from "./api.js";
import { attempt, say } from "./dom.js";

const endsIn = (name, ...endings) => endings.some((e) => name.toLowerCase().endsWith(`.${e}`));

async function names() {
  return (await api.files()).map((f) => f.name);
}

async function takeDraft(file, target, open) {
  say(`正在看 ${file.name}……`);
  const there = (await names()).includes(target);
  const made = await api.importDraft(file.name, await file.arrayBuffer(), target);
  if (!made.xml && there && !made.told.findings.some((f) => f.level === "error"))
    return say(`已经有“${target}”，这份稿子不是从它来的：请先改稿件的文件名`, true);
  if (!made.xml) return say(made.told.findings.find((f) => f.level === "error")?.message ?? "没有看懂这份稿件", true);
  const doubtful = made.told.findings.filter((f) => f.level !== "note");
  say("");
  const kept = there ? [`${file.name}里改的收进来了，还没有保存；不要的按“撤销”`] : [`${file.name}：${made.told.paragraphs} 段都在这里`, made.told.changes ? `${made.told.changes} 处改了写法` : ""];
  return open(target, made.xml, [...kept, ...doubtful.slice(0, 3).map((f) => f.message)].filter(Boolean).join("；"), there);
}

const MOST = 64 << 20;
const tooLarge = (file) => file.size > MOST && `“${file.name}”太大：一个文件最多 64 MB`;

// open(name, text, remark, onto): shows a document that is not saved yet; onto: in one that is there.
export const takeFile = (file, open) => attempt(async () => {
  if (tooLarge(file)) return say(tooLarge(file), true);
  const target = `${file.name.replace(/\.[^.]*$/, "")}.xml`;
  if (endsIn(file.name, "docx", "txt", "md")) {
    return takeDraft(file, target, open);
  }
  if (endsIn(file.name, "xml")) {
    if ((await names()).includes(file.name)) return say(`已经有“${file.name}”，请先改文件名`, true);
    return open(file.name, api.textOf(await file.arrayBuffer()));
  }
  if (endsIn(file.name, "png", "jpg", "jpeg", "csv", "xlsx")) {
    return say(await put(file) ? `“${file.name}”放进了文件夹，公文里可以用了` : `“${file.name}”没有换，还是原来的`);
  }
  return say(`不认识“${file.name}”：可以拖来 Word（.docx）、文本（.txt）、公文（.xml）、图片和表格；.doc 请先另存为 .docx`, true);
});

// A file that documents use goes into the folder; in the place of one that is there when she wants it so.
// False: it stayed.
export async function put(file) {
  if (tooLarge(file)) throw new Error(tooLarge(file));
  const bytes = await file.arrayBuffer();
  try {
    await api.upload(file.name, bytes);
  } catch (error) {
    if (error.status !== 409) throw error;
    if (!window.confirm(`文件夹里已经有“${file.name}”。换成新的这一份吗？原来的那一份不留；不换的，请先改文件名。`)) return false;
    await api.upload(file.name, bytes, error.said.hash);
  }
  return true;
}

// A sample, with the pictures and lists that it names.
export async function takeSample(sample, target, open) {
  const text = api.textOf(await api.sample(sample));
  const folder = sample.includes("/") ? sample.slice(0, sample.lastIndexOf("/") + 1) : "";
  const there = await names(), samples = (await api.samples()).map((f) => f.name);
  const used = new Set([...text.matchAll(/="([^"<>]+\.(?:png|jpg|csv|xlsx|xml))"/gi)].map((m) => m[1]));
  for (const name of used)
    if (samples.includes(folder + name) && !there.includes(name)) await api.upload(name, await api.sample(folder + name));
  await open(target, text);
}

// Files dropped anywhere where nothing else takes them.
export function takeDrops(open) {
  window.addEventListener("dragover", (event) => { if (event.dataTransfer.types.includes("Files")) event.preventDefault(); });
  window.addEventListener("drop", (event) => {
    if (event.defaultPrevented || !event.dataTransfer.files.length) return;
    event.preventDefault();
    takeFile(event.dataTransfer.files[0], open);
  });
}
