"""The numbers that pictures show, where a model does not tell them as they are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from quen._canvas import _not
from quen._shop import Shop
from quen._table import Array, Table

if TYPE_CHECKING:
    from quen._habits import Habits
    from quen._time import Moment


# ---- habits ----


def _chances_by_day(habits: Habits, table: Table, days: int, now: Moment | None) -> Array:
    """Of each row of what is due: the chance of each day."""
    places = {
        pair: i
        for i, pair in enumerate(zip(table["customer"], table["item"], strict=True))
    }
    chances = np.zeros((len(table), days + 1))
    for customer in dict.fromkeys(table["customer"]):
        for day in range(1, days + 1):
            due = habits.due(customer, day, now=now, n=habits.n_items_)
            for item, chance in zip(due["item"], due["chance"], strict=True):
                place = places.get((customer, item))
                if place is not None:
                    chances[place, day] = chance
    return np.maximum(np.diff(chances, axis=1), 0)


def _due_names(table: Table, has_customers: bool) -> list[str]:
    pairs = zip(table["customer"], table["item"], strict=True)
    return [f"{who}: {item}" if has_customers else str(item) for who, item in pairs]


# ---- clusters ----


def _distances(points: Array) -> Array:
    """Between each two rows."""
    points = points - points.mean(axis=0)  # less is lost to rounding near 0
    squares = np.einsum("ij,ij->i", points, points)
    between = squares[:, None] + squares - 2 * (points @ points.T)
    np.fill_diagonal(between, 0)
    distances: Array = np.sqrt(np.maximum(between, 0))
    return distances


def _silhouette(distances: Array, labels: Array) -> float:
    """The mean of (b - a) / max(a, b), 0 for who is alone (Rousseeuw 1987).

    a: mean distance to the others of one's cluster; b: to the nearest other cluster.
    """
    members = labels[:, None] == np.unique(labels)
    if members.shape[1] < 2:
        return 0.0
    sums, sizes = distances @ members, members.sum(axis=0)
    alone = (members @ sizes) == 1
    a = sums[members] / np.maximum(members @ sizes - 1, 1)
    b = np.where(members, np.inf, sums / sizes).min(axis=1)
    wide = np.maximum(a, b)
    scores = np.divide(b - a, wide, out=np.zeros(len(a)), where=(wide > 0) & ~alone)
    return float(scores.mean())


def _z(means: Array, sizes: Array) -> Array:
    """Distances of means (features x clusters) from that of all rows, in their spread."""
    known = np.where(np.isfinite(means), sizes, 0.0)
    values, total = np.nan_to_num(means), np.maximum(known.sum(axis=1, keepdims=True), 1)
    away = values - (known * values).sum(axis=1, keepdims=True) / total
    spread = np.sqrt((known * away**2).sum(axis=1, keepdims=True) / total)
    z = np.divide(away, spread, out=np.zeros_like(away), where=spread > 0)
    return np.where(np.isfinite(means), z, np.nan)


# ---- churn ----


def _foreseen(backtest: Any) -> tuple[Any, Any]:
    """Outcomes and risks of a table."""
    wanted = "what Churn.backtest() gives, or 0 and 1 for each customer, with risk beside"
    if isinstance(backtest, Shop):
        wanted += " (a shop does not know yet who left: Churn().backtest(orders))"
    elif hasattr(backtest, "columns"):
        if {"churned", "risk"} <= set(backtest.columns):
            return backtest["churned"], backtest["risk"]
        wanted += f" (the columns are {list(backtest.columns)})"
    raise _not("y", wanted, backtest)


def _outcomes(y: Any, risk: Any) -> tuple[Array, Array]:
    """Who left, as 0 and 1, and the risks they had."""
    if risk is None:
        y, risk = _foreseen(y)
    y, risk = np.asarray(y), np.asarray(risk, float)
    if y.ndim != 1 or y.shape != risk.shape:
        raise ValueError(
            f"y and risk must be as long as each other; shapes {y.shape} and {risk.shape}"
        )
    if not np.isin(y, (0, 1)).all():
        raise ValueError("y must be 1 for who left and 0 for who came back")
    if not ((risk >= 0) & (risk <= 1)).all():
        raise ValueError("risk must be probabilities, from 0 to 1")
    y = y.astype(int)
    if y.sum() in (0, len(y)):
        raise ValueError("somebody must have left, and somebody have come back")
    return y, risk


def _gains(y: Array, risk: Array) -> tuple[Array, Array]:
    """Shares of customers by descending risk, and of those who left among them.

    Customers of equal risk are taken together: between points lies what any order of
    theirs gives on average.
    """
    order = np.argsort(-risk, kind="stable")
    ends = np.flatnonzero(np.append(np.diff(risk[order]) != 0, True)) + 1
    found = np.cumsum(y[order])[ends - 1]
    return np.append(0, ends / len(y)), np.append(0, found / found[-1])


def _wilson(left: Array, n: Array) -> tuple[Array, Array]:
    """The 95 % interval of a share (Wilson 1927)."""
    z = 1.959964
    center = (left + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * np.sqrt(left * (n - left) / n + z * z / 4)
    return center - half, center + half
