"""The source and the parts are one document: changes at random of all samples leave every other character as
it is; completion; what is wrong stands below its line."""
import pathlib

from blocks import chord, select
from browser import NOTICE, By, Desk, Keys, Person, ok

INPUTS = pathlib.Path(__file__).parents[2] / "inputs"
TIMES = 60  # changes of each sample

# Each change is of one part: what stands before and behind the part that holds it, its brothers and all
# remarks stay as they are written, and undoing gives the text of before.
RANDOM = """
const [text, times, seed, done] = arguments;
(async () => {
  const xml = await import("/xml.js"), { Document } = await import("/document.js");
  const structure = await import("/structure.js"), vocabulary = await import("/vocabulary.js");
  let state = seed;
  const random = (n) => { state = (state * 1103515245 + 12345) % 2147483648; return Math.floor((state / 2147483648) * n); };
  const all = (node) => [node, ...xml.elements(node).flatMap(all)];
  const remarks = (source) => (source.match(/<!--[^]*?-->/g) ?? []).join("");
  const faults = [];
  const words = ["防汛<抗旱>", "甲 & 乙", '引"号', "多行\\n文字", "𠮷字", ""];
  const acts = [
    (d, n) => d.setAttribute(n, n.attributes[0]?.name ?? "题", words[random(6)]),
    (d, n) => d.setAttribute(n, "代号", "甲1"),
    (d, n) => !n.children.some((c) => c.name || c.hidden) && d.setInner(n, xml.encode(words[random(6)])),
    (d, n) => d.insertAfter(n, "<段>新的一段。</段>"),
    (d, n) => d.insertBefore(n, "<段>新的一段。</段>"),
    (d, n) => d.insertFirst(n, "<段>新的一段。</段>"),
    (d, n) => d.remove(n),
    (d, n) => d.move(n, random(2) ? 1 : -1),
    (d, n) => structure.promote(d, n),
    (d, n) => structure.demote(d, n),
    (d, n) => { const list = structure.turns(d, n); if (list.length) list[random(list.length)].run(); },
    (d, n) => d.rename(n, "段"),
  ];
  for (let i = 0; i < times; i++) {
    const d = new Document("x.xml", text, "h"), nodes = all(d.root).filter((n) => n.parent.name);
    const node = nodes[random(nodes.length)], act = random(acts.length), { parent } = node;
    const outer = [8, 9, 10].includes(act) && parent.parent.name ? parent.parent : parent;
    const before = text.slice(0, outer.from), behind = text.slice(outer.to);
    const brothers = xml.elements(parent).filter((b) => b !== node).map((b) => text.slice(b.from, b.to));
    const kept = act === 6 ? remarks(text.slice(0, node.from)) + remarks(text.slice(node.to)) : remarks(text);
    acts[act](d, node);
    const name = `${act} ${node.name} ${d.lineOf(node.from)}`;
    if (d.fault) faults.push(`${name}: ${d.fault.message}`);
    if (!d.text.startsWith(before) || !d.text.endsWith(behind)) faults.push(`${name}: outside`);
    if (act < 8 || act === 11) for (const b of brothers) if (!d.text.includes(b)) faults.push(`${name}: a brother`);
    if (![7, 8, 9].includes(act) && remarks(d.text) !== kept) faults.push(`${name}: a remark`);
    if ([7, 8, 9].includes(act) && remarks(d.text).length !== kept.length) faults.push(`${name}: remarks`);
    if (d.text !== text) {
      d.undo();
      if (d.text !== text) faults.push(`${name}: undone`);
    }
  }
  done(faults);
})().catch((error) => done([String(error.stack)]));
"""

# What is typed in the source, and only that, is another in the text; without typing nothing is.
TYPED = """
const [text, done] = arguments;
(async () => {
  const { Document } = await import("/document.js"), { Source } = await import("/source.js");
  const { merge, blocks } = await import("/merge.js");
  const d = new Document("x.xml", text, "h"), source = new Source(d);
  const faults = [];
  if (source.editor.getValue() !== text) faults.push("shown otherwise");
  source.editor.replaceRange("新", { line: 1, ch: 0 });
  const at = text.indexOf("\\n") + 1;
  if (d.text !== text.slice(0, at) + "新" + text.slice(at)) faults.push("typed otherwise");
  d.undo();
  if (source.editor.getValue() !== text || d.text !== text) faults.push("undone otherwise");
  if (blocks(text).join("") !== text) faults.push("blocks");
  done(faults);
})().catch((error) => done([String(error.stack)]));
"""


