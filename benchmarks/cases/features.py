"""Features: a row of 15 numbers for each of a million customers, from 20 million lines.

Ours reads a finished log; polars gets lines sorted by customer and order, said to be
sorted, with ids that are numbers from 0. Values are within 1e-9 of one another.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from ..abi import quen_features_options, quen_key_column, quen_order_columns
from ..case import Answers, Case, Metric, Notes, Side, Task, Verdict
from ..compare import gap
from ..data import load
from ..logs import finished_log
from ..quen import Quen, address, reference
from ..sales import DAY, FULL, QUICK, Log

NAMES = ("customer", "order", "item", "time", "quantity", "amount")
PERIOD = 90 * DAY
CLOSE = 1e-9


class Ours(Side):
    def __init__(self, task: Task) -> None:
        self.quen = Quen(task.library, task.threads, task.simd)
        files = {name: task.array(name) for name in NAMES}
        keys = {name: quen_key_column(numbers=address(files[name])) for name in NAMES[:3]}
        self.log = finished_log(
            self.quen,
            self.quen.options(
                quen_order_columns,
                n=len(files["time"]),
                time_s=address(files["time"]),
                quantity=address(files["quantity"]),
                amount=address(files["amount"]),
                **keys,
            ),
        )

    def run(self) -> Any:
        options = self.quen.options(quen_features_options, period_s=PERIOD)
        return self.quen.make("quen_features_new", self.log, reference(options))

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        rows = self.quen.ask("quen_features_n_rows", result)
        columns = self.quen.ask("quen_features_n_columns", result)
        matrix = self.quen.array(
            "quen_features_matrix", result, rows * columns, np.float64
        )
        return {"x": matrix.reshape(rows, columns).copy()}

    def free(self, result: Any) -> None:
        self.quen.free("features", result)


class Polars(Side):
    """Two steps, as the columns need: lines into orders, orders into customers; counts of
    different items beside them. Groups are runs of a sorted column and gaps are taken
    between rows, both of which beat grouping by values and sorting within groups; for
    this the engine in memory is the faster one."""

    name, package = "polars", "polars"

    def __init__(self, task: Task) -> None:
        import polars

        self.pl = polars
        self.frame = (
            polars.DataFrame({name: task.array(name) for name in NAMES})
            .with_columns(polars.col("customer").set_sorted())
            .lazy()
        )
        self.now = int(task.array("time").max()) + 1

    def orders(self) -> Any:
        pl = self.pl
        late, before = self.now - PERIOD, self.now - 2 * PERIOD
        amount, time, customer = pl.col("amount"), pl.col("time"), pl.col("customer")
        recent = pl.when(time >= late).then(amount).otherwise(0)
        earlier = pl.when((time >= before) & (time < late)).then(amount).otherwise(0)
        new = (customer != customer.shift()) | (
            pl.col("order") != pl.col("order").shift()
        )
        run = new.fill_null(True).cum_sum().alias("run").set_sorted()
        return (
            self.frame.with_columns(run)
            .group_by("run")
            .agg(
                customer.first(),
                time.min(),
                time.max().alias("last"),
                pl.len().alias("lines"),
                pl.col("quantity").sum(),
                amount.sum(),
                recent.sum().alias("recent"),
                earlier.sum().alias("earlier"),
                pl.when(amount < 0).then(-amount).otherwise(0).sum().alias("refunds"),
            )
        )

    def run(self) -> Any:
        pl = self.pl
        time, customer = pl.col("time"), pl.col("customer")
        gap = pl.when(customer == customer.shift()).then(time.diff()).alias("gap")
        sums = pl.col("lines", "quantity", "recent", "earlier", "refunds").sum()
        customers = (
            self.orders()
            .sort("customer", "time")
            .with_columns(gap, customer.set_sorted())
            .group_by("customer")
            .agg(
                time.min().alias("first"),
                pl.col("last").max(),
                pl.len().alias("orders"),
                sums,
                pl.col("amount").sum().alias("revenue"),
                pl.col("amount").std(ddof=0).alias("order_value_std"),
                pl.col("gap").mean(),
                pl.col("gap").std(ddof=0).alias("gap_std"),
                ((time // DAY + 3) % 7 >= 5).mean().alias("weekend_share"),
                ((time % DAY).mean() / 3600).alias("hour"),
            )
        )
        items = self.frame.group_by("customer").agg(
            pl.col("item").n_unique().alias("distinct_items")
        )
        return (
            customers.join(items, on="customer")
            .select("customer", *self.columns())
            .collect(engine="in-memory")
        )

    def columns(self) -> list[Any]:
        pl = self.pl
        sales = pl.col("revenue") + pl.col("refunds")
        refunds, recent, earlier = (pl.col(n) for n in ("refunds", "recent", "earlier"))
        change = recent.abs() + earlier.abs()
        several = (pl.col("orders") > 2) & (pl.col("gap") > 0)
        return [
            ((self.now - pl.col("last")) / DAY).alias("recency_days"),
            ((self.now - pl.col("first")) / DAY).alias("tenure_days"),
            "orders",
            "lines",
            "distinct_items",
            "quantity",
            "revenue",
            (pl.col("revenue") / pl.col("orders")).alias("order_value_mean"),
            "order_value_std",
            (pl.col("gap") / DAY).alias("gap_days_mean"),
            pl.when(several).then(pl.col("gap_std") / pl.col("gap")).alias("gap_cv"),
            pl.when(refunds >= sales)
            .then((refunds > 0).cast(pl.Float64))
            .otherwise(refunds / sales)
            .alias("refund_share"),
            pl.when(change > 0)
            .then((recent - earlier) / change)
            .otherwise(0.0)
            .alias("trend"),
            "weekend_share",
            "hour",
        ]

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        frame = result.sort("customer").drop("customer")
        return {
            "x": np.column_stack(
                [
                    frame[name].cast(self.pl.Float64).fill_null(np.nan).to_numpy()
                    for name in frame.columns
                ]
            )
        }


def near(task: Task, ours: Answers, theirs: Answers) -> Verdict:
    if ours["x"].shape != theirs["x"].shape:
        return Verdict(False, f"{theirs['x'].shape} in place of {ours['x'].shape}")
    gaps = [gap(ours["x"][:, j], theirs["x"][:, j]) for j in range(ours["x"].shape[1])]
    worst = int(np.argmax(gaps))
    return Verdict(gaps[worst] <= CLOSE, f"column {worst}: {gaps[worst]:.1e}")


def limit(machine: Any, task: Task, notes: Notes) -> float:
    """Reading item, time, quantity and amount of each line, 28 bytes as the log holds
    them."""
    return 28 * len(task.array("time")) / machine.limits[task.threads].read


def prepare(log: Log) -> Task:
    """The log's lines, by customer and order, ids numbered from 0."""
    files = {"customer": log.customer(), "order": log.order()} | {
        name: log.numbers()[name] for name in NAMES[2:]
    }

    def order() -> np.ndarray:
        return np.lexsort((load(files["order"]), load(files["customer"])))

    sorting = log.keep("sorting", order)
    return Task(
        {
            name: log.keep(f"{name}_sorted", lambda: load(files[name])[load(sorting)])
            for name in NAMES
        }
    )


def case(log: Log) -> Case:
    name, task = f"features/{log.title}, 15 columns", partial(prepare, log)
    sides, metrics, small = (Ours, Polars), (Metric(ratio=3.0),), log is QUICK
    return Case(name, task, sides, near, metrics, limit, quick=small, full=not small)


CASES = [case(FULL), case(QUICK)]
