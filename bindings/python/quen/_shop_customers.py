"""What a shop tells of customers: of one as a dict, of many as columns."""

from __future__ import annotations

from typing import Any

import numpy as np

from quen._structs import PARTS, Part
from quen._table import Array, column_of
from quen._time import moment_of

CUSTOMER = np.dtype(
    [
        ("parts", np.uint32),
        ("r", np.uint32),
        ("f", np.uint32),
        ("m", np.uint32),
        ("segment", np.uint32),
        ("cluster", np.uint32),
        ("n_reasons", np.uint32),
        ("regular", np.uint32),
        ("late", np.uint32),
        ("hour", np.uint32),
        ("weekday", np.uint32),
        ("n_due", np.uint32),
        ("due", np.uint32),
        ("reserved", np.uint32),
        ("recency", np.int64),
        ("frequency", np.int64),
        ("monetary", np.int64),
        ("risk", np.float64),
        ("alive", np.float64),
        ("orders", np.float64),
        ("value", np.float64),
        ("stake", np.float64),
        ("due_chance", np.float64),
        ("next", np.int64, 3),
    ]
)
# What lists of customers tell of each, with how often they came where no money is known;
# and what the table of all does.
LISTED = ("customer", "segment", "recency", "monetary", "risk", "reasons")
LISTED_BARE = ("customer", "segment", "recency", "frequency", "risk", "reasons")
FUTURE = ("alive", "orders", "value", "stake")
NEXT = ("next_25", "next_50", "next_75")
USUAL = ("hour", "weekday")
NO_HABIT = 2**32 - 1
LAPSED = ("customer", "segment", "recency", "monetary", *FUTURE, *NEXT)
TABLE = (
    "customer",
    "r",
    "f",
    "m",
    "segment",
    "recency",
    "frequency",
    "monetary",
    "cluster",
    "risk",
    *FUTURE,
    "regular",
    "late",
    *NEXT,
    *USUAL,
    "due",
    "due_chance",
)
# What is told of one customer alone.
ALONE = ("reasons", "hour_share", "weekday_share")


# ---- of one ----


def future_of(known: dict[str, Any], unit: float) -> dict[str, Any]:
    moments = (moment_of(moment) for moment in known["next"])
    bare = np.isnan(known["value"])
    return {
        "alive": known["alive"],
        "orders": known["orders"],
        "value": None if bare else known["value"] / unit,
        "stake": known["stake"] / unit,
        "regular": bool(known["regular"]),
        "late": bool(known["late"]),
        **dict(zip(NEXT, moments, strict=True)),
    }


def habits_of(known: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "due": [(item, chance, moment_of(at)) for item, chance, at in known["due"]]
    }
    for name in USUAL:
        has = known[name] != NO_HABIT
        answer[name] = known[name] if has else None
        answer[f"{name}_share"] = known[f"{name}_share"] if has else None
    return answer


# ---- of many: rows are CUSTOMER's ----


def where_known(rows: Array, part: Part, values: Array) -> Array:
    """Numbers that a part tells; NaN where it knows nothing of the customer."""
    known = rows["parts"] & PARTS[part] != 0
    return values if known.all() else np.where(known, values, np.nan)


def futures_of(rows: Array, unit: float, has_money: bool) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for name in FUTURE:
        values = rows[name] / (1.0 if name in ("alive", "orders") else unit)
        columns[name] = where_known(rows, "lifetime", values)
    if not has_money:
        del columns["value"]
    for name in ("regular", "late"):
        columns[name] = rows[name] != 0
    known = rows["parts"] & PARTS["lifetime"] != 0
    for i, name in enumerate(NEXT):
        moments = rows["next"][:, i].astype("datetime64[s]")
        columns[name] = np.where(known, moments, np.datetime64("NaT", "s"))
    return columns


def habit_columns_of(rows: Array, items: Array) -> dict[str, Any]:
    known = rows["parts"] & PARTS["habits"] != 0
    is_due = known & (rows["n_due"] > 0)
    keys = np.array([*items.tolist(), None], object)
    due = keys[np.where(is_due, rows["due"], len(keys) - 1)]
    return {
        name: np.where(known & (rows[name] != NO_HABIT), rows[name], np.nan)
        for name in USUAL
    } | {
        "due": column_of(list(due)),
        "due_chance": np.where(is_due, rows["due_chance"], np.nan),
    }
