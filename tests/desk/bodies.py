"""Large bodies without a stated length: counted as they come, kept on the disk and not in memory, and
gone with the request, or with the next start when the desk is killed. (Requests of a program.)"""
import http.client
import os
import pathlib
import re
import signal
import threading
import time
import urllib.parse

from browser import Desk, ok
from guarding import Visitor, setup

MB = 1 << 20
PIECE = os.urandom(1 << 16)
SENDERS, EACH = 20, 24
PEOPLE = 4


def chunked(she, path, megabytes, pause=0.0):
    """The status and what was said; None: it was not heard to its end."""
    connection = http.client.HTTPConnection(she.at.hostname, she.at.port, timeout=120)

    def pieces():
        for _ in range(megabytes * 16):
            time.sleep(pause)
            yield PIECE
    try:
        connection.request("POST", path, pieces(), {"Cookie": she.cookie, "X-Hongtou-Token": she.token,
                                                     "Transfer-Encoding": "chunked"}, encode_chunked=True)
        reply = connection.getresponse()
        return reply.status, reply.read().decode("utf-8", "replace")
    except OSError:
        return None
    finally:
        connection.close()


def resident(desk, kind="VmRSS"):
    text = (pathlib.Path("/proc") / str(desk.process.pid) / "status").read_text()
    return int(re.search(rf"^{kind}:\s+(\d+) kB", text, re.M)[1]) / 1024


def tray_of(she):
    she.ask("POST", "/api/tray")
    return re.search(rb'"tray":"(\w+)"', she.said)[1].decode()


def put(tray, name):
    return "/api/tray-file?" + urllib.parse.urlencode({"tray": tray, "file": name})


def many(desk, people):
    before = resident(desk), resident(desk, "RssAnon")
    most, going, answers = [*before], True, []

    def watch():
        while going:
            most[0] = max(most[0], resident(desk))
            most[1] = max(most[1], resident(desk, "RssAnon"))
            time.sleep(0.02)

    trays = [tray_of(she) for she in people]
    threads = [threading.Thread(target=lambda i=i: answers.append(
        chunked(people[i % PEOPLE], put(trays[i % PEOPLE], f"{i}.csv"), EACH))) for i in range(SENDERS)]
    watcher = threading.Thread(target=watch)
    watcher.start()
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    going = False
    watcher.join()
    ok(f"all are taken ({answers})", all(a and a[0] == 200 for a in answers) and len(answers) == SENDERS)
    print(f"desk: {SENDERS} bodies of {EACH} MB at once: {most[1] - before[1]:.0f} MB of memory more, {most[0] - before[0]:.0f} MB with what is mapped")
    ok("memory is flat", most[1] - before[1] < 40)
    ok("few are mapped at a time", most[0] - before[0] < 192 + 40)
    return trays


def limits(desk, she, tray):
    said = chunked(she, put(tray, "large.csv"), 70)
    ok(f"one that is too large is told ({said})", said and said[0] == 413 and "64 MB" in said[1])
    stranger = Visitor(desk.base)
    said = chunked(stranger, "/api/login", 1)
    ok(f"a stranger's ({said})", said is None or said[0] == 413)
    statuses = [chunked(she, put(tray, f"more{i}.csv"), 60) for i in range(6)]
    ok(f"one person's are counted ({[s and s[0] for s in statuses]})", 429 in [s and s[0] for s in statuses])
    ok("in plain words", any(s and s[0] == 429 and "请等一会儿" in s[1] for s in statuses))


def taken_away(desk, she):
    """Names as they go out."""
    name = "a\u202egpj.xml"
    (desk.folder / name).write_text("<公文/>", encoding="utf-8")
    ok("a name that deceives is no file's", she.ask("GET", "/api/file?" + urllib.parse.urlencode({"name": name, "download": "1"})) == 404)
    she.ask("GET", "/api/files")
    ok("it is listed as it can be seen, with what is wrong", r"\\u{202E}gpj.xml" in she.said.decode() and "看不见" in she.said.decode())
    ok("a name as an option", she.ask("POST", "/api/save?name=--prune.xml&base=", b"<x/>") == 400 and "“-”" in she.said.decode())


def killed(desk, she):
    tray = tray_of(she)
    sending = threading.Thread(target=chunked, args=(she, put(tray, "x.csv"), 30, 0.004))
    sending.start()
    time.sleep(1)
    desk.process.send_signal(signal.SIGKILL)
    desk.process.wait(20)
    sending.join()
    left = [p for p in (desk.folder / ".hongtou/desk").rglob("*") if p.is_file() and p.stat().st_size]
    ok(f"what was under way has no name ({left})", not [p for p in left if p.name == "x.csv" or "tmp" in p.name.lower()])
    desk.start()
    left = [p for p in (desk.folder / ".hongtou/desk").rglob("*") if p.is_file()]
    ok(f"the next desk begins without ({left})", not left)


def run():
    os.environ.pop("TMPDIR", None)
    with Desk("--listen", "127.0.0.1:0") as desk:
        manager = setup(desk)
        people = []
        for i in range(PEOPLE):
            manager.form("/api/people", name=f"人{i}", password="long enough 1", roles=1)
            people.append(Visitor(desk.base))
            people[i].enter(f"人{i}")
        trays = many(desk, people)
        limits(desk, people[0], trays[0])
        taken_away(desk, people[1])
        killed(desk, people[2])
