"""Offers: learning who bought what together, and answering one customer or many.

The neighbours of an item agree if their weights are within 1e-6 and they are the same
items but for equal weights; a customer's offers if the same items are offered but for
one in 200, as ours adds weights of 32 bits and the peer of 64.
"""

from __future__ import annotations

import ctypes
import time
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from .. import data
from ..abi import quen_csr, quen_itemcf_options, quen_neighbor, quen_offer
from ..case import Answers, Case, Metric, Notes, Side, Task, Verdict
from ..compare import gap
from ..quen import Quen, address, reference, view
from ..taste import GOWALLA, Taste, gowalla

COSINE, RP3BETA, SOURCES = 0, 2, 1
WEIGHTS = 1e-6
OFFERS = 1 / 200
N = 10

FILMS = Taste(138_000, 27_000, 20_000_000, 1.1, 170, 1.5, 20)
SHOPS = Taste(1_000_000, 20_000, 20_000_000, 0.8, 30, 1.0)
QUICK = Taste(200_000, 10_000, 4_000_000, 0.8, 30, 1.0)
TITLES = {
    FILMS: "138k x 27k x 20M, power law",
    SHOPS: "1M x 20k x 20M",
    QUICK: "200k x 10k x 4M",
}


class Matrix(Side):
    """What every side has: the matrix by rows, all values 1."""

    def __init__(self, task: Task) -> None:
        self.row_start, self.column = task.array("row_start"), task.array("column")
        self.rows = len(self.row_start) - 1
        self.items = int(task.params["items"])
        self.k = int(task.params["k"])
        self.params, self.threads_given = task.params, task.threads
        self.asked = (
            task.array("asked") if "asked" in task.files else np.zeros(0, np.uint32)
        )


class Ours(Matrix):
    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.quen = Quen(task.library, task.threads, task.simd)

    def run(self) -> Any:
        return self.fit()

    def fit(self) -> Any:
        matrix = quen_csr(
            self.rows, self.items, address(self.row_start), address(self.column), None
        )
        options = self.quen.options(
            quen_itemcf_options, neighbors=self.k, prune=SOURCES, **self.params["options"]
        )
        return self.quen.make(
            "quen_itemcf_fit_csr", reference(matrix), reference(options)
        )

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        items = np.full((self.items, self.k), -1, np.int64)
        weights = np.zeros((self.items, self.k))
        where = ctypes.c_void_p()
        for i in range(self.items):
            n = self.quen.ask("quen_itemcf_neighbors", result, i, ctypes.byref(where))
            if n:
                row = view(where.value, n, np.dtype(quen_neighbor))
                items[i, :n], weights[i, :n] = row["item"], row["weight"]
        return {"items": items, "weights": weights}

    def free(self, result: Any) -> None:
        self.quen.free("itemcf", result)


class Implicit(Matrix):
    """implicit counts an item among its own neighbours, so it is given one more."""

    name, package = "implicit", "implicit"

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        from implicit.nearest_neighbours import CosineRecommender
        from scipy.sparse import csr_matrix

        self.model = CosineRecommender
        self.matrix = csr_matrix(
            (
                np.ones(len(self.column)),
                self.column.view(np.int32),
                self.row_start.astype(np.int32),
            ),
            shape=(self.rows, self.items),
            copy=False,
        )

    def run(self) -> Any:
        return self.fit()

    def fit(self) -> Any:
        model = self.model(K=self.k + 1, num_threads=self.threads_given)
        model.fit(self.matrix, show_progress=False)
        return model

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        found = result.similarity
        items = np.full((self.items, self.k), -1, np.int64)
        weights = np.zeros((self.items, self.k))
        for i in range(self.items):
            part = slice(found.indptr[i], found.indptr[i + 1])
            others = found.indices[part] != i
            best = np.argsort(-found.data[part][others], kind="stable")[: self.k]
            items[i, : len(best)] = found.indices[part][others][best]
            weights[i, : len(best)] = found.data[part][others][best]
        return {"items": items, "weights": weights}


