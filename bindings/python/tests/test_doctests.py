"""The examples in docstrings say what comes out."""

import doctest
import importlib
import pkgutil

import pytest

import quen

MODULES = sorted(
    f"quen.{m.name}" for m in pkgutil.iter_modules(quen.__path__) if m.name != "_core"
)


@pytest.mark.parametrize("name", ["quen", *MODULES])
def test_examples(name):
    outcome = doctest.testmod(importlib.import_module(name))
    assert outcome.failed == 0


def test_there_are_examples():
    finder = doctest.DocTestFinder()
    for noun in (
        quen.Orders,
        quen.Features,
        quen.Rfm,
        quen.ItemCF,
        quen.Churn,
        quen.Shop,
    ):
        assert any(test.examples for test in finder.find(noun)), noun
