#!/usr/bin/env python3
"""Reads printed forms as a scanner would see them.

    measure_marks.py PROGRAM

Pages of `hongtou print` are rendered to pixels, some askew or upside down. By the ink alone the four
registration marks are found, and which is hollow; the homography from the places in the file of
--geometry then says where each box and blank is, and there its printed edges must be, within 0.3 mm.
The codes are read by zbarimg: each page's says which page it is. Around codes and marks there must
be white. The version in the code is what inputs/README.md says it is made of.
"""
import base64
import hashlib
import json
import os
import subprocess

from measuring import POINTS_A_MM as POINTS
from measuring import check, measure_all, run

FOLDER = "inputs/排查表"
NEAR = 0.3  # mm
CASES = [  # name, attributes put into the form, pages of a household in hand, copies of each
    ("农户入户排查表", "", 3, 1),
    ("农户入户排查表", ' 页数="2"', 2, 1),
    ("农户入户排查表", ' 纸="A3"', 3, 1),
    ("家庭成员信息采集表", "", 1, 1),
    ("政策宣传回执", "", 1, 2),
]
VIEWS = [(200, 0), (150, 0), (200, 1.5), (150, -2), (150, 181)]  # dpi, degrees


class Scan:
    """Grey pixels."""

    def __init__(self, path):
        with open(path, "rb") as file:
            data = file.read()
        fields = data.split(None, 4)
        self.width, self.height = int(fields[1]), int(fields[2])
        self.pixels = data[-self.width * self.height:]

    def dark(self, x, y):
        x, y = int(x), int(y)
        return 0 <= x < self.width and 0 <= y < self.height and \
            self.pixels[y * self.width + x] < 128


def blobs(scan, left, top, right, bottom):
    """Connected dark pixels in a window: bounding box and number of each."""
    seen = set()
    for y in range(max(0, top), min(scan.height, bottom)):
        for x in range(max(0, left), min(scan.width, right)):
            if (x, y) in seen or not scan.dark(x, y):
                continue
            todo, box, n = [(x, y)], [x, y, x, y], 0
            seen.add((x, y))
            while todo:
                px, py = todo.pop()
                n += 1
                box = [min(box[0], px), min(box[1], py), max(box[2], px), max(box[3], py)]
                for q in ((px + 1, py), (px - 1, py), (px, py + 1), (px, py - 1)):
                    if q not in seen and left <= q[0] < right and top <= q[1] < bottom and \
                            scan.dark(*q):
                        seen.add(q)
                        todo.append(q)
            yield box, n


def find_marks(scan, scale, side, frame):
    """Middle and part that is ink, of what is as large as a mark, by the corner of the frame."""
    found = []
    left, top, right, bottom = frame
    wide, high = int(30 * scale), int(46 * scale)
    for x in (left, right - wide):
        for y in (top, bottom - high):
            for box, n in blobs(scan, x, y, x + wide, y + high):
                w, h = box[2] - box[0] + 1, box[3] - box[1] + 1
                if all(0.9 * side * scale < v < 1.15 * side * scale for v in (w, h)):
                    found.append(((box[0] + box[2] + 1) / 2, (box[1] + box[3] + 1) / 2,
                                  n / (side * scale) ** 2))
    return found


