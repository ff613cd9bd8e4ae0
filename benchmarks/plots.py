"""Cost against size, ours and peers, as SVG into docs/benchmarks/.

One process at a time, so that the largest sizes find room; a side that would take too
long at the next size, by its time at the last, stops there.
"""

from __future__ import annotations

import json
import os
import pathlib
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from . import data
from .case import Side, Task, build, root
from .cases import itemcf, kmeans, logit, orders, rfm
from .sales import Log
from .taste import Taste
from .team import Failed, Process

THREADS = 2
RUNS = 3
PATIENCE = 30.0  # seconds of a run from which larger sizes are left out
SHARE = 0.4  # of the machine's memory that a size may need
Curve = list[tuple[int, float]]


@dataclass(frozen=True)
class Plot:
    """One picture: `bytes_each` is about what a side needs for each of n."""

    name: str
    title: str
    counted: str
    prepare: Callable[[int], Task]
    sides: Sequence[type[Side]]
    bytes_each: int
    metric: str = "seconds"
    largest: int = 10**8

    def sizes(self) -> list[int]:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        most = min(self.largest, int(memory * SHARE / self.bytes_each))
        return [10**e for e in range(4, 9) if 10**e <= most]


def points(n: int) -> Task:
    task = kmeans.given(f"blobs_{n}_4_10", partial(data.blobs, n, 4, 10), 10, "float64")
    return replace(task, params=task.params | {"sweeps": kmeans.SWEEPS})


def single_lines(n: int) -> Task:
    task = rfm.prepare(Log(n, 1, max(1, n // 20), 1000))
    files = {k: v for k, v in task.files.items() if k != "customer_index"}
    return replace(task, files=files)


def strings(n: int) -> Task:
    return orders.prepare(Log(n, 2, max(1, n // 20), min(50_000, n // 10)))


def baskets(n: int) -> Task:
    return itemcf.prepare(Taste(n // 20, min(20_000, n // 50), n, 0.8, 30, 1.0), 20)


def rows(n: int) -> Task:
    return logit.prepare(n, 20, logit.L2)


PLOTS = (
    Plot(
        "kmeans",
        "k-means: 20 sweeps, 4 columns, k 10, overlapping blobs",
        "points",
        points,
        (kmeans.Ours, kmeans.Sklearn, kmeans.SklearnElkan, kmeans.Intelex),
        90,
    ),
    Plot(
        "logit",
        "logistic regression: 20 columns, to a gradient of 1e-8",
        "rows",
        rows,
        (logit.Ours, logit.Sklearn, logit.Intelex, logit.Numpy, logit.Glum),
        500,
    ),
    Plot(
        "rfm",
        "RFM: quintiles and segments from lines, 20 a customer",
        "lines",
        single_lines,
        (rfm.Ours, rfm.Pandas, rfm.Polars, rfm.Duckdb),
        90,
    ),
    Plot(
        "orders",
        "import: keys as strings, against grouping by them",
        "lines",
        strings,
        (orders.Ours, orders.Polars, orders.Duckdb),
        160,
    ),
    Plot(
        "itemcf_fit",
        "offers: learning, cosine K 20, 20 items a customer",
        "customers' items",
        baskets,
        (itemcf.Ours, itemcf.Implicit),
        120,
        largest=10**7,
    ),
    Plot(
        "itemcf_recommend",
        "offers: one customer, median",
        "customers' items",
        baskets,
        (itemcf.OursAsking, itemcf.ImplicitAsking),
        120,
        metric="median",
        largest=10**7,
    ),
)


def cost(side: type[Side], task: Task, metric: str) -> float:
    worker = Process(side, task)
    try:
        warm = worker.ask("run")["measures"][metric]
        if warm > PATIENCE / 3:
            return warm
        return statistics.median(
            worker.ask("run")["measures"][metric] for _ in range(RUNS)
        )
    finally:
        worker.quit()


def curves(plot: Plot, base: Task, say: Callable[[str], None]) -> dict[str, Curve]:
    found: dict[str, Curve] = {side.name: [] for side in plot.sides}
    going = list(plot.sides)
    for n in plot.sizes():
        prepared = plot.prepare(n)
        task = replace(base, files=prepared.files, params=prepared.params)
        for side in list(going):
            try:
                seconds = cost(side, task, plot.metric)
            except Failed as failure:
                say(f"  {plot.name}, {n}, {side.name}: {failure}")
                going.remove(side)
                continue
            say(f"  {plot.name}, {n}, {side.name}: {seconds:.3g} s")
            found[side.name].append((n, seconds))
            if plot.metric == "seconds" and seconds * 10 > PATIENCE * 3:
                going.remove(side)
    return found


def draw(plot: Plot, found: dict[str, Curve], path: pathlib.Path) -> None:
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.hashsalt": "quen", "svg.fonttype": "none"})
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4.2), layout="constrained")
    for name, curve in found.items():
        if curve:
            axes.loglog(*zip(*curve), "o-", label=name, lw=3 if name == "ours" else 1.5)
    axes.set(title=plot.title, xlabel=plot.counted, ylabel="seconds")
    axes.grid(True, which="major", alpha=0.3)
    axes.legend(frameon=False)
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)
    # One line break at the end of each line, as in every other file of the tree.
    text = "\n".join(line.rstrip() for line in path.read_text().splitlines())
    path.write_text(text + "\n")


def run(base: Task, words: list[str], say: Callable[[str], None]) -> None:
    """Draw the pictures whose names hold one of the words, or all; what was measured is
    kept in plots.json."""
    folder = root() / "docs" / "benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    kept = build() / "plots.json"
    every = json.loads(kept.read_text()) if kept.exists() else {}
    for plot in PLOTS:
        if words and not any(word in plot.name for word in words):
            continue
        say(plot.title)
        every[plot.name] = curves(plot, replace(base, threads=THREADS), say)
        kept.write_text(json.dumps(every, indent=1) + "\n")
        draw(plot, every[plot.name], folder / f"{plot.name}.svg")
