"""Pictures show the right numbers, on the axes they are given."""

import datetime as dt
import re
import subprocess
import sys

import matplotlib
import numpy as np
import pytest

matplotlib.use("Agg")
import matplotlib.pyplot as plt

import quen
from quen import plot


@pytest.fixture(autouse=True)
def no_show(monkeypatch):
    monkeypatch.setattr(plt, "show", lambda *_, **__: pytest.fail("show was called"))
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def backtest(orders):
    return quen.Churn().backtest(orders)


@pytest.fixture(scope="module")
def points():
    """Four heaps in the plane."""
    chance = np.random.default_rng(7)
    heaps = [
        chance.normal(center, 0.3, (60, 2)) for center in ((0, 0), (5, 0), (0, 5), (5, 5))
    ]
    return np.concatenate(heaps)


@pytest.fixture(scope="module")
def lifetime(orders):
    """Of the log without its last 60 days."""
    return quen.Lifetime().fit(orders, now=orders.last - dt.timedelta(60))


@pytest.fixture(scope="module")
def habits(orders):
    return quen.Habits().fit(orders)


@pytest.fixture
def calls(orders, shop, backtest, points, lifetime, habits):
    """Each function with what it takes."""
    return {
        "revenue": (orders.figures(),),
        "cohorts": (orders.cohorts("quarter"),),
        "rfm_grid": (shop.rfm,),
        "segment_bars": (shop.rfm,),
        "alive": (lifetime, (9, 20, 30)),
        "repeat_orders": (lifetime, orders),
        "due_calendar": (habits,),
        "k_choice": (points, (2, 3)),
        "cluster_profiles": (shop,),
        "churn_gain": (backtest,),
        "churn_lift": (backtest,),
        "churn_calibration": (backtest,),
    }


def texts(ax):
    return [text.get_text() for text in ax.texts]


def number(text):
    return float(text.replace(",", "").replace(" %", ""))


@pytest.mark.parametrize("name", plot.__all__)
def test_axes(name, calls, tmp_path):
    draw = getattr(plot, name)
    new = draw(*calls[name])
    assert isinstance(new, matplotlib.axes.Axes)
    assert plt.get_fignums() == [new.figure.number]
    _, (given, other) = plt.subplots(1, 2)
    assert draw(*calls[name], ax=given) is given
    assert given.has_data() and not other.has_data()
    new.figure.savefig(tmp_path / "picture.png")
    assert (tmp_path / "picture.png").stat().st_size > 5000


def test_every_function_is_listed():
    public = [
        n for n, f in vars(plot).items() if getattr(f, "__module__", "") == "quen.plot"
    ]
    assert sorted(n for n in public if not n.startswith("_")) == sorted(plot.__all__)
    assert quen.plot is plot


def test_without_matplotlib():
    code = (
        "import sys; sys.modules['matplotlib'] = None\n"
        "import quen\n"
        "try: quen.plot\n"
        "except ImportError as error: print(error)\n"
    )
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert "pip install 'quen[plot]'" in out.stdout


# ---- segments ----


def cells(rfm):
    table = rfm.table.to_pandas()
    return table, {cell: rows for cell, rows in table.groupby(["r", "f"])}


def test_rfm_grid(shop):
    table, groups = cells(shop.rfm)
    ax = plot.rfm_grid(shop.rfm)
    drawn = np.asarray(ax.images[0].get_array())
    assert drawn.sum() == len(table)
    for row, column in np.ndindex(5, 5):
        expected = len(groups.get((5 - row, column + 1), ()))
        assert drawn[row, column] == expected
        count, share = texts(ax)[5 * row + column].split("\n")
        assert number(count) == expected
        assert number(share) == pytest.approx(100 * expected / len(table), abs=0.051)
    assert [t.get_text() for t in ax.get_xticklabels()] == list("12345")
    assert [t.get_text() for t in ax.get_yticklabels()] == list("54321")


def test_rfm_grid_of_money():
    days, counts, money = [1, 1, 9, 9], [9, 9, 1, 1], [10, 30, 5.5, 4.5]
    rfm = quen.Rfm(bins=2, segments="none").fit_values(days, counts, money)
    ax = plot.rfm_grid(rfm, value="monetary")
    drawn = ax.images[0].get_array()
    np.testing.assert_equal(np.ma.filled(drawn, np.nan), [[np.nan, 20], [5, np.nan]])
    assert texts(ax) == ["", "20", "5", ""]


