"""K-means against C's golden vectors and scikit-learn; what it promises of bits, memory,
errors and Ctrl-C."""

import doctest
import gc
import gzip
import os
import pathlib
import time
import tracemalloc

import numpy as np
import pytest
from conftest import DATA, need
from golden import golden

import quen
import quen._cluster

HAND = golden("kmeans.txt")
POINTS, WEIGHTS = HAND["hand_x"].reshape(-1, 2), HAND["hand_w"]


def blobs(n=2000, d=4, places=6, seed=0):
    rng = np.random.default_rng(seed)
    centres = rng.uniform(-20, 20, (places, d))
    return centres[rng.integers(places, size=n)] + rng.normal(size=(n, d))


def s_set1():
    """5,000 points of two columns."""
    path = need(DATA / "clustering_benchmark" / "s-set1.arff.gz")
    lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    at = next(i for i, line in enumerate(lines) if line.strip().lower() == "@data")
    rows = [
        line.split(",") for line in lines[at + 1 :] if line.strip() and line[0] != "%"
    ]
    return np.array([row[:2] for row in rows], float)


def parts(kmeans):
    """All that a fit learned, as bytes."""
    return kmeans.to_bytes()


def test_docstrings():
    assert doctest.testmod(quen._cluster).failed == 0


# ---- results ----


@pytest.mark.parametrize("name", ["hand", "hand_weighted", "empty", "empty_weighted"])
def test_golden(name):
    starts = POINTS[[0, 2, 9]] if name.startswith("hand") else HAND["empty_start"]
    weights = WEIGHTS if name.endswith("weighted") else None
    kmeans = quen.KMeans(3, init=starts.reshape(3, 2)).fit(POINTS, sample_weight=weights)
    order = np.lexsort(HAND[f"{name}_centres"].reshape(3, 2).T[::-1])
    np.testing.assert_allclose(
        kmeans.cluster_centers_, HAND[f"{name}_centres"].reshape(3, 2)[order], rtol=1e-9
    )
    assert kmeans.cluster_sizes_.tolist() == HAND[f"{name}_plain_counts"][order].tolist()
    assert kmeans.n_iter_ == HAND[f"{name}_plain_n_iter"][0] and kmeans.converged_
    np.testing.assert_allclose(
        kmeans.inertia_, HAND[f"{name}_plain_inertia"][0], rtol=1e-9
    )


def test_golden_s_set1():
    X = s_set1()
    starts = X[HAND["s_set1_start_rows"].astype(int)]
    kmeans = quen.KMeans(15, init=starts).fit(X)
    np.testing.assert_allclose(
        kmeans.inertia_, HAND["s_set1_plain_inertia"][0], rtol=1e-9
    )
    assert sorted(kmeans.cluster_sizes_) == sorted(HAND["s_set1_plain_counts"])
    best = HAND["s_set1_best_inertia"][0]
    assert quen.KMeans(15, n_init=10).fit(X).inertia_ <= best * (1 + 1e-9)


def test_like_scikit_learn_from_the_same_starts():
    from sklearn import cluster

    X = blobs()
    starts = X[:6]
    theirs = cluster.KMeans(6, init=starts, n_init=1, tol=0, algorithm="lloyd").fit(X)
    ours = quen.KMeans(6, init=starts).fit(X)
    number = np.argsort(theirs.cluster_centers_[:, 0])
    assert (number[ours.labels_] == theirs.labels_).all()
    np.testing.assert_allclose(ours.cluster_centers_, theirs.cluster_centers_[number])
    np.testing.assert_allclose(ours.inertia_, theirs.inertia_)
    new = blobs(seed=1)
    assert (number[ours.predict(new)] == theirs.predict(new)).all()
    np.testing.assert_allclose(ours.transform(new), theirs.transform(new)[:, number])
    np.testing.assert_allclose(ours.score(new), theirs.score(new))


