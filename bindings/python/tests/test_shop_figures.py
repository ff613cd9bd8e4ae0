"""How a shop was doing, from its file: the same as of its log; trends against pandas; a
shop whose handle is all that keeps the memory."""

import gc
import re

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT

import quen
from quen._structs import FINDING, FINDING_KINDS, SEVERITIES

ROLES = {"customer": "c", "order": "o", "item": "i", "time": "t", "amount": "a"}


@pytest.fixture(scope="module")
def lines():
    """Orders of one line each over a year and a half, of which one kind grows."""
    chance = np.random.default_rng(7)
    n = 6000
    at = np.sort(chance.integers(0, 540 * 86400, n))
    late = chance.random(n) < at / at[-1] / 2
    start = pd.Timestamp("2024-01-01")
    return pd.DataFrame(
        {
            "c": [f"K{k}" if k else None for k in chance.integers(0, 80, n)],
            "o": np.arange(n),
            "i": np.where(
                late, "Cold brew", [f"Tea {k}" for k in chance.integers(9, size=n)]
            ),
            "t": start + pd.to_timedelta(at, unit="s"),
            "a": chance.integers(1, 5000, n) / 100,
        }
    )


@pytest.fixture(scope="module")
def log_of_lines(lines):
    return quen.Orders.from_table(lines, **ROLES, utc_offset="+07:00")


@pytest.fixture(scope="module")
def kept(log_of_lines):
    """The shop as anybody opens it."""
    return quen.Shop.from_bytes(quen.Shop.train(log_of_lines).to_bytes())


def same(a, b):
    pd.testing.assert_frame_equal(a.to_pandas(), b.to_pandas(), check_exact=True)


def test_as_of_the_log(log_of_lines, kept):
    assert "figures" in kept.parts
    same(kept.months, log_of_lines.figures())
    same(kept.whole, log_of_lines.figures("all"))
    same(kept.cohorts.table, log_of_lines.cohorts().table)
    assert repr(kept.cohorts) == repr(log_of_lines.cohorts())
    assert kept.cohorts.now == kept.now


def test_only_figures(log_of_lines):
    shop = quen.Shop.train(log_of_lines, parts=["figures"], now="2025-03-15")
    assert shop.parts == ["figures"]
    same(shop.months, log_of_lines.figures(now="2025-03-15"))
    assert not shop.months["is_whole"][-1]
    with pytest.raises(quen.NoPartError, match="trained without rfm"):
        shop.rfm  # noqa: B018


def test_hours(lines, kept):
    expected = np.zeros((7, 24), int)
    np.add.at(expected, (lines["t"].dt.day_of_week, lines["t"].dt.hour), 1)
    assert kept.hours.dtype == np.uint64 and kept.hours.tolist() == expected.tolist()
    assert not kept.hours.flags.writeable


def test_trends(lines, kept):
    now = lines["t"].max() + pd.Timedelta(seconds=1)
    ago = (now - lines["t"] - pd.Timedelta(seconds=1)) // pd.Timedelta(days=28)
    sold = pd.crosstab(lines["i"], ago)[[0, 1]]
    p = sold[0].sum() / sold.to_numpy().sum()
    n = sold.sum(axis=1)
    z = ((sold[0] - n * p) / np.sqrt(n * p * (1 - p))).rename("z")
    for direction, sign in ("rising", 1), ("falling", -1):
        expected = z[z * sign > 0].sort_values(ascending=sign < 0)
        found = kept.trends(direction)
        assert found["item"].tolist() == expected.index.tolist()
        np.testing.assert_allclose(found["z"], expected, rtol=1e-12)
        assert found["recent"].tolist() == sold.loc[expected.index, 0].tolist()
        assert found["before"].tolist() == sold.loc[expected.index, 1].tolist()
        some = kept.trends(direction, min_z=0.5, n=2)
        assert (
            some["item"].tolist() == expected[expected * sign >= 0.5].index[:2].tolist()
        )
    assert len(kept.trends("rising", n=0)) == 0
    with pytest.raises(ValueError, match="direction must be one of"):
        kept.trends("up")
    with pytest.raises(ValueError, match="min_z is -1"):
        kept.trends("rising", min_z=-1)
    with pytest.raises(TypeError, match="min_z must be a number"):
        kept.trends("rising", min_z="much")


