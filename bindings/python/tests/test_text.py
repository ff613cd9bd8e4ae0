"""Keys of customers and normal forms, of one text and of columns."""

import random
import unicodedata

import numpy as np
import pandas as pd
import polars as pl
import pytest

import quen

NAMES = ["Trần Bình", "Trâ\u0300n Bình", "Tra\u0302\u0300n Bi\u0300nh", "TRẦN BÌNH"]
EMAILS = ["An@Example.com", "an@example.com", "an@example.com ", "AN@EXAMPLE.COM"]
PHONES = [
    "0912345678",
    "+84912345678",
    "84 912 345 678",
    '="0912345678"',
    "'0912345678",
]


def test_spellings_are_one_key():
    assert set(quen.parse_phone(PHONES, country="VN")) == {"+84912345678"}
    assert set(quen.parse_email(EMAILS)) == {"an@example.com"}
    assert set(quen.parse_name(NAMES)) == {"trần bình"}


def test_one_text_gives_one():
    assert quen.parse_phone("0912345678", "VN") == "+84912345678"
    assert quen.parse_email("mailto:an@example.com") == "an@example.com"
    assert quen.parse_name("Chị Hòa") == "hoà"
    assert quen.text_normalize("e\u0301") == "\u00e9"
    assert quen.text_normalize("") == ""


def test_columns_of_any_kind():
    frame = pd.DataFrame({"phone": [*PHONES, None]})
    frame["key"] = quen.parse_phone(frame["phone"], "VN")
    assert frame["key"].nunique() == 1 and frame["key"].isna().sum() == 1
    assert quen.parse_name(pl.Series(NAMES)) == ["trần bình"] * 4
    assert quen.parse_name(np.array(NAMES)) == ["trần bình"] * 4
    assert quen.parse_name(iter(NAMES)) == ["trần bình"] * 4
    assert quen.parse_name([]) == []


def test_numbers_that_a_table_read_as_numbers():
    phones = [912345678, 912345678.0, np.int64(84912345678), np.float64(912345678)]
    assert set(quen.parse_phone(phones, "VN")) == {"+84912345678"}
    assert quen.parse_phone(912345678, "VN") == "+84912345678"
    assert quen.parse_phone(pd.Series([912345678, None]), "VN") == ["+84912345678", None]


def test_what_is_missing_stays_missing():
    missing = [None, float("nan"), np.nan, pd.NA, pd.NaT]
    assert quen.parse_phone(missing) == [None] * 5
    assert quen.parse_name(None) is None
    assert quen.parse_email(float("nan")) is None


def test_what_is_refused_raises_or_is_none():
    with pytest.raises(ValueError, match=r"^a hotline .*: '1900 1234'$"):
        quen.parse_phone("1900 1234", "VN")
    with pytest.raises(ValueError, match=r"^row 1: no @: 'An'$"):
        quen.parse_email(["an@example.com", "An"])
    with pytest.raises(ValueError, match=r"^not UTF-8: "):
        quen.parse_name("An \ud83d")
    assert quen.parse_phone("1900 1234", "VN", errors="none") is None
    assert quen.parse_email(["an@example.com", "An"], errors="none") == [
        "an@example.com",
        None,
    ]


@pytest.mark.parametrize("errors", ["raise", "none"])
def test_settings_are_refused_whatever_the_texts(errors):
    with pytest.raises(ValueError, match="^phone: country is 'XX', neither one of"):
        quen.parse_phone([], "XX", errors=errors)
    with pytest.raises(ValueError, match="^email: fold_gmail is 2, not within 0..1"):
        quen.parse_email("an@example.com", fold_gmail=2, errors=errors)
    with pytest.raises(ValueError, match="^name: any_order is 2, not within 0..1"):
        quen.parse_name("An", any_order=2, errors=errors)
    with pytest.raises(ValueError, match="^text: strip_marks is 2, not within 0..1"):
        quen.text_normalize("An", strip_marks=2, errors=errors)
    with pytest.raises(ValueError, match="^errors must be"):
        quen.parse_name("An", errors="ignore")


@pytest.mark.parametrize("odd", [b"An", True, object(), {"a": 1}.values])
def test_what_is_no_text(odd):
    with pytest.raises(TypeError, match="a text is a str, a number or None, not"):
        quen.parse_name([odd])


def test_settings():
    assert quen.parse_email("A.n+x@gmail.com", fold_gmail=True, drop_plus=True) == (
        "an@gmail.com"
    )
    assert quen.parse_name("Nguyễn Mai", any_order=True) == "mai nguyễn"
    assert quen.parse_name("Đặng Bình", strip_marks=True) == "dang binh"
    assert quen.text_normalize("TIẾNG", fold_case=True) == "tiếng"
    assert quen.text_normalize(" a\u00a0 b", collapse_blanks=True) == "a b"
    assert quen.text_normalize("hòa", place_tones=True) == "hoà"


def test_nfc_is_pythons():
    """Of characters that this Python knows; their marks in any order."""
    known = [c for c in map(chr, range(0x110000)) if unicodedata.category(c) != "Cn"]
    known = [c for c in known if not 0xD800 <= ord(c) < 0xE000]
    marks = [c for c in known if unicodedata.combining(c)]
    draw = random.Random(1)
    texts = [*known, *("".join(draw.choices(known, k=8)) for _ in range(2000))]
    texts += ["a" + "".join(draw.choices(marks, k=k)) for k in range(1, 100)]
    want = [unicodedata.normalize("NFC", text) for text in texts]
    assert quen.text_normalize(texts) == want


def test_long_texts():
    text = "Trâ\u0300n " * 10_000
    assert quen.text_normalize(text, collapse_blanks=True) == ("Trần " * 10_000)[:-1]
    with pytest.raises(ValueError, match="longer than 255 bytes"):
        quen.parse_name(text)
