"""Results as columns: for NumPy as they are, for pandas, polars and Arrow without a copy."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

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
    "int8": "c", "uint8": "C", "int16": "s", "uint16": "S", "int32": "i", "uint32": "I",
    "int64": "l", "uint64": "L", "float32": "f", "float64": "g",
}  # fmt: skip
_TIMES = {"s": "tss:", "ms": "tsm:", "us": "tsu:", "ns": "tsn:", "D": "tdD"}


class Column(Protocol):
    """What a table is made of."""

    def __len__(self) -> int: ...

    def array(self) -> Array:
        """The values, as NumPy has them."""

    def arrow(self, name: str) -> ArrowColumn:
        """What the native exporter takes."""

    def pandas(self) -> Any:
        """What a DataFrame takes."""


def _bits(flags: Array) -> Array:
    return np.packbits(flags, bitorder="little")


def _nulls(valid: Array | None, size: int) -> int:
    if valid is None:
        return 0
    return size - int(np.unpackbits(valid, count=size, bitorder="little").sum())


class Numbers:
    """Numbers, flags or times; bits of ``valid`` are 0 where there is none."""

    def __init__(self, values: Array, valid: Array | None = None) -> None:
        self.values, self.valid = values, valid

    def __len__(self) -> int:
        return len(self.values)

    def array(self) -> Array:
        return self.values

    def take(self, rows: Array) -> Numbers:
        """Some rows."""
        return Numbers(self.values[rows])

    def pandas(self) -> Array:
        return self.values

    def arrow(self, name: str) -> ArrowColumn:
        values, kind = self.values, self.values.dtype
        nulls, valid, size = _nulls(self.valid, len(values)), self.valid, len(values)
        if kind.kind == "b":
            return name, "b", size, 0, (None, _bits(values)), (), None
        if kind.kind == "M":
            code = _TIMES.get(np.datetime_data(kind)[0])
            missing = np.isnat(values)
            if missing.any():
                nulls, valid = int(missing.sum()), _bits(~missing)
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
        """Some rows, of texts that are all there."""
        sizes = np.diff(self.offsets)[rows]
        marks = np.concatenate(([0], np.cumsum(sizes)))
        places = np.repeat(self.offsets[:-1][rows] - marks[:-1], sizes) + np.arange(marks[-1])
        return Text(self.data[places], marks)

    def _is_utf8(self) -> bool:
        try:
            self.data.tobytes().decode()
        except UnicodeDecodeError:
            return False
        return True

    def array(self) -> Array:
        data, marks = self.data.tobytes(), self.offsets.tolist()
        parts: list[Any] = [data[a:b] for a, b in zip(marks, marks[1:], strict=False)]
        if self._is_utf8():
            parts = [part.decode() for part in parts]
        if self.valid is not None:
            known = np.unpackbits(self.valid, count=len(self), bitorder="little")
            parts = [p if k else None for p, k in zip(parts, known, strict=True)]
        out = np.empty(len(parts), object)
        out[:] = parts
        return out

    def pandas(self) -> Array:
        return self.array()

    def arrow(self, name: str) -> ArrowColumn:
        nulls = _nulls(self.valid, len(self))
        code = "U" if self._is_utf8() else "Z"
        return name, code, len(self), nulls, (self.valid, self.offsets, self.data), (), None


class Category:
    """Few names, many rows."""

    def __init__(self, codes: Array, names: Sequence[str]) -> None:
        self.codes, self.names = codes, tuple(names)

    def __len__(self) -> int:
        return len(self.codes)

    def array(self) -> Array:
        return np.array(self.names, object)[self.codes]

    def pandas(self) -> Any:
        import pandas

        return pandas.Categorical.from_codes(self.codes.astype(np.int64), list(self.names))

    def arrow(self, name: str) -> ArrowColumn:
        code = _FORMATS[self.codes.dtype.name]
        names = column_of(list(self.names)).arrow("")
        return name, code, len(self), 0, (None, np.ascontiguousarray(self.codes)), (), names


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
    """A column of an array, or of a list of int, str or bytes."""
    if isinstance(values, (Numbers, Text, Category, Lists)):
        return values
    array = values if isinstance(values, np.ndarray) else None
    if array is not None and array.dtype.kind in "biufM":
        return Numbers(array)
    return column_of_keys(_core.pack(list(values)))


def struct_of(columns: Mapping[str, Column]) -> ArrowColumn:
    """The columns as the one struct that a stream's batch is."""
    size = len(next(iter(columns.values()))) if columns else 0
    fields = tuple(column.arrow(name) for name, column in columns.items())
    return "", "+s", size, 0, (None,), fields, None


