#!/usr/bin/env python3
"""Golden vectors of logistic regression: logit_telco.txt and logit_small.txt.

References are statsmodels (maximum likelihood) and scikit-learn (penalised). Each fit
is checked here against a plain Newton iteration; the largest relative difference is
printed.
"""

import gzip
import os
import warnings
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import pandas as pd
import statsmodels.api as sm
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score
from sklearn.model_selection import StratifiedKFold

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
# An absolute QUEN_DATA wins over ROOT.
DATA = ROOT / os.environ.get("QUEN_DATA", "../shared/data")


def write(name, lines):
    """One line per array: `name: v v v`."""
    with open(HERE / name, "w", newline="\n") as f:
        for key, value in lines.items():
            flat = np.ravel(np.asarray(value))
            words = [v if isinstance(v, str) else f"{v:.17g}" for v in flat.tolist()]
            f.write(f"{key}: {' '.join(words)}\n")


def newton(x, y, w=None, lam=0.0):
    """Minimise sum w*logloss + lam/2 |beta|^2; the intercept (last) is free. Returns
    theta and inverse Hessian.
    """
    a = np.column_stack([x, np.ones(len(x))])
    w = np.ones(len(x)) if w is None else w
    pen = np.full(a.shape[1], lam)
    pen[-1] = 0
    theta = np.zeros(a.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-a @ theta))
        hess = (a * (w * p * (1 - p))[:, None]).T @ a + np.diag(pen)
        step = np.linalg.solve(hess, a.T @ (w * (p - y)) + pen * theta)
        theta = theta - step
        if np.max(np.abs(step)) < 1e-15:
            break
    p = 1 / (1 + np.exp(-a @ theta))
    hess = (a * (w * p * (1 - p))[:, None]).T @ a + np.diag(pen)
    return theta, np.linalg.inv(hess)


def check(what, got, want, tol=1e-10):
    """Largest difference relative to the value itself."""
    got, want = np.ravel(got), np.ravel(want)
    worst = np.max(np.abs(got - want) / np.abs(want))
    print(f"{what:36s} {worst:.1e}")
    assert worst < tol, what


def ml(x, y, prefix, w=None):
    """Unpenalised maximum likelihood by statsmodels, as golden lines."""
    a = np.column_stack([x, np.ones(len(x))])
    with warnings.catch_warnings():
        # The tolerance is below rounding: "not converged" is expected.
        warnings.simplefilter("ignore")
        if w is None:
            r = sm.Logit(y, a).fit(method="newton", tol=1e-14, maxiter=60, disp=0)
        else:
            r = sm.GLM(y, a, family=sm.families.Binomial(), freq_weights=w).fit(
                tol=1e-15, maxiter=60
            )
    coef, intercept, var = to_original(x, *newton((x - x.mean(0)) / x.std(0), y, w))
    check(prefix + " coefficients", r.params, np.append(coef, intercept))
    check(prefix + " standard errors", r.bse, np.sqrt(np.diag(var)))
    return {
        prefix + "_coef": r.params[:-1],
        prefix + "_intercept": r.params[-1],
        prefix + "_se": r.bse[:-1],
        prefix + "_intercept_se": r.bse[-1],
        prefix + "_z": r.tvalues[:-1],
        prefix + "_intercept_z": r.tvalues[-1],
        prefix + "_p": r.pvalues[:-1],
        prefix + "_intercept_p": r.pvalues[-1],
        prefix + "_loglik": r.llf,
    }


def to_original(x, theta, inv, mean=None, sd=None):
    """Map a fit on (x - mean) / sd to the scale of x: coefficients, intercept,
    covariance (intercept last).
    """
    mean = x.mean(0) if mean is None else mean
    sd = x.std(0) if sd is None else sd
    t = np.diag(np.append(1 / sd, 1.0))
    t[-1, :-1] = -mean / sd
    theta = t @ theta
    return theta[:-1], theta[-1], t @ inv @ t.T


