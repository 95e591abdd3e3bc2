#!/usr/bin/env python3
"""Documents for word processors: docx.py PROGRAM

Every sample of inputs/ and every golden case that compiles, as .docx, read by Python's own ZIP and XML:
the same bytes twice; the order of elements that Word insists on; what WPS asks for (a paragraph in each
cell, a grid as wide as each row's cells); controls that are told apart; each sentence that was typed and
stands on the pages stands in the file; and imported, it is the source again. Where LibreOffice is there,
it opens the samples with the free fonts under the office's names: as many pages as the PDF has."""
import collections
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile
from concurrent.futures import ThreadPoolExecutor

from lost import documents
from lost_source import parse, squash, typed_texts, with_forms

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ORDER = {  # of ECMA-376, of what is written
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr tabs kinsoku wordWrap"
    " overflowPunct autoSpaceDE autoSpaceDN snapToGrid spacing ind jc outlineLvl rPr sectPr",
    "rPr": "ins del rStyle rFonts strike snapToGrid color spacing w position sz szCs u vertAlign lang",
    "tblPr": "tblpPr tblW tblInd tblBorders tblLayout tblCellMar",
    "tcPr": "tcW gridSpan vMerge tcBorders vAlign",
    "trPr": "ins del cantSplit trHeight tblHeader",
    "sectPr": "footerReference footnotePr type pgSz pgMar pgNumType cols titlePg docGrid",
    "style": "name aliases basedOn qFormat pPr rPr tblPr",
    "settings": "zoom bordersDoNotSurroundHeader bordersDoNotSurroundFooter defaultTabStop evenAndOddHeaders"
    " drawingGridVerticalSpacing noPunctuationKerning characterSpacingControl footnotePr compat docVars"
    " themeFontLang",
}
UNORDERED = {"trPr"}
TAG_MOST, VARIABLE_MOST = 64, 65280
# Documents of up to SHORT pages have as many by LibreOffice, but for those whose last page is full to the line:
# it sets a quarter of a character beside figures (before 24.8), and squeezes no marks (it does not read
# w:characterSpacingControl), so that some paragraphs of theirs take a line more. Longer ones have one more or less for
# each 30 pages.
SHORT, LONG = 5, 30
FULL = {
    "inputs/样张/落款与正文同页.xml": "two paragraphs that our marks, squeezed, keep on a line less; the imprint has no room left",
    "inputs/样张/请示-上行文.xml": "three paragraphs with figures; the annotation is the page's last line",
}


def name_of(node):
    return node.tag[len(W) :] if isinstance(node.tag, str) and node.tag.startswith(W) else ""


def order_faults(root):
    for node in root.iter():
        name = name_of(node)
        if name not in ORDER:
            continue
        known, children = ORDER[name].split(), [name_of(child) for child in node]
        for child in children:
            if child not in known:
                yield f"w:{name} has w:{child}"
        places = [known.index(child) for child in children if child in known]
        if places != sorted(places) and name not in UNORDERED:
            yield f"w:{name} is out of order: {' '.join(children)}"


def table_faults(root):
    for table in root.iter(W + "tbl"):
        columns = len(table.find(W + "tblGrid"))
        for row in table.findall(W + "tr"):
            spans = 0
            for cell in row.findall(W + "tc"):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                spans += int(span.get(W + "val")) if span is not None else 1
                if name_of(cell[-1]) != "p":
                    yield "a cell does not end in a paragraph"
            if spans != columns:
                yield f"a row has {spans} of {columns} columns"


def control_faults(root):
    tags = [tag.get(W + "val") for tag in root.iter(W + "tag")]
    numbers = [number.get(W + "val") for number in root.iter(f"{W}sdtPr") for number in number.findall(W + "id")]
    if any(len(tag) > TAG_MOST for tag in tags):
        yield "a tag is too long"
    if len(set(numbers)) != len(set(tags)):
        yield "two controls have one number"


def part_faults(archive):
    names = set(archive.namelist())
    types = archive.read("[Content_Types].xml").decode()
    for name in sorted(names):
        root = ET.fromstring(archive.read(name)) if name.endswith((".xml", ".rels")) else None
        if root is None:
            continue
        yield from (f"{name}: {fault}" for fault in order_faults(root))
        yield from (f"{name}: {fault}" for fault in table_faults(root))
        if name.startswith("word/") and name.count("/") == 1 and f'"/{name}"' not in types:
            yield f"{name} has no type"
        if name == "word/document.xml":
            yield from control_faults(root)
    targets = dict(re.findall(r'Id="([^"]+)"[^>]*Target="([^"]+)"', archive.read("word/_rels/document.xml.rels").decode()))
    used = re.findall(r'r:(?:id|embed)="([^"]+)"', archive.read("word/document.xml").decode())
    yield from (f"{key} leads nowhere" for key in used if f"word/{targets.get(key)}" not in names)
    for variable in ET.fromstring(archive.read("word/settings.xml")).iter(W + "docVar"):
        if len(variable.get(W + "val")) > VARIABLE_MOST:
            yield "a variable is too long"


