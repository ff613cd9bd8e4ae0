"""Columns brought to one scale: scores, or standardised values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from quen import _core
from quen._estimator import (
    BaseEstimator,
    Estimator,
    OneToOneFeatureMixin,
    TransformerMixin,
    rows_of,
    unfitted,
)
from quen._keywords import ScalerParameters
from quen._options import options_of
from quen._run import running
from quen._table import Array

if TYPE_CHECKING:
    from typing_extensions import CapsuleType


class RfmTransformer(OneToOneFeatureMixin, TransformerMixin, BaseEstimator):
    """Scores 1 (worst) to ``bins`` (best) of each column, by the rule of :class:`Rfm`.

    Cut point i of ``bins - 1`` is the value at sorted position ceil(i n / bins) of the
    fit's rows, or lies just below it where the middle one of all that are equal to it
    comes later; a value above it gains a point, or loses one where lower is better. Equal
    values get equal scores, in the fit and ever after. With the columns recency,
    frequency and monetary of a customer table, the scores are ``Rfm().fit_values``'s; but
    to a column 1 is a number like others, where Rfm scores f = 1 for one order.

    Parameters
    ----------
    bins : int, default 5
        2 to 10; None keeps the library's default, which is the one named.
    lower_is_better : sequence of int or str, default (0,)
        The columns, by number or name, whose low values are the good ones: recency, the
        first, by default.
    n_jobs : int, optional
        Threads, as scikit-learn counts them. None: 1.

    Attributes
    ----------
    cut_points_ : (n_features_in_, bins - 1)
        In X's units and of X's type; int64 where one lies below all whole numbers of it.
    n_features_in_, feature_names_in_
        Columns, and their names if X had any.

    Whole numbers are compared as such, not as floats. Time O(n log n) a column.

    See ``include/quen/rfm.h``.

    >>> X = [[3, 9, 310.0], [40, 4, 95.5], [200, 1, 12.0]]
    >>> RfmTransformer(bins=3).fit_transform(X).tolist()
    [[3, 3, 3], [2, 2, 2], [1, 1, 1]]
    """

    cut_points_: Array

    def __init__(
        self,
        bins: int | None = None,
        *,
        lower_is_better: Sequence[int | str] = (0,),
        n_jobs: int | None = None,
    ) -> None:
        self.bins = bins
        self.lower_is_better = lower_is_better
        self.n_jobs = n_jobs

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.transformer_tags.preserves_dtype = []
        return tags

    def __sklearn_is_fitted__(self) -> bool:
        return hasattr(self, "cut_points_")

    def fit(self, X: Any, y: None = None) -> Self:
        """Find the cut points of each column of X, (n_rows, n_features), finite.

        Raises ValueError: NaN or an infinity, a column that is not there, or ``bins`` out
        of range.
        """
        X = rows_of(self, X, reset=True, dtype="numeric", finite=True)
        self._lower = self._lower_columns(X.shape[1])
        self.cut_points_ = np.stack([self._cut_points(column) for column in X.T])
        return self

    def _lower_columns(self, d: int) -> Array:
        names = getattr(self, "feature_names_in_", np.array([], object)).tolist()
        lower = np.zeros(d, bool)
        if not isinstance(self.lower_is_better, Iterable):
            raise TypeError(
                "lower_is_better must be a list of columns of X, not "
                f"{self.lower_is_better!r}"
            )
        for column in self.lower_is_better:
            if isinstance(column, str) and column in names:
                lower[names.index(column)] = True
            elif not isinstance(column, str) and 0 <= column < d:
                lower[column] = True
            else:
                raise ValueError(
                    f"lower_is_better: {column!r} is none of X's {d} columns"
                )
        return lower

    def _scored(self, keys: Array, bins: int | None, cuts: Array | None) -> CapsuleType:
        """A column as the recencies of customers, who have nothing else."""
        options = {"bins": bins, "segments": "none"}, None, (cuts, None, None)
        nothing = np.zeros(len(keys), np.int64)
        with running(self.n_jobs) as run:
            return _core.rfm_fit_values(keys, nothing, nothing, options, run)

    def _cut_points(self, column: Array) -> Array:
        cuts = _core.read(self._scored(_keys_of(column), self.bins, None), "r_cuts")
        return _cuts_of(np.frombuffer(cuts, np.int64), column.dtype)

    def _scores(self, column: Array, cuts: Array, lower: bool) -> Array:
        bins, kind = len(cuts) + 1, np.result_type(column, cuts)
        keys, at = _keys_of(column.astype(kind)), _keys_of(cuts.astype(kind))
        scored = _core.read(self._scored(keys, bins, at), "scores")
        scores = np.frombuffer(scored, np.uint8).reshape(-1, 3)[:, 0]
        return scores if lower else bins + 1 - scores

    def transform(self, X: Any) -> Any:
        """The scores of rows, of the fit or other: (n_rows, n_features) int64."""
        if not hasattr(self, "cut_points_"):
            raise unfitted(self)
        X = rows_of(self, X, dtype="numeric", finite=True)
        scores = np.empty(X.shape, np.int64)
        for j, (cuts, lower) in enumerate(
            zip(self.cut_points_, self._lower, strict=True)
        ):
            scores[:, j] = self._scores(X[:, j], cuts, lower)
        return scores


LOW_BITS = np.int64(2**63 - 1)


def _keys_of(column: Array) -> Array:
    """Whole numbers in the order of the values, and equal where those are.

    The library scores whole numbers. The bits of floats are such, once those of negative
    ones are turned round.
    """
    if column.dtype.kind == "f":
        bits = np.add(column, 0.0, dtype=np.float64).view(np.int64)  # -0.0 becomes 0.0
        return bits ^ (bits >> 63 & LOW_BITS)
    if column.dtype == np.uint64:
        return np.ascontiguousarray(column ^ np.uint64(2**63)).view(np.int64)
    return column.astype(np.int64)


def _cuts_of(keys: Array, kind: np.dtype[Any]) -> Array:
    """The cut points that have these keys, each a value's or one below it."""
    if kind.kind == "f":
        keys = np.where(keys == -1, -2, keys)  # -0.0, one below 0.0, is equal to it
        floats: Array = (keys ^ (keys >> 63 & LOW_BITS)).view(np.float64)
        cuts = floats.astype(kind)
        below = np.nextafter(cuts, kind.type(-np.inf))
        return np.where(cuts > floats, below, cuts)
    if kind == np.uint64:
        return keys.view(np.uint64) ^ np.uint64(2**63)
    fits = np.array_equal(keys.astype(kind).astype(np.int64), keys)
    return keys.astype(kind) if fits else keys.copy()


