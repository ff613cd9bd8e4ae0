"""Offers in Python are offers in C: golden vectors, published results, questions."""

import gzip
import pickle

import numpy as np
import pytest
import scipy.sparse
from conftest import DATA, need
from golden import golden

import quen

G = golden("itemcf.txt")
INDPTR, INDICES = G["x_indptr"].astype(int), G["x_indices"].astype(int)

# name, method, parameters, and whether the matrix has values
CASES = [
    ("cosine_binary", "cosine", {}, False),
    ("cosine_binary_userweight", "cosine", {"user_discount": 1.0}, False),
    ("cosine_binary_shrink2", "cosine", {"shrink": 2.0}, False),
    ("cosine_binary_support2", "cosine", {"min_support": 2}, False),
    ("cosine_valued", "cosine", {}, True),
    ("cosine_valued_shrink2", "cosine", {"shrink": 2.0}, True),
    ("jaccard", "jaccard", {}, False),
    ("jaccard_shrink2", "jaccard", {"shrink": 2.0}, False),
    ("rp3beta", "rp3beta", {}, False),
    ("rp3beta_norm", "rp3beta", {"normalize": True}, False),
]


def dense(data, indices, indptr, n):
    return scipy.sparse.csr_array((data, indices, indptr), shape=(n, n)).toarray()


@pytest.mark.parametrize("k", [100, 3])
@pytest.mark.parametrize(("name", "method", "parameters", "valued"), CASES)
def test_golden(name, method, parameters, valued, k):
    part = f"{name}_k3" if k == 3 else name
    n = int(G["items"][0])
    values = G["x_values"] if valued else None
    model = quen.ItemCF(method, k, prune="sources", **parameters).fit(
        (INDPTR, INDICES, values)
    )
    expected = dense(
        G[f"{part}_values"],
        G[f"{part}_indices"].astype(int),
        G[f"{part}_indptr"].astype(int),
        n,
    )
    got = dense(*model.similarity_, n)
    np.testing.assert_allclose(got, expected, rtol=1e-6, atol=1e-7)
    assert model.support_.tolist() == np.bincount(INDICES, minlength=n).tolist()


def test_scipy_matrices_are_the_same():
    matrix = scipy.sparse.csr_array(
        (np.ones(len(INDICES)), INDICES, INDPTR), shape=(12, int(G["items"][0]))
    )
    plain = quen.ItemCF().fit((INDPTR, INDICES, None)).to_bytes()
    for form in ("csr", "csc", "coo"):
        assert quen.ItemCF(n_jobs=2).fit(matrix.asformat(form)).to_bytes() == plain


def lines_of(path):
    """Lines of whole numbers of a gzipped file."""
    with gzip.open(need(path), "rt") as file:
        return [list(map(int, line.split())) for line in file]


def test_published_result():
    """MovieLens 100K in the MCRec split, Jaccard with 161 neighbours: precision, recall
    and NDCG at 10 are .3177, .2043 and .2431 (Dacrema et al. 2021)."""
    folder = DATA / "ml-100k-mcrec"
    train = np.array([line[:2] for line in lines_of(folder / "train.rating.gz")])
    ones = np.ones(len(train))
    matrix = scipy.sparse.coo_array((ones, train.T), shape=(944, 1683))  # from 1
    model = quen.ItemCF("jaccard", 161, n_jobs=2).fit(matrix)
    offers = model.recommend_batch(None, 10, popular=False)
    gains = 1 / np.log2(np.arange(2, 1684))
    figures = []
    for customer, *held_out in lines_of(folder / "test.rating.gz"):
        wanted = set(held_out)
        mine = offers["item"][offers["customer"] == customer]
        hits = np.array([item in wanted for item in mine])
        ideal = gains[: len(wanted)].sum()
        figures.append(
            (
                hits.sum() / 10,
                hits.sum() / len(wanted),
                gains[: len(hits)][hits].sum() / ideal,
            )
        )
    assert np.mean(figures, axis=0).round(4).tolist() == [0.3177, 0.2043, 0.2431]


def test_questions_of_a_matrix():
    model = quen.ItemCF().fit((INDPTR, INDICES, None))
    offers = model.recommend(3, 4)
    bought = set(model.history(3).tolist())
    assert bought == set(INDICES[INDPTR[3] : INDPTR[4]].tolist())
    assert not bought & set(offers["item"].tolist())
    assert (
        model.recommend(3, 4, include_bought=True)["item"].tolist()
        != offers["item"].tolist()
    )
    scores = offers["score"][~offers["popular"]]
    assert (np.diff(scores) <= 0).all()
    batch = model.recommend_batch([3, 0], 4)
    assert batch["item"][batch["customer"] == 3].tolist() == offers["item"].tolist()
    assert batch["rank"].tolist()[: len(offers)] == list(range(1, len(offers) + 1))
    basket = model.recommend_basket(sorted(bought), 4)
    assert basket["item"].tolist() == offers["item"].tolist()
    assert model.similar(7, 0).to_dicts() == []


