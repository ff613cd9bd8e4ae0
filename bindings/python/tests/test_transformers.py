"""Scores and scales: the rule of Rfm, C's own scaler, and what a pickle keeps of them."""

import doctest
import pickle

import numpy as np
import pytest

import quen
import quen._preprocessing
from quen import _core


def customers(n=4000, ties=30, seed=0):
    rng = np.random.default_rng(seed)
    return np.column_stack(
        [
            rng.integers(0, 400, n),
            rng.integers(2, ties + 1, n),
            rng.integers(-50, 9000, n) * 5,
        ]
    )


def test_docstrings():
    assert doctest.testmod(quen._preprocessing).failed == 0


# ---- RfmTransformer ----


@pytest.mark.parametrize("n", [1, 2, 4, 5, 9, 4000])
@pytest.mark.parametrize("bins", [2, 5, 10])
@pytest.mark.parametrize("ties", [2, 30, 4000])
def test_the_rule_of_rfm(n, bins, ties):
    X = customers(n, ties)
    rfm = quen.Rfm(bins=bins, segments="none").fit_values(*X.T, decimals=0)
    transformer = quen.RfmTransformer(bins=bins).fit(X)
    table = rfm.table
    wanted = np.column_stack([table[axis] for axis in "rfm"])
    np.testing.assert_array_equal(transformer.transform(X), wanted)
    for axis, cuts in zip("rfm", transformer.cut_points_, strict=True):
        assert rfm.cuts_[axis].tolist() == [cuts.tolist()]
    new = customers(n + 100, seed=1)
    scored = rfm.transform_values(*new.T[:2], new[:, 2])
    wanted = np.column_stack([scored[axis] for axis in "rfm"])
    np.testing.assert_array_equal(transformer.transform(new), wanted)


def middles(column, values):
    """The sorted positions of the middle ones of those that equal the values."""
    less = (column[:, None] < values).sum(axis=0)
    return less + (column[:, None] == values).sum(axis=0) // 2


def test_any_floats_and_any_columns():
    rng = np.random.default_rng(2)
    X = np.round(rng.lognormal(size=(1000, 4)), 1) * 1e-9
    model = quen.RfmTransformer(bins=4, lower_is_better=[1, 3])
    scores = model.fit_transform(X)
    moved = 0
    for j in range(4):
        at = np.sort(X[:, j])[[249, 499, 749]]
        later = middles(X[:, j], at) > [249, 499, 749]
        cuts = np.where(later, np.nextafter(at, -1), at)
        moved += later.sum()
        assert model.cut_points_[j].tolist() == cuts.tolist()
        above = (X[:, j, None] > cuts).sum(axis=1)
        assert (scores[:, j] == (4 - above if j in (1, 3) else 1 + above)).all()
    assert moved > 0
    one = quen.RfmTransformer().fit_transform(X[:, :1])
    assert one.shape == (1000, 1) and set(one.ravel()) == {1, 2, 3, 4, 5}


def test_whole_numbers_beyond_doubles():
    scores = quen.RfmTransformer().fit_transform(2**60 + np.arange(10)[:, None])
    assert scores.ravel().tolist() == [5, 5, 4, 4, 3, 3, 2, 2, 1, 1]


@pytest.mark.parametrize(
    "kind", [np.float64, np.float32, np.float16, np.int8, np.uint8, np.uint64, bool]
)
def test_any_type_is_scored_in_its_order(kind):
    values = [-3.5, -1.0, -0.0, 0.0, 1.0, 2.5, 100.0, 7.0, 0.0]
    X = np.abs(values) if np.dtype(kind).kind in "ub" else np.array(values)
    X = X[:, None].astype(kind)
    model = quen.RfmTransformer(4, lower_is_better=[]).fit(X)
    at = np.sort(X[:, 0])[[2, 4, 6]]
    later = middles(X[:, 0], at) > [2, 4, 6]
    cuts = model.cut_points_[0]
    assert model.cut_points_.dtype == kind
    assert (np.where(later, cuts < at, cuts == at)).all()
    expected = 1 + (X > cuts).sum(axis=1)
    assert model.transform(X)[:, 0].tolist() == expected.tolist()
    # other rows may be of another type, and between the cut points
    assert model.transform(X + 0.25)[:, 0].tolist() == [
        1 + int((value > cuts).sum()) for value in X[:, 0] + 0.25
    ]


