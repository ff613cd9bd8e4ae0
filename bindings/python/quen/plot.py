"""Pictures of what the models say, with matplotlib.

Every function draws on ``ax``, or on a new figure of pyplot's, and returns the Axes: what
is drawn can be changed before it is shown or saved. Nothing here calls ``show``. Colours
are told apart by the colour-blind, and in grey.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

try:
    from matplotlib.ticker import MaxNLocator
except ImportError as error:
    raise ImportError(
        "quen.plot draws with matplotlib, which is not here: pip install 'quen[plot]'"
    ) from error

from quen._canvas import (
    BLUE,
    GREY,
    ORANGE,
    SMALL,
    _axes,
    _cells,
    _curve,
    _figure,
    _not,
    _percent,
    _plain,
    _share,
)
from quen._figures import WHOLE, Cohorts
from quen._habits import Habits
from quen._keys import Key
from quen._lifetime import Lifetime, money_by_month
from quen._orders import Orders
from quen._picture import (
    _chances_by_day,
    _distances,
    _due_names,
    _gains,
    _outcomes,
    _silhouette,
    _wilson,
    _z,
)
from quen._rfm import Rfm
from quen._shop import Shop
from quen._table import Array, Table
from quen._time import Moment

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "alive",
    "churn_calibration",
    "churn_gain",
    "churn_lift",
    "cluster_profiles",
    "cohorts",
    "due_calendar",
    "k_choice",
    "repeat_orders",
    "revenue",
    "rfm_grid",
    "segment_bars",
]


# ---- what is drawn ----


def _rfm_of(rfm: object) -> Rfm:
    """A shop's, or itself."""
    if isinstance(rfm, Shop):
        return rfm.rfm
    if isinstance(rfm, Rfm):
        return rfm
    raise _not("rfm", "quen.Rfm, fitted, or a quen.Shop", rfm)


def _lifetime_of(lifetime: object) -> Lifetime:
    if isinstance(lifetime, Lifetime):
        return lifetime
    raise _not("lifetime", "quen.Lifetime after Lifetime.fit()", lifetime)


# ---- how the shop is doing ----


def revenue(
    figures: Table,
    *,
    lifetime: Lifetime | None = None,
    months: int = 3,
    ax: Axes | None = None,
) -> Axes:
    """Revenue of each period: of customers who had come before, of new ones, of others.

    Read off: whether the shop lives on its regulars. A last period that is not over yet
    is pale. What was given back is deducted; a part below zero hangs down.

    Parameters
    ----------
    figures : Table
        What :meth:`quen.Orders.figures` gives, of a log with money.
    lifetime : Lifetime, optional
        Fitted to the same log, up to the same moment, with figures by month: what
        customers of today are expected to spend in the rest of the last month and in
        ``months`` more is hatched. Those who are still to come are not in it.
    """
    if not isinstance(figures, Table):
        raise _not("figures", "what Orders.figures() gives", figures)
    if "revenue" not in figures.columns:
        raise ValueError("figures has no revenue: the log told no money")
    rows = np.ones(len(figures), bool)
    if "segment" in figures.columns:
        rows = figures["segment"] == WHOLE
    known = figures["revenue_returning"][rows]
    nobody = figures["revenue_without_customer"][rows]
    parts = {
        "customers who came before": (known, BLUE),
        "new customers": (figures["revenue"][rows] - known - nobody, ORANGE),
        "without a customer": (nobody, GREY),
    }
    starts: Array = figures["period"][rows]
    more = (
        None
        if lifetime is None
        else money_by_month(_lifetime_of(lifetime), starts, months)
    )
    ax, places = _axes(ax, 7.0), np.arange(int(rows.sum()))
    below, above = np.zeros(len(places)), np.zeros(len(places))
    pale = np.where(figures["is_whole"][rows], 1.0, 0.45)
    for label, (values, color) in parts.items():
        if not values.any():
            continue
        base = np.where(values < 0, below, above)
        drawn = ax.bar(places, values, 0.8, base, color=color, label=label)
        for bar, alpha in zip(drawn, pale, strict=True):
            bar.set_alpha(alpha)
        below, above = below + np.minimum(values, 0), above + np.maximum(values, 0)
    if more is not None:
        after = places[-1] + np.arange(len(more))
        base = np.r_[above[-1], np.zeros(len(more) - 1)]
        hatched = ax.bar(after, more, 0.8, base, fc="white", ec=GREY, hatch="///")
        hatched.set_label("expected of today's customers")
        places = np.arange(after[-1] + 1)
        starts = starts[0].astype("datetime64[M]") + places
        starts = starts.astype("datetime64[D]")
    ax.set_xticks(places, starts.astype(str), rotation=90)
    if len(places) > 40:
        ax.xaxis.set_major_locator(MaxNLocator(20, integer=True))
    ax.legend(frameon=False, fontsize=SMALL)
    return _plain(ax, "Revenue", "", "main units of money")


