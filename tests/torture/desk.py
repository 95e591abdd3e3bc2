#!/usr/bin/env python3
"""The desk is killed while it saves: desk.py PROGRAM SHIM [few]

At each link, rename and unlink that a save makes (of a document, a new one, the staff file, a signing by
two persons), before and after it, the process that makes it is killed, and all others with it, as the
machine's power goes. What stands then is the old file or the new one; the server that starts next finds
its people and their sessions, and after the same request all is new and nothing else is there."""
import http.client
import json
import os
import re
import shutil
import signal
import struct
import subprocess
import sys
import time
import urllib.parse

from scenarios import Work, notice, scratch

KINDS, HOWS = ("link", "rename", "unlink"), ("before", "after")
PASSWORD = "long enough 1"
NOTICE, NEW, STAFF = "通知.xml", "新的.xml", "人员库.xml"


class Person:
    """Somebody's session; it outlives the server."""

    def __init__(self):
        self.cookie = self.token = ""

    def ask(self, port, method, path, body=b"", **query):
        if query and method == "POST" and not body:
            body = urllib.parse.urlencode(query).encode()
        elif query:
            path += "?" + urllib.parse.urlencode(query)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        headers = {"X-Hongtou-Token": self.token, "Cookie": self.cookie} if self.cookie else {}
        try:
            connection.request(method, path, body if method == "POST" else None, headers)
            reply = connection.getresponse()
            said = reply.read()
        except (OSError, http.client.HTTPException):
            return None, b"", ""
        finally:
            connection.close()
        if reply.getheader("Set-Cookie"):
            self.cookie = reply.getheader("Set-Cookie").split(";")[0]
        return reply.status, said, reply.getheader("X-Hongtou-Hash")

    def enter(self, port, name):
        self.ask(port, "POST", "/api/login", name=name, password=PASSWORD)
        self.token = re.search(rb'"token":"(\w+)"', self.ask(port, "GET", "/api/me")[1])[1].decode()


class Server:
    def __init__(self, work, folder, extra=None):
        self.run = subprocess.Popen([work.program, "serve", folder, "--free-fonts", "--listen", "127.0.0.1:0"],
                                    env=work.environment(extra), stdin=subprocess.DEVNULL,
                                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                    start_new_session=True)
        self.said = self.run.stdout.readline()
        self.port = int(re.search(r":(\d+)/", self.said)[1])

    def end(self, how):
        try:
            os.killpg(self.run.pid, how)
        except ProcessLookupError:
            pass
        self.run.wait(30)
        self.run.stdout.close()


# ---- what is saved: the request, and the files that it makes anew ----

def save(person, port, world):
    _, text, base = person.ask(port, "GET", "/api/file", name=NOTICE)
    return person.ask(port, "POST", "/api/save?" + urllib.parse.urlencode({"name": NOTICE, "base": base or ""}),
                      world["text"].replace("春耕生产", "秋收冬种").encode())[0]


def save_new(person, port, world):
    return person.ask(port, "POST", "/api/save?" + urllib.parse.urlencode({"name": NEW, "base": ""}),
                      world["text"].encode())[0]


def appoint(person, port, world):
    _, _, base = person.ask(port, "GET", "/api/file", name=STAFF)
    return person.ask(port, "POST", "/api/staff/appoint", name=STAFF, base=base or "", post="县委书记",
                      leaves="刘一", comes="康朗林", **{"from": "2026-11-20"})[0]


def sign(person, port, world):
    """The second person confirms what the first one asked for."""
    return world["second"].ask(port, "POST", "/api/signing/confirm", id=world["id"], hash=world["hash"])[0]


SAVES = {"save": (save, [NOTICE]), "new": (save_new, [NEW]), "appoint": (appoint, [STAFF]),
         "sign": (sign, ["通知.pdf", "通知.lock"])}


# ---- playing ----

def prepare(work):
    """A folder with two people, whose sessions go on, and a signing that waits."""
    shutil.rmtree(work.template, ignore_errors=True)
    os.makedirs(work.template)
    notice(work, NOTICE)
    work.copy("青禾县/人员库.xml", STAFF)
    work.fresh()
    first, second = Person(), Person()
    server = Server(work, work.folder)
    first.ask(server.port, "POST", "/api/setup", key=re.search(r"key=(\w+)", server.said)[1], name="甲",
              password=PASSWORD)
    first.enter(server.port, "甲")
    first.ask(server.port, "POST", "/api/people", name="乙", password=PASSWORD, roles="15")
    second.enter(server.port, "乙")
    _, text, hash = first.ask(server.port, "GET", "/api/file", name=NOTICE)
    said = first.ask(server.port, "POST", "/api/signing/ask", name=NOTICE, hash=hash)[1]
    server.end(signal.SIGTERM)
    shutil.rmtree(work.template)
    shutil.copytree(work.folder, work.template)
    return first, {"second": second, "text": text.decode(), "hash": hash, "id": json.loads(said)["id"]}


