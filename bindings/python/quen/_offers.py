"""Answers to "what to offer": arrays of the library's offers as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from quen._keys import MISSING, Keys, keys_of
from quen._options import count_of
from quen._structs import OFFER
from quen._table import Array, Lists, Table


def filter_of(
    items: Keys,
    include_bought: bool,
    popular: bool,
    exclude: Iterable[Any] | None,
    allow: Iterable[Any] | None,
    strict: bool,
) -> tuple[bool, bool, Array | None, Array | None]:
    """What the native questions take; unknown items cannot be offered anyway."""

    def numbers(name: str, keys: Iterable[Any] | None) -> Array | None:
        if keys is None:
            return None
        keys = keys_of(name, keys)
        found = items.numbers(keys) if strict else items.find(keys)
        return np.ascontiguousarray(found[found != MISSING])

    lists = numbers("exclude", exclude), numbers("allow", allow)
    return include_bought, not popular, *lists


def room_for(n: int, most: int) -> int:
    """How many answers there may be, when n are asked for."""
    return min(count_of("n", n), most)


def ask(
    native: Callable[..., int],
    handle: Any,
    kind: str,
    subject: Any,
    n: int,
    most: int,
    chosen: Any,
) -> Array:
    """At most n offers, as the library has them; there are ``most`` items."""
    offers = np.empty(room_for(n, most), OFFER)
    return offers[: native(handle, kind, subject, chosen, offers)]


def table_of(offers: Array, items: Keys, **first: Any) -> Table:
    """Offers as a table: item, score, popular, and because of which items."""
    counts = offers["n_reasons"].astype(np.int64)
    used = np.arange(offers["reasons"].shape[1]) < counts[:, None]
    marks = np.concatenate(([0], np.cumsum(counts)))
    return Table(
        {
            **first,
            "item": items.column(offers["item"]),
            "score": np.ascontiguousarray(offers["score"]),
            "popular": offers["popular"] != 0,
            "because": Lists(marks, items.column(offers["reasons"][used])),
        }
    )
