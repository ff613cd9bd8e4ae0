"""What a customer will be worth, and when they will order next."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeAlias

import numpy as np

from quen import _core
from quen._attributes import _columns
from quen._keys import Keys
from quen._keywords import LifetimeParameters
from quen._model import MoneyModel
from quen._options import number_of, options_of
from quen._orders import Orders
from quen._run import Progress, running
from quen._structs import LIFETIME_FUTURE
from quen._table import Array, Table
from quen._time import Moment, moment_of

if TYPE_CHECKING:
    from typing_extensions import CapsuleType


class Lifetime(LifetimeParameters, MoneyModel):
    """Whether customers are customers still, orders and money to expect, the next order.

    MBG/CNBD-k, BG/NBD or Pareto/NBD for orders, Gamma-Gamma for their values. A log is
    read day by day, and time is in days; rows have any unit. :attr:`report` tells how
    well the end of the log was foreseen by what was before it, beside plain averages;
    where the model did no better, these are what :meth:`predict` answers.

    >>> rows = {"frequency": [2, 1, 0, 0, 7], "recency": [30.4, 1.7, 0, 0, 29.4],
    ...         "T": [38.9, 38.9, 38.9, 38.9, 38.9]}
    >>> model = Lifetime("bg_nbd").fit(rows)
    >>> model.predict(39)["orders"].round(1).tolist()
    [1.4, 0.2, 0.4, 0.4, 3.8]
    """

    _noun: ClassVar[str] = "lifetime"
    _keys: CapsuleType | Keys | None = None  # who knows the keys, or they

    def _options(self) -> dict[str, Any]:
        return options_of(**self._given())

    def fit(
        self, orders: Any, *, now: Moment | None = None, progress: Progress = False
    ) -> Self:
        """Learn from a log, or from a table with a row for each customer.

        Parameters
        ----------
        orders : Orders or table
            A log; or a DataFrame, a mapping or the like, with columns ``frequency``
            (returns: orders on days after the first), ``recency`` (time from the first
            order to the last), ``T`` (from the first to now), and if there are any
            ``monetary_value`` (mean of an order after the first) and ``log_gaps`` (sum of
            the logarithms of the gaps, which choose k).
        now
            What comes at it or later is not looked at; logs only.
        """
        with running(self.n_jobs, progress) as run:
            if isinstance(orders, Orders):
                options = self._options() | options_of(orders._clock, now=now)
                self._handle = _core.fit("lifetime", orders._handle, options, run)
                self._keys, self._decimals = orders._handle, orders.decimals
            else:
                options = self._options()
                self._handle = _core.lifetime_fit_rows(
                    _rows(orders, "orders"), options, run
                )
                self._keys, self._decimals = None, 0
        return self

    def predict(self, horizon: float, rows: Any = None) -> Table:
        """The future of every customer of the fit, or of rows as :meth:`fit` takes them.

        ``horizon``: days of a log, or the rows' unit.

        Returns a table: customer (of the fit alone), alive (probability), orders and
        value expected within the horizon (value is nan without a model of values),
        regular (comes at a rhythm), and the quartiles of the time to the next order of
        one who stays, wait_25, wait_50, wait_75, and of one who comes within the horizon,
        wait_within_25, wait_within_50, wait_within_75.
        """
        model, length = self._fitted(), number_of("horizon", horizon)
        unit = self._unit()
        with running(self.n_jobs) as run:
            if rows is None:
                futures = np.empty(len(self.x_), LIFETIME_FUTURE)
                _core.lifetime_predict(model, length, _bytes(futures), run)
                columns = {"customer": self._customers(futures["customer"])}
            else:
                given = _rows(rows, "rows", unit)
                futures = np.empty(len(given[0]), LIFETIME_FUTURE)
                _core.lifetime_predict_rows(model, length, given, _bytes(futures), run)
                columns = {}
        return Table(
            columns
            | {
                "alive": futures["alive"].copy(),
                "orders": futures["orders"].copy(),
                "value": futures["value"] / unit,
                "regular": futures["regular"].astype(bool),
            }
            | _quartiles(futures, "wait")
            | _quartiles(futures, "wait_within")
        )

    def _unit(self) -> float:
        """Of money, which is asked for only where there is some."""
        return 10.0**self.decimals if self._doubles("value").size else 1.0

    def _known(self) -> Keys | None:
        if self._keys is None or isinstance(self._keys, Keys):
            return self._keys
        return Keys(self._keys, "customers")

    def _customers(self, numbers: Array) -> Any:
        known = self._known()
        return numbers.astype(np.int64) if known is None else known.column(numbers)

    @property
    def parameters_(self) -> dict[str, float]:
        """r, alpha, a, b, or r, alpha, s, beta; and p, q, v of values, if they were
        learned, v in smallest units of a log's money."""
        return dict(zip(self._names(), self._doubles("parameters").tolist(), strict=True))

    @property
    def standard_errors_(self) -> dict[str, float]:
        """Of each parameter; nan where the likelihood does not tell."""
        errors = self._doubles("standard_errors").tolist()
        return dict(zip(self._names(), errors, strict=True))

    @property
    def x_(self) -> Array:
        """Returns of each customer; -1 of one who came first after the moment."""
        return self._doubles("x")

    @property
    def t_x_(self) -> Array:
        """Time from each customer's first order to the last."""
        return self._doubles("t_x")

    @property
    def t_(self) -> Array:
        """Time from each customer's first order to now."""
        return self._doubles("t")

    @property
    def value_(self) -> Array | None:
        """Mean value of each customer's orders after the first; None without money."""
        values = self._doubles("value")
        return values / 10.0**self.decimals if values.size else None

    @property
    def report(self) -> dict[str, Any]:
        """How the fit went, and how well the end of the log was foreseen.

        family, regularity (k), state ("converged", "flat" or "prior"), steps, customers,
        repeaters, log_likelihood; answer (what predictions are: "model", "mean" or
        "own", the customers' own rates); judged (False: nothing could be foreseen, and
        the rest is nan), better (None: not judged), from and to (moments, or None),
        check_customers, and mean orders, RMSE and MAE: check_orders is what came, and for
        each answer what it foresaw, as model_orders, model_rmse and model_mae; z (by how
        many standard errors the model is better); value_correlation, value_customers.
        """
        report: dict[str, Any] = dict(self._read("report"))
        judged = report["judged"] = bool(report["judged"])
        report["better"] = bool(report["better"]) if judged else None
        now, start, end = (report.pop(name) for name in ("now_s", "from_s", "to_s"))
        return {
            "now": None if self._keys is None else moment_of(now),
            "from": moment_of(start) if judged else None,
            "to": moment_of(end) if judged else None,
            **report,
        }

    def _names(self) -> tuple[str, ...]:
        names: tuple[str, ...] = self._read("parameter_names")
        return names

    def _doubles(self, name: str) -> Array:
        return np.frombuffer(self._read(name), np.float64)

    def __getstate__(self) -> dict[str, Any]:
        known = self._known()
        return {**super().__getstate__(), "_keys": known and known.kept()}


