"""The notebook runs from its first cell to its last, and is kept without outputs."""

import json
import os

import nbclient
import nbformat
import pytest
from conftest import ROOT

pytestmark = pytest.mark.slow

SHOP = ROOT / "examples" / "notebooks" / "shop.ipynb"


def execute(book, log):
    environment = {**os.environ, "QUEN_LOG": str(log.resolve())}
    runner = nbclient.NotebookClient(
        book,
        timeout=300,
        kernel_name="python3",
        resources={"metadata": {"path": SHOP.parent}},
    )
    return runner.execute(env=environment)


@pytest.fixture(scope="module")
def executed(log):
    return execute(nbformat.read(SHOP, 4), log)


def outputs(book, kind):
    cells = [cell for cell in book.cells if cell.cell_type == "code"]
    found = [
        output.get("data", {}).get(kind) for cell in cells for output in cell.outputs
    ]
    return [data for data in found if data]


def test_runs(executed):
    assert len(outputs(executed, "image/png")) == 9
    assert all(len(picture) > 10_000 for picture in outputs(executed, "image/png"))
    assert len(outputs(executed, "text/html")) >= 8


def test_says_the_same_again(executed, log):
    again = execute(nbformat.read(SHOP, 4), log)
    for kind in ("text/plain", "text/html", "image/png"):
        assert outputs(again, kind) == outputs(executed, kind)


def test_is_kept_clean():
    book = json.loads(SHOP.read_text(encoding="utf-8"))
    code = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    assert code and all(cell["outputs"] == [] for cell in code)
    assert all(cell["execution_count"] is None for cell in code)
    assert set(book["metadata"]) == {"kernelspec", "language_info"}
