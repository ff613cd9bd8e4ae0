"""Lifetimes of customers: BG/NBD and MBG/NBD at the largest likelihood, from rows of
(x, t_x, T) and from a log.

Both sides are to find the same maximum: parameters within 1e-3, as the peer's search
stops there, and our log-likelihood not below theirs, by the same formula here. From a log
ours chooses k, which is 1 there, and foresees its last 90 days for the report, which the
peer does not.
"""

from __future__ import annotations

import csv
import gzip
import io
from functools import partial
from typing import Any

import numpy as np

from ..abi import quen_key_column, quen_lifetime_options, quen_order_columns
from ..case import Answers, Case, Metric, Side, Task, Verdict
from ..compare import gap
from ..data import SEED, keep, real
from ..logs import finished_log
from ..quen import Quen, address, reference
from ..sales import DAY, FULL, QUICK, Log
from .features import Ours as OfLog
from .features import prepare as prepare_log

MBG, BG = 0, 1
FAMILIES = {BG: "BG/NBD", MBG: "MBG/NBD"}
CLOSE = 1e-3
TABLE = "cdnow/cdnow_customers_summary_with_transactions.csv.gz"
PURCHASES = "cdnow/CDNOW_master.txt.gz"


# ---- sides ----


def likelihood(
    family: int, p: np.ndarray, x: np.ndarray, t_x: np.ndarray, t: np.ndarray
) -> float:
    """The formula of docs/algorithms.md for k = 1."""
    from scipy.special import betaln, gammaln

    r, alpha, a, b = p
    y, shape = x + (family == MBG), r + x
    with np.errstate(divide="ignore", invalid="ignore"):
        gone = np.where(
            y > 0, a / (b + y - 1) * ((alpha + t) / (alpha + t_x)) ** shape, 0
        )
    rows = gammaln(shape) - gammaln(r) + r * np.log(alpha) + betaln(a, b + y)
    rows += np.log1p(gone) - betaln(a, b) - shape * np.log(alpha + t)
    return float(rows.sum())


class Rows(Side):
    """What every side has: a row for each customer."""

    def __init__(self, task: Task) -> None:
        self.family = int(task.params["family"])
        self.rows = [task.array(name) for name in ("x", "t_x", "t")]

    def found(self, parameters: Any) -> dict[str, np.ndarray]:
        p = np.array(parameters, np.float64)
        value = likelihood(self.family, p, *self.rows)
        return {"parameters": p, "log_likelihood": np.array([value])}


class Ours(Rows):
    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.quen = Quen(task.library, task.threads, task.simd)

    def run(self) -> Any:
        options = self.quen.options(quen_lifetime_options, family=self.family, prior=0.0)
        return self.quen.make(
            "quen_lifetime_fit_rows",
            *(address(column) for column in self.rows),
            None,
            None,
            len(self.rows[0]),
            reference(options),
        )

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        return self.found(
            self.quen.array("quen_lifetime_parameters", result, 4, np.float64)
        )

    def free(self, result: Any) -> None:
        self.quen.free("lifetime", result)


class Lifetimes(Rows):
    name, package = "lifetimes", "lifetimes"

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        import lifetimes

        self.lifetimes = lifetimes

    def fit(self, *rows: Any) -> Any:
        kind = {BG: "BetaGeoFitter", MBG: "ModifiedBetaGeoFitter"}[self.family]
        return getattr(self.lifetimes, kind)(penalizer_coef=0.0).fit(*rows)

    def run(self) -> Any:
        return self.fit(*self.rows)

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        return self.found([result.params_[name] for name in ("r", "alpha", "a", "b")])


class OursLog(Ours):
    """From a finished log of purchases, the report included."""

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.columns = {name: task.array(name) for name in ("customer", "time")}
        key = quen_key_column(numbers=address(self.columns["customer"]))
        lines = self.quen.options(
            quen_order_columns,
            n=len(self.columns["time"]),
            customer=key,
            item=key,
            time_s=address(self.columns["time"]),
        )
        self.log = finished_log(self.quen, lines)

    def run(self) -> Any:
        options = self.quen.options(quen_lifetime_options, family=self.family, prior=0.0)
        return self.quen.make("quen_lifetime_fit", self.log, reference(options))


class LifetimesLog(Lifetimes):
    """From a frame of purchases, by the package's own summary."""

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        import pandas

        time = pandas.to_datetime(task.array("time"), unit="s")
        self.frame = pandas.DataFrame({"customer": task.array("customer"), "time": time})

    def run(self) -> Any:
        summary = self.lifetimes.utils.summary_data_from_transaction_data
        rows = summary(self.frame, "customer", "time")
        return self.fit(rows["frequency"], rows["recency"], rows["T"])


class OursMade(OfLog):
    """Everything that the default does: k, the report, values."""

    def run(self) -> Any:
        options = self.quen.options(quen_lifetime_options)
        return self.quen.make("quen_lifetime_fit", self.log, reference(options))

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        return {}

    def free(self, result: Any) -> None:
        self.quen.free("lifetime", result)


