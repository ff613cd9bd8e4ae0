#!/usr/bin/env python3
"""Every public function that can fail is called by some test under an allocator that
fails each allocation in turn: it stands in a function that support_each_oom() runs, or in
one that this one calls. memory.py [ROOT]"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Runs under that allocator inside support_each_oom() itself.
COVERED = {"quen_context_new"}


def declared(include):
    text = "".join(p.read_text() for p in sorted((include / "quen").glob("*.h")))
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return set(re.findall(r"QUEN_CHECKED QUEN_API[^;{]*?\b(quen_\w+)\(", text))


def body_of(name, text):
    head = r"\n[\w ]+\*?\b" + name + r"\([^;{]*?\)\n"
    match = re.search(head + r"\{\n(.*?)\n\}\n", text, re.S)
    return match.group(1) if match else ""


def called_under_failure(text, support):
    """Names called, directly or not, by what support_each_oom() runs in one file."""
    todo = set(re.findall(r"support_each_oom\((\w+),", text))
    seen = set()
    while todo:
        name = todo.pop()
        seen.add(name)
        body = body_of(name, text + support)
        todo |= set(re.findall(r"\b([a-z]\w+)\(", body)) - seen
        for noun in re.findall(r"model_through_bytes\(ctx, &calls_of_(\w+)", body):
            seen |= {f"quen_{noun}_save_bytes", f"quen_{noun}_open_bytes"}
    return seen


def main(root=ROOT):
    tests, called = pathlib.Path(root) / "tests", set(COVERED)
    support = "".join(p.read_text() for p in sorted((tests / "support").glob("*.c")))
    for path in sorted(tests.rglob("*.c")):
        called |= called_under_failure(path.read_text(), support)
    functions = declared(pathlib.Path(root) / "include")
    missing = sorted(functions - called)
    for name in missing:
        print(f"no test calls {name} under an allocator that fails")
    if not missing:
        print(f"{len(functions)} functions meet an allocator that fails")
    return bool(missing) or len(functions) < 10


sys.exit(main(*sys.argv[1:]))
