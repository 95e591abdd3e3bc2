#!/usr/bin/env python3
"""Nothing lost, nothing extra: lost.py PROGRAM [FILE.xml…], lost.py --mutate PROGRAM

Every sample of inputs/ and every golden case that compiles, or the files named: the source is read by
Python's own parser, its PDF by pdftotext, blanks left out on both sides. Each text that was typed must
stand on the pages as often as it was typed, whole or parted by the end of a line or a page, and in the
order of the source (MOVED has what stands elsewhere, and why); each takes the characters where it
stands. What is left on the pages must be something that a file beside the document brings, as often as
it brings it; something that is printed again, as often as AGAIN says; or something derived (DERIVED).
Prints what is lost, what is out of order and what is extra, and fails.

--mutate: the same pages with a text doubled, dropped, or changed for another: each must be found."""
import bisect
import collections
import glob
import heapq
import os
import random
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from concurrent.futures import ProcessPoolExecutor

from lost_source import (
    squash,
    parse,
    name_of,
    date_text,
    Text,
    typed_texts,
    files_of,
    rows_of,
    posts_of,
    brought_by_staff,
    with_forms,
    pieces,
    longest_sequence,
)
from lost_words import (
    AGAIN,
    CHANGES,
    CLOSE,
    DATES,
    DERIVED,
    DOCUMENTS,
    FILE_LABELS,
    HEADS,
    INDEXES,
    LABELS,
    MOVED,
    PAGE,
    PEOPLE,
    PLACELESS,
    POSTS,
    SHORT,
    SURE,
    TASKS,
    UNIT,
    UNITS,
    UNORDERED,
)


