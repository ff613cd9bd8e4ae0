#!/usr/bin/env python3
"""The version is that of meson.build: version.h, which is read without meson, says the
same, and the newest entry of CHANGELOG.md is its own. version.py [ROOT]"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def faults_in(root):
    build = (root / "meson.build").read_text()
    version = re.search(r"^  version: '(\d+\.\d+\.\d+)'", build, re.M)[1]
    header = (root / "include/quen/version.h").read_text()
    numbers = re.findall(r"QUEN_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)", header)
    text = re.search(r'QUEN_VERSION_STRING "(.*)"', header)[1]
    newest = re.search(r"^## (\S+?),? ", (root / "CHANGELOG.md").read_text(), re.M)[1]
    if ".".join(numbers) != version:
        yield f"version.h says {'.'.join(numbers)}, meson.build {version}"
    if text != version:
        yield f"QUEN_VERSION_STRING is {text}, the version {version}"
    if newest != version:
        yield f"CHANGELOG.md has no entry for {version}: its newest is {newest}"


def main(root=ROOT):
    faults = list(faults_in(pathlib.Path(root)))
    print("\n".join(faults) or "one version")
    return bool(faults)


sys.exit(main(*sys.argv[1:]))
