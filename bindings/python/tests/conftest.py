"""Logs to test with: a made-up one, and Online Retail where QUEN_DATA has it."""

import os
import pathlib

import pytest

import quen

ROOT = pathlib.Path(__file__).resolve().parents[3]
BUILD = pathlib.Path(os.environ.get("QUEN_BUILD", ROOT / "build" / "builtin"))
DATA = pathlib.Path(os.environ.get("QUEN_DATA", ROOT.parent / "shared" / "data"))
LOG = pathlib.Path(os.environ.get("QUEN_LOG", ROOT / "build" / "python" / "orders.csv"))

# Columns of the made-up log, and of Online Retail.
SYNTH = {
    "customer": "customer",
    "order": "order",
    "item": "item",
    "time": "time",
    "quantity": "quantity",
    "price": "price",
    "decimals": 0,
    "utc_offset": "+07:00",
}
RETAIL = {
    "customer": "CustomerID",
    "order": "InvoiceNo",
    "item": "StockCode",
    "time": "InvoiceDate",
    "quantity": "Quantity",
    "price": "UnitPrice",
}


def need(path):
    """The path, or a skip that says what is missing; on our own CI nothing may be."""
    if not path.exists():
        if os.environ.get("QUEN_REQUIRE_DATA"):
            pytest.fail(f"{path} is not there")
        pytest.skip(f"{path} is not there")
    return path


@pytest.fixture(scope="session")
def log():
    """The path of the made-up log."""
    return need(LOG)


@pytest.fixture(scope="session")
def orders(log):
    """The made-up log."""
    return quen.Orders.from_csv(log, **SYNTH)


@pytest.fixture(scope="session")
def shop(orders):
    """Everything learned from the made-up log."""
    return quen.Shop.train(orders)


@pytest.fixture(scope="session")
def retail_csv():
    """The path of Online Retail."""
    return need(DATA / "online_retail" / "online_retail.csv.gz")


@pytest.fixture(scope="session")
def c_build():
    """Where C's programs and library are, with the dense kernels that wheels have."""
    return need(BUILD)
