"""judge.py LOG: how good offers and risks were in the past; judge.php says it too."""

import math
import struct
import sys

import numpy as np

import quen
from quen import evaluate


def bits(value):
    return "nan" if math.isnan(value) else struct.pack(">d", value).hex()


def figures(report):
    table = report.table()
    print(*(bits(x) for part in ("value", "low", "high") for x in table[part].tolist()))


named = {name: name for name in ("customer", "order", "item", "time", "quantity")}
orders = quen.Orders.from_csv(
    sys.argv[1], **named, price="price", decimals=2, utc_offset="+07:00"
)
split = evaluate.split(orders, "time", horizon_days=90, include_bought=True)
print(split.n_judged, *split.popularity.tolist())
starts, items, _ = split.held_out
for number, moment in enumerate(evaluate.split(orders).moments):
    later = items[int(starts[number]) : int(starts[number + 1])].tolist()
    known = "never" if np.isnat(moment) else moment.astype(np.int64)
    print(known, " ".join(str(item) for item in later))
for moment in evaluate.origins(orders, horizon_days=60, most=4):
    print(int(moment.timestamp()))
print(*evaluate.folds(orders, 5, random_state=3).tolist())


def offers(method):
    model = quen.ItemCF(method).fit(split.train)
    return model.recommend_batch(None, 5, include_bought=True)


measured = evaluate.ranking(
    split, offers("cosine"), intervals=True, resamples=100, random_state=5
)
figures(measured)
figures(
    evaluate.compare_ranking(
        split, offers("cosine"), offers("rp3beta"), top=3, resamples=100
    )
)
told = quen.Churn(60).backtest(orders)
for who, risk, churned in zip(
    *(told[name].tolist() for name in ("customer", "risk", "churned")), strict=True
):
    print(who, bits(risk), int(churned))

lifetime = quen.Lifetime().fit(orders)
print(*(bits(x) for x in lifetime.parameters_.values()), lifetime.report["answer"])
futures = lifetime.predict(365)
for who, *told in zip(
    *(
        futures[name].tolist()
        for name in (
            *("customer", "alive", "orders", "value"),
            *("wait_50", "wait_within_25", "wait_within_75"),
        )
    ),
    strict=True,
):
    print(who, *(bits(x) for x in told))

habits = quen.Habits().fit(orders)
checks = habits.checks
for i, question in enumerate(checks["question"].tolist()):
    told = (checks[name][i] for name in ("model", "plain", "z"))
    print(question, int(checks["better"][i]), *(bits(x) for x in told))
print(*(bits(x) for x in habits.report.values() if isinstance(x, float)))
for habit in ("hour", "weekday", "month"):
    print(habit, int(habits.is_own(habit)), *map(bits, habits.shares(habit).tolist()))
for number, key in enumerate(orders.customers.tolist()):
    for bought in (True, False):
        basket = habits.next_basket(key, 5, bought=bought)
        rows = (basket[name].tolist() for name in ("item", "times", "score", "related"))
        for item, times, score, related in zip(*rows, strict=True):
            print(key, item, times, bits(score), bits(related))
    if number % 50 == 0:
        print(*(bits(x) for x in habits.shares("hour", key).tolist()))


def due(table):
    names = ("customer", "item", "chance", "times", "late")
    rows = zip(*(table[name].tolist() for name in names), strict=True)
    for (who, item, chance, times, late), last, next_ in zip(
        rows, table["last"], table["due"], strict=True
    ):
        moments = last.astype(np.int64), next_.astype(np.int64)
        print(who, item, bits(chance), times, int(late), *moments)


due(habits.due(orders.customers[0], 30))
due(habits.due(horizon=30, min_chance=0.1, n=500))

# People of whom every third is there twice, with an error in turn.
people = {"name": [], "born": [], "house": [], "mail": []}
for i in range(1500):
    who = i - 1 if i % 3 == 2 else i
    name = f"Nguy\u1ec5n Th\u1ecb {who * 7919 % 10007}" + ("x" if i % 6 == 2 else "")
    people["name"].append(None if i % 17 == 5 else name)
    people["born"].append(f"19{50 + who % 50}-{who % 12 + 1:02}-{who % 28 + 1:02}")
    people["house"].append(who * 31 % 997 + (i % 9 == 2))
    people["mail"].append("" if i % 5 == 0 else f"m{who % 700}@example.com")
kinds = {"name": "name", "born": "date", "house": "number", "mail": "exact"}
links = quen.link(people, kinds, blocks=["name", ["born", "house"], "mail"])
report = links.report
print(report["pairs"], bits(report["pairs_of_one"]), bits(report["prior_bits"]))
table = links.table
for i in range(len(links)):
    reasons = ((table[f"reason_{k}"][i], table[f"bits_{k}"][i]) for k in (1, 2, 3))
    told = (f"{name} {bits(x)}" for name, x in reasons if name)
    print(table["a"][i], table["b"][i], bits(table["chance"][i]), *told)
groups = links.groups(0.5)
print(*groups.first.tolist(), groups.vetoed)
keys = orders.customers.tolist()
merged = orders.merge_customers(dict(zip(keys[1::2], keys[::2], strict=False)))
told = quen.Lifetime().fit(merged).predict(30)
print(merged.n_orders, *(bits(x) for x in told["orders"].tolist()))
