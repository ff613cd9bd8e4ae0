"""Formats of columns: what is read is what Python's own readers read."""

import datetime as dt
import random
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from quen import Format
from quen._input import arrow_texts

DIRECTIVES = ["%d/%m/%Y %H:%M", "%m/%d/%Y", "%Y-%m-%d %H:%M:%S", "%d %b %Y", "%Y%m%d"]


def moments(n, seed):
    rng = random.Random(seed)
    start = dt.datetime(2019, 1, 1)
    return [start + dt.timedelta(minutes=rng.randrange(3_000_000)) for _ in range(n)]


@pytest.mark.parametrize("directives", DIRECTIVES)
def test_times_are_those_of_strptime(directives):
    texts = [moment.strftime(directives) for moment in moments(200, directives)]
    format = Format.learn(texts)
    expected = [dt.datetime.strptime(text, directives) for text in texts]
    assert format.kind == "time" and format.told.startswith("time: ")
    assert format.read(texts).tolist() == expected
    assert Format.open(format.saved).read(texts[:5]).tolist() == expected[:5]


def test_times_of_a_zone():
    zone = ZoneInfo("America/New_York")
    local = moments(300, 1)
    texts = [moment.strftime("%Y-%m-%d %H:%M") for moment in local]
    expected = [
        m.replace(tzinfo=zone).astimezone(dt.UTC).replace(tzinfo=None) for m in local
    ]
    for given in ("America/New_York", zone):
        assert Format.learn(texts, zone=given).read(texts).tolist() == expected
    hanoi = Format.learn(texts, utc_offset="+07:00").read(texts)
    assert hanoi.tolist() == [m - dt.timedelta(hours=7) for m in local]
    twice = ["2026-11-01 01:30"]
    values, counts = Format.learn(twice, zone=zone).read(twice, return_counts=True)
    assert values[0] == np.datetime64("2026-11-01T05:30") and counts["twice"] == 1
    with pytest.raises(ValueError, match="zone and utc_offset"):
        Format.learn(texts, zone=zone, utc_offset=0)


def written(value, point, comma):
    """A decimal as a country writes it."""
    return f"{value:,.2f}".translate({ord("."): point, ord(","): comma})


@pytest.mark.parametrize(("point", "comma"), [(".", ","), (",", "."), (",", " ")])
def test_money_is_that_of_decimal(point, comma):
    rng = random.Random(comma)
    values = [Decimal(rng.randrange(-(10**9), 10**9)).scaleb(-2) for _ in range(300)]
    texts = [written(value, point, comma) for value in values]
    read = Format.learn(texts, "money").read(texts)
    assert read.tolist() == [int(value.scaleb(2)) for value in values]
    assert Format.learn(texts, "money", decimals=4).decimals == 4
    whole, counts = Format.learn(texts, "money", decimals=0).read(
        texts, return_counts=True
    )
    assert whole.tolist() == [int(v.quantize(1, ROUND_HALF_UP)) for v in values]
    assert counts["rounded"] == sum(value != int(value) for value in values)


def test_what_is_open_is_refused_and_settled():
    days, dong = ["05/03/2026", "03/04/2026"], ["45.000", "29.000"]
    with pytest.raises(ValueError, match=r"5 March.*3 May|2026-03-05.*2026-05-03"):
        Format.learn(days)
    saved = Format.learn(["31/03/2026"]).saved
    assert Format.open(saved).read(days)[0] == np.datetime64("2026-03-05")
    assert Format.learn(days, time_format="%m/%d/%Y").read(days)[0] == np.datetime64(
        "2026-05-03"
    )
    with pytest.raises(ValueError, match=r"45\.000 .*45000.*thousands"):
        Format.learn(dong, "money", decimals=0)
    stated = Format.learn(dong, "money", decimals=0, thousands=".")
    assert stated.read(dong).tolist() == [45000, 29000]
    opened = Format.open(stated.saved, decimals=0)
    assert opened.read(["1.000 ₫", None]).tolist() == [1000, None]


def test_faults():
    times = Format.learn(["31/01/2026", None, "", "01/02/2026"])
    with pytest.raises(ValueError, match=r"row 2: .*'32/01/2026'"):
        times.read([None, "", "32/01/2026"])
    values, counts = times.read(
        ["31/01/2026", None, "x"], errors="none", return_counts=True
    )
    assert np.isnat(values).tolist() == [False, True, True] and counts["faults"] == 1
    with pytest.raises(ValueError, match=r'errors must be "raise" or "none"'):
        times.read([], errors="coerce")
    with pytest.raises(TypeError, match=r"Format\.learn"):
        Format()
    with pytest.raises(ValueError, match="is no saved format"):
        Format.open("money of any sort")


def test_a_column_is_no_text_and_stays_as_it_is():
    times = Format.learn(["31/01/2026"])
    for text in ("31/01/2026", b"31/01/2026"):
        with pytest.raises(TypeError, match=r"of one make a list: \[b?'31/01/2026'\]"):
            times.read(text)
        with pytest.raises(TypeError, match="texts are a column"):
            Format.learn(text)
    with pytest.raises(AttributeError):
        times.decimals = 4
    # the row's own words are not those of the library
    with pytest.raises(ValueError, match="'horizon_s is 3'"):
        times.read(["horizon_s is 3"])


