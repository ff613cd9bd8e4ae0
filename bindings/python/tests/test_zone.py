"""Tables of zones against zoneinfo, which they are made from."""

import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from quen._zone import zone_table

ZONES = [
    "America/New_York",
    "Europe/London",
    "Australia/Lord_Howe",
    "Asia/Ho_Chi_Minh",
    "Africa/Casablanca",
    "Pacific/Apia",
    "UTC",
]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def offset_by(table, second):
    offset = table.first_offset_s
    for start, later in zip(table.from_s, table.utc_offset_s, strict=True):
        if start > second:
            break
        offset = later
    return offset


@pytest.mark.parametrize("name", ZONES)
def test_offsets_are_those_of_zoneinfo(name):
    zone, table, rng = ZoneInfo(name), zone_table(name), random.Random(name)
    seconds = [rng.randrange(-2208988800, 7258118400) for _ in range(300)]
    seconds += [second + delta for second in table.from_s for delta in (-1, 0)]
    for second in seconds:
        moment = (EPOCH + timedelta(seconds=second)).astimezone(zone)
        assert offset_by(table, second) == moment.utcoffset().total_seconds()


def test_changes_ascend_and_change_something():
    for name in ZONES:
        table = zone_table(name)
        offsets = (table.first_offset_s, *table.utc_offset_s)
        assert list(table.from_s) == sorted(set(table.from_s))
        assert all(a != b for a, b in zip(offsets, offsets[1:], strict=False))


def test_a_name_that_is_none_is_refused():
    for name in ("Asia/Saigon_", "../etc", ""):
        with pytest.raises(ValueError, match="is no zone of the IANA data here"):
            zone_table(name)
