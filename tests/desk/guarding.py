"""What no browser's page does: requests without rights, by other roles, from other sites, too many, too
large, too slow; TLS; a proxy; sessions that end; documents that run away. (Requests of a program.)"""
import http.client
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import ssl
import subprocess
import tempfile
import threading
import time
import urllib.parse

from browser import NOTICE, PROGRAM, Desk, ok

ROOT = pathlib.Path(__file__).parents[2]
ROLES = {"ROLE_DRAFT": 1, "ROLE_REVIEW": 2, "ROLE_SIGN": 4, "ROLE_MANAGE": 8}
PASSWORD = "long enough 1"


class Visitor:
    """A session without a browser."""

    def __init__(self, base, context=None, headers=None):
        self.at = urllib.parse.urlparse(base)
        self.context, self.headers = context, headers or {}
        self.cookie = self.token = ""

    def ask(self, method, path, body=b"", timeout=30, **headers):
        connect = http.client.HTTPSConnection if self.at.scheme == "https" else http.client.HTTPConnection
        more = {"context": self.context} if self.context else {}
        connection = connect(self.at.hostname, self.at.port, timeout=timeout, **more)
        sent = {"X-Hongtou-Token": self.token, **self.headers, **{k.replace("_", "-"): v for k, v in headers.items()}}
        if self.cookie:
            sent["Cookie"] = self.cookie
        connection.request(method, path, body if method == "POST" else None, sent)
        reply = connection.getresponse()
        self.reply = reply
        self.said = reply.read(1 << 20) if reply.getheader("Content-Type") != "text/event-stream" else b""
        if reply.getheader("Set-Cookie"):
            self.cookie = reply.getheader("Set-Cookie").split(";")[0]
        connection.close()
        return reply.status

    def form(self, path, **values):
        return self.ask("POST", path, urllib.parse.urlencode(values).encode())

    def enter(self, name, password=PASSWORD):
        status = self.form("/api/login", name=name, password=password)
        self.ask("GET", "/api/me")
        self.token = (re.search(rb'"token":"(\w+)"', self.said) or [b"", b""])[1].decode()
        return status


def setup(desk, **more):
    manager = Visitor(desk.base, **more)
    key = desk.url.split("key=")[1]
    manager.form("/api/setup", key=key, name="管理员", password=PASSWORD)
    manager.enter("管理员")
    return manager


def rows():
    table = (ROOT / "generator/desk/answers.def").read_text(encoding="utf-8")
    return re.findall(r'^ANSWER\("(\w+)", "([^"]+)", ([^,]+), \w+\)', table, re.M)


def every_row_by_every_role(desk, manager):
    people = {}
    for role, bit in ROLES.items():
        manager.form("/api/people", name=role, password=PASSWORD, roles=bit)
        people[role] = Visitor(desk.base)
        ok(f"{role} comes in", people[role].enter(role) == 200)
    for method, path, needed in rows():
        asked = f"{path}?name=%E9%98%B2%E6%B1%9B%E4%BC%9A%E8%AE%AE.xml"
        anybody = needed.strip() == "ANYBODY"
        ok(f"{path}: a stranger", anybody or Visitor(desk.base).ask(method, asked) in (401, 403))
        if anybody or path in ("/api/leave", "/api/password"):
            continue
        allowed = re.findall(r"ROLE_\w+", needed)
        for role, she in people.items():
            status = she.ask(method, asked)
            if not allowed or role in allowed:
                ok(f"{path}: {role} may ({status})", status not in (401, 403, 404, 405) or (status == 404 and path.startswith("/api/")))
            else:
                ok(f"{path}: {role} may not ({status})", status == 403)
            if method == "POST":
                token, she.token = she.token, ""
                ok(f"{path}: {role} without the token", she.ask(method, asked) == 403)
                she.token = token
        ok(f"{path}: another method", manager.ask("POST" if method == "GET" else "GET", asked) in (405, 200, 400, 403, 404))
    ok("the manager cannot write documents without the right", people["ROLE_MANAGE"].ask("POST", "/api/save?name=a.xml&base=", b"<x/>") == 403)
    return people