def same(task: Task, ours: Answers, theirs: Answers) -> Verdict:
    if not ours:
        return Verdict(True, "no peer")
    apart = max(
        gap(ours["parameters"][i : i + 1], theirs["parameters"][i : i + 1])
        for i in range(4)
    )
    mine, others = float(ours["log_likelihood"][0]), float(theirs["log_likelihood"][0])
    agree = apart <= CLOSE and mine >= others - 1e-9 * abs(others)
    text = f"parameters {apart:.1e}, log-likelihood {mine:.4f}, theirs {others:.4f}"
    return Verdict(agree, text)


# ---- inputs ----


def published() -> dict[str, str]:
    """The sample of CDNOW in weeks: 2,357 rows; the file rounds whole days."""

    def column(number: int) -> np.ndarray:
        path = real(TABLE)
        assert path
        text = io.StringIO(gzip.decompress(path.read_bytes()).decode())
        values = np.loadtxt(text, delimiter=",", skiprows=1)[:, number]
        return values if number == 1 else np.rint(values * 7) / 7

    return {
        name: keep(f"cdnow_{name}", partial(column, number))
        for number, name in enumerate(("x", "t_x", "t"), 1)
    }


def rows_of_days(customer: np.ndarray, day: np.ndarray) -> dict[str, np.ndarray]:
    """x, t_x and T of a log's customers, by their numbers."""
    pairs = np.unique(np.stack([customer, day], 1), axis=0)
    _, first, days = np.unique(pairs[:, 0], return_index=True, return_counts=True)
    begun, last = pairs[first, 1], pairs[first + days - 1, 1]
    found = {"x": days - 1, "t_x": last - begun, "t": day.max() - begun}
    return {name: values.astype(np.float64) for name, values in found.items()}


def purchases() -> dict[str, str]:
    """The whole log of CDNOW, 69,659 purchases of 23,570 customers, and its rows."""

    def lines() -> np.ndarray:
        path = real(PURCHASES)
        assert path
        text = gzip.decompress(path.read_bytes()).decode("latin-1")
        rows = [r for r in csv.reader(text.splitlines()[1:], delimiter=" ") if any(r)]
        cells = [[cell for cell in row if cell][:2] for row in rows]
        known = [row for row in cells if len(row) == 2]
        dates = np.array([f"{d[:4]}-{d[4:6]}-{d[6:]}" for _, d in known], "datetime64[s]")
        ids = np.array([int(c) for c, _ in known])
        return np.stack([ids, dates.astype(np.int64)])

    def column(name: str) -> np.ndarray:
        customer, time = lines()
        known = {"customer": customer, "time": time}
        return known[name] if name in known else rows_of_days(customer, time // DAY)[name]

    return {
        name: keep(f"cdnow_log_{name}", partial(column, name))
        for name in ("customer", "time", "x", "t_x", "t")
    }


def made(n: int) -> dict[str, str]:
    """Customers who order at rates of their own until they leave, counted in days over
    two years."""

    def rows() -> dict[str, np.ndarray]:
        rng = np.random.default_rng([SEED, n])
        t = rng.integers(0, 731, size=n).astype(np.float64)
        pace, leave = 60 / rng.gamma(0.8, size=n), rng.beta(0.7, 2.5, size=n)
        x, last, at = np.zeros(n), np.zeros(n), np.zeros(n)
        live = np.flatnonzero(rng.random(n) >= leave)
        while len(live):
            at[live] += rng.exponential(pace[live])
            live = live[at[live] < t[live]]
            day = np.floor(at[live])
            x[live] += day > last[live]
            last[live] = day
            live = live[rng.random(len(live)) >= leave[live]]
        return {"x": x, "t_x": last, "t": t}

    kept: dict[str, np.ndarray] = {}

    def column(name: str) -> np.ndarray:
        kept.update(kept or rows())
        return kept[name]

    return {
        name: keep(f"customers_{n}_{name}", partial(column, name))
        for name in ("x", "t_x", "t")
    }


# ---- cases ----


def case(what: str, prepare: Any, family: int, sides: Any, **more: Any) -> Case:
    metric = more.pop("metric", Metric(ratio=50.0))
    return Case(
        f"lifetime/{what}, {FAMILIES[family]}",
        lambda: Task(prepare(), {"family": family}),
        sides,
        same,
        (metric,),
        **more,
    )


def whole(log: Log, seconds: float | None) -> Case:
    small = log is QUICK
    return Case(
        f"lifetime/{log.title}, defaults, finished log",
        partial(prepare_log, log),
        (OursMade,),
        same,
        (Metric(value=seconds),),
        quick=small,
        full=not small,
    )


CASES = [
    *(
        case("cdnow, 2,357 rows", published, family, (Ours, Lifetimes), quick=True)
        for family in (FAMILIES if real(TABLE) else ())
    ),
    *(
        case(
            "cdnow, log of 23,570 customers",
            purchases,
            family,
            (OursLog, LifetimesLog),
            metric=Metric(value=0.05),
            quick=family == MBG,
        )
        for family in ((MBG,) if real(PURCHASES) else ())
    ),
    case("100k rows", partial(made, 100_000), BG, (Ours, Lifetimes)),
    case("1M rows", partial(made, 1_000_000), BG, (Ours, Lifetimes)),
    whole(FULL, 1.0),
    whole(QUICK, None),
]
