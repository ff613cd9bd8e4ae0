"""Who is who: rows of one person, in a table or in two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

import numpy as np

from quen import _core
from quen._attributes import _array, _columns
from quen._input import texts_of
from quen._keys import MISSING, Key, Keys
from quen._options import options_of
from quen._run import Progress, running
from quen._structs import LINK, LINK_LEVELS
from quen._table import Array, Table, Tabled

if TYPE_CHECKING:
    import datetime as dt
    from typing import Self

    from typing_extensions import CapsuleType

FieldKind: TypeAlias = Literal["text", "name", "number", "date", "exact"]

_KINDS = ("text", "name", "number", "date", "exact")


class Groups(NamedTuple):
    """Rows joined to persons: what :meth:`Links.groups` gives."""

    first: Array
    """Of each row, the number of the first row of its group."""
    groups: int
    """Groups, those of one row included."""
    largest: int
    """Rows of the largest one."""
    vetoed: int
    """Links whose rows are in two groups, since some of these contradict one another."""
    too_large: int
    """The same, since the group would have more than ``max_rows``."""


# ---- columns ----


def _values_of(tables: list[Any], name: str) -> tuple[Any, ...]:
    """The packed columns of that name, one behind the other."""
    arrays = [_array(table[name]) for table in tables]
    if all(array.dtype.kind in "iu" for array in arrays):
        return np.ascontiguousarray(np.concatenate(arrays), np.int64), None
    texts: list[Any] = []
    for array in arrays:
        if array.dtype.kind == "M":
            days = np.datetime_as_string(array, "D")
            texts += [None if day == "NaT" else day for day in days.tolist()]
        elif array.dtype.kind == "f":
            texts += [
                None if np.isnan(v) else str(int(v)) if v.is_integer() else str(v)
                for v in array.tolist()
            ]
        else:
            texts += array.tolist()
    column = texts_of(texts)
    return column.data, column.offsets, column.valid


def _bits_of(fields: list[str], blocks: Iterable[str | Iterable[str]]) -> list[int]:
    """Of each field, the block keys that it is a part of."""
    bits = dict.fromkeys(fields, 0)
    for key, names in enumerate(blocks):
        for name in [names] if isinstance(names, str) else names:
            if name not in bits:
                raise ValueError(f'blocks: no field "{name}"; the fields are {fields}')
            if key > 31:
                raise ValueError("blocks: more than 32 keys")
            bits[name] |= 1 << key
    return list(bits.values())


# ---- links ----


class Links(Tabled):
    """Rows that may be of one person, and what was learned to tell. Made by :func:`link`.

    ``len()``: how many links there are.
    """

    def __init__(self, handle: CapsuleType) -> None:
        self._handle = handle

    def __len__(self) -> int:
        return int(_core.read(self._handle, "n_links"))

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields."""
        return tuple(_core.read(self._handle, "field_names"))

    @property
    def table(self) -> Table:
        """A row for each link, those of the highest chance first.

        ``a``, ``b``: two rows, counted from 0 through both tables; ``chance`` that they
        are of one person; ``reason_1`` to ``reason_3``: the fields that tell most, ""
        for none, and ``bits_1`` to ``bits_3`` what each tells, below 0 against;
        ``rest``: the bits of all other fields. chance = 1 / (1 + 2^-(the prior's bits +
        all these)).
        """
        return self._told(np.frombuffer(_core.read(self._handle, "links"), LINK))

    def _told(self, rows: Array) -> Table:
        names = np.array([*self.fields, ""], object)
        columns: dict[str, Any] = {
            "a": rows["a"].astype(np.int64),
            "b": rows["b"].astype(np.int64),
            "chance": rows["chance"].copy(),
        }
        for i in range(3):
            used = i < rows["n_reasons"]
            number = np.where(used, rows["reasons"][:, i], len(names) - 1)
            columns[f"reason_{i + 1}"] = names[number].tolist()
            columns[f"bits_{i + 1}"] = rows["weights"][:, i].copy()
        columns["rest"] = rows["rest"].copy()
        return Table(columns)

    @property
    def levels(self) -> Table:
        """What was learned of each field: shares of strangers (``u_``) and of one
        person's rows (``m_``) that are different, close, equal; ``known``: the share of
        compared pairs where both values are."""
        rows = np.frombuffer(_core.read(self._handle, "levelss"), LINK_LEVELS)
        columns: dict[str, Any] = {"field": list(self.fields)}
        columns.update((name, rows[name].copy()) for name in LINK_LEVELS.names or ())
        return Table(columns)

    @property
    def report(self) -> dict[str, Any]:
        """How the comparison went: ``pairs`` that were compared, ``pairs_left_out`` and
        ``blocks_left_out``, ``pairs_of_one`` person, ``prior_bits``, ``converged``."""
        report: dict[str, Any] = _core.read(self._handle, "report")
        return report

    def compare(self, a: int, b: int) -> Table:
        """Any two rows by what was learned, as a table of one row: why they are a link,
        or none."""
        told = _core.links_compare(self._handle, a, b)
        return self._told(np.frombuffer(told, LINK))

    def groups(
        self,
        min_chance: float | None = None,
        *,
        veto_chance: float | None = None,
        one_to_one: bool | None = None,
        max_rows: int | None = None,
        progress: Progress = False,
    ) -> Groups:
        """Join rows into groups of one person.

        Links are followed from the highest chance down. Two groups stay apart if any row
        of one and any of the other differ in an "exact" field, or have a chance below
        ``veto_chance``.

        Parameters
        ----------
        min_chance : float, default 0.9
            Links of a lower chance join nothing.
        veto_chance : float, default 0.01
            Two rows of a lower chance are never in one group.
        one_to_one : bool, default False
            Of two tables, a group has at most one row of each.
        max_rows : int, default 100
            Rows of a group at most.
        """
        options = options_of(
            min_chance=min_chance,
            veto_chance=veto_chance,
            one_to_one=None if one_to_one is None else int(one_to_one),
            max_rows=max_rows,
        )
        first = np.empty(int(_core.read(self._handle, "n_rows")), np.uint32)
        with running(None, progress) as run:
            told = _core.links_groups(self._handle, options, first, run)
        return Groups(first.astype(np.int64), *told)

    def __repr__(self) -> str:
        return f"Links(links={len(self)}, pairs={self.report['pairs']})"


