#!/usr/bin/env python3
"""A folder of documents with hostile ones among them: folder.py PROGRAM

Each command that takes folders is to name every hostile file and say by its status that not all is
well, and to do the others as if nothing were there, with memory and time that are not the hostile
file's to choose."""
import os
import resource
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib

MOST_SECONDS, MOST_MEMORY = 100, 1 << 30  # of the processor, of a whole command
GOOD = ["a一.xml", "m二.xml", "z三.xml"]

STAFF = """<人员库>
  <单位 名="白石镇人民政府"><职务 名="镇长"/></单位>
  <人员 姓名="周明"><任职 单位="白石镇人民政府" 职务="镇长" 起="2026-01-01"/></人员>
</人员库>
"""


def document(body, behind="", head=""):
    return f"""<?xml version="1.0" encoding="UTF-8"?>
{head}<公文 文种="通知">
  <标题>关于做好值班工作的通知</标题>
  <主送>各村民委员会</主送>
  <正文>{body}</正文>
  <落款 署名="白石镇人民政府" 日期="2026-11-20"/>
{behind}</公文>
"""


def table(source):
    return document(f'<段>见表。</段><表 题="表" 来源="{source}"><列 题="名称"/><列 题="数量"/></表>')


# ---- what is made ----

PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="S" sheetId="1" r:id="r"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>',
}


def row(number, *texts):
    cells = "".join(f'<c r="{chr(65 + k)}{number}" t="inlineStr"><is><t>{t}</t></is></c>' for k, t in enumerate(texts))
    return f'<row r="{number}">{cells}</row>'


def workbook(path, pieces):
    """pieces: of the sheet's rows, written one by one."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, text in PARTS.items():
            z.writestr(name, '<?xml version="1.0"?>' + text)
        with z.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(b'<?xml version="1.0"?><worksheet '
                        b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')
            for piece in pieces:
                sheet.write(piece.encode())
            sheet.write(b"</sheetData></worksheet>")


def picture(width, height, unfolds):
    """A PNG whose data unfold to so many bytes."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    z = zlib.compressobj(9)
    data = b"".join(z.compress(bytes(1 << 20)) for _ in range(unfolds >> 20)) + z.flush()
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", data) + chunk(b"IEND", b""))


def heads(*more):
    yield row(1, "名称", "数量")
    yield from more


def make(folder):
    """The names of the hostile documents."""
    hostile = []

    def write(name, text):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        if name.endswith(".xml") and name not in GOOD:
            hostile.append(name)

    for name in GOOD:
        write(name, document("<段>按要求执行。</段>"))
    deep = 1000000
    entities = "".join(f'<!ENTITY a{i} "{(f"&a{i - 1};" if i else "哈") * 10}">' for i in range(10))
    write("b大.xml", document("<段>" + "请各村做好值班工作。" * 3400000 + "</段>"))
    write("b多.xml", document("<段>请各村做好值班工作。</段>" * 2000000))
    write("c深.xml", document('<层次 题="甲">' * deep + "</层次>" * deep))
    write("d实体.xml", document("<段>&a9;</段>", head=f"<!DOCTYPE 公文 [{entities}]>\n"))
    write("e页.xml", document("<段>见附件。</段>", "<附件 标题=\"表\"><段>略。</段></附件>\n" * 30000))
    for name, pieces in (("炸", heads(*[" " * (1 << 20)] * 2048)),
                         ("长", heads(*(row(i, "甲", "1") for i in range(2, 400000)))),
                         ("远", heads(row(1 << 20, "甲", "1")))):
        workbook(os.path.join(folder, name + ".xlsx"), pieces)
        write(f"f{name}.xml", table(name + ".xlsx"))
    write("炸.png", picture(100, 100, 1 << 30))
    write("大.png", picture(60000, 60000, 1 << 20))
    for name in ("炸", "大"):
        write(f"g图{name}.xml", document(f'<段>见图。</段><图片 文件="{name}.png"/>'))
    os.mkfifo(os.path.join(folder, "h管道.xml"))
    os.mkfifo(os.path.join(folder, "管道.csv"))
    os.symlink("i自己.xml", os.path.join(folder, "i自己.xml"))
    write("k管道.xml", table("管道.csv"))
    write("l文件夹.xml", table("."))
    write("n半.xml", document("<段>按要求执行。</段>")[:120])
    return hostile + ["h管道.xml", "i自己.xml"]


# ---- what is run ----

def run(program, arguments, folder):
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.time()
    done = subprocess.run([program, *arguments, "--lang", "en"], cwd=folder, capture_output=True, timeout=900)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = (done.stderr + done.stdout).decode(errors="replace")
    return done.returncode, said, seconds, time.time() - began, after.ru_maxrss << 10


# what every command must name; one that asks no pages never comes to what only they show
READ = {"b大.xml", "b多.xml", "c深.xml", "d实体.xml", "n半.xml", "i自己.xml", "h管道.xml"}


def judge(name, result, hostile, folder, done):
    status, said, seconds, _, memory = result
    faults = [f"{h} is not named" for h in hostile if h not in said]
    if status not in (1, 3):
        faults.append(f"status {status}")
    if seconds > MOST_SECONDS or memory > MOST_MEMORY:
        faults.append("too much")
    faults += [f"{g} was not done" for g in GOOD if not done(g, said, folder)]
    print(f"folder: {name}: exit {status}, {seconds:.1f} s, {memory >> 20} MB, {len(faults)} faults")
    for fault in faults:
        print(f"folder: {name}: {fault}")
    return len(faults)


def has_pdf(name, said, folder):
    return os.path.exists(os.path.join(folder, "out", name.replace(".xml", ".pdf")))


def is_reported(name, said, folder):
    return any(line.removeprefix("./").startswith(name) for line in said.splitlines())


def main():
    program = os.path.abspath(sys.argv[1])
    folder = tempfile.mkdtemp(prefix="folder-")
    faults = 0
    try:
        hostile = make(folder)
        commands = [
            ("build", ["build", ".", "-o", "out", "--free-fonts"], hostile, has_pdf),
            ("build -j", ["build", ".", "-j", "2", "-o", "out", "--free-fonts", "--force"], hostile, has_pdf),
            ("check", ["check", ".", "--free-fonts"], hostile, is_reported),
            ("affected", ["staff", "affected", "."], sorted(READ), lambda *_: True),
        ]
        for name, arguments, wanted, done in commands:
            shutil.rmtree(os.path.join(folder, "out"), ignore_errors=True)
            faults += judge(name, run(program, arguments, folder), wanted, folder, done)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
