"""A shop's export as it is: Online Retail's file of 541,909 rows, not packed, becomes an
order log. Peers read the same six columns into types that they are told (ours learns
them), and count what the log counts: orders, customers, items, money.

Answers: these counts, and the first and the last second.
"""

from __future__ import annotations

import ctypes
import gzip
import shutil
from typing import Any

import numpy as np

from ..abi import quen_import_options, quen_order_totals
from ..case import Answers, Case, Metric, Notes, Side, Task, Verdict, build
from ..data import RETAIL, real
from ..quen import Quen, reference

ROLES = {
    "customer": b"CustomerID",
    "order": b"InvoiceNo",
    "item": b"StockCode",
    "time": b"InvoiceDate",
    "quantity": b"Quantity",
    "price": b"UnitPrice",
}
COLUMNS = [name.decode() for name in ROLES.values()]
BLOCK = 1 << 20
COUNTS = ("lines", "orders", "customers", "items", "cents", "first", "last")


def counts(*figures: Any) -> dict[str, np.ndarray]:
    return {name: np.array(int(f)) for name, f in zip(COUNTS, figures, strict=True)}


class Ours(Side):
    def __init__(self, task: Task) -> None:
        self.quen = Quen(task.library, task.threads, task.simd)
        self.path = task.params["path"]
        names = {role: ctypes.c_char_p(name) for role, name in ROLES.items()}
        self.held = names
        self.options = self.quen.options(
            quen_import_options,
            **{role: ctypes.cast(n, ctypes.c_void_p) for role, n in names.items()},
        )

    def run(self) -> Any:
        quen, out = self.quen, ctypes.c_void_p()
        reader = quen.make("quen_import_new", reference(self.options))
        block = bytearray(BLOCK)
        start = ctypes.addressof((ctypes.c_char * BLOCK).from_buffer(block))
        with open(self.path, "rb", buffering=0) as file:
            while size := file.readinto(block):
                quen.call("quen_import_push", reader, start, size)
        quen.call("quen_import_finish", reader, ctypes.byref(out))
        quen.call("quen_orders_finish", out)
        quen.free("import", reader)
        return out

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        t = self.quen.options(quen_order_totals)
        self.quen.ask("quen_orders_get_totals", result, ctypes.byref(t))
        return counts(
            t.lines, t.orders, t.customers, t.items, t.revenue, t.first_s, t.last_s
        )

    def free(self, result: Any) -> None:
        self.quen.free("orders", result)


class Duckdb(Side):
    """Types and the form of times are told; money is decimal, so its sum is exact."""

    name, package = "duckdb", "duckdb"

    def __init__(self, task: Task) -> None:
        import duckdb

        self.connection = duckdb.connect(config={"threads": task.threads})
        self.query = f"""
            create or replace table lines as
            select {", ".join(COLUMNS)} from read_csv('{task.params["path"]}',
              header=true, delim=',', quote='"', auto_detect=false, columns={{
              'InvoiceNo': 'VARCHAR', 'StockCode': 'VARCHAR', 'Description': 'VARCHAR',
              'Quantity': 'INTEGER', 'InvoiceDate': 'TIMESTAMP',
              'UnitPrice': 'DECIMAL(12,3)', 'CustomerID': 'VARCHAR',
              'Country': 'VARCHAR'}})"""

    def run(self) -> Any:
        self.connection.execute(self.query)
        return self.connection.execute(
            "select count(*), count(distinct InvoiceNo), count(distinct CustomerID), "
            "count(distinct StockCode), "
            "sum(round(Quantity * UnitPrice, 2)) * 100, "
            "epoch(min(InvoiceDate)), epoch(max(InvoiceDate)) from lines"
        ).fetchone()

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        return counts(*result)


class Pandas(Side):
    """The quickest reader of pandas for such a file; it has no threads."""

    name, package, threads = "pandas", "pandas", (1,)
    engine = "c"

    def __init__(self, task: Task) -> None:
        import pandas

        self.pd, self.path = pandas, task.params["path"]
        if self.engine == "pyarrow":
            import pyarrow

            pyarrow.set_cpu_count(task.threads)

    def run(self) -> Any:
        return self.counted(
            self.pd.read_csv(
                self.path,
                engine=self.engine,
                usecols=COLUMNS,
                dtype={"CustomerID": "str", "InvoiceNo": "str", "StockCode": "str"},
                parse_dates=["InvoiceDate"],
                date_format="%Y-%m-%d %H:%M:%S",
            )
        )

    def counted(self, rows: Any) -> tuple[Any, ...]:
        # A price has three digits at most, so that whole thousandths are exact.
        thousandths = (rows.UnitPrice * 1000).round().astype("int64") * rows.Quantity
        cents = np.sign(thousandths) * ((thousandths.abs() + 5) // 10)
        when = rows.InvoiceDate.astype("datetime64[s]").astype("int64")
        return (
            len(rows),
            rows.InvoiceNo.nunique(),
            rows.CustomerID.nunique(),
            rows.StockCode.nunique(),
            cents.sum(),
            when.min(),
            when.max(),
        )

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        return counts(*result)


class PandasArrow(Pandas):
    """The same by Arrow's reader, with its threads."""

    name, threads, engine = "pandas with pyarrow", (1, 2), "pyarrow"


def equal(task: Task, ours: Answers, theirs: Answers) -> Verdict:
    wrong = [name for name in ours if not np.array_equal(ours[name], theirs[name])]
    return Verdict(not wrong, f"{' and '.join(wrong)} differ" if wrong else "equal")


def limit(machine: Any, task: Task, notes: Notes) -> float:
    """Reading every byte once."""
    return float(task.params["bytes"] / machine.limits[task.threads].read)


def prepare() -> Task:
    packed, path = real(RETAIL), build() / "data" / "online_retail.csv"
    assert packed
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        with gzip.open(packed, "rb") as source, open(part, "wb") as to:
            shutil.copyfileobj(source, to)
        part.rename(path)
    return Task({}, {"path": str(path), "bytes": path.stat().st_size})


SIDES = (Ours, Duckdb, Pandas, PandasArrow)
CASES = (
    [
        Case(
            "csv/to a log, Online Retail",
            prepare,
            SIDES,
            equal,
            (Metric(),),
            limit,
            quick=True,
        )
    ]
    if real(RETAIL)
    else []
)
