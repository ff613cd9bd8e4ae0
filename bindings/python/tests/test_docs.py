"""The code on the pages for Python runs, and gives what the pages say."""

import doctest
import gzip
import re
import shutil

import matplotlib.pyplot
import pytest
from conftest import ROOT

matplotlib.use("Agg")

pytestmark = pytest.mark.slow

BLOCK = re.compile(r"^```(python|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page):
    """(language, code, line) of each block."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return [(m[1], m[2], text.count("\n", 0, m.start(2))) for m in BLOCK.finditer(text)]


def run(page):
    """Runs a page as one program; sessions must say what comes out."""
    names = {"__name__": "page"}
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS)
    for language, code, line in blocks(page):
        if language == "python":
            exec(compile("\n" * line + code, page, "exec"), names)
        else:
            title = f"{page}, line {line}"  # sessions of one name would be taken for one
            session = doctest.DocTestParser().get_doctest(code, names, title, page, line)
            runner.run(session, clear_globs=False)
            names.update(session.globs)
    return runner.summarize(verbose=False)


@pytest.fixture
def folder(log, tmp_path, monkeypatch):
    """Where the pages' orders.csv is."""
    shutil.copy(log, tmp_path / "orders.csv")
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    matplotlib.pyplot.close("all")


def test_guide(folder):
    outcome = run("docs/python.md")
    assert outcome.attempted > 10 and outcome.failed == 0
    for name in ("shop.quen", "churn.quen", "gain.png", "calibration.png"):
        assert (folder / name).stat().st_size > 1000


def test_import(folder):
    text = (ROOT / "docs/import.md").read_text(encoding="utf-8")
    sample = re.search(r"^```text\n(Date,Time,Time Zone,.*?)^```$", text, re.M | re.S)
    (folder / "square.csv.gz").write_bytes(gzip.compress(sample[1].encode()))
    outcome = run("docs/import.md")
    assert outcome.attempted > 30 and outcome.failed == 0


def test_readme(folder, capsys):
    run("README.md")
    assert (folder / "shop.quen").exists()
    assert len(capsys.readouterr().out.splitlines()) >= 10


def test_guide_names_what_there_is():
    import quen

    text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    for name in quen.__all__:
        if name not in ("Error", "build_info", "version_info"):
            assert re.search(rf"\b{name}\b", text), name