def test_findings():
    tills = quen.Orders.from_table(
        {
            "c": ["An", "Khách lẻ", "Binh", "Khách lẻ", "An"],
            "i": ["Tea"] * 5,
            "t": ["2026-01-05", "2026-01-05", "2026-01-06", "2026-01-07", "2027-05-01"],
            "a": [4, 4, 4, 4, 4],
        },
        customer="c",
        item="i",
        time="t",
        amount="a",
    )
    told = tills.check().to_pandas()
    found = quen.Shop.train(tills, parts=["figures"]).findings
    assert found.columns == ("severity", "kind", "count", "of", "value", "time")
    assert len(told) > 0
    numbers = ["severity", "kind", "count", "of", "value"]
    pd.testing.assert_frame_equal(
        found.to_pandas()[numbers], told[numbers], check_dtype=False
    )
    assert np.isnat(found["time"][found["kind"] == "nobody_name"]).all()


def test_nothing_found(log_of_lines, kept):
    assert len(log_of_lines.check()) == len(kept.findings) == 0
    assert kept.findings.columns[-1] == "time"


def test_words_of_findings():
    """Those of the headers are those that the document of the rules has."""
    rules = (ROOT / "docs/algorithms.md").read_text(encoding="utf-8")
    assert len(FINDING_KINDS) > 10
    for kind in FINDING_KINDS:
        assert re.search(rf"^\| [\w, ]*\b{kind}\b[\w, ]* \|", rules, re.M), kind
    assert SEVERITIES == ("note", "warning", "severe")


def test_what_a_later_version_finds(kept, monkeypatch):
    later, read = np.zeros(1, FINDING), quen.Shop._read
    later["kind"], later["severity"], later["time_s"] = 2**32 - 1, 2, 0
    monkeypatch.setattr(
        quen.Shop,
        "_read",
        lambda self, name: later.tobytes() if name == "findings" else read(self, name),
    )
    found = kept.findings.to_dicts()[0]
    assert (found["severity"], found["kind"]) == ("severe", "unknown")
    assert np.datetime64(found["time"], "s") == np.datetime64("1970-01-01", "s")


def test_nobody_by_name():
    """A log without customers trains offers and figures."""
    tills = quen.Orders.from_table(
        {"o": [1, 1, 2], "i": ["Tea", "Pie", "Tea"], "t": ["2026-01-05 08:15"] * 3},
        order="o",
        item="i",
        time="t",
    )
    shop = quen.Shop.train(tills, parts=["itemcf", "figures"])
    assert shop.parts == ["itemcf", "figures"]
    assert shop.months["orders_without_customer"].tolist() == [2]
    assert "revenue" not in shop.months.columns and shop.cohorts.revenue is None
    assert shop.hours[0, 8] == 2
    with pytest.raises(ValueError, match="no line of the log has a customer"):
        quen.Shop.train(tills)


def test_without(log_of_lines):
    shop = quen.Shop.train(log_of_lines, parts=["rfm"])
    for name in ("months", "whole", "cohorts", "hours", "findings"):
        with pytest.raises(quen.NoPartError, match="trained without figures"):
            getattr(shop, name)
    with pytest.raises(quen.NoPartError, match="trained without figures"):
        shop.trends("rising")


def test_views_keep_the_shop(log_of_lines):
    shop = quen.Shop.train(log_of_lines, parts=["figures"])
    months, cohorts, hours = shop.months, shop.cohorts, shop.hours
    wanted = hours.tolist(), cohorts.customers.tolist(), months["revenue"].tolist()
    del shop
    gc.collect()
    [bytes(100000) for _ in range(50)]
    assert (
        hours.tolist(),
        cohorts.customers.tolist(),
        months["revenue"].tolist(),
    ) == wanted


def test_the_forgotten_stay_counted(log_of_lines, kept):
    """What is of nobody in particular stays, and is named among the traces."""
    without = kept.forget(["K1"])
    same(without.months, kept.months)
    assert "figures: months" in without.traces
