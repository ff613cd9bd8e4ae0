"""How good answers are: of probabilities, of lists of offers, of clusters; and splits.

Every figure may come with an interval, and two models are compared on the same rows.
Figures equal scikit-learn's where it has them, ties and weights included. Formulas are in
``include/quen/evaluate.h`` and ``docs/evaluation.md``.

Intervals are percentiles over bootstrap resamples; the same ``random_state`` gives the
same ones, at any number of threads.
"""

from __future__ import annotations

import dataclasses
from typing import Any, Literal, Self

import numpy as np
import numpy.typing as npt

from quen import _core
from quen._itemcf import csr_of
from quen._options import count_of, default_of, options_of
from quen._run import Progress, running
from quen._split import Split, folds, indices, origins, split
from quen._structs import AUC_TEST, CALIBRATION_BIN, GAIN
from quen._table import Array, Table

# ---- reports ----


class _Report:
    """Figures with names, and, where they were asked for, the ends of their intervals."""

    low: Self | None
    high: Self | None

    @classmethod
    def _of(cls, told: Any) -> Self:
        """From the library's one dict, or three."""
        make: Any = cls
        value, *ends = [told] if isinstance(told, dict) else told
        given = dict(zip(("low", "high"), (make(**end) for end in ends), strict=False))
        report: Self = make(**value, **given)
        return report

    def table(self) -> Table:
        """A row for each figure: figure and value; low and high if there are any."""
        report: Any = self
        fields = [field.name for field in dataclasses.fields(report)]
        names = [name for name in fields if name not in ("low", "high")]
        columns: dict[str, Any] = {"figure": names, "value": _values(self, names)}
        if self.low is not None and self.high is not None:
            columns |= {
                "low": _values(self.low, names),
                "high": _values(self.high, names),
            }
        return Table(columns)

    def __str__(self) -> str:
        return str(self.table())


def _values(report: Any, names: list[str]) -> Array:
    return np.array([getattr(report, name) for name in names], np.float64)


@dataclasses.dataclass(frozen=True)
class Binary(_Report):
    """How good scores of two classes are; NaN where a figure is not defined."""

    rate: float
    """The share of class 1: the base rate."""
    auc: float
    """Area under the ROC curve, ties counting half."""
    average_precision: float
    """Mean precision, each threshold weighted by the recall that it adds."""
    ks: float
    """The largest difference between the shares of both classes above a threshold."""
    lift10: float
    """The rate in the tenth of highest scores over the overall one."""
    mean_score: float
    """The mean probability. So below, of probabilities alone."""
    log_loss: float
    """Mean of -ln(probability of what happened)."""
    brier: float
    """Mean squared error: reliability - resolution + uncertainty + within."""
    reliability: float
    """Mean squared difference of mean probability and rate, over the bins."""
    resolution: float
    """Mean squared difference of a bin's rate and the overall one."""
    uncertainty: float
    """rate (1 - rate)."""
    within: float
    """What differences within the bins add."""
    calibration_error: float
    """Mean absolute difference of mean probability and rate, over the bins."""
    slope: float
    """Of the regression of the class on the log odds: 1 is best."""
    intercept: float
    """Its intercept: 0 is best."""
    low: Self | None = None
    """Lower ends of the intervals."""
    high: Self | None = None
    """Upper ends."""


@dataclasses.dataclass(frozen=True)
class AucTest:
    """Areas under two ROC curves of the same rows, by DeLong's method."""

    auc_a: float
    std_error_a: float
    auc_b: float
    """0.5 where there is no second model."""
    std_error_b: float
    difference: float
    std_error: float
    """Of the difference."""
    low: float
    """Lower end of the difference's interval."""
    high: float
    z: float
    p: float
    """Two-sided."""


@dataclasses.dataclass(frozen=True)
class Ranking(_Report):
    """How good lists of offers are: means over customers with h held-out items."""

    precision: float
    """Hits / k."""
    recall: float
    """Hits / h."""
    recall_min: float
    """Hits / min(k, h)."""
    hit_rate: float
    """The share of customers with a hit."""
    ndcg: float
    """Gain / that of the best list of k items."""
    ndcg_untruncated: float
    """Gain / that of the best list of h items."""
    average_precision: float
    """MAP: sum over the hits of the precision down to them / min(k, h)."""
    reciprocal_rank: float
    """MRR: 1 / rank of the first hit."""
    novelty: float
    """Mean -log2(share of customers who had the item before)."""
    coverage: float
    """The share of all items that some list has; it has no interval."""
    low: Self | None = None
    """Lower ends of the intervals."""
    high: Self | None = None
    """Upper ends."""


