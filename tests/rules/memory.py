#!/usr/bin/env python3
"""Every public function that can fail is called by some test under an allocator that fails
each allocation in turn: it stands in a function that support_each_oom() runs, or in one that
this one calls."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Runs under that allocator inside support_each_oom() itself.
COVERED = {"quen_context_new"}


def declared():
    text = "".join(p.read_text() for p in sorted((ROOT / "include/quen").glob("*.h")))
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return set(re.findall(r"QUEN_CHECKED QUEN_API[^;{]*?\b(quen_\w+)\(", text))


def body_of(name, text):
    match = re.search(r"\n[\w ]+\*?\b" + name + r"\([^;{]*?\)\n\{\n(.*?)\n\}\n", text, re.S)
    return match.group(1) if match else ""


def called_under_failure(text, support):
    """Names called, directly or not, by what support_each_oom() runs in one file."""
    todo = set(re.findall(r"support_each_oom\((\w+),", text))
    seen = set()
    while todo:
        name = todo.pop()
        seen.add(name)
        todo |= set(re.findall(r"\b([a-z]\w+)\(", body_of(name, text + support))) - seen
    return seen


def main():
    called = set(COVERED)
    support = "".join(p.read_text() for p in sorted((ROOT / "tests/support").glob("*.c")))
    for path in sorted((ROOT / "tests").rglob("*.c")):
        called |= called_under_failure(path.read_text(), support)
    missing = sorted(declared() - called)
    for name in missing:
        print(f"no test calls {name} under an allocator that fails")
    if not missing:
        print(f"{len(declared())} functions meet an allocator that fails")
    return bool(missing)


sys.exit(main())
