"""Local days and hours of a log with a zone, counted by zoneinfo and NumPy."""

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
import pytest

import quen

ZONES = [
    "America/New_York",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Europe/Paris",
    "Pacific/Apia",
    "America/Sao_Paulo",
    "UTC",
]
EPOCH = dt.datetime(1970, 1, 1)
CUSTOMERS = 40
ROLES = {"customer": "who", "item": "what", "time": "when", "amount": "paid"}


def lines(seed):
    rng = np.random.default_rng(seed)
    n = 1500
    return {
        "who": rng.integers(0, CUSTOMERS, n),
        "what": rng.integers(0, 9, n),
        "when": np.sort(rng.integers(1_000_000_000, 1_800_000_000, n)),
        "paid": rng.integers(1, 100, n),
    }


def local_times(seconds, zone):
    """As NumPy's times without a zone."""
    place = ZoneInfo(zone)
    moments = [dt.datetime.fromtimestamp(s, place) for s in seconds.tolist()]
    return np.array([m.replace(tzinfo=None) for m in moments], "datetime64[s]")


@pytest.mark.parametrize("zone", ZONES)
def test_days_and_hours_are_those_of_the_place(zone):
    table = lines(len(zone))
    orders = quen.Orders.from_table(table, **ROLES, zone=zone)
    local = local_times(table["when"], zone)
    days = local.astype("datetime64[D]")
    hours = (local - days).astype(float) / 3600
    weekend = np.isin((days.astype(int) + 3) % 7, (5, 6))
    features = quen.Features(orders)
    visits = quen.Rfm(frequency="days").fit(orders).table
    at = {name: i for i, name in enumerate(features.names)}
    assert len(features) == CUSTOMERS
    for row, who in enumerate(range(CUSTOMERS)):
        own = table["who"] == who
        told = features.matrix[row]
        assert told[at["hour"]] == pytest.approx(hours[own].mean(), abs=1e-9)
        assert told[at["weekend_share"]] == pytest.approx(weekend[own].mean(), abs=1e-12)
        assert visits["frequency"][row] == len(set(days[own].tolist()))


@pytest.mark.parametrize("zone", ZONES)
def test_times_without_a_zone_are_local(zone):
    place = ZoneInfo(zone)
    rng = np.random.default_rng(5)
    seconds = rng.integers(900_000_000, 1_900_000_000, 400)
    local = [EPOCH + dt.timedelta(seconds=s) for s in seconds.tolist()]
    moments = [m.replace(tzinfo=place).timestamp() for m in local]  # fold 0
    table = {"what": ["Tea"] * 400, "paid": [1] * 400}
    roles = {"item": "what", "time": "when", "amount": "paid", "zone": zone}
    texts = {**table, "when": [str(m) for m in local]}
    times = {**table, "when": np.array(local, "datetime64[us]")}
    for one in (texts, times):
        orders = quen.Orders.from_table(one, **roles)
        assert orders.first.timestamp() == min(moments)
        assert orders.last.timestamp() == max(moments)
        for moment, known in zip(local[:50], moments[:50], strict=True):
            before = sum(m < known for m in moments)
            span = orders.before(moment) if before else None
            assert span is None or span.totals["lines"] == before
            assert orders.before(np.datetime64(moment)).totals["lines"] == before
            assert orders.before(str(moment)).totals["lines"] == before


def small(**clock):
    table = {"i": ["Tea", "Tea"], "t": ["2026-07-10 23:30", "2026-12-11 23:30"]}
    return quen.Orders.from_table(table, item="i", time="t", **clock)


def test_what_a_log_tells_of_its_clock():
    orders = small(zone="America/New_York")
    assert orders.zone == "America/New_York"
    assert orders.utc_offset == -5 * 3600  # at the last line, in winter
    assert orders.first == dt.datetime(2026, 7, 11, 3, 30, tzinfo=dt.UTC)
    assert orders.before("2026-08-01").zone == "America/New_York"
    assert orders.before("2026-08-01").utc_offset == -4 * 3600
    place = ZoneInfo("America/New_York")
    assert small(zone=place).zone is place
    offset = small(utc_offset="+07:00")
    assert (offset.zone, offset.utc_offset) == (None, 7 * 3600)
    assert small().utc_offset == 0


def test_hours_that_are_odd_are_told():
    times = ["2026-11-01 01:30", "2026-03-08 02:30", "2026-03-08 02:45"]
    orders = quen.Orders.from_table(
        {"i": ["Tea"] * 3, "t": times}, item="i", time="t", zone="America/New_York"
    )
    assert any("1 local time exists twice" in line for line in orders.told)
    assert any("2 did not exist and moved forward" in line for line in orders.told)


def test_logs_of_one_clock_are_put_together():
    york, hanoi = small(zone="America/New_York"), small(utc_offset="+07:00")
    both = quen.Orders.concat([york, small(zone=ZoneInfo("America/New_York"))])
    assert both.totals["lines"] == 4
    assert both.zone == "America/New_York"
    with pytest.raises(ValueError, match="one clock"):
        quen.Orders.concat([york, hanoi])


def test_clocks_are_refused():
    with pytest.raises(ValueError, match="zone and utc_offset are both given"):
        small(zone="Europe/Paris", utc_offset="+01:00")
    with pytest.raises(ValueError, match="no zone of the IANA data"):
        small(zone="Europe/Atlantis")


def test_sql_takes_a_zone():
    import sqlite3

    connection = sqlite3.connect(":memory:")
    orders = quen.Orders.from_sql(
        connection,
        "SELECT 'Tea' AS i, '2026-07-10 23:30' AS t",
        item="i",
        time="t",
        zone="America/New_York",
    )
    assert orders.first == dt.datetime(2026, 7, 11, 3, 30, tzinfo=dt.UTC)
    assert orders.zone == "America/New_York"
