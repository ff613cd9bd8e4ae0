"""A made-up log of order lines, as columns of numbers and as columns of strings.

Orders fall on customers unevenly, a few of whom buy very often; lines lie in random
order, as when branches send theirs. Ids are numbers of twelve digits, or strings of 10
to 20 bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .data import SEED, keep, load

DAY = 86400
START = 1_640_995_200  # 2022-01-01
SPAN = 730 * DAY
CHUNK = 1 << 20
LETTERS = np.frombuffer(b"0123456789ABCDEFGHJKLMNPQRSTUVWX", np.uint8)


@dataclass(frozen=True)
class Log:
    """What a log has: lines, so many an order on average, customers, items."""

    lines: int
    per_order: int
    customers: int
    items: int

    @property
    def title(self) -> str:
        return f"{self.lines // 1_000_000}M lines"

    @property
    def name(self) -> str:
        return f"log_{self.lines}_{self.per_order}_{self.customers}_{self.items}"

    def rng(self, stream: int) -> np.random.Generator:
        return np.random.default_rng(
            [SEED, self.lines, self.per_order, self.customers, self.items, stream]
        )

    def keep(self, column: str, make: Callable[[], np.ndarray]) -> str:
        return keep(f"{self.name}_{column}", make)

    # ---- who, what and when, as numbers from 0 ----

    def order(self) -> str:
        """The order of each line, 0 .. orders - 1; each occurs if lines suffice."""
        orders = self.lines // self.per_order

        def make() -> np.ndarray:
            rng = self.rng(1)
            rest = rng.integers(orders, size=self.lines - orders)
            return rng.permutation(np.concatenate([np.arange(orders), rest]))

        return self.keep("order_index", make)

    def customer(self) -> str:
        """The customer of each line, 0 .. customers - 1."""

        def make() -> np.ndarray:
            rng = self.rng(2)
            orders = self.lines // self.per_order
            skewed = rng.random(orders) ** 2 * self.customers
            whose = rng.permutation(self.customers)[skewed.astype(np.int64)]
            whose[: self.customers] = np.arange(self.customers)[:orders]
            return whose[load(self.order())]

        return self.keep("customer_index", make)

    def item(self) -> str:
        """The item of each line, 0 .. items - 1, a few of them in most baskets."""

        def make() -> np.ndarray:
            skewed = self.rng(3).random(self.lines) ** 3 * self.items
            return skewed.astype(np.int64)

        return self.keep("item_index", make)

    def time(self) -> str:
        def make() -> np.ndarray:
            orders = self.lines // self.per_order
            return (START + self.rng(4).integers(SPAN, size=orders))[load(self.order())]

        return self.keep("time", make)

    def amount(self) -> str:
        """Cents; one line in fifty is a refund."""

        def make() -> np.ndarray:
            rng = self.rng(5)
            price = np.exp(rng.normal(7, 1, size=self.lines)).astype(np.int64) + 1
            return np.where(rng.random(self.lines) < 0.02, -price, price)

        return self.keep("amount", make)

    def quantity(self) -> str:
        def make() -> np.ndarray:
            much = self.rng(6).integers(1, 6, size=self.lines)
            return np.where(load(self.amount()) < 0, -much, much)

        return self.keep("quantity", make)

    # ---- the same as ids ----

    def ids(self, column: str, path: str, count: int, stream: int) -> str:
        """Numbers of twelve digits, without order."""

        def make() -> np.ndarray:
            step = 10**12 // count
            values = np.arange(count) * step + self.rng(stream).integers(step, size=count)
            return self.rng(stream + 1).permutation(values)[load(path)]

        return self.keep(f"{column}_id", make)

    def numbers(self) -> dict[str, str]:
        """Files of the log's columns with numbers as ids."""
        orders = self.lines // self.per_order
        return {
            "customer": self.ids("customer", self.customer(), self.customers, 10),
            "order": self.ids("order", self.order(), orders, 20),
            "item": self.item(),
            "time": self.time(),
            "quantity": self.quantity(),
            "amount": self.amount(),
        }

    def strings(self, column: str, path: str, count: int, stream: int) -> dict[str, str]:
        """Strings as bytes and offsets: 10 to 20 bytes each."""
        sizes = self.rng(stream).integers(10, 21, size=count)
        letters = LETTERS[self.rng(stream + 1).integers(32, size=(count, 20))]
        which = load(path)

        def offsets() -> np.ndarray:
            return np.concatenate(
                [np.zeros(1, np.int64), np.cumsum(sizes[which])]
            ).astype(np.uint64)

        def chars() -> np.ndarray:
            parts = []
            for i in range(0, len(which), CHUNK):
                some = which[i : i + CHUNK]
                parts.append(letters[some][np.arange(20) < sizes[some, None]])
            return np.concatenate(parts)

        return {
            f"{column}_bytes": self.keep(f"{column}_bytes", chars),
            f"{column}_offsets": self.keep(f"{column}_offsets", offsets),
        }

    def texts(self) -> dict[str, str]:
        """Files of the log's columns with strings as ids of customers and items."""
        numbers = self.numbers()
        return (
            self.strings("customer", self.customer(), self.customers, 30)
            | self.strings("item", self.item(), self.items, 40)
            | {name: numbers[name] for name in ("order", "time", "quantity", "amount")}
        )


# What every case of the log takes, and what a quick run takes in its place.
FULL = Log(20_000_000, 2, 1_000_000, 50_000)
QUICK = Log(4_000_000, 2, 200_000, 50_000)
