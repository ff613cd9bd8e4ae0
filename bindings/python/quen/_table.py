"""Results as columns: as they are for NumPy, without a copy for Arrow."""

from __future__ import annotations

import html
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, overload

import numpy as np
import numpy.typing as npt

from quen import _core

if TYPE_CHECKING:
    import pandas
    import polars
    from typing_extensions import CapsuleType

Array: TypeAlias = npt.NDArray[Any]
ArrowColumn: TypeAlias = tuple[str, str, int, int, tuple[Any, ...], tuple[Any, ...], Any]

_FORMATS = {
    "int8": "c",
    "uint8": "C",
    "int16": "s",
    "uint16": "S",
    "int32": "i",
    "uint32": "I",
    "int64": "l",
    "uint64": "L",
    "float32": "f",
    "float64": "g",
}
_TIMES = {"s": "tss:", "ms": "tsm:", "us": "tsu:", "ns": "tsn:", "D": "tdD"}


class Column(Protocol):
    """What a table is made of."""

    def __len__(self) -> int: ...

    def array(self) -> Array:
        """The values, as NumPy has them."""

    def take(self, rows: Array) -> Column:
        """Some rows."""

    def arrow(self, name: str) -> ArrowColumn:
        """What the native exporter takes."""

    def pandas(self) -> Any:
        """What a DataFrame takes."""


def bits_of(flags: Array) -> Array:
    return np.packbits(flags, bitorder="little")


def _flags(bits: Array, size: int) -> Array:
    return np.unpackbits(bits, count=size, bitorder="little").astype(bool)


def _take_bits(bits: Array | None, size: int, rows: Array) -> Array | None:
    return None if bits is None else bits_of(_flags(bits, size)[rows])


def _nulls(valid: Array | None, size: int) -> int:
    if valid is None:
        return 0
    return size - int(np.unpackbits(valid, count=size, bitorder="little").sum())


def _spans(offsets: Array, rows: Array) -> tuple[Array, Array]:
    """Where spans of some rows begin when put together, and what is in them."""
    sizes = np.diff(offsets)[rows]
    marks = np.concatenate(([0], np.cumsum(sizes)))
    return marks, np.repeat(offsets[:-1][rows] - marks[:-1], sizes) + np.arange(marks[-1])


class Numbers:
    """Numbers, flags or times; bits of ``valid`` are 0 where there is none."""

    def __init__(self, values: Array, valid: Array | None = None) -> None:
        self.values, self.valid = values, valid

    def __len__(self) -> int:
        return len(self.values)

    def array(self) -> Array:
        if self.valid is None:
            return self.values
        values = self.values.astype(object)
        values[~_flags(self.valid, len(self))] = None
        return values

    def take(self, rows: Array) -> Numbers:
        """Some rows."""
        return Numbers(self.values[rows], _take_bits(self.valid, len(self), rows))

    def pandas(self) -> Array:
        return self.array()

    def arrow(self, name: str) -> ArrowColumn:
        values, kind = self.values, self.values.dtype
        nulls, valid, size = _nulls(self.valid, len(values)), self.valid, len(values)
        if kind.kind == "b":
            return name, "b", size, 0, (None, bits_of(values)), (), None
        if kind.kind == "M":
            code = _TIMES.get(np.datetime_data(kind)[0])
            known = ~np.isnat(values)
            if self.valid is not None:
                known &= np.unpackbits(self.valid, count=size, bitorder="little") != 0
            if not known.all():
                nulls, valid = size - int(known.sum()), bits_of(known)
            values = values.view(np.int64)
            if code == "tdD":  # Arrow has 32 bits for days
                values = values.astype(np.int32)
        else:
            code = _FORMATS.get(kind.newbyteorder("=").name)
        if code is None or not kind.isnative:
            raise TypeError(f"column {name!r}: no Arrow type for {kind}")
        return name, code, size, nulls, (valid, np.ascontiguousarray(values)), (), None


