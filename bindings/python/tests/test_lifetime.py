"""Lifetimes: rows as users of `lifetimes` have them, logs, files, and what is refused."""

import gzip
import io
import pickle

import numpy as np
import pytest
from conftest import DATA, need

import quen

TABLE = DATA / "cdnow/cdnow_customers_summary_with_transactions.csv.gz"


def cdnow():
    """The published sample; the file rounds whole days, in weeks, to two digits."""
    text = io.StringIO(gzip.decompress(need(TABLE).read_bytes()).decode())
    x, t_x, t, value = np.loadtxt(text, delimiter=",", skiprows=1).T[1:]
    weeks = {"recency": np.rint(t_x * 7) / 7, "T": np.rint(t * 7) / 7}
    return {"frequency": x, **weeks, "monetary_value": value}


def test_rows_have_the_published_figures():
    rows = cdnow()
    model = quen.Lifetime("bg_nbd", prior=0).fit(rows)
    printed = {"r": 0.2426, "alpha": 4.4136, "a": 0.7929, "b": 2.4260}
    printed |= {"p": 6.25, "q": 3.74, "v": 15.44}
    assert model.parameters_ == pytest.approx(printed, rel=2e-3)
    assert model.standard_errors_["r"] == pytest.approx(0.012557, abs=1e-6)
    assert model.report["log_likelihood"] == pytest.approx(-9582.429, abs=1e-3)
    assert model.report["state"] == "converged"
    assert model.report["judged"] is False and model.report["better"] is None
    futures = model.predict(39)
    assert len(futures) == len(rows["frequency"]) == 2357
    assert futures["orders"][0] == pytest.approx(1.226, abs=1e-3)
    assert (np.asarray(futures["alive"]) <= 1).all()


def test_one_row_and_a_new_customer():
    model = quen.Lifetime("pareto_nbd", prior=0).fit(cdnow())
    rows = {"frequency": [26, 0], "recency": [30.857, 0], "T": [31, 0]}
    futures = model.predict(52, rows)
    assert "customer" not in futures.columns
    assert futures["orders"] == pytest.approx([25.45647, 1.473434], rel=1e-4)
    assert futures["alive"] == pytest.approx([0.997874, 1], rel=1e-5)


def test_frames_and_units():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(cdnow())
    weeks = quen.Lifetime().fit(frame)
    frame[["recency", "T"]] *= 604800
    seconds = quen.Lifetime().fit(frame)
    a, b = weeks.predict(39)["orders"], seconds.predict(39 * 604800)["orders"]
    assert np.asarray(b) == pytest.approx(np.asarray(a), rel=1e-9)


def test_a_log(orders):
    model = quen.Lifetime(check_days=60, n_jobs=2).fit(orders)
    futures = model.predict(90)
    report = model.report
    assert len(futures) == orders.totals["customers"] == report["customers"]
    assert report["judged"] and report["from"] < report["to"] <= report["now"]
    assert report["better"] is (report["answer"] == "model") is (report["z"] > 2)
    assert (np.asarray(futures["wait_25"]) <= futures["wait_75"]).all()
    assert report["value_customers"] > 0 and np.isfinite(futures["value"]).all()
    again = pickle.loads(pickle.dumps(model))
    assert again.predict(90)["orders"].tolist() == futures["orders"].tolist()
    assert list(again.predict(90)["customer"]) == list(futures["customer"])
    opened = quen.Lifetime.from_bytes(model.to_bytes(), decimals=orders.decimals)
    assert opened.predict(90)["alive"].tolist() == futures["alive"].tolist()


def test_money_is_in_its_unit():
    lines = {"c": [1, 1, 1, 2, 2, 3], "t": np.arange(6) * 86400 * 9 + 1_700_000_000}
    lines |= {"i": [1] * 6, "a": [9.0, 20.0, 20.0, 9.0, 20.0, 9.0]}
    roles = {"customer": "c", "item": "i", "time": "t", "amount": "a"}
    cents = quen.Orders.from_table(lines, **roles, decimals=2)
    model = quen.Lifetime().fit(cents)
    futures = model.predict(30)
    worth = np.asarray(futures["value"]) / futures["orders"]
    assert ((worth > 10) & (worth < 21)).all()
    assert model.value_.tolist() == [20.0, 20.0, 0.0]
    rows = {"frequency": model.x_, "recency": model.t_x_, "T": model.t_}
    again = model.predict(30, rows | {"monetary_value": model.value_})
    assert again["value"] == pytest.approx(np.asarray(futures["value"]), rel=1e-12)
    untold = quen.Lifetime.from_bytes(model.to_bytes())
    with pytest.raises(ValueError, match="lifetime: the file does not tell how many"):
        untold.predict(30)
    told = quen.Lifetime.from_bytes(model.to_bytes(), decimals=2)
    assert told.predict(30)["value"].tolist() == futures["value"].tolist()
    assert quen.Lifetime().fit(rows).value_ is None


def test_refusals():
    rows = {"frequency": [1.5], "recency": [1], "T": [2]}
    with pytest.raises(ValueError, match="row 0: x is 1.5, not a whole number"):
        quen.Lifetime().fit(rows)
    with pytest.raises(ValueError, match='no column "T"; the columns are'):
        quen.Lifetime().fit({"frequency": [1], "recency": [1]})
    with pytest.raises(ValueError, match="recency"):
        quen.Lifetime().fit({"frequency": [1], "recency": [1, 2], "T": [2]})
    model = quen.Lifetime().fit({"frequency": [1], "recency": [1], "T": [2]})
    with pytest.raises(ValueError, match="horizon is -1"):
        model.predict(-1)
    with pytest.raises(TypeError, match="horizon must be a number"):
        model.predict("90")
    with pytest.raises(quen.NotFittedError):
        quen.Lifetime().predict(30)
