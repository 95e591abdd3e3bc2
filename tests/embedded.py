#!/usr/bin/env python3
"""Fails when a PDF names a font that it does not hold: embedded.py FILE…

Every font dictionary counts, those of forms too, which pdffonts looks for in pages alone."""
import json
import subprocess
import sys


def dictionaries(value):
    """The dictionary itself and all within it."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, (dict, list)):
            yield from dictionaries(inner)


def is_held(font, objects):
    if font["/Subtype"] == "/Type3":  # drawn by the file
        return True
    if font["/Subtype"] == "/Type0":
        return all(is_held(objects["obj:" + d]["value"], objects) for d in font["/DescendantFonts"])
    descriptor = objects.get("obj:" + font.get("/FontDescriptor", ""), {"value": {}})["value"]
    return any("/FontFile" + kind in descriptor for kind in ("", "2", "3"))


def foreign(path):
    text = subprocess.run(["qpdf", "--json=2", "--json-key=qpdf", path], check=True,
                          capture_output=True, text=True).stdout
    objects = json.loads(text)["qpdf"][1]
    fonts = [d for d in dictionaries([o.get("value", o.get("stream")) for o in objects.values()
                                      if isinstance(o.get("value", o.get("stream")), (dict, list))])
             if d.get("/Type") == "/Font"]
    return [f.get("/BaseFont", "?") for f in fonts if not is_held(f, objects)] if fonts else ["none"]


bad = {path: names for path in sys.argv[1:] if (names := foreign(path))}
for path, names in bad.items():
    print(f"{path}: not embedded: {' '.join(names)}")
sys.exit(bool(bad))
