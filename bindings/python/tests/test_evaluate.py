"""Evaluation against scikit-learn and golden vectors, ties and weights included; lists of
offers against published figures; splits of a log."""

import datetime as dt
import gzip

import numpy as np
import pytest
import scipy.sparse
import scipy.stats
from conftest import DATA, need
from golden import golden
from sklearn import metrics
from sklearn.calibration import calibration_curve
from sklearn.datasets import make_blobs
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score

import quen
from quen import evaluate

VECTORS = golden("evaluate.txt")


def rows(tied, seed=0, n=500):
    """Classes, probabilities (of eleven values, 0 and 1 among them, if tied), weights."""
    rng = np.random.default_rng(seed)
    truth = rng.beta(1, 2, n)
    p = np.clip(truth + rng.normal(0, 0.2, n), 0, 1)
    y = rng.random(n) < truth
    weights = np.where(rng.random(n) < 0.2, 0, rng.exponential(1, n))
    return y, np.round(p, 1) if tied else p, weights


# ---- two classes ----


@pytest.mark.parametrize("tied", [False, True])
@pytest.mark.parametrize("weighted", [False, True])
def test_against_scikit_learn(tied, weighted):
    y, p, w = rows(tied)
    given = {"sample_weight": w} if weighted else {}
    report = evaluate.binary(y, p, weights=w if weighted else None)
    expected = {
        "auc": metrics.roc_auc_score(y, p, **given),
        "average_precision": metrics.average_precision_score(y, p, **given),
        "log_loss": metrics.log_loss(y, p, **given),
        "brier": metrics.brier_score_loss(y, p, **given),
    }
    for name, value in expected.items():
        assert abs(getattr(report, name) - value) < 1e-12, name
    if not weighted:
        ks = scipy.stats.ks_2samp(p[y], p[~y]).statistic
        assert abs(report.ks - ks) < 1e-12
    parts = report.reliability - report.resolution + report.uncertainty + report.within
    assert abs(parts - report.brier) < 1e-14


@pytest.mark.parametrize("tied", [False, True])
@pytest.mark.parametrize("binning", ["quantile", "width"])
@pytest.mark.parametrize("bins", [3, 10, 17])
def test_calibration_against_scikit_learn(tied, binning, bins):
    y, p, _ = rows(tied, seed=bins)
    strategy = {"width": "uniform"}.get(binning, binning)
    true, mean = calibration_curve(y, p, n_bins=bins, strategy=strategy)
    table = evaluate.calibration(y, p, binning=binning, bins=bins)
    np.testing.assert_allclose(table["rate"], true, rtol=0, atol=1e-12)
    np.testing.assert_allclose(table["mean_score"], mean, rtol=0, atol=1e-12)
    assert table["rows"].sum() == len(y)


def test_recalibration_is_a_regression():
    y, p, _ = rows(False)
    p = np.clip(p, 0.01, 0.99)
    report = evaluate.binary(y, p)
    model = LogisticRegression(C=np.inf, tol=1e-12, max_iter=1000)
    model.fit(np.log(p / (1 - p))[:, None], y)
    assert abs(report.slope - model.coef_[0, 0]) < 1e-6
    assert abs(report.intercept - model.intercept_[0]) < 1e-6


@pytest.mark.parametrize("name", ["plain", "tied", "weighted"])
def test_golden(name):
    y, p = VECTORS[f"{name} y"], VECTORS[f"{name} score"]
    weights = VECTORS.get(f"{name} weight")
    for binning in ("quantile", "width"):
        report = evaluate.binary(y, p, weights=weights, binning=binning)
        np.testing.assert_allclose(
            report.table()["value"], VECTORS[f"{name} {binning}"], rtol=1e-8, atol=1e-12
        )
    gains = evaluate.gains(y, p, weights=weights)
    np.testing.assert_allclose(gains["rate"], VECTORS[f"{name} gain rate"], atol=1e-12)


