"""quen.Habits: a shop of habits, its answers, files."""

import pickle

import numpy as np
import pytest

import quen

DAY = 86400


@pytest.fixture(scope="module")
def orders():
    rows = [
        (f"c{c:03}", f"i{c % 10}", (19000 + day) * DAY + 3600 * (8 + c % 12))
        for c in range(80)
        for day in range(c % 10, 300, 10)
    ]
    table = {
        "customer": [r[0] for r in rows],
        "item": [r[1] for r in rows],
        "time": np.array([r[2] for r in rows]).astype("datetime64[s]"),
    }
    return quen.Orders.from_table(table, customer="customer", item="item", time="time")


@pytest.fixture(scope="module")
def habits(orders):
    return quen.Habits().fit(orders)


def test_next_basket(habits):
    table = habits.next_basket("c013", 3)
    assert table["item"][0] == "i3" and table["times"][0] == 30
    assert (table["score"] == table["own"] + table["popular"] + table["related"]).all()
    assert "i3" not in list(habits.next_basket("c013", bought=False)["item"])


def test_due(habits):
    table = habits.due("c013", 12)
    assert list(table["item"]) == ["i3"] and table["chance"][0] > 0.5
    everyone = habits.due(horizon=12, n=20)
    assert len(everyone["chance"]) == 20 and (np.diff(everyone["chance"]) <= 0).all()
    assert (habits.due(min_chance=0.3, n=500)["chance"] >= 0.3).all()


def test_shares(habits):
    assert habits.is_own("hour") and habits.shares("hour", "c013").argmax() == 9
    assert habits.shares("weekday").sum() == pytest.approx(1)
    with pytest.raises(ValueError, match="is not one of"):
        habits.shares("minute")


def test_checks(habits):
    checks = habits.checks
    assert checks["better"][0] and checks["customers"][0] == 80
    report = habits.report
    assert report["pairs"] == 80 and report["from"] < report["to"]


def test_pickle(habits):
    again = pickle.loads(pickle.dumps(habits))
    assert (again.next_basket("c001")["item"] == habits.next_basket("c001")["item"]).all()
