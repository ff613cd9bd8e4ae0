"""Files as other software writes them: each gives its log, or is refused by name."""

import datetime as dt
import gzip
import io
import pickle
import re
import threading
from decimal import Decimal

import numpy as np
import pytest
from conftest import DATA, RETAIL, ROOT, need

import quen
from quen import Orders, Profile, _core

ROLES = {"customer": "who", "order": "bill", "item": "item", "time": "time"}
PAID = {**ROLES, "amount": "paid"}


def read(text, **options):
    data = text if isinstance(text, bytes) else text.encode()
    return Orders.from_csv(io.BytesIO(data), **options)


def figures(orders):
    t = orders.totals
    return t["lines"], t["orders"], t["customers"], t["revenue"]


def utc(*moment):
    return dt.datetime(*moment, tzinfo=dt.UTC)


# ---- shapes of files ----

SQUARE = """\
Date,Time,Time Zone,Item,Qty,Gross Sales,Discounts,Net Sales,Transaction ID,Customer ID
2026-01-16,09:05:00,Eastern Time (US & Canada),Tea,1.0,$8.00,-$1.00,$7.00,T1,C1
2026-07-16,09:05:00,Eastern Time (US & Canada),Cup,2.0,"$1,250.00",$0.00,"$1,250.00",T2,
2026-07-17,10:00:00,Eastern Time (US & Canada),Tea,-1.0,-$5.00,$0.00,-$5.00,T3,C1
"""


def test_day_and_clock_in_two_columns_and_a_zone():
    """Winter is five hours behind UTC, summer four."""
    orders = read(SQUARE, zone="America/New_York")
    assert figures(orders) == (3, 3, 1, Decimal("1252.00"))
    assert orders.imported.profile == Profile.named("square")
    assert (orders.first, orders.last) == (
        utc(2026, 1, 16, 14, 5),
        utc(2026, 7, 17, 14),
    )
    assert orders.utc_offset == -4 * 3600
    assert read(SQUARE).first == utc(2026, 1, 16, 9, 5)


def test_zones():
    text = "item;time\nTea;2026-03-29 02:30\nTea;2026-10-25 02:30\n"
    columns = {"item": "item", "time": "time"}
    orders = read(text, zone="Europe/Paris", **columns)
    assert (orders.first, orders.last) == (
        utc(2026, 3, 29, 1, 30),
        utc(2026, 10, 25, 0, 30),
    )
    assert (orders.imported.twice, orders.imported.moved) == (1, 1)
    fixed = read(text, zone=dt.timezone(dt.timedelta(hours=7)), **columns)
    assert fixed.first == read(text, utc_offset="+07:00", **columns).first
    assert fixed.utc_offset == 7 * 3600
    with pytest.raises(ValueError, match="zone and utc_offset are both given"):
        read(text, zone="Europe/Paris", utc_offset=0, **columns)
    with pytest.raises(ValueError, match="no zone of the IANA data"):
        read(text, zone="Europe/Atlantis", **columns)


DONG = "bill,who,item,time,paid\n1,A,Tra,2026-03-01,45.000\n2,A,Banh,2026-03-02,45.500\n"


def test_dong_with_dots():
    assert read(DONG, decimals=0, **PAID).revenue == 90_500
    open_text = DONG.replace("45.500", "46.000")
    sentence = r"column 'paid': .*'45.000' in row 2 is .*thousands=\"\.\""
    with pytest.raises(ValueError, match=sentence):
        read(open_text, decimals=0, **PAID)
    assert read(open_text, decimals=0, thousands=".", **PAID).revenue == 91_000


EVENTS = """\
event_time,event_type,product_id,price,user_id
2026-10-01 00:00:10 UTC,purchase,101,35.79,7
2026-10-02 00:00:20 UTC,view,102,12.00,7
2026-10-02 00:00:30 UTC,Purchase,102,12.00,8
2026-10-03 00:00:30 UTC,cart,102,12.00,8
"""
EVENT = {"customer": "user_id", "item": "product_id", "time": "event_time"}


@pytest.mark.parametrize(
    "rows",
    [
        {"where": {"event_type": "purchase"}},
        {"drop": {"event_type": ["view", "cart"]}},
        {"where": {"event_type": ("purchase", "cart")}, "drop": {"product_id": {103}}},
    ],
)
def test_rows_are_chosen(rows):
    orders = read(EVENTS, price="price", **EVENT, **rows)
    kept = 3 if "cart" in str(rows.get("where")) else 2
    assert len(orders) == orders.imported.kept == kept
    assert orders.imported.filtered == 4 - kept
    assert (orders.customers.tolist(), orders.last.day) == (["7", "8"], 1 + kept % 2 + 1)
    told = [line for line in orders.imported.told if line.startswith("where: ")]
    assert len(told) == len(rows)


