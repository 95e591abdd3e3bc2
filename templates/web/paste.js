// What was copied in WPS, Word, a sheet or a browser becomes parts of a document, by the rules that
// drafts are read by: headings by their numbers, tables as tables, rosters as rosters.

import * as api from "./api.js";
import { cleaned } from "./text.js";
import * as vocabulary from "./vocabulary.js";
import * as xml from "./xml.js";

// Above the fragment, so that its first line is not taken for the document's title; it is left out.
const TITLE = "关于粘贴内容的通知";
const BLOCKS = "p, div, li, h1, h2, h3, h4, h5, h6, dt, dd, blockquote, pre";

const escaped = (text) => text.replace(/[!-/:-@[-`{-~]/g, "\\$&");
const trimmed = (text) => cleaned(text.replace(/\s+/g, " ")).trim();
const lineOf = (node) => trimmed(node.textContent);

function rowsOf(table) {
  return [...table.rows].map((row) => [...row.cells].map((cell) => ({ text: lineOf(cell), columns: cell.colSpan, rows: cell.rowSpan })));
}

// A table without cells over several places goes the way of drafts.
const tableLines = (rows) => {
  const width = Math.max(...rows.map((r) => r.length));
  const line = (cells) => `| ${[...cells, ...Array(width - cells.length).fill("")].join(" | ")} |`;
  return [line(rows[0].map((c) => escaped(c.text))), line(Array(width).fill("---")), ...rows.slice(1).map((r) => line(r.map((c) => escaped(c.text))))].join("\n");
};

// One with such cells as it stands: its first row names the columns, unless it has them itself.
function spanned(rows) {
  const width = rows[0].reduce((n, c) => n + c.columns, 0);
  const whole = rows[0].every((c) => c.columns === 1 && c.rows === 1);
  const cell = (c) => `<格${c.columns > 1 ? ` 跨列="${c.columns}"` : ""}${c.rows > 1 ? ` 跨行="${c.rows}"` : ""}>${xml.encode(c.text)}</格>`;
  const line = (r) => `<行>${r.map(cell).join("")}</行>`;
  const titles = whole ? rows[0].map((c) => c.text || "……") : Array.from({ length: width }, (_, i) => `第${i + 1}列`);
  const reach = whole ? 1 : Math.max(...rows[0].map((c) => c.rows));
  const head = whole ? "" : `<表头>${rows.slice(0, reach).map(line).join("")}</表头>`;
  return `<表>${titles.map((t) => `<列 题="${xml.encodeValue(t)}"/>`).join("")}${head}${rows.slice(reach).map(line).join("")}</表>`;
}

// How it looked is left out, but that what was hidden stays so.
const plain = (html) => html.replace(/<style[^]*?<\/style>/gi, "")
  .replace(/\sstyle\s*=\s*("[^"]*"|'[^']*')/gi, (style) => (/display:\s*none|mso-hide:\s*all/i.test(style) ? " hidden" : ""));

// HTML as paragraphs and tables in their order: [{ lines }, { rows }].
function partsOf(html) {
  const page = new DOMParser().parseFromString(plain(html), "text/html");
  for (const unseen of page.querySelectorAll("[hidden], script, head, title")) unseen.remove();
  const parts = [];
  let lines = [];
  const flush = () => { if (lines.length) parts.push({ lines }); lines = []; };
  const walk = (node) => {
    if (node.nodeName === "TABLE") {
      const rows = rowsOf(node).filter((r) => r.length);
      flush();
      if (rows.length) parts.push({ rows });
    } else if (node.nodeType === Node.ELEMENT_NODE && (node.querySelector(`table, ${BLOCKS}`) || !node.matches(BLOCKS))) {
      let run = "";
      const end = () => { if (run.trim()) lines.push(trimmed(run)); run = ""; };
      for (const child of node.childNodes) {
        const block = child.nodeType === Node.ELEMENT_NODE && (child.matches(`table, ${BLOCKS}`) || child.querySelector(`table, ${BLOCKS}`));
        if (child.nodeName === "BR") end();
        else if (block) { end(); walk(child); }
        else if (child.nodeType !== Node.COMMENT_NODE) run += child.textContent;
      }
      end();
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      for (const br of node.querySelectorAll("br")) br.replaceWith("\v");
      for (const piece of node.textContent.split("\v")) {
        const line = trimmed(piece);
        if (line) lines.push(line);
      }
    }
  };
  walk(page.body);
  flush();
  return parts;
}

// What was copied, as parts: a single line is only words.
export function copied(data) {
  const html = data.getData("text/html"), text = data.getData("text/plain");
  const parts = html ? partsOf(html) : [];
  if (parts.length && (parts.some((p) => p.rows) || parts.flatMap((p) => p.lines).length > 1)) return parts;
  const lines = cleaned(text).split("\n").map((l) => l.trimEnd()).filter((l) => l.trim());
  if (lines.length > 1 && lines.every((l) => l.includes("\t")))
    return [{ rows: lines.map((l) => l.split("\t").map((t) => ({ text: t.trim(), columns: 1, rows: 1 }))) }];
  return lines.length ? [{ lines: lines.map((l) => l.trim()) }] : [];
}

export const isOneLine = (parts) => parts.length === 1 && parts[0].lines?.length === 1;

// The blocks of an imported draft, as sources; what is not of the body comes as paragraphs.
function blocksOf(source, told) {
  const root = xml.parse(source);
  const piece = (n) => source.slice(n.from, n.to);
  const words = (n) => [xml.textOf(n), ...n.attributes.map((a) => a.value)].filter(Boolean).join(" ");
  return xml.elements(root).flatMap((part) => {
    if (part.name === "标题" && xml.textOf(part) === TITLE) return [];
    if (part.name === "正文") return xml.elements(part).map(piece);
    const leaves = (n) => (xml.elements(n).length ? xml.elements(n).flatMap(leaves) : [words(n)]);
    told.add(part.name);
    return leaves(part).filter(Boolean).map((t) => `<段>${xml.encode(t)}</段>`);
  });
}

// { blocks, told }: sources of parts that may stand among paragraphs, and what to tell the person.
export async function imported(parts) {
  const groups = [];
  for (const part of parts) {
    const alone = part.rows?.some((r) => r.some((c) => c.columns > 1 || c.rows > 1) || r.length !== part.rows[0].length);
    if (alone || !groups.length || groups.at(-1).alone) groups.push({ alone, parts: [part] });
    else groups.at(-1).parts.push(part);
  }
  const told = new Set(), blocks = [];
  for (const group of groups) {
    if (group.alone) {
      blocks.push(spanned(group.parts[0].rows));
      continue;
    }
    const text = group.parts.map((p) => (p.rows ? tableLines(p.rows) : p.lines.map(escaped).join("\n\n"))).join("\n\n");
    const made = await api.importDraft("粘贴.md", new TextEncoder().encode(`${TITLE}\n\n${text}\n`));
    if (!made.xml) throw new Error(made.told.findings[0]?.message ?? "没有看懂粘贴的内容");
    blocks.push(...blocksOf(made.xml, told));
  }
  return { blocks, told: told.size ? `${[...told].join("、")}放成了段，请改到各自的地方` : "" };
}

// Whether a part's parent takes what comes of drafts.
export const takesBlocks = (parent) => vocabulary.known(parent) && vocabulary.mayHold(parent, "段") && vocabulary.mayHold(parent, "表");
