#!/usr/bin/env python3
"""The numbers that are part of the format stand in the nouns' own files, once each, and
docs/format.md says the same: kinds of files, and where parts are in a shop. format.py
[ROOT]"""
import collections
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
KIND = re.compile(r"#define QUEN__KIND_(\w+) (\d+)u")
BASE = re.compile(r"BASE\w* (?:= )?(0x[0-9a-f]+)")
BASE_TOLD = re.compile(r"^\| (0x[0-9A-Fa-f]{3,}) \| \|", re.M)


def kinds_in(root):
    """(noun, number) of each kind that the sources define."""
    for path in sorted((root / "lib").rglob("*.h")):
        for noun, number in KIND.findall(path.read_text()):
            yield noun.lower(), int(number)


def kinds_told(text):
    """The same as the document's table has them."""
    line = re.search(r"\| kind: (.*?) \|", text)
    for number, noun in re.findall(r"(\d+) (\w+)", line[1] if line else ""):
        yield noun, int(number)


def bases_in(root):
    """Where sections of keys and parts begin."""
    for path in sorted((root / "lib/shop").glob("*.[ch]")):
        for number in BASE.findall(path.read_text()):
            yield path.name, int(number, 16)


def bases_told(text):
    return [int(number, 16) for number in BASE_TOLD.findall(text)]


def twice(numbers):
    return [n for n, count in collections.Counter(numbers).items() if count > 1]


def faults_in(root):
    text = (root / "docs/format.md").read_text()
    kinds, bases = list(kinds_in(root)), list(bases_in(root))
    for number in twice(n for _, n in kinds):
        yield f"kind {number} is given twice"
    for number in twice(n for _, n in bases):
        yield f"sections from {number:#x} on are given twice"
    for noun, number in sorted(set(kinds) ^ set(kinds_told(text))):
        yield f"kind {number} {noun}: the sources or docs/format.md have it, not both"
    for number in sorted({n for _, n in bases} ^ set(bases_told(text))):
        yield f"sections from {number:#x} on: in lib/shop or docs/format.md, not both"
    if len(kinds) < 2 or len(bases) < 2:
        yield "no kinds or no bases were found"


def main(root=ROOT):
    faults = list(faults_in(pathlib.Path(root)))
    print("\n".join(faults) or "docs/format.md has the numbers of the sources")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
