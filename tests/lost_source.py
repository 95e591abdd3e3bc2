"""What a document types, and what the files beside it hold: the source's side of lost.py."""
import bisect
import collections
import csv
import io
import os
import re
import sys
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from decimal import Decimal

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "sweep"))
from shown import BUILT_IN, show  # noqa: E402

from lost_words import CHOICES, GROUPED, HEADS, INDEXES, KEYS, NAMED, NEVER, OPTIONS, PLACES, SHOWN, TITLES


# Radicals and private use are read as the usual characters.
USUAL = {
    int(odd, 16): int(usual, 16)
    for odd, usual in re.findall(
        r"USUAL_(?:RADICAL|PRIVATE)\((0x\w+), (0x\w+)\)",
        open(os.path.join(os.path.dirname(__file__), "../generator/base/usual.def"), encoding="utf-8").read(),
    )
}


def squash(text):
    """Without blanks; compatible forms alike."""
    text = unicodedata.normalize("NFKC", text.translate(USUAL))
    text = re.sub("(?<=[一-龥])[.・•‧](?=[一-龥])", "·", text)  # of names
    return re.sub(
        r"[\s\u200b-\u200f\u2028-\u202f\u2060\ufeff\u00ad\ufffc\ufe00-\ufe0f\U000e0100-\U000e01ef]+", "", text
    )


def parse(path):
    """Python's parser does not know GB 18030."""
    data = open(path, "rb").read()
    found = re.match(rb"""<\?xml[^>]*encoding=["']([\w-]+)["']""", data)
    if found and found[1].lower().startswith(b"gb"):
        data = re.sub(r"^<\?xml.*?\?>", "", data.decode("gb18030")).encode()
    return ET.fromstring(data)


def name_of(node):
    return node.tag.split("}")[-1] if isinstance(node.tag, str) else ""


def hidden(node, key, around):
    """An attribute that is not printed."""
    name = name_of(node)
    if (name, key) in SHOWN:
        return node.get(key).isdigit()
    if name in NAMED and key in ("名", "name"):
        return bool(node.get("题") or node.get("title")) or name_of(around) in ("问", "question")
    if key in NEVER or PLACES.search(key) or (name, key) in KEYS:
        return True
    if node.get(key) in CHOICES and key not in TITLES:
        return True
    if around is not None and name_of(around) in ("问", "question") and key in ("题", "title"):
        return True  # the name of its field in the file
    headed = around is not None and any(name_of(k) in ("表头", "header") for k in around)
    return headed and name in ("列", "column") and key in ("题", "title")


def date_text(text):
    """A date as it is printed."""
    date = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", text)
    return "".join(f"{int(part)}{unit}" for part, unit in zip(date.groups(), "年月日") if part) if date else text


class Text:
    """A text as typed: what holds it, and its element, whose attributes are printed in any order."""

    def __init__(self, where, text, bundle=None):
        self.where, self.text, self.bundle = where, date_text(squash(text)), bundle
        self.at = -1  # where it stands on the pages
        self.parted = False

    def end(self):
        return self.at + len(self.text)


def typed_texts(node, around=None, sorted_as=None):
    """The texts of an element, in the order of the source; words to choose from one by one."""
    name = name_of(node)
    if name in ("成员单位", "member-units"):
        return  # asked for by 成员: their posts are printed
    sorted_as = sorted_as or (id(node) if node.get("排序") or node.get("order") else None)
    for key, value in node.attrib.items():
        if key in HEADS:
            for head in re.split("[、，,;；]", value):
                yield Text(f"{name}@{key}", head)
        elif key not in OPTIONS and not hidden(node, key, around):
            yield Text(
                f"{name}@{key}",
                value + "车" * ((name, key) == ("车辆", "号") and value.endswith("号")),
                sorted_as or (id(around) if name in GROUPED else id(node)),
            )
    if name in INDEXES:
        yield Text(name, "index")
    if name:
        yield Text(
            name,
            node.text or "",
            sorted_as or (id(around) if name in GROUPED else None if len(node) else id(node)),
        )
    for child in node:
        yield from typed_texts(child, node, sorted_as)
        yield Text(name, child.tail or "", sorted_as)
    if (node.get("答") or node.get("answer")) in ("是否", "有无", "yes-no"):
        for word in node.get("答") if node.get("答") else "是否":
            yield Text(f"{name}@{'答'}", word)
    if name in ("框", "choice") and not OPTIONS & set(node.attrib) and not len(node):
        yield from (Text(f"{name}@选项", word) for word in "是否")
    for key in OPTIONS & set(node.attrib):  # behind their question
        for option in re.split("[、，,;；]", node.get(key)):
            yield Text(f"{name}@{key}", option)


