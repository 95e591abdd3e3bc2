// What the server is asked. Whatever goes wrong becomes an Error with a sentence for the person.

let token = "";

async function ask(path, options = {}) {
  let reply;
  try {
    reply = await fetch(path, { credentials: "same-origin", ...options });
  } catch {
    throw new Error("连不上工作台：程序可能已经结束，或者网络断了");
  }
  if (reply.ok) return reply;
  const said = await reply.json().catch(() => ({}));
  const error = new Error(said.message || `没有做成（${reply.status}）`);
  error.status = reply.status;
  error.said = said;
  throw error;
}

const get = (path, values = {}) => ask(`${path}?${new URLSearchParams(values)}`);

function post(path, values, body, type = "text/plain;charset=utf-8") {
  return ask(`${path}?${new URLSearchParams(values)}`, {
    method: "POST",
    headers: { "X-Hongtou-Token": token, "Content-Type": type },
    body,
  });
}

const form = (path, values) =>
  post(path, {}, new URLSearchParams(values).toString(), "application/x-www-form-urlencoded");

export async function me() {
  const person = await (await get("/api/me")).json();
  token = person.token;
  return person;
}
export const login = (name, password) => form("/api/login", { name, password });
export const setUp = (key, name, password) => form("/api/setup", { key, name, password });
export const leave = () => form("/api/leave", {});
export const changePassword = (old, password) => form("/api/password", { old, password });
export const people = async () => (await get("/api/people")).json();
export const changePerson = (values) => form("/api/people", values);
// filter: {document, who, act, from, to, before}, each of them or none
export const notes = async (filter = {}) => (await get("/api/notes", filter)).json();

// Those of the folder; some have a name that nobody can work with (fault).
export const listed = async () => (await get("/api/files")).json();
export const files = async () => (await listed()).filter((f) => !f.fault);