@pytest.mark.parametrize("kind", [np.float64, np.float32, np.float16, np.int8, bool])
@pytest.mark.parametrize("least", [0, -128])
def test_many_of_the_least_value(kind, least):
    X = np.array([least] * 6 + [1, 1])[:, None].astype(kind)
    model = quen.RfmTransformer(4, lower_is_better=[]).fit(X)
    low, high = (2, 4) if X[0] != X[-1] else (3, 3)
    assert model.transform(X).ravel().tolist() == [low] * 6 + [high] * 2
    assert model.transform(X.astype(float)).ravel().tolist() == [low] * 6 + [high] * 2


def test_the_ends_of_types():
    for ends in (
        np.array([[-1.7e308], [-5e-324], [5e-324], [1.7e308]]),
        np.array([[-(2**63)], [-1], [0], [2**63 - 1]]),
        np.array([[0], [1], [2**63], [2**64 - 1]], np.uint64),
    ):
        model = quen.RfmTransformer(4, lower_is_better=[]).fit(ends)
        assert model.transform(ends).ravel().tolist() == [1, 2, 3, 4]
        assert model.cut_points_.tolist() == [ends[:3, 0].tolist()]


def test_lower_by_name():
    import pandas

    frame = pandas.DataFrame({"spend": [1.0, 2.0, 3.0], "days": [9, 8, 7]})
    model = quen.RfmTransformer(3, lower_is_better=["days"]).fit(frame)
    assert model.transform(frame).tolist() == [[1, 1], [2, 2], [3, 3]]
    assert model.get_feature_names_out().tolist() == ["spend", "days"]
    with pytest.raises(ValueError, match="'visits' is none of X's 2 columns"):
        quen.RfmTransformer(lower_is_better=["visits"]).fit(frame)


def test_scores_refused():
    X = customers(20)
    for parameters, sentence in (
        ({"bins": 1}, "bins"),
        ({"bins": 11}, "bins"),
        ({"lower_is_better": [3]}, "lower_is_better: 3 is none of X's 3 columns"),
        ({"lower_is_better": ["r"]}, "lower_is_better: 'r' is none"),
    ):
        with pytest.raises(ValueError, match=sentence):
            quen.RfmTransformer(**parameters).fit(X)
    for value in (np.nan, np.inf):
        with pytest.raises(ValueError, match="NaN|inf"):
            quen.RfmTransformer().fit(np.where(np.arange(3) == 1, value, X))
    with pytest.raises(quen.NotFittedError):
        quen.RfmTransformer().transform(X)


# ---- Scaler ----


def numbers(n=500, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, 5)) * [1, 1e-8, 1e120, 3, 0] + [0, 1, 0, 1e6, 7]
    X[rng.integers(n, size=20), rng.integers(4, size=20)] = np.nan
    return X


def test_standard():
    X = numbers()
    scaler = quen.Scaler().fit(X)
    np.testing.assert_allclose(
        scaler.center_, np.nanmean(X, axis=0), rtol=1e-9, atol=1e105
    )
    np.testing.assert_allclose(scaler.scale_[[0, 3]], np.nanstd(X, axis=0)[[0, 3]])
    assert scaler.scale_[4] == 1
    scaled = scaler.transform(X)
    np.testing.assert_allclose(scaled.mean(axis=0), 0, atol=1e-6)
    np.testing.assert_array_equal(scaled[np.isnan(X)], 0)
    np.testing.assert_array_equal(scaled[:, 4], 0)


