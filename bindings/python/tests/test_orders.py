"""One log, whatever it is read from."""

import contextlib
import csv
import datetime as dt
import pathlib
import re
import sqlite3
import tempfile
from decimal import Decimal

import numpy as np
import pytest
from conftest import RETAIL, SYNTH

import quen

ROWS = [
    ("An", "1", "Latte", dt.datetime(2026, 1, 5, 9, 30), 1, Decimal("4.50")),
    ("An", "1", "Mocha", dt.datetime(2026, 1, 5, 9, 30), 2, Decimal("5.00")),
    (None, "2", "Latte", dt.datetime(2026, 1, 6, 8, 0), 1, Decimal("4.50")),
    ("Bình", "3", "Trà đá", dt.datetime(2026, 2, 1, 12, 0), 3, Decimal("0.75")),
    ("An", "4", "Latte", dt.datetime(2026, 2, 3, 9, 0), -1, Decimal("4.50")),
]
NAMES = ["customer", "order", "item", "time", "quantity", "price"]
COLUMNS = {n: [row[i] for row in ROWS] for i, n in enumerate(NAMES)}
ROLES = {name: name for name in NAMES}


def image(orders):
    """All that a log is good for, as bytes: equal for equal logs."""
    return quen.Shop.train(orders, parts=["rfm", "itemcf"]).to_bytes()


EXPECTED = {
    "lines": 5,
    "orders": 4,
    "customers": 2,
    "items": 3,
    "lines_without_customer": 1,
    "refund_lines": 1,
    "revenue": Decimal("16.75"),
    "quantity": 6,
}


def as_pandas():
    import pandas

    return pandas.DataFrame(COLUMNS).assign(price=[4.5, 5.0, 4.5, 0.75, 4.5])


def as_categories():
    return as_pandas().astype({"customer": "category", "item": "category"})


def as_polars():
    import polars

    return polars.DataFrame(COLUMNS, schema_overrides={"price": polars.Decimal(10, 2)})


def as_pyarrow():
    import pyarrow

    return pyarrow.table(COLUMNS)


def as_reader():
    return as_pyarrow().to_reader(max_chunksize=2)


def as_duckdb():
    import duckdb

    table = as_pyarrow()
    return duckdb.from_arrow(table)


def as_numpy():
    times = np.array(COLUMNS["time"], "datetime64[ms]")
    return {**COLUMNS, "time": times, "quantity": np.array(COLUMNS["quantity"], np.int32)}


def as_records():
    fields = [
        ("customer", object),
        ("order", "U8"),
        ("item", "U8"),
        ("time", "datetime64[s]"),
        ("quantity", "i2"),
        ("price", "f4"),
    ]
    return np.array([(*row[:5], float(row[5])) for row in ROWS], fields)


def as_dicts():
    return [dict(zip(NAMES, row, strict=True)) for row in ROWS]


SOURCES = [
    as_pandas,
    as_categories,
    as_polars,
    as_pyarrow,
    as_reader,
    as_duckdb,
    as_numpy,
    as_records,
    as_dicts,
]


@pytest.mark.parametrize("source", SOURCES, ids=lambda f: f.__name__)
def test_tables_give_one_log(source):
    expected = quen.Orders.from_table(COLUMNS, **ROLES)
    orders = quen.Orders.from_table(source(), **ROLES)
    totals = orders.totals
    assert {name: totals[name] for name in EXPECTED} == EXPECTED
    assert image(orders) == image(expected)


def test_properties():
    orders = quen.Orders.from_table(COLUMNS, **ROLES)
    assert len(orders) == 5
    assert (orders.n_orders, orders.n_customers, orders.n_items) == (4, 2, 3)
    assert orders.revenue == Decimal("16.75")
    assert orders.customers.tolist() == ["An", "Bình"]
    assert orders.items.tolist() == ["Latte", "Mocha", "Trà đá"]
    assert orders.first == dt.datetime(2026, 1, 5, 9, 30, tzinfo=dt.UTC)
    assert orders.last == dt.datetime(2026, 2, 3, 9, 0, tzinfo=dt.UTC)
    assert (
        repr(orders) == "Orders(lines=5, orders=4, customers=2, items=3, revenue=16.75)"
    )


