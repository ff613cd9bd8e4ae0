# The native half. Handles are capsules; arrays are anything with a buffer.
from collections.abc import Callable
from typing import Any, TypeAlias, final

import numpy.typing as npt
from typing_extensions import CapsuleType

_Handle: TypeAlias = CapsuleType
_Buffer: TypeAlias = bytes | memoryview | npt.NDArray[Any] | View
_Key: TypeAlias = int | str | bytes | None
_Options: TypeAlias = dict[str, Any]
_Run: TypeAlias = tuple[int, Callable[[str, float], object] | None] | None
_Column: TypeAlias = (
    tuple[_Buffer, _Buffer | None] | tuple[_Buffer, _Buffer, _Buffer | None]
)
_Attribute: TypeAlias = tuple[
    str, str | None, _Column, _Buffer | None, _Column | None, int
]
_Rule: TypeAlias = tuple[str, tuple[int, int], tuple[int, int], tuple[int, int]]
_Rfm: TypeAlias = tuple[
    _Options,
    list[_Rule] | None,
    tuple[_Buffer | None, _Buffer | None, _Buffer | None] | None,
]
_Described: TypeAlias = tuple[_Options, list[_Attribute] | None]
_Shop: TypeAlias = tuple[
    _Options,
    dict[str, Any],
    list[_Attribute] | None,
]
_Classes: TypeAlias = tuple[
    _Buffer, _Buffer, _Buffer | None, _Buffer | None, _Buffer | None, _Options
]
_Matrix: TypeAlias = tuple[tuple[int, int], _Buffer, _Buffer, None]
_Lists: TypeAlias = tuple[_Buffer, _Buffer | None]
_Filter: TypeAlias = tuple[bool, bool, _Buffer | None, _Buffer | None]
_RowFilter: TypeAlias = tuple[str, tuple[str, ...], bool]
_KeyFilter: TypeAlias = tuple[
    bool, bool, tuple[_Key, ...] | None, tuple[_Key, ...] | None, bool
]
_Import: TypeAlias = tuple[
    _Options,
    _Options,
    _Options,
    tuple[_Key, ...] | None,
    tuple[tuple[str, tuple[str, ...], bool], ...],
    tuple[_Buffer, _Buffer, int] | None,
    _Handle | None,
]
_Told: TypeAlias = tuple[
    dict[str, int],
    tuple[tuple[str, str, int, int, str], ...],
    tuple[str, ...],
    str,
    str | None,
]
_ArrowColumn: TypeAlias = tuple[
    str, str, int, int, tuple[_Buffer | None, ...], tuple[Any, ...], Any
]

class Error(Exception): ...
class FormatError(Error, ValueError): ...
class VersionError(Error, ValueError): ...
class NumericError(Error, ValueError): ...
class NotFoundError(Error, LookupError): ...
class NoPartError(Error, RuntimeError): ...
class CancelledError(Error, RuntimeError): ...

@final
class View: ...