def test_filters_that_are_none():
    with pytest.raises(ValueError, match="has no 'type' .perhaps 'event_type'."):
        read(EVENTS, **EVENT, where={"type": "purchase"})
    with pytest.raises(TypeError, match="drop must be a dict"):
        read(EVENTS, **EVENT, drop=["view"])
    with pytest.raises(ValueError, match="there is no value"):
        read(EVENTS, **EVENT, where={"event_type": []})
    with pytest.raises(ValueError, match="holds a zero byte"):
        read(EVENTS, **EVENT, where={"event_type": "purchase\0"})


EBAY = """\

"Sales Record Number","Order Number","Buyer Username","Item Number","Item Title",\
"Quantity","Sold For","Sale Date"
"","","","","","","",""
"11","09-1","binh_1","501","Tea tin","2","$12.50","Jul-25-26"
"12","09-2","mai_2","502","Set","1","$1,012.00","Jul-26-26"

"2","record(s) downloaded"
"Seller ID : tea"
"""


def test_lines_around_the_rows():
    orders = read(EBAY)
    assert figures(orders) == (2, 2, 2, Decimal("1037.00"))
    assert orders.imported.profile.name == "ebay"
    report = "Sales\nMarch\n\nbill,who,item,time,paid\n1,K,Tea,2026-03-01,10\n,,,,10\n"
    assert figures(read(report, **PAID)) == (1, 1, 1, 10)
    assert len(read(report, skip_lines=3, **PAID)) == 1


UNQUOTED = "bill\twho\titem\ttime\tpaid\n" + "".join(
    f"{i}\tK{i}\t{title}\t2026-03-{i:02} 08:00\t10.00\n"
    for i, title in enumerate(["Mug", '"Best mug', *["Mug"] * 7, 'Tray 24"', "Mug"], 1)
)


def test_quotes_that_mean_nothing():
    orders = read(UNQUOTED, **PAID)
    assert figures(orders) == (11, 11, 11, Decimal("110.00"))
    assert '"Best mug' in orders.items.tolist()
    assert any(line.startswith("quoting: none") for line in orders.imported.told)
    told = read(UNQUOTED, quoting="none", separator="\t", **PAID)
    assert figures(told) == figures(orders)
    with pytest.raises(ValueError, match="quoting must be one of find|standard|none"):
        read(UNQUOTED, quoting="all", **PAID)


TRA = "bill;who;item;time;paid\r\n1;KH1;Trà;2026-03-01 08:00;45000\r\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (("sep=;\n" + TRA).encode(), None),
        (TRA.encode("utf-8-sig"), "UTF-8"),
        (TRA.encode("utf-16"), "utf_16"),
        (TRA.replace(";", "\t").encode("utf-16-le"), "utf-16"),
        (TRA.replace("\r\n", "\r").encode(), "utf8"),
        (TRA.encode("latin-1"), "latin-1"),
        (TRA.encode("cp1252"), "windows-1252"),
        (TRA.encode("cp1258"), "cp1258"),
    ],
)
def test_encodings_and_line_ends(data, encoding):
    for stated in (encoding, None) if encoding != "cp1258" else (encoding,):
        orders = read(data, encoding=stated, decimals=0, **PAID)
        assert figures(orders) == (1, 1, 1, 45_000)
        assert quen.text_normalize(orders.items[0]) == "Trà"
    with pytest.raises(ValueError, match="encoding must be one of utf-8, .* not 'koi8"):
        read(data, encoding="koi8-r", **PAID)


def test_separators():
    blanks = (
        " who  time  n   paid\r\n 001 19970101  1   11.77\r\n 002 19970112  5 77.00\r\n"
    )
    roles = {"customer": "who", "item": "n", "time": "time", "amount": "paid"}
    for separator in (None, " "):
        orders = read(blanks, separator=separator, **roles)
        assert figures(orders) == (2, 2, 2, Decimal("88.77"))
        assert orders.first == utc(1997, 1, 1)
    two = "item,x;time\nTea,1;2026-03-01\n"
    with pytest.raises(ValueError, match="say which by separator|has no 'item'"):
        read(two, item="item", time="time")
    for wrong in (";;", "", 59):
        with pytest.raises(ValueError, match="separator must be one character"):
            read(DONG, separator=wrong, **PAID)
    with pytest.raises(ValueError, match="separator is 955, not a character of ASCII"):
        read(DONG, separator="λ", **PAID)


