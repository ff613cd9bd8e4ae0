"""How lines are understood: who is nobody, what a visit is, and logs without money."""

import csv
import sqlite3
import subprocess
from decimal import Decimal

import numpy as np
import pytest

import quen

# Nobody as a database, a program and a till write it; the till's is a name: told, or not.
TILL = """\
bill,customer,item,time,amount
1,KH1,Tea,2026-03-01 08:00,10
2,\\N,Tea,2026-03-01 09:00,10
3,\\N,Cup,2026-03-02 09:00,10
4,NULL,Tea,2026-03-02 10:00,10
5,Khách lẻ,Tea,2026-03-03 10:00,10
6,Khách lẻ,Cup,2026-03-04 10:00,10
7,nan,Tea,2026-03-05 10:00,10
8,KH1,Cup,2026-03-06 08:00,10
"""
TILL_ROLES = {
    "customer": "customer",
    "order": "bill",
    "item": "item",
    "time": "time",
    "amount": "amount",
}
TAKEN = {"\\N": 2, "NULL": 1, "nan": 1, "Khách lẻ": 2}


def till_rows():
    return list(csv.DictReader(TILL.splitlines()))


def from_csv(tmp_path, **more):
    path = tmp_path / "till.csv"
    path.write_text(TILL, encoding="utf-8")
    return quen.Orders.from_csv(path, **TILL_ROLES, **more)


def from_rows(tmp_path, **more):
    return quen.Orders.from_table(till_rows(), **TILL_ROLES, **more)


def from_pandas(tmp_path, **more):
    import pandas

    frame = pandas.DataFrame(till_rows())
    return quen.Orders.from_table(frame, **TILL_ROLES, **more)


def from_categories(tmp_path, **more):
    import pandas

    frame = pandas.DataFrame(till_rows()).astype({"customer": "category"})
    return quen.Orders.from_table(frame, **TILL_ROLES, **more)


def from_polars(tmp_path, **more):
    import polars

    return quen.Orders.from_table(polars.DataFrame(till_rows()), **TILL_ROLES, **more)


def from_sql(tmp_path, **more):
    connection = sqlite3.connect(":memory:")
    connection.execute("create table lines (bill, customer, item, time, amount)")
    rows = [tuple(row.values()) for row in till_rows()]
    connection.executemany("insert into lines values (?, ?, ?, ?, ?)", rows)
    return quen.Orders.from_sql(
        connection, "select * from lines", None, **TILL_ROLES, **more
    )


WAYS_IN = [from_csv, from_rows, from_pandas, from_categories, from_polars, from_sql]


def taken(orders):
    return {key: lines for key, lines in orders.nobody.items() if lines}


# ---- nobody ----


@pytest.mark.parametrize("way_in", WAYS_IN, ids=lambda f: f.__name__)
def test_nobody_is_told_by_every_way_in(way_in, tmp_path):
    orders = way_in(tmp_path, nobody=[*quen.NOBODY, "Khách lẻ"])
    assert (orders.n_customers, orders.customers.tolist()) == (1, ["KH1"])
    assert orders.totals["lines_without_customer"] == 6
    assert taken(orders) == TAKEN
    assert (orders.n_orders, orders.revenue) == (8, 80)
    for key, lines in TAKEN.items():
        assert f"{key!r}: {lines}" in repr(orders)


@pytest.mark.parametrize("way_in", WAYS_IN, ids=lambda f: f.__name__)
def test_names_are_not_assumed(way_in, tmp_path):
    orders = way_in(tmp_path)
    assert sorted(orders.customers) == ["KH1", "Khách lẻ"]
    assert taken(orders) == {"\\N": 2, "NULL": 1, "nan": 1}
    assert set(orders.nobody) == set(quen.NOBODY)


def test_a_list_takes_the_default_s_place(tmp_path):
    orders = from_csv(tmp_path, nobody=[])
    assert orders.n_customers == 5 and orders.nobody == {}
    assert "nobody" not in repr(orders)
    orders = from_csv(tmp_path, nobody=["nan"])
    assert orders.n_customers == 4 and orders.nobody == {"nan": 1}
    orders = from_csv(tmp_path, nobody=(key for key in ("nan", b"NULL")))
    assert orders.nobody == {"NULL": 1, "nan": 1}


