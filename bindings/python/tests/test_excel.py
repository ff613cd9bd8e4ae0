"""Sheets of workbooks: cells as exact text, by the rules of files."""

import csv
import datetime as dt
import io
import sys
import warnings
import zipfile
from decimal import Decimal
from xml.sax.saxutils import escape

import pytest
from conftest import ROOT

import quen
from quen import Orders

SHEET = [
    ["Shop of 2026"],
    [],
    ["bill", "who", "item", "time", "clock", "n", "price"],
    [1, 17850, "Tea\nsmall", dt.date(2026, 3, 1), dt.time(9, 30), 2, 1.125],
    [2, 17850, " Cup ", dt.date(2026, 3, 2), dt.time(23, 59, 59), 1, 1250],
    [3, "", "007", dt.date(2026, 3, 12), dt.time(0, 0), -1, 0.3],
]
SHEET_ROLES = {
    "customer": "who",
    "order": "bill",
    "item": "item",
    "time": "time",
    "clock": "clock",
    "quantity": "n",
    "price": "price",
}


def read_sheet(rows=SHEET, **options):
    return Orders.from_excel(io.BytesIO(workbook(rows)), **options)


def cell(value, at):
    """One of an .xlsx file: days are style 1, times of day 2, moments 3."""
    if isinstance(value, str):
        value = escape(value)
        return (
            f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'
        )
    style, number = 0, value
    if isinstance(value, dt.time):
        style = 2
        number = (value.hour * 3600 + value.minute * 60 + value.second) / 86400
    elif isinstance(value, dt.date):
        style = 3 if isinstance(value, dt.datetime) else 1
        moment = dt.datetime.fromisoformat(value.isoformat())
        number = (moment - dt.datetime(1899, 12, 30)) / dt.timedelta(days=1)
    return f'<c r="{at}" s="{style}"><v>{number!r}</v></c>'


def letters(column):
    """Of a column, "AA" for the 26th from 0."""
    return (chr(64 + column // 26) if column > 25 else "") + chr(65 + column % 26)


def sheet_xml(rows, left):
    lines = []
    for r, row in enumerate(rows, 1):
        cells = (cell(v, f"{letters(left + c)}{r}") for c, v in enumerate(row) if v != "")
        lines.append(f'<row r="{r}">{"".join(cells)}</row>')
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        f'<worksheet xmlns="{space}"><sheetData>{"".join(lines)}</sheetData></worksheet>'
    )


def workbook(rows, left=0):
    """An .xlsx file of two sheets: the rows, a few columns to the right, and "Other"."""
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    other = [["item", "time"], ["Tea", dt.datetime(2026, 3, 1, 8, 30)]]
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="{kind}sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship '
        f'Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="Sales" sheetId="1" r:id="r1"/>'
        '<sheet name="Other" sheetId="2" r:id="r2"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/1.xml"/>'
        f'<Relationship Id="r2" Type="{office}/worksheet" Target="worksheets/2.xml"/>'
        f'<Relationship Id="r3" Type="{office}/styles" Target="styles.xml"/>'
        "</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="14"/><xf numFmtId="21"/><xf numFmtId="22"/></cellXfs>'
        "</styleSheet>",
        "xl/worksheets/1.xml": sheet_xml(rows, left),
        "xl/worksheets/2.xml": sheet_xml(other, 0),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, text in parts.items():
            packed.writestr(name, head + text)
    return file.getvalue()


@pytest.fixture
def calamine():
    return pytest.importorskip("python_calamine")


def test_sheets(calamine, tmp_path):
    orders = read_sheet(**SHEET_ROLES)
    assert (len(orders), orders.n_orders, orders.n_customers) == (3, 3, 1)
    assert orders.revenue == Decimal("1251.95")
    assert orders.items.tolist() == ["007", "Cup", "Tea small"]
    assert orders.customers.tolist() == ["17850"]
    assert (orders.first, orders.last) == (
        dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.UTC),
        dt.datetime(2026, 3, 12, tzinfo=dt.UTC),
    )
    assert orders.imported.told[0] == "sheet: 'Sales'"
    assert "header: on line 3" in "".join(orders.imported.told)
    assert "separator" not in "".join(orders.imported.told)
    path = tmp_path / "shop.xlsx"
    path.write_bytes(workbook(SHEET, left=3))
    for source in (path, str(path), bytes(path)):
        again = Orders.from_excel(source, **SHEET_ROLES)
        assert again.totals == orders.totals
    for sheet in ("Other", 1):
        other = Orders.from_excel(path, sheet=sheet, item="item", time="time")
        assert len(other) == 1
        assert other.first == dt.datetime(2026, 3, 1, 8, 30, tzinfo=dt.UTC)


def test_sheets_are_refused_by_row(calamine):
    bad = [*SHEET, [4, 1, "Tea", "soon", "", 1, 1]]
    with pytest.raises(ValueError, match="line 7: column 'time'.*'soon'"):
        read_sheet(bad, **SHEET_ROLES)
    for sheet in ("Sale", 2, -1):
        with pytest.raises(ValueError, match=r"there is no .* has \['Sales', 'Other'\]"):
            read_sheet(sheet=sheet, **SHEET_ROLES)
    with pytest.raises(quen.FormatError, match="not a workbook"):
        Orders.from_excel(io.BytesIO(b"item,time\n"), **SHEET_ROLES)
    with pytest.raises(FileNotFoundError):
        Orders.from_excel("/nowhere/shop.xlsx", **SHEET_ROLES)
    with pytest.raises(TypeError, match="a path or a file of bytes"):
        Orders.from_excel(7)


EVENTS = """\
at,kind,product
2026-10-01 00:00:10,purchase,101
2026-10-02 00:00:20,view,102
"""


def test_sheets_take_the_options_of_files(calamine):
    rows = list(csv.reader(EVENTS.splitlines()))
    options = {"item": "product", "time": "at", "where": {"kind": "purchase"}}
    orders = read_sheet(rows, **options)
    assert orders.totals == Orders.from_csv(io.BytesIO(EVENTS.encode()), **options).totals
    with (ROOT / "tests/import/profiles/square.csv").open(encoding="utf-8") as file:
        square = read_sheet(list(csv.reader(file)))
    assert (len(square), square.revenue) == (6, Decimal("1271.40"))
    assert square.imported.profile.name == "square"
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        bad = [*SHEET, [4, 1, "Tea", "soon", "", 1, 1]]
        assert read_sheet(bad, skip_bad=True, **SHEET_ROLES).imported.skipped == 1
    assert [w.filename for w in warned] == [__file__]


def test_from_csv_names_what_reads_workbooks():
    with pytest.raises(ValueError, match=r"workbook.*Orders\.from_excel\(\)"):
        Orders.from_csv(io.BytesIO(workbook([["item"]])))


def test_what_reads_sheets_may_be_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(ImportError, match="pip install python-calamine"):
        Orders.from_excel("shop.xlsx", **SHEET_ROLES)
