"""What is known of customers beside their orders: a table with a row for each of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from quen._input import column_of_values, texts_of
from quen._table import Array, Numbers, Text, bits_of


def _columns(table: Any, called: str) -> dict[str, Any]:
    if hasattr(table, "fetchnumpy"):  # a relation of DuckDB
        table = table.fetchnumpy()
    names = getattr(table, "column_names", None) or getattr(table, "columns", None)
    if names is None:
        if not isinstance(table, Mapping):
            raise TypeError(f"{called}: not a table: {type(table).__name__}")
        names = list(table)
    return {str(name): table[name] for name in names}


def _array(values: Any) -> Array:
    array = values.to_numpy() if hasattr(values, "to_numpy") else values
    if isinstance(array, np.ma.MaskedArray):  # of DuckDB's: nulls
        values = array.tolist()
        is_number = array.dtype.kind in "iuf"
        return np.array([np.nan if v is None and is_number else v for v in values])
    return np.asarray(array)


def _keys(values: Any, called: str) -> Any:
    """A packed column of keys; a float is the whole number it stands for, NaN none."""
    array = _array(values)
    known = ~np.isnan(array) if array.dtype.kind == "f" else np.array(False)
    if known.any() and (np.mod(array[known], 1) == 0).all():
        numbers = np.where(known, array, 0).astype(np.int64)
        return numbers, None if known.all() else bits_of(known)
    if array.dtype.kind in "iu":
        return np.ascontiguousarray(array, np.int64), None
    column = column_of_values(array.tolist())
    if isinstance(column, Text):
        return column.data, column.offsets, column.valid
    if isinstance(column, Numbers) and column.values.dtype == np.int64:
        return column.values, column.valid
    raise TypeError(f"{called}: keys are numbers or text, not {array.dtype}")


def attributes_of(
    table: Any, on: str, max_levels: int | None, called: str = "attributes"
) -> list[Any] | None:
    """Numbers as they are, all else as categories, for the native functions.

    ``called``: what sentences call the table.
    """
    if table is None:
        return None
    columns = _columns(table, called)
    if on not in columns:
        raise ValueError(f'{called}: no column "{on}"; the columns are {list(columns)}')
    keys = _keys(columns.pop(on), called)
    attributes: list[Any] = []
    for name, values in columns.items():
        array = _array(values)
        if array.dtype.kind in "biuf":
            numbers = np.ascontiguousarray(array, np.float64)
            attributes.append((name, None, keys, numbers, None, 0))
        else:
            texts = texts_of(array.tolist())
            known = (texts.data, texts.offsets, texts.valid)
            attributes.append((name, None, keys, None, known, max_levels or 0))
    return attributes
