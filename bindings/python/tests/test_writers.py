"""Arrays that another thread writes to while the library reads them.

Nothing good can come of it, but no crash either, and no error that speaks of a file: each
place where the stubs of the native module take a buffer is in an example below, and each
of those buffers is written to while the function is called.
"""

import ast
import dataclasses
import itertools
import pathlib
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

import quen
from quen import _core
from quen._structs import AUC_TEST, CALIBRATION_BIN, GAIN, LIFETIME_FUTURE, OFFER

SECONDS = 0.02  # for each buffer, and at least CALLS calls
CALLS = 3
DAMAGED = quen.FormatError, quen.VersionError  # what a file may be said to be

# ---- where buffers are: paths through the arguments of a function ----

ALL = "*"  # in a path: each item of a list, tuple or dict
STUBS = ast.parse(pathlib.Path(quen.__file__).with_name("_core.pyi").read_text("utf-8"))
ALIASES = {
    node.target.id: node.value
    for node in STUBS.body
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
}


def paths_in(node: ast.expr | None, path: tuple[Any, ...] = ()) -> Iterator[tuple]:
    """The paths to buffers in a type; a step is ALL, or a place and of how many."""
    if isinstance(node, ast.Name) and node.id == "_Buffer":
        yield path
    elif isinstance(node, ast.Name):
        yield from paths_in(ALIASES.get(node.id), path)
    elif isinstance(node, ast.BinOp):
        yield from paths_in(node.left, path)
        yield from paths_in(node.right, path)
    elif isinstance(node, ast.Subscript):
        items = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        is_tuple = isinstance(node.value, ast.Name) and node.value.id == "tuple"
        each = not is_tuple or getattr(items[-1], "value", None) is Ellipsis
        for i, item in enumerate(items):
            yield from paths_in(item, (*path, ALL if each else (i, len(items))))


def all_paths() -> set[tuple[str, tuple]]:
    return {
        (node.name, ((i, len(node.args.posonlyargs)), *path))
        for node in STUBS.body
        if isinstance(node, ast.FunctionDef)
        for i, argument in enumerate(node.args.posonlyargs)
        for path in paths_in(argument.annotation)
    }


def buffers_at(value: Any, path: tuple) -> Iterator[Any]:
    """The arrays and bytearrays at a path."""
    if isinstance(value, (np.ndarray, bytearray)) and not path:
        yield value
    elif path and path[0] == ALL:
        items = getattr(value, "blocks", value)
        if isinstance(items, (list, tuple, dict)):
            for item in items.values() if isinstance(items, dict) else items:
                yield from buffers_at(item, path[1:])
    elif path and isinstance(value, tuple) and len(value) == path[0][1]:
        yield from buffers_at(value[path[0][0]], path[1:])


# ---- examples ----


@dataclasses.dataclass
class Example:
    function: str
    arguments: Callable[[], tuple[Any, ...]]  # the same arrays each time
    then: Callable[[Any], Any] = lambda result: None
    more: dict[str, Any] = dataclasses.field(default_factory=dict)  # other arrays
    may: tuple[type[Exception], ...] = ()  # beside those that anything may raise

    def call(self) -> None:
        self.then(getattr(_core, self.function)(*self.arguments()))

    def buffers(self) -> Iterator[tuple[str, tuple | None, Any]]:
        """Of each the name, the path and the array."""
        arguments = self.arguments()
        for function, path in sorted(all_paths(), key=str):
            name = ".".join("*" if step == ALL else str(step[0]) for step in path)
            for array in buffers_at(arguments, path) if function == self.function else ():
                yield f"{function} {name}", path, array
        for name, array in self.more.items():
            yield f"{self.function} {name}", None, array


class Blocks:
    """What is read bit by bit."""

    def __init__(self, blocks: list[Any], end: Any) -> None:
        self.blocks = blocks
        self.left = iter([*blocks, end])

    def __call__(self) -> Any:
        return next(self.left)


