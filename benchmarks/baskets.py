"""Next baskets of real shops: of customers with three days of purchases or more, the last
day is to be foreseen from everything before it, as in tests/unit/test_habits_data.c."""

from __future__ import annotations

import csv
import datetime
import gzip
from functools import cache

import numpy as np

from .data import RETAIL, keep, real, retail_rows

GROCERIES = "groceries_members/Groceries_dataset.csv.gz"
DAY = 86400
N = 10


def seconds(text: str, form: str) -> int:
    when = datetime.datetime.strptime(text, form).replace(tzinfo=datetime.UTC)
    return int(when.timestamp())


def retail_lines() -> list[tuple[int, str, int]]:
    """Purchases alone; items in capitals, as some are there in both."""
    return [
        (
            int(float(row["CustomerID"])),
            row["StockCode"].upper(),
            seconds(row["InvoiceDate"], "%Y-%m-%d %H:%M:%S"),
        )
        for row in retail_rows()
        if row["CustomerID"] and int(row["Quantity"]) > 0 and float(row["UnitPrice"]) > 0
    ]


def grocery_lines() -> list[tuple[int, str, int]]:
    path = real(GROCERIES)
    assert path
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return [
            (
                int(r["Member_number"]),
                r["itemDescription"],
                seconds(r["Date"], "%d-%m-%Y"),
            )
            for r in csv.DictReader(file)
        ]


SHOPS = {"online_retail": (RETAIL, retail_lines), "groceries": (GROCERIES, grocery_lines)}


@cache
def columns(shop: str) -> dict[str, np.ndarray]:
    """Lines by customer and time: numbers of customers and items from 0, and time."""
    lines = SHOPS[shop][1]()
    who, what, time = (np.array(column) for column in zip(*lines, strict=True))
    customer = np.unique(who, return_inverse=True)[1]
    item = np.unique(what, return_inverse=True)[1]
    order = np.lexsort([item, time, customer])
    named = {"customer": customer, "item": item, "time": time}
    return {name: values[order].astype(np.int64) for name, values in named.items()}


@cache
def parts(shop: str) -> dict[str, np.ndarray]:
    """The lines to learn from, who is asked about, and the items of their last days."""
    c = columns(shop)
    day = c["time"] // DAY
    days = np.unique(np.stack([c["customer"], day], 1), axis=0)
    customers, much = np.unique(days[:, 0], return_counts=True)
    last = np.full(customers.max() + 1, np.iinfo(np.int64).max)
    often = customers[much >= 3]
    last[often] = days[np.cumsum(much)[much >= 3] - 1, 1]
    is_last = day >= last[c["customer"]]
    pairs = np.unique(np.stack([c["customer"], c["item"]], 1)[is_last], axis=0)
    learned = {name: values[~is_last] for name, values in c.items()}
    wanted = {
        "asked": often,
        "wanted": pairs[:, 1],
        "wanted_start": np.searchsorted(pairs[:, 0], np.append(often, often[-1] + 1)),
    }
    return learned | wanted


def files(shop: str) -> dict[str, str]:
    names = ("customer", "item", "time", "asked", "wanted", "wanted_start")
    return {n: keep(f"baskets_{shop}_{n}", lambda n=n: parts(shop)[n]) for n in names}


def known(shop: str) -> bool:
    return real(SHOPS[shop][0]) is not None


# ---- how good ----


def judged(
    offered: np.ndarray, wanted: np.ndarray, start: np.ndarray
) -> dict[str, float]:
    """Means of recall and NDCG of the offered items, N a customer, -1 for none."""
    gain = 1 / np.log2(np.arange(N) + 2)
    recall, ndcg = np.zeros(len(offered)), np.zeros(len(offered))
    for i, items in enumerate(offered):
        asked = wanted[start[i] : start[i + 1]]
        hit = np.isin(items, asked)
        recall[i] = hit.sum() / len(asked)
        ndcg[i] = gain[hit].sum() / gain[: min(N, len(asked))].sum()
    return {"recall": float(recall.mean()), "NDCG": float(ndcg.mean())}
