"""Order logs of the library, from columns of files."""

from __future__ import annotations

import ctypes

import numpy as np

from . import data
from .abi import quen_features_options, quen_key_column, quen_order_columns
from .case import build
from .quen import Quen, address, reference

# recency, tenure, orders, distinct items, revenue, mean order value, refund share
CLUSTERED = (0, 1, 2, 4, 6, 7, 11)


def text_column(files: dict[str, np.ndarray], name: str) -> quen_key_column:
    return quen_key_column(
        bytes=address(files[f"{name}_bytes"]), offsets=address(files[f"{name}_offsets"])
    )


def retail_columns(quen: Quen, files: dict[str, np.ndarray]) -> quen_order_columns:
    customer = quen_key_column(
        numbers=address(files["customer"]), valid=address(files["known"])
    )
    return quen.options(
        quen_order_columns,
        n=len(files["time"]),
        customer=customer,
        order=text_column(files, "order"),
        item=text_column(files, "item"),
        time_s=address(files["time"]),
        quantity=address(files["quantity"]),
        amount=address(files["amount"]),
    )


def finished_log(quen: Quen, columns: quen_order_columns) -> ctypes.c_void_p:
    orders = quen.make("quen_orders_new")
    quen.call("quen_orders_add_columns", orders, reference(columns))
    quen.call("quen_orders_finish", orders)
    return orders


def retail_matrix() -> np.ndarray:
    quen = Quen(str(build() / "lib" / "libquen.so"), 1)
    files = {name: np.load(path) for name, path in data.retail().items()}
    orders = finished_log(quen, retail_columns(quen, files))
    features = quen.make(
        "quen_features_new", orders, reference(quen.options(quen_features_options))
    )
    rows = quen.ask("quen_features_n_rows", features)
    width = quen.ask("quen_features_n_columns", features)
    matrix = quen.array("quen_features_matrix", features, rows * width, np.float64)
    return matrix.reshape(rows, width)[:, CLUSTERED].copy()