RNG = np.random.default_rng(0)
N = 20000
NUMBERS = 2000
DAY = 86400


def bits(n: int) -> Any:
    return np.packbits(np.ones(n, np.uint8), bitorder="little")


def numbers(n: int, most: int) -> tuple[Any, Any]:
    return RNG.integers(0, most, n), bits(n)


def texts(words: list[str]) -> tuple[Any, Any, Any]:
    data = [word.encode() for word in words]
    offsets = np.cumsum([0, *map(len, data)]).astype(np.int64)
    return np.frombuffer(b"".join(data), np.uint8).copy(), offsets, bits(len(data))


def zone() -> tuple[Any, Any, int]:
    moments = np.arange(5, dtype=np.int64) * 10_000_000 + 1_700_000_000
    return moments, np.array([3600, 7200] * 2 + [3600], np.int32), 3600


def log(
    keys: Callable[[Any], Any] = lambda numbers: numbers, order: Any = None
) -> quen.Orders:
    n = 4000
    days = np.sort(RNG.integers(0, 700, n))
    return quen.Orders.from_table(
        {
            "c": keys(RNG.integers(0, 150, n)),
            "i": RNG.integers(0, 60, n),
            "t": 1_700_000_000 + days * DAY,
            "a": RNG.integers(1, 99, n).astype(float),
            "o": np.arange(n) if order is None else order,
        },
        customer="c",
        item="i",
        time="t",
        amount="a",
        order=None if order is None else "o",
    )


def attributes(orders: quen.Orders) -> list[Any]:
    """Of numbers and of categories, for keys that are numbers or texts."""
    n = 150
    if isinstance(orders.customers[0], str):
        keys: Any = texts([str(i) for i in range(n)])
    else:
        keys = np.arange(n, dtype=np.int64), bits(n)
    return [
        ("age", None, keys, RNG.normal(size=n), None, 0),
        ("town", None, keys, None, texts([f"t{i % 5}" for i in range(n)]), 9),
        ("shop", None, keys, None, numbers(n, 4), 9),
    ]


def cuts() -> tuple[Any, Any, Any]:
    return tuple(np.array([10, 20, 30, 40], np.int64) for _ in range(3))


def csr(rows: int, columns: int, per_row: int) -> tuple[Any, Any, Any]:
    starts = np.arange(rows + 1, dtype=np.uint64) * per_row
    chosen = [np.sort(RNG.permutation(columns)[:per_row]) for _ in range(rows)]
    indices = np.concatenate(chosen).astype(np.uint32)
    return starts, indices, np.ones(len(indices))


