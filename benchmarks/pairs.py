"""This tree against another checkout of the project: the same cases, in pairs.

Each side of a case is a worker that runs ours from its own tree, with that tree's
library, so that names may have changed between the two. A pair is a turn of each, the
order changing from pair to pair; a turn is as many runs as fill a moment. What is told is
the median of the pairs' ratios and an interval for it that assumes nothing of their
distribution: order statistics of which at least 95 % of such samples hold the median
between them.
"""

from __future__ import annotations

import math
import pathlib
import statistics
from collections.abc import Callable
from dataclasses import dataclass, replace

from .case import Case, Side, Task, root
from .team import Failed, Process

MOMENT = 0.25  # seconds that a turn lasts at least
MOST_RUNS = 100  # of a turn
GROUPS = 6  # in how many goes the pairs are run, each with workers of its own
SLOWER = 1.03  # an interval above this is called slower


@dataclass(frozen=True)
class Tree:
    """A checkout with its benchmark build."""

    path: pathlib.Path

    @property
    def library(self) -> str:
        return str(self.path / "build" / "bench" / "lib" / "libquen.so")

    @property
    def native(self) -> str:
        return str(
            self.path / "build" / "bench" / "benchmarks" / "native" / "libbench.so"
        )

    def worker(self, side: type[Side], task: Task) -> Process:
        task = replace(task, library=self.library, native=self.native)
        return Process(side, task, self.path)


@dataclass(frozen=True)
class Ratio:
    """Seconds here over seconds there."""

    median: float
    low: float
    high: float

    @property
    def slower(self) -> bool:
        return self.low > SLOWER


def rank_of_interval(n: int) -> int:
    """k: the k-th least and k-th greatest of n hold the median 95 times of 100."""
    tail, k = 0.0, 0
    while (tail := tail + math.comb(n, k) / 2**n) <= 0.025:
        k += 1
    return k


def ratio_of(pairs: list[tuple[float, float]]) -> Ratio:
    ratios = sorted(here / there for here, there in pairs)
    k = rank_of_interval(len(ratios))
    low, high = (ratios[k - 1], ratios[-k]) if k else (0.0, math.inf)
    return Ratio(statistics.median(ratios), low, high)


def turn(worker: Process, runs: int) -> float:
    """Seconds of a run: the middle one of a turn."""
    return statistics.median(worker.ask("run")["seconds"] for _ in range(runs))


def some_pairs(
    side: type[Side], task: Task, trees: list[Tree], pairs: int
) -> list[dict[pathlib.Path, float]]:
    """Seconds of a run in each tree, pair by pair, with workers made in this order."""
    workers = {tree.path: tree.worker(side, task) for tree in trees}
    try:
        seconds = max(worker.ask("run")["seconds"] for worker in workers.values())
        runs = min(MOST_RUNS, max(1, math.ceil(MOMENT / max(seconds, 1e-6))))
        orders = [list(workers.items()), list(workers.items())[::-1]]
        return [
            {path: turn(worker, runs) for path, worker in orders[i % 2]}
            for i in range(pairs)
        ]
    finally:
        for worker in workers.values():
            worker.quit()


def compare(case: Case, task: Task, before: Tree, pairs: int) -> tuple[Ratio, float]:
    """The ratio, and seconds of a run here. Which worker is made first decides which gets
    the better memory, and so it is each in turn."""
    side = next(side for side in case.sides if not side.package and not side.floor)
    here = Tree(root())
    took: list[dict[pathlib.Path, float]] = []
    for group in range(GROUPS):
        trees = [here, before] if group % 2 == 0 else [before, here]
        share = pairs * (group + 1) // GROUPS - pairs * group // GROUPS
        took += some_pairs(side, task, trees, share)
    ratio = ratio_of([(pair[here.path], pair[before.path]) for pair in took])
    return ratio, statistics.median(pair[here.path] for pair in took)


def run(
    cases: list[Case],
    before: Tree,
    pairs: int,
    threads: Callable[[Case], list[int]],
    say: Callable[[str], None],
) -> list[str]:
    """The names of what is slower here, or failed."""
    faults = []
    say(f"{'case':44} threads  seconds  ratio to {before.path}, 95 % interval")
    for case in cases:
        prepared = case.prepare()
        for n in threads(case):
            task = replace(prepared, threads=n)
            try:
                ratio, seconds = compare(case, task, before, pairs)
            except Failed as failure:
                faults.append(f"{case.name}: {failure}")
                say(f"{case.name:44} {n:7}  {failure}")
                continue
            slower = " slower" if ratio.slower else ""
            say(
                f"{case.name:44} {n:7}  {seconds:7.3g}  {ratio.median:.3f}, "
                f"{ratio.low:.3f}..{ratio.high:.3f}{slower}"
            )
            if slower:
                faults.append(
                    f"{case.name}, {n} threads: {ratio.median:.3f} times as long"
                )
    return faults