def test_zones_and_offsets():
    import pandas

    frame = as_pandas()
    local = quen.Orders.from_table(frame, **ROLES, utc_offset="+07:00")
    frame["time"] = pandas.to_datetime(frame["time"]).dt.tz_localize("Asia/Ho_Chi_Minh")
    zoned = quen.Orders.from_table(frame, **ROLES, utc_offset=dt.timedelta(hours=7))
    assert image(zoned) == image(local)
    assert local.first == dt.datetime(2026, 1, 5, 2, 30, tzinfo=dt.UTC)


def test_csv_is_the_table(tmp_path):
    path = tmp_path / "orders.csv"
    lines = [";".join(NAMES)]
    lines += [";".join("" if v is None else str(v) for v in row) for row in ROWS]
    path.write_text("\n".join(lines), encoding="utf-8")
    orders = quen.Orders.from_csv(path, **ROLES, separator=";")
    assert image(orders) == image(quen.Orders.from_table(COLUMNS, **ROLES))


def test_sql_is_the_table(monkeypatch):
    monkeypatch.setattr("quen._input.SQL_ROWS", 2)
    connection = sqlite3.connect(":memory:")
    connection.execute(
        'create table lines (customer text, "order" text, item text, time text, '
        "quantity integer, price decimal(10, 2))"
    )
    rows = [(*r[:3], r[3].isoformat(sep=" "), r[4], str(r[5])) for r in ROWS]
    connection.executemany("insert into lines values (?, ?, ?, ?, ?, ?)", rows)
    kinds = {type(r[0]) for r in connection.execute("select price from lines")}
    assert kinds == {int, float}  # what SQLite makes of decimals
    query = "select * from lines where quantity > ?"
    orders = quen.Orders.from_sql(connection, query, (-9,), **ROLES)
    assert image(orders) == image(quen.Orders.from_table(COLUMNS, **ROLES))
    cursor = connection.cursor()
    orders = quen.Orders.from_sql(cursor, query, (-9,), **ROLES)
    assert len(orders) == 5
    cursor.close()


def test_sql_errors_are_the_drivers():
    connection = sqlite3.connect(":memory:")
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        quen.Orders.from_sql(connection, "select * from lines", **ROLES)

    class Broken:
        description = [(name,) for name in NAMES]
        rounds = 0

        def execute(self, query):
            pass

        def fetchmany(self, n):
            self.rounds += 1
            if self.rounds > 1:
                raise ConnectionResetError("the server is gone")
            return ROWS

    with pytest.raises(ConnectionResetError, match="the server is gone"):
        quen.Orders.from_sql(Broken(), "select", **ROLES)


def test_concat():
    parts = [
        quen.Orders.from_table({n: v[a:b] for n, v in COLUMNS.items()}, **ROLES)
        for a, b in ((0, 1), (1, 5))
    ]
    whole = quen.Orders.from_table(COLUMNS, **ROLES)
    assert image(quen.Orders.concat(parts)) == image(whole)
    for units, sentence in (
        ({"decimals": 3}, "money has 2 decimals in one log and 3 in the other"),
        ({"quantity_decimals": 1}, "one number of decimals of quantities"),
        ({"utc_offset": 3600}, "one clock"),
    ):
        other = quen.Orders.from_table(COLUMNS, **ROLES, **units)
        with pytest.raises(ValueError, match=sentence):
            quen.Orders.concat([whole, other])