class Table:
    """Columns of equal length with names.

    A table is what questions are answered with. ``table["item"]`` is a NumPy array;
    ``to_pandas()``, ``to_polars()`` and the Arrow protocol (``__arrow_c_stream__``, that
    pyarrow, polars, DuckDB and others read) hand it on; notebooks show it as HTML.

    >>> table = Table({"item": ["Latte", "Mocha"], "score": np.array([2.0, 0.5])})
    >>> table["item"][0], len(table), table.columns
    ('Latte', 2, ('item', 'score'))
    >>> print(table)
    item   score
    Latte  2.0
    Mocha  0.5
    """

    def __init__(self, columns: Mapping[str, Any]) -> None:
        self._columns = {name: column_of(values) for name, values in columns.items()}
        if len({len(column) for column in self._columns.values()}) > 1:
            sizes = {name: len(column) for name, column in self._columns.items()}
            raise ValueError(f"columns of different lengths: {sizes}")

    @property
    def columns(self) -> tuple[str, ...]:
        """The names."""
        return tuple(self._columns)

    def __len__(self) -> int:
        return len(next(iter(self._columns.values()))) if self._columns else 0

    def __getitem__(self, name: str) -> Array:
        return self._columns[name].array()

    def __contains__(self, name: object) -> bool:
        return name in self._columns

    def _rows(self, n: int) -> Iterator[tuple[Any, ...]]:
        arrays = [column.array() for column in self._columns.values()]
        for i in range(min(n, len(self))):
            yield tuple(array[i] for array in arrays)

    def to_dicts(self) -> list[dict[str, Any]]:
        """A dict for each row, of plain Python values."""
        lists = [column.array().tolist() for column in self._columns.values()]
        return [dict(zip(self._columns, row, strict=True)) for row in zip(*lists, strict=True)]

    def to_pandas(self) -> pandas.DataFrame:
        """A DataFrame; names of segments become a categorical."""
        import pandas

        return pandas.DataFrame({k: c.pandas() for k, c in self._columns.items()}, copy=False)

    def to_polars(self) -> polars.DataFrame:
        """A polars DataFrame, through Arrow."""
        import polars

        return polars.DataFrame(self)

    def __arrow_c_stream__(self, requested_schema: object = None) -> CapsuleType:
        """The table as an Arrow C stream of one batch that shares our memory."""
        return _core.arrow_export(struct_of(self._columns), None)

    def __repr__(self) -> str:
        shown = [tuple(map(_cell, row)) for row in self._rows(10)]
        lines = [self.columns, *shown]
        widths = [max(map(len, texts)) for texts in zip(*lines, strict=True)]
        text = "\n".join(
            "  ".join(t.ljust(w) for t, w in zip(line, widths, strict=True)).rstrip()
            for line in lines
        )
        return text if len(self) <= 10 else f"{text}\n... {len(self)} rows"

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(_cell(v))}</td>" for v in row) + "</tr>"
            for row in self._rows(10)
        )
        more = f"<p>{len(self)} rows</p>" if len(self) > 10 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(value: Any) -> str:
    """A value as a person reads it: money in full, other numbers to six digits.

    >>> [_cell(v) for v in (17520000.0, 8621434.934, 0.0414228, 3, "An", ["x", 0.25])]
    ['17520000.0', '8621434.93', '0.0414228', '3', 'An', 'x, 0.25']
    """
    if isinstance(value, list):
        return ", ".join(map(_cell, value))
    if not isinstance(value, (float, np.floating)):
        return str(value)
    number = float(value)
    if number.is_integer() and abs(number) < 1e15:
        return f"{number:.1f}"
    return f"{number:.2f}" if 1e5 <= abs(number) < 1e15 else f"{number:.6g}"
