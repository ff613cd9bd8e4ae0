"""Ours and others side by side: runs cases, compares answers, then tells times."""

from __future__ import annotations

import argparse
import importlib
import pathlib
import re
import sys
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from . import data, machine, pairs, plots, results, table
from .case import Case, Side, Task, Verdict, build
from .team import Failed, Run, once, play

GROUPS = (
    "kmeans",
    "logit",
    "rfm",
    "csv",
    "orders",
    "features",
    "figures",
    "lifetime",
    "link",
    "habits",
    "itemcf",
    "shop",
)
ROUNDS, FEW = 5, 3


def say(text: str) -> None:
    print(text, flush=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("case", nargs="*", help="groups, or parts of names; default: all")
    parser.add_argument("--quick", action="store_true", help="few cases, two threads")
    parser.add_argument("--threads", type=int, nargs="+", help="default: 1 2")
    parser.add_argument("--rounds", type=int, help=f"default: {ROUNDS}, quick {FEW}")
    parser.add_argument("--simd", default="auto", help="ours: scalar, sse2, avx2 ...")
    parser.add_argument("--list", action="store_true", help="name the cases and stop")
    parser.add_argument(
        "--before",
        type=pathlib.Path,
        help="no peers: ours against ours of another checkout, built for benchmarks",
    )
    parser.add_argument("--pairs", type=int, default=15, help="runs against --before")
    parser.add_argument(
        "--plots",
        action="store_true",
        help="draw cost against n into docs/benchmarks/ and stop",
    )
    parser.add_argument(
        "--docs", action="store_true", help="put the last table into docs/benchmarks.md"
    )
    return parser.parse_args()


def catalogue() -> list[Case]:
    """All cases, in the order of the table."""
    return [
        case
        for group in GROUPS
        for case in importlib.import_module(f"benchmarks.cases.{group}").CASES
    ]


def named(case: Case, word: str) -> bool:
    return word == case.group if word in GROUPS else word in case.name


def chosen(args: argparse.Namespace) -> list[Case]:
    """The cases asked for."""
    cases = catalogue()
    cases = [case for case in cases if (case.quick if args.quick else case.full)]
    if args.case:
        cases = [case for case in cases if any(named(case, word) for word in args.case)]
    return cases


def library() -> str:
    return str(build() / "lib" / "libquen.so")


def native() -> str:
    return str(build() / "benchmarks" / "native" / "libbench.so")


def truth(case: Case, task: Task) -> dict[str, np.ndarray] | None:
    """The reference's answers, kept with the data and named after them too, for other
    data have other answers; None where ours are the measure."""
    if not case.reference:
        return None
    inputs = " ".join(pathlib.Path(path).stem for path in task.files.values())
    name = re.sub(r"[^A-Za-z0-9]+", "_", f"right {case.name} {inputs}")
    path = build() / "data" / f"{name}.npz"
    if not path.exists():
        np.savez(path, **once(case.reference, task))
    with np.load(path) as answers:
        return dict(answers)


def verdicts(case: Case, task: Task, runs: list[Run]) -> dict[type[Side], Verdict]:
    """What the comparison of each side's answers with the right ones found."""
    ours = next(run for run in runs if not run.side.package)
    right = truth(case, task) or ours.answers
    return {
        run.side: case.check(task, right, run.answers)
        for run in runs
        if run.measures and not run.error
    }


def show(rows: list[results.Row]) -> list[str]:
    """The rows of a case for the eye: ours, then each peer and how it compares."""
    lines, metric = [], ""
    for row in rows:
        if row.metric != metric:
            metric = row.metric
            limit = f", limit {table.figure(row.limit, row.unit)}" if row.limit else ""
            lines.append(
                f"  {metric}: ours {table.ranged(row.ours, row.ours_range, row.unit)}"
                f"{limit}"
            )
        if row.peer is None and row.target is not None:
            lines.append(
                f"    {'asked for':32} {table.figure(row.target, row.unit)}: "
                f"{'met' if row.met else 'not met'}"
            )
        if row.peer is not None and row.peer_value is not None and row.peer_range:
            theirs = table.ranged(row.peer_value, row.peer_range, row.unit)
            lines.append(f"    {row.peer:32} {theirs:32} {verdict(row)}")
    return lines


def verdict(row: results.Row) -> str:
    if not row.agree or not row.ratio:
        return f"does not agree: {row.check}"
    return f"ours {times(row.ratio)}{asked(row.target)}; {row.check}"


def times(ratio: float) -> str:
    if ratio >= 1:
        return f"{ratio:.2f} times better"
    return f"{1 / ratio:.2f} times worse"


def asked(target: float | None) -> str:
    if target is None:
        return ""
    return f", asked for {times(target)}"


def run_case(
    case: Case, task: Task, found: machine.Machine, rounds: int
) -> list[results.Row]:
    say(f"\n{case.name}, {task.threads} thread{'s' if task.threads > 1 else ''}")
    runs = play(case, task, rounds, say)
    ours = next(run for run in runs if not run.side.package)
    if ours.error or not ours.measures:
        raise Failed(f"ours failed: {ours.error}")
    judged = verdicts(case, task, runs)
    if not judged[ours.side].agree:
        raise Failed(f"ours is wrong: {judged[ours.side].text}")
    done = [run for run in runs if run.measures and not run.error]
    rows = results.Table(case, task, found).rows(done, judged)
    say("\n".join(show(rows)))
    return rows


def counts(args: argparse.Namespace) -> Callable[[Case], list[int]]:
    """The numbers of threads to run a case with."""

    def chosen(case: Case) -> list[int]:
        if args.threads:
            return list(args.threads)
        return [max(case.threads)] if args.quick else sorted(case.threads)

    return chosen


class Bench:
    """A run over the chosen cases. What is done is on disk after each case."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args = args
        self.base = Task({}, simd=args.simd, library=library(), native=native())
        self.threads = args.threads or [1, 2]
        self.rounds = args.rounds or (FEW if args.quick else ROUNDS)
        self.partial = bool(args.case) or args.simd != "auto"
        self.rows: list[results.Row] = []
        self.faults: list[str] = []
        self.found = machine.measure(
            lambda t: replace(self.base, threads=t), self.threads
        )

    def run(self, cases: list[Case]) -> None:
        say("\n".join(machine.describe(self.found)))
        for case in cases:
            prepared = case.prepare()
            for threads in counts(self.args)(case):
                files, params = prepared.files, prepared.params
                self.attempt(
                    case, replace(self.base, files=files, params=params, threads=threads)
                )

    def attempt(self, case: Case, task: Task) -> None:
        try:
            self.rows += run_case(case, task, self.found, self.rounds)
        except Failed as failure:
            self.faults.append(f"{case.name}: {failure}")
            say(f"    {failure}")
        names = [case.name for case in catalogue()]
        every = results.save(self.rows, names, keep=self.partial)
        table.write(every, self.found)


def main() -> int:
    args = arguments()
    if args.docs:
        say(f"{table.path()} is now in {table.into_docs()}")
        return 0
    data.MAKING.append(lambda name: say(f"  making {name}"))
    if args.plots:
        plots.run(Task({}, library=library(), native=native()), args.case, say)
        return 0
    cases = chosen(args)
    if args.list:
        print("\n".join(case.name for case in cases))
        return 0
    if not cases:
        sys.exit("no such case; --list names them")
    if args.before:
        before = pairs.Tree(args.before.resolve())
        faults = pairs.run(cases, before, args.pairs, counts(args), say)
        say("\n".join(faults) or "nothing is slower")
        return bool(faults)
    began = time.perf_counter()
    bench = Bench(args)
    bench.run(cases)
    say(
        f"\n{results.path()} and {table.path()}: {len(bench.rows)} rows, "
        f"{time.perf_counter() - began:.0f} s"
    )
    say("\n".join(bench.faults))
    return bool(bench.faults)


if __name__ == "__main__":
    sys.exit(main())
