#!/usr/bin/env python3
"""Golden vectors of RFM scoring: rfm.txt.

Sorted position p of n, counted from 0, belongs to bin 1 + (number of i = 1..b-1 with
ceil(i*n/b)-1 < p). Equal values take the bin of the middle one of them, the upper of two:
that is how scores are made here, customer by customer. F and M score the bin; R scores
b + 1 - the bin, so recent is high; F is 1 for one order. Nested: F is cut within each R
score, M within each (R, F) pair, by the same rule with the group's n.

Cut i is the value at sorted position ceil(i*n/b)-1, less 1 if the middle of its equals
comes after that; of F at least 1. Counting the cuts below a value gives the same bins.
"""

from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent

# Eleven segments on the codes RFM; the index of a segment is its position here.
SEGMENTS = [
    "555 554 544 545 454 455 445",  # 0 Champions
    "543 444 435 355 354 345 344 335",  # 1 Loyal
    "553 551 552 541 542 533 532 531 452 451 442 441 "
    "431 453 433 432 423 353 352 351 342 341 333 323",  # 2 Potential Loyalist
    "512 511 422 421 412 411 311",  # 3 New Customers
    "525 524 523 522 521 515 514 513 425 424 413 414 415 315 314 313",  # 4 Promising
    "535 534 443 434 343 334 325 324",  # 5 Need Attention
    "331 321 312 221 213 231 241 251",  # 6 About To Sleep
    "255 254 245 244 253 252 243 242 235 234 225 "
    "224 153 152 145 143 142 135 134 133 125 124",  # 7 At Risk
    "155 154 144 214 215 115 114 113",  # 8 Cannot Lose Them
    "332 322 233 232 223 222 132 123 122 212 211",  # 9 Hibernating
    "111 112 121 131 141 151",  # 10 Lost
]
# The R x F map with the same indices; Lost is not in it. (segment, R scores, F scores)
RF = [
    (0, "5", "45"),
    (1, "34", "45"),
    (2, "45", "23"),
    (3, "5", "1"),
    (4, "4", "1"),
    (5, "3", "3"),
    (6, "3", "12"),
    (7, "12", "34"),
    (8, "12", "5"),
    (9, "12", "12"),
]


def ends(n, bins):
    """The last sorted position of each bin but the highest."""
    return [-(-i * n // bins) - 1 for i in range(1, bins)]


def middle(v, x):
    """The sorted position of the middle one of all in v that are x."""
    return int(np.sum(v < x)) + int(np.sum(v == x)) // 2


def place(v, bins, orders):
    """The bin of each value."""
    out = []
    for x in v:
        once = orders and x <= 1
        out.append(1 if once else 1 + sum(e < middle(v, x) for e in ends(len(v), bins)))
    return np.array(out)


def cuts(v, bins, orders=False):
    s, out = np.sort(v), []
    # Before equal values are looked at, these are numpy's.
    q = np.quantile(s, [i / bins for i in range(1, bins)], method="inverted_cdf")
    for end, quantile in zip(ends(len(s), bins), q, strict=True):
        assert s[end] == quantile
        cut = s[end] - 1 if middle(v, s[end]) > end else s[end]
        out.append(max(cut, 1) if orders else cut)
    found = 1 + np.searchsorted(out, v, side="left")
    assert np.array_equal(found, place(v, bins, orders)), (bins, out)
    return np.array(out)


def within(groups, v, bins, orders=False):
    out = np.zeros(len(v), int)
    for g in set(groups):
        rows = [i for i, h in enumerate(groups) if h == g]
        cuts(v[rows], bins, orders)  # agree with the bins
        out[rows] = place(v[rows], bins, orders)
    return out


def write(name, lines):
    with open(HERE / name, "w", newline="\n") as f:
        for key, value in lines.items():
            text = " ".join(f"{v:.17g}" for v in np.ravel(value).tolist())
            f.write(f"{key}: {text}\n")


rng = np.random.default_rng(11)
n = 40
recency = rng.choice([1, 2, 3, 7, 7, 14, 14, 30, 30, 45, 60, 90, 90, 180, 365], n)
frequency = rng.choice([1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 8, 13], n)
# So many of 1999 that two cuts coincide.
monetary = rng.choice(
    [500, 990, 1999, 1999, 1999, 1999, 2500, 4999, 12000, 12000, 30050], n
)
out = {
    "n": n,
    "recency_days": recency,
    "frequency": frequency,
    "monetary_cents": monetary,
}

for b in (5, 3):
    r = b + 1 - place(recency, b, False)
    f, m = place(frequency, b, True), place(monetary, b, False)
    nf = within(r.tolist(), frequency, b, True)
    nm = within(list(zip(r.tolist(), nf.tolist())), monetary, b)
    out.update(
        {
            f"cuts{b}_r": cuts(recency, b),
            f"cuts{b}_f": cuts(frequency, b, True),
            f"cuts{b}_m": cuts(monetary, b),
            f"r{b}": r,
            f"f{b}": f,
            f"m{b}": m,
            f"nested{b}_f": nf,
            f"nested{b}_m": nm,
        }
    )

segment = {c: i for i, codes in enumerate(SEGMENTS) for c in codes.split()}
rf = {a + b: i for i, rs, fs in RF for a in rs for b in fs}
assert (
    sum(len(s.split()) for s in SEGMENTS) == len(segment) == 125
)  # each code exactly once
assert sum(len(a) * len(b) for _, a, b in RF) == len(rf) == 25
codes = [f"{a}{b}{c}" for a, b, c in zip(out["r5"], out["f5"], out["m5"])]
out["segment5"] = [segment[c] for c in codes]
out["rf_segment5"] = [rf[c[:2]] for c in codes]
write("rfm.txt", out)
