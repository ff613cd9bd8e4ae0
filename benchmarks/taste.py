"""Who bought what, made up: customers x items, with few popular items and many rare
ones."""

from __future__ import annotations

import gzip
from dataclasses import dataclass

import numpy as np

from .data import SEED, keep, load, real


@dataclass(frozen=True)
class Taste:
    """`spread`: how much customers differ in how much they buy (of the logarithm);
    item number r is bought in proportion to (r + flat) to the power of -steep."""

    customers: int
    items: int
    entries: int
    spread: float
    flat: float
    steep: float
    least: int = 1

    @property
    def name(self) -> str:
        return f"taste_{self.customers}_{self.items}_{self.entries}"

    def draws(self, rng: np.random.Generator) -> np.ndarray:
        """Which (customer, item) pairs there are, each once, ascending."""
        activity = np.exp(rng.normal(0, self.spread, size=self.customers))
        mean = self.entries / self.customers
        much = self.least + activity / activity.mean() * (mean - self.least)
        much = np.minimum(much, self.items / 3)
        share = np.cumsum((np.arange(self.items) + self.flat) ** -self.steep)
        share /= share[-1]
        names = rng.permutation(self.items)
        pairs = np.empty(0, np.int64)
        while len(pairs) < self.entries:
            # Some pairs come twice; draw until there are enough.
            wanted = np.ceil(much * (self.entries - len(pairs)) / self.entries * 1.1)
            who = np.repeat(np.arange(self.customers), wanted.astype(np.int64))
            what = names[np.searchsorted(share, rng.random(len(who)))]
            pairs = np.unique(np.concatenate([pairs, who * self.items + what]))
        extra = rng.choice(len(pairs), len(pairs) - self.entries, replace=False)
        return np.delete(pairs, extra)

    def files(self) -> dict[str, str]:
        """A sparse matrix by rows, as ours and scipy read it, and some customers to
        ask."""
        rng = np.random.default_rng([SEED, self.customers, self.items, self.entries])
        pairs = keep(f"{self.name}_pairs", lambda: self.draws(rng))

        def starts() -> np.ndarray:
            return np.searchsorted(
                load(pairs), np.arange(self.customers + 1) * self.items
            ).astype(np.uint64)

        return {
            "row_start": keep(f"{self.name}_row_start", starts),
            "column": keep(
                f"{self.name}_column",
                lambda: (load(pairs) % self.items).astype(np.uint32),
            ),
            "asked": keep(f"{self.name}_asked", lambda: asked(self.customers)),
        }


def asked(customers: int) -> np.ndarray:
    """Customers in random order, 20,000 at most."""
    rng = np.random.default_rng([SEED, customers])
    return rng.permutation(customers)[:20_000].astype(np.uint32)


GOWALLA = "gowalla/train.txt.gz"


def gowalla() -> dict[str, str]:
    """Check-ins of Gowalla as a sparse matrix by rows, and its transpose."""

    def rows() -> list[np.ndarray]:
        path = real(GOWALLA)
        assert path
        with gzip.open(path, "rt", encoding="ascii") as file:
            lines = [np.array(line.split(), dtype=np.int64) for line in file]
        found = [np.zeros(0, np.int64)] * (max(int(line[0]) for line in lines) + 1)
        for line in lines:
            found[int(line[0])] = np.unique(line[1:])
        return found

    def transposed(part: str) -> np.ndarray:
        start, column = (load(path) for path in (row_start, columns))
        who = np.repeat(np.arange(len(start) - 1), np.diff(start).astype(np.int64))
        order = np.argsort(column, kind="stable")
        if part == "column":
            return who[order].astype(np.uint32)
        return np.searchsorted(column[order], np.arange(int(column.max()) + 2)).astype(
            np.uint64
        )

    row_start = keep(
        "gowalla_row_start",
        lambda: np.concatenate([[0], np.cumsum([len(row) for row in rows()])]).astype(
            np.uint64
        ),
    )
    columns = keep("gowalla_column", lambda: np.concatenate(rows()).astype(np.uint32))
    return {"row_start": row_start, "column": columns} | {
        f"items_{part}": keep(f"gowalla_items_{part}", lambda: transposed(part))
        for part in ("row_start", "column")
    }