class PlainWalk(Matrix):
    """RP3beta as a plain C program of one thread (native/plain.c)."""

    name, package = "plain C program", "plain C"

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.walk = ctypes.CDLL(task.native).bench_rp3beta
        self.turned = quen_csr(
            self.items,
            self.rows,
            address(task.array("items_row_start")),
            address(task.array("items_column")),
            None,
        )

    def run(self) -> dict[str, np.ndarray]:
        users = quen_csr(
            self.rows, self.items, address(self.row_start), address(self.column), None
        )
        items = np.zeros((self.items, self.k), np.uint32)
        weights, counts = np.zeros((self.items, self.k)), np.zeros(self.items, np.uint64)
        options = self.params["options"]
        self.walk(
            reference(users),
            reference(self.turned),
            ctypes.c_double(options["alpha"]),
            ctypes.c_double(options["beta"]),
            ctypes.c_size_t(self.k),
            *(ctypes.c_void_p(address(a)) for a in (items, weights, counts)),
        )
        return {"items": items, "weights": weights}

    def answers(self, result: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        items = np.where(result["weights"] > 0, result["items"].astype(np.int64), -1)
        return {"items": items, "weights": result["weights"]}


def clear_items(answers: Answers) -> np.ndarray:
    """Each item's neighbours, ascending, without those of about the least weight kept."""
    weights = answers["weights"]
    clear = weights > weights[:, -1:] * (1 + WEIGHTS)
    return np.sort(np.where(clear, answers["items"], -1), axis=1)


def same_neighbors(task: Task, ours: Answers, theirs: Answers) -> Verdict:
    off = gap(ours["weights"], theirs["weights"])
    if off > WEIGHTS:
        return Verdict(False, f"weights {off:.1e}")
    rows = (clear_items(ours) != clear_items(theirs)).any(axis=1)
    return Verdict(rows.mean() <= 1e-3, f"weights {off:.1e}, lists {rows.mean():.1e}")


# ---- asking ----


class Asking:
    """One customer after the other, each with a clock; what is learned is not timed."""

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.fitted = self.fit()  # type: ignore[attr-defined]

    def measures(self, result: Any, seconds: float) -> dict[str, float]:
        nanoseconds = result["nanoseconds"]
        return {
            "median": float(np.median(nanoseconds)) * 1e-9,
            "p99": float(np.percentile(nanoseconds, 99)) * 1e-9,
        }

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        return {"items": result["items"]}

    def free(self, result: Any) -> None:
        pass


class OursAsking(Asking, Ours):
    """From C, as a till asks (native/ask.c)."""

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.ask = ctypes.CDLL(task.native).bench_recommend

    def run(self) -> dict[str, np.ndarray]:
        taken = np.zeros(len(self.asked), np.uint64)
        items = np.zeros((len(self.asked), N), np.uint32)
        pointers = [ctypes.c_void_p(address(a)) for a in (self.asked, taken, items)]
        if self.ask(
            self.quen.ctx,
            self.fitted,
            pointers[0],
            ctypes.c_size_t(len(self.asked)),
            ctypes.c_size_t(N),
            *pointers[1:],
        ):
            raise RuntimeError("a question failed")
        return {"nanoseconds": taken, "items": items}


class ImplicitAsking(Asking, Implicit):
    """Each customer's row is cut from the matrix beforehand."""

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.each = [(int(u), self.matrix[int(u)]) for u in self.asked]

    def run(self) -> dict[str, np.ndarray]:
        taken = np.zeros(len(self.each), np.uint64)
        items = np.full((len(self.each), N), -1, np.int64)
        for i, (customer, row) in enumerate(self.each):
            began = time.perf_counter_ns()
            found, _ = self.fitted.recommend(customer, row, N=N)
            taken[i] = time.perf_counter_ns() - began
            items[i, : len(found)] = found
        return {"nanoseconds": taken, "items": items}


class OursBatch(Asking, Ours):
    def run(self) -> dict[str, np.ndarray]:
        offers = np.empty((len(self.asked), N), np.dtype(quen_offer))
        counts = np.empty(len(self.asked), np.uintp)
        self.quen.call(
            "quen_itemcf_recommend_batch",
            self.fitted,
            address(self.asked),
            len(self.asked),
            None,
            address(offers),
            N,
            address(counts),
        )
        return {"items": offers["item"]}

    def measures(self, result: Any, seconds: float) -> dict[str, float]:
        return {"customers_per_s": len(self.asked) / seconds}


class ImplicitBatch(Asking, Implicit):
    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.some = self.matrix[self.asked]

    def run(self) -> dict[str, np.ndarray]:
        return {"items": self.fitted.recommend(self.asked, self.some, N=N)[0]}

    def measures(self, result: Any, seconds: float) -> dict[str, float]:
        return {"customers_per_s": len(self.asked) / seconds}


def same_offers(task: Task, ours: Answers, theirs: Answers) -> Verdict:
    a, b = (np.sort(x["items"].astype(np.int64), axis=1) for x in (ours, theirs))
    stride = 1 + max(a.max(), b.max())
    rows = np.arange(len(a))[:, None] * stride
    missing = 1 - np.isin(a + rows, b + rows).mean()
    return Verdict(missing <= OFFERS, f"other offers {missing:.1e}")


# ---- cases ----


def pairs_limit(machine: Any, task: Task, notes: Notes) -> float:
    """Raising a counter for each pair of items that a customer bought, either way once.
    Sets of bits, which count many customers at a time, may go below it."""
    much = np.diff(task.array("row_start")).astype(np.float64)
    return float((much * (much - 1)).sum() / 2 / machine.limits[task.threads].count)


def prepare(taste: Taste, k: int) -> Task:
    return Task(
        taste.files(), {"items": taste.items, "k": k, "options": {"method": COSINE}}
    )


def prepare_gowalla() -> Task:
    files = gowalla()
    items = len(data.load(files["items_row_start"])) - 1
    return Task(
        files,
        {
            "items": items,
            "k": 500,
            "options": {"method": RP3BETA, "alpha": 0.7, "beta": 0.3},
        },
    )


def fit(taste: Taste, k: int) -> Case:
    asked = (Metric(ratio=8.0), Metric("peak_bytes", "B", ratio=2.0))
    made = Case(
        f"itemcf/fit {TITLES[taste]}, cosine K {k}",
        partial(prepare, taste, k),
        (Ours, Implicit),
        same_neighbors,
        asked,
        pairs_limit,
        threads=(1, 2) if k == 20 else (2,),
    )
    return replace(made, quick=True, full=False) if taste is QUICK else made


def recommend(taste: Taste) -> Case:
    asked = (Metric("median", value=3e-6), Metric("p99", value=20e-6))
    name = f"itemcf/recommend {TITLES[taste]}, K 20"
    task, sides = partial(prepare, taste, 20), (OursAsking, ImplicitAsking)
    small = taste is QUICK
    return Case(
        name, task, sides, same_offers, asked, threads=(1,), quick=small, full=not small
    )


def batch(taste: Taste) -> Case:
    asked = (Metric("customers_per_s", "/s", higher=True, value=200_000.0),)
    name = f"itemcf/batch {TITLES[taste]}, K 20"
    task, sides = partial(prepare, taste, 20), (OursBatch, ImplicitBatch)
    small = taste is QUICK
    return Case(name, task, sides, same_offers, asked, quick=small, full=not small)


def walk() -> Case:
    name, asked = "itemcf/fit gowalla, RP3beta K 500", (Metric(value=1.0),)
    sides, check = (Ours, PlainWalk), same_neighbors
    return Case(name, prepare_gowalla, sides, check, asked, pairs_limit, quick=True)


CASES = (
    [fit(taste, k) for taste in (FILMS, SHOPS) for k in (20, 100)]
    + [fit(QUICK, 20)]
    + ([walk()] if data.real(GOWALLA) else [])
    + [make(taste) for make in (recommend, batch) for taste in TITLES]
)