def test_money():
    orders = quen.Orders.from_table(COLUMNS, **ROLES)
    assert (orders.decimals, orders.currency) == (2, "")
    dong = {"decimals": 0, "quantity_decimals": 1, "currency": "VND"}
    orders = quen.Orders.from_table(COLUMNS, **ROLES, **dong)
    assert (orders.decimals, orders.currency) == (0, "VND")
    assert orders.totals["quantity"] == 6 and str(orders.totals["quantity"]) == "6.0"
    assert orders.revenue == orders.totals["revenue"] == 17
    assert quen.Orders.concat([orders]).currency == "VND"
    with pytest.raises(ValueError, match="currency is .*three capital letters"):
        quen.Orders.from_table(COLUMNS, **ROLES, currency="dong")


@pytest.mark.parametrize(
    ("column", "values", "sentence"),
    [
        ("price", [1.0, float("nan"), 1.0, 1.0, 1.0], "row 1"),
        ("item", ["a", "b", None, "c", "d"], "row 2"),
        (
            "time",
            ["2026-01-01", "2026-02-30", "2026-01-01", "2026-01-01", "2026-01-01"],
            "row 1",
        ),
        ("quantity", [1, 2, 3, 1.5, 1], "row 3"),
    ],
)
def test_bad_values_name_the_row(column, values, sentence):
    with pytest.raises(ValueError, match=sentence):
        quen.Orders.from_table({**COLUMNS, column: values}, **ROLES)


def test_bad_columns():
    with pytest.raises(ValueError, match='no column "who"'):
        quen.Orders.from_table(COLUMNS, **{**ROLES, "customer": "who"})
    with pytest.raises(ValueError, match="who"):
        quen.Orders.from_table(as_polars(), **{**ROLES, "customer": "who"})
    with pytest.raises(TypeError, match="a table has __arrow_c_stream__"):
        quen.Orders.from_table(17, **ROLES)
    with pytest.raises(TypeError, match="all numbers or all text"):
        quen.Orders.from_table({**COLUMNS, "item": ["a", 1, "b", "c", "d"]}, **ROLES)
    with pytest.raises(FileNotFoundError):
        quen.Orders.from_csv("/nowhere/orders.csv", **ROLES)


def test_streams_are_read_once():
    from quen import _core

    capsule = as_pyarrow().__arrow_c_stream__()
    options = {"item": "item", "time": "time", "price": "price"}, {}, None, (), None
    _core.orders_from_arrow(capsule, options, None)
    with pytest.raises(ValueError, match="read already"):
        _core.orders_from_arrow(capsule, options, None)


def read_retail(path, how):
    """Online Retail as it comes out of one reader."""
    import duckdb
    import pandas
    import polars
    import pyarrow.csv

    if how == "pandas":
        return pandas.read_csv(
            path, parse_dates=["InvoiceDate"], dtype={"InvoiceNo": str}
        )
    if how == "polars":
        texts = dict.fromkeys(["InvoiceNo", "StockCode"], polars.String)
        return polars.read_csv(path, try_parse_dates=True, schema_overrides=texts)
    if how == "pyarrow":
        return pyarrow.csv.read_csv(path)
    return duckdb.sql(f"from read_csv('{path}', sample_size=-1)")


@pytest.fixture(scope="module")
def retail_pandas(retail_csv):
    return quen.Orders.from_table(read_retail(retail_csv, "pandas"), **RETAIL)


def test_retail_figures(retail_pandas):
    t = retail_pandas.totals
    assert (t["lines"], t["orders"], t["customers"], t["items"]) == (
        541909,
        25900,
        4372,
        4070,
    )
    assert t["lines_without_customer"] == 135080
    assert retail_pandas.revenue == Decimal("9747747.93")


@pytest.mark.parametrize("how", ["polars", "pyarrow", "duckdb"])
def test_retail_is_one_log(retail_csv, retail_pandas, how):
    orders = quen.Orders.from_table(read_retail(retail_csv, how), **RETAIL, n_jobs=2)
    assert orders.totals == retail_pandas.totals
    assert image(orders) == image(retail_pandas)


def test_synth_csv(orders, log):
    import pandas

    frame = pandas.read_csv(log, dtype={"customer": str, "order": str})
    assert image(quen.Orders.from_table(frame, **SYNTH)) == image(orders)


