#!/usr/bin/env python3
"""bindings/php/sources.txt names the sources that meson compiles, in its order, for PHP's
own build, which knows nothing of meson. php_sources.py [ROOT] [--write]
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LIST = "bindings/php/sources.txt"


def rooms(root):
    for line in (root / "lib/rooms.txt").read_text().splitlines():
        if "|" in line and not line.startswith("#"):
            yield line.split("|")[0].strip()


def sources(root):
    """What the rooms' meson.build files list."""
    for room in rooms(root):
        text = (root / "lib" / room / "meson.build").read_text()
        for name in re.findall(r"'([\w/.]+\.c)'", text):
            yield f"lib/{room}/{name}"


def main(arguments):
    write = "--write" in arguments
    roots = [a for a in arguments if a != "--write"]
    root = pathlib.Path(roots[0]) if roots else ROOT
    wanted = "".join(f"{name}\n" for name in sources(root))
    path = root / LIST
    if write:
        path.write_text(wanted)
        return 0
    found = path.read_text() if path.exists() else ""
    for name in sorted(set(wanted.split()) ^ set(found.split())):
        print(f"{LIST}: {name} is {'missing' if name in wanted.split() else 'no source'}")
    if found != wanted:
        print(f"run tests/rules/php_sources.py --write, and commit {LIST}")
    return found != wanted


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
