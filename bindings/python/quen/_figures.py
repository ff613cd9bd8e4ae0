"""How the shop is doing: figures by period, cohorts, and what customers answered."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from quen import _core
from quen._keys import Keys, labels_of
from quen._options import number_of, options_of
from quen._run import Progress, running
from quen._structs import FIGURE, SURVEY_SCORE
from quen._table import Array, Category, Table, Tabled
from quen._time import Moment, moment_of
from quen._zone import ZoneTable

if TYPE_CHECKING:
    from typing_extensions import CapsuleType

Period: TypeAlias = Literal["day", "week", "month", "quarter", "year"]

Masked: TypeAlias = "np.ma.MaskedArray[Any, Any]"
"""A masked array of NumPy's: what is yet to come is masked."""

WHOLE, NONE = "(all)", "(none)"
"""In place of a segment: of rows of the whole, and of customers in none."""

_MONEY = (
    "revenue",
    "refunds",
    "revenue_returning",
    "revenue_without_customer",
    "order_value_mean",
    "returning_share",
)
_LEFT_OUT = ("start_s", "end_s", "day", "segment", "is_whole", "gap_s")


# ---- segments ----


def _labels_of(segments: Any) -> tuple[list[Any], list[Any]]:
    """The keys of customers, and a label for each."""
    if hasattr(segments, "rfm"):  # a shop's
        segments = segments.rfm
    table = getattr(segments, "table", segments)
    if isinstance(table, Table) and {"customer", "segment"} <= set(table.columns):
        return table["customer"].tolist(), table["segment"].tolist()
    if isinstance(table, Mapping):
        return list(table), list(table.values())
    raise TypeError(
        "segments must be a fitted quen.Rfm, a quen.Shop, or a dict of customer key to "
        f"segment, not {type(segments).__name__}"
    )


def _segments_of(handle: CapsuleType, n: int, segments: Any) -> tuple[Array, list[str]]:
    """A number for each customer of the log, and the names of the numbers."""
    return labels_of(Keys(handle, "customers"), n, *_labels_of(segments), "segments")


# ---- figures ----


def _column(name: str, rows: Array, money: float, units: float) -> Array:
    """Of a table: money and quantities in main units, counts as int64."""
    values: Array = rows[name]
    if name in _MONEY and name != "returning_share":
        return values / money
    if name.startswith("quantity"):
        return values / units if units != 1 else values.copy()
    return values.astype(np.int64) if values.dtype.kind == "u" else values.copy()


def table_of(handle: CapsuleType, names: list[str], money: float, units: float) -> Table:
    """A row for each period, and within it for each segment, of those that have names."""
    rows = np.frombuffer(_core.read(handle, "rows"), FIGURE)
    has_money = _core.read(handle, "has_money")
    columns: dict[str, Any] = {"period": rows["day"].astype("datetime64[D]")}
    if names:
        every = [*names, NONE, WHOLE]
        number = np.minimum(rows["segment"], len(names) + 1).astype(np.uint32)
        columns["segment"] = Category(number, every)
    columns["is_whole"] = rows["is_whole"] != 0
    for name in FIGURE.names or ():
        if name not in _LEFT_OUT and (has_money or name not in _MONEY):
            columns[name] = _column(name, rows, money, units)
    return Table(columns)


# ---- cohorts ----


