#!/usr/bin/env python3
"""Pictures in Word files, in and back: docx_pictures.py PROGRAM

Drafts of others (by hand and, where it is there, by pandoc) with pictures in the text, in a table, in an attachment,
as VML, cropped, twice, of other kinds, in other files: each PNG and JPEG becomes a file with the same bytes and an
element at its place, the others are told, nothing outside is opened. Then what people do to pictures in a file of
ours."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

from docx_edits import W, changed, control, paragraph, parent, put_behind

CASES = "tests/cases/layout"
PNG, JPEG, GREY = (open(os.path.join(CASES, name), "rb").read() for name in ("路线.png", "现场.jpg", "灰.jpg"))
EMF = b"\x01\x00\x00\x00" + bytes(84) + b" EMF" + bytes(40)
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def p(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def run(relation, words="图片 1", crop="", by="embed"):
    """60 mm wide."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="2160000" cy="1440000"/><wp:docPr id="1" name="图片 1" descr="{words}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill>'
        f'<a:blip r:{by}="{relation}"/>{crop}</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def shape(relation):
    return f'<w:r><w:pict><v:shape><v:imagedata r:id="{relation}"/></v:shape></w:pict></w:r>'


def write_draft(path, body, parts, outside=()):
    relations = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/image" Target="media/{name}"/>' for key, (name, _) in parts.items()
    ) + "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/image" Target="{target}" TargetMode="External"/>' for key, target in outside
    )
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("[Content_Types].xml", "<Types/>")
        out.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        out.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>')
        out.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        for name, data in parts.values():
            out.writestr("word/media/" + name, data)


def take(program, draft, target):
    return subprocess.run([program, "import", "--force", draft, "-o", target], capture_output=True, text=True)


def element(text, tag="图片"):
    return [node for node in ET.fromstring(text).iter(tag)]


def foreign(program, folder):
    draft, target = os.path.join(folder, "稿.docx"), os.path.join(folder, "通知.xml")
    os.symlink("/etc/hostname", os.path.join(folder, "外.png"))
    body = (
        p("关于做好汛期转移工作的通知")
        + p("各村民委员会：")
        + p("一、转移路线")
        + p("请按照下图转移。")
        + f"<w:p>{run('png', '从上坪村到镇中学')}</w:p>"
        + p("图1 转移路线图")
        + p("二、现场")
        + f"<w:p><w:r><w:t>滑坡点</w:t></w:r>{run('jpg')}<w:r><w:t>见上。</w:t></w:r></w:p>"
        + f"<w:p>{shape('grey')}</w:p>"
        + f"<w:p>{run('png')}</w:p>"
        + f"""<w:p>{run('jpg', crop='<a:srcRect l="10000" r="0"/>')}</w:p>"""
        + f"<w:p>{run('emf')}{run('lost')}{run('out')}{run('out', by='link')}</w:p>"
        + p("白石镇人民政府")
        + p("2026年11月20日")
        + p("附件")
        + p("位置图")
        + f"<w:p>{run('png')}</w:p>"
    )
    parts = {"png": ("a.png", PNG), "jpg": ("b.jpeg", JPEG), "grey": ("c.bin", GREY), "emf": ("d.emf", EMF)}
    write_draft(draft, body, parts, [("out", "../外.png")])
    told = take(program, draft, target)
    text = open(target, encoding="utf-8").read()
    want = [  # element before, file, title, width
        ("段", "通知-图1.png", "图1 转移路线图"),
        ("段", "通知-图2.jpg", None),
        ("图片", "通知-图3.jpg", None),
        ("图片", "通知-图1.png", None),
        ("图片", "通知-图2.jpg", None),
        ("标题", "通知-图1.png", None),
    ]
    have = []
    for holder in ET.fromstring(text).iter():
        before = None
        for node in holder:
            if node.tag == "图片":
                have.append((before, node.get("文件"), node.get("题")))
            before = node.tag
    if have != want:
        yield f"pictures are {have}"
    if [node.get("宽") for node in element(text)] != ["60", "60", None, "60", "60", "60"]:
        yield "they are not as wide as they were"
    if element(text)[0].get("替代文字") != "从上坪村到镇中学" or element(text)[1].get("替代文字"):
        yield "what somebody wrote of a picture is not there, or what a program did is"
    for name, data in (("通知-图1.png", PNG), ("通知-图2.jpg", JPEG), ("通知-图3.jpg", GREY)):
        if open(os.path.join(folder, name), "rb").read() != data:
            yield f"{name} is another"
    if sorted(name for name in os.listdir(folder) if "-图" in name) != ["通知-图1.png", "通知-图2.jpg", "通知-图3.jpg"]:
        yield "there are other files"
    for code, number in (("D199", 5), ("D196", 1), ("G034", 1), ("G040", 0)):
        if told.stderr.count(f"[{code}]") != number:
            yield f"{code} is told {told.stderr.count(f'[{code}]')} times"
    if not re.search(r"有 4 处图片", told.stderr):
        yield "the four that are no PNG, no JPEG or not in the file are not told"
    built = subprocess.run([program, "build", "--free-fonts", target, "-o", os.path.join(folder, "a.pdf")], capture_output=True, text=True)
    if built.returncode:
        yield f"what comes does not compile: {built.stderr[:300]}"
    with open(os.path.join(folder, "通知-图2.jpg"), "wb") as out:  # somebody's own
        out.write(GREY)
    take(program, draft, target)
    if open(os.path.join(folder, "通知-图2.jpg"), "rb").read() != GREY:
        yield "a picture that was there is overwritten"
    if '文件="通知-图1.png"' not in open(target, encoding="utf-8").read():
        yield "a picture that was there already is written once more"
    piped = subprocess.run([program, "import", draft, "-o", "-"], capture_output=True, text=True)
    if "<图片" in piped.stdout or "D200" not in piped.stderr:
        yield "a document that goes nowhere names files"


