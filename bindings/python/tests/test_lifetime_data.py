"""Lifetimes on logs of real shops: the next gap, the next visit, gaps without owners."""

import csv
import gzip

import numpy as np
import pytest
from conftest import DATA, need

import quen

pytestmark = pytest.mark.slow
DAY = np.timedelta64(1, "D")


def of_cdnow():
    text = gzip.decompress(need(DATA / "cdnow/CDNOW_master.txt.gz").read_bytes()).decode()
    rows = [line.split()[:2] for line in text.splitlines()[1:]]
    rows = [row for row in rows if len(row) == 2]
    return [r[0] for r in rows], [f"{d[:4]}-{d[4:6]}-{d[6:]}" for _, d in rows]


def of_retail():
    file = need(DATA / "online_retail/online_retail.csv.gz")
    with gzip.open(file, "rt", encoding="latin1", newline="") as lines:
        rows = [
            (row["CustomerID"], row["InvoiceDate"][:10])
            for row in csv.DictReader(lines)
            if row["CustomerID"] and int(row["Quantity"]) > 0
        ]
    return [c for c, _ in rows], [d for _, d in rows]


def of_groceries():
    file = need(DATA / "groceries_members/Groceries_dataset.csv.gz")
    with gzip.open(file, "rt", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [r["Member_number"] for r in rows], [
        "-".join(reversed(r["Date"].split("-"))) for r in rows
    ]


READ = {"cdnow": of_cdnow, "online_retail": of_retail, "groceries": of_groceries}
KEPT = {}


def days_of(name):
    """Customer numbers from 0 and days since 1970, each pair once, ascending."""
    if name not in KEPT:
        customers, dates = READ[name]()
        number = np.unique(customers, return_inverse=True)[1].ravel()
        day = (np.array(dates, "datetime64[D]") - np.datetime64("1970-01-01", "D")) // DAY
        pairs = np.unique(np.stack([number, day], 1), axis=0)
        KEPT[name] = pairs[:, 0], pairs[:, 1].astype(np.int64)
    return KEPT[name]


def log_of(customers, days):
    lines = {"c": customers, "t": days * 86400, "i": np.ones(len(days), np.int64)}
    return quen.Orders.from_table(lines, customer="c", item="i", time="t")


def gaps_of(customers, days):
    """The gaps of each customer, in a list of arrays, and the day on which each began."""
    starts = np.flatnonzero(np.r_[True, np.diff(customers) > 0])
    each = np.split(days, starts[1:])
    return [np.diff(a) for a in each], np.array([a[0] for a in each])


def lasts(model, x, t_x, u):
    """The chance that a gap lasts longer than u, by the formula of docs/algorithms.md."""
    k, p = model.report["regularity"], model.parameters_
    shape, base = p["r"] + k * x, p["alpha"] + t_x
    share = u / (base + u)
    term = total = np.ones_like(share)
    for j in range(1, k):
        term = term * (shape + j - 1) * share / j
        total = total + term
    return total * (base / (base + u)) ** shape


def medians_within(model, rows, spans):
    """The median wait of each row, of who comes within a span of its own."""
    told = np.empty(len(spans))
    for span in np.unique(spans):
        at = spans == span
        futures = model.predict(span, {name: rows[name][at] for name in rows})
        told[at] = futures["wait_within_50"]
    return told


def plain_answers(earlier):
    """The last gap as it is told from earlier ones: by all of them, and by one's own."""
    every = np.concatenate(earlier)
    center = np.log(every).mean()

    def decayed(gaps):
        value = center
        for gap in gaps:
            value += 0.3 * (np.log(gap) - value)
        return np.exp(value)

    means = np.array([g.mean() for g in earlier])
    n = np.array([len(g) for g in earlier])
    return {
        "mean": np.full(len(earlier), every.mean()),
        "median": np.full(len(earlier), np.median(every)),
        "last": np.array([g[-1] for g in earlier]),
        "own mean": means,
        "own median": np.array([np.median(g) for g in earlier]),
        "shrunk": (n * means + 5 * every.mean()) / (n + 5),
        "decayed": np.array([decayed(g) for g in earlier]),
    }


@pytest.mark.parametrize(
    ("name", "customers", "best", "regularity"),
    [
        ("cdnow", 3835, 25.0, 1),
        ("online_retail", 1027, 13.6, 2),
        ("groceries", 1282, 53.0, 1),
    ],
)
def test_next_gap(name, customers, best, regularity):
    """The last gap of who came on five days or more, from the earlier ones: the median
    error in days, beside plain answers. All these gaps ended before the log did: so the
    model is asked for the median of a gap that does."""
    who, days = days_of(name)
    gaps, first = gaps_of(who, days)
    often = [i for i, g in enumerate(gaps) if len(g) >= 4]
    earlier, came = [gaps[i][:-1] for i in often], np.array([gaps[i][-1] for i in often])
    assert len(often) == customers
    errors = {
        answer: np.median(np.abs(told - came))
        for answer, told in plain_answers(earlier).items()
    }
    assert min(errors.values()) == pytest.approx(best, abs=0.05)
    x = np.array([float(len(g)) for g in earlier])
    t_x = np.array([float(g.sum()) for g in earlier])
    rows = {"frequency": x, "recency": t_x, "T": t_x}
    rows["log_gaps"] = np.array([np.log(g).sum() for g in earlier])
    model = quen.Lifetime().fit(rows)
    assert model.report["regularity"] == regularity
    left = days.max() - first[often] - t_x
    told = medians_within(model, rows, left)
    assert np.median(np.abs(np.rint(told) - came)) <= 1.05 * best
    # By the formula, half of those who come within the span have come by then; and of
    # those who stay by `wait`, where the end of the log is far.
    half = (1 + lasts(model, x, t_x, left)) / 2
    assert lasts(model, x, t_x, told) == pytest.approx(half, abs=1e-9)
    wait = np.asarray(model.predict(90, rows)["wait_50"])
    assert lasts(model, x, t_x, wait) == pytest.approx(0.5, abs=1e-9)


@pytest.mark.parametrize(
    ("name", "span", "regularity"), [("cdnow", 273, 1), ("online_retail", 120, 2)]
)
def test_intervals_of_the_next_visit(name, span, regularity):
    """From the first quartile to the third are half of those who came within the last
    `span` days, as foreseen before: as they are, and by the place of each among those
    who would have come by the end."""
    who, days = days_of(name)
    cut = days.max() - span
    model = quen.Lifetime().fit(log_of(who, days), now=(cut + 1) * 86400)
    assert model.report["regularity"] == regularity
    assert model.report["answer"] == "model"
    futures = model.predict(span)
    later, at = np.unique(who[days > cut], return_index=True)
    first = np.full(who.max() + 1, np.nan)
    first[later] = days[days > cut][at] - cut - 0.5
    wait = first[np.asarray(futures["customer"])]
    came = (wait > 0) & (model.x_ >= 0)
    wait, x, t_x = wait[came], model.x_[came], model.t_x_[came]
    silent = model.t_[came] - t_x
    low, high = (np.asarray(futures[f"wait_{q}"])[came] for q in (25, 75))
    assert 0.45 < np.mean((wait >= low) & (wait <= high)) < 0.55
    by_now, before, never = (
        lasts(model, x, t_x, silent + u) for u in (np.zeros(len(x)), wait, span)
    )
    place = (by_now - before) / (by_now - never)
    assert 0.45 < np.mean((place >= 0.25) & (place <= 0.75)) < 0.55
    assert 0.1 < np.mean(place < 0.25) < 0.4


def dealt(pool, first, end, chance):
    """Customers who take gaps from one heap until the log ends: all alike."""
    day, live = first.copy(), np.arange(len(first))
    customers, days = [live], [day]
    while len(live):
        day = day + chance.choice(pool, len(live))
        live, day = live[day <= end], day[day <= end]
        customers.append(live)
        days.append(day)
    return np.concatenate(customers), np.concatenate(days)


@pytest.mark.parametrize("name", ["cdnow", "online_retail", "groceries"])
def test_gaps_without_owners(name):
    """Gaps dealt to customers by chance tell nothing of who comes more: 200 shops, in at
    most 14 of which the model says that it does better than plain averages."""
    who, days = days_of(name)
    gaps, first = gaps_of(who, days)
    pool, better = np.concatenate(gaps), 0
    for seed in range(200):
        chance = np.random.default_rng(seed)
        shop = dealt(pool, chance.choice(first, 200), days.max(), chance)
        report = quen.Lifetime().fit(log_of(*shop)).report
        assert report["judged"]
        better += report["better"]
    assert better <= 14


def test_gaps_with_owners():
    """The same gaps of those whom they belong to tell who comes more."""
    report = quen.Lifetime().fit(log_of(*days_of("cdnow"))).report
    assert report["better"] and report["answer"] == "model" and report["z"] > 5
