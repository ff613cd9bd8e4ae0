"""Texts that mean the same made one: keys of customers, and normal forms."""

from __future__ import annotations

import numbers
from collections.abc import Iterable
from typing import Any, Literal, TypeAlias, overload

from quen import _core
from quen._options import in_keywords, options_of

Text: TypeAlias = str | float | None
"""A cell: what is no text is taken as it is written; None and NaN stay None."""


def _cell(value: Any) -> str | None:
    if isinstance(value, str):
        return value
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, numbers.Real) and not isinstance(value, bool):
        return str(value) if value == value else None
    raise TypeError(f"a text is a str, a number or None, not {value!r}")


def _is_one(text: Any) -> bool:
    return isinstance(text, (str, numbers.Real)) or not isinstance(text, Iterable)


def _made(
    noun: str, text: Any, errors: Literal["raise", "none"], **keywords: Any
) -> str | list[str | None] | None:
    """What is made of one text, or of each of many."""
    if errors not in ("raise", "none"):
        raise ValueError(f'errors must be "raise" or "none", not {errors!r}')
    one = _is_one(text)
    cells = [_cell(value) for value in ([text] if one else text)]
    try:
        made = _core.texts(noun, cells, options_of(**keywords))
    except ValueError as error:
        raise ValueError(in_keywords(str(error))) from None
    for row, result in enumerate(made):
        if isinstance(result, tuple):
            if errors == "raise":
                where = "" if one else f"row {row}: "
                raise ValueError(f"{where}{result[0]}: {cells[row]!r}")
            made[row] = None
    answer: str | list[str | None] | None = made[0] if one else made
    return answer


@overload
def parse_phone(  # type: ignore[overload-overlap]
    text: Text, country: str | None = ..., *, errors: Literal["raise", "none"] = ...
) -> str | None: ...
@overload
def parse_phone(
    text: Iterable[Text],
    country: str | None = ...,
    *,
    errors: Literal["raise", "none"] = ...,
) -> list[str | None]: ...
def parse_phone(
    text: Text | Iterable[Text],
    country: str | None = None,
    *,
    errors: Literal["raise", "none"] = "raise",
) -> str | list[str | None] | None:
    """One spelling of a telephone number, E.164's.

    Parameters
    ----------
    text : str or iterable of str
        A number, or a column of them. Numbers that a table read as numbers will do,
        whether they lost a zero or gained ".0". None and NaN stay None.
    country : str, optional
        Where numbers without + or 00 are of: "VN", or a calling code, "84". None: such
        numbers are refused.
    errors : {"raise", "none"}, default "raise"
        What becomes of a text that is refused: a ValueError that says why, or None.

    Returns a str, or a list of them. Several numbers in a cell, extensions and hotlines
    are refused; Vietnam's eleven-digit mobile numbers become today's.

    >>> parse_phone(["0912 345 678", "+84-912-345-678", 912345678.0], "VN")
    ['+84912345678', '+84912345678', '+84912345678']
    >>> parse_phone("01234567890", "VN")
    '+84834567890'
    >>> parse_phone(["1900 1234", "+1 212 555 0123"], "VN", errors="none")
    [None, '+12125550123']
    """
    return _made("phone", text, errors, country=country)


@overload
def parse_email(  # type: ignore[overload-overlap]
    text: Text,
    *,
    fold_gmail: bool | None = ...,
    drop_plus: bool | None = ...,
    errors: Literal["raise", "none"] = ...,
) -> str | None: ...
@overload
def parse_email(
    text: Iterable[Text],
    *,
    fold_gmail: bool | None = ...,
    drop_plus: bool | None = ...,
    errors: Literal["raise", "none"] = ...,
) -> list[str | None]: ...
def parse_email(
    text: Text | Iterable[Text],
    *,
    fold_gmail: bool | None = None,
    drop_plus: bool | None = None,
    errors: Literal["raise", "none"] = "raise",
) -> str | list[str | None] | None:
    """One spelling of an e-mail address: small letters, nothing around it.

    Parameters
    ----------
    text : str or iterable of str
        An address, or a column of them; "mailto:" and "An Le <an@example.com>" will do.
        None and NaN stay None.
    fold_gmail : bool, default False
        Dots before the @ of gmail.com do not count, and googlemail.com is gmail.com.
    drop_plus : bool, default False
        What follows a + before the @ goes.
    errors : {"raise", "none"}, default "raise"
        What becomes of a text that is refused: a ValueError that says why, or None.

    >>> parse_email([" An@Example.com", "mailto:an@example.com"])
    ['an@example.com', 'an@example.com']
    >>> parse_email("A.n+tea@gmail.com", fold_gmail=True, drop_plus=True)
    'an@gmail.com'
    """
    return _made("email", text, errors, fold_gmail=fold_gmail, drop_plus=drop_plus)


