"""Hostile numbers through NumPy: what the library refuses, it refuses in its own words,
which the C library of the same source says by ctypes; what it takes gives finite numbers,
and -0 the answer of 0."""

import ctypes
import sys

import numpy as np
import pytest
from conftest import BUILD, ROOT, need

import quen
from quen import evaluate

sys.path.append(str(ROOT))
from benchmarks import abi
from benchmarks.quen import Quen

N, D = 24, 3
ROWS = np.arange(N)
X = np.stack([ROWS % 3 * 10 + ROWS / 8, ROWS % 3 + ROWS / 8, ROWS**2 % 7.0], axis=1)
Y = (ROWS * 11 % 5 < 2).astype(np.uint8)
P = (1 + ROWS * 7 % N) / (N + 2)
LABELS = (ROWS % 3).astype(np.uint32)

NO_NUMBERS = [np.nan, np.inf, -np.inf]
TINY = [-0.0, 5e-324, -5e-324, 1e-310]
LARGE = [1e308, -1e308, np.finfo(float).max, 1e200, 1e150]


@pytest.fixture(scope="module")
def c():
    """The C library by ctypes."""
    return Quen(str(need(BUILD / "lib" / "libquen.so")), 1)


def options(c, noun, **settings):
    """A noun's options, as its init function fills them."""
    return c.options(getattr(abi, f"quen_{noun}_options"), **settings)


def at(array):
    return array.ctypes.data


def address(struct):
    return ctypes.addressof(struct)


def c_fit(noun, with_y=False, **settings):
    """A fit in C, whose model is thrown away."""

    def call(c, x):
        given = options(c, noun, **settings)
        y = (at(Y),) if with_y else ()
        model = c.make(f"quen_{noun}_fit", at(x), *y, N, D, address(given))
        c.free(noun, model)

    return call


def c_use(noun, name, room, with_y=False, **settings):
    """A question of a model of the plain numbers."""

    def call(c, x):
        given = options(c, noun, **settings)
        y = (at(Y),) if with_y else ()
        model = c.make(f"quen_{noun}_fit", at(X), *y, N, D, address(given))
        out = np.zeros(room)
        more = (None,) if (noun, name) == ("kmeans", "predict") else ()
        try:
            c.call(f"quen_{noun}_{name}", model, at(x), N, at(out), *more)
        finally:
            c.free(noun, model)

    return call


def c_binary(c, p):
    report = c.options(abi.quen_binary_report)
    c.call("quen_evaluate_binary", at(Y), at(p), N, None, address(report), None, None)


def c_clusters(c, x):
    report = c.options(abi.quen_clusters_report)
    c.call("quen_evaluate_clusters", at(x), N, D, at(LABELS), None, address(report))


def c_auc(c, p):
    out = np.zeros(10)
    c.call("quen_evaluate_auc_test", at(Y), at(p), None, N, 0.95, at(out))


def learned(noun):
    """An estimator of the plain numbers, and what it learned, as arrays."""
    return noun.fit(X, Y) if isinstance(noun, quen.LogisticRegression) else noun.fit(X)


def arrays(model):
    names = [name for name in dir(model) if name.endswith("_") and name[0] != "_"]
    return [value for name in names if (value := np.asarray(getattr(model, name))).size]


KMEANS = {"k": 3, "n_init": 1}
CASES = {
    "kmeans.fit": (
        X,
        lambda x: arrays(quen.KMeans(3, n_init=1).fit(x)),
        c_fit("kmeans", **KMEANS),
    ),
    "kmeans.predict": (
        X,
        lambda x: learned(quen.KMeans(3, n_init=1)).predict(x),
        c_use("kmeans", "predict", N, **KMEANS),
    ),
    "kmeans.transform": (
        X,
        lambda x: learned(quen.KMeans(3, n_init=1)).transform(x),
        c_use("kmeans", "transform", 3 * N, **KMEANS),
    ),
    "scaler.fit": (X, lambda x: arrays(quen.Scaler().fit(x)), c_fit("scaler")),
    "scaler.transform": (
        X,
        lambda x: learned(quen.Scaler()).transform(x),
        c_use("scaler", "transform", D * N),
    ),
    "logit.fit": (
        X,
        lambda x: [(m := quen.LogisticRegression().fit(x, Y)).coef_, m.intercept_],
        c_fit("logit", with_y=True),
    ),
    "logit.predict": (
        X,
        lambda x: learned(quen.LogisticRegression()).predict_proba(x),
        c_use("logit", "predict", N, with_y=True),
    ),
    "evaluate.binary": (
        P,
        lambda p: evaluate.binary(Y, p, intervals=False).auc,
        c_binary,
    ),
    "evaluate.auc_test": (P, lambda p: evaluate.auc_test(Y, p).auc_a, c_auc),
    "evaluate.clusters": (
        X,
        lambda x: evaluate.clusters(x, LABELS).silhouette,
        c_clusters,
    ),
}
PLACES = [0, N // 2, N - 1]


def spoiled(data, value, row):
    other = data.copy()
    other[(row, *(1,) * (data.ndim - 1))] = value
    return other


def numbers(answer):
    """All of them in a row, be the answer an array, a list of arrays, or one number."""
    parts = answer if isinstance(answer, list) else [answer]
    return np.concatenate([np.ravel(part) for part in parts])


def said(call, *given):
    """(what came out, None) or (None, the sentence)."""
    try:
        return call(*given), None
    except (ValueError, OverflowError, RuntimeError) as error:
        return None, str(error).replace("QUEN_BINARY_SCORES_ANY", '"any"')


@pytest.mark.parametrize("row", PLACES)
@pytest.mark.parametrize("value", NO_NUMBERS + TINY + LARGE, ids=repr)
@pytest.mark.parametrize("name", CASES)
def test_hostile_numbers(c, name, value, row):
    data, python, by_c = CASES[name]
    x = spoiled(data, value, row)
    answer, sentence = said(python, x)
    assert sentence == said(by_c, c, x)[1]
    if sentence is None:
        assert np.isnan(value) or np.isfinite(numbers(answer)).all()
    elif not np.isfinite(value):
        assert f"row {row}" in sentence


@pytest.mark.parametrize("name", CASES)
def test_no_sign_of_nothing(name):
    data, python, _ = CASES[name]
    zero, minus = (numbers(python(spoiled(data, value, 3))) for value in (0.0, -0.0))
    np.testing.assert_array_equal(zero, minus)


@pytest.mark.parametrize("value", [2**63 - 1, -(2**63) + 1, 2**62])
def test_money_ends(value):
    table = {
        "customer": [1, 2, 3],
        "item": [1, 2, 3],
        "time": np.array([1, 2, 3], dtype="datetime64[s]") + np.int64(10**9),
        "amount": np.array([value, value, 1], dtype=np.int64),
    }
    with pytest.raises(OverflowError, match=r"orders: row 1: .* exceeds 2\^63 - 1"):
        quen.Orders.from_table(
            table,
            customer="customer",
            item="item",
            time="time",
            amount="amount",
            decimals=0,
        )


@pytest.mark.parametrize("size, fits", [(0, True), (65535, True), (65536, False)])
def test_keys_of_all_sizes(size, fits):
    table = {"customer": ["k" * size, "b"], "item": [1, 2], "time": [10**9, 10**9 + 5]}
    if fits:
        orders = quen.Orders.from_table(
            table, customer="customer", item="item", time="time", nobody=[]
        )
        assert len(orders) == 2
    else:
        with pytest.raises(ValueError, match="longer than 65535 bytes"):
            quen.Orders.from_table(table, customer="customer", item="item", time="time")
