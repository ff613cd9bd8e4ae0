"""The order log."""

from __future__ import annotations

import contextlib
import datetime as dt
import decimal
import functools
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from quen import _core
from quen._files import CustomerKind, Files
from quen._input import stream_of_sql, stream_of_table
from quen._keys import MISSING, Key, Keys, keys_of, rules_of
from quen._options import default_of, named_of, options_of
from quen._run import Progress, running
from quen._structs import FINDING
from quen._table import Array, Column, Table, column_of, column_of_keys
from quen._time import Moment, Offset, moment_of, moment_s
from quen._where import Filter, Rows, filters_of, warn_of_none
from quen._zone import ZoneTable, clock_of, native_zone

if TYPE_CHECKING:
    from typing import Self

    from typing_extensions import CapsuleType

NOBODY: tuple[Key, ...] = tuple(
    key for key, _ in _core.read(_core.orders_new(None, None), "rules")[1]
)
"""Keys that mean no customer where nothing is said, as the library tells."""

_FORGETTING = threading.Lock()  # of two at a time, one would bring back the other's


class Orders(Files):
    """What was sold to whom and when: the log that everything is computed from.

    Made by :meth:`from_table`, :meth:`from_csv`, :meth:`from_excel` or :meth:`from_sql`.
    A log changes by :meth:`forget` alone; :meth:`concat` makes one of several,
    :meth:`before` and :meth:`between` one of a span of time. Equal lines make equal logs,
    in whatever order, form and batches they came.

    Customers, orders and items are named by keys, numbers or text. An order belongs to
    one customer; lines without an order number belong to the order of their customer at
    their time. Lines without a customer count as baskets and in the totals, and nowhere
    else; so do those of keys that mean nobody (:attr:`nobody`). Money is kept as whole
    numbers of the smallest unit, so totals are exact; a log may be without
    (:attr:`has_money`).

    A line with a negative quantity is a return; one with a negative amount too, unless
    the same order sells the same item for more: then it is a price reduction. An order
    with at least one other line is a visit; credit notes alone are none.

    >>> orders = Orders.from_table(
    ...     {"who": ["An", "An", "Binh"], "what": ["Latte", "Mocha", "Latte"],
    ...      "when": ["2026-01-05 09:30", "2026-01-05 09:30", "2026-02-01 08:00"],
    ...      "paid": [4.5, 5.0, 4.5]},
    ...     customer="who", item="what", time="when", amount="paid")
    >>> orders
    Orders(lines=3, orders=2, customers=2, items=2, revenue=14.00)
    >>> orders.revenue, orders.items.tolist()
    (Decimal('14.00'), ['Latte', 'Mocha'])
    """

    _handle: CapsuleType
    quantity_decimals: int
    """Digits of quantities after the point."""
    zone: str | dt.tzinfo | None
    """The shop's clock as it was given, a place; None where it is ``utc_offset``."""

    def __init__(self) -> None:
        raise TypeError("use Orders.from_table(), from_csv(), from_excel() or from_sql()")

    @classmethod
    def _of(
        cls, handle: CapsuleType, quantity_decimals: int, zone: str | dt.tzinfo | None
    ) -> Self:
        self = object.__new__(cls)
        self._handle = handle
        self.quantity_decimals, self.zone = quantity_decimals, zone
        return self

    @functools.cached_property
    def _clock(self) -> ZoneTable:
        return clock_of(_core.read(self._handle, "clock"))

    @property
    def utc_offset(self) -> int:
        """The shop's clock less UTC, in seconds; of a ``zone``, at the last line."""
        return self._clock.offset_at(self.totals["last_s"])

    @classmethod
    def _read(
        cls,
        open_stream: Callable[[list[str]], CapsuleType],
        roles: dict[str, str | None],
        units: dict[str, Any],
        rules: tuple[dict[str, Any], tuple[Key, ...] | None],
        zone: str | dt.tzinfo | None,
        n_jobs: int | None,
        progress: Progress,
        filters: tuple[Filter, ...] = (),
    ) -> Orders:
        named = named_of(roles)
        options = options_of(**roles, **units)
        named |= {
            f"{'drop' if drops else 'where'}[{column!r}]": column
            for column, _, drops in filters
        }
        clock = native_zone(zone, units["utc_offset"])
        with running(n_jobs, progress) as run, _telling_roles(named):
            stream = open_stream(list(dict.fromkeys(named.values())))
            given = (options, *rules, filters, clock)
            handle = _core.orders_from_arrow(stream, given, run)
            _core.orders_finish(handle, run)
        if (digits := options["quantity_decimals"]) is None:
            digits = default_of("arrow", "quantity_decimals")
        orders = cls._of(handle, digits, zone)
        if filters and len(orders) == 0:
            warn_of_none(orders.told)
        return orders

    @classmethod
    def from_table(
        cls,
        table: Any,
        *,
        item: str,
        time: str,
        customer: str | None = None,
        order: str | None = None,
        amount: str | None = None,
        price: str | None = None,
        quantity: str | None = None,
        decimals: int | None = None,
        quantity_decimals: int | None = None,
        currency: str | None = None,
        utc_offset: Offset | None = None,
        zone: str | dt.tzinfo | None = None,
        time_format: str | None = None,
        thousands: str | None = None,
        decimal_mark: str | None = None,
        customer_kind: CustomerKind | None = None,
        country: str | None = None,
        where: Rows | None = None,
        drop: Rows | None = None,
        fill_down: bool | None = None,
        returns: Literal["no_visit", "visit"] | None = None,
        nobody: Iterable[Key] | None = None,
        n_jobs: int | None = None,
        progress: Progress = False,
    ) -> Orders:
        """Read a table; each row is a line of an order.

        Parameters
        ----------
        table
            Anything with ``__arrow_c_stream__`` (pandas, polars, pyarrow, DuckDB
            relations, ADBC readers): its columns are read where they lie, block by block.
            Or a mapping of columns, NumPy's structured array, or a list of dicts.
        item, time, customer, order
            Names of columns. Keys: integers, whole floats (NaN: no key), text, binary,
            dictionaries of these. Times: timestamps with or without a zone, dates, text,
            or whole numbers of Unix seconds. Dates written as numbers (20260105, or days
            as Excel counts them) are refused with what they would be.
        amount, price, quantity
            Names of columns: what a line cost, or the price of one and the quantity.
            Integers, floats, decimals or text, in main units (12.50), rounded half away
            from zero to ``decimals`` digits once; a float stands for the decimal it was
            made from. Neither amount nor price: a log without money. No quantity: 1 each.
            How texts of times and numbers are written is learned from the whole column
            and told (:attr:`told`), or refused with both readings if it leaves that open.
        decimals, quantity_decimals
            Digits of money and of quantities after the point. None: 2 and 0.
        currency
            What the money is, in three letters (ISO 4217, "VND"); nothing is computed
            from it.
        utc_offset
            The shop's clock less UTC ("+07:00"): what times without a zone mean, and
            where days begin in all that is made from the log. None: it is UTC.
        zone : str or tzinfo
            That clock as a place, "Europe/Paris", summer time included; not with
            ``utc_offset``. An hour that exists twice is the earlier, one that does not
            exist moves forward; both are counted in :attr:`told`.
        time_format : str
            How texts of times are written: "%d/%m/%Y %H:%M". None: learned.
        thousands, decimal_mark : str
            What parts thousands (".", ",", "'", " ", "_", or "" for nothing) and decimals
            ("." or ",") in texts of money; the latter in quantities too. None: learned.
        customer_kind : {"text", "whole", "phone", "email", "name"}
            What texts of ``customer`` are, so that two spellings are one customer: whole
            numbers (17850 and 17850.0, if the whole column is whole), telephone numbers,
            e-mail addresses, names. What is none stays as it stands, and is told. None:
            text as it stands. Columns of numbers are what they are.
        country : str
            Of telephone numbers without a country's code: "VN", "84". None: they have it.
        where, drop
            Of columns, the value or the values whose rows stay, or go:
            ``where={"event_type": "purchase"}, drop={"status": ["void", "test"]}``. Of
            text, without blanks around it and in any case, whole numbers, or bools; None
            is no value. What else stands in a row that goes is not looked at.
        fill_down : bool
            Whether empty cells of ``customer``, ``order`` and ``time`` repeat the row
            above, where order and time are equal or empty too. Needs ``order``. None:
            no.
        returns : {"no_visit", "visit"}
            Whether an order of returns alone is a visit. None: it is none.
        nobody : list of keys
            Keys of ``customer`` that mean nobody is known, as they stand, texts and
            numbers; their lines are lines without a customer, and counted in
            :attr:`nobody`. The list takes the place of the default, ``quen.NOBODY``:
            ``[*quen.NOBODY, "walk-in", 0]`` adds to it, [] means that every key is a
            customer.
        n_jobs, progress
            Threads, as scikit-learn counts them; True for a bar, or a callable of
            (stage, fraction).

        Raises
        ------
        ValueError
            A column is missing or of a type not taken, or a value is refused: the
            sentence names row, column, value and limit. Nothing is read halfway.
        OverflowError
            The sum of all amounts does not fit 64 bits.
        """
        return cls._read(
            lambda names: stream_of_table(table, names),
            _roles(customer, order, item, time, amount, price, quantity),
            {
                "decimals": decimals,
                "quantity_decimals": quantity_decimals,
                "currency": currency,
                "utc_offset": utc_offset,
                "time_format": time_format,
                "thousands": thousands,
                "decimal_mark": decimal_mark,
                "customer_kind": customer_kind,
                "country": country,
                "fill_down": fill_down,
            },
            rules_of(returns, nobody),
            zone,
            n_jobs,
            progress,
            filters_of(where, drop),
        )

    @classmethod
    def from_sql(
        cls,
        connection: Any,
        query: str,
        parameters: Any = None,
        *,
        item: str,
        time: str,
        customer: str | None = None,
        order: str | None = None,
        amount: str | None = None,
        price: str | None = None,
        quantity: str | None = None,
        decimals: int | None = None,
        quantity_decimals: int | None = None,
        currency: str | None = None,
        utc_offset: Offset | None = None,
        zone: str | dt.tzinfo | None = None,
        time_format: str | None = None,
        thousands: str | None = None,
        decimal_mark: str | None = None,
        customer_kind: CustomerKind | None = None,
        country: str | None = None,
        where: Rows | None = None,
        drop: Rows | None = None,
        fill_down: bool | None = None,
        returns: Literal["no_visit", "visit"] | None = None,
        nobody: Iterable[Key] | None = None,
        n_jobs: int | None = None,
        progress: Progress = False,
    ) -> Orders:
        """Read the rows of a query; as ``from_table`` otherwise.

        ``connection`` is one of the DB-API (sqlite3, psycopg, PyMySQL ...), or a cursor
        of your own. Rows are fetched as they are read, and on the server's side with
        psycopg and PyMySQL, so the log is all that grows. Exceptions of the driver are
        raised as they are.
        """
        roles = _roles(customer, order, item, time, amount, price, quantity)
        named = named_of(roles)
        closing: list[Callable[[], None]] = []

        def open_stream(names: list[str]) -> CapsuleType:
            stream, close = stream_of_sql(connection, query, parameters, names, named)
            closing.append(close)
            return stream

        try:
            return cls._read(
                open_stream,
                roles,
                {
                    "decimals": decimals,
                    "quantity_decimals": quantity_decimals,
                    "currency": currency,
                    "utc_offset": utc_offset,
                    "time_format": time_format,
                    "thousands": thousands,
                    "decimal_mark": decimal_mark,
                    "customer_kind": customer_kind,
                    "country": country,
                    "fill_down": fill_down,
                },
                rules_of(returns, nobody),
                zone,
                n_jobs,
                progress,
                filters_of(where, drop),
            )
        finally:
            for close in closing:
                close()

    @classmethod
    def concat(
        cls,
        logs: Iterable[Orders],
        *,
        n_jobs: int | None = None,
        progress: Progress = False,
    ) -> Orders:
        """One log of several, as when branches send theirs to the head office.

        An order that has lines in two of them becomes one. Money must have the same
        decimals, quantities too, and the clock and the rules (``returns``, ``nobody``) be
        the same.
        """
        logs = list(logs)
        if len({(log.quantity_decimals, log._clock) for log in logs}) != 1:
            raise ValueError(
                "logs to be put together need one number of decimals of quantities, and "
                "one clock"
            )
        with running(n_jobs, progress) as run:
            handle = _core.orders_new(logs[0]._handle, run)
            for log in logs:
                _core.orders_merge(handle, log._handle, run)
            _core.orders_finish(handle, run)
        return cls._of(handle, logs[0].quantity_decimals, logs[0].zone)

    def before(
        self, moment: Moment, *, n_jobs: int | None = None, progress: Progress = False
    ) -> Orders:
        """The log as it was at a moment: of the lines before it.

        As if no others had been read. A model that is fitted on it learns nothing of what
        came after, nor of customers and items that nobody knew yet.

        >>> orders = Orders.from_table(
        ...     {"c": ["An", "Binh", "An"], "i": ["Latte", "Tea", "Mocha"],
        ...      "t": ["2026-01-05", "2026-01-06", "2026-02-25"], "a": [4, 3, 5]},
        ...     customer="c", item="i", time="t", amount="a")
        >>> orders.before("2026-02-01")
        Orders(lines=2, orders=2, customers=2, items=2, revenue=7.00)
        >>> orders.between("2026-01-06", None)
        Orders(lines=2, orders=2, customers=2, items=2, revenue=8.00)
        """
        to_s = moment_s(moment, self._clock, "moment")
        return self._span(None, to_s, n_jobs, progress)

    def between(
        self,
        start: Moment | None,
        end: Moment | None,
        *,
        n_jobs: int | None = None,
        progress: Progress = False,
    ) -> Orders:
        """A log of the lines from ``start`` on and before ``end``.

        None: from the first line, to the last. Money, decimals, clock and rules stay.
        Raises ValueError where the end comes before the start. Time O(lines).
        """
        from_s, to_s = self._now_s(start, "start"), self._now_s(end, "end")
        return self._span(from_s, to_s, n_jobs, progress)

    def _span(
        self,
        from_s: int | None,
        to_s: int | None,
        n_jobs: int | None,
        progress: Progress,
    ) -> Orders:
        from_s = -(2**63) if from_s is None else from_s
        to_s = 2**63 - 1 if to_s is None else to_s
        with running(n_jobs, progress) as run:
            handle = _core.orders_copy_between(self._handle, from_s, to_s, run)
        return self._of(handle, self.quantity_decimals, self.zone)

    def forget(
        self,
        customers: Iterable[Key],
        *,
        n_jobs: int | None = None,
        progress: Progress = False,
    ) -> int:
        """Take customers and all their lines out of the log; returns how many they were.

        What is fitted on the log afterwards is the same to the bit as if they had never
        been in it. Keys that the log does not know are passed over; where customers were
        read as telephone numbers, e-mail addresses or names, any spelling will do. Raises
        ValueError for a key of another kind than the customers' keys.

        The log becomes another one: :attr:`told` is empty then and ``imported`` None, as
        both may quote cells. Models that were fitted before keep the log that they were
        fitted on, with its keys, as long as they live. Memory that held the keys is
        overwritten when the last of them is gone; the table that was read is yours. Time
        O(lines), and memory for both logs.

        >>> orders = Orders.from_table(
        ...     {"c": ["An", "Binh", "An"], "i": ["Latte", "Tea", "Mocha"],
        ...      "t": ["2026-01-05", "2026-01-06", "2026-02-25"], "a": [4, 3, 5]},
        ...     customer="c", item="i", time="t", amount="a")
        >>> orders.forget(["An", "Chi"])
        1
        >>> orders, orders.items.tolist()
        (Orders(lines=1, orders=1, customers=1, items=1, revenue=3.00), ['Tea'])
        """
        keys = keys_of("customers", customers)
        with _FORGETTING, running(n_jobs, progress) as run:
            # Others may be reading the log, and models look up its keys.
            handle = _core.orders_new(self._handle, run)
            _core.orders_merge(handle, self._handle, run)
            _core.orders_finish(handle, run)
            forgotten = _core.orders_forget(handle, keys, run)
            if forgotten:
                self._handle = handle
                self._imported = None
        return forgotten

    def check(
        self,
        *,
        nobody_share: float | None = None,
        nobody_times: float | None = None,
        clock_gap_days: float | None = None,
        repeated_share: float | None = None,
        n_jobs: int | None = None,
        progress: Progress = False,
    ) -> Table:
        """What makes answers wrong in silence, and what to do about it.

        Nothing is changed or assumed: keys that look like nobody (and may go into
        ``nobody``), wrong clocks, batches that were read twice, order numbers of several
        customers, and more. The table has a row for each finding, the most severe first;
        a log without a fault has none.

        ``severity``: note, warning, severe. ``kind``: a word. ``count`` of so many
        (``of``), and ``value``: docs/algorithms.md says of what for each kind.
        ``customer``: the key that the finding is about, or None. ``example``, and
        ``sentence``: what was found and what to do.

        Parameters
        ----------
        nobody_share, nobody_times
            A customer with this share of the orders, or lines, of customers, and so many
            times those of the median customer, may be nobody. None: 0.05 and 20.
        clock_gap_days
            Days without a line, before the last few or after the first few, that are too
            many. None: 60.
        repeated_share
            The share of orders that hold everything twice which is too large. None: 0.05.
        n_jobs, progress
            Threads, as scikit-learn counts them; True for a bar, or a callable of
            (stage, fraction).

        >>> tills = Orders.from_table(
        ...     {"who": ["An", "Khách lẻ", "Binh", "Khách lẻ"], "what": ["Tea"] * 4,
        ...      "when": ["2026-01-05", "2026-01-05", "2026-01-06", "2026-01-07"],
        ...      "paid": [4, 4, 4, 4]},
        ...     customer="who", item="what", time="when", amount="paid")
        >>> found = tills.check()
        >>> found["severity"][0], found["kind"][0], found["customer"][0]
        ('severe', 'nobody_name', 'Khách lẻ')
        """
        options = options_of(
            nobody_share=nobody_share,
            nobody_times=nobody_times,
            clock_gap_days=clock_gap_days,
            repeated_share=repeated_share,
        )
        with running(n_jobs, progress) as run:
            handle = _core.orders_check(self._handle, options, run)
        found = np.frombuffer(_core.read(handle, "findings"), FINDING)
        return Table(
            {
                "severity": _core.read(handle, "severity_names"),
                "kind": _core.read(handle, "kind_names"),
                "count": found["count"].astype(np.int64),
                "of": found["of"].astype(np.int64),
                "value": found["value"],
                "customer": self._keys_of(found["customer"].tolist()),
                "example": _core.read(handle, "examples"),
                "sentence": _core.read(handle, "sentences"),
            }
        )

    def _keys_of(self, customers: list[int]) -> Column:
        """Their keys; None where there is no such customer."""
        known = [number for number in customers if number != MISSING]
        keys = Keys(self._handle, "customers").column(np.array(known, np.uint32))
        of = dict(zip(known, keys.array().tolist(), strict=True))
        return column_of([of.get(number) for number in customers])

    @property
    def totals(self) -> dict[str, Any]:
        """Counts and sums of the log.

        ``revenue`` and ``quantity`` are in main units, exact; ``first_s`` and ``last_s``
        are Unix seconds, ``bytes`` is the memory that the log takes. Without money,
        ``revenue`` and ``refund_lines`` are None.
        """
        totals: dict[str, Any] = _core.read(self._handle, "totals")
        for name, digits in (
            ("revenue", self.decimals),
            ("quantity", self.quantity_decimals),
        ):
            totals[name] = decimal.Decimal(totals[name]).scaleb(-digits)
        if not totals["has_money"] and totals["lines"]:
            totals |= {"revenue": None, "refund_lines": None}
        return totals

    @property
    def told(self) -> tuple[str, ...]:
        """What was understood of columns of text, a line each.

        >>> orders = Orders.from_table(
        ...     {"i": ["Tea", "Tea"], "t": ["13/01/2026", "05/02/2026"],
        ...      "a": ["1.250,00", "3,50"]}, item="i", time="t", amount="a")
        >>> orders.first.date().isoformat(), orders.revenue
        ('2026-01-13', Decimal('1253.50'))
        >>> [line.split(":")[:2] for line in orders.told]
        [["column 't'", ' time'], ["column 'a'", ' money']]
        """
        return tuple(_core.read(self._handle, "tolds"))

    @property
    def has_money(self) -> bool:
        """Whether lines have amounts."""
        return bool(_core.read(self._handle, "totals")["has_money"])

    @property
    def returns(self) -> str:
        """Whether an order of returns alone is a "visit", or "no_visit"."""
        return str(_core.read(self._handle, "rules")[0]["returns"])

    @property
    def nobody(self) -> dict[Key, int]:
        """The keys that mean no customer, and how many lines each took.

        Lines without any key are not among them: ``totals["lines_without_customer"]``
        counts both. In a log that :meth:`before` or :meth:`between` made it is not known
        which key took a line: 0 each.

        >>> orders = Orders.from_table(
        ...     {"c": ["An", "NULL", "guest", None], "i": ["Latte", "Tea", "Tea", "Tea"],
        ...      "t": ["2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08"]},
        ...     customer="c", item="i", time="t", nobody=[*NOBODY, "guest"])
        >>> orders.nobody["NULL"], orders.nobody["guest"], orders.nobody["None"]
        (1, 1, 0)
        >>> orders
        Orders(lines=4, orders=4, customers=1, items=2, nobody={'NULL': 1, 'guest': 1})
        """
        return dict(_core.read(self._handle, "rules")[1])

    @property
    def decimals(self) -> int:
        """Digits of money after the point; the default's in a log without money."""
        digits = _core.read(self._handle, "money")[0]
        return int(default_of("arrow", "decimals") if digits is None else digits)

    @property
    def currency(self) -> str:
        """What the money is, as was said; "" if nothing was."""
        return str(_core.read(self._handle, "money")[1])

    def __len__(self) -> int:
        """Lines."""
        return int(self.totals["lines"])

    @property
    def n_orders(self) -> int:
        """Orders, those without a customer included."""
        return int(self.totals["orders"])

    @property
    def n_visits(self) -> int:
        """Orders that are visits: those with a purchase, unless ``returns`` says else."""
        return int(self.totals["visits"])

    @property
    def n_customers(self) -> int:
        """Different customers."""
        return int(self.totals["customers"])

    @property
    def n_items(self) -> int:
        """Different items."""
        return int(self.totals["items"])

    @property
    def revenue(self) -> decimal.Decimal | None:
        """The sum of all amounts, refunds deducted; exact. None without money."""
        revenue: decimal.Decimal | None = self.totals["revenue"]
        return revenue

    @property
    def first(self) -> dt.datetime:
        """The earliest time, in UTC."""
        return moment_of(self.totals["first_s"])

    @property
    def last(self) -> dt.datetime:
        """The latest time, in UTC."""
        return moment_of(self.totals["last_s"])

    @property
    def customers(self) -> Array:
        """The keys of all customers, ascending: int64, or str objects."""
        return column_of_keys(_core.keys(self._handle, "customers", None)).array()

    @property
    def items(self) -> Array:
        """The keys of all items, ascending."""
        return column_of_keys(_core.keys(self._handle, "items", None)).array()

    def _now_s(self, now: Moment | None, name: str = "now") -> int | None:
        return None if now is None else moment_s(now, self._clock, name)

    def __repr__(self) -> str:
        t = self.totals
        told = {name: t[name] for name in ("lines", "orders", "customers", "items")}
        if t["revenue"] is not None:
            told["revenue"] = t["revenue"]
        taken = {key: lines for key, lines in self.nobody.items() if lines}
        if taken:
            told["nobody"] = taken
        return f"Orders({', '.join(f'{name}={value}' for name, value in told.items())})"

    def __reduce__(self) -> Any:
        raise TypeError("a log is not pickled: keep the table it was made from")


def check_orders(orders: object) -> None:
    """Say what is wanted where something else was given."""
    if not isinstance(orders, Orders):
        raise TypeError(
            f"orders must be quen.Orders, not {type(orders).__name__}: "
            "make them with Orders.from_table()"
        )


_NO_COLUMN = re.compile(r'\A(?:\w+: )?(?:there is )?no column "(.*?)"; ')


@contextlib.contextmanager
def _telling_roles(named: dict[str, str]) -> Iterator[None]:
    """A column that is missing is named with what it was to be."""
    try:
        yield
    except ValueError as error:
        found = _NO_COLUMN.match(str(error))
        roles = [role for role, name in named.items() if found and name == found[1]]
        if roles:
            error.args = (f"{', '.join(roles)}: {error}",)
        raise


def _roles(
    customer: str | None,
    order: str | None,
    item: str | None,
    time: str | None,
    amount: str | None,
    price: str | None,
    quantity: str | None,
) -> dict[str, str | None]:
    return {
        "customer": customer,
        "order": order,
        "item": item,
        "time": time,
        "amount": amount,
        "price": price,
        "quantity": quantity,
    }
