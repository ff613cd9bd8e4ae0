"""What a log is told of before it is believed."""

import datetime as dt

import numpy as np
import pytest
from conftest import DATA, RETAIL, SYNTH, need

import quen

ROLES = {"customer": "c", "order": "o", "item": "i", "time": "t", "amount": "a"}
DAY = dt.timedelta(days=1)


def sales():
    """Thirty customers who come every ten days, each with a bill of two items."""
    start = dt.datetime(2026, 1, 1, 9)
    return [
        {"c": f"K{k}", "o": 30 * v + k, "i": item, "t": start + (10 * v + k % 10) * DAY,
         "a": 5}
        for v in range(9)
        for k in range(30)
        for item in ("Tea", f"Cup {k % 7}")
    ]  # fmt: skip


def check(lines, **options):
    return quen.Orders.from_table(lines, **ROLES).check(**options)


def test_a_log_without_fault():
    found = check(sales())
    assert len(found) == 0
    assert found.columns == (
        "severity",
        "kind",
        "count",
        "of",
        "value",
        "customer",
        "example",
        "sentence",
    )
    assert found.to_dicts() == []


def test_names_of_nobody_are_suggested():
    lines = sales()
    for k, line in enumerate(lines[:100]):
        line["c"] = ["Khách lẻ", "KHACH LE", "Guest"][k // 2 % 3]
    found = check(lines)
    assert set(found["kind"]) == {"nobody_name"}
    assert sorted(found["customer"]) == ["Guest", "KHACH LE", "Khách lẻ"]
    assert found["count"].sum() == 50
    assert found["of"].tolist() == [270] * 3
    # the way out
    nobody = set(found["customer"])
    lines = [line | {"c": None if line["c"] in nobody else line["c"]} for line in lines]
    assert check(lines)["kind"].tolist() == ["no_customer"]


def test_what_exports_write_for_nobody(tmp_path):
    """Some of it is read as no customer, and a name is suggested."""
    keys = ["KH1", "\\N", "\\N", "NULL", "Khách lẻ", "Khách lẻ", "nan", "KH1"]
    rows = [f"{n},{key},Tea {n % 2},2026-03-0{n + 1},10" for n, key in enumerate(keys)]
    path = tmp_path / "till.csv"
    path.write_text("\n".join(["o,c,i,t,a", *rows]), "utf-8")
    found = quen.Orders.from_csv(path, **ROLES).check()
    assert found["kind"].tolist()[0] == "nobody_name"
    assert found["customer"].tolist()[0] == "Khách lẻ"
    assert found["count"][0] == 2
    told = quen.Orders.from_csv(path, **ROLES, nobody=[*quen.NOBODY, "Khách lẻ"])
    assert told.check()["kind"].tolist() == ["no_customer"]
    assert told.customers.tolist() == ["KH1"]


def test_keys_that_are_numbers():
    lines = [line | {"c": int(line["c"][1:])} for line in sales()]
    lines += [
        {"c": 0, "o": -n, "i": "Tea", "t": lines[n]["t"], "a": 5} for n in range(1, 300)
    ]
    found = check(lines)
    assert found["kind"].tolist() == ["nobody_share"]
    assert found["customer"].tolist() == [0]
    assert found["value"][0] == (299 + 9) / 9
    assert check(lines, nobody_share=0.6)["kind"].tolist() == []
    assert check(lines, nobody_times=40)["kind"].tolist() == []


def test_findings_of_no_customer_have_none():
    lines = sales()
    late = lines[0] | {"t": dt.datetime(2099, 1, 1), "o": 999, "c": "cash"}
    found = check([*lines, late])
    assert found["kind"].tolist() == ["last_time", "nobody_name"]
    assert found["customer"].tolist() == [None, "cash"]
    assert found[:1]["customer"].tolist() == [None]
    assert found.to_pandas()["customer"].isna().tolist() == [True, False]
    assert found.to_polars()["customer"].to_list() == [None, "cash"]
    assert found["severity"].tolist() == ["severe", "note"]
    assert found["example"][0] == "2099-01-01"
    assert check(lines + [late], clock_gap_days=40000)["kind"].tolist() == ["nobody_name"]


def test_customers_that_are_numbers_or_none():
    lines = [line | {"c": int(line["c"][1:])} for line in sales()]
    lines += [lines[0] | {"t": dt.datetime(2099, 1, 1), "o": 9999}]
    found = check(lines)
    assert found["customer"].tolist() == [None]
    assert found.to_dicts()[0]["customer"] is None
    assert found.to_polars()["customer"].to_list() == [None]


def test_a_batch_read_twice():
    lines = sales()
    found = check(lines + lines[300:400])
    assert found["kind"].tolist() == ["repeated"]
    assert found["value"][0] == 100
    assert check(lines + lines[300:302])["kind"].tolist() == []


def test_amounts_with_more_digits():
    lines = sales()
    lines[0]["a"] = 5.123
    lines[1]["a"] = 5.5
    found = check(lines)
    assert found[["kind", "count"]].to_dicts() == [{"kind": "money_digits", "count": 1}]
    lines = [line | {"a": 39.5} for line in lines]
    orders = quen.Orders.from_table(lines, **ROLES, decimals=0)
    assert orders.check()["severity"].tolist() == ["severe"]


def test_settings_are_refused_by_their_names():
    orders = quen.Orders.from_table(sales(), **ROLES)
    with pytest.raises(ValueError, match="check: nobody_share is 0"):
        orders.check(nobody_share=0)
    with pytest.raises(ValueError, match="check: clock_gap_days"):
        orders.check(clock_gap_days=-1)


def test_threads_and_progress():
    orders = quen.Orders.from_table(sales() * 2, **ROLES)
    told = []
    one = orders.check(progress=lambda stage, fraction: told.append((stage, fraction)))
    assert told[0] == ("check", 0.0)
    assert told[-1] == ("check", 1.0)
    assert orders.check(n_jobs=4).to_dicts() == one.to_dicts()


def test_keys_of_any_bytes():
    lines = [line | {"c": line["c"].encode() + b"\xff\n"} for line in sales()]
    lines += [lines[0] | {"t": dt.datetime(2099, 1, 1), "o": 9999}] * 2
    for line in lines[:200]:
        line["c"] = b"\xff\xfe\x00"
    for row in check(lines).to_dicts():
        assert row["sentence"].isprintable()
        assert row["example"].isprintable()


def test_synth(orders):
    found = orders.check()
    assert found[["severity", "kind", "count", "of"]].to_dicts() == [
        {"severity": "note", "kind": "no_customer", "count": 29552, "of": 157581},
        {"severity": "note", "kind": "returns", "count": 180, "of": 915},
    ]
    assert found["value"].dtype == np.float64


def test_synth_read_twice(log):
    once = quen.Orders.from_csv(log, **SYNTH)
    found = quen.Orders.concat([once, once]).check()
    assert (found["kind"][0], found["severity"][0]) == ("repeated", "severe")
    assert found["value"][0] == len(once)


def test_retail(retail_csv):
    found = quen.Orders.from_csv(retail_csv, **RETAIL).check()
    assert found[["severity", "kind", "count", "of"]].to_dicts() == [
        {"severity": "note", "kind": "no_customer", "count": 135080, "of": 541909},
        {"severity": "note", "kind": "returns", "count": 948, "of": 8905},
        {"severity": "note", "kind": "money_digits", "count": 4, "of": 541909},
    ]


def groceries(pandas):
    path = need(DATA / "groceries_members" / "Groceries_dataset.csv.gz")
    t = pandas.read_csv(path)
    times = pandas.to_datetime(t["Date"], dayfirst=True)
    return {"c": t["Member_number"], "i": t["itemDescription"], "t": times}


def bread_basket(pandas):
    t = pandas.read_csv(need(DATA / "bread_basket" / "BreadBasket_DMS.csv.gz"))
    times = pandas.to_datetime(t["Date"] + " " + t["Time"])
    return {"o": t["Transaction"], "i": t["Item"], "t": times}


def coffee(pandas):
    t = pandas.read_csv(need(DATA / "coffee_vending" / "index_1.csv.gz"))
    times = pandas.to_datetime(t["datetime"])
    return {"c": t["card"], "i": t["coffee_name"], "t": times, "a": t["money"]}


def coffee_with_cash(pandas):
    columns = coffee(pandas)
    return columns | {"c": columns["c"].fillna("cash")}


def rfm_package(pandas):
    t = pandas.read_csv(need(DATA / "rfm_pkg" / "rfm_data_orders.csv.gz"))
    items = ["order"] * len(t)
    return {"c": t["customer_id"], "i": items, "t": t["order_date"], "a": t["revenue"]}


def appointments(pandas):
    t = pandas.read_csv(need(DATA / "no_show_110k" / "no_show.csv.gz"))
    return {"c": t["patient"], "i": t["place"], "t": t["day"]}


@pytest.mark.parametrize(
    ("read", "kinds"),
    [
        (groceries, []),
        (bread_basket, ["warning no_customer"]),
        (coffee, []),
        (coffee_with_cash, ["warning nobody_name"]),
        (rfm_package, ["warning first_time", "note one_item"]),
        (appointments, []),
    ],
)
def test_public_logs(read, kinds):
    """What docs/algorithms.md says of them."""
    pandas = pytest.importorskip("pandas")
    columns = read(pandas)
    columns.setdefault("a", np.ones(len(columns["i"])))
    roles = {role: name for role, name in ROLES.items() if name in columns}
    found = quen.Orders.from_table(pandas.DataFrame(columns), **roles).check()
    kind_of = zip(found["severity"], found["kind"], strict=True)
    assert [f"{severity} {kind}" for severity, kind in kind_of] == kinds
