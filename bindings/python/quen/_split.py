"""Parts of a log to learn from, and parts to be judged by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from quen import _core
from quen._keys import Keys, keys_of
from quen._options import count_of, options_of
from quen._orders import Orders, check_orders
from quen._run import running
from quen._table import Array, Numbers, Text, column_of_keys
from quen._time import Moment, moment_of

if TYPE_CHECKING:
    from typing_extensions import CapsuleType

Matrix: TypeAlias = tuple[Array, Array, None]
"""Row starts, columns, and no values: each is 1."""


class Split:
    """What each customer had before a moment, and bought from then on.

    Made by :func:`quen.evaluate.split`. ``train`` goes to :meth:`quen.ItemCF.fit`, which
    then knows customers and items by number, as :func:`quen.evaluate.ranking` does.
    """

    def __init__(self, handle: CapsuleType, orders: Orders) -> None:
        self._handle, self._orders = handle, orders

    def __repr__(self) -> str:
        return (
            f"Split(customers={self.n_customers}, items={self.n_items}, "
            f"judged={self.n_judged})"
        )

    def _count(self, name: str) -> int:
        return int(_core.read(self._handle, name))

    @property
    def n_customers(self) -> int:
        """Customers of the log."""
        return self._count("n_customers")

    @property
    def n_items(self) -> int:
        """Items of the log."""
        return self._count("n_items")

    @property
    def n_judged(self) -> int:
        """Customers with held-out items."""
        return self._count("n_judged")

    @property
    def moments(self) -> Array:
        """Where each customer's lines are cut, datetime64[s] in UTC; NaT: nowhere."""
        seconds = np.frombuffer(_core.read(self._handle, "moments"), np.int64)
        never = np.iinfo(np.int64).max
        nowhere = np.iinfo(np.int64).min
        return np.where(seconds == never, nowhere, seconds).view("datetime64[s]")

    def _matrix(self, part: str) -> Matrix:
        starts, columns = _core.read(self._handle, part)
        return np.frombuffer(starts, np.uint64), np.frombuffer(columns, np.uint32), None

    @property
    def train(self) -> Matrix:
        """What each customer had: (indptr, indices, None), customers x items."""
        return self._matrix("train")

    @property
    def held_out(self) -> Matrix:
        """What each customer bought later, likewise."""
        return self._matrix("held_out")

    @property
    def popularity(self) -> Array:
        """How many customers had each item: n_items of uint64."""
        counts = np.bincount(self.train[1], minlength=self.n_items)
        return counts.astype(np.uint64)

    @property
    def customers(self) -> Array:
        """The keys of customers, by number."""
        return (
            Keys(self._orders._handle, "customers")
            .column(np.arange(self.n_customers))
            .array()
        )

    @property
    def items(self) -> Array:
        """The keys of items, by number."""
        return Keys(self._orders._handle, "items").column(np.arange(self.n_items)).array()


def split(
    orders: Orders,
    method: Literal["last_order", "time", "given"] | None = None,
    *,
    cutoff: Moment | None = None,
    horizon_days: float | None = None,
    moments: npt.ArrayLike | None = None,
    include_bought: bool | None = None,
) -> Split:
    """Split what each customer of a log bought.

    Parameters
    ----------
    orders : Orders
    method : {"last_order", "time", "given"}, default "last_order"
        "last_order": at the customer's last visit, if another came before it. "time": at
        ``cutoff``. "given": at a moment of each customer's own, ``moments``.
    cutoff : moment, optional
        "time": None: ``horizon_days`` before the end of the log.
    horizon_days : float, optional
        Lines are held out for so long; None: to the end of the log.
    moments : array of datetime64 or Unix seconds, optional
        "given": a moment for each customer, by number; NaT: nothing is held out.
    include_bought : bool, default False
        Hold out items too that the customer had before.

    An item is a customer's where more of it was bought than returned. Time O(lines).

    >>> orders = Orders.from_table(
    ...     {"who": ["An", "An", "Binh"], "what": ["Latte", "Mocha", "Latte"],
    ...      "when": ["2026-01-05", "2026-02-05", "2026-02-01"], "paid": [4, 5, 4]},
    ...     customer="who", item="what", time="when", amount="paid")
    >>> split(orders)
    Split(customers=2, items=2, judged=1)
    """
    check_orders(orders)
    options = options_of(
        orders._clock,
        method=method,
        cutoff=cutoff,
        horizon_days=horizon_days,
        include_bought=include_bought,
    )
    with running() as run:
        handle = _core.split_new(orders._handle, options, _seconds(moments), run)
    return Split(handle, orders)


