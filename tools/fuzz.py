"""Run fuzz targets for some minutes, and share the time among them by what they find.

    python3 tools/fuzz.py BUILD MINUTES [TARGET] [--reach N]
    python3 tools/fuzz.py BUILD keep [TARGET]

BUILD is where meson built with -Dfuzz=true, and BUILD-blind the same without looking at
what is compared: values are not guessed there, but inputs go through two to three times
as fast, so every other round runs there, and three of four with --reach. Time goes by
rounds, as many targets at once as there are processors for this process. In a round each
target gets a floor, and of the rest its part by the new features (libFuzzer's word:
edges, counts of them, values compared) that it found in a second of late. With --reach,
only targets that have fewer executions in all than N get time, each the same. What was
found is kept in BUILD/corpus, counts in BUILD/totals; inputs that break something are
BUILD/<target>-crash-* and the like.

The second takes into tests/fuzz/corpus/, which the tests replay, those inputs that reach
most for their size, some kilobytes for each target.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import dataclasses
import fcntl
import hashlib
import itertools
import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
SLOT = 40.0  # seconds that a target has of a round, if all get the same
REACH_SLOT = 600.0  # at most, where a number is to be reached: reading corpora anew costs
REACH_TURNS = 4  # rounds then, all but the last of which are blind
FLOOR = 0.3  # of that, whatever it finds
SHORTEST = 5.0  # seconds of a run: a shorter one reads its corpus, and ends

# Bytes of an input at most. Changes of model files lay them out anew, so they must not be
# told to begin small.
LONGEST = {
    "shop": 32768,
    "churn": 12288,
    "rows": 65536,
    "import": 8192,
    "calls": 1536,
    "options": 512,
}
USUAL = 4096

# What the tree keeps of a target: so many inputs, and so many bytes of them.
KEPT_INPUTS, KEPT_BYTES = 40, 9000
KEPT_MORE = {"shop": 36000, "churn": 20000}

# Targets that reach so much that choosing inputs by how rare they are costs more than it
# gives.
WIDE = ("calls", "options", "orders", "import", "shop")


@dataclasses.dataclass
class Target:
    """A target, and what it did since this program began."""

    name: str
    executions: int = 0
    found: int = 0
    crashes: int = 0
    seconds: float = 0.0
    rate: float = 1.0  # features a second, of late


def targets_of(build: pathlib.Path) -> list[str]:
    programs = (build / "tests" / "fuzz").glob("fuzz_*")
    return sorted(p.name.removeprefix("fuzz_") for p in programs if p.is_file())


def blind_of(build: pathlib.Path) -> pathlib.Path:
    return build.with_name(f"{build.name}-blind")


def command_of(build: pathlib.Path, name: str, seconds: int, blind: bool) -> list[str]:
    programs = (blind_of(build) if blind else build) / "tests" / "fuzz"
    own, seeds = build / "corpus" / name, build / "seeds" / name
    if not seeds.exists():
        seeds.mkdir(parents=True)
        subprocess.run([programs / "seeds", seeds, name], check=True)
    own.mkdir(parents=True, exist_ok=True)
    kept = kept_of(name)
    return [
        str(programs / f"fuzz_{name}"),
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST.get(name, USUAL)}",
        "-len_control=0",
        f"-entropic={int(name not in WIDE)}",
        "-timeout=10",
        "-malloc_limit_mb=64",
        "-rss_limit_mb=1024",
        "-print_final_stats=1",
        f"-artifact_prefix={build}/{name}-",
        str(own),
        str(seeds),
        *([str(kept)] if kept.exists() else []),
    ]


def kept_of(name: str) -> pathlib.Path:
    return ROOT / "tests" / "fuzz" / "corpus" / name


def number_in(pattern: str, words: str) -> int:
    """The last number that the pattern finds, or 0."""
    found = re.findall(pattern, words)
    return int(found[-1]) if found else 0


def run(build: pathlib.Path, target: Target, seconds: float, blind: bool) -> None:
    """One run; what it found is added to the target, and to the totals."""
    began = time.monotonic()
    done = subprocess.run(
        command_of(build, target.name, max(1, round(seconds)), blind),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
        # Short histories of blocks, and less that waits to be used again.
        env=os.environ | {"ASAN_OPTIONS": "malloc_context_size=4:quarantine_size_mb=16"},
    )
    words = done.stderr.decode(errors="replace")
    took = time.monotonic() - began
    executions = number_in(r"stat::number_of_executed_units: (\d+)", words)
    # What was kept is run again first, which tries nothing new.
    executions = max(0, executions - number_in(r"#(\d+)\s+INITED", words))
    before = number_in(r"INITED .*?\bft: (\d+)", words)
    found = max(0, number_in(r"\bft: (\d+)", words) - before)
    target.executions += executions
    target.found += found
    target.seconds += took
    target.rate = (target.rate + found / took) / 2
    if done.returncode:
        target.crashes += 1
        (build / f"{target.name}.log").write_text(words)
        print(f"{target.name}: BROKEN, see {build}/{target.name}.log", flush=True)
    add_to_totals(build, target.name, executions, found, bool(done.returncode))


# --- what all runs did ---


def totals_of(text: str) -> dict[str, list[int]]:
    """Executions, features and crashes by target."""
    rows = (line.split() for line in text.splitlines())
    return {row[0]: [int(number) for number in row[1:]] for row in rows}


def add_to_totals(
    build: pathlib.Path, name: str, executions: int, found: int, crashed: bool
) -> None:
    with open(build / "totals", "a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        totals = totals_of(file.read())
        old = totals.get(name, [0, 0, 0])
        totals[name] = [old[0] + executions, old[1] + found, old[2] + int(crashed)]
        file.truncate(0)
        file.writelines(
            " ".join([each, *map(str, row)]) + "\n" for each, row in totals.items()
        )


def table(build: pathlib.Path, targets: list[Target]) -> str:
    totals = totals_of((build / "totals").read_text())
    head = ("target", "executions", "a second", "in all", "new features", "crashes")
    rows = [head]
    for target in targets:
        rate = target.executions / max(target.seconds, 1e-9)
        counts = [target.executions, round(rate), totals.get(target.name, [0])[0]]
        counts += [target.found, target.crashes]
        rows.append((target.name, *(f"{count:,}" for count in counts)))
    sums = [sum(t.executions for t in targets), sum(row[0] for row in totals.values())]
    rows.append(("all", f"{sums[0]:,}", "", f"{sums[1]:,}", "", ""))
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if i else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


# --- rounds ---


def shares(targets: list[Target]) -> list[float]:
    """Seconds of the next round for each, SLOT in the mean."""
    whole = sum(target.rate for target in targets)
    even = 1 / len(targets)
    parts = [target.rate / whole if whole > 0 else even for target in targets]
    return [SLOT * (FLOOR + (1 - FLOOR) * part * len(targets)) for part in parts]


def run_round(
    build: pathlib.Path, targets: list[Target], left: float, blind: bool, even: bool
) -> None:
    """Each target once, but not for longer than what is left allows."""
    workers = min(len(os.sched_getaffinity(0)), len(targets))
    each = min(REACH_SLOT, left * workers / len(targets) / REACH_TURNS)
    planned = [max(each, SLOT)] * len(targets) if even else shares(targets)
    short = min(1.0, left * workers / sum(planned))
    # The longest first, so that all end at about the same time.
    order = sorted(zip(planned, targets, strict=True), key=lambda each: -each[0])
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        jobs = [
            pool.submit(run, build, target, max(seconds * short, SHORTEST), blind)
            for seconds, target in order
        ]
        for job in jobs:
            job.result()


# --- what the tree keeps ---


def reached(control: str) -> dict[pathlib.Path, tuple[int, set[str]]]:
    """Sizes and features of inputs, of a control file of libFuzzer's merge."""
    lines = control.splitlines()
    paths = [pathlib.Path(line) for line in lines[2 : 2 + int(lines[0])]]
    sizes: dict[int, int] = {}
    found = {}
    for line in lines[2 + len(paths) :]:
        word, *rest = line.split()
        if word == "STARTED":
            sizes[int(rest[0])] = int(rest[1])
        elif word == "FT":
            at = int(rest[0])
            found[paths[at]] = (sizes[at], set(rest[1:]))
    return found


