#!/usr/bin/env python3
"""The library as one file serves as the library does: amalgamation.py LIBQUEN.A CC CXX
[FLAG...] (CXX may be empty)

quen.c compiles by itself, without a warning; no name that a source has to itself is left
as it was; what it exports, imports and holds is what rules/symbols.py allows; quen.h
serves C++; and a program's answers are those that it gets from LIBQUEN.A, to the byte.
"""
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

from consumer import PROGRAM

ROOT = pathlib.Path(__file__).resolve().parents[2]
STRICT = ["-Wall", "-Wextra", "-Werror"]
# With a static library, quietly: which of the two files is used makes no difference.
LINKED = ["-lm", "-pthread"]


def run(*words, **more):
    return subprocess.run(words, check=True, text=True, **more)


def said(*words):
    return run(*words, stdout=subprocess.PIPE).stdout


def check_names(object_file):
    """Static names end in two underscores and the source's name; a compiler's own have a
    point in them."""
    own = {line.split()[-1] for line in said("nm", object_file).splitlines()
           if re.search(r" [tdbr] ", line)}
    theirs = (ROOT / "third_party/utf8proc/utf8proc.c").read_text()
    public = (ROOT / "include/quen/key.h").read_text()
    left = [name for name in sorted(own) if "__" not in name and "." not in name
            and not re.search(rf"\b{name}\(", theirs + public)
            and not name.startswith("utf8proc_")]
    assert not left, f"tools/amalgamate.py does not see that these are static: {left}"


def check_symbols(folder, cc):
    """As of the library that meson builds."""
    run(*cc, "-shared", "-Wl,-soname,libquen.so.0", "quen.o", "-o", "libquen.so", *LINKED,
        cwd=folder)
    run("ar", "rc", "libquen.a", "quen.o", cwd=folder)
    run(sys.executable, ROOT / "tests/rules/symbols.py", folder / "libquen.so",
        folder / "libquen.a")


def check_cxx(folder, cxx):
    (folder / "main.cc").write_text(PROGRAM)
    run(*cxx, "-std=c++17", *STRICT, "-pedantic", "-I.", "main.cc", "quen.o", "-o",
        "main_cc", *LINKED, cwd=folder)
    print("C++", said(folder / "main_cc").strip())


def check_answers(folder, cc, library):
    source = ROOT / "tests/cross/same_bytes.c"
    run(*cc, "-I.", source, "quen.o", "-o", "one", *LINKED, cwd=folder)
    run(*cc, "-I", ROOT / "include", source, library, "-o", "many", *LINKED, cwd=folder)
    one, many = said(folder / "one"), said(folder / "many")
    assert one == many, f"other answers: {one} in place of {many}"
    print("C", *sorted(set(one.splitlines())))


def main(library, cc, cxx, *flags):
    cc, cxx = shlex.split(cc), shlex.split(cxx)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        run(sys.executable, ROOT / "tools/amalgamate.py", folder)
        run(*cc, *flags, "-fPIC", *STRICT, "-c", "quen.c", cwd=folder)
        check_names(folder / "quen.o")
        check_symbols(folder, cc)
        if cxx:
            check_cxx(folder, cxx)
        check_answers(folder, cc, pathlib.Path(library).resolve())


if __name__ == "__main__":
    main(*sys.argv[1:])
