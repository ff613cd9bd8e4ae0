"""The regression that churn and the estimator share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from quen import _core
from quen._table import Table

if TYPE_CHECKING:
    from typing_extensions import CapsuleType


def coefficients_of(logit: CapsuleType) -> Table:
    """The coefficients of a regression as a table, the intercept first."""

    def column(name: str, place: int) -> Any:
        intercept = np.frombuffer(_core.read(logit, "intercept"), np.float64)
        return np.append(
            intercept[place], np.frombuffer(_core.read(logit, name), np.float64)
        )

    coefficients = column("coefficients", 0)
    with np.errstate(over="ignore"):
        odds = np.exp(coefficients)
    return Table(
        {
            "term": ["(intercept)", *_core.read(logit, "term_names")],
            "coefficient": coefficients,
            "std_error": column("std_errors", 1),
            "z": column("z_values", 2),
            "p": column("p_values", 3),
            "odds_ratio": odds,
        }
    )
