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


def test_item_groups(orders, tmp_path):
    """Who buys one item alone buys of its group alone; one item is in none."""
    groups = {f"i{i}": "even" if i % 2 == 0 else "odd" for i in range(9)}
    habits = quen.Habits().fit(orders, item_groups=groups | {"i9": None, "stranger": "x"})
    assert habits.item_groups_ == ("even", "odd", "x")
    shop = habits.shares("item_group")
    np.testing.assert_allclose(shop[:2], [5 / 9, 4 / 9], atol=0.01)
    assert shop[2] < 0.01 and shop.sum() == pytest.approx(1)
    assert habits.is_own("item_group")
    assert habits.shares("item_group", "c013")[1] > 0.95
    assert list(habits.checks["question"])[-1] == "item_group"
    assert habits.checks["better"][-1] and habits.report["strength_item_group"] > 0
    again = pickle.loads(pickle.dumps(habits))
    assert again.item_groups_ == habits.item_groups_
    habits.save(tmp_path / "habits")
    opened = quen.Habits.open(tmp_path / "habits")
    assert opened.item_groups_ is None
    np.testing.assert_array_equal(opened.shares("item_group"), shop)


def test_item_groups_refused(orders, habits):
    assert habits.item_groups_ == () and "strength_item_group" not in habits.report
    with pytest.raises(ValueError, match="fit with item_groups"):
        habits.shares("item_group")
    with pytest.raises(ValueError, match="item_groups: nothing is in one"):
        quen.Habits().fit(orders, item_groups={"i1": None})
    with pytest.raises(TypeError, match="dict of item key to group, not list"):
        quen.Habits().fit(orders, item_groups=["i1"])
    many = {f"i{i % 10}x{i}": f"g{i}" for i in range(1001)}
    with pytest.raises(ValueError, match="n_groups is 1001"):
        quen.Habits().fit(orders, item_groups=many)


def numbered(text):
    """A shop of 60 customers, 20 orders each; customer c comes by channel c of 3."""
    rows = [(c, v) for c in range(60) for v in range(20)]
    numbers = [f"o{20 * c + v}" if text else 7000 + 20 * c + v for c, v in rows]
    times = [(19000 + 15 * v + c % 15) * DAY for c, v in rows]
    table = {
        "customer": [f"c{c:02}" for c, _ in rows],
        "item": ["tea"] * len(rows),
        "order": numbers,
        "time": np.array(times).astype("datetime64[s]"),
    }
    names = {"customer": "customer", "item": "item", "time": "time", "order": "order"}
    ways = [None if v % 10 == 0 else ("till", "web", "app")[c % 3] for c, v in rows]
    return quen.Orders.from_table(table, **names), numbers, ways


@pytest.mark.parametrize("text", [True, False])
def test_channels(text, tmp_path):
    """Nine orders of ten tell the channel; who comes by one always comes by it."""
    orders, numbers, ways = numbered(text)
    habits = quen.Habits().fit(orders, channels=dict(zip(numbers, ways, strict=True)))
    assert habits.channels_ == ("app", "till", "web")
    shop = habits.shares("channel")
    np.testing.assert_allclose(shop, (360 + 0.5) / (1080 + 1.5))
    assert habits.is_own("channel")
    strength = habits.report["strength_channel"]
    expected = np.array([strength / 3, strength / 3, 18 + strength / 3]) / (18 + strength)
    np.testing.assert_allclose(habits.shares("channel", "c01"), expected)
    assert (
        list(habits.checks["question"])[-1] == "channel" and habits.checks["better"][-1]
    )
    again = pickle.loads(pickle.dumps(habits))
    assert again.channels_ == habits.channels_
    habits.save(tmp_path / "habits")
    opened = quen.Habits.open(tmp_path / "habits")
    assert opened.channels_ is None
    np.testing.assert_array_equal(opened.shares("channel"), shop)
    groups = quen.Habits().fit(
        orders, item_groups={"tea": "hot"}, channels=(numbers, ways)
    )
    assert list(groups.checks["question"])[-2:] == ["item_group", "channel"]