def test_what_a_fit_says():
    X = blobs()
    kmeans = quen.KMeans(6).fit(X)
    assert kmeans.labels_.dtype == np.int32 and kmeans.n_features_in_ == 4
    assert (kmeans.predict(X) == kmeans.labels_).all()
    assert (np.bincount(kmeans.labels_) == kmeans.cluster_sizes_).all()
    assert (np.diff(kmeans.cluster_centers_[:, 0]) >= 0).all()
    distances = kmeans.transform(X)
    assert (distances.argmin(axis=1) == kmeans.labels_).all()
    np.testing.assert_allclose((distances.min(axis=1) ** 2).sum(), kmeans.inertia_)
    np.testing.assert_allclose(-kmeans.score(X), kmeans.inertia_)
    assert kmeans.score(X, sample_weight=np.full(len(X), 2.0)) == 2 * kmeans.score(X)
    assert (kmeans.fit_predict(X) == kmeans.labels_).all()
    assert (kmeans.fit_transform(X) == distances).all()
    assert kmeans.get_feature_names_out().tolist() == [f"kmeans{i}" for i in range(6)]


def test_weights_are_copies():
    X = blobs(300)
    weights = np.arange(300) % 3
    starts = X[weights > 0][:5]
    repeated = quen.KMeans(5, init=starts).fit(np.repeat(X, weights, axis=0))
    weighted = quen.KMeans(5, init=starts).fit(X, sample_weight=weights)
    np.testing.assert_array_equal(repeated.cluster_centers_, weighted.cluster_centers_)


def test_parameters():
    X = blobs()
    second = quen.KMeans(6, order_by=1).fit(X)
    assert (np.diff(second.cluster_centers_[:, 1]) >= 0).all()
    assert parts(quen.KMeans(6, n_init="auto").fit(X)) == parts(quen.KMeans(6).fit(X))
    assert not quen.KMeans(6, init=X[:6], max_iter=1).fit(X).converged_
    assert quen.KMeans(6, init=X[:6], tol=1e9).fit(X).n_iter_ == 1
    drawn = [
        quen.KMeans(6, n_init=1, random_state=state).fit(X).to_bytes()
        for state in (np.random.RandomState(5), np.random.RandomState(5))
    ]
    assert drawn[0] == drawn[1]
    quen.KMeans(6, random_state=np.random.default_rng(5)).fit(X)
    assert repr(quen.KMeans(5, tol=1e-4)) == "KMeans(n_clusters=5, tol=0.0001)"
    assert quen.KMeans(5)._options()["k"] == 5


def test_profile():
    raw = np.array(
        [[1.0, np.nan], [2.0, 5.0], [4.0, np.nan], [10.0, np.nan], [20.0, np.nan]]
    )
    kmeans = quen.KMeans(2).fit(raw[:, :1])
    table = kmeans.profile(raw)
    assert table.columns == (
        "cluster",
        "size",
        "x0_mean",
        "x0_median",
        "x1_mean",
        "x1_median",
    )
    assert table["size"].tolist() == kmeans.cluster_sizes_.tolist() == [4, 1]
    assert table["x0_mean"].tolist() == [4.25, 20.0]
    assert table["x0_median"].tolist() == [2.0, 20.0]
    assert table["x1_mean"][0] == 5.0 and np.isnan(table["x1_mean"][1])
    other = kmeans.profile(raw[:2], labels=[1, 0])
    assert other["x0_mean"].tolist() == [2.0, 1.0]
    refused = ([0, 2], "row 1 is 2"), ([0, -1], "row 1 is"), ([0.0, 1.0], "whole numbers")
    for labels, sentence in refused:
        with pytest.raises(ValueError, match=sentence):
            kmeans.profile(raw[:2], labels=labels)


def test_profile_names():
    import pandas

    frame = pandas.DataFrame({"spend": [1.0, 2.0, 9.0], "visits": [1, 1, 7]})
    kmeans = quen.KMeans(2).fit(frame)
    assert kmeans.feature_names_in_.tolist() == ["spend", "visits"]
    assert kmeans.profile(frame).columns[2:4] == ("spend_mean", "spend_median")


