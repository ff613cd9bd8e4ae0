"""How the shop is doing: figures against pandas, cohorts, surveys, and CDNOW."""

import gzip
import re

import numpy as np
import pandas as pd
import pytest
from conftest import DATA, need

import quen

ROLES = {"customer": "c", "order": "o", "item": "i", "time": "t", "amount": "a"}


@pytest.fixture(scope="module")
def lines():
    """Orders of one line each over two years; customer 0 is nobody."""
    chance = np.random.default_rng(15)
    n = 3000
    start = pd.Timestamp("2024-01-01")
    return pd.DataFrame(
        {
            "c": [f"K{k}" if k else None for k in chance.integers(0, 80, n)],
            "o": np.arange(n),
            "i": "Tea",
            "t": start + pd.to_timedelta(chance.integers(0, 730 * 86400, n), unit="s"),
            "a": chance.integers(1, 5000, n) / 100,
        }
    )


@pytest.fixture(scope="module")
def orders_of_lines(lines):
    return quen.Orders.from_table(lines, **ROLES, utc_offset="+07:00")


def grouped(lines, rule):
    """The same by pandas, of times that are local already."""
    period = lines["t"].dt.to_period(rule).dt.start_time.dt.date
    known = lines[lines["c"].notna()]
    first = known.groupby("c")["t"].min().dt.to_period(rule).dt.start_time.dt.date
    orders = lines.groupby(period)["o"].count()
    return pd.DataFrame(
        {
            "revenue": lines.groupby(period)["a"].sum(),
            "orders": orders,
            "customers": known.groupby(period)["c"].nunique().reindex(orders.index),
            "customers_new": first.value_counts().reindex(orders.index, fill_value=0),
        }
    )


@pytest.mark.parametrize(
    ("period", "rule"), [("month", "M"), ("week", "W"), ("day", "D")]
)
def test_like_pandas(lines, orders_of_lines, period, rule):
    expected = grouped(lines, rule)
    frame = orders_of_lines.figures(period).to_pandas()
    assert frame["period"].is_monotonic_increasing
    frame = frame[frame["orders"] > 0].set_index("period")
    assert (frame.index.date == np.array(expected.index)).all()
    for name in ("orders", "customers", "customers_new"):
        assert frame[name].tolist() == expected[name].tolist()
    np.testing.assert_allclose(frame["revenue"], expected["revenue"], rtol=1e-12)
    np.testing.assert_allclose(
        frame["order_value_mean"], expected["revenue"] / expected["orders"], rtol=1e-12
    )


def test_segments_add_up(orders_of_lines):
    keys = orders_of_lines.customers.tolist()
    named = {key: ("odd", "even")[i % 2] for i, key in enumerate(keys) if i % 5}
    rows = orders_of_lines.figures(segments={**named, "stranger": "odd"}).to_pandas()
    assert list(rows["segment"].cat.categories) == ["even", "odd", "(none)", "(all)"]
    parts = rows[rows["segment"] != "(all)"]
    whole = rows[rows["segment"] == "(all)"].set_index("period")
    for name in ("orders", "customers", "customers_churned", "lines"):
        assert (parts.groupby("period")[name].sum() == whole[name]).all()
    sums = parts.groupby("period")["revenue"].sum()
    np.testing.assert_allclose(sums, whole["revenue"], rtol=1e-12)


def test_segments_of_models(orders, shop):
    one = orders.figures("all", segments=shop)
    assert one["segment"][0] == "(all)" and one["customers"][0] == orders.n_customers
    same = orders.figures("all", segments=quen.Rfm().fit(orders))
    pd.testing.assert_frame_equal(one.to_pandas(), same.to_pandas())
    with pytest.raises(TypeError, match="segments must be a fitted quen.Rfm"):
        orders.figures(segments=7)
    with pytest.raises(ValueError, match="segments: nobody is in one"):
        orders.figures(segments={})


def test_span(orders_of_lines):
    rows = orders_of_lines.figures(start="2024-05-20", now="2024-08-01")
    assert rows["period"].astype(str).tolist() == [
        "2024-05-01",
        "2024-06-01",
        "2024-07-01",
    ]
    assert rows["is_whole"].all()
    every = orders_of_lines.figures(now="2024-08-01")
    pd.testing.assert_frame_equal(
        rows[:1].to_pandas(), every[4:5].to_pandas(), check_exact=True
    )
    with pytest.raises(ValueError, match="start, in Unix seconds, is .*, not before"):
        orders_of_lines.figures(start="2024-08-01", now="2024-08-01")
    with pytest.raises(ValueError, match="period"):
        orders_of_lines.figures("fortnight")


