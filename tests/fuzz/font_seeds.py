#!/usr/bin/env python3
"""Small fonts for the fuzz target font: font_seeds.py FONTS OUT

A few glyphs of the free fonts, in their own format: TrueType, CFF, and one of a collection."""
import pathlib
import subprocess
import sys

fonts, out = map(pathlib.Path, sys.argv[1:])
for name in "FandolFang-Regular.otf", "LiberationSerif-Regular.ttf", "NotoSansCJK-Regular.ttc":
    subprocess.run(["hb-subset", fonts / name, "--unicodes=20,31,41,2014,5934,7ea2,ff0c",
                    f"--output-file={out / name}"], check=True)