def files_of(path, root):
    folder = os.path.dirname(path)
    for node in root.iter():
        for value in node.attrib.values():
            other = os.path.join(folder, value)
            if re.search(r"\.(xml|csv|xls[xm])$", value) and os.path.isfile(other):
                yield other


def rows_of(path):
    """The rows of a table beside the document."""
    if path.endswith(".csv"):
        data = open(path, "rb").read()
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("gb18030")
        yield from csv.reader(io.StringIO(text))
        return
    with zipfile.ZipFile(path) as book:
        shared = []
        if "xl/sharedStrings.xml" in book.namelist():
            shared = [
                "".join(t.text or "" for t in item.iter() if name_of(t) == "t")
                for item in ET.fromstring(book.read("xl/sharedStrings.xml"))
            ]
        formats = formats_of(book)
        for part in sorted(book.namelist()):
            if re.match(r"xl/worksheets/.*\.xml$", part):
                for row in ET.fromstring(book.read(part)).iter():
                    if name_of(row) == "row":
                        yield row_texts(row, shared, formats)


def formats_of(book):
    """The formats that cells show their numbers by, by the number of their style."""
    if "xl/styles.xml" not in book.namelist():
        return []
    styles = ET.fromstring(book.read("xl/styles.xml"))
    codes = dict(BUILT_IN)
    for node in styles.iterfind("{*}numFmts/{*}numFmt"):
        codes[int(node.get("numFmtId"))] = node.get("formatCode")
    return [codes.get(int(x.get("numFmtId", 0)), "General") for x in styles.iterfind("{*}cellXfs/{*}xf")]


def row_texts(row, shared, formats):
    texts = []
    for cell in row:
        column = 0
        for letter in re.match("[A-Z]*", cell.get("r") or "")[0]:
            column = column * 26 + ord(letter) - ord("A") + 1
        texts += [""] * (column - 1 - len(texts)) + [cell_text(cell, shared, formats)]
    return texts


def cell_text(cell, shared, formats):
    text = "".join(t.text or "" for t in cell.iter() if name_of(t) in ("v", "t"))
    if text and cell.get("t", "n") == "n":
        return show(formats[int(cell.get("s", 0))] if formats else "General", Decimal(text))
    return shared[int(text)] if cell.get("t") == "s" else text


class Post:
    """A post of a staff file: its units' names, its own name, and who held it, with what is known of them."""

    def __init__(self, units, title, people, key=None):
        self.key = key
        self.units, self.title, self.people = [unit for unit in units if unit], title or "", people
        for unit in list(self.units):  # 白石镇副镇长 of 白石镇人民政府
            self.units += re.sub("(人民政府|政府|党委|委员会)$", r" \1", unit).split()

    def asked_by(self, value):
        return (
            value in (self.key, self.title)
            or value in self.units
            or any(value in words for words in self.people)
            or value.endswith(self.title)
            and any(value.startswith(unit[:2]) for unit in self.units)
        )


