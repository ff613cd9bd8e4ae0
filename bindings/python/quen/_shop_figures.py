"""How a shop was doing up to the moment of training, for who has its file and no log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

from quen import _core
from quen._figures import Cohorts, table_of
from quen._keys import Keys
from quen._offers import room_for
from quen._options import number_of
from quen._structs import FINDING, FINDING_KINDS, SEVERITIES, SHOP_TREND
from quen._table import Array, Table

if TYPE_CHECKING:
    from typing_extensions import CapsuleType

Direction: TypeAlias = Literal["rising", "falling"]

_DIRECTIONS = ("rising", "falling")


class ShopFigures:
    """What a shop says of itself."""

    if TYPE_CHECKING:

        @property
        def decimals(self) -> int: ...
        @property
        def has_money(self) -> bool: ...
        def _read(self, name: str) -> Any: ...
        def _fitted(self) -> CapsuleType: ...
        def _keys(self, kind: str) -> Keys: ...

    def _figures(self, name: str) -> CapsuleType:
        """A part of the figures."""
        handle: CapsuleType | None = self._read(name)
        if handle is None:
            raise _core.NoPartError("the shop was trained without figures")
        return handle

    def _unit(self) -> float:
        """The smallest units of a main one of money."""
        return 10.0**self.decimals if self.has_money else 1.0

    @property
    def months(self) -> Table:
        """How the shop was doing in its last months, 60 at most, in order of time.

        The columns of :meth:`Orders.figures`, by the shop's clock and up to its moment.
        Quantities are whole numbers, as the log has them: of one with fractions of a
        piece they are to be divided by 10**``orders.quantity_decimals``, which the file
        does not tell. Raises ``quen.NoPartError`` where the shop was trained without
        figures, as those below.

        >>> import quen
        >>> orders = quen.Orders.from_table(
        ...     {"c": ["An", "Binh", "An"], "i": ["Latte", "Latte", "Mocha"],
        ...      "t": ["2026-01-05", "2026-01-06", "2026-02-25"], "a": [4, 4, 5]},
        ...     customer="c", item="i", time="t", amount="a")
        >>> shop = quen.Shop.train(orders, parts=["figures"])
        >>> print(shop.months[["period", "revenue", "customers", "customers_new"]])
        period      revenue  customers  customers_new
        2026-01-01      8.0          2              2
        2026-02-01      5.0          1              0
        """
        return table_of(self._figures("months"), [], self._unit(), 1.0)

    @property
    def whole(self) -> Table:
        """The same of all the time up to the moment: one row, or none for a log without
        lines."""
        return table_of(self._figures("whole"), [], self._unit(), 1.0)

    @property
    def cohorts(self) -> Cohorts:
        """What became of those who came first in each of the last months, 24 at most: as
        :meth:`Orders.cohorts`."""
        return Cohorts(self._figures("cohorts"), self._unit(), "month")

    @property
    def hours(self) -> Array:
        """Orders that are visits, by weekday, Monday first, and hour of the shop's clock:
        a 7 x 24 matrix, the shop's own memory."""
        self._figures("months")
        return np.frombuffer(self._read("hours"), np.uint64).reshape(7, 24)

    @property
    def findings(self) -> Table:
        """What was found in the log in training, the most severe first.

        As :meth:`Orders.check` tells it, in numbers alone: severity, kind ("unknown" for
        what a later version found), count, of, value, and the time that it is about, NaT
        where it is about none.
        """
        self._figures("months")
        found = np.frombuffer(self._read("findings"), FINDING)
        kinds = np.array([*FINDING_KINDS, "unknown"])
        return Table(
            {
                "severity": np.array(SEVERITIES)[found["severity"]],
                "kind": kinds[np.minimum(found["kind"], len(FINDING_KINDS))],
                "count": found["count"].astype(np.int64),
                "of": found["of"].astype(np.int64),
                "value": found["value"].copy(),
                "time": found["time_s"].astype("datetime64[s]"),
            }
        )

    def trends(
        self, direction: Direction, *, min_z: float = 0.0, n: int | None = None
    ) -> Table:
        """Items that sell more, or less, of late than before, the clearest first.

        Returns a table: item; ``recent``, orders in which it was bought in the last 28
        days before the moment; ``before``, in the 28 days before these; and ``z``, by how
        many standard deviations ``recent`` differs from what it were if the item had kept
        its share of all items bought. Only those that move by ``min_z``; at most n. With
        many items some move by chance: a z of 3 is reached by one in 740.

        >>> import quen
        >>> sold = ["Tea"] * 5 + ["Latte"] * 5 + ["Mocha"] * 9 + ["Latte"]
        >>> orders = quen.Orders.from_table(
        ...     {"c": range(20), "i": sold,
        ...      "t": ["2026-01-05"] * 10 + ["2026-02-09"] * 10},
        ...     customer="c", item="i", time="t")
        >>> shop = quen.Shop.train(orders, parts=["figures"])
        >>> print(shop.trends("rising"))
        item   recent  before    z
        Mocha       9       0  3.0
        """
        if direction not in _DIRECTIONS:
            words = list(_DIRECTIONS)
            raise ValueError(f"direction must be one of {words}, not {direction!r}")
        most = int(self._read("n_items"))
        found = np.empty(most if n is None else room_for(n, most), SHOP_TREND)
        way, least = _DIRECTIONS.index(direction), number_of("min_z", min_z)
        room = found.view(np.uint8)
        found = found[: _core.shop_trends(self._fitted(), way, least, len(found), room)]
        return Table(
            {
                "item": self._keys("items").column(found["item"]),
                "recent": found["recent"].astype(np.int64),
                "before": found["before"].astype(np.int64),
                "z": found["z"].copy(),
            }
        )
