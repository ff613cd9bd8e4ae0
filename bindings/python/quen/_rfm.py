"""Recency, frequency, monetary."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np
import numpy.typing as npt

from quen import _core
from quen._keys import Key, Keys
from quen._keywords import RfmParameters
from quen._model import MoneyModel
from quen._options import default_of, options_of
from quen._orders import Orders, check_orders
from quen._parameters import Rule
from quen._run import Progress, running
from quen._structs import RFM_SUMMARY
from quen._table import Array, Category, Column, Table
from quen._time import Moment, moment_of
from quen._zone import UTC_CLOCK, ZoneTable

if TYPE_CHECKING:
    from typing_extensions import CapsuleType


class Rfm(RfmParameters, MoneyModel):
    """Three scores for each customer, and the segment they make.

    A score runs from 1 (worst) to ``bins`` (best), cut at quantiles. Equal values get
    equal scores, those of the middle one of them; who ordered once scores f = 1. Cut
    points are kept, so that customers who come later are scored alike. Where the log
    tells no money there is no monetary and no m, and segments come from r and f alone, by
    the R x F map unless others are asked for.

    Time O(lines + customers).

    >>> days, orders = [3, 8, 200, 40, 310], [9, 1, 6, 4, 2]
    >>> rfm = Rfm().fit_values(days, orders, [310.0, 12.5, 205.0, 95.5, 20.0])
    >>> rfm.table["r"].tolist(), rfm.table["f"].tolist(), rfm.table["m"].tolist()
    ([5, 4, 2, 3, 1], [5, 1, 4, 3, 2], [5, 1, 4, 3, 2])
    >>> rfm.table["segment"].tolist()
    ['Champions', 'New Customers', 'At Risk', 'Potential Loyalist', 'Hibernating']
    """

    _noun: ClassVar[str] = "rfm"
    _keys: CapsuleType | Keys | None = None  # who knows the keys, or they

    def _options(self, decimals: int, clock: ZoneTable = UTC_CLOCK, **more: Any) -> Any:
        rules = None
        options = options_of(clock, **self._given(), **more)
        if self.segments is not None and not _is_built_in(self.segments):
            options["segments"], rules = "own", _rules(self.segments)
        cuts = (
            _whole(self.r_cuts, 0, "r_cuts: "),
            _whole(self.f_cuts, 0, "f_cuts: "),
            _whole(self.m_cuts, decimals, "m_cuts: "),
        )
        return options, rules, cuts

    def fit(
        self, orders: Orders, *, now: Moment | None = None, progress: Progress = False
    ) -> Self:
        """Score every customer who bought before ``now``; None: all.

        Raises ValueError: no customer before the moment, or a parameter out of range.
        """
        check_orders(orders)
        options = self._options(orders.decimals, orders._clock, now=now)
        with running(self.n_jobs, progress) as run:
            self._handle = _core.rfm_fit(orders._handle, options, run)
        self._keys, self._decimals = orders._handle, orders.decimals
        return self

    def fit_values(
        self,
        recency: npt.ArrayLike,
        frequency: npt.ArrayLike,
        monetary: npt.ArrayLike | None = None,
        *,
        decimals: int | None = None,
    ) -> Self:
        """Score customers whose values are known: whole units, counts, and money if it
        is told.

        ``decimals``: digits of money after the point; None: 2.
        """
        if decimals is None:
            decimals = int(default_of("arrow", "decimals"))
        values = _values(recency, frequency, monetary, decimals)
        with running(self.n_jobs) as run:
            self._handle = _core.rfm_fit_values(*values, self._options(decimals), run)
        self._keys, self._decimals = None, decimals
        return self

    def transform_values(
        self,
        recency: npt.ArrayLike,
        frequency: npt.ArrayLike,
        monetary: npt.ArrayLike | None = None,
    ) -> Table:
        """The scores of other customers, by the stored cut points: r, f, m, segment.

        The values are as ``fit_values`` takes them.
        """
        decimals = 0 if monetary is None else self.decimals
        values = _values(recency, frequency, monetary, decimals)
        scores = np.empty((len(values[0]), 3), np.uint8)
        segments = np.empty(len(values[0]), np.uint8)
        _core.rfm_score(self._fitted(), *values, scores, segments)
        return Table(
            {
                **_scores(scores, self._axes()),
                "segment": Category(segments, self.segment_names_),
            }
        )

    def _unit(self) -> float:
        """Of money, which is asked for only where there is some."""
        return 10.0**self.decimals if self.has_money_ else 1.0

    def _axes(self) -> str:
        """The scores that there are."""
        return "rfm" if self.has_money_ else "rf"

    @property
    def table(self) -> Table:
        """The customers of the fit: customer, recency (whole units, days by default),
        frequency, monetary, r, f, m, segment. Without money no monetary and m."""
        money = self._int64("monetary") / self._unit()
        scores = np.frombuffer(self._read("scores"), np.uint8).reshape(-1, 3)
        segments = np.frombuffer(self._read("segments"), np.uint8)
        return Table(
            {
                "customer": self._customers(),
                "recency": self._int64("recency"),
                "frequency": self._int64("frequency"),
                **({"monetary": money} if self.has_money_ else {}),
                **_scores(scores, self._axes()),
                "segment": Category(segments, self.segment_names_),
            }
        )

    def summary(self) -> Table:
        """The segments: customers, share, frequency and monetary (sums), and medians.
        Without money nothing of it."""
        rows = np.frombuffer(self._read("segment_summaries"), RFM_SUMMARY)
        unit = self._unit()
        columns: dict[str, Any] = {
            "segment": list(self.segment_names_),
            "customers": rows["customers"].astype(np.int64),
            "share": rows["customers"] / rows["customers"].sum(),
            "frequency": rows["frequency"].astype(np.int64),
            "monetary": rows["monetary"] / unit,
            "recency_median": rows["recency_median"].copy(),
            "frequency_median": rows["frequency_median"].copy(),
            "monetary_median": rows["monetary_median"] / unit,
        }
        if not self.has_money_:
            del columns["monetary"], columns["monetary_median"]
        return Table(columns)

    @property
    def segment_names_(self) -> tuple[str, ...]:
        """The segments."""
        names: tuple[str, ...] = self._read("segment_names")
        return names

    @property
    def segment_meanings_(self) -> tuple[str, ...]:
        """A sentence for each segment, which is true of all who are in it."""
        meanings: tuple[str, ...] = self._read("segment_meanings")
        return meanings

    def codes(self) -> Table:
        """The segment of every code: r, f, m, segment."""
        codes = np.frombuffer(self._read("codes"), np.uint8)
        scores = np.indices((int(self._read("n_bins")),) * 3).reshape(3, -1).T + 1
        return Table(
            {
                **_scores(scores.astype(np.uint8), "rfm"),
                "segment": Category(codes, self.segment_names_),
            }
        )

    @property
    def cuts_(self) -> dict[str, Array]:
        """The cut points of "r", "f" and, with money, "m", in the units of ``r_cuts``,
        ``f_cuts`` and ``m_cuts``, groups x (bins - 1): one group, or nested 1, bins,
        bins * bins."""
        width, axes = int(self._read("n_bins")) - 1, self._axes()
        cuts = {axis: self._int64(f"{axis}_cuts").reshape(-1, width) for axis in axes}
        if "m" in axes:
            cuts["m"] = cuts["m"] / 10.0**self.decimals
        return cuts

    @property
    def has_money_(self) -> bool:
        """Whether customers' money was known; else it has no part in the segments."""
        return bool(self._read("has_money"))

    @property
    def n_never_bought_(self) -> int:
        """Customers who only returned, and are not scored."""
        return int(self._read("n_never_bought"))

    @property
    def now_(self) -> dt.datetime:
        """The moment of the fit, in UTC."""
        return moment_of(self._read("now_s"))

    def _known(self) -> Keys:
        return (
            self._keys if isinstance(self._keys, Keys) else Keys(self._keys, "customers")
        )

    def _customers(self) -> Column:
        numbers = self._numbers()
        if self._read("has_keys"):  # of a file that a fit from columns wrote
            rows = np.arange(len(numbers), dtype=np.uint32)
            return Keys(self._fitted(), "customers").column(rows)
        return self._known().column(numbers)

    def _numbers(self) -> Array:
        return np.frombuffer(self._read("customers"), np.uint32)

    def _int64(self, name: str) -> Array:
        return np.frombuffer(self._read(name), np.int64)

    def __getstate__(self) -> dict[str, Any]:
        return {**super().__getstate__(), "_keys": self._known().kept()}


