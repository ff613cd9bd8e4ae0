"""Keyword arguments, and the fields of C's options that they set.

A keyword is called as its field, but where Python says it in another unit, or
scikit-learn in another word: those stand in one table. Through it keywords become options
for the native functions, and the fields in the library's sentences become keywords again.
"""

from __future__ import annotations

import numbers
import operator
import re
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from quen import _core
from quen._keywords import CHOICES, RENAMED
from quen._time import Offset, days_s, moment_s, offset_s
from quen._zone import UTC_CLOCK, ZoneTable


def _seed(random_state: Any, clock: ZoneTable, keyword: str) -> int:
    """A seed, given or drawn."""
    if isinstance(random_state, numbers.Integral):
        return int(random_state)
    if isinstance(random_state, np.random.RandomState):
        return int(random_state.randint(2**63 - 1, dtype=np.int64))
    if isinstance(random_state, np.random.Generator):
        return int(random_state.integers(2**63))
    raise ValueError(
        f"{keyword} must be None, an int, or a RandomState or Generator of NumPy, not "
        f"{random_state!r}"
    )


def _as_given(value: Any, clock: ZoneTable, keyword: str) -> Any:
    return value


def _days(days: float, clock: ZoneTable, keyword: str) -> int:
    return days_s(days, keyword)


def _offset(offset: Offset, clock: ZoneTable, keyword: str) -> int:
    return offset_s(offset, keyword)


class _Option(NamedTuple):
    field: str
    convert: Callable[[Any, ZoneTable, str], Any] = _as_given
    """From a value, the shop's clock and the keyword's name to the field's."""
    unit: str = ""
    """The field's, where the keyword has another."""


_CONVERTERS: dict[str, tuple[Callable[[Any, ZoneTable, str], Any], str]] = {
    "": (_as_given, ""),
    "seed": (_seed, ""),
    "moment": (moment_s, "in Unix seconds"),
    "offset": (_offset, "in seconds"),
    "days": (_days, "in seconds"),
}
_RENAMED = {
    keyword: _Option(field, *_CONVERTERS[converter])
    for keyword, (field, converter) in RENAMED.items()
}


def options_of(clock: ZoneTable = UTC_CLOCK, /, **keywords: Any) -> dict[str, Any]:
    """Options for the native functions; None keeps the library's default.

    ``clock``: the shop's, for moments.
    """
    options = {}
    for keyword, value in keywords.items():
        option = _RENAMED.get(keyword, _Option(keyword))
        options[option.field] = (
            None if value is None else option.convert(value, clock, keyword)
        )
    return options


def named_of(roles: dict[str, str | None]) -> dict[str, str]:
    """The names of columns that were given."""
    for role, name in roles.items():
        if name is not None and not isinstance(name, str):
            raise TypeError(f"{role} must be the name of a column, not {name!r}")
    return {role: name for role, name in roles.items() if name is not None}


def number_of(name: str, value: Any) -> float:
    """A number, of an argument that is no option."""
    if not isinstance(value, numbers.Real):
        raise TypeError(f"{name} must be a number, not {value!r}")
    return float(value)


def number_or_none(name: str, value: Any) -> float | None:
    """The same of one that may be left out."""
    return None if value is None else number_of(name, value)


def count_of(name: str, value: Any) -> int:
    """A whole number from 0 on, of an argument that is no option."""
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be a whole number, not {value!r}") from None
    if number < 0:
        raise ValueError(f"{name} must be at least 0, not {number}")
    return number


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
    sentence = sentence.replace("say no_header if", "say header=False if")
    sentence = _NOUN.sub(lambda m: _NOUNS[m[1]], sentence)
    return _CHOICE.sub(lambda m: f'"{m[1].lower()}"', sentence)