def chosen(
    found: dict[pathlib.Path, tuple[int, set[str]]], most: int
) -> list[pathlib.Path]:
    """Step by step the input that adds most features for its bytes."""
    left, known, taken, size = dict(found), set[str](), list[pathlib.Path](), 0
    while left and len(taken) < KEPT_INPUTS:
        best = max(left, key=lambda p: len(left[p][1] - known) / (left[p][0] + 64))
        bytes_of, features = left.pop(best)
        if not features - known:
            break
        if size + bytes_of <= most:
            taken.append(best)
            known |= features
            size += bytes_of
    return taken


def keep(build: pathlib.Path, name: str) -> None:
    """Choose anew among what is kept and what was found since."""
    kept, control = kept_of(name), build / f"{name}.merge"
    kept.mkdir(parents=True, exist_ok=True)
    own, merged = build / "corpus" / name, build / "merged" / name
    own.mkdir(parents=True, exist_ok=True)
    for folder in (merged, control):
        subprocess.run(["rm", "-rf", folder], check=True)
    merged.mkdir(parents=True)
    programs = build / "tests" / "fuzz"
    command = [programs / f"fuzz_{name}", "-merge=1", f"-merge_control_file={control}"]
    command += [f"-max_len={LONGEST.get(name, USUAL)}", merged, kept, own]
    subprocess.run(command, stderr=subprocess.DEVNULL, check=True)
    found = reached(control.read_text())
    best = chosen(found, KEPT_MORE.get(name, KEPT_BYTES))
    inputs = [path.read_bytes() for path in best]
    for path in kept.iterdir():
        path.unlink()
    for data in inputs:
        (kept / hashlib.sha1(data).hexdigest()[:16]).write_bytes(data)
    print(f"{name}: {len(inputs)} inputs, {sum(map(len, inputs))} bytes", flush=True)


