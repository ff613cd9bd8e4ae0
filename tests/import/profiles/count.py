#!/usr/bin/env python3
"""What each export here must give, counted without libquen: each by a few lines of its
own that know the system. count.py prints the table of README.md; --check compares it."""

import csv
import pathlib
import sys
from decimal import ROUND_FLOOR, Decimal

HERE = pathlib.Path(__file__).resolve().parent
# A line: customer or "", order, quantity, amount.


def rows(name, encoding="utf-8-sig", skip=0, **how):
    with (HERE / name).open(encoding=encoding, newline="") as file:
        for _ in range(skip):
            file.readline()
        return list(csv.DictReader(file, restval="", **how))


def spread(total, amounts, unit):
    """Largest remainders, by amounts above 0."""
    units = abs(total) / unit
    shares = [units * amount / sum(amounts) for amount in amounts]
    parts = [share.to_integral_value(ROUND_FLOOR) for share in shares]
    by_rest = sorted(range(len(parts)), key=lambda i: (parts[i] - shares[i], i))
    for i in by_rest[: int(units - sum(parts))]:
        parts[i] += 1
    return [part * unit * (1 if total > 0 else -1) for part in parts]


def in_orders(lines, change, unit):
    """Money of an order over its lines: change(amounts of an order, its number)."""
    amounts = {}
    for _, order, _, amount in lines:
        amounts.setdefault(order, []).append(amount)
    for order, each in amounts.items():
        parts = spread(change(sum(each), order), each, unit)
        amounts[order] = [a + b for a, b in zip(each, parts, strict=True)]
    return [(c, o, q, amounts[o].pop(0)) for c, o, q, _ in lines]


def shopify():
    told = {}
    lines = []
    for row in rows("shopify.csv"):
        order = told.setdefault(row["Name"], row)
        if order["Cancelled at"] or order["Financial Status"] == "voided":
            continue
        quantity, price = (
            Decimal(row["Lineitem quantity"]),
            Decimal(row["Lineitem price"]),
        )
        email = row["Email"].lower()
        lines.append((email, row["Name"], quantity, quantity * price))
    cent = Decimal("0.01")
    lines = in_orders(lines, lambda s, o: Decimal(told[o]["Subtotal"]) - s, cent)
    return in_orders(
        lines, lambda s, o: -min(s, Decimal(told[o]["Refunded Amount"])), cent
    )


def woocommerce():
    for row in rows("woocommerce.csv"):
        if row["status"] in ("completed", "processing"):
            quantity = Decimal(row["item_quantity"]) + Decimal(row["item_refunded_qty"])
            amount = Decimal(row["item_total"]) - Decimal(row["item_refunded"])
            yield row["billing_email"], row["order_id"], quantity, amount


def woocommerce_advanced():
    for row in rows("woocommerce_advanced.csv"):
        if row["Order Status"] in ("Completed", "Processing"):
            quantity = Decimal(row["Quantity (- Refund)"])
            amount = quantity * Decimal(row["Item Cost"])
            yield row["Email (Billing)"], row["Order Number"], quantity, amount


def square():
    for row in rows("square.csv"):
        sign = -1 if row["Event Type"] == "Refund" else 1
        quantity = sign * abs(Decimal(row["Qty"]))
        net = Decimal(row["Net Sales"].replace("$", "").replace(",", ""))
        yield row["Customer ID"], row["Transaction ID"], quantity, sign * abs(net)


def amazon():
    for row in rows("amazon.tsv", delimiter="\t", quoting=csv.QUOTE_NONE):
        if "Shipped" == row["order-status"] == row["item-status"]:
            less = Decimal(row["item-promotion-discount"] or 0)
            amount = Decimal(row["item-price"]) - less
            yield "", row["amazon-order-id"], Decimal(row["quantity"]), amount


def ebay():
    for row in rows("ebay.csv", skip=1):
        if row["Item Number"]:
            quantity = Decimal(row["Quantity"])
            price = Decimal(row["Sold For"].replace("$", "").replace(",", ""))
            who, order = row["Buyer Username"], row["Sales Record Number"]
            yield who, order, quantity, quantity * price


def filled(name, column):
    """Rows, with what stands on an order's first row alone."""
    above = None
    for row in rows(name):
        if row[column]:
            above = row
        yield row, above


def odoo():
    for row, order in filled("odoo.csv", "Order Reference"):
        if order["Status"] == "Sales Order":
            quantity = Decimal(row["Order Lines/Quantity"])
            left = 100 - Decimal(row["Order Lines/Discount (%)"])
            amount = quantity * Decimal(row["Order Lines/Unit Price"]) * left / 100
            yield order["Customer"], order["Order Reference"], quantity, amount


def odoo_pos():
    for row, order in filled("odoo_pos.csv", "Order Ref"):
        if order["Status"] != "Cancelled":
            quantity = Decimal(row["Order Lines/Quantity"])
            amount = Decimal(row["Order Lines/Tax Excl."])
            yield order["Customer"], order["Order Ref"], quantity, amount


def loyverse():
    for row in rows("loyverse.csv"):
        if row["Status"] == "Closed":
            sign = -1 if row["Receipt type"] == "Refund" else 1
            quantity = sign * abs(Decimal(row["Quantity"]))
            amount = sign * abs(Decimal(row["Net sales"]))
            yield row["Customer name"], row["Receipt number"], quantity, amount


def kiotviet():
    less = {}
    lines = []
    for row in rows("kiotviet.csv"):
        if row["Trạng thái"] == "Hoàn thành":
            order = row["Mã hóa đơn"]
            less[order] = Decimal(row["Giảm giá hóa đơn"])
            amount = Decimal(row["Thành tiền"])
            lines.append((row["Mã khách hàng"], order, Decimal(row["Số lượng"]), amount))
    return in_orders(lines, lambda _, order: -less[order], Decimal(1))


COUNTED = {
    "shopify.csv": shopify,
    "woocommerce.csv": woocommerce,
    "woocommerce_advanced.csv": woocommerce_advanced,
    "square.csv": square,
    "amazon.tsv": amazon,
    "ebay.csv": ebay,
    "odoo.csv": odoo,
    "odoo_pos.csv": odoo_pos,
    "loyverse.csv": loyverse,
    "kiotviet.csv": kiotviet,
}


def table():
    yield "| file | lines | orders | customers | without customer | units | revenue |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for name, counted in COUNTED.items():
        lines = list(counted())
        orders = len({(customer, order) for customer, order, *_ in lines})
        customers = len({customer for customer, *_ in lines if customer})
        nobody = sum(not customer for customer, *_ in lines)
        units = sum(quantity for _, _, quantity, _ in lines)
        revenue = sum(amount for *_, amount in lines)
        places = 0 if name == "kiotviet.csv" else 2
        yield (
            f"| {name} | {len(lines)} | {orders} | {customers} | {nobody} | "
            f"{units.normalize():f} | {revenue:,.{places}f} |"
        )


def main(check=None):
    said = "\n".join(table())
    if check:
        if said in (HERE / "README.md").read_text():
            return 0
        print("README.md does not have this table:")
    print(said)
    return bool(check)


sys.exit(main(*sys.argv[1:]))
