#!/usr/bin/env python3
"""docs/algorithms.md has the built-in segments as the library has them: names, codes or
cells, and what they mean. segments.py [ROOT]"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TEXT = r'((?:"[^"]*"\s*)+)'
ELEVEN = re.compile(r"\{" + TEXT + r",\s*" + TEXT + r",\s*" + TEXT + r"\}")
CELL = re.compile(r'\{"([^"]*)", (\d), (\d), (\d), (\d), 1, 5,')
TOLD = re.compile(r"^\| ([A-Z][A-Za-z ]+?) \| ([0-9 ]+) \| ([A-Z].*?\.) \|$", re.M)


def text(literals):
    return "".join(re.findall(r'"([^"]*)"', literals))


def eleven_in(source):
    """(name, codes, meaning) of each of the eleven segments."""
    for name, codes, meaning in ELEVEN.findall(source):
        yield (
            text(name),
            " ".join(sorted(text(codes).split(), reverse=True)),
            text(meaning),
        )


def cells_in(source):
    """The same of the R x F map."""
    meanings = re.search(r"rf_meanings\[RF_MAP\] = \{(.*?)\};", source, re.S)
    meanings = re.findall(r'"([^"]*)"', meanings[1]) if meanings else []
    for (name, *limits), meaning in zip(CELL.findall(source), meanings, strict=True):
        r_least, r_most, f_least, f_most = map(int, limits)
        cells = [
            f"{r}{f}"
            for r in range(r_most, r_least - 1, -1)
            for f in range(f_most, f_least - 1, -1)
        ]
        yield name, " ".join(cells), meaning


def faults_in(root):
    source = (root / "lib/models/rfm/rfm_segments.c").read_text()
    eleven, cells = list(eleven_in(source)), list(cells_in(source))
    told = TOLD.findall((root / "docs/algorithms.md").read_text())
    for row in eleven + cells:
        if row not in told:
            yield "docs/algorithms.md lacks | " + " | ".join(row) + " |"
    for row in sorted(set(told) - set(eleven + cells)):
        yield f"rfm_segments.c does not have {row[0]} as {row[1]}: {row[2]}"
    if len(eleven) != 11 or len(cells) != 10:
        yield f"{len(eleven)} and {len(cells)} segments were found, not 11 and 10"


def main(root=ROOT):
    faults = list(faults_in(pathlib.Path(root)))
    print("\n".join(faults) or "docs/algorithms.md has the segments of the sources")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
