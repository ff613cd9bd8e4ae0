"""RFM in Python is RFM in C: golden vectors, rules, cut points, files."""

import pickle

import numpy as np
import pytest
from golden import golden

import quen

G = golden("rfm.txt")
VALUES = [G[k].astype(np.int64) for k in ("recency_days", "frequency", "monetary_cents")]


def scores(table):
    return {axis: table[axis].tolist() for axis in "rfm"}


@pytest.mark.parametrize("bins", [3, 5])
def test_golden(bins):
    segments = "eleven" if bins == 5 else "none"
    rfm = quen.Rfm(bins, segments=segments).fit_values(*VALUES, decimals=0)
    assert scores(rfm.table) == {a: G[f"{a}{bins}"].tolist() for a in "rfm"}
    for axis in "rfm":
        assert rfm.cuts_[axis].tolist() == [G[f"cuts{bins}_{axis}"].tolist()]
    if bins == 5:
        codes = [rfm.segment_names_.index(s) for s in rfm.table["segment"]]
        assert codes == G["segment5"].tolist()
        again = rfm.transform_values(*VALUES)
        assert scores(again) == scores(rfm.table)
        assert again["segment"].tolist() == rfm.table["segment"].tolist()


def test_golden_of_other_tables():
    rfm = quen.Rfm(segments="rf_map").fit_values(*VALUES, decimals=0)
    codes = [rfm.segment_names_.index(s) for s in rfm.table["segment"]]
    assert codes == G["rf_segment5"].tolist()
    nested = quen.Rfm(binning="nested", segments="none").fit_values(*VALUES, decimals=0)
    assert nested.table["f"].tolist() == G["nested5_f"].tolist()
    assert nested.table["m"].tolist() == G["nested5_m"].tolist()
    assert nested.cuts_["m"].shape == (25, 4)


def test_money_has_decimals():
    cents = quen.Rfm().fit_values(*VALUES, decimals=0)
    money = quen.Rfm().fit_values(VALUES[0], VALUES[1], VALUES[2] / 100, decimals=2)
    assert cents.to_bytes() == money.to_bytes()
    assert money.table["monetary"].tolist() == (VALUES[2] / 100).tolist()
    assert money.summary()["monetary"].sum() == pytest.approx(VALUES[2].sum() / 100)
    with pytest.raises(ValueError, match=r"row 1: 0.005 is not a whole number"):
        quen.Rfm().fit_values([1, 2], [1, 1], [1.0, 0.005])


def test_rules_and_cuts():
    rules = [("good", (3, 3), (1, 3), (1, 3)), ("rest", (1, 3), (1, 3), (1, 3))]
    rfm = quen.Rfm(3, segments=rules, r_cuts=[10, 50], m_cuts=[9.99, 50])
    rfm.fit_values(VALUES[0], VALUES[1], VALUES[2] / 100)
    assert rfm.segment_names_ == ("good", "rest")
    assert ((rfm.table["segment"] == "good") == (VALUES[0] <= 10)).all()
    assert rfm.cuts_["m"].tolist() == [[9.99, 50]]
    again = quen.Rfm(3, segments=rules, **{f"{a}_cuts": rfm.cuts_[a] for a in "rfm"})
    again.fit_values(VALUES[0], VALUES[1], VALUES[2] / 100)
    assert again.to_bytes() == rfm.to_bytes()
    expected = 1 + (VALUES[2] > 999).astype(int) + (VALUES[2] > 5000)
    assert rfm.table["m"].tolist() == expected.tolist()
    with pytest.raises(ValueError, match="r_cuts"):
        quen.Rfm(3, segments="none", r_cuts=[1]).fit_values(*VALUES)
    with pytest.raises(ValueError, match="no rule|has no rule"):
        quen.Rfm(3, segments=rules[:1]).fit_values(*VALUES)


