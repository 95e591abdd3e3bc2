"""A program that does not lie in its home: it issues all the same; and why something was not issued is
said in the words of what went wrong; no TMPDIR, and none is missed. (Requests of a program.)"""
import hashlib
import json
import os
import pathlib
import shutil
import tempfile
import urllib.parse

import browser
from browser import PROGRAM, Desk, ok
from guarding import ROOT, Visitor

NAME = "防汛会议.xml"


def come_in(desk):
    """The one person of a desk that serves this machine alone."""
    she = Visitor(desk.base)
    she.ask("GET", desk.url[len(desk.base):])
    she.ask("GET", "/api/me")
    she.token = json.loads(she.said)["token"]
    return she


def issue(she):
    """The status of the confirmation, and what was said."""
    asked = {"name": NAME}
    she.ask("GET", "/api/file?" + urllib.parse.urlencode(asked))
    asked["hash"] = she.reply.getheader("X-Hongtou-Hash")
    status = she.form("/api/signing/ask", **asked)
    if status != 200:
        return status, she.said.decode()
    status = she.form("/api/signing/confirm", id=json.loads(she.said)["id"], hash=asked["hash"])
    return status, she.said.decode()


def run():
    place = pathlib.Path(tempfile.mkdtemp())
    shutil.copytree(pathlib.Path(PROGRAM).parent, place / "bin", symlinks=True)
    browser.PROGRAM = str(place / "bin" / pathlib.Path(PROGRAM).name)
    try:
        with Desk("--home", str(ROOT), "--quiet") as desk:
            status, said = issue(come_in(desk))
            ok(f"it is issued ({status} {said[:300]})", status == 200)
            ok("with its lock", (desk.folder / "防汛会议.lock").exists())
            served = hashlib.sha256((place / "bin" / "hongtou-desk").read_bytes()).hexdigest()
            ok("which lists the program", f"program-file {served}" in desk.read("防汛会议.lock"))
        with Desk("--home", str(ROOT), "--quiet") as desk:
            she = come_in(desk)
            (desk.folder / "防汛会议.pdf").mkdir()
            status, said = issue(she)
            ok(f"a folder in the PDF's place is named ({status} {said[:300]})", status == 409 and "防汛会议.pdf" in said)
        os.environ["TMPDIR"] = str(place / "nowhere")
        with Desk("--home", str(ROOT), "--quiet") as desk:
            come_in(desk)
            aside = list((desk.folder / ".hongtou").rglob("hongtou-desk-*"))
            ok("where TMPDIR names nothing, temporary files have a folder beside the trays", len(aside) == 1)
    finally:
        os.environ.pop("TMPDIR", None)
        browser.PROGRAM = PROGRAM
        shutil.rmtree(place)