def test_auc_test_golden():
    y, a, b = (VECTORS[name] for name in ("plain y", "plain score", "tied score"))
    test = evaluate.auc_test(y, a, b, confidence=0.9)
    got = [getattr(test, name) for name in test.__dataclass_fields__]
    np.testing.assert_allclose(got, VECTORS["delong"], rtol=1e-10)
    assert evaluate.auc_test(y, a).auc_b == 0.5


def test_intervals():
    y, p, _ = rows(False)
    report = evaluate.binary(y, p, intervals=True, resamples=200)
    for name in ("auc", "brier", "slope", "mean_score"):
        low, high = getattr(report.low, name), getattr(report.high, name)
        assert low < getattr(report, name) < high
    assert evaluate.binary(y, p, intervals=True, resamples=200, n_jobs=2) == report
    other = evaluate.binary(y, p, intervals=True, resamples=200, random_state=1)
    assert other.low != report.low and other.auc == report.auc
    wide = evaluate.binary(y, p, intervals=True, resamples=200, confidence=0.99)
    assert wide.low.auc < report.low.auc
    assert report.table().columns == ("figure", "value", "low", "high")
    assert "calibration_error" in str(report)


def test_groups_are_drawn_together():
    """The same rows four times over: intervals as wide as those of the rows once."""
    y, p, _ = rows(False, n=300)
    once = evaluate.binary(y, p, intervals=True)
    who = np.tile([f"customer {i}" for i in range(300)], 4)
    again = evaluate.binary(np.tile(y, 4), np.tile(p, 4), groups=who, intervals=True)
    apart = evaluate.binary(np.tile(y, 4), np.tile(p, 4), intervals=True)
    width = [r.high.auc - r.low.auc for r in (once, again, apart)]
    assert abs(width[1] / width[0] - 1) < 0.15 and width[2] < 0.6 * width[0]


def test_comparison():
    y, p, _ = rows(False)
    noise = np.clip(p + np.random.default_rng(2).normal(0, 1, len(p)), 0, 1)
    difference = evaluate.compare_binary(y, p, noise)
    assert difference.auc == evaluate.binary(y, p).auc - evaluate.binary(y, noise).auc
    assert 0 < difference.low.auc < difference.auc < difference.high.auc
    test = evaluate.auc_test(y, p, noise)
    assert abs(test.low - difference.low.auc) < 0.01 and test.p < 0.01


def test_scores_of_any_kind():
    y = [0, 1, 0, 1]
    report = evaluate.binary(y, [-3, 70, 5, 4], scores="any")
    assert report.auc == 0.75 and np.isnan(report.brier)
    assert evaluate.gains(y, [-3, 70, 5, 4], 2)["captured"].tolist() == [0.5, 1]
    with pytest.raises(ValueError, match='row 1: score is 70, .* say "any"'):
        evaluate.binary(y, [0, 70, 1, 1])
    with pytest.raises(ValueError, match="row 1: class is 2"):
        evaluate.binary([0, 7, 0, 1], [0, 0.5, 1, 1])
    with pytest.raises(ValueError, match="score: 4 values, where y has 3 rows"):
        evaluate.binary([0, 1, 0], [0, 0.5, 1, 1])
    with pytest.raises(ValueError, match="y must be 0 or 1"):
        evaluate.binary(["no", "yes"], [0, 0.5])
    with pytest.raises(ValueError, match="bins is 0"):
        evaluate.calibration(y, [0, 0.5, 1, 1], bins=0)
    with pytest.raises(ValueError, match="n_parts is 0"):
        evaluate.gains(y, [0, 0.5, 1, 1], 0)
    with pytest.raises(TypeError, match=r"bins must be a whole number, not 2\.5"):
        evaluate.calibration(y, [0, 0.5, 1, 1], bins=2.5)
    with pytest.raises(TypeError, match=r"n_parts must be a whole number, not 2\.5"):
        evaluate.gains(y, [0, 0.5, 1, 1], 2.5)


def test_progress_can_end_it():
    def stop(stage, fraction):
        raise KeyboardInterrupt

    y, p, _ = rows(False, n=100_000)
    with pytest.raises(KeyboardInterrupt):
        evaluate.binary(y, p, intervals=True, progress=stop)


# ---- lists of offers ----


