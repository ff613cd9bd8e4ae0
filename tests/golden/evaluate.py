#!/usr/bin/env python3
"""Golden vectors of evaluation: evaluate.txt.

References are scikit-learn, scipy (KS) and statsmodels (recalibration); what they lack is
computed here from its definition, pair by pair or item by item.
"""

from pathlib import Path

import numpy as np
import statsmodels.api as sm
from scipy.stats import ks_2samp, norm
from sklearn import metrics
from sklearn.calibration import calibration_curve
from sklearn.datasets import make_blobs

HERE = Path(__file__).resolve().parent
EPS = np.finfo(float).eps


def write(name, lines):
    """One line per array: `name: v v v`."""
    with open(HERE / name, "w", newline="\n") as f:
        for key, value in lines.items():
            flat = np.ravel(np.asarray(value)).tolist()
            f.write(f"{key}: {' '.join(f'{v:.17g}' for v in flat)}\n")


# ---- two classes ----


def bins_of(p, strategy, bins=10):
    """As calibration_curve() has them."""
    if strategy == "uniform":
        cuts = np.linspace(0, 1, bins + 1)
    else:
        cuts = np.percentile(p, np.linspace(0, 1, bins + 1) * 100)
    return np.searchsorted(cuts[1:-1], p)


def decomposition(y, p, w, bin_of):
    """Reliability, resolution, within, expected calibration error."""
    w = w / w.sum()
    rate = (w * y).sum()
    rel = res = within = ece = 0.0
    for b in np.unique(bin_of):
        m = bin_of == b
        weight = w[m].sum()
        if weight == 0:
            continue
        mean_p, mean_y = np.average(p[m], weights=w[m]), np.average(y[m], weights=w[m])
        rel += weight * (mean_p - mean_y) ** 2
        res += weight * (mean_y - rate) ** 2
        off = p[m] - mean_p
        within += (w[m] * (off**2 - 2 * off * (y[m] - mean_y))).sum()
        ece += weight * abs(mean_p - mean_y)
    return rel, res, within, ece


def ks_of(y, s, w):
    cuts = np.unique(s)
    one, zero = w * y, w * (1 - y)
    gaps = [one[s >= c].sum() / one.sum() - zero[s >= c].sum() / zero.sum() for c in cuts]
    return np.abs(gaps).max()


def gains(y, s, w, parts=10):
    """Rates of equal parts by falling score, ties shared out in proportion."""
    edges = np.arange(parts + 1) / parts * w.sum()
    ones, least, met = np.zeros(parts), np.full(parts, s.max()), 0.0
    for cut in np.unique(s)[::-1]:
        m = s == cut
        size, one = w[m].sum(), (w[m] * y[m]).sum()
        for i in range(parts):
            inside = min(met + size, edges[i + 1]) - max(met, edges[i])
            if inside > 0:
                ones[i] += one * inside / size
                least[i] = cut
        met += size
    return ones / (w.sum() / parts), least, np.cumsum(ones) / ones.sum()


def binary(lines, name, y, p, w):
    given = {} if w is None else {"sample_weight": w}
    weight = np.ones(len(y)) if w is None else w
    rate = np.average(y, weights=weight)
    ks = ks_of(y, p, weight)
    if w is None:
        assert abs(ks - ks_2samp(p[y == 1], p[y == 0]).statistic) < 1e-14
    held = np.clip(p, EPS, 1 - EPS)
    x = sm.add_constant(np.log(held / (1 - held)))
    family = sm.families.Binomial()
    fit = sm.GLM(y, x, family, freq_weights=weight).fit(tol=1e-15, maxiter=200)
    brier = metrics.brier_score_loss(y, p, **given)
    lines[f"{name} y"], lines[f"{name} score"] = y, p
    if w is not None:
        lines[f"{name} weight"] = w
    for binning, strategy in (("quantile", "quantile"), ("width", "uniform")):
        bin_of = bins_of(p, strategy)
        rel, res, within, ece = decomposition(y, p, weight, bin_of)
        assert abs(brier - (rel - res + rate * (1 - rate) + within)) < 1e-14
        lines[f"{name} {binning}"] = [
            rate,
            metrics.roc_auc_score(y, p, **given),
            metrics.average_precision_score(y, p, **given),
            ks,
            gains(y, p, weight)[0][0] / rate,
            np.average(p, weights=weight),
            metrics.log_loss(y, p, **given),
            brier,
            rel,
            res,
            rate * (1 - rate),
            within,
            ece,
            fit.params[1],
            fit.params[0],
        ]
        if w is None:
            true, mean = calibration_curve(y, p, n_bins=10, strategy=strategy)
            lines[f"{name} {binning} mean"], lines[f"{name} {binning} rate"] = mean, true
    part, least, captured = gains(y, p, weight)
    lines[f"{name} gain rate"], lines[f"{name} gain least"] = part, least
    lines[f"{name} gain captured"] = captured


