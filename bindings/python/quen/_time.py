"""Moments and clocks: what users say, in Unix seconds."""

from __future__ import annotations

import datetime as dt
import math
import numbers
import re
from typing import TypeAlias

import numpy as np

from quen._zone import ZoneTable

Moment: TypeAlias = int | str | dt.date | np.datetime64
"""Unix seconds, or a date or time; one without a zone is the shop's own clock."""
Offset: TypeAlias = int | str | dt.timedelta
"""The shop's clock less UTC: seconds, "+07:00", or a timedelta."""


def offset_s(offset: Offset, name: str = "utc_offset") -> int:
    """Seconds that a clock is ahead of UTC. ``name``: what sentences call it.

    >>> offset_s("+07:00"), offset_s("-0330"), offset_s(3600)
    (25200, -12600, 3600)
    """
    if isinstance(offset, dt.timedelta):
        return round(offset.total_seconds())
    if isinstance(offset, str):
        found = re.fullmatch(r"([+-])(\d\d):?(\d\d)?", offset)
        if not found:
            raise ValueError(f'{name} must be like "+07:00", not {offset!r}')
        seconds = int(found[2]) * 3600 + int(found[3] or 0) * 60
        return -seconds if found[1] == "-" else seconds
    if not isinstance(offset, (int, np.integer)):
        raise TypeError(
            f'{name} must be whole seconds, a timedelta, or like "+07:00", not {offset!r}'
        )
    return int(offset)


def moment_s(moment: Moment, clock: ZoneTable, name: str = "a moment") -> int:
    """Unix seconds of a moment, rounded down. ``name``: what sentences call it.

    ``clock``: what a moment without a zone is read by.

    >>> hanoi = ZoneTable((), (), 7 * 3600)
    >>> moment_s("2026-01-01", hanoi)
    1767200400
    >>> moment_s(dt.datetime(2026, 1, 1, tzinfo=dt.timezone.utc), hanoi)
    1767225600
    """
    wanted = f'{name} must be a date or time like "2026-01-31 09:30", or Unix seconds'
    if isinstance(moment, (int, np.integer)):
        if not -(2**63) <= moment < 2**63:
            raise ValueError(f"{wanted} within -2^63..2^63 - 1, not {moment!r}")
        return int(moment)
    if moment != moment:  # NumPy's and pandas' NaT
        raise ValueError(f"{wanted}, not {moment!r}")
    if isinstance(moment, np.datetime64):
        return clock.utc_s(int(moment.astype("datetime64[s]").astype(np.int64)))
    if isinstance(moment, str):
        try:
            moment = dt.datetime.fromisoformat(moment)
        except ValueError:
            raise ValueError(f"{wanted}, not {moment!r}") from None
    if not isinstance(moment, dt.date):
        raise TypeError(f"{wanted}, not {moment!r}")
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime(moment.year, moment.month, moment.day)
    zone = moment.tzinfo or dt.UTC
    epoch = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    second = (moment.replace(tzinfo=zone) - epoch) // dt.timedelta(seconds=1)
    return second if moment.tzinfo else clock.utc_s(second)


def days_s(days: float, name: str = "days") -> int:
    """Whole seconds of days. ``name``: what sentences call them."""
    if not isinstance(days, numbers.Real):
        raise TypeError(f"{name} must be a number, not {days!r}")
    if not math.isfinite(days):
        raise ValueError(f"{name} must be a finite number, not {days!r}")
    return round(days * 86400)


def moment_of(seconds: int) -> dt.datetime:
    """A time in UTC."""
    epoch = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    return epoch + dt.timedelta(seconds=seconds)
