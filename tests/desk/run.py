#!/usr/bin/env python3
"""The desk in a real browser: run.py PROGRAM [PART…]

Each part is a file of this folder. SHOTS=folder keeps pictures of the screens. Where there is no
browser the parts that need one are said to be passed over: `make test` installs it."""
import importlib
import sys

import browser

PARTS = {"signing": True, "staff": True, "writing": True, "mending": True, "blocks": True, "pasting": True, "sources": True, "surviving": True, "tour": True, "speed": True, "forms": True,
         "guarding": False, "bodies": False, "load": False, "several": False,
         "elsewhere": False}  # whether it needs a browser as a whole

for part in sys.argv[2:] or PARTS:
    if PARTS[part] and not browser.browser_here():
        print(f"desk: no browser here (chromium, chromium-driver, python3-selenium): {part} not tried")
    else:
        importlib.import_module(part).run()
print(f"desk: {browser.checks - browser.failures} passed, {browser.failures} failed")
sys.exit(browser.failures > 0)
