#!/usr/bin/env python3
"""A library without some of a shop's parts: parts.py LIBQUEN.A CC [FLAG...]

For each part, a program whose lib/shop is built without it: of the file of a whole
library it answers all else as that does, to the byte; what is not there it refuses by
name. LIBQUEN.A gives the rest, none of which knows of the choice. With --one-source
FOLDER in place of the library, quen.c is built so, and looked through for what should be
gone.
"""
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "tests/install/parts.c"
# Those that may be left out.
BITS = {"rfm": 1, "kmeans": 2, "itemcf": 4, "churn": 8, "lifetime": 16, "habits": 32}
# Each by itself, but for what another one needs; and a till that wants segments alone.
CHOICES = [{"rfm"}, {"kmeans"}, {"itemcf", "habits"}, {"churn"}, {"lifetime"}, {"habits"},
           set(BITS) - {"rfm"}]
# What the program asks of these is a list.
LISTS = {"rfm", "churn", "lifetime"}
STRICT = ["-Wall", "-Wextra", "-Werror"]
OURS = ["-std=c11", "-D_POSIX_C_SOURCE=200809L", "-ffp-contract=off"]


def run(*words):
    return subprocess.run(words, check=True, text=True, stdout=subprocess.PIPE).stdout


def without(absent):
    return [f"-DQUEN_NO_{part.upper()}" for part in sorted(absent)]


def answers(text):
    """By what was asked: the first line, with those below that belong to it."""
    return {part.split(":")[0]: part for part in re.split(r"^(?! )", text, flags=re.M)
            if part}


def refused(part, asked):
    words = f"{part}: this library was built without it"
    return f"{asked}: QUEN_ERR_NO_PART {words}\n"


def expected(whole, absent):
    """The whole library's answers, as one must give them that lacks these parts."""
    found = dict(whole)
    parts = int(whole["parts"].split()[1]) - sum(BITS[part] for part in absent)
    found["parts"] = f"parts: {parts}\n"
    for part in absent:
        found[part] = "kmeans: none\n" if part == "kmeans" else refused(part, part)
        if part in LISTS:
            found[part] += "  0:\n"
        if f"{part} fit" in found:
            found[f"{part} fit"] = refused(part, f"{part} fit")
    if "all" in found:
        found["all"] = refused(min(absent, key=BITS.get), "all")
    return found


def check(program, folder, whole, absent):
    """Asked of the whole library's file, and of a shop of its own."""
    said = answers(run(program, "ask", folder / "whole.quen"))
    assert "QUEN_ERR_VERSION" in said.pop("forget"), "somebody was half forgotten"
    asked = {name: text for name, text in whole.items() if name in said}
    compare(said, expected(asked, absent), absent)
    said = answers(run(program, "train", folder / "own.quen"))
    compare(said, expected(whole, absent), absent)


def compare(said, wanted, absent):
    for name in sorted(said.keys() | wanted.keys()):
        got, want = said.get(name), wanted.get(name)
        assert got == want, f"without {sorted(absent)}: {got!r} in place of {want!r}"


def build(program, cc, absent, library):
    """Only what knows of parts is compiled; the linker takes the rest of the library."""
    sources = sorted((ROOT / "lib/shop").glob("*.c")) if absent else []
    run(*cc, *STRICT, *OURS, *without(absent), "-I", ROOT / "include", "-I", ROOT / "lib",
        PROGRAM, *sources, library, "-lm", "-pthread", "-o", program)


def build_one(program, cc, absent, source):
    run(*cc, *STRICT, *without(absent), "-DQUEN_STATIC", "-I", source, PROGRAM,
        source / "quen.c", "-lm", "-pthread", "-o", program)
    names = run("nm", program)
    left = [part for part in absent if re.search(rf"\bquen__{part}_kind\b", names)]
    assert not left, f"{left} is still in quen.c"


def main(*words):
    make, choices = build, CHOICES
    if words[0] == "--one-source":
        make, choices, words = build_one, CHOICES[2:3] + CHOICES[6:], words[1:]
    source, cc = pathlib.Path(words[0]).resolve(), [*shlex.split(words[1]), *words[2:]]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        make(folder / "whole", cc, set(), source)
        whole = answers(run(folder / "whole", "train", folder / "whole.quen"))
        for absent in choices:
            make(folder / "less", cc, absent, source)
            check(folder / "less", folder, whole, absent)
            print("without", *sorted(absent))


if __name__ == "__main__":
    main(*sys.argv[1:])
