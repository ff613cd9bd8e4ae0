"""How a column of texts is read, learned from the whole of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from quen import _core
from quen._input import arrow_texts, texts_of
from quen._options import default_of, options_of
from quen._table import Text
from quen._time import Offset
from quen._zone import native_zone

if TYPE_CHECKING:
    from typing_extensions import CapsuleType

EMPTY = "empty"
"""The library's reason for a text of which nothing, or only blanks, are left."""

COUNTS = ("read", "faults", "rounded", "twice", "skipped")


class Format:
    """How the texts of a column are read: what order, what marks, and what proves it.

    Made by :meth:`learn` from a column, or by :meth:`open` from what was learned before.
    ``Orders.from_csv``, ``from_table`` and ``from_sql`` learn those of their columns by
    themselves; this is for columns of one's own.

    >>> times = Format.learn(["31/01/2026 08:00", "05/02/2026 09:30"])
    >>> times.told
    "time: day first, 4-digit year, 24 hours: 1 of 2 rows have a first number above 12, \
such as '31/01/2026 08:00' in row 0"
    >>> times.read(["05/02/2026 09:30"])
    array(['2026-02-05T09:30:00'], dtype='datetime64[s]')
    >>> Format.open("time %d/%m/%Y").read(["04/03/2026"])
    array(['2026-03-04T00:00:00'], dtype='datetime64[s]')
    """

    _handle: CapsuleType
    _decimals: int

    def __init__(self) -> None:
        raise TypeError("use Format.learn() or Format.open()")

    @classmethod
    def _of(cls, handle: CapsuleType, decimals: int | None) -> Format:
        self = object.__new__(cls)
        self._handle = handle
        self._decimals = (
            default_of("format", "decimals") if decimals is None else int(decimals)
        )
        return self

    @classmethod
    def learn(
        cls,
        texts: Iterable[Any],
        kind: Literal["time", "money", "quantity", "key"] | None = None,
        *,
        decimals: int | None = None,
        utc_offset: Offset | None = None,
        zone: str | dt.tzinfo | None = None,
        time_format: str | None = None,
        thousands: str | None = None,
        decimal_mark: str | None = None,
    ) -> Format:
        """Decide from a whole column how it is read, or refuse with both readings.

        Parameters
        ----------
        texts : iterable of str
            The column, in the order of its rows. None and NaN tell nothing.
        kind : {"time", "money", "quantity", "key"}
            What the texts are. None: times.
        decimals
            Of money and quantities: numbers become whole numbers of 10^-decimals.
        utc_offset, zone
            The clock of times without a zone: "+07:00", or "Asia/Ho_Chi_Minh".
        time_format, thousands, decimal_mark
            What is stated, as of ``Orders.from_csv``. None: learned.

        Raises
        ------
        ValueError
            The column may be read in two ways, or in none: the sentence shows rows, and
            what to say instead. docs/import.md has all that is understood.

        >>> Format.learn(["45.000", "29.000"], "money", decimals=0)
        Traceback (most recent call last):
        ValueError: format: money: '45.000' in row 0 is 45.000 if a point parts decimals \
and 45000 if a comma does, and no row decides: say decimal_mark="." or thousands="."
        """
        column = _column(texts)
        options = options_of(
            kind=kind,
            decimals=decimals,
            utc_offset=utc_offset,
            time_format=time_format,
            thousands=thousands,
            decimal_mark=decimal_mark,
        )
        clock = native_zone(zone, utc_offset)
        return cls._of(
            _core.format_learn(
                (column.data, column.offsets, column.valid), options, clock
            ),
            decimals,
        )

    @classmethod
    def open(
        cls,
        saved: str,
        *,
        decimals: int | None = None,
        utc_offset: Offset | None = None,
        zone: str | dt.tzinfo | None = None,
    ) -> Format:
        """A format of a text that :attr:`saved` gave, for a column that may be ambiguous.

        The text holds what was learned; decimals and clock are said anew.
        """
        options = options_of(decimals=decimals, utc_offset=utc_offset)
        handle = _core.format_open(saved, options, native_zone(zone, utc_offset))
        return cls._of(handle, decimals)

    @property
    def kind(self) -> str:
        """What the texts are: "time", "money", "quantity" or "key"."""
        return self.saved.partition(" ")[0]

    @property
    def decimals(self) -> int:
        """Digits of money and quantities after the point."""
        return self._decimals

    @property
    def told(self) -> str:
        """How the column is read and what proves it, in a line."""
        return str(_core.read(self._handle, "told"))

    @property
    def saved(self) -> str:
        """What was learned, as a short text for :meth:`open`."""
        return str(_core.read(self._handle, "saved"))

    @property
    def currency(self) -> str:
        """The currency that was seen, a code or a sign; "" if there was none."""
        return str(_core.read(self._handle, "currency"))

    @property
    def n_decimals(self) -> int:
        """The most decimals of a quantity, so what ``decimals`` has to be at least.

        0 for other kinds, and for what was opened.
        """
        return int(_core.read(self._handle, "n_decimals"))

    @property
    def is_whole(self) -> bool:
        """Whether the keys of the column are whole numbers."""
        return bool(_core.read(self._handle, "is_whole"))

    def read(
        self,
        texts: Iterable[Any],
        *,
        errors: Literal["raise", "none"] = "raise",
        return_counts: bool = False,
    ) -> Any:
        """The values of a column.

        Times are ``datetime64[s]`` in UTC, NaT where there is none. Money and quantities
        are exact whole numbers of 10^-``decimals``, keys whole numbers if all of the
        column that was learned are, each a masked array; else keys are the texts as they
        stand. Empty and blank texts, None and NaN are nothing.

        Parameters
        ----------
        texts : iterable of str
            The column.
        errors : {"raise", "none"}, default "raise"
            What becomes of a text that is refused: a ValueError with its row and the
            reason, or nothing.
        return_counts : bool, default False
            Return (values, counts) instead: how many texts were ``read``, were
            ``faults``, had more digits than decimals and were ``rounded``, were hours
            that exist ``twice``, of which the earlier was taken, or hours that were
            ``skipped``, and moved forward.

        >>> Format.learn(["1.250,00", "3,50"], "money").read(["3,50", None, "12,00"])
        masked_array(data=[350, --, 1200],
                     mask=[False,  True, False],
               fill_value=999999)
        """
        if errors not in ("raise", "none"):
            raise ValueError(f'errors must be "raise" or "none", not {errors!r}')
        column = _column(texts)
        kind = self.kind
        if kind == "key" and not self.is_whole:
            keys = column.array()
            counts = dict.fromkeys(COUNTS, 0) | {"read": sum(map(bool, keys))}
            return (keys, counts) if return_counts else keys
        values = np.zeros(len(column), np.int64)
        faults, counts = _core.format_read(
            self._handle, kind, (column.data, column.offsets, column.valid), values
        )
        bad = [(row, reason) for row, reason in faults if reason != EMPTY]
        if bad and errors == "raise":
            row, reason = bad[0]
            raise ValueError(f"row {row}: {reason}: {column.array()[row]!r}")
        counts["faults"] = len(bad)
        made = _values(kind, values, [row for row, _ in faults])
        return (made, counts) if return_counts else made

    def __repr__(self) -> str:
        return f"Format({self.saved!r})"

    def __reduce__(self) -> Any:
        raise TypeError("a format is not pickled: keep its text, Format.saved")


def _column(texts: Iterable[Any]) -> Text:
    if isinstance(texts, (str, bytes)):  # whose characters would be the rows
        raise TypeError(f"texts are a column; of one make a list: [{texts!r}]")
    if isinstance(texts, Mapping) or len(getattr(texts, "shape", (0,))) != 1:
        raise TypeError(f"texts are one column, not {type(texts).__name__}")
    arrow = arrow_texts(texts)
    return texts_of(texts) if arrow is None else arrow


def _values(kind: str, values: npt.NDArray[np.int64], nothing: list[int]) -> Any:
    if kind == "time":
        times = values.astype("M8[s]")
        times[nothing] = np.datetime64("NaT")
        return times
    if not nothing:
        return np.ma.masked_array(values)
    mask = np.zeros(len(values), bool)
    mask[nothing] = True
    return np.ma.masked_array(values, mask)