def test_channels_of_an_export():
    """As shops hand them out: a row a line, the channel in an order's first alone."""
    pandas = pytest.importorskip("pandas")
    orders, numbers, ways = numbered(False)
    plain = quen.Habits().fit(orders, channels=dict(zip(numbers, ways, strict=True)))
    lines = pandas.DataFrame(
        {
            "order": [None, *(n for n in numbers for _ in range(2)), 10**6],
            "source": [
                "fax",
                *(w if i == 0 else None for w in ways for i in range(2)),
                None,
            ],
        }
    )
    assert lines["order"].dtype == float  # the one without a number makes it so
    habits = quen.Habits().fit(orders, channels=(lines["order"], lines["source"]))
    assert habits.channels_ == ("app", "fax", "till", "web")
    kept = habits.shares("channel", "c01")[[0, 2, 3]]
    np.testing.assert_allclose(kept, plain.shares("channel", "c01"), atol=0.02)
    lines = lines[lines["source"] != "fax"].sample(frac=1, random_state=1)
    habits = quen.Habits().fit(orders, channels=(lines["order"], lines["source"]))
    assert habits.to_bytes() == plain.to_bytes()


def test_channels_refused(orders):
    log, numbers, _ = numbered(True)
    habits = quen.Habits().fit(log)
    assert habits.channels_ == () and "strength_channel" not in habits.report
    with pytest.raises(ValueError, match="fit with channels"):
        habits.shares("channel")
    with pytest.raises(ValueError, match="channels: no order has one"):
        quen.Habits().fit(log, channels={"o1": None})
    with pytest.raises(TypeError, match="dict of order number to channel, or a tuple"):
        quen.Habits().fit(log, channels=["web"])
    with pytest.raises(ValueError, match="channels: 1200 order numbers, and 2 channels"):
        quen.Habits().fit(log, channels=(numbers, ["web", "web"]))
    with pytest.raises(TypeError, match="channels: keys are numbers or text"):
        quen.Habits().fit(log, channels=([1.5], ["web"]))
    with pytest.raises(ValueError, match="order 'o1' has channel 1 in row 0 of order"):
        quen.Habits().fit(log, channels=(["o1", "o1"], ["web", "app"]))
    with pytest.raises(ValueError, match="are numbers, those of the log are byte"):
        quen.Habits().fit(log, channels={1: "web"})
    with pytest.raises(ValueError, match="no line of the log has one: add lines"):
        quen.Habits().fit(orders, channels={"o1": "web"})
    with pytest.raises(ValueError, match="n_channels is 1001"):
        quen.Habits().fit(log, channels={f"o{i}": f"w{i}" for i in range(1001)})


def test_moments_are_the_shops():
    """Without a zone a moment is of the shop's clock."""
    days = ["2026-01-05", "2026-01-15", "2026-01-25"]
    sales = {"c": ["An"] * 3, "i": ["Tea"] * 3, "t": days}
    roles = {"customer": "c", "item": "i", "time": "t"}
    orders = quen.Orders.from_table(sales, **roles, utc_offset="-07:00")
    model = quen.Habits().fit(orders)
    here = model.due("An", 10, now="2026-02-01")
    assert (
        here["chance"][0] == model.due("An", 10, now="2026-02-01 00:00-07:00")["chance"]
    )
    assert here["chance"][0] != model.due("An", 10, now="2026-02-01 00:00Z")["chance"]


def test_checks(habits):
    checks = habits.checks
    assert checks["better"][0] and checks["customers"][0] == 80
    report = habits.report
    assert report["pairs"] == 80 and report["from"] < report["to"]


def test_pickle(habits):
    again = pickle.loads(pickle.dumps(habits))
    assert (again.next_basket("c001")["item"] == habits.next_basket("c001")["item"]).all()
