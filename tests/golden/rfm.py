#!/usr/bin/env python3
"""Golden vectors of RFM scoring: rfm.txt.

Cut i of b bins (i = 1..b-1) is the value at sorted position ceil(i*n/b)-1, counted
from 0. F and M score 1 + (cuts below the value); R scores b - (cuts below the value), so
recent is high. Nested: F is cut within each R score, M within each (R, F) pair, by the
same rule with the group's n.
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


def cuts(v, bins):
    s = np.sort(v)
    c = [s[-(-i * len(s) // bins) - 1] for i in range(1, bins)]
    # The same by numpy.
    q = np.quantile(s, [i / bins for i in range(1, bins)], method="inverted_cdf")
    assert np.array_equal(c, q), (len(s), bins, c, q)
    return np.array(c)


def below(v, bins):
    """Number of cuts below each value."""
    return np.searchsorted(cuts(v, bins), v, side="left")


def within(groups, v, bins):
    out = np.zeros(len(v), int)
    for g in set(groups):
        rows = [i for i, h in enumerate(groups) if h == g]
        out[rows] = 1 + below(v[rows], bins)
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
    r = b - below(recency, b)
    f, m = 1 + below(frequency, b), 1 + below(monetary, b)
    nf = within(r.tolist(), frequency, b)
    nm = within(list(zip(r.tolist(), nf.tolist())), monetary, b)
    out.update(
        {
            f"cuts{b}_r": cuts(recency, b),
            f"cuts{b}_f": cuts(frequency, b),
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