def test_without_a_header():
    rows = "Tea,2026-03-01,2.50\nCup,2026-03-02,3.00\n"
    columns = {"item": "1", "time": "2", "amount": "3"}
    assert read(rows, header=False, **columns).revenue == Decimal("5.50")
    with pytest.raises(ValueError, match="say header=False if there is none"):
        read(rows)


def test_two_columns_of_one_name():
    twice = "Order,Date,Name,Price,Name\n1,2026-03-01,Mai,10.00,Tea\n"
    with pytest.raises(ValueError, match="columns 3 and 5 .* both called 'Name'"):
        read(twice, order="Order", item="Name", time="Date", price="Price")


FIRST_ROW = """\
bill,who,time,item,paid
S1,Mai,2026-03-01 08:00,Tea,10
S1,,2026-03-01 08:00,Cup,20
S2,,2026-03-02 08:00,Tea,10
S3,Mai,2026-03-05 08:00,Cup,60
"""


def test_fill_down():
    orders = read(FIRST_ROW, fill_down=True, **PAID)
    assert (orders.n_orders, orders.n_customers, orders.imported.filled) == (3, 1, 1)
    assert orders.totals["lines_without_customer"] == 1
    assert read(FIRST_ROW, **PAID).totals["lines_without_customer"] == 2
    with pytest.raises(ValueError, match="fill_down is 1, but no column is the order's"):
        read(FIRST_ROW, fill_down=True, item="item", time="time")


def keys(values, **options):
    rows = [f"{n},{key},Tea,2026-03-{n:02},10\n" for n, key in enumerate(values, 1)]
    return read("bill,who,item,time,paid\n" + "".join(rows), **PAID, **options)


def test_kinds_of_keys():
    phones = ["0912345678", "+84912345678", "84 912 345 678", '"=""0912345678"""']
    assert keys(phones).n_customers == 4
    orders = keys(phones, customer_kind="phone", country="VN")
    assert orders.customers.tolist() == ["+84912345678"]
    odd = keys([*phones, "the shop"], customer_kind="phone", country="VN")
    assert (odd.n_customers, odd.imported.odd) == (2, 1)
    mails = ["An@Example.com", "an@example.com ", "<AN@EXAMPLE.COM>"]
    assert keys(mails, customer_kind="email").customers.tolist() == ["an@example.com"]
    names = ["Trần Bình", "Tra\u0302\u0300n Bi\u0300nh", "anh TRẦN  BÌNH"]
    assert keys(names, customer_kind="name").n_customers == 1
    whole = keys(["17850", "17850.0"], customer_kind="whole")
    assert whole.customers.tolist() == [17850]
    assert keys(["17850", "17850.0"]).n_customers == 2
    with pytest.raises(ValueError, match="customer_kind must be one of text|whole"):
        keys(mails, customer_kind="mail")
    with pytest.raises(ValueError, match='country is "Atlantis", not a code such as VN'):
        keys(phones, customer_kind="phone", country="Atlantis")


def test_nobody():
    values = ["KH1", "NULL", "Khách lẻ", "0"]
    assert keys(values).customers.tolist() == ["0", "KH1", "Khách lẻ"]
    orders = keys(values, nobody=[*quen.NOBODY, "Khách lẻ", 0])
    assert orders.customers.tolist() == ["KH1"]
    assert orders.nobody["0"] == 1


def test_quantities_need_their_decimals():
    text = "item,time,n,price\nTea,2026-03-01,2.0000,10.5\nHoney,2026-03-02,1.5000,4\n"
    columns = {"item": "item", "time": "time", "quantity": "n", "price": "price"}
    sentence = "line 3: column 'n': '1.5000': .*set quantity_decimals to 1"
    with pytest.raises(ValueError, match=sentence):
        read(text, **columns)
    orders = read(text, quantity_decimals=1, **columns)
    assert orders.revenue == 27
    assert (orders.totals["quantity"], orders.quantity_decimals) == (Decimal("3.5"), 1)


# ---- profiles ----


def profile_rows():
    table = (ROOT / "tests/import/profiles/README.md").read_text(encoding="utf-8")
    return [
        [cell.strip().replace(",", "") for cell in line.strip("| ").split("|")]
        for line in table.splitlines()
        if re.match(r"\| \w+\.[ct]sv ", line)
    ]


