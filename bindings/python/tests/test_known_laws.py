"""What is foreseen against what comes, in shops whose laws are known: examples/synth with
--rhythms. Sums of chances and expectations are to be within a tenth of what came, in all
and in parts of equal sums, which are so large that chance alone moves them by a third of
that at most."""

import csv
import functools
import subprocess

import numpy as np
import pytest

import quen

pytestmark = pytest.mark.slow

NOW = np.datetime64("2026-07-01")
AHEAD, HORIZON = 90, 30  # days
PARTS = 3
FEWEST = 900  # of a part: its root is a thirtieth


class Shop:
    """A log, its continuation by customer, and the truth."""

    def __init__(self, synth, folder, kind, shape, customers):
        names = ("out", "later", "truth", "due")
        files = {name: folder / f"{kind}_{shape}_{name}.csv" for name in names}
        given = {"rhythms": kind, "shape": shape, "customers": customers, "ahead": AHEAD}
        given |= files
        subprocess.run(
            [synth, *(str(x) for n, v in given.items() for x in (f"--{n}", v))],
            check=True,
        )
        self.orders = quen.Orders.from_csv(
            files["out"],
            **{n: n for n in ("customer", "order", "item", "time", "quantity", "price")},
        )
        self.shape = shape
        self.later = rows_of(files["later"])
        self.truth = {row["customer"]: row for row in rows_of(files["truth"])}
        self.due = {(row["customer"], row["item"]): row for row in rows_of(files["due"])}


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def days_after(text):
    """From the log's end on; infinite where it never comes."""
    return (np.datetime64(text) - NOW) / np.timedelta64(1, "D") if text else np.inf


@pytest.fixture(scope="module")
def shop_of(c_build, tmp_path_factory):
    folder = tmp_path_factory.mktemp("known")
    synth = c_build / "examples" / "synth"
    return functools.cache(lambda *asked: Shop(synth, folder, *asked))


# ---- what is compared ----


def still(shape, gaps):
    """The chance that a gamma distributed gap is longer than so many means of it."""
    x = shape * np.asarray(gaps, float)
    term = total = np.ones_like(x)
    for j in range(1, shape):
        term = term * x / j
        total = total + term
    return total * np.exp(-x)


def assert_within_a_tenth(foreseen, came):
    """In all, and in parts of equal sums of what was foreseen."""
    order = np.argsort(foreseen, kind="stable")
    sums = np.cumsum(foreseen[order])
    cuts = np.searchsorted(sums, sums[-1] * np.arange(1, PARTS) / PARTS)
    for part in (order, *np.split(order, cuts)):
        assert foreseen[part].sum() == pytest.approx(came[part].sum(), rel=0.1)


def brier(chance, came):
    return float(((chance - came) ** 2).mean())


# ---- lifetimes ----


def days_and_money(shop, customers):
    """What each ordered in the days ahead: days with orders, money."""
    days, paid = {}, {}
    for row in shop.later:
        who = row["customer"]
        days.setdefault(who, set()).add(row["time"][:10])
        paid[who] = paid.get(who, 0.0) + float(row["price"])
    return (
        np.array([float(len(days.get(who, ()))) for who in customers]),
        np.array([paid.get(who, 0.0) for who in customers]),
    )


def lifetime_of(shop):
    model = quen.Lifetime().fit(shop.orders, now=NOW)
    future = model.predict(AHEAD)
    assert model.report["better"] and model.report["regularity"] == shop.shape
    return future, [shop.truth[who] for who in future["customer"]]


def chance_of(shop, rows, horizon):
    """Of staying, and of coming within a time, by who knows a customer's or a product's
    own gaps and chance of being lost."""
    silence = np.array([-days_after(row["last"]) for row in rows])
    gap = np.array([float(row["gap_s"]) / 86400 for row in rows])
    stays = 1 - np.array([float(row["leaving"]) / 1e6 for row in rows])
    now, then = (stays * still(shop.shape, t / gap) for t in (silence, silence + horizon))
    return now / (1 - stays + now), (now - then) / (1 - stays + now)


