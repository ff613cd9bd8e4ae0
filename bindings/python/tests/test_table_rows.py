"""Which rows of tables and queries are taken, what is filled, and who customers are."""

from __future__ import annotations

import sqlite3
from typing import Any

import numpy as np
import pytest

import quen

TABLE: dict[str, list[Any]] = {
    "bill": ["1", None, "2", "3", "3", ""],
    "who": ["0912 345 678", "", "+84912345678", "x", "x", None],
    "what": ["Tea", "Cup", "Tea", "Cup", None, "Tea"],
    "when": ["13/01/2026", None, "14/01/2026", "bad", "15/01/2026", "15/01/2026"],
    "paid": ["1.50", "2.50", "4", "n/a", "1", "8"],
    "event": ["Sale", "sale", "SALE ", "view", "view", "sale"],
    "status": [1, 1, 1, 0, 0, 1],
    "test": [False, False, False, True, True, False],
}
ROLES = {
    "customer": "who",
    "order": "bill",
    "item": "what",
    "time": "when",
    "amount": "paid",
}


def as_pandas() -> Any:
    return pytest.importorskip("pandas").DataFrame(TABLE)


def as_categories() -> Any:
    frame = as_pandas()
    return frame.astype(dict.fromkeys(["bill", "who", "when", "event"], "category"))


def as_polars() -> Any:
    return pytest.importorskip("polars").DataFrame(TABLE)


def as_pyarrow() -> Any:
    return pytest.importorskip("pyarrow").table(TABLE)


def as_records() -> Any:
    return [
        dict(zip(TABLE, row, strict=True)) for row in zip(*TABLE.values(), strict=True)
    ]


@pytest.mark.parametrize(
    "make", [lambda: TABLE, as_records, as_pandas, as_categories, as_polars, as_pyarrow]
)
@pytest.mark.parametrize(
    "drop", [None, {"status": 0}, {"test": True}, {"status": [0, 7], "test": [True]}]
)
def test_tables(make: Any, drop: Any) -> None:
    table = make()
    orders = quen.Orders.from_table(
        table,
        **ROLES,
        where={"event": "sale"},
        drop=drop,
        customer_kind="phone",
        country="VN",
        fill_down=True,
    )
    check(orders)


def check(orders: quen.Orders) -> None:
    """The last row goes on where the one above, which is left out, ends."""
    assert len(orders) == 4
    assert str(orders.revenue) == "16.00"
    assert orders.customers.tolist() == ["+84912345678", "x"]
    told = "\n".join(orders.told)
    assert "column 'event': keep 'sale': 2 of 6 rows left out" in told
    assert "column 'bill': fill_down: 5 empty cells repeat the row above" in told
    assert "column 'who': customer: telephone numbers; 1 cell is none" in told
    assert "day first" in told


def query(connection: sqlite3.Connection) -> quen.Orders:
    return quen.Orders.from_sql(
        connection,
        "SELECT * FROM lines ORDER BY rowid",
        **ROLES,
        where={"event": ["sale"]},
        drop={"test": True, "status": 0},
        customer_kind="phone",
        country="84",
        fill_down=True,
    )


def test_sql() -> None:
    connection = sqlite3.connect(":memory:")
    names = ", ".join(f'"{name}"' for name in TABLE)
    connection.execute(f"CREATE TABLE lines ({names})")
    connection.executemany(
        f"INSERT INTO lines VALUES ({', '.join('?' * len(TABLE))})",
        zip(*TABLE.values(), strict=True),
    )
    check(query(connection))
    with pytest.raises(ValueError, match=r"where\['nothing'\]: no column \"nothing\""):
        quen.Orders.from_sql(
            connection,
            "SELECT * FROM lines",
            item="what",
            time="when",
            where={"nothing": "x"},
        )