@pytest.mark.parametrize("row", profile_rows(), ids=lambda row: row[0])
def test_exports_are_known_by_their_header(row):
    file, lines, n_orders, customers, nobody, units, revenue = row
    orders = Orders.from_csv(ROOT / "tests/import/profiles" / file)
    assert figures(orders) == (
        int(lines),
        int(n_orders),
        int(customers),
        Decimal(revenue),
    )
    assert orders.totals["lines_without_customer"] == int(nobody)
    assert orders.totals["quantity"] == int(units)
    profile = orders.imported.profile
    assert profile.name == file.partition(".")[0]
    for again in (profile, profile.name, Profile(profile.text)):
        told = Orders.from_csv(ROOT / "tests/import/profiles" / file, profile=again)
        assert told.totals == orders.totals and told.imported.profile == profile


TILL = """\
# the corner's
profile: my_till
title: My till
must: Bon
order: Bon
customer text: Wer
item: Was | Artikel
time: Wann
amount: Summe
decimal_mark: ,
drop: Stand = storniert
"""


def test_a_profile_of_one_s_own():
    till = Profile(TILL)
    assert (till.name, till.title, till.origin) == ("my_till", "My till", "")
    assert till.columns["item"] == ("Was", "Artikel") and till.columns["price"] == ()
    assert Profile(till.text) == till == pickle.loads(pickle.dumps(till))
    assert len({till, Profile(TILL), Profile.named("square")}) == 2
    text = "Bon;Wer;Artikel;Wann;Summe;Stand\n1;Eva;Tee;2026-03-01;2,50;\n"
    orders = read(text + "2;Eva;Tee;2026-03-02;9,00;storniert\n", profile=till)
    assert figures(orders) == (1, 1, 1, Decimal("2.50"))
    assert repr(orders.imported) == (
        "ImportReport(rows=2, kept=1, filtered=1, profile='my_till')"
    )
    with pytest.raises(ValueError, match="the header is that of no system"):
        read(text)
    with pytest.raises(ValueError, match="line 5"):
        Profile(TILL.replace("order:", "odrer:"))
    with pytest.raises(TypeError, match="made from text, not bytes"):
        Profile(TILL.encode())


def test_profiles_by_name():
    assert {"square", "shopify", "kiotviet"} < set(Profile.names())
    for name in Profile.names():
        assert Profile.named(name).name == name and Profile.named(name).title
    with pytest.raises(ValueError, match=r"profile: 'sqare' is none of .*square"):
        read(SQUARE, profile="sqare")
    with pytest.raises(TypeError, match="profile must be a name or a quen.Profile"):
        read(SQUARE, profile=7)
    with pytest.raises(ValueError, match="no column that profile ebay knows"):
        read(SQUARE, profile="ebay")


# ---- rows that are bad, and what is told ----


def bad_rows(n):
    rows = [f"{i},K,Tea,2026-03-01,1\n" for i in range(n)]
    rows[5:5] = ["x,K,Tea,soon,1\n", "x,K,Tea,later,1\n", "x,K,Tea\n"]
    return "bill,who,item,time,paid\n" + "".join(rows)


def test_bad_rows_are_counted():
    with pytest.raises(ValueError, match=r"line 9: 3 fields, the header has 5.*skip_bad"):
        read(bad_rows(300), **PAID)
    report = read(bad_rows(300), skip_bad=True, **PAID).imported  # 1 % of the rows
    assert (report.rows, report.kept, report.skipped) == (303, 300, 3)
    table = report.reasons
    assert table["column"].tolist() == ["", "time"]
    assert table["rows"].tolist() == [1, 2]
    assert table["first_line"].tolist() == [9, 7]
    assert table["example"].tolist()[1] == "'soon'"
    with pytest.warns(
        UserWarning, match="3 of 13 rows are bad .*2 x time: not a time"
    ) as warned:
        read(bad_rows(10), skip_bad=True, **PAID)
    assert warned[0].filename == __file__.replace(".pyc", ".py")
    none = read(DONG, decimals=0, skip_bad=True, **PAID).imported.reasons
    assert len(none) == 0 and none["rows"].dtype == np.int64


def test_what_was_understood_is_told():
    orders = read(DONG, decimals=0, **PAID)
    for start in ("encoding: ", "separator: ", "column 'time': ", "column 'paid': "):
        assert any(line.startswith(start) for line in orders.imported.told), start
    assert orders.before("2026-03-02").imported is None
    table = {"i": ["Tea"], "t": ["2026-03-01"]}
    assert Orders.from_table(table, item="i", time="t").imported is None
    with pytest.raises(AttributeError):
        orders.imported.rows = 7


