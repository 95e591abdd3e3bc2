#!/usr/bin/env python3
"""Drafts as offices have them, made by others' programs from truths written by hand.

    make.py              the Word files beside their truths, anew (python3-docx, pandoc, LibreOffice, docx of npm)
    drafts(folder)       for tests: plain texts and Markdown are made on the way, Word files lie there

A truth has a line for each paragraph: its kind, how it looks, a tab, its text as typed. Kinds are those of the
report (import/kinds.def); heading and numbered have their level behind them, r: text runs on behind the heading.
Looks: c, r (centred, right), i (indented by two characters), b (bold), b2 (bold up to the first 。), hei, kai, song,
red, a size in points, page (begins a page), auto1, auto3 (numbered by the word processor at a level), wrap60 (of a
text: broken by its editor at 60 columns)."""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
FACES = {"hei": "黑体", "kai": "楷体_GB2312", "song": "方正小标宋简体"}
HAN = "一二三四五六七八九十"


class Paragraph:
    def __init__(self, line):
        head, _, self.text = line.partition("\t")
        self.kind, *looks = head.split(",")
        self.blank = self.kind == "-"
        self.align = "center" if "c" in looks else "right" if "r" in looks else ""
        self.indent, self.bold, self.page = "i" in looks, "b" in looks, "page" in looks
        self.bold_first, self.red = "b2" in looks, "red" in looks
        self.face, self.size, self.auto, self.wrap = "仿宋_GB2312", 16, 0, 0
        for look in looks:
            name, figure = re.match(r"([a-z]+)(\d*)$", look).groups()
            self.face = FACES.get(name, self.face)
            self.size = int(figure) if name in FACES and figure else self.size
            self.auto = int(figure) if name == "auto" else self.auto
            self.wrap = int(figure) if name == "wrap" else self.wrap

    def runs(self):
        """Texts, and whether each is bold."""
        stop = self.text.find("。") + 1 if self.bold_first else 0
        return [(self.text[:stop], True), (self.text[stop:], False)] if stop else [(self.text, self.bold)]


def read(path):
    with open(path, encoding="utf-8") as file:
        first, *lines = file.read().split("\n")
    how = first.lstrip("# ").split()
    return how[0], how[1:], [Paragraph(line) for line in lines if line]


def auto_labels(paragraphs):
    """What the word processor shows before those that it numbers."""
    counts = [0, 0, 0, 0]
    for p in paragraphs:
        if p.auto:
            counts[p.auto - 1] += 1
            counts[p.auto :] = [0] * (4 - p.auto)
            n = counts[p.auto - 1]
            yield [f"{HAN[n - 1]}、", f"（{HAN[n - 1]}）", f"{n}.", f"（{n}）"][p.auto - 1]


# ---- plain texts ----


def wrapped(p):
    """No line begins with a mark."""
    lines, width = [""], 0
    for c in p.text:
        columns = 2 if unicodedata.east_asian_width(c) in "WFA" else 1
        if p.wrap and width + columns > p.wrap and c not in "。，、；：）”":
            lines.append("")
            width = 0
        lines[-1] += c
        width += columns
    return lines


def as_text(paragraphs, how, path):
    ends = "\r\n" if "crlf" in how else "\n"
    text = ends.join(line for p in paragraphs for line in wrapped(p)) + ends
    code = "gb18030" if "gb18030" in how else "utf-16" if "utf16" in how else "utf-8"
    with open(path, "wb") as file:
        file.write(text.encode(code))


def as_markdown(paragraphs, path):
    out = []
    for p in paragraphs:
        text = p.text.strip()
        level = re.match(r"heading(\d)", p.kind)
        mark = "# " if p.kind == "title" else "#" * (int(level.group(1)) + 1) + " " if level else ""
        out.append(mark + text)
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n\n".join(out) + "\n")


# ---- Word files ----