def cookies_and_headers(desk, manager):
    she = Visitor(desk.base)
    she.form("/api/login", name="管理员", password=PASSWORD)
    cookie = she.reply.getheader("Set-Cookie")
    ok("the cookie is for this site's requests alone", "HttpOnly" in cookie and "SameSite=Strict" in cookie and "Secure" not in cookie)
    she.ask("GET", "/")
    policy = she.reply.getheader("Content-Security-Policy")
    ok("nothing from elsewhere, nothing inline", "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy)
    ok("another site's page", manager.ask("POST", "/api/save?name=x.xml&base=", b"<x/>", Origin="http://evil.example") == 403)
    ok("a cookie of somebody's making", Visitor(desk.base, headers={"Cookie": "hongtou=" + "0" * 64}).ask("GET", "/api/files") == 401)
    ok("a cookie of too many words", Visitor(desk.base, headers={"Cookie": "hongtou=" + "'; DROP TABLE people; --" * 20}).ask("GET", "/api/files") == 401)
    for name in ("../x.xml", "/etc/passwd", ".hongtou/desk.db", "a/../../x.xml", "a\\b.xml", "x\n.xml", "x" * 300 + ".xml", "x.exe", ""):
        status = manager.ask("POST", "/api/save?" + urllib.parse.urlencode({"name": name, "base": ""}), b"<x/>")
        ok(f"the name {name[:20]!r} is refused", status == 400)
        ok(f"and not read: {name[:20]!r}", manager.ask("GET", "/api/file?" + urllib.parse.urlencode({"name": name})) == 404)


def sessions_end(desk, manager):
    she = Visitor(desk.base)
    she.enter("ROLE_DRAFT")
    ok("a session", she.ask("GET", "/api/files") == 200)
    ok("a wrong old password changes nothing", she.form("/api/password", old="wrong one", password="another one 2") == 403)
    elsewhere = Visitor(desk.base)
    elsewhere.enter("ROLE_DRAFT")
    ok("one's own password", she.form("/api/password", old=PASSWORD, password="another one 2") == 200)
    she.ask("GET", "/api/me")
    ok("she stays", she.reply.status == 200)
    ok("who came in elsewhere goes", elsewhere.ask("GET", "/api/files") == 401)
    ok("the old one is of no use", Visitor(desk.base).enter("ROLE_DRAFT") == 401)
    database = sqlite3.connect(desk.folder / ".hongtou/desk.db", timeout=10)
    database.execute("UPDATE sessions SET seen = seen - 12 * 3600 - 1")
    database.commit()
    ok("after twelve hours without use it has ended", she.ask("GET", "/api/files") == 401)
    ok("nobody else of the machine reads it", all(f.stat().st_mode & 0o077 == 0 for f in (desk.folder / ".hongtou").glob("desk.db*")))
    ok("passwords are hashes", all(p.startswith("$argon2id$") for p, in database.execute("SELECT password FROM people")))
    database.close()
    manager.enter("管理员")
    she.enter("ROLE_DRAFT", "another one 2")
    ok("whoever leaves has left", she.ask("POST", "/api/leave") == 200 and she.ask("GET", "/api/files") == 401)


def too_much(desk, manager):
    stranger = Visitor(desk.base)
    ok("a body before a name", stranger.ask("POST", "/api/login", b"", Content_Length="1000000") == 413)
    ok("a file that is too large", manager.ask("POST", "/api/save?name=a.png&base=", b"", Content_Length="1000000000") == 413)
    statuses = [stranger.form("/api/login", name="管理员", password=f"wrong {i}") for i in range(10)]
    ok("guessing is stopped", statuses[0] == 401 and statuses[-1] == 429)
    connection = http.client.HTTPConnection(manager.at.hostname, manager.at.port, timeout=30)
    seen = set()
    for _ in range(1500):
        connection.request("GET", "/api/me", headers={"Cookie": manager.cookie})
        reply = connection.getresponse()
        reply.read()
        seen.add(reply.status)
        if 429 in seen:
            break
    ok("too many requests of one person", 429 in seen)
    other = Visitor(desk.base)
    ok("do not stop another", other.enter("ROLE_REVIEW") == 200 and other.ask("GET", "/api/files") == 200)
    time.sleep(1)
    ok("and she may go on after a while", manager.ask("GET", "/api/me") == 200)


def slow(desk):
    """Hundreds of connections that say nothing or little; another machine's are answered all the same."""
    held = []
    for i in range(150):
        s = socket.socket()
        s.settimeout(5)
        s.connect(("127.0.0.1", desk_port(desk)))
        try:
            s.sendall(b"POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nn" if i % 2 else b"GET / HT")
        except OSError:
            pass
        held.append(s)
    begun = time.time()
    s = socket.create_connection(("127.0.0.1", desk_port(desk)), 20, source_address=("127.0.0.2", 0))
    s.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    ok("slow ones hold up nobody else", s.recv(12) == b"HTTP/1.1 200" and time.time() - begun < 5)
    for h in held:
        h.close()


def desk_port(desk):
    return urllib.parse.urlparse(desk.base).port


def runs_away(desk, manager):
    """A document that never ends is stopped; another's is compiled meanwhile."""
    path = "/api/preview?name=x.xml&dpi=48&known=&tab=1"
    huge = ("<公文><标题>大</标题><正文>" + "<段>" + "字" * 12_000_000 + "</段></正文></公文>").encode()
    deep = ("<公文><标题>深</标题><正文>" + "<层次 题='甲'>" * 200_000 + "</层次>" * 200_000 + "</正文></公文>").encode()
    laughs = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(10)) + "]><公文><标题>&k;</标题></公文>".encode()
    outside = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><公文><标题>&x;</标题></公文>'.encode()
    answers = {}
    threads = [threading.Thread(target=lambda n=n, b=b: answers.__setitem__(n, again(desk, manager).ask("POST", path.replace("tab=1", f"tab={n}"), b, 60)))
               for n, b in {"huge": huge, "deep": deep}.items()]
    begun = time.time()
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    ok(f"those that run away are stopped ({answers})", set(answers.values()) <= {200, 503} and time.time() - begun < 40)
    she = again(desk, manager)
    ok("and harm nobody", she.ask("POST", path, NOTICE.encode()) == 200 and b'"status":0' in she.said)
    ok("a laugh is told", she.ask("POST", path, laughs) == 200 and b'"status":1' in she.said)
    ok("a file of the machine is not read", she.ask("POST", path, outside) == 200 and b"root:" not in she.said)
    for name, body in {"坏.docx": b"PK\x03\x04" + os.urandom(4000), "坏.txt": os.urandom(4000), "坏.md": b"#" * 100_000}.items():
        status = she.ask("POST", "/api/import?" + urllib.parse.urlencode({"name": name}), body)
        ok(f"{name} of nobody's making ({status})", status in (200, 503))
    ok("compiling goes on", she.ask("POST", path, NOTICE.encode()) == 200 and b'"status":0' in she.said)


