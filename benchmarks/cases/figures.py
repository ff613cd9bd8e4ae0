"""Figures of the shop by month, and cohorts by month of the first visit, from 20 million
lines of a million customers. Answers are whole numbers and must be equal.

Ours reads a finished log; polars and DuckDB get lines sorted by customer and order, with
ids that are numbers from 0. They need not tell a price reduction from a return, as in
this log what lowers the revenue has a quantity below 0 as well, nor churned customers and
gaps, which ours finds on the way and which are not compared.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from ..abi import quen_cohorts_options, quen_figure, quen_figures_options
from ..case import Answers, Case, Metric, Notes, Side, Task, Verdict
from ..quen import reference, view
from ..sales import FULL, QUICK, Log
from .features import Ours as OfLog
from .features import limit, prepare

WHOLE = (
    "lines",
    "quantity",
    "revenue",
    "refunds",
    "revenue_returning",
    "orders",
    "customers",
    "customers_new",
    "customers_returning",
    "customers_retained",
    "customers_repeating",
)
NAMES = ("customer", "order", "time", "quantity", "amount")


class Figures(OfLog):
    def run(self) -> Any:
        options = self.quen.options(quen_figures_options)
        return self.quen.make("quen_figures_new", self.log, reference(options))

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        n = self.quen.ask("quen_figures_n_rows", result)
        first = self.quen.ask("quen_figures_row", result, 0)
        rows = view(first, n, np.dtype(quen_figure))
        return {name: rows[name].astype(np.int64) for name in WHOLE}

    def free(self, result: Any) -> None:
        self.quen.free("figures", result)


class Cohorts(OfLog):
    def run(self) -> Any:
        options = self.quen.options(quen_cohorts_options)
        return self.quen.make("quen_cohorts_new", self.log, reference(options))

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        n = self.quen.ask("quen_cohorts_n_cohorts", result)
        cells = n * self.quen.ask("quen_cohorts_n_periods", result)
        return {
            name: self.quen.array(f"quen_cohorts_{name}", result, cells, np.int64)
            .reshape(n, -1)
            .copy()
            for name in ("customers", "revenue")
        }

    def free(self, result: Any) -> None:
        self.quen.free("cohorts", result)


class Polars(Side):
    """Lines into customers' months, and those into months. An order counts with its first
    line that was bought, so that lines are grouped once; months are found by the engine
    that has them in memory."""

    name, package = "polars", "polars"

    def __init__(self, task: Task) -> None:
        import polars

        self.pl = polars
        self.frame = (
            polars.DataFrame({name: task.array(name) for name in NAMES})
            .with_columns(polars.col("customer").set_sorted())
            .lazy()
        )

    def months(self) -> Any:
        """Of each customer: lines, units, money, orders; the month of the first visit."""
        pl = self.pl
        quantity, amount, order = (pl.col(n) for n in ("quantity", "amount", "order"))
        day = pl.from_epoch(pl.col("time"), time_unit="s")
        bought = pl.when(quantity >= 0).then(order)
        return (
            self.frame.with_columns(
                month=day.dt.year().cast(pl.Int32) * 12 + day.dt.month(),
                is_new=(bought != bought.forward_fill().shift()).fill_null(quantity >= 0),
            )
            .group_by("customer", "month")
            .agg(
                pl.len().cast(pl.Int64).alias("lines"),
                quantity.sum(),
                amount.sum().alias("revenue"),
                pl.when(quantity < 0).then(-amount).otherwise(0).sum().alias("refunds"),
                pl.col("is_new").sum().cast(pl.Int64).alias("orders"),
            )
            .with_columns(
                first=pl.when(pl.col("orders") > 0)
                .then(pl.col("month"))
                .min()
                .over("customer")
            )
        )

    def visits(self, of: Any) -> Any:
        """Figures that look at months with a visit alone."""
        pl = self.pl
        month, first, customer = pl.col("month"), pl.col("first"), pl.col("customer")
        before = (customer == customer.shift()) & (month == month.shift() + 1)
        return (
            of.filter(pl.col("orders") > 0)
            .sort("customer", "month")
            .with_columns(retained=before)
            .group_by("month")
            .agg(
                pl.len().cast(pl.Int64).alias("customers"),
                (month == first).sum().cast(pl.Int64).alias("customers_new"),
                (month > first).sum().cast(pl.Int64).alias("customers_returning"),
                pl.col("retained").sum().cast(pl.Int64).alias("customers_retained"),
                (pl.col("orders") >= 2).sum().cast(pl.Int64).alias("customers_repeating"),
            )
        )

    def run(self) -> Any:
        pl = self.pl
        of = self.months().collect(engine="in-memory").lazy()
        returning = pl.when(pl.col("month") > pl.col("first")).then(pl.col("revenue"))
        return (
            of.group_by("month")
            .agg(
                pl.col("lines", "quantity", "revenue", "refunds", "orders").sum(),
                returning.sum().alias("revenue_returning"),
            )
            .join(self.visits(of), on="month", how="left")
            .sort("month")
            .collect(engine="in-memory")
        )

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        return {
            name: result[name].fill_null(0).to_numpy().astype(np.int64) for name in WHOLE
        }


class PolarsCohorts(Polars):
    def run(self) -> Any:
        pl = self.pl
        return (
            self.months()
            .filter(pl.col("first").is_not_null())
            .with_columns(since=(pl.col("month") - pl.col("first")).clip(0))
            .group_by("first", "since")
            .agg((pl.col("orders") > 0).sum().alias("customers"), pl.col("revenue").sum())
            .collect(engine="in-memory")
        )

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        columns = {n: result[n].to_numpy() for n in result.columns}
        return matrices(columns)


class Duckdb(Side):
    """Lines into orders into customers' months, as two steps beat count(distinct ...)."""

    name, package = "duckdb", "duckdb"
    MONTHS = """with orders as (
        select customer, "order", time // 86400 as day, bool_or(quantity >= 0) as visit,
            count(*) as lines, sum(quantity)::bigint as quantity,
            sum(amount)::bigint as revenue,
            coalesce(sum(-amount) filter (where quantity < 0), 0)::bigint as refunds
        from lines group by all),
        found as (select *, year(date '1970-01-01' + day::int) * 12
            + month(date '1970-01-01' + day::int) as month from orders),
        grouped as (select customer, month, count(*) filter (where visit) as orders,
            sum(lines)::bigint as lines, sum(quantity)::bigint as quantity,
            sum(revenue)::bigint as revenue, sum(refunds)::bigint as refunds
        from found group by all),
        firsts as (select customer, min(month) as first from grouped where orders > 0
        group by customer),
        months as (select * from grouped left join firsts using (customer))"""
    FIGURES = """select month, sum(m.lines)::bigint as lines,
        sum(m.quantity)::bigint as quantity,
        sum(m.revenue)::bigint as revenue, sum(m.refunds)::bigint as refunds,
        coalesce(sum(m.revenue) filter (where month > m.first), 0)::bigint
            as revenue_returning,
        sum(m.orders)::bigint as orders, count(*) filter (where m.orders > 0)
            as customers,
        count(*) filter (where m.orders > 0 and month = m.first) as customers_new,
        count(*) filter (where m.orders > 0 and month > m.first) as customers_returning,
        count(*) filter (where m.orders > 0 and b.orders > 0) as customers_retained,
        count(*) filter (where m.orders >= 2) as customers_repeating
        from months m left join (select customer, month + 1 as month, orders from grouped)
            b using (customer, month)
        group by month order by month"""
    COHORTS = """select first, greatest(month - first, 0) as since,
        count(*) filter (where orders > 0) as customers, sum(revenue)::bigint as revenue
        from months where first is not null group by all"""
    question = FIGURES

    def __init__(self, task: Task) -> None:
        import duckdb
        import pyarrow

        self.connection = duckdb.connect(config={"threads": task.threads})
        columns = pyarrow.table({name: task.array(name) for name in NAMES})
        self.connection.register("columns", columns)
        self.connection.execute("create table lines as select * from columns")
        self.connection.unregister("columns")

    def run(self) -> Any:
        return self.connection.execute(f"{self.MONTHS} {self.question}").fetchnumpy()

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        return {name: np.asarray(result[name]).astype(np.int64) for name in WHOLE}