def test_robust():
    X = np.arange(8.0)[:, None]
    scaler = quen.Scaler("robust").fit(X)
    assert scaler.center_.tolist() == [3.0] and scaler.scale_.tolist() == [4.0]


def test_log1p_and_clip():
    X = np.array([[-9.0, 1.0], [0.0, 2.0], [99.0, 3.0]])
    logs = quen.Scaler("none", log1p=[True, False]).fit_transform(X)
    np.testing.assert_allclose(logs[:, 0], np.sign(X[:, 0]) * np.log1p(np.abs(X[:, 0])))
    np.testing.assert_array_equal(logs[:, 1], X[:, 1])
    assert quen.Scaler("none", clip=2.5).fit_transform(X).tolist() == [
        [-2.5, 1.0],
        [0.0, 2.0],
        [2.5, 2.5],
    ]


@pytest.mark.parametrize("method", ["standard", "robust", "none"])
@pytest.mark.parametrize("clip", [0.0, 1.5])
@pytest.mark.parametrize("log1p", [False, True, [True, False, False, True, False]])
def test_kept_it_scales_to_the_same_bits(method, clip, log1p, tmp_path):
    scaler = quen.Scaler(method, log1p=log1p, clip=clip).fit(numbers())
    scaler.save(tmp_path / "x.quen")
    X = np.vstack([numbers(seed=1), np.full((1, 5), 1.7e308), np.full((1, 5), -1.7e308)])
    for again in (
        pickle.loads(pickle.dumps(scaler)),
        quen.Scaler.open(tmp_path / "x.quen"),
        quen.Scaler.from_bytes(scaler.to_bytes()),
    ):
        assert again.to_bytes() == scaler.to_bytes()
        assert again.transform(X).tobytes() == scaler.transform(X).tobytes()
        assert np.isfinite(again.transform(X)).all()
        assert again.n_features_in_ == 5 and again.clip == clip
        assert np.array_equal(np.full(5, again.log1p), np.full(5, log1p))
    with pytest.raises(quen.FormatError, match="^scaler: "):
        quen.Scaler.from_bytes(scaler.to_bytes()[:-1])
    with pytest.raises(
        quen.FormatError, match="kmeans: the file holds a model of kind 7"
    ):
        quen.KMeans.open(tmp_path / "x.quen")


def test_threads_do_not_matter():
    X = numbers(20000)
    one, two = (quen.Scaler(n_jobs=jobs).fit(X) for jobs in (1, 2))
    assert one.center_.tobytes() == two.center_.tobytes()
    assert one.transform(X).tobytes() == two.transform(X).tobytes()


def test_scales_refused():
    X = numbers(30)
    for parameters, sentence in (
        (
            {"method": "minmax"},
            "method must be one of standard|robust|none, not 'minmax'",
        ),
        ({"clip": -1.0}, "scaler: clip is -1, not a finite number of at least 0"),
        ({"log1p": [True]}, "log1p: True, False or 5 of them"),
        ({"log1p": 1.0}, "log1p: True, False or 5 of them"),
    ):
        with pytest.raises(ValueError) as error:
            quen.Scaler(**parameters).fit(X)
        assert sentence in str(error.value)
    X[3, 2] = np.inf
    with pytest.raises(
        ValueError, match="row 3, column 2: inf is not finite and not NaN"
    ):
        quen.Scaler().fit(X)
    with pytest.raises(quen.NotFittedError):
        quen.Scaler().transform(X)


def test_scaler_is_one_call():
    """The estimator adds nothing to what C computes."""
    X = numbers()
    handle = _core.scaler_fit(X, {"method": "robust", "clip": 3.0}, None, None)
    out = np.empty_like(X)
    _core.scaler_transform(handle, X, out, None)
    assert quen.Scaler("robust", clip=3.0).fit_transform(X).tobytes() == out.tobytes()
