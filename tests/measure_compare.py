"""Whether `hongtou compare` names the place that was changed, all of it and nothing else; and whether
a marked copy has its bars beside that place, and is the document otherwise.

    measure_compare.py PROGRAM [HOW MANY]

Documents of inputs/ are changed in one place each (a sentence, a name, a row; a paragraph deleted,
inserted, moved) and compared with themselves. What is expected is known from the change, not from
the program; marks are read from the finished file by `mutool trace` and `pdftotext`.
"""
import glob
import json
import os
import random
import re
import shutil
import subprocess
import sys

import measuring
from measuring import POINTS_A_MM, check, measure_all, text_of, traced

HOW_MANY = int(sys.argv[2]) if len(sys.argv) > 2 else 60
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "inputs")
HAN = "[\u4e00-\u9fa5]"
WORDS = "瓷窑坯釉瓶罐碗碟壶盆"
TEXT = re.compile(r"<段>([^<]{12,})</段>[ \t]*\n?")
MEMBER = re.compile(r"<成员 姓名=\"(" + HAN + r"{2,3})\"")
ROW = re.compile(r"[ \t]*<行>(?:<格>[^<]*</格>){2,}</行>[ \t]*\n")


def line_of(text, at):
    return text.count("\n", 0, at) + 1


def whole_paragraphs(text):
    """Of one line each, not the first of a numbered one, whose number would go with it."""
    return [m for m in TEXT.finditer(text) if text[: m.start()].rstrip().endswith(("</段>", "</层次>", "题=\"\">")) or
            re.search(r'<层次 题="[^"]*">\s*$', text[: m.start()])]


def made_document(rng, pool):
    """Sections of paragraphs, a roster, and a table without sums, of the words of others."""
    paragraphs = rng.sample(pool, 18)
    villages = rng.sample([a + b + "村" for a in "白青松柳石" for b in "岩溪坪湾岗坡"], 12)
    names = rng.sample([a + b + c for a in "罗周许沈严梁" for b in "启望若晨" for c in "明川珺安"], 8)
    sections = "".join(
        f'    <层次 题="第{k}项工作安排">\n' + "".join(f"      <段>{p}</段>\n" for p in paragraphs[6 * k : 6 * k + 6]) +
        "    </层次>\n" for k in range(3))
    roster = "".join(f'      <成员 姓名="{n}" 职务="{v}党支部书记"/>\n' for n, v in zip(names, villages[:8]))
    rows = "".join(f"      <行><格>{k + 1}</格><格>{v}</格><格>{rng.randrange(900)}</格><格>{rng.choice(villages)}</格></行>\n"
                   for k, v in enumerate(villages))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<公文 文种="通知">
  <标题>关于做好重点工作的通知</标题>
  <主送>各村民委员会</主送>
  <正文>
{sections}    <名单 题="工作专班"><层级 职务="成员">
{roster}    </层级></名单>
  </正文>
  <落款 署名="白石镇人民政府" 日期="2026-11-20"/>
  <附件 标题="各村情况表">
    <表>
      <列 题="序号"/><列 题="村名"/><列 题="户数"/><列 题="联系村"/>
{rows}    </表>
  </附件>