def cohorts(
    cohorts: Cohorts,
    *,
    value: Literal["retention", "customers", "revenue"] = "retention",
    ax: Axes | None = None,
) -> Axes:
    """Heat map of cohorts: who first came in a period, and the periods since.

    Read off: down a column, whether newer customers come back more than older ones did;
    along a row, when those of a cohort stop coming.

    Parameters
    ----------
    cohorts : Cohorts
        What :meth:`quen.Orders.cohorts` gives.
    value : {"retention", "customers", "revenue"}
        What a cell holds: the share of the cohort that came, how many, or what they paid.
    """
    if value not in ("retention", "customers", "revenue"):
        raise ValueError(
            f'value must be "retention", "customers" or "revenue", not {value!r}'
        )
    if not isinstance(cohorts, Cohorts):
        raise _not("cohorts", "what Orders.cohorts() gives", cohorts)
    values: Any = getattr(cohorts, value)
    if values is None:
        raise ValueError('value is "revenue", but the log told no money')
    cells = values.astype(float).filled(np.nan)
    share = value == "retention"
    texts = [_share(v, 0) if share and np.isfinite(v) else _figure(v) for v in cells.flat]
    height, width = cells.shape
    ax = _axes(ax, max(4.0, 1.5 + 0.5 * width), max(2.5, 1.0 + 0.3 * height))
    since = cells[:, 1:]  # the first column would leave the others pale
    top = np.nanmax(since) if np.isfinite(since).any() else np.nanmax(cells)
    grid = np.array(texts, object).reshape(cells.shape)
    _cells(ax, cells, grid, SMALL - 1, cmap="Blues", vmin=0, vmax=top)
    ax.set_xticks(np.arange(width))
    ax.set_yticks(np.arange(height), cohorts.starts.astype(str))
    title = {
        "retention": "Who came again",
        "customers": "Customers",
        "revenue": "Revenue",
    }
    across = f"{cohorts.period}s since the first visit"
    return _plain(ax, f"{title[value]}, by first visit", across, "first visit from")


# ---- lifetimes ----


def alive(
    lifetime: Lifetime,
    times: npt.ArrayLike = (),
    *,
    until: float | None = None,
    ax: Axes | None = None,
) -> Axes:
    """The chance that one customer is a customer still, from the first order on.

    Read off: how soon silence means that the customer has left; it falls the sooner, the
    closer together the orders were.

    Parameters
    ----------
    lifetime : Lifetime
        Fitted.
    times : array-like
        When the customer came back: time since the first order, in days of a log or the
        rows' unit. Grey lines are orders.
    until : float, optional
        Where the picture ends. None: with the longest time that a customer of the fit
        was known, or a quarter after the last order.
    """
    model = _lifetime_of(lifetime)
    orders = np.unique(np.r_[0.0, np.asarray(times, float).ravel()])
    if not (np.isfinite(orders).all() and orders[0] == 0):
        raise ValueError("times must be finite and not before the first order, at 0")
    end = max(model.t_.max(), 1.25 * orders[-1]) if until is None else float(until)
    if not orders[-1] < end < np.inf:
        raise ValueError(f"until must be after the last order, {orders[-1]:g}")
    grid = np.r_[np.linspace(0, end, 400), orders, np.nextafter(orders[1:], 0)]
    grid.sort()
    x = np.searchsorted(orders, grid, side="right") - 1
    rows = {"frequency": x, "recency": orders[x], "T": grid}
    ax = _axes(ax)
    ax.vlines(orders, 0, 1, color=GREY, linewidth=0.8)
    ax.plot(grid, model.predict(end, rows)["alive"], color=BLUE)
    ax.set_ylim(0, 1.02)
    _percent(ax.yaxis)
    unit = "time" if model.report["now"] is None else "days"
    return _plain(ax, "Still a customer", f"{unit} since the first order", "chance")


