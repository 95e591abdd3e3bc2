#!/usr/bin/env python3
"""What others do to the files of a run: meddle.py PROGRAM SHIM [few]

A font or the dictionary is cut short or written into as soon as it is mapped, or at any moment: the run
ends in S022 and leaves what was there, or in the right bytes. Pipes stand where files should: told or
passed over, none waits for ever. Links stand where output goes: what lies at their end is written, or
refused when the run reads it; a link is never replaced."""
import hashlib
import os
import random
import re
import shutil
import stat
import subprocess
import sys
import time

import scenarios
from scenarios import LIST, ROOT, SAMPLES, TAKE_FONTS, Work, notice, scratch

MOMENTS, FEW = 20, 4
few = sys.argv[3:] == ["few"]  # without the pipes that are waited for
FONTS = ("FandolFang-Regular.otf", "NotoSerifCJK-Bold.ttc")
bad = tried = 0


def judge(what, holds, result):
    global bad, tried
    tried += 1
    if not holds:
        bad += 1
        print(f"meddle: {what}: {result[0]} {(result[1] + result[2]).decode(errors='replace')[:300]}", flush=True)


def start(work):
    shutil.rmtree(work.template, ignore_errors=True)
    os.makedirs(work.template)


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


# ---- mapped files ----

def own_files(work):
    """Copies of two fonts and of the dictionary, for the others are the program's own."""
    home = os.environ.get("HONGTOU_HOME", ROOT)
    options = scenarios.own_home(work)
    for name in FONTS:
        path = os.path.join(work.template, "home/fonts/free", name)
        os.unlink(path)
        shutil.copy(os.path.join(home, "fonts/free", name), path)
    templates = os.path.join(work.template, "home/templates")
    os.unlink(templates)
    os.mkdir(templates)
    for name in os.listdir(os.path.join(home, "templates")):
        if name != "words.dict":
            os.symlink(os.path.join(home, "templates", name), os.path.join(templates, name))
    shutil.copy(os.path.join(home, "templates/words.dict"), templates)
    return options


def is_as_it_should(work, result, right, old):
    """The right file and status 0; or the old one, and the file that changed is named."""
    status, _, err = result
    now = digest(os.path.join(work.folder, "n.pdf"))
    litter = [name for name in work.files() if name.endswith(".tmp")] + os.listdir(work.temp)
    return not litter and ((status == 0 and now == right) or
                           (status == 3 and b"S022" in err and b"home/" in err and now == old))


