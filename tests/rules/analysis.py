#!/usr/bin/env python3
"""What gcc's analyser and cppcheck say of lib/, held against tests/rules/analysis.txt:
analysis.py. It takes minutes, so `./dev lint --deep` runs it."""
import concurrent.futures
import os
import pathlib
import re
import resource
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
KNOWN = ROOT / "tests/rules/analysis.txt"
FLAGS = ("-std=c11", "-D_POSIX_C_SOURCE=200809L", "-Iinclude", "-Ilib",
         "-isystem", "third_party/utf8proc")
SECONDS = 60  # of the processor, so that a busy machine says the same


def limited():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def output(*command, before=None):
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True,
                          preexec_fn=before)
    return done.returncode, done.stdout + done.stderr


def gcc(path):
    name = str(path.relative_to(ROOT))
    failed, said = output("gcc", "-O2", "-fanalyzer", *FLAGS, "-c", name,
                          "-o", os.devnull, before=limited)
    if failed:
        return {("gcc", name, "timeout" if "signal" in said else "error")}
    return {("gcc", *found) for found in
            re.findall(r"^(\S+?):\d+:\d+: warning: .*\[-Wanalyzer-(\S+)\]$", said, re.M)}


def cppcheck():
    _, said = output("cppcheck", "--std=c11", "--enable=warning,performance,portability",
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
