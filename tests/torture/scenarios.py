"""What is played under the shim: folders before, and the commands (torture.py, kills.py)."""
import hashlib
import os
import re
import shutil
import struct
import subprocess
import tempfile
import zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SAMPLES = os.path.join(ROOT, "inputs")
PATIENCE = 60
# Commands that take --free-fonts.
TAKE_FONTS = {"build", "check", "print", "issue", "compare", "tally", "dump"}

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


def scratch():
    """A folder for all of it, in memory where the machine has such a file system."""
    memory = "/dev/shm"
    return tempfile.mkdtemp(prefix="torture-", dir=memory if os.access(memory, os.W_OK) else None)


class Work:
    """A folder in which a scenario is played, and what the program needs there."""

    def __init__(self, program, shim, base):
        self.program = program
        self.base = tempfile.mkdtemp(dir=base)
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
            raise RuntimeError(f"{' '.join(command)}: {status}\n{(out + err).decode()[:2000]}")

    def fresh(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.template, self.folder, symlinks=True)
        for path in os.listdir(self.temp):
            path = os.path.join(self.temp, path)
            shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)

    def with_shim(self, command, kind, how, at, patience=PATIENCE):
        with open(self.state, "wb") as file:
            file.write(struct.pack("qqq", 0, 0, at))
        open(self.log, "w").close()
        result = self.run(command, {"LD_PRELOAD": self.shim, "TORTURE_STATE": self.state,
                                    "TORTURE_KIND": kind, "TORTURE_HOW": how,
                                    "TORTURE_LOG": self.log, "TORTURE_MEDDLE": self.folder},
                          patience=patience)
        with open(self.state, "rb") as file:
            calls, met, _ = struct.unpack("qqq", file.read(24))
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


def write_book(path, sheets):
    """Sheets by name: rows of words, as programs that write workbooks make them."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    links = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
    link = '<Relationship Id="r%d" Type="' + office + '/%s" Target="%s"/>'
    numbers = range(1, len(sheets) + 1)
    parts = {
        "_rels/.rels": links % (link % (1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{office}"><sheets>' + "".join(
            f'<sheet name="{name}" sheetId="{i}" r:id="r{i}"/>' for i, name in zip(numbers, sheets)) +
            "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": links % "".join(
            link % (i, "worksheet", f"worksheets/sheet{i}.xml") for i in numbers),
    }
    for i, rows in zip(numbers, sheets.values()):
        parts[f"xl/worksheets/sheet{i}.xml"] = f"<worksheet {main}><sheetData>" + "".join(
            "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>"
            for row in rows) + "</sheetData></worksheet>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            book.writestr(name, text)


def print_book(work):
    """Its second sheet has the heads, too: it is not what is read when the first cannot be."""
    rows = [line.split(",") for line in LIST.splitlines()]
    work.copy("排查表/政策宣传回执.xml", "f.xml")
    write_book(os.path.join(work.template, "l.xlsx"), {"户": rows, "成员": rows[:3]})
    return ["print", "f.xml", "--data", "l.xlsx", "-o", "o.pdf"], []


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


def shard(work):
    work.copy("排查表/政策宣传回执.xml", "f.xml")
    work.write("l.csv", LIST)
    work.prepare("print", "f.xml", "--data", "l.csv", "--shard", "1/2", "--counts", "k1", "-o", "o.pdf")
    work.write("l.csv", LIST.replace("王小", "李小"))
    return ["print", "f.xml", "--data", "l.csv", "--shard", "1/2", "--counts", "k1", "-o", "o.pdf"], []


def merge_counts(work):
    shard(work)
    work.prepare("print", "f.xml", "--data", "l.csv", "--shard", "1/2", "--counts", "k1", "-o", "o.pdf")
    work.prepare("print", "f.xml", "--data", "l.csv", "--shard", "2/2", "--counts", "k2", "-o", "o.pdf")
    return ["merge-counts", "k1", "k2"], []


def resume(work):
    print_forms(work)
    return ["print", "f.xml", "--data", "l.csv", "--split", "村", "-o", "o", "--resume"], []


def geometry(work):
    work.copy("排查表/政策宣传回执.xml", "f.xml")
    return ["build", "f.xml", "-o", "f.pdf", "--fillable", "--geometry", "g.json"], []


def onto(work):
    """A Word file of the program's own comes back onto its source, which was changed meanwhile."""
    notice(work)
    work.prepare("build", "n.xml", "--docx", "-o", "d.docx")
    notice(work, what="秋收冬种")
    return ["import", "d.docx", "-o", "n.xml", "--force"], []