def link(
    table: Any,
    fields: Mapping[str, FieldKind],
    other: Any = None,
    *,
    blocks: Iterable[str | Iterable[str]] | None = None,
    min_chance: float | None = None,
    all_alike: bool | None = None,
    random_state: int | None = None,
    random_pairs: int | None = None,
    max_block_rows: int | None = None,
    max_pairs: int | None = None,
    n_jobs: int | None = None,
    progress: Progress = False,
) -> Links:
    """Find rows that may be of one person, in a table or between two.

    Rows that are equal in a block key are compared field by field. What it tells that a
    field is equal, close or different is learned from the rows (Fellegi and Sunter 1969):
    docs/algorithms.md.

    Parameters
    ----------
    table : table
        A row for each record: pandas, polars, Arrow, DuckDB, or a dict of columns.
    fields : dict
        The columns to compare, and how: "text", "name" (of a person), "number" (digits,
        with one error), "date", "exact" (an e-mail address, a telephone number of
        :func:`parse_phone`). What is None, NaN or "" is not known.
    other : table, optional
        A second table with these columns: pairs go from one to the other alone, and its
        rows are counted behind those of the first.
    blocks : list, optional
        Block keys: a field, or several together. None: each field is one.
    min_chance : float, default 0.5
        Links of a lower chance are left out.
    all_alike : bool, default False
        Equality of a frequent value tells as much as that of a rare one.
    random_state : int, default 0
        Of the random pairs.
    random_pairs : int, default 60000
        Pairs that tell what strangers are like.
    max_block_rows : int, default 1000
        Rows that agree in a block key are left out of it if they are more;
        :attr:`Links.report` tells how many pairs that was.
    max_pairs : int, default 2**26
        Pairs to be compared at most: if there are more, ``max_block_rows`` is lowered.

    >>> import quen
    >>> people = {"name": ["Trần Thị Lan", "Lan Tran Thi", "Nguyễn Mai"] * 2,
    ...           "born": ["1990-01-31", "1990-01-30", "1985-07-02"] * 2}
    >>> links = quen.link(people, {"name": "name", "born": "date"}, min_chance=0)
    >>> links.fields, links.report["pairs"]
    (('name', 'born'), 7)
    >>> links.groups(0).first.tolist()
    [0, 0, 2, 0, 0, 2]
    """
    tables = [_columns(table, "table")]
    if other is not None:
        tables.append(_columns(other, "other"))
    for name, kind in fields.items():
        if kind not in _KINDS:
            raise ValueError(f"fields: {name} is {kind!r}, not one of {list(_KINDS)}")
        for columns in tables:
            if name not in columns:
                raise ValueError(
                    f'fields: no column "{name}"; the columns are {list(columns)}'
                )
    bits = _bits_of(list(fields), () if blocks is None else blocks)
    given = [
        (name, _values_of(tables, name), _KINDS.index(kind), bit)
        for (name, kind), bit in zip(fields.items(), bits, strict=True)
    ]
    options = options_of(
        min_chance=min_chance,
        all_alike=None if all_alike is None else int(all_alike),
        random_state=random_state,
        random_pairs=random_pairs,
        max_block_rows=max_block_rows,
        max_pairs=max_pairs,
    )
    if other is not None:
        sizes = [len(_array(t[next(iter(fields))])) if fields else 0 for t in tables]
        # 0 would mean one table: where the first is empty, no row is in the second.
        options["n_first"] = sizes[0] or sizes[1]
    with running(n_jobs, progress) as run:
        return Links(_core.link_find(given, options, run))


