"""A row of numbers for each customer, and what the caller knows beside the log."""

import datetime as dt

import numpy as np
import pytest

import quen

ROWS = {
    "c": ["An", "Binh", "An", "Chi"],
    "i": ["Latte", "Latte", "Mocha", "Tea"],
    "t": ["2026-01-05", "2026-01-06", "2026-01-25", "2026-01-30"],
    "a": [4, 4, 5, 3],
}
KNOWN = {
    "customer": ["Chi", "An", "Dung"],
    "age": [31.0, np.nan, 5.0],
    "city": ["Hanoi", "Hue", None],
}


@pytest.fixture(scope="module")
def small():
    return quen.Orders.from_table(ROWS, customer="c", item="i", time="t", amount="a")


def test_matrix(small):
    features = quen.Features(small, now="2026-01-26")
    assert len(features) == 2 and features.customers.tolist() == ["An", "Binh"]
    assert features.matrix.shape == (2, 15)
    row = dict(zip(features.names, features.matrix[0].tolist(), strict=True))
    assert (row["recency_days"], row["tenure_days"], row["orders"]) == (1, 21, 2)
    assert (row["revenue"], row["order_value_mean"], row["gap_days_mean"]) == (
        900,
        450,
        20,
    )
    assert (
        features.units["revenue"] == "money" and features.units["recency_days"] == "days"
    )
    assert features.now == dt.datetime(2026, 1, 26, tzinfo=dt.UTC)
    assert not features.matrix.flags.owndata and not features.matrix.flags.writeable
    assert features.to_pandas().shape == (2, 16)
    assert features.to_polars()["customer"].to_list() == ["An", "Binh"]
    assert "recency_days" in features._repr_html_()


def as_pandas():
    import pandas

    return pandas.DataFrame(KNOWN).astype({"city": "category"})


def as_polars():
    import polars

    return polars.DataFrame(KNOWN)


def as_pyarrow():
    import pyarrow

    return pyarrow.table(KNOWN)


def as_duckdb():
    import duckdb

    return duckdb.from_arrow(as_pyarrow())


@pytest.mark.parametrize("source", [dict, as_pandas, as_polars, as_pyarrow, as_duckdb])
def test_attributes(small, source):
    table = source(KNOWN) if source is dict else source()
    features = quen.Features(small, attributes=table)
    assert features.names[15:] == ("age", "city=Hanoi", "city=Hue", "city=other")
    nan = np.nan
    expected = [[nan, 0, 1, 0], [nan, 0, 0, 1], [31, 1, 0, 0]]
    np.testing.assert_array_equal(features.matrix[:, 15:], expected)
    few = quen.Features(small, attributes=table, max_levels=1)
    assert few.names[15:] == ("age", "city=Hanoi", "city=other")


def test_attributes_of_numbered_customers():
    rows = {**ROWS, "c": [1, 2, 1, 3]}
    orders = quen.Orders.from_table(rows, customer="c", item="i", time="t", amount="a")
    known = {"id": np.array([3.0, 1.0]), "age": [31, 17]}
    ages = quen.Features(orders, attributes=known, on="id").matrix[:, 15]
    np.testing.assert_array_equal(ages, [17, np.nan, 31])


def test_attributes_that_are_wrong(small):
    with pytest.raises(ValueError, match='no column "customer"'):
        quen.Features(small, attributes={"who": ["An"]})
    with pytest.raises(ValueError, match="age.*row 1|row 1"):
        quen.Features(small, attributes={"customer": ["An", "An"], "age": [1.0, 2.0]})
    with pytest.raises(ValueError, match="age: 1 values"):
        quen.Features(small, attributes={"customer": ["An", "Chi"], "age": [1.0]})
    with pytest.raises(TypeError, match="not a table"):
        quen.Features(small, attributes=17)
    with pytest.raises(ValueError, match="period"):
        quen.Features(small, period_days=-1)


def test_attributes_reach_churn_and_shops(orders):
    rng = np.random.default_rng(0)
    known = {"customer": orders.customers, "age": rng.normal(40, 9, orders.n_customers)}
    churn = quen.Churn().fit(orders, attributes=known)
    assert "age" in churn.feature_names_ and "age" in churn.summary()["term"]
    risks = churn.predict(orders, attributes=known)
    assert ((risks["risk"] >= 0) & (risks["risk"] <= 1)).all()
    with pytest.raises(ValueError, match="age"):
        churn.predict(orders)
    shop = quen.Shop.train(orders, attributes=known, attributes_at_cutoff=known)
    assert shop.churn.to_bytes() == churn.to_bytes()
    first = risks.to_dicts()[0]
    assert shop.customer(first["customer"])["risk"] == first["risk"]


def test_churn(orders):
    churn = quen.Churn(60, active_days=180).fit(orders)
    assert churn.report["horizon_days"] == 60 and churn.report["auc"] > 0.7
    risks = churn.predict(orders, "2026-06-01")
    row = risks.to_dicts()[3]
    assert len(row["reasons"]) == len(row["effects"]) <= 3
    assert row["effects"] == sorted(row["effects"], reverse=True)
    table = churn.summary()
    assert table["term"][0] == "(intercept)" and len(table) >= 16
    np.testing.assert_allclose(
        table["z"], table["coefficient"] / table["std_error"], rtol=1e-12
    )
    with pytest.raises(quen.NumericError):
        quen.Churn(5000).fit(orders)
    with pytest.raises(quen.NotFittedError):
        quen.Churn().predict(orders)


def test_attributes_that_are_missing(small):
    import pandas

    rows = {"customer": ["An", "Chi"], "city": [pandas.NA, "Hue"], "plan": [None, None]}
    features = quen.Features(small, attributes=rows)
    assert features.names[15:] == ("city=Hue", "city=other", "plan=other")
    np.testing.assert_array_equal(features.matrix[[0, 2], 15], [0, 1])