def test_the_default():
    assert set(quen.NOBODY) == {
        *("", "NULL", "\\N", "null"),
        *("nan", "NaN", "None", "N/A", "#N/A"),
    }
    rows = {"c": [*quen.NOBODY, None], "i": ["x"] * 10, "t": list(range(10))}
    orders = quen.Orders.from_table(rows, customer="c", item="i", time="t")
    assert orders.n_customers == 0
    assert orders.totals["lines_without_customer"] == 10
    assert taken(orders) == dict.fromkeys(quen.NOBODY, 1)  # None is no key


def test_numbers_are_told(tmp_path):
    rows = {"c": [0, 7, 0, 9], "i": ["x"] * 4, "t": [1, 2, 3, 4]}
    columns = {"customer": "c", "item": "i", "time": "t"}
    assert quen.Orders.from_table(rows, **columns).n_customers == 3
    for zero in (0, np.int32(0), 0.0):
        orders = quen.Orders.from_table(rows, **columns, nobody=[zero, "guest"])
        assert orders.customers.tolist() == [7, 9]
        assert orders.nobody == {0: 2, "guest": 0}
    floats = {**rows, "c": np.array([0.0, 7.0, np.nan, 9.0])}
    assert quen.Orders.from_table(floats, **columns, nobody=[0]).nobody == {0: 1}
    path = tmp_path / "orders.csv"
    path.write_text("c,i,t\n0,x,2026-01-01\n7,x,2026-01-02\n", encoding="utf-8")
    for zero in ([0], np.array([0])):
        assert quen.Orders.from_csv(path, **columns, nobody=zero).nobody == {"0": 1}


@pytest.mark.parametrize(
    ("nobody", "error", "sentence"),
    [
        ("guest", TypeError, "nobody: a list of keys is needed, not the one key 'guest'"),
        (0, TypeError, "nobody: a list of keys is needed, not the one key 0"),
        (["guest", None], TypeError, "nobody: None is no key"),
        ([1.5], TypeError, "a key is an int, str or bytes, not 1.5"),
        ([2**63], ValueError, "a key must be within"),
        (["x" * 65536], ValueError, "orders: nobody: key 0 has no bytes, or more"),
        (range(1001), ValueError, "orders: nobody has 1001 keys, not at most 1000"),
    ],
)
def test_lists_that_are_none(tmp_path, nobody, error, sentence):
    with pytest.raises(error, match=sentence):
        from_rows(tmp_path, nobody=nobody)


# ---- visits ----

CREDIT_NOTE = [
    ("An", "1", "Tea", "2026-01-01", 1, 10),
    ("An", "2", "Tea", "2026-02-01", 1, 10),
    ("An", "3", "Tea", "2026-04-01", 1, 10),
    ("Binh", "4", "Tea", "2026-01-10", 1, 10),
    ("Binh", "5", "Tea", "2026-03-20", 1, 10),
    ("Chi", "6", "Kettle", "2026-01-01", 1, 80),
    ("Chi", "C6", "Kettle", "2026-04-10", -1, -80),
    ("Dao", "7", "Kettle", "2026-01-02", 1, 80),
    ("Dao", "8", "Cup", "2026-02-02", 1, 5),
    ("Em", "9", "Cup", "2026-03-02", 1, 5),
    ("Em", "10", "Tea", "2026-03-15", 1, 10),
]
REFUND = [
    ("An", "1", "Kettle", "2026-01-01", 1, 80),
    ("An", "1", "Cup", "2026-01-01", 1, 5),
    ("An", "R1", "Kettle", "2026-01-09", 1, -80),
    ("Binh", "2", "Kettle", "2026-01-02", 1, 80),
    ("Binh", "2", "Filter", "2026-01-02", 1, 9),
    ("Chi", "3", "Cup", "2026-01-03", 1, 5),
    ("Chi", "3", "Filter", "2026-01-03", 1, 9),
]
NAMES = ["customer", "order", "item", "time", "quantity", "amount"]


def log_of(rows, names=NAMES, **more):
    columns = {name: [row[i] for row in rows] for i, name in enumerate(NAMES)}
    return quen.Orders.from_table(columns, **{n: n for n in names}, **more)


