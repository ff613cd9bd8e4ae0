#!/usr/bin/env python3
"""Golden vectors of lifetimes: lifetime.txt.

Likelihoods are the published closed forms in mpmath, of 50 digits; orders and waits are
sums over the parts of gaps, of scipy's distributions, and roots of survival. Waits within
a horizon are roots of the share of survival, and for Pareto/NBD of a difference of
hypergeometric functions, which 50 digits can afford.
"""

from itertools import product
from pathlib import Path

import mpmath as mp
import numpy as np
from scipy import special, stats
from scipy.optimize import brentq

HERE = Path(__file__).resolve().parent
ROWS = [
    (0, 0, 0),
    (0, 0, 38.86),
    (1, 1.71, 38.86),
    (2, 30.43, 38.86),
    (7, 29.43, 38.86),
    (26, 30.86, 31),
    (300, 38, 39),
    (5, 5, 5),
    (100000, 700, 1000),
]
DROPOUT = [(0.5248, 6.183, 0.8914, 1.614), (2.5, 0.8, 1.0, 0.3), (0.05, 90, 3.5, 20)]
PARETO = [(0.5534, 10.58, 0.6061, 11.656), (2.5, 4.0, 1.0, 0.3), (0.05, 0.5, 3.5, 90)]
HORIZONS = (0.5, 39, 2000)


def dropout_likelihood(k, mbg, p, row):
    r, alpha, a, b = (mp.mpf(v) for v in p)
    x, t_x, t = (mp.mpf(v) for v in row)
    big, y = r + k * x, x + mbg
    stay = sum(
        mp.rf(big, j) / mp.factorial(j) * ((t - t_x) / (alpha + t)) ** j for j in range(k)
    )
    leave = 0
    if y > 0:
        leave = a / (b + y - 1) * ((alpha + t) / (alpha + t_x)) ** big
    head = mp.loggamma(big) - mp.loggamma(r) + r * mp.log(alpha) - big * mp.log(alpha + t)
    beta = (
        mp.loggamma(b + y) - mp.loggamma(a + b + y) - mp.loggamma(b) + mp.loggamma(a + b)
    )
    return head + beta + mp.log(stay + leave), stay / (stay + leave)


def pareto_likelihood(p, row):
    r, alpha, s, beta = (mp.mpf(v) for v in p)
    x, t_x, t = (mp.mpf(v) for v in row)
    big = r + s + x
    near, far = min(alpha, beta), max(alpha, beta)
    second = s + 1 if alpha >= beta else r + x

    def part(y):
        return (
            mp.hyp2f1(big, second, big + 1, (far - near) / (far + y)) * (far + y) ** -big
        )

    alive = (alpha + t) ** -(r + x) * (beta + t) ** -s
    gone = s / big * (part(t_x) - part(t)) if t > t_x else 0
    head = mp.loggamma(r + x) - mp.loggamma(r) + r * mp.log(alpha) + s * mp.log(beta)
    return head + mp.log(alive + gone), alive / (alive + gone)


def dropout_orders(k, mbg, p, row, h):
    """Orders of one alive: parts of gaps are negative binomial, stays a beta's."""
    r, alpha, a, b = p
    x, t_x, t = row
    big, u, time = r + k * x, b + x + mbg, alpha + t
    j = np.arange(k)
    over = special.poch(big, j) / special.factorial(j) * ((t - t_x) / time) ** j
    n = np.arange(1, 200001)
    stay = np.exp(special.betaln(a, u + n - 1) - special.betaln(a, u))
    orders = 0.0
    for i in range(k):
        comes = stats.nbinom.sf(n * k - i - 1, big + i, time / (time + h))
        orders += over[i] / over.sum() * (stay * comes).sum()
    return orders


def pareto_orders(p, row, h):
    r, alpha, s, beta = (mp.mpf(v) for v in p)
    x, _, t = (mp.mpf(v) for v in row)
    rate = mp.quad(lambda u: ((beta + t) / (beta + t + u)) ** s, [0, h / mp.mpf(8), h])
    return (r + x) / (alpha + t) * rate


