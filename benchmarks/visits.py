"""What credit notes do to segments, frequencies and labels: a public log read twice, with
credit notes counted as visits and not. Prints the tables of docs/algorithms.md.

    build/python/venv/bin/python -m benchmarks.visits online_retail.csv.gz
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import timedelta

import numpy as np

import quen

COLUMNS = {
    "customer": "CustomerID",
    "order": "InvoiceNo",
    "item": "StockCode",
    "time": "InvoiceDate",
    "quantity": "Quantity",
    "price": "UnitPrice",
}
RULES = ("visit", "no_visit")  # of returns
Row = list[object]


def both(*names: str) -> Row:
    """The columns of each rule."""
    return [f"{name} ({rule})" for rule in RULES for name in names]


def segments(fits: list[quen.Rfm]) -> Iterator[Row]:
    """Customers of each segment, their visits, and how many of them came once."""
    yield ["segment", *both("customers", "orders, mean", "of one order")]
    for name in fits[0].segment_names_:
        row: Row = [name]
        for rfm in fits:
            table = rfm.table
            visits = table["frequency"][table["segment"] == name]
            row += [len(visits), f"{visits.mean():.2f}", int((visits == 1).sum())]
        yield row


def frequencies(fits: list[quen.Rfm]) -> Iterator[Row]:
    """Customers by how many visits they made."""
    yield ["orders", *both("customers")]
    for least, most in ((1, 1), (2, 2), (3, 3), (4, 5), (6, 10), (11, 10**6)):
        words = f"{least}" if least == most else f"{least} to {most}"
        row: Row = [words if most < 10**6 else f"{least} and more"]
        for rfm in fits:
            visits = rfm.table["frequency"]
            row.append(int(((visits >= least) & (visits <= most)).sum()))
        yield row
    yield ["only returned", *(rfm.n_never_bought_ for rfm in fits)]
    yield ["median recency, days", *(int(np.median(r.table["recency"])) for r in fits)]


def left_after(orders: quen.Orders, days: int) -> tuple[int, int]:
    """Customers seen before the last so many days, and those without a visit in them."""
    end = quen.Rfm().fit(orders).now_
    before = quen.Rfm().fit(orders, now=end - timedelta(days=days)).table
    after = quen.Rfm().fit(orders, now=end).table
    visits = dict(zip(after["customer"], after["frequency"], strict=True))
    known = zip(before["customer"], before["frequency"], strict=True)
    return len(before), sum(visits[customer] == n for customer, n in known)


def labels(logs: list[quen.Orders]) -> Iterator[Row]:
    """Who left, for three horizons before the end of the log."""
    yield ["horizon, days", *both("customers", "left", "share")]
    for days in (30, 60, 90):
        row: Row = [days]
        for orders in logs:
            customers, left = left_after(orders, days)
            row += [customers, left, f"{left / customers:.3f}"]
        yield row


def show(rows: Iterator[Row]) -> None:
    for i, row in enumerate(rows):
        print("| " + " | ".join(str(cell) for cell in row) + " |")
        if i == 0:
            print("| --- " + (len(row) - 1) * "| ---: " + "|")
    print()


def main(path: str) -> None:
    logs = [quen.Orders.from_csv(path, **COLUMNS, returns=rule) for rule in RULES]
    fits = [quen.Rfm().fit(orders) for orders in logs]
    show(segments(fits))
    show(frequencies(fits))
    show(labels(logs))


if __name__ == "__main__":
    main(sys.argv[1])
