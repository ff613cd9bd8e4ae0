"""The next basket: 10 items of each customer's last day, foreseen from what was before.

There is no one right answer, so each side's NDCG and recall are told, and one agrees if
its NDCG is not below .95 of ours. "formula" is the plain one in numpy: .9^(age in
baskets) of the customer's own, drawn to 0 by one basket, + the item's share of baskets +
recent baskets with a half-life of 30 days as a share of their peak; its weights of 1 were
best of those tried on the first shop by who knew the answers, where ours are chosen from
what was before. implicit is asked for neighbours of all that was bought, these included.
What is timed are questions; learning is a case of its own.
"""

from __future__ import annotations

import ctypes
import time
from functools import partial
from typing import Any

import numpy as np

from .. import baskets
from ..abi import quen_habits_options, quen_key_column, quen_order_columns
from ..baskets import DAY, N
from ..case import Answers, Case, Metric, Side, Task, Verdict
from ..logs import finished_log
from ..quen import Quen, address, reference
from ..sales import FULL, QUICK, Log
from .features import Ours as OfLog
from .features import prepare as prepare_log

NEAR = 0.95
DECAY, HALF_LIFE = 0.9, 30


class Baskets(Side):
    """What every side has: lines by customer and time, who is asked about."""

    def __init__(self, task: Task) -> None:
        names = ("customer", "item", "time", "asked", "wanted", "wanted_start")
        self.columns = {name: task.array(name) for name in names}
        self.asked = self.columns["asked"]
        self.prepare(task)

    def prepare(self, task: Task) -> None:
        """Everything that questions need."""

    def measures(self, result: Any, seconds: float) -> dict[str, float]:
        taken, items = result
        return {
            "median": float(np.median(taken)) * 1e-9,
            "p99": float(np.percentile(taken, 99)) * 1e-9,
            **self.judged(items),
        }

    def judged(self, items: np.ndarray) -> dict[str, float]:
        return baskets.judged(items, self.columns["wanted"], self.columns["wanted_start"])

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        return {n: np.array([v]) for n, v in self.judged(result[1]).items()}

    def clocked(self, ask: Any) -> tuple[np.ndarray, np.ndarray]:
        """One customer after the other, each with a clock."""
        taken = np.zeros(len(self.asked), np.uint64)
        items = np.full((len(self.asked), N), -1, np.int64)
        for i, customer in enumerate(self.asked.tolist()):
            began = time.perf_counter_ns()
            found = ask(customer)
            taken[i] = time.perf_counter_ns() - began
            items[i, : len(found)] = found
        return taken, items


class Ours(Baskets):
    """From C, as a till asks (native/ask.c)."""

    def prepare(self, task: Task) -> None:
        self.quen = Quen(task.library, task.threads, task.simd)
        self.ask = ctypes.CDLL(task.native).bench_next_basket
        keys = {
            name: quen_key_column(numbers=address(self.columns[name]))
            for name in ("customer", "item")
        }
        lines = self.quen.options(
            quen_order_columns,
            n=len(self.columns["time"]),
            time_s=address(self.columns["time"]),
            **keys,
        )
        self.log = finished_log(self.quen, lines)
        self.fitted = self.fit()
        self.numbers, _ = self.keys("customer")
        self.customers = self.numbers[self.asked].astype(np.uint32)
        _, self.items = self.keys("item")

    def fit(self) -> Any:
        options = self.quen.options(quen_habits_options)
        return self.quen.make("quen_habits_fit", self.log, reference(options))

    def keys(self, what: str) -> tuple[np.ndarray, np.ndarray]:
        """The log's number of each key, and the key of each number."""
        n = self.quen.ask(f"quen_habits_n_{what}s", self.fitted)
        name = f"quen_orders_{what}_key"
        keys = np.array([self.quen.ask(name, self.log, i).number for i in range(n)])
        numbers = np.full(int(keys.max()) + 1, -1)
        numbers[keys] = np.arange(n)
        return numbers, keys

    def run(self) -> Any:
        taken = np.zeros(len(self.customers), np.uint64)
        items = np.zeros((len(self.customers), N), np.uint32)
        pointers = [ctypes.c_void_p(address(a)) for a in (self.customers, taken, items)]
        if self.ask(
            self.quen.ctx,
            self.fitted,
            pointers[0],
            ctypes.c_size_t(len(self.customers)),
            ctypes.c_size_t(N),
            *pointers[1:],
        ):
            raise RuntimeError("a question failed")
        is_item = items < len(self.items)
        return taken, np.where(is_item, self.items[np.where(is_item, items, 0)], -1)


