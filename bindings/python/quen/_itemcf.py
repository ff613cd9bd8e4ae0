"""Offers by item-based collaborative filtering."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from quen import _core
from quen._keys import MISSING, Key, Keys, keys_of
from quen._keywords import ItemCFParameters
from quen._model import Model
from quen._offers import ask, filter_of, room_for, table_of
from quen._options import number_or_none, options_of
from quen._orders import Orders
from quen._run import Progress, running
from quen._structs import NEIGHBOR, OFFER
from quen._table import Array, Table
from quen._time import Moment

if TYPE_CHECKING:
    from typing_extensions import CapsuleType


class ItemCF(ItemCFParameters, Model):
    """ "Also bought", "for you", "for this basket", each offer with its reasons.

    The model keeps, for each item, the items that its buyers turn to, with a weight. A
    list of items is answered by adding up the rows of its items.

    Time O(sum over customers of their items squared). RP3beta: Paudel et al. 2017.

    >>> model = ItemCF(neighbors=2).fit(([0, 2, 4], [0, 1, 0, 2], None))
    >>> model.similar(1, 1)["item"]
    array([0])
    """

    _noun: ClassVar[str] = "itemcf"
    _keys: CapsuleType | dict[str, Keys] | None = None  # who knows the keys, or they

    def _options(self) -> dict[str, Any]:
        return options_of(**self._given())

    def fit(
        self, orders: Any, *, now: Moment | None = None, progress: Progress = False
    ) -> Self:
        """Learn from a log, or from a matrix of customers x items.

        Parameters
        ----------
        orders : Orders or sparse matrix
            A log; or a matrix of SciPy's (any with ``tocsr``), or (indptr, indices,
            values) with values None for ones. Then customers and items are their numbers.
        now
            Lines at or after it are not looked at; logs only.
        """
        with running(self.n_jobs, progress) as run:
            if isinstance(orders, Orders):
                options = self._options() | options_of(orders._clock, now=now)
                self._handle = _core.fit("itemcf", orders._handle, options, run)
                self._keys = orders._handle
            else:
                shape, csr = csr_of(orders)
                starts, items, values = csr
                options = self._options()
                self._handle = _core.itemcf_fit_csr(
                    shape, starts, items, values, options, run
                )
                self._keys = None
        return self

    def _known(self, kind: str) -> Keys:
        return (
            self._keys[kind] if isinstance(self._keys, dict) else Keys(self._keys, kind)
        )

    def _filter(
        self, exclude: Any, allow: Any, include_bought: bool, popular: bool, strict: bool
    ) -> Any:
        return filter_of(
            self._known("items"), include_bought, popular, exclude, allow, strict
        )

    def _ask(self, kind: str, subject: Any, n: int, chosen: Any) -> Table:
        model = self._fitted()
        offers = ask(_core.itemcf_ask, model, kind, subject, n, self.n_items_, chosen)
        return table_of(offers, self._known("items"))

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
        """Items to offer beside one item, best first.

        Returns a table with columns item, score, popular (offered because it sells well:
        no neighbour led here; its score is a share of customers, not comparable) and
        because (a list of items). ``exclude``: never these;
        ``allow``: only these; ``popular=False``: do not fill up with what sells well;
        ``strict=True``: an item in either list that is not known is an error, and not
        passed over.
        """
        number = self._known("items").number(item)
        return self._ask(
            "similar", number, n, self._filter(exclude, allow, False, popular, strict)
        )

    def recommend(
        self,
        customer: Key,
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
        """Items to offer to a customer, from all that they bought.

        ``basket``: and from what they have in hand; items that are not known are passed
        over. The whole history counts as much as ``history_weight`` items of the basket,
        None: 1. ``include_bought=True``: what they bought or have in hand, too.

        As ``similar`` otherwise.
        """
        number = self._known("customers").number(customer)
        chosen = self._filter(exclude, allow, include_bought, popular, strict)
        if basket is None and history_weight is None:
            return self._ask("recommend", number, n, chosen)
        items = self._in_hand(() if basket is None else keys_of("basket", basket))
        weight = number_or_none("history_weight", history_weight)
        return self._ask("both", (number, items, weight), n, chosen)

    def _in_hand(self, items: Iterable[Key]) -> Array:
        """The numbers of those that are known."""
        numbers = self._known("items").find(items)
        return np.ascontiguousarray(numbers[numbers != MISSING])

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
        """Items to offer for a basket; items that are not known are passed over."""
        return self._ask(
            "basket",
            self._in_hand(items),
            n,
            self._filter(exclude, allow, include_bought, popular, strict),
        )

    def recommend_batch(
        self,
        customers: Iterable[Key] | None = None,
        n: int = 10,
        *,
        exclude: Iterable[Key] | None = None,
        allow: Iterable[Key] | None = None,
        include_bought: bool = False,
        popular: bool = True,
        strict: bool = False,
        progress: Progress = False,
    ) -> Table:
        """``recommend`` for many customers, None for all, with all threads of ``n_jobs``.

        Returns a table with columns customer and rank before those of ``recommend``.
        """
        known = self._known("customers")
        numbers = (
            np.arange(self.n_customers_, dtype=np.uint32)
            if customers is None
            else np.ascontiguousarray(known.find(customers))
        )
        n = room_for(n, self.n_items_)
        offers = np.empty((len(numbers), n), OFFER)
        counts = np.empty(len(numbers), np.uint64)
        chosen = self._filter(exclude, allow, include_bought, popular, strict)
        if (numbers >= self.n_customers_).any():
            row = int(np.argmax(numbers >= self.n_customers_))
            raise _core.NotFoundError(f"customers: row {row} is not known")
        with running(self.n_jobs, progress) as run:
            _core.itemcf_batch(self._fitted(), numbers, chosen, offers, counts, run)
        used = np.arange(n) < counts[:, None]
        who, rank = np.nonzero(used)
        return table_of(
            offers[used],
            self._known("items"),
            customer=known.column(numbers[who]),
            rank=(rank + 1).astype(np.int32),
        )

    @property
    def n_items_(self) -> int:
        """Items."""
        return int(self._read("n_items"))

    @property
    def n_customers_(self) -> int:
        """Customers with a history."""
        return int(self._read("n_customers"))

    @property
    def n_left_out_(self) -> int:
        """Customers (orders) with more than ``max_items`` items.

        They have a history, and offers, but no part in weights, support and what sells
        well.
        """
        return int(self._read("n_left_out"))

    @property
    def support_(self) -> Array:
        """How many customers (orders) have each item, of those that are learnt from:
        n_items_ of uint32."""
        return np.frombuffer(self._read("support"), np.uint32)

    @property
    def similarity_(self) -> tuple[Array, Array, Array]:
        """The kept weights as (data, indices, indptr), for ``scipy.sparse.csr_array``."""
        starts, entries = _core.itemcf_neighbors(self._fitted())
        pairs = np.frombuffer(entries, NEIGHBOR)
        return (
            pairs["weight"].copy(),
            pairs["item"].astype(np.int32),
            np.frombuffer(starts, np.int64),
        )

    def history(self, customer: Key) -> Array:
        """What a customer bought: keys of items, ascending."""
        number = self._known("customers").number(customer)
        items = np.frombuffer(_core.itemcf_history(self._fitted(), number), np.uint32)
        return self._known("items").column(items).array()

    def __getstate__(self) -> dict[str, Any]:
        kept = {kind: self._known(kind).kept() for kind in ("customers", "items")}
        return {**super().__getstate__(), "_keys": kept}


def csr_of(matrix: Any) -> tuple[tuple[int, int], tuple[Array, Array, Array | None]]:
    """The shape of a sparse matrix; row starts, columns, values (None: 1 each)."""
    if hasattr(matrix, "tocsr"):
        csr = matrix.tocsr()
        if not csr.has_sorted_indices:
            csr = csr.sorted_indices()
        shape, parts = csr.shape, (csr.indptr, csr.indices, csr.data)
    else:
        if not (isinstance(matrix, (tuple, list)) and len(matrix) == 3):
            raise TypeError(
                "a sparse matrix is needed: one of SciPy's, or (indptr, indices, "
                f"values), not {type(matrix).__name__}"
            )
        indptr, indices, values = matrix
        width = int(np.max(indices)) + 1 if len(indices) else 1
        shape, parts = (len(indptr) - 1, width), (indptr, indices, values)
    values = parts[2]
    if values is not None:
        values = np.ascontiguousarray(values, np.float64)
        values = None if (values == 1).all() else values
    return (int(shape[0]), int(shape[1])), (
        np.ascontiguousarray(parts[0], np.uint64),
        np.ascontiguousarray(parts[1], np.uint32),
        values,
    )