def posts_of(path):
    """The posts of a staff file."""
    if not path.endswith(".xml"):
        head, *rows = rows_of(path)
        at = {squash(name): k for k, name in enumerate(head)}
        return [Post([row[at["单位"]]], row[at["职务"]], [row]) for row in rows if len(row) == len(head)]
    root = parse(path)
    persons, posts = {}, []
    for node in root.iter():
        if name_of(node) in ("人员", "person"):
            words = [squash(word) for word in node.attrib.values()]
            persons.update({key: words for key in words})

    def visit(node, units):
        for child in node:
            names = [
                child.get(key)
                for key in ("名称", "简称", "曾用名", "name", "short-name", "former")
                if child.get(key)
            ]
            if name_of(child) in ("岗位", "post"):
                key = child.get("代号") or child.get("id")
                names_of_it = [key] + [unit + (child.get("职务") or "") for unit in units]
                tenures = list(child) + [
                    t
                    for t in root.iter()
                    if (t.get("岗位") or t.get("post") or "") in filter(None, names_of_it)
                ]
                holders = [t.get("人员") or t.get("person") for t in tenures]
                posts.append(
                    Post(
                        units + [child.get("单位") or child.get("unit")],
                        child.get("职务") or child.get("title"),
                        [persons.get(holder, [holder]) for holder in holders],
                        key,
                    )
                )
            visit(child, units + names)

    visit(root, [])
    everyone = {tuple(words): words for words in persons.values()}
    return posts + [Post([], "", [words]) for words in everyone.values()]


def best(posts, value):
    """The posts that a text asks for: 副局长 rather than 局长."""
    found = [post for post in posts if post.asked_by(value)]
    longest = max((len(post.title) for post in found if value.endswith(post.title)), default=0)
    return [
        post
        for post in found
        if not post.title or not value.endswith(post.title) or len(post.title) == longest
    ]


def brought_by_staff(root, posts):
    """How often each word of a staff file may be printed: an element that asks for a post or a person
    brings their words once, and those of the posts that the person holds besides."""
    budget = collections.Counter()
    members = [
        unit
        for node in root.iter()
        if name_of(node) in ("成员单位", "member-units")
        for unit in re.split(r"[、，,\s]+", node.text or "")
    ]
    for node in root.iter():
        persons = [node.get(key) for key in ("人员", "person", "固定", "pinned") if node.get(key)]
        asked = persons + [node.get(key) for key in ("岗位", "post", "单位", "unit") if node.get(key)]
        asked = [squash(value) for value in asked]
        asked += members if node.get("成员单位") or node.get("units") else []
        found = [post for value in asked for post in best(posts, value)]
        people = [
            words
            for post in found
            for words in post.people
            if not persons or any(person in words for person in persons)
        ]
        people = [list(words) for words in {tuple(words) for words in people}]
        found += [
            post for post in posts if post not in found and any(words in post.people for words in people)
        ]
        for words in people:
            budget.update({squash(word) for word in words if word})
        for post in found:
            for _ in post.people:
                budget.update({squash(unit + post.title) for unit in post.units + [""]} | set(post.units))
        budget.update(persons + asked)
    return budget


def merge_tables(root):
    """Leaves out what stands once for several rows: cells of columns that are merged, tiers."""
    for node in root.iter():
        for kid in [k for k in node if k.get("装订") == "否" or k.get("bound") == "no"]:
            node.remove(kid)  # behind all others
            node.append(kid)
    for table in root.iter():
        columns = [
            k
            for k in table
            if name_of(k) in ("列", "column") and k.get("内容") != "序号" and k.get("content") != "number"
        ]
        merged = [k for k, column in enumerate(columns) if column.get("合并") or column.get("merge")]
        for rows in [table] + [k for k in table if name_of(k) in ("组", "group")]:
            above = None
            for row in [k for k in rows if name_of(k) in ("行", "row")] if merged else ():
                said = ["".join(cell.itertext()) for cell in row]
                same = above is not None and len(said) == len(above) == len(columns)
                for k in merged:
                    same = same and said[k] == above[k]
                    if same:
                        row[k].clear()
                above = said
        tier = None
        for part in table:
            for key in ("层级", "tier"):
                if part.get(key) and part.get(key) == tier:
                    del part.attrib[key]
                tier = part.get(key) or tier


