"""Customers who leave a log."""

import io
import threading

import pytest

import quen

ROWS = [
    (f"c{i * 7 % 11}" if i % 5 else None, f"dish {i * i % 13}", 86_400 * i, i % 9 + 1)
    for i in range(200)
]


def made(rows):
    columns = dict(
        zip(("c", "i", "t", "a"), map(list, zip(*rows, strict=True)), strict=True)
    )
    return quen.Orders.from_table(columns, customer="c", item="i", time="t", amount="a")


def image(orders):
    return quen.Shop.train(orders, parts=["rfm", "itemcf"]).to_bytes()


def test_as_if_never_added():
    gone = ["c3", "c8"]
    log, never = made(ROWS), made([row for row in ROWS if row[0] not in gone])
    before = quen.ItemCF().fit(log)
    known = before.recommend("c3", 3, include_bought=True)["item"].tolist()
    assert known
    assert log.forget([*gone, "c3", "stranger"]) == 2
    assert log.totals | {"bytes": 0} == never.totals | {"bytes": 0}
    assert image(log) == image(never)
    assert log.forget(gone) == 0
    # What was fitted before keeps the log that it knew, with its keys.
    assert before.recommend("c3", 3, include_bought=True)["item"].tolist() == known


def test_refuses():
    log = made(ROWS)
    for wrong in ("c1", 7, None, [None]):
        with pytest.raises(TypeError, match="customers"):
            log.forget(wrong)
    with pytest.raises(ValueError, match="key 0 to forget is a number, but"):
        log.forget([7])
    assert log.n_customers == 11


def test_any_spelling():
    log = quen.Orders.from_csv(
        io.BytesIO(
            b"c;i;t\n0912 345 678;Tea;2026-01-05\n+84912345678;Tea;2026-01-06\n"
            b"An;Tea;2026-01-07\n"
        ),
        customer="c",
        item="i",
        time="t",
        customer_kind="phone",
        country="VN",
    )
    assert log.imported is not None
    assert log.forget(["(+84) 912-345-678"]) == 1
    assert log.customers.tolist() == ["An"]
    assert log.imported is None and log.told == ()


def test_while_others_read():
    """Who reads a log reads one or the other, and of two that forget, both do."""
    log = made(ROWS)
    gone = log.customers.tolist()
    fitted = []

    def read():
        fitted.extend(quen.Rfm().fit(log) for _ in range(20))

    threads = [threading.Thread(target=read)]
    threads += [threading.Thread(target=log.forget, args=([key],)) for key in gone[:-1]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(fitted) == 20 and log.customers.tolist() == gone[-1:]