def repeat_orders(
    lifetime: Lifetime,
    orders: Orders | None = None,
    *,
    most: int = 7,
    ax: Axes | None = None,
) -> Axes:
    """Orders that came after the moment of the fit, beside those expected, by how often
    customers had come back before.

    Read off: whether the model promises too much of regulars, or of newcomers.

    Parameters
    ----------
    lifetime : Lifetime
        Fitted to ``orders`` with a ``now`` well before its end.
    orders : Orders
        The whole log.
    most : int
        Customers who came back as often or more are one group.
    """
    model = _lifetime_of(lifetime)
    if not isinstance(orders, Orders):
        raise _not("orders", "quen.Orders", orders)
    ended = Lifetime(check_days=0, regularity=1).fit(orders)
    if model.report["now"] is None or len(ended.x_) != len(model.x_):
        raise ValueError("lifetime must be fitted to these orders, with an earlier now")
    there = model.x_ >= 0
    days = float((ended.t_ - model.t_)[there].max(initial=0))
    if days <= 0:
        raise ValueError(
            "nothing came after the lifetime's now: fit it with an earlier one"
        )
    group = np.minimum(model.x_[there], most).astype(int)
    size = np.bincount(group)
    groups = np.flatnonzero(size)
    came = np.bincount(group, (ended.x_ - model.x_)[there])
    told = np.bincount(group, model.predict(days)["orders"][there])
    ax, places = _axes(ax), np.arange(len(groups))
    ax.bar(places, (came[groups] / size[groups]), 0.8, color=GREY, label="came")
    ax.plot(places, told[groups] / size[groups], "o-", color=BLUE, label="expected")
    names = [f"{g}{'+' * int(g == most)}\n{size[g]:,}" for g in groups]
    ax.set_xticks(places, names, fontsize=SMALL)
    ax.legend(frameon=False, fontsize=SMALL)
    title = f"Orders of a customer within {days:.0f} days"
    return _plain(ax, title, "times come back before, and customers", "mean orders")


# ---- habits ----

_SEEN = 0.005  # a chance that is not 0 %


