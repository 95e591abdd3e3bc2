#!/usr/bin/env python3
"""Runs a command whose standard error is a terminal: terminal.py COMMAND…

What it says there goes to standard output. Ends as the command does, or with 77 where the system
has no terminal to lend."""
import os
import subprocess
import sys

NO_TERMINAL = 77
AT_MOST = 4096


def main(command):
    try:
        ours, theirs = os.openpty()
    except OSError:
        sys.exit(NO_TERMINAL)
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                             stderr=theirs)
    os.close(theirs)
    try:
        said = os.read(ours, AT_MOST)
        while said:
            sys.stdout.buffer.write(said)
            said = os.read(ours, AT_MOST)
    except OSError:
        pass  # how a terminal says that the last one who wrote to it has gone
    sys.exit(child.wait())


if __name__ == "__main__":
    main(sys.argv[1:])