def test_csv_faults_name_the_line(tmp_path):
    path = tmp_path / "orders.csv"
    path.write_text("item,time,amount\nLatte,2026-01-05,4.5\nMocha,2026-01-06\n")
    roles = {"item": "item", "time": "time", "amount": "amount"}
    with pytest.raises(ValueError, match="line 3"):
        quen.Orders.from_csv(path, **roles)
    path.write_text('item,time,amount\nLatte,2026-01-05,"4.5\n')
    with pytest.raises(ValueError, match="quote"):
        quen.Orders.from_csv(path, **roles, quoting="standard")
    path.write_text("item,time,amount\nLatte,2026-01-05,4.5\n")
    with pytest.raises(ValueError, match="'price'.*'amount'"):
        quen.Orders.from_csv(path, item="item", time="time", price="price")
    path.write_text("item,time,amount\nLatte,2026-13-05,4.5\n")
    with pytest.raises(ValueError, match="time.*row 2"):
        quen.Orders.from_csv(path, **roles)
    path.write_text("")
    with pytest.raises(ValueError):
        quen.Orders.from_csv(path, **roles)


@pytest.mark.parametrize("nothing", ["None", "nan", "NaT", "NA"])
def test_what_stands_for_nothing_is_no_key(nothing):
    import pandas

    value = {"nan": float("nan"), "NaT": pandas.NaT, "NA": pandas.NA}.get(nothing)
    for customers in (["An", value, "An"], np.array(["An", value, "An"], object)):
        rows = {**{n: v[:3] for n, v in COLUMNS.items()}, "customer": customers}
        orders = quen.Orders.from_table(rows, **ROLES)
        assert orders.customers.tolist() == ["An"]
        assert orders.totals["lines_without_customer"] == 1


@pytest.mark.parametrize(
    ("dtype", "a", "b"), [("Int64", 1, 2), ("string", "1", "2"), ("boolean", True, False)]
)
def test_series_with_nulls_are_columns(dtype, a, b):
    import pandas

    rows = {n: v[:3] for n, v in COLUMNS.items()}
    rows["customer"] = pandas.Series([a, None, b], dtype=dtype)
    orders = quen.Orders.from_table(rows, **ROLES)
    assert (orders.n_customers, orders.totals["lines_without_customer"]) == (2, 1)


def test_masks_are_nulls():
    hidden = [0, 1, 0]
    rows = {n: v[:3] for n, v in COLUMNS.items()}
    rows["customer"] = np.ma.array([1, 2, 3], mask=hidden)
    assert quen.Orders.from_table(rows, **ROLES).customers.tolist() == [1, 3]
    times = np.array([1, 2, 3], "M8[s]")
    for name, values in (("price", [1.0, 2.0, 3.0]), ("time", times)):
        masked = {**rows, name: np.ma.array(values, mask=hidden)}
        with pytest.raises(ValueError, match="row 1.*null"):
            quen.Orders.from_table(masked, **ROLES)


@pytest.mark.parametrize("unit", ["D", "h", "m", "10s", "s", "500ms", "ms", "us", "ns"])
def test_times_of_any_unit(unit):
    rows = {n: v[:1] for n, v in COLUMNS.items()}
    moments = np.array(["2026-01-05T00:00"]).astype(f"M8[{unit}]")
    orders = quen.Orders.from_table({**rows, "time": moments}, **ROLES)
    assert orders.first == dt.datetime(2026, 1, 5, tzinfo=dt.UTC)


def test_columns_of_any_order_of_bytes_and_generators():
    rows = {n: v[:3] for n, v in COLUMNS.items()}
    rows |= {"customer": np.array([1, 2, 1], ">i4"), "item": (x for x in "abc")}
    orders = quen.Orders.from_table(rows, **ROLES)
    assert (orders.customers.tolist(), orders.items.tolist()) == ([1, 2], ["a", "b", "c"])


