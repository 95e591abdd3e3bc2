#!/usr/bin/env python3
"""Every call of the system fails once: torture.py PROGRAM SHIM [all|sample|SCENARIO…]

A scenario is a command with what stands in its folder before (scenarios.py). Each call of each kind
that it makes (shim.c) comes to grief once, in each manner that the kind has; then the run is judged:
  no signal, no run without end, no exit status but 0 to 3;
  status 0: all files and what it says are those of the run to which nothing happened;
  else: something is said, of no file that it is damaged, and each file is the old one or the new
  one, those of a pair alike;
  no file beside those of the undisturbed run, none in TMPDIR; killed at a call, the same, and the next
  run makes all of it as it should be.
'all' tries every point, and kills a thousand times at any moment; 'sample' tries some of each kind.
KINDS='write link' these kinds alone, JOBS=n so many at once. One line a scenario, and one for each
bad point.
"""
import multiprocessing
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time

from scenarios import SCENARIOS, TAKE_FONTS, Work, scratch

MANNERS = {
    "write": ["fail", "from", "short", "interrupt"],
    "read": ["fail", "short", "interrupt"],
    "sync": ["fail", "before"], "rename": ["fail", "before", "after"], "open": ["fail", "from"],
    "close": ["fail"], "link": ["fail", "before", "after"], "unlink": ["fail", "before", "after"],
    "mkdir": ["fail", "before", "after"], "map": ["fail"], "thread": ["fail", "from"],
    "fork": ["fail"], "wait": ["interrupt"],
}
# Manners that a program takes no notice of.
ABSORBED = {"short", "interrupt"}
# What is said of files that are damaged.
BLAME = re.compile(rb"(?:warning|error)\[(?:D047|G00[56]|K00[4-9]|K015|Q012|Q060|Q180|Q181)\]")
POINTS, COPIES = 3, 60  # of a manner, in a sample; of allocations
KILLS = 1000            # at any moment, over all scenarios
SAMPLE = ["build", "reissue", "print", "refused", "read-book", "new-book", "import", "docx",
          "staff-affected"]


# ---- judging ----

def is_record(name):
    """What a run notes of another that was not whole differs from what it notes of a whole one."""
    return ".hongtou/" in name and name.endswith((".d", ".facts", ".journal"))


def is_store(name):
    """What only makes the next run quicker."""
    return "/.glyphs/" in name


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
        missing = [path for path in wanted  # a folder has files in it, a part of a list a number
                   if not any(f"{made}/".startswith((f"{path}/", os.path.splitext(path)[0] + "-"))
                              for made in self.new)]
        if self.reference[0] not in (0, 1) or missing:
            raise RuntimeError(f"{name}: {missing} {self.reference}")

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
            if is_store(name):
                continue
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
        if BLAME.search(err) and not BLAME.search(self.reference[2]):
            return "a file is blamed for what the system did not give"
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
        self.bad.append(f"torture: {self.name}: {kind} {at} {how}: {wrong} {extra}".rstrip())

    def count(self, kind):
        self.work.fresh()
        return self.work.with_shim(self.command, kind, "fail", 0)[1]

    def points(self, kind, how, few):
        """Every point, or a few that are spread over all."""
        calls = self.count(kind)
        points = range(1, calls + 1)
        if few and calls > POINTS:
            points = sorted({1 + (calls - 1) * i // (POINTS - 1) for i in range(POINTS)})
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
        wrong = "the run itself" if result[:2] != self.reference[:2] else self.judge_files(True)
        if wrong:
            self.tell("alloc", "each", 0, f"{wrong}: {result}")
        with open(self.work.log) as file:
            for line in file:
                self.tell("alloc", "each", line.split()[0], line.strip())

    def kills(self, n):
        """Killed at any moment, as the machine's power goes: whatever runs for it, too."""
        self.work.fresh()
        began = time.time()
        self.work.run(self.command)
        most = 1.1 * (time.time() - began)
        chance = random.Random(self.name)
        for _ in range(n):
            self.work.fresh()
            after = most * chance.random()
            run = subprocess.Popen([self.work.program, *self.command, "--lang", "en"],
                                   cwd=self.work.folder, env=self.work.environment(),
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, start_new_session=True)
            time.sleep(after)
            try:
                os.killpg(run.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            run.wait()
            self.tried += 1
            wrong = self.judge_files(False, True) or self.judge_next()
            if wrong:
                self.tell("kill", f"after {1000 * after:.0f} ms", "-", wrong)


# ---- playing ----

work = None  # of this process
played = None


def begin(*given):
    global work
    work = Work(*given)


def play(job):
    """One kind and manner of a scenario; what it was, points, bad ones, seconds."""
    global played
    name, kind, how, few = job
    began = time.time()
    if not played or played.name != name:
        played = Scenario(work, name)
    played.tried, played.bad = 0, []
    if kind == "alloc":
        played.memory(few)
    elif kind == "kill":
        played.kills(how)
    else:
        played.points(kind, how, few)
    return name, played.tried, played.bad, time.time() - began


def jobs_of(names, kinds, few):
    """Those that take long come first, lest one is left over at the end."""
    jobs = []
    for name in names:
        for kind in kinds:
            hows = ["each"] if kind == "alloc" else [KILLS // len(names)] if kind == "kill" else MANNERS[kind]
            jobs += [(name, kind, how, few) for how in hows]
    return sorted(jobs, key=lambda job: -(job[1] in ("read", "alloc", "kill")))


def main():
    program, shim = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    names = sys.argv[3:] or ["all"]
    few = names == ["sample"]
    chosen = SAMPLE if few else list(SCENARIOS) if names == ["all"] else names
    kinds = os.environ.get("KINDS", "alloc " + " ".join(MANNERS)).split()
    if "KINDS" not in os.environ and not few:
        kinds.append("kill")
    jobs = jobs_of(chosen, kinds, few)
    left = {name: sum(job[0] == name for job in jobs) for name in chosen}
    totals = {name: [0, 0, 0.0] for name in chosen}
    began = time.time()
    base = scratch()
    try:
        with multiprocessing.Pool(int(os.environ.get("JOBS", os.cpu_count())), begin,
                                  (program, shim, base)) as pool:
            for name, *result in pool.imap_unordered(play, jobs):
                print("".join(line + "\n" for line in result[1]), end="", flush=True)
                result[1] = len(result[1])
                totals[name] = [a + b for a, b in zip(totals[name], result)]
                left[name] -= 1
                if not left[name] and not few:
                    print("torture: {}: {} points, {} bad, {:.0f} s".format(name, *totals[name]), flush=True)
    finally:
        shutil.rmtree(base, ignore_errors=True)
    tried, bad, _ = map(sum, zip(*totals.values()))
    print(f"torture: {tried} points of failure, {bad} bad, {time.time() - began:.0f} s")
    if not tried:
        print("torture: the shim was not loaded")
    sys.exit(1 if bad or not tried else 0)


if __name__ == "__main__":
    main()