def say_again(root):
    """What a notice says again by the rules, as elements where it says it: an attachments' note, a table of
    contents, the organ in the signature, the number on attachments that are not bound."""
    organs = [node for node in root.iter() if name_of(node) in ("发文机关", "issuer")]
    numbers = [
        node.get("代字") or node.get("code") or node.get("文字") or node.get("words") for node in root.iter() if name_of(node) in ("发文字号", "number")
    ]
    for node in root.iter():
        named = (
            node.get("署名")
            or node.get("organ")
            or "签名章" in node.get("形式", "")
            or "stamp" in node.get("form", "")
        )
        if name_of(node) in ("落款", "signature") and not len(node) and not named:
            for organ in organs:
                ET.SubElement(node, "署名").text = organ.text
        kids = [kid for kid in node if name_of(kid) in ("附件", "attachment")]
        if kids:
            place = next(
                (at + 1 for at, kid in enumerate(node) if name_of(kid) in ("正文", "body")),
                list(node).index(kids[0]),
            )
            for kid in reversed(kids):
                title = "".join("".join(k.itertext()) for k in kid if name_of(k) in ("标题", "title"))
                node.insert(place, ET.Element("附件说明", {"题": kid.get("标题") or kid.get("title") or title}))
        for kid in kids:
            if kid.get("另附") == "是" or kid.get("apart") == "yes":
                node.remove(kid)  # its title stands in the note alone
            if (kid.get("装订") == "否" or kid.get("bound") == "no") and numbers:
                kid.set("发文字号", numbers[0])
        for kid in [kid for kid in node if kid.get("印出") == "否" or kid.get("shown") == "no"]:
            node.remove(kid)
        if name_of(node) in ("目录", "contents"):
            depth = int(node.get("层数") or node.get("depth") or 2)
            for section, level in list(sections(root, 1)):
                if level <= depth:
                    words = section.text if name_of(section) in SUBHEADINGS else ""
                    ET.SubElement(node, "目", {"题": words or section.get("题") or section.get("title") or ""})


SUBHEADINGS = ("小标题", "subheading")


def sections(node, level):
    for kid in node:
        below = name_of(kid) in ("层次", "section")
        if name_of(kid) in SUBHEADINGS:
            yield kid, int(kid.get("级") or kid.get("level") or 1)
        if below:
            yield kid, level
        yield from sections(kid, level + below)


def with_forms(path):
    """The document, with the forms of its attachments, whose titles are theirs."""
    root = parse(path)
    for node in list(root.iter()):
        name = node.get("表单") or node.get("form") or ""
        if name.endswith(".xml"):
            form = parse(os.path.join(os.path.dirname(path), name))
            form.attrib.pop("题", form.attrib.pop("title", None))
            node.append(form)
        for legal in (
            [kid for form in node for kid in form if name_of(kid) == "法定标识"] if node.get("标题") else ()
        ):
            legal.set("附件标题", node.attrib.pop("标题"))  # below them
    say_again(root)
    merge_tables(root)
    return root


def pieces(cell):
    """Names, posts, telephones of a cell."""
    return [
        piece
        for part in map(squash, re.split(r"[\s、,，;；:：()（）。]+", cell))
        for piece in re.split(r"(?<=\D)(?=\d{7})", part)
        if piece
    ]


def longest_sequence(chain):
    """The most texts of a chain that stand in its order; those of one element are taken as they stand."""
    first = {}
    for at, text in enumerate(chain):
        first.setdefault(text.bundle or text, at)
    placed = [text for text in chain if text.at >= 0]
    placed.sort(key=lambda text: (first[text.bundle or text], text.at))
    ends, last, before = [], [], {}
    for text in placed:
        k = bisect.bisect(ends, text.at)
        before[text] = last[k - 1] if k else None
        ends[k : k + 1], last[k : k + 1] = [text.at], [text]
    kept, text = set(), last[-1] if last else None
    while text:
        kept.add(text)
        text = before[text]
    return kept
