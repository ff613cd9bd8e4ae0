#!/usr/bin/env python3
"""An installed libquen serves a stranger: consumer_windows.py BUILD_DIR CC RUNNER

As consumer.py on Windows: a program that knows the library through pkg-config alone,
against the DLL beside it, and as one file with QUEN_STATIC. RUNNER starts programs of
Windows here. The system's own header comes first, for it takes many a word for itself.
"""
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from consumer import PROGRAM, flags_of


def serve(root, cc, runner, words):
    (root / "main.c").write_text("#include <windows.h>\n" + PROGRAM)
    subprocess.run([*shlex.split(cc), "main.c", "-o", "main.exe", *words], cwd=root,
                   check=True)
    return subprocess.run([runner, "main.exe"], cwd=root, check=True, capture_output=True,
                          text=True).stdout.strip()


def main(build, cc, runner):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        subprocess.run(["meson", "install", "-C", build, "--no-rebuild", "--quiet",
                        "--destdir", folder], check=True, stdout=subprocess.DEVNULL)
        pc = next(root.rglob("quen.pc"))
        os.environ.pop("PKG_CONFIG_LIBDIR", None)
        shutil.copy(next(root.rglob("libquen-0.dll")), root)
        print("shared", serve(root, cc, runner, flags_of(root, pc)))
        (root / "libquen-0.dll").unlink()
        print("static", serve(root, cc, runner, ["-DQUEN_STATIC", "-static",
                                                 *flags_of(root, pc, "--static")]))


main(*sys.argv[1:])
