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
    "c": ["An", "Bình", "An"],
    "i": ["x", "y", "y"],
    "t": ["2026-01-05", "2026-02-01", "2026-02-03"],
    "a": [1.5, 2.0, 2.5],
}
POINTS = np.random.default_rng(0).normal(size=(50, 3))
NOTHING = np.zeros(0, np.uint32)


def log(**columns):
    return quen.Orders.from_table({**ROWS, **columns}, **ROLES)


def test_sentences_of_broken_text(tmp_path):
    """A sentence quotes what it refuses: bytes that are no text, or half a character."""
    for value in (b"\xff\xfe", ("ễ" * 300).encode()):
        path = tmp_path / "orders.csv"
        path.write_bytes(b"c,i,t,a\nAn,x," + value + b",1.5\n")
        with pytest.raises(ValueError, match="column 't': .* in row 2") as caught:
            quen.Orders.from_csv(path, **ROLES)
        assert not isinstance(caught.value, UnicodeError)
    nowhere = os.fsdecode(b"/nowhere/\xff.csv")
    with pytest.raises(FileNotFoundError) as caught:
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
        chosen = True, False, None, None
        _core.itemcf_ask(model._handle, "similar", 1, chosen, np.empty(3, "V0"))


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
        table = pyarrow.table({n: v * 5000 for n, v in ROWS.items()})
        capsule, done = table.__arrow_c_stream__(), []
        threads = [threading.Thread(target=read, args=(capsule, done)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert done == [15000]


class Fickle:
    """A number the first time it is asked."""

    asked = False

    def __index__(self):
        if self.asked:
            raise RuntimeError("not again")
        self.asked = True
        return 5


class Clearing:
    """A number that empties the list it is in."""

    def __init__(self, keys):
        self.keys = keys

    def __index__(self):
        self.keys.clear()
        return 1


def test_keys_of_odd_classes():
    with pytest.raises(RuntimeError, match="not again"):
        _core.pack([Fickle()])
    numbered = log(c=[1, 2, 1])._handle
    for function in (_core.pack, lambda keys: _core.find(numbered, "customers", keys)):
        keys = []
        keys.extend(Clearing(keys) for _ in range(50))
        assert len(function(keys)) > 0


@pytest.mark.parametrize(
    ("noun", "sentence"),
    [
        (
            lambda: quen.KMeans("3").fit(POINTS),
            "n_clusters must be a whole number, not '3'",
        ),
        (
            lambda: quen.KMeans(1.5).fit(POINTS),
            "n_clusters must be a whole number, not 1.5",
        ),
        (lambda: quen.KMeans(2, tol="0").fit(POINTS), "tol must be a number, not '0'"),
        (lambda: quen.Rfm(0, r_cuts=[1, 2]).fit(log()), "bins is 0, not within 2..10"),
        (lambda: quen.Rfm(segments="eleven\0").fit(log()), "segments must be one of"),
        (lambda: quen.Rfm(n_jobs=2**32 + 1).fit(log()), "within 1..256, not 4294967297"),
        (lambda: quen.Rfm(n_jobs=2**70).fit(log()), "within 1..256, not 1180591620"),
    ],
)
def test_parameters_are_named(noun, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        noun()


def in_a_process(body):
    """Run Python in a process of its own, which must end well."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(body)],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


SUBINTERPRETER = """
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
from quen import _core
code = f'''
from importlib.util import module_from_spec, spec_from_file_location
spec = spec_from_file_location("quen._core", {_core.__file__!r})
try:
    spec.loader.exec_module(module_from_spec(spec))
except ImportError as error:
    print(error, flush=True)
'''
interpreters.run_string(interpreters.create(), code)
"""


@pytest.mark.slow
def test_one_interpreter():
    assert "main interpreter alone" in in_a_process(SUBINTERPRETER)


@pytest.mark.slow
def test_exit_while_a_daemon_fits():
    out = in_a_process(
        """
        import threading, time
        import numpy as np
        from quen import _core
        x, begun = np.random.default_rng(0).normal(size=(300_000, 16)), threading.Event()
        options = {"k": 50, "max_iter": 1000, "n_init": 20}
        run = 2, lambda stage, fraction: begun.set()
        fit = lambda: _core.kmeans_fit(x, options, None, None, run)
        threading.Thread(target=fit, daemon=True).start()
        begun.wait(30)
        print("leaving")
        """
    )
    assert out == "leaving\n"


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_fork_while_a_thread_fits():
    in_a_process(
        """
        import os, threading, warnings
        import numpy as np
        from quen import _core
        warnings.simplefilter("ignore")
        x, begun = np.random.default_rng(0).normal(size=(100_000, 16)), threading.Event()
        def fit(rows, run):
            return _core.kmeans_fit(rows, {"k": 20, "n_init": 2}, None, None, run)
        run = 2, lambda stage, fraction: begun.set()
        thread = threading.Thread(target=fit, args=(x, run))
        thread.start()
        begun.wait(30)
        child = os.fork()
        if child == 0:
            fit(x[:500].copy(), (2, None))
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
        thread.join()
        """
    )


@pytest.mark.slow
def test_progress_stops_at_every_step():
    """Whichever report raises, what it raised comes out, and nothing else."""
    rows = {n: (v * 30000)[:80000] for n, v in ROWS.items()}
    orders = quen.Orders.from_table(rows, **ROLES)
    calls = {
        "read": lambda p: quen.Orders.from_table(rows, **ROLES, progress=p),
        "concat": lambda p: quen.Orders.concat([orders, orders], progress=p),
        "itemcf": lambda p: quen.ItemCF(n_jobs=2).fit(orders, progress=p),
        "shop": lambda p: quen.Shop.train(orders, n_jobs=2, progress=p),
        "kmeans": lambda p: quen.KMeans(5, n_jobs=2).fit(POINTS, progress=p),
    }

    class Stop(Exception):
        pass

    for call in calls.values():
        for last in range(1, 12):
            told = []

            def stop(stage, fraction, told=told, last=last):
                told.append(stage)
                if len(told) == last:
                    raise Stop(stage)

            try:
                call(stop)
            except Stop:
                assert len(told) == last
            else:
                assert len(told) < last


def test_no_moment():
    for moment in (np.datetime64("NaT"), float("nan")):
        with pytest.raises(ValueError, match="must be a date or time like"):
            quen.Rfm().fit(log(), now=moment)


def test_paths_are_bytes():
    for path in (np.zeros(3, np.uint8), bytearray(b"/nowhere"), None):
        with pytest.raises(TypeError, match="expected bytes"):
            _core.open("rfm", path, None)