class Text:
    """Byte strings one after another: str where they are UTF-8, else bytes."""

    def __init__(self, data: Any, offsets: Any, valid: Any = None) -> None:
        self.data = np.frombuffer(data, np.uint8)
        self.offsets = np.frombuffer(offsets, np.int64)
        self.valid = None if valid is None else np.frombuffer(valid, np.uint8)

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def take(self, rows: Array) -> Text:
        """Some rows."""
        marks, places = _spans(self.offsets, rows)
        return Text(self.data[places], marks, _take_bits(self.valid, len(self), rows))

    def _is_utf8(self) -> bool:
        """Whether each is: all are, put together, and none begins within a character."""
        try:
            self.data.tobytes().decode()
        except UnicodeDecodeError:
            return False
        begins = self.data[self.offsets[self.offsets < len(self.data)]]
        return not (begins & 0xC0 == 0x80).any()

    def array(self) -> Array:
        data, marks = self.data.tobytes(), self.offsets.tolist()
        parts: list[Any] = [data[a:b] for a, b in zip(marks, marks[1:], strict=False)]
        if self._is_utf8():
            parts = [part.decode() for part in parts]
        if self.valid is not None:
            known = _flags(self.valid, len(self))
            parts = [p if k else None for p, k in zip(parts, known, strict=True)]
        out = np.empty(len(parts), object)
        out[:] = parts
        return out

    def pandas(self) -> Array:
        return self.array()

    def arrow(self, name: str) -> ArrowColumn:
        nulls = _nulls(self.valid, len(self))
        code = "U" if self._is_utf8() else "Z"
        return (
            name,
            code,
            len(self),
            nulls,
            (self.valid, self.offsets, self.data),
            (),
            None,
        )


class Category:
    """Few names, many rows."""

    def __init__(self, codes: Array, names: Sequence[str]) -> None:
        self.codes, self.names = codes, tuple(names)

    def __len__(self) -> int:
        return len(self.codes)

    def array(self) -> Array:
        return np.array(self.names, object)[self.codes]

    def take(self, rows: Array) -> Category:
        """Some rows."""
        return Category(self.codes[rows], self.names)

    def pandas(self) -> Any:
        import pandas

        return pandas.Categorical.from_codes(
            self.codes.astype(np.int64), list(self.names)
        )

    def arrow(self, name: str) -> ArrowColumn:
        code = _FORMATS[self.codes.dtype.name]
        names = column_of(list(self.names)).arrow("")
        return (
            name,
            code,
            len(self),
            0,
            (None, np.ascontiguousarray(self.codes)),
            (),
            names,
        )


class Lists:
    """A list of values in each row."""

    def __init__(self, offsets: Array, values: Column) -> None:
        self.offsets, self.values = offsets.astype(np.int64), values

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def array(self) -> Array:
        values, marks = self.values.array().tolist(), self.offsets.tolist()
        out = np.empty(len(self), object)
        for i, (a, b) in enumerate(zip(marks, marks[1:], strict=False)):
            out[i] = values[a:b]
        return out

    def take(self, rows: Array) -> Lists:
        """Some rows."""
        marks, places = _spans(self.offsets, rows)
        return Lists(marks, self.values.take(places))

    def pandas(self) -> Array:
        return self.array()

    def arrow(self, name: str) -> ArrowColumn:
        child = self.values.arrow("item")
        return name, "+L", len(self), 0, (None, self.offsets), (child,), None


def column_of_keys(packed: tuple[Any, ...]) -> Numbers | Text:
    """A column of what the native functions give for keys."""
    if len(packed) == 2:
        valid = None if packed[1] is None else np.frombuffer(packed[1], np.uint8)
        return Numbers(np.frombuffer(packed[0], np.int64), valid)
    return Text(*packed)


def column_of(values: Any) -> Column:
    """A column of an array, or of a list of numbers, or of str and bytes."""
    if isinstance(values, (Numbers, Text, Category, Lists)):
        return values
    array = values if isinstance(values, np.ndarray) else None
    if array is None and any(isinstance(value, float) for value in values):
        array = np.array(values, np.float64)
    if array is not None and array.dtype.kind in "biufM":
        return Numbers(array)
    return column_of_keys(_core.pack(list(values)))


