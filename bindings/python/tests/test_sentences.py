"""What is refused is refused in the caller's words: every parameter of every noun, given
what it cannot be, raises a sentence with its own name and with none of C's."""

import functools
import inspect
import re

import numpy as np
import pytest

import quen
from quen import evaluate
from quen._options import _RENAMED

CHANCE = np.random.default_rng(0)
X = CHANCE.normal(size=(60, 3))
Y = (X[:, 0] + CHANCE.normal(size=60) > 0).astype(int)
TABLE = {name: [1, 2] for name in "coitaqp"}
ROLES = {"customer": "c", "item": "i", "time": "t", "amount": "a"}


class Odd:
    """Nothing takes it."""


BAD = [-1, 0, 2**70, -(2**70), 1e300, np.nan, np.inf, "nonsense", b"\xff", Odd(), 3.7, {}]


def fit(make, *data):
    return make, lambda **given: make(**given).fit(*data)


def evaluations(log):
    """The same of functions."""
    p, lists = Y * 0.5 + 0.25, ([0, 1, 2], [0, 1], None)
    bound = {
        evaluate.binary: (Y, p),
        evaluate.compare_binary: (Y, p, p),
        evaluate.calibration: (Y, p),
        evaluate.gains: (Y, p),
        evaluate.auc_test: (Y, p),
        evaluate.ranking: (lists, [[0], [1]]),
        evaluate.compare_ranking: (lists, [[0], [1]], [[1], [0]]),
        evaluate.clusters: (X, Y),
        evaluate.split: (log,),
        evaluate.origins: (log,),
        evaluate.folds: (log,),
    }
    return {
        f"evaluate.{f.__name__}": (f, functools.partial(called, f, data))
        for f, data in bound.items()
    }


def called(function, data, **given):
    """With what cannot be left out, and with what another parameter needs."""
    if function is evaluate.folds:
        given = {"n_folds": 2, **given}
    if function is evaluate.split and {"cutoff", "horizon_days"} & set(given):
        given["method"] = "time"
    if function is evaluate.split and "moments" in given:
        given["method"] = "given"
    if "population" in given:
        given["popularity"] = [0, 0]
    return function(*data, **given)


def calls(log):
    """Of each noun: whose parameters, and a call with some of them."""
    shop = quen.Shop.train(log)
    itemcf, offers = shop.itemcf, {"customer": 1}
    lifetime = quen.Lifetime().fit(log)
    regression = quen.LogisticRegression().fit(X, Y)
    return {
        "rfm": fit(quen.Rfm, log),
        "rfm.fit": (quen.Rfm.fit, lambda **given: quen.Rfm().fit(log, **given)),
        "kmeans": fit(quen.KMeans, X),
        "itemcf": fit(quen.ItemCF, log),
        "itemcf.fit": (quen.ItemCF.fit, lambda **given: quen.ItemCF().fit(log, **given)),
        "itemcf.recommend": (
            quen.ItemCF.recommend,
            lambda **given: itemcf.recommend(**offers, **given),
        ),
        "logit": fit(quen.LogisticRegression, X, Y),
        "logit.summary": (quen.LogisticRegression.summary, regression.summary),
        "churn": fit(quen.Churn, log),
        "churn.predict": (
            quen.Churn.predict,
            lambda **given: shop.churn.predict(log, **given),
        ),
        "lifetime": fit(quen.Lifetime, log),
        "lifetime.predict": (
            quen.Lifetime.predict,
            lambda horizon=30, **given: lifetime.predict(horizon, **given),
        ),
        "habits": fit(quen.Habits, log),
        "scaler": fit(quen.Scaler, X),
        "transformer": fit(quen.RfmTransformer, np.abs(X)),
        "features": (quen.Features, lambda **given: quen.Features(log, **given)),
        "orders": (
            quen.Orders.from_table,
            lambda **given: quen.Orders.from_table(TABLE, **{**ROLES, **given}),
        ),
        "orders.before": (
            quen.Orders.before,
            lambda moment=0, **given: log.before(moment, **given),
        ),
        "orders.between": (
            quen.Orders.between,
            lambda start=None, end=None, **given: log.between(start, end, **given),
        ),
        "orders.check": (quen.Orders.check, log.check),
        **evaluations(log),
        "shop": (quen.Shop.train, lambda **given: quen.Shop.train(log, **given)),
        "shop.recommend": (
            quen.Shop.recommend,
            lambda **given: shop.recommend(**offers, **given),
        ),
        "shop.at_risk": (quen.Shop.at_risk, shop.at_risk),
        "shop.trends": (
            quen.Shop.trends,
            lambda direction="rising", **given: shop.trends(direction, **given),
        ),
    }