def test_formats_are_saved_for_the_next_file():
    first = "bill;who;item;time;paid\n1;A;Tea;31/03/2026;1.250,50\n"
    then = "bill;who;item;time;paid\n1;A;Tea;05/04/2026;1.250\n"
    with pytest.raises(
        ValueError, match="'05/04/2026' in row 2 is 2026-04-05 .*2026-05-04"
    ):
        read(then, **PAID)
    saved = read(first, **PAID).imported.saved
    orders = read(then, saved=saved, **PAID)
    assert (orders.first, orders.revenue) == (utc(2026, 4, 5), 1250)
    assert read(then, saved=saved, time_format="%m/%d/%Y", **PAID).first.month == 5


def test_missing_columns():
    with pytest.raises(ValueError, match="has no 'khach', no 'tien'; it has 'bill'"):
        read(DONG, item="item", time="time", customer="khach", amount="tien")
    with pytest.raises(ValueError, match="time is not set: name its column"):
        read(DONG, item="item")
    with pytest.raises(ValueError, match="amount and price are both set"):
        read(DONG, item="item", time="time", amount="paid", price="paid")
    with pytest.raises(TypeError, match="item must be the name of a column, not 3"):
        read(DONG, item=3, time="time")
    telco = "customerID,gender,tenure,TotalCharges,Churn\nX,Male,1,29.85,No\n"
    with pytest.raises(ValueError, match="no system known here: .*'tenure'"):
        read(telco)


# ---- where bytes come from ----


class Trickle:
    """A file that gives a few bytes at a time, and only forwards."""

    def __init__(self, data, n):
        self.data, self.n = io.BytesIO(data), n

    def read(self, n):
        return self.data.read(min(n, self.n))


def test_sources_are_one(tmp_path):
    data = DONG.encode()
    path = tmp_path / "orders.csv"
    path.write_bytes(data)
    packed = tmp_path / "orders.bin"  # by its first bytes, not its name
    members = gzip.compress(data[:40]) + b"\0" * 600 + gzip.compress(data[40:])
    packed.write_bytes(members + b"\0" * 600)
    sources = [path, str(path), bytes(path), packed]
    sources += [io.BytesIO(packed.read_bytes()), Trickle(packed.read_bytes(), 7)]
    sources += [Trickle(data, 1), Trickle(memoryview(data), 64)]
    for source in sources:
        assert Orders.from_csv(source, decimals=0, **PAID).revenue == 90_500
    with path.open("rb") as file:
        assert Orders.from_csv(file, decimals=0, **PAID).revenue == 90_500
        assert not file.closed


def test_sources_that_are_none(tmp_path):
    with pytest.raises(FileNotFoundError):
        Orders.from_csv(tmp_path / "none.csv", **PAID)
    with pytest.raises(TypeError, match="gives str, not bytes: open it with"):
        Orders.from_csv(io.StringIO(DONG), **PAID)
    with pytest.raises(TypeError, match="a path or a file of bytes, not int"):
        Orders.from_csv(7, **PAID)
    packed = gzip.compress(DONG.encode() * 100)
    for broken in (packed[:-9], packed[:40] + b"\0" * 40):
        with pytest.raises(gzip.BadGzipFile, match="damaged or cut off"):
            read(broken, **PAID)
    with pytest.raises(ValueError, match="empty"):
        read("", **PAID)


def test_exceptions_of_the_file_are_raised():
    class Broken(Trickle):
        def read(self, n):
            raise KeyboardInterrupt if self.n else OSError("the line is dead")

    for n, error in ((1, KeyboardInterrupt), (0, OSError)):
        with pytest.raises(error):
            Orders.from_csv(Broken(b"", n), **PAID)


def test_progress_is_told(tmp_path):
    path = tmp_path / "orders.csv"
    line = "1,A,Tea,2026-03-01,10.00\n"
    path.write_text("bill,who,item,time,paid\n" + line * 120_000)
    told = []
    Orders.from_csv(path, **PAID, progress=lambda *at: told.append(at))
    shares = [share for stage, share in told if stage == "import"]
    assert shares == sorted(set(shares)) and len(shares) >= 3 and shares[-1] == 1.0

    def stop(stage, share):
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        Orders.from_csv(path, **PAID, progress=stop)


