#!/usr/bin/env python3
"""How many small faults the unit tests notice: N mutants of lib/io and lib/data, one
change each, chosen by a seed. Each is built in a copy of the tree and its tests are run,
those of its room first, until one fails. What does not compile, or compiles to the same
code, does not count. The survivors are listed. mutants.py [N] [SEED] [FOLDER...]"""

from __future__ import annotations

import concurrent.futures
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
from typing import NamedTuple

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLACE = ROOT / "build" / "mutants"
TREE, BUILD = PLACE / "tree", PLACE / "build"
FOLDERS = ("lib/io", "lib/data")
TIMEOUT_S = 120
# Tests of rooms that are not called after them.
TESTS_OF = {
    "io": "container|file|damage|savers|.*_file",
    "keys": "orders|shop_keys|parse_keys",
}

# What becomes what, in code alone.
SWAPS = [
    (r"(?<= )<(?= )", "<="),
    (r"(?<= )<=(?= )", "<"),
    (r"(?<= )>(?= )", ">="),
    (r"(?<= )>=(?= )", ">"),
    (r"(?<= )==(?= )", "!="),
    (r"(?<= )!=(?= )", "=="),
    (r"&&", "||"),
    (r"\|\|", "&&"),
    (r"(?<= )\+(?= )", "-"),
    (r"(?<=[\w)\]] )-(?= )", "+"),
    (r"\+\+", "--"),
    (r"(?<=return )status(?=;)", "QUEN_OK"),
    (r"(?<=return )0(?=;)", "1"),
    (r"(?<=return )1(?=;)", "0"),
    (r"(?<=return )(?!0;|1;|NULL;|status;|QUEN_OK;)[^;{]+(?=;$)", "0"),
    (r"(?<=[ (\[])0(?=[ ;,)\]])", "1"),
    (r"(?<=[ (\[])1(?=[ ;,)\]])", "2"),
    (r"(?<=[ (\[])(?:[2-9]|[1-9]\d+)(?=[ ;,)\]])", "1"),
    # Whole statements: an assignment, a call.
    (r"(?<=^    )\s*[\w>.\[\]*-]+ [-+|&^]?= [^;]*;$", ";"),
    (r"(?<=^    )\s*\w+\([^;]*\);$", ";"),
    (r"(?<=^    )\s*(?:break|continue);$", ";"),
]


class Mutant(NamedTuple):
    path: str
    line: int
    before: str
    after: str


def code_of(text: str) -> list[str]:
    """The lines with comments, texts and what is for the preprocessor blanked out."""

    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", "\0", match.group())

    text = re.sub(r"/\*.*?\*/", blank, text, flags=re.S)
    text = re.sub(r'"(?:\\.|[^"\\\n])*"' + r"|'(?:\\.|[^'\\\n])*'", blank, text)
    text = re.sub(r"^#(?:.*\\\n)*.*$", blank, text, flags=re.M)
    return text.split("\n")


def mutants_of(path: pathlib.Path) -> list[Mutant]:
    text = path.read_text()
    found = []
    for number, (line, code) in enumerate(zip(text.split("\n"), code_of(text))):
        if not code.startswith("    ") or code.lstrip().startswith("static"):
            continue  # functions alone
        for pattern, new in SWAPS:
            for match in re.finditer(pattern, code):
                after = line[: match.start()] + new + line[match.end() :]
                name = str(path.relative_to(ROOT))
                found.append(Mutant(name, number + 1, line, after))
    return found


def run(*command: str | pathlib.Path) -> bool:
    return subprocess.run(command, capture_output=True).returncode == 0