</公文>
"""


# Each gives (text, kind, line in the earlier edition or None, line in the later one or None, words) or None.


def sentence(text, rng):
    m = rng.choice(TEXT_OF(text))
    at = rng.randrange(m.start(1), m.end(1) - 5)
    if not re.fullmatch(HAN + "{5}", text[at : at + 5]):
        return None
    line = line_of(text, m.start())
    return text[:at] + WORDS[:5] + text[at + 5 :], "changed", line, line, WORDS[:5]


def deleted(text, rng):
    found = ALONE(text)
    if not found:
        return None
    m = rng.choice(found)
    return text[: m.start()] + text[m.end() :], "deleted", line_of(text, m.start()), None, None


def inserted(text, rng):
    found = ALONE(text)
    if not found:
        return None
    m = rng.choice(found)
    new = "<段>" + WORDS + "，窑火不熄。</段>\n"
    return text[: m.start()] + new + text[m.start() :], "inserted", None, line_of(text, m.start()), WORDS


def moved(text, rng):
    """Over at least two paragraphs that are longer together."""
    found = ALONE(text)
    if len(found) < 4:
        return None
    i = rng.randrange(len(found) - 3)
    m, to = found[i], found[i + 3]
    if len(m[1]) >= len(found[i + 1][1]) + len(found[i + 2][1]):
        return None
    out = text[: m.start()] + text[m.end() : to.start()] + m[0] + text[to.start() :]
    at = to.start() - len(m[0])
    return out, "moved", line_of(text, m.start()), line_of(out, at), None


def name(text, rng):
    found = list(MEMBER.finditer(text))
    if not found:
        return None
    m = rng.choice(found)
    if text.count(m[1]) > 1:
        return None
    line = line_of(text, m.start())
    return text[: m.start(1)] + "瓷碗碟" + text[m.end(1) :], "changed", line, line, "瓷碗碟"


def row(text, rng):
    if "合计" in text or "跨行" in text or "合并" in text:
        return None
    found = list(ROW.finditer(text))
    if not found:
        return None
    m = rng.choice(found)
    new = re.sub(r"<格>[^<]*\D[^<]*</格>", "<格>" + WORDS[:4] + "</格>", m[0])
    return text[: m.start()] + new + text[m.start() :], "inserted", None, line_of(text, m.start()), WORDS[:4]


def TEXT_OF(text):
    return list(TEXT.finditer(text))


def ALONE(text):
    """Paragraphs that stand behind another one, below a heading that does not run in."""
    return [m for m in TEXT.finditer(text) if text[: m.start()].rstrip().endswith("</段>")]


CHANGES = [sentence, deleted, inserted, moved, name, row]


def place_ok(place, line):
    return (place is None) if line is None else (place is not None and place["line"] == line)


def compared(program, folder, path, text, change, n):
    """The later edition's file, or None where the change cannot be made there."""
    rng = random.Random(f"{os.path.basename(path)} {change.__name__} {n}")
    made = None
    for _ in range(20):
        made = change(text, rng)
        if made:
            break
    if not made or made[0] == text:
        return None
    out, kind, old_line, line, words = made
    base = os.path.dirname(path)  # files that documents name stay beside them
    old, new = os.path.join(base, ".measure-old.xml"), os.path.join(base, ".measure-new.xml")
    with open(new, "w", encoding="utf-8") as f:
        f.write(out)
    with open(old, "w", encoding="utf-8") as f:
        f.write(text)
    done = subprocess.run([program, "compare", "--free-fonts", old, new, "--format", "json"],
                          capture_output=True, check=False)
    what = f"{os.path.basename(path)}, {change.__name__} {n} at line {line or old_line}"
    if done.returncode:
        sys.exit(f"measure: {what}: {done.stderr.decode()}")
    changes = json.loads(done.stdout)["changes"]
    ok = (len(changes) == 1 and changes[0]["kind"] == kind and
          place_ok(changes[0].get("old_place"), old_line) and place_ok(changes[0].get("place"), line))
    check(what, ok, f"wanted {kind} {old_line}->{line}, told {[(c['kind'], c.get('old_place'), c.get('place')) for c in changes]}")
    if ok and words:
        came = "".join(w["text"] for c in changes[0]["cells"] for w in c["now"] if w["mark"] == "inserted")
        check(what + ", words", words in came, came)
    return old, new, kind, words, what


# ---- marked copies ----


