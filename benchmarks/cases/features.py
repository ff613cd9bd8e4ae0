"""Features: a row of 15 numbers for each of a million customers, from 20 million lines.

Ours reads a finished log; polars gets lines sorted by customer and order, said to be
sorted, with ids that are numbers from 0. It need not tell a price reduction from a
return: in this log what lowers the revenue has a quantity below 0 as well. Values are
within 1e-9 of one another.
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
    """Lines into orders and visits into customers, and lines into customers beside that:
    what needs no orders is faster without. Groups are runs of a sorted column and gaps
    are taken between rows, both of which beat grouping by values and sorting within
    groups; for this the engine in memory is the faster one."""

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

    def visits(self) -> Any:
        """Orders with a purchase, by customer and time, with the gap before each."""
        pl = self.pl
        time, customer = pl.col("time"), pl.col("customer")
        new = (customer != customer.shift()) | (
            pl.col("order") != pl.col("order").shift()
        )
        return (
            self.frame.with_columns(
                new.fill_null(True).cum_sum().alias("run").set_sorted(),
                (pl.col("quantity") >= 0).alias("bought"),
            )
            .group_by("run")
            .agg(
                customer.first(),
                time.min(),
                pl.col("bought").max(),
                pl.col("amount").sum(),
            )
            .filter("bought")
            .sort("customer", "time")
            .with_columns(
                pl.when(customer == customer.shift()).then(time.diff()).alias("gap"),
                customer.set_sorted(),
            )
        )

    def of_visits(self) -> Any:
        pl = self.pl
        time, amount, gap = pl.col("time"), pl.col("amount"), pl.col("gap")
        return (
            self.visits()
            .group_by("customer")
            .agg(
                time.min().alias("first"),
                pl.len().alias("orders"),
                amount.mean().alias("order_value_mean"),
                amount.std(ddof=0).alias("order_value_std"),
                gap.mean(),
                gap.std(ddof=0).alias("gap_std"),
                ((time // DAY + 3) % 7 >= 5).mean().alias("weekend_share"),
                ((time % DAY).mean() / 3600).alias("hour"),
            )
        )

    def of_lines(self) -> Any:
        pl = self.pl
        late, before = self.now - PERIOD, self.now - 2 * PERIOD
        amount, time, quantity = pl.col("amount"), pl.col("time"), pl.col("quantity")
        bought = quantity >= 0
        recent = pl.when(time >= late).then(amount).otherwise(0)
        earlier = pl.when((time >= before) & (time < late)).then(amount).otherwise(0)
        return self.frame.group_by("customer").agg(
            pl.when(bought).then(time).max().alias("last"),
            bought.sum().alias("lines"),
            quantity.sum(),
            amount.sum().alias("revenue"),
            recent.sum().alias("recent"),
            earlier.sum().alias("earlier"),
            pl.when(quantity < 0).then(-amount).otherwise(0).sum().alias("refunds"),
            pl.col("item").filter(quantity > 0).n_unique().alias("ever"),
        )

    def returned(self) -> Any:
        """How many items each customer bought and returned again, all of them: few, so
        that leaving them out beats summing the units of every item."""
        pl = self.pl
        quantity, pair = pl.col("quantity"), ("customer", "item")
        back = (
            self.frame.filter(quantity < 0)
            .group_by(pair)
            .agg(quantity.sum().alias("back"))
        )
        return (
            self.frame.filter(quantity > 0)
            .join(back, on=pair)
            .group_by(pair)
            .agg(quantity.sum(), pl.col("back").first())
            .filter(quantity + pl.col("back") <= 0)
            .group_by("customer")
            .agg(pl.len().alias("returned"))
        )

    def run(self) -> Any:
        return (
            self.of_visits()
            .join(self.of_lines(), on="customer")
            .join(self.returned(), on="customer", how="left")
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
            (pl.col("ever") - pl.col("returned").fill_null(0)).alias("distinct_items"),
            "quantity",
            "revenue",
            "order_value_mean",
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