def of_logs() -> Iterator[Example]:
    flat = {"binning": "independent"}
    for orders in (log(), log(lambda numbers: [str(i) for i in numbers])):
        handle, known = orders._handle, attributes(orders)
        churn = _core.churn_fit(handle, ({"active_s": 90 * DAY}, known), None)
        for function, options in [
            ("features_new", ({}, known)),
            ("rfm_fit", (flat, None, cuts())),
            ("churn_fit", ({"active_s": 90 * DAY}, known)),
            ("shop_train", ({}, {"rfm": (flat, None, cuts())}, known, None)),
            ("shop_train", ({}, {"churn": ({"active_s": 90 * DAY}, known)}, known, None)),
        ]:
            yield Example(function, lambda f=options, h=handle: (h, f, None))
        yield Example(
            "churn_predict", lambda c=churn, h=handle, k=known: (c, h, ({}, k), None)
        )
    handle = orders._handle
    moments = np.full(150, 1_700_000_000 + 400 * DAY)
    split = {"method": "given", "horizon_s": 30 * DAY}
    yield Example("split_new", lambda: (handle, split, moments, None))
    segments = {"n_segments": 3}, np.arange(150, dtype=np.uint32) % 3
    yield Example("figures_new", lambda: (handle, segments, None))
    answers = RNG.integers(1, 6, N)
    for function in ("survey_nps", "survey_csat"):
        yield Example(function, lambda: (answers, 0.95))
    valid, offsets = np.full(5, 255, np.uint8), np.arange(41) * 4
    texts = RNG.integers(97, 123, 160).astype(np.uint8)
    columns = (np.arange(40) % 9, valid), (texts, offsets, valid)
    fields = [("number", columns[0], 2, 1), ("text", columns[1], 0, 2)]
    yield Example("link_find", lambda: (fields, {"min_chance": 0}, None))
    links, first = _core.link_find(fields, {}, None), np.zeros(40, np.uint32)
    yield Example("links_groups", lambda: (links, {}, first, None))
    into = np.arange(150, dtype=np.uint32)
    yield Example("orders_merge_customers", lambda: (handle, into, None))
    which = RNG.integers(0, 150, N).astype(np.uint32)
    yield Example("keys", lambda: (handle, "customers", which))
    shop = quen.Shop.train(orders)
    at = np.arange(100, dtype=np.uint32)
    offers, customers = np.zeros(20, OFFER), np.zeros(150, np.uint32)
    chosen = False, False, None, None, False
    yield Example("shop_ask", lambda: (shop._handle, "similar", 3, chosen, offers))
    yield Example("shop_customers", lambda: (shop._handle, at, True))
    yield Example("shop_list", lambda: (shop._handle, "risk", 2**32 - 1, 0.0, customers))
    trends = np.zeros(3 * 24, np.uint8)
    yield Example("shop_trends", lambda: (shop._handle, 0, 0.0, 3, trends))
    data = bytearray(shop.to_bytes())
    yield Example("open_bytes", lambda: ("shop", data, None), may=DAMAGED)


def of_matrices() -> Iterator[Example]:
    x, y = RNG.normal(size=(N, 4)), RNG.integers(0, 2, N).astype(np.uint8)
    weights, out, flags = RNG.random(N) + 0.5, np.empty((N, 4)), np.zeros(4, np.uint8)
    single = x.astype(np.float32)
    for method in ("standard", "robust"):
        options = {"method": method}
        yield Example("scaler_fit", lambda o=options: (x, o, flags, None))
    scaler = _core.scaler_fit(x.copy(), {}, None, None)
    yield Example("scaler_transform", lambda: (scaler, x, out, None))
    few, init = {"k": 3, "n_init": 2, "max_iter": 20}, np.ascontiguousarray(x[:3])
    yield Example("kmeans_fit", lambda: (x, few, weights, None, None))
    yield Example("kmeans_fit", lambda: (single, few, None, None, None))
    yield Example("kmeans_fit", lambda: (x, {**few, "n_init": 1}, None, init, None))
    kmeans = _core.kmeans_fit(x.copy(), few, None, None, None)
    labels, distances = np.zeros(N, np.uint32), np.empty(N)
    to, means, medians = np.empty((N, 3)), np.empty((3, 4)), np.empty((3, 4))
    yield Example("kmeans_predict", lambda: (kmeans, x, labels, distances, None))
    yield Example("kmeans_predict", lambda: (kmeans, single, labels, None, None))
    yield Example("kmeans_transform", lambda: (kmeans, x, to, None))
    yield Example("kmeans_profile", lambda: (kmeans, labels, x, means, medians, None))
    some, three = x[:500].copy(), np.arange(500, dtype=np.uint32) % 3
    yield Example("evaluate_clusters", lambda: (some, three, {}, None))
    yield Example("logit_fit", lambda: (x, y, {}, weights, None, None))
    logit = _core.logit_fit(x.copy(), y, {}, None, None, None)
    odds, ends = np.empty(N), np.empty((5, 2))
    yield Example("logit_predict", lambda: (logit, x, odds, None))
    yield Example("logit_contributions", lambda: (logit, x, out, None))
    yield Example("logit_intervals", lambda: (logit, 0.95, ends))


