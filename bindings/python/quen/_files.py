"""Files of other software become a log."""

from __future__ import annotations

import codecs
import datetime as dt
import numbers
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Literal

from quen import _core
from quen._bytes import Source, Tell, reading
from quen._excel import Sheet
from quen._figures import Figured
from quen._keys import Key, rules_of
from quen._link import Linked
from quen._options import named_of, options_of
from quen._profile import Profile, profile_of
from quen._report import ImportReport, report_of, warn_of_many
from quen._run import Progress, running
from quen._time import Offset
from quen._where import Rows, filters_of
from quen._zone import native_zone

if TYPE_CHECKING:
    from typing import Self

    from typing_extensions import CapsuleType

CustomerKind = Literal["text", "whole", "phone", "email", "name"]
Open = Callable[[Tell], AbstractContextManager[Callable[[], bytes]]]

_ROLES = ("item", "time", "clock", "customer", "order", "amount", "price", "quantity")
_ENCODINGS = {
    "utf-8": "utf8",
    "utf-8-sig": "utf8",
    "utf-16": "utf16",
    "utf-16-le": "utf16",
    "utf-16-be": "utf16",
    "cp1252": "windows1252",
    "cp1258": "windows1258",
    "iso8859-1": "latin1",
}


# ---- options ----


def _encoding(name: str | None) -> str | None:
    """The library's name of an encoding, of any that Python has for it."""
    if name is None:
        return None
    try:
        return _ENCODINGS[codecs.lookup(name).name]
    except (LookupError, TypeError):
        raise ValueError(
            f"encoding must be one of {', '.join(_ENCODINGS)} or None, not {name!r}"
        ) from None


def _separator(separator: str | None) -> int | None:
    if separator is None:
        return None
    if not isinstance(separator, str) or len(separator) != 1:
        raise ValueError(
            "separator must be one character, ' ' for runs of blanks, or None, not "
            f"{separator!r}"
        )
    return ord(separator)


def csv_options(
    encoding: str | None = None,
    separator: str | None = None,
    quoting: str | None = None,
    skip_lines: int | None = None,
    header: bool = True,
) -> dict[str, Any]:
    """How a file is written, as the library takes it."""
    return {
        "encoding": _encoding(encoding),
        "separator": _separator(separator),
        "quoting": quoting,
        "skip_lines": skip_lines,
        "no_header": not header,
    }


def _digits(keys: tuple[Key, ...] | None) -> tuple[Key, ...] | None:
    """Keys of a file are text: a number means its digits."""
    if keys is None:
        return None
    return tuple(str(key) if isinstance(key, numbers.Integral) else key for key in keys)


def _given_or_default(options: dict[str, Any], field: str) -> int:
    given = options[field]
    return int(_core.defaults("import")[field] if given is None else given)


