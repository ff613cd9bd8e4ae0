"""Whatever holds order lines, as one Arrow stream; the library reads nothing else."""

from __future__ import annotations

import datetime as dt
import decimal
import importlib.util
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from quen import _core
from quen._table import (
    Array,
    ArrowColumn,
    Column,
    Numbers,
    Text,
    bits_of,
    check_lengths,
    column_of_keys,
    struct_of,
)

if TYPE_CHECKING:
    from typing_extensions import CapsuleType

SQL_ROWS = 65536


# ---- Python values ----


def _is_missing(value: Any) -> bool:
    """Whether it stands for nothing: None, NaN, NaT, pandas.NA or NumPy's masked."""
    if value is None or value is np.ma.masked or type(value).__name__ == "NAType":
        return True
    return isinstance(value, (float, np.floating, dt.date)) and value != value


def _text(value: Any) -> str | bytes | None:
    """A number or a time as text that stands for exactly it."""
    if isinstance(value, (str, bytes)):
        return value
    if hasattr(value, "as_py"):  # a scalar of Arrow's
        return _text(value.as_py())
    if _is_missing(value):
        return None
    if isinstance(value, dt.date):  # times are dates too
        return value.isoformat()
    if isinstance(value, (float, np.floating, decimal.Decimal)):
        return format(decimal.Decimal(str(value)), "f")
    return str(value)


def _amount(value: Any) -> str | bytes | None:
    """The same of money: of three decimals a fourth, so that no thousands are meant."""
    text = _text(value)
    if not isinstance(text, str) or isinstance(value, str):
        return text
    return f"{text}0" if text[-4:-3] == "." else text