class Cohorts(Tabled):
    """Customers by the period of their first visit, and what became of them.

    Made by :meth:`quen.Orders.cohorts`. Row i of the matrices is the cohort that begins
    on ``starts[i]``, column j the j-th period since the first visit; column 0 is that of
    the first visit. What is yet to come is masked.

    >>> import quen
    >>> orders = quen.Orders.from_table(
    ...     {"c": ["An", "Binh", "An"], "i": ["Latte", "Latte", "Mocha"],
    ...      "t": ["2026-01-05", "2026-01-06", "2026-02-25"], "a": [4, 4, 5]},
    ...     customer="c", item="i", time="t", amount="a")
    >>> cohorts = orders.cohorts()
    >>> cohorts
    Cohorts(cohorts=2, periods=2, first='2026-01-01')
    >>> cohorts.retention[0].tolist()
    [1.0, 0.5]
    """

    def __init__(self, handle: CapsuleType, money: float, period: str) -> None:
        self._handle, self._money, self.period = handle, money, period

    def _matrix(self, name: str, kind: Any) -> Masked:
        n, width = len(self), int(_core.read(self._handle, "n_periods"))
        values = np.frombuffer(_core.read(self._handle, name), kind).reshape(n, width)
        return np.ma.MaskedArray(values, np.add.outer(range(n), range(width)) >= n)

    def __len__(self) -> int:
        """Cohorts."""
        return int(_core.read(self._handle, "n_cohorts"))

    @property
    def starts(self) -> Array:
        """The local day on which each cohort begins, datetime64[D]."""
        days = np.frombuffer(_core.read(self._handle, "days"), np.int64)
        return days.astype("datetime64[D]")

    @property
    def now(self) -> dt.datetime:
        """The moment, in UTC."""
        return moment_of(_core.read(self._handle, "now_s"))

    @property
    def customers(self) -> Masked:
        """Customers with a visit in each period since."""
        return np.ma.MaskedArray(self._matrix("customers", np.uint64), dtype=np.int64)

    @property
    def revenue(self) -> Masked | None:
        """Their revenue in main units of money; None where the log tells none."""
        if not _core.read(self._handle, "has_money"):
            return None
        revenue: Masked = self._matrix("revenue", np.int64) / self._money
        return revenue

    @property
    def retention(self) -> Masked:
        """Customers / those of column 0; masked where there were none."""
        customers = self.customers
        shares: Masked = customers / customers[:, :1]
        return shares

    @property
    def table(self) -> Table:
        """A row for each cohort and period that has begun: cohort, since, customers,
        retention, and revenue where there is money. As a DataFrame, ``.pivot(
        index="cohort", columns="since")`` makes a matrix of it."""
        customers, revenue = self.customers, self.revenue
        row, since = np.nonzero(~np.ma.getmaskarray(customers))
        columns: dict[str, Any] = {
            "cohort": self.starts[row],
            "since": since.astype(np.int64),
            "customers": customers.data[row, since],
            "retention": self.retention.filled(np.nan)[row, since],
        }
        if revenue is not None:
            columns["revenue"] = revenue.data[row, since]
        return Table(columns)

    def __repr__(self) -> str:
        width = _core.read(self._handle, "n_periods")
        first = f", first='{self.starts[0]}'" if len(self) else ""
        return f"Cohorts(cohorts={len(self)}, periods={width}{first})"


# ---- of a log ----