def prepare() -> None:
    """The tree as it is, without what git does not know, and what is built of it."""
    TREE.mkdir(parents=True, exist_ok=True)
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    for name in filter(None, names.split("\0")):
        source, copy = ROOT / name, TREE / name
        if not source.is_file():
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        if not copy.exists() or copy.read_bytes() != source.read_bytes():
            shutil.copyfile(source, copy)
            shutil.copymode(source, copy)
    options = [
        "-Dtests=enabled",
        "-Dexamples=disabled",
        "-Dprogram=disabled",
        "-Dblas=builtin",
        "-Ddebug=false",
    ]
    if not (BUILD / "build.ninja").exists() and not run(
        "meson", "setup", BUILD, TREE, *options
    ):
        sys.exit("mutants: meson setup failed")
    if not run("ninja", "-C", BUILD):
        sys.exit("mutants: the tree does not build")


def unit_tests() -> list[str]:
    return sorted(p.name for p in (BUILD / "tests/unit").glob("test_*") if p.is_file())


def in_order(tests: list[str], path: str) -> tuple[list[str], list[str]]:
    """Those of the room, then the others."""
    parts = pathlib.PurePath(path).parts
    room = parts[2] if len(parts) > 3 else parts[1]
    near = re.compile(rf"test_(?:{TESTS_OF.get(room, room)})")
    first = [t for t in tests if near.match(t)]
    return first, [t for t in tests if t not in first]


def passes(test: str) -> bool:
    try:
        done = subprocess.run(
            [BUILD / "tests/unit" / test],
            capture_output=True,
            timeout=TIMEOUT_S,
            cwd=BUILD,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def killer(tests: list[str]) -> str | None:
    """The first test that notices, or None."""
    if not run("ninja", "-C", BUILD, *(f"tests/unit/{t}" for t in tests)):
        return "the build"
    with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        results = {pool.submit(passes, t): t for t in tests}
        for done in concurrent.futures.as_completed(results):
            if not done.result():
                pool.shutdown(cancel_futures=True)
                return results[done]
    return None


def verdict(mutant: Mutant, tests: list[str]) -> str | None:
    """What notices it; "" if nothing does; None if it does not count."""
    path = TREE / mutant.path
    name = "_".join(pathlib.PurePath(mutant.path).parts[1:])
    built = next(BUILD.glob(f"lib/libquen.so*.p/{name}.o"), None)
    if built is None:
        return None
    original, code = path.read_text(), built.read_bytes()
    lines = original.split("\n")
    lines[mutant.line - 1] = mutant.after
    try:
        path.write_text("\n".join(lines))
        if not run("ninja", "-C", BUILD, built.relative_to(BUILD)):
            return None
        if built.read_bytes() == code:
            return None
        for some in in_order(tests, mutant.path):
            found = killer(some) if some else None
            if found:
                return found
        return ""
    finally:
        path.write_text(original)
        run("ninja", "-C", BUILD, built.relative_to(BUILD))


def main(count: str = "100", seed: str = "1", *folders: str) -> int:
    wanted = int(count)
    all_of = [
        mutant
        for folder in folders or FOLDERS
        for path in sorted((ROOT / folder).rglob("*.c"))
        for mutant in mutants_of(path)
    ]
    random.Random(int(seed)).shuffle(all_of)
    prepare()
    tests = unit_tests()
    broken = killer(tests)
    if broken:
        sys.exit(f"mutants: {broken} fails without a fault, too")
    killed, survivors = 0, []
    print(f"{wanted} of {len(all_of)} mutants, seed {seed}", flush=True)
    for mutant in all_of:
        if killed + len(survivors) == wanted:
            break
        found = verdict(mutant, tests)
        if found is None:
            continue
        where = f"{mutant.path}:{mutant.line}"
        killed += bool(found)
        if not found:
            survivors.append(mutant)
        print(f"{where}: {found or 'SURVIVES'}", flush=True)
    for mutant in survivors:
        print(f"\n{mutant.path}:{mutant.line}\n-{mutant.before}\n+{mutant.after}")
    print(f"\n{killed} of {killed + len(survivors)} were noticed")
    return 0


sys.exit(main(*sys.argv[1:]))