class Files(Figured, Linked):
    """What makes a log of a file: a base of :class:`Orders`."""

    _imported: ImportReport | None = None

    if TYPE_CHECKING:

        @classmethod
        def _of(
            cls,
            handle: CapsuleType,
            quantity_decimals: int,
            zone: str | dt.tzinfo | None,
        ) -> Self: ...

    @property
    def imported(self) -> ImportReport | None:
        """What became of the rows of the file that the log was made from.

        None where it was not made by :meth:`from_csv` or :meth:`from_excel`.
        """
        return self._imported

    @classmethod
    def from_csv(
        cls,
        path: Source,
        *,
        item: str | None = None,
        time: str | None = None,
        clock: str | None = None,
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
        skip_bad: bool = False,
        profile: str | Profile | None = None,
        saved: str | None = None,
        encoding: str | None = None,
        separator: str | None = None,
        quoting: Literal["find", "standard", "none"] | None = None,
        skip_lines: int | None = None,
        header: bool = True,
        returns: Literal["no_visit", "visit"] | None = None,
        nobody: Iterable[Key] | None = None,
        n_jobs: int | None = None,
        progress: Progress = False,
    ) -> Self:
        """Read a file that a till, a web shop or a spreadsheet wrote.

        How the file is written, which column is what and how columns are written is
        found, told (:attr:`imported`), or refused with both readings and what to say.
        docs/import.md has an example of each shape.

        Parameters
        ----------
        path
            A path, or a file of bytes; plain or gzipped.
        item, time, customer, order, amount, price, quantity
            Names of columns, as in ``from_table``. None is named: the header is held
            against the profiles that are compiled in.
        clock
            The column of times of day, where ``time`` is one of days.
        decimals, quantity_decimals, currency, utc_offset
            As in ``from_table``. Money is computed from the digits, never through floats;
            a quantity that needs more decimals is refused. None: the profile's, or what
            the file shows.
        zone
            The clock of times without a zone as a place, "Europe/Paris" or a
            ``tzinfo``, summer time included; days and hours go by it. Not with
            ``utc_offset``.
        time_format, thousands, decimal_mark
            As in ``from_table``. None: the profile's, or learned from the whole column.
        customer_kind : {"text", "whole", "phone", "email", "name"}
            What customers are: text as it stands; whole numbers, 17850 and 17850.0 alike;
            telephone numbers, e-mail addresses and names, as ``parse_phone()`` and the
            like spell them. None: the profile's, or text.
        country
            Of telephone numbers without a country's code: "VN".
        where, drop : dict
            Of columns the value, or the values, of rows that stay, or go:
            ``where={"event_type": "purchase"}``.
        fill_down
            Empty cells of order, customer and time repeat the row above where order and
            time are equal or empty too. None: as the profile says, or no.
        skip_bad
            Leave bad rows out and count them (``imported.reasons``); a warning says so
            where they are more than 1 %. Else the first is an error.
        profile
            What the file looks like: a name of ``Profile.names()``, or a
            :class:`Profile`. None: found by the header if no column is named.
        saved
            ``imported.saved`` of an earlier file of the same kind, for what this one
            leaves open.
        encoding, separator, quoting, skip_lines
            "utf-8", "utf-16", "cp1252", "cp1258" or "latin-1"; a character, " " for runs
            of blanks; "standard" or "none"; lines in front of the header. None: found.
        header
            False: there is none, and columns are called "1", "2" and so on.
        returns, nobody, n_jobs, progress
            As in ``from_table``. Keys are text, and a number in ``nobody`` means its
            digits.

        Raises
        ------
        ValueError
            What is wrong with the file, or in doubt: the sentence names line, column,
            value and what to say. Nothing is read halfway.

        >>> import io
        >>> from quen import Orders
        >>> file = io.BytesIO(b"Bill;Item;When;Paid\\n1;Tea;31/03/2026;1.250,50\\n")
        >>> orders = Orders.from_csv(
        ...     file, order="Bill", item="Item", time="When", amount="Paid")
        >>> orders.revenue, orders.first.date().isoformat(), orders.imported
        (Decimal('1250.50'), '2026-03-31', ImportReport(rows=1, kept=1))
        """
        return cls._import(
            lambda tell: reading(path, tell),
            csv_options(encoding, separator, quoting, skip_lines, header),
            None,
            n_jobs,
            progress,
            item=item,
            time=time,
            clock=clock,
            customer=customer,
            order=order,
            amount=amount,
            price=price,
            quantity=quantity,
            decimals=decimals,
            quantity_decimals=quantity_decimals,
            currency=currency,
            utc_offset=utc_offset,
            zone=zone,
            time_format=time_format,
            thousands=thousands,
            decimal_mark=decimal_mark,
            customer_kind=customer_kind,
            country=country,
            where=where,
            drop=drop,
            fill_down=fill_down,
            skip_bad=skip_bad,
            profile=profile,
            saved=saved,
            returns=returns,
            nobody=nobody,
        )

    @classmethod
    def from_excel(
        cls,
        path: Source,
        *,
        sheet: str | int | None = None,
        item: str | None = None,
        time: str | None = None,
        clock: str | None = None,
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
        skip_bad: bool = False,
        profile: str | Profile | None = None,
        saved: str | None = None,
        skip_lines: int | None = None,
        header: bool = True,
        returns: Literal["no_visit", "visit"] | None = None,
        nobody: Iterable[Key] | None = None,
        n_jobs: int | None = None,
        progress: Progress = False,
    ) -> Self:
        """Read a sheet of a workbook (.xlsx, .xlsb, .xls, .ods), by python-calamine.

        The first, or ``sheet``: a name, or a number from 0. Cells are read as
        :meth:`from_csv` would read exact text of them: numbers by their shortest digits,
        times as ISO, texts as they stand, but for line ends, which become blanks. Numbers
        of lines in sentences are those of the sheet's rows. All else is as there.

        ``pip install python-calamine`` brings what reads workbooks.
        """
        opened = Sheet(path, sheet)
        return cls._import(
            opened.reading,
            csv_options("utf-8", ",", "standard", skip_lines, header),
            opened.name,
            n_jobs,
            progress,
            item=item,
            time=time,
            clock=clock,
            customer=customer,
            order=order,
            amount=amount,
            price=price,
            quantity=quantity,
            decimals=decimals,
            quantity_decimals=quantity_decimals,
            currency=currency,
            utc_offset=utc_offset,
            zone=zone,
            time_format=time_format,
            thousands=thousands,
            decimal_mark=decimal_mark,
            customer_kind=customer_kind,
            country=country,
            where=where,
            drop=drop,
            fill_down=fill_down,
            skip_bad=skip_bad,
            profile=profile,
            saved=saved,
            returns=returns,
            nobody=nobody,
        )

    @classmethod
    def _import(
        cls,
        open_source: Open,
        csv: dict[str, Any],
        sheet: str | None,
        n_jobs: int | None,
        progress: Progress,
        *,
        zone: str | dt.tzinfo | None,
        where: Rows | None,
        drop: Rows | None,
        profile: str | Profile | None,
        returns: Literal["no_visit", "visit"] | None,
        nobody: Iterable[Key] | None,
        **keywords: Any,
    ) -> Self:
        named_of({role: keywords[role] for role in _ROLES})
        options, shown = options_of(**keywords), profile_of(profile)
        rules, keys = rules_of(returns, nobody)
        everything = (
            options,
            csv,
            rules,
            _digits(keys),
            filters_of(where, drop),
            native_zone(zone, keywords["utc_offset"]),
            None if shown is None else shown._handle,
        )
        with running(n_jobs, progress) as run, open_source(run[1]) as read:
            handle, told = _core.import_orders(read, everything, run)
            _core.orders_finish(handle, run)
        self = cls._of(handle, _given_or_default(options, "quantity_decimals"), zone)
        self._imported = report_of(told, shown, sheet)
        warn_of_many(told)
        return self
