"""A shop's file is the same from C and from Python, and so are its answers."""

import ctypes
import datetime as dt
import pickle
import subprocess
import sys

import numpy as np
import pyarrow
import pytest
from conftest import ROOT

import quen
import quen._structs


def c_library(c_build):
    """C's own library, beside the copy inside the package."""
    path = next(iter(sorted((c_build / "lib").glob("libquen.so.0*"))))
    library = ctypes.CDLL(str(path))
    library.quen_shop_n_customers.restype = ctypes.c_size_t
    return library


def test_c_writes_what_python_writes(c_build, log, shop, tmp_path):
    path = tmp_path / "c.quen"
    subprocess.run(
        [
            c_build / "programs" / "quen" / "quen",
            "train",
            log,
            "--customer",
            "customer",
            "--order",
            "order",
            "--item",
            "item",
            "--time",
            "time",
            "--quantity",
            "quantity",
            "--price",
            "price",
            "--decimals",
            "0",
            "--utc-offset",
            "+07:00",
            "--out",
            path,
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    opened = quen.Shop.open(path)
    assert opened.parts == list(quen._structs.PARTS)
    assert path.read_bytes() == shop.to_bytes()
    key = opened.customers[0]
    assert opened.customer(key) == shop.customer(key)


def test_c_opens_what_python_writes(c_build, shop, tmp_path):
    library = c_library(c_build)
    path = tmp_path / "python.quen"
    shop.save(path)
    context, opened, size = ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_size_t()
    assert library.quen_context_new(None, ctypes.byref(context)) == 0
    assert library.quen_shop_open(context, bytes(path), ctypes.byref(opened)) == 0
    assert library.quen_shop_n_customers(opened) == len(shop.customers)
    data = ctypes.create_string_buffer(len(shop.to_bytes()))
    room = ctypes.c_size_t(len(data))
    written = library.quen_shop_save_bytes(
        context, opened, data, room, ctypes.byref(size)
    )
    assert written == 0 and data.raw[: size.value] == shop.to_bytes()
    library.quen_shop_free(opened)
    library.quen_context_free(context)


def test_round_trips(shop, tmp_path):
    path = tmp_path / "shop.quen"
    shop.save(path)
    opened = quen.Shop.open(path)
    assert opened.to_bytes() == shop.to_bytes() == path.read_bytes()
    assert quen.Shop.from_bytes(path.read_bytes()).to_bytes() == shop.to_bytes()
    assert pickle.loads(pickle.dumps(shop)).to_bytes() == shop.to_bytes()
    assert repr(opened) == repr(shop)


def test_the_file_tells_its_money(orders, shop):
    assert (shop.decimals, shop.currency) == (0, "")
    opened = quen.Shop.from_bytes(shop.to_bytes())
    assert (opened.decimals, opened.currency) == (0, "")
    lines = {"c": ["An", "An"], "i": ["x", "y"], "t": [0, 9], "a": [1, 2]}
    columns = {"customer": "c", "item": "i", "time": "t", "amount": "a"}
    yen = quen.Orders.from_table(lines, **columns, decimals=3, currency="JPY")
    opened = pickle.loads(pickle.dumps(quen.Shop.train(yen)))
    assert (opened.decimals, opened.currency) == (3, "JPY")
    assert opened.customer("An")["monetary"] == 3
    assert opened.rfm.table["monetary"].tolist() == [3]
    said = quen.Shop.from_bytes(opened.to_bytes(), decimals=4)
    assert pickle.loads(pickle.dumps(said)).customer("An")["monetary"] == 0.3


def save_untold(c_build, path, customers, amounts):
    """By C: a shop of one line a customer, whose writer did not tell its money."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    import abi

    library, n = c_library(c_build), len(customers)
    columns, options = abi.quen_order_columns(), abi.quen_shop_options()
    library.quen_order_columns_init(ctypes.byref(columns), ctypes.sizeof(columns))
    library.quen_shop_options_init(ctypes.byref(options), ctypes.sizeof(options))
    arrays = [(ctypes.c_int64 * n)(*values) for values in (customers, range(n), amounts)]
    places = [ctypes.cast(array, ctypes.c_void_p) for array in arrays]
    columns.n, options.parts = n, quen._structs.PARTS["rfm"]
    columns.customer.numbers = columns.item.numbers = places[0]
    columns.time_s, columns.amount = places[1:]
    context, orders, shop = ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_void_p()
    assert library.quen_context_new(None, ctypes.byref(context)) == 0
    assert library.quen_orders_new(context, ctypes.byref(orders)) == 0
    assert library.quen_orders_add_columns(context, orders, ctypes.byref(columns)) == 0
    assert library.quen_orders_finish(context, orders) == 0
    trained = ctypes.byref(options), ctypes.byref(shop)
    assert library.quen_shop_train(context, orders, *trained) == 0
    assert library.quen_shop_save(context, shop, bytes(path)) == 0
    library.quen_shop_free(shop)
    library.quen_orders_free(orders)
    library.quen_context_free(context)


def test_money_that_the_file_does_not_tell(c_build, tmp_path):
    path = tmp_path / "untold.quen"
    save_untold(c_build, path, [7, 8], [1250, 45000])
    untold = quen.Shop.open(path)
    assert untold.customers.tolist() == [7, 8] and "customers=2" in repr(untold)
    segments = untold.rfm.segment_names_
    for ask in (
        lambda: untold.decimals,
        lambda: untold.customer(8),
        lambda: untold.segment(segments[0]),
        lambda: untold.rfm.table,
        lambda: untold.rfm.summary(),
        lambda: pickle.loads(pickle.dumps(untold)).decimals,
    ):
        with pytest.raises(ValueError, match="does not tell .*; say so when you open it"):
            ask()
    for decimals, money in ((2, 450.0), (0, 45000.0)):
        told = quen.Shop.open(path, decimals=decimals)
        assert told.decimals == told.rfm.decimals == decimals
        assert told.customer(8)["monetary"] == told.rfm.table["monetary"][1] == money
        again = quen.Shop.from_bytes(told.to_bytes(), decimals=decimals)
        assert again.customer(8) == told.customer(8)


def test_threads_do_not_show(orders, shop):
    assert quen.Shop.train(orders, n_jobs=2).to_bytes() == shop.to_bytes()


def test_customer(shop):
    table = shop.rfm.table
    row = table.to_dicts()[7]
    answer = shop.customer(row["customer"])
    assert answer["segment"] == row["segment"]
    assert [answer[c] for c in "rfm"] == [row[c] for c in "rfm"]
    assert answer["monetary"] == row["monetary"]
    assert answer["risk"] is None or 0 <= answer["risk"] <= 1
    assert answer["cluster"] == shop.kmeans.labels_[7]
    with pytest.raises(quen.NotFoundError):
        shop.customer("nobody")


def test_offers(shop):
    key = shop.customers[3]
    offers = shop.recommend(key, 5)
    assert offers.columns == ("item", "score", "popular", "because")
    assert len(offers) == 5
    first = offers["item"][0]
    bought = set(shop.itemcf.history(key))
    assert not bought & set(offers["item"])
    assert all(set(because) <= bought for because in offers["because"])
    assert first not in shop.recommend(key, 5, exclude=[first, "no such item"])["item"]
    assert shop.recommend(key, 5, allow=[first])["item"].tolist() == [first]
    assert len(shop.recommend(key, 5, allow=[])) == 0
    assert len(shop.recommend(key, 10_000, include_bought=True)) == len(shop.items)
    stranger = shop.recommend("nobody", 3)
    assert stranger["popular"].all()
    assert len(shop.recommend("nobody", 3, popular=False)) == 0
    beside = shop.similar(first, 3)
    assert beside.to_dicts() == shop.itemcf.similar(first, 3).to_dicts()
    with pytest.raises(quen.NotFoundError):
        shop.similar("no such item")
    assert len(shop.recommend(key, 10**12)) <= len(shop.items)
    for ask in (shop.recommend_basket, lambda one: shop.recommend(key, exclude=one)):
        with pytest.raises(TypeError, match="not the one key"):
            ask(first)
    for recommend in (shop.itemcf.recommend, shop.recommend):
        for lists in ({"exclude": [first, "no such"]}, {"allow": ["no such"]}):
            with pytest.raises(quen.NotFoundError, match="items: no 'no such'"):
                recommend(key, 3, **lists, strict=True)
        strict = recommend(key, 3, exclude=[first], allow=shop.items, strict=True)
        assert strict.to_dicts() == recommend(key, 3, exclude=[first]).to_dicts()
    basket = shop.recommend_basket([first, "no such item"], 3)
    assert basket["item"].tolist() == beside["item"].tolist()


def test_customer_with_a_basket(shop):
    key, basket = shop.customers[3], [*shop.items[2:4], "no such item"]
    for asked in (shop, shop.itemcf):
        offers = asked.recommend(key, 5, basket=basket)
        alone = asked.recommend_basket(basket, 5, exclude=shop.itemcf.history(key))
        assert not {*basket, *shop.itemcf.history(key)} & set(offers["item"])
        assert offers["score"][0] > alone["score"][0]
        heavy = asked.recommend(key, 5, basket=basket, history_weight=50)
        assert heavy["score"][0] > offers["score"][0]
        light = asked.recommend(key, 5, basket=basket, history_weight=0)
        assert light.to_dicts() == alone.to_dicts()
        for empty in ([], ["no such item"]):
            plain = asked.recommend(key, 5, basket=empty, history_weight=2)
            assert plain.to_dicts() == asked.recommend(key, 5).to_dicts()
        every = asked.recommend(key, 10**6, basket=basket, include_bought=True)
        assert set(every["item"]) == set(shop.items)
        array = asked.recommend(key, 5, basket=shop.items[2:4])
        assert array.to_dicts() == offers.to_dicts()
        plain = asked.recommend(key, 5, history_weight=2)
        assert plain.to_dicts() == asked.recommend(key, 5).to_dicts()
        with pytest.raises(ValueError, match="history_weight is -1"):
            asked.recommend(key, 5, basket=basket, history_weight=-1)
        with pytest.raises(TypeError, match="not the one key"):
            asked.recommend(key, basket="no such item")
    one, other = (asked.recommend(key, 9, basket=basket) for asked in (shop, shop.itemcf))
    assert one.to_dicts() == other.to_dicts()
    strangers = [shop.recommend(who, 5, basket=basket) for who in ("nobody", None)]
    for offers in strangers:
        assert offers.to_dicts() == shop.recommend_basket(basket, 5).to_dicts()


def test_batch_is_one_by_one(shop):
    keys = shop.customers[:20]
    table = shop.itemcf.recommend_batch(keys, 4)
    rows = table.to_dicts()
    for key in keys:
        mine = [
            {k: r[k] for k in ("item", "score", "popular", "because")}
            for r in rows
            if r["customer"] == key
        ]
        assert mine == shop.recommend(key, 4).to_dicts()
    with pytest.raises(quen.NotFoundError, match="row 1"):
        shop.itemcf.recommend_batch([keys[0], "nobody"], 4)


def test_lists(shop):
    rfm = shop.rfm.table
    name = "At Risk"
    listed = shop.segment(name)
    inside = rfm["segment"] == name
    assert sorted(listed["customer"]) == sorted(rfm["customer"][inside])
    assert (np.diff(listed["monetary"]) <= 0).all()
    assert len(shop.segment(name, 3)) == 3
    with pytest.raises(ValueError, match="n must be at least 0"):
        shop.segment(name, -1)
    risky = shop.at_risk(0.5)
    assert risky.columns == (
        "customer",
        "segment",
        "recency",
        "monetary",
        "risk",
        "reasons",
    )
    assert (np.diff(risky["risk"]) <= 0).all()
    assert (risky["risk"] >= 0.5).all()
    for row in [*risky.to_dicts()[::50], *listed.to_dicts()[::20]]:
        known = shop.customer(row["customer"])
        known["reasons"] = [feature for feature, _ in known["reasons"]]
        assert row == {column: known[column] for column in risky.columns}
    both = shop.at_risk(0.5, segment=name)
    assert set(both["customer"]) == set(risky["customer"]) & set(listed["customer"])
    with pytest.raises(quen.NotFoundError, match="Champions"):
        shop.segment("Nobody")


def plain(value):
    """As tables have it: moments in UTC without saying so."""
    return value.replace(tzinfo=None) if isinstance(value, dt.datetime) else value


def test_lapsed_valuable(shop):
    lapsed = shop.lapsed_valuable()
    assert 0 < len(lapsed) < len(shop.customers)
    assert (np.diff(lapsed["stake"]) <= 0).all() and (lapsed["stake"] > 0).all()
    assert lapsed["stake"] == pytest.approx(lapsed["value"] * (1 - lapsed["alive"]))
    table = shop.table()
    late = table["late"] & (table["stake"] > 0)
    assert set(lapsed["customer"]) == set(table["customer"][late])
    least = float(lapsed["stake"][4])
    assert len(shop.lapsed_valuable(least)) == (lapsed["stake"] >= least).sum()
    assert shop.lapsed_valuable(n=3).to_dicts() == lapsed[:3].to_dicts()
    name = lapsed["segment"][0]
    inside = shop.lapsed_valuable(segment=name)
    assert len(inside) == sum(segment == name for segment in lapsed["segment"])
    for row in lapsed.to_dicts()[::20]:
        known = shop.customer(row["customer"])
        assert row == {column: plain(known[column]) for column in lapsed.columns}
    future = shop.lifetime.predict(365)
    assert future["value"].tolist() == table["value"].tolist()
    assert future["customer"].tolist() == shop.customers.tolist()
    with pytest.raises(ValueError, match="min_stake is -1"):
        shop.lapsed_valuable(-1)


def test_habits(shop, orders):
    alone = quen.Habits().fit(orders)
    key = shop.customers[7]
    assert shop.next_basket(key).to_dicts() == alone.next_basket(key).to_dicts()
    assert shop.habits.checks.to_dicts()[0] == alone.checks.to_dicts()[0]
    stranger = shop.next_basket("nobody we know", 5)
    assert stranger.to_dicts() == shop.next_basket(None, 5).to_dicts()
    assert (stranger["own"] == 0).all() and (np.diff(stranger["score"]) <= 0).all()
    best = stranger["item"][0]
    assert best not in list(shop.next_basket(None, exclude=[best])["item"])
    assert list(shop.next_basket(None, allow=[best, "no such item"])["item"]) == [best]
    with pytest.raises(quen.NotFoundError, match="no such item"):
        shop.next_basket(None, allow=["no such item"], strict=True)
    likely = shop.next_basket(key, n=1000, popular=False)
    bought = set(likely["item"][likely["times"] > 0])
    fresh = shop.next_basket(key, n=1000, bought=False)
    assert bought and not bought & set(fresh["item"]) and (fresh["times"] == 0).all()
    assert shop.due(n=9).to_dicts() == alone.due(n=9).to_dicts()
    mine = shop.due(key, 30)
    told = shop.customer(key)
    assert told["due"][0][:2] == (mine["item"][0], mine["chance"][0])
    assert told["due"][0][2].replace(tzinfo=None) == mine["due"][0].item()
    table = shop.table()
    assert table["due"][7] == mine["item"][0]
    assert table["due_chance"][7] == mine["chance"][0]
    own = shop.habits.is_own("hour")
    assert (told["hour"] is not None) == own == bool(np.isfinite(table["hour"][7]))
    if own:
        shares = shop.habits.shares("hour", key)
        assert told["hour"] == shares.argmax() and told["hour_share"] == shares.max()
    rfm = quen.Shop.train(orders, parts=["rfm"], habits=quen.Habits(neighbors=0))
    with pytest.raises(quen.NoPartError, match="without habits"):
        rfm.next_basket(key)
    with pytest.raises(quen.NoPartError, match="without habits"):
        rfm.due()


def test_table(shop):
    table = shop.table()
    assert table["customer"].tolist() == shop.customers.tolist()
    assert table.columns == (
        *("customer", "r", "f", "m", "segment", "recency", "frequency", "monetary"),
        *("cluster", "risk", "alive", "orders", "value", "stake", "regular", "late"),
        *("next_25", "next_50", "next_75", "hour", "weekday", "due", "due_chance"),
    )
    for row in table.to_dicts()[::37]:
        known = shop.customer(row["customer"])
        known["due"], known["due_chance"] = known["due"][0][:2]
        told = {name: plain(known[name]) for name in table.columns}
        assert {name: value for name, value in row.items() if value == value} == {
            name: value for name, value in told.items() if value is not None
        }
    assert shop.has_money
    assert table["r"].dtype == table["cluster"].dtype == np.int64
    only = quen.Shop.from_bytes(shop.to_bytes(), decimals=2)
    assert only.table()["monetary"].tolist() == (table["monetary"] / 100).tolist()


def test_table_of_what_is_not_known(orders):
    """Who comes after the moment is a customer of the shop that no part knows."""
    now = dt.datetime(2025, 8, 1, tzinfo=dt.UTC)
    shop = quen.Shop.train(orders, now=now, parts=["rfm", "kmeans", "itemcf"])
    table, later = shop.table(), {"customer": None}
    assert "risk" not in table and 0 < len(shop.rfm.table) < len(table)
    for row in table.to_dicts():
        known = shop.customer(row["customer"])
        if known["segment"] is None:
            later = row
            assert all(np.isnan(row[name]) for name in ("r", "monetary", "cluster"))
            assert row["segment"] is None
        else:
            assert row == {name: known[name] for name in table.columns}
    assert later["customer"] is not None
    missing = np.array([name is None for name in table["segment"]])
    assert table.to_pandas()["segment"].isna().tolist() == missing.tolist()
    last = table[-50:]
    assert last.to_dicts()[-1]["segment"] == table.to_dicts()[-1]["segment"]
    assert pyarrow.table(last)["segment"].null_count == missing[-50:].sum()
    offers = quen.Shop.train(orders, parts=["itemcf"]).table()
    assert offers.columns == ("customer",)


def test_without_money():
    lines = {
        "c": ["An", "An", "Binh", "Chi"],
        "i": ["x", "y", "x", "z"],
        "t": ["2026-01-01", "2026-01-09", "2026-01-02", "2026-01-03"],
    }
    orders = quen.Orders.from_table(lines, customer="c", item="i", time="t")
    shop = quen.Shop.from_bytes(quen.Shop.train(orders).to_bytes())
    assert not shop.has_money
    assert shop.customer("An")["monetary"] is None
    assert shop.customer("An")["frequency"] == 2
    name = shop.customer("An")["segment"]
    for table in (shop.table(), shop.segment(name)):
        assert "monetary" not in table and name in table["segment"]
    assert "value" not in shop.table() and shop.customer("An")["value"] is None
    stakes = shop.table()["stake"].tolist()
    late = shop.lapsed_valuable()
    assert sorted(late["stake"].tolist()) == sorted(x for x in stakes if x > 0)
    assert shop.recommend("Binh", 3)["item"].tolist() == ["y", "z"]
    assert shop.recommend("Binh", 3).to_dicts() == (
        quen.ItemCF().fit(orders).recommend("Binh", 3).to_dicts()
    )


def test_clusters(shop):
    clusters = shop.clusters
    assert clusters.columns[:3] == ("cluster", "customers", "recency_days")
    assert clusters["customers"].sum() == len(shop.customers)


def test_clusters_are_in_main_units(shop):
    cents = quen.Shop.from_bytes(shop.to_bytes(), decimals=2)
    for name in ("revenue", "order_value_mean"):
        np.testing.assert_allclose(
            cents.clusters[name] * 100, shop.clusters[name], rtol=1e-15
        )
    assert cents.clusters["tenure_days"].tolist() == shop.clusters["tenure_days"].tolist()
    revenue = shop.clusters["revenue"] @ shop.clusters["customers"]
    assert revenue == pytest.approx(shop.rfm.table["monetary"].sum())


def test_parts_left_out(orders):
    shop = quen.Shop.train(orders, parts=["rfm"])
    assert shop.parts == ["rfm"]
    for name in ("itemcf", "churn", "kmeans", "clusters"):
        with pytest.raises(quen.NoPartError, match="trained without"):
            getattr(shop, name)
    with pytest.raises(quen.NoPartError):
        shop.recommend(shop.customers[0])
    with pytest.raises(quen.NoPartError):
        shop.at_risk(0.5)
    with pytest.raises(ValueError, match="parts are of"):
        quen.Shop.train(orders, parts=["rfm", "nothing"])


def test_why_churn_is_left_out():
    lines = {
        "c": ["a", "b"],
        "i": ["x", "y"],
        "t": ["2026-01-01", "2026-01-02"],
        "a": [1, 2],
    }
    orders = quen.Orders.from_table(lines, customer="c", item="i", time="t", amount="a")
    shop = quen.Shop.train(orders)
    assert "churn" not in shop.parts and shop.churn_note
    with pytest.raises(quen.NoPartError) as caught:
        shop.churn  # noqa: B018
    assert shop.churn_note in str(caught.value)
    with pytest.raises(TypeError, match="use Shop.train"):
        quen.Shop()
    with pytest.raises(TypeError, match="must be quen.Orders, not dict"):
        quen.Shop.train(lines)


def test_settings_reach_the_parts(orders):
    shop = quen.Shop.train(
        orders,
        rfm=quen.Rfm(bins=5, segments="rf_map"),
        kmeans=quen.KMeans(3),
        itemcf=quen.ItemCF("cosine", 7),
        churn=quen.Churn(60),
    )
    assert len(shop.rfm.segment_names_) == 10
    assert len(shop.clusters) == 3
    assert shop.churn.report["horizon_days"] == 60
    data, _, starts = shop.itemcf.similarity_
    assert len(data) <= 7 * len(shop.items) and len(starts) == len(shop.items) + 1


def test_hostile_files(shop, tmp_path):
    path = tmp_path / "bad.quen"
    data = bytearray(shop.to_bytes())
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(quen.FormatError):
        quen.Shop.open(path)
    data[0] ^= 1
    with pytest.raises(quen.FormatError, match="not a"):
        quen.Shop.from_bytes(bytes(data))
    with pytest.raises(FileNotFoundError):
        quen.Shop.open(tmp_path / "none.quen")
    with pytest.raises(quen.FormatError):
        quen.Shop.from_bytes(quen.Rfm().fit_values([1], [1], [1]).to_bytes())
    with pytest.raises(OSError):
        shop.save(tmp_path / "no" / "folder.quen")


def test_keys_of_another_kind(shop):
    lines = {"c": [7.0, 8.0], "i": [1, 2], "t": ["2026-01-01", "2026-01-02"], "a": [1, 2]}
    orders = quen.Orders.from_table(lines, customer="c", item="i", time="t", amount="a")
    numbered = quen.Shop.train(orders, parts=["rfm", "itemcf"])
    assert (
        numbered.customer(7.0)["customer"]
        == numbered.customer(np.int32(7))["customer"]
        == 7
    )
    asks = [
        lambda: shop.customer(17),
        lambda: shop.recommend(17),
        lambda: shop.similar(1),
        lambda: shop.recommend(None, exclude=[1]),
        lambda: shop.recommend_basket([1]),
        lambda: numbered.customer("7"),
        lambda: numbered.recommend("7"),
        lambda: numbered.itemcf.recommend("7"),
        lambda: numbered.itemcf.similar("1"),
    ]
    for ask in asks:
        with pytest.raises(TypeError, match="here, not"):
            ask()
    with pytest.raises(TypeError, match="a key is an int, str or bytes"):
        numbered.customer(7.5)
    assert len(shop.recommend(None, 2)) == 2


def test_models_without_keys(shop, tmp_path):
    shop.itemcf.save(tmp_path / "offers.quen")
    offers = quen.ItemCF.open(tmp_path / "offers.quen")
    assert len(offers.recommend(3, 2)) == 2
    for wrong in ("17", 17.9, None):
        with pytest.raises(TypeError, match="holds no keys: ask by number"):
            offers.recommend(wrong)
    with pytest.raises(ValueError, match="not within"):
        offers.similar(-1)
