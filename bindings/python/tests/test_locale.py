"""A host that sets a locale with decimal commas or a dotless i gets the same answers, the
same sentences and the same file."""

import os
import subprocess
import sys

import pytest
from conftest import BUILD

HOST = """
import hashlib, locale, sys
import numpy as np
import quen

if sys.argv[1]:
    locale.setlocale(locale.LC_ALL, sys.argv[1])
    point = locale.localeconv()["decimal_point"]
    assert point == ",", point

def refused(call, *arguments, **keywords):
    try:
        call(*arguments, **keywords)
    except Exception as error:
        print(type(error).__name__, error)
    else:
        raise AssertionError("nothing was refused")

x = np.arange(12.0).reshape(-1, 1)
refused(quen.KMeans(2, tol=-2.5).fit, x)
refused(quen.KMeans(2).fit, x, sample_weight=[-0.25] * 12)
print(quen.parse_name("ISTANBUL Iris"), quen.parse_email("INFO@TITLE.EXAMPLE"))
table = {"who": [f"INI{i % 7}" for i in range(200)],
         "what": [f"i{i % 5}" for i in range(200)],
         "when": [f"2026-01-{i % 28 + 1:02d} 10:00" for i in range(200)],
         "paid": [f"{i}.50" for i in range(200)]}
roles = dict(customer="who", item="what", time="when", amount="paid", decimals=2)
log = quen.Orders.from_table(table, **roles)
print(log.told)
refused(quen.Orders.from_table, {**table, "paid": ["1,5,0"] * 200}, **roles)
shop = quen.Shop.train(log)
shop.save(sys.argv[2])
quen.Shop.open(sys.argv[2])
print(hashlib.sha256(open(sys.argv[2], "rb").read()).hexdigest())
"""


def host(name, path):
    done = subprocess.run(
        [sys.executable, "-c", HOST, name, path],
        env={**os.environ, "LOCPATH": str(BUILD / "tests" / "unit")},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("name", ["de_DE.UTF-8", "tr_TR.UTF-8"])
def test_same_words_and_bytes(name, tmp_path):
    plain = host("", tmp_path / "plain.quen")
    assert "-2.5" in plain
    assert host(name, tmp_path / "local.quen") == plain
