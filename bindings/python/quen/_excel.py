"""Sheets of workbooks as text in rows and columns, each row on a line of its own."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import decimal
import io
import os
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from quen._bytes import BLOCK, Source, Tell
from quen._core import FormatError

_LINE_END = re.compile(r"\r\n?|\n")
_MILLISECOND = 1000  # in microseconds: what spreadsheets keep of a time


def _digits(number: float) -> str:
    """The shortest digits that mean the number, with a point for decimals.

    Of three decimals a fourth is written, so that they are never read as thousands.

    >>> _digits(45.0), _digits(0.1), _digits(1.125), _digits(1e21)
    ('45', '0.1', '1.1250', '1000000000000000000000')
    """
    exact = decimal.Decimal(repr(number)).normalize()
    return format(exact, "f") + ("0" if exact.as_tuple().exponent == -3 else "")


def _clock(moment: dt.datetime) -> str:
    """A time, to the millisecond: days are fractions, whose last digits are noise."""
    moment += dt.timedelta(microseconds=_MILLISECOND // 2)
    moment -= dt.timedelta(microseconds=moment.microsecond % _MILLISECOND)
    return moment.isoformat(sep=" ").removesuffix("000")


def _span(span: dt.timedelta) -> str:
    minutes, seconds = divmod(round(span.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}"


def cell_text(value: Any) -> str:
    """A cell as exact text; line ends within it become blanks.

    >>> cell_text(dt.datetime(2026, 3, 1, 8, 29, 59, 999997)), cell_text(17850.0)
    ('2026-03-01 08:30:00', '17850')
    >>> cell_text(dt.time(9, 30)), cell_text("Tea\\nsmall"), cell_text(True)
    ('09:30:00', 'Tea small', 'TRUE')
    """
    if isinstance(value, str):
        return _LINE_END.sub(" ", value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _digits(value)
    if isinstance(value, dt.datetime):
        return _clock(value)
    if isinstance(value, dt.time):
        return _clock(dt.datetime.combine(dt.date(2000, 1, 1), value))[11:]
    if isinstance(value, dt.timedelta):
        return _span(value)
    return str(value)  # whole numbers, and days, which are ISO


def _calamine() -> Any:
    try:
        import python_calamine
    except ImportError:
        raise ImportError(
            "from_excel reads workbooks by python-calamine, which is not here: "
            "pip install python-calamine"
        ) from None
    return python_calamine


def _choose(book: Any, sheet: str | int | None) -> str:
    """The name of the sheet that is meant."""
    names: list[str] = book.sheet_names
    if sheet is None and names:
        return names[0]
    if isinstance(sheet, int) and 0 <= sheet < len(names):
        return names[sheet]
    if isinstance(sheet, str) and sheet in names:
        return sheet
    raise ValueError(f"sheet: there is no {sheet!r}; the workbook has {names}")


class Sheet:
    """A sheet of a workbook, by name or number, else the first."""

    def __init__(self, path: Source, sheet: str | int | None) -> None:
        calamine = _calamine()
        if isinstance(path, (str, bytes, os.PathLike)):
            path = os.fsdecode(path)
            with open(path, "rb"):  # Python's own exception if it is not there
                pass
        elif not hasattr(path, "read"):
            raise TypeError(
                f"path must be a path or a file of bytes, not {type(path).__name__}"
            )
        try:
            book = calamine.CalamineWorkbook.from_object(path)
            self.name = _choose(book, sheet)
            self._sheet = book.get_sheet_by_name(self.name)
        except calamine.CalamineError as error:
            raise FormatError(
                f"excel: not a workbook that can be read: {error}"
            ) from None

    @contextlib.contextmanager
    def reading(self, tell: Tell) -> Iterator[Callable[[], bytes]]:
        """Blocks of text; the rows' numbers are those of the sheet."""
        blocks = self._blocks(tell)
        yield lambda: next(blocks, b"")

    def _blocks(self, tell: Tell) -> Iterator[bytes]:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        height = self._sheet.total_height
        for number, row in enumerate(self._rows(), 1):
            writer.writerow(row)
            if text.tell() >= BLOCK:
                yield text.getvalue().encode()
                text.seek(0)
                text.truncate()
                if tell:
                    tell("import", min(number / height, 1.0))
        yield text.getvalue().encode()

    def _rows(self) -> Iterator[Iterable[str]]:
        for row in self._sheet.iter_rows():
            yield map(cell_text, row)
