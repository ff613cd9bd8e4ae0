"""Columns brought to one scale: scores, or standardised values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

import numpy as np
import numpy.typing as npt

from quen import _core
from quen._estimator import (
    BaseEstimator,
    Estimator,
    OneToOneFeatureMixin,
    TransformerMixin,
    rows_of,
    unfitted,
)
from quen._run import running
from quen._table import Array

if TYPE_CHECKING:
    from typing_extensions import CapsuleType


class RfmTransformer(OneToOneFeatureMixin, TransformerMixin, BaseEstimator):
    """Scores 1 (worst) to ``bins`` (best) of each column, by the rule of :class:`Rfm`.

    Cut point i of ``bins - 1`` is the value at sorted position ceil(i n / bins) of the
    fit's rows; a value above it gains a point, or loses one where lower is better. Equal
    values get equal scores, in the fit and ever after. With the columns recency,
    frequency and monetary of a customer table, the scores are ``Rfm().fit_values``'s.

    Parameters
    ----------
    bins : int, default 5
        2 to 10.
    lower_is_better : sequence of int or str, default (0,)
        The columns, by number or name, whose low values are the good ones: recency, the
        first, by default.
    n_jobs : int, optional
        Threads, as scikit-learn counts them. None: 1.

    Attributes
    ----------
    cut_points_ : (n_features_in_, bins - 1)
        In X's units and of X's type.
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
        bins: int = 5,
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

    def _cut_points(self, column: Array) -> Array:
        """The library cuts whole numbers; places among the different values are such."""
        values, places = np.unique(column, return_inverse=True)
        options: Any = ({"bins": self.bins, "segments": "none"}, None, None)
        with running(self.n_jobs) as run:
            handle = _core.rfm_fit_values(places, places, places, options, run)
        return values[np.frombuffer(_core.read(handle, "m_cuts"), np.int64)]

    def transform(self, X: Any) -> Any:
        """The scores of rows, of the fit or other: (n_rows, n_features) int64."""
        if not hasattr(self, "cut_points_"):
            raise unfitted(self)
        X = rows_of(self, X, dtype="numeric", finite=True)
        scores = np.empty(X.shape, np.int64)
        for j, cuts in enumerate(self.cut_points_):
            above = np.searchsorted(cuts, X[:, j])
            scores[:, j] = len(cuts) + 1 - above if self._lower[j] else 1 + above
        return scores


class Scaler(OneToOneFeatureMixin, TransformerMixin, Estimator):
    """Columns of different units on one scale.

    Parameters
    ----------
    method : {"standard", "robust", "none"}, default "standard"
        (x - mean) / standard deviation (population), as scikit-learn's StandardScaler;
        (x - median) / interquartile range, of observed values, where RobustScaler
        interpolates; or x.
    log1p : bool or (n_features,) flags, default False
        Where x becomes sign(x) log(1 + abs(x)) first, which tames large values.
    clip : float, default 0.0
        Scaled values beyond -clip..clip become that limit; 0: no limit.
    n_jobs : int, optional
        Threads, as scikit-learn counts them. None: 1.

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

    def __init__(
        self,
        method: Literal["standard", "robust", "none"] = "standard",
        *,
        log1p: bool | npt.ArrayLike = False,
        clip: float = 0.0,
        n_jobs: int | None = None,
    ) -> None:
        self.method = method
        self.log1p = log1p
        self.clip = clip
        self.n_jobs = n_jobs

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

    def _flags(self, d: int) -> Array:
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
        options = {"method": self.method, "clip": self.clip}
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
