"""Shops whose files have no keys of customers."""

import pytest

import quen

SECRET = bytes(range(100, 116))
ROWS = [
    (f"person-{i * 7 % 40:04}", f"dish {i * i % 13}", 86_400 * i, i % 9 + 1)
    for i in range(600)
]


@pytest.fixture(scope="module")
def log():
    columns = dict(
        zip(("c", "i", "t", "a"), map(list, zip(*ROWS, strict=True)), strict=True)
    )
    return quen.Orders.from_table(columns, customer="c", item="i", time="t", amount="a")


def trained(log, **given):
    return quen.Shop.train(log, parts=["rfm", "kmeans", "itemcf"], **given)


def reopened(shop):
    return quen.Shop.from_bytes(shop.to_bytes())


def test_hashed(log):
    plain = trained(log)
    shop = reopened(trained(log, customer_keys="hashed", secret=SECRET))
    assert (plain.customer_keys, shop.customer_keys) == ("plain", "hashed")
    assert b"person-" in plain.to_bytes() and b"person-" not in shop.to_bytes()
    assert SECRET not in shop.to_bytes()
    for key in log.customers.tolist():
        hashed = quen.hash_key(key, SECRET)
        assert len(hashed) == 16
        there, here = plain.customer(key), shop.customer(hashed)
        assert there["segment"] == here["segment"] and there["m"] == here["m"]
        a, b = plain.recommend(key, 3), shop.recommend(hashed, 3)
        assert a["item"].tolist() == b["item"].tolist()
    assert len(shop.table()) == len(plain.table()) == len(log.customers)
    with pytest.raises(quen.NotFoundError, match="ask with what"):
        shop.customer("person-0001")
    with pytest.raises(quen.NotFoundError, match="no customer has the key"):
        shop.customer(quen.hash_key("stranger", SECRET))


def test_numbers(log):
    plain = trained(log)
    shop = reopened(trained(log, customer_keys="numbers"))
    assert shop.customer_keys == "numbers"
    assert b"person-" not in shop.to_bytes()
    assert shop.customers.tolist() == list(range(log.n_customers))
    for number, key in enumerate(log.customers.tolist()):
        assert shop.customer(number) == plain.customer(key) | {"customer": number}
        a, b = plain.recommend(key, 3), shop.itemcf.recommend(number, 3)
        assert a["item"].tolist() == b["item"].tolist()
    assert shop.table()["customer"].tolist() == list(range(log.n_customers))
    with pytest.raises(quen.NotFoundError, match="ask by their numbers"):
        shop.recommend(3)
    with pytest.raises(quen.NotFoundError, match="there is no customer 99 of 40"):
        shop.customer(99)


def test_refuses(log):
    for given, error, words in (
        ({"customer_keys": "secret"}, ValueError, "customer_keys"),
        ({"customer_keys": "hashed"}, ValueError, "secret is NULL"),
        ({"customer_keys": "hashed", "secret": b"short"}, ValueError, "5 bytes, not 16"),
        ({"customer_keys": "hashed", "secret": "x" * 16}, TypeError, "must be bytes"),
        ({"secret": SECRET}, ValueError, "there is a secret"),
    ):
        with pytest.raises(error, match=words):
            trained(log, **given)
    with pytest.raises(ValueError, match="neither a number nor bytes"):
        quen.hash_key(None, SECRET)
    assert quen.hash_key(5, SECRET) != quen.hash_key("5", SECRET)
