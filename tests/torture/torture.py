#!/usr/bin/env python3
"""Every call of the system fails once: torture.py PROGRAM SHIM [all|sample|SCENARIO…]

A scenario is a command with what stands in its folder before. Each call of each kind that it makes
(tests/torture/shim.c) comes to grief once, in each manner that the kind has; then the run is judged:
  no signal, no run without end, no exit status but 0 to 3;
  status 0: all files and what it says are those of the run to which nothing happened;
  else: something is said, and each file is the old one or the new one, those of a pair alike;
  no file beside those of the undisturbed run, none in TMPDIR; killed at a call, the same, and the next
  run makes all of it as it should be.
'all' tries every point, 'sample' some of each kind; KINDS='write link' these kinds alone. One line a
scenario, and one for each bad point.
"""
import hashlib
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SAMPLES = os.path.join(ROOT, "inputs")
PATIENCE = 30
MANNERS = {
    "write": ["fail", "from", "short", "interrupt"],
    "read": ["fail", "short", "interrupt"],
    "sync": ["fail"], "rename": ["fail", "before", "after"], "open": ["fail", "from"],
    "close": ["fail"], "link": ["fail", "before", "after"], "unlink": ["fail", "before", "after"],
    "mkdir": ["fail", "before", "after"], "map": ["fail"], "thread": ["fail", "from"],
}
# Manners that a program takes no notice of.
ABSORBED = {"short", "interrupt"}
POINTS, COPIES = 3, 60  # of a manner, in a sample; of allocations
SAMPLE = ["build", "reissue", "print", "refused", "read-book", "new-book", "import", "docx",
          "staff-affected"]

NOTICE = """<公文 文种="通知"{use}>
  <版头><发文机关>青禾县白石镇人民政府</发文机关><发文字号 代字="白政发" 年="2026" 号="{number}"/></版头>
  <标题>关于做好{what}工作的通知</标题>
  <主送>各村民委员会</主送>
  <正文>
    <段>请抓好落实，于2026年12月1日前报送。<脚注>联系人见附件。</脚注></段>
    <表 题="任务表"><列 题="村"/><列 题="任务"/><行><格>白石村</格><格>排查</格></行></表>
  </正文>
  <落款 印章="公章.png" 日期="2026-11-20"/>
</公文>
"""
LIST = "户号,村,户主姓名,人口\n" + "".join(
    f"99120600{i:02},{'白石村' if i < 3 else '清河村'},王小{i},{i}\n" for i in range(1, 6))
STAFF = os.path.join(SAMPLES, "青禾县", "人员库.xml")