class Scaler(ScalerParameters, OneToOneFeatureMixin, TransformerMixin, Estimator):
    """Columns of different units on one scale.

    Attributes
    ----------
    center_, scale_ : (n_features_in_,) float64, read-only
        What is subtracted, and then divided by, after log1p. A column without spread has
        scale 1: it is only centred.
    n_features_in_, feature_names_in_
        Columns, and their names if X had any.

    NaN is unknown: left out by the fit, and 0, the centre, once scaled. The same bits for
    any number of threads. Time O(n) a column. See ``include/quen/scaler.h``.

    >>> Scaler().fit_transform([[1.0, 10.0], [3.0, 10.0]]).tolist()
    [[-1.0, 0.0], [1.0, 0.0]]
    """

    _noun: ClassVar[str] = "scaler"

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        return tags

    @classmethod
    def _of(cls, handle: CapsuleType, **attributes: Any) -> Self:
        flags = np.frombuffer(_core.read(handle, "log1p"), np.bool_)
        log1p = bool(flags[0]) if (flags == flags[0]).all() else flags.tolist()
        kept = {"log1p": log1p, "clip": float(_core.read(handle, "clip"))}
        return super()._of(handle, **kept, **attributes)

    def _flags(self, d: int) -> Array | None:
        if self.log1p is None:
            return None
        flags = np.asarray(self.log1p)
        if flags.dtype.kind != "b" or flags.shape not in ((), (d,)):
            raise ValueError(f"log1p: True, False or {d} of them, not {self.log1p!r}")
        return np.full(d, flags)

    def fit(self, X: Any, y: None = None) -> Self:
        """Learn the scale of each column of X, (n_rows, n_features), finite or NaN.

        Raises ValueError, with row and column: an infinity, or a value whose square
        overflows; a column without any known value; a parameter out of range.
        """
        X = rows_of(self, X, reset=True)
        options = options_of(**self._given())
        with running(self.n_jobs) as run:
            self._handle = _core.scaler_fit(X, options, self._flags(X.shape[1]), run)
        return self

    def transform(self, X: Any) -> Any:
        """Scale rows: (n_rows, n_features) float64, finite."""
        handle, X = self._fitted(), rows_of(self, X)
        out = np.empty_like(X)
        with running(self.n_jobs) as run:
            _core.scaler_transform(handle, X, out, run)
        return out

    @property
    def center_(self) -> Array:
        """What is subtracted from each column, after log1p."""
        return self._array("center")

    @property
    def scale_(self) -> Array:
        """What each column is divided by."""
        return self._array("scale")