def stands_still(desk, manager):
    """Workers that answer no more (stopped here by a signal) are ended after ten seconds, and replaced."""
    path = "/api/preview?name=x.xml&dpi=48&known=&tab="
    children = [int(p) for p in (pathlib.Path("/proc") / str(desk.process.pid) / "task").glob("*/children") for p in p.read_text().split()]
    for child in children:
        os.kill(child, signal.SIGSTOP)
    answers = []
    threads = [threading.Thread(target=lambda n=n: answers.append(again(desk, manager).ask("POST", f"{path}{n}", NOTICE.encode(), 60))) for n in children]
    begun = time.time()
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    ok(f"who does not answer is ended {answers}", children and set(answers) == {503} and 9 < time.time() - begun < 25)
    she = again(desk, manager)
    ok("and another takes the place", she.ask("POST", path, NOTICE.encode()) == 200 and b'"status":0' in she.said)
    ok("none is left over", not any(pathlib.Path(f"/proc/{c}").exists() for c in children))


def wrong_questions(desk, manager):
    """What is left out or unknown is told; nothing of what another asked comes with it."""
    she = again(desk, manager)
    bad = "<公文><标题>机密的标题</标题><正文><没有/></正文></公文>".encode()
    for path in ("/api/compile?name=x.xml&kind=", "/api/compile?name=x.xml&kind=exe", "/api/preview?name=x.xml", "/api/preview?name=x.xml&dpi=0"):
        for _ in range(4):  # every worker
            she.ask("POST", "/api/proof?name=secret.xml", bad)
        ok(f"{path} is wrong", she.ask("POST", path, NOTICE.encode()) == 400 and b"secret" not in she.said)


def links(desk, manager):
    """A folder of results that leads elsewhere is none."""
    she = again(desk, manager)
    elsewhere = pathlib.Path(tempfile.mkdtemp())
    (elsewhere / "别处.pdf").write_bytes(b"%PDF-")
    (desk.folder / "清单.xml").write_text('<表单 题="清单"><填表项><填 名="村"/></填表项></表单>', encoding="utf-8")
    for name in ("清单", "清单-收回"):
        (desk.folder / name).symlink_to(elsewhere)
    she.ask("POST", "/api/tray")
    tray = re.search(rb'"tray":"(\w+)"', she.said)[1].decode()
    she.ask("POST", f"/api/tray-file?tray={tray}&file=1.pdf", b"%PDF-")
    status = she.ask("POST", "/api/job?" + urllib.parse.urlencode({"kind": "collect", "name": "清单.xml", "tray": tray}))
    ok(f"nothing is collected into a folder elsewhere ({status})", status == 500)
    ok("nor packed", she.ask("GET", "/api/printed?" + urllib.parse.urlencode({"name": "清单.xml"})) == 404)
    ok("it is as it was", [f.name for f in elsewhere.iterdir()] == ["别处.pdf"])
    shutil.rmtree(elsewhere)


def again(desk, manager):
    she = Visitor(desk.base)
    she.cookie, she.token = manager.cookie, manager.token
    return she


