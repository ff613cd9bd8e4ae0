"""The estimators are scikit-learn's kind: its own checks, its tools, its displays."""

import copy
import pickle

import joblib
import numpy as np
import pytest
import sklearn
from sklearn.base import clone, is_classifier, is_clusterer
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import parametrize_with_checks

import quen

pytestmark = pytest.mark.slow


class ShopScaler(quen.Scaler):
    """The checks take a class called Scaler for one of scikit-learn's past, and set its
    parameter with_mean."""


WEIGHTS = "check_sample_weight_equivalence_on_dense_data"


def expected_to_fail(estimator):
    if isinstance(estimator, quen.LogisticRegression):
        return {
            WEIGHTS: "the penalty is on a scale that counts each row once, whatever its "
            "weight, as StandardScaler does in a pipeline; without penalty they are "
            "equivalent: test_logistic.py"
        }
    return {}


ALL = [quen.KMeans(), quen.LogisticRegression(), quen.RfmTransformer(), ShopScaler()]


@parametrize_with_checks(ALL, expected_failed_checks=expected_to_fail)
def test_checks(estimator, check):
    check(estimator)


def labelled(n=400, d=4):
    rng = np.random.default_rng(0)
    x = rng.normal(size=(n, d)) + 3 * rng.integers(0, 3, (n, 1))
    return x, (x[:, 0] + rng.normal(size=n) > 3).astype(int)


X, Y = labelled()
FITTED = [
    lambda: quen.KMeans(3).fit(X),
    lambda: quen.LogisticRegression(l2=2.0).fit(X, Y),
    lambda: quen.RfmTransformer().fit(X),
    lambda: quen.Scaler("robust").fit(X),
]


def answers(estimator):
    ask = "predict" if hasattr(estimator, "predict") else "transform"
    return getattr(estimator, ask)(X)


def test_what_they_are():
    assert is_classifier(quen.LogisticRegression()) and is_clusterer(quen.KMeans())
    with pytest.raises(NotFittedError):
        quen.KMeans().predict(X)


@pytest.mark.parametrize("fitted", FITTED)
def test_copies(fitted, tmp_path):
    estimator = fitted()
    joblib.dump(estimator, tmp_path / "x.joblib")
    pickled = pickle.loads(pickle.dumps(estimator))
    for again in (joblib.load(tmp_path / "x.joblib"), pickled, copy.deepcopy(estimator)):
        assert again.get_params() == estimator.get_params()
        np.testing.assert_array_equal(answers(again), answers(estimator))
        if hasattr(estimator, "to_bytes"):
            assert again.to_bytes() == estimator.to_bytes()
    new = clone(estimator)
    assert repr(new) == repr(estimator) and not new.__sklearn_is_fitted__()


def test_pipeline():
    pipeline = make_pipeline(quen.Scaler(clip=3.0), quen.KMeans(3))
    labels = pipeline.fit_predict(X)
    assert (pipeline.predict(X) == labels).all()
    assert pipeline.transform(X).shape == (len(X), 3)
    scored = make_pipeline(quen.RfmTransformer(), quen.LogisticRegression()).fit(X, Y)
    assert scored.score(X, Y) > 0.8
    pipeline.fit(X, kmeans__sample_weight=np.ones(len(X)))


def test_model_selection():
    scores = cross_val_score(quen.LogisticRegression(), X, Y, scoring="roc_auc", cv=4)
    assert scores.shape == (4,) and scores.min() > 0.85
    search = GridSearchCV(quen.KMeans(), {"n_clusters": [2, 3], "n_init": [1, 4]}, cv=3)
    assert search.fit(X).best_params_["n_clusters"] == 3
    balanced = GridSearchCV(
        quen.LogisticRegression(), {"class_weight": [None, "balanced"]}
    )
    assert balanced.fit(X, Y).best_score_ > 0.8
    in_processes = cross_val_score(
        quen.LogisticRegression(n_jobs=2), X, Y, cv=2, n_jobs=2
    )
    assert in_processes.shape == (2,)


def test_pandas_in_and_out():
    import pandas

    names = ["recency", "frequency", "monetary", "items"]
    frame = pandas.DataFrame(X, columns=names, index=np.arange(len(X)) + 7)
    for estimator in (quen.RfmTransformer(), quen.Scaler(), quen.KMeans(3)):
        out = estimator.set_output(transform="pandas").fit_transform(frame)
        assert isinstance(out, pandas.DataFrame) and (out.index == frame.index).all()
        assert list(out.columns) == list(estimator.get_feature_names_out())
        assert estimator.feature_names_in_.tolist() == names
        with pytest.raises(ValueError, match="feature names"):
            estimator.transform(frame[names[::-1]])
    assert out.shape[1] == 3


def test_polars_in():
    import polars

    frame = polars.DataFrame(X, schema=["a", "b", "c", "d"])
    kmeans = quen.KMeans(3).fit(frame)
    assert kmeans.to_bytes() == quen.KMeans(3).fit(X).to_bytes()
    assert kmeans.feature_names_in_.tolist() == ["a", "b", "c", "d"]


@pytest.mark.parametrize("fitted", FITTED)
def test_html(fitted):
    estimator = fitted()
    assert type(estimator).__name__ in estimator._repr_html_()


def test_weights_are_routed():
    with sklearn.config_context(enable_metadata_routing=True):
        model = quen.LogisticRegression().set_fit_request(sample_weight=True)
        pipeline = make_pipeline(
            StandardScaler().set_fit_request(sample_weight=False), model
        )
        weights = np.linspace(0.1, 2, len(X))
        pipeline.fit(X, Y, sample_weight=weights)
        alone = quen.LogisticRegression().fit(
            StandardScaler().fit_transform(X), Y, weights
        )
    np.testing.assert_array_equal(pipeline[-1].coef_, alone.coef_)


def test_sparse_is_refused():
    from scipy import sparse

    with pytest.raises(TypeError, match="[Ss]parse"):
        quen.Scaler().fit(sparse.csr_array(X))
