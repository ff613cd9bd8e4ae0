"""Keywords and C's options: no default is kept twice, errors name what was written."""

import inspect
import re

import numpy as np
import pytest

import quen
from quen import _core
from quen._options import _RENAMED, in_keywords

NOUNS = {
    "rfm": quen.Rfm,
    "features": quen.Features,
    "kmeans": quen.KMeans,
    "scaler": quen.Scaler,
    "logit": quen.LogisticRegression,
    "itemcf": quen.ItemCF,
    "churn": quen.Churn,
    "lifetime": quen.Lifetime,
    "habits": quen.Habits,
    "shop": quen.Shop.train,
    "arrow": quen.Orders.from_table,
}
OF_LINES = {"customer", "order", "item", "time", "amount", "price", "quantity"}
# Of Python's own making: what becomes several fields, or an array.
MADE = {"log1p_all": "log1p", "class_mode": "class_weight"}


STATED = re.compile(r", default (\S+)|None: (\S+)|None.* the library's (\S+)")


def keywords_of(noun):
    """Fields of the noun's options, and the keywords that set them."""
    names = {option.field: keyword for keyword, option in _RENAMED.items()} | MADE
    fields = _core.defaults(noun)
    signature = inspect.signature(NOUNS[noun]).parameters
    pairs = {field: names.get(field, field) for field in fields}
    return {field: signature[word] for field, word in pairs.items() if word in signature}


@pytest.mark.parametrize("noun", NOUNS)
def test_no_default_is_kept_here(noun):
    keywords = keywords_of(noun)
    assert len(keywords) >= 3 or noun in ("shop", "features")
    for parameter in keywords.values():
        if parameter.name not in OF_LINES:
            assert parameter.default is None, parameter.name


def stated(noun):
    """Defaults that a docstring states: "name : type, default x", or "None: x" below."""
    text = inspect.getdoc(NOUNS[noun])
    for field, parameter in keywords_of(noun).items():
        block = re.search(rf"^{parameter.name} :.*\n((?:  .*\n)+)", text + "\n", re.M)
        found = block and STATED.search(block[0])
        if found:
            yield field, (found[1] or found[2] or found[3]).strip('".,;')


def as_stated(field, value):
    """A default in the unit of its keyword."""
    if field in ("log1p_all", "normalize"):
        return bool(value)
    days = [option.field for word, option in _RENAMED.items() if word.endswith("_days")]
    return value / 86400 if field in days else value


@pytest.mark.parametrize("noun", sorted(set(NOUNS) - {"shop", "arrow"}))
def test_docstrings_state_the_library_s(noun):
    defaults = _core.defaults(noun)
    said = dict(stated(noun))
    assert said
    for field, words in said.items():
        expected = as_stated(field, defaults[field])
        is_number = isinstance(expected, (int, float)) and not isinstance(expected, bool)
        if field in ("active_s", "cutoff_s", "init_trials"):  # no numbers are stated
            continue
        assert (float(words) if is_number else words) == (
            expected if is_number else str(expected)
        ), field


def test_sentences_name_keywords(orders):
    """The one table turns fields into keywords, and keywords into fields."""
    x = np.arange(6.0).reshape(3, 2)
    cases = {
        "n_clusters is 9": lambda: quen.KMeans(9).fit(x),
        "n_clusters must be within 0..2^32 - 1, not -1": lambda: quen.KMeans(-1).fit(x),
        "horizon_days, in seconds, is 0": lambda: quen.Churn(0).fit(orders),
        "active_days, in seconds, is -86400": lambda: quen.Churn(active_days=-1).fit(
            orders
        ),
        "period_days, in seconds, is 0": lambda: quen.Features(orders, period_days=0),
        "recency_unit_days, in seconds, is 0": lambda: quen.Rfm(recency_unit_days=0).fit(
            orders
        ),
        "utc_offset, in seconds, is 90000": lambda: quen.Orders.from_table(
            {"i": ["x"], "t": [0], "a": [1]},
            item="i",
            time="t",
            amount="a",
            utc_offset=90000,
        ),
        "orders: either amount or price": lambda: quen.Orders.from_table(
            {"i": ["x"], "t": [0], "a": [1]}, item="i", time="t", amount="a", price="a"
        ),
        'choose "none" or rules': lambda: quen.Rfm(3).fit(orders),
        "n_clusters is 9000": lambda: quen.Shop.train(orders, kmeans=quen.KMeans(9000)),
    }
    for sentence, call in cases.items():
        with pytest.raises(ValueError, match=r"^[^']*" + re.escape(sentence)) as caught:
            call()
        fields = "|".join(option.field for option in _RENAMED.values())
        assert not re.search(rf"\b({fields})\b(?! clusters)|QUEN_", str(caught.value))


def test_other_words_stay():
    for sentence in (
        "row 3, column \"now_s\": 'k is 3'",
        "k-means facts: 3 sweeps",
        "rfm: nobody ordered before the moment",
        "the seed of all is 3",
    ):
        assert in_keywords(sentence) == sentence