def facts() -> dict[str, Any]: ...
def sizes() -> dict[str, int]: ...
def defaults(noun: str, /) -> dict[str, Any]: ...
def pack(keys: list[_Key], /) -> _Column: ...
def keys(handle: _Handle, which: str, numbers: _Buffer | None, /) -> _Column: ...
def find(handle: _Handle, which: str, keys: list[_Key], /) -> bytes: ...
def read(handle: _Handle, name: str, /) -> Any: ...
def open(noun: str, path: bytes, run: _Run, /) -> _Handle: ...
def open_bytes(noun: str, data: _Buffer, run: _Run, /) -> _Handle: ...
def save(handle: _Handle, path: bytes, options: _Options, run: _Run, /) -> str: ...
def save_bytes(handle: _Handle, run: _Run, /) -> bytes: ...
def arrow_export(
    column: _ArrowColumn, more: Callable[[], _ArrowColumn | None] | None, /
) -> CapsuleType: ...
def profile_names() -> tuple[str, ...]: ...
def profile_named(name: str, /) -> _Handle | None: ...
def profile_parse(text: str, /) -> _Handle: ...
def profile_text(profile: _Handle, /) -> str: ...
def profile_columns(profile: _Handle, /) -> dict[str, tuple[str, ...]]: ...
def format_learn(
    texts: _Column, options: _Options, zone: tuple[_Buffer, _Buffer, int] | None, /
) -> _Handle: ...
def format_open(
    saved: str, options: _Options, zone: tuple[_Buffer, _Buffer, int] | None, /
) -> _Handle: ...
def format_read(
    format: _Handle, kind: str, texts: _Column, values: _Buffer, /
) -> tuple[list[tuple[int, str]], dict[str, int]]: ...
def import_orders(
    read: Callable[[], _Buffer], options: _Import, run: _Run, /
) -> tuple[_Handle, _Told]: ...
def texts(noun: str, texts: list[str | None], options: _Options, /) -> list[Any]: ...
def orders_new(like: _Handle | None, run: _Run, /) -> _Handle: ...
def orders_from_arrow(
    stream: CapsuleType,
    options: tuple[
        _Options,
        _Options,
        tuple[_Key, ...] | None,
        tuple[_RowFilter, ...],
        tuple[_Buffer, _Buffer, int] | None,
    ],
    run: _Run,
    /,
) -> _Handle: ...
def orders_finish(orders: _Handle, run: _Run, /) -> None: ...
def orders_merge(orders: _Handle, more: _Handle, run: _Run, /) -> None: ...
def orders_copy_between(
    orders: _Handle, from_s: int, to_s: int, run: _Run, /
) -> _Handle: ...
def orders_forget(orders: _Handle, customers: tuple[_Key, ...], run: _Run, /) -> int: ...
def orders_check(orders: _Handle, options: _Options, run: _Run, /) -> _Handle: ...
def fit(noun: str, orders: _Handle, options: _Options, run: _Run, /) -> _Handle: ...
def features_new(orders: _Handle, options: _Described, run: _Run, /) -> _Handle: ...
def rfm_fit(orders: _Handle, options: _Rfm, run: _Run, /) -> _Handle: ...
def rfm_fit_values(
    recency: _Buffer,
    frequency: _Buffer,
    monetary: _Buffer | None,
    options: _Rfm,
    run: _Run,
    /,
) -> _Handle: ...
def rfm_score(
    rfm: _Handle,
    recency: _Buffer,
    frequency: _Buffer,
    monetary: _Buffer | None,
    scores: _Buffer,
    segments: _Buffer,
    /,
) -> None: ...
def scaler_fit(
    x: _Buffer, options: _Options, log1p: _Buffer | None, run: _Run, /
) -> _Handle: ...
def scaler_transform(scaler: _Handle, x: _Buffer, out: _Buffer, run: _Run, /) -> None: ...
def kmeans_fit(
    x: _Buffer,
    options: _Options,
    weights: _Buffer | None,
    init: _Buffer | None,
    run: _Run,
    /,
) -> _Handle: ...
def kmeans_predict(
    kmeans: _Handle,
    x: _Buffer,
    labels: _Buffer | None,
    distances: _Buffer | None,
    run: _Run,
    /,
) -> None: ...
def kmeans_transform(kmeans: _Handle, x: _Buffer, out: _Buffer, run: _Run, /) -> None: ...
def kmeans_profile(
    kmeans: _Handle,
    labels: _Buffer,
    x: _Buffer,
    means: _Buffer,
    medians: _Buffer,
    run: _Run,
    /,
) -> None: ...
def logit_fit(
    x: _Buffer,
    y: _Buffer,
    options: _Options,
    weights: _Buffer | None,
    names: tuple[str, ...] | None,
    run: _Run,
    /,
) -> _Handle: ...
def logit_predict(logit: _Handle, x: _Buffer, out: _Buffer, run: _Run, /) -> None: ...
def logit_contributions(
    logit: _Handle, x: _Buffer, out: _Buffer, run: _Run, /
) -> None: ...
def logit_intervals(logit: _Handle, level: float, out: _Buffer, /) -> None: ...
def itemcf_fit_csr(
    shape: tuple[int, int],
    indptr: _Buffer,
    indices: _Buffer,
    values: _Buffer | None,
    options: _Options,
    run: _Run,
    /,
) -> _Handle: ...
def itemcf_ask(
    itemcf: _Handle, kind: str, subject: Any, filter: _Filter, offers: _Buffer, /
) -> int: ...
def itemcf_batch(
    itemcf: _Handle,
    customers: _Buffer,
    filter: _Filter,
    offers: _Buffer,
    counts: _Buffer,
    run: _Run,
    /,
) -> None: ...
def itemcf_neighbors(itemcf: _Handle, /) -> tuple[bytes, bytes]: ...
def itemcf_history(itemcf: _Handle, customer: int, /) -> Any: ...
def churn_fit(orders: _Handle, options: _Described, run: _Run, /) -> _Handle: ...
def churn_predict(
    churn: _Handle, orders: _Handle, options: _Described, run: _Run, /
) -> bytes: ...
def evaluate_binary(rows: _Classes, intervals: bool, run: _Run, /) -> Any: ...
def evaluate_calibration(rows: _Classes, bins: _Buffer, run: _Run, /) -> int: ...
def evaluate_gains(rows: _Classes, parts: _Buffer, run: _Run, /) -> None: ...
def evaluate_auc_test(rows: _Classes, out: _Buffer, run: _Run, /) -> None: ...
def evaluate_ranking(
    held_out: _Matrix,
    ranked: _Lists,
    others: _Lists | None,
    popularity: _Buffer | None,
    options: _Options,
    intervals: bool,
    run: _Run,
    /,
) -> Any: ...
def evaluate_clusters(
    x: _Buffer, labels: _Buffer, options: _Options, run: _Run, /
) -> dict[str, Any]: ...
def split_new(
    orders: _Handle, options: _Options, moments: _Buffer | None, run: _Run, /
) -> _Handle: ...
def split_origins(orders: _Handle, options: _Options, run: _Run, /) -> bytes: ...
def split_folds(keys: _Column, n_folds: int, seed: int, folds: _Buffer, /) -> None: ...
def shop_train(orders: _Handle, options: _Shop, run: _Run, /) -> _Handle: ...
def shop_customer(shop: _Handle, key: _Key, /) -> dict[str, Any]: ...
def shop_customers(
    shop: _Handle, numbers: _Buffer, reasons: bool, /
) -> tuple[bytes, list[str]]: ...
def shop_ask(
    shop: _Handle, kind: str, subject: Any, filter: _KeyFilter, offers: _Buffer, /
) -> int: ...
def shop_list(
    shop: _Handle, segment: int, min_risk: float, customers: _Buffer, /
) -> tuple[int, int]: ...