def held_out_lists():
    starts, items = VECTORS["held start"], VECTORS["held item"]
    ranked = VECTORS["ranked"].reshape(-1, 8).astype(int)
    ranked[np.arange(8) >= VECTORS["counts"][:, None]] = -1
    return (starts, items, None), ranked


@pytest.mark.parametrize("top", [None, 5])
def test_ranking_golden(top):
    held_out, ranked = held_out_lists()
    report = evaluate.ranking(
        held_out,
        ranked,
        top=top,
        n_items=40,
        popularity=VECTORS["popularity"],
        population=500,
    )
    expected = VECTORS[f"ranking {top or 8}"]
    np.testing.assert_allclose(report.table()["value"], expected, rtol=1e-12)


def test_ndcg_against_scikit_learn():
    rng = np.random.default_rng(3)
    truth = rng.random((50, 30)) < 0.2
    truth[:, 0] = True
    score = rng.random((50, 30))
    ranked = np.argsort(-score, axis=1)[:, :10]
    report = evaluate.ranking(scipy.sparse.csr_array(truth.astype(float)), ranked)
    assert abs(report.ndcg - metrics.ndcg_score(truth, score, k=10)) < 1e-12


def lines_of(path):
    text = gzip.decompress(need(path).read_bytes()).decode()
    return [[int(word) for word in line.split()] for line in text.splitlines()]


@pytest.fixture(scope="module")
def movies():
    """MovieLens 100K in the MCRec split: what was held out, and offers by number."""
    folder = DATA / "ml-100k-mcrec"
    train = np.array([line[:2] for line in lines_of(folder / "train.rating.gz")])
    pairs = [
        (customer, item)
        for customer, *items in lines_of(folder / "test.rating.gz")
        for item in items
    ]
    shape = 944, 1683  # numbered from 1
    of = [
        scipy.sparse.coo_array((np.ones(len(p)), np.transpose(p)), shape=shape).tocsr()
        for p in (train, pairs)
    ]
    jaccard = quen.ItemCF("jaccard", 161, n_jobs=2).fit(of[0])
    rp3beta = quen.ItemCF(n_jobs=2).fit(of[0])
    return of, jaccard.recommend_batch(None, 10), rp3beta.recommend_batch(None, 10)


def test_published_result(movies):
    """Jaccard with 161 neighbours: precision, recall and NDCG at 10 are .3177, .2043 and
    .2431 (Dacrema et al. 2021); by the standard definition NDCG is .3766."""
    (_, held_out), offers, _ = movies
    report = evaluate.ranking(held_out, offers)
    figures = report.precision, report.recall, report.ndcg_untruncated, report.ndcg
    assert np.round(figures, 4).tolist() == [0.3177, 0.2043, 0.2431, 0.3766]


def test_comparison_of_lists(movies):
    (train, held_out), jaccard, rp3beta = movies
    had = np.diff(train.tocsc().indptr)
    more = {"popularity": had, "population": 943}
    a, b = (evaluate.ranking(held_out, o, **more) for o in (jaccard, rp3beta))
    difference = evaluate.compare_ranking(held_out, rp3beta, jaccard, **more, n_jobs=2)
    assert abs(difference.ndcg - (b.ndcg - a.ndcg)) < 1e-15
    assert difference.low.ndcg < difference.ndcg < difference.high.ndcg
    assert difference.novelty != 0 and np.isnan(difference.low.coverage)


def test_lists_that_are_none():
    held_out = ([0, 2, 3], [0, 1, 2], None)
    with pytest.raises(ValueError, match="row 1: item 1 is in the list twice"):
        evaluate.ranking(held_out, [[1, 2], [1, 1]])
    with pytest.raises(ValueError, match="row 0: item is 9, not within"):
        evaluate.ranking(held_out, [[9, 2], [0, 1]])
    with pytest.raises(ValueError, match="a list for each of 2 rows"):
        evaluate.ranking(held_out, [[1, 2]])
    with pytest.raises(ValueError, match="rows of item numbers"):
        evaluate.ranking(held_out, [["a", "b"], ["c", "d"]])
    with pytest.raises(ValueError, match="lists of 2 and of 1 items"):
        evaluate.compare_ranking(held_out, [[1, 2], [0, 1]], [[1], [0]])
    names = quen.Table({"customer": ["An"], "rank": [1], "item": ["Latte"]})
    with pytest.raises(ValueError, match=r"fitted to split\.train"):
        evaluate.ranking(held_out, names)


