#!/usr/bin/env python3
"""The vocabulary as a dictionary of libFuzzer's: dictionary.py FILE.def… >words.dict

Every string of a table that is a name or a value, Chinese and English, once."""
import pathlib
import re
import sys

words = {}
for name in sys.argv[1:]:
    text = pathlib.Path(name).read_text(encoding="utf-8")
    for word in re.findall(r'"((?:[^"\\\n]|\\.)+)"', text):
        if len(word) <= 16 and not re.search(r"[\s，。；：\\]", word):
            words[word] = None
for word in words:
    print('"%s"' % "".join(f"\\x{byte:02x}" for byte in word.encode()))
