#!/usr/bin/env python3
"""Golden vectors of habits: habits.txt.

Chances of gaps are of mpmath's gamma distribution, of 30 digits. A log, made
up here, is counted in plain Python, a customer and a value at a time: baskets, checks,
weights and shares; the law of gaps by least squares and EM over all events, with scipy's
functions where the library looks them up in tables.
"""

import math
from collections import Counter, defaultdict
from datetime import UTC, datetime
from math import expm1, floor, inf, log1p, nan, sqrt
from pathlib import Path

import mpmath as mp
import numpy as np
from scipy.special import gammaincc, gammaln

HERE = Path(__file__).resolve().parent
DAY = 86400
START = 19000 * DAY
CUSTOMERS, ITEMS, DAYS, CHECK = 48, 40, 260, 90
GROUP = [i % 3 if i < 36 else None for i in range(ITEMS)]
DECAY, HALF_LIFE, TOP = 0.8, 30, 10
VALUES = 24, 7, 12, 3
STRENGTHS = 1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 1000

# ---- chances of a gap ----

# again, days, shape; since the last purchase; horizon
GAPS = [
    (again, days, shape, t, h)
    for again, days, shape in [
        (0.9, 10, 2.8),
        (0.3, 45, 0.5),
        (1, 7, 11),
        (0.5, 30, 1),
        (1e-6, 90, 100),
    ]
    for t in (0, 3, 9, 40)
    for h in (1, 30)
]


def still(days, shape, t):
    return mp.gammainc(shape, mp.mpf(shape) * t / days, mp.inf, regularized=True)


def chance(again, days, shape, t, h):
    now, then = still(days, shape, t), still(days, shape, t + h)
    return again * (now - then) / (1 - again + again * now)


def median(days, shape, t):
    half = still(days, shape, t) / 2
    low, high = mp.mpf(t), mp.mpf(t) + 60 * days
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if still(days, shape, middle) > half else (low, middle)
    return high


def visits(again, days, shape, t, h):
    """Alive, one comes at 1 / days, and is lost with the chance 1 - again at each."""
    now = still(days, shape, t)
    alive = again * now / (1 - again + again * now)
    lost = (1 - mp.mpf(again)) / days
    return alive * mp.quad(lambda u: mp.exp(-lost * u) / days, [0, h])


# ---- a log ----


def make_log():
    """Each customer has an hour and an item at intervals, and some items by chance."""
    random = np.random.default_rng(7)
    rows = []
    for c in range(CUSTOMERS):
        hour, gap = 8 + c % 11, 7 + c % 9
        at = float(random.uniform(0, gap))
        while at < DAYS:
            day = int(at)
            second = (hour + int(random.integers(0, 2))) % 24 * 3600
            items = {c * 7 % ITEMS}
            if random.random() < 0.6:
                items.add(int(ITEMS * random.random() ** 1.5))
            rows += [(c, item, START + day * DAY + second) for item in sorted(items)]
            at += float(random.gamma(5, gap / 5)) + 0.5
            if random.random() < 0.008:
                break
    return rows


