"""json_numbers.py QUEN SYNTH: what lists and answers say in JSON and CSV is what the
library exports of each customer, digit by digit."""

import csv
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile

COLUMNS = [
    "--customer",
    "customer",
    "--order",
    "order",
    "--item",
    "item",
    "--time",
    "time",
    "--quantity",
    "quantity",
    "--price",
    "price",
    "--decimals",
    "2",
    "--currency",
    "USD",
    "--utc-offset",
    "+07:00",
]
# Of a row: where the library's export has it.
PLACES = {
    "segment": "rfm.segment_name",
    "r": "rfm.r",
    "f": "rfm.f",
    "m": "rfm.m",
    "recency": "rfm.recency",
    "frequency": "rfm.frequency",
    "monetary": "rfm.monetary",
    "risk": "churn.risk",
    "reasons": "churn.reasons",
    "alive": "lifetime.alive",
    "orders": "lifetime.orders",
    "value": "lifetime.value",
    "stake": "lifetime.stake",
    "late": "lifetime.late",
    "regular": "lifetime.regular",
}


def numbers(text):
    """JSON whose numbers stay the texts that they are."""
    return json.loads(text, parse_float=str, parse_int=str)


def at(told, path):
    for name in path.split("."):
        told = told and told[name]
    return told


class Asking:
    def __init__(self, quen):
        self.quen = quen

    def __call__(self, *words):
        done = subprocess.run([self.quen, *words], capture_output=True, check=True)
        return done.stdout.decode()

    def exported(self, key):
        return numbers(self("export", "shop.quen", key["text"]))


def row_faults(row, told, where):
    key = row["key"]["text"]
    for name, path in PLACES.items():
        expected = at(told, path)
        if name == "reasons":
            expected = expected or []
        if name == "stake" and row["late"] is None:
            expected = None
        if row[name] != expected:
            yield f"{where}: {key}: {name} is {row[name]}, of the library {expected}"
    if told["lifetime"]:
        for name, i in (("next_from", 0), ("next", 1), ("next_to", 2)):
            if row[name] != told["lifetime"]["next"][i]:
                yield f"{where}: {key}: {name} is {row[name]}"


def csv_faults(ask, name, rows):
    """CSV says the same as JSON."""
    table = list(csv.DictReader(io.StringIO(ask("list", "shop.quen", *name, "--csv"))))
    if len(table) != len(rows):
        yield f"{name}: CSV has {len(table)} rows, JSON {len(rows)}"
    for cells, row in zip(table, rows, strict=False):
        for column in ("segment", "recency", "risk", "alive", "orders"):
            if cells[column] != (row[column] or ""):
                yield f"{name}: CSV says {column} {cells[column]}, JSON {row[column]}"
        if row["monetary"] and cells["monetary"] != row["monetary"]["decimal"]:
            yield f"{name}: CSV says {cells['monetary']}, JSON {row['monetary']}"
        if cells["next"] != (row["next"] or {"utc": ""})["utc"]:
            yield f"{name}: CSV says {cells['next']}, JSON {row['next']}"


def list_faults(ask, *name):
    told = numbers(ask("list", "shop.quen", *name, "--json"))
    rows = told["rows"]
    if int(told["total"]) != len(rows) or not rows:
        yield f"{name}: {told['total']} customers, {len(rows)} rows"
    step = max(1, len(rows) // 40)
    for row in rows[::step]:
        yield from row_faults(row, ask.exported(row["key"]), name)
    yield from csv_faults(ask, name, rows)


def ask_faults(ask):
    keys = numbers(ask("list", "shop.quen", "win-back", "--json", "--top", "20"))["rows"]
    for row in keys:
        key = row["key"]
        told = numbers(ask("ask", "shop.quen", "customer", key["text"], "--json"))
        library = ask.exported(key)
        yield from row_faults(told["customer"], library, "ask")
        due = [(d["key"], d["chance"], d["due"]) for d in told["due"]]
        expected = [(d["key"], d["chance"], d["time"]) for d in library["habits"]["due"]]
        if due != expected:
            yield f"ask: {key['text']}: due {due}, of the library {expected}"


def due_faults(ask):
    rows = numbers(
        ask("list", "shop.quen", "due", "--days", "30", "--json", "--top", "40")
    )["rows"]
    for row in rows:
        due = ask.exported(row["customer"])["habits"]["due"]
        same = [d for d in due if d["key"] == row["item"]]
        if same and (same[0]["chance"] != row["chance"] or same[0]["time"] != row["due"]):
            yield f"due: {row} is {same[0]} of the library"
    if not rows:
        yield "due: nobody"


def main(quen, synth):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [synth, "--customers", "600", "--out", "orders.csv"],
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        ask = Asking(quen)
        os.chdir(folder)
        ask("train", "-q", "orders.csv", *COLUMNS)
        found = [
            *list_faults(ask, "win-back"),
            *list_faults(ask, "at-risk"),
            *list_faults(ask, "segment", "champions"),
            *ask_faults(ask),
            *due_faults(ask),
        ]
        os.chdir(pathlib.Path(folder).parent)
    print("\n".join(found[:40]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