def untouched(she):
    she.driver.set_script_timeout(120)
    samples = sorted(INPUTS.rglob("*.xml"))
    for number, path in enumerate(samples):
        text = path.read_text(encoding="utf-8")
        faults = she.driver.execute_async_script(RANDOM, text, TIMES, number + 1)
        faults += she.driver.execute_async_script(TYPED, text)
        if number % 5 == 0:
            faults += she.driver.execute_async_script(TYPED, "\ufeff" + text.replace("\n", "\r\n"))
            faults += she.driver.execute_async_script(RANDOM, "\ufeff" + text.replace("\n", "\r\n"), TIMES // 4, number + 1)
        ok(f"{path.name}: {faults[:3]}", not faults)
    ok("all samples were tried", len(samples) > 30)


def completed(desk, she):
    she.driver.get(desk.base)
    she.click(".files button", "防汛会议")
    she.find(".sheet img")
    select(she, "段", "定于")
    she.click("#commands button", "源码")
    chord(she, Keys.CONTROL, Keys.HOME)
    she.type(*[Keys.ARROW_DOWN] * 7, Keys.END, Keys.ENTER, "<")
    she.find(".CodeMirror-hints li", "段")
    she.shot("complete")
    she.type("层次")
    she.until(lambda d: all("层次" in e.text for e in d.find_elements(By.CSS_SELECTOR, ".CodeMirror-hints li")))
    she.type(Keys.ENTER)
    ok("an element is completed with its end", "<层次></层次>" in she.find(".CodeMirror").text)
    she.type(Keys.ARROW_LEFT, " ")
    chord(she, Keys.CONTROL, " ")
    she.find(".CodeMirror-hints li", "题")
    she.type("接")
    she.find(".CodeMirror-hints li", "接排")
    she.type(Keys.ENTER)
    ok("an attribute is, too", '接排=""' in she.find(".CodeMirror").text)
    chord(she, Keys.CONTROL, " ")
    she.find(".CodeMirror-hints li", "是")
    she.type(Keys.ARROW_UP, Keys.ENTER)
    ok("and its choices are known", '接排="否"' in she.find(".CodeMirror").text or '接排="是"' in she.find(".CodeMirror").text)
    she.find(".CodeMirror .finding.error")
    she.shot("finding")
    ok("what is wrong stands below its line", True)
    she.click("#commands button", "源码")
    she.find(".block", "层次")
    ok("the outline has what was typed", True)


def encoded(desk, she):
    """A document in another encoding is read as it is meant, and saved in UTF-8, which it then says."""
    for name, encoding, declared in ("国标", "gb18030", "GB18030"), ("宽", "utf-16", "UTF-16"), ("有记号", "utf-8-sig", "UTF-8"):
        (desk.folder / f"{name}.xml").write_bytes(NOTICE.replace("UTF-8", declared).encode(encoding))
        she.driver.get(desk.base)
        she.answer_leaving()
        she.click(".files button", name)
        she.find(".sheet img")
        select(she, "段", "定于")
        she.find(".text").click()
        she.type(Keys.END, "不得请假。")
        chord(she, Keys.CONTROL, "s")
        she.says("已保存")
        mark = "\ufeff" if encoding == "utf-8-sig" else ""
        ok(f"{encoding} is UTF-8 afterwards", (desk.folder / f"{name}.xml").read_bytes() == (mark + NOTICE.replace("请准时参加。", "请准时参加。不得请假。")).encode())


def run():
    with Desk() as desk, Person("本机") as she:
        she.driver.get(desk.url)
        she.find(".files button")
        untouched(she)
        completed(desk, she)
        encoded(desk, she)
        ok("nothing failed in the page", not she.errors())
