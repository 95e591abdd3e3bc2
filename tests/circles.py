#!/usr/bin/env python3
"""Circles of files inside a room, from the symbols of the objects:
circles.py OBJECTS

A file stands on another when it uses a symbol that the other defines. Two files may stand on each
other; a circle of more is a room whose files cannot be read one after the other. Prints each and
fails. Objects whose source is gone are passed over."""
import pathlib
import subprocess
import sys

MOST = 2


def symbols(objects):
    """What each object of a room defines for others, and what it uses of theirs."""
    found = {p.stem: (set(), set()) for p in objects}
    lines = subprocess.run(["nm", "-A", "-g", "--format=posix", *objects], check=True,
                           capture_output=True, text=True).stdout.splitlines() if objects else []
    for line in lines:
        path, rest = line.split(": ", 1)
        name, kind = rest.split()[:2]
        found[pathlib.Path(path).stem][kind in "Uvw"].add(name)
    return found


def circles(graph):
    """Tarjan's strongly connected components of more than MOST files."""
    index, low, stack, found = {}, {}, [], []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in graph[node]:
            if other not in index:
                visit(other)
            if other in stack:
                low[node] = min(low[node], low[other])
        if low[node] == index[node]:
            at = stack.index(node)
            if len(stack) - at > MOST:
                found.append(sorted(stack[at:]))
            del stack[at:]

    for node in sorted(graph):
        if node not in index:
            visit(node)
    return found


def main(folder):
    failed = False
    for room in sorted(p for p in pathlib.Path(folder).iterdir() if p.is_dir()):
        files = symbols([p for p in sorted(room.glob("*.o"))
                         if pathlib.Path("generator", room.name, p.stem + ".c").exists()])
        owner = {name: stem for stem, (defined, _) in files.items() for name in defined}
        graph = {stem: {owner[u] for u in used if u in owner} - {stem}
                 for stem, (_, used) in files.items()}
        for circle in circles(graph):
            failed = True
            print(f"circle in {room.name}/: {', '.join(circle)}")
            for stem in circle:
                uses = {o: sorted(files[stem][1] & files[o][0]) for o in sorted(graph[stem] & set(circle))}
                for other, names in uses.items():
                    print(f"    {stem} -> {other}: {' '.join(names[:4])}")
    if failed:
        sys.exit(1)
    print("circles: no room has one of more than two files")


if __name__ == "__main__":
    main(sys.argv[1])
