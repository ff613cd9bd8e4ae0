"""Keyword arguments, and the fields of C's options that they set.

A keyword is called as its field, but where Python says it in another unit, or
scikit-learn in another word: those stand in one table. Through it keywords become options
for the native functions, and the fields in the library's sentences become keywords again.
"""

from __future__ import annotations

import numbers
import re
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from quen import _core
from quen._keywords import CHOICES, RENAMED
from quen._time import days_s, moment_s, offset_s


def _seed(random_state: Any, clock: int) -> int:
    """A seed, given or drawn."""
    if isinstance(random_state, numbers.Integral):
        return int(random_state)
    if isinstance(random_state, np.random.RandomState):
        return int(random_state.randint(2**63 - 1, dtype=np.int64))
    if isinstance(random_state, np.random.Generator):
        return int(random_state.integers(2**63))
    raise ValueError(
        "random_state must be None, an int, or a RandomState or Generator of NumPy, not "
        f"{random_state!r}"
    )


class _Option(NamedTuple):
    field: str
    convert: Callable[[Any, int], Any] = lambda value, clock: value
    """From a value of the keyword's, and the shop's clock less UTC, to the field's."""
    unit: str = ""
    """The field's, where the keyword has another."""


_CONVERTERS: dict[str, tuple[Callable[[Any, int], Any], str]] = {
    "": (lambda value, clock: value, ""),
    "seed": (_seed, ""),
    "moment": (moment_s, "in Unix seconds"),
    "offset": (lambda value, clock: offset_s(value), "in seconds"),
    "days": (lambda value, clock: days_s(value), "in seconds"),
}
_RENAMED = {
    keyword: _Option(field, *_CONVERTERS[converter])
    for keyword, (field, converter) in RENAMED.items()
}


def options_of(clock: int = 0, /, **keywords: Any) -> dict[str, Any]:
    """Options for the native functions; None keeps the library's default.

    ``clock``: the shop's less UTC, in seconds, for moments.
    """
    options = {}
    for keyword, value in keywords.items():
        option = _RENAMED.get(keyword, _Option(keyword))
        options[option.field] = None if value is None else option.convert(value, clock)
    return options


def default_of(noun: str, keyword: str) -> Any:
    """What the library takes where a keyword is None, in the field's unit."""
    return _core.defaults(noun)[_RENAMED.get(keyword, _Option(keyword)).field]


# ---- sentences ----

_KEYWORDS = {
    option.field: f"{keyword}, {option.unit}," if option.unit else keyword
    for keyword, option in _RENAMED.items()
}
_NOUNS = {"arrow": "orders", "arrow options": "orders"}

# The option that a sentence is about comes first, or after the nouns that say where.
_SUBJECT = re.compile(rf"\A((?:[a-z][a-z ]*: )*)({'|'.join(_KEYWORDS)})(?![\w-])")
_NOUN = re.compile(rf"\A({'|'.join(_NOUNS)})(?=:)")
_CHOICE = re.compile(rf"\b(?:{'|'.join(CHOICES)})([A-Z0-9_]+)\b")


def in_keywords(sentence: str) -> str:
    """A sentence of the library's, in the words that Python's caller wrote.

    >>> in_keywords("kmeans: k is 9, but there are only 3 points")
    'kmeans: n_clusters is 9, but there are only 3 points'
    >>> in_keywords("horizon_s is 0, not within 1..9467193600")
    'horizon_days, in seconds, is 0, not within 1..9467193600'
    >>> in_keywords("bins is 3; choose QUEN_RFM_SEGMENTS_NONE")
    'bins is 3; choose "none"'
    """
    sentence = _SUBJECT.sub(lambda m: m[1] + _KEYWORDS[m[2]], sentence)
    sentence = _NOUN.sub(lambda m: _NOUNS[m[1]], sentence)
    return _CHOICE.sub(lambda m: f'"{m[1].lower()}"', sentence)
