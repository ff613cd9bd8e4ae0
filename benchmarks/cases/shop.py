"""The whole shop on Online Retail: a log of 541,909 lines, all parts trained, saved,
opened, and every customer asked about. No peer does this; the figures stand for
themselves. Answers are held against what is known of the file."""

from __future__ import annotations

import ctypes
import time
from typing import Any

import numpy as np

from .. import data
from ..abi import quen_shop_options
from ..case import Answers, Case, Metric, Side, Task, Verdict, build
from ..logs import finished_log, retail_columns
from ..quen import Quen, address, reference

# As counted from the file: customers, and those of them who only returned.
CUSTOMERS, NEVER_BOUGHT = 4372, 33
PARTS = 15
OFFERS = 5


class Ours(Side):
    def __init__(self, task: Task) -> None:
        self.quen = Quen(task.library, task.threads, task.simd)
        self.files = {name: task.array(name) for name in task.files}
        self.columns = retail_columns(self.quen, self.files)
        self.path = str(build() / "shop.quen").encode()
        self.ask = ctypes.CDLL(task.native).bench_ask

    def run(self) -> dict[str, Any]:
        marks = [time.perf_counter()]

        def mark() -> None:
            marks.append(time.perf_counter())

        log = finished_log(self.quen, self.columns)
        mark()
        trained = self.quen.make(
            "quen_shop_train", log, reference(self.quen.options(quen_shop_options))
        )
        mark()
        self.quen.call("quen_shop_save", trained, self.path)
        mark()
        shop = self.quen.make("quen_shop_open", self.path)
        mark()
        self.quen.free("shop", trained)
        self.quen.free("orders", log)
        return {"shop": shop, "marks": np.diff(marks), **self.questions(shop)}

    def questions(self, shop: Any) -> dict[str, np.ndarray]:
        n = self.quen.ask("quen_shop_n_customers", shop)
        about, offered = np.zeros(n, np.uint64), np.zeros(n, np.uint64)
        if self.ask(
            self.quen.ctx,
            shop,
            ctypes.c_size_t(OFFERS),
            ctypes.c_void_p(address(about)),
            ctypes.c_void_p(address(offered)),
        ):
            raise RuntimeError("a question failed")
        return {"about": about, "offered": offered}

    def measures(self, result: dict[str, Any], seconds: float) -> dict[str, float]:
        both = (result["about"] + result["offered"]) * 1e-9
        named = dict(zip(("log", "train", "save", "open"), map(float, result["marks"])))
        return named | {
            "about": float(np.median(result["about"])) * 1e-9,
            "ask": float(np.median(both)),
            "ask_p99": float(np.percentile(both, 99)),
        }

    def answers(self, result: dict[str, Any]) -> dict[str, np.ndarray]:
        shop = result["shop"]
        rfm = self.quen.ask("quen_shop_rfm", shop)
        return {
            "customers": np.array(self.quen.ask("quen_shop_n_customers", shop)),
            "bought": np.array(self.quen.ask("quen_rfm_n_customers", rfm)),
            "never_bought": np.array(self.quen.ask("quen_rfm_n_never_bought", rfm)),
            "parts": np.array(self.quen.ask("quen_shop_parts", shop)),
        }

    def free(self, result: dict[str, Any]) -> None:
        self.quen.free("shop", result["shop"])


def known(task: Task, ours: Answers, same: Answers) -> Verdict:
    right = {
        "customers": CUSTOMERS,
        "bought": CUSTOMERS - NEVER_BOUGHT,
        "never_bought": NEVER_BOUGHT,
        "parts": PARTS,
    }
    found = {name: int(same[name]) for name in right}
    return Verdict(
        found == right, ", ".join(f"{name} {value}" for name, value in found.items())
    )


METRICS = (
    Metric("log"),
    Metric("train", value=1.0),
    Metric("save", value=0.2),
    Metric("open", value=5e-3),
    Metric("about"),
    Metric("ask", value=5e-6),
    Metric("ask_p99"),
)
CASES = (
    [
        Case(
            "shop/online_retail, 541,909 lines",
            lambda: Task(data.retail()),
            (Ours,),
            known,
            METRICS,
            quick=True,
        )
    ]
    if data.real(data.RETAIL)
    else []
)