def test_column_names_that_are_there_twice():
    import pyarrow

    table = as_pyarrow().append_column("item", pyarrow.array(["x"] * 5))
    with pytest.raises(ValueError, match='"item"'):
        quen.Orders.from_table(table, **ROLES)


def test_odd_cursors():
    connection = sqlite3.connect(":memory:")
    with pytest.raises(ValueError, match="the query gives no rows"):
        quen.Orders.from_sql(connection, "create table lines (item text)", **ROLES)

    class Cursor:
        description = [(name,) for name in NAMES]

        def __init__(self, *batches):
            self.batches = list(batches)

        def execute(self, query):
            pass

        def fetchmany(self, n):
            return self.batches.pop(0) if self.batches else []

    expected = image(quen.Orders.from_table(COLUMNS, **ROLES))
    for rows in (as_dicts(), [list(row) for row in ROWS], iter(ROWS)):
        assert image(quen.Orders.from_sql(Cursor(rows), "select", **ROLES)) == expected
    late = Cursor([(None, *ROWS[0][1:])], [(7, *ROWS[0][1:])])
    with pytest.raises(TypeError, match="nothing in all of the first"):
        quen.Orders.from_sql(late, "select", **ROLES)


# ---- spans of time ----


def rows_between(start, end):
    """The rows of the table whose time is of the span."""
    kept = [row for row in ROWS if start <= row[3] < end]
    return {name: [row[i] for row in kept] for i, name in enumerate(NAMES)}


@pytest.mark.parametrize("clock", [None, "+07:00"])
def test_spans_are_logs_of_their_lines_alone(clock):
    table = {**COLUMNS, "customer": ["An", "An", "Chi", "Bình", "An"]}
    orders = quen.Orders.from_table(table, **ROLES, utc_offset=clock, currency="EUR")
    first, last = dt.datetime(1970, 1, 1), dt.datetime(2100, 1, 1)
    noon = dt.datetime(2026, 2, 1, 12)
    for start, end, log in (
        (first, noon, orders.before("2026-02-01 12:00")),
        (first, last, orders.before(last)),
        (noon, last, orders.between(noon, None)),
        (dt.datetime(2026, 1, 6), noon, orders.between(dt.date(2026, 1, 6), noon)),
    ):
        names = {**rows_between(start, end)}
        names["customer"] = [
            customer
            for customer, time in zip(table["customer"], COLUMNS["time"], strict=True)
            if start <= time < end
        ]
        alone = quen.Orders.from_table(names, **ROLES, utc_offset=clock, currency="EUR")
        assert log.totals | {"bytes": 0} == alone.totals | {"bytes": 0}
        assert image(log) == image(alone)
        assert (log.utc_offset, log.decimals, log.currency, log.quantity_decimals) == (
            orders.utc_offset,
            2,
            "EUR",
            0,
        )


def test_spans_of_the_made_up_log(orders):
    middle = orders.first + (orders.last - orders.first) / 2
    past, rest = orders.before(middle), orders.between(middle, None, n_jobs=2)
    assert past.last < middle <= rest.first
    assert len(past) + len(rest) == len(orders)
    assert past.revenue + rest.revenue == orders.revenue
    again = quen.Orders.concat([past, rest])
    assert image(again) == image(orders)
    assert len(orders.between(middle, middle)) == 0
    with pytest.raises(ValueError, match="the span ends at .*, before it begins at"):
        orders.between(orders.last, orders.first)
    with pytest.raises(TypeError, match="must be a date or time like"):
        orders.before(None)