class Log:
    def __init__(self, rows):
        self.now = max(t for _, _, t in rows) + 1
        self.last_day = (self.now - 1) // DAY
        self.check_day = self.last_day + 1 - CHECK
        self.orders = sorted({(c, t) for c, _, t in rows})
        baskets = defaultdict(set)
        self.time = {}
        for c, item, t in rows:
            baskets[c, t // DAY].add(item)
            self.time[c, t // DAY] = min(t, self.time.get((c, t // DAY), t))
        self.baskets = defaultdict(list)
        for (c, day), items in sorted(baskets.items()):
            self.baskets[c].append((day, items))

    def before(self, c, day):
        return [b for b in self.baskets[c] if b[0] < day]


# ---- shares ----


def values_of(log, c, habit):
    """Day and value of all that is counted."""
    if habit == 3:
        return [
            (day, GROUP[item])
            for day, items in log.baskets[c]
            for item in items
            if GROUP[item] is not None
        ]
    out = []
    for who, t in log.orders:
        moment = datetime.fromtimestamp(t, UTC)
        value = moment.hour, moment.weekday(), moment.month - 1
        if who == c:
            out.append((t // DAY, value[habit]))
    return out


def shop_shares(counts, n):
    total = sum(sum(c.values()) for c in counts)
    return [(sum(c[v] for c in counts) + 0.5) / (total + 0.5 * n) for v in range(n)]


def judge(differences):
    n = len(differences)
    mean = sum(differences) / n
    variance = sum(d * d for d in differences) / n - mean * mean
    return mean / sqrt(variance / n)


def check_shares(log, habit):
    n = VALUES[habit]
    known = [values_of(log, c, habit) for c in range(CUSTOMERS)]
    before = [Counter(v for day, v in k if day < log.check_day) for k in known]
    later = [Counter(v for day, v in k if day >= log.check_day) for k in known]
    shop = shop_shares(before, n)
    asked = [c for c in range(CUSTOMERS) if before[c] and later[c]]

    def loss(c, strength):
        total = sum(before[c].values())
        return -sum(
            m * math.log((before[c][v] + strength * shop[v]) / (total + strength))
            for v, m in later[c].items()
        )

    def best(people):
        return min(STRENGTHS, key=lambda s: sum(loss(c, s) for c in people))

    halves = [best([c for c in asked if c % 2 == half]) for half in (0, 1)]
    model = [loss(c, halves[1 - c % 2]) for c in asked]
    plain = [-sum(m * math.log(shop[v]) for v, m in later[c].items()) for c in asked]
    orders = sum(sum(later[c].values()) for c in asked)
    z = judge([p - m for p, m in zip(plain, model, strict=True)])
    better = z > 2 and (sum(plain) - sum(model)) / orders > 0.001
    strength = best(asked)
    check = [len(asked), orders, sum(model) / orders, sum(plain) / orders, z, better]
    all_counts = [Counter(v for _, v in k) for k in known]
    shop = shop_shares(all_counts, n)
    shares = [shop]
    for own in all_counts:
        s = strength if better else inf
        total = sum(own.values())
        shares.append(
            [
                (own[v] + s * shop[v]) / (total + s) if s < inf else shop[v]
                for v in range(n)
            ]
        )
    return strength, check, shares


# ---- the next basket ----


def popular(log, day):
    share, recent, baskets = [0.0] * ITEMS, [0.0] * ITEMS, 0
    for c in range(CUSTOMERS):
        for when, items in log.before(c, day):
            baskets += 1
            for item in items:
                share[item] += 1
                recent[item] += 0.5 ** ((day - 1 - when) / HALF_LIFE)
    share = [s / baskets for s in share]
    return share, [r / max(recent) * max(share) for r in recent]


def own_of(log, c, day):
    own, total = defaultdict(float), 0.0
    for age, (_, items) in enumerate(reversed(log.before(c, day))):
        total += DECAY**age
        for item in items:
            own[item] += DECAY**age
    return {item: float(np.float32(w / (total + 1))) for item, w in own.items()}


def foresee(own, shop, weights, new):
    w_own, w_popular, w_recent = weights
    score = {}
    for item in range(ITEMS):
        if new and item in own:
            continue
        base = w_popular * shop[0][item] + w_recent * shop[1][item]
        score[item] = w_own * own.get(item, 0) + base
    good = [i for i in score if score[i] > 0]
    return sorted(good, key=lambda i: (-score[i], i)), score


def ndcg(own, shop, weights, new, wanted):
    wanted = wanted - own.keys() if new else wanted
    if not wanted:
        return None
    order = foresee(own, shop, weights, new)[0][:TOP]
    gain = sum(1 / np.log2(i + 2) for i, item in enumerate(order) if item in wanted)
    ideal = sum(1 / np.log2(i + 2) for i in range(min(TOP, len(wanted))))
    hits = sum(item in wanted for item in order)
    return gain / ideal, hits / len(wanted)


def search(people, shop, new):
    weights = [1, 0.1, 1]

    def total(w):
        results = [ndcg(own, shop, w, new, wanted) for own, wanted in people]
        return sum(r[0] for r in results if r)

    most = total(weights)
    grids = {
        1: (0.001, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100),
        2: (0, 0.01, 0.03, 0.1, 0.3, 1, 2, 3, 10, 30, 100),
    }
    for _ in range(2):
        for place, grid in grids.items():
            for value in grid:
                tried = [*weights]
                tried[place] = value
                if total(tried) > most + 1e-12:
                    most, weights = total(tried), tried
    return weights


def check_baskets(log, new):
    shop = popular(log, log.check_day)
    people = []
    for c in range(CUSTOMERS):
        own = own_of(log, c, log.check_day)
        later = [b for b in log.baskets[c] if b[0] >= log.check_day]
        if own and later:
            people.append((own, later[0][1]))
    chosen = [search(people[half::2], shop, new) for half in (0, 1)]
    measures = []
    for weights in ((0, 1, 0), (0, 0, 1), None):
        of_each = [
            ndcg(p[0], shop, weights or chosen[1 - i % 2], new, p[1])
            for i, p in enumerate(people)
        ]
        measures.append([r for r in of_each if r])
    sums = [sum(r[0] for r in m) for m in measures]
    plain = int(sums[1] > sums[0])
    n = len(measures[2])
    z = judge([m[0] - p[0] for m, p in zip(measures[2], measures[plain], strict=True)])
    check = [n, n, sums[2] / n, sums[plain] / n, z, z > 2]
    weights = search(people, shop, new) if z > 2 else [0, 1 - plain, plain]
    return weights, check


# ---- the law of gaps ----


def events_of(days, end):
    """Purchases so far, days from the first, days until the next or the end, last."""
    return [
        (i + 1, d - days[0], (days[i + 1] if i + 1 < len(days) else end) - d,
         i + 1 == len(days))
        for i, d in enumerate(days)
    ]  # fmt: skip


def pairs_of(log, c, day):
    bought = defaultdict(list)
    for when, items in log.before(c, day):
        for item in items:
            bought[item].append(when)
    return dict(sorted(bought.items()))


def shrinkage(n, difference, within):
    room = n.sum() - (n**2).sum() / n.sum() if n.sum() > 0 else 0
    spread = (n * difference**2).sum()
    between = (spread - (np.count_nonzero(n) - 1) * within) / room if room > 0 else 0
    ratio = within / between if between > 0 else 1e6
    return min(max(ratio, 1), 1e6)


class Law:
    """events: item, times, span, wait, last."""

    def __init__(self, events, n_items):
        table = np.array(events, dtype=float)
        self.item = table[:, 0].astype(int)
        self.times, self.span, self.wait = table[:, 1], table[:, 2], table[:, 3]
        self.last = table[:, 4] == 1
        self.n_items = n_items
        self.again, self.days, self.shape = 0.5, 30.0, 1.0
        self.strengths = [8.0, 8.0]  # of days, of chances
        self.items = np.tile([0.5, 30.0], (n_items, 1))
        for _ in range(2):
            for _ in range(8):
                self.step()
            self.move()

    def sum(self, values):
        return np.bincount(self.item, values, self.n_items)

    def step(self):
        """Means of customers move by what events of theirs have of them in it."""
        k, (s_days, s_again) = self.shape, self.strengths
        again, days = self.gap(self.item, self.times, self.span)
        w = s_again / (self.times - 1 + s_again)
        v = s_days / (self.times - 1 + s_days) * self.items[self.item, 1] / days
        means = self.wait / days
        x = np.minimum(means, 8) * k
        lasts = np.where(means < 8, gammaincc(k, x), 0)
        open_ = again * lasts / (1 - again + again * lasts)
        beyond = gammaincc(k + 1, x) / gammaincc(k, x)
        followed = np.where(self.last, open_, 1)
        wait = np.where(self.last, days * beyond, self.wait)
        n = self.sum(w * w)
        n_days = self.sum(followed * v * v)
        with np.errstate(invalid="ignore", divide="ignore"):
            far = np.nan_to_num(self.sum(w * (followed - again)) / n)
            far_days = self.sum(followed * v * (wait - days) / days) / n_days
        own = self.items[:, 0] + far
        own_days = self.items[:, 1] * (1 + np.nan_to_num(far_days))
        self.again = min(max(((n * own).sum() + 0.5) / (n.sum() + 1), 1e-6), 1)
        self.days = (n_days * own_days).sum() / n_days.sum()
        a = shrinkage(n, own - self.again, self.again * (1 - self.again))
        d = shrinkage(n_days, own_days - self.days, self.days**2 / k)
        self.items[:, 0] = np.clip((n * own + a * self.again) / (n + a), 1e-6, 1)
        self.items[:, 1] = (n_days * own_days + d * self.days) / (n_days + d)

    def gap(self, item, times, span):
        again, days = self.items[item].T
        gaps, (s_days, s_again) = times - 1, self.strengths
        return (
            (gaps + s_again * again) / (gaps + s_again),
            (span + s_days * days) / (gaps + s_days),
        )

    def likelihood(self):
        k = self.shape
        again, days = self.gap(self.item, self.times, self.span)
        means = self.wait / days
        lasts = np.where(means < 8, gammaincc(k, k * np.minimum(means, 8)), 0)
        ends = np.log(1 - again + again * lasts)
        gaps = (
            np.log(again / days) + k * math.log(k) - gammaln(k) - k * means
            + (k - 1) * np.log(np.maximum(means, 1e-9))
        )  # fmt: skip
        return np.where(self.last, ends, gaps).sum()

    def move(self):
        shapes = 0.5, 0.7, 1, 1.4, 2, 2.8, 4, 5.6, 8, 11
        strengths = 0.5, 1, 2, 4, 8, 16, 32, 64, 1e6

        def of_shape(value):
            self.shape = value
            return self.likelihood()

        def of_strength(i, value):
            self.strengths[i] = value
            return self.likelihood()

        self.shape = max(shapes, key=of_shape)
        for i in (0, 1):
            self.strengths[i] = max(strengths, key=lambda v, i=i: of_strength(i, v))


def learn(log, day):
    gaps, visits_ = [], []
    for c in range(CUSTOMERS):
        for item, days in pairs_of(log, c, day).items():
            gaps += [(item, *e) for e in events_of(days, day - 1)]
        days = [when for when, _ in log.before(c, day)]
        visits_ += [(0, *e) for e in events_of(days, day - 1)]
    return Law(gaps, ITEMS), Law(visits_, 1)


def law_chance(law, item, times, span, t, h):
    again, days = law.gap(item, times, span)
    now, then = (gammaincc(law.shape, law.shape * u / days) for u in (t, t + h))
    return again * (now - then) / (1 - again + again * now)


def check_due(log):
    day = log.check_day
    gaps, rhythm = learn(log, day)
    share = popular(log, day)[0]
    model, plain, differences = [], [], []
    for c in range(CUSTOMERS):
        mine = [when for when, _ in log.before(c, day)]
        if not mine:
            continue
        again, days = rhythm.gap(0, len(mine), mine[-1] - mine[0])
        now = gammaincc(rhythm.shape, rhythm.shape * (day - 1 - mine[-1]) / days)
        alive = again * now / (1 - again + again * now)
        lost = (1 - again) * CHECK / days
        comes = alive * -expm1(-lost) / lost * CHECK / days
        of_one = 0.0
        for item, when in pairs_of(log, c, day).items():
            came = any(d >= day and item in items for d, items in log.baskets[c])
            t = day - 1 - when[-1]
            p = law_chance(gaps, item, len(when), when[-1] - when[0], t, CHECK)
            q = -expm1(comes * log1p(-share[item]))
            model.append((p - came) ** 2)
            plain.append((q - came) ** 2)
            of_one += plain[-1] - model[-1]
        differences.append(of_one)
    z = judge(differences)
    n = len(model)
    return [len(differences), n, sum(model) / n, sum(plain) / n, z, z > 2]


def due(log, law, horizon):
    """Customer, item, chance, by the law of gaps."""
    for c in range(CUSTOMERS):
        for item, days in pairs_of(log, c, log.last_day + 1).items():
            t = floor((log.now - log.time[c, days[-1]]) / DAY)
            span = days[-1] - days[0]
            yield c, item, law_chance(law, item, len(days), span, t, horizon)


def main():
    mp.mp.dps = 30
    lines = {"gaps": np.ravel(GAPS)}
    lines["chance"] = [chance(*g) for g in GAPS]
    lines["visits"] = [visits(*g) for g in GAPS]
    lines["median"] = [median(*g[1:4]) for g in GAPS]
    rows = make_log()
    log = Log(rows)
    lines["customer"], lines["item"], lines["time"] = zip(*rows, strict=True)
    lines["group"] = [nan if g is None else g for g in GROUP]
    for habit, name in enumerate(("hour", "weekday", "month", "group")):
        strength, check, shares = check_shares(log, habit)
        lines[f"{name} strength"] = [strength]
        lines[f"{name} check"] = check
        lines[f"{name} shares"] = np.ravel(shares)
    shop = popular(log, log.last_day + 1)
    for new, name in enumerate(("any", "new")):
        weights, check = check_baskets(log, new)
        lines[f"{name} weights"], lines[f"{name} check"] = weights, check
        answers = []
        for c in range(CUSTOMERS):
            own = own_of(log, c, log.last_day + 1)
            order, score = foresee(own, shop, weights, new)
            answers += [x for item in order[:3] for x in (c, item, score[item])]
        lines[f"{name} offers"] = answers
    lines["due check"] = check_due(log)
    law = learn(log, log.last_day + 1)[0]
    lines["law"] = law.again, law.days, law.shape
    lines["due"] = np.ravel(list(due(log, law, 14)))
    with open(HERE / "habits.txt", "w", newline="\n") as f:
        for key, value in lines.items():
            f.write(f"{key}: {' '.join(f'{float(v):.17g}' for v in value)}\n")


if __name__ == "__main__":
    main()
