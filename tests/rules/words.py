#!/usr/bin/env python3
"""Sentences are written by core/words.c, which knows some directives of printf, and no
fraction is written by the C library, which puts the host's point. words.py [ROOT]"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LITERAL = re.compile(r'"(?:[^"\\\n]|\\.)*"')
# What comes after a %, and what of that words.c reads.
DIRECTIVE = re.compile(r"%(%|[-+ #0-9.*']*(?:hh|h|ll|l|z|j|t|L)?[A-Za-z])")
KNOWN = re.compile(r"%|\d*(?:\.(?:\*|\d+))?(?:ll?|z)?[duxocsgf]")
FRACTION = re.compile(r"[^%]*[gf]")
PRINTF = re.compile(r"\bv?snprintf\(")
# Where a percent is of a format of times, or of a table of characters.
OTHERS = {"time_pattern.c", "format_time.c", "profile_tables.c", "encoding_foreign.c"}


def calls(text):
    """(place, words) of each call of the C library's own printf."""
    for found in PRINTF.finditer(text):
        yield found.start(), text[found.start():text.find(";", found.start())]


def faults_of(path, text):
    """(place, what is wrong there) of one file."""
    for literal in LITERAL.finditer(text) if path.name not in OTHERS else ():
        for word in DIRECTIVE.findall(literal[0]):
            if not KNOWN.fullmatch(word):
                yield literal.start(), f"words.c does not know %{word}"
    for at, call in calls(text) if path.name != "words.c" else ():
        if any(FRACTION.fullmatch(word) for word in DIRECTIVE.findall(call)):
            yield at, "a fraction has the host's point: quen__words()"
        if call.startswith("vsn"):
            yield at, "a fraction may come in: quen__words_of()"


def faults_in(root):
    for path in sorted((root / "lib").rglob("*.c")):
        text = path.read_text()
        for at, fault in faults_of(path, text):
            line = text.count("\n", 0, at) + 1
            yield f"{path.relative_to(root)}:{line}: {fault}"


def main(root=ROOT):
    faults = list(faults_in(pathlib.Path(root)))
    print("\n".join(faults) or "the same words in every country")
    return bool(faults)


sys.exit(main(*sys.argv[1:]))