@pytest.mark.parametrize(
    ("times", "sentence"),
    [
        (
            [20260105, 20260212, 20260701],
            'orders: column "t": 20260105 to 20260701 would be Unix seconds of 1970; '
            "written as yyyymmdd they are 2026-01-05 to 2026-07-01: give them as dates, "
            "timestamps or text",
        ),
        ([46023, 46024, 46025], "as days that Excel counts they are 2026-01-01 to"),
        ([20454, 20455, 20456], "as days since 1970 they are 2026-01-01 to 2026-01-03"),
        ([1767225600000] * 3, "1767225600000: outside 1900..2199 as Unix seconds; if it"),
    ],
)
def test_numbers_that_are_no_seconds(times, sentence):
    import pandas

    table = {"c": ["An", "An", "Binh"], "i": ["Tea", "Cup", "Tea"], "t": times}
    table["a"] = [10, 20, 10]
    columns = {"customer": "c", "item": "i", "time": "t", "amount": "a"}
    for form in (table, pandas.DataFrame(table)):
        with pytest.raises(ValueError, match=re.escape(sentence)):
            quen.Orders.from_table(form, **columns)
    if times[0] == 20260105:  # the way out
        dates = pandas.to_datetime(pandas.Series(times).astype(str), format="%Y%m%d")
        log = quen.Orders.from_table(pandas.DataFrame(table | {"t": dates}), **columns)
        assert (log.first, log.last) == (
            dt.datetime(2026, 1, 5, tzinfo=dt.UTC),
            dt.datetime(2026, 7, 1, tzinfo=dt.UTC),
        )


# ---- texts whose format is learned ----

VIETNAM = {
    "hoadon": ["HD1", "HD2", "HD3"],
    "mon": ["Trà sen", "Cà phê", "Trà sen"],
    "luc": ["13/03/2026 08:00", "01/03/2026", "02/03/2026 21:30"],
    "tien": ["45.000", "29.000 ₫", "1.245.500"],
}
ROLES_VN = {"order": "hoadon", "item": "mon", "time": "luc", "amount": "tien"}


def from_sql(columns, **options):
    with contextlib.closing(sqlite3.connect(":memory:")) as base:
        base.execute("create table t (hoadon, mon, luc, tien)")
        rows = list(zip(*columns.values(), strict=True))
        base.executemany("insert into t values (?, ?, ?, ?)", rows)
        return quen.Orders.from_sql(base, "select * from t", **options)


def from_csv(columns, **options):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "t.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([columns, *zip(*columns.values(), strict=True)])
        return quen.Orders.from_csv(path, **options)


@pytest.mark.parametrize("read", [quen.Orders.from_table, from_sql, from_csv])
def test_formats_are_learned_from_the_column(read):
    orders = read(VIETNAM, **ROLES_VN, decimals=0)
    assert orders.revenue == 45_000 + 29_000 + 1_245_500
    assert orders.first == dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    assert orders.last == dt.datetime(2026, 3, 13, 8, tzinfo=dt.UTC)
    times, money = orders.told
    assert times.startswith("column 'luc': time: day first") and "13/03" in times
    assert money.startswith("column 'tien': money: ") and "VND" in money
    assert orders.before("2026-03-02").told == ()


@pytest.mark.parametrize("read", [quen.Orders.from_table, from_sql, from_csv])
def test_what_a_column_leaves_open_is_asked_for(read):
    open_dates = VIETNAM | {"luc": ["01/03/2026", "02/03/2026", "05/03/2026"]}
    with pytest.raises(ValueError, match='column .luc.: .*time: .*time_format="'):
        read(open_dates, **ROLES_VN, decimals=0)
    orders = read(open_dates, **ROLES_VN, decimals=0, time_format="%m/%d/%Y")
    assert orders.last == dt.datetime(2026, 5, 3, tzinfo=dt.UTC)
    thousands = VIETNAM | {"tien": ["45.000", "29.000", "120.000"]}
    with pytest.raises(ValueError, match="column .tien.: .*money: .*thousands"):
        read(thousands, **ROLES_VN, decimals=0)
    assert read(thousands, **ROLES_VN, decimals=0, thousands=".").revenue == 194_000
    told = read(thousands, **ROLES_VN, decimals=0, thousands="", decimal_mark=".")
    assert told.revenue == 194
    with pytest.raises(ValueError, match="%Q"):
        read(VIETNAM, **ROLES_VN, decimals=0, time_format="%Q")