def test_a_credit_note_is_no_visit():
    orders = log_of(CREDIT_NOTE, returns="no_visit")
    assert orders.returns == "no_visit"
    assert (orders.n_orders, orders.n_visits) == (11, 10)
    assert (orders.revenue, orders.totals["quantity"]) == (150, 9)
    assert orders.totals["refund_lines"] == 1
    features = quen.Features(orders, now="2026-04-11").to_pandas().set_index("customer")
    chi = features.loc["Chi"]
    assert (chi["recency_days"], chi["orders"], chi["revenue"]) == (100, 1, 0)
    assert (features["recency_days"]["An"], features["orders"]["Dao"]) == (10, 2)


def test_it_is_one_where_told():
    orders = log_of(CREDIT_NOTE, returns="visit")
    assert orders.returns == "visit"
    assert (orders.n_orders, orders.n_visits) == (11, 11)
    assert (orders.revenue, orders.totals["quantity"]) == (150, 9)
    features = quen.Features(orders, now="2026-04-11").to_pandas().set_index("customer")
    assert features.loc["Chi"]["recency_days"] == 1
    assert features.loc["Chi"]["orders"] == 2
    with pytest.raises(
        ValueError, match=r"returns must be one of no_visit\|visit, not 1"
    ):
        log_of(CREDIT_NOTE, returns=1)


def test_a_refund_need_not_have_a_sign():
    orders = log_of(REFUND, returns="no_visit")
    assert (orders.totals["quantity"], orders.revenue) == (5, 108)
    assert (orders.n_orders, orders.n_visits) == (4, 3)
    offers = quen.ItemCF().fit(orders)
    assert offers.history("An") == ["Cup"]
    assert sorted(offers.history("Binh")) == ["Filter", "Kettle"]


def test_credit_notes_keep_nobody():
    """40 customers; 10 buy again within the horizon, 10 only send goods back."""
    rows = []
    for k in range(40):
        who = f"K{k:02d}"
        for month in (1, 2, 3):
            day = f"2026-0{month}-{1 + k % 28:02d}"
            rows.append((who, f"{who}-{month}", "Tea", day, 1, 10))
        if k < 10:
            rows.append((who, f"{who}-N", "Tea", "2026-04-20", 1, 10))
        elif k < 20:
            rows.append((who, f"C-{who}", "Tea", "2026-04-20", -1, -10))
    rows.append(("K39", "K39-Z", "Tea", "2026-07-05", 1, 10))
    churn = quen.Churn(horizon_days=90, cutoff="2026-04-01")
    for returns, churned in (("no_visit", 30), ("visit", 20)):
        report = churn.fit(log_of(rows, returns=returns)).report
        assert (report["customers"], report["churned"]) == (40, churned)


# ---- several logs ----


def test_rules_are_kept():
    told = {"returns": "no_visit", "nobody": ["Chi"]}
    orders = log_of(CREDIT_NOTE, **told)
    both = quen.Orders.concat([orders, log_of(REFUND, **told)])
    assert both.nobody == {"Chi": 4}
    assert (both.n_customers, both.returns) == (4, "no_visit")
    part = orders.before("2026-02-01")
    assert (list(part.nobody), part.returns) == (["Chi"], "no_visit")
    assert part.totals["lines_without_customer"] == 1
    for other in ({"returns": "visit", "nobody": ["Chi"]}, {"returns": "no_visit"}):
        with pytest.raises(ValueError, match="the two logs have different rules"):
            quen.Orders.concat([orders, log_of(REFUND, **other)])


# ---- without money ----

NO_MONEY = NAMES[:-1]


