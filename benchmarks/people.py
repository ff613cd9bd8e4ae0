"""Rows of people, some of whom are there twice with errors: FEBRL's, and made-up ones."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Callable
from functools import cache

import numpy as np

from .data import SEED, keep, pack, real

FIELDS = (
    "given_name",
    "surname",
    "street_number",
    "address_1",
    "suburb",
    "postcode",
    "date_of_birth",
)
FEBRL = "febrl4/a.csv.gz"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"
AGAIN = 0.15  # of rows: somebody who is there already
FAULTY, LOST, MOVED, HOME = 0.12, 0.04, 0.1, 0.3


def kept(name: str, make: Callable[[], list[dict[str, str]]]) -> dict[str, str]:
    """Columns of rows as bytes and offsets, and who each is."""

    def column(field: str, part: int) -> np.ndarray:
        return pack([row[field] for row in make()])[part]

    files = {
        "who": keep(f"{name}_who", lambda: np.array([int(r["who"]) for r in make()]))
    }
    for field in FIELDS:
        for part, end in enumerate(("bytes", "offsets")):
            files[f"{field}_{end}"] = keep(
                f"{name}_{field}_{end}", lambda f=field, p=part: column(f, p)
            )
    return files


# ---- FEBRL's two lists ----


@cache
def febrl_rows() -> list[dict[str, str]]:
    """The second list behind the first, without the number that would tell."""
    rows = []
    for name in (FEBRL, FEBRL.replace("/a", "/b")):
        path = real(name)
        assert path
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found = re.match(r"rec-(\d+)-", row["rec_id"])
                assert found
                rows.append({f: row[f].strip() for f in FIELDS} | {"who": found[1]})
    return rows


def febrl() -> dict[str, str]:
    return kept("febrl4", febrl_rows)


# ---- made-up ones ----


def words(rng: np.random.Generator, n: int, syllables: int) -> list[str]:
    """Different words that can be spoken."""
    found: dict[str, None] = {}
    while len(found) < n:
        parts = rng.integers([21, 5], size=(syllables, 2))
        found["".join("bcdfghjklmnpqrstvwxyz"[c] + "aeiou"[v] for c, v in parts)] = None
    return list(found)


def drawn(rng: np.random.Generator, pool: list[str], n: int) -> list[str]:
    """The first words oftener than the last ones, as with names."""
    weight = np.arange(1, len(pool) + 1) ** -0.7
    return [pool[i] for i in rng.choice(len(pool), n, p=weight / weight.sum())]


def misspelt(rng: np.random.Generator, text: str) -> str:
    """One letter or digit changed, left out, doubled, or swapped with the next."""
    if not text:
        return text
    i, alphabet = int(rng.integers(len(text))), DIGITS if text[0] in DIGITS else LETTERS
    other = alphabet[int(rng.integers(len(alphabet)))]
    swapped = text[:i] + text[i + 1 : i + 2] + text[i] + text[i + 2 :]
    return (
        text[:i] + other + text[i + 1 :],
        text[:i] + text[i + 1 :],
        text[:i] + other + text[i:],
        swapped,
    )[int(rng.integers(4))]


def homes(rng: np.random.Generator, n: int) -> list[dict[str, str]]:
    streets, suburbs = words(rng, 4000, 3), words(rng, 800, 4)
    where = rng.integers(len(suburbs), size=n)
    numbers, street = rng.integers(1, 300, size=n), rng.integers(len(streets), size=n)
    return [
        {
            "street_number": str(numbers[i]),
            "address_1": streets[street[i]] + " street",
            "suburb": suburbs[where[i]],
            "postcode": str(2000 + 7 * where[i]),
        }
        for i in range(n)
    ]


def persons(rng: np.random.Generator, n: int) -> list[dict[str, str]]:
    """Some live with the one before, and bear the same surname."""
    given, surname = words(rng, 1500, 2), words(rng, 3000, 3)
    names, families = drawn(rng, given, n), drawn(rng, surname, n)
    days = np.datetime64("1940-01-01") + rng.integers(0, 24000, size=n)
    born, lives = days.astype(str), homes(rng, n)
    found: list[dict[str, str]] = []
    for i in range(n):
        shared = found[-1] if i and rng.random() < HOME else None
        home = lives[i] if shared is None else {k: shared[k] for k in lives[i]}
        found.append(
            home
            | {"given_name": names[i], "who": str(i)}
            | {"surname": shared["surname"] if shared else families[i]}
            | {"date_of_birth": born[i].replace("-", "")}
        )
    return found


def once_more(
    rng: np.random.Generator, person: dict[str, str], home: dict[str, str]
) -> dict[str, str]:
    """The same person in another row."""
    row = person | (home if rng.random() < MOVED else {})
    for field in FIELDS:
        chance = rng.random()
        if chance < FAULTY:
            row[field] = misspelt(rng, row[field])
        elif chance < FAULTY + LOST:
            row[field] = ""
    return row


@cache
def made_rows(n: int) -> list[dict[str, str]]:
    rng = np.random.default_rng([SEED, n, 7])
    more = int(n * AGAIN)
    first, new = persons(rng, n - more), homes(rng, more)
    who = rng.integers(len(first), size=more)
    rows = first + [
        once_more(rng, first[w], home) for w, home in zip(who, new, strict=True)
    ]
    return [rows[i] for i in rng.permutation(n)]


def made(n: int) -> dict[str, str]:
    return kept(f"people_{n}", lambda: made_rows(n))
