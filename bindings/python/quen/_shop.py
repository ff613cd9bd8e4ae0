"""The whole shop in one object and one file."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

import numpy as np

from quen import _core
from quen._attributes import attributes_of
from quen._churn import Churn
from quen._habits import Habits
from quen._itemcf import ItemCF
from quen._keys import MISSING, Key, Keys, keys_of
from quen._lifetime import Lifetime
from quen._model import Model, untold
from quen._offers import ask, room_for, table_of
from quen._options import number_of, number_or_none, options_of
from quen._orders import Orders, check_orders
from quen._rfm import Rfm
from quen._run import Progress, running
from quen._shop_customers import (
    ALONE,
    CUSTOMER,
    LAPSED,
    LISTED,
    LISTED_BARE,
    TABLE,
    future_of,
    futures_of,
    habit_columns_of,
    habits_of,
    where_known,
)
from quen._shop_figures import ShopFigures
from quen._structs import PARTS, Part
from quen._table import Array, Column, Lists, Table, column_of, column_of_keys
from quen._time import Moment, moment_of

if TYPE_CHECKING:
    from typing_extensions import CapsuleType

    from quen._cluster import KMeans

MONEY = ("revenue", "order_value_mean", "order_value_std")
CustomerKeys = Literal["plain", "numbers", "hashed"]
KEY_FORMS = ("plain", "numbers", "hashed")
ANY_SEGMENT = 2**32 - 1


class Shop(ShopFigures, Model):
    """Everything learned from a log, in one file that any process opens at once.

    ``Shop.train(orders)`` learns segments, clusters, offers, churn, lifetimes and habits,
    and keeps how the shop is doing; ``save`` writes the file that C, Python and PHP open;
    the questions answer in microseconds.

    >>> orders = Orders.from_table(
    ...     {"c": ["An", "An", "Binh", "Chi"], "i": ["Latte", "Mocha", "Latte", "Tea"],
    ...      "t": ["2026-01-05", "2026-01-25", "2026-01-06", "2026-01-30"],
    ...      "a": [4, 5, 4, 3]},
    ...     customer="c", item="i", time="t", amount="a")
    >>> shop = Shop.train(orders, parts=["rfm", "itemcf"])
    >>> shop
    Shop(customers=3, items=3, parts=['rfm', 'itemcf'], now='2026-01-30T00:00:01+00:00')
    >>> print(shop.recommend("Binh", 2))
    item    score  popular  because
    Mocha  0.3299  False    Latte
    Tea    0.3333  True
    """

    _noun: ClassVar[str] = "shop"
    _decimals: int | None = None  # said, where the file need not be asked

    def __init__(self) -> None:
        raise TypeError("use Shop.train() or Shop.open()")

    @classmethod
    def train(
        cls,
        orders: Orders,
        *,
        now: Moment | None = None,
        parts: Collection[Part] | None = None,
        rfm: Rfm | None = None,
        kmeans: KMeans | None = None,
        itemcf: ItemCF | None = None,
        churn: Churn | None = None,
        lifetime: Lifetime | None = None,
        habits: Habits | None = None,
        attributes: Any = None,
        attributes_at_cutoff: Any = None,
        on: str = "customer",
        customer_keys: CustomerKeys | None = None,
        secret: bytes | None = None,
        n_jobs: int | None = None,
        progress: Progress = False,
    ) -> Shop:
        """Learn everything about a shop from its log.

        Parameters
        ----------
        orders : Orders
            The log.
        now
            The moment: lines at or after it are not looked at. None: just after the last.
        parts : collection of str
            What is learned, of "rfm", "kmeans", "itemcf", "churn", "lifetime", "habits"
            and "figures"; None: all. A log that names no customer trains "itemcf" and
            "figures" alone.
        rfm, kmeans, itemcf, churn, lifetime, habits
            Nouns whose parameters the parts take; they need not be fitted, and are not.
        attributes, attributes_at_cutoff
            Tables of what else is known of customers (see :class:`Features`): as now, for
            churn's predictions, and as at churn's cut-off, for its fit.
        customer_keys : {"plain", "numbers", "hashed"}
            What the file holds of the customers' keys; None: the keys. For hosts that
            must not hold them: "numbers" are those of ``orders.customers`` by place, and
            are asked with in place of keys (:meth:`customer`; ``itemcf`` of the shop for
            offers); "hashed" are their hashes under a secret, by :func:`hash_key`.
        secret : 16 bytes
            Of "hashed": the shop's own, always the same, such as ``secrets.token_bytes``
            made once. No file has it.

        Churn is left out, not failed, where the log does not tell who leaves, unless it
        is the only part: see :attr:`parts` and :attr:`churn_note`.
        """
        check_orders(orders)
        nouns: dict[str, Any] = {"rfm": rfm, "kmeans": kmeans, "itemcf": itemcf}
        nouns |= {"churn": churn, "lifetime": lifetime, "habits": habits}
        for name, noun in nouns.items():
            if noun is not None and getattr(noun, "_noun", None) != name:
                raise TypeError(f"{name} must be a noun of quen, or None, not {noun!r}")
        options = options_of(
            orders._clock,
            parts=None if parts is None else _parts_sum(parts),
            now=now,
            customer_keys=customer_keys,
        )
        at_cutoff = attributes_of(attributes_at_cutoff, on, None, "attributes_at_cutoff")
        if churn is None and at_cutoff is not None:
            churn = Churn()
        settings = {
            "rfm": None if rfm is None else rfm._options(orders.decimals),
            "kmeans": None if kmeans is None else kmeans._options(),
            "itemcf": None if itemcf is None else itemcf._options(),
            "churn": None if churn is None else (churn._options(orders), at_cutoff),
            "lifetime": None if lifetime is None else lifetime._options(),
            "habits": None if habits is None else habits._options(),
        }
        known = attributes_of(attributes, on, None)
        asked = (options, settings, known, secret)
        with running(n_jobs, progress) as run:
            handle = _core.shop_train(orders._handle, asked, run)
        return cls._of(handle)

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, decimals: int | None = None) -> Self:
        """Map a shop file and check every byte of it: a millisecond or so.

        Processes that open one file share its memory. ``decimals``: digits of its money
        after the point, for a file that does not tell; those of Python do. Without it
        such a file answers, but raises ValueError where the answer has money. Raises
        OSError, ``quen.FormatError`` or ``quen.VersionError``.
        """
        handle = _core.open("shop", os.fsencode(path), None)
        return cls._of(handle, _decimals=decimals)

    @classmethod
    def from_bytes(cls, data: bytes, *, decimals: int | None = None) -> Self:
        """A shop from a copy of bytes; as ``open`` otherwise."""
        return cls._of(_core.open_bytes("shop", data, None), _decimals=decimals)

    @property
    def decimals(self) -> int:
        """Digits of money after the point: as said to ``open``, or as the file tells.

        Raises ValueError where neither did: money could be cents, or dong.
        """
        told = self._told_decimals()
        if told is None:
            raise untold("shop")
        return told

    def _told_decimals(self) -> int | None:
        told: int | None = self._read("money")[0]
        return told if self._decimals is None else self._decimals

    @property
    def currency(self) -> str:
        """What the money is, as the log was told; "" if it was not."""
        return str(self._read("money")[1])

    @property
    def has_money(self) -> bool:
        """Whether the log told amounts; else nothing of money is known."""
        return bool(self._read("has_money"))

    @property
    def parts(self) -> list[str]:
        """The parts it has."""
        return _parts_of(self._read("parts"))

    @property
    def churn_note(self) -> str:
        """Why churn was left out though asked for; "" if it was not."""
        return str(self._read("churn_note"))

    @property
    def now(self) -> dt.datetime:
        """The moment of training, in UTC."""
        return moment_of(self._read("now_s"))

    @property
    def utc_offset(self) -> dt.timedelta | None:
        """The shop's clock less UTC, as training was told it; None: the log's."""
        offset_s: int = self._read("utc_offset_s")
        of_log = -(2**31)  # QUEN_CLOCK_OF_LOG
        return None if offset_s == of_log else dt.timedelta(seconds=offset_s)

    @property
    def customer_keys(self) -> str:
        """What it holds of the customers' keys: "plain", "numbers" or "hashed"."""
        form: str = KEY_FORMS[self._read("customer_key_form")]
        return form

    @property
    def customers(self) -> Array:
        """The keys of all customers, ascending; their numbers or hashes without."""
        return column_of_keys(_core.keys(self._fitted(), "customers", None)).array()

    @property
    def items(self) -> Array:
        """The keys of all items, ascending."""
        return column_of_keys(_core.keys(self._fitted(), "items", None)).array()

    def _keys(self, kind: str) -> Keys:
        return Keys(self._fitted(), kind)

    def customer(self, customer: Key) -> dict[str, Any]:
        """Everything about one customer; what is not known is None.

        customer; r, f, m, segment, recency, frequency, monetary (with RFM); cluster (with
        k-means); risk and reasons, pairs of feature and effect (with churn); alive,
        orders and value expected within 365 days, regular, late, stake, next_25, next_50
        and next_75 (with lifetime: see :meth:`lapsed_valuable`); hour and weekday (Monday
        is 0) at which they order most, with hour_share and weekday_share, None where
        customers have none of their own, and due, a list of items, each with its chance
        of being bought again within 30 days and the median of when (with habits). Money
        is None where the log told none. Raises ``quen.NotFoundError``.
        """
        known = _core.shop_customer(self._fitted(), customer)
        parts = _parts_of(known["parts"])
        answer: dict[str, Any] = {"customer": known["key"]}
        if "rfm" in parts:
            told = ("r", "f", "recency", "frequency", "segment")
            answer |= {name: known[name] for name in told}
            if self.has_money:
                answer["m"] = known["m"]
                answer["monetary"] = known["monetary"] / 10**self.decimals
        if "kmeans" in parts:
            answer["cluster"] = known["cluster"]
        if "churn" in parts:
            answer |= {"risk": known["risk"], "reasons": known["reasons"]}
        if "lifetime" in parts:
            answer |= future_of(known, self._worth())
        if "habits" in parts:
            answer |= habits_of(known)
        names = [name for name in TABLE if name != "due_chance"]
        return {name: answer.get(name) for name in (*names, *ALONE)}

    def _worth(self) -> float:
        """The smallest units of a main one of what is at stake: money; or orders, where
        values have no model."""
        names = _core.read(self._part("lifetime"), "parameter_names")
        return 10.0**self.decimals if "p" in names else 1.0

    def _ask(
        self,
        kind: str,
        subject: Any,
        n: int,
        lists: tuple[Iterable[Key] | None, Iterable[Key] | None],
        include_bought: bool,
        popular: bool,
        strict: bool,
    ) -> Table:
        exclude, allow = (
            None if keys is None else keys_of(name, keys)
            for name, keys in zip(("exclude", "allow"), lists, strict=True)
        )
        chosen = (include_bought, not popular, exclude, allow, strict)
        most = int(self._read("n_items"))
        offers = ask(_core.shop_ask, self._fitted(), kind, subject, n, most, chosen)
        return table_of(offers, self._keys("items"))

    def recommend(
        self,
        customer: Key | None,
        n: int = 10,
        *,
        basket: Iterable[Key] | None = None,
        history_weight: float | None = None,
        exclude: Iterable[Key] | None = None,
        allow: Iterable[Key] | None = None,
        include_bought: bool = False,
        popular: bool = True,
        strict: bool = False,
    ) -> Table:
        """Items to offer to a customer, best first; strangers get what sells well.

        Returns a table: item, score (of a popular one, its share of all customers: not
        comparable), popular and because. ``basket``: offers for what they have in hand as
        well; the whole history counts as much as ``history_weight`` items of the basket,
        None: 1. ``exclude``: never these items;
        ``allow``: only these; ``include_bought=True``: what they bought already, too;
        ``popular=False``: do not fill up with what sells well; ``strict=True``: an item
        in either list that the shop does not know is an error, and not passed over.
        Raises ``quen.NoPartError``, and ``quen.NotFoundError`` where it is strict.
        """
        kind, lists = "recommend", (exclude, allow)
        subject: Any = customer
        if basket is not None or history_weight is not None:
            keys = keys_of("basket", () if basket is None else basket)
            weight = number_or_none("history_weight", history_weight)
            kind, subject = "both", (customer, keys, weight)
        return self._ask(kind, subject, n, lists, include_bought, popular, strict)

    def similar(
        self,
        item: Key,
        n: int = 10,
        *,
        exclude: Iterable[Key] | None = None,
        allow: Iterable[Key] | None = None,
        popular: bool = True,
        strict: bool = False,
    ) -> Table:
        """Items to offer beside one item; as ``recommend`` otherwise."""
        return self._ask("similar", item, n, (exclude, allow), False, popular, strict)

    def recommend_basket(
        self,
        items: Iterable[Key],
        n: int = 10,
        *,
        exclude: Iterable[Key] | None = None,
        allow: Iterable[Key] | None = None,
        include_bought: bool = False,
        popular: bool = True,
        strict: bool = False,
    ) -> Table:
        """Items to offer for a basket, unknown ones passed over; as ``recommend``."""
        keys, lists = keys_of("items", items), (exclude, allow)
        return self._ask("basket", keys, n, lists, include_bought, popular, strict)

    def _listed(self, kind: str, segment: int, least: float, n: int | None) -> Array:
        most = int(self._read("n_customers"))
        room = most if n is None else room_for(n, most)
        numbers = np.empty(room, np.uint32)
        count, _ = _core.shop_list(self._fitted(), kind, segment, least, numbers)
        return numbers[:count]

    def _segments(self) -> tuple[str, ...]:
        names: tuple[str, ...] = _core.read(self._part("rfm"), "segment_names")
        return names

    def _segment(self, name: str) -> int:
        names = self._segments()
        if name not in names:
            raise _core.NotFoundError(
                f"no segment {name!r}; the segments are {list(names)}"
            )
        return int(names.index(name))

    def segment(self, name: str, n: int | None = None) -> Table:
        """The customers of a segment, by descending monetary value, or frequency where
        money is not told; at most n."""
        return self._table_of(self._listed("segment", self._segment(name), 0, n))

    def at_risk(
        self, min_risk: float = 0.0, *, segment: str | None = None, n: int | None = None
    ) -> Table:
        """The customers at most risk of leaving, by descending risk; at most n.

        Those who left long ago head the list, unless churn looks at the active alone:
        ``Shop.train(orders, churn=Churn(active_days=180))``. Columns: customer; segment,
        recency and monetary (with RFM); risk, and reasons, largest effect first.
        """
        number = ANY_SEGMENT if segment is None else self._segment(segment)
        least = number_of("min_risk", min_risk)
        return self._table_of(self._listed("risk", number, least, n))

    def lapsed_valuable(
        self, min_stake: float = 0.0, *, segment: str | None = None, n: int | None = None
    ) -> Table:
        """Whom to win back first: who is late by their own rhythm, by what is at stake.

        Late: the last order is longer ago than the next one, seen from there, takes to
        come in three cases of four. ``stake``: the money expected within 365 days, times
        the chance that the customer is lost; where values have no model, orders are. The
        first are worth much, and on the brink. At most n. Columns: customer; segment,
        recency and monetary (with RFM); alive (the chance of being a customer still),
        orders and value (expected within 365 days), stake, and the quartiles of when the
        next order comes of one who stays: next_25, next_50, next_75.
        """
        number = ANY_SEGMENT if segment is None else self._segment(segment)
        least = number_of("min_stake", min_stake) * self._worth()
        return self._table_of(self._listed("lapsed", number, least, n), LAPSED)

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
        """Items of a customer's next basket, likeliest first; a stranger's are those that
        sell well. As :meth:`Habits.next_basket` otherwise."""
        known = None if customer is None else self._keys("customers").find([customer])[0]
        return self.habits.next_basket(
            None if known == MISSING else customer,
            n,
            exclude=exclude,
            allow=allow,
            bought=bought,
            popular=popular,
            strict=strict,
        )

    def due(
        self,
        customer: Key | None = None,
        horizon: float = 14,
        *,
        now: Moment | None = None,
        min_chance: float = 0,
        n: int = 100,
    ) -> Table:
        """Who is about to buy what again, the likeliest first: as :meth:`Habits.due`."""
        return self.habits.due(customer, horizon, now=now, min_chance=min_chance, n=n)

    def table(self) -> Table:
        """Every customer as one row, in the order of ``customers``.

        Columns: customer; r, f, m, segment, recency, frequency, monetary (with RFM);
        cluster (with k-means); risk (with churn); alive, orders, value, stake, regular,
        late, next_25, next_50, next_75 (with lifetime); hour, weekday, due, the item
        likeliest to be bought again within 30 days, and due_chance (with habits). What is
        not known of a customer is NaN or NaT, a segment or an item None; money is absent
        where the log told none. ``customer`` and ``at_risk`` tell the reasons of a risk.
        Time O(customers).

        >>> orders = Orders.from_table(
        ...     {"c": ["An", "An", "Binh"], "i": ["Latte", "Mocha", "Latte"],
        ...      "t": ["2026-01-05", "2026-01-25", "2026-01-06"], "a": [4, 5, 4]},
        ...     customer="c", item="i", time="t", amount="a")
        >>> table = Shop.train(orders, parts=["rfm"]).table()
        >>> table[["customer", "frequency", "monetary"]]
        customer  frequency  monetary
        An                2       9.0
        Binh              1       4.0
        """
        numbers = np.arange(int(self._read("n_customers")), dtype=np.uint32)
        return self._table_of(numbers, TABLE)

    def _table_of(self, numbers: Array, names: tuple[str, ...] | None = None) -> Table:
        """What ``customer`` says, for many: those columns that there are."""
        if names is None:
            names = LISTED if self.has_money else LISTED_BARE
        why = "reasons" in names
        data, reasons = _core.shop_customers(self._fitted(), numbers, why)
        rows, parts = np.frombuffer(data, CUSTOMER), self.parts
        columns: dict[str, Any] = {"customer": self._keys("customers").column(numbers)}
        if "rfm" in parts:
            for name in ("r", "f", "m", "recency", "frequency"):
                columns[name] = where_known(rows, "rfm", rows[name].astype(np.int64))
            if self.has_money:
                money = rows["monetary"] / 10.0**self.decimals
                columns["monetary"] = where_known(rows, "rfm", money)
            else:
                del columns["m"]
            columns["segment"] = self._names_of(rows)
        if "kmeans" in parts:
            clusters = rows["cluster"].astype(np.int64)
            columns["cluster"] = where_known(rows, "kmeans", clusters)
        if "churn" in parts:
            columns["risk"] = where_known(rows, "churn", rows["risk"].copy())
            marks = np.concatenate(([0], np.cumsum(rows["n_reasons"], dtype=np.int64)))
            columns["reasons"] = Lists(marks, column_of(reasons))
        if "lifetime" in parts:
            columns |= futures_of(rows, self._worth(), self.has_money)
        if "habits" in parts:
            columns |= habit_columns_of(rows, self.items)
        return Table({name: columns[name] for name in names if name in columns})

    def _names_of(self, rows: Array) -> Column:
        """The segments; None where there is none."""
        known = rows["parts"] & PARTS["rfm"] != 0
        names = np.array([*self._segments(), None], object)
        return column_of(list(names[np.where(known, rows["segment"], len(names) - 1)]))

    def forget(self, customers: Iterable[Key]) -> Shop:
        """A shop that does not hold these customers, to be saved over the old file.

        Keys, scores, clusters, risks, reasons and histories go; answers about all others
        stay the same, to the bit. What was learned from all together stays too: see
        :attr:`traces`; training from a log without them (``Orders.forget``) frees it of
        them. Raises ``quen.NotFoundError`` where one key is not known: nobody is
        forgotten then.

        >>> orders = Orders.from_table(
        ...     {"c": ["An", "An", "Binh"], "i": ["Latte", "Mocha", "Latte"],
        ...      "t": ["2026-01-05", "2026-01-25", "2026-01-06"], "a": [4, 5, 4]},
        ...     customer="c", item="i", time="t", amount="a")
        >>> shop = Shop.train(orders, parts=["rfm"]).forget(["An"])
        >>> shop.customers.tolist()
        ['Binh']
        >>> shop.traces[-1]
        'rfm: cut points'
        """
        keys = keys_of("customers", customers)
        handle = _core.shop_forget(self._fitted(), keys)
        return self._of(handle, _decimals=self._decimals)

    @property
    def forgotten(self) -> int:
        """How many customers were forgotten since the shop was trained."""
        return int(self._read("n_forgotten"))

    @property
    def traces(self) -> list[str]:
        """What still carries traces of customers who were forgotten; empty if none were.

        docs/format.md says what each of the names is.
        """
        return list(self._read("trace_names"))

    def export_customer(self, customer: Key) -> str:
        """All that the shop holds of one customer, as JSON.

        For customers who ask; the members are those that quen/shop_privacy.h lists.
        Numbers are exact: money is a whole number of the smallest unit and a decimal
        text. Raises ``quen.NotFoundError``.

        >>> import json
        >>> orders = Orders.from_table(
        ...     {"c": ["An"], "i": ["Latte"], "t": ["2026-01-05"], "a": ["4.50"]},
        ...     customer="c", item="i", time="t", amount="a")
        >>> told = json.loads(Shop.train(orders, parts=["rfm"]).export_customer("An"))
        >>> told["rfm"]["monetary"]
        {'amount': 450, 'decimal': '4.50', 'currency': None}
        """
        return _core.shop_export_customer(self._fitted(), customer)

    def export_groups(
        self, *, min_group: int | None = None, neighbors: int | None = None
    ) -> str:
        """Segments, clusters, items and churn's report, as JSON, to be shared.

        ``min_group``: what fewer customers stand behind is left out, and counted; so are
        the next smallest groups where subtracting would tell it. None: 1, nothing is.
        ``neighbors``: items told of at most that an item leads to; None: 10.
        """
        options = options_of(min_group=min_group, neighbors=neighbors)
        return _core.shop_export_groups(self._fitted(), options)

    def _part(self, name: str) -> CapsuleType:
        handle: CapsuleType | None = self._read(name)
        if handle is None:
            why = f": {self.churn_note}" if name == "churn" and self.churn_note else ""
            raise _core.NoPartError(f"the shop was trained without {name}{why}")
        return handle

    @property
    def rfm(self) -> Rfm:
        """The segments, with the shop's keys.

        Raises ``quen.NoPartError`` where the part was left out, as those below.
        """
        told = self._told_decimals()
        return Rfm._of(self._part("rfm"), _keys=self._fitted(), _decimals=told)

    @property
    def kmeans(self) -> KMeans:
        """The clusters, of scaled features."""
        from quen._cluster import KMeans

        return KMeans._of(self._part("kmeans"))

    @property
    def itemcf(self) -> ItemCF:
        """The offers, with the shop's keys."""
        return ItemCF._of(self._part("itemcf"), _keys=self._fitted())

    @property
    def churn(self) -> Churn:
        """The regression and its report."""
        return Churn._of(self._part("churn"))

    @property
    def lifetime(self) -> Lifetime:
        """What customers will be worth, with the shop's keys."""
        told = self._told_decimals()
        return Lifetime._of(
            self._part("lifetime"),
            _keys=Keys(self._fitted(), "customers"),
            _decimals=told,
        )

    @property
    def habits(self) -> Habits:
        """Next baskets, what is due and usual hours, with the shop's keys."""
        return Habits._of(
            self._part("habits"),
            _customers=Keys(self._fitted(), "customers"),
            _items=Keys(self._fitted(), "items"),
        )

    @property
    def clusters(self) -> Table:
        """The clusters: cluster, customers, and the mean of each feature in its own unit,
        money in main units."""
        kmeans = self._part("kmeans")
        names = self._read("cluster_features")
        means = np.frombuffer(self._read("cluster_means"), float).reshape(-1, len(names))
        sizes = np.frombuffer(_core.read(kmeans, "sizes"), np.uint64).astype(np.int64)
        units = [10.0**self.decimals if name in MONEY else 1.0 for name in names]
        features = dict(zip(names, (means / units).T.copy(), strict=True))
        return Table({"cluster": np.arange(len(sizes)), "customers": sizes, **features})

    @classmethod
    def _of(cls, handle: CapsuleType, **attributes: Any) -> Self:
        self = object.__new__(cls)
        self._handle = handle
        self.__dict__.update(attributes)
        return self

    def __repr__(self) -> str:
        return (
            f"Shop(customers={self._read('n_customers')}, items={self._read('n_items')}, "
            f"parts={self.parts}, now={self.now.isoformat()!r})"
        )


def _parts_sum(parts: Collection[str]) -> int:
    if not isinstance(parts, Iterable):
        raise TypeError(f"parts must be a list of {list(PARTS)}, not {parts!r}")
    for part in parts:
        if part not in PARTS:
            raise ValueError(f"parts are of {list(PARTS)}, not {part!r}")
    return sum(PARTS[part] for part in set(parts))


def _parts_of(number: int) -> list[str]:
    return [name for name, bit in PARTS.items() if number & bit]