def test_whole_numbers_and_names() -> None:
    table = {
        "who": ["17850", "17850.0", "13"],
        "name": ["Mr. John  Smith", "john smith", "JOHN SMITH"],
        "mail": ["An@Shop.VN", " an@shop.vn", "an@shop.vn"],
        "item": [1, 2, 3],
        "time": [1, 2, 3],
    }

    def customers(customer: str, kind: Any) -> list[Any]:
        orders = quen.Orders.from_table(
            table, customer=customer, item="item", time="time", customer_kind=kind
        )
        found: list[Any] = orders.customers.tolist()
        return found

    assert customers("who", "whole") == [13, 17850]
    assert customers("who", None) == ["13", "17850", "17850.0"]
    assert customers("who", "text") == ["13", "17850", "17850.0"]
    assert customers("name", "name") == ["john smith"]
    assert customers("mail", "email") == ["an@shop.vn"]


def test_masked_and_numpy_columns() -> None:
    table = {
        "item": np.arange(4),
        "time": np.arange(4),
        "flag": np.array([True, False, True, True]),
        "code": np.ma.MaskedArray([1, 2, 1, 1], mask=[0, 0, 0, 1]),
    }
    orders = quen.Orders.from_table(
        table, item="item", time="time", where={"flag": True, "code": 1}
    )
    assert orders.items.tolist() == [0, 2]


@pytest.mark.parametrize(
    ("options", "error", "sentence"),
    [
        ({"where": {"paid": 1}}, ValueError, 'column "paid" has the Arrow format "g"'),
        ({"where": {"no": 1}}, ValueError, r"where\['no'\]: .*no column \"no\""),
        ({"drop": {"no": 1}}, ValueError, r"drop\['no'\]: .*no column \"no\""),
        ({"where": {"item": 1.5}}, TypeError, "texts, whole numbers or bools, not 1.5"),
        ({"customer_kind": "fax"}, ValueError, "customer_kind must be one of text"),
        ({"country": "Vietnam"}, ValueError, "country is .Vietnam., not a code"),
        ({"fill_down": True}, ValueError, "no column is the order's"),
    ],
)
def test_refused(options: Any, error: type[Exception], sentence: str) -> None:
    table = {"item": [1, 2], "time": [1, 2], "paid": [1.5, 2.5]}
    with pytest.raises(error, match=sentence):
        quen.Orders.from_table(table, item="item", time="time", **options)


def test_the_currency_of_a_column_of_text():
    """What stands beside the amounts is the log's currency, and no other may be said."""
    table = {
        "customer": ["An", "Bo"],
        "item": ["Tea", "Cup"],
        "time": ["2026-01-01", "2026-01-02"],
        "amount": ["5.00 EUR", "1.00 EUR"],
    }
    columns = {name: name for name in table}
    assert quen.Orders.from_table(table, **columns).currency == "EUR"
    assert quen.Orders.from_table(table, **columns, currency="EUR").currency == "EUR"
    with pytest.raises(ValueError, match="is in EUR, but the currency is said to be USD"):
        quen.Orders.from_table(table, **columns, currency="USD")


def test_filters_that_leave_nothing():
    table = {"item": ["Tea", "Cup"], "time": ["2026-01-01", "2026-01-02"]}
    columns: dict[str, Any] = {"item": "item", "time": "time"}
    with pytest.warns(
        UserWarning, match="no row is left: .*'item'.* 2 of 2 rows left out"
    ):
        empty = quen.Orders.from_table(table, **columns, where={"item": "Pot"})
    assert len(empty) == 0
    nothing = {name: values[:0] for name, values in table.items()}
    nothing = {name: np.array(values, "U10") for name, values in nothing.items()}
    assert len(quen.Orders.from_table(nothing, **columns, where={"item": "Pot"})) == 0


def test_one_each():
    """Rows without a quantity count 1, whatever the digits of quantities."""
    table = {"item": ["Tea", "Cup"], "time": ["2026-01-01", "2026-01-02"]}
    columns: dict[str, Any] = {"item": "item", "time": "time"}
    for digits in (0, 2):
        orders = quen.Orders.from_table(table, **columns, quantity_decimals=digits)
        assert orders.totals["quantity"] == 2
