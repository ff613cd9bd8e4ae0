#!/usr/bin/env python3
"""What gcc's analyser and cppcheck say of lib/, held against tests/rules/analysis.txt:
analysis.py. It takes minutes, so `./dev lint --deep` runs it."""
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
KNOWN = ROOT / "tests/rules/analysis.txt"
FLAGS = ("-std=c11", "-D_POSIX_C_SOURCE=200809L", "-Iinclude", "-Ilib",
         "-isystem", "third_party/utf8proc")
SECONDS = 60


def output(*command, seconds=None):
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True,
                          timeout=seconds)
    return done.stdout + done.stderr


def gcc(path):
    name = str(path.relative_to(ROOT))
    try:
        said = output("gcc", "-O2", "-fanalyzer", *FLAGS, "-c", name, "-o", os.devnull,
                      seconds=SECONDS)
    except subprocess.TimeoutExpired:
        return {("gcc", name, "timeout")}
    return {("gcc", *found) for found in
            re.findall(r"^(\S+?):\d+:\d+: warning: .*\[-Wanalyzer-(\S+)\]$", said, re.M)}


def cppcheck():
    said = output("cppcheck", "--std=c11", "--enable=warning,performance,portability",
                  "--quiet", "--suppress=missingIncludeSystem", "--template={file}:{id}",
                  *FLAGS[1:4], "lib")
    return {("cppcheck", *line.rsplit(":", 1)) for line in said.splitlines()
            if line.startswith("lib/")}


def known():
    lines = (line for line in KNOWN.read_text().splitlines() if not line.startswith("#"))
    return {tuple(word.strip() for word in line.split("|")[:3]) for line in lines}


def main():
    files = sorted((ROOT / "lib").rglob("*.c"))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = cppcheck().union(*pool.map(gcc, files))
    told = known()
    faults = [f"not explained: {' '.join(f)}" for f in sorted(found - told)]
    faults += [f"explained, but not said any more: {' '.join(f)}"
               for f in sorted(told - found)]
    print("\n".join(faults) or
          f"{len(files)} files, {len(told)} warnings, each explained in {KNOWN.name}")
    return bool(faults)


sys.exit(main())
