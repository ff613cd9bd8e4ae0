"""How answers are compared: what may differ by rounding, and by how much."""

from __future__ import annotations

import numpy as np

from .case import Verdict


def gap(a: np.ndarray, b: np.ndarray) -> float:
    """The largest difference, relative to the largest value; 0 where nothing is."""
    if a.shape != b.shape:
        return float("inf")
    if a.size == 0:
        return 0.0
    a, b = a.astype(np.float64), b.astype(np.float64)
    if not np.array_equal(np.isnan(a), np.isnan(b)):
        return float("inf")
    known = ~np.isnan(a)
    if not known.any():
        return 0.0
    size = max(np.abs(a[known]).max(), np.abs(b[known]).max())
    return float(np.abs(a[known] - b[known]).max() / size) if size else 0.0


def close(names: dict[str, float], right: dict, found: dict) -> Verdict:
    """Each named answer is to be within its relative tolerance."""
    gaps = {name: gap(right[name], found[name]) for name in names}
    text = ", ".join(f"{name} {value:.1e}" for name, value in gaps.items())
    return Verdict(all(gaps[n] <= limit for n, limit in names.items()), text)


def matching(right: np.ndarray, found: np.ndarray) -> np.ndarray | None:
    """Which right centre each found one is, or None if that is not one to one."""
    distances = ((found[:, None, :].astype(np.float64) - right[None, :, :]) ** 2).sum(-1)
    nearest = distances.argmin(axis=1)
    return nearest if len(np.unique(nearest)) == len(right) else None


def inertia(x: np.ndarray, centers: np.ndarray, labels: np.ndarray) -> float:
    """Sum of squared distances to the centres named, in double, whatever x is."""
    total, step = 0.0, max(1, (1 << 22) // x.shape[1])
    for i in range(0, len(x), step):
        rest = x[i : i + step] - centers[labels[i : i + step]].astype(np.float64)
        total += float(np.einsum("ij,ij->", rest, rest))
    return total