class Pages:
    """The characters of the pages, each taken once."""

    def __init__(self, text, count):
        self.text = self.free = text
        self.count = count

    @classmethod
    def of_file(cls, pdf):
        out = subprocess.run(
            ["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True
        ).stdout
        pages = [re.sub(r"—\s*\d+\s*—\s*$", "", page) for page in out.split("\f")]
        return cls(squash("".join(pages)), max(1, len(pages) - 1))

    def take(self, text, low=0, high=None, way=1):
        """Takes the first or last occurrence within the window, and tells where it begins; -1: none."""
        find = self.free.find if way > 0 else self.free.rfind
        at = find(text, low, len(self.free) if high is None else high)
        if at >= 0:
            self.free = self.free[:at] + "\0" * len(text) + self.free[at + len(text) :]
        return at

    def leave_out(self, words):
        for word in words:
            self.free = self.free.replace(word, "\0" * len(word))

    def release(self, text, at):
        self.free = self.free[:at] + text + self.free[at + len(text) :]

    def take_parts(self, text, low):
        """The same in parts, one behind the other: where the first begins, and what is lost."""
        lost, first = "", -1
        while text:
            size, at = self.longest(text, low)
            if size:
                self.take(text[:size], at)
                first, low = at if first < 0 else first, at + size
            else:
                lost += text[0]
            text = text[size or 1 :]
        return first, lost

    def longest(self, text, low):
        """The longest beginning of a text that stands behind: its size, and where."""
        least, most = 0, len(text)
        while least < most:
            middle = (least + most + 1) // 2
            least, most = (middle, most) if self.free.find(text[:middle], low) >= 0 else (least, middle - 1)
        return least, self.free.find(text[:least], low)


def window(text, chain, done, k):
    """Where a text may stand: between what is placed before and behind it that is not of its element."""
    before = after = None
    for at in reversed(done[:k]):
        before = before or (chain[at] if not text.bundle or chain[at].bundle != text.bundle else None)
        if before:
            break
    for at in done[k:]:
        after = after or (chain[at] if not text.bundle or chain[at].bundle != text.bundle else None)
        if after:
            break
    return before.end() if before else 0, after.at if after else None


class Walk:
    """One document held against its pages."""

    def __init__(self, path, pages, told):
        self.root = with_forms(path)
        self.pages = pages
        placeless = PLACELESS.get(self.root.get("版式") or self.root.get("profile"), ())
        self.pages.leave_out(LABELS)
        self.texts = [
            text
            for text in typed_texts(self.root)
            if re.search(r"\w|√", text.text) and text.where not in placeless
        ]
        self.leave_out_told(told)
        two_up = (self.root.get("一页两份") or self.root.get("two-up")) in ("是", "yes")
        if name_of(self.root) in ("表单", "form") and not two_up:  # its title runs through its pages
            title = self.root.get("题") or self.root.get("title")
            self.texts += [Text("表单@题", title) for _ in re.findall(r"第\d+页共", pages.text)[1:]]
        if two_up:
            self.texts += [
                Text(text.where, text.text, text.bundle and (text.bundle, 2)) for text in self.texts
            ]
        self.lost, self.disordered, self.extra = [], [], []
        self.chains = collections.defaultdict(list)
        for text in self.texts:
            self.chains[text.where if text.where in MOVED else ""].append(text)
        roles = any(node.get("内容") in ("牵头单位", "配合单位") for node in self.root.iter())
        self.columned = PEOPLE | (UNITS if roles else set())
        self.set_indexes_aside()
        self.place()
        for name, chain in self.chains.items():
            if name not in UNORDERED:
                self.order(chain)
        self.look_at_rest(path)

    def faults(self):
        return (
            [f"lost: {text}" for text in self.lost]
            + [f"out of order: {text}" for text in self.disordered]
            + [f"extra: {text[:80]}" for text in self.extra]
        )

    def leave_out_told(self, told):
        """What the program tells that it does not print: a text once, an attribute wherever it is."""
        words = collections.Counter()
        for line in told.splitlines():
            if re.search("不会印出|印不出来", line) and " warning[" in line:
                words.update(
                    piece
                    for word in re.findall("“(.*?)”", line)
                    for piece in {squash(word)} | set(pieces(word))
                )
        for text in list(self.texts):
            for word in text.text, text.where.split("@")[-1]:
                if words[word]:
                    words[word] -= word not in HEADS
                    self.texts.remove(text)
                    break

    def set_indexes_aside(self):
        """The parts of the pages that indexes of tasks fill: they say again what the list says."""
        self.indexes = []
        for at in [at for at, text in enumerate(self.texts) if text.where in INDEXES]:
            start = re.search("序号(领域工作任务工作措施角色|完成时限工作任务|工作任务核查内容)", self.pages.free)
            if start:
                behind = next((text.text for text in self.texts[at + 1 :] if text.where not in INDEXES), "\f")
                end = self.pages.free.find(behind, start.end())
                end = end if end >= 0 else len(self.pages.free)
                self.indexes.append(self.pages.free[start.start() : end])
                self.pages.free = (
                    self.pages.free[: start.start()] + "\0" * (end - start.start()) + self.pages.free[end:]
                )
        self.texts = [text for text in self.texts if text.where not in INDEXES]

    def place(self):
        """Gives each text its place: the longest first, within what stands before and behind in its chain."""
        rest = []
        placed = {name: [] for name in self.chains}
        index = {text: at for chain in self.chains.values() for at, text in enumerate(chain)}
        cars, columns = MOVED["车辆@车牌"], MOVED["责任单位"]
        late, mates = {cars, columns}, collections.defaultdict(list)
        place_in_source = {text: at for at, text in enumerate(self.texts)}
        for text in sorted(self.texts, key=lambda text: (MOVED.get(text.where) in late, -len(text.text))):
            name = text.where if text.where in MOVED else ""
            chain, done = self.chains[name], placed[name]
            k = bisect.bisect(done, index[text])
            low, high = window(text, chain, done, k)
            if MOVED.get(text.where) == columns:
                low = max(low, self.before(place_in_source[text]))
            if MOVED.get(text.where) == cars and not text.where.startswith("联络员"):
                text.at = self.pages.take(text.text, max(low, self.near(place_in_source[text])), high)
            elif mates[text.bundle]:
                text.at = self.take_beside(text, mates[text.bundle], low, high)
            if text.at < 0:
                text.at = self.pages.take(text.text, low, high)
            if text.at >= 0 or self.take_long_parts(text, low):
                done.insert(k, index[text])
                if text.bundle:
                    mates[text.bundle].append(text)
            else:
                rest.append((text, low))
        rest = [(text, low) for text, low in rest if not self.take_elsewhere(text, low)]
        for text, low in rest:
            self.take_in_parts(text, low)

    def take_beside(self, text, mates, low, high):
        """Takes one that stands close to the other texts of its element."""
        close = max(low, min(mate.at for mate in mates) - CLOSE), max(mate.end() for mate in mates) + CLOSE
        return self.pages.take(text.text, close[0], min(close[1], high or close[1]))

    def near(self, at):
        """Where the text before ends, of those that stand in the order of the source."""
        return next(
            (text.end() for text in reversed(self.texts[:at]) if text.where not in MOVED and text.at >= 0), 0
        )

    def before(self, at):
        """Where the title of its task ends."""
        titles = [text for text in self.texts if text.where in TASKS and text.bundle == self.texts[at].bundle]
        titles = titles or [text for text in reversed(self.texts[:at]) if text.where in TASKS]
        return titles[0].end() if titles and titles[0].at >= 0 else 0

    def take_long_parts(self, text, low):
        """A text of which most stands whole, behind the end of a page's or a row's other texts."""
        size, at = self.pages.longest(text.text, low)
        if (
            size == len(text.text)
            or size < SHORT
            or size * 2 < len(text.text)
            or self.pages.longest(text.text[size:], at + size)[0] + size < len(text.text)
        ):
            return False
        text.at, _ = self.pages.take_parts(text.text, at)
        text.parted = True
        return True

    def take_elsewhere(self, text, low):
        text.at = self.pages.take(text.text, low)
        if text.at < 0:
            text.at = self.pages.take(text.text)
        return text.at >= 0

    def take_in_parts(self, text, low):
        text.parted = True
        words = [word for word in re.split("[、,;()]+|牵头|配合", text.text) if word]
        places = [self.pages.take(word, low) for word in words] if text.where in self.columned else [-1]
        if min(places) >= 0:
            text.at = places[0]
            return
        text.at, gone = self.pages.take_parts(text.text, low)
        if re.search(r"\w", gone):
            self.lost.append(f"{text.where}: “{gone}” of “{text.text[:40]}”")

    def order(self, chain):
        """Tells which texts do not stand in the order of the source: those beside its longest sequence."""
        for way in (1, -1, 0):
            kept = longest_sequence(chain)
            wrong = [at for at, text in enumerate(chain) if text.at >= 0 and text not in kept]
            for at in wrong if way else ():
                self.place_stretch(chain, kept, at, way)
        self.disordered += [f"{chain[at].where}: “{chain[at].text[:40]}”" for at in wrong]

    def place_stretch(self, chain, kept, at, way):
        """Places the short texts around one that is out of order anew, from the front or from behind, between
        those that are sure to stand where they are."""
        sure = [
            k
            for k, text in enumerate(chain)
            if text in kept
            and (text.parted or len(text.text) >= SURE and self.pages.text.count(text.text) == 1)
        ]
        first = max((k for k in sure if k < at), default=-1)
        last = min((k for k in sure if k > at), default=len(chain))
        stretch = [text for text in chain[first + 1 : last] if text.at >= 0 and not text.parted]
        low = chain[first].end() if first >= 0 else 0
        high = chain[last].at if last < len(chain) else len(self.pages.free)
        reached, bundle = low if way > 0 else high, None
        before, places = self.pages.free, [text.at for text in stretch]
        for text in stretch:
            self.pages.release(text.text, text.at)
        for text in stretch[::way]:
            if not text.bundle or text.bundle != bundle:
                low, high = (reached, high) if way > 0 else (low, reached)
                bundle = text.bundle
            text.at = self.pages.take(text.text, low, high, way)
            if text.at < 0:
                self.pages.free = before
                for text, at in zip(stretch, places):
                    text.at = at
                return
            reached = max(reached, text.end()) if way > 0 else min(reached, text.at)

    def look_at_rest(self, path):
        """What is left on the pages: brought by a file or printed again, as often as it may; or derived."""
        self.budget, tables = collections.Counter(), []
        self.twice(
            {
                begun.groups()
                for text in self.texts
                if text.where in POSTS
                for begun in [re.match(UNIT, text.text)]
                if begun
            }
        )
        for other in files_of(path, self.root):
            staff = self.root.get("人员库") or self.root.get("staff")
            if staff and other.endswith(staff):
                posts = posts_of(other)
                self.budget += brought_by_staff(self.root, posts)
                self.twice(
                    {
                        (squash(unit), squash(post.title))
                        for post in posts
                        for unit in post.units
                        if post.title
                    }
                )
            elif not other.endswith(".xml"):
                tables.append(other)
        self.take_heads()
        self.take_cells(tables)
        self.again()
        for part in [part for part in self.pages.free.split("\0") if part]:
            self.extra += self.underived(re.sub(DATES, "\0", part) if self.cells else part)
        self.say_again_in_indexes()
        for part in self.indexes:
            self.extra += self.underived(re.sub(DATES, "\0", self.spend(part)))

    def twice(self, posts):
        """A unit twice in a row before a post: 县财政局县财政局局长."""
        typed = " ".join(text.text for text in self.texts)
        for post in sorted(unit + unit + title for unit, title in posts):
            if post in self.pages.text and post not in typed:
                self.extra.append(f"a unit twice: {post}")

    def take_heads(self):
        """The heads of tables, again on their further pages; cells that go on there."""
        for table in self.root.iter():
            columns = [kid for kid in table if name_of(kid) in ("列", "column", "任务栏", "task-column")]
            heads = [
                text.text for kid in table if name_of(kid) in ("表头", "header") for text in typed_texts(kid)
            ]
            heads = heads or [squash(column.get("题") or column.get("title") or "序号") for column in columns]
            tall = [cell for cell in table.iter() if cell.get("跨行") or cell.get("rows")]
            if any(column.get("合并") or column.get("merge") for column in columns):
                tall = [cell for cell in table.iter() if name_of(cell) in ("格", "cell")]
            tall += [
                row[0]
                for row in table.iter()
                if len("".join(row.itertext())) > PAGE and name_of(row) in ("行", "row") and len(row)
            ]
            if name_of(table) in ("名单", "roster"):
                self.budget.update(
                    {
                        squash(tier.get("职务") or tier.get("role")): 1
                        for tier in table
                        if tier.get("职务") or tier.get("role")
                    }
                    if table.get("形式") or table.get("form")
                    else {}
                )
            self.budget.update({squash("".join(cell.itertext())): self.pages.count - 1 for cell in tall})
            for _ in range(self.pages.count) if columns else ():
                self.pages.take("".join(heads))

    def take_cells(self, files):
        """What files bring: whole cells first, then names, posts and telephones, the longest first."""
        heads = [text.text for text in self.texts if text.where in ("列@题", "栏@题", "column@title")]
        rows = [
            row
            for path in files
            for row in list(rows_of(path))[1:]
            if not set(filter(None, map(squash, row))) <= set(heads)
        ]
        self.rows = len(rows)
        cells = [cell for row in rows for cell in row if squash(cell)]
        numbers = [node for node in self.root.iter() if name_of(node) in ("发文字号", "number")]
        numbers = [
            f"〔{node.get('年') or node.get('year')}〕{node.get('号') or node.get('serial')}号" for node in numbers
        ]
        self.pages.leave_out(numbers + FILE_LABELS if cells else ())
        heap = [(-len(cell), True, cell) for cell in cells]
        heapq.heapify(heap)
        while heap:
            _, whole, text = heapq.heappop(heap)
            if self.pages.take(squash(date_text(text))) < 0 and whole:
                for piece in pieces(text):
                    heapq.heappush(heap, (-len(piece), False, piece))
        for above, below in zip(rows, rows[1:]):  # over several rows, and pages
            self.budget.update({squash(cell) for cell, under in zip(above, below) if cell and not under})
        self.cells = {text: len(rows) for cell in cells for text in [squash(cell)] + pieces(cell)}

    def again(self):
        nodes = collections.Counter(name_of(node) for node in self.root.iter())
        times = {
            "next": min(1, self.pages.count - 1),
            "pages": max(0, len(re.findall(r"第\d+页共", self.pages.text)) - nodes["表单"] - nodes["form"]),
            "cars": nodes["车辆"] + nodes["vehicle"] + self.rows,
        }
        for text in self.texts:
            if text.where in AGAIN:
                count = AGAIN[text.where][0]
                self.budget[text.text] += times.get(count, count)
            if text.text + "按姓氏" in self.pages.text or f"“{text.text}”跳至" in self.pages.text:
                self.budget[text.text] += 1
        for node in self.root.iter():
            deadline = node.get("时限") or node.get("deadline")
            if deadline and name_of(node) in ("任务", "task"):
                self.budget[squash(date_text(deadline))] += len(
                    [kid for kid in node if name_of(kid) in ("措施", "measure")]
                )
            if name_of(node) in ("附件", "attachment") and any(name_of(kid) in ("表单", "form") for kid in node):
                self.budget[squash(node.get("标题") or node.get("title") or "")] += times["pages"]

    def say_again_in_indexes(self):
        for index in [node for node in self.root.iter() if name_of(node) in INDEXES]:
            self.budget.update(self.cells)
            for area in [node for node in self.root.iter() if name_of(node) in ("领域", "area")]:
                self.index(area)

    def index(self, area):
        """An index says an area, a task and its measures anew for each unit, or for each measure."""
        for task in area:
            texts = [text.text for text in typed_texts(task) if text.text]
            units = [
                piece
                for text in typed_texts(task)
                if text.where in UNITS
                for piece in re.split("[、，,;；()]|牵头|配合", text.text)
                if piece
            ]
            rows = max(len(units), sum(name_of(node) in ("措施", "measure") for node in task), 1)
            for text in set(texts + units + [squash(area.get("题") or area.get("title") or "")]):
                self.budget[text] += rows

    def spend(self, part):
        """Leaves out what may be printed again, as often as it may."""
        for text in sorted((text for text in self.budget if len(text) > 1), key=len, reverse=True):
            while self.budget[text] > 0 and text in part:
                part = part.replace(text, "\0", 1)
                self.budget[text] -= 1
        return part

    def underived(self, part):
        part = self.spend(part)
        for why, pattern in DERIVED + DERIVED:
            part = re.sub(pattern, "\0", part)
        return [
            piece
            for piece in re.split(r"[\0、,;:()。]+", part)
            if re.search(r"\w", piece) and not self.spend_one(piece)
        ]

    def may_stand_again(self, text):
        """Whether one more of a text would be no mistake: a number, a derived word, what is printed again."""
        rest = text
        for _, pattern in DERIVED:
            rest = re.sub(pattern, "\0", rest)
        return (
            not re.search(r"[^\W\d]", rest)
            or self.budget[text] > 0
            or text in self.cells
            or bool(self.cells or self.indexes)
            and bool(re.fullmatch(DATES, text))
        )

    def spend_one(self, piece):
        self.budget[piece] -= 1
        return len(piece) == 1 and self.budget[piece] >= 0


def changed(walk, some):
    """Pages with a text doubled, dropped, or changed for one of its kind: what was done, and the pages."""
    whole = [
        text
        for text in walk.texts
        if text.at >= 0 and not text.parted and len(text.text) > 1 and not walk.may_stand_again(text.text)
    ]
    count = collections.Counter(text.text for text in whole)
    figures = [
        text for text in whole if re.search(r"\d{5}", text.text) and len(text.text) < 14
    ]  # telephones, plates
    posts = [(text, re.match(UNIT, text.text)) for text in whole if text.where in POSTS]
    posts = [(text, begun.group(1)) for text, begun in posts if begun]
    for text, unit in some.sample(posts, min(len(posts), 1)):
        page = walk.pages.text
        yield f"a unit doubled: “{text.text}”", page[: text.at] + unit + page[text.at :]
    for text in some.sample(whole, min(len(whole), CHANGES)) + some.sample(figures, min(len(figures), 1)):
        page = walk.pages.text
        yield f"doubled: {text.where}: “{text.text[:40]}”", page[: text.end()] + text.text + page[
            text.end() :
        ]
        yield f"dropped: {text.where}: “{text.text[:40]}”", page[: text.at] + page[text.end() :]
        others = [
            other
            for other in whole
            if other.where == text.where
            and count[other.text] == 1
            and (not text.bundle or other.bundle != text.bundle)
            and (other.end() <= text.at or text.end() <= other.at)
        ]
        if others and count[text.text] == 1 and text.where not in UNORDERED:
            first, second = sorted((text, some.choice(others)), key=lambda text: text.at)
            yield f"changed: {text.where}: “{first.text[:20]}” and “{second.text[:20]}”", (
                page[: first.at]
                + second.text
                + page[first.end() : second.at]
                + first.text
                + page[second.end() :]
            )


def run(job):
    """The walk of one document: what is wrong, and which changes are not found; None: it does not compile."""
    program, path, pdf, mutate = job
    built = subprocess.run(
        [program, "build", "--free-fonts", path, "-o", pdf], capture_output=True, text=True
    )
    if built.returncode:
        return None
    pages = Pages.of_file(pdf)
    walk = Walk(path, Pages(pages.text, pages.count), built.stderr + built.stdout)
    missed, n = [], 0
    for what, text in changed(walk, random.Random(path)) if mutate else ():
        n += 1
        if not Walk(path, Pages(text, pages.count), built.stderr + built.stdout).faults():
            missed.append(f"not found: {what}")
    return walk.faults(), missed, n


def documents(files):
    for path in files:
        try:
            if name_of(parse(path)) in DOCUMENTS:
                yield path
        except (ET.ParseError, ValueError):
            pass  # a mistake's case


def main(program, files, mutate):
    given = bool(files)
    files = files or sorted(
        glob.glob("inputs/**/*.xml", recursive=True) + glob.glob("tests/cases/**/*.xml", recursive=True)
    )
    failed = count = changes = 0
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(os.cpu_count()) as pool:
        jobs = [
            (program, path, os.path.join(folder, f"{at}.pdf"), mutate)
            for at, path in enumerate(documents(files))
        ]
        for (_, path, _, _), result in zip(jobs, pool.map(run, jobs, chunksize=8)):
            if result is None:
                continue
            faults, missed, n = result
            count, changes, failed = count + 1, changes + n, failed + bool(faults or missed)
            for fault in faults + missed:
                print(f"{path}: {fault}")
    print(f"lost: {count - failed} passed, {failed} failed" + f"; {changes} changes of the pages" * mutate)
    sys.exit(failed > 0 or (given and not count))


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--mutate"]
    main(arguments[0], arguments[1:], "--mutate" in sys.argv)
