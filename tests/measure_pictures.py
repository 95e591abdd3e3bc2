#!/usr/bin/env python3
"""The program's pictures of pages against poppler's of its PDF: measure_pictures.py PROGRAM FILE…

Each page has the same size, and in every square of 5 mm the same darkness as in pdftoppm's picture
of the same page, as far as two ways of smoothing edges go. So whatever one draws and the other does
not, or somewhere else, is found: a glyph is 0.4 of a square."""
import pathlib
import struct
import subprocess
import sys
import tempfile
import zlib

DPI = 96
SQUARE = 19  # pixels: 5 mm
# Mean grey of a square, of 255. Edges on whole pixels move up to half a pixel: of a square that a
# thick rule crosses, 19 pixels of 361; of dense text up to 17 of 255. What is missing shows with 40 up.
MOST = 20


def png_grey(path):
    """A PNG of this program's own kind: no interlacing, no filters, 8 bits; palette or RGB."""
    data = path.read_bytes()
    at, packed, palette = 8, b"", b""
    while at < len(data):
        n, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + n]
        if kind == b"IHDR":
            width, height, depth, colours = struct.unpack(">IIBB", body[:10])
            assert depth == 8 and colours in (2, 3)
        elif kind == b"PLTE":
            palette = body
        elif kind == b"IDAT":
            packed += body
        at += n + 12
    raw = zlib.decompress(packed)
    step = 3 if colours == 2 else 1
    rows = []
    for y in range(height):
        row = raw[y * (width * step + 1):(y + 1) * (width * step + 1)]
        assert row[0] == 0
        if colours == 3:
            row = b"".join(palette[3 * v:3 * v + 3] for v in row[1:])
        else:
            row = row[1:]
        rows.append([(299 * row[i] + 587 * row[i + 1] + 114 * row[i + 2]) // 1000
                     for i in range(0, 3 * width, 3)])
    return rows


def pgm_grey(data):
    kind, size, most, rest = data.split(b"\n", 3)
    assert kind == b"P5" and most == b"255"
    width, height = map(int, size.split())
    return [list(rest[y * width:(y + 1) * width]) for y in range(height)]


def squares(rows):
    """Mean darkness by square."""
    out = {}
    for y in range(0, len(rows), SQUARE):
        for x in range(0, len(rows[0]), SQUARE):
            block = [255 - v for row in rows[y:y + SQUARE] for v in row[x:x + SQUARE]]
            out[x // SQUARE, y // SQUARE] = sum(block) / (SQUARE * SQUARE)
    return out


def compare(name, ours, theirs):
    if abs(len(ours) - len(theirs)) > 1 or abs(len(ours[0]) - len(theirs[0])) > 1:
        return [f"{name}: {len(ours[0])}x{len(ours)}, poppler has {len(theirs[0])}x{len(theirs)}"]
    mine, other = squares(ours), squares(theirs)
    return [f"{name}: {x * 5}, {y * 5} mm: darkness {mine[x, y]:.0f}, poppler has {other[x, y]:.0f}"
            for x, y in mine if (x, y) in other and abs(mine[x, y] - other[x, y]) > MOST]


def pages_of(program, source, folder):
    pdf, png = folder / "x.pdf", folder / "x.png"
    for target in pdf, png:
        subprocess.run([program, "build", "--free-fonts", source, "-o", target, "--lang", "en"]
                       + (["--dpi", str(DPI)] if target == png else []),
                       check=True, capture_output=True)
    drawn = sorted(folder.glob("x*.png"))
    for number, path in enumerate(drawn, 1):
        grey = subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", "-f", str(number),
                               "-l", str(number), pdf], check=True, capture_output=True).stdout
        yield f"{source} page {number}", png_grey(path), pgm_grey(grey)


def main():
    program, sources = sys.argv[1], sys.argv[2:]
    wrong, pages = [], 0
    for source in sources:
        with tempfile.TemporaryDirectory() as folder:
            for name, ours, theirs in pages_of(program, source, pathlib.Path(folder)):
                pages += 1
                wrong += compare(name, ours, theirs)
                if pages == 1:  # a picture of nothing must be found out
                    blank = [[255] * len(row) for row in ours]
                    if not compare(name, blank, theirs):
                        wrong.append("a blank page passes")
    print("\n".join(wrong + [f"pictures: {pages} pages, {len(wrong)} squares differ"]))
    sys.exit(bool(wrong) or not pages)


if __name__ == "__main__":
    main()