def of_values() -> Iterator[Example]:
    flat = {"binning": "independent"}
    values = [RNG.integers(0, 50, N) for _ in range(3)]
    yield Example("rfm_fit_values", lambda: (*values, (flat, None, cuts_kept), None))
    yield Example("rfm_fit_values", lambda: (*values, ({}, None, None), None))
    cuts_kept = cuts()
    returns = np.arange(N, dtype=np.float64) % 5
    lives = returns, returns * 3, returns * 3 + 9, returns.copy(), returns * 7
    yield Example("lifetime_fit_rows", lambda: (lives, {"prior": 1.0}, None))
    lifetime = _core.lifetime_fit_rows(tuple(v.copy() for v in lives), {}, None)
    futures = np.zeros(N * LIFETIME_FUTURE.itemsize, np.uint8)
    yield Example("lifetime_predict", lambda: (lifetime, 30.0, futures, None))
    yield Example("lifetime_predict_rows", lambda: (lifetime, 30.0, lives, futures, None))
    orders = log()
    groups = np.arange(orders.n_items, dtype=np.uint32) % 3
    for grouped in ({"n_groups": 3}, groups, None), ({}, None, None):
        yield Example("habits_fit", lambda g=grouped: (orders._handle, g, None))
    ways, once = np.arange(4000, dtype=np.uint32) % 3, {"n_channels": 3, "check_s": 0}
    words = [f"o{i}" for i in range(4000)]
    for known, told in (
        (log(order=np.arange(4000)), (np.arange(4000), bits(4000))),
        (log(order=words), texts(words)),
    ):
        yield Example(
            "habits_fit",
            lambda o=known, t=told: (o._handle, (once, None, (t, ways)), None),
        )
    habits = _core.habits_fit(orders._handle, ({}, None, None), None)
    offers = np.zeros(3 * 40, np.uint8)
    due, check = np.zeros(3 * 40, np.uint8), np.zeros(72, np.uint8)
    shares = np.zeros(24)
    left_out, allowed = np.arange(2, dtype=np.uint32), np.arange(9, dtype=np.uint32)
    chosen = (True, False, left_out, allowed)
    yield Example("habits_next_basket", lambda: (habits, 0, chosen, 3, offers, None))
    yield Example("habits_due", lambda: (habits, 0, -(2**63), 86400, 0.0, 3, due, None))
    yield Example("habits_shares", lambda: (habits, 0, 0, shares, None))
    yield Example("habits_check", lambda: (habits, 0, check, None))
    rfm = _core.rfm_fit_values(*(v.copy() for v in values), ({}, None, None), None)
    scores, segments = np.zeros((N, 3), np.uint8), np.zeros(N, np.uint8)
    yield Example("rfm_score", lambda: (rfm, *values, scores, segments))
    groups = np.repeat(np.arange(N // 10, dtype=np.uint32), 10)
    y, a, b = RNG.integers(0, 2, N).astype(np.uint8), RNG.random(N), RNG.random(N)
    both = y, a, b, None, None, {"resamples": 5}
    rows = y, a, None, RNG.random(N) + 0.5, groups, {"resamples": 5}
    bins, parts = np.zeros(50, CALIBRATION_BIN), np.zeros(10, GAIN)
    test = np.zeros(1, AUC_TEST)
    for classes in (both, rows):
        yield Example("evaluate_binary", lambda c=classes: (c, True, None))
        yield Example("evaluate_calibration", lambda c=classes: (c, bins, None))
        yield Example("evaluate_gains", lambda c=classes: (c, parts, None))
    yield Example("evaluate_auc_test", lambda: (both, test, None))
    yield Example("evaluate_auc_test", lambda: ((*both[:3], *rows[3:]), test, None))


def of_offers() -> Iterator[Example]:
    shape = 4000, 300
    starts, indices, values = csr(*shape, 10)
    yield Example("itemcf_fit_csr", lambda: (shape, starts, indices, values, {}, None))
    yield Example("itemcf_fit_csr", lambda: (shape, starts, indices, None, {}, None))
    model = _core.itemcf_fit_csr(shape, *csr(*shape, 10), {}, None)
    items = RNG.integers(0, 300, N).astype(np.uint32)
    excluded, allowed = items[:9].copy(), np.arange(300, dtype=np.uint32)
    chosen, offers = (False, False, excluded, allowed), np.zeros(50, OFFER)
    for kind, subject in (("basket", items), ("both", (7, items, 1.0)), ("similar", 5)):
        yield Example(
            "itemcf_ask", lambda k=kind, s=subject: (model, k, s, chosen, offers)
        )
    who, many = np.arange(shape[0], dtype=np.uint32), np.zeros((shape[0], 5), OFFER)
    counts = np.zeros(shape[0], np.uint64)
    yield Example("itemcf_batch", lambda: (model, who, chosen, many, counts, None))
    held_out = shape, starts, indices, None
    ranked = np.tile(np.arange(5, dtype=np.uint32), (shape[0], 1))
    several = [
        (ranked + np.uint32(9 * i), np.full(shape[0], 5, np.uint32)) for i in range(2)
    ]
    popularity, options = np.ones(300, np.uint64), {"resamples": 5, "population": 9}
    yield Example(
        "evaluate_ranking",
        lambda: (held_out, *several, popularity, options, True, None),
    )


def of_columns() -> Iterator[Example]:
    money = [f"{i % 100}.{i % 90 + 10}" for i in range(NUMBERS)]
    options, out = {"kind": "money", "decimals": 2}, np.zeros(NUMBERS, np.int64)
    for column in (texts(money), numbers(NUMBERS, 1000)):
        yield Example("format_learn", lambda c=column: (c, options, None))
        form = _core.format_learn(column, options, None)
        yield Example("format_read", lambda f=form, c=column: (f, "decimal", c, out))
    times = texts([f"2025-{i % 12 + 1:02}-13 08:00" for i in range(NUMBERS)])
    clock = zone()
    yield Example("format_learn", lambda: (times, {"kind": "time"}, clock))
    saved = _core.read(_core.format_learn(times, {"kind": "time"}, clock), "saved")
    yield Example("format_open", lambda: (saved, {"kind": "time"}, clock))
    folds = np.zeros(NUMBERS, np.uint32)
    for column in (texts(money), numbers(NUMBERS, 1000)):
        yield Example("split_folds", lambda c=column: (c, 5, 7, folds))


def of_files() -> Iterator[Example]:
    lines = "".join(
        f"{i // 3},Äpfel {i % 40},2025-{i % 12 + 1:02}-{i % 27 + 1:02} 08:00,{i % 9}.5\n"
        for i in range(N)
    )
    block = bytearray(("c,i,t,a\n" + lines).encode())
    names = {"customer": "c", "item": "i", "time": "t", "amount": "a"}
    clock = zone()

    def arguments() -> tuple[Any, ...]:
        return Blocks([block], b""), (names, {}, {}, None, (), clock, None), None

    yield Example("import_orders", arguments, may=DAMAGED)


def of_arrow() -> Iterator[Example]:
    """Our streams: values are read in place. Others' are immutable, as Arrow has it."""
    n = 5000
    rules = {"customer": "c", "item": "i", "time": "t", "amount": "a", "decimals": 0}
    clock = zone()
    options = rules, {}, None, (), clock
    for text in (False, True):
        keys = texts([f"k{i % 90}" for i in range(n)]) if text else numbers(n, 90)
        kind = "U" if text else "l"
        data = keys[2 if text else 1], *reversed(keys[: 2 if text else 1])
        words, offsets, _ = texts([f"item {i}" for i in range(60)])
        coded = "", "U", 60, 0, (None, offsets, words), (), None
        codes = RNG.integers(0, 60, n).astype(np.int32)
        seconds = 1_700_000_000 + RNG.integers(0, 700 * DAY, n)
        amounts = RNG.integers(1, 99, n)
        columns = (
            ("c", kind, n, 0, data, (), None),
            ("i", "i", n, 0, (None, codes), (), coded),
            ("t", "l", n, 0, (None, seconds), (), None),
            ("a", "l", n, 0, (None, amounts), (), None),
        )
        column = "", "+s", n, 0, (bits(n),), columns, None
        more = {
            f"{c[0]} {i}": b for c in columns for i, b in enumerate(c[4]) if b is not None
        } | {"offsets": offsets, "words": words}

        def read(stream: Any) -> None:
            _core.orders_finish(_core.orders_from_arrow(stream, options, None), None)

        yield Example(
            "arrow_export", lambda c=column: (c, Blocks([c], None)), read, more, DAMAGED
        )
        yield Example(
            "orders_from_arrow",
            lambda c=column: (_core.arrow_export(c, None), options, None),
        )


def examples() -> list[Example]:
    return [
        *of_columns(),
        *of_offers(),
        *of_values(),
        *of_matrices(),
        *of_files(),
        *of_arrow(),
        *of_logs(),
    ]


# ---- writing ----


def fills(size: int) -> Iterator[Any]:
    """NaN and -1; large; anything."""
    while True:
        yield 0xFF
        yield 0x7F
        yield RNG.integers(0, 256, size).astype(np.uint8)


class Writer:
    """A thread that writes to an array, and puts back what was there, and so on."""

    def __init__(self, array: Any) -> None:
        view = array if isinstance(array, bytearray) else array.reshape(-1).view(np.uint8)
        self.bytes = np.frombuffer(view, np.uint8)
        self.good = self.bytes.copy()
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self.write)

    def write(self) -> None:
        for fill in fills(len(self.bytes)):
            np.copyto(self.bytes, fill)
            if self.stop.wait(1e-5):
                break
            np.copyto(self.bytes, self.good)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.thread.join()
        np.copyto(self.bytes, self.good)


def attack(example: Example, array: Any) -> None:
    end = time.monotonic() + SECONDS
    with Writer(array):
        for i in itertools.count():
            try:
                example.call()
            except (quen.FormatError, quen.VersionError) as error:
                if not isinstance(error, example.may):
                    raise
            except (ValueError, IndexError, LookupError, OverflowError):
                pass  # whatever it saw
            if i + 1 >= CALLS and time.monotonic() > end:
                break


def attack_all(first: int) -> None:
    """From the first-th buffer on, telling which is next: in a process of its own."""
    sys.setswitchinterval(1e-4)
    at = 0
    for example in examples():
        example.call()  # nobody writes yet: all is well
        for name, array in {id(b[2]): (b[0], b[2]) for b in example.buffers()}.values():
            at += 1
            if at > first:
                print(at, name, flush=True)
                attack(example, array)
    print("done", flush=True)


# ---- tests ----


def test_each_buffer_is_in_an_example():
    met = {
        (example.function, path)
        for example in examples()
        for _, path, _ in example.buffers()
    }
    missing = all_paths() - met
    assert not missing, f"no example writes to {sorted(map(str, missing))}"


def run_from(first: int) -> tuple[list[str], str]:
    """What a process told that begins at a buffer, and its last words."""
    command = [sys.executable, __file__, str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        try:
            out, errors = run.communicate(timeout=120)
        except subprocess.TimeoutExpired:
            run.kill()
            out, errors = run.communicate()[0], b"it does not end"
    words = errors.decode().splitlines() or [f"status {run.returncode}"]
    return out.decode().splitlines() or ["nothing"], words[-1]


def test_writing_does_no_harm():
    found, at = [], 0
    while len(found) < 9:
        told, words = run_from(at)
        if told[-1] == "done":
            break
        found.append(f"{told[-1]}: {words}")
        if told[-1] == "nothing":
            break
        at = int(told[-1].split()[0])
    assert not found, "\n".join(found)


if __name__ == "__main__":
    attack_all(int(sys.argv[1]))