def penalised(x, y, lam, what, w=None, weighted_scale=False):
    """L2 fit on standardised columns (population sd) by scikit-learn: coef,
    intercept, covariance, original scale.
    """
    sw = w if weighted_scale else None
    mean = np.average(x, axis=0, weights=sw)
    sd = np.sqrt(np.average((x - mean) ** 2, axis=0, weights=sw))
    z = (x - mean) / sd
    m = sk(z, y, lam, w)
    theta, inv = newton(z, y, w, lam)
    check(what + " (standardised)", np.append(m.coef_[0], m.intercept_), theta)
    coef, intercept, var = to_original(
        x, np.append(m.coef_[0], m.intercept_), inv, mean, sd
    )
    # The same covariance without standardising: there the penalty of column j is lam *
    # sd_j^2.
    a = np.column_stack([x, np.ones(len(x))])
    p = 1 / (1 + np.exp(-(x @ coef + intercept)))
    hess = (a * ((1 if w is None else w) * p * (1 - p))[:, None]).T @ a + np.diag(
        np.append(lam * sd**2, 0)
    )
    check(
        what + " standard errors",
        np.sqrt(np.diag(np.linalg.inv(hess))),
        np.sqrt(np.diag(var)),
        1e-9,
    )
    return coef, intercept, var


def sk(x, y, lam, w=None):
    return LogisticRegression(
        C=1 / lam, solver="newton-cholesky", tol=1e-12, max_iter=1000
    ).fit(x, y, sample_weight=w)


def telco():
    with gzip.open(DATA / "telco_churn/Telco-Customer-Churn.csv.gz", "rt") as f:
        df = pd.read_csv(f, dtype=str, keep_default_na=False)
    y = (df["Churn"] == "Yes").to_numpy(float)
    assert (df["TotalCharges"].str.strip() == "").sum() == 11  # read as 0
    names = ["SeniorCitizen", "tenure", "MonthlyCharges", "TotalCharges"]
    cols = [df[c].str.strip().replace("", "0").to_numpy(float) for c in names]
    first = []  # the first level of each text column
    for c in df.columns[1:-1]:
        if c in names[:4]:
            continue
        levels = sorted(df[c].unique(), key=str.encode)
        first.append(f"{c}={levels[0]}")
        for v in levels:
            names.append(f"{c}={v}")
            cols.append((df[c] == v).to_numpy(float))
    x = np.column_stack(cols)

    # 1. Full rank, maximum likelihood. "No internet service" repeats InternetService=No,
    # "No phone service" repeats PhoneService=No.
    keep = [
        j
        for j, n in enumerate(names)
        if n not in first
        and not n.endswith(("=No internet service", "=No phone service"))
    ]
    xf = x[:, keep]
    assert np.linalg.matrix_rank(np.column_stack([xf, np.ones(len(xf))])) == len(keep) + 1
    out = {
        "rows": len(y),
        "positives": y.sum(),
        "columns": [names[j].replace(" ", "_") for j in keep],
    }
    out.update(ml(xf, y, "ml"))

    # 2. Every level, standardised, lambda 1.
    coef, intercept, var = penalised(x, y, 1.0, "pen coefficients")
    se = np.sqrt(np.diag(var))
    p = 1 / (1 + np.exp(-(x @ coef + intercept)))
    out.update(
        {
            "pen_columns": [n.replace(" ", "_") for n in names],
            "pen_lambda": 1,
            "pen_mean": x.mean(0),
            "pen_sd": x.std(0),
            "pen_coef": coef,
            "pen_intercept": intercept,
            "pen_se": se[:-1],
            "pen_intercept_se": se[-1],
            "pen_prob20": p[:20],
            "pen_auc": roc_auc_score(y, p),
            "pen_logloss": log_loss(y, p),
        }
    )

    # Cross-validation; each fold is standardised by its training rows.
    fold = np.zeros(len(y), int)
    auc, q = [], np.zeros(len(y))
    for i, (a, b) in enumerate(
        StratifiedKFold(5, shuffle=True, random_state=0).split(x, y)
    ):
        fold[b] = i
        mean, sd = x[a].mean(0), x[a].std(0)
        q[b] = sk((x[a] - mean) / sd, y[a], 1.0).predict_proba((x[b] - mean) / sd)[:, 1]
        auc.append(roc_auc_score(y[b], q[b]))
    out.update(
        {
            "cv_fold": fold,
            "cv_auc": auc,
            "cv_auc_mean": np.mean(auc),
            "cv_logloss": log_loss(y, q),
        }
    )
    print("cv auc", np.mean(auc), "cv log-loss", out["cv_logloss"])

    # Weights. `_coef`: columns standardised without the weights; `_wscale_coef`: by
    # weighted mean and sd.
    i = np.arange(len(y))
    balanced = np.where(y == 1, len(y) / (2 * y.sum()), len(y) / (2 * (len(y) - y.sum())))
    z = (x - x.mean(0)) / x.std(0)
    m = LogisticRegression(
        C=1, solver="newton-cholesky", tol=1e-12, class_weight="balanced", max_iter=1000
    ).fit(z, y)
    check("class_weight is a weight", m.coef_, sk(z, y, 1.0, balanced).coef_)
    for key, w in (("weighted", 1 + (i % 3) / 2), ("balanced", balanced)):
        for scale, ws in (("", False), ("_wscale", True)):
            coef, intercept, _ = penalised(x, y, 1.0, key + scale, w, ws)
            out.update({f"{key}{scale}_coef": coef, f"{key}{scale}_intercept": intercept})
    write("logit_telco.txt", out)