def test_lists_shorter_than_asked_for():
    """Where nobody has as many offers as were asked for, k is still what it was."""
    held_out = ([0, 1, 2], [0, 1], None)
    one = quen.Table({"customer": [0, 1], "rank": [1, 1], "item": [0, 0]})
    two = quen.Table({"customer": [0, 0], "rank": [1, 2], "item": [1, 0]})
    assert evaluate.ranking(held_out, one, top=10).precision == 0.05
    assert evaluate.ranking(held_out, one).precision == 0.5
    difference = evaluate.compare_ranking(held_out, one, two)
    assert difference.precision == 0.0 and difference.reciprocal_rank == 0.25
    with pytest.raises(TypeError, match=r"top must be a whole number, not 2\.5"):
        evaluate.ranking(held_out, one, top=2.5)


@pytest.mark.parametrize("matrix", [np.eye(2), np.eye(3), [[1, 2]], 5])
def test_matrices_that_are_none(matrix):
    with pytest.raises(TypeError, match="a sparse matrix is needed"):
        evaluate.ranking(matrix, [[0], [1]])
    with pytest.raises(TypeError, match="a sparse matrix is needed"):
        quen.ItemCF().fit(matrix)


# ---- clusters ----


def test_clusters_against_scikit_learn():
    x, labels = make_blobs(400, 3, centers=6, cluster_std=3, random_state=1)
    names = np.array(["a", "b", "c", "d", "e", "f"])[labels]
    report = evaluate.clusters(x, names)
    assert abs(report.silhouette - metrics.silhouette_score(x, labels)) < 1e-12
    expected = metrics.calinski_harabasz_score(x, labels)
    assert abs(report.calinski_harabasz / expected - 1) < 1e-12
    assert abs(report.davies_bouldin - metrics.davies_bouldin_score(x, labels)) < 1e-12
    some = evaluate.clusters(x, labels, sample=100, n_jobs=2)
    assert some.sampled == 100 and some.silhouette_error > 0
    assert abs(some.silhouette - report.silhouette) < 4 * some.silhouette_error
    assert some == evaluate.clusters(x, labels, sample=100)
    with pytest.raises(ValueError, match="labels tell 1 clusters"):
        evaluate.clusters(x, np.zeros(400))


# ---- splits ----


@pytest.fixture(scope="module")
def small():
    return quen.Orders.from_table(
        {
            "who": ["An", "An", "An", "Binh", "Cuc", "Cuc"],
            "what": ["a", "b", "c", "a", "b", "c"],
            "when": ["2026-01-01", "2026-02-01", "2026-03-01"] * 2,
            "paid": [1, 1, 1, 1, 1, 1],
        },
        customer="who",
        item="what",
        time="when",
        amount="paid",
    )


def rows_of(matrix):
    starts, columns, _ = matrix
    ends = starts.astype(int)
    return [columns[a:b].tolist() for a, b in zip(ends, ends[1:], strict=False)]


def test_split_last_order(small):
    split = evaluate.split(small)
    assert rows_of(split.train) == [[0, 1], [0], [1]]
    assert rows_of(split.held_out) == [[2], [], [2]]
    assert split.customers.tolist() == ["An", "Binh", "Cuc"]
    assert split.items.tolist() == ["a", "b", "c"]
    assert split.popularity.tolist() == [2, 2, 0]
    assert np.isnat(split.moments).tolist() == [False, True, False]
    assert str(split.moments[0]) == "2026-03-01T00:00:00"