def test_blanks_are_nothing():
    blanks = [" ", None, "", "\t", float("nan")]
    for kind, text in [("time", "31/01/2026"), ("money", "8.50"), ("key", "17")]:
        format = Format.learn([text, *blanks], kind)
        values, counts = format.read([text, *blanks], return_counts=True)
        assert sum(value is not None for value in values.tolist()) == 1
        assert counts["read"] == 1 and counts["faults"] == 0
    texts = Format.learn(["KH1"], "key")
    _, named = texts.read(["KH1", "", None], return_counts=True)
    assert named == {"read": 1, "faults": 0, "rounded": 0, "twice": 0, "skipped": 0}
    assert named.keys() == counts.keys()


def test_keys_and_quantities():
    keys = Format.learn(["17850", "17850.0", None], "key")
    assert keys.is_whole and keys.read(["17850.0", "12"]).tolist() == [17850, 12]
    texts = Format.learn(["007", "KH1"], "key")
    assert not texts.is_whole and texts.read(["007", None]).tolist() == ["007", None]
    pieces = Format.learn(["1,5", "2"], "quantity", decimals=1)
    assert pieces.read(["1,5", "2"]).tolist() == [15, 20]
    assert Format.learn(["1.250", "2.0000"], "quantity", decimals=0).n_decimals == 2
    with pytest.raises(ValueError, match="row 0: .*decimals"):
        pieces.read(["1,25"])
    signs = Format.learn(["$8.00", "-$5.00"], "money")
    assert signs.currency == "$" and signs.read(["-$5.00"]).tolist() == [-500]


def test_other_columns():
    pandas = pytest.importorskip("pandas")
    series = pandas.Series(["31/01/2026", None], dtype="str")
    assert np.isnat(Format.learn(series).read(series)).tolist() == [False, True]
    assert len(Format.learn([]).read([])) == 0
    assert Format.learn([12.5, 3.0], "money").read([12.5]).tolist() == [1250]


def test_nothing_in_any_column_is_nothing():
    """Arrow's null and NumPy's masked were the texts "None" and "--"."""
    arrow, polars = pytest.importorskip("pyarrow"), pytest.importorskip("polars")
    days, numbers = ["31/01/2026", None, "05/02/2026"], [1, None, 3]
    masked = np.ma.masked_array(["31/01/2026", "x", "05/02/2026"], [0, 1, 0])
    columns = [days, masked, polars.Series(days), arrow.array(days)]
    columns += [arrow.chunked_array([days]), arrow.array(days).dictionary_encode()]
    for column in columns:
        assert np.isnat(Format.learn(column).read(column)).tolist() == [0, 1, 0]
        keys, counts = Format.learn(column, "key").read(column, return_counts=True)
        assert keys.tolist() == days and counts["read"] == 2 and len(counts) == 5
    for column in (arrow.array(numbers), np.ma.masked_array([1, 2, 3], [0, 1, 0])):
        keys = Format.learn(column, "key")
        assert keys.is_whole and keys.read(column).tolist() == numbers


def test_columns_of_arrow_are_read_where_they_are():
    arrow, pandas = pytest.importorskip("pyarrow"), pytest.importorskip("pandas")
    days = ["31/01/2026", None, "05/02/2026", "", "06/02/2026"] * 5
    expected = Format.learn(days).read(days)
    kinds = arrow.string(), arrow.large_string(), arrow.string_view()
    for column in [arrow.array(days, kind) for kind in kinds]:
        assert arrow_texts(column).array().tolist() == days
        for part in (slice(None), slice(3, 20), slice(1, 2), slice(0, 0)):
            read = Format.open("time %d/%m/%Y").read(column[part])
            np.testing.assert_array_equal(read, expected[part])
        halves = arrow.chunked_array([column[:7], column[7:7], column[7:]])
        np.testing.assert_array_equal(Format.learn(halves).read(halves), expected)
    series = pandas.Series(days, dtype="str")
    assert arrow_texts(series).array().tolist() == days
    for other in (pandas.Series(["1", 2], dtype=object), arrow.array([1]), days):
        assert arrow_texts(other) is None
    nothing = arrow.array([None, None], arrow.string())
    assert np.isnat(Format.learn(nothing).read(nothing)).all()


def test_bytes_stay():
    assert Format.learn([b"31/01/2026"]).read([b"31/01/2026"])[0] == np.datetime64(
        "2026-01-31"
    )
    keys = [b"KH1", b"\xff\x00"]
    assert Format.learn(keys, "key").read(keys).tolist() == keys


@pytest.mark.parametrize("texts", [{"day": ["1"]}, np.array([["a", "b"]]), np.array("a")])
def test_what_is_no_column_is_refused(texts):
    with pytest.raises(TypeError, match="texts are one column, not "):
        Format.learn(texts)
    with pytest.raises(TypeError, match="texts are one column, not "):
        Format.learn(["31/01/2026"]).read(texts)
