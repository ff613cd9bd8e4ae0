"""Every noun, in an environment with NumPy and nothing else: bare.py LOG"""

import pathlib
import sys
import tempfile

import numpy as np

import quen

for name in ("sklearn", "pandas", "pyarrow", "matplotlib"):
    try:
        __import__(name)
    except ImportError:
        continue
    raise SystemExit(f"{name} is here: this environment is not bare")

orders = quen.Orders.from_csv(
    sys.argv[1],
    customer="customer",
    order="order",
    item="item",
    time="time",
    quantity="quantity",
    price="price",
    decimals=0,
    utc_offset="+07:00",
)
features = quen.Features(orders)
x = np.nan_to_num(features.matrix)
rfm = quen.Rfm().fit(orders)
scaled = quen.Scaler().fit_transform(x)
kmeans = quen.KMeans(4, random_state=0).fit(scaled)
y = x[:, 0] > 90
logistic = quen.LogisticRegression().fit(x[:, 1:], y)
scores = quen.RfmTransformer().fit_transform(x[:, :3])
offers = quen.ItemCF(neighbors=10).fit(orders).recommend(orders.customers[0], 3)
risks = quen.Churn().fit(orders).predict(orders)
split = quen.evaluate.split(orders)
lists = quen.ItemCF().fit(split.train).recommend_batch(None, 5)
ranking = quen.evaluate.ranking(split, lists, intervals=True, resamples=20)
with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder) / "shop.quen"
    quen.Shop.train(orders).save(path)
    shop = quen.Shop.open(path)
assert len(rfm.table) == len(features) == len(scores) == orders.n_customers
assert len(kmeans.labels_) == len(x) and logistic.score(x[:, 1:], y) > 0.8
assert len(offers) == 3 and len(risks) > 0 and 0 < ranking.recall < 1
print(shop, quen.build_info())