def test_too_many_items():
    whole = quen.ItemCF().fit((INDPTR, INDICES, None))
    sizes, n = np.diff(INDPTR), int(G["items"][0])
    most = int(np.sort(sizes)[-2])
    large = int(np.argmax(sizes))
    model = quen.ItemCF(max_items=most).fit((INDPTR, INDICES, None))
    assert (whole.n_left_out_, model.n_left_out_) == (0, 1)
    others = np.delete(INDICES, np.s_[INDPTR[large] : INDPTR[large + 1]])
    assert model.support_.tolist() == np.bincount(others, minlength=n).tolist()
    assert model.history(large).tolist() == whole.history(large).tolist()
    assert model.recommend(large, 3)["item"].size > 0
    assert quen.ItemCF(max_items=0).fit((INDPTR, INDICES, None)).n_left_out_ == 0


REFUNDS = """customer,order,item,time,qty,amount
An,1,Kettle,2026-01-01,1,80
An,1,Cup,2026-01-01,1,5
An,R1,Kettle,2026-01-09,1,-80
Binh,2,Kettle,2026-01-02,1,80
Binh,2,Filter,2026-01-02,1,9
Chi,3,Cup,2026-01-03,1,5
Chi,3,Filter,2026-01-03,1,9
"""


def refunds(path, **columns):
    path.write_text(REFUNDS)
    columns = {name: name for name in ("customer", "order", "item", "time")} | columns
    return quen.Orders.from_csv(path, quantity="qty", **columns)


def test_refunded_items_are_not_had(tmp_path):
    """Sent back with a quantity of 1 and money below 0."""
    orders = refunds(tmp_path / "lines.csv", amount="amount")
    assert orders.totals["quantity"] == 5
    model = quen.ItemCF().fit(orders)
    assert model.history("An").tolist() == ["Cup"]
    assert model.history("Binh").tolist() == ["Filter", "Kettle"]
    offers = model.recommend("An", 3)
    assert offers["item"].tolist() == ["Filter", "Kettle"]
    assert offers["popular"].tolist() == [False, True]
    shop = quen.Shop.train(orders, parts=["itemcf"])
    assert shop.recommend("An", 3).to_dicts() == offers.to_dicts()


def test_errors():
    model = quen.ItemCF().fit((INDPTR, INDICES, None))
    with pytest.raises(ValueError):
        model.similar(99)
    with pytest.raises(ValueError):
        model.recommend(3, exclude=[99])
    with pytest.raises(ValueError, match="n must be at least 0"):
        model.similar(1, -1)
    with pytest.raises(ValueError, match="method must be one of"):
        quen.ItemCF("best").fit((INDPTR, INDICES, None))
    with pytest.raises(ValueError, match="indptr ends with"):
        quen.ItemCF().fit((INDPTR[:-1], INDICES, None))
    with pytest.raises(ValueError, match="row"):
        quen.ItemCF().fit(([0, 2], [1, 0], None))
    with pytest.raises(quen.NotFittedError):
        quen.ItemCF().similar(1)
    with pytest.raises(ValueError, match="neighbors must be within"):
        quen.ItemCF(neighbors=-1).fit((INDPTR, INDICES, None))


def test_file(tmp_path):
    model = quen.ItemCF().fit((INDPTR, INDICES, None))
    model.save(tmp_path / "offers.quen")
    opened = quen.ItemCF.open(tmp_path / "offers.quen")
    assert opened.to_bytes() == model.to_bytes()
    assert opened.recommend(3).to_dicts() == model.recommend(3).to_dicts()


def test_pickle(orders):
    model = quen.ItemCF(neighbors=5).fit(orders)
    again = pickle.loads(pickle.dumps(pickle.loads(pickle.dumps(model))))
    who, what = orders.customers[5], orders.items[1]
    assert again.recommend(who, 3).to_dicts() == model.recommend(who, 3).to_dicts()
    assert again.similar(what, 3).to_dicts() == model.similar(what, 3).to_dicts()
    with pytest.raises(quen.NotFoundError):
        again.similar("no such item")
    for asked in (model, again):
        with pytest.raises(TypeError, match="not the one key"):
            asked.recommend(who, exclude=what)
