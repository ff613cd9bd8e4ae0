"""Two classes and what tells them apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from quen import _core
from quen._estimator import (
    ClassifierMixin,
    Estimator,
    check_classification_targets,
    rows_of,
    validate_data,
    weights_of,
)
from quen._keywords import LogisticRegressionParameters
from quen._logit import coefficients_of
from quen._options import number_of, options_of
from quen._run import Progress, running
from quen._table import Array, Table

if TYPE_CHECKING:
    from typing_extensions import CapsuleType

BLOCK = 16384
"""Rows whose contributions are held at once where only their sums are wanted."""


class LogisticRegression(LogisticRegressionParameters, ClassifierMixin, Estimator):
    """Logistic regression for two classes, with the statistics that go with it.

    Minimises sum_i w_i loss_i + l2 / 2 sum_j (s_j b_j)^2, where s_j is the standard
    deviation of column j (each row counted once, whatever its weight): the penalty is on
    the standardised scale, so that units do not matter. It is what scikit-learn's
    ``make_pipeline(StandardScaler(), LogisticRegression(C=1 / l2))`` computes, but
    coefficients are in the columns' own units.

    Attributes
    ----------
    classes_ : (2,)
        The labels, ascending; probabilities and coefficients are for the second. 0 and 1
        after ``open``: a file holds no labels.
    coef_ : (1, n_features_in_) float64, read-only
    intercept_ : (1,) float64, read-only
    term_names_ : tuple of str
        The columns, then "<column> missing" for each that had unknown values in the fit.
    coefficients_, std_errors_, z_values_, p_values_, odds_ratios_ : (n_terms,) float64
        One for each term, read-only; ``coefficients_`` begins with ``coef_``. Standard
        errors are roots of the diagonal of the inverse (penalised) Hessian, p values
        two-sided by the normal distribution, odds ratios exp(coefficient). NaN where
        there is none: a column without spread, or classes that are separated.
    log_likelihood_ : float
        Weighted, without the penalty.
    n_iter_ : (1,) int32
    converged_ : bool
        Whether the gradient came down to ``tol`` within ``max_iter``.
    separated_ : bool
        Whether a plane separates the classes, so that without penalty coefficients grow
        without end: raise ``l2``.
    n_features_in_, feature_names_in_
        Columns, and their names if X had any.

    NaN in X is an unknown value: it counts as the column's mean, and a column that had
    any in the fit gains a second term, 1 where the value is unknown. ``coef_`` stays as
    wide as X; where X has no NaN, the log odds are X @ coef_.T + intercept_.

    X is of float64, C-contiguous, and then read where it lies; anything else is
    converted first. Time O(rows * terms^2) a step at most.

    See ``include/quen/logit.h``.

    >>> X = [[1.0], [2.0], [3.0], [4.0], [5.0], [6.0]]
    >>> y = ["stays", "stays", "leaves", "stays", "leaves", "leaves"]
    >>> model = LogisticRegression().fit(X, y)
    >>> model.classes_.tolist(), model.predict([[1.0], [6.0]]).tolist()
    (['leaves', 'stays'], ['stays', 'leaves'])
    >>> model.summary()
    term         coefficient  std_error        z       p      low    high  odds_ratio
    (intercept)       1.7815     1.6674   1.0684  0.2853  -1.4865  5.0494      5.9386
    x0               -0.5090     0.4032  -1.2625  0.2068  -1.2992  0.2812      0.6011
    """

    _noun: ClassVar[str] = "logit"
    classes_: Array

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        tags.classifier_tags.multi_class = False
        return tags

    @classmethod
    def _of(cls, handle: CapsuleType, **attributes: Any) -> Self:
        return super()._of(handle, **{"classes_": np.array([0, 1]), **attributes})

    def _settings(self, classes: Array) -> dict[str, Any]:
        return options_of(**self._given(), **_class_options(self.class_weight, classes))

    def fit(
        self, X: Any, y: Any, sample_weight: Any = None, *, progress: Progress = False
    ) -> Self:
        """Learn from rows whose class is known.

        Parameters
        ----------
        X : (n_rows, n_features)
            Finite values, or NaN where unknown.
        y : (n_rows,)
            Labels, two different ones.
        sample_weight : (n_rows,), optional
            How much each row counts, from 0 on.
        progress : bool or callable
            True for a bar, or a callable of (stage, fraction): what it raises ends the
            fit.

        Raises ValueError: more classes than two, or one; an infinity, with row and
        column; a column without any known value; a parameter out of range.
        ``quen.NumericError``, a ValueError too: without penalty, a column is a
        combination of others.
        """
        X, y = validate_data(
            self, X, y, dtype=np.float64, order="C", ensure_all_finite=False
        )
        classes = _two_classes(y)
        labels = (y == classes[1]).view(np.uint8)
        weights, settings = weights_of(sample_weight, len(X)), self._settings(classes)
        names = getattr(self, "feature_names_in_", None)
        names = None if names is None else tuple(names.tolist())
        with running(self.n_jobs, progress) as run:
            self._handle = _core.logit_fit(X, labels, settings, weights, names, run)
        self.classes_ = classes
        return self

    def _probabilities(self, X: Any) -> Array:
        handle, X = self._fitted(), rows_of(self, X)
        out = np.empty(len(X))
        with running(self.n_jobs) as run:
            _core.logit_predict(handle, X, out, run)
        return out

    def predict(self, X: Any) -> Array:
        """The more probable class of each row; the first of two equally probable."""
        second = self._probabilities(X) > 0.5
        return self.classes_[second.astype(np.intp)]

    def predict_proba(self, X: Any) -> Array:
        """The probability of each class: (n_rows, 2), rows sum to 1."""
        second = self._probabilities(X)
        return np.column_stack([1 - second, second])

    def predict_log_proba(self, X: Any) -> Array:
        """Logarithms of ``predict_proba``, exact where that rounds to 0 or 1."""
        odds = self.decision_function(X)
        return -np.column_stack([np.logaddexp(0, odds), np.logaddexp(0, -odds)])

    def decision_function(self, X: Any) -> Array:
        """The log odds of the second class: (n_rows,)."""
        handle, X = self._fitted(), rows_of(self, X)
        odds = np.full(len(X), self._array("intercept")[0])
        odds += np.dot(self.coefficients_, self._array("means"))
        for at in range(0, len(X), BLOCK):
            rows = slice(at, at + BLOCK)
            odds[rows] += self._contributions(handle, X[rows]).sum(axis=1)
        return odds

    def contributions(self, X: Any) -> Array:
        """What each term adds to the average row's log odds: (n_rows, n_terms).

        Coefficient times (value - mean of the fit's rows): why this customer. A row's sum
        and the average row's log odds make its own.
        """
        return self._contributions(self._fitted(), rows_of(self, X))

    def _contributions(self, handle: CapsuleType, X: Array) -> Array:
        out = np.empty((len(X), int(_core.read(handle, "n_terms"))))
        with running(self.n_jobs) as run:
            _core.logit_contributions(handle, X, out, run)
        return out

    def summary(self, *, level: float = 0.95) -> Table:
        """The intercept and each term: coefficient, std_error, z, p, low, high,
        odds_ratio.

        From low to high is the coefficient's confidence interval: that share, ``level``,
        of such intervals holds the true value. It is the coefficient -/+ a quantile of
        the normal distribution times the standard error (Wald's), so a penalty draws it
        towards 0 as it does the coefficient; ``np.exp`` of both is the odds ratio's.
        """
        return coefficients_of(self._fitted(), number_of("level", level))

    @property
    def coef_(self) -> Array:
        """Coefficients of the columns of X."""
        return self.coefficients_[None, : self.n_features_in_]

    @property
    def intercept_(self) -> Array:
        """The log odds of a row of zeros."""
        return self._array("intercept")[:1]

    @property
    def term_names_(self) -> tuple[str, ...]:
        """The columns, then "<column> missing" where there were unknown values."""
        names: tuple[str, ...] = self._read("term_names")
        return names

    @property
    def coefficients_(self) -> Array:
        """Coefficients of all terms."""
        return self._array("coefficients")

    @property
    def std_errors_(self) -> Array:
        """Standard errors of the coefficients."""
        return self._array("std_errors")

    @property
    def z_values_(self) -> Array:
        """Coefficients over their standard errors."""
        return self._array("z_values")

    @property
    def p_values_(self) -> Array:
        """Two-sided p values by the normal distribution."""
        return self._array("p_values")

    @property
    def odds_ratios_(self) -> Array:
        """exp(coefficient); may be infinite."""
        return self._array("odds_ratios")

    @property
    def log_likelihood_(self) -> float:
        """The weighted log-likelihood, without the penalty."""
        return float(self._read("log_likelihood"))

    @property
    def n_iter_(self) -> Array:
        """Steps taken that saw all rows."""
        return np.array([self._read("n_iterations")], np.int32)

    @property
    def converged_(self) -> bool:
        """Whether the gradient came down to ``tol``."""
        return bool(self._read("converged"))

    @property
    def separated_(self) -> bool:
        """Whether a plane separates the classes; never with a penalty."""
        return bool(self._read("separated"))


def _two_classes(y: Array) -> Array:
    check_classification_targets(y)
    classes: Array = np.unique(y)
    if len(classes) > 2:
        raise ValueError(
            f"Only binary classification is supported: y has {len(classes)} classes, "
            f"{classes[:3].tolist()} among them"
        )
    if len(classes) < 2:
        raise ValueError(f"y has one class, {classes[0]!r}; two classes are needed")
    return classes


def _class_options(given: Any, classes: Array) -> dict[str, Any]:
    if given is None:
        return {}
    if isinstance(given, str):
        if given != "balanced":
            raise ValueError(f'class_weight: {given!r} is neither "balanced" nor a dict')
        return {"class_mode": "balanced"}
    if not isinstance(given, Mapping):
        raise TypeError(f'class_weight must be "balanced" or a dict, not {given!r}')
    known = classes.tolist()
    for label in given:
        if label not in known:
            raise ValueError(f"class_weight: {label!r} is none of the classes {known}")
    return {f"class_weight_{i}": given.get(label) for i, label in enumerate(known)}
