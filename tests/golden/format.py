#!/usr/bin/env python3
"""Golden vectors of columns of times and of zones: format.txt, by Python's datetime and
zoneinfo alone.

Each pattern of strftime writes 40 random moments; those of a day with a proof of its
order among them, as 31 is the day of the first. Zones: every change of the offset from
1970 to 2199 to the second, and local times around changes and between them, with the
Unix second that fold 0 gives; a local time exists twice if fold 1 gives a later one, and
not at all if fold 1 gives an earlier one.
"""

import datetime as dt
import random
import zoneinfo
from pathlib import Path

HERE = Path(__file__).resolve().parent
EPOCH = dt.datetime(1970, 1, 1)
PATTERNS = [
    "%Y-%m-%d",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M:%S",
    "%Y/%m/%d %H:%M:%S.%f",
    "%d/%m/%Y",
    "%d/%m/%Y %H:%M",
    "%m/%d/%Y %I:%M:%S %p",
    "%d.%m.%Y %H:%M:%S",
    "%d-%m-%Y %I:%M %p",
    "%m-%d-%Y",
    "%d %m %Y %H:%M",
    "%H:%M:%S %d/%m/%Y",
    "%d/%m/%y %H:%M",
    "%m/%d/%y",
    "%b-%d-%y",
    "%d-%b-%Y %H:%M",
    "%B %d, %Y %I:%M %p",
    "%a, %d %b %Y %H:%M:%S",
    "%A, %B %d, %Y",
    "%d%b%Y",
    "%Y-%b-%d",
    "%Y%m%d",
    "%Y%m%d %H:%M",
    "%Y%m%dT%H%M%S",
    "%Y%m%d%H%M",
    "%Y%m%d%H%M%S",
]
ZONES = [
    "America/New_York",
    "Europe/London",
    "Australia/Lord_Howe",
    "Asia/Ho_Chi_Minh",
    "Africa/Casablanca",
    "Pacific/Apia",
]


def seconds(moment):
    return round((moment - EPOCH).total_seconds())


def moments(rng):
    days = [dt.datetime(2026, 1, 31, 23, 5, 7), dt.datetime(2025, 12, 30, 0, 0, 0)]
    while len(days) < 40:
        days.append(EPOCH + dt.timedelta(seconds=rng.randrange(1700000000, 1790000000)))
    return days


def read_back(pattern, text):
    """What the text says, which may be less than the moment was."""
    return seconds(dt.datetime.strptime(text, pattern).replace(microsecond=0))


def offset_at(zone, second):
    moment = dt.datetime.fromtimestamp(second, dt.UTC)
    return round(moment.astimezone(zone).utcoffset().total_seconds())


def changes(zone):
    first, last = 0, seconds(dt.datetime(2200, 1, 1))
    before, found = offset_at(zone, first), []
    for day in range(first, last, 86400):
        low, high = day, min(day + 86400, last)
        after = offset_at(zone, high)
        while before != after and high - low > 1:
            middle = (low + high) // 2
            if offset_at(zone, middle) == before:
                low = middle
            else:
                high = middle
        if before != after:
            found.append((high, after))
        before = after
    return offset_at(zone, first), found


def utc_of(zone, local, fold):
    moment = (EPOCH + dt.timedelta(seconds=local)).replace(tzinfo=zone, fold=fold)
    return local - round(moment.utcoffset().total_seconds())


def locals_of(rng, first, found):
    around = [
        at + offset + delta
        for at, offset in found[:8] + found[-4:]
        for delta in (-7200, -3601, -3600, -1801, -1, 0, 1, 1799, 1800, 3599, 3600, 7200)
    ]
    return around + [rng.randrange(86400 * 2, 86400 * 365 * 220) for _ in range(100)]


def main():
    rng, lines = random.Random(1), []
    for i, pattern in enumerate(PATTERNS):
        texts = [moment.strftime(pattern) for moment in moments(rng)]
        lines += [
            f"texts{i}: " + "|".join(texts),
            f"times{i}: " + " ".join(str(read_back(pattern, t)) for t in texts),
        ]
    for i, name in enumerate(ZONES):
        zone = zoneinfo.ZoneInfo(name)
        first, found = changes(zone)
        local = locals_of(rng, first, found)
        utc = [utc_of(zone, x, 0) for x in local]
        late = [utc_of(zone, x, 1) for x in local]
        rows = {
            "first": [first],
            "from": [at for at, _ in found],
            "offset": [offset for _, offset in found],
            "local": local,
            "utc": utc,
            "twice": [sum(b > a for a, b in zip(utc, late, strict=True))],
            "skipped": [sum(b < a for a, b in zip(utc, late, strict=True))],
        }
        lines += [f"{key}{i}: " + " ".join(map(str, row)) for key, row in rows.items()]
    (HERE / "format.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