def test_threads(orders_of_lines):
    one, many = (orders_of_lines.figures("week", n_jobs=n).to_pandas() for n in (1, 4))
    pd.testing.assert_frame_equal(one, many, check_exact=True)


def test_without_money():
    orders = quen.Orders.from_table(
        {"c": ["An"], "i": ["Tea"], "t": ["2026-01-05"]}, customer="c", item="i", time="t"
    )
    assert "revenue" not in orders.figures().columns
    assert orders.cohorts().revenue is None
    assert "revenue" not in orders.cohorts().table.columns


def test_cohorts(lines, orders_of_lines):
    cohorts = orders_of_lines.cohorts()
    known = lines[lines["c"].notna()]
    month = known["t"].dt.year * 12 + known["t"].dt.month
    first = month.groupby(known["c"]).transform("min")
    counts = known.groupby([first, month - first])["c"].nunique()
    begin, n = int(first.min()), len(cohorts)
    expected = np.zeros((n, n), int)
    for (cohort, since), count in counts.items():
        expected[cohort - begin, since] = count
    assert (cohorts.customers.data == expected).all()
    assert cohorts.customers.mask.tolist() == [
        [i + j >= n for j in range(n)] for i in range(n)
    ]
    table = cohorts.table
    assert table.columns == ("cohort", "since", "customers", "retention", "revenue")
    assert table["customers"].sum() == expected.sum()
    assert repr(cohorts) == f"Cohorts(cohorts={n}, periods={n}, first='2024-01-01')"
    assert orders_of_lines.cohorts(most_periods=3).customers.shape == (n, 3)
    with pytest.raises(TypeError, match="not pickled"):
        cohorts.__reduce__()


def test_cdnow():
    path = need(DATA / "cdnow" / "CDNOW_master.txt.gz")
    text = gzip.decompress(path.read_bytes()).decode("latin-1")
    rows = [line.split() for line in text.splitlines() if re.match(r"\s*\d{5} ", line)]
    orders = quen.Orders.from_table(
        {
            "c": [row[0] for row in rows],
            "i": ["CD"] * len(rows),
            "t": [f"{row[1][:4]}-{row[1][4:6]}-{row[1][6:]}" for row in rows],
            "a": [float(row[3]) for row in rows],
        },
        customer="c", item="i", time="t", amount="a",
    )  # fmt: skip
    whole = orders.figures("all", count="days").to_dicts()[0]
    assert whole["lines"] == 69659 and whole["customers"] == 23570
    assert whole["orders"] == 67591 and whole["revenue"] == 2500315.63
    assert round(whole["order_value_mean"], 4) == 36.9918
    assert round(whole["orders_per_customer"], 5) == 2.86767
    assert round(whole["repeat_rate"], 6) == 0.488587
    assert orders.cohorts().customers[0, :4].tolist() == [7846, 1157, 964, 810]


def test_nps():
    score = quen.nps([10, 9, 9, 8, 7, 7, 6, 10, 3, 9])
    assert (score.n, score.good, score.neutral, score.bad) == (10, 5, 3, 2)
    assert score.score == 30 and score.low < 30 < score.high
    wide = quen.nps(np.array([10.0, 9, 9]), confidence=0.99)
    assert wide.low < quen.nps([10, 9, 9]).low and wide.high == 100
    with pytest.raises(ValueError, match="row 1: the answer is 11"):
        quen.nps([3, 11])
    with pytest.raises(ValueError, match="there is no answer"):
        quen.nps([])
    with pytest.raises(ValueError, match="whole numbers"):
        quen.nps([3.5])
    with pytest.raises(TypeError, match="whole numbers"):
        quen.nps(["9"])
    with pytest.raises(TypeError, match="confidence"):
        quen.nps([9], confidence="0.9")


def test_csat():
    score = quen.csat(pd.Series([5, 4, 3, 2, 1, 5, 4, 4]))
    assert (score.good, score.neutral, score.bad) == (5, 1, 2)
    assert score.score == 0.625
    assert round(score.low, 4) == 0.3057 and round(score.high, 4) == 0.8632