def due_calendar(
    habits: Habits,
    customer: Key | None = None,
    *,
    days: int = 14,
    n: int = 15,
    now: Moment | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Heat map of what is bought again: a row for each product of a customer, a column
    for each day to come, the chance of that day as shade and in per cent. What has no
    chance of half a per cent is left out.

    Read off: whom to remind of what, and when: before the row is darkest. At its end
    stands the chance of all these days; "late": nine of ten who buy it again would have
    done so by now.

    Parameters
    ----------
    habits : Habits
        Fitted.
    customer : key, optional
        The products of one customer. None: the likeliest of all customers.
    days : int
        Days to come.
    n : int
        Rows at most.
    now
        When the days begin. None: the moment of the fit.
    """
    if not isinstance(habits, Habits):
        raise _not("habits", "quen.Habits after Habits.fit()", habits)
    if days < 1 or n < 1:
        raise ValueError(f"days and n must be at least 1, not {days} and {n}")
    table = habits.due(customer, days, now=now, n=n)
    table = table[: int((table["chance"] >= _SEEN).sum())]
    if len(table) == 0:
        raise ValueError("nothing is due: nobody bought what may be bought again")
    chances = _chances_by_day(habits, table, days, now)
    texts = [_share(c, 0).removesuffix(" %") if c >= _SEEN else "" for c in chances.flat]
    ax = _axes(ax, max(5.0, 2.5 + 0.4 * days), max(2.0, 1.0 + 0.3 * len(table)))
    grid = np.array(texts, object).reshape(chances.shape)
    _cells(ax, chances, grid, SMALL - 1, cmap="Blues", vmin=0, vmax=chances.max())
    dates = [f"{date:%a}\n{date.day}" for date in habits._dates(now, days)]
    ax.set_xticks(np.arange(days), dates, fontsize=SMALL)
    ax.set_yticks(np.arange(len(table)), _due_names(table, customer is None))
    for row, (chance, late) in enumerate(
        zip(table["chance"], table["late"], strict=True)
    ):
        text = _share(chance, 0) + (" late" if late else "")
        ax.text(days - 0.4, row, text, va="center", fontsize=SMALL, color=GREY)
    title = f"What is due within {days} days"
    if customer is not None:
        title += f", {table['customer'][0]}"
    return _plain(ax, title, "", "")


# ---- segments ----


def rfm_grid(
    rfm: Rfm | Shop,
    *,
    value: Literal["customers", "monetary"] = "customers",
    ax: Axes | None = None,
) -> Axes:
    """Heat map of recency x frequency scores.

    Read off: where the customers are. The top right corner holds the regulars, the bottom
    right those who came often and stopped, the top left the new ones.

    Parameters
    ----------
    rfm : Rfm or Shop
        Fitted; a shop has one.
    value : {"customers", "monetary"}
        What a cell holds: customers as number and share, or their mean monetary value in
        main units of money.
    """
    if value not in ("customers", "monetary"):
        raise ValueError(f'value must be "customers" or "monetary", not {value!r}')
    rfm = _rfm_of(rfm)
    table, bins = rfm.table, int(rfm._read("n_bins"))
    cell = (bins - table["r"].astype(int)) * bins + table["f"].astype(int) - 1
    counts = np.bincount(cell, minlength=bins * bins).reshape(bins, bins)
    if value == "customers":
        values, title = counts.astype(float), "Customers"
        texts = [f"{n:,}\n{_share(n / len(table))}" for n in counts.ravel()]
    elif "monetary" in table.columns:
        sums = np.bincount(cell, table["monetary"], bins * bins).reshape(bins, bins)
        values = np.divide(
            sums, counts, out=np.full(sums.shape, np.nan), where=counts > 0
        )
        title, texts = "Mean monetary value", [_figure(mean) for mean in values.ravel()]
    else:
        raise ValueError('value is "monetary", but the log told no money')
    ax, scores = _axes(ax), np.arange(1, bins + 1)
    grid = np.array(texts, object).reshape(bins, bins)
    _cells(ax, values, grid, SMALL, cmap="Blues", vmin=min(0.0, float(np.nanmin(values))))
    ax.set_xticks(scores - 1, scores)
    ax.set_yticks(scores - 1, scores[::-1])
    return _plain(
        ax,
        f"{title} by recency and frequency",
        f"frequency score ({bins}: most often)",
        f"recency score ({bins}: latest)",
    )


def segment_bars(rfm: Rfm | Shop, *, ax: Axes | None = None) -> Axes:
    """Two bars a segment: its share of customers, and of revenue.

    Read off: whom the shop lives on. Where the revenue's bar is the longer one, a
    customer of the segment is worth more than the average. Sorted by revenue; segments
    without customers are left out. (After ``Rfm(monetary="mean")``: shares of the means.)
    Of a log without money: its share of visits in place of revenue.

    ``rfm``: fitted, or a shop.
    """
    summary = _rfm_of(rfm).summary()
    has_money = "monetary" in summary.columns
    worth = summary["monetary"] if has_money else summary["frequency"]
    total, word = float(worth.sum()), "revenue" if has_money else "visits"
    if not total > 0:
        raise ValueError(f"shares of revenue need a positive total; it is {total:g}")
    order = np.argsort(-worth, kind="stable")
    order = order[summary["customers"][order] > 0]
    names, places = summary["segment"][order], np.arange(len(order))
    bars = {
        "share of customers": (summary["share"][order], BLUE, -0.2),
        f"share of {word}": (worth[order] / total, ORANGE, 0.2),
    }
    ax = _axes(ax, height=max(2.0, 0.8 + 0.36 * len(order)))
    for label, (shares, color, shift) in bars.items():
        drawn = ax.barh(places + shift, shares, 0.38, color=color, label=label)
        ax.bar_label(drawn, [_share(s) for s in shares], padding=2, fontsize=SMALL)
    ax.set_yticks(places, names)
    ax.invert_yaxis()
    ax.margins(x=0.12)
    _percent(ax.xaxis)
    ax.tick_params(axis="y", length=0)
    ax.legend(loc="lower right", frameon=False)
    return _plain(ax, "Segments", "", "")


# ---- clusters ----


def _points(X: Any) -> Array:
    """Rows of numbers."""
    wanted = "rows of numbers, as KMeans.fit() takes them"
    if isinstance(X, Shop):
        wanted += " (a shop keeps no rows: scale the matrix of quen.Features)"
    elif np.ndim(X) > 0:
        return np.ascontiguousarray(X, np.float64)
    raise _not("X", wanted, X)


def k_choice(
    X: npt.ArrayLike,
    ks: Iterable[int] = range(2, 11),
    *,
    sample: int = 2000,
    random_state: int = 0,
    n_jobs: int | None = None,
    ax: Axes | None = None,
) -> Axes:
    """How well k clusters describe the rows of X, for each k.

    Read off: how many clusters. The variance left (inertia over that of one cluster)
    always falls; beyond its elbow another cluster explains little. The silhouette, -1 to
    1, is high where clusters are dense and apart: prefer its peak. A ring marks it.

    Parameters
    ----------
    X : (n_rows, n_features)
        What :class:`quen.KMeans` would be fitted on. (A shop keeps clusters, and not the
        rows that they are of.)
    ks
        Numbers of clusters, at least 2.
    sample : int
        Rows that the silhouette is computed on, drawn by chance: it takes the distances
        between each two, 8 * sample^2 bytes.
    random_state : int
        Seed of the sample and of the clusterings.
    n_jobs : int, optional
        Threads, as scikit-learn counts them.
    """
    from quen._cluster import KMeans

    ks, points = sorted(set(ks)), _points(X)
    if not ks or ks[0] < 2:
        raise ValueError(f"ks must be numbers of clusters from 2 on, not {ks}")
    models = [KMeans(k, random_state=random_state, n_jobs=n_jobs).fit(points) for k in ks]
    spread = float(((points - points.mean(axis=0)) ** 2).sum())
    chance = np.random.default_rng(random_state)
    rows = chance.choice(len(points), min(sample, len(points)), replace=False)
    between = _distances(points[rows])
    left = np.array([model.inertia_ / spread if spread > 0 else 0.0 for model in models])
    silhouettes = np.array([_silhouette(between, m.labels_[rows]) for m in models])
    ax = _axes(ax)
    name = "variance left (inertia, 1 cluster = 1)"
    _curve(ax, ks, left, left >= silhouettes, BLUE, name)
    _curve(ax, ks, silhouettes, silhouettes > left, ORANGE, "silhouette")
    best = int(np.argmax(silhouettes))
    ax.plot(ks[best], silhouettes[best], "o", ms=13, mfc="none", mec=ORANGE, mew=1.5)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    top = max(left.max(), silhouettes.max(), 0.1)
    ax.set_ylim(min(0.0, 1.2 * silhouettes.min()), 1.2 * top)
    ax.legend(frameon=False, loc="upper right")
    return _plain(ax, "How many clusters?", "clusters", "")


def _profile(profile: Shop | Table) -> tuple[Array, dict[str, Array]]:
    """Sizes of clusters, and the means of each feature."""
    table = profile.clusters if isinstance(profile, Shop) else profile
    if not hasattr(table, "columns"):
        raise _not(
            "profile",
            "a quen.Shop, its clusters, or what KMeans.profile() gives",
            profile,
        )
    if "size" in table:  # of KMeans.profile
        ends = [name for name in table.columns if name.endswith("_mean")]
        return table["size"], {name.removesuffix("_mean"): table[name] for name in ends}
    if "customers" not in table or "cluster" not in table:
        raise ValueError(
            "a profile is a Shop, its clusters, or what KMeans.profile() gives; here the "
            f"columns are {list(table.columns)}"
        )
    means = {n: table[n] for n in table.columns if n not in ("cluster", "customers")}
    return table["customers"], means


def cluster_profiles(profile: Shop | Table, *, ax: Axes | None = None) -> Axes:
    """Heat map of features x clusters: what sets a cluster apart.

    Read off: what to call a cluster. A cell holds the mean in the feature's own unit; its
    colour says how far that is from the mean of all customers, in standard deviations
    between clusters (weighted by size): purple is above, brown below, full colour 2 away.

    ``profile``: a shop, its ``clusters``, or what :meth:`quen.KMeans.profile` gives.
    """
    sizes, features = _profile(profile)
    means = np.array(list(features.values()), float)
    z = _z(means, sizes)
    n, k = means.shape
    texts = np.array([_figure(mean) for mean in means.ravel()], object).reshape(n, k)
    ax = _axes(ax, max(6.0, 1.6 + 0.85 * k), max(4.0, 1.0 + 0.32 * n))
    _cells(ax, z, texts, SMALL, cmap="PuOr", vmin=-2, vmax=2)
    ax.set_xticks(np.arange(k), [f"{i}\n{int(size):,}" for i, size in enumerate(sizes)])
    ax.set_yticks(np.arange(n), features)
    return _plain(ax, "Clusters: means of features", "cluster and its customers", "")


# ---- churn ----


def churn_gain(
    y: npt.ArrayLike | Table, risk: npt.ArrayLike | None = None, *, ax: Axes | None = None
) -> Axes:
    """The share of those who left that the customers most at risk hold.

    Read off: whom to call. At 20 % of customers stands how many of all who will leave are
    reached; on the dashed line a call list drawn by chance, on the dotted one the best.

    Parameters
    ----------
    y : (n,) of 0 and 1, or what :meth:`quen.Churn.backtest` gives
        1: the customer left.
    risk : (n,), optional
        The probability foreseen; left out where y is a backtest. So below.
    """
    y, risk = _outcomes(y, risk)
    shares, found = _gains(y, risk)
    ax = _axes(ax)
    ax.plot(shares, found, color=BLUE, linewidth=2, label="by risk")
    ax.plot([0, y.mean(), 1], [0, 1, 1], ":", color=GREY, label="at best")
    ax.plot([0, 1], [0, 1], "--", color=GREY, label="by chance")
    at, reached = 0.2, float(np.interp(0.2, shares, found))
    ax.plot(at, reached, "o", color=BLUE)
    ax.annotate(
        f"{_share(at, 0)} of customers hold {_share(reached, 0)} of those who left",
        (at, reached),
        (10, -12),
        textcoords="offset points",
        fontsize=9,
        color=BLUE,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
    )
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1.02)
    _percent(ax.xaxis)
    _percent(ax.yaxis)
    ax.legend(frameon=False, loc="lower right")
    return _plain(ax, "Who is found", "customers, most at risk first", "of all who left")


def churn_lift(
    y: npt.ArrayLike | Table,
    risk: npt.ArrayLike | None = None,
    *,
    groups: int = 10,
    ax: Axes | None = None,
) -> Axes:
    """How much likelier than the average each tenth of customers was to leave.

    Read off: where risk becomes rare. A bar of 3 says that three times as many left as in
    a tenth drawn by chance; calling on those right of where bars fall below 1 is worse
    than that. Parameters as :func:`churn_gain`; ``groups``: equal parts, by risk.
    """
    y, risk = _outcomes(y, risk)
    if not 2 <= groups <= len(y):
        raise ValueError(f"groups must be 2 to {len(y)}, the customers, not {groups}")
    shares, found = _gains(y, risk)
    lifts = np.diff(np.interp(np.arange(groups + 1) / groups, shares, found)) * groups
    ax, places = _axes(ax), np.arange(1, groups + 1)
    bars = ax.bar(places, lifts, 0.8, color=BLUE)
    ax.bar_label(bars, [f"{lift:.2f}" for lift in lifts], padding=2, fontsize=SMALL)
    ax.axhline(1, color=GREY, linestyle="--", linewidth=1)
    ax.annotate(
        f"{_share(y.mean())} of all left",
        (1, 1),
        (0, 3),
        fontsize=9,
        color=GREY,
        ha="right",
        xycoords=("axes fraction", "data"),
        textcoords="offset points",
    )
    ax.margins(y=0.1)
    ax.set_xticks(places if groups <= 20 else [1, groups])
    part = "tenth" if groups == 10 else f"part of {groups}"
    across = f"{part} of customers, most at risk first"
    return _plain(ax, "Lift by risk", across, "times the average")


def churn_calibration(
    y: npt.ArrayLike | Table,
    risk: npt.ArrayLike | None = None,
    *,
    bins: int = 10,
    ax: Axes | None = None,
) -> Axes:
    """The risk foreseen, and the share that left, for bins of customers of like risk.

    Read off: whether 30 % means 30 %. Points on the line kept what they promised; below
    it, fewer left than foreseen. Bins hold equally many customers (those of equal risk
    share one); bars are 95 % intervals. Parameters as :func:`churn_gain`.
    """
    y, risk = _outcomes(y, risk)
    if bins < 1:
        raise ValueError(f"bins must be at least 1, not {bins}")
    edges = np.quantile(risk, np.arange(1, bins) / bins)
    which = np.searchsorted(edges, risk)
    n = np.bincount(which, minlength=bins)
    used = n > 0
    n, left = n[used], np.bincount(which, y, bins)[used]
    foreseen, seen = np.bincount(which, risk, bins)[used] / n, left / n
    low, high = _wilson(left, n)
    reach = np.maximum([seen - low, high - seen], 0)
    ax = _axes(ax, 5.0, 4.6)
    ax.plot([0, 1], [0, 1], "--", color=GREY, linewidth=1, label="as foreseen")
    name = f"{len(n)} bins of about {len(y) // len(n):,} customers"
    ax.errorbar(foreseen, seen, reach, fmt="o", color=BLUE, capsize=2, label=name)
    ax.set_xlim(-0.02, 1.02)
    ax.set_ylim(-0.02, 1.02)
    _percent(ax.xaxis)
    _percent(ax.yaxis)
    ax.legend(frameon=False, loc="upper left")
    across = "risk foreseen (mean of bin)"
    return _plain(ax, "Does the risk hold?", across, "share that left")