def test_imports_run_beside_each_other():
    made = [None] * 4

    def work(i):
        made[i] = read(bad_rows(300), skip_bad=True, **PAID).totals

    threads = [threading.Thread(target=work, args=(i,)) for i in range(len(made))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made[0]["lines"] == 300 and made == [made[0]] * len(made)


def test_a_hostile_reader_takes_nothing_away():
    options = {"item": "".join(["it", "em"]), "time": "".join(["ti", "me"])}
    blocks = [b"item,time\nTea,2026-03-01\n", b""]

    def reader():
        options.clear()
        return blocks.pop(0)

    everything = options, {}, {}, None, (), None, None
    handle, told = _core.import_orders(reader, everything, None)
    assert told[0]["kept"] == 1
    _core.orders_finish(handle, None)
    for block in ("text", None, 7):
        with pytest.raises(TypeError):
            _core.import_orders(
                lambda block=block: block, ({}, {}, {}, None, (), None, None), None
            )


# ---- public logs ----


def public(*path):
    return need(DATA.joinpath(*path))


def test_online_retail(retail_csv):
    orders = Orders.from_csv(retail_csv, **RETAIL)
    assert figures(orders) == (541909, 25900, 4372, Decimal("9747747.93"))
    assert orders.imported.kept == 541909


def test_groceries():
    path = public("groceries_members", "Groceries_dataset.csv.gz")
    columns = {"customer": "Member_number", "time": "Date", "item": "itemDescription"}
    orders = Orders.from_csv(path, **columns)
    assert (len(orders), orders.n_customers, orders.n_items) == (38765, 3898, 167)


def test_coffee():
    path = public("coffee_vending", "index_1.csv.gz")
    columns = {"customer": "card", "time": "datetime", "item": "coffee_name"}
    orders = Orders.from_csv(path, amount="money", **columns)
    assert (len(orders), orders.n_customers) == (3636, 1316)
    assert orders.totals["lines_without_customer"] == 89


def test_bread_basket():
    path = public("bread_basket", "BreadBasket_DMS.csv.gz")
    columns = {"order": "Transaction", "time": "Date", "clock": "Time", "item": "Item"}
    orders = Orders.from_csv(path, **columns)
    assert (len(orders), orders.n_orders, orders.n_items) == (21293, 9531, 95)
    dropped = Orders.from_csv(path, drop={"Item": "NONE"}, **columns)
    assert dropped.imported.filtered == 786


def test_cdnow():
    path = public("cdnow", "CDNOW_master.txt.gz")
    columns = {"customer": "customer_id", "time": "date", "item": "number_of_cds"}
    orders = Orders.from_csv(
        path, quantity="number_of_cds", amount="dollar_value", **columns
    )
    assert (len(orders), orders.n_customers) == (69659, 23570)
    assert (orders.totals["quantity"], orders.revenue) == (167881, Decimal("2500315.63"))
    assert (orders.first, orders.last) == (utc(1997, 1, 1), utc(1998, 6, 30))


def test_what_filters_leave():
    rows = b"item,time,state\nTea,2026-03-01,sold\nCup,2026-03-02,void\n"
    named = {"item": "item", "time": "time"}
    with pytest.warns(UserWarning, match="no row is left: filters left out 2 of 2"):
        assert len(Orders.from_csv(io.BytesIO(rows), where={"state": "x"}, **named)) == 0
    case = "item,time,state\nTea,2026-03-01,ĐÃ HỦY\nCup,2026-03-02,đã bán\n".encode()
    left = Orders.from_csv(io.BytesIO(case), drop={"state": "Đã hủy"}, **named)
    assert left.items.tolist() == ["Cup"]


def test_a_currency_that_contradicts():
    rows = b"item,time,amount\nTea,2026-03-01,5 USD\n"
    named = {"item": "item", "time": "time", "amount": "amount"}
    with pytest.raises(ValueError, match="'?amount'? is in USD, but .* EUR: say USD"):
        Orders.from_csv(io.BytesIO(rows), currency="EUR", **named)
    assert Orders.from_csv(io.BytesIO(rows), currency="USD", **named).currency == "USD"


def test_a_last_sale_is_no_total():
    rows = (
        b"item,customer,time,amount\nTea,An,2026-03-01,5\nTotal massage,,2026-03-02,80\n"
    )
    named = {n: n for n in ("item", "customer", "time", "amount")}
    assert len(Orders.from_csv(io.BytesIO(rows), **named)) == 2
    total = rows.replace(b"Total massage,,2026-03-02,80", b"Total,,,5")
    assert len(Orders.from_csv(io.BytesIO(total), **named)) == 1
