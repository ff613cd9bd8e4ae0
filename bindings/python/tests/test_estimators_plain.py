"""The estimators with NumPy alone: in a process that cannot import scikit-learn."""

import subprocess
import sys

import numpy as np
import pytest

import quen
from quen import _plain

BLOCKED = """
import pickle, sys
for name in ("sklearn", "scipy", "pandas"):
    sys.modules[name] = None
import numpy as np
import quen
from quen import _plain
from quen._estimator import BaseEstimator

assert BaseEstimator is _plain.BaseEstimator
x = np.random.default_rng(0).normal(size=(200, 3)) + np.arange(200)[:, None] // 100 * 9
y = np.arange(200) // 100
kmeans = quen.KMeans(2).fit(x)
model = quen.LogisticRegression().fit(x, y)
scores = quen.RfmTransformer().fit_transform(x)
scaler = quen.Scaler().fit(x)
again = [pickle.loads(pickle.dumps(e)) for e in (kmeans, model, scaler)]
assert again[0].to_bytes() == kmeans.to_bytes()
assert (again[2].transform(x) == scaler.transform(x)).all()
assert kmeans.fit_predict(x).tolist() == kmeans.labels_.tolist()
assert kmeans.get_feature_names_out().tolist() == ["kmeans0", "kmeans1"]
assert scaler.get_feature_names_out().tolist() == ["x0", "x1", "x2"]
assert repr(kmeans) == "KMeans(n_clusters=2)" and repr(scaler) == "Scaler()"
assert model.score(x, y) > 0.9
try:
    quen.Scaler().transform(x)
except quen.NotFittedError as error:
    assert "not fitted" in str(error)
sys.stdout.buffer.write(kmeans.to_bytes() + model.to_bytes() + scores.tobytes())
"""


@pytest.mark.slow
def test_the_same_without_scikit_learn():
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", BLOCKED], capture_output=True
    )
    assert run.returncode == 0, run.stderr.decode()
    x = (
        np.random.default_rng(0).normal(size=(200, 3))
        + np.arange(200)[:, None] // 100 * 9
    )
    kmeans = quen.KMeans(2).fit(x)
    model = quen.LogisticRegression().fit(x, np.arange(200) // 100)
    scores = quen.RfmTransformer().fit_transform(x)
    assert run.stdout == kmeans.to_bytes() + model.to_bytes() + scores.tobytes()


class Plain(_plain.OneToOneFeatureMixin, _plain.TransformerMixin, _plain.BaseEstimator):
    def __init__(self, size=1):
        self.size = size


class Frame(np.ndarray):
    columns = ["a", "b"]


def test_parameters():
    plain = Plain(3)
    assert plain.get_params() == {"size": 3}
    assert plain.set_params(size=4).size == 4
    with pytest.raises(ValueError, match="Invalid parameter 'sise'"):
        plain.set_params(sise=4)


@pytest.mark.parametrize(
    "X, sentence",
    [
        ([1.0, 2.0], "Expected 2D array, got 1D"),
        (np.empty((0, 2)), "Found array with shape"),
        (np.ones((2, 2), complex), "Complex data not supported"),
        ([["a", "b"]], "could not convert string to float"),
        ([[1.0, np.nan]], "X contains NaN or infinity"),
    ],
)
def test_matrices_refused(X, sentence):
    with pytest.raises(ValueError, match=sentence):
        _plain.validate_data(Plain(), X)


def test_matrices():
    plain, x = Plain(), np.arange(4.0).reshape(2, 2)
    assert _plain.validate_data(plain, x) is x and plain.n_features_in_ == 2
    assert plain.get_feature_names_out().tolist() == ["x0", "x1"]
    assert _plain.check_array(x.T, order="C").flags.c_contiguous
    assert _plain.check_array([[1, 2]]).dtype == np.int64
    assert (
        _plain.check_array([[1, 2]], dtype=[np.float64, np.float32]).dtype == np.float64
    )
    assert _plain.check_array(np.ones((1, 2), ">f8"), dtype=np.float64).dtype.isnative
    _plain.validate_data(plain, x.view(Frame))
    assert plain.get_feature_names_out().tolist() == ["a", "b"]
    with pytest.raises(ValueError, match="X has 1 features, but Plain is expecting 2"):
        _plain.validate_data(plain, x[:, :1], reset=False)


def test_labels():
    x = np.ones((2, 1))
    assert _plain.validate_data(Plain(), x, [[1], [2]])[1].tolist() == [1, 2]
    for y, sentence in (
        (None, "the target y is None"),
        ([1], "X has 2 rows, but y has 1"),
        (np.ones((2, 2)), "y should be a 1d array"),
        ([np.nan, 1], "y contains NaN"),
    ):
        with pytest.raises(ValueError, match=sentence):
            _plain.validate_data(Plain(), x, y)
    with pytest.raises(ValueError, match="Unknown label type"):
        _plain.check_classification_targets(np.array([0.5, 1]))
