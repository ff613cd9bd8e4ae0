"""answers.py SHOP: what answers.c says, from Python."""

import struct
import sys

import numpy as np

import quen

BASKET, OFFERS = 3, 10
MONEY = ("revenue", "refunds", "revenue_returning", "revenue_without_customer")
KINDS = ("new", "returning", "retained", "won_back", "repeating", "churned")
COUNTS = ("orders", "orders_without_customer", "customers")
COUNTS += tuple(f"customers_{kind}" for kind in KINDS)
MEANS = ("order_value_mean", "orders_per_customer", "quantity_per_order")
MEANS += ("gap_days_mean", "repeat_rate", "repeat_order_share")
RATIOS = ("retention", "returning_share", "quick_ratio")


def bits(value):
    return struct.pack(">d", value).hex()


def offers(what, table):
    line = what
    rows = (table[name].tolist() for name in ("item", "score", "popular", "because"))
    for item, score, popular, because in zip(*rows, strict=True):
        line += f" | {item} {bits(score)} {int(popular)}"
        line += "".join(f" {reason}" for reason in because)
    print(line)


def customer(shop, key):
    c = shop.customer(key)
    line = f"customer {c['customer']}"
    if c["r"] is None:
        line += " -"
    else:
        names = ("r", "f", "m", "segment", "recency", "frequency")
        line += "".join(f" {c[name]}" for name in names)
        line += f" {round(c['monetary'] * 10**shop.decimals)}"
    if c["cluster"] is not None:
        line += f" cluster {c['cluster']}"
    if c["risk"] is not None:
        line += f" risk {bits(c['risk'])}"
    for feature, effect in c["reasons"] or ():
        line += f" {feature} {bits(effect)}"
    if c["alive"] is not None:
        told = " ".join(bits(c[name]) for name in ("alive", "orders", "value", "stake"))
        line += f" alive {told} {c['regular']:d} {c['late']:d}"
        line += f" {int(c['next_50'].timestamp())}"
    if c["due"] is not None:
        usual = [-1 if c[name] is None else c[name] for name in ("hour", "weekday")]
        shares = [bits(c[f"{name}_share"] or 0) for name in ("hour", "weekday")]
        line += f" usual {usual[0]} {usual[1]} {shares[0]} {shares[1]}"
    for item, chance, moment in c["due"] or ():
        line += f" {item} {bits(chance)} {int(moment.timestamp())}"
    print(line)


def listed(what, table):
    keys = table["customer"].tolist()
    print(" ".join([f"{what} {len(keys)}", *keys]))


def ratio(value):
    return "nan" if value != value else bits(value)


def figures(what, table):
    for row in table.to_dicts():
        numbers = [int(row["is_whole"]), row["lines"], int(row["quantity"])]
        numbers += [round(row[name] * 100) for name in MONEY]
        numbers += [row[name] for name in COUNTS]
        told = [bits(row[name]) for name in MEANS] + [ratio(row[name]) for name in RATIOS]
        print(what, *numbers, *told)


shop = quen.Shop.open(sys.argv[1])
items = shop.items.tolist()
for number, key in enumerate(shop.customers.tolist()):
    basket = [items[(number * 7 + i * 5) % len(items)] for i in range(BASKET)]
    customer(shop, key)
    offers("offers", shop.recommend(key))
    offers("both", shop.recommend(key, basket=basket))
    offers("basket", shop.recommend_basket(basket))
    filtered = shop.recommend(key, exclude=basket, include_bought=True, popular=False)
    offers("filtered", filtered)
    likely = shop.next_basket(key, OFFERS, bought=number % 2 == 1)
    told = [f"{row['item']} {bits(row['score'])}" for row in likely.to_dicts()]
    print(" ".join(["next", *told]))
for item in items:
    offers("similar", shop.similar(item))
for name in shop._segments():
    listed(name, shop.segment(name))
listed("at risk", shop.at_risk(0.5))
listed("lapsed", shop.lapsed_valuable())
for row in shop.due(n=100).to_dicts():
    seconds = int(np.datetime64(row["due"], "s").astype(np.int64))
    told = f"{bits(row['chance'])} {seconds} {row['times']}"
    print(f"due {row['customer']} {row['item']} {told}")
clusters = shop.clusters
names = [name for name in clusters.columns if name not in ("cluster", "customers")]
for i, size in enumerate(clusters["customers"].tolist()):
    means = " ".join(f"{name} {bits(clusters[name][i])}" for name in names)
    print(f"cluster {size} {means}")
figures("month", shop.months)
figures("whole", shop.whole)
for i in range(len(shop.cohorts)):
    line = "cohort"
    customers, revenue = (
        matrix[i].compressed().tolist()
        for matrix in (shop.cohorts.customers, shop.cohorts.revenue)
    )
    for count, money in zip(customers, revenue, strict=True):
        line += f" {count} {round(money * 100)}"
    print(line)
print("hours", *shop.hours.ravel().tolist())
for row in shop.findings.to_dicts():
    print("finding", row["severity"], row["count"], row["of"], bits(row["value"]))
for direction in ("rising", "falling"):
    for row in shop.trends(direction, min_z=0.25).to_dicts():
        print("trend", row["item"], row["recent"], row["before"], bits(row["z"]))
