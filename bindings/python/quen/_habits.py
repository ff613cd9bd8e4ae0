"""What customers buy again and when, their next basket, usual hours and channels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self, TypeAlias

import numpy as np

from quen import _core
from quen._attributes import _array, _keys
from quen._input import _text
from quen._keys import MISSING, Key, Keys, labels_of
from quen._keywords import HabitsParameters
from quen._model import Model
from quen._offers import filter_of, room_for
from quen._options import number_of, options_of
from quen._orders import Orders
from quen._run import Progress, running
from quen._structs import DUE, HABITS_CHECK, HABITS_OFFER
from quen._table import Array, Table
from quen._time import Moment, moment_of, moment_s
from quen._zone import UTC_CLOCK, ZoneTable

if TYPE_CHECKING:
    from typing_extensions import CapsuleType

Habit: TypeAlias = Literal["hour", "weekday", "month", "item_group", "channel"]

_HABITS = ("hour", "weekday", "month", "item_group", "channel")
_ASKED_FOR = {  # habits that are there if fit() is told something
    "item_group": "there are no groups of items: fit with item_groups",
    "channel": "there are no channels: fit with channels",
}
_CHECKS = ("basket", "new", "due", *_HABITS)
_ALL = 2**32 - 1
_DAY = 86400


class Habits(HabitsParameters, Model):
    """What each customer does again and again, drawn to what all do.

    Each answer is checked by the log's end beside a plain one (what sells best, the
    customer's rhythm, the shop's shares), which is given where the model does no better:
    :attr:`checks`.

    >>> from datetime import datetime, timedelta
    >>> first = datetime(2026, 1, 5, 9)
    >>> table = {"customer": ["Lan"] * 6, "item": ["milk", "tea"] * 3,
    ...          "time": [first + timedelta(days=7 * i) for i in range(6)]}
    >>> orders = Orders.from_table(table, customer="customer", item="item", time="time")
    >>> habits = Habits().fit(orders)
    >>> habits.next_basket("Lan")["item"].tolist()
    ['tea', 'milk']
    """

    _noun: ClassVar[str] = "habits"
    _customers: CapsuleType | Keys | None = None  # who knows the keys, or they
    _items: CapsuleType | Keys | None = None
    _groups: tuple[str, ...] | None = None
    _channels: tuple[str, ...] | None = None
    _clock: ZoneTable = UTC_CLOCK  # of the log

    def _options(self) -> dict[str, Any]:
        return options_of(**self._given())

    def fit(
        self,
        orders: Orders,
        *,
        item_groups: Mapping[Key, str | None] | None = None,
        channels: Mapping[Key, str | None] | tuple[Any, Any] | None = None,
        now: Moment | None = None,
        progress: Progress = False,
    ) -> Self:
        """Learn from a log.

        Parameters
        ----------
        orders : Orders
            The log.
        item_groups : dict, optional
            Of items' keys, the group that each is in: customers' shares of groups are
            learned, too. Items that are not there, or in None, are in no group; at most
            1000 groups.
        channels : dict or two columns, optional
            Of order numbers, the channel that each came by (till, web, telephone, app):
            customers' shares of channels are learned, too. Or the two columns of an
            export, order numbers and channels, of any rows: those without either tell
            nothing, and an order has one channel. At most 1000 channels.
        now
            What comes at it or later is not looked at.
        """
        options = self._options() | options_of(orders._clock, now=now)
        numbers, names = _groups_of(orders, item_groups)
        if numbers is not None:
            options["n_groups"] = len(names)
        told, channel_names = _channels_of(channels)
        if told is not None:
            options["n_channels"] = len(channel_names)
        with running(self.n_jobs, progress) as run:
            self._handle = _core.habits_fit(orders._handle, (options, numbers, told), run)
        self._customers = self._items = orders._handle
        self._groups, self._clock = tuple(names), orders._clock
        self._channels = tuple(channel_names)
        return self

    def next_basket(
        self,
        customer: Key | None,
        n: int = 10,
        *,
        exclude: Iterable[Key] | None = None,
        allow: Iterable[Key] | None = None,
        bought: bool = True,
        popular: bool = True,
        strict: bool = False,
    ) -> Table:
        """Items of the customer's next basket, likeliest first; None: a stranger's.

        ``bought=False``: only what they never bought; ``exclude``: never these items;
        ``allow``: only these; ``popular=False``: nothing that is popular and no more;
        ``strict=True``: an item in either list that is not known is an error, and not
        passed over. Returns a table: item, times (baskets with it so far), and score, the
        sum of own, popular and related.
        """
        number = _ALL if customer is None else self._number(customer)
        chosen = self._filter(exclude, allow, bought, popular, strict)
        offers = np.empty(room_for(n, self.n_items_), HABITS_OFFER)
        with running(self.n_jobs) as run:
            count = _core.habits_next_basket(
                self._fitted(), number, chosen, len(offers), _bytes(offers), run
            )
        found = offers[:count]
        columns = {name: found[name].copy() for name in HABITS_OFFER.names or ()}
        return Table(columns | {"item": self._key_column("items", found["item"])})

    def due(
        self,
        customer: Key | None = None,
        horizon: float = 14,
        *,
        now: Moment | None = None,
        min_chance: float = 0,
        n: int = 100,
    ) -> Table:
        """Items to be bought again within ``horizon`` days, likeliest first.

        Of one customer, or None: of all, from ``min_chance`` on. ``now``: without a zone,
        by the shop's clock, or UTC of an opened model. Returns a table:
        customer, item, chance, last and due (moments; the median of the next time),
        times (baskets with it so far) and late.
        """
        number = _ALL if customer is None else self._number(customer)
        at = -(2**63) if now is None else moment_s(now, self._clock, "now")
        seconds = int(number_of("horizon", horizon) * _DAY)
        due = np.empty(n, DUE)
        with running(self.n_jobs) as run:
            count = _core.habits_due(
                self._fitted(), number, at, seconds, min_chance, n, _bytes(due), run
            )
        found = due[:count]
        found = found[found["chance"] >= min_chance]
        return Table(
            {
                "customer": self._key_column("customers", found["customer"]),
                "item": self._key_column("items", found["item"]),
                "chance": found["chance"].copy(),
                "last": found["last_s"].astype("datetime64[s]"),
                "due": found["due_s"].astype("datetime64[s]"),
                "times": found["times"].copy(),
                "late": found["late"].astype(bool),
            }
        )

    def shares(self, habit: Habit, customer: Key | None = None) -> Array:
        """Shares of a customer's orders, or None: of the shop's, which add up to 1.

        Weekdays begin with Monday; groups of items, of which baskets' items are counted,
        stand as in :attr:`item_groups_`, channels as in :attr:`channels_`. They are the
        shop's too where :meth:`is_own` is False.
        """
        number = _ALL if customer is None else self._number(customer)
        return self._shares(habit, number)[0]

    def is_own(self, habit: Habit) -> bool:
        """Whether customers' own shares foresaw better than the shop's."""
        return bool(self._shares(habit, _ALL)[1])

    def _shares(self, habit: str, number: int) -> tuple[Array, int]:
        if habit not in _HABITS:
            raise ValueError(f'habit: "{habit}" is not one of {list(_HABITS)}')
        which = _HABITS.index(habit)
        n = _core.habits_n_values(self._fitted(), which)
        if n == 0:
            raise ValueError(f"habit: {_ASKED_FOR[habit]}")
        shares = np.empty(n)
        with running(self.n_jobs) as run:
            own = _core.habits_shares(self._fitted(), number, which, shares, run)
        return shares, own

    @property
    def checks(self) -> Table:
        """What the answers are worth: a row for each question.

        question (basket, new, due, hour, weekday, month, and item_group and channel if
        there are groups, and channels), judged, better, customers, n, model and plain
        (NDCG of 10 for baskets, mean squared error of due, log-loss of the others), their
        hits (share of a basket's items among the 10) and z.
        """
        asked = [name for name in _CHECKS if self._has(name)]
        rows = np.empty(len(asked), HABITS_CHECK)
        with running(self.n_jobs) as run:
            for i, name in enumerate(asked):
                number = _CHECKS.index(name)
                _core.habits_check(self._fitted(), number, _bytes(rows[i : i + 1]), run)
        return Table(
            {
                "question": np.array(asked),
                "judged": rows["judged"].astype(bool),
                "better": rows["better"].astype(bool),
            }
            | {name: rows[name].copy() for name in (HABITS_CHECK.names or ())[4:]}
        )

    @property
    def report(self) -> dict[str, Any]:
        """Counts, the weights that were chosen, the law of gaps, strengths of shares.

        now, from and to (moments; the last two None without a check), customers, baskets,
        pairs (items of customers), pairs_again, decay, weight_own, weight_popular,
        weight_recent, weight_related, new_popular, new_recent, new_related, again,
        gap_days, gap_shape, strength_hour, strength_weekday, strength_month, and
        strength_item_group and strength_channel if there are groups, and channels.
        """
        report: dict[str, Any] = dict(self._read("report"))
        now, start, end = (report.pop(name) for name in ("now_s", "from_s", "to_s"))
        for name in _ASKED_FOR:
            if not self._has(name):
                report.pop(f"strength_{name}")
        is_checked = end > start
        return {
            "now": moment_of(now),
            "from": moment_of(start) if is_checked else None,
            "to": moment_of(end) if is_checked else None,
            **report,
        }

    @property
    def n_customers_(self) -> int:
        """Customers of the log."""
        n: int = self._read("n_customers")
        return n

    @property
    def n_items_(self) -> int:
        """Items of the log."""
        n: int = self._read("n_items")
        return n

    def _dates(self, now: Moment | None, days: int) -> list[dt.date]:
        """The dates, by the shop's clock, on which so many days from a moment on end; a
        day that ends at midnight is that before it."""
        report = self._read("report")
        begin = report["now_s"] if now is None else moment_s(now, self._clock, "now")
        ends = [begin + day * _DAY - 1 for day in range(1, days + 1)]
        return [moment_of(end + self._clock.offset_at(end)).date() for end in ends]

    @property
    def item_groups_(self) -> tuple[str, ...] | None:
        """The names of items' groups, sorted; empty without, None of an opened model,
        whose file has numbers alone."""
        self._fitted()
        return self._groups

    @property
    def channels_(self) -> tuple[str, ...] | None:
        """The names of channels, sorted; empty without, None of an opened model."""
        self._fitted()
        return self._channels

    def _has(self, question: str) -> bool:
        if question not in _ASKED_FOR:
            return True
        return _core.habits_n_values(self._fitted(), _HABITS.index(question)) > 0

    def _keys_of(self, what: Literal["customers", "items"]) -> Keys | None:
        known = self._customers if what == "customers" else self._items
        return known if known is None or isinstance(known, Keys) else Keys(known, what)

    def _filter(
        self,
        exclude: Iterable[Key] | None,
        allow: Iterable[Key] | None,
        bought: bool,
        popular: bool,
        strict: bool,
    ) -> tuple[bool, bool, Array | None, Array | None]:
        known = self._keys_of("items") or Keys(None, "items")
        return filter_of(known, bought, popular, exclude, allow, strict)

    def _number(self, customer: Key) -> int:
        known = self._keys_of("customers")
        if known is not None:
            return int(known.number(customer))
        if not isinstance(customer, int | np.integer):
            raise TypeError("an opened model knows customers by their numbers alone")
        return int(customer)

    def _key_column(self, what: Literal["customers", "items"], numbers: Array) -> Any:
        known = self._keys_of(what)
        return numbers.astype(np.int64) if known is None else known.column(numbers)

    def __getstate__(self) -> dict[str, Any]:
        customers, items = self._keys_of("customers"), self._keys_of("items")
        return {
            **super().__getstate__(),
            "_customers": customers and customers.kept(),
            "_items": items and items.kept(),
        }


def _groups_of(orders: Orders, groups: Any) -> tuple[Array | None, list[str]]:
    """The number of each item's group, and the groups' names."""
    if groups is None:
        return None, []
    if not isinstance(groups, Mapping):
        raise TypeError(
            "item_groups must be a dict of item key to group, not "
            f"{type(groups).__name__}"
        )
    known = Keys(orders._handle, "items")
    return labels_of(known, orders.n_items, groups, groups.values(), "item_groups")


def _channels_of(channels: Any) -> tuple[tuple[Any, Array] | None, list[str]]:
    """Order numbers as a packed column, the number of each one's channel, the names."""
    if channels is None:
        return None, []
    if isinstance(channels, Mapping):
        channels = list(channels), list(channels.values())
    if not isinstance(channels, tuple) or len(channels) != 2:
        raise TypeError(
            "channels must be a dict of order number to channel, or a tuple of two "
            f"columns, order numbers and channels, not {type(channels).__name__}"
        )
    numbers, labels = (_array(column) for column in channels)
    if len(numbers) != len(labels):
        raise ValueError(
            f"channels: {len(numbers)} order numbers, and {len(labels)} channels"
        )
    texts = [_text(label) for label in labels.tolist()]
    names = sorted({str(text) for text in texts if text is not None})
    if not names:
        raise ValueError("channels: no order has one")
    number: dict[Any, int] = {name: i for i, name in enumerate(names)}
    told = [MISSING if text is None else number[str(text)] for text in texts]
    return (_keys(numbers, "channels"), np.array(told, np.uint32)), names


def _bytes(rows: Array) -> Array:
    return rows.view(np.uint8)
