"""What the native module answers to hostile callers: a sentence, and never a crash."""

import os
import subprocess
import sys
import textwrap
import threading

import numpy as np
import pytest

import quen
from quen import _core

ROLES = {"customer": "c", "item": "i", "time": "t", "amount": "a"}
ROWS = {
    "c": ["An", "Bình", "An"], "i": ["x", "y", "y"],
    "t": ["2026-01-05", "2026-02-01", "2026-02-03"], "a": [1.5, 2.0, 2.5],
}  # fmt: skip
POINTS = np.random.default_rng(0).normal(size=(50, 3))
NOTHING = np.zeros(0, np.uint32)


def log(**columns):
    return quen.Orders.from_table({**ROWS, **columns}, **ROLES)


def test_sentences_of_broken_text(tmp_path):
    """A sentence quotes what it refuses: bytes that are no text, or half a character."""
    for value in (b"\xff\xfe", ("ễ" * 300).encode()):
        path = tmp_path / "orders.csv"
        path.write_bytes(b"c,i,t,a\nAn,x," + value + b",1.5\n")
        with pytest.raises(ValueError, match='row 0, column "t"') as caught:
            quen.Orders.from_csv(path, **ROLES)
        assert not isinstance(caught.value, UnicodeError)
    nowhere = os.fsdecode(b"/nowhere/\xff.csv")
    with pytest.raises(FileNotFoundError, match="cannot open") as caught:
        quen.Orders.from_csv(nowhere, **ROLES)
    assert caught.value.filename == nowhere
    with pytest.raises(FileNotFoundError):
        quen.Rfm.open(nowhere)


def test_as_many_attributes_as_the_library_takes():
    numbers = {f"n{i}": [1.0, 2.0] for i in range(500)}
    texts = {f"t{i}": ["a", "b"] for i in range(100)}
    known = {"customer": ["An", "Bình"], **numbers, **texts}
    assert len(quen.Features(log(), attributes=known).names) > 600


def test_matrices_without_rows_or_width():
    with pytest.raises(ValueError, match="negative number of rows"):
        quen.ItemCF().fit(([], [], None))
    with pytest.raises(ValueError, match="negative number of rows"):
        _core.itemcf_fit_csr((1, -1), np.zeros(2, np.uint64), NOTHING, None, {}, None)
    model = quen.ItemCF().fit(([0, 2, 4], [0, 1, 0, 2], None))
    with pytest.raises(TypeError, match="items of 0 bytes, not 32"):
        _core.itemcf_ask(model._handle, "similar", 1, (True, False, None, None), np.empty(3, "V0"))


class Stream:
    def __init__(self, capsule):
        self.capsule = capsule

    def __arrow_c_stream__(self, requested_schema=None):
        return self.capsule


def test_capsules_are_streams():
    for capsule in (None, 17, log()._handle):
        with pytest.raises(TypeError, match="must return a capsule"):
            quen.Orders.from_table(Stream(capsule), **ROLES)


def test_a_stream_is_read_by_one_thread():
    import pyarrow

    def read(capsule, done):
        try:
            done.append(len(quen.Orders.from_table(Stream(capsule), **ROLES)))
        except ValueError as error:
            assert "read already" in str(error)

    for _ in range(20):
        capsule, done = pyarrow.table({n: v * 5000 for n, v in ROWS.items()}).__arrow_c_stream__(), []
        threads = [threading.Thread(target=read, args=(capsule, done)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert done == [15000]