def check_lengths(columns: Mapping[str, Column]) -> None:
    """Columns of one table are equally long."""
    sizes = {name: len(column) for name, column in columns.items()}
    if len(set(sizes.values())) > 1:
        raise ValueError(f"columns of different lengths: {sizes}")


def struct_of(columns: Mapping[str, Column]) -> ArrowColumn:
    """The columns as the one struct that a stream's batch is."""
    size = len(next(iter(columns.values()))) if columns else 0
    fields = tuple(column.arrow(name) for name, column in columns.items())
    return "", "+s", size, 0, (None,), fields, None


class Table:
    """Columns of equal length with names: what questions are answered with.

    As of a DataFrame, ``len`` is the number of rows and ``table["item"]`` is a column,
    here a NumPy array; ``table[:5]`` and ``table[["item", "score"]]`` are tables, and
    ``dict(table)`` is columns by name. ``to_pandas()``, ``to_polars()`` and the Arrow
    protocol (``__arrow_c_stream__``, which pyarrow, polars and DuckDB read) hand it on;
    notebooks show it as HTML.

    >>> table = Table({"item": ["Latte", "Mocha"], "score": np.array([2.0, 0.25])})
    >>> table["item"][0], len(table), table.columns
    ('Latte', 2, ('item', 'score'))
    >>> table[:1].to_dicts()
    [{'item': 'Latte', 'score': 2.0}]
    >>> print(table)
    item    score
    Latte  2.0000
    Mocha  0.2500
    """

    def __init__(self, columns: Mapping[str, Any]) -> None:
        self._columns = {name: column_of(values) for name, values in columns.items()}
        check_lengths(self._columns)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names."""
        return tuple(self._columns)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return len(self), len(self._columns)

    def keys(self) -> tuple[str, ...]:
        """The names."""
        return self.columns

    def items(self) -> Iterator[tuple[str, Array]]:
        """Names and columns."""
        return ((name, column.array()) for name, column in self._columns.items())

    def head(self, n: int = 5) -> Table:
        """The first n rows."""
        return self[:n]

    def __len__(self) -> int:
        return len(next(iter(self._columns.values()))) if self._columns else 0

    __iter__ = None  # over names or over rows? pandas.DataFrame(table) would guess wrong

    @overload
    def __getitem__(self, key: str) -> Array: ...
    @overload
    def __getitem__(self, key: slice | list[str]) -> Table: ...
    def __getitem__(self, key: str | slice | list[str]) -> Array | Table:
        if isinstance(key, slice):
            rows = np.arange(len(self))[key]
            return Table(
                {name: column.take(rows) for name, column in self._columns.items()}
            )
        if isinstance(key, list):
            return Table({name: self._column(name) for name in key})
        return self._column(key).array()

    def _column(self, name: str) -> Column:
        if name not in self._columns:
            raise KeyError(f"no column {name!r}; the columns are {list(self._columns)}")
        return self._columns[name]

    def __contains__(self, name: object) -> bool:
        return name in self._columns

    def to_dicts(self) -> list[dict[str, Any]]:
        """A dict for each row, of plain Python values."""
        lists = [column.array().tolist() for column in self._columns.values()]
        return [
            dict(zip(self._columns, row, strict=True)) for row in zip(*lists, strict=True)
        ]

    def to_pandas(self) -> pandas.DataFrame:
        """A DataFrame; names of segments become a categorical."""
        import pandas

        return pandas.DataFrame(
            {k: c.pandas() for k, c in self._columns.items()}, copy=False
        )

    def to_polars(self) -> polars.DataFrame:
        """A polars DataFrame, through Arrow."""
        import polars

        return polars.DataFrame(self)

    def __arrow_c_stream__(self, requested_schema: object = None) -> CapsuleType:
        """The table as an Arrow C stream of one batch that shares our memory."""
        return _core.arrow_export(struct_of(self._columns), None)

    def _shown(self) -> tuple[list[list[str]], str]:
        """Each column's name and first values as text, and what is not shown."""
        first = self.head(SHOWN)
        texts = [[name, *_texts(first[name])] for name in self._columns]
        return texts, f"{len(self)} rows" if len(self) > SHOWN else ""

    def __repr__(self) -> str:
        texts, more = self._shown()
        widths = [max(map(len, column)) for column in texts]
        sides = [_is_number(column) for column in self._columns.values()]
        lines = [
            "  ".join(
                text.rjust(width) if right else text.ljust(width)
                for text, width, right in zip(row, widths, sides, strict=True)
            ).rstrip()
            for row in zip(*texts, strict=True)
        ]
        return "\n".join([*lines, f"... {more}"] if more else lines)

    def _repr_html_(self) -> str:
        texts, more = self._shown()
        sides = [
            "right" if _is_number(column) else "left" for column in self._columns.values()
        ]
        rows = [
            "".join(
                f'<{tag} style="text-align: {side}">{html.escape(text)}</{tag}>'
                for text, side in zip(row, sides, strict=True)
            )
            for tag, row in zip(
                ["th"] + ["td"] * SHOWN, zip(*texts, strict=True), strict=False
            )
        ]
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        return f"<table>{body}</table>" + (f"<p>{more}</p>" if more else "")


