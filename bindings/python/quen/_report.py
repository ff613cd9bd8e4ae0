"""What became of the rows of a file."""

from __future__ import annotations

import dataclasses
import warnings
from typing import Any

import numpy as np

from quen._input import texts_of
from quen._profile import Profile
from quen._table import Table

_WRITTEN = ("encoding: ", "separator: ", "quoting: ")
_MANY = 100  # a warning where more than one row in so many was left out


@dataclasses.dataclass(frozen=True, eq=False)
class ImportReport:
    """What became of the rows of a file: :attr:`Orders.imported`.

    >>> import io
    >>> from quen import Orders
    >>> file = io.BytesIO(b"item,time,paid\\nTea,2026-03-01,2.5\\nTea,2026-03-02,two\\n")
    >>> with warnings.catch_warnings(action="ignore"):
    ...     orders = Orders.from_csv(
    ...         file, item="item", time="time", amount="paid", skip_bad=True)
    >>> orders.imported
    ImportReport(rows=2, kept=1, skipped=1)
    >>> print(orders.imported.reasons)
    reason        column  rows  first_line  example
    not a number  paid       1           3  'two'
    """

    rows: int
    """Of the file, bad ones included; totals, footers and empty ones not."""
    kept: int
    """Rows that became lines of the log."""
    filtered: int
    """Rows that ``where``, ``drop`` or the profile left out."""
    skipped: int
    """Bad rows that were left out: :attr:`reasons` says why."""
    filled: int
    """Cells that repeat the row above."""
    rounded: int
    """Numbers that had more digits than decimals."""
    twice: int
    """Local times that exist twice: the earlier was taken."""
    moved: int
    """Local times that do not exist: moved forward."""
    odd: int
    """Customers that are not of ``customer_kind``, and stay as they stand."""
    reasons: Table
    """Bad rows by ``reason`` and ``column``: ``rows``, ``first_line``, ``example``."""
    told: tuple[str, ...]
    """What was understood, a line each: the file, the profile, filters, columns."""
    saved: str
    """The formats that were learned: give it as ``saved`` with the next file."""
    profile: Profile | None
    """What was given or found by the header."""

    def __repr__(self) -> str:
        counts = {
            f.name: getattr(self, f.name)
            for f in dataclasses.fields(self)
            if f.type == "int"
        }
        shown = [f"{k}={n}" for k, n in counts.items() if n or k in ("rows", "kept")]
        if self.profile:
            shown.append(f"profile={self.profile.name!r}")
        return f"ImportReport({', '.join(shown)})"


_Skipped = tuple[str, str, int, int, str]
Told = tuple[dict[str, int], tuple[_Skipped, ...], tuple[str, ...], str, str | None]


def report_of(told: Told, profile: Profile | None, sheet: str | None) -> ImportReport:
    """The report of what the native half told; ``sheet``: of which one, if of any."""
    counts, skipped, lines, saved, found = told
    if sheet is not None:  # how its text was written is our affair
        lines = (f"sheet: {sheet!r}", *(x for x in lines if not x.startswith(_WRITTEN)))
    columns: dict[str, Any] = {
        "reason": texts_of(row[0] for row in skipped),
        "column": texts_of(row[1] for row in skipped),
        "rows": np.array([row[2] for row in skipped], np.int64),
        "first_line": np.array([row[3] for row in skipped], np.int64),
        "example": texts_of(row[4] for row in skipped),
    }
    if profile is None and found is not None:
        profile = Profile.named(found)
    return ImportReport(
        **counts, reasons=Table(columns), told=lines, saved=saved, profile=profile
    )


def _reason(row: _Skipped) -> str:
    reason, column, rows, line, example = row
    where = f"{column}: " if column else ""
    shown = f": {example}" if example else ""
    return f"{rows} x {where}{reason} (first on line {line}{shown})"


def warn_of_many(told: Told) -> None:
    """Say so where more than 1 % were left out: to whoever called two functions above."""
    counts, skipped = told[:2]
    if counts["filtered"] and not counts["kept"]:
        warnings.warn(
            f"no row is left: filters left out {counts['filtered']} of {counts['rows']}; "
            "orders.imported.told says which",
            UserWarning,
            stacklevel=4,
        )
    if counts["skipped"] * _MANY <= counts["rows"]:
        return
    shown = "; ".join(_reason(row) for row in skipped[:3])
    more = "; orders.imported.reasons has all" if len(skipped) > 3 else ""
    warnings.warn(
        f"{counts['skipped']} of {counts['rows']} rows are bad and were left out: "
        f"{shown}{more}",
        UserWarning,
        stacklevel=4,
    )
