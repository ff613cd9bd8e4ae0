"""RFM from 20 million lines: a million customers' recency, frequency and monetary
value, quintile scores with equal values equal, and eleven segments. Answers are whole
numbers and must be equal.

A line with an amount below 0 is a return: it moves money alone. Recency looks at the
other lines, frequency counts orders with one of them, and who only returned is left out.
Where each line is an order, every side counts purchases.
"""

from __future__ import annotations

import ctypes
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from ..abi import quen_key_column, quen_order_columns, quen_rfm_options
from ..case import Answers, Case, Metric, Notes, Side, Task, Verdict
from ..logs import finished_log
from ..quen import Quen, address, reference
from ..sales import DAY, FULL, QUICK, Log
from ..segments import score

COUNT_ORDERS, COUNT_LINES = 0, 2
NAMES = ("recency", "frequency", "monetary")
NEVER = np.iinfo(np.int64).min


class Lines(Side):
    """What every side has: four columns."""

    def __init__(self, task: Task) -> None:
        self.single = bool(task.params["single"])
        self.columns = {
            name: task.array(name) for name in ("customer", "order", "time", "amount")
        }

    def result(
        self,
        ids: np.ndarray,
        last: np.ndarray,
        frequency: np.ndarray,
        monetary: np.ndarray,
        latest: int,
    ) -> dict[str, np.ndarray]:
        """Of customers who bought; `latest`: the time of the last line of any kind."""
        recency = (latest + 1 - last) // DAY
        scores, segments = score(recency, frequency, monetary)
        return {
            "ids": ids,
            "recency": recency,
            "frequency": frequency,
            "monetary": monetary,
            "scores": scores,
            "segments": segments,
        }

    def answers(self, result: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        order = np.argsort(result["ids"])
        return {name: values[order] for name, values in result.items() if name != "ids"}


class Ours(Lines):
    """From the columns as they are."""

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.quen = Quen(task.library, task.threads, task.simd)
        keys = {
            name: quen_key_column(numbers=address(self.columns[name]))
            for name in ("customer", "order")
        }
        # A log needs an item for each line; RFM looks at none.
        self.lines = self.quen.options(
            quen_order_columns,
            n=len(self.columns["time"]),
            item=keys["customer"],
            time_s=address(self.columns["time"]),
            amount=address(self.columns["amount"]),
            **keys,
        )

    def run(self) -> Any:
        count = COUNT_LINES if self.single else COUNT_ORDERS
        options = self.quen.options(quen_rfm_options, frequency=count)
        return self.quen.make(
            "quen_rfm_fit_columns", reference(self.lines), reference(options)
        )

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        n = self.quen.ask("quen_rfm_n_customers", result)
        found = {
            name: self.quen.array(f"quen_rfm_{name}", result, n, np.int64)
            for name in NAMES
        }
        found["scores"] = self.quen.array(
            "quen_rfm_scores", result, 3 * n, np.uint8
        ).reshape(n, 3)
        found["segments"] = self.quen.array("quen_rfm_segments", result, n, np.uint8)
        return {name: values.copy() for name, values in found.items()}

    def free(self, result: Any) -> None:
        self.quen.free("rfm", result)


class OursFinished(Ours):
    """From a finished log, as where a shop keeps one: what each further model costs."""

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.log = finished_log(self.quen, self.lines)

    def run(self) -> Any:
        options = self.quen.options(quen_rfm_options)
        return self.quen.make("quen_rfm_fit", self.log, reference(options))


class Pandas(Lines):
    name, package = "pandas", "pandas"

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        import pandas

        self.frame = pandas.DataFrame(self.columns, copy=False)

    def run(self) -> dict[str, np.ndarray]:
        frame, buys = self.frame, self.frame["amount"] >= 0
        # One pass over the keys of all lines beats two with some of them.
        marked = frame[["customer", "amount"]].assign(
            buys=buys, time=frame["time"].where(buys, NEVER)
        )
        found = marked.groupby("customer", sort=False).agg(
            last=("time", "max"), frequency=("buys", "sum"), monetary=("amount", "sum")
        )
        found = found[found["frequency"] > 0]
        if not self.single:
            # An order is one customer's: counting first lines beats nunique.
            bought = frame.loc[buys, ["customer", "order"]]
            first = bought["customer"][~bought["order"].duplicated().to_numpy()]
            found["frequency"] = first.groupby(first).size()
        return self.result(
            found.index.to_numpy(),
            *(found[name].to_numpy() for name in ("last", "frequency", "monetary")),
            int(frame["time"].max()),
        )


class Polars(Lines):
    name, package = "polars", "polars"

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        import polars

        self.pl = polars
        self.frame = polars.DataFrame(self.columns).lazy()

    def run(self) -> dict[str, np.ndarray]:
        pl = self.pl
        buys = pl.col("amount") >= 0
        count = buys.sum() if self.single else pl.col("order").filter(buys).n_unique()
        # Each engine where it is the faster.
        found = (
            self.frame.group_by("customer")
            .agg(
                pl.when(buys).then(pl.col("time")).max().alias("last"),
                count.alias("frequency").cast(pl.Int64),
                pl.col("amount").sum().alias("monetary"),
            )
            .filter(pl.col("frequency") > 0)
            .collect(engine="streaming" if self.single else "in-memory")
        )
        return self.result(
            *(
                found[name].to_numpy()
                for name in ("customer", "last", "frequency", "monetary")
            ),
            self.frame.select(pl.col("time").max()).collect().item(),
        )


class Duckdb(Lines):
    name, package = "duckdb", "duckdb"
    LINES = """select customer, max(time) filter (where amount >= 0) as last,
        count(*) filter (where amount >= 0) as frequency, sum(amount)::bigint as monetary
        from lines group by customer having frequency > 0"""
    # Two steps are as fast as count(distinct ...), and at one thread faster.
    ORDERS = """select customer, max(time) as last, count(time) as frequency,
        sum(amount)::bigint as monetary from
        (select customer, "order", max(time) filter (where amount >= 0) as time,
         sum(amount)::bigint as amount from lines group by customer, "order")
        group by customer having frequency > 0"""

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        import duckdb
        import pyarrow

        self.connection = duckdb.connect(config={"threads": task.threads})
        columns = pyarrow.table(self.columns)
        self.connection.register("columns", columns)
        self.connection.execute("create table lines as select * from columns")
        self.connection.unregister("columns")

    def run(self) -> dict[str, np.ndarray]:
        query = self.LINES if self.single else self.ORDERS
        found = self.connection.execute(query).fetchnumpy()
        return self.result(
            *(
                np.asarray(found[name])
                for name in ("customer", "last", "frequency", "monetary")
            ),
            self.connection.execute("select max(time) from lines").fetchone()[0],
        )


class BarePass(Lines):
    """One pass over the lines in C, customers numbered beforehand, lines counted: what is
    left of the question when nobody looks up keys, tells orders apart or cuts."""

    name, package, floor = "bare C pass", "plain C", True
    sorts = False

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.dll = ctypes.CDLL(task.native)
        self.index = task.array("customer_index")
        self.dll.bench_rfm_pass.restype = ctypes.c_int64
        self.customers = int(task.params["customers"])

    def run(self) -> tuple[np.ndarray, int]:
        sums = np.empty((3, self.customers), np.int64)
        lines = (self.index, self.columns["time"], self.columns["amount"])
        arrays = [ctypes.c_void_p(address(a)) for a in (*lines, *sums)]
        n, m = ctypes.c_size_t(len(self.index)), ctypes.c_size_t(self.customers)
        latest: int = self.dll.bench_rfm_pass(*arrays[:3], n, *arrays[3:], m)
        for values in sums.copy() if self.sorts else ():
            self.dll.bench_sort(ctypes.c_void_p(address(values)), m)
        return sums, latest

    def answers(self, result: tuple[np.ndarray, int]) -> dict[str, np.ndarray]:
        ids = np.empty(self.customers, np.int64)
        ids[self.index] = self.columns["customer"]
        sums, latest = result
        order = np.argsort(ids)
        last, count, monetary = sums[:, order[sums[1, order] > 0]]
        found = {"recency": (latest + 1 - last) // DAY, "monetary": monetary}
        return found | ({"frequency": count} if self.single else {})


class BareSorts(BarePass):
    """The same, and three sorts by qsort() for the cut points."""

    name, sorts = "bare C pass and sorts", True


def equal(task: Task, ours: Answers, theirs: Answers) -> Verdict:
    wrong = [name for name in theirs if not np.array_equal(ours[name], theirs[name])]
    return Verdict(not wrong, f"{' and '.join(wrong)} differ" if wrong else "equal")


def bytes_limit(machine: Any, task: Task, notes: Notes) -> float:
    """Reading the columns once."""
    columns = 3 if task.params["single"] else 4
    return columns * task.array("time").nbytes / machine.limits[task.threads].read


def prepare(log: Log) -> Task:
    files = log.numbers()
    files = {name: files[name] for name in ("customer", "order", "time", "amount")}
    return Task(
        files | {"customer_index": log.customer()},
        {"single": log.per_order == 1, "customers": log.customers},
    )


PEERS = (Pandas, Polars, Duckdb, BarePass, BareSorts)
METRIC = Metric(ratio=3.0, against={"pandas": 10.0, "bare C pass": 1 / 3})


def case(log: Log) -> Case:
    what = "each line an order" if log.per_order == 1 else "orders of lines"
    small = log.lines == QUICK.lines
    name, task = f"rfm/{log.title}, {what}", partial(prepare, log)
    sides = (Ours, *PEERS)
    return Case(
        name, task, sides, equal, (METRIC,), bytes_limit, quick=small, full=not small
    )


FINISHED = Case(
    f"rfm/{FULL.title}, finished log",
    partial(prepare, FULL),
    (OursFinished, Polars),
    equal,
    limit=bytes_limit,
    threads=(2,),
)
CASES = [case(FULL), case(replace(FULL, per_order=1)), FINISHED, case(QUICK)]