# ---- the same bits ----


def test_threads_do_not_matter():
    X, weights = blobs(20000), np.random.default_rng(1).uniform(size=20000)
    one, two = (
        quen.KMeans(6, n_jobs=jobs).fit(X, sample_weight=weights) for jobs in (1, 2)
    )
    assert parts(one) == parts(two)
    np.testing.assert_array_equal(one.transform(X), two.transform(X))
    np.testing.assert_array_equal(one.predict(X), two.predict(X))


def test_floats_are_the_doubles_they_equal():
    X = blobs().astype(np.float32)
    single, double = quen.KMeans(6).fit(X), quen.KMeans(6).fit(X.astype(np.float64))
    assert parts(single) == parts(double)
    for method in ("predict", "transform", "score"):
        a, b = getattr(single, method)(X), getattr(double, method)(X.astype(np.float64))
        np.testing.assert_array_equal(a, b)


def test_other_types_and_orders_are_converted():
    X = np.rint(blobs())
    wanted = parts(quen.KMeans(6).fit(X))
    others = [
        np.asfortranarray(X),
        X.astype(np.int64),
        X.astype(np.float16),
        X.astype(">f8"),
        X.tolist(),
        np.repeat(X, 2, axis=0)[::2],
        X.astype(object),
    ]
    for other in others:
        assert parts(quen.KMeans(6).fit(other)) == wanted


def test_files(tmp_path):
    kmeans = quen.KMeans(6).fit(blobs())
    kmeans.save(tmp_path / "x.quen")
    opened = quen.KMeans.open(tmp_path / "x.quen")
    assert opened.n_clusters == 6 and opened.n_features_in_ == 4
    assert parts(opened) == parts(kmeans)
    assert (opened.predict(blobs(seed=1)) == kmeans.predict(blobs(seed=1))).all()
    with pytest.raises(quen.FormatError):
        quen.KMeans.from_bytes(parts(kmeans)[:-1])


def test_clusters_of_a_shop(orders):
    settings = quen.KMeans(4, n_init=2, random_state=7)
    shop = quen.Shop.train(orders, parts=["kmeans"], kmeans=settings)
    assert shop.kmeans.n_clusters == 4
    assert shop.kmeans.labels_.dtype == np.int32
    assert shop.kmeans.cluster_sizes_.tolist() == shop.clusters["customers"].tolist()
    assert parts(quen.KMeans.from_bytes(parts(shop.kmeans))) == parts(shop.kmeans)
    key = shop.customers[0]
    assert shop.customer(key)["cluster"] == shop.kmeans.labels_[0]


# ---- memory ----


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_nothing_is_copied(dtype):
    X = np.ascontiguousarray(blobs(200000), dtype)
    X.flags.writeable = False
    kmeans = quen.KMeans(6, n_init=1)
    tracemalloc.start()
    kmeans.fit(X)
    kmeans.predict(X)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < X.nbytes / 3  # the labels that predict() gives, 4 bytes a row
    assert not kmeans.cluster_centers_.flags.writeable


def test_arrays_outlive_the_model():
    kmeans = quen.KMeans(6).fit(blobs())
    centres, labels = kmeans.cluster_centers_, kmeans.labels_
    sums = centres.sum(), labels.sum()
    del kmeans
    gc.collect()
    assert (centres.sum(), labels.sum()) == sums


STATM = pathlib.Path("/proc/self/statm")


