#!/usr/bin/env python3
"""The library serves as a subproject of meson: wrap.py CC

A project with the wrap of docs/embedding.md, but for where the source comes from, asks
for the dependency `quen` and gets it, without our tests and examples. As one source, for
it compiles sooner.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from consumer import PROGRAM

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROJECT = """
project('stranger', 'c', default_options: ['default_library=static'])
executable('main', 'main.c', dependencies: dependency('quen'))
"""
OPTIONS = ["-Dquen:blas=builtin", "-Dquen:amalgamation=true", "-Doptimization=0"]


def wrap():
    """The sample of the guide, its source a folder that is there."""
    guide = (ROOT / "docs/embedding.md").read_text()
    text = re.search(r"^```ini\n(\[wrap-git\].*?)^```", guide, re.M | re.S).group(1)
    provided = text[text.index("[provide]"):]
    return "[wrap-file]\ndirectory = quen\n\n" + provided


def run(*words, **more):
    return subprocess.run(words, check=True, text=True, stdout=subprocess.PIPE,
                          **more).stdout


def main(cc):
    with tempfile.TemporaryDirectory() as name:
        root = pathlib.Path(name)
        shutil.copytree(ROOT, root / "subprojects/quen",
                        ignore=shutil.ignore_patterns("build*", ".git", "corpus"))
        (root / "subprojects/quen.wrap").write_text(wrap())
        (root / "meson.build").write_text(PROJECT)
        (root / "main.c").write_text(PROGRAM)
        run("meson", "setup", "made", *OPTIONS, cwd=root, env=dict(os.environ, CC=cc))
        tests = json.loads(run("meson", "introspect", "--tests", "made", cwd=root))
        assert tests == [], f"{len(tests)} tests of ours are in a stranger's build"
        run("ninja", "-C", "made", "main", cwd=root)
        print("subproject", run(root / "made/main").strip())


if __name__ == "__main__":
    main(*sys.argv[1:])
