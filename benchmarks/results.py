"""From what the sides did to rows: who is how much faster, and whether that is enough."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from .case import Case, Metric, Task, Verdict, build
from .machine import Machine, version
from .team import Run


@dataclass
class Row:
    """One figure of ours beside one peer's. `ratio` above 1: ours is better."""

    case: str
    metric: str
    threads: int
    ours: float
    peer: str | None
    peer_value: float | None
    ratio: float | None
    limit: float | None
    target: float | None
    agree: bool
    # Beyond what everybody reads: how sure the figures are, and what they rest on.
    unit: str
    higher: bool
    best: bool
    target_of: str
    met: bool | None
    simd: str
    ours_range: tuple[float, float]
    peer_range: tuple[float, float] | None
    runs: tuple[int, int]
    check: str
    version: str


def better(metric: Metric, ours: float, other: float) -> float | None:
    """How many times better ours is."""
    over, under = (ours, other) if metric.higher else (other, ours)
    return over / under if under else None


def spread(values: list[float]) -> tuple[float, float]:
    return min(values), max(values)


class Table:
    """The rows of one case at one number of threads."""

    def __init__(self, case: Case, task: Task, machine: Machine) -> None:
        self.case, self.task, self.machine = case, task, machine

    def rows(self, runs: list[Run], verdicts: dict[Any, Verdict]) -> list[Row]:
        ours = next(run for run in runs if not run.side.package)
        metrics = {m.name: m for m in (Metric("peak_bytes", "B"), *self.case.metrics)}
        order = sorted(metrics.values(), key=lambda m: m.name == "peak_bytes")
        return [
            row
            for metric in order
            if metric.name in ours.measures
            for row in self.of_metric(metric, ours, runs, verdicts)
        ]

    def of_metric(
        self, metric: Metric, ours: Run, runs: list[Run], verdicts: dict[Any, Verdict]
    ) -> list[Row]:
        peers = [run for run in runs if run.side.package and metric.name in run.measures]
        rows = [self.row(metric, ours, run, verdicts) for run in peers]
        floors = {run.side.name for run in peers if run.side.floor}
        agreeing = [
            row
            for row in rows
            if row.agree and row.ratio is not None and row.peer not in floors
        ]
        if agreeing:
            min(agreeing, key=lambda row: row.ratio or 0).best = True
        if metric.value is not None or not rows:
            rows.insert(0, self.row(metric, ours, None, verdicts))
        # Targets are for all threads of a case, and the best that the processor can.
        judged = self.task.threads == max(self.case.threads) and self.task.simd == "auto"
        for row in rows if judged else ():
            self.judge(metric, row)
        return rows

    def row(
        self, metric: Metric, ours: Run, peer: Run | None, verdicts: dict[Any, Verdict]
    ) -> Row:
        value = ours.median(metric.name)
        verdict = verdicts[(peer or ours).side]
        other = peer.median(metric.name) if peer else None
        runs = (
            len(ours.measures[metric.name]),
            len(peer.measures[metric.name]) if peer else 0,
        )
        return Row(
            self.case.name,
            metric.name,
            self.task.threads,
            value,
            peer.side.name if peer else None,
            other,
            better(metric, value, other) if other is not None else None,
            self.limit(metric, ours),
            None,
            bool(verdict.agree),
            metric.unit,
            metric.higher,
            False,
            "",
            None,
            self.task.simd,
            spread(ours.measures[metric.name]),
            spread(peer.measures[metric.name]) if peer else None,
            runs,
            verdict.text,
            version(peer.side.package) if peer else "",
        )

    def limit(self, metric: Metric, ours: Run) -> float | None:
        if metric.name != self.case.metrics[0].name or not self.case.limit:
            return None
        return self.case.limit(self.machine, self.task, ours.notes[-1])

    @staticmethod
    def judge(metric: Metric, row: Row) -> None:
        """A target is a figure, or so many times the best peer's or a named one's."""
        if row.peer is None and metric.value is not None:
            row.target, row.target_of = metric.value, "value"
            row.ratio = better(metric, row.ours, metric.value)
            row.met = row.agree and row.ratio is not None and row.ratio >= 1
            return
        target = metric.against.get(row.peer or "", metric.ratio if row.best else None)
        if target is not None:
            row.target, row.target_of = target, "ratio"
            row.met = row.agree and row.ratio is not None and row.ratio >= target


def path() -> Any:
    return build() / "results.json"


def save(rows: list[Row], order: list[str], keep: bool) -> list[dict[str, Any]]:
    """Write results.json, cases in the given order; where only some ran, rows of the
    others stay."""
    new = [asdict(row) for row in rows]
    ran = {(row["case"], row["threads"], row["simd"]) for row in new}
    old = json.loads(path().read_text()) if keep and path().exists() else []
    kept = [r for r in old if (r["case"], r["threads"], r["simd"]) not in ran]
    known = [row for row in kept + new if row["case"] in order]
    known.sort(key=lambda row: order.index(row["case"]))
    path().write_text(json.dumps(known, indent=1) + "\n")
    return known
