"""A backtest is an honest one: the model never sees what it is judged by."""

import datetime as dt

import numpy as np
import pytest
from conftest import SYNTH

import quen

ZONE = dt.timezone(dt.timedelta(hours=7))
CUTOFF = dt.datetime(2026, 1, 1, tzinfo=ZONE)


@pytest.fixture(scope="module")
def frame(log):
    import pandas

    frame = pandas.read_csv(log, dtype={"customer": str})
    frame["time"] = pandas.to_datetime(frame["time"]).dt.tz_localize(ZONE)
    return frame


@pytest.fixture(scope="module")
def backtest(orders):
    return quen.Churn(60).backtest(orders, CUTOFF)


def test_is_what_one_would_do_by_hand(orders, backtest):
    horizon = dt.timedelta(days=60)
    then = quen.Churn(60, cutoff=CUTOFF - horizon).fit(orders)
    expected = then.predict(orders, CUTOFF)
    assert backtest.columns == ("customer", "risk", "churned")
    assert backtest["customer"].tolist() == expected["customer"].tolist()
    assert backtest["risk"].tolist() == expected["risk"].tolist()


def test_who_left_is_who_did_not_order(frame, backtest):
    begun = frame.groupby(["customer", "order"], dropna=True)["time"].min().reset_index()
    after = (begun["time"] >= CUTOFF) & (begun["time"] < CUTOFF + dt.timedelta(days=60))
    back = set(begun["customer"][after])
    known = set(begun["customer"][begun["time"] < CUTOFF])
    assert set(backtest["customer"]) == known
    assert backtest["churned"].dtype == bool
    assert backtest["churned"].tolist() == [c not in back for c in backtest["customer"]]


def test_the_future_does_not_leak(frame, backtest):
    other = frame.copy()
    later = (other["time"] >= CUTOFF).to_numpy()
    chance = np.random.default_rng(5)
    moved = other.loc[later, ["customer", "item"]].to_numpy()
    other.loc[later, ["customer", "item"]] = moved[chance.permutation(later.sum())]
    other.loc[later, "price"] *= 7
    other.loc[later, "order"] += 10**9
    again = quen.Churn(60).backtest(quen.Orders.from_table(other, **SYNTH), CUTOFF)
    assert again["customer"].tolist() == backtest["customer"].tolist()
    assert again["risk"].tolist() == backtest["risk"].tolist()
    assert (again["churned"] != backtest["churned"]).any()


def test_the_past_is_learned_from(frame, backtest):
    other = frame.copy()
    earlier = (other["time"] < CUTOFF).to_numpy()
    moved = other.loc[earlier, "customer"].to_numpy()
    other.loc[earlier, "customer"] = moved[
        np.random.default_rng(5).permutation(earlier.sum())
    ]
    again = quen.Churn(60).backtest(quen.Orders.from_table(other, **SYNTH), CUTOFF)
    assert again["risk"].tolist() != backtest["risk"].tolist()


def test_foresees_the_made_up_log(orders):
    table = quen.Churn().backtest(orders)
    risk, churned = table["risk"], table["churned"]
    assert 0.1 < churned.mean() < 0.5
    assert risk[churned].mean() > risk[~churned].mean() + 0.5
    assert abs(risk.mean() - churned.mean()) < 0.05
    top = np.argsort(-risk)[: len(risk) // 10]
    assert churned[top].mean() > 2.5 * churned.mean()


def test_last_cutoff_is_the_default(orders):
    end = orders.last + dt.timedelta(seconds=1)
    days = quen.Churn().fit(orders).report["horizon_days"]
    latest = quen.Churn().backtest(orders, end - dt.timedelta(days=days))
    default = quen.Churn().backtest(orders)
    assert default.to_dicts() == latest.to_dicts()
    assert default.to_dicts() == quen.Churn(n_jobs=2).backtest(orders).to_dicts()


def test_only_the_active(orders):
    table = quen.Churn(active_days=30).backtest(orders)
    everybody = quen.Churn().backtest(orders)
    assert 0 < len(table) < len(everybody)
    left = dict(zip(everybody["customer"], everybody["churned"], strict=True))
    assert table["churned"].tolist() == [left[c] for c in table["customer"]]


def test_the_model_stays_as_it_is(orders):
    fresh = quen.Churn()
    fresh.backtest(orders)
    with pytest.raises(quen.NotFittedError):
        _ = fresh.report
    fitted = quen.Churn(60, cutoff=CUTOFF).fit(orders)
    before = fitted.to_bytes()
    fitted.backtest(orders, CUTOFF - dt.timedelta(days=30))
    assert fitted.to_bytes() == before and fitted.cutoff == CUTOFF


def test_logs_that_do_not_tell(orders):
    with pytest.raises(
        quen.NumericError, match="the log ends on 2026-06-30, before cut-off"
    ):
        quen.Churn().backtest(orders, "2026-05-01")
    with pytest.raises(quen.NumericError, match="nobody ordered before the cut-off"):
        quen.Churn().backtest(orders, "2024-08-01")
    for days in (-1, 0):
        with pytest.raises(ValueError, match="horizon_days, in seconds, is"):
            quen.Churn(days).backtest(orders)