def mapped(work):
    start(work)
    notice(work)
    options = own_files(work)
    work.prepare("build", "n.xml", "-o", "n.pdf", *options)
    notice(work, what="秋收冬种")
    command = ["build", "n.xml", "-o", "n.pdf", *options, "--free-fonts"]
    work.fresh()
    old = digest(os.path.join(work.folder, "n.pdf"))
    began = time.time()
    work.run(command)
    took, right = time.time() - began, digest(os.path.join(work.folder, "n.pdf"))
    told = 0
    for how in ("cut", "spoil"):
        work.fresh()
        calls = work.with_shim(command, "map", how, 0)[1]
        for at in range(1, calls + 1):
            work.fresh()
            result, _, _ = work.with_shim(command, "map", how, at)
            told += result[0] == 3
            judge(f"a mapped file is {how}: {at}", is_as_it_should(work, result, right, old), result)
    chance = random.Random("meddle")
    for i in range(FEW if few else MOMENTS):
        work.fresh()
        victim = os.path.join(work.folder, "home/fonts/free", FONTS[i % 2])
        run = subprocess.Popen([work.program, *command, "--lang", "en"], cwd=work.folder,
                               env=work.environment(), stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(took * chance.random())
        os.truncate(victim, 1 << 16)
        out, err = run.communicate(timeout=60)
        # cut before it was opened it is a broken font, which is told and replaced by another
        broken = run.returncode in (0, 1, 3) and (b"F004" in err or b"F003" in err)
        result = (run.returncode, out, err)
        judge("a font is cut at any moment", broken or is_as_it_should(work, result, right, old), result)
    judge("nothing was ever told", told >= 4, (told, b"", b""))


# ---- pipes ----

PIPES = {  # what is a pipe; the command; the statuses that it may end with
    "hongtou.conf": (["build", "n.xml"], (3,)),
    ".hongtou/n.d": (["build", "n.xml"], (3,)),
    ".hongtou/n.facts": (["build", "n.xml"], (3,)),
    ".hongtou/n.pending": (["issue", "n.xml"], (0, 3)),
    "n.lock": (["issue", "n.xml"], (1, 3)),
    "n.pdf": (["issue", "n.xml"], (3,)),
    "x.pdf": (["build", "n.xml", "-o", "x.pdf"], (3,)),
    "公章.png": (["build", "n.xml"], (1,)),
    "z.xml": (["build", "."], (3,)),
    ".hongtouignore": (["build", "."], (3,)),
    "in.pdf": (["read", "in.pdf", "-o", "x.csv"], (1, 3)),
    "in.docx": (["import", "in.docx", "-o", "x.xml"], (1, 3)),
    "in.csv": (["print", "f.xml", "--data", "in.csv", "-o", "x.pdf"], (1, 3)),
    "o/.hongtou/print.journal": (["print", "f.xml", "--data", "l.csv", "--split", "村", "-o", "o"], (3,)),
    "k1": (["merge-counts", "k1"], (3,)),
    "old.lock": (["compare", "old.lock", "n.xml"], (1, 3)),
    "s.xml": (["staff", "check", "s.xml"], (3,)),
    "faces/a.ttf": (["fonts"], (0,)),
}


def pipes(work):
    for name, (command, wanted) in PIPES.items():
        if few and 3 in wanted:
            continue
        start(work)
        notice(work)
        work.copy("排查表/政策宣传回执.xml", "f.xml")
        work.write("l.csv", LIST)
        if name.startswith("faces/"):
            work.write("hongtou.conf", "fonts = faces\n")
        path = os.path.join(work.template, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if os.path.exists(path):
            os.unlink(path)
        shutil.rmtree(work.folder, ignore_errors=True)
        shutil.copytree(work.template, work.folder)
        path = os.path.join(work.folder, name)
        os.mkfifo(path)
        options = ["--free-fonts"] if command[0] in TAKE_FONTS else []
        result = work.run([*command, *options], patience=40)
        told = result[0] == 0 or result[2]
        if name.startswith("faces/"):
            told = b"F035" in result[2]
        judge(f"{name} is a pipe", result[0] in wanted and told and (not os.path.exists(path) or stat.S_ISFIFO(os.stat(path).st_mode)),
              result)
    start(work)
    notice(work)
    work.write("hongtou.conf", "fonts = /\n")
    work.fresh()
    result = work.run(["build", "n.xml"])
    judge("all of the machine are fonts", result[0] == 0 and b"F034" in result[2], result)


# ---- links ----

# The name that becomes a link to a file that the command reads, and the command.
LINKS = [("x.csv", "c.pdf", ["read", "c.pdf", "-o", "x.csv"]),
         ("x.pdf", "n.xml", ["build", "n.xml", "-o", "x.pdf"]),
         ("n.pdf", "n.xml", ["build", "n.xml"]),
         ("n.pdf", "公章.png", ["build", "n.xml"]),
         ("n.pdf", "n.xml", ["issue", "n.xml"]),
         ("x.docx", "n.xml", ["build", "n.xml", "-o", "x.docx"]),
         ("x.png", "n.xml", ["build", "n.xml", "-o", "x.png"]),
         ("g.json", "f.xml", ["build", "f.xml", "-o", "f.pdf", "--geometry", "g.json"]),
         ("x.pdf", "l.csv", ["print", "f.xml", "--data", "l.csv", "-o", "x.pdf"]),
         ("g.json", "l.csv", ["print", "f.xml", "--data", "l.csv", "-o", "x.pdf", "--geometry", "g.json"]),
         ("r.xlsx", "f.xml", ["print", "f.xml", "--data", "bad.csv", "-o", "x.pdf", "--refused", "r.xlsx"]),
         ("x.pdf", "m.xml", ["compare", "n.xml", "m.xml", "-o", "x.pdf"]),
         ("x.txt", "m.xml", ["compare", "n.xml", "m.xml", "-o", "x.txt"]),
         ("d.xml", "d.txt", ["import", "d.txt", "--force"]),
         ("x.txt", "s.xml", ["staff", "changes", "--from", "2026-01-01", "--to", "2026-12-01", "s.xml",
                             "-o", "x.txt"]),
         ("t.xlsx", "d.csv", ["tally", "d.csv", "f.xml", "-o", "t.xlsx"])]


def linked_folder(work):
    start(work)
    notice(work)
    notice(work, "m.xml", what="秋收冬种")
    work.copy("排查表/政策宣传回执.xml", "f.xml")
    work.copy("青禾县/人员库.xml", "s.xml")
    work.write("l.csv", LIST)
    work.write("bad.csv", LIST.replace("王小1", "王小" * 300))
    work.write("d.txt", "关于做好春耕工作的通知\n\n各村：\n　　请抓好落实。\n")
    work.prepare("print", "f.xml", "--data", "l.csv", "--fillable", "-o", "c.pdf")
    work.prepare("read", "c.pdf", "-o", "d.csv")


def links(work):
    linked_folder(work)
    for link, end, command in LINKS:
        work.fresh()
        os.symlink(end, os.path.join(work.folder, link))
        before = work.files()
        options = ["--free-fonts"] if command[0] in TAKE_FONTS else []
        result = work.run([*command, *options])
        after = work.files()
        same = all(after.get(name) == was for name, was in before.items())
        kept = os.path.islink(os.path.join(work.folder, link))
        judge(f"{link} leads to {end}: {' '.join(command[:2])}",
              result[0] == 3 and b"S021" in result[2] and same and kept, result)
    for link, command in (("n.pdf", ["build", "n.xml"]), ("x.csv", ["read", "c.pdf", "-o", "x.csv"]),
                          ("z.xml", ["import", "d.txt", "-o", "z.xml", "--force"])):
        work.fresh()
        work_out = os.path.join(work.folder, "away")
        os.mkdir(work_out)
        with open(os.path.join(work_out, "old"), "w") as file:
            file.write("old")
        os.symlink("away/old", os.path.join(work.folder, link))
        options = ["--free-fonts"] if command[0] in TAKE_FONTS else []
        result = work.run([*command, *options])
        judge(f"{link} leads elsewhere", result[0] == 0 and os.path.islink(os.path.join(work.folder, link)) and
              os.path.getsize(os.path.join(work_out, "old")) > 10, result)
    pruned(work)


def pruned(work):
    """A link in a PDF's place is its owner's, whatever the record beside it says."""
    start(work)
    notice(work, "in/n.xml")
    work.prepare("build", "in", "-o", "out")
    work.fresh()
    pdf = os.path.join(work.folder, "out/n.pdf")
    os.rename(pdf, os.path.join(work.folder, "kept.pdf"))
    os.symlink("../kept.pdf", pdf)
    os.unlink(os.path.join(work.folder, "in/n.xml"))
    result = work.run(["build", "in", "-o", "out", "--prune", "--free-fonts"])
    judge("a link is pruned", os.path.islink(pdf) and b"D094" in result[2], result)


def main():
    program, shim = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    base = scratch()
    began = time.time()
    try:
        work = Work(program, shim, base)
        for part in (mapped, pipes, links):
            part(work)
    finally:
        shutil.rmtree(base, ignore_errors=True)
    print(f"meddle: {tried} runs beside others, {bad} bad, {time.time() - began:.0f} s")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