class Formula(Baskets):
    """Own baskets in rows of a customer, the rest in a vector that is copied."""

    name, package = "formula in numpy", "numpy"

    def prepare(self, task: Task) -> None:
        lines = np.stack([self.columns[n] for n in ("customer", "time", "item")], 1)
        lines[:, 1] //= DAY
        lines = np.unique(lines, axis=0)
        new = np.any(np.diff(lines[:, :2], axis=0, prepend=-1) != 0, axis=1)
        basket = np.cumsum(new) - 1
        self.base = self.popular(lines[:, 1], lines[:, 2], int(basket[-1]) + 1)
        self.learn_own(lines[:, 0], basket, lines[:, 2])

    def popular(self, day: np.ndarray, item: np.ndarray, n: int) -> np.ndarray:
        share = np.bincount(item) / n
        weight = 2.0 ** ((day - day.max()) / HALF_LIFE)
        recent = np.bincount(item, weight)
        return share + recent / recent.max() * share.max()

    def learn_own(self, who: np.ndarray, basket: np.ndarray, item: np.ndarray) -> None:
        from scipy.sparse import csr_matrix

        last = np.zeros(who.max() + 1, np.int64)
        np.maximum.at(last, who, basket)
        weight = DECAY ** (last[who] - basket)
        first = np.r_[True, np.diff(basket) > 0]
        total = np.bincount(who[first], weight[first]) + 1
        self.own = csr_matrix((weight / total[who], (who, item)))

    def question(self, customer: int) -> np.ndarray:
        scores = self.base.copy()
        row = slice(self.own.indptr[customer], self.own.indptr[customer + 1])
        scores[self.own.indices[row]] += self.own.data[row]
        best = np.argpartition(-scores, N)[:N]
        return best[np.argsort(-scores[best])]

    def run(self) -> Any:
        return self.clocked(self.question)


class Implicit(Baskets):
    """Cosine of baskets' items, each customer's row cut beforehand."""

    name, package = "implicit", "implicit"

    def prepare(self, task: Task) -> None:
        from implicit.nearest_neighbours import CosineRecommender
        from scipy.sparse import csr_matrix

        customer, item = self.columns["customer"], self.columns["item"]
        bought = csr_matrix((np.ones(len(customer)), (customer, item)))
        bought.data[:] = 1
        self.model = CosineRecommender(K=100, num_threads=task.threads)
        self.model.fit(bought, show_progress=False)
        self.rows = {u: bought[u] for u in self.asked.tolist()}

    def question(self, customer: int) -> np.ndarray:
        return self.model.recommend(
            customer, self.rows[customer], N=N, filter_already_liked_items=False
        )[0]

    def run(self) -> Any:
        return self.clocked(self.question)


class OursFit(Ours):
    """Learning, with the choice of weights and what answers are worth."""

    def run(self) -> Any:
        return self.fit()

    def measures(self, result: Any, seconds: float) -> dict[str, float]:
        return {"seconds": seconds}

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        return {}

    def free(self, result: Any) -> None:
        self.quen.free("habits", result)


class OursMade(OfLog):
    def run(self) -> Any:
        options = self.quen.options(quen_habits_options)
        return self.quen.make("quen_habits_fit", self.log, reference(options))

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        return {}

    def free(self, result: Any) -> None:
        self.quen.free("habits", result)


def as_good(task: Task, ours: Answers, theirs: Answers) -> Verdict:
    if not ours:
        return Verdict(True, "no peer")
    mine, other = float(ours["NDCG"][0]), float(theirs["NDCG"][0])
    text = f"NDCG {mine:.4f}, theirs {other:.4f}"
    return Verdict(other >= NEAR * mine, text)


# ---- cases ----


def prepare(shop: str) -> Task:
    return Task(baskets.files(shop))


def ask(shop: str) -> Case:
    asked = (
        Metric("median", value=10e-6),
        Metric("p99"),
        Metric("NDCG", "", higher=True),
        Metric("recall", "", higher=True),
    )
    return Case(
        f"habits/next basket, {shop}",
        partial(prepare, shop),
        (Ours, Formula, Implicit),
        as_good,
        asked,
        threads=(1,),
        quick=True,
    )


def learn(shop: str) -> Case:
    return Case(
        f"habits/learn {shop}",
        partial(prepare, shop),
        (OursFit,),
        as_good,
        (Metric(value=1.0),),
        quick=True,
    )


def whole(log: Log) -> Case:
    return Case(
        f"habits/{log.title}, defaults, finished log",
        partial(prepare_log, log),
        (OursMade,),
        as_good,
        quick=log is QUICK,
        full=log is not QUICK,
    )


CASES = [
    *(
        make(shop)
        for shop in baskets.SHOPS
        if baskets.known(shop)
        for make in (ask, learn)
    ),
    whole(FULL),
    whole(QUICK),
]