@dataclasses.dataclass(frozen=True)
class Clusters:
    """How well clusters are apart."""

    clusters: int
    """Clusters that have rows."""
    sampled: int
    """Rows whose silhouette was computed."""
    silhouette: float
    silhouette_error: float
    """Standard error of that from sampling; 0 if all rows were taken."""
    calinski_harabasz: float
    davies_bouldin: float


# ---- two classes ----


def _classes(y: npt.ArrayLike) -> Array:
    """0 and 1 as bytes; what is neither becomes 2, which the library refuses by row."""
    array = np.asarray(y)
    if array.dtype.kind not in "biuf":
        raise ValueError(f"y must be 0 or 1 in each row, not {array.dtype}")
    return np.where(array == 1, 1, np.where(array == 0, 0, 2)).astype(np.uint8)


def _doubles(name: str, values: npt.ArrayLike) -> Array:
    """Numbers, of an argument that is called so."""
    try:
        return np.ascontiguousarray(values, np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        raise ValueError(f"{name} must be numbers: {error}") from None


def _doubles_or_none(name: str, values: npt.ArrayLike | None) -> Array | None:
    return None if values is None else _doubles(name, values)


def _room(name: str, n: int, record: np.dtype[Any]) -> Array:
    """For so many records as an argument says; the library tells what is too many."""
    if count_of(name, n) >= 2**20:
        raise ValueError(f"{name} must be below 2^20, not {n}")
    return np.empty(n, record)


def _counts(name: str, values: npt.ArrayLike) -> Array:
    """Whole numbers from 0 on, of an argument that is called so."""
    array = np.asarray(values)
    is_number = array.dtype.kind in "iuf"
    if (
        not is_number
        or not ((array >= 0) & (array < 2.0**64) & (np.floor(array) == array)).all()
    ):
        raise ValueError(f"{name} must be whole numbers of at least 0")
    return np.ascontiguousarray(array, np.uint64)


def _numbered(values: npt.ArrayLike) -> Array:
    """Values of any kind as 0, 1, ..."""
    return np.unique(np.asarray(values), return_inverse=True)[1].ravel().astype(np.uint32)


def _rows(
    y: npt.ArrayLike,
    measured: dict[str, npt.ArrayLike | None],
    weights: npt.ArrayLike | None,
    groups: npt.ArrayLike | None,
    **options: Any,
) -> Any:
    """``measured``: one score, or two that are compared, by what they are called."""
    classes = _classes(y)
    columns = [_doubles_or_none(name, values) for name, values in measured.items()]
    weighed = _doubles_or_none("weights", weights)
    together = None if groups is None else _numbered(groups)
    named = zip(
        (*measured, "weights", "groups"), (*columns, weighed, together), strict=True
    )
    for name, array in named:
        if array is not None and array.size != classes.size:
            raise ValueError(
                f"{name}: {array.size} values, where y has {classes.size} rows"
            )
    first, second = (*columns, None)[:2]
    return classes, first, second, weighed, together, options_of(**options)


def binary(
    y: npt.ArrayLike,
    score: npt.ArrayLike,
    *,
    weights: npt.ArrayLike | None = None,
    groups: npt.ArrayLike | None = None,
    scores: Literal["probability", "any"] | None = None,
    binning: Literal["quantile", "width"] | None = None,
    bins: int | None = None,
    intervals: bool = False,
    resamples: int | None = None,
    confidence: float | None = None,
    random_state: Any = None,
    n_jobs: int | None = None,
    progress: Progress = False,
) -> Binary:
    """Measure scores of two classes.

    Parameters
    ----------
    y : (n_rows,)
        Classes, 0 or 1, or booleans.
    score : (n_rows,)
        Probabilities of class 1, or scores.
    weights : (n_rows,), optional
        How much each row counts.
    groups : (n_rows,), optional
        Rows of one value are drawn together, as those of one customer.
    scores : {"probability", "any"}, default "probability"
        "any": what takes probabilities is NaN.
    binning : {"quantile", "width"}, default "quantile"
        How probabilities are cut into bins of calibration.
    bins : int, default 10
        How many.
    intervals : bool
        Compute intervals as well.
    resamples : int, default 1000
        Bootstrap resamples.
    confidence : float, default 0.95
        Share of the resamples within an interval.
    random_state : int, RandomState or Generator, optional
        Of the resamples.
    n_jobs : int, optional
        Threads. None: 1.
    progress : bool or callable
        True for a bar, or a callable of (stage, fraction).

    >>> report = binary([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    >>> report.auc, round(report.average_precision, 3), report.low is None
    (0.75, 0.833, True)
    """
    given = {"scores": scores, "binning": binning, "bins": bins, "resamples": resamples}
    rows = _rows(
        y,
        {"score": score},
        weights,
        groups,
        **given,
        confidence=confidence,
        random_state=random_state,
    )
    with running(n_jobs, progress) as run:
        return Binary._of(_core.evaluate_binary(rows, intervals, run))


def compare_binary(
    y: npt.ArrayLike,
    a: npt.ArrayLike,
    b: npt.ArrayLike,
    *,
    weights: npt.ArrayLike | None = None,
    groups: npt.ArrayLike | None = None,
    scores: Literal["probability", "any"] | None = None,
    binning: Literal["quantile", "width"] | None = None,
    bins: int | None = None,
    resamples: int | None = None,
    confidence: float | None = None,
    random_state: Any = None,
    n_jobs: int | None = None,
    progress: Progress = False,
) -> Binary:
    """Two models on the same rows: each figure of ``a`` less that of ``b``.

    Both are computed from the same resamples; an interval without 0 tells them apart. As
    :func:`binary` otherwise.

    >>> y, a = [0, 0, 1, 1, 0, 1], [0.1, 0.4, 0.35, 0.8, 0.3, 0.6]
    >>> difference = compare_binary(y, a, a)
    >>> difference.auc, difference.low.auc, difference.high.auc
    (0.0, 0.0, 0.0)
    """
    given = {"scores": scores, "binning": binning, "bins": bins, "resamples": resamples}
    rows = _rows(
        y,
        {"a": a, "b": b},
        weights,
        groups,
        **given,
        confidence=confidence,
        random_state=random_state,
    )
    with running(n_jobs, progress) as run:
        return Binary._of(_core.evaluate_binary(rows, True, run))


def calibration(
    y: npt.ArrayLike,
    score: npt.ArrayLike,
    *,
    weights: npt.ArrayLike | None = None,
    binning: Literal["quantile", "width"] | None = None,
    bins: int | None = None,
) -> Table:
    """What came of each bin of probabilities.

    Returns a table: rows, weight, least and greatest probability, mean_score and rate;
    bins without rows are left out.
    """
    rows = _rows(y, {"score": score}, weights, None, binning=binning, bins=bins)
    n = default_of("binary", "bins") if bins is None else bins
    out = _room("bins", n, CALIBRATION_BIN)
    with running() as run:
        count = _core.evaluate_calibration(rows, out, run)
    return _table(out[:count])


def gains(
    y: npt.ArrayLike,
    score: npt.ArrayLike,
    n_parts: int = 10,
    *,
    weights: npt.ArrayLike | None = None,
) -> Table:
    """What is gained by taking the rows of highest scores first, by tenth.

    Returns a table of ``n_parts`` parts: share of the rows so far, least score, rate,
    lift, captured (share of class 1 so far) and cumulative_lift. Rows of equal score on
    an edge are shared out in proportion.

    >>> gains([1, 0, 1, 0], [4, 3, 2, 1], 2)["lift"].tolist()
    [1.0, 1.0]
    """
    rows = _rows(y, {"score": score}, weights, None)
    out = _room("n_parts", n_parts, GAIN)
    with running() as run:
        _core.evaluate_gains(rows, out, run)
    return _table(out)


def _table(records: Array) -> Table:
    names = records.dtype.names or ()
    kinds = {"rows": np.int64}
    return Table({n: records[n].astype(kinds.get(n, np.float64)) for n in names})


def auc_test(
    y: npt.ArrayLike,
    a: npt.ArrayLike,
    b: npt.ArrayLike | None = None,
    *,
    confidence: float | None = None,
) -> AucTest:
    """Whether an AUC differs from another of the same rows, or, without ``b``, from .5.

    By DeLong's method: no resampling. ``confidence``: of the interval, default 0.95.

    >>> test = auc_test([0, 0, 1, 1, 0, 1], [1, 4, 3, 8, 2, 6])
    >>> round(test.auc_a, 3), round(test.p, 3)
    (0.889, 0.013)
    """
    rows = _rows(y, {"a": a, "b": b}, None, None, confidence=confidence)
    out = np.empty(1, AUC_TEST)
    with running() as run:
        _core.evaluate_auc_test(rows, out, run)
    return AucTest(*out[0].tolist())


# ---- lists of offers ----


def _held_out(held_out: Any, n_items: int | None) -> tuple[Any, ...]:
    if isinstance(held_out, Split):
        shape = held_out.n_customers, held_out.n_items
        return shape, *held_out.held_out
    shape, (starts, items, _) = csr_of(held_out)
    width = shape[1] if n_items is None else count_of("n_items", n_items)
    if not 0 < width < 2**32:
        raise ValueError(f"n_items must be within 1..2^32 - 1, not {width}")
    return (shape[0], width), starts, items, None


def _lists(ranked: Any, n_rows: int, width: int) -> tuple[Array, Array]:
    """A matrix of item numbers, and how many of each row are in use.

    A table tells how long its lists are, not how long they might be: at least `width`.
    """
    if isinstance(ranked, Table):
        return _lists_of_table(ranked, n_rows, width)
    items = np.asarray(ranked)
    if items.ndim != 2 or items.dtype.kind not in "iu":
        raise ValueError(
            "ranked: rows of item numbers are needed, or a table of customer, rank and "
            f"item, not {items.ndim} dimensions of {items.dtype}"
        )
    counts = np.where(items < 0, 0, 1).cumprod(axis=1).sum(axis=1)
    return _numbers(items), counts.astype(np.uint32)


def _width_of(ranked: Any) -> int:
    """The longest list of a table; 1 for all else, whose width stands."""
    if not (isinstance(ranked, Table) and "rank" in ranked.columns):
        return 1
    return int(ranked["rank"].max(initial=1))


def _lists_of_table(ranked: Table, n_rows: int, width: int) -> tuple[Array, Array]:
    who, rank, item = (ranked[name] for name in ("customer", "rank", "item"))
    if who.dtype.kind not in "iu" or item.dtype.kind not in "iu":
        raise ValueError(
            "ranked: customers and items by number are needed, as a model has them that "
            "was fitted to split.train"
        )
    if len(who) and not (0 <= who.min() and who.max() < n_rows):
        raise ValueError(f"ranked: customers are not within 0..{n_rows - 1}")
    items = np.full((n_rows, width), -1, np.int64)
    items[who, rank - 1] = item
    return _numbers(items), np.bincount(who, minlength=n_rows).astype(np.uint32)


def _numbers(items: Array) -> Array:
    """Numbers as uint32; what does not fit becomes one that no item has."""
    fits = (items >= 0) & (items < 2**32)
    return np.ascontiguousarray(np.where(fits, items, 2**32 - 1), np.uint32)


def _rank(
    held_out: Any,
    a: Any,
    b: Any,
    n_items: int | None,
    popularity: npt.ArrayLike | None,
    population: int | None,
    intervals: bool,
    n_jobs: int | None,
    progress: Progress,
    **options: Any,
) -> Ranking:
    matrix = _held_out(held_out, n_items)
    if isinstance(held_out, Split) and popularity is None:
        popularity, population = held_out.popularity, held_out.n_customers
    had = None if popularity is None else _counts("popularity", popularity)
    top = options["top"]
    least = 1 if top is None else count_of("top", top)
    width = max(least, _width_of(a), _width_of(b))
    first = _lists(a, matrix[0][0], width)
    second = None if b is None else _lists(b, matrix[0][0], width)
    given = options_of(**options, population=population)
    with running(n_jobs, progress) as run:
        told = _core.evaluate_ranking(matrix, first, second, had, given, intervals, run)
    return Ranking._of(told)


def ranking(
    held_out: Any,
    ranked: Any,
    *,
    top: int | None = None,
    n_items: int | None = None,
    popularity: npt.ArrayLike | None = None,
    population: int | None = None,
    intervals: bool = False,
    resamples: int | None = None,
    confidence: float | None = None,
    random_state: Any = None,
    n_jobs: int | None = None,
    progress: Progress = False,
) -> Ranking:
    """Measure lists of offers against what was held out.

    Parameters
    ----------
    held_out : Split or sparse matrix
        Customers x items that came later: a split, a matrix of SciPy's, or (indptr,
        indices, None). Customers without items are left out.
    ranked : (n_customers, width) or Table
        Item numbers of each list from its best item on, none twice; a negative number
        ends a list. Or what :meth:`quen.ItemCF.recommend_batch` returns, of a model
        fitted to ``split.train``.
    top : int, optional
        Only so many of each list count: k. None: all, of a table as many as its longest
        list has.
    n_items : int, optional
        Items there are; None: as many as ``held_out`` has columns.
    popularity : (n_items,), optional
        How many customers had each item before; None: as the split tells, else novelty
        is NaN.
    population : int, optional
        How many customers there were then.
    intervals, resamples, confidence, random_state, n_jobs, progress
        As in :func:`binary`; customers are drawn.

    >>> ranking(([0, 2, 3], [0, 1, 2], None), [[1, 2], [0, 1]]).recall
    0.25
    """
    return _rank(
        held_out,
        ranked,
        None,
        n_items,
        popularity,
        population,
        intervals,
        n_jobs,
        progress,
        top=top,
        resamples=resamples,
        confidence=confidence,
        random_state=random_state,
    )


def compare_ranking(
    held_out: Any,
    a: Any,
    b: Any,
    *,
    top: int | None = None,
    n_items: int | None = None,
    popularity: npt.ArrayLike | None = None,
    population: int | None = None,
    resamples: int | None = None,
    confidence: float | None = None,
    random_state: Any = None,
    n_jobs: int | None = None,
    progress: Progress = False,
) -> Ranking:
    """Two sets of lists for the same customers: each figure of ``a`` less that of ``b``.

    As :func:`ranking` otherwise; there are always intervals.
    """
    return _rank(
        held_out,
        a,
        b,
        n_items,
        popularity,
        population,
        True,
        n_jobs,
        progress,
        top=top,
        resamples=resamples,
        confidence=confidence,
        random_state=random_state,
    )


# ---- clusters ----


def clusters(
    X: npt.ArrayLike,
    labels: npt.ArrayLike,
    *,
    sample: int | None = None,
    random_state: Any = None,
    n_jobs: int | None = None,
    progress: Progress = False,
) -> Clusters:
    """Measure clusters by Euclidean distances.

    Parameters
    ----------
    X : (n_rows, n_features)
        Finite values.
    labels : (n_rows,)
        Any values; those that are equal are one cluster.
    sample : int, default 2000
        Rows whose silhouette is computed, each against all rows.
    random_state : int, RandomState or Generator, optional
        Which rows those are.
    n_jobs, progress
        As in :func:`binary`.

    >>> report = clusters([[0.0], [1.0], [9.0], [10.0]], ["a", "a", "b", "b"])
    >>> round(report.silhouette, 3), report.calinski_harabasz
    (0.889, 162.0)
    """
    x = _doubles("X", X)
    if x.ndim != 2:
        raise ValueError(f"X must have 2 dimensions, not {x.ndim}")
    which = _numbered(labels)
    options = options_of(sample=sample, random_state=random_state)
    with running(n_jobs, progress) as run:
        return Clusters(**_core.evaluate_clusters(x, which, options, run))


__all__ = [
    "AucTest",
    "Binary",
    "Clusters",
    "Ranking",
    "Split",
    "auc_test",
    "binary",
    "calibration",
    "clusters",
    "compare_binary",
    "compare_ranking",
    "folds",
    "gains",
    "indices",
    "origins",
    "ranking",
    "split",
]
