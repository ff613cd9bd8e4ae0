#!/usr/bin/env python3
"""Golden vectors of the gamma function: gamma.txt.

Its logarithm and derivatives, and the upper incomplete function, regularized.

References are mpmath's, of 50 digits.
"""

from pathlib import Path

import mpmath as mp

HERE = Path(__file__).resolve().parent


def main():
    mp.mp.dps = 50
    xs = [10.0**e for e in range(-12, 9)]
    xs += [0.2425982, 0.5, 1.0, 1.4616321449683623, 1.5, 2.0, 2.5, 3.75, 7.99, 8.0]
    xs += [9.999, 10.0, 10.5, 33.25, 171.5, 1e5 + 0.25]
    rows = {
        "x": xs,
        "lgamma": [mp.loggamma(mp.mpf(x)) for x in xs],
        "digamma": [mp.digamma(mp.mpf(x)) for x in xs],
        "trigamma": [mp.psi(1, mp.mpf(x)) for x in xs],
    }
    small = [s * 10.0**e for e in range(-18, 3) for s in (1, -1, 3, -3)]
    rows["y"] = small
    rows["expm1"] = [mp.expm1(mp.mpf(y)) for y in small]
    shapes = [0.1, 0.25, 0.5, 0.7, 1, 1.4, 2, 2.8, 4, 5.6, 8, 11, 12, 33.3, 100]
    means = [1e-12, 1e-6, 0.001, 0.1, 0.5, 0.9, 1, 1.1, 1.5, 2, 4, 8, 20, 60]
    # Both ways to compute it meet at a + 1.
    pairs = [(a, a * m) for a in shapes for m in means]
    pairs += [(a, (a + 1) * off) for a in shapes for off in (1 - 1e-9, 1, 1 + 1e-9)]
    rows["a"], rows["above a"] = zip(*pairs, strict=True)
    rows["above"] = [
        mp.gammainc(mp.mpf(a), mp.mpf(x), mp.inf, regularized=True) for a, x in pairs
    ]
    with open(HERE / "gamma.txt", "w", newline="\n") as f:
        for name, values in rows.items():
            f.write(f"{name}: {' '.join(f'{float(v):.17g}' for v in values)}\n")


if __name__ == "__main__":
    main()
