#!/usr/bin/env python3
"""Golden vectors of k-means: kmeans.txt.

scikit-learn, Lloyd's algorithm, tol 0: it stops at the first sweep that changes no
label, and n_iter counts that sweep. Each run is repeated here by a plain Lloyd
iteration (ties go to the lowest centre, an empty cluster takes the farthest row); its
results are the lines `..._plain_...`, and the agreement is printed.
"""

import gzip
import os
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"  # one thread: sums in one order

import numpy as np
from sklearn.cluster import KMeans

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
# An absolute QUEN_DATA wins over ROOT.
DATA = ROOT / os.environ.get("QUEN_DATA", "../shared/data")
out = {}


def arff(name):
    """The numeric columns of an ARFF file whose last column is the class."""
    with gzip.open(DATA / "clustering_benchmark" / name, "rt") as f:
        lines = f.read().splitlines()
    at = next(i for i, s in enumerate(lines) if s.strip().lower() == "@data")
    rows = [s for s in lines[at + 1 :] if s.strip() and not s.startswith("%")]
    return np.array([[float(v) for v in s.split(",")[:-1]] for s in rows])


def distances(x, c):
    return ((x[:, None, :] - c[None, :, :]) ** 2).sum(2)


def lloyd(x, w, c):
    """Inertia, sweeps, labels, and the rows that ever had two nearest centres at
    exactly the same distance.
    """
    c, old, ties = c.copy(), None, 0
    for sweep in range(1, 301):  # noqa: B007 (returned)
        dist = distances(x, c)
        label = dist.argmin(1)
        two = np.partition(dist, 1, axis=1)
        ties += int((two[:, 0] == two[:, 1]).sum())
        total = np.bincount(label, w, len(c))
        sums = np.column_stack([np.bincount(label, w * col, len(c)) for col in x.T])
        empty = np.flatnonzero(total == 0)
        for e, row in zip(empty, np.argsort(-dist.min(1), kind="stable")):
            sums[label[row]] -= w[row] * x[row]
            total[label[row]] -= w[row]
            sums[e], total[e] = w[row] * x[row], w[row]
        c = sums / total[:, None]
        if old is not None and np.array_equal(label, old):
            break
        old = label
    return (w * ((x - c[label]) ** 2).sum(1)).sum(), sweep, label, ties


def run(name, x, centres, w=None, show_centres=False):
    m = KMeans(
        len(centres), init=centres, n_init=1, max_iter=300, tol=0, algorithm="lloyd"
    ).fit(x, sample_weight=w)
    inertia, sweeps, label, ties = lloyd(x, np.ones(len(x)) if w is None else w, centres)
    print(
        f"{name:16s} n_iter {m.n_iter_} / {sweeps}, "
        f"inertia differs {abs(m.inertia_ - inertia) / inertia:.1e}, "
        f"labels differ {int((label != m.labels_).sum())}, exact ties {ties}"
    )
    out.update(
        {
            name + "_inertia": m.inertia_,
            name + "_n_iter": m.n_iter_,
            name + "_counts": np.bincount(m.labels_, minlength=len(centres)),
            name + "_plain_inertia": inertia,
            name + "_plain_n_iter": sweeps,
            name + "_plain_counts": np.bincount(label, minlength=len(centres)),
        }
    )
    if show_centres:
        out[name + "_centres"] = m.cluster_centers_
    return m


def starts(x, k, seed):
    """k rows with different values."""
    rows = []
    for i in np.random.default_rng(seed).permutation(len(x)):
        if not any(np.array_equal(x[i], x[j]) for j in rows):
            rows.append(int(i))
        if len(rows) == k:
            return rows


def write(name, lines):
    with open(HERE / name, "w", newline="\n") as f:
        for key, value in lines.items():
            text = " ".join(f"{v:.17g}" for v in np.ravel(value).tolist())
            f.write(f"{key}: {text}\n")


with gzip.open(DATA / "wholesale_customers/Wholesale_customers_data.csv.gz", "rt") as f:
    wholesale = np.loadtxt(f, delimiter=",", skiprows=1)
wholesale = wholesale[:, 2:]  # the six amounts, not Channel and Region

for name, x, k, show in (
    ("s_set1", arff("s-set1.arff.gz"), 15, True),
    ("letter", arff("letter.arff.gz"), 26, False),
    ("wholesale", wholesale, 5, True),
):
    rows = starts(x, k, 1)
    out.update(
        {
            name + "_n": len(x),
            name + "_d": x.shape[1],
            name + "_k": k,
            name + "_start_rows": rows,
        }
    )
    run(name, x, x[rows], show_centres=show)
    if name == "letter":
        # Integer rows as starts give exact ties, where scikit-learn's rounding decides.
        # Start j = mean of the rows j, j+26, j+52, ...: no ties.
        run("letter_mod", x, np.array([x[j::k].mean(0) for j in range(k)]))
    if name != "wholesale":
        # Best of ten k-means++ starts, for three seeds.
        best = [
            KMeans(k, n_init=10, max_iter=300, tol=0, algorithm="lloyd", random_state=s)
            .fit(x)
            .inertia_
            for s in range(3)
        ]
        print(name, "best of 10:", best)
        out.update({name + "_best10_inertia": best, name + "_best_inertia": min(best)})

# A hand-made set: three groups, some rows twice or three times.
x = np.array(
    [
        [1, 1],
        [1, 1],
        [1.5, 2],
        [2, 1],
        [2, 1],
        [2, 1],
        [0.5, 1.25],
        [1.25, 0.5],
        [8, 8],
        [8, 8],
        [9, 8.5],
        [8.5, 9.25],
        [7.5, 8.75],
        [9, 7],
        [9, 7],
        [7.25, 7.5],
        [1, 9],
        [1, 9],
        [2, 8.5],
        [1.5, 10],
        [0.25, 8],
        [2.5, 9.5],
        [2.5, 9.5],
        [4.5, 5.25],
    ]
)
w = np.array(
    [1, 2, 1, 0.5, 1, 3, 1, 1, 2, 1, 1, 0.25, 1, 4, 1, 1, 1, 1, 2, 0.75, 1, 1, 1.5, 3]
)
rows = [0, 2, 9]
out.update(
    {
        "hand_n": 24,
        "hand_d": 2,
        "hand_k": 3,
        "hand_x": x,
        "hand_w": w,
        "hand_start_rows": rows,
    }
)
run("hand", x, x[rows], show_centres=True)
run("hand_weighted", x, x[rows], w, show_centres=True)

# A start whose third centre gets no row in the first sweep.
centres = np.array([[1, 1], [8, 8], [40, -30.0]])
assert np.bincount(distances(x, centres).argmin(1), minlength=3)[2] == 0
out["empty_start"] = centres
run("empty", x, centres, show_centres=True)
run("empty_weighted", x, centres, w, show_centres=True)
for key, ww in (("hand", None), ("hand_weighted", w)):
    print(
        key,
        "best of 200 starts",
        KMeans(3, n_init=200, tol=0, random_state=0).fit(x, sample_weight=ww).inertia_,
    )
write("kmeans.txt", out)