class Tabled(ABC):
    """What hands on its table, and is not pickled itself."""

    @property
    @abstractmethod
    def table(self) -> Table:
        """The table."""

    def to_pandas(self) -> pandas.DataFrame:
        """The table as a DataFrame."""
        return self.table.to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """The table as a polars DataFrame."""
        return self.table.to_polars()

    def __arrow_c_stream__(self, requested_schema: object = None) -> CapsuleType:
        """The table as an Arrow C stream."""
        return self.table.__arrow_c_stream__(requested_schema)

    def __reduce__(self) -> Any:
        name = type(self).__name__.lower()
        raise TypeError(f"{name} are not pickled: keep their table, or to_pandas()")

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


SHOWN = 20


def _is_number(column: Column) -> bool:
    return isinstance(column, Numbers) and column.values.dtype.kind in "iuf"


def _digits(values: Array) -> int:
    """Digits after the point that tell the values of a column apart.

    >>> [_digits(np.array(v)) for v in ([2e7, 1], [431.5], [0.5, 3], [0.004, 0.002])]
    [1, 2, 4, 6]
    """
    known = np.abs(values[np.isfinite(values)])
    if (known == np.floor(known)).all():
        return 1
    largest = known.max()
    return (
        2
        if largest >= 100
        else 4
        if largest >= 1
        else int(min(3 - np.log10(largest) // 1, 9))
    )


def _significant(value: float) -> str:
    """Four digits that count, more before the point.

    >>> [_significant(x) for x in (12345.6, 0.0123456, 2e-12, -0.5, 0.0, np.nan)]
    ['12346', '0.01235', '2.000e-12', '-0.5000', '0', 'nan']
    """
    if value == 0 or not np.isfinite(value):
        return f"{value:.0f}"
    power = int(np.log10(abs(value)) // 1)
    return f"{value:.3e}" if power < -5 else f"{value:.{max(3 - power, 0)}f}"


def _texts(values: Array) -> list[str]:
    """The values of a column as a person reads them.

    As many digits after the point for all, unless two would not be left of the least.

    >>> _texts(np.array([0.25, 3.5])), _texts(np.array([0.0007, 3.5]))
    (['0.2500', '3.5000'], ['0.0007000', '3.500'])
    """
    if values.dtype.kind == "f":
        digits, known = _digits(values), np.abs(values[np.isfinite(values)])
        if (known[known > 0] < 10.0 ** (1 - digits)).any():
            return [_significant(value) for value in values.tolist()]
        return [f"{value:.{digits}f}" for value in values.tolist()]
    return [_cell(value) for value in values.tolist()]


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_cell, value))
    return f"{value:.4g}" if isinstance(value, float) else str(value)