def test_codes_and_meanings():
    rfm = quen.Rfm().fit_values(*VALUES, decimals=0)
    codes = rfm.codes()
    assert codes.columns == ("r", "f", "m", "segment")
    rows = zip(*(codes[name].tolist() for name in codes.columns), strict=True)
    of = {(r, f, m): segment for r, f, m, segment in rows}
    assert len(of) == 125
    assert of[1, 1, 5] == "Cannot Lose Them"
    assert of[5, 5, 4] == "Champions"
    table = rfm.table
    got = zip(table["r"].tolist(), table["f"].tolist(), table["m"].tolist(), strict=True)
    assert table["segment"].tolist() == [of[code] for code in got]
    said = dict(zip(rfm.segment_names_, rfm.segment_meanings_, strict=True))
    assert "many orders or one" in said["Cannot Lose Them"]
    opened = quen.Rfm.from_bytes(rfm.to_bytes())
    assert opened.segment_meanings_ == rfm.segment_meanings_


def test_equal_values_are_average():
    rfm = quen.Rfm().fit_values([5] * 40, [15] * 40, [300] * 40)
    assert scores(rfm.table) == {axis: [3] * 40 for axis in "rfm"}
    once = quen.Rfm().fit_values(range(9), [1] * 9, range(9)).table
    assert once["f"].tolist() == [1] * 9


CREDIT_NOTE = {  # a lamp that was bought, and came back with a number of its own
    "who": ["Mai", "Mai", "Lan", "Lan", "Hoa", "Dao"],
    "order": ["1", "2", "3", "R3", "4", "R9"],
    "what": ["Tea", "Tea", "Lamp", "Lamp", "Cup", "Cup"],
    "day": ["2026-01-01", "2026-03-12", "2026-01-01", "2026-04-10"] + 2 * ["2026-02-20"],
    "n": [1, 1, 1, -1, 2, -1],
    "paid": [9, 9, 80, -80, 7, -7],
}
COLUMNS = {"customer": "who", "order": "order", "item": "what", "time": "day"}


def of_customers(table):
    return {row["customer"]: row for row in table.to_dicts()}


def test_credit_note_is_no_visit():
    more = {"quantity": "n", "amount": "paid"}
    for frequency in ("orders", "days", "lines"):
        orders = quen.Orders.from_table(CREDIT_NOTE, **COLUMNS, **more)
        rfm = quen.Rfm(frequency=frequency).fit(orders, now="2026-04-11")
        lan = of_customers(rfm.table)["Lan"]
        assert (lan["recency"], lan["frequency"], lan["monetary"]) == (100, 1, 0)
        assert lan["f"] == 1
        assert rfm.n_never_bought_ == 1 and "Dao" not in of_customers(rfm.table)
        orders = quen.Orders.from_table(CREDIT_NOTE, **COLUMNS, **more, returns="visit")
        rfm = quen.Rfm(frequency=frequency).fit(orders, now="2026-04-11")
        lan = of_customers(rfm.table)["Lan"]
        assert (lan["recency"], lan["frequency"], lan["monetary"]) == (1, 2, 0)
        assert rfm.n_never_bought_ == 0


def test_without_money():
    orders = quen.Orders.from_table(CREDIT_NOTE, **COLUMNS, quantity="n")
    rfm = quen.Rfm().fit(orders, now="2026-04-11")
    names = ("customer", "recency", "frequency", "r", "f", "segment")
    for model in (rfm, quen.Rfm.from_bytes(rfm.to_bytes())):
        assert model.table.columns == names
        assert not any("monetary" in name for name in model.summary().columns)
        assert set(model.cuts_) == {"r", "f"}
        assert len(model.segment_names_) == 10
    assert of_customers(rfm.table)["Lan"]["recency"] == 100
    days, visits = rfm.table["recency"], rfm.table["frequency"]
    again = quen.Rfm().fit_values(days, visits)
    assert again.table["segment"].tolist() == rfm.table["segment"].tolist()
    assert again.transform_values(days, visits).columns == ("r", "f", "segment")
    rules = [("rich", (1, 5), (1, 5), (4, 5)), ("rest", (1, 5), (1, 5), (1, 5))]
    with pytest.raises(ValueError, match=r"rule 0 \('rich'\) wants M 4..5, but money"):
        quen.Rfm(segments=rules).fit(orders)
    with pytest.raises(ValueError, match="m_cuts is given, but money is not told"):
        quen.Rfm(m_cuts=[1, 2, 3, 4]).fit(orders)
    with pytest.raises(
        ValueError, match="monetary is missing, but the model knows money"
    ):
        quen.Rfm().fit_values(days, visits, visits).transform_values(days, visits)


