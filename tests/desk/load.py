#!/usr/bin/env python3
"""Many at once: load.py PROGRAM [PEOPLE [SECONDS]]

Each has a notice of many pages of her own, types into it, looks at the pages that changed, keeps a draft and
saves; all put their lines into one document that they share. Tells how long previews take and how much
memory all processes of the desk have; fails when a line is lost."""
import json
import pathlib
import random
import re
import sys
import threading
import time
import urllib.parse

from browser import Desk, ok
from guarding import PASSWORD, Visitor, setup

DPI = 96
REST = 2.0  # s between two pauses in somebody's typing

SHARED = "<公文 文种=\"通知\"><标题>关于大家一起写的通知</标题><正文><段>如下。</段></正文><落款 署名=\"白石镇人民政府\" 日期=\"2026-05-15\"/></公文>"


def notice():
    """Of 26 pages."""
    words = "各村要压实责任，组织力量逐户排查安全隐患，建立台账，限期整改，确保群众生命财产安全；镇直各有关单位要加强指导。"
    parts = [f'<层次 题="工作要求之{i}">' + "".join(f"<段>{words * 3}（{i}.{k}）</段>" for k in range(4)) + "</层次>" for i in range(22)]
    return ('<公文 文种="通知">\n<版头><发文机关>白石镇人民政府</发文机关><发文字号 代字="白政发" 年="2026" 号="18"/></版头>\n'
            "<标题>关于做好安全生产工作的通知</标题>\n<主送>各村民委员会：</主送>\n<正文>\n" + "\n".join(parts) +
            '\n</正文>\n<落款 日期="2026-05-15"/>\n</公文>\n')


def query(path, **values):
    return f"{path}?{urllib.parse.urlencode(values)}"


class Clerk(threading.Thread):
    def __init__(self, desk, number, seconds, together):
        super().__init__()
        self.she, self.number, self.seconds, self.together = Visitor(desk.base), number, seconds, together
        self.name = f"{number}.xml"
        self.random = random.Random(number)
        self.opened, self.took, self.faults, self.prints = [], [], [], []

    def run(self):
        try:
            self.work()
        except Exception as error:  # told by who waits for it
            self.faults.append(repr(error))

    def work(self):
        if self.she.enter(f"写手{self.number}") != 200:
            self.together.abort()
            raise RuntimeError("cannot come in")
        text, base = notice(), ""
        self.together.wait()
        until = time.time() + self.seconds
        time.sleep(self.random.random() * REST)
        self.preview(text)
        self.opened, self.took = self.took, []
        while time.time() < until:
            at = [m.end() for m in re.finditer("安全隐患", text)]
            at = at[self.random.randrange(len(at))]
            text = text[:at] + self.random.choice("和与及、") + text[at:]
            self.preview(text)
            if self.random.random() < 0.5:
                self.expect(self.she.ask("POST", query("/api/draft", name=self.name, base=base), text.encode()))
            if self.random.random() < 0.15:
                if self.expect(self.she.ask("POST", query("/api/save", name=self.name, base=base), text.encode())):
                    base = json.loads(self.she.said)["hash"]
            time.sleep(REST * (0.5 + self.random.random()))
        self.add_line()

    def expect(self, status):
        if status != 200:
            self.faults.append(f"{status}: {self.she.said[:80].decode('utf-8', 'replace')}")
        return status == 200

    # Until the changed pages are there, as a browser has them.
    def preview(self, text):
        begun = time.time()
        status = self.she.ask("POST", query("/api/preview", name=self.name, dpi=DPI, known=",".join(self.prints), tab=self.number, first=1, last=4), text.encode(), 60)
        if not self.expect(status):
            return
        made = json.loads(self.she.said)
        for page in {p["print"] for p in made["pages"] if p.get("drawn")}:
            self.expect(self.she.ask("GET", query("/api/picture", of=f"{page}-{DPI}")))
        shown = set(self.prints)
        self.prints = [p["print"] if p.get("drawn") or p["print"] in shown else "0" for p in made["pages"]]
        self.took.append(time.time() - begun)

    # Into the document of all: whoever was overtaken reads it again.
    def add_line(self):
        line = f"<段>{self.number} 写的。</段>"
        for _ in range(200):
            self.she.ask("GET", query("/api/file", name="大家.xml"))
            base, text = self.she.reply.getheader("X-Hongtou-Hash"), self.she.said.decode()
            status = self.she.ask("POST", query("/api/save", name="大家.xml", base=base), text.replace("</正文>", f"{line}</正文>").encode())
            if status == 200:
                return
            time.sleep(self.random.random() * 0.05)
        self.faults.append("her line was never taken")


# Of the server and its workers, what is theirs: pages that several have count once.
def memory(pid):
    try:
        children = [int(c) for t in pathlib.Path(f"/proc/{pid}/task").iterdir() for c in (t / "children").read_text().split()]
        return sum(int(re.search(r"^Pss:\s+(\d+)", pathlib.Path(f"/proc/{p}/smaps_rollup").read_text(), re.M)[1]) for p in [pid, *children]) / 1024
    except OSError:  # one has just ended
        return 0


def load(people, seconds):
    with Desk("--listen", "127.0.0.1:0") as desk:
        manager = setup(desk)
        (desk.folder / "大家.xml").write_text(SHARED, encoding="utf-8")
        for i in range(people):
            manager.form("/api/people", name=f"写手{i}", password=PASSWORD, roles=1)
        together = threading.Barrier(people)
        clerks = [Clerk(desk, i, seconds, together) for i in range(people)]
        for c in clerks:
            c.start()
        most = 0
        while any(c.is_alive() for c in clerks):
            most = max(most, memory(desk.process.pid))
            time.sleep(0.3)
        took = [sorted(t for c in clerks for t in list_of(c)) for list_of in (lambda c: c.opened, lambda c: c.took)]
        faults = [f for c in clerks for f in c.faults]
        text = desk.read("大家.xml")
        lost = [i for i in range(people) if f"<段>{i} 写的。</段>" not in text]
        whole = all((desk.folder / f"{i}.xml").read_text(encoding="utf-8").endswith("</公文>\n") for i in range(people) if (desk.folder / f"{i}.xml").exists())
    return took, most, faults, lost, whole


def told(people, seconds):
    (opened, took), most, faults, lost, whole = load(people, seconds)
    share = lambda times, percent: 1000 * times[min(len(times) - 1, len(times) * percent // 100)]
    print(f"desk: {people} people, {seconds} s: opened in {share(opened, 50):.0f} ms (median), {share(opened, 95):.0f} (p95); "
          f"{len(took)} previews after a pause in {share(took, 50):.0f} ms, {share(took, 95):.0f} (p95); {most:.0f} MB")
    ok("no line of anybody's is lost", not lost)
    ok("every document is whole", whole)
    ok(f"all that was asked was answered {faults[:2]}", not faults)
    return took, most


def run():
    """A few, as a test of correctness."""
    took, most = told(8, 6)
    ok("all of them saw pages", len(took) >= 8)
    ok("within the memory that is there", most < 600)


if __name__ == "__main__":
    told(int(sys.argv[2]) if len(sys.argv) > 2 else 50, int(sys.argv[3]) if len(sys.argv) > 3 else 60)
