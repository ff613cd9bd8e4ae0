"""Customers who are forgotten, and what a shop tells of them and of groups."""

from __future__ import annotations

import datetime as dt
import json

import numpy as np
import pytest

import quen


def made_up(seed: int = 1, numbers: bool = False) -> quen.Orders:
    rng = np.random.default_rng(seed)
    who = rng.integers(40, size=4000)
    days = np.where(who % 3 == 0, 20 + 9 * who, 460)  # some leave
    return quen.Orders.from_table(
        {
            "c": who if numbers else [f"KH{i:04d}" for i in who],
            "i": [f"món {i % 9}" for i in rng.integers(30, size=4000) + who],
            "t": np.datetime64("2025-01-01", "s") + rng.integers(days * 86400),
            "a": rng.integers(100, 5000, size=4000) / 100,
        },
        customer="c",
        item="i",
        time="t",
        amount="a",
        decimals=2,
        currency="EUR",
    )


@pytest.fixture(scope="module")
def shop() -> quen.Shop:
    return quen.Shop.train(made_up())


def rows(table: quen.Table) -> list[list[object]]:
    return [table[name].tolist() for name in ("item", "score", "popular")]


def test_others_are_the_same(shop: quen.Shop) -> None:
    gone = ["KH0003", "KH0017", "KH0003"]
    without = shop.forget(gone)
    assert without.customers.tolist() == [
        key for key in shop.customers.tolist() if key not in gone
    ]
    for key in without.customers.tolist():
        assert without.customer(key) == shop.customer(key)
        assert rows(without.recommend(key)) == rows(shop.recommend(key))
    assert (shop.forgotten, shop.traces) == (0, [])
    assert without.forgotten == 2
    assert {"kmeans: centres", "rfm: cut points"} <= set(without.traces)
    with pytest.raises(quen.NotFoundError, match="no customer has the key 'KH0003'"):
        without.customer("KH0003")
    data = without.to_bytes()
    assert b"KH0003" in shop.to_bytes() and b"KH0003" not in data
    assert quen.Shop.from_bytes(data).traces == without.traces
    assert shop.forget([]).to_bytes() == shop.to_bytes()


def test_everybody_goes(shop: quen.Shop) -> None:
    nobody = shop.forget(shop.customers.tolist())
    assert len(nobody.customers) == 0 and len(nobody.items) == len(shop.items)
    assert len(nobody.table()) == 0 and len(nobody.at_risk()) == 0
    assert nobody.clusters["customers"].tolist() == [0] * 5
    assert np.isnan(nobody.clusters["revenue"]).all()
    assert rows(nobody.similar("món 1")) == rows(shop.similar("món 1"))
    assert len(quen.Shop.from_bytes(nobody.to_bytes()).customers) == 0


def test_refused(shop: quen.Shop) -> None:
    words = "key 1 of 2 to be forgotten: no customer has the key 'X'"
    with pytest.raises(quen.NotFoundError, match=words):
        shop.forget(["KH0001", "X"])
    with pytest.raises(TypeError, match="customers: a list of keys is needed"):
        shop.forget("KH0001")
    with pytest.raises(quen.NotFoundError, match="no customer has the key 'X'"):
        shop.export_customer("X")
    with pytest.raises(ValueError, match="min_group is 0, not at least 1"):
        shop.export_groups(min_group=0)


@pytest.mark.parametrize("numbers", [False, True])
def test_export_customer(numbers: bool) -> None:
    shop = quen.Shop.train(made_up(numbers=numbers))
    for key in shop.customers.tolist():
        told, known = json.loads(shop.export_customer(key)), shop.customer(key)
        assert told["key"] == {"kind": "number" if numbers else "text", "text": str(key)}
        rfm, churn = told["rfm"], told["churn"]
        for name in ("r", "f", "m", "recency", "frequency"):
            assert rfm[name] == known[name]
        assert rfm["segment_name"] == known["segment"]
        assert float(rfm["monetary"]["decimal"]) == known["monetary"]
        assert rfm["monetary"]["currency"] == "EUR"
        assert told["kmeans"]["cluster"] == known["cluster"]
        assert churn["risk"] == known["risk"]
        pairs = zip(churn["reasons"], churn["effects"], strict=True)
        assert list(pairs) == [tuple(pair) for pair in known["reasons"]]
        now = told["shop"]["now"]
        assert now["unix_s"] == shop.now.timestamp()
        clock = told["shop"]["utc_offset_s"]
        assert clock is not None and shop.utc_offset == dt.timedelta(seconds=clock)
        assert now["utc"] == shop.now.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_fractions_are_written_as_python_does(shop: quen.Shop) -> None:
    numbers: list[str] = []

    def kept(text: str) -> float:
        numbers.append(text)
        return float(text)

    for key in shop.customers.tolist():
        json.loads(shop.export_customer(key), parse_float=kept)
    json.loads(shop.export_groups(neighbors=30), parse_float=kept)
    assert len(numbers) > 250
    assert [repr(float(text)) for text in numbers] == numbers


def test_export_groups(shop: quen.Shop) -> None:
    text = shop.export_groups()
    assert "KH0" not in text
    told = json.loads(text)
    sizes = [cluster["customers"] for cluster in told["kmeans"]["clusters"]]
    assert sizes == shop.clusters["customers"].tolist()
    assert [item["key"]["text"] for item in told["itemcf"]["items"]] == (
        shop.items.tolist()
    )
    assert told["min_group"] == 1 and told["rfm"]["left_out"] == 0
    few = json.loads(shop.export_groups(min_group=8, neighbors=0))
    assert few["kmeans"]["left_out"] + len(few["kmeans"]["clusters"]) == 5
    assert all(s["customers"] == 0 or s["customers"] >= 8 for s in few["rfm"]["segments"])
    assert all(item["neighbors"] == [] for item in few["itemcf"]["items"])
    assert json.loads(shop.export_groups(min_group=41))["rfm"]["customers"] is None
