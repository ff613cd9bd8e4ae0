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
    tuple[_Rfm | None, _Options | None, _Options | None, _Described | None],
    list[_Attribute] | None,
]
_Filter: TypeAlias = tuple[bool, bool, _Buffer | None, _Buffer | None]
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
def pack(keys: list[_Key], /) -> _Column: ...
def keys(handle: _Handle, which: str, numbers: _Buffer | None, /) -> _Column: ...
def find(handle: _Handle, which: str, keys: list[_Key], /) -> bytes: ...
def read(handle: _Handle, name: str, /) -> Any: ...
def open(noun: str, path: bytes, run: _Run, /) -> _Handle: ...
def open_bytes(noun: str, data: _Buffer, run: _Run, /) -> _Handle: ...
def save(handle: _Handle, path: bytes, run: _Run, /) -> None: ...
def save_bytes(handle: _Handle, run: _Run, /) -> bytes: ...
def arrow_export(
    column: _ArrowColumn, more: Callable[[], _ArrowColumn | None] | None, /
) -> CapsuleType: ...
def csv_stream(
    path: bytes, columns: tuple[str, ...], separator: str, /
) -> CapsuleType: ...
def orders_new(run: _Run, /) -> _Handle: ...
def orders_from_arrow(
    stream: CapsuleType, options: _Options, run: _Run, /
) -> _Handle: ...
def orders_finish(orders: _Handle, run: _Run, /) -> None: ...
def orders_merge(orders: _Handle, more: _Handle, run: _Run, /) -> None: ...
def features_new(orders: _Handle, options: _Described, run: _Run, /) -> _Handle: ...
def rfm_fit(orders: _Handle, options: _Rfm, run: _Run, /) -> _Handle: ...
def rfm_fit_values(
    recency: _Buffer, frequency: _Buffer, monetary: _Buffer, options: _Rfm, run: _Run, /
) -> _Handle: ...
def rfm_score(
    rfm: _Handle,
    recency: _Buffer,
    frequency: _Buffer,
    monetary: _Buffer,
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
def itemcf_fit(orders: _Handle, options: _Options, run: _Run, /) -> _Handle: ...
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
    churn: _Handle,
    orders: _Handle,
    options: _Options,
    attributes: list[_Attribute] | None,
    run: _Run,
    /,
) -> bytes: ...
def shop_train(orders: _Handle, options: _Shop, run: _Run, /) -> _Handle: ...
def shop_customer(shop: _Handle, key: _Key, /) -> dict[str, Any]: ...
def shop_ask(
    shop: _Handle, kind: str, subject: Any, filter: _Filter, offers: _Buffer, /
) -> int: ...
def shop_list(
    shop: _Handle, segment: int, min_risk: float, customers: _Buffer, /
) -> tuple[int, int]: ...