@pytest.mark.parametrize("shape", [1, 3])
def test_lifetime(shop_of, shape):
    shop = shop_of("visits", shape, 12000)
    future, truth = lifetime_of(shop)
    is_alive = np.array([row["alive"] == "1" for row in truth])
    days, paid = days_and_money(shop, future["customer"])
    assert is_alive.sum() > PARTS * FEWEST
    assert_within_a_tenth(future["alive"], is_alive)
    assert_within_a_tenth(future["orders"], days)
    assert_within_a_tenth(future["value"], paid)
    wait = np.array([days_after(row["next"]) for row in truth])[is_alive]
    for name, share in (("wait_25", 0.25), ("wait_50", 0.5), ("wait_75", 0.75)):
        assert np.mean(wait < future[name][is_alive]) == pytest.approx(share, abs=0.03)
    known = brier(chance_of(shop, truth, AHEAD)[0], is_alive)
    base = is_alive.mean() * (1 - is_alive.mean())
    assert known < brier(future["alive"], is_alive) < 0.75 * known + 0.25 * base


# ---- habits ----


def due_of(shop):
    """Chances of all pairs, whether they came true, and how often each was bought."""
    habits = quen.Habits().fit(shop.orders, now=NOW)
    table = habits.due(None, HORIZON, n=10**6)
    came = {
        (row["customer"], row["item"])
        for row in shop.later
        if days_after(row["time"]) < HORIZON
    }
    pairs = list(zip(table["customer"], table["item"], strict=True))
    return habits, table, pairs, np.array([pair in came for pair in pairs])


@pytest.mark.parametrize("shape", [1, 3])
def test_due(shop_of, shape):
    shop = shop_of("items", shape, 8000)
    habits, table, pairs, came = due_of(shop)
    assert habits.checks["better"][2]
    assert came.sum() > PARTS * FEWEST
    assert_within_a_tenth(table["chance"], came)
    rows = [shop.due[pair] for pair in pairs]
    known = brier(chance_of(shop, rows, HORIZON)[1], came)
    base = came.mean() * (1 - came.mean())
    assert known < brier(table["chance"], came) < 0.85 * known + 0.15 * base


def test_due_moment(shop_of):
    """Half of the products that are used still are bought by the moment that is told."""
    shop = shop_of("items", 3, 8000)
    _, table, pairs, _ = due_of(shop)
    used = np.array([shop.due[pair]["used"] == "1" for pair in pairs])
    following = np.array([days_after(shop.due[pair]["next"]) for pair in pairs])
    due = (table["due"] - NOW) / np.timedelta64(1, "D")
    assert np.mean(following[used] < due[used]) == pytest.approx(0.5, abs=0.05)


def test_due_once(shop_of):
    """Of what was bought once nothing is known but the item, and of most purchases the
    buyer is a loyal one: what is foreseen is a customer's chance, not a purchase's."""
    shop = shop_of("items", 3, 8000)
    _, table, _, came = due_of(shop)
    once = table["times"] == 1
    assert table["chance"][once].sum() == pytest.approx(came[once].sum(), rel=0.1)


# ---- a shop that neither law is quite true of ----


def test_lifetime_and_due(shop_of):
    shop = shop_of("both", 3, 12000)
    future, truth = lifetime_of(shop)
    days, paid = days_and_money(shop, future["customer"])
    assert_within_a_tenth(future["alive"], np.array([r["alive"] == "1" for r in truth]))
    assert_within_a_tenth(future["orders"], days)
    assert future["value"].sum() == pytest.approx(paid.sum(), rel=0.1)
    _, table, _, came = due_of(shop)
    assert table["chance"].sum() == pytest.approx(came.sum(), rel=0.1)
    assert brier(table["chance"], came) < 0.9 * came.mean() * (1 - came.mean())
