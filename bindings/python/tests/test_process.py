"""What shows in a process alone: memory, threads, forks, signals."""

import subprocess
import sys
import textwrap

import pytest

pytestmark = pytest.mark.slow

PRELUDE = """
import gc, os, signal, threading, time
import numpy as np
import quen
from quen import _core

def status(name):
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith(name))

def reset_peak():
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")
"""


def run(body, *arguments):
    """Run Python in a fresh process; its output."""
    done = subprocess.run(
        [sys.executable, "-c", PRELUDE + textwrap.dedent(body), *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


TABLES = {
    "pandas": "import pandas; table = pandas.DataFrame(columns)",
    "polars": "import polars; table = polars.DataFrame(columns)",
    "pyarrow": "import pyarrow; table = pyarrow.table(columns)",
    "duckdb": """
import duckdb, pyarrow
duckdb.sql("SET enable_progress_bar = false")
kept = pyarrow.table(columns)
table = duckdb.from_arrow(kept)
""",
    "numpy": "table = columns",
}


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("kind", TABLES)
def test_tables_are_not_copied(kind):
    """Reading 240 MB of numbers takes the log's own memory and a few blocks."""
    out = run(
        f"""
n = 6_000_000
rng = np.random.default_rng(0)
columns = {{
    "customer": rng.integers(0, 1000, n), "item": rng.integers(0, 100, n),
    "time": (np.arange(n) + 1_700_000_000).astype("M8[s]").astype("M8[us]"),
    "quantity": rng.integers(1, 5, n), "price": rng.integers(1, 500, n) / 100,
}}
{TABLES[kind]}
from quen._input import stream_of_table
names = ["customer", "item", "time", "quantity", "price"]
options = {{name: name for name in names}}, {{}}, None, (), None
small = {{name: columns[name][:1000] for name in names}}
_core.orders_from_arrow(stream_of_table(small, names), options, None)
gc.collect()
reset_peak()
before = status("VmRSS:")
handle = _core.orders_from_arrow(stream_of_table(table, names), options, None)
extra = status("VmHWM:") - before - _core.read(handle, "totals")["bytes"]
print(extra, 5 * 8 * n)
"""
    )
    extra, size = map(int, out.split())
    print(f"{kind}: {extra / size:.3f} of the table's {size / 1e6:.0f} MB beside the log")
    assert extra < size * 0.2


def test_other_threads_run_meanwhile():
    """A fit holds no lock: the main thread goes on counting."""
    run(
        """
x = np.random.default_rng(0).normal(size=(200_000, 16))
took = []
def fit():
    start = time.perf_counter()
    _core.kmeans_fit(x, {"k": 50, "max_iter": 30, "n_init": 1}, None, None, None)
    took.append(time.perf_counter() - start)
thread = threading.Thread(target=fit)
gaps, last = [], time.perf_counter()
thread.start()
while thread.is_alive():
    time.sleep(0.001)
    now = time.perf_counter()
    gaps.append(now - last)
    last = now
thread.join()
assert took[0] > 0.1, took
assert max(gaps) < took[0] / 2 and len(gaps) > took[0] / 0.02, (max(gaps), took)
"""
    )


def test_threads_fit_at_once():
    """Each call has a context of its own; answers do not depend on company."""
    run(
        """
x = np.random.default_rng(0).normal(size=(5000, 4))
def fit():
    handle = _core.kmeans_fit(x, {"k": 5}, None, None, (2, None))
    return _core.save_bytes(handle, None)
expected, got = fit(), []
def fits():
    got.extend(fit() for _ in range(5))
threads = [threading.Thread(target=fits) for _ in range(12)]
for t in threads: t.start()
for t in threads: t.join()
assert len(got) == 60 and set(got) == {expected}
"""
    )


@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="no fork here")
def test_forks_after_fits():
    """Children of a process that has fitted, with two threads, fit and ask as it does."""
    run(
        """
import warnings
warnings.simplefilter("ignore")
rng = np.random.default_rng(0)
x = rng.normal(size=(3000, 40))
y = (x[:, 0] + rng.normal(size=3000) > 0).astype(np.uint8)
def answers():
    kmeans = _core.kmeans_fit(x, {"k": 5}, None, None, (2, None))
    logit = _core.logit_fit(x, y, {}, None, None, (2, None))
    return _core.save_bytes(kmeans, None) + _core.save_bytes(logit, None)
expected = answers()
children = []
for _ in range(2):
    child = os.fork()
    if child == 0:
        os._exit(0 if answers() == expected else 1)
    children.append(child)
deadline = time.time() + 60
for child in children:
    pid = 0
    while not pid and time.time() < deadline:
        pid, code = os.waitpid(child, os.WNOHANG)
        time.sleep(0.01)
    assert pid and os.waitstatus_to_exitcode(code) == 0, (pid, code)
assert answers() == expected
"""
    )


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_ten_thousand_fits_leave_memory_flat():
    """Fits, readers, errors and streams, again and again."""
    out = run(
        """
x = np.random.default_rng(0).normal(size=(60, 3))
r, f, m = np.arange(60), np.arange(60) % 7, np.arange(60) * 100
rows = {"c": ["An", "Binh", "An"], "i": ["a", "b", "b"],
        "t": np.array(["2026-01-05", "2026-02-01", "2026-02-03"], "datetime64[s]"),
        "a": [1.5, 2.0, 2.5]}
def once():
    kmeans = _core.kmeans_fit(x, {"k": 3, "n_init": 1}, None, None, None)
    np.frombuffer(_core.read(kmeans, "centers"))
    _core.open_bytes("kmeans", _core.save_bytes(kmeans, None), None)
    rfm = quen.Rfm().fit_values(r, f, m)
    rfm.table["segment"]
    try:
        _core.kmeans_fit(x, {"k": 300}, None, None, None)
    except ValueError:
        pass
    else:
        raise AssertionError
def log():
    orders = quen.Orders.from_table(rows, customer="c", item="i", time="t", amount="a")
    shop = quen.Shop.train(orders, parts=["rfm", "itemcf"])
    shop.recommend("An", 2).to_dicts()
    shop.rfm.table.__arrow_c_stream__()
    try:
        quen.Shop.from_bytes(shop.to_bytes()[:-1])
    except quen.FormatError:
        pass
    else:
        raise AssertionError
for _ in range(1000):
    once()
for _ in range(200):
    log()
gc.collect()
before = status("VmRSS:")
for _ in range(10_000):
    once()
for _ in range(1500):
    log()
gc.collect()
print(status("VmRSS:") - before)
"""
    )
    assert int(out) < 3_000_000, out


def test_ctrl_c_ends_a_fit():
    """The signal is seen while the library works; the fit ends with KeyboardInterrupt."""
    run(
        """
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored
x = np.random.default_rng(0).normal(size=(400_000, 32))
threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
start = time.perf_counter()
try:
    _core.kmeans_fit(x, {"k": 100, "max_iter": 10000, "n_init": 50}, None, None, None)
except KeyboardInterrupt:
    took = time.perf_counter() - start
else:
    raise AssertionError("not interrupted")
assert took < 5, took
"""
    )


def test_progress():
    """Stages and fractions; an exception of the callable ends the call and is raised."""
    run(
        """
x = np.random.default_rng(0).normal(size=(50_000, 8))
told = []
_core.kmeans_fit(x, {"k": 20}, None, None, (1, lambda stage, f: told.append((stage, f))))
assert told and {stage for stage, _ in told} == {"kmeans"}
assert all(0 <= f <= 1 for _, f in told)
class Stop(Exception):
    pass
def stop(stage, fraction):
    raise Stop(stage)
try:
    _core.kmeans_fit(x, {"k": 20}, None, None, (1, stop))
except Stop as error:
    assert error.args == ("kmeans",)
else:
    raise AssertionError
"""
    )


def test_import_needs_numpy_alone():
    """No other package is looked for until something needs it."""
    run(
        """
import sys
here = {name.partition(".")[0] for name in sys.modules}
assert not here & {"pandas", "polars", "pyarrow", "sklearn", "scipy", "matplotlib",
"tqdm"}
"""
    )