def below(build: pathlib.Path, targets: list[Target], reach: int) -> list[Target]:
    """Those with fewer executions in all; all of them if nothing is to be reached."""
    if not reach:
        return targets
    path = build / "totals"
    totals = totals_of(path.read_text()) if path.exists() else {}
    return [t for t in targets if totals.get(t.name, [0])[0] < reach]


def fuzz(build: pathlib.Path, targets: list[Target], minutes: float, reach: int) -> None:
    end = time.monotonic() + 60 * minutes
    for turn in itertools.count():
        left = end - time.monotonic()
        some = below(build, targets, reach)
        if left <= 1 or not some:
            return
        blind = turn % REACH_TURNS < REACH_TURNS - 1 if reach else turn % 2 == 1
        run_round(build, some, left, blind, reach > 0)
        done = sum(target.executions for target in targets)
        print(f"{max(0, left):.0f} s to go, {done:,} executions", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("minutes", help="or: keep")
    parser.add_argument("target", nargs="*")
    parser.add_argument("--reach", type=int, default=0)
    wanted = parser.parse_args()
    names = targets_of(wanted.build)
    if unknown := set(wanted.target) - set(names):
        print(f"fuzz: {unknown.pop()} is no target; those are: {' '.join(names)}")
        return 2
    names = wanted.target or names
    if wanted.minutes == "keep":
        for name in names:
            keep(wanted.build, name)
        return 0
    targets = [Target(name) for name in names]
    fuzz(wanted.build, targets, float(wanted.minutes), wanted.reach)
    print(table(wanted.build, targets))
    return int(any(target.crashes for target in targets))


if __name__ == "__main__":
    sys.exit(main())
