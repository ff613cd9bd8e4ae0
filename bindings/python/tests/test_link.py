"""Who is who: FEBRL's people, kinds of columns, groups, and customers who are one."""

import gzip
import io

import numpy as np
import pandas as pd
import pytest
from conftest import DATA, need

import quen

FIELDS = {
    "given_name": "name",
    "surname": "name",
    "street_number": "number",
    "address_1": "text",
    "suburb": "text",
    "postcode": "number",
    "date_of_birth": "date",
}
BLOCKS = [
    "surname",
    ("given_name", "postcode"),
    "date_of_birth",
    ("postcode", "street_number"),
]


def people(name):
    path = DATA / "febrl4" / f"{name}.csv.gz"
    need(path)
    return pd.read_csv(io.BytesIO(gzip.decompress(path.read_bytes())), dtype=str)


def test_febrl():
    a, b = people("a"), people("b")
    links = quen.link(a, FIELDS, b, blocks=BLOCKS, min_chance=0.9)
    number = pd.concat([a, b])["rec_id"].str.split("-").str[1].to_numpy()
    table = links.table
    right = int((number[table["a"]] == number[table["b"]]).sum())
    precision, recall = right / len(links), right / len(a)
    assert 2 * precision * recall / (precision + recall) >= 0.995
    groups = links.groups(one_to_one=True)
    joined = np.flatnonzero(groups.first[len(a) :] != np.arange(len(a), 2 * len(a)))
    assert (number[groups.first[len(a) + joined]] == number[len(a) + joined]).all()
    assert groups.largest == 2 and len(joined) > 4940
    assert links.report["pairs_left_out"] == 0 and links.report["converged"] == 1
    assert repr(links) == f"Links(links={len(links)}, pairs={links.report['pairs']})"


def small():
    return pd.DataFrame(
        {
            "name": ["Trần Thị Lan", "lan tran thi", "Mai", None, "Mai"],
            "born": pd.to_datetime(["1990-01-31"] * 2 + [None] * 2 + ["1985-07-02"]),
            "phone": [912345678, 912345678, np.nan, 987654321, 987654321.0],
        }
    )


KINDS = {"name": "name", "born": "date", "phone": "exact"}


def test_reasons_add_up():
    links = quen.link(small(), KINDS, min_chance=0)
    table = links.table
    bits = links.report["prior_bits"] + table["rest"]
    for i in (1, 2, 3):
        bits = bits + table[f"bits_{i}"]
    np.testing.assert_allclose(table["chance"], 1 / (1 + 2.0**-bits), rtol=1e-9)
    assert set(table["reason_1"]) <= {*KINDS, ""}
    assert (table["a"][0], table["b"][0]) == (0, 1)
    first = links.compare(1, 0)
    assert first["chance"][0] == table["chance"][0]
    levels = links.levels
    assert levels["field"].tolist() == list(KINDS)
    np.testing.assert_allclose(
        levels["m_different"] + levels["m_close"] + levels["m_equal"], 1, rtol=1e-9
    )
    pd.testing.assert_frame_equal(links.to_pandas(), table.to_pandas())


@pytest.mark.parametrize("form", ["dict", "polars", "arrow"])
def test_tables(form):
    frame = small()
    if form == "dict":
        table = {name: frame[name].tolist() for name in frame}
    elif form == "polars":
        table = pytest.importorskip("polars").from_pandas(frame)
    else:
        table = pytest.importorskip("pyarrow").Table.from_pandas(frame)
    expected = quen.link(frame, KINDS, min_chance=0).to_pandas()
    pd.testing.assert_frame_equal(
        quen.link(table, KINDS, min_chance=0).to_pandas(), expected
    )


def test_empty_first_table():
    rows = {"name": ["Mai", "Mai"]}
    links = quen.link({"name": []}, {"name": "text"}, rows, min_chance=0)
    assert len(links) == 0 and links.groups(0).first.tolist() == [0, 1]


def test_refuses():
    with pytest.raises(ValueError, match='fields: no column "x"'):
        quen.link(small(), {"x": "text"})
    with pytest.raises(ValueError, match="fields: name is 'words', not one of"):
        quen.link(small(), {"name": "words"})
    with pytest.raises(ValueError, match='blocks: no field "x"'):
        quen.link(small(), KINDS, blocks=["x"])
    with pytest.raises(ValueError, match="more than 32 keys"):
        quen.link(small(), KINDS, blocks=["name"] * 33)
    with pytest.raises(ValueError, match="min_chance is 2"):
        quen.link(small(), KINDS, min_chance=2)
    with pytest.raises(ValueError, match="max_rows is 1"):
        quen.link(small(), KINDS).groups(max_rows=1)
    with pytest.raises(ValueError, match="there are 0 fields"):
        quen.link(small(), {})
    with pytest.raises(TypeError, match="not pickled"):
        quen.link(small(), KINDS).__reduce__()


def test_customers_are_one(orders):
    keys = orders.customers.tolist()
    merged = orders.merge_customers({keys[5]: keys[2], "stranger": keys[1]})
    assert merged.customers.tolist() == keys[:5] + keys[6:]
    assert merged.n_orders <= orders.n_orders
    assert merged.revenue == orders.revenue
    with pytest.raises(ValueError, match="goes into 'stranger', not a customer"):
        orders.merge_customers({keys[5]: "stranger"})
    with pytest.raises(ValueError, match="customer 5 goes into 2, who goes into 1"):
        orders.merge_customers({keys[5]: keys[2], keys[2]: keys[1]})