def test_shop_without_money():
    orders = quen.Orders.from_table(CREDIT_NOTE, **COLUMNS, quantity="n")
    shop = quen.Shop.train(orders, parts=["rfm"])
    assert shop.table().columns == (
        "customer",
        "r",
        "f",
        "segment",
        "recency",
        "frequency",
    )
    mai = shop.customer("Mai")
    assert mai["monetary"] is None and mai["m"] is None and mai["frequency"] == 2
    assert shop.segment(mai["segment"])["customer"].tolist()[0] == "Mai"
    assert "monetary" not in shop.segment(mai["segment"])


def test_log(orders):
    rfm = quen.Rfm().fit(orders, now="2026-07-01")
    table = rfm.table
    assert table.columns == (
        "customer",
        "recency",
        "frequency",
        "monetary",
        "r",
        "f",
        "m",
        "segment",
    )
    assert table["customer"].tolist() == orders.customers.tolist()
    assert table["monetary"].sum() <= float(orders.revenue)
    assert rfm.now_.isoformat() == "2026-06-30T17:00:00+00:00"
    summary = rfm.summary()
    assert summary["customers"].sum() == len(table)
    assert summary["share"].sum() == pytest.approx(1)
    top = summary["segment"][0]
    assert (table["segment"] == top).sum() == summary["customers"][0]
    days = quen.Rfm(frequency="days").fit(orders).table["frequency"]
    assert (days <= table["frequency"]).all() and (days < table["frequency"]).any()


def test_file(orders, tmp_path):
    rfm = quen.Rfm(n_jobs=2).fit(orders)
    rfm.save(tmp_path / "rfm.quen")
    opened = quen.Rfm.open(tmp_path / "rfm.quen", decimals=orders.decimals)
    assert opened.to_bytes() == rfm.to_bytes() == quen.Rfm().fit(orders).to_bytes()
    for name in ("r", "f", "m", "monetary", "segment"):
        assert opened.table[name].tolist() == rfm.table[name].tolist()
    cents = quen.Rfm.from_bytes(rfm.to_bytes(), decimals=2)
    np.testing.assert_allclose(cents.table["monetary"] * 100, rfm.table["monetary"])
    untold = quen.Rfm.open(tmp_path / "rfm.quen")
    assert untold.segment_names_ == rfm.segment_names_
    for ask in (
        lambda: untold.decimals,
        lambda: untold.table,
        lambda: untold.summary(),
        lambda: untold.cuts_,
        lambda: untold.transform_values([1], [1], [1.0]),
        lambda: pickle.loads(pickle.dumps(untold)).table,
    ):
        with pytest.raises(ValueError, match="rfm: the file does not tell .* decimals=2"):
            ask()


def test_errors():
    with pytest.raises(quen.NotFittedError, match="not fitted"):
        _ = quen.Rfm().table
    with pytest.raises(ValueError, match="bins"):
        quen.Rfm(1).fit_values(*VALUES)
    with pytest.raises(ValueError, match="binning must be one of independent|nested"):
        quen.Rfm(binning="other").fit_values(*VALUES)
    with pytest.raises(ValueError, match="frequency: 1 values where 2 are needed"):
        quen.Rfm().fit_values([1, 2], [1], [1, 2])
    with pytest.raises(ValueError, match="row 1"):
        quen.Rfm().fit_values([1, 2], [1, -1], [1, 2])
    with pytest.raises(ValueError, match="is not a whole number"):
        quen.Rfm().fit_values([1, np.nan], [1, 1], [1, 2])


def test_repr():
    assert repr(quen.Rfm()) == "Rfm()"
    assert repr(quen.Rfm(4, frequency="days")) == "Rfm(bins=4, frequency='days')"


def test_pickle(orders):
    for rfm in (quen.Rfm().fit(orders), quen.Rfm(3, segments="none").fit_values(*VALUES)):
        again = pickle.loads(pickle.dumps(rfm))
        assert again.to_bytes() == rfm.to_bytes() and repr(again) == repr(rfm)
        assert again.table.to_dicts() == rfm.table.to_dicts()
        assert pickle.loads(pickle.dumps(again)).table.to_dicts() == rfm.table.to_dicts()
    assert repr(pickle.loads(pickle.dumps(quen.Rfm(4)))) == "Rfm(bins=4)"
