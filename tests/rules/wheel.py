#!/usr/bin/env python3
"""The wheel: runs on other Linux machines, on every Python that pyproject.toml promises,
is small, brings nothing but itself, and its module exports one symbol, imports of C what
the library may and little else, so no sockets, and is hardened. wheel.py FILE.whl"""
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

from hardened import faults_of as faults_of_hardening
from symbols import EXACT, IMPORTS

ROOT = pathlib.Path(__file__).resolve().parents[2]
MAX_BYTES = 10_000_000
# Of C, beside what the library imports, which without BLAS is this.
OWN = set("calloc strcpy __strcpy_chk timespec_get".split())
ALLOWED = OWN | EXACT | {name for name in IMPORTS if not name.startswith("cblas_")}


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def least_python():
    """The tag of the oldest Python that pyproject.toml promises."""
    text = (ROOT / "pyproject.toml").read_text()
    return "cp3" + re.search(r'^requires-python = ">=3\.(\d+)"$', text, re.M)[1]


def names_of(module, option):
    _, said = run("nm", "-D", option, module)
    return {line.split()[-1].split("@")[0] for line in said.splitlines()}


def faults_of_module(module):
    exported = names_of(module, "--defined-only")
    if exported != {"PyInit__core"}:
        yield f"exports {sorted(exported)}"
    imported = names_of(module, "--undefined-only") - ALLOWED
    yield from (f"imports {name}" for name in sorted(imported)
                if not re.match("_?Py", name))
    yield from faults_of_hardening(module)


def faults_of(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    if wheel.stat().st_size > MAX_BYTES:
        yield f"{wheel.stat().st_size} bytes"
    if f"-{least_python()}-abi3-" not in wheel.name:
        yield f"not for all Pythons from {least_python()} on: {wheel.name}"
    for name in ("quen/_core.abi3.so", "quen/_core.pyi", "quen/py.typed",
                 "quen/libquen.spdx.json"):
        if name not in names:
            yield f"without {name}"
    yield from (f"foreign file: {n}" for n in names if not re.match(r"quen[/-]", n))
    code, said = run("auditwheel", "show", str(wheel))
    if code or not re.search(r'"?manylinux_\d+_\d+', said):
        yield "auditwheel: " + said
    code, said = run("abi3audit", "--strict", "--summary", str(wheel))
    if code:
        yield "abi3audit: " + said
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(wheel).extract("quen/_core.abi3.so", folder)
        yield from faults_of_module(f"{folder}/quen/_core.abi3.so")


def main(path):
    wheel = pathlib.Path(path)
    faults = list(faults_of(wheel))
    said = f"{wheel.name}: {wheel.stat().st_size} bytes, manylinux, abi3"
    print("\n".join(faults) or said)
    return bool(faults)


sys.exit(main(*sys.argv[1:]))
