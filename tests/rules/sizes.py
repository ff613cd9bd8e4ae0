#!/usr/bin/env python3
"""Files that a reader can hold in the head: no line above 90 columns, no file above 700
lines (800 in tests/), no function above 60, and nothing left unfinished.
sizes.py [ROOT]"""
import ast
import pathlib
import re
import statistics
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
MAX_COLUMNS, MAX_FUNCTION = 90, 60
SOURCES = {".[ch]": ("include", "lib", "examples", "bindings", "tests", "benchmarks"),
           ".py": ("bindings", "benchmarks", "tests/rules", "tests/install")}
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")


def functions(path, text):
    """(line, length of the body) of each function; in C a body begins with { in the first
    column, in Python behind the docstring."""
    if path.suffix == ".py":
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                body = node.body[ast.get_docstring(node) is not None:] or node.body
                yield node.lineno, node.end_lineno - body[0].lineno + 1
        return
    start = None
    for number, line in enumerate(text.splitlines(), 1):
        if line == "{":
            start = number
        elif line == "}" and start:
            yield start, number - start + 1
            start = None


def faults_in(path, name, lengths):
    text = path.read_text()
    lines = text.splitlines()
    if len(lines) > (800 if name.startswith("tests/") else 700):
        yield f"{name}: {len(lines)} lines"
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_COLUMNS:
            yield f"{name}:{number}: {len(line)} columns"
        if UNFINISHED.search(line):
            yield f"{name}:{number}: unfinished: {line.strip()}"
    for start, length in functions(path, text):
        lengths.append(length)
        if length > MAX_FUNCTION:
            yield f"{name}:{start}: a function of {length} lines"


def main(root=ROOT):
    root, faults, lengths = pathlib.Path(root), [], []
    sources = [path for ending, rooms in SOURCES.items() for room in rooms
               for path in sorted((root / room).rglob("*" + ending))]
    for path in sources:
        faults += faults_in(path, str(path.relative_to(root)), lengths)
    if len(faults) > 40:
        faults = faults[:40] + [f"and {len(faults) - 40} more"]
    print("\n".join(faults) or f"{len(sources)} files, {len(lengths)} functions of "
          f"{statistics.median(lengths):g} lines in the middle")
    return bool(faults) or len(sources) < 10


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
