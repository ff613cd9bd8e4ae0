"""Know your regulars: segments, offers and churn risk for shops.

Order lines go in (:class:`Orders`); features, segments (:class:`Rfm`, :class:`KMeans`),
offers (:class:`ItemCF`), churn risk (:class:`Churn`) and what a customer will be worth
(:class:`Lifetime`) come out, or all but the last in one file (:class:`Shop`). How good
answers are is told by :mod:`quen.evaluate`; plots are in :mod:`quen.plot`.
"""

from __future__ import annotations

import importlib
import importlib.util
from typing import TYPE_CHECKING, Any

from quen import _core
from quen._churn import Churn
from quen._core import (
    CancelledError,
    Error,
    FormatError,
    NoPartError,
    NotFoundError,
    NumericError,
    VersionError,
)
from quen._features import Features
from quen._figures import Cohorts, Score, csat, nps
from quen._format import Format
from quen._habits import Habits
from quen._itemcf import ItemCF
from quen._keys import hash_key
from quen._lifetime import Lifetime
from quen._link import Groups, Links, link
from quen._model import NotFittedError
from quen._orders import NOBODY, Orders
from quen._profile import Profile
from quen._report import ImportReport
from quen._rfm import Rfm
from quen._shop import Shop
from quen._table import Table
from quen._text import parse_email, parse_name, parse_phone, text_normalize

if TYPE_CHECKING:
    from quen._cluster import KMeans
    from quen._linear import LogisticRegression
    from quen._preprocessing import RfmTransformer, Scaler

__version__: str = _core.facts()["version"]
_number: int = _core.facts()["version_number"]
version_info = (_number // 1_000_000, _number // 1000 % 1000, _number % 1000)
"""Version of the library inside: (major, minor, patch)."""

# The estimators derive from scikit-learn's bases where it is installed; importing it
# takes a second, which those pay who use them.
_ESTIMATORS = {
    "KMeans": "quen._cluster",
    "LogisticRegression": "quen._linear",
    "RfmTransformer": "quen._preprocessing",
    "Scaler": "quen._preprocessing",
}


def __getattr__(name: str) -> Any:
    if name in _ESTIMATORS:
        value = getattr(importlib.import_module(_ESTIMATORS[name]), name)
    elif name in ("evaluate", "plot"):
        value = importlib.import_module(f"quen.{name}")
    else:
        raise AttributeError(f"module 'quen' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    plot = ["plot"] if importlib.util.find_spec("matplotlib") else []
    return sorted([*__all__, *plot, "evaluate", "__version__"])


def build_info() -> dict[str, Any]:
    """How the library inside was built, and what it uses here.

    version, version_number, blas ("builtin" or "openblas") and simd, the instruction set
    that this CPU and this build share.
    """
    return _core.facts()


__all__ = [
    "NOBODY",
    "CancelledError",
    "Churn",
    "Cohorts",
    "Error",
    "Features",
    "Format",
    "FormatError",
    "Groups",
    "Habits",
    "ImportReport",
    "ItemCF",
    "KMeans",
    "Lifetime",
    "Links",
    "LogisticRegression",
    "NoPartError",
    "NotFittedError",
    "NotFoundError",
    "NumericError",
    "Orders",
    "Profile",
    "Rfm",
    "RfmTransformer",
    "Scaler",
    "Score",
    "Shop",
    "Table",
    "VersionError",
    "build_info",
    "csat",
    "hash_key",
    "link",
    "nps",
    "parse_email",
    "parse_name",
    "parse_phone",
    "text_normalize",
    "version_info",
]