class DuckdbCohorts(Duckdb):
    question = Duckdb.COHORTS

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        return matrices({name: np.asarray(column) for name, column in result.items()})


def matrices(columns: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Cells given by cohort and periods since, as matrices."""
    cohort = columns["first"].astype(np.int64)
    cohort -= cohort.min()
    since = columns["since"].astype(np.int64)
    found = {}
    for name in ("customers", "revenue"):
        found[name] = np.zeros((cohort.max() + 1, since.max() + 1), np.int64)
        found[name][cohort, since] = columns[name]
    return found


def equal(task: Task, ours: Answers, theirs: Answers) -> Verdict:
    wrong = [name for name in theirs if not np.array_equal(ours[name], theirs[name])]
    return Verdict(not wrong, f"{' and '.join(wrong)} differ" if wrong else "equal")


def read_limit(machine: Any, task: Task, notes: Notes) -> float:
    """Reading quantity and amount of each line, and its order's time."""
    return limit(machine, task, notes) * 20 / 28


def cases(log: Log) -> list[Case]:
    small, task = log is QUICK, partial(prepare, log)
    return [
        Case(
            f"figures/{log.title}, {what}",
            task,
            sides,
            equal,
            (metric,),
            read_limit,
            quick=small,
            full=not small,
        )
        for what, sides, metric in (
            ("months", (Figures, Polars, Duckdb), Metric(ratio=3.0)),
            ("cohorts", (Cohorts, PolarsCohorts, DuckdbCohorts), Metric(ratio=3.0)),
        )
    ]


CASES = [*cases(FULL), *cases(QUICK)]