def prune(work):
    notice(work, "in/n.xml")
    notice(work, "in/m.xml", what="秋收冬种")
    work.prepare("build", "in", "-o", "out")
    notice(work, "in/n.xml", what="夏收夏种")  # is made anew: whether what is there is read does not matter
    os.unlink(os.path.join(work.template, "in/m.xml"))
    return ["build", "in", "-o", "out", "--prune"], []


def own_home(work):
    """A home of the program's in the folder, without a store of glyphs; its options."""
    home, mine = os.environ.get("HONGTOU_HOME", ROOT), os.path.join(work.template, "home")
    os.makedirs(os.path.join(mine, "fonts/free"))
    os.symlink(os.path.join(home, "templates"), os.path.join(mine, "templates"))
    for name in ("fonts.xml", "gb2312.txt", "names.txt"):
        shutil.copy(os.path.join(home, "fonts", name), os.path.join(mine, "fonts"))
    for name in os.listdir(os.path.join(home, "fonts/free")):
        if name != ".glyphs":
            os.symlink(os.path.join(home, "fonts/free", name), os.path.join(mine, "fonts/free", name))
    return ["--home", "home", "--allow", home]


def glyphs(work):
    """What glyphs become is stored on the way."""
    notice(work)
    return ["build", "n.xml", "-o", "n.pdf", *own_home(work)], []


def compared(work):
    notice(work, "old.xml")
    notice(work, what="秋收冬种")
    return ["compare", "old.xml", "n.xml", "-o", "t.pdf"], []


def dump(work):
    notice(work)
    return ["dump", "--stage", "pages", "n.xml"], []


def staff_check(work):
    work.copy("青禾县/人员库.xml", "s.xml")
    return ["staff", "check", "s.xml"], []


def staff_adjust(work):
    work.copy("青禾县/关于成立政策宣讲团的通知.xml", "a.xml")
    work.copy("青禾县/人员库.xml", "人员库.xml")
    return ["staff", "adjust", "--from", "2026-09-01", "--to", "2026-11-30", "a.xml", "-o", "z.xml"], []


def staff_learn(work):
    work.copy("样张/加盖印章的通知.xml", "a.xml")
    return ["staff", "learn", "a.xml", "-o", "s.xml"], []


def words(*command):
    """A command that needs no file."""
    def play(work):
        work.write("empty", "")
        return [*command], []
    return play


SCENARIOS = {
    "build": build, "named": named, "folder": folder, "prune": prune, "geometry": geometry,
    "picture": picture, "docx": docx, "glyphs": glyphs, "check": check, "dump": dump,
    "compare": compared, "issue": issue, "reissue": reissue, "rebuild": rebuild,
    "print": print_forms, "print-book": print_book, "resume": resume, "shard": shard, "merge-counts": merge_counts,
    "refused": refused, "read": read_csv, "read-book": read_book, "tally": tally, "new": new,
    "new-book": new_book, "import": import_draft, "import-text": import_text, "import-onto": onto,
    "fix": fix, "staff-check": staff_check, "staff-changes": staff_changes,
    "staff-affected": staff_affected, "staff-adjust": staff_adjust, "staff-learn": staff_learn,
    "config": words("config"), "schema": words("schema"), "reference": words("reference"),
    "completion": words("completion", "bash"), "help": words("help", "build"),
    "fonts": words("fonts"),
}