def _scores(scores: Array, axes: str) -> dict[str, Array]:
    return {axis: np.ascontiguousarray(scores[:, i]) for i, axis in enumerate(axes)}


BUILT_IN = ("eleven", "rf_map", "none")


def _is_built_in(segments: Any) -> bool:
    return isinstance(segments, str) and segments in BUILT_IN


def _rules(segments: Any) -> list[tuple[Any, ...]]:
    """Of segments of one's own."""
    if isinstance(segments, Sequence) and not isinstance(segments, (str, bytes)):
        rules = [tuple(r) if isinstance(r, Sequence) else () for r in segments]
        if rules and all(len(rule) == 4 for rule in rules):
            return rules
    raise ValueError(
        f"segments must be one of {'|'.join(BUILT_IN)}, or rules: tuples (segment, "
        f"(r_min, r_max), (f_min, f_max), (m_min, m_max)); not {segments!r}"
    )


def _whole(values: npt.ArrayLike | None, decimals: int, name: str = "") -> Array | None:
    """Whole numbers of 10^-decimals; refused where they are not."""
    if values is None:
        return None
    array = np.asarray(values)
    if array.dtype.kind not in "biuf" and array.size > 0:
        raise TypeError(f"{name}numbers are wanted, not {values!r}")
    if array.dtype.kind in "iu" and decimals == 0:
        return np.ascontiguousarray(array, np.int64)
    with np.errstate(invalid="ignore", over="ignore"):  # of what is not finite
        scaled = np.asarray(array, np.float64) * 10.0**decimals
        whole = np.rint(scaled)
        near = np.abs(scaled - whole) <= 1e-6 * np.maximum(1, np.abs(scaled))
    bad = ~near | (np.abs(whole) >= 2.0**63)
    if bad.any():
        row = int(np.argmax(bad))
        value = array.ravel()[row]
        raise ValueError(
            f"{name}row {row}: {value} is not a whole number of 10^-{decimals} below 2^63"
        )
    return np.ascontiguousarray(whole, np.int64)


def _values(
    recency: npt.ArrayLike,
    frequency: npt.ArrayLike,
    monetary: npt.ArrayLike | None,
    decimals: int,
) -> tuple[Any, Any, Any]:
    return _whole(recency, 0), _whole(frequency, 0), _whole(monetary, decimals)


__all__ = ["Key", "Rfm", "Rule"]