class Work:
    """A folder in which a scenario is played, and what the program needs there."""

    def __init__(self, program, shim):
        self.program = program
        self.base = tempfile.mkdtemp(prefix="torture-")
        self.shim = shutil.copy(shim, self.base)  # the loader parts paths at blanks
        self.folder = os.path.join(self.base, "work")
        self.template = os.path.join(self.base, "before")
        self.temp = os.path.join(self.base, "tmp")
        self.state = os.path.join(self.base, "state")
        self.log = os.path.join(self.base, "log")
        os.mkdir(self.temp)

    def environment(self, extra=None):
        env = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": self.base, "TMPDIR": self.temp,
               "SOURCE_DATE_EPOCH": "1790000000"}
        if "HONGTOU_HOME" in os.environ:
            env["HONGTOU_HOME"] = os.environ["HONGTOU_HOME"]
        return dict(env, **(extra or {}))

    def run(self, command, extra=None, folder=None, patience=PATIENCE):
        try:
            done = subprocess.run([self.program, *command, "--lang", "en"], cwd=folder or self.folder,
                                  env=self.environment(extra), stdin=subprocess.DEVNULL,
                                  capture_output=True, timeout=patience)
            return done.returncode, done.stdout, done.stderr
        except subprocess.TimeoutExpired:
            return None, b"", b""

    def write(self, name, text):
        path = os.path.join(self.template, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def copy(self, sample, name):
        path = os.path.join(self.template, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        shutil.copy(os.path.join(SAMPLES, sample), path)

    def prepare(self, *command):
        """Makes something in the folder before, by the program itself."""
        status, out, err = self.run([*command, "--free-fonts"] if command[0] in TAKE_FONTS else command,
                                    folder=self.template)
        if status != 0:
            sys.exit(f"torture: {' '.join(command)}: {status}\n{(out + err).decode()[:2000]}")

    def fresh(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.template, self.folder, symlinks=True)
        for path in os.listdir(self.temp):
            path = os.path.join(self.temp, path)
            shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)

    def with_shim(self, command, kind, how, at, patience=PATIENCE):
        with open(self.state, "wb") as file:
            file.write(bytes(16))
        open(self.log, "w").close()
        result = self.run(command, {"LD_PRELOAD": self.shim, "TORTURE_STATE": self.state,
                                    "TORTURE_KIND": kind, "TORTURE_HOW": how,
                                    "TORTURE_AT": str(at), "TORTURE_LOG": self.log}, patience=patience)
        with open(self.state, "rb") as file:
            calls, met = struct.unpack("qq", file.read(16))
        return result, calls, met

    def files(self):
        """What stands in the folder, by name; records without their times."""
        found = {}
        for folder, _, names in os.walk(self.folder):
            for name in names:
                path = os.path.join(folder, name)
                with open(path, "rb") as file:
                    data = file.read()
                if os.path.basename(folder) == ".hongtou":
                    data = re.sub(rb"\d+\.\d{9}", b"", data)
                found[os.path.relpath(path, self.folder)] = hashlib.sha256(data).hexdigest()
        return found


TAKE_FONTS = {"build", "check", "print", "issue", "compare", "tally"}


# ---- scenarios: what stands there before; the command; files that are one pair ----

def notice(work, name="n.xml", number=8, what="春耕生产", use=""):
    work.write(name, NOTICE.format(number=number, what=what, use=use))
    work.copy("样张/公章样章.png", os.path.join(os.path.dirname(name), "公章.png"))


def build(work):
    notice(work)
    work.prepare("build", "n.xml")
    notice(work, what="秋收冬种")
    return ["build", "n.xml"], []


def named(work):
    notice(work)
    work.prepare("build", "n.xml", "-o", "x.pdf")
    notice(work, what="秋收冬种")
    return ["build", "n.xml", "-o", "x.pdf"], []


def folder(work):
    for name in ("关于成立政策宣讲团的通知", "关于县级领导联系乡镇的通知"):
        work.copy(f"青禾县/{name}.xml", f"in/{name}.xml")
    work.copy("青禾县/人员库.xml", "in/人员库.xml")
    return ["build", "in", "-o", "out"], []


def check(work):
    notice(work)
    return ["check", "n.xml"], []


def issue(work):
    notice(work)
    return ["issue", "n.xml"], [("n.pdf", "n.lock")]


def reissue(work):
    notice(work)
    work.prepare("issue", "n.xml")
    notice(work, what="秋收冬种")
    return ["issue", "n.xml", "--reissue"], [("n.pdf", "n.lock")]


def rebuild(work):
    notice(work)
    work.prepare("issue", "n.xml")
    notice(work, what="秋收冬种")
    return ["build", "n.xml", "--reissue"], [("n.pdf", "n.lock")]


def print_forms(work):
    work.copy("排查表/政策宣传回执.xml", "f.xml")
    work.write("l.csv", LIST)
    work.prepare("print", "f.xml", "--data", "l.csv", "--split", "村", "-o", "o")
    work.write("l.csv", LIST.replace("王小", "李小"))
    return ["print", "f.xml", "--data", "l.csv", "--split", "村", "-o", "o"], []


def refused(work):
    work.copy("排查表/政策宣传回执.xml", "f.xml")
    work.write("l.csv", LIST.replace("王小1", "王小" * 300))
    return ["print", "f.xml", "--data", "l.csv", "-o", "o.pdf", "--refused", "r.xlsx"], []


def filled(work):
    work.write("l.csv", LIST)
    work.copy("排查表/政策宣传回执.xml", "f.xml")
    work.prepare("print", "f.xml", "--data", "l.csv", "--fillable", "-o", "c.pdf")


def read_csv(work):
    filled(work)
    return ["read", "c.pdf", "-o", "x.csv"], []


def read_book(work):
    filled(work)
    return ["read", "c.pdf", "-o", "x.xlsx"], []


def tally(work):
    filled(work)
    work.prepare("read", "c.pdf", "-o", "x.csv")
    return ["tally", "x.csv", "f.xml", "-o", "t.xlsx"], []


def new(work):
    work.write("empty", "")
    return ["new", "通知", "-o", "z.xml"], []


def new_book(work):
    work.write("empty", "")
    return ["new", "vehicles", "--xlsx", "-o", "z.xlsx"], []


def docx(work):
    notice(work)
    work.prepare("build", "n.xml", "--docx", "-o", "x.docx")
    notice(work, what="秋收冬种")
    return ["build", "n.xml", "--docx", "-o", "x.docx"], []


def import_draft(work):
    notice(work)
    work.prepare("build", "n.xml", "--docx", "-o", "d.docx")
    os.unlink(os.path.join(work.template, "n.xml"))
    return ["import", "d.docx", "-o", "z.xml"], []


def import_text(work):
    work.write("d.txt", "关于做好春耕工作的通知\n\n各村：\n　　一、请抓好落实\n　　按时报送。\n\n"
                        "白石镇人民政府\n2026年11月20日\n")
    return ["import", "d.txt", "-o", "z.xml"], []


def fix(work):
    notice(work, what="春\u200b耕")
    return ["fix", "--write", "n.xml"], []


def staff_changes(work):
    work.copy("青禾县/人员库.xml", "s.xml")
    return ["staff", "changes", "--from", "2026-01-01", "--to", "2026-12-01", "s.xml", "-o", "r.txt"], []


def staff_affected(work):
    work.copy("青禾县/关于县级领导联系乡镇的通知.xml", "in/a.xml")
    work.copy("青禾县/人员库.xml", "in/人员库.xml")
    return ["staff", "affected", "in", "--as-of", "2026-11-30"], []


def picture(work):
    notice(work)
    return ["build", "n.xml", "-o", "p.png"], []


SCENARIOS = {"build": build, "named": named, "folder": folder, "check": check, "issue": issue,
             "reissue": reissue, "rebuild": rebuild, "print": print_forms, "refused": refused,
             "read": read_csv, "read-book": read_book, "tally": tally, "new": new,
             "new-book": new_book, "docx": docx, "import": import_draft,
             "import-text": import_text, "fix": fix, "staff-changes": staff_changes,
             "staff-affected": staff_affected, "picture": picture}


# ---- judging ----

def is_record(name):
    """What a run notes of another that was not whole differs from what it notes of a whole one."""
    return ".hongtou/" in name and name.endswith((".d", ".facts", ".journal"))


class Scenario:
    def __init__(self, work, name):
        self.work, self.name, self.bad, self.tried = work, name, [], 0
        shutil.rmtree(work.template, ignore_errors=True)
        os.makedirs(work.template)
        self.command, self.pairs = SCENARIOS[name](work)
        if self.command[0] in TAKE_FONTS:
            self.command = [*self.command, "--free-fonts"]
        work.fresh()
        self.old = work.files()
        self.reference = work.run(self.command)
        self.new = work.files()
        wanted = [value for option, value in zip(self.command, self.command[1:])
                  if option in ("-o", "--refused")]
        missing = [path for path in wanted
                   if not any(f"{made}/".startswith(f"{path}/") for made in self.new)]
        if self.reference[0] not in (0, 1) or missing:
            sys.exit(f"torture: {name}: {missing} {self.reference}")

    def judge_files(self, ended_well, interrupted=False):
        """interrupted: what the next run is to clear away may stand there."""
        now = self.work.files()
        if os.listdir(self.work.temp):
            return f"left in TMPDIR: {os.listdir(self.work.temp)}"
        for name in sorted(now):
            passing = interrupted and re.search(r"\.hongtou-\d+\.tmp$|\.pending$", name)
            if name not in self.old and name not in self.new and not passing:
                return f"left: {name}"
        for name in sorted({*self.old, *self.new}):
            was, will, is_now = self.old.get(name), self.new.get(name), now.get(name)
            if ended_well and is_now != will and not (is_now and is_record(name)):
                return f"exit 0, but {name} is {'the old one' if is_now == was else 'another'}"
            if is_now not in (was, will) and not is_record(name):
                return f"{name} is neither the old one nor the new one"
        noted = interrupted and any(name.endswith(".pending") for name in now)
        for pair in self.pairs if not noted else []:
            news = {name: now.get(name) == self.new[name] for name in pair
                    if self.old.get(name) != self.new[name]}
            if len(set(news.values())) > 1:
                return f"half a pair: {news}"
        return None

    def judge(self, result, how):
        status, out, err = result
        if status is None:
            return "no end"
        killed = how in ("before", "after")
        if status < 0 and not (killed and status == -9):
            return f"signal {-status}"
        if not killed and status not in (0, 1, 2, 3):
            return f"exit status {status}"
        if how in ABSORBED and (status, out) != self.reference[:2]:
            return f"exit {status} where nothing was amiss: {err.decode()[:200]}"
        well = status == self.reference[0] and (status == 0 or not err or err == self.reference[2])
        if well and out != self.reference[1]:
            return f"exit {status}, but something else was said"
        if not killed and status != 0 and not err and not out:
            return "nothing was said"
        half = any(name.endswith(".pending") for name in self.work.files())
        return self.judge_files(well, killed or half) or (self.judge_next() if killed or half else None)

    def judge_next(self):
        """The run after one that was killed. One that replaces nothing may find all done."""
        status, _, err = self.work.run(self.command)
        if status == 2 and (b"U008" in err or b"U020" in err):
            status = self.reference[0]
        wrong = self.judge_files(True)
        if status != self.reference[0]:
            return f"the next run: exit {status}: {err.decode()[:200]}"
        return f"the next run: {wrong}" if wrong else None

    def tell(self, kind, how, at, wrong, extra=""):
        self.bad.append(wrong)
        print(f"torture: {self.name}: {kind} {at} {how}: {wrong} {extra}".rstrip(), flush=True)

    def count(self, kind):
        self.work.fresh()
        return self.work.with_shim(self.command, kind, "fail", 0)[1]

    def points(self, kind, few):
        """Every point in each manner, or a few that are spread over all."""
        calls = self.count(kind)
        points = range(1, calls + 1)
        if few and calls > POINTS:
            points = sorted({1 + (calls - 1) * i // (POINTS - 1) for i in range(POINTS)})
        for how in MANNERS[kind]:
            for at in points:
                self.work.fresh()
                result, _, met = self.work.with_shim(self.command, kind, how, at)
                self.tried += 1
                wrong = self.judge(result, how) if met else None
                if wrong:
                    self.tell(kind, how, at, wrong, result[2].decode(errors="replace")[:300])

    def memory(self, few):
        """Allocations, each in a copy of the process."""
        step = max(1, self.count("alloc") // COPIES) if few else 1
        self.work.fresh()
        result, calls, met = self.work.with_shim(self.command, "alloc", "each", step, 3600)
        self.tried += met
        if result[:2] != self.reference[:2]:
            self.tell("alloc", "each", 0, f"the run itself: {result}")
        with open(self.work.log) as file:
            for line in file:
                self.tell("alloc", "each", line.split()[0], line.strip())


def main():
    program, shim = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    names = sys.argv[3:] or ["all"]
    few = names == ["sample"]
    chosen = SAMPLE if few else SCENARIOS if names == ["all"] else names
    kinds = os.environ.get("KINDS", "alloc " + " ".join(MANNERS)).split()
    work = Work(program, shim)
    bad = tried = 0
    began = time.time()
    try:
        for name in chosen:
            start = time.time()
            scenario = Scenario(work, name)
            if "alloc" in kinds:
                scenario.memory(few)
            for kind in MANNERS:
                if kind in kinds:
                    scenario.points(kind, few)
            bad += len(scenario.bad)
            tried += scenario.tried
            if not few:
                print(f"torture: {name}: {scenario.tried} points, {len(scenario.bad)} bad, "
                      f"{time.time() - start:.0f} s", flush=True)
    finally:
        shutil.rmtree(work.base, ignore_errors=True)
    print(f"torture: {tried} points of failure, {bad} bad, {time.time() - began:.0f} s")
    if not tried:
        print("torture: the shim was not loaded")
    sys.exit(1 if bad or not tried else 0)


if __name__ == "__main__":
    main()
