"""The clock of a place as a table of its changes, which the library takes: quen_zone."""

from __future__ import annotations

import bisect
import functools
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = 86400
_FIRST = -25567 * _DAY  # 1900-01-01, the first time of a log
_LAST = 84006 * _DAY  # 2200-01-01, just after the last


class ZoneTable(NamedTuple):
    """Changes of a clock, ascending: from when, and the offset from UTC since then."""

    from_s: tuple[int, ...]
    utc_offset_s: tuple[int, ...]
    first_offset_s: int

    def offset_at(self, second: int) -> int:
        """The local clock less UTC at a Unix second."""
        changes = bisect.bisect_right(self.from_s, second)
        return self.utc_offset_s[changes - 1] if changes else self.first_offset_s

    def utc_s(self, local: int) -> int:
        """The Unix second of a local one.

        The earlier where it exists twice; by the clock before the change where it does
        not exist.

        >>> table = zone_table("America/New_York")
        >>> [table.utc_s(1793496600), table.utc_s(1772937000)]
        [1793511000, 1772955000]
        """
        before = (self.first_offset_s, *self.utc_offset_s)
        counts_from = [
            moment + max(old, new)
            for moment, old, new in zip(
                self.from_s, before, self.utc_offset_s, strict=False
            )
        ]
        return local - before[bisect.bisect_right(counts_from, local)]


UTC_CLOCK = ZoneTable((), (), 0)


def clock_of(told: tuple[Any, Any, int]) -> ZoneTable:
    """A log's own clock, as the library tells it."""
    moments, offsets, first = told
    return ZoneTable(
        tuple(np.frombuffer(moments, np.int64).tolist()),
        tuple(np.frombuffer(offsets, np.int32).tolist()),
        first,
    )


def native_zone(
    zone: str | tzinfo | None, utc_offset: object
) -> tuple[Any, Any, int] | None:
    """A zone as the library takes it; None if none was said."""
    if zone is None:
        return None
    if utc_offset is not None:
        raise ValueError("zone and utc_offset are both given: one is the clock")
    table = zone_table(zone)
    moments = np.array(table.from_s, np.int64)
    return moments, np.array(table.utc_offset_s, np.int32), table.first_offset_s


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
    if not isinstance(zone, tzinfo):
        raise TypeError(f"zone must be an IANA name or a tzinfo, not {zone!r}")
    return _table_of(zone)
