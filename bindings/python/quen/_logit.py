"""The regression that churn and the estimator share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from quen import _core
from quen._table import Table

if TYPE_CHECKING:
    from typing_extensions import CapsuleType


def coefficients_of(logit: CapsuleType, level: float | None = None) -> Table:
    """The coefficients of a regression as a table, the intercept first.

    ``level``: with confidence intervals of that.
    """

    def column(name: str, place: int) -> Any:
        intercept = np.frombuffer(_core.read(logit, "intercept"), np.float64)
        return np.append(
            intercept[place], np.frombuffer(_core.read(logit, name), np.float64)
        )

    coefficients = column("coefficients", 0)
    columns = {
        "term": ["(intercept)", *_core.read(logit, "term_names")],
        "coefficient": coefficients,
        "std_error": column("std_errors", 1),
        "z": column("z_values", 2),
        "p": column("p_values", 3),
    }
    if level is not None:
        ends = np.empty((len(coefficients), 2))
        _core.logit_intervals(logit, level, ends)
        columns |= {"low": ends[:, 0].copy(), "high": ends[:, 1].copy()}
    with np.errstate(over="ignore"):
        return Table({**columns, "odds_ratio": np.exp(coefficients)})
