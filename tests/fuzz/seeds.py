#!/usr/bin/env python3
"""What a fuzz target begins with, where the tests and samples have no such files:
seeds.py TARGET FOLDER"""
import pathlib
import re
import struct
import subprocess
import sys

PART = b"\x1e"


def collection(font):
    """A font as the only one of a collection: its tables lie further on."""
    head = b"ttcf\0\1\0\0" + struct.pack(">II", 1, 16)
    tables, moved = struct.unpack(">H", font[4:6])[0], bytearray(font)
    for at in range(20, 20 + 16 * tables, 16):
        moved[at:at + 4] = struct.pack(">I", struct.unpack(">I", font[at:at + 4])[0] + len(head))
    return head + bytes(moved)


def font(put):
    """A few glyphs of the free fonts, in their own format: TrueType and CFF, and as collections."""
    for name in "FandolFang-Regular.otf", "LiberationSerif-Regular.ttf", "NotoSansCJK-Regular.ttc":
        subprocess.run(["hb-subset", f"fonts/free/{name}", "--unicodes=20,31,41,2014,5934,7ea2,ff0c",
                        f"--output-file={put(name)}"], check=True)
        put(f"ttc-{name}").write_bytes(collection(put(name).read_bytes()))


def faces(put):
    text = """<fonts><charset name='latin' ranges='20-7E A0-A6' why='x'/>
<charset name='gb2312' hanzi='gb2312.txt' why='x'/>
<face name='x' file='FandolFang-Regular.otf' package='x' charset='gb2312' except='✓' centre='307' why='x'>
<shaped text='——' why='x'/><shaped text='·' as='･' why='x'/></face>
<face name='l' file='LiberationSerif-Regular.ttf' package='x' charset='latin' scale='950' why='x'/>
<face name='n' file='NotoSansCJK-Regular.ttc' index='2' package='x' stroke='20' half='0123' whole='yes' why='x'/>
<role name='title' label='x'><use face='x'/></role>
<role name='body' label='x'><office file='simfang*' family='FangSong' embed='yes' why='x'/>
<use face='x' only='—'/><use face='n'/></role>
<role name='hei' label='x' latin='own'><use face='n'/></role>
<role name='kai' label='x'><use face='x'/></role><role name='song' label='x'><use face='x'/></role>
<role name='latin' label='x'><use face='l'/></role><fallback><use face='n'/></fallback></fonts>"""
    put("small").write_text(text)
    put("whole").write_bytes(pathlib.Path("fonts/fonts.xml").read_bytes())


def lists(put):
    rows = "户号,户主,村,电话,收入,日期,A级\n001,周柏,甲村,13800000000,12000.5,2026-11-30,√\n" \
           "002,沈望舒,乙村,13800000001,8000,,\n".encode()
    members = "户号,姓名,年龄\n001,周柏,40\n001,周桐,12\n002,沈望舒,33\n".encode()
    for how in 0, 1, 2, 4, 8, 32, 64, 128, 1 | 2 | 4, 1 | 32 | 64:
        put(f"csv-{how}").write_bytes(bytes([how]) + rows + PART + members)
    book = pathlib.Path("tests/compat/0.1.0/printed/名册.xlsx")
    if book.exists():
        put("xlsx").write_bytes(bytes([16]) + book.read_bytes())


def settings(put):
    put("conf").write_text("# 设置\nfonts = 字体\nallow = ../公用\nfree-fonts＝是\nprofile = \"gbt9704\"\n")


def counts(put):
    def part(k, n):
        return f"hongtou counts 1\nform ab\nlist cd\nmembers -\nsettings x\nshard {k}/{n}\nrows 4\n" \
               "pages 2\ncopies 1\nvillage 2 2 0 0 0 0 甲河村\nend\n".encode()
    put("whole").write_bytes(part(1, 1))
    put("two").write_bytes(part(1, 2) + PART + part(2, 2))


def requests(put):
    """Each thing that can be asked, with and without what it may be asked with."""
    head = "Host: 127.0.0.1\r\nCookie: hongtou=SECRET\r\nX-Hongtou-Token: TOKEN\r\nConnection: close\r\n"
    query = "?name=x.xml&base=&hash=ab&id=1&dpi=96&topic=t&kind=pdf&tray=ab&file=x.csv&key=KEY"
    body = "name=x.xml&password=12345678&old=12345678&roles=3&id=1&text=%E5%85%AC+a&key=KEY"
    table = pathlib.Path("generator/desk/answers.def").read_text(encoding="utf-8")
    asked = re.findall(r'ANSWER\("(\w+)", "([^"]+)"', table) + [("GET", "/"), ("GET", "/main.js")]
    for n, (method, path) in enumerate(asked):
        for more, sent in ("", ""), (query, body):
            length = f"Content-Length: {len(sent)}\r\n" if method == "POST" else ""
            put(f"{n}{'-with' * bool(more)}").write_text(
                f"{method} {path}{more} HTTP/1.1\r\n{head}{length}\r\n{sent * bool(length)}", newline="")
    put("pieces").write_text("POST /api/save?name=y.xml&base= HTTP/1.1\r\nOrigin: http://127.0.0.1\r\n"
                             f"X-Forwarded-For: 10.0.0.1, 10.0.0.2\r\n{head}Transfer-Encoding: chunked\r\n\r\n"
                             "5\r\n<a/>\n\r\n0\r\n\r\n", newline="")


def pdf(objects):
    """Objects by number from 1."""
    out, where = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        where.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{at:010d} 00000 n \n" for at in where)
    return out + (f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Root 1 0 R "
                  f"/Size {len(objects) + 1} >>\nstartxref\n{len(out)}\n%%EOF\n").encode()


def filled(put):
    """A form with a text, boxes to tick and boxes of which one is ticked; alone, and of a household."""
    def text(words):
        return "<" + ("\ufeff" + words).encode("utf-16-be").hex() + ">"
    root = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [%s] >> >>"
    pages = "<< /Type /Pages /Kids [] /Count 0 >>"
    entry = f"<< /FT /Tx /T {text('户主')} /TU {text('户主')} /V {text('周柏')} /MaxLen 12 %s>>"
    ticks = f"<< /FT /Btn /T {text('结构')} /Kids [5 0 R 6 0 R] %s>>"
    tick = "<< /Subtype /Widget /Parent 4 0 R /TU %s /AS /%s /V /%s /AP << /N << /On 7 0 R /Off 7 0 R >> >> >>"
    one = f"<< /FT /Btn /Ff 49152 /T {text('安全')} /V /a0 /Opt [{text('是')} {text('否')}] /Kids [5 0 R] %s>>"
    look = "<< /Length 0 >>\nstream\n\nendstream"
    more = [tick % (text("土坯"), "On", "On"), tick % (text("砖木"), "Off", "Off"), look]
    put("alone").write_bytes(pdf([root % "3 0 R 4 0 R 8 0 R", pages, entry % "", ticks % "", *more, one % ""]))
    owner = f"<< /T (1) /HongtouOwner {text('9912060001')} /HongtouSum (0) /Kids [3 0 R 4 0 R 8 0 R] >>"
    put("owned").write_bytes(pdf([root % "9 0 R", pages, entry % "/Parent 9 0 R", ticks % "/Parent 9 0 R",
                                  *more, one % "/Parent 9 0 R", owner]))


target, folder = sys.argv[1], pathlib.Path(sys.argv[2])
{"font": font, "faces": faces, "list": lists, "settings": settings, "counts": counts, "filled": filled,
 "requests": requests}[target](folder.joinpath)