def small():
    rng = np.random.default_rng(7)
    n, d = 60, 3
    x = np.round(rng.normal(size=(n, d)) * [1, 3, 10] + [0, 2, -20], 3)
    y = (
        rng.random(n)
        < 1 / (1 + np.exp(-(2.2 + 0.8 * x[:, 0] - 0.3 * x[:, 1] + 0.08 * x[:, 2])))
    ).astype(float)
    w = rng.integers(1, 9, n) / 4
    out = {"n": n, "d": d, "x": x, "y": y, "w": w}
    out.update(ml(x, y, "ml"))
    out.update(ml(x, y, "wml", w))

    # lambda 0.5 on standardised columns (`l2`), the same with weights, and on the columns
    # as they are (`l2raw`).
    for key, kw in (
        ("l2", {}),
        ("wl2", {"w": w}),
        ("wl2_wscale", {"w": w, "weighted_scale": True}),
    ):
        coef, intercept, var = penalised(x, y, 0.5, key, **kw)
        se = np.sqrt(np.diag(var))
        out.update(
            {
                key + "_coef": coef,
                key + "_intercept": intercept,
                key + "_se": se[:-1],
                key + "_intercept_se": se[-1],
            }
        )
    m, (theta, inv) = sk(x, y, 0.5), newton(x, y, None, 0.5)
    check("l2raw", np.append(m.coef_, m.intercept_), theta)
    se = np.sqrt(np.diag(inv))
    out.update(
        {
            "l2raw_coef": m.coef_,
            "l2raw_intercept": m.intercept_,
            "l2raw_se": se[:-1],
            "l2raw_intercept_se": se[-1],
        }
    )

    # Perfectly separated: y = 1 exactly where x0 + x1 > 0. No maximum likelihood estimate
    # exists.
    sx = np.array(
        [
            [-2, 0.5],
            [-1, -0.5],
            [-1.5, 1],
            [-0.5, 0],
            [0.25, -1],
            [2, -0.5],
            [1, 0.5],
            [1.5, -1],
            [0.5, 0],
            [-0.25, 1],
        ]
    )
    out.update(
        {"sep_n": len(sx), "sep_d": 2, "sep_x": sx, "sep_y": (sx.sum(1) > 0).astype(int)}
    )

    # Missing values in column 1: mean of the others in their place, an indicator appended
    # after the d columns.
    mx = x.copy()
    mx[[3, 8, 11, 20, 27, 34, 41, 46, 52, 59], 1] = np.nan
    miss = np.isnan(mx[:, 1])
    mean = mx[~miss, 1].mean()
    filled = np.column_stack([np.where(np.isnan(mx), mean, mx), miss])
    out.update({"miss_x": mx, "miss_mean": mean})
    out.update(ml(filled, y, "miss"))
    write("logit_small.txt", out)


telco()
small()
