#!/usr/bin/env python3
"""Files a reader can hold in the head: no line above 90 columns, no file above 700 lines, no
long functions but where a reason stands below, and nothing left unfinished."""
import ast
import pathlib
import re
import statistics
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
MAX_LINES, MAX_COLUMNS, MAX_FUNCTION = 700, 90, 60
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")


def functions(path, text):
    """(line, length) of each function: in C of a body that begins with { in the first
    column."""
    if path.suffix == ".py":
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                yield node.lineno, node.end_lineno - node.lineno + 1
        return
    start = None
    for number, line in enumerate(text.splitlines(), 1):
        if line == "{":
            start = number
        elif line == "}" and start:
            yield start, number - start + 1
            start = None


def main():
    faults, lengths = [], []
    sources = [p for room in ("include", "lib", "examples", "bindings", "tests",
                                   "benchmarks") for p in
               sorted((ROOT / room).rglob("*.[ch]"))]
    sources += [p for room in ("bindings", "benchmarks") for p in
                sorted((ROOT / room).rglob("*.py"))]
    for path in sources:
        name, text = str(path.relative_to(ROOT)), path.read_text()
        lines = text.splitlines()
        if len(lines) > MAX_LINES and not name.startswith("tests/"):
            faults.append(f"{name}: {len(lines)} lines")
        for number, line in enumerate(lines, 1):
            if len(line) > MAX_COLUMNS:
                faults.append(f"{name}:{number}: {len(line)} columns")
            if UNFINISHED.search(line):
                faults.append(f"{name}:{number}: unfinished: {line.strip()}")
        if not name.startswith("tests/"):
            for start, length in functions(path, text):
                lengths.append(length)
                if length > MAX_FUNCTION:
                    faults.append(f"{name}:{start}: a function of {length} lines")
    if len(faults) > 40:
        faults = faults[:40] + [f"and {len(faults) - 40} more"]
    print("\n".join(faults) or f"{len(sources)} files, {len(lengths)} functions of "
          f"{statistics.median(lengths):g} lines in the middle")
    return bool(faults)


sys.exit(main())
