"""What the measuring scripts share: running programs, compiling, tracing pages, counting checks.

The pages of a finished PDF are read by `mutool trace` and `pdfinfo`, never by our own code.
"""
import os
import re
import subprocess
import sys
import tempfile

POINTS_A_MM = 72 / 25.4

passed, failed = 0, 0


def check(what, ok, detail=""):
    global passed, failed
    if ok:
        passed += 1
    else:
        failed += 1
        print(f"measure: {what}: {detail}")


def run(*command):
    return subprocess.run(command, capture_output=True, check=False)


def text_of(*command):
    """What a command writes to standard output."""
    return run(*command).stdout.decode()


def build(program, source, target):
    done = run(program, "build", "--free-fonts", source, "-o", target)
    said = done.stderr.decode()
    if done.returncode:
        sys.exit(f"measure: {source} does not compile:\n{said}")
    if "C066" in said and "L031" not in said:  # silence is for pages that conform; the count of checks is the documents'
        check(source, False, said)
    return target


def pages_of(pdf):
    return int(re.search(r"Pages:\s+(\d+)", text_of("pdfinfo", pdf)).group(1))


def traced(pdf, page):
    """The elements of a page's trace: a tag and its attributes, "/tag" where one ends."""
    text = re.sub(r"&#x[0-9a-f]+;?", "?", text_of("mutool", "trace", pdf, str(page)))
    for line in text.splitlines():
        tag = line.strip().split(" ")[0]
        yield tag.strip("<>"), dict(re.findall(r'([a-z]+)="([^"]*)"', line))


def extent(points):
    """The least rectangle around points, as (x1, y1, x2, y2)."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def measure_all(name, measure):
    """Runs a script's measure(program, folder) and tells how it went, in one line."""
    with tempfile.TemporaryDirectory() as folder:
        measure(os.path.abspath(sys.argv[1]), folder)
    print(f"{name}: {passed} passed, {failed} failed")
    sys.exit(failed != 0)