def delong(y, a, b):
    """All pairs, one by one."""

    def pairs(s):
        d = s[y == 1][:, None] - s[y == 0][None, :]
        return (d > 0) + 0.5 * (d == 0)

    def variance(m):
        over_ones, over_zeros = m.mean(axis=1), m.mean(axis=0)
        ones, zeros = len(over_ones), len(over_zeros)
        return over_ones.var(ddof=1) / ones + over_zeros.var(ddof=1) / zeros

    first, second = pairs(a), pairs(b)
    difference = first.mean() - second.mean()
    error = np.sqrt(variance(first - second))
    z = difference / error
    reach = norm.ppf(0.95) * error
    return [
        first.mean(),
        np.sqrt(variance(first)),
        second.mean(),
        np.sqrt(variance(second)),
        difference,
        error,
        difference - reach,
        difference + reach,
        z,
        2 * norm.sf(abs(z)),
    ]


# ---- lists ----


def lists(lines, rng):
    users, items, width, population = 60, 40, 8, 500
    sizes = rng.integers(0, 14, users)
    held = [np.sort(rng.choice(items, size, replace=False)) for size in sizes]
    ranked = np.array([rng.permutation(items)[:width] for _ in range(users)])
    counts = rng.integers(0, width + 1, users)
    popularity = rng.integers(0, 200, items)
    lines["held start"] = np.concatenate(([0], np.cumsum([len(h) for h in held])))
    lines["held item"] = np.concatenate(held)
    lines["ranked"], lines["counts"], lines["popularity"] = ranked, counts, popularity
    for k in (width, 5):
        rows, novelty, offered = [], [], set()
        for h, row, count in zip(held, ranked, counts, strict=True):
            if len(h) == 0:
                continue
            top = row[: min(count, k)]
            offered |= set(top.tolist())
            rel = np.isin(top, h).astype(float)
            ranks = np.arange(1, len(top) + 1)
            gain = (rel / np.log2(1 + ranks)).sum()
            ideal = np.cumsum(1 / np.log2(1 + np.arange(1, items + 1)))
            best = min(k, len(h))
            if count == width and k == width:
                truth, score = np.isin(np.arange(items), h)[None, :], np.zeros((1, items))
                score[0, row] = np.arange(width, 0, -1)
                close = metrics.ndcg_score(truth, score, k=k, ignore_ties=True)
                assert abs(close - gain / ideal[best - 1]) < 1e-12
            precision = np.cumsum(rel) / ranks
            rows.append(
                [
                    rel.sum() / k,
                    rel.sum() / len(h),
                    rel.sum() / best,
                    float(rel.any()),
                    gain / ideal[best - 1],
                    gain / ideal[len(h) - 1],
                    (precision * rel).sum() / best,
                    1 / ranks[rel > 0][0] if rel.any() else 0.0,
                ]
            )
            if len(top):
                had = np.maximum(popularity[top], 1)
                novelty.append(-np.log2(had / population).mean())
        lines[f"ranking {k}"] = [
            *np.mean(rows, axis=0),
            np.mean(novelty),
            len(offered) / items,
        ]


# ---- clusters ----


def clusters(lines):
    x, label = make_blobs(150, 3, centers=5, cluster_std=2.0, random_state=4)
    label[label == 3] = 7  # numbers may have gaps
    label[0] = 11  # a point alone
    lines["blobs"], lines["blobs label"] = x, label
    lines["blobs measures"] = [
        metrics.silhouette_score(x, label),
        metrics.calinski_harabasz_score(x, label),
        metrics.davies_bouldin_score(x, label),
    ]


def main():
    rng = np.random.default_rng(20)
    lines = {}
    truth = rng.beta(1.2, 2, 300)
    y = (rng.random(300) < truth).astype(int)
    close = np.clip(truth + rng.normal(0, 0.1, 300), 0.001, 0.999)
    tied = np.round(np.clip(truth + rng.normal(0, 0.2, 300), 0, 1), 1)
    weight = np.where(rng.random(300) < 0.1, 0.0, rng.exponential(1, 300))
    binary(lines, "plain", y, close, None)
    binary(lines, "tied", y, tied, None)
    binary(lines, "weighted", y, tied, weight)
    lines["delong"] = delong(y, close, tied)
    lists(lines, rng)
    clusters(lines)
    write("evaluate.txt", lines)


if __name__ == "__main__":
    main()
