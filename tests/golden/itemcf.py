#!/usr/bin/env python3
"""Golden vectors of item similarities: itemcf.txt.

Standard library only. Everything is computed with 60 decimal digits and rounded once to
a double at the end, so equal similarities are exactly equal.

x is users x items; in the binary cases every stored value counts as 1. n_i: buyers of
item i; |u|: items of user u; sums run over the users who hold both items.

  cosine    dot_ij / (norm_i norm_j + shrink), dot_ij = sum_u w_u x_ui x_uj,
            norm_i = sqrt(sum_u x_ui^2); w_u = 1, or 1/|u| (the norms stay unweighted)
  support   a pair with fewer common users than the minimum is dropped
  jaccard   c_ij / (n_i + n_j - c_ij + shrink), c_ij = common users
  rp3beta   sum_u (1/n_i)^alpha (1/|u|)^alpha / n_j^beta; i is the source, j the target

No item is its own neighbour; zeros are not stored.

A result is three lines, NAME_indptr, NAME_indices, NAME_values: CSR, the entries of a
row by descending value, ties by ascending item. Row i of cosine and jaccard holds the
neighbours of i (symmetric before pruning, so pruning by columns is the transpose).
Row i of rp3beta holds the targets of the source i.

  NAME       every neighbour
  NAME_k3    the 3 best of each row; ties go to the lowest item
  NAME_k3n   the same; ties go to the item with the most buyers, then to the lowest
             (cosine_binary and jaccard only)
  rp3beta_norm        rows divided by their sum; with _k3, after the row was pruned
  rp3beta_normcol_k3  rp3beta_norm_k3, then the 3 best of each column, not divided again
"""

from decimal import Decimal as D
from decimal import getcontext
from pathlib import Path

getcontext().prec = 60
HERE = Path(__file__).resolve().parent

# User 4 is empty, nobody bought item 6, one user bought item 2, items 3 and 5 are equal.
# For some items the third and the fourth neighbour tie: NAME_k3 and NAME_k3n differ.
X = [
    {1: "3", 7: "0.5"},
    {1: "1"},
    {4: "2", 7: "3"},
    {0: "5", 3: "2", 5: "2", 7: "1.5", 8: "2"},
    {},
    {7: "2"},
    {3: "4", 5: "4"},
    {7: "1.5"},
    {0: "3", 2: "4", 3: "2", 4: "1.5", 5: "2", 7: "2", 8: "1.5"},
    {1: "2", 3: "0.25", 5: "0.25", 7: "1"},
    {1: "1", 8: "2"},
    {1: "1", 4: "1", 8: "1"},
]
ITEMS = range(9)
K = 3
VALUED = [{i: D(v) for i, v in row.items()} for row in X]
BINARY = [{i: D(1) for i in row} for row in X]
BUYERS = [sum(i in row for row in X) for i in ITEMS]
lines = []


def common(i, j):
    return [row for row in X if i in row and j in row]


def rows(similarity):
    """The matrix as one {item: value} for each row, without diagonal and zeros.

    Values are rounded to 50 digits: two that should be equal are then equal.
    """
    out = []
    for i in ITEMS:
        pairs = [(j, similarity(i, j)) for j in ITEMS if j != i and common(i, j)]
        out.append({j: D(f"{v:.49e}") for j, v in pairs if v > 0})
    return out


def transpose(m):
    return [{i: m[i][j] for i in ITEMS if j in m[i]} for j in ITEMS]


def top(m, most_bought=False):
    def best(row):
        def order(j):
            return -row[j], -BUYERS[j] if most_bought else 0, j

        return {j: row[j] for j in sorted(row, key=order)[:K]}

    return [best(row) for row in m]


def normalised(m):
    return [{j: v / sum(row.values()) for j, v in row.items()} for row in m]


def cosine(x, weighted=False, shrink=0, support=1):
    norm = [sum((row.get(i, D(0)) ** 2 for row in x), D(0)).sqrt() for i in ITEMS]

    def similarity(i, j):
        if len(common(i, j)) < support:
            return D(0)
        both = [row for row in x if i in row and j in row]
        dot = sum(row[i] * row[j] / (len(row) if weighted else 1) for row in both)
        return dot / (norm[i] * norm[j] + shrink)

    return rows(similarity)


def jaccard(shrink=0):
    def similarity(i, j):
        c = len(common(i, j))
        return D(c) / (BUYERS[i] + BUYERS[j] - c + shrink)

    return rows(similarity)


def rp3beta(alpha, beta):
    def similarity(i, j):
        walk = sum((1 / D(BUYERS[i] * len(row))) ** alpha for row in common(i, j))
        return walk / D(BUYERS[j]) ** beta

    return rows(similarity)


def put(name, values, form="{}"):
    lines.append(f"{name}: {' '.join(form.format(v) for v in values)}".rstrip())


def put_matrix(name, m):
    order = [sorted(row, key=lambda j, row=row: (-row[j], j)) for row in m]
    put(f"{name}_indptr", [sum(map(len, order[:n])) for n in range(len(m) + 1)])
    put(f"{name}_indices", [j for js in order for j in js])
    put(f"{name}_values", [float(r[j]) for r, js in zip(m, order) for j in js], "{:.17g}")


def put_pruned(name, m):
    put_matrix(name, m)
    put_matrix(f"{name}_k3", top(m))


def put_most_bought(name, m):
    assert top(m, most_bought=True) != top(m)
    put_matrix(f"{name}_k3n", top(m, most_bought=True))


# The input itself goes by ascending item.
put("users", [len(X)])
put("items", [len(ITEMS)])
put("x_indptr", [sum(map(len, X[:n])) for n in range(len(X) + 1)])
put("x_indices", [i for row in X for i in sorted(row)])
put("x_values", [float(row[i]) for row in X for i in sorted(row)], "{:.17g}")

for kind, x in (("binary", BINARY), ("valued", VALUED)):
    put_pruned(f"cosine_{kind}", cosine(x))
    put_pruned(f"cosine_{kind}_userweight", cosine(x, weighted=True))
    put_pruned(f"cosine_{kind}_shrink2", cosine(x, shrink=2))
    put_pruned(f"cosine_{kind}_support2", cosine(x, support=2))
put_pruned("jaccard", jaccard())
put_pruned("jaccard_shrink2", jaccard(shrink=2))
put_most_bought("cosine_binary", cosine(BINARY))
put_most_bought("jaccard", jaccard())

walk = rp3beta(alpha=D("0.8"), beta=D("0.4"))
put_pruned("rp3beta", walk)
put_matrix("rp3beta_norm", normalised(walk))
norm = normalised(top(walk))
put_matrix("rp3beta_norm_k3", norm)
put_matrix("rp3beta_normcol_k3", transpose(top(transpose(norm))))

(HERE / "itemcf.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
