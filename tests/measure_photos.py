#!/usr/bin/env python3
"""Pictures as independent readers find them in finished files.

Usage: tests/measure_photos.py PROGRAM

A photo in each of the eight orientations that cameras write must stand upright: what is at its corners is
read from the rendered page. The file's bytes are in the PDF as they are, without what the camera added
(a place, a second picture behind the end); the same bytes under two names are there once; the file is
one for archives.
"""
import pathlib
import struct
import subprocess
import sys
import tempfile

PHOTO = pathlib.Path("tests/cases/layout/现场.jpg")
# Of the corners upper left, upper right, lower left, lower right of the stored picture: which stands where.
TURNED = {1: "0123", 2: "1032", 3: "3210", 4: "2301", 5: "0213", 6: "2031", 7: "3120", 8: "1302"}
DPI = 100
NEAR = 40  # of 255: JPEG blurs


def bare(jpeg):
    """The photo without Exif data and what is behind its end."""
    out, at = jpeg[:2], 2
    while jpeg[at + 1] != 0xDA:
        length = 2 + struct.unpack(">H", jpeg[at + 2 : at + 4])[0]
        out += b"" if jpeg[at + 1] == 0xE1 else jpeg[at : at + length]
        at += length
    return out + jpeg[at : jpeg.rindex(b"\xff\xd9") + 2]


def with_exif(jpeg, orientation):
    order = "<" if orientation % 2 else ">"
    tiff = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "IH", 8, 1)
    tiff += struct.pack(order + "HHIHHI", 0x0112, 3, 1, orientation, 0, 0) + b"SECRET PLACE"
    exif = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:] + b"ANOTHER PICTURE"


def document(folder):
    parts = "".join(f'<附件 标题="图样{o}"><图片 文件="{o}.jpg" 宽="100" 替代文字="方向{o}"/></附件>' for o in TURNED)
    parts += '<附件 标题="同一张图"><图片 文件="1.jpg" 宽="50"/><图片 文件="same.jpg" 宽="50"/></附件>'
    xml = folder / "a.xml"
    xml.write_text(f'<公文 文种="通知"><标题>关于照片的通知</标题><正文><段>见附件。</段></正文>'
                   f'<落款 署名="白石镇人民政府" 日期="2026-11-20"/>{parts}</公文>', encoding="utf-8")
    return xml


def pixels(path):
    """Width, height and rows of a PPM."""
    _, size, _, data = path.read_bytes().split(b"\n", 3)
    width, height = map(int, size.split())
    return width, height, data


def corners(path):
    """Colours near the corners of what is no grey on a page."""
    width, height, data = pixels(path)
    lines = [data[y * width * 3 : (y + 1) * width * 3] for y in range(height)]
    found = [(x, y) for y in range(height) for x in range(width)
             if max(lines[y][3 * x : 3 * x + 3]) - min(lines[y][3 * x : 3 * x + 3]) > 60]
    left, right = min(x for x, _ in found) + 9, max(x for x, _ in found) - 9
    top, bottom = min(y for _, y in found) + 9, max(y for _, y in found) - 9
    return [tuple(lines[y][3 * x : 3 * x + 3]) for x, y in ((left, top), (right, top), (left, bottom), (right, bottom))]


def main():
    program, missed = sys.argv[1], []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        photo = bare(PHOTO.read_bytes())
        for orientation in TURNED:
            (folder / f"{orientation}.jpg").write_bytes(with_exif(photo, orientation))
        (folder / "same.jpg").write_bytes(with_exif(photo, 1))
        xml, pdf = document(folder), folder / "a.pdf"
        subprocess.run([program, "build", "--free-fonts", xml, "-o", pdf], check=True, capture_output=True)
        subprocess.run(["pdftoppm", "-r", str(DPI), pdf, folder / "p"], check=True)
        pages = sorted(folder.glob("p-*.ppm"))
        upright = corners(pages[1])
        for orientation, places in TURNED.items():
            seen = corners(pages[orientation])
            for i, place in enumerate(places):
                if any(abs(a - b) > NEAR for a, b in zip(seen[i], upright[int(place)])):
                    missed.append(f"orientation {orientation}: corner {i} is {seen[i]}, not {upright[int(place)]}")
        subprocess.run(["pdfimages", "-all", pdf, folder / "i"], check=True)
        missed += [f"{f.name} is not the photo" for f in folder.glob("i-*.jpg") if f.read_bytes() != photo]
        rows = subprocess.run(["pdfimages", "-list", pdf], check=True, capture_output=True, text=True).stdout
        objects = {row.split()[10] for row in rows.splitlines()[-2:]}
        if len(objects) != 1 or len(rows.splitlines()) != 2 + len(TURNED) + 2:
            missed.append("the same bytes are there twice")
        whole = pdf.read_bytes()
        missed += [f"{word} is in the PDF" for word in (b"SECRET", b"ANOTHER") if word in whole]
        if subprocess.run([program, "check", pdf], capture_output=True).returncode:
            missed.append("no file for archives")
    for line in missed:
        print(line)
    print(f"photos: {len(TURNED)} orientations, {len(missed)} faults")
    return missed != []


sys.exit(main())
