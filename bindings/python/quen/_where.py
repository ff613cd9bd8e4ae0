"""Which rows stay and which go, as filters that the library takes."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from numbers import Integral
from typing import TypeAlias

import numpy as np

Value: TypeAlias = str | int | bool
Rows: TypeAlias = Mapping[str, Value | Iterable[Value]]
"""Of each column the value, or the values, by which rows are chosen."""
Filter: TypeAlias = tuple[str, tuple[str, ...], bool]
"""A column, texts, and whether rows that have one of them go."""


def _texts(value: object, called: str) -> tuple[str, ...]:
    """What a value is compared by: a number's digits; a bool is 1 or 0 in many places."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, (bool, np.bool_)):
        return ("true", "1") if value else ("false", "0")
    if isinstance(value, Integral):
        return (str(int(value)),)
    raise TypeError(f"{called}: values are texts, whole numbers or bools, not {value!r}")


def _values(values: object, called: str) -> tuple[str, ...]:
    if isinstance(values, bytes) or not isinstance(values, Iterable):
        return _texts(values, called)
    if isinstance(values, str):
        return (values,)
    texts = tuple(text for value in values for text in _texts(value, called))
    if not texts:
        raise ValueError(f"{called}: there is no value: name at least one")
    return texts


def _filters(rows: object, name: str, drops: bool) -> tuple[Filter, ...]:
    if rows is None:
        return ()
    if not isinstance(rows, Mapping):
        raise TypeError(
            f"{name} must be a dict of columns and their values, not {rows!r}"
        )
    for column in rows:
        if not isinstance(column, str):
            raise TypeError(f"{name}: columns have names, not {column!r}")
    return tuple(
        (column, _values(values, f"{name}[{column!r}]"), drops)
        for column, values in rows.items()
    )


def filters_of(where: Rows | None, drop: Rows | None) -> tuple[Filter, ...]:
    """One filter for each column of either; rows must pass all of them.

    >>> filters_of({"event_type": "purchase"}, {"status": ["void", 7], "test": True})
    (('event_type', ('purchase',), False), ('status', ('void', '7'), True), \
('test', ('true', '1'), True))
    """
    return _filters(where, "where", False) + _filters(drop, "drop", True)


def warn_of_none(told: Iterable[str]) -> None:
    """Say what left out the last row: to whoever called two functions above."""
    left = [t for t in told if t.endswith("left out") and ": 0 of " not in t]
    if left:
        warnings.warn(f"no row is left: {left[0]}", UserWarning, stacklevel=4)
