#!/usr/bin/env python3
"""How a loader sees the library, and what is linked of it: hardened.py FILE.SO...

Relocations become read-only before anything runs, all of them at once; no memory is both
written to and executed, the stack included; code is not patched when it is loaded; and no
folder of the builder's is searched for libraries. Stacks are guarded.
"""
import pathlib
import re
import subprocess
import sys


def readelf(path, *options):
    return subprocess.run(["readelf", "-W", *options, str(path)], check=True,
                          capture_output=True, text=True).stdout


def segments(path):
    """Of each the name and its flags, such as ("LOAD", "R E")."""
    return re.findall(r"^  ([A-Z_]+) +(?:0x[0-9a-f]+ +){5}([R ][W ][E ])",
                      readelf(path, "-l"), re.M)


def faults_of(path):
    """In words, without the file's name."""
    parts, dynamic = segments(path), readelf(path, "-d")
    names = [name for name, _ in parts]
    if "GNU_RELRO" not in names:
        yield "no RELRO: relocations stay writable"
    if "GNU_STACK" not in names:
        yield "no GNU_STACK: the stack may be executed"
    yield from (f"{name} is written to and executed" for name, flags in parts
                if "W" in flags and "E" in flags)
    if not re.search(r"BIND_NOW|\(FLAGS_1\).*\bNOW\b", dynamic):
        yield "no BIND_NOW: functions are looked up while it runs"
    yield from (f"{word}: {what}" for word, what in (
        ("TEXTREL", "code is patched when it is loaded"),
        ("RPATH", "folders of the builder's are searched"),
        ("RUNPATH", "folders of the builder's are searched"))
        if f"({word})" in dynamic)
    if "__stack_chk_" not in readelf(path, "--dyn-syms"):
        yield "no stack protector"


def main(*paths):
    faults = [f"{pathlib.Path(path).name}: {fault}"
              for path in paths for fault in faults_of(path)]
    print("\n".join(faults) or f"{len(paths)} files are hardened")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