def test_split_by_time(small):
    split = evaluate.split(small, "time", cutoff="2026-01-15", horizon_days=20)
    assert rows_of(split.train) == [[0], [0], []]
    assert rows_of(split.held_out) == [[1], [], [1]]
    moments = np.array(["2026-02-15", "NaT", "2026-01-01"], "datetime64[D]")
    given = evaluate.split(small, "given", moments=moments)
    assert rows_of(given.held_out) == [[2], [], [1, 2]]
    with pytest.raises(ValueError, match="2 moments, and the log has 3 customers"):
        evaluate.split(small, "given", moments=moments[:2])
    with pytest.raises(ValueError, match="horizon_days, in seconds, is 0, and so long"):
        evaluate.split(small, "time")


def test_split_is_fitted_and_judged(orders):
    split = evaluate.split(orders, "time", horizon_days=60, include_bought=True)
    model = quen.ItemCF().fit(split.train)
    offers = model.recommend_batch(None, 5, include_bought=True)
    report = evaluate.ranking(split, offers, intervals=True, resamples=50)
    assert 0 < report.low.ndcg < report.ndcg < report.high.ndcg < 1
    assert report.novelty > 0 and 0 < report.coverage <= 1
    assert 0 < split.n_judged <= split.n_customers == orders.n_customers


def test_origins(small):
    utc = dt.UTC
    at = evaluate.origins(small, horizon_days=20, step_days=10, history_days=5, most=2)
    end = dt.datetime(2026, 3, 1, 0, 0, 1, tzinfo=utc)
    assert at == [end - dt.timedelta(days=30), end - dt.timedelta(days=20)]
    with pytest.raises(quen.NumericError, match="it can carry a horizon of 29.0 days"):
        evaluate.origins(small)
    with pytest.raises(ValueError, match="step_days, in seconds, is 0"):
        evaluate.origins(small, step_days=0)


def test_folds(orders, small):
    of_log = evaluate.folds(orders, 5, random_state=3)
    of_keys = evaluate.folds(orders.customers, 5, random_state=3)
    assert (of_log == of_keys).all() and of_log.dtype == np.int64
    sizes = np.bincount(of_log, minlength=5)
    assert len(of_log) == orders.n_customers and sizes.min() > 0.8 * sizes.mean()
    assert (evaluate.folds(small, 5)[:1] == evaluate.folds(["An"], 5)).all()
    assert (
        evaluate.folds([17850], 1000).tolist()
        == evaluate.folds(np.array([17850]), 1000).tolist()
    )
    with pytest.raises(ValueError, match="n_folds"):
        evaluate.folds(small, 1)
    with pytest.raises(TypeError, match="customers: a list of keys is needed"):
        evaluate.folds("An", 2)
    with pytest.raises(ValueError, match="folds must be numbers, not <U1"):
        list(evaluate.indices(["a"]))
    with pytest.raises(TypeError, match="all numbers or all text"):
        evaluate.folds([1, "1"], 2)  # both were taken for text
    for of in (small, ["An"]):  # 2^32 was taken for none
        with pytest.raises(ValueError, match="n_folds must be within"):
            evaluate.folds(of, 2**32)


def test_indices_serve_scikit_learn():
    y, p, _ = rows(False)
    folds = evaluate.folds(np.arange(len(y)), 4)
    scores = cross_val_score(
        LogisticRegression(), p[:, None], y, cv=list(evaluate.indices(folds))
    )
    assert len(scores) == 4 and (scores > 0.6).all()


def test_lengths_are_told_of_what_is_too_short():
    y = [0, 1, 1, 0]
    with pytest.raises(ValueError, match=r"^score: 3 values, where y has 4 rows$"):
        evaluate.binary(y, [0.1, 0.2, 0.3])
    with pytest.raises(ValueError, match=r"^b: 1 values, where y has 4 rows$"):
        evaluate.compare_binary(y, [0.1, 0.2, 0.3, 0.4], [0.1])
    with pytest.raises(ValueError, match=r"^b must be numbers"):
        evaluate.auc_test(y, [0.1, 0.2, 0.3, 0.4], ["x"] * 4)
    with pytest.raises(ValueError, match=r"^groups: 2 values, where y has 4 rows$"):
        evaluate.binary(y, [0.1, 0.2, 0.3, 0.4], groups=["a", "b"])
