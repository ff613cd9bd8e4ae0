"""A row of numbers for each customer, as of a moment."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np

from quen import _core
from quen._attributes import attributes_of
from quen._keys import Keys
from quen._options import options_of
from quen._orders import Orders, check_orders
from quen._run import Progress, running
from quen._table import Array, Table, Tabled
from quen._time import Moment, moment_of

if TYPE_CHECKING:
    from typing_extensions import CapsuleType


class Features(Tabled):
    """What the log says of each customer who ordered before a moment.

    Parameters
    ----------
    orders : Orders
        The log.
    now
        The moment: lines at or after it are not looked at. None: just after the last
        line.
    period_days : float
        The length of the periods that ``trend`` compares. None: 90.
    attributes
        A table of what else is known of customers (a mapping of columns, a DataFrame, an
        Arrow table): numbers become a column each, all else a column for each of the
        ``max_levels`` most frequent values, and one for the others.
    on : str
        The column of ``attributes`` with the keys of customers.

    Columns, and their units: ``recency_days``, ``tenure_days``; ``orders``, ``lines``,
    ``distinct_items``; ``quantity``, ``revenue`` and ``order_value_mean``,
    ``order_value_std`` (money); ``gap_days_mean``, ``gap_cv``;
    ``refund_share``, ``trend``, ``weekend_share``, ``hour``. NaN where a value is
    undefined. Time O(lines + rows * columns).

    >>> orders = Orders.from_table(
    ...     {"c": ["An", "Binh", "An"], "i": ["Latte", "Latte", "Mocha"],
    ...      "t": ["2026-01-05", "2026-01-06", "2026-01-25"], "a": [4, 4, 5]},
    ...     customer="c", item="i", time="t", amount="a")
    >>> features = Features(orders, now="2026-02-04")
    >>> features
    Features(customers=2, columns=15, now='2026-02-04T00:00:00+00:00')
    >>> features.names[:3], features.matrix[:, :3].tolist()
    (('recency_days', 'tenure_days', 'orders'), [[10.0, 30.0, 2.0], [29.0, 29.0, 1.0]])
    """

    def __init__(
        self,
        orders: Orders,
        *,
        now: Moment | None = None,
        period_days: float | None = None,
        attributes: Any = None,
        on: str = "customer",
        max_levels: int | None = None,
        n_jobs: int | None = None,
        progress: Progress = False,
    ) -> None:
        check_orders(orders)
        options = options_of(orders._clock, now=now, period_days=period_days)
        columns = attributes_of(attributes, on, max_levels)
        with running(n_jobs, progress) as run:
            self._handle: CapsuleType = _core.features_new(
                orders._handle, (options, columns), run
            )
        self._keys = Keys(orders._handle, "customers")
        self._money = 10.0**orders.decimals

    def _read(self, name: str) -> Any:
        return _core.read(self._handle, name)

    def __len__(self) -> int:
        """Customers."""
        return int(self._read("n_rows"))

    @property
    def names(self) -> tuple[str, ...]:
        """The columns."""
        names: tuple[str, ...] = self._read("column_names")
        return names

    @property
    def columns(self) -> tuple[str, ...]:
        """The names, as a DataFrame calls them."""
        return self.names

    @property
    def units(self) -> dict[str, str]:
        """The unit of each column of the matrix, "" where it has none.

        "money" is the smallest unit, 10^-decimals of the main one.
        """
        return dict(zip(self.names, self._read("column_units"), strict=True))

    @property
    def matrix(self) -> Array:
        """Customers x columns, float64, read-only: the library's own memory.

        Money is in its smallest unit here, and in main units in the tables below.
        """
        return np.frombuffer(self._read("matrix"), np.float64).reshape(
            len(self), self._read("n_columns")
        )

    @property
    def customers(self) -> Array:
        """The key of the customer of each row, ascending."""
        return self._keys.column(self._numbers()).array()

    @property
    def now(self) -> dt.datetime:
        """The moment, in UTC."""
        return moment_of(self._read("now_s"))

    def _numbers(self) -> Array:
        return np.frombuffer(self._read("customers"), np.uint32)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Array:
        """The matrix, for whatever takes arrays."""
        return np.array(self.matrix, dtype, copy=copy)

    @property
    def table(self) -> Table:
        """The matrix as a table, keys of customers first, money in main units."""
        units = [self._money if unit == "money" else 1.0 for unit in self.units.values()]
        columns = dict(zip(self.names, (self.matrix / units).T.copy(), strict=True))
        return Table({"customer": self._keys.column(self._numbers()), **columns})

    def __getitem__(self, name: str) -> Array:
        """A column of the table."""
        return self.table[name]

    def __repr__(self) -> str:
        return (
            f"Features(customers={len(self)}, columns={len(self.names)}, "
            f"now={self.now.isoformat()!r})"
        )
