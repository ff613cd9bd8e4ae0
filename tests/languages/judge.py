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
        for name in ("customer", "alive", "orders", "value", "wait_50")
    ),
    strict=True,
):
    print(who, *(bits(x) for x in told))
