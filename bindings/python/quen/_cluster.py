"""Groups of customers who behave alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np
import numpy.typing as npt

from quen import _core
from quen._estimator import (
    ClassNamePrefixFeaturesOutMixin,
    ClusterMixin,
    Estimator,
    TransformerMixin,
    check_array,
    names_of,
    rows_of,
    weights_of,
)
from quen._keywords import KMeansParameters
from quen._options import options_of
from quen._run import Progress, running
from quen._table import Array, Table

if TYPE_CHECKING:
    from typing_extensions import CapsuleType

FLOATS = [np.float64, np.float32]


class KMeans(
    KMeansParameters,
    ClassNamePrefixFeaturesOutMixin,
    TransformerMixin,
    ClusterMixin,
    Estimator,
):
    """K-means, exact: Lloyd's iteration from greedy k-means++ starts.

    Takes the place of :class:`sklearn.cluster.KMeans`. The same data, parameters and seed
    give the same clusters to the bit, whatever the number of threads and the machine.

    Attributes
    ----------
    cluster_centers_ : (n_clusters, n_features) float64, read-only
    labels_ : (n_rows,) int32, read-only
        The cluster of each row of the fit.
    cluster_sizes_ : (n_clusters,) int64
        Rows in each; 0 is possible where rows coincide.
    inertia_ : float
        The weighted sum of squared distances to the nearest centre.
    n_iter_ : int
        Sweeps of the winning start.
    converged_ : bool
        Whether it came to rest within ``max_iter``.
    n_features_in_, feature_names_in_
        Columns, and their names if X had any.

    X is of float64 or float32, C-contiguous, and then read where it lies; anything else
    is converted first. Each float32 counts as the double that it equals. Time
    O(n_init * n_iter * rows * n_clusters * n_features) at worst.

    Source: Lloyd 1982; Arthur and Vassilvitskii 2007. See ``include/quen/kmeans.h``.

    >>> X = [[1.0, 2.0], [1.0, 4.0], [1.0, 0.0], [10.0, 2.0], [10.0, 4.0], [10.0, 0.0]]
    >>> kmeans = KMeans(n_clusters=2).fit(X)
    >>> kmeans.labels_.tolist(), kmeans.cluster_centers_.tolist(), kmeans.inertia_
    ([0, 0, 0, 1, 1, 1], [[1.0, 2.0], [10.0, 2.0]], 16.0)
    >>> kmeans.predict([[0.0, 0.0], [12.0, 3.0]]).tolist()
    [0, 1]
    """

    _noun: ClassVar[str] = "kmeans"

    def _is(self, parameter: str, word: str) -> bool:
        value = getattr(self, parameter)  # maybe an array, which == compares item by item
        return isinstance(value, str) and value == word

    def _settings(self) -> dict[str, Any]:
        n_init = None if self._is("n_init", "auto") else self.n_init
        return options_of(**{**self._given(), "n_init": n_init})

    def _options(self) -> dict[str, Any]:
        """For a shop, which makes the matrix itself."""
        if not self._is("init", "k-means++"):
            raise ValueError("init: the clusters of a shop start from k-means++")
        return self._settings()

    def _starts(self, d: int) -> Array | None:
        if self._is("init", "k-means++"):
            return None
        if isinstance(self.init, str) or callable(self.init):
            raise ValueError(f'init must be "k-means++" or an array, not {self.init!r}')
        try:
            starts = np.asarray(self.init, np.float64, order="C")
        except (TypeError, ValueError) as error:
            raise type(error)(
                f'init must be "k-means++" or an array of numbers, not {self.init!r}'
            ) from None
        rows = len(starts) if starts.ndim and self.n_clusters is None else self.n_clusters
        if starts.shape != (rows, d):
            raise ValueError(
                f"init has shape {starts.shape}, not ({rows}, {d}): "
                "n_clusters "
                "and the columns of X"
            )
        return starts

    @classmethod
    def _of(cls, handle: CapsuleType, **attributes: Any) -> Self:
        return super()._of(
            handle, n_clusters=int(_core.read(handle, "n_clusters")), **attributes
        )

    def fit(
        self,
        X: Any,
        y: None = None,
        sample_weight: Any = None,
        *,
        progress: Progress = False,
    ) -> Self:
        """Cluster rows.

        Parameters
        ----------
        X : (n_rows, n_features)
            Finite values.
        y
            Not looked at.
        sample_weight : (n_rows,), optional
            How much each row counts, from 0 on.
        progress : bool or callable
            True for a bar, or a callable of (stage, fraction): what it raises ends the
            fit.

        Raises ValueError: X or a weight is not finite, with row and column; fewer rows
        than clusters; a parameter out of range.
        """
        X = rows_of(self, X, reset=True, dtype=FLOATS)
        weights, starts = weights_of(sample_weight, len(X)), self._starts(X.shape[1])
        with running(self.n_jobs, progress) as run:
            settings = self._settings()
            if settings["k"] is None and starts is not None:
                settings["k"] = len(starts)
            self._handle = _core.kmeans_fit(X, settings, weights, starts, run)
        return self

    def fit_predict(
        self,
        X: Any,
        y: None = None,
        sample_weight: Any = None,
        *,
        progress: Progress = False,
    ) -> Array:
        """The cluster of each row: ``fit(X).labels_``."""
        return self.fit(X, sample_weight=sample_weight, progress=progress).labels_

    def fit_transform(
        self,
        X: Any,
        y: None = None,
        sample_weight: Any = None,
        *,
        progress: Progress = False,
    ) -> Any:
        """The distance of each row to each centre: ``fit(X).transform(X)``."""
        return self.fit(X, sample_weight=sample_weight, progress=progress).transform(X)

    def _nearest(self, X: Any, *, labels: bool, distances: bool) -> tuple[Any, Any]:
        handle, X = self._fitted(), rows_of(self, X, dtype=FLOATS)
        nearest = np.empty(len(X), np.uint32) if labels else None
        squares = np.empty(len(X)) if distances else None
        with running(self.n_jobs) as run:
            _core.kmeans_predict(handle, X, nearest, squares, run)
        return nearest, squares

    def predict(self, X: Any) -> Array:
        """The nearest centre of each row, int32; the lowest number among equally near."""
        labels: Array = self._nearest(X, labels=True, distances=False)[0]
        return labels.view(np.int32)

    def transform(self, X: Any) -> Any:
        """The distance of each row to each centre: (n_rows, n_clusters) float64."""
        handle, X = self._fitted(), rows_of(self, X, dtype=FLOATS)
        out = np.empty((len(X), self._n_features_out))
        with running(self.n_jobs) as run:
            _core.kmeans_transform(handle, X, out, run)
        return out

    def score(self, X: Any, y: None = None, sample_weight: Any = None) -> float:
        """Minus the weighted sum of squared distances to the nearest centre."""
        squares = self._nearest(X, labels=False, distances=True)[1]
        weights = weights_of(sample_weight, len(squares))
        return -float(np.sum(squares if weights is None else weights * squares))

    def profile(self, X: Any, labels: npt.ArrayLike | None = None) -> Table:
        """Describe the clusters in units of your own.

        Parameters
        ----------
        X : (n_rows, n_columns)
            Any columns, such as those of the fit before they were scaled; NaN is left
            out.
        labels : (n_rows,), optional
            The cluster of each row; None: ``labels_``, if X has the rows of the fit.

        Returns a table of cluster, size (rows), and for each column its mean and median
        (the lower of two middle values), called after it: ``spend_mean``,
        ``spend_median``. NaN where no value is known. Raises ValueError where X holds an
        infinity or a label is no cluster.
        """
        names, X = X, check_array(X, dtype=np.float64, order="C", ensure_all_finite=False)
        which = self.labels_ if labels is None else _numbers(labels)
        shape = self._n_features_out, X.shape[1]
        means, medians = np.empty(shape), np.empty(shape)
        with running(self.n_jobs) as run:
            _core.kmeans_profile(
                self._fitted(), which.view(np.uint32), X, means, medians, run
            )
        columns: dict[str, Any] = {
            "cluster": np.arange(shape[0]),
            "size": np.bincount(which, minlength=shape[0]),
        }
        for j, name in enumerate(names_of(names, shape[1])):
            columns[f"{name}_mean"] = means[:, j].copy()
            columns[f"{name}_median"] = medians[:, j].copy()
        return Table(columns)

    @property
    def cluster_centers_(self) -> Array:
        """The centres."""
        return self._array("centers").reshape(-1, self.n_features_in_)

    @property
    def labels_(self) -> Array:
        """The cluster of each row of the fit."""
        return self._array("labels", np.int32)

    @property
    def cluster_sizes_(self) -> Array:
        """Rows of the fit in each cluster."""
        return self._array("sizes", np.int64)

    @property
    def inertia_(self) -> float:
        """The weighted sum of squared distances to the nearest centre."""
        return float(self._read("inertia"))

    @property
    def n_iter_(self) -> int:
        """Sweeps of the winning start."""
        return int(self._read("n_iterations"))

    @property
    def converged_(self) -> bool:
        """Whether it came to rest within ``max_iter``."""
        return bool(self._read("converged"))

    @property
    def _n_features_out(self) -> int:
        return int(self._read("n_clusters"))


def _numbers(labels: npt.ArrayLike) -> Array:
    """Labels as int32; what does not fit becomes -1, which the library refuses by row."""
    array = np.asarray(labels)
    if array.dtype.kind not in "iu":
        raise ValueError(f"labels must be whole numbers, not {array.dtype}")
    return np.where((array < 0) | (array >= 2**31), -1, array).astype(np.int32)