@overload
def parse_name(  # type: ignore[overload-overlap]
    text: Text,
    *,
    strip_marks: bool | None = ...,
    any_order: bool | None = ...,
    errors: Literal["raise", "none"] = ...,
) -> str | None: ...
@overload
def parse_name(
    text: Iterable[Text],
    *,
    strip_marks: bool | None = ...,
    any_order: bool | None = ...,
    errors: Literal["raise", "none"] = ...,
) -> list[str | None]: ...
def parse_name(
    text: Text | Iterable[Text],
    *,
    strip_marks: bool | None = None,
    any_order: bool | None = None,
    errors: Literal["raise", "none"] = "raise",
) -> str | list[str | None] | None:
    """A key for a person's name, equal for all its spellings; not to be shown.

    Parameters
    ----------
    text : str or iterable of str
        A name, or a column of them. Case, blanks and the way accents are encoded do not
        count, nor do Anh, Chị, Mr and the like in front. None and NaN stay None.
    strip_marks : bool, default False
        "Bình" and "Binh" are one name, as are "Bình" and "Bính".
    any_order : bool, default False
        Words are sorted: "Nguyễn Mai" and "Mai Nguyễn" are one name.
    errors : {"raise", "none"}, default "raise"
        What becomes of a text that is refused: a ValueError that says why, or None.

    >>> parse_name(["TRẦN BÌNH", "Anh Trần  Bình", "Trần Bính"])
    ['trần bình', 'trần bình', 'trần bính']
    """
    return _made("name", text, errors, strip_marks=strip_marks, any_order=any_order)


@overload
def text_normalize(  # type: ignore[overload-overlap]
    text: Text,
    *,
    fold_case: bool | None = ...,
    strip_marks: bool | None = ...,
    collapse_blanks: bool | None = ...,
    place_tones: bool | None = ...,
    errors: Literal["raise", "none"] = ...,
) -> str | None: ...
@overload
def text_normalize(
    text: Iterable[Text],
    *,
    fold_case: bool | None = ...,
    strip_marks: bool | None = ...,
    collapse_blanks: bool | None = ...,
    place_tones: bool | None = ...,
    errors: Literal["raise", "none"] = ...,
) -> list[str | None]: ...
def text_normalize(
    text: Text | Iterable[Text],
    *,
    fold_case: bool | None = None,
    strip_marks: bool | None = None,
    collapse_blanks: bool | None = None,
    place_tones: bool | None = None,
    errors: Literal["raise", "none"] = "raise",
) -> str | list[str | None] | None:
    """The normal form of a text: NFC always, by Unicode 17, and what is asked for.

    Parameters
    ----------
    text : str or iterable of str
        A text, or a column of them. None and NaN stay None.
    fold_case : bool, default False
        Letters that differ in case become one.
    strip_marks : bool, default False
        Accents, tones and strokes go.
    collapse_blanks : bool, default False
        A run of white space becomes one blank, none stays at the ends; characters without
        width go.
    place_tones : bool, default False
        The tone of a Vietnamese syllable stands over its main vowel: "hòa" becomes "hoà".
    errors : {"raise", "none"}, default "raise"
        What becomes of a text that is refused, for half a surrogate pair: a ValueError,
        or None.

    >>> text_normalize(" Tiếng  Việt", fold_case=True, strip_marks=True,
    ...                collapse_blanks=True)
    'tieng viet'
    >>> text_normalize(["hòa", "thủy", "of"], place_tones=True)
    ['hoà', 'thuỷ', 'of']
    """
    return _made(
        "text",
        text,
        errors,
        fold_case=fold_case,
        strip_marks=strip_marks,
        collapse_blanks=collapse_blanks,
        place_tones=place_tones,
    )