def lines_of(pdf):
    """(page, y of the middle, text) of each line below the legend."""
    out, page = [], 0
    for tag in re.findall(r"<page |<line [^>]*>|<word [^>]*>[^<]*<", text_of("pdftotext", "-bbox-layout", pdf, "-")):
        if tag.startswith("<page"):
            page += 1
            continue
        if tag.startswith("<line"):
            continue
        at = {k: float(v) for k, v in re.findall(r'(\w+)="([\d.]+)"', tag)}
        out.append((page, (at["yMin"] + at["yMax"]) / 2, tag.split(">")[1].rstrip("<")))
    return [l for l in out if l[1] > 14 * POINTS_A_MM]


def bars_of(pdf, page, height=841.89):
    """(top, bottom) of bars, and middles of wedges are not looked at."""
    bars, points = [], []
    for tag, at in traced(pdf, page):
        if tag == "fill_path":
            points = []
        elif tag in ("moveto", "lineto") and "x" in at:
            points.append((float(at["x"]), float(at["y"])))
        elif tag == "/fill_path" and len(points) >= 4:
            x1, y1, x2, y2 = measuring.extent(points)
            if abs(x2 - x1 - 0.7 * POINTS_A_MM) < 0.05 and y2 - y1 > 5:
                bars.append((height - y2, height - y1))
    return bars


def marked(program, folder, old, new, words, what):
    plain, copy = os.path.join(folder, "plain.pdf"), os.path.join(folder, "copy.pdf")
    measuring.build(program, new, plain)
    done = subprocess.run([program, "build", "--free-fonts", new, "-o", copy, "--mark-changes-since", old],
                          capture_output=True, check=False)
    check(what + ", marked", done.returncode == 0, done.stderr.decode()[:200])
    lines = lines_of(copy)
    check(what + ", lines as without marks", lines == lines_of(plain))
    wanted = [l for l in lines if any(w in l[2] for w in words)]
    for page in range(1, measuring.pages_of(copy) + 1):
        bars = bars_of(copy, page)
        for p, y, text in lines:
            if p != page:
                continue
            beside = any(top - 1 < y < bottom + 1 for top, bottom in bars)
            hit = any(w[0] == p and abs(w[1] - y) < 3 for w in wanted)
            # a word of which a part was changed is changed: it may go on over the line's end
            near = any(w[0] == p and abs(w[1] - y) < 12 * POINTS_A_MM for w in wanted)
            if hit or (beside and not near):
                check(what + ", bar", beside == hit, f"page {p}, {text}: bar {beside}, changed {hit}")


def measure(program, folder):
    inputs, paths, work, made_of = os.path.join(folder, "inputs"), [], [], {}
    shutil.copytree(ROOT, inputs)
    for path in sorted(glob.glob(os.path.join(inputs, "**", "*.xml"), recursive=True)):
        with open(path, encoding="utf-8") as f:
            text = f.read()
        if "<公文" in text and TEXT.search(text) and not set(WORDS) & set(text):
            paths.append((path, text))
    pool = sorted({m[1] for _, text in paths for m in TEXT.finditer(text)})
    rng = random.Random(26)
    for k in range(HOW_MANY // 10 + 4):
        path = os.path.join(inputs, f"made-{k}.xml")
        paths.append((path, made_document(rng, pool)))
    for change in CHANGES:
        tries = [(path, text, k) for k in range(HOW_MANY) for path, text in paths]
        random.Random(13).shuffle(tries)
        work.append((change, iter(tries)))
    marks = 0
    while sum(made_of.values()) < HOW_MANY and work:
        for change, tries in list(work):
            made = next((m for m in (compared(program, inputs, path, text, change, k) for path, text, k in tries) if m), None)
            if not made:
                work.remove((change, tries))
                continue
            made_of[change.__name__] = made_of.get(change.__name__, 0) + 1
            if change is sentence and marks < max(4, HOW_MANY // 20):
                marked(program, folder, made[0], made[1], made[3], f"marked copy {marks}, {made[4]}")
                marks += 1
    check("as many as asked for, of each kind", sum(made_of.values()) >= HOW_MANY and len(made_of) == len(CHANGES), str(made_of))


measure_all("compare", measure)
