"""What the estimators take from scikit-learn, in small, for where it is not installed.

Names, parameters and errors are scikit-learn's; whatever only its own machinery would ask
for is left out.
"""

from __future__ import annotations

import inspect
from typing import Any, Self

import numpy as np

from quen._model import call_of
from quen._table import Array


class NotFittedError(ValueError, AttributeError):
    """As sklearn.exceptions.NotFittedError."""


class BaseEstimator:
    """Parameters are the constructor's, kept as they were given."""

    def __sklearn_tags__(self) -> Any:
        raise AttributeError("tags need scikit-learn")

    def __repr__(self) -> str:
        return call_of(self)

    @classmethod
    def _get_param_names(cls) -> list[str]:
        return sorted({*inspect.signature(cls.__init__).parameters} - {"self"})

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """The parameters by name."""
        return {name: getattr(self, name) for name in self._get_param_names()}

    def set_params(self, **params: Any) -> Self:
        """Set parameters by name; what is fitted stays until the next fit."""
        for name, value in params.items():
            if name not in self._get_param_names():
                raise ValueError(f"Invalid parameter {name!r} for estimator {self!r}")
            setattr(self, name, value)
        return self


class TransformerMixin:
    """fit() and transform() at once."""

    def fit_transform(self: Any, X: Any, *more: Any, **named: Any) -> Any:
        """Fit, and transform the same rows."""
        return self.fit(X, *more, **named).transform(X)


class ClusterMixin:
    """Marks what clusters."""


class ClassifierMixin:
    """Marks what predicts classes."""

    def score(self: Any, X: Any, y: Any, sample_weight: Any = None) -> float:
        """The share of rows whose class is predicted."""
        return float(np.average(self.predict(X) == np.asarray(y), weights=sample_weight))


def _names_in(estimator: Any, given: Any) -> Array:
    """The names of the columns of the fit; x0, x1, ... if it had none."""
    known = getattr(estimator, "feature_names_in_", None)
    if known is None:
        known = np.array([f"x{j}" for j in range(estimator.n_features_in_)], object)
    return known if given is None else np.asarray(given, object)


class OneToOneFeatureMixin:
    """A column out for each column in."""

    def get_feature_names_out(self: Any, input_features: Any = None) -> Array:
        """The names of the columns in."""
        return _names_in(self, input_features)


class ClassNamePrefixFeaturesOutMixin:
    """Columns out that are named after the class."""

    def get_feature_names_out(self: Any, input_features: Any = None) -> Array:
        """The class's name in lower case, and a number."""
        name = type(self).__name__.lower()
        return np.array([f"{name}{j}" for j in range(self._n_features_out)], object)


# ---- input ----


def check_array(
    X: Any,
    *,
    dtype: Any = "numeric",
    order: Any = None,
    ensure_all_finite: bool = True,
    input_name: str = "X",
) -> Array:
    """A matrix of numbers, not copied where it is one of the ``dtype`` given first."""
    X = np.asarray(X)
    if X.dtype.kind == "c":
        raise ValueError(f"Complex data not supported: {input_name} is {X.dtype}")
    wanted = dtype if isinstance(dtype, list) else [dtype]
    if dtype == "numeric":
        X = X if X.dtype.kind in "biuf" else X.astype(np.float64)
    elif X.dtype not in wanted:
        X = X.astype(wanted[0])
    if X.ndim != 2:
        raise ValueError(f"Expected 2D array, got {X.ndim}D array instead")
    if 0 in X.shape:
        raise ValueError(
            f"Found array with shape {X.shape}: a row and a column are needed"
        )
    if ensure_all_finite and X.dtype.kind == "f" and not np.isfinite(X).all():
        raise ValueError(f"Input {input_name} contains NaN or infinity")
    return np.asarray(X, order=order)


def _check_y(y: Any, n: int) -> Array:
    """A label for each of n rows."""
    if y is None:
        raise ValueError("requires y to be passed, but the target y is None")
    labels: Array = np.asarray(y)
    if labels.ndim != 1 and (labels.ndim != 2 or labels.shape[1] != 1):
        raise ValueError(f"y should be a 1d array, not of shape {labels.shape}")
    if labels.dtype.kind == "f" and not np.isfinite(labels).all():
        raise ValueError("Input y contains NaN or infinity")
    if len(labels) != n:
        raise ValueError(f"X has {n} rows, but y has {len(labels)}")
    return labels.ravel()


def check_classification_targets(y: Array) -> None:
    """Refuse what is measured, not counted."""
    if y.dtype.kind == "f" and (y != np.floor(y)).any():
        raise ValueError("Unknown label type: continuous")


def _check_columns(estimator: Any, X: Any, d: int, reset: bool) -> None:
    names = getattr(X, "columns", None)
    if reset:
        estimator.n_features_in_ = d
        estimator.__dict__.pop("feature_names_in_", None)
        if names is not None and all(isinstance(name, str) for name in names):
            estimator.feature_names_in_ = np.asarray(list(names), object)
    elif d != estimator.n_features_in_:
        raise ValueError(
            f"X has {d} features, but {type(estimator).__name__} is expecting "
            f"{estimator.n_features_in_} features as input"
        )


def validate_data(
    estimator: Any, X: Any, y: Any = "no_validation", *, reset: bool = True, **check: Any
) -> Any:
    """X, or X and y, checked; columns are learned, or compared with those of the fit."""
    checked = check_array(X, **check)
    _check_columns(estimator, X, checked.shape[1], reset)
    if isinstance(y, str) and y == "no_validation":
        return checked
    return checked, _check_y(y, len(checked))