def _seconds(moments: npt.ArrayLike | None) -> Array | None:
    """Unix seconds of moments; NaT is never."""
    if moments is None:
        return None
    array = np.asarray(moments)
    if array.dtype.kind == "M":
        never = np.isnat(array)
        seconds = array.astype("datetime64[s]").astype(np.int64)
        return np.where(never, np.iinfo(np.int64).max, seconds)
    if array.dtype.kind not in "iu":
        raise ValueError(f"moments must be times or Unix seconds, not {array.dtype}")
    return np.ascontiguousarray(array, np.int64)


def origins(
    orders: Orders,
    *,
    horizon_days: float | None = None,
    step_days: float | None = None,
    history_days: float | None = None,
    most: int | None = None,
) -> list[dt.datetime]:
    """Moments from which a log is to be foreseen.

    Parameters
    ----------
    orders : Orders
    horizon_days : float, default 90
        What must come after an origin.
    step_days : float, default 30
        From one origin to the next.
    history_days : float, default 30
        What must have come before an origin.
    most : int, optional
        So many at most, the latest ones.

    Returns times in UTC, ascending; the last is the horizon before the log's end. Raises
    ``quen.NumericError`` where the log is too short, and says what it can carry.
    """
    check_orders(orders)
    options = options_of(
        horizon_days=horizon_days,
        step_days=step_days,
        history_days=history_days,
        most=most,
    )
    with running() as run:
        data = _core.split_origins(orders._handle, options, run)
    return [moment_of(second) for second in np.frombuffer(data, np.int64).tolist()]


def folds(customers: Any, n_folds: int, *, random_state: Any = None) -> Array:
    """A fold for each customer, 0 to n_folds - 1, by a hash of the key.

    A customer stays in a fold when others come, and has it on every machine. Folds are
    about equal.

    Parameters
    ----------
    customers : Orders or array
        A log, whose customers are told by number, or keys: whole numbers or text.
    n_folds : int
        Folds, at least 2.
    random_state : int, RandomState or Generator, optional
        Another one gives other folds.

    >>> folds(["An", "Binh"], 4).tolist()[1:] == folds(["Binh"], 4).tolist()
    True
    """
    if not 2 <= count_of("n_folds", n_folds) < 2**32:
        raise ValueError(f"n_folds must be within 2..2^32 - 1, not {n_folds}")
    if isinstance(customers, Orders):
        keys = _core.keys(customers._handle, "customers", None)
    else:
        if isinstance(customers, np.ndarray):
            customers = customers.tolist()
        keys = _core.pack(list(keys_of("customers", customers)))
    seed = options_of(random_state=random_state)["seed"] or 0
    column = column_of_keys(keys)
    out = np.empty(len(column), np.uint32)
    _core.split_folds(_arrays(column), n_folds, seed, out)
    return out.astype(np.int64)


def _arrays(column: Numbers | Text) -> Any:
    """A column of keys as the native functions take one."""
    if isinstance(column, Numbers):
        return np.ascontiguousarray(column.values, np.int64), column.valid
    return column.data, column.offsets, column.valid


def indices(folds: npt.ArrayLike) -> Iterator[tuple[Array, Array]]:
    """For each fold number of a column: the rows outside it, and those in it.

    What scikit-learn takes as ``cv``; rows of a negative number are in no fold, and are
    learned from always.

    >>> [(train.tolist(), test.tolist()) for train, test in indices([0, 1, 0, -1])]
    [([1, 3], [0, 2]), ([0, 2, 3], [1])]
    """
    numbers = np.asarray(folds)
    if numbers.dtype.kind not in "biuf":
        raise ValueError(f"folds must be numbers, not {numbers.dtype}")
    for fold in np.unique(numbers[numbers >= 0]):
        yield np.flatnonzero(numbers != fold), np.flatnonzero(numbers == fold)
