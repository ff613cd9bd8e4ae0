"""What the estimators share: scikit-learn's protocol over handles of the library.

They derive from scikit-learn's own bases where 1.6 or later is installed, so that
whatever takes its estimators takes these; else from the stand-ins in ``_plain``. Values
are checked once, by the library, whose sentence names row and column; scikit-learn's part
is what kind of thing X is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import numpy as np

from quen import _core, _model
from quen._table import Array

if TYPE_CHECKING:
    from typing_extensions import CapsuleType

    from quen import _plain as _bases
    from quen._plain import (
        BaseEstimator,
        ClassifierMixin,
        ClassNamePrefixFeaturesOutMixin,
        ClusterMixin,
        OneToOneFeatureMixin,
        TransformerMixin,
        check_array,
        check_classification_targets,
        validate_data,
    )
else:
    try:
        from sklearn import exceptions as _bases
        from sklearn.base import (
            BaseEstimator,
            ClassifierMixin,
            ClassNamePrefixFeaturesOutMixin,
            ClusterMixin,
            OneToOneFeatureMixin,
            TransformerMixin,
        )
        from sklearn.utils import check_array
        from sklearn.utils.multiclass import check_classification_targets
        from sklearn.utils.validation import validate_data
    except ImportError:
        from quen import _plain as _bases
        from quen._plain import (
            BaseEstimator,
            ClassifierMixin,
            ClassNamePrefixFeaturesOutMixin,
            ClusterMixin,
            OneToOneFeatureMixin,
            TransformerMixin,
            check_array,
            check_classification_targets,
            validate_data,
        )


class NotFittedError(_model.NotFittedError, _bases.NotFittedError):
    """Asked before ``fit``; scikit-learn's error of that name as well."""


class Estimator(_model.Model, BaseEstimator):
    """A noun that is fitted to a matrix, and kept in a file."""

    n_features_in_: int
    """Columns of the X of the fit."""
    feature_names_in_: Array
    """Their names, if X was a table whose columns all have names that are text."""

    def __sklearn_is_fitted__(self) -> bool:
        return self._handle is not None

    def _fitted(self) -> CapsuleType:
        if self._handle is None:
            raise unfitted(self)
        return self._handle

    def _array(self, name: str, dtype: Any = np.float64) -> Array:
        """An array of the model's, where it lies: read-only."""
        return np.frombuffer(self._read(name), dtype)

    @classmethod
    def _of(cls, handle: CapsuleType, **attributes: Any) -> Self:
        columns = int(_core.read(handle, "n_columns"))
        return super()._of(handle, n_features_in_=columns, **attributes)


def unfitted(estimator: object) -> NotFittedError:
    """What is raised where ``fit`` is missing."""
    name = type(estimator).__name__
    return NotFittedError(f"this {name} is not fitted yet; call fit() first")


def rows_of(
    estimator: Any,
    X: Any,
    *,
    reset: bool = False,
    dtype: Any = np.float64,
    finite: bool = False,
) -> Array:
    """X as the library reads it, copied only where type or order ask for it.

    ``reset``: the columns of a fit, else they must be as many, and called, as then.
    ``finite``: refuse NaN and infinities here, because the library will not see X.
    """
    rows: Array = validate_data(
        estimator, X, reset=reset, dtype=dtype, order="C", ensure_all_finite=finite
    )
    return rows


def weights_of(sample_weight: Any, n: int) -> Array | None:
    """Weights of n rows: None, one number for all, or a list."""
    if sample_weight is None:
        return None
    weights = np.asarray(sample_weight, np.float64, order="C")
    if weights.ndim == 0:
        weights = np.full(n, weights)
    if weights.shape != (n,):
        raise ValueError(f"sample_weight has shape {weights.shape}, but X has {n} rows")
    if not weights.any():
        raise ValueError("sample_weight: every weight is zero")
    return weights


def names_of(X: Any, d: int) -> list[str]:
    """The names of X's columns; x0, x1, ... if it has none."""
    names = getattr(X, "columns", None)
    return [f"x{j}" for j in range(d)] if names is None else [str(name) for name in names]


__all__ = [
    "BaseEstimator",
    "ClassNamePrefixFeaturesOutMixin",
    "ClassifierMixin",
    "ClusterMixin",
    "Estimator",
    "NotFittedError",
    "OneToOneFeatureMixin",
    "TransformerMixin",
    "check_array",
    "check_classification_targets",
    "names_of",
    "rows_of",
    "unfitted",
    "validate_data",
    "weights_of",
]
