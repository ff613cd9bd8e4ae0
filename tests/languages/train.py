"""train.py LOG DIR: read a log as a file and as columns, and write the shop of each."""

import csv
import sys

import quen

path, folder = sys.argv[1:]
with open(path, encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file))
columns = {
    name: [row[name] or None for row in rows]
    for name in ("customer", "order", "item", "time")
}
columns["quantity"] = [int(row["quantity"]) for row in rows]
columns["amount"] = [int(row["price"]) * int(row["quantity"]) for row in rows]
named = {name: name for name in ("customer", "order", "item", "time", "quantity")}
clock = {"decimals": 2, "utc_offset": "+07:00"}
logs = {
    "csv": quen.Orders.from_csv(path, **named, price="price", **clock),
    "columns": quen.Orders.from_table(columns, **named, amount="amount", **clock),
}
for name, orders in logs.items():
    quen.Shop.train(orders).save(f"{folder}/python-{name}.quen")