class Figured:
    """What a log says of the shop."""

    _handle: CapsuleType
    quantity_decimals: int

    if TYPE_CHECKING:

        @property
        def _clock(self) -> ZoneTable: ...
        @property
        def decimals(self) -> int: ...
        @property
        def n_customers(self) -> int: ...

    def figures(
        self,
        period: Period | Literal["all"] | None = None,
        *,
        segments: Any = None,
        count: Literal["orders", "days"] | None = None,
        churn_after: int | None = None,
        start: Moment | None = None,
        now: Moment | None = None,
        n_jobs: int | None = None,
        progress: Progress = False,
    ) -> Table:
        """How the shop was doing, a row for each period of its clock.

        Money is in main units; columns of money are left out where the log tells none.
        ``period``: the local day on which it begins. ``is_whole``: it was over by the
        moment. Ratios are NaN where they would divide by 0. docs/algorithms.md has the
        rule of each column: ``lines``, ``quantity``; ``revenue`` (refunds deducted),
        ``refunds``, ``revenue_returning``, ``revenue_without_customer``; ``orders``,
        ``orders_without_customer``; ``customers``, ``customers_new``, ``_returning``,
        ``_retained``, ``_won_back``, ``_repeating``, ``_churned``; ``order_value_mean``,
        ``orders_per_customer``, ``quantity_per_order``, ``gap_days_mean``,
        ``repeat_rate``, ``repeat_order_share``, ``retention``, ``returning_share``,
        ``quick_ratio``.

        Parameters
        ----------
        period : {"day", "week", "month", "quarter", "year", "all"}, default "month"
            Weeks begin on Mondays; "all": one period, from ``start`` to ``now``.
        segments : Rfm, Shop or dict, optional
            A fitted model, or a segment for each key. Each period then has rows for the
            whole, called "(all)", for each segment by name, and for customers in none
            and lines without one, "(none)"; whole numbers of these add up.
        count : {"orders", "days"}, default "orders"
            What an order is: an order that is a visit, or a day with one.
        churn_after : int, optional
            Periods without a visit after which a customer has churned. None: 90 days, 13
            weeks, 3 months, else 1.
        start : moment, optional
            The first row is its period. Lines before it are looked at for who is new.
        now : moment, optional
            Lines at or after it are not looked at. None: just after the last line.

        >>> import quen
        >>> orders = quen.Orders.from_table(
        ...     {"c": ["An", "Binh", "An"], "i": ["Latte", "Latte", "Mocha"],
        ...      "t": ["2026-01-05", "2026-01-06", "2026-02-25"], "a": [4, 4, 5]},
        ...     customer="c", item="i", time="t", amount="a")
        >>> print(orders.figures()[["period", "revenue", "customers", "customers_new"]])
        period      revenue  customers  customers_new
        2026-01-01      8.0          2              2
        2026-02-01      5.0          1              0
        """
        options = options_of(
            self._clock,
            period=period,
            count=count,
            churn_after=churn_after,
            start=start,
            now=now,
        )
        numbers, names = None, list[str]()
        if segments is not None:
            numbers, names = _segments_of(self._handle, self.n_customers, segments)
            options["n_segments"] = len(names)
        with running(n_jobs, progress) as run:
            handle = _core.figures_new(self._handle, (options, numbers), run)
        units = 10.0**self.quantity_decimals
        return table_of(handle, names, 10.0**self.decimals, units)

    def cohorts(
        self,
        period: Period | None = None,
        *,
        most_periods: int | None = None,
        start: Moment | None = None,
        now: Moment | None = None,
        n_jobs: int | None = None,
        progress: Progress = False,
    ) -> Cohorts:
        """Follow the customers of each period of first visits through those since.

        Parameters
        ----------
        period : {"day", "week", "month", "quarter", "year"}, default "month"
        most_periods : int, optional
            Periods of each cohort at most, the first ones. None: all.
        start : moment, optional
            The first cohort is that of its period. None: the log's first line.
        now : moment, optional
            Lines at or after it are not looked at. None: just after the last line.
        """
        options = options_of(
            self._clock, period=period, most_periods=most_periods, start=start, now=now
        )
        with running(n_jobs, progress) as run:
            handle = _core.cohorts_new(self._handle, options, run)
        return Cohorts(handle, 10.0**self.decimals, period or "month")


# ---- surveys ----


@dataclasses.dataclass(frozen=True)
class Score:
    """What customers answered: how many, of what kind, the score and its interval."""

    n: int
    """Answers."""
    good: int
    """Promoters (9, 10), or satisfied ones (4, 5)."""
    neutral: int
    """Passives (7, 8), or 3."""
    bad: int
    """Detractors (0 to 6), or 1 and 2."""
    score: float
    """NPS: -100..100. CSAT: a share, 0..1."""
    std_error: float
    """Its standard error."""
    low: float
    """Lower end of the interval."""
    high: float
    """Upper end."""


def _answers(scores: npt.ArrayLike) -> Array:
    """Whole numbers, as the library takes them."""
    values = np.asarray(scores).ravel()
    if values.dtype.kind == "f" and (values != np.floor(values)).any():
        raise ValueError("scores must be whole numbers: leave out what is none")
    if values.dtype.kind not in "iuf" and len(values):
        raise TypeError(f"scores must be whole numbers, not {values.dtype}")
    return values.astype(np.int64)


def _score_of(packed: bytes) -> Score:
    row = np.frombuffer(packed, SURVEY_SCORE)[0]
    return Score(*(value.item() for value in row))


def nps(scores: npt.ArrayLike, *, confidence: float = 0.95) -> Score:
    """The net promoter score of answers from 0 to 10, with its interval.

    The interval is by the delta method after adding z^2 answers, a quarter of them
    promoters and a quarter detractors.

    >>> nps([10, 9, 9, 8, 7, 7, 6, 10, 3, 9]).score
    30.0
    """
    level = number_of("confidence", confidence)
    return _score_of(_core.survey_nps(_answers(scores), level))


def csat(scores: npt.ArrayLike, *, confidence: float = 0.95) -> Score:
    """The share of satisfied customers, 4 and 5 of 1 to 5, with Wilson's interval.

    >>> csat([5, 4, 3, 2]).score
    0.5
    """
    level = number_of("confidence", confidence)
    return _score_of(_core.survey_csat(_answers(scores), level))