def test_segment_bars(shop):
    ax = plot.segment_bars(shop.rfm)
    summary = shop.rfm.summary().to_pandas().set_index("segment")
    names = [t.get_text() for t in ax.get_yticklabels()]
    customers, revenue = ([bar.get_width() for bar in bars] for bars in ax.containers)
    assert names == list(
        summary[summary.customers > 0].sort_values("monetary").index[::-1]
    )
    np.testing.assert_allclose(
        customers, summary.customers[names] / summary.customers.sum()
    )
    np.testing.assert_allclose(revenue, summary.monetary[names] / summary.monetary.sum())
    assert ax.yaxis.get_inverted()
    written = [number(text) for text in texts(ax)]
    np.testing.assert_allclose(written, 100 * np.array(customers + revenue), atol=0.051)


# ---- clusters ----


def test_k_choice(points):
    from sklearn import metrics

    ks = [2, 3, 4, 5]
    ax = plot.k_choice(points, ks, random_state=3)
    left, silhouettes, best = (line.get_xydata() for line in ax.lines)
    models = [quen.KMeans(k, random_state=3).fit(points) for k in ks]
    spread = ((points - points.mean(axis=0)) ** 2).sum()
    np.testing.assert_allclose(left, np.c_[ks, [m.inertia_ / spread for m in models]])
    expected = [metrics.silhouette_score(points, m.labels_) for m in models]
    np.testing.assert_allclose(silhouettes, np.c_[ks, expected], rtol=1e-6)
    assert best.tolist() == [[4, silhouettes[2, 1]]]
    written = [float(text) for text in texts(ax)]
    np.testing.assert_allclose(written, [*left[:, 1], *silhouettes[:, 1]], atol=0.0051)


def test_silhouette_of_a_sample(points):
    whole = plot.k_choice(points, [4]).lines[1].get_ydata()
    part = plot.k_choice(points, [4], sample=100).lines[1].get_ydata()
    assert part != whole and part == pytest.approx(whole, abs=0.02)
    again = plot.k_choice(points, [4], sample=100).lines[1].get_ydata()
    assert part == again


def test_silhouette_of_odd_clusters():
    from sklearn import metrics

    rows = np.array([[0.0], [0.0], [1.0], [7.0], [7.5]])
    between = plot._distances(rows)
    for labels in ([0, 0, 0, 1, 2], [0, 0, 1, 1, 1], [2, 0, 2, 0, 2]):
        expected = metrics.silhouette_score(rows, labels)
        assert plot._silhouette(between, np.array(labels)) == pytest.approx(expected)
    assert plot._silhouette(between, np.zeros(5, int)) == 0
    assert plot._silhouette(np.zeros((4, 4)), np.array([0, 0, 1, 1])) == 0


def test_cluster_profiles(shop):
    ax = plot.cluster_profiles(shop)
    clusters = shop.clusters.to_pandas()
    means = clusters.drop(columns=["cluster", "customers"])
    weights = clusters.customers / clusters.customers.sum()
    away = means - (means.T @ weights)
    z = away / np.sqrt((away**2).T @ weights)
    np.testing.assert_allclose(ax.images[0].get_array(), z.T, atol=1e-9)
    assert [t.get_text() for t in ax.get_yticklabels()] == list(means.columns)
    sizes = [number(t.get_text().split("\n")[1]) for t in ax.get_xticklabels()]
    assert sizes == clusters.customers.tolist()
    np.testing.assert_allclose(
        [number(t) for t in texts(ax)], means.T.to_numpy().ravel(), rtol=6e-3
    )


def test_cluster_profiles_of_kmeans(points):
    kmeans = quen.KMeans(4, random_state=0).fit(points)
    columns = np.c_[
        points, np.ones(len(points)), np.where(kmeans.labels_ == 1, np.nan, 2.0)
    ]
    ax = plot.cluster_profiles(kmeans.profile(columns))
    drawn = np.ma.filled(ax.images[0].get_array(), np.nan)
    means = np.array([columns[kmeans.labels_ == k].mean(axis=0) for k in range(4)])
    np.testing.assert_allclose(
        [number(t) for t in texts(ax)[:8]], means.T[:2].ravel(), rtol=6e-3
    )
    np.testing.assert_equal(drawn[2:], [[0, 0, 0, 0], [0, np.nan, 0, 0]])
    assert texts(ax)[12:] == ["2", "", "2", "2"]