def resident():
    """Bytes in memory now."""
    return int(STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.slow
@pytest.mark.skipif(not STATM.exists(), reason="the system does not tell memory")
def test_many_fits_leave_nothing_behind():
    X = blobs(50, 2, 3)

    def fits(n):
        for seed in range(n):
            kmeans = quen.KMeans(3, n_init=1, random_state=seed).fit(X)
            kmeans.predict(X)
            if seed % 10 == 0:
                with pytest.raises(ValueError):
                    quen.KMeans(51).fit(X)

    def growth():
        before = resident()
        fits(10000)
        return resident() - before

    # A leak grows each time; what others left behind in this process does not.
    fits(500)
    assert any(growth() < 2**20 for _ in range(3))


# ---- errors, progress, Ctrl-C ----


@pytest.mark.parametrize(
    "parameters, sentence",
    [
        ({"n_clusters": 0}, "kmeans: n_clusters is 0, not at least 1"),
        ({"n_clusters": 100}, "kmeans: n_clusters is 100, but there are only 24 points"),
        ({"n_init": 0}, "kmeans: n_init is 0, not at least 1"),
        ({"max_iter": 0}, "kmeans: max_iter is 0, not at least 1"),
        ({"tol": -1.0}, "kmeans: tol is -1, not at least 0"),
        ({"order_by": 2}, "kmeans: order_by is 2, but there are only columns 0 to 1"),
        ({"random_state": -1}, "random_state must be within 0..2^64 - 1, not -1"),
        ({"random_state": "x"}, "random_state must be None, an int"),
        ({"n_jobs": 0}, "n_jobs must be None, at least 1"),
        ({"init": "random"}, "init must be \"k-means++\" or an array, not 'random'"),
        ({"n_clusters": 8, "init": [[1.0, 2.0]]}, "init has shape (1, 2), not (8, 2)"),
        ({"init": [[1.0, 2.0, 3.0]]}, "init has shape (1, 3), not (1, 2)"),
        (
            {"n_clusters": 1, "init": [[1.0, np.nan]]},
            "kmeans: init: row 0, column 1: NaN is not finite",
        ),
    ],
)
def test_parameters_refused(parameters, sentence):
    with pytest.raises(ValueError) as error:
        quen.KMeans(**parameters).fit(POINTS)
    assert sentence in str(error.value)


def test_values_refused():
    X = blobs(20)
    X[3, 1] = np.nan
    with pytest.raises(ValueError, match="kmeans: x: row 3, column 1: NaN is not finite"):
        quen.KMeans(2).fit(X)
    kmeans = quen.KMeans(2).fit(X[4:])
    X[3, 1] = -np.inf
    for method in (kmeans.predict, kmeans.transform, kmeans.score):
        with pytest.raises(ValueError, match="kmeans: x: row 3, column 1: -inf is not"):
            method(X)
    for weights, sentence in (
        (np.full(16, -1.0), "the weight of row 0 is -1"),
        (np.zeros(16), "every weight is zero"),
        (np.ones(5), "sample_weight has shape"),
    ):
        with pytest.raises(ValueError, match=sentence):
            quen.KMeans(2).fit(X[4:], sample_weight=weights)
    with pytest.raises(ValueError, match="a shop start from k-means"):
        quen.KMeans(init=X[:8])._options()


def test_not_fitted():
    for ask in ("predict", "transform", "score", "profile"):
        with pytest.raises(quen.NotFittedError, match="this KMeans is not fitted yet"):
            getattr(quen.KMeans(), ask)(POINTS)
    assert not hasattr(quen.KMeans(), "labels_")


def long_fit(**more):
    """A fit of some seconds."""
    rng = np.random.default_rng(0)
    quen.KMeans(200, n_init=50, max_iter=10000).fit(rng.uniform(size=(20000, 8)), **more)


def test_progress():
    told = []
    quen.KMeans(20, n_init=3).fit(blobs(20000), progress=lambda *what: told.append(what))
    assert {stage for stage, _ in told} == {"kmeans"}
    assert all(0 <= fraction <= 1 for _, fraction in told)


def test_what_progress_raises_ends_the_fit():
    class Enough(Exception):
        pass

    def stop(stage, fraction):
        raise Enough(stage)

    began = time.perf_counter()
    with pytest.raises(Enough):
        long_fit(progress=stop)
    assert time.perf_counter() - began < 2
