#!/usr/bin/env python3
"""Golden vectors of the gamma function's logarithm and its derivatives: gamma.txt.

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
    with open(HERE / "gamma.txt", "w", newline="\n") as f:
        for name, values in rows.items():
            f.write(f"{name}: {' '.join(f'{float(v):.17g}' for v in values)}\n")


if __name__ == "__main__":
    main()