// A document's bytes as text; of one in another encoding than UTF-8 the declaration says so no more,
// since it will be saved in UTF-8.
export function textOf(bytes) {
  const decoded = (encoding) => new TextDecoder(encoding, { ignoreBOM: true, fatal: true }).decode(bytes);
  const head = new TextDecoder("latin1").decode(bytes.slice(0, 200));
  const named = head.startsWith("\xff\xfe") ? "utf-16le" : head.startsWith("\xfe\xff") ? "utf-16be"
    : /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)/.exec(head)?.[1] ?? "utf-8";
  for (const encoding of [named, "utf-8", "gb18030"])
    try {
      const text = decoded(encoding);
      const same = new TextDecoder(encoding).encoding === "utf-8";
      return same ? text : text.replace(/^\ufeff/, "").replace(/^(\s*<\?xml[^>]*encoding\s*=\s*["'])[\w.-]+/, "$1UTF-8");
    } catch {
      // not in this one
    }
  throw new Error("看不出这个文件是什么编码，不能在这里改：请用原来的程序另存为 UTF-8");
}

export async function read(name) {
  const reply = await get("/api/file", { name });
  return { text: textOf(await reply.arrayBuffer()), hash: reply.headers.get("X-Hongtou-Hash") };
}
export const skeleton = async (kind) => (await get("/api/new", { kind })).text();
export const save = async (name, base, text) =>
  (await (await post("/api/save", { name, base }, text)).json()).hash;
export const upload = (name, bytes, base = "") => post("/api/save", { name, base }, bytes, "application/octet-stream");
export const samples = async () => (await get("/api/samples")).json();
export const sample = async (name) => (await get("/api/sample", { name })).arrayBuffer();
export const draft = async (name) => (await get("/api/draft", { name })).json();
export const drafts = async () => (await get("/api/drafts")).json();
export const keepDraft = async (name, base, text) => (await post("/api/draft", { name, base }, text)).json();
export const versions = async (name) => (await get("/api/versions", { name })).json();
export const version = async (name, hash) => textOf(await (await get("/api/version", { name, hash })).arrayBuffer());

export const vocabulary = async () => (await get("/api/vocabulary")).json();
const TAB = Math.random().toString(36).slice(2); // of several windows of one person each is asked for by itself
// [first, last]: the pages that are drawn, of the others it is told how they are.
export const preview = async (name, text, dpi, known, [first, last]) =>
  (await post("/api/preview", { name, dpi, known: known.join(","), first, last, tab: TAB }, text)).json();
export const picture = (print, dpi) => `/api/picture?of=${print}-${dpi}`;
export const proof = async (name, text) => (await post("/api/proof", { name, tab: TAB }, text)).json();
export const check = async (name, text) => (await post("/api/check", { name }, text)).json();
export const fix = async (name, text) => (await post("/api/fix", { name }, text)).json();
export const compile = async (name, text, kind) =>
  (await post("/api/compile", { name, kind }, text)).blob();
export const importDraft = async (name, bytes, target = "") =>
  (await post("/api/import", { name, target }, bytes, "application/octet-stream")).json();

export const staffCheck = async (name, text) => (await post("/api/staff/check", { name }, text)).json();
// acts: [{post, leaves, comes, from, document, acting, concurrent}]
export async function appoint(name, base, acts) {
  const values = new URLSearchParams({ name, base });
  for (const act of acts) for (const [key, value] of Object.entries(act)) values.append(key, value);
  const reply = await post("/api/staff/appoint", {}, values.toString(), "application/x-www-form-urlencoded");
  return { ...(await reply.json()), hash: reply.headers.get("X-Hongtou-Hash") };
}
// from: the one document whose rosters are meant; "": all of the folder's.
export const learn = async (name, from = "") => (await form("/api/staff/learn", { name, from })).json();
export const affected = async (day) => (await get("/api/staff/affected", { day })).json();
export const adjust = async (values) => (await get("/api/staff/adjust", values)).json();
export const rebuild = async (names) =>
  (await form("/api/staff/rebuild", names.map((name) => ["name", name]))).json();

export const signing = async (name) => (await get("/api/signing", { name })).json();
export const signings = async () => (await get("/api/signings")).json();
export const askSigning = async (name, hash) => (await form("/api/signing/ask", { name, hash })).json();
export const confirmSigning = async (id, hash) => (await form("/api/signing/confirm", { id, hash })).json();
export const refuseSigning = (id, reason) => form("/api/signing/refuse", { id, reason });
export const beginChange = (name, reason) => form("/api/signing/change", { name, reason });
export const dropChange = (name) => form("/api/signing/drop", { name });
// version: {hash, called}; null: what was issued
export const compare = async (name, text, version) =>
  (await post("/api/compare", { name, version: version?.hash ?? "", called: version?.called ?? "" }, text)).json();
export const bytes = async (name) => (await get("/api/file", { name })).blob();
// kind: pictures, or bundle
export const pack = async (name, text, kind, title) => (await post("/api/pack", { name, kind, title }, text)).blob();

// Forms: a tray is a place for files that are no documents of the folder, and is gone at the end.
export const MOST_BYTES = 64 << 20; // of a file that is brought
export const forms = async () => (await get("/api/forms")).json();
export const fileUrl = (name, keep = true) => `/api/file?${new URLSearchParams(keep ? { name, download: "1" } : { name })}`;
export const tray = async () => (await (await post("/api/tray", {}, "")).json()).tray;
export const trayPut = (tray, file, bytes) => post("/api/tray-file", { tray, file }, bytes, "application/octet-stream");
export const trayUrl = (tray, file) => `/api/tray-file?${new URLSearchParams({ tray, file })}`;
export const dropTray = (tray) => post("/api/tray-drop", { tray }, "");
export const startJob = async (what) => (await (await post("/api/job", what, "")).json()).id;
export const job = async (id) => (await get("/api/job", { id })).json();
export const cancelJob = (id) => post("/api/job-cancel", { id }, "");
export const jobs = async (name) => (await get("/api/jobs", { name })).json();
export const printedUrl = (name, file = "") => `/api/printed?${new URLSearchParams({ name, file })}`;
export const confirm = (values) => form("/api/confirm", values);
export const uncollect = (name, file) => form("/api/uncollect", { name, file });