def texts_of(values: Iterable[Any]) -> Text:
    """A column of text, even if nothing is known."""
    texts: list[Any] = [_text(value) for value in values]
    column = column_of_keys(_core.pack(texts))
    if isinstance(column, Text):
        return column
    return Text(b"", np.zeros(len(texts) + 1, np.int64), bytes(-(-len(texts) // 8)))


def arrow_texts(values: Any) -> Text | None:
    """Texts of a column of Arrow's, whose bytes are not copied; None if it is none."""
    is_array = hasattr(values, "__arrow_c_array__")
    if not (is_array or hasattr(values, "__arrow_c_stream__")) or not _has("pyarrow"):
        return None
    import pyarrow as pa

    try:
        column = pa.chunked_array([pa.array(values)] if is_array else values)
    except pa.ArrowException:  # a list of pandas', of values of several kinds
        return None
    kinds = pa.string(), pa.large_string(), pa.string_view()
    if column.type not in kinds or not len(column):
        return None
    array = column.cast(pa.large_string()).combine_chunks()
    _, offsets, data = array.buffers()
    marks = np.frombuffer(offsets, np.int64)[array.offset :][: len(array) + 1]
    known = array.is_valid().to_numpy(zero_copy_only=False)
    return Text(data or b"", marks, None if known.all() else bits_of(known))


def _kinds(values: Iterable[Any]) -> set[type]:
    return set(map(type, values)) - {type(None)}


def column_of_values(values: Sequence[Any]) -> Column:
    """A column of a list: numbers, texts, times, decimals, None for nothing."""
    kinds = _kinds(values)
    if not all(issubclass(kind, (int, float, np.number)) for kind in kinds):
        values = [None if _is_missing(value) else value for value in values]
        kinds = _kinds(values)
    if all(issubclass(kind, (int, np.integer, str, bytes)) for kind in kinds):
        return column_of_keys(_core.pack(list(values)))
    if all(issubclass(kind, (int, float, np.number)) for kind in kinds):
        return Numbers(np.array([np.nan if v is None else v for v in values], np.float64))
    return texts_of(values)


def _times(values: Array) -> Array:
    """Times in a unit of Arrow's; others, and steps of several units, in seconds."""
    unit, step = np.datetime_data(values.dtype)
    return values if unit in ("ms", "us", "ns") and step == 1 else values.astype("M8[s]")


def _of_array(values: Array) -> Column:
    if values.ndim != 1:
        raise ValueError(f"a column has 1 dimension, not {values.ndim}")
    if values.dtype.kind not in "iufM":
        return column_of_values(values.tolist())
    valid = None
    if isinstance(values, np.ma.MaskedArray):
        valid = bits_of(~np.ma.getmaskarray(values))
        values = np.asarray(values.data)
    values = values.astype(values.dtype.newbyteorder("="), copy=False)
    return Numbers(_times(values) if values.dtype.kind == "M" else values, valid)


def _column(values: Any) -> Column:
    """A column of an array of NumPy's, or of anything that can be listed."""
    if hasattr(values, "to_numpy"):
        values = values.to_numpy()
    if isinstance(values, np.ndarray):
        return _of_array(values)
    return column_of_values(list(values))


# ---- tables ----


def _select(table: Any, names: Sequence[str]) -> Any:
    """The columns wanted, where a table can give them without copying them."""
    home = type(table).__module__.partition(".")[0]
    there: Any = getattr(table, "column_names", None) or getattr(table, "columns", ())
    there = list(there)
    if any(there.count(name) != 1 for name in names):
        return table  # the library says what is missing, or there twice
    if home == "pandas":
        import pyarrow

        return pyarrow.Table.from_pandas(table, columns=list(names), preserve_index=False)
    if home in ("polars", "pyarrow") and hasattr(table, "select"):
        return table.select(list(names))
    if home in ("duckdb", "_duckdb") and hasattr(table, "project"):
        return table.project(", ".join('"' + n.replace('"', '""') + '"' for n in names))
    return table


def _has(package: str) -> bool:
    return importlib.util.find_spec(package) is not None


def _columns_of(table: Any, names: Sequence[str]) -> dict[str, Column]:
    """The columns of NumPy's records, a mapping, or rows that are mappings."""

    def column(name: str) -> Any:
        if isinstance(table, np.ndarray):
            return table[name]
        return (
            [row.get(name) for row in table] if isinstance(table, list) else table[name]
        )

    if isinstance(table, np.ndarray) and table.dtype.names:
        there = list(table.dtype.names)
    elif isinstance(table, list) and table and isinstance(table[0], Mapping):
        there = list(table[0])
    elif isinstance(table, Mapping) or hasattr(table, "columns"):
        there = list(table)  # of a DataFrame, the names
    else:
        raise TypeError(
            "a table has __arrow_c_stream__, or is a mapping of columns, NumPy's records "
            "or "
            f"a list of dicts, not {type(table).__name__}"
        )
    for name in names:
        if name not in there:
            raise ValueError(f'no column "{name}"; the columns are {list(there)}')
    columns = {name: _column(column(name)) for name in names}
    check_lengths(columns)
    return columns


def stream_of_table(table: Any, names: Sequence[str]) -> CapsuleType:
    """An Arrow stream with these columns at least."""
    is_bare_pandas = type(table).__module__.startswith("pandas.") and not _has("pyarrow")
    if hasattr(table, "__arrow_c_stream__") and not is_bare_pandas:
        stream: CapsuleType = _select(table, names).__arrow_c_stream__()
        return stream
    return _core.arrow_export(struct_of(_columns_of(table, names)), None)


# ---- SQL ----


def _cursor(connection: Any) -> Any:
    """A cursor that does not fetch all rows at once, where the driver has one."""
    if hasattr(connection, "fetchmany"):
        return connection
    home = type(connection).__module__.partition(".")[0]
    if home in ("psycopg", "psycopg2"):
        return connection.cursor(name="quen")
    if home == "pymysql":
        from pymysql.cursors import SSCursor

        return connection.cursor(SSCursor)
    return connection.cursor()


class _Batches:
    """Rows of a cursor as batches of one form, which the first batch decides.

    Money and quantities go as text: what a database calls a number may be an int in one
    row and a float in another. Keys, and times, are numbers or text throughout.
    """

    def __init__(
        self, cursor: Any, names: Sequence[str], roles: Mapping[str, str]
    ) -> None:
        if cursor.description is None:
            raise ValueError("the query gives no rows")
        there = [item[0] for item in cursor.description]
        for name in names:
            if name not in there:
                raise ValueError(f'no column "{name}"; the columns are {there}')
        self.cursor = cursor
        self.places = {name: there.index(name) for name in names}
        self.values = {
            name
            for role, name in roles.items()
            if role in ("amount", "price", "quantity")
        }
        self.times = roles["time"]
        self.numbers: dict[str, bool] = {}

    def _column(self, name: str, values: list[Any]) -> Column:
        if name in self.values:
            values = [_amount(v) for v in values]
        kinds = _kinds(values)
        is_number = bool(kinds) and all(issubclass(k, int) for k in kinds)
        if name == self.times and not is_number:
            values = [_text(v) for v in values]
        expected = self.numbers.setdefault(name, is_number)
        if kinds and expected != is_number:
            raise TypeError(
                f'column "{name}": numbers in some rows, and in others text, or nothing '
                f"in all of the first {SQL_ROWS}; cast it to text"
            )
        if expected or kinds:
            return column_of_keys(_core.pack(values))
        return texts_of(values)  # nothing but None

    def next(self) -> ArrowColumn | None:
        rows = self.cursor.fetchmany(SQL_ROWS)
        return self._batch(rows) if rows else None

    def _batch(self, rows: Iterable[Any]) -> ArrowColumn:
        rows = list(rows)
        places: Iterable[tuple[str, Any]] = self.places.items()
        if rows and isinstance(rows[0], Mapping):
            places = [(name, name) for name in self.places]
        return struct_of({n: self._column(n, [r[i] for r in rows]) for n, i in places})

    def first(self) -> ArrowColumn:
        return self._batch(self.cursor.fetchmany(SQL_ROWS))


def stream_of_sql(
    connection: Any,
    query: str,
    parameters: Any,
    names: Sequence[str],
    roles: Mapping[str, str],
) -> tuple[CapsuleType, Callable[[], None]]:
    """The rows of a query, fetched as they are read; and what closes the cursor."""
    cursor = _cursor(connection)
    cursor.execute(query, *([parameters] if parameters is not None else []))
    batches = _Batches(cursor, names, roles)
    close = cursor.close if cursor is not connection else lambda: None
    return _core.arrow_export(batches.first(), batches.next), close