def solve(rows):
    """Gauss, with pivots: rows of coefficients and value."""
    n = len(rows)
    for i in range(n):
        pivot = max(range(i, n), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(n):
            if k != i and rows[k][i]:
                f = rows[k][i] / rows[i][i]
                rows[k] = [a - f * b for a, b in zip(rows[k], rows[i])]
    return [rows[i][n] / rows[i][i] for i in range(n)]


def homography(pairs):
    """From places on the page to pixels."""
    rows = []
    for (x, y), (u, v) in pairs:
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    h = solve(rows)

    def project(x, y):
        w = h[6] * x + h[7] * y + 1
        return (h[0] * x + h[1] * y + h[2]) / w, (h[3] * x + h[4] * y + h[5]) / w
    return project


def place(scan, page, found):
    """The projection, or None: by the hollow mark and the order around the middle."""
    hollow = [m for m in found if 0.68 < m[2] < 0.85]
    full = [m for m in found if m[2] > 0.9]
    if len(hollow) != 1 or len(full) != 3:
        return None
    # from the hollow one: its opposite is the farthest, and the others lie on either side
    ox, oy = hollow[0][:2]
    far = max(full, key=lambda m: (m[0] - ox) ** 2 + (m[1] - oy) ** 2)
    rest = [m for m in full if m is not far]

    def side(m):
        return (far[0] - ox) * (m[1] - oy) - (far[1] - oy) * (m[0] - ox)
    right, below = sorted(rest, key=side)
    marks = {m["at"]: (m["x"] + m["side"] / 2, m["y"] + m["side"] / 2) for m in page["marks"]}
    order = ["upper-left", "upper-right", "lower-left", "lower-right"]
    return homography(list(zip((marks[at] for at in order),
                               ((m[0], m[1]) for m in (hollow[0], right, below, far)))))


def edge_at(scan, project, scale, from_, to):
    """How far, in mm, the middle of the ink is from a point, along a line from one place on the page
    to another, the point being in the middle; None: no ink."""
    (x0, y0), (x1, y1) = project(*from_), project(*to)
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    steps = max(2, int(length * 4))
    dark = [i for i in range(steps + 1)
            if scan.dark(x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps)]
    if not dark:
        return None
    middle = min(dark, key=lambda i: abs(i - steps / 2))
    first = last = middle
    while first - 1 in dark:
        first -= 1
    while last + 1 in dark:
        last += 1
    return abs((first + last) / 2 - steps / 2) / steps * length / scale


def edges_of(field):
    """Lines across the printed edges of a field: of boxes all, of blanks the rule below."""
    x, y, w, h = (field[k] for k in ("x", "y", "width", "height"))
    reach = 800 * POINTS  # 0.8 mm
    across = [((x + w * 0.37, y + h - reach), (x + w * 0.37, y + h + reach))]
    if field["kind"] != "text" or "cells" in field:
        across += [((x + w * 0.37, y - reach), (x + w * 0.37, y + reach)),
                   ((x - reach, y + h / 3), (x + reach, y + h / 3)),
                   ((x + w - reach, y + h / 3), (x + w + reach, y + h / 3))]
    return across


def measure_page(name, scan, dpi, page, frame):
    scale = dpi / 25.4
    side = page["marks"][0]["side"] / POINTS / 1000
    found = find_marks(scan, scale, side, frame)
    project = place(scan, page, found)
    check(f"{name}: one hollow mark and three full ones", project is not None, str(found))
    if not project:
        return
    boxes = [f for f in page["fields"] if f["kind"] != "text" or "cells" in f]
    off = [edge_at(scan, project, scale, *edge) for f in boxes for edge in edges_of(f)]
    worst = max((v for v in off if v is not None), default=0)
    check(f"{name}: {len(boxes)} boxes lie where they are said to",
          None not in off and worst <= NEAR, f"{off.count(None)} not found, {worst:.2f} mm")
    # white around the code, but for the serial number below it
    code, air = page["code"], 1900 * POINTS
    x, y, s = code["x"], code["y"], code["side"]
    step = 250 * POINTS
    spots = []
    for i in range(int((s + 2 * air) / step)):
        spots += [(x - air + i * step, y - air), (x - air, y - air + i * step),
                  (x + s + air, y - air + i * step)]
    spots += [(x - air + i * step, y + s + air) for i in range(int((s / 2) / step))]
    ink = [p for p in spots if scan.dark(*project(*p))]
    check(f"{name}: white around the code", not ink, str(ink[:3]))


def render(pdf, folder, dpi, degrees):
    """Pages as PGM files, in order."""
    for file in os.listdir(folder):
        os.remove(os.path.join(folder, file))
    run("mutool", "draw", "-q", "-R", str(degrees), "-r", str(dpi), "-c", "gray", "-o",
        os.path.join(folder, "%03d.pgm"), pdf)
    return [os.path.join(folder, file) for file in sorted(os.listdir(folder))]


def frames_of(scan, geometry, sheet, dpi):
    """Page and frame in pixels of each face of an upright sheet."""
    unit = dpi / 72 / 1000
    pages = {p["page"]: p for p in geometry["pages"]}
    for face in geometry["sheets"][sheet]["faces"]:
        page = pages[face["page"]]
        yield page, (int(face["x"] * unit), int(face["y"] * unit),
                     int((face["x"] + page["width"]) * unit),
                     int((face["y"] + page["height"]) * unit))


def measure_views(name, pdf, geometry, folder):
    sheets = geometry["sheets"]
    for dpi, degrees in VIEWS:
        if degrees and max(len(s["faces"]) for s in sheets) > 1:
            continue  # a face is a scan of its own when it is cut apart or folded
        for i, path in enumerate(render(pdf, folder, dpi, degrees)[:len(sheets)]):
            scan = Scan(path)
            whole = [(p, (0, 0, scan.width, scan.height)) for p in geometry["pages"][i:i + 1]]
            frames = whole if degrees else frames_of(scan, geometry, i, dpi)
            for page, frame in frames:
                measure_page(f"{name}, page {page['page']} at {dpi} dpi, {degrees}°", scan, dpi,
                             page, frame)


def measure_codes(name, pdf, geometry, folder, keys, copies):
    files = render(pdf, folder, 200, 0)
    done = subprocess.run(["zbarimg", "--raw", "-q", *files], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, check=False)
    n = geometry["pages-of-form"]
    wanted = sorted(f"{geometry['code']}:{k}/{n}:{key}"
                    for key in keys for k in range(1, n + 1) for _ in range(copies))
    got = sorted(done.stdout.decode().split())
    check(f"{name}: each page's code says which it is", got == wanted, f"{got} {wanted}")


def version_of(geometry):
    lines = []
    for page in geometry["pages"]:
        lines.append(["page", page["page"], page["width"], page["height"]])
        lines += [["mark", m["x"], m["y"], m["side"]] for m in page["marks"]]
        lines += [[f["kind"], f["name"], f.get("option", ""), f["x"], f["y"], f["width"],
                   f["height"], f.get("cells", 0)] for f in page["fields"]]
    text = "".join("\t".join(map(str, line)) + "\n" for line in lines)
    return base64.b32encode(hashlib.sha256(text.encode()).digest()[:8]).decode().rstrip("=")


def measure_form(program, temp, case):
    source, attrs, pages, copies = case
    name = source + attrs
    form, pdf = os.path.join(temp, "form.xml"), os.path.join(temp, "form.pdf")
    places, folder = os.path.join(temp, "form.json"), os.path.join(temp, "pages")
    os.makedirs(folder, exist_ok=True)
    with open(f"{FOLDER}/{source}.xml", encoding="utf-8") as file:
        text = file.read()
    with open(form, "w", encoding="utf-8") as file:
        file.write(text.replace("<表单", "<表单" + attrs, 1))
    with open(os.path.join(temp, "list.csv"), "w", encoding="utf-8") as file:
        file.write("户号,户主,村\n9912060001,许玥,白石村\n9912060002,程砚,白石村\n")
    run(program, "print", "--free-fonts", form, "--data", os.path.join(temp, "list.csv"),
        "--geometry", places, "-o", pdf)
    with open(places, encoding="utf-8") as file:
        geometry = json.load(file)
    check(f"{name}: pages", geometry["pages-of-form"] == pages, str(geometry["pages-of-form"]))
    check(f"{name}: version", geometry["code"].split(":")[2] == version_of(geometry))
    measure_codes(name, pdf, geometry, folder, ["9912060001", "9912060002"], copies)
    measure_views(name, pdf, geometry, folder)


def measure(program, temp):
    for case in CASES:
        measure_form(program, temp, case)


if __name__ == "__main__":
    measure_all("marks", measure)