# Data; and what takes anything: truth, text that is not looked at, a bar.
NOT_ASKED = ("self", "X", "y", "sample_weight", "orders", "table", "customer", "progress")
NOT_ASKED += ("score", "a", "b", "held_out", "ranked", "labels", "customers")
ANYTHING = {
    *("normalize", "include_bought", "popular", "strict", "log1p"),
    *("on", "max_levels", "segment", "intervals"),
}
# Right by itself, but not for this log.
OF_THE_LOG = re.compile(r"(nobody|everybody) (ordered|left|was)|the log (ends|is)")
FIELDS = "|".join(option.field for option in _RENAMED.values() if "_s" in option.field)
OF_C = re.compile(rf"quen_|QUEN_|NULL|\bC (int|long|double)|\b({FIELDS})\b")
SLOW = {
    "resamples",
    "max_iter",
    "n_init",
    "neighbors",
    "n_clusters",
    "n_jobs",
    "init_trials",
}


@pytest.fixture(scope="module")
def log():
    n = 400
    times = 1700000000 + CHANCE.integers(0, 500, n) * 86400
    return quen.Orders.from_table(
        {
            "c": CHANCE.integers(0, 40, n),
            "i": CHANCE.integers(0, 8, n),
            "t": times,
            "a": CHANCE.integers(1, 900, n) / 4,
        },
        **ROLES,
    )


@pytest.fixture(scope="module")
def nouns(log):
    return calls(log)


def parameters(noun, nouns):
    return [
        name
        for name in inspect.signature(nouns[noun][0]).parameters
        if name not in NOT_ASKED or (noun == "orders" and name == "customer")
    ]


def refusals(call, name):
    """What is raised of a parameter."""
    for bad in BAD:
        if name in SLOW and isinstance(bad, int) and bad > 100:
            continue
        try:
            call(**{name: bad})
        except Exception as error:
            yield bad, error


NAMES = (
    "rfm rfm.fit kmeans itemcf itemcf.fit itemcf.recommend logit logit.summary churn "
    "churn.predict lifetime lifetime.predict habits scaler transformer features orders "
    "orders.before orders.between orders.check evaluate.binary "
    "evaluate.compare_binary evaluate.calibration evaluate.gains evaluate.auc_test "
    "evaluate.ranking evaluate.compare_ranking evaluate.clusters evaluate.split "
    "evaluate.origins evaluate.folds shop shop.recommend shop.at_risk shop.trends"
).split()


def test_every_noun_is_asked(nouns):
    assert list(nouns) == NAMES


@pytest.mark.parametrize("noun", NAMES)
def test_sentences_name_the_parameter(noun, nouns):
    for name in parameters(noun, nouns):
        n_named = 0
        for bad, error in refusals(nouns[noun][1], name):
            said, about = str(error), f"{noun}({name}={bad!r}): {error!r}"
            assert not OF_C.search(said), about
            if OF_THE_LOG.search(said):
                continue
            assert re.search(rf"(?<!\w){name}(?!\w)", said), about
            assert isinstance(error, (TypeError, ValueError, quen.NotFoundError)), about
            n_named += 1
        assert n_named > 0 or name in ANYTHING, f"{noun}: nothing is refused of {name}"