def money_by_month(model: Lifetime, starts: Array, months: int) -> Array:
    """What known customers are expected to spend in the rest of the last month, and in
    each of so many that follow; ``starts`` are the days on which months began."""
    begun = starts.astype("datetime64[M]")
    if (begun.astype("datetime64[D]") != starts).any() or (np.diff(begun) != 1).any():
        raise ValueError("figures must be by month where a lifetime foretells")
    ends = (begun[-1:] + np.arange(1, months + 2)).astype("datetime64[D]")
    now = model.report["now"] or dt.datetime(1970, 1, 2)
    today = np.datetime64(now.replace(tzinfo=None) - dt.timedelta(seconds=1), "D") + 1
    if not starts[-1] <= today <= ends[0] + 1:  # clocks other than UTC are a day off
        raise ValueError("lifetime must be of the same log, up to the same moment")
    days = (ends - today).astype(float)
    sums = [model.predict(d)["value"].sum() if d > 0 else 0.0 for d in days.tolist()]
    if np.isnan(sums[-1]):
        raise ValueError("lifetime has no model of values: too few customers paid twice")
    return np.diff(sums, prepend=0.0)


def _quartiles(futures: Array, name: str) -> dict[str, Array]:
    return {
        f"{name}_{quarter}": futures[name][:, place].copy()
        for place, quarter in enumerate((25, 50, 75))
    }


def _bytes(futures: Array) -> Array:
    return futures.view(np.uint8)


_Rows: TypeAlias = tuple[Array, Array, Array, Array | None, Array | None]


def _rows(table: Any, called: str, unit: float = 1.0) -> _Rows:
    """The columns of a table, as the native functions take them; money in 1/unit."""
    columns = _columns(table, called)
    missing = [name for name in ("frequency", "recency", "T") if name not in columns]
    if missing:
        raise ValueError(
            f'{called}: no column "{missing[0]}"; the columns are {list(columns)}'
        )

    def column(name: str) -> Array:
        return np.ascontiguousarray(columns[name], np.float64)

    def maybe(name: str) -> Array | None:
        return column(name) if name in columns else None

    value = maybe("monetary_value")
    return (
        column("frequency"),
        column("recency"),
        column("T"),
        maybe("log_gaps"),
        value if value is None else value * unit,
    )