# ---- of a log ----


class Linked:
    """A log, some of whose customers may be one."""

    _handle: CapsuleType
    quantity_decimals: int
    zone: str | dt.tzinfo | None

    if TYPE_CHECKING:

        @property
        def n_customers(self) -> int: ...
        @classmethod
        def _of(
            cls,
            handle: CapsuleType,
            quantity_decimals: int,
            zone: str | dt.tzinfo | None,
        ) -> Self: ...

    def merge_customers(
        self,
        into: Mapping[Key, Key],
        *,
        n_jobs: int | None = None,
        progress: Progress = False,
    ) -> Self:
        """A log where some customers are one: the same, to the bit of what is fitted, as
        if their lines had come under one key.

        ``into``: of customers' keys, the key of a customer of the log whose they get.
        Keys that the log does not know are passed over. Raises ValueError where a
        customer goes into one who goes into another.

        >>> import quen
        >>> orders = quen.Orders.from_table(
        ...     {"c": ["An", "an", "Binh"], "i": ["Latte", "Tea", "Mocha"],
        ...      "t": ["2026-01-05", "2026-01-06", "2026-02-25"], "a": [4, 3, 5]},
        ...     customer="c", item="i", time="t", amount="a")
        >>> orders.merge_customers({"an": "An"}).customers.tolist()
        ['An', 'Binh']
        """
        keys = Keys(self._handle, "customers")
        old, new = keys.find(list(into)), keys.find(list(into.values()))
        number = np.arange(self.n_customers, dtype=np.uint32)
        for key, i, j in zip(into, old.tolist(), new.tolist(), strict=True):
            if i != MISSING and j == MISSING:
                raise ValueError(f"into: {key!r} goes into {into[key]!r}, not a customer")
            if i != MISSING:
                number[i] = j
        with running(n_jobs, progress) as run:
            handle = _core.orders_merge_customers(self._handle, number, run)
        return self._of(handle, self.quantity_decimals, self.zone)