def tls():
    folder = pathlib.Path(tempfile.mkdtemp())
    made = subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                           "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
                          capture_output=True, check=False)
    if made.returncode:
        print("desk: no openssl here: TLS not tried")
        return
    with Desk("--listen", "127.0.0.1:0", "--certificate", folder / "cert.pem", "--key", folder / "key.pem") as desk:
        ok("its address is https", desk.base.startswith("https://"))
        context = ssl.create_default_context(cafile=folder / "cert.pem")
        manager = setup(desk, context=context)
        ok("by the certificate that was given", manager.ask("GET", "/api/files") == 200)
        manager.form("/api/login", name="管理员", password=PASSWORD)
        ok("the cookie goes by TLS alone", "; Secure" in manager.reply.getheader("Set-Cookie"))
        try:
            plain = Visitor(desk.base.replace("https", "http"))
            plain.ask("GET", "/")
            ok("nothing is said in the open", False)
        except (OSError, http.client.HTTPException):
            ok("nothing is said in the open", True)
    shutil.copy(folder / "cert.pem", folder / "broken.pem")
    (folder / "broken.pem").write_text("no certificate")
    wrong = subprocess.run([PROGRAM, "serve", folder, "--listen", "127.0.0.1:0", "--certificate", folder / "broken.pem", "--key", folder / "key.pem"],
                           capture_output=True, text=True, timeout=60, check=False)
    ok("a certificate that is none is told", wrong.returncode != 0 and "E003" in wrong.stderr)
    shutil.rmtree(folder)


def proxies():
    with Desk("--listen", "127.0.0.1:0") as desk:
        she = Visitor(desk.base)
        statuses = [Visitor(desk.base, headers={"X-Forwarded-For": f"10.0.0.{i}"}).form("/api/login", name=f"谁{i}", password="wrong one") for i in range(45)]
        ok("who was not told of a proxy believes none", statuses[-1] == 429)
    with Desk("--listen", "127.0.0.1:0", "--proxy", "127.0.0.1") as desk:
        setup(desk)
        statuses = [Visitor(desk.base, headers={"X-Forwarded-For": f"1.2.3.4, 10.0.0.{i}"}).form("/api/login", name=f"谁{i}", password="wrong one") for i in range(45)]
        ok("each that a proxy names stands for itself", set(statuses) == {401})
        statuses = [Visitor(desk.base, headers={"X-Forwarded-For": f"10.0.1.{i}, 9.9.9.9"}).form("/api/login", name=f"她{i}", password="wrong one") for i in range(45)]
        ok("whom they name themselves does not count", statuses[-1] == 429)
        she = Visitor(desk.base, headers={"X-Forwarded-For": "10.0.2.1", "X-Forwarded-Proto": "https"})
        she.form("/api/login", name="管理员", password=PASSWORD)
        ok("TLS before the proxy makes the cookie secure", "; Secure" in she.reply.getheader("Set-Cookie"))


def addresses():
    folder = tempfile.mkdtemp()
    browser = pathlib.Path(folder) / "bin"
    browser.mkdir()
    (browser / "xdg-open").write_text(f"#!/bin/sh\ncp \"$1\" '{folder}/opened'; stat -c %a \"$1\" >'{folder}/mode'\n")
    (browser / "xdg-open").chmod(0o755)
    several = subprocess.Popen([PROGRAM, "serve", folder, "--free-fonts", "--listen", "0.0.0.0:0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    first = several.stdout.readline().strip()
    several.terminate()
    lines = [first] + several.stdout.read().splitlines()
    several.wait(20)
    ok("every address that people can open is told", "//0.0.0.0" not in " ".join(lines) and "//127.0.0.1:" in lines[-1])
    environment = {**os.environ, "DISPLAY": ":9", "PATH": f"{browser}:{os.environ['PATH']}"}
    environment.pop("XDG_RUNTIME_DIR", None)
    for quiet in ["--quiet"], []:
        alone = subprocess.Popen([PROGRAM, "serve", folder, "--free-fonts", *quiet], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
        url = alone.stdout.readline().strip()
        opened = pathlib.Path(folder) / "opened"
        until = time.time() + (1 if quiet else 20)
        while time.time() < until and not opened.exists():
            time.sleep(0.05)
        alone.terminate()
        alone.wait(20)
        ok("the browser is opened, or not when that was said", opened.exists() != bool(quiet))
    time.sleep(0.2)
    ok("at the address with the key", url in opened.read_text())
    ok("which others cannot read", (pathlib.Path(folder) / "mode").read_text().strip() == "600")
    shutil.rmtree(folder)


def run():
    with Desk("--listen", "127.0.0.1:0") as desk:
        manager = setup(desk)
        every_row_by_every_role(desk, manager)
        cookies_and_headers(desk, manager)
        sessions_end(desk, manager)
        runs_away(desk, manager)
        stands_still(desk, manager)
        wrong_questions(desk, manager)
        links(desk, manager)
        too_much(desk, manager)
        slow(desk)
        manager = Visitor(desk.base)
    ok("it ends when it is told to", desk.ended == 0)
    tls()
    proxies()
    addresses()