def number_levels(document):
    """A list of several levels, as a word processor has it; the id of its instance."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    formats = ["chineseCounting", "chineseCounting", "decimal", "decimal"]
    texts = ["%1、", "（%2）", "%3.", "（%4）"]
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{formats[i]}"/><w:lvlText w:val="{texts[i]}"/></w:lvl>'
        for i in range(4)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    return parse_xml, nsdecls


def by_python_docx(paragraphs, how, path):
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    document = docx.Document()
    parse_xml, nsdecls = number_levels(document) if "auto" in how else (None, None)
    for p in paragraphs:
        made = document.add_paragraph()
        made.alignment = {"center": ALIGN.CENTER, "right": ALIGN.RIGHT, "": None}[p.align]
        made.paragraph_format.page_break_before = True if p.page else None
        made.paragraph_format.first_line_indent = Pt(2 * p.size) if p.indent else None
        if p.auto:
            made._p.get_or_add_pPr().append(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{p.auto - 1}"/><w:numId w:val="77"/></w:numPr>')
            )
        for text, bold in p.runs():
            run = made.add_run(text)
            run.bold = True if bold else None
            run.font.color.rgb = RGBColor(0xFF, 0, 0) if p.red else None
            if "rich" in how:
                run.font.size = Pt(p.size)
                run.font.name = "Times New Roman"
                run._element.rPr.rFonts.set(qn("w:eastAsia"), p.face)
    document.save(path)


def html(paragraphs):
    out = []
    for p in paragraphs:
        style = f"text-align:{p.align or 'left'};font-family:'{p.face}';font-size:{p.size}pt"
        style += f";text-indent:{2 * p.size}pt" if p.indent else ""
        style += ";color:#ff0000" if p.red else ""
        style += ";page-break-before:always" if p.page else ""
        text = "".join(f"<b>{t}</b>" if bold else t for t, bold in p.runs())
        text = text.replace("  ", "&nbsp;&nbsp;").replace("\t", "&#9;")
        out.append(f'<p style="{style}">{text or "<br>"}</p>')
    return f'<html><head><meta charset="utf-8"></head><body>{"".join(out)}</body></html>'


def by_pandoc(paragraphs, how, path):
    subprocess.run(["pandoc", "-f", "html", "-o", path], input=html(paragraphs).encode(), check=True)


def by_libreoffice(paragraphs, how, path):
    with tempfile.TemporaryDirectory() as temp:
        source = os.path.join(temp, os.path.basename(path).replace(".docx", ".html"))
        with open(source, "w", encoding="utf-8") as file:
            file.write(html(paragraphs))
        for target in (["odt", "--infilter=HTML (StarWriter)", source], ["docx", source.replace(".html", ".odt")]):
            subprocess.run(["soffice", "--headless", "--convert-to", *target, "--outdir", temp],
                           check=True, capture_output=True)
        shutil.move(source.replace(".html", ".docx"), path)


NPM = """
const docx = require('docx'), fs = require('fs');
const list = JSON.parse(fs.readFileSync(0));
const twips = 20, children = list.map(p => new docx.Paragraph({
    alignment: p.align || undefined, pageBreakBefore: p.page,
    indent: p.indent ? {firstLine: 2 * p.size * twips} : undefined,
    children: p.runs.map(([text, bold]) => new docx.TextRun({text, bold, color: p.red ? 'FF0000' : undefined,
        size: p.rich ? 2 * p.size : undefined, font: p.rich ? {ascii: 'Times New Roman', eastAsia: p.face} : undefined}))}));
docx.Packer.toBuffer(new docx.Document({sections: [{children}]})).then(b => fs.writeFileSync(process.argv[1], b));
"""


def by_docx_npm(paragraphs, how, path):
    """NODE_PATH has to lead to it."""
    rows = [dict(vars(p), runs=p.runs(), rich="rich" in how) for p in paragraphs]
    subprocess.run(["node", "-e", NPM, path], input=json.dumps(rows).encode(), check=True)


WORD = {"python-docx": by_python_docx, "pandoc": by_pandoc, "libreoffice": by_libreoffice, "docx-npm": by_docx_npm}


def truths():
    return sorted(glob.glob(os.path.join(HERE, "notices", "*.truth")))


def drafts(folder):
    """For each truth the draft's path and its paragraphs, blank ones left out."""
    for path in truths():
        maker, how, paragraphs = read(path)
        name = os.path.basename(path)[: -len(".truth")]
        draft = os.path.join(folder, name + {"txt": ".txt", "md": ".md"}.get(maker, ".docx"))
        if maker == "txt":
            as_text(paragraphs, how, draft)
        elif maker == "md":
            as_markdown(paragraphs, draft)
        else:
            shutil.copy(path.replace(".truth", ".docx"), draft)
        yield draft, [p for p in paragraphs if not p.blank]


def main():
    for path in truths():
        maker, how, paragraphs = read(path)
        if maker in WORD:
            WORD[maker](paragraphs, how, path.replace(".truth", ".docx"))


if __name__ == "__main__":
    sys.exit(main())
