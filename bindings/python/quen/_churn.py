"""Who is about to leave, and why."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from quen import _core
from quen._attributes import attributes_of
from quen._keys import Keys
from quen._keywords import ChurnParameters
from quen._logit import coefficients_of
from quen._model import Model
from quen._options import default_of, options_of
from quen._orders import Orders, check_orders
from quen._rfm import Rfm
from quen._run import Progress, running
from quen._structs import CHURN_DRIFT, CHURN_ORIGIN, CHURN_RISK
from quen._table import Array, Lists, Numbers, Table, column_of
from quen._time import Moment, moment_of

if TYPE_CHECKING:
    from typing_extensions import CapsuleType


class Churn(ChurnParameters, Model):
    """The risk that a customer does not come back, by logistic regression.

    A customer has left when no visit comes within the horizon after a moment. The model
    learns at moments in the past, 30 days apart (more for a horizon of over 330 days),
    the newest the cut-off: features from before each, labels from the horizon after it,
    so that nothing it learns from lies in the future of what it predicts. :attr:`report`
    tells how well the newest moment was foreseen by what was known before it.

    >>> Churn(horizon_days=60)
    Churn(horizon_days=60)
    """

    _noun: ClassVar[str] = "churn"

    def _options(self, orders: Orders) -> dict[str, Any]:
        return options_of(orders._clock, **self._given())

    def fit(
        self,
        orders: Orders,
        *,
        attributes: Any = None,
        on: str = "customer",
        max_levels: int | None = None,
        progress: Progress = False,
    ) -> Self:
        """Learn who leaves.

        ``attributes``: as in :class:`Features`, and as known at the oldest moment learned
        from, or they leak the future. Raises ``quen.NumericError`` where the log does not
        tell: it is too short (the sentence names the longest horizon that it can carry),
        or nobody, or everybody, left.
        """
        check_orders(orders)
        options = (self._options(orders), attributes_of(attributes, on, max_levels))
        with running(self.n_jobs, progress) as run:
            self._handle = _core.churn_fit(orders._handle, options, run)
        return self

    def predict(
        self,
        orders: Orders,
        now: Moment | None = None,
        *,
        attributes: Any = None,
        on: str = "customer",
        progress: Progress = False,
    ) -> Table:
        """The risk of every active customer of a log, which need not be that of the fit.

        Returns a table: customer, risk (0..1), reasons (names of the features that raise
        it most, largest effect first) and effects (what each adds to the average
        customer's log odds).
        """
        known = attributes_of(attributes, on, None)
        risks = self._risks(orders, now, known, progress)
        names = np.array(self.feature_names_, object)
        counts = risks["n_reasons"].astype(np.int64)
        used = np.arange(3) < counts[:, None]
        marks = np.concatenate(([0], np.cumsum(counts)))
        return Table(
            {
                "customer": Keys(orders._handle, "customers").column(risks["customer"]),
                "risk": np.ascontiguousarray(risks["risk"]),
                "reasons": Lists(marks, column_of(list(names[risks["reasons"][used]]))),
                "effects": Lists(marks, Numbers(risks["effects"][used])),
            }
        )

    def _risks(
        self, orders: Orders, now: Moment | None, known: Any, progress: Progress
    ) -> Array:
        options = (options_of(orders._clock, now=now), known)
        with running(self.n_jobs, progress) as run:
            data = _core.churn_predict(self._fitted(), orders._handle, options, run)
        return np.frombuffer(data, CHURN_RISK)

    def backtest(
        self, orders: Orders, cutoff: Moment | None = None, *, progress: Progress = False
    ) -> Table:
        """Foresee a past that the model did not see, and compare with what came.

        A model with these parameters learns what was known at ``cutoff``: who left in the
        horizon before it, from features before that. It predicts every active customer at
        ``cutoff``, and the horizon after it tells who left. Nothing of that reaches the
        risks. This object is not fitted thereby; its own ``cutoff`` and attributes of
        customers take no part.

        ``cutoff``: None: the horizon before just after the last line, the latest there
        is.

        Returns a table: customer, risk and churned, for :mod:`quen.plot`. Raises
        ``quen.NumericError`` where the log does not tell, as :meth:`fit`: it must reach
        from well before ``cutoff - horizon`` to ``cutoff + horizon``.
        """
        options = self._options(orders)
        horizon = options["horizon_s"]
        if horizon is None:
            horizon = default_of("churn", "horizon_days")
        end = int(orders.totals["last_s"]) + 1
        moment = orders._now_s(cutoff, "cutoff")
        moment = end - horizon if moment is None else moment
        if moment + horizon > end:
            raise _core.NumericError(
                f"the log ends on {moment_of(end):%Y-%m-%d}, before cut-off + horizon, "
                f"{moment_of(moment + horizon):%Y-%m-%d}"
            )
        past = copy.copy(self)
        past.cutoff = moment - horizon
        risks = past.fit(orders, progress=progress)._risks(orders, moment, None, progress)
        numbers = np.ascontiguousarray(risks["customer"])
        before = _orders_until(orders, moment, numbers)
        return Table(
            {
                "customer": Keys(orders._handle, "customers").column(numbers),
                "risk": np.ascontiguousarray(risks["risk"]),
                "churned": _orders_until(orders, moment + horizon, numbers) == before,
            }
        )

    @property
    def feature_names_(self) -> tuple[str, ...]:
        """The names of the features, which are what may be reasons."""
        names: tuple[str, ...] = self._read("feature_names")
        return names

    @property
    def report(self) -> dict[str, Any]:
        """How the fit went, out of time: the newest moment, ``cutoff``, foreseen by a
        regression that learned only from moments whose horizons had ended by then.

        cutoff, horizon_days, customers, churned; judged (False: there was no such moment,
        and what follows is nan); auc with its interval of 95 %, auc_low and auc_high;
        log_loss, brier, lift10 (the churn rate among the tenth at most risk, over the
        overall one), mean_risk, slope (of what came on the log odds foreseen; 1 if
        calibrated); the same for recency alone, as recency_auc and so on; better (False:
        recency alone did as well, and the risks are what it tells; None: not judged, and
        the risks are of all features); and at the moment of the fit, now: now_customers,
        now_mean_risk, and margin, by which the mean risk may be wrong.
        """
        report: dict[str, Any] = dict(self._read("report"))
        report["judged"] = bool(report["judged"])
        report["better"] = bool(report["better"]) if report["judged"] else None
        return {
            "cutoff": moment_of(report.pop("cutoff_s")),
            "horizon_days": report.pop("horizon_s") / 86400,
            "now": moment_of(report.pop("now_s")),
            **report,
        }

    @property
    def origins(self) -> Table:
        """The moments learned from, the newest first: cutoff, customers, churned,
        base_rate (what share left); and as foreseen from those before: mean_risk, auc,
        log_loss, and margin, by which the mean risk might have been wrong. nan where
        nothing was known before."""
        rows = np.frombuffer(self._read("origin_summaries"), CHURN_ORIGIN)
        table = {"cutoff": rows["cutoff_s"].astype("datetime64[s]")}
        table |= {name: rows[name].astype(np.int64) for name in ("customers", "churned")}
        table["base_rate"] = rows["churned"] / rows["customers"]
        names = ("mean_risk", "auc", "log_loss", "margin")
        return Table(table | {name: rows[name].copy() for name in names})

    @property
    def drift(self) -> Table:
        """Features that lie outside what was learned, those of most customers first:
        feature, least and most of what was learned, and how many customers, at the moment
        of the fit, are below and above. A value outside counts as the nearest within.

        Features are as they enter the regression: see :meth:`summary`.
        """
        rows = np.frombuffer(self._read("feature_drifts"), CHURN_DRIFT)
        outside = (rows["below"] + rows["above"]).astype(np.int64)
        order = np.argsort(-outside, kind="stable")
        order = order[outside[order] > 0]
        return Table(
            {
                "feature": [self.feature_names_[i] for i in order],
                "least": rows["least"][order],
                "most": rows["most"][order],
                "below": rows["below"][order].astype(np.int64),
                "above": rows["above"][order].astype(np.int64),
            }
        )

    @property
    def note(self) -> str:
        """What should be known of the risks, in sentences; "" if there is nothing."""
        return str(self._read("note"))

    def summary(self) -> Table:
        """The regression inside: term, coefficient, std_error, z, p, odds_ratio.

        Counts and money (``orders``, ``lines``, ``distinct_items``, ``quantity``,
        ``revenue``, ``order_value_mean``, ``order_value_std``) enter it as
        sign(x) log(1 + abs(x)): their odds ratios are for 1 more of that, about e times
        as much. Rows of several moments count as customers of their own, so that
        standard errors are rather too small.
        """
        logit: CapsuleType = self._read("logit")
        return coefficients_of(logit)


def _orders_until(orders: Orders, moment: int, customers: Array) -> Array:
    """How many orders some customers had begun before a moment: their frequency then."""
    rfm = Rfm(segments="none").fit(orders, now=moment)
    counts: Array = rfm._int64("frequency")
    return counts[np.searchsorted(rfm._numbers(), customers)]
