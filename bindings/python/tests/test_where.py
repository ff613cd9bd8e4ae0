"""Rows that are chosen by what a column says."""

import re

import numpy as np
import pytest

from quen._where import filters_of


def test_a_value_or_several() -> None:
    filters = filters_of({"event_type": "purchase"}, {"status": ("void", "test")})
    assert filters == (
        ("event_type", ("purchase",), False),
        ("status", ("void", "test"), True),
    )
    assert filters_of(None, None) == ()


def test_numbers_and_bools_by_their_text() -> None:
    (found,) = filters_of({"c": [True, np.bool_(False), 1, np.int64(-7), 2**70]}, None)
    assert found == ("c", ("true", "1", "false", "0", "1", "-7", str(2**70)), False)
    assert filters_of(None, {"c": False}) == (("c", ("false", "0"), True),)


@pytest.mark.parametrize(
    ("rows", "error", "sentence"),
    [
        ({"c": []}, ValueError, "where['c']: there is no value"),
        ({"c": 1.5}, TypeError, "where['c']: values are texts, whole numbers or bools"),
        ({"c": [None]}, TypeError, "not None"),
        ({"c": b"x"}, TypeError, "not b'x'"),
        ({1: "x"}, TypeError, "where: columns have names, not 1"),
        ("c", TypeError, "where must be a dict of columns and their values, not 'c'"),
    ],
)
def test_what_cannot_choose_is_refused(
    rows: object, error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error, match=re.escape(sentence)):
        filters_of(rows, None)  # type: ignore[arg-type]