def contents(work):
    """Files by name, without the desk's own and without records' times."""
    return {name: hash for name, hash in work.files().items()
            if "/desk" not in name and not name.endswith((".d", ".facts"))}


class Play:
    def __init__(self, work, name, person, world):
        self.work, self.name, self.person, self.world = work, name, person, world
        self.request, self.made = SAVES[name]
        self.tried = self.bad = 0
        work.fresh()
        self.old = contents(work)
        server = Server(work, work.folder)
        status = self.request(person, server.port, world)
        server.end(signal.SIGTERM)
        self.new = contents(work)
        if status != 200 or any(self.new.get(made) == self.old.get(made) for made in self.made):
            raise RuntimeError(f"{name}: {status}: {self.made} {sorted(self.new)}")

    def state(self):
        with open(self.work.state, "rb") as file:
            return struct.unpack("qqq", file.read(24))

    def under_shim(self, kind, how, at):
        """at 0: how many calls; else the server ends at that one."""
        self.work.fresh()
        with open(self.work.state, "wb") as file:
            file.write(bytes(24))
        server = Server(self.work, self.work.folder,
                        {"LD_PRELOAD": self.work.shim, "TORTURE_STATE": self.work.state,
                         "TORTURE_KIND": kind, "TORTURE_HOW": how})
        before = self.state()[0]
        with open(self.work.state, "r+b") as file:
            file.seek(16)
            file.write(struct.pack("q", before + at if at else 0))
        self.request(self.person, server.port, self.world)
        after, met, _ = self.state()
        server.end(signal.SIGKILL)
        return after - before, met

    def wrong_after_kill(self):
        now = contents(self.work)
        for name in {*self.old, *now}:
            passing = re.search(r"\.hongtou-\d+\.tmp$|\.pending$", name)
            if now.get(name) not in (self.old.get(name), self.new.get(name)) and not passing:
                return f"{name} is neither the old one nor the new one"
        pending = any(name.endswith(".pending") for name in now)
        if len({now.get(made) == self.new[made] for made in self.made}) > 1 and not pending:
            return f"a part of {self.made}"
        return None

    def wrong_after_next(self):
        server = Server(self.work, self.work.folder)
        if self.person.ask(server.port, "GET", "/api/me")[0] != 200:
            return "the session is gone"
        status = self.request(self.person, server.port, self.world)
        self.person.ask(server.port, "GET", "/api/files")
        server.end(signal.SIGTERM)
        now = contents(self.work)
        if status not in (200, 409):
            return f"the next request: {status}"
        if now != self.new:
            return f"after the next request: {set(now.items()) ^ set(self.new.items())}"
        return f"left in TMPDIR: {os.listdir(self.work.temp)}" if os.listdir(self.work.temp) else None

    def play(self):
        for kind in KINDS:
            calls = self.under_shim(kind, "before", 0)[0]
            for how in HOWS:
                for at in range(1, calls + 1):
                    met = self.under_shim(kind, how, at)[1]
                    wrong = self.wrong_after_kill() or self.wrong_after_next() if met else "it was not met"
                    self.tried += 1
                    self.bad += bool(wrong)
                    if wrong:
                        print(f"desk: {self.name}: {kind} {at} {how}: {wrong}", flush=True)


def main():
    program, shim = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    base = scratch()
    began, tried, bad = time.time(), 0, 0
    try:
        work = Work(program, shim, base)
        person, world = prepare(work)
        for name in ["save"] if sys.argv[3:] == ["few"] else SAVES:
            play = Play(work, name, person, world)
            play.play()
            tried, bad = tried + play.tried, bad + play.bad
    finally:
        shutil.rmtree(base, ignore_errors=True)
    print(f"desk: killed at {tried} points of its saves, {bad} bad, {time.time() - began:.0f} s")
    sys.exit(1 if bad or not tried else 0)


if __name__ == "__main__":
    main()
