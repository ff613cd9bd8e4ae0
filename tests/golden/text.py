#!/usr/bin/env python3
"""Golden vectors of normal forms: text.txt, of every character there is.

NFC and NFD are those of unicodedata2, which has the tables of the Unicode that utf8proc
has; case is folded by Python, whose Unicode is older: of characters that it does not know
nothing is told, and the strings have none. Strings are random: letters, marks in any
order, jamo, and what makes trouble.

A line "nfc: c n1 n2 0 c n1 0 ..." is of the characters c whose form is not c itself: what
it is, ended by 0. "known: first last ..." are the ranges of characters that Python knows.
"random_<form>: s1 s2 0 f1 f2 f3 0 ..." are strings, each followed by its form.
"""

import random
import sys
import unicodedata
from pathlib import Path

import unicodedata2

HERE = Path(__file__).resolve().parent
UNICODE = "17.0.0"
CODES = [c for c in range(1, 0x110000) if not 0xD800 <= c < 0xE000]
MARKS = [c for c in CODES if unicodedata.combining(chr(c))]
TROUBLE = [
    int(c, 16)
    for c in """345 37a 390 3b1 130 131 df 1e9e 1ffc 958 9c7 9be dd9 dcf dca 1100 1161
    11a7 11a8 ac00 ac01 212b 1d15e fb03 f73 f81 1025 102e 2adc 1f82""".split()
]


def nfc(text):
    return unicodedata2.normalize("NFC", text)


def folded(text):
    return nfc(unicodedata2.normalize("NFD", text).casefold())


def line(name, groups):
    codes = [f"{ord(c)}" for group in groups for c in [*group, "\0"]]
    return f"{name}: {' '.join(codes)}"


def changed(form, codes):
    for c in map(chr, codes):
        if form(c) != c:
            yield c + form(c)


def known_ranges():
    start = None
    for c in range(0x110001):
        known = c < 0x110000 and unicodedata.category(chr(c)) not in ("Cn", "Cs")
        if known and start is None:
            start = c
        elif not known and start is not None:
            yield f"{start} {c - 1}"
            start = None


def strings(rng, count):
    letters = [c for c in CODES if unicodedata.category(chr(c))[0] == "L"]
    for _ in range(count):
        kinds = rng.choices(
            [MARKS, letters, TROUBLE, range(0x61, 0x7B)],
            [4, 2, 2, 2],
            k=rng.randint(1, 12),
        )
        yield "".join(chr(rng.choice(kind)) for kind in kinds)


def pairs(form, texts):
    for text in texts:
        yield text
        yield form(text)


def main():
    if unicodedata2.unidata_version != UNICODE:
        sys.exit(f"unicodedata2 is of Unicode {unicodedata2.unidata_version}")
    known = [c for c in CODES if unicodedata.category(chr(c)) != "Cn"]
    rng = random.Random(20260101)
    texts = list(strings(rng, 700))
    # More marks than a person would set, in all orders.
    texts += ["a" + "".join(map(chr, rng.choices(MARKS, k=n))) for n in (17, 40, 200)]
    lines = [
        line("nfc", changed(nfc, CODES)),
        line(
            "nfd",
            changed(
                lambda c: unicodedata2.normalize("NFD", c),
                [c for c in CODES if not 0xAC00 <= c < 0xD7A4],
            ),
        ),
        line("folded", changed(folded, known)),
        "known: " + " ".join(known_ranges()),
        line("random_nfc", pairs(nfc, texts)),
        line("random_folded", pairs(folded, texts)),
    ]
    (HERE / "text.txt").write_text("\n".join(lines) + "\n")


main()