def by_pandoc(program, folder):
    if not shutil.which("pandoc"):
        return
    text = "# 关于照片的通知\n\n各村民委员会：\n\n现场如下。\n\n![上坪村](a.jpg)\n\n白石镇人民政府\n\n2026年11月20日\n"
    shutil.copy(os.path.join(CASES, "现场.jpg"), os.path.join(folder, "a.jpg"))
    draft, target = os.path.join(folder, "p.docx"), os.path.join(folder, "p.xml")
    subprocess.run(["pandoc", "-f", "markdown", "-o", draft], input=text, text=True, cwd=folder, check=True)
    take(program, draft, target)
    if '<图片 文件="p-图1.jpg"' not in open(target, encoding="utf-8").read():
        yield "pandoc's picture is not there"


# ---- files of ours ----

PICTURES = os.path.join(CASES, "pictures.xml")
SEALED = "inputs/样张/加盖印章的通知.xml"
OWN = []


def own(path, *changes, codes=(), none=()):
    def add(edit):
        OWN.append((path, edit, changes, codes, none))
        return edit

    return add


@own(PICTURES, codes=("D188",), none=("G034", "G035", "D199", "D202"))
def untouched(parts, root):
    pass


@own(PICTURES, ('<图片 文件="灰.jpg" 宽="200"/>', ""), codes=("D186", "灰.jpg"), none=("D199",))
def deleted(parts, root):
    picture = parent(root, control(root, "图片", 3))
    parent(root, picture).remove(picture)


@own(PICTURES, ('<段>照片摄于2026年9月。</段>', '<段>照片摄于2026年9月。</段>\n<图片 文件="b-图1.png" 宽="60"/>'), codes=("D199",))
def put_in(parts, root):
    put_behind(root, paragraph(root, "照片摄于"), "")
    new = ET.fromstring(f"<w:p {SPACES}>{run('rIdNew')}</w:p>")
    into = parent(root, paragraph(root, "照片摄于"))
    into.insert(list(into).index(paragraph(root, "照片摄于")) + 1, new)
    relations = parts["word/_rels/document.xml.rels"].decode()
    parts["word/_rels/document.xml.rels"] = relations.replace(
        "</Relationships>", f'<Relationship Id="rIdNew" Type="{OFFICE}/image" Target="media/new.png"/></Relationships>'
    ).encode()
    parts["word/media/new.png"] = PNG


@own(PICTURES, codes=("D202", "现场.jpg", "b-图1.jpg"))
def another(parts, root):
    name = next(name for name, data in parts.items() if name.startswith("word/media/") and name.endswith("jpeg"))
    parts[name] = GREY


@own(SEALED, (' 印章="公章样章三.png"', ""), codes=("D186", "公章样章三.png"))
def seal_deleted(parts, root):
    seal = control(root, "印章")
    parent(root, seal).remove(seal)


@own(SEALED, codes=("D188",), none=("G035", "G034"))
def seal_untouched(parts, root):
    pass


def edited(program, folder, path, edit, changes, codes, none):
    docx, target = os.path.join(folder, "b.docx"), os.path.join(folder, "b.xml")
    subprocess.run([program, "build", "--free-fonts", path, "-o", docx], capture_output=True, check=True)
    with zipfile.ZipFile(docx) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = ET.fromstring(parts["word/document.xml"])
    edit(parts, root)
    parts["word/document.xml"] = ET.tostring(root)
    with zipfile.ZipFile(docx, "w") as out:
        for name, data in parts.items():
            out.writestr(name, data)
    if os.path.exists(target):
        os.remove(target)
    told = take(program, docx, target)
    have, want = open(target, encoding="utf-8").read(), changed(open(path, encoding="utf-8").read(), changes)
    if have != want:
        wrong = [f"  {a}\n  {b}" for a, b in zip(want.splitlines(), have.splitlines()) if a != b]
        yield f"{edit.__name__}: otherwise than by hand:\n" + (wrong or [have[-200:]])[0]
    for code in codes:
        if code not in told.stderr:
            yield f"{edit.__name__}: {code} is not told"
    for code in none:
        if code in told.stderr:
            yield f"{edit.__name__}: {code} is told"


def main(program):
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        faults += foreign(program, folder)
        faults += by_pandoc(program, folder)
    for case in OWN:
        with tempfile.TemporaryDirectory() as folder:
            faults += edited(program, folder, *case)
    for fault in faults:
        print(fault)
    print(f"docx pictures: {len(OWN) + 2 - len(faults)} passed, {len(faults)} failed")
    sys.exit(len(faults) > 0)


if __name__ == "__main__":
    main(sys.argv[1])
