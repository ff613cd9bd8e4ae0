"""The clock of a place as a table of its changes, which the library takes: quen_zone."""

from __future__ import annotations

import functools
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = 86400
_FIRST = -25567 * _DAY  # 1900-01-01, the first time of a log
_LAST = 84006 * _DAY  # 2200-01-01, just after the last


class ZoneTable(NamedTuple):
    """Changes of a clock, ascending: from when, and the offset from UTC since then."""

    from_s: tuple[int, ...]
    utc_offset_s: tuple[int, ...]
    first_offset_s: int


def _offset_at(zone: tzinfo, second: int) -> int:
    local = (_EPOCH + timedelta(seconds=second)).astimezone(zone)
    return (local.utcoffset() or timedelta()) // timedelta(seconds=1)


def _change_within(zone: tzinfo, low: int, high: int, before: int) -> int:
    """The second in low+1..high at which the offset stops being what it was."""
    while high - low > 1:
        middle = (low + high) // 2
        if _offset_at(zone, middle) == before:
            low = middle
        else:
            high = middle
    return high


@functools.lru_cache(maxsize=16)
def _table_of(zone: tzinfo) -> ZoneTable:
    first = before = _offset_at(zone, _FIRST)
    moments, offsets = [], []
    for day in range(_FIRST, _LAST, _DAY):
        after = _offset_at(zone, day + _DAY)
        if after != before:
            moments.append(_change_within(zone, day, day + _DAY, before))
            offsets.append(after)
            before = after
    return ZoneTable(tuple(moments), tuple(offsets), first)


def zone_table(zone: str | tzinfo) -> ZoneTable:
    """All changes of a zone of 1900 to 2199, each to the second, at most one a day.

    >>> table = zone_table("America/New_York")
    >>> datetime.fromtimestamp(table.from_s[-1], UTC).isoformat()
    '2199-11-03T06:00:00+00:00'
    >>> table.utc_offset_s[-2:]
    (-14400, -18000)
    """
    if isinstance(zone, str):
        try:
            zone = ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(
                f"zone: {zone!r} is no zone of the IANA data here, such as "
                "'Asia/Ho_Chi_Minh'; on Windows the package tzdata brings them"
            ) from error
    return _table_of(zone)