def waits(k, p, row):
    r, alpha = mp.mpf(p[0]), mp.mpf(p[1])
    x, t_x, t = (mp.mpf(v) for v in row)
    big, time = r + k * x, alpha + t_x

    def lasts(u):
        share = u / (time + u)
        return (time / (time + u)) ** big * sum(
            mp.rf(big, j) / mp.factorial(j) * share**j for j in range(k)
        )

    at = lasts(t - t_x)

    def off(z, q):
        return float(mp.log(lasts(t - t_x + mp.exp(z)) / at) - mp.log(q))

    quartiles = 0.75, 0.5, 0.25
    return [np.exp(brentq(off, -40, 60, args=(q,), xtol=1e-13)) for q in quartiles]


def waits_within(before, top):
    """Where the chance to have come, of a scale of its own, has a quarter, half and three
    quarters of what it has at the horizon."""

    def off(z, q):
        return float(before(mp.exp(z)) / before(top) - q)

    least = float(mp.log(top)) - 60
    return [
        min(np.exp(brentq(off, least, float(mp.log(top)), args=(q,), xtol=1e-14)), top)
        for q in (0.25, 0.5, 0.75)
    ]


def dropout_within(k, p, row, h):
    r, alpha = mp.mpf(p[0]), mp.mpf(p[1])
    x, t_x, t = (mp.mpf(v) for v in row)
    big, time = r + k * x, alpha + t_x

    def lasts(u):
        share = u / (time + u)
        return (time / (time + u)) ** big * sum(
            mp.rf(big, j) / mp.factorial(j) * share**j for j in range(k)
        )

    at = lasts(t - t_x)
    return waits_within(lambda u: 1 - lasts(t - t_x + u) / at, h)


def pareto_within(p, row, h):
    """Of the integral from 0 to u of (alpha + T + v)^-(r + x + 1) (beta + T + v)^-s."""
    r, alpha, s, beta = (mp.mpf(v) for v in p)
    x, _, t = (mp.mpf(v) for v in row)
    big, a, b = r + x + s, alpha + t, beta + t
    near, far = min(a, b), max(a, b)
    first, by = (1, r + x) if a < b else (big, 0)  # Euler's transformation, for large x

    def part(u):
        z = (far - near) / (far + u)
        power = ((far + u) / far) ** -big * (1 - z) ** -by
        return mp.hyp2f1(first, s, big + 1, z) * power

    return waits_within(lambda u: part(0) - part(u), h)


def main():
    mp.mp.dps = 50
    lines = {"rows": np.ravel(ROWS), "horizons": HORIZONS}
    for i, p in enumerate(DROPOUT):
        lines[f"dropout {i}"] = p
        for k, mbg in ((1, 0), (1, 1), (2, 1), (5, 1), (12, 1)):
            name = f"{'mbg' if mbg else 'bg'} {k} {i}"
            both = [dropout_likelihood(k, mbg, p, row) for row in ROWS]
            lines[f"{name} likelihood"] = [v[0] for v in both]
            lines[f"{name} alive"] = [v[1] for v in both]
            lines[f"{name} wait"] = np.ravel([waits(k, p, row) for row in ROWS[:-1]])
            lines[f"{name} within"] = np.ravel(
                [dropout_within(k, p, row, h) for row in ROWS for h in HORIZONS]
            )
            small = [row for row in ROWS if row[0] < 100]
            pairs = list(product(small, HORIZONS[:2]))
            lines[f"{name} orders"] = [
                dropout_orders(k, mbg, p, row, h) for row, h in pairs
            ]
    for i, p in enumerate(PARETO):
        lines[f"pareto {i}"] = p
        both = [pareto_likelihood(p, row) for row in ROWS]
        lines[f"pareto {i} likelihood"] = [v[0] for v in both]
        lines[f"pareto {i} alive"] = [v[1] for v in both]
        lines[f"pareto {i} orders"] = [
            pareto_orders(p, row, h) for row in ROWS for h in HORIZONS
        ]
        lines[f"pareto {i} within"] = np.ravel(
            [pareto_within(p, row, h) for row in ROWS for h in HORIZONS]
        )
    with open(HERE / "lifetime.txt", "w", newline="\n") as f:
        for key, value in lines.items():
            f.write(f"{key}: {' '.join(f'{float(v):.17g}' for v in value)}\n")


if __name__ == "__main__":
    main()
