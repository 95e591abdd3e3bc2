// A document's text as a tree whose every part knows where it stands, so that an edit changes those
// characters and no others: comments, order and the way it is written stay.

const NAME = /[^\s<>/="'&]+/y;

function fail(message, at) {
  const error = new Error(message);
  error.at = at;
  return error;
}

const ENTITIES = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

export function decode(text) {
  return text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name) => {
    if (name[0] !== "#") return ENTITIES[name] ?? whole;
    const code = name[1] === "x" || name[1] === "X" ? parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : whole;
  });
}

export const encode = (text) =>
  text.replace(/[&<>]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[c]);
export const encodeValue = (text) => encode(text).replace(/"/g, "&quot;").replace(/\n/g, "&#10;");

// { name, from, inner, end, to, attributes, children, parent }: the start tag is from…inner, the end
// tag end…to; of an empty tag (<a/>) inner, end and to are the same place. Children are elements,
// texts { text, from, to }, and comments and instructions, which are { text: "", hidden: true, from, to }.
export function parse(text) {
  const document = { name: "", from: 0, inner: 0, children: [], parent: null };
  let open = document;
  let at = 0;

  const name = () => {
    NAME.lastIndex = at;
    const found = NAME.exec(text);
    if (!found) throw fail("这里应当是名字", at);
    at = NAME.lastIndex;
    return found[0];
  };
  const blanks = () => {
    while (/\s/.test(text[at] ?? "")) at++;
  };
  const skip = (end, what) => {
    const found = text.indexOf(end, at);
    if (found < 0) throw fail(`${what}没有结束`, at);
    at = found + end.length;
  };

  function attributes() {
    const list = [];
    for (blanks(); at < text.length && !"/>".includes(text[at]); blanks()) {
      const from = at;
      const attribute = name();
      blanks();
      const quote = text[at + 1 + /^\s*/.exec(text.slice(at + 1))[0].length];
      if (text[at] !== "=" || !`"'`.includes(quote)) throw fail("属性要写成 名字=“值” 的样子", at);
      const value = text.indexOf(quote, at) + 1;
      const end = text.indexOf(quote, value);
      if (end < 0) throw fail("属性的引号没有结束", at);
      at = end + 1;
      list.push({ name: attribute, value: decode(text.slice(value, end)), from, to: at, valueFrom: value, valueTo: end });
    }
    return list;
  }

  function startTag() {
    const node = { from: at, children: [], parent: open };
    at++;
    node.name = name();
    node.attributes = attributes();
    const empty = text[at] === "/";
    if (empty) at++;
    if (text[at] !== ">") throw fail("标签没有结束", node.from);
    at++;
    node.inner = node.end = node.to = at;
    open.children.push(node);
    if (!empty) open = node;
  }

  function endTag() {
    const from = at;
    at += 2;
    const closed = name();
    blanks();
    if (text[at] !== ">" || closed !== open.name) throw fail(`这里应当结束“${open.name}”`, from);
    open.end = from;
    open.to = ++at;
    open = open.parent;
  }

  const hide = (end, what) => {
    const from = at;
    skip(end, what);
    open.children.push({ text: "", hidden: true, from, to: at, parent: open });
  };

  while (at < text.length) {
    if (text.startsWith("<!--", at)) hide("-->", "注释");
    else if (text.startsWith("<?", at)) hide("?>", "指令");
    else if (text.startsWith("<![CDATA[", at)) {
      const from = at;
      skip("]]>", "CDATA ");
      open.children.push({ text: text.slice(from + "<![CDATA[".length, at - "]]>".length), from, to: at, parent: open });
    }
    else if (text.startsWith("<!", at)) skip(">", "声明");
    else if (text.startsWith("</", at)) endTag();
    else if (text[at] === "<") startTag();
    else {
      const next = text.indexOf("<", at);
      const to = next < 0 ? text.length : next;
      open.children.push({ text: decode(text.slice(at, to)), from: at, to, parent: open });
      at = to;
    }
  }
  if (open !== document) throw fail(`“${open.name}”没有结束`, open.from);
  const root = document.children.find((c) => c.name);
  if (!root) throw fail("这里面没有公文", 0);
  return root;
}

// One new part as it is written by hand: each part of parts in a line of its own. line: a line's end and
// the blanks before the part.
export function laidOut(source, line) {
  const parts = (node) => node.children.every((c) => c.name) && node.children.length > 0;
  const print = (node, at) => (parts(node)
    ? source.slice(node.from, node.inner) + node.children.map((c) => `${at}  ${print(c, `${at}  `)}`).join("") + at + source.slice(node.end, node.to)
    : source.slice(node.from, node.to));
  const root = line ? parse(source) : null;
  return root && root.from === 0 && root.to === source.length ? print(root, line) : source;
}

export const elements = (node) => node.children.filter((c) => c.name);
export const value = (node, name) => node.attributes.find((a) => a.name === name)?.value ?? "";
export const textOf = (node) =>
  node.children.map((c) => (c.name ? textOf(c) : c.text)).join("").replace(/\s+/g, " ").trim();

// Where a node stands among others, by numbers, so that it is found again after an edit.
export function pathOf(node) {
  const path = [];
  for (; node.parent?.name; node = node.parent) path.unshift(elements(node.parent).indexOf(node));
  return path;
}
export const at = (root, path) => path.reduce((node, i) => node && elements(node)[i], root);

// The innermost element that holds a place.
export function nodeAt(node, offset) {
  const inside = elements(node).find((c) => c.from <= offset && offset < c.to);
  return inside ? nodeAt(inside, offset) : node;
}
