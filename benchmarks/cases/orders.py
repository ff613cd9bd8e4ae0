"""The order log: 20 million lines of a million customers and 50,000 items come in, both
as strings of 10 to 20 bytes. Peers group by the two string columns, which is the least
that numbering keys takes; the log also numbers orders, and finishing sorts it.

Answers: how many keys there are, and which key has the number 0, n/1000, 2n/1000 and so
on.
"""

from __future__ import annotations

import ctypes
from functools import partial
from typing import Any

import numpy as np

from ..abi import quen_key, quen_key_column, quen_order_columns, quen_order_totals
from ..case import Answers, Case, Metric, Notes, Side, Task, Verdict
from ..logs import text_column
from ..quen import Quen, address, reference
from ..sales import FULL, QUICK, Log

KEYS = ("customer", "item")


def sample(count: int) -> np.ndarray:
    return np.arange(0, count, max(1, count // 1000))


class Ours(Side):
    finish = False

    def __init__(self, task: Task) -> None:
        self.quen = Quen(task.library, task.threads, task.simd)
        self.files = {name: task.array(name) for name in task.files}
        self.columns = self.quen.options(
            quen_order_columns,
            n=len(self.files["time"]),
            order=quen_key_column(numbers=address(self.files["order"])),
            time_s=address(self.files["time"]),
            quantity=address(self.files["quantity"]),
            amount=address(self.files["amount"]),
            **{name: text_column(self.files, name) for name in KEYS},
        )

    def run(self) -> Any:
        log = self.quen.make("quen_orders_new")
        self.quen.call("quen_orders_add_columns", log, reference(self.columns))
        if self.finish:
            self.quen.call("quen_orders_finish", log)
        return log

    def totals(self, log: Any) -> quen_order_totals:
        totals = self.quen.options(quen_order_totals)
        self.quen.ask("quen_orders_get_totals", log, ctypes.byref(totals))
        return totals

    def measures(self, result: Any, seconds: float) -> dict[str, float]:
        totals = self.totals(result)
        return {"seconds": seconds, "bytes_per_line": totals.bytes / totals.lines}

    def key(self, name: str, log: Any, number: int) -> bytes:
        key: quen_key = self.quen.ask(f"quen_orders_{name}", log, int(number))
        return ctypes.string_at(key.bytes, key.size)

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        if not self.finish:  # keys are numbered by their order once the log is finished
            self.quen.call("quen_orders_finish", result)
        totals = self.totals(result)
        found = {}
        for name, count in (("customer", totals.customers), ("item", totals.items)):
            found[f"{name} count"] = np.array(count)
            found[f"{name} keys"] = np.array(
                [self.key(name, result, i) for i in sample(count)]
            )
        return found

    def free(self, result: Any) -> None:
        self.quen.free("orders", result)


class OursFinish(Ours):
    finish = True


class Grouping(Side):
    """What peers have: the two columns as Arrow's large strings, over the same bytes."""

    def __init__(self, task: Task) -> None:
        import pyarrow

        pyarrow.set_cpu_count(task.threads)
        self.strings = {}
        for name in KEYS:
            offsets = task.array(f"{name}_offsets").view(np.int64)
            buffers = [
                pyarrow.py_buffer(offsets),
                pyarrow.py_buffer(task.array(f"{name}_bytes")),
            ]
            self.strings[name] = pyarrow.LargeStringArray.from_buffers(
                len(offsets) - 1, *buffers
            )

    def answers(self, result: dict[str, Any]) -> dict[str, np.ndarray]:
        found = {}
        for name, keys in result.items():
            ordered = np.sort(np.array(keys, dtype=bytes))
            found[f"{name} count"] = np.array(len(ordered))
            found[f"{name} keys"] = ordered[sample(len(ordered))]
        return found


class Polars(Grouping):
    name, package = "polars", "polars"

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        import polars

        self.pl = polars
        self.frame = polars.DataFrame(
            {name: polars.from_arrow(column) for name, column in self.strings.items()}
        )
        self.strings.clear()

    def run(self) -> dict[str, Any]:
        return {
            name: self.frame.lazy()
            .group_by(name)
            .agg(self.pl.len())
            .collect(engine="streaming")[name]
            for name in KEYS
        }

    def answers(self, result: dict[str, Any]) -> dict[str, np.ndarray]:
        return super().answers({n: keys.to_list() for n, keys in result.items()})


class Duckdb(Grouping):
    name, package = "duckdb", "duckdb"

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        import duckdb
        import pyarrow

        self.connection = duckdb.connect(config={"threads": task.threads})
        columns = pyarrow.table(self.strings)
        self.connection.register("columns", columns)
        self.connection.execute("create table lines as select * from columns")
        self.connection.unregister("columns")
        self.strings.clear()

    def run(self) -> dict[str, Any]:
        # To Arrow: Python objects for a million strings would not be the library's time.
        return {
            name: self.connection.execute(
                f"select {name}, count(*) from lines group by {name}"
            ).to_arrow_table()
            for name in KEYS
        }

    def answers(self, result: dict[str, Any]) -> dict[str, np.ndarray]:
        return super().answers({n: keys[n].to_pylist() for n, keys in result.items()})


def equal(task: Task, ours: Answers, theirs: Answers) -> Verdict:
    wrong = [name for name in ours if not np.array_equal(ours[name], theirs[name])]
    return Verdict(not wrong, f"{' and '.join(wrong)} differ" if wrong else "equal")


def limit(machine: Any, task: Task, notes: Notes) -> float:
    """Reading every column once."""
    return (
        sum(task.array(n).nbytes for n in task.files) / machine.limits[task.threads].read
    )


def prepare(log: Log) -> Task:
    return Task(log.texts())


def case(log: Log, ours: type[Side], title: str, most: float | None) -> Case:
    metrics = (Metric(ratio=2.0), Metric("bytes_per_line", "B/line", value=most))
    name, task = f"orders/{title} {log.title}, strings", partial(prepare, log)
    sides, small = (ours, Polars, Duckdb), log is QUICK
    return Case(name, task, sides, equal, metrics, limit, quick=small, full=not small)


CASES = [
    case(FULL, Ours, "import", None),
    case(FULL, OursFinish, "import and finish", 40.0),
    case(QUICK, OursFinish, "import and finish", 40.0),
]
