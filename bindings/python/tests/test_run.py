"""How calls run: threads as scikit-learn counts them, bars, and results as tables."""

import datetime as dt
import os
import sys

import numpy as np
import pytest

import quen
from quen._run import threads_of
from quen._table import Lists, Numbers

X = np.random.default_rng(0).normal(size=(2000, 4))


def test_jobs_are_counted_as_scikit_learn_does():
    cores = len(os.sched_getaffinity(0))
    assert [threads_of(n) for n in (None, 1, 3, -1)] == [1, 1, 3, min(cores, 256)]
    with pytest.raises(ValueError, match="n_jobs must be"):
        threads_of(0)
    with pytest.raises(ValueError, match="n_jobs must be"):
        threads_of(-cores - 1)
    with pytest.raises(ValueError, match="1..256"):
        quen.KMeans(2, n_jobs=257).fit(X)


def test_bar_of_tqdm(capfd):
    quen.KMeans(3).fit(X, progress=True)
    assert "kmeans" in capfd.readouterr().err


def test_line_without_tqdm(capfd, monkeypatch):
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    quen.KMeans(3).fit(X, progress=True)
    shown = capfd.readouterr().err
    assert "kmeans 100%" in shown and shown.endswith("\n")


def test_moments(orders):
    zone = dt.timezone(dt.timedelta(hours=7))
    moments = [
        "2026-05-01",
        dt.date(2026, 5, 1),
        dt.datetime(2026, 5, 1),
        np.datetime64("2026-05-01"),
        dt.datetime(2026, 5, 1, tzinfo=zone),
        1777568400,
        np.int64(1777568400),
        dt.datetime(2026, 4, 30, 17, tzinfo=dt.UTC),
        "2026-04-30T17:00:00+00:00",
    ]
    images = {quen.Rfm().fit(orders, now=moment).to_bytes() for moment in moments}
    assert len(images) == 1
    with pytest.raises(TypeError, match="must be a date or time like"):
        quen.Rfm().fit(orders, now=1.5)
    with pytest.raises(ValueError, match='must be like "\\+07:00"'):
        quen.Orders.from_table({}, item="i", time="t", amount="a", utc_offset="7h")


def test_tables_go_everywhere(shop):
    import duckdb
    import pandas
    import polars
    import pyarrow

    offers = shop.itemcf.recommend_batch(shop.customers[:30], 3)
    frame = offers.to_pandas()
    assert frame.columns.tolist() == list(offers.columns)
    assert frame["because"].tolist() == offers["because"].tolist()
    assert polars.DataFrame(offers).equals(offers.to_polars())
    assert pyarrow.table(offers).num_rows == len(offers) == len(offers.to_dicts())
    arrow = pyarrow.table(offers)  # noqa: F841 (DuckDB finds it by name)
    assert duckdb.sql("select count(*) from arrow").fetchall() == [(len(offers),)]
    rfm = shop.rfm.table
    assert isinstance(rfm.to_pandas()["segment"].dtype, pandas.CategoricalDtype)
    assert rfm.to_polars()["segment"].to_list() == rfm["segment"].tolist()
    assert rfm.to_polars()["customer"].to_list() == rfm["customer"].tolist()
    assert pyarrow.table(rfm)["monetary"].to_pylist() == rfm["monetary"].tolist()
    with pytest.raises(ValueError, match="different lengths"):
        quen.Table({"a": [1], "b": [1, 2]})


def test_tables_outlive_their_models(orders):
    import pyarrow

    stream = quen.Rfm().fit(orders).table.__arrow_c_stream__()
    array = quen.Features(orders).matrix
    table = pyarrow.RecordBatchReader._import_from_c_capsule(stream).read_all()
    assert table.num_rows == array.shape[0] == orders.n_customers
    assert not array.flags.writeable
    assert np.isfinite(array[:, 0]).all()


def test_keys_that_are_not_text():
    orders = quen.Orders.from_table(
        {
            "c": [b"\xff\xfe", b"a"],
            "i": [b"x", b"y"],
            "t": ["2026-01-01", "2026-01-02"],
            "a": [1, 2],
        },
        customer="c",
        item="i",
        time="t",
        amount="a",
    )
    assert orders.customers.tolist() == [b"a", b"\xff\xfe"]
    table = quen.Rfm().fit(orders).table
    assert table.to_polars()["customer"].to_list() == [b"a", b"\xff\xfe"]


def test_pictures_of_tables():
    table = quen.Table({"<b>": ["a & b"] * 22, "x": np.arange(22) / 3})
    assert "&lt;b&gt;" in table._repr_html_() and "a &amp; b" in table._repr_html_()
    assert "22 rows" in table._repr_html_() and repr(table).endswith("... 22 rows")
    assert repr(quen.Table({})) == ""


def test_tables_are_like_frames():
    import pandas

    lists = Lists(np.array([0, 1, 1, 3]), Numbers(np.array([1, 2, 3])))
    table = quen.Table({"a": [3, 1, 2], "b": ["x", "y", "z"], "c": lists})
    assert table.keys() == ("a", "b", "c") and table.shape == (3, 3)
    assert table[["b", "a"]].columns == ("b", "a")
    assert table[1:].to_dicts() == table.to_dicts()[1:] and len(table.head(2)) == 2
    assert table[::-1]["b"].tolist() == ["z", "y", "x"]
    assert {name: column.tolist() for name, column in table.items()}["b"] == [
        "x",
        "y",
        "z",
    ]
    assert pandas.DataFrame(dict(table)).to_dict("records") == table.to_dicts()
    with pytest.raises(ValueError, match="constructor not properly called"):
        pandas.DataFrame(table)  # rather than a guess
    with pytest.raises(TypeError, match="not iterable"):
        list(table)
    with pytest.raises(KeyError, match="the columns are"):
        table["d"]
    assert quen.Table({"x": [1.5, 2]})["x"].dtype == float


def test_keys_cut_within_a_character():
    """Neither is text, though both put together would be."""
    keys = [b"x\xc3", b"\xa9"]
    lines = {"c": keys, "i": ["x", "y"], "t": ["2026-01-01"] * 2, "a": [1, 2]}
    orders = quen.Orders.from_table(lines, customer="c", item="i", time="t", amount="a")
    assert orders.customers.tolist() == keys
    assert quen.Rfm().fit(orders).table.to_polars()["customer"].to_list() == keys


def test_records_are_c_structs():
    """What NumPy reads of the library's arrays is laid out as C lays it out."""
    from quen import _core, _shop_customers, _structs

    sizes = {
        "offer": _structs.OFFER,
        "finding": _structs.FINDING,
        "neighbor": _structs.NEIGHBOR,
        "risk": _structs.CHURN_RISK,
        "summary": _structs.RFM_SUMMARY,
        "customer": _shop_customers.CUSTOMER,
        "bin": _structs.CALIBRATION_BIN,
        "gain": _structs.GAIN,
        "auc_test": _structs.AUC_TEST,
        "origin": _structs.CHURN_ORIGIN,
        "drift": _structs.CHURN_DRIFT,
    }
    assert {name: dtype.itemsize for name, dtype in sizes.items()} == _core.sizes()