@pytest.mark.parametrize("way_in", WAYS_IN, ids=lambda f: f.__name__)
def test_money_is_optional(way_in, tmp_path):
    orders = way_in(tmp_path)
    assert orders.has_money and orders.revenue == 80
    columns = {name: column for name, column in TILL_ROLES.items() if name != "amount"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(globals(), "TILL_ROLES", columns)
        orders = way_in(tmp_path)
    assert not orders.has_money
    assert orders.revenue is None
    assert orders.totals["revenue"] is None and orders.totals["refund_lines"] is None
    assert (len(orders), orders.n_visits, orders.totals["quantity"]) == (8, 8, 8)
    assert "revenue" not in repr(orders)


def test_a_log_without_lines_has_money_neither():
    rows = {"c": [], "i": [], "t": [], "a": []}
    columns = {"customer": "c", "item": "i", "time": "t", "amount": "a"}
    orders = quen.Orders.from_table(rows, **columns)
    assert (orders.has_money, orders.revenue) == (False, Decimal("0.00"))


def test_features_of_money_are_left_out():
    priced = quen.Features(log_of(CREDIT_NOTE))
    features = quen.Features(log_of(CREDIT_NOTE, NO_MONEY))
    gone = set(priced.names) - set(features.names)
    values = {"order_value_mean", "order_value_std"}
    assert gone == {"revenue", "refund_share", "trend"} | values
    assert "money" not in features.units.values()
    assert features.table["orders"].tolist() == priced.table["orders"].tolist()


def test_money_and_none_are_not_mixed():
    with pytest.raises(ValueError, match="amounts"):
        quen.Orders.concat([log_of(REFUND), log_of(CREDIT_NOTE, NO_MONEY)])


@pytest.fixture(scope="module")
def bare(log):
    """The made-up log without its prices."""
    roles = {name: name for name in NO_MONEY}
    return quen.Orders.from_csv(log, **roles, utc_offset="+07:00")


@pytest.fixture(scope="module")
def bare_shop(bare):
    return quen.Shop.train(bare)


def test_a_shop_without_money_shows_none(bare_shop, shop):
    assert bare_shop.parts == shop.parts
    assert not bare_shop.has_money and shop.has_money
    customer = bare_shop.customers[7]
    told = bare_shop.customer(customer)
    assert told["monetary"] is None and told["m"] is None
    assert told["frequency"] == shop.customer(customer)["frequency"]
    assert not {"m", "monetary"} & set(bare_shop.table().columns)
    risky = bare_shop.at_risk(0.5, n=9)
    assert risky.columns == (
        *("customer", "segment", "recency"),
        *("frequency", "risk", "reasons"),
    )
    assert len(risky) == 9 and (np.diff(risky["risk"]) <= 0).all()
    best = bare_shop.segment("Champions")
    assert len(best) > 9 and (np.diff(best["frequency"]) <= 0).all()
    assert not {"revenue", "order_value_mean"} & set(bare_shop.clusters.columns)
    offers = bare_shop.recommend(customer, 3).to_dicts()
    assert offers == shop.recommend(customer, 3).to_dicts()


def test_segments_without_money(bare, bare_shop):
    rfm = quen.Rfm().fit(bare)
    assert not rfm.has_money_
    assert rfm.table.columns == ("customer", "recency", "frequency", "r", "f", "segment")
    assert "monetary" not in rfm.summary() and set(rfm.cuts_) == {"r", "f"}
    assert len(rfm.segment_names_) == 10
    assert rfm.table["segment"].tolist() == bare_shop.rfm.table["segment"].tolist()
    scored = rfm.transform_values([3, 400], [50, 1])
    assert scored.columns == ("r", "f", "segment") and scored["f"].tolist() == [5, 1]


def test_nobody_need_tell_decimals_of_no_money(c_build, log, bare_shop, tmp_path):
    path = tmp_path / "bare.quen"
    columns = [word for name in NO_MONEY for word in (f"--{name}", name)]
    offset = ["--utc-offset", "+07:00", "--out", path]
    program = c_build / "programs" / "quen" / "quen"
    train = [program, "train", log, *columns, *offset]
    subprocess.run(train, check=True, capture_output=True)
    shop = quen.Shop.open(path)
    assert shop.rfm.table.to_dicts() == bare_shop.rfm.table.to_dicts()
    assert shop.rfm.summary().to_dicts() == bare_shop.rfm.summary().to_dicts()
    assert shop.rfm.transform_values([3], [50])["r"].tolist() == [5]
    assert shop.table().columns == bare_shop.table().columns
    assert shop.clusters.to_dicts() == bare_shop.clusters.to_dicts()
    assert shop.customer(shop.customers[0]) == bare_shop.customer(shop.customers[0])


def test_pictures_without_money(bare_shop):
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    from quen import plot

    ax = plot.segment_bars(bare_shop)
    words = [text.get_text() for text in ax.get_legend().get_texts()]
    assert words == ["share of customers", "share of visits"]
    summary = bare_shop.rfm.summary()
    shares = summary["frequency"] / summary["frequency"].sum()
    bars = sorted(bar.get_width() for bar in ax.containers[1])
    assert np.allclose(bars, sorted(shares[summary["customers"] > 0]))
    assert plot.rfm_grid(bare_shop) is not None
    with pytest.raises(
        ValueError, match='value is "monetary", but the log told no money'
    ):
        plot.rfm_grid(bare_shop, value="monetary")
    assert plot.cluster_profiles(bare_shop) is not None
    plt.close("all")
