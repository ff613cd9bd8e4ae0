"""Made-up data, from a seed, and real data, as .npy files that every side maps.

A file is made once and kept under build/bench/data; its name says what it holds.
"""

from __future__ import annotations

import csv
import datetime
import gzip
import os
import pathlib
import re
from collections.abc import Callable

import numpy as np

from .case import build, root

SEED = 20240607
CHUNK = 1 << 20  # rows made at a time
MAKING: list[Callable[[str], None]] = []  # told of each file that is being made


def keep(name: str, make: Callable[[], np.ndarray]) -> str:
    """The path of an array, made unless it is there."""
    folder = build() / "data"
    path = folder / f"{name}.npy"
    if not path.exists():
        for tell in MAKING:
            tell(name)
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"{name}.part.npy"
        np.save(part, np.ascontiguousarray(make()))
        part.rename(path)
    return str(path)


def load(path: str) -> np.ndarray:
    return np.load(path, mmap_mode="r")


def real(name: str) -> pathlib.Path | None:
    """A file of real data, or None: see README, QUEN_DATA."""
    folder = os.environ.get("QUEN_DATA")
    path = (pathlib.Path(folder) if folder else root().parent / "shared" / "data") / name
    return path if path.exists() else None


# ---- points ----

SEPARATION = 4.0  # standard deviations between two centres on average: blobs overlap


def blobs(n: int, d: int, k: int) -> np.ndarray:
    """Points around k centres that lie so close that clusters run into one another."""
    rng = np.random.default_rng([SEED, n, d, k])
    centers = rng.normal(size=(k, d)) * SEPARATION / np.sqrt(2 * d)
    x = np.empty((n, d))
    for i in range(0, n, CHUNK):
        part = x[i : i + CHUNK]
        part[:] = rng.normal(size=part.shape)
        part += centers[rng.integers(k, size=len(part))]
    return x


def noise(n: int, d: int) -> np.ndarray:
    return np.random.default_rng([SEED, n, d]).random((n, d))


def arff(name: str, columns: int) -> np.ndarray:
    """The numbers of a .arff.gz file, its first `columns` columns."""
    path = real(f"clustering_benchmark/{name}.arff.gz")
    assert path, f"{name} is not there"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [line for line in file if re.match(r"\s*[-0-9.]", line)]
    return np.array([[float(v) for v in row.split(",")[:columns]] for row in rows])


def some_rows(x: np.ndarray, k: int) -> np.ndarray:
    """k different points to begin from, moved a little: from a point of a grid, as whole
    numbers are, others are equally far, and rounding would decide the labels."""
    rng = np.random.default_rng([SEED, len(x), k])
    few = np.unique(x[rng.permutation(len(x))[: k * 4]], axis=0)
    few = few[rng.permutation(len(few))[:k]].astype(np.float64)
    return few + rng.normal(size=few.shape) * x.std(axis=0) * 1e-2


def points(name: str, make: Callable[[], np.ndarray], dtype: str) -> str:
    """Points in either precision: the float32 ones are the float64 ones, rounded."""
    full = keep(f"{name}_float64", make)
    if dtype == "float64":
        return full
    return keep(f"{name}_{dtype}", lambda: load(full).astype(dtype))


# ---- orders of a real shop ----

RETAIL = "online_retail/online_retail.csv.gz"


def pack(texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Strings as their bytes one after another and where each begins."""
    sizes = np.array([len(t.encode()) for t in texts], dtype=np.uint64)
    offsets = np.concatenate([np.zeros(1, np.uint64), np.cumsum(sizes, dtype=np.uint64)])
    return np.frombuffer("".join(texts).encode(), np.uint8), offsets


def retail_rows() -> list[dict[str, str]]:
    path = real(RETAIL)
    assert path
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def retail() -> dict[str, str]:
    """The columns of Online Retail. Money in pence, times as UTC; a customer of 0 is
    nobody, as `known` says bit by bit."""
    rows: list[dict[str, str]] = []

    def column(make: Callable[[list[dict[str, str]]], np.ndarray]) -> np.ndarray:
        if not rows:
            rows.extend(retail_rows())
        return make(rows)

    def seconds(text: str) -> int:
        when = datetime.datetime.fromisoformat(text)
        return int(when.replace(tzinfo=datetime.UTC).timestamp())

    makers: dict[str, Callable[[list[dict[str, str]]], np.ndarray]] = {
        "customer": lambda r: np.array([int(float(v["CustomerID"] or 0)) for v in r]),
        "known": lambda r: np.packbits(
            [bool(v["CustomerID"]) for v in r], bitorder="little"
        ),
        "order_bytes": lambda r: pack([v["InvoiceNo"] for v in r])[0],
        "order_offsets": lambda r: pack([v["InvoiceNo"] for v in r])[1],
        "item_bytes": lambda r: pack([v["StockCode"] for v in r])[0],
        "item_offsets": lambda r: pack([v["StockCode"] for v in r])[1],
        "time": lambda r: np.array([seconds(v["InvoiceDate"]) for v in r]),
        "quantity": lambda r: np.array([int(v["Quantity"]) for v in r]),
        "amount": lambda r: np.array(
            [round(int(v["Quantity"]) * float(v["UnitPrice"]) * 100) for v in r]
        ),
    }
    return {
        name: keep(f"retail_{name}", lambda make=make: column(make))
        for name, make in makers.items()
    }


# ---- two classes ----


def classes(n: int, d: int) -> tuple[str, str]:
    """A standardised matrix of correlated columns, and labels that follow from it."""
    rng = np.random.default_rng([SEED, n, d, 2])
    mix = np.eye(d) + rng.normal(size=(d, d)) * 0.5 / np.sqrt(d)
    beta = rng.normal(size=d) / np.sqrt(d)

    def matrix() -> np.ndarray:
        x = rng.normal(size=(n, d)) @ mix
        x -= x.mean(axis=0)
        x /= x.std(axis=0)
        return x

    x = keep(f"logit_x_{n}_{d}", matrix)

    def labels() -> np.ndarray:
        odds = load(x) @ (2 * beta) - 1
        chance = np.random.default_rng([SEED, n, d, 3]).random(n)
        return (chance < 1 / (1 + np.exp(-odds))).astype(np.uint8)

    return x, keep(f"logit_y_{n}_{d}", labels)