def text_of(archive):
    """All text, without blanks; rows of a table's head once."""
    out = []
    for name in ("word/document.xml", "word/footnotes.xml"):
        for node in ET.fromstring(archive.read(name)).iter():
            if name_of(node) in ("t", "delText"):
                out.append(node.text or "")
            elif name_of(node) == "p":
                out.append("\n")
    return squash("".join(out))


def lost(path, document, pages):
    """Texts, and of those that stand on the pages in parts the sentences."""
    for text in typed_texts(with_forms(path)):
        parts = [text.text] if text.text in pages else re.findall(r"[^。；！？]+[。；！？]?", text.text)
        for part in parts:
            if part and part in pages and part not in document:
                yield f"lost: {text.where} {part}"


def build(program, path, to):
    return subprocess.run([program, "build", "--free-fonts", path, "-o", to], capture_output=True).returncode == 0


def not_back(program, path, docx):
    """What nobody edited comes back byte for byte; of another encoding, as UTF-8."""
    back = docx.replace(".docx", ".xml")
    run = subprocess.run([program, "import", "--force", docx, "-o", back], capture_output=True, text=True)
    if run.returncode:
        return ["it is not taken back"]
    if "D188" not in run.stderr:
        return ["something is told of what nobody touched"]
    have, want = open(back, "rb").read(), open(path, "rb").read()
    os.remove(back)
    if have == want:
        return []
    same = ET.tostring(ET.fromstring(have)) == ET.tostring(parse(path)) if b"UTF-8" not in want[:60] else False
    return [] if same or have == want[3:] else ["it comes back as something else"]


def check(job):
    """The faults of one document; None: it does not compile."""
    program, path, to = job
    again = to.replace(".docx", "-again.docx")
    pages = subprocess.run([program, "dump", "--stage", "text", "--free-fonts", path], capture_output=True, text=True)
    if pages.returncode:
        return None
    if not build(program, path, to) or not build(program, path, again):
        return ["its .docx is not made"]
    faults = [] if open(to, "rb").read() == open(again, "rb").read() else ["not the same bytes twice"]
    os.remove(again)
    faults += not_back(program, path, to)
    with zipfile.ZipFile(to) as archive:
        faults += part_faults(archive)
        faults += lost(path, text_of(archive), squash(pages.stdout))
    return faults


# ---- an independent reader ----

ALIASES = {
    "方正小标宋简体": "Noto Serif CJK SC",
    "仿宋_GB2312": "FandolFang R",
    "楷体_GB2312": "FandolKai",
    "黑体": "Noto Sans CJK SC",
    "宋体": "Noto Serif CJK SC",
    "Times New Roman": "Liberation Serif",
}


def convert(folder, files):
    """By LibreOffice, which finds the free fonts under the office's names."""
    config = os.path.join(folder, "fonts.conf")
    with open(config, "w", encoding="utf-8") as out:
        out.write(f"<fontconfig><dir>{os.path.abspath('fonts/free')}</dir><cachedir>{folder}/cache</cachedir>")
        for name, stand_in in ALIASES.items():
            out.write(
                f'<alias binding="same"><family>{name}</family><prefer><family>{stand_in}</family></prefer></alias>'
            )
        out.write("</fontconfig>")
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", folder]
        + files,
        env=dict(os.environ, FONTCONFIG_FILE=config),
        capture_output=True,
        timeout=240,
    )


def count_pages(pdf):
    if not os.path.exists(pdf):
        return 0
    found = re.search(r"Pages:\s+(\d+)", subprocess.run(["pdfinfo", pdf], capture_output=True, text=True).stdout)
    return int(found[1]) if found else 0


def page_faults(program, path, docx, folder):
    pdf = os.path.join(folder, "own.pdf")
    build(program, path, pdf)
    want, have = count_pages(pdf), count_pages(docx.replace(".docx", ".pdf"))
    most = max(1, want // LONG * 2) if want > SHORT or path in FULL else 0
    return [] if have and abs(want - have) <= most else [f"{want} pages, by LibreOffice {have}"]


def main(program):
    samples = sorted(glob.glob("inputs/**/*.xml", recursive=True))
    files = list(documents(samples + sorted(glob.glob("tests/cases/layout/*.xml"))))
    failed, seen = 0, collections.OrderedDict()
    with tempfile.TemporaryDirectory() as folder:
        jobs = [(program, path, os.path.join(folder, f"{at}.docx")) for at, path in enumerate(files)]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for (_, path, to), faults in zip(jobs, pool.map(check, jobs)):
                if faults is not None:
                    seen[path] = (to, faults)
        office = shutil.which("soffice")
        if office:
            convert(folder, [seen[path][0] for path in samples if path in seen])
        for path, (to, faults) in seen.items():
            if office and path in samples:
                faults = faults + page_faults(program, path, to, folder)
            failed += bool(faults)
            for fault in faults:
                print(f"{path}: {fault}")
    told = "" if office else "; LibreOffice is not here: pages were not compared (skipped)"
    print(f"docx: {len(seen) - failed} passed, {failed} failed{told}")
    sys.exit(failed > 0 or not seen)


if __name__ == "__main__":
    main(sys.argv[1])