# ---- churn ----

Y = np.array([1, 1, 0, 1, 0, 0, 0, 1, 0, 0])
RISK = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.3, 0.2, 0.1])


def test_churn_gain():
    line, best, chance = plot.churn_gain(Y, RISK).lines[:3]
    np.testing.assert_allclose(
        line.get_xdata(), [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 0.9, 1]
    )
    np.testing.assert_allclose(
        line.get_ydata(), [0, 0.25, 0.5, 0.5, 0.75, 0.75, 0.75, 1, 1, 1]
    )
    assert best.get_xydata().tolist() == [[0, 0], [0.4, 1], [1, 1]]
    assert chance.get_xydata().tolist() == [[0, 0], [1, 1]]
    assert texts(plot.churn_gain(Y, RISK)) == [
        "20 % of customers hold 50 % of those who left"
    ]


def test_churn_lift(backtest):
    heights = [bar.get_height() for bar in plot.churn_lift(Y, RISK, groups=5).patches]
    np.testing.assert_allclose(heights, [2.5, 1.25, 0, 1.25, 0], atol=1e-12)
    shuffled = np.random.default_rng(0).permutation(10)
    other = plot.churn_lift(Y[shuffled], RISK[shuffled], groups=10).patches
    ties = [bar.get_height() for bar in other]
    np.testing.assert_allclose(ties[6:8], [1.25, 1.25])  # one of two of equal risk left
    ax = plot.churn_lift(backtest)
    lifts = [bar.get_height() for bar in ax.patches]
    assert np.mean(lifts) == pytest.approx(1)
    top = np.argsort(-backtest["risk"], kind="stable")[: -(-len(backtest) // 10)]
    expected = backtest["churned"][top].mean() / backtest["churned"].mean()
    assert lifts[0] == pytest.approx(expected, rel=0.02)
    assert texts(ax)[:10] == [f"{lift:.2f}" for lift in lifts]
    assert texts(ax)[10] == f"{100 * backtest['churned'].mean():.1f} % of all left"


def test_churn_calibration(backtest):
    from sklearn import calibration

    y, risk = backtest["churned"], backtest["risk"]
    ax = plot.churn_calibration(y, risk, bins=8)
    points, _, (bars,) = ax.containers[0]
    seen, foreseen = calibration.calibration_curve(y, risk, n_bins=8, strategy="quantile")
    np.testing.assert_allclose(points.get_xydata(), np.c_[foreseen, seen])
    assert (
        ax.get_legend_handles_labels()[1][1] == f"8 bins of about {len(y) // 8} customers"
    )
    for (x, share), bar in zip(points.get_xydata(), bars.get_segments(), strict=True):
        assert bar[0][0] == bar[1][0] == x
        assert 0 <= bar[0][1] <= share <= bar[1][1] <= 1


def test_wilson():
    from scipy import stats

    for left, n in ((0, 10), (3, 10), (10, 10), (40, 1000)):
        interval = stats.binomtest(left, n).proportion_ci(method="wilson")
        low, high = plot._wilson(np.array([left]), np.array([n]))
        assert (low[0], high[0]) == pytest.approx((interval.low, interval.high), abs=1e-6)


def test_bins_of_equal_risks():
    ax = plot.churn_calibration([1, 0, 0, 1, 1], [0.5, 0.5, 0.5, 0.5, 0.9], bins=4)
    points = ax.containers[0][0].get_xydata()
    np.testing.assert_allclose(points, [[0.5, 0.5], [0.9, 1]])


# ---- what is refused ----


@pytest.mark.parametrize(
    "draw", [plot.churn_gain, plot.churn_lift, plot.churn_calibration]
)
@pytest.mark.parametrize(
    ("y", "risk", "says"),
    [
        ([0, 1], [0.5], "as long as each other"),
        ([[0, 1]], [[0.5, 0.5]], "as long as each other"),
        ([0, 2], [0.5, 0.5], "1 for who left"),
        ([0, 1], [0.5, np.nan], "probabilities"),
        ([0, 1], [0.5, 1.5], "probabilities"),
        ([1, 1], [0.5, 0.5], "have come back"),
        ([], [], "have come back"),
    ],
)
def test_outcomes_refused(draw, y, risk, says):
    with pytest.raises(ValueError, match=says):
        draw(y, risk)
    assert not plt.get_fignums()


def test_settings_refused(shop, points):
    with pytest.raises(ValueError, match='"customers" or "monetary"'):
        plot.rfm_grid(shop.rfm, value="revenue")
    with pytest.raises(quen.NotFittedError):
        plot.rfm_grid(quen.Rfm())
    with pytest.raises(ValueError, match="positive total"):
        plot.segment_bars(
            quen.Rfm(bins=2, segments="none").fit_values([1, 2], [1, 1], [0, 0])
        )
    with pytest.raises(ValueError, match="from 2 on"):
        plot.k_choice(points, [1, 2])
    with pytest.raises(ValueError, match="from 2 on"):
        plot.k_choice(points, [])
    with pytest.raises(ValueError):
        plot.k_choice(points, [len(points) + 1])
    with pytest.raises(ValueError, match="KMeans.profile"):
        plot.cluster_profiles(quen.Table({"a": [1, 2]}))
    with pytest.raises(ValueError, match="groups must be 2 to 10"):
        plot.churn_lift(Y, RISK, groups=11)
    with pytest.raises(ValueError, match="bins must be at least 1"):
        plot.churn_calibration(Y, RISK, bins=0)
    assert not plt.get_fignums()


OF_A_SHOP = ("rfm_grid", "segment_bars", "cluster_profiles")


@pytest.mark.parametrize("name", plot.__all__)
def test_a_shop_is_drawn_or_refused(name, calls, shop):
    draw = getattr(plot, name)
    if name in OF_A_SHOP:
        assert texts(draw(shop)) == texts(draw(*calls[name]))
        return
    with pytest.raises(
        TypeError, match=r"^(X|y|figures|cohorts|lifetime|habits) must be .*, not Shop$"
    ) as caught:
        draw(shop)
    assert re.search(
        r"(KMeans\.fit|Churn\.backtest|(Lifetime|Habits)\.fit|Orders\.\w+)\(\)",
        str(caught.value),
    )
    assert not plt.get_fignums()


@pytest.mark.parametrize("name", plot.__all__)
def test_anything_else_is_refused(name, orders):
    draw, takes = (
        getattr(plot, name),
        r"Rfm|Shop|KMeans|Churn|Lifetime|Habits|Orders\.\w+\(\)",
    )
    for given in (orders, quen.Churn(), 3, "text", None):
        what = type(given).__name__
        with pytest.raises(TypeError, match=rf"must be .*({takes}).*, not {what}$"):
            draw(given)
    assert not plt.get_fignums()


def test_figures_without_money(orders):
    sales = {"c": ["An"], "i": ["Tea"], "t": ["2026-01-05"]}
    log = quen.Orders.from_table(sales, customer="c", item="i", time="t")
    with pytest.raises(ValueError, match="figures has no revenue"):
        plot.revenue(log.figures())
    with pytest.raises(ValueError, match="told no money"):
        plot.cohorts(log.cohorts(), value="revenue")
    with pytest.raises(ValueError, match='value must be "retention"'):
        plot.cohorts(log.cohorts(), value="share")
    assert not plt.get_fignums()


def test_revenue_adds_up(orders):
    figures = orders.figures("quarter", segments={"An": "one"})
    drawn = plot.revenue(figures)
    heights = sum(bar.get_height() for bar in drawn.patches)
    whole = figures["revenue"][figures["segment"] == "(all)"]
    assert heights == pytest.approx(whole.sum())
    assert len(drawn.get_xticks()) == len(whole)


def test_revenue_foretold(orders):
    """What is expected of today's customers, in the rest of the month and after it."""
    now = dt.datetime(2026, 5, 12, tzinfo=dt.UTC)
    figures = orders.figures(now=now)
    lifetime = quen.Lifetime().fit(orders, now=now)
    plain, drawn = plot.revenue(figures), plot.revenue(figures, lifetime=lifetime)
    more = drawn.containers[-1]
    labels = [t.get_text() for t in drawn.get_xticklabels()]
    assert labels[-4:] == ["2026-05-01", "2026-06-01", "2026-07-01", "2026-08-01"]
    assert len(labels) == len(plain.get_xticklabels()) + 3 and len(more) == 4
    ends = [dt.date(2026, month, 1) - dt.date(2026, 5, 12) for month in (6, 7, 8, 9)]
    sums = [lifetime.predict(end.days)["value"].sum() for end in ends]
    heights = [bar.get_height() for bar in more]
    np.testing.assert_allclose(heights, np.diff(sums, prepend=0))
    assert more[0].get_y() == pytest.approx(figures["revenue"][-1])
    assert [bar.get_y() for bar in more][1:] == [0, 0, 0]


def test_revenue_not_foretold(orders, lifetime):
    with pytest.raises(ValueError, match="by month"):
        plot.revenue(orders.figures("quarter"), lifetime=lifetime)
    with pytest.raises(ValueError, match="up to the same moment"):
        plot.revenue(orders.figures(), lifetime=lifetime)
    rows = {"frequency": [2, 0], "recency": [3, 0], "T": [5, 5]}
    with pytest.raises(ValueError, match="up to the same moment"):
        plot.revenue(orders.figures(), lifetime=quen.Lifetime().fit(rows))
    with pytest.raises(TypeError, match="lifetime must be quen.Lifetime"):
        plot.revenue(orders.figures(), lifetime=3)
    sales = {"c": ["An"] * 2, "i": ["Tea"] * 2, "t": ["2026-01-05"] * 2, "a": [1, 2]}
    roles = {"customer": "c", "item": "i", "time": "t", "amount": "a"}
    log = quen.Orders.from_table(sales, **roles)
    with pytest.raises(ValueError, match="no model of values"):
        plot.revenue(log.figures(), lifetime=quen.Lifetime().fit(log))
    assert not plt.get_fignums()


def test_alive_is_what_the_model_says():
    rows = {"frequency": [2, 1, 0, 0, 7], "recency": [30.4, 1.7, 0, 0, 29.4]}
    lifetime = quen.Lifetime().fit(rows | {"T": [38.9] * 5})
    ax = plot.alive(lifetime, [20, 4, 20], until=60)
    at, chance = ax.lines[0].get_data()
    assert at[0] == 0 and at[-1] == 60 and ax.get_xlabel().startswith("time since")
    # Up with an order, down between them.
    last = {"frequency": [1, 2, 2], "recency": [4, 20, 20], "T": [20, 20, 60]}
    before, after, end = lifetime.predict(1, last)["alive"].tolist()
    known = np.searchsorted(at, 20)
    assert chance[known - 1] == pytest.approx(before) and before < after
    assert chance[at == 20][-1] == pytest.approx(after)
    assert chance[-1] == pytest.approx(end)
    assert (np.diff(chance[at > 20]) < 0).all()
    assert plot.alive(lifetime).lines[0].get_xdata()[-1] == 38.9
    assert plot.alive(lifetime, 40).lines[0].get_xdata()[-1] == 50
    for times in (-1, np.nan):
        with pytest.raises(ValueError, match="not before the first"):
            plot.alive(lifetime, times)
    with pytest.raises(ValueError, match="after the last order, 40"):
        plot.alive(lifetime, 40, until=40)
    with pytest.raises(quen.NotFittedError):
        plot.alive(quen.Lifetime())


def test_orders_that_came(orders, lifetime):
    ax = plot.repeat_orders(lifetime, orders, most=3)
    days = 60
    ended = quen.Lifetime().fit(orders)
    there = lifetime.x_ >= 0
    came, x = (ended.x_ - lifetime.x_)[there], lifetime.x_[there]
    told = np.asarray(lifetime.predict(days)["orders"])[there]
    groups = [x == 0, x == 1, x == 2, x >= 3]
    groups = {f"{i}{'+' * (i == 3)}\n{g.sum():,}": g for i, g in enumerate(groups)}
    groups = {name: g for name, g in groups.items() if g.any()}
    assert [t.get_text() for t in ax.get_xticklabels()] == list(groups)
    assert ax.get_title("left") == "Orders of a customer within 60 days"
    heights = [bar.get_height() for bar in ax.patches]
    np.testing.assert_allclose(heights, [came[g].mean() for g in groups.values()])
    expected = ax.lines[0].get_ydata()
    np.testing.assert_allclose(expected, [told[g].mean() for g in groups.values()])
    rows = {"frequency": [2, 0], "recency": [3, 0], "T": [5, 5]}
    with pytest.raises(ValueError, match="fitted to these orders"):
        plot.repeat_orders(quen.Lifetime().fit(rows), orders)
    with pytest.raises(ValueError, match="an earlier one"):
        plot.repeat_orders(ended, orders)
    with pytest.raises(TypeError, match="orders must be quen.Orders"):
        plot.repeat_orders(lifetime)


def test_due_by_day(habits):
    """Days add up to what is due within all of them, in order of that."""
    ax = plot.due_calendar(habits, days=10, n=6)
    drawn = np.asarray(ax.images[0].get_array())
    due = habits.due(None, 10, n=6)
    np.testing.assert_allclose(drawn.sum(axis=1), due["chance"], rtol=1e-9)
    first = habits.due(due["customer"][0], 3, n=100)
    among = list(first["item"]).index(due["item"][0])
    assert drawn[0, :3].sum() == pytest.approx(first["chance"][among])
    names = [f"{c}: {i}" for c, i in zip(due["customer"], due["item"], strict=True)]
    assert [t.get_text() for t in ax.get_yticklabels()] == names
    said = texts(ax)
    shown = [f"{100 * c:.0f}" if c >= 0.005 else "" for c in drawn.flat]
    assert said[:60] == shown
    ends = zip(due["chance"], due["late"], strict=True)
    assert said[60:] == [f"{100 * c:.0f} %{' late' * int(late)}" for c, late in ends]
    assert ax.get_title("left") == "What is due within 10 days"


def test_due_of_one(habits):
    who = habits.due(None, 5, n=1)["customer"][0]
    ax = plot.due_calendar(habits, who, days=3, now="2026-07-06 12:00")
    due = habits.due(who, 3, now="2026-07-06 12:00", n=15)
    due = due[: int((due["chance"] >= 0.005).sum())]
    assert [t.get_text() for t in ax.get_yticklabels()] == list(due["item"])
    assert ax.get_title("left") == f"What is due within 3 days, {who}"
    days = [t.get_text() for t in ax.get_xticklabels()]
    assert [day.split("\n")[1] for day in days] == ["7", "8", "9"]
    # Days of the shop's clock, 7 hours ahead: one that begins at midnight is the date.
    ax = plot.due_calendar(habits, who, days=1, now="2026-07-06")
    assert ax.get_xticklabels()[0].get_text().split("\n")[1] == "6"


def test_nothing_due(habits):
    with pytest.raises(ValueError, match="days and n must be at least 1, not 0 and 15"):
        plot.due_calendar(habits, days=0)
    with pytest.raises(quen.NotFittedError):
        plot.due_calendar(quen.Habits())
    with pytest.raises(quen.NotFoundError):
        plot.due_calendar(habits, "nobody")
    given_back = {"c": ["An"], "i": ["Tea"], "t": ["2026-01-05"], "q": [-1]}
    roles = {"customer": "c", "item": "i", "time": "t", "quantity": "q"}
    log = quen.Orders.from_table(given_back, **roles)
    with pytest.raises(ValueError, match="nothing is due"):
        plot.due_calendar(quen.Habits().fit(log))
    assert not plt.get_fignums()


def test_cohorts_say_what_they_hold(orders):
    cohorts = orders.cohorts("year")
    for value in ("retention", "customers", "revenue"):
        said = texts(plot.cohorts(cohorts, value=value))
        assert sum(bool(text) for text in said) == cohorts.customers.count()
    assert texts(plot.cohorts(cohorts))[0] == "100 %"


def test_tables_of_something_else(shop):
    for draw in (plot.churn_gain, plot.churn_lift, plot.churn_calibration):
        with pytest.raises(TypeError, match=r"the columns are \['cluster'"):
            draw(shop.clusters)


def test_tables_of_pandas(shop, backtest):
    profiles = [plot.cluster_profiles(t) for t in (shop, shop.clusters.to_pandas())]
    assert texts(profiles[0]) == texts(profiles[1])
    gains = [plot.churn_gain(t) for t in (backtest, backtest.to_pandas())]
    assert texts(gains[0]) == texts(gains[1])


def test_shop_without_clusters(orders):
    with pytest.raises(quen.NoPartError, match="without kmeans"):
        plot.cluster_profiles(quen.Shop.train(orders, parts=["rfm"]))
