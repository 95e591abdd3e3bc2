#!/usr/bin/env python3
"""Runs a program as on a kernel that knows no Landlock: uncaged.py PROGRAM ARGUMENT…"""
import ctypes
import os
import struct
import sys

LANDLOCK = range(444, 447)  # the same numbers on all machines
LOAD, EQUALS, RETURN = 0x20, 0x15, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | 38  # ENOSYS
NO_NEW_PRIVS, SET_SECCOMP, FILTER = 38, 22, 2


def step(code, yes, no, value):
    return struct.pack("HBBI", code, yes, no, value)


steps = [step(LOAD, 0, 0, 0)]
steps += [step(EQUALS, len(LANDLOCK) - i, 0, number) for i, number in enumerate(LANDLOCK)]
steps += [step(RETURN, 0, 0, ALLOW), step(RETURN, 0, 0, REFUSE)]
program = ctypes.create_string_buffer(b"".join(steps))
libc = ctypes.CDLL(None, use_errno=True)
head = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(program)))
if libc.prctl(NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(SET_SECCOMP, FILTER, head, 0, 0):
    sys.exit(os.strerror(ctypes.get_errno()))
os.execv(sys.argv[1], sys.argv[1:])
