"""Who is who: FEBRL's two lists of 5,000 people, and 100,000 made-up rows of one table.

All sides compare the same pairs of rows, those that agree in one of four block keys, in
the same seven fields, by the same measures: equal, close, different, where Jaro-Winkler
of .88 or one changed digit is close. recordlinkage's EM knows two levels, so close texts
are equal to it, and it learns from compared pairs alone.

Answers are pairs with chances of a half or more. A side agrees if its F1 at the limit
that is best for it is within .005 of ours; each side's is told. What is timed is learning
and comparing, from columns to pairs.
"""

from __future__ import annotations

import ctypes
from functools import partial
from typing import Any

import numpy as np

from ..abi import quen_key_column, quen_link, quen_link_field, quen_link_options
from ..case import Answers, Case, Metric, Side, Task, Verdict
from ..data import real
from ..logs import text_column
from ..people import FEBRL, FIELDS, febrl, made
from ..quen import Quen, reference, view

TEXT, NAME, NUMBER, DATE = 0, 1, 2, 3
KINDS = (NAME, NAME, NUMBER, TEXT, TEXT, NUMBER, DATE)
SURNAME, NUMBERS = ("surname",), ("postcode", "street_number")
BIRTH, GIVEN = ("date_of_birth",), ("given_name", "postcode")
TWO_LISTS = (SURNAME, GIVEN, BIRTH, NUMBERS)
ONE_TABLE = (("given_name", "surname"), GIVEN, BIRTH)  # by no address alone: households
CLOSE_TEXT, LEAST, APART = 0.88, 0.5, 0.005


class People(Side):
    """What every side has: columns of texts, rows of the first table, block keys."""

    def __init__(self, task: Task) -> None:
        self.columns = {
            f"{field}_{end}": task.array(f"{field}_{end}")
            for field in FIELDS
            for end in ("bytes", "offsets")
        }
        self.who = task.array("who")
        self.first = int(task.params["first"])
        self.blocks = [tuple(key) for key in task.params["blocks"]]

    def texts(self, field: str) -> list[str | None]:
        whole = self.columns[f"{field}_bytes"].tobytes()
        ends = self.columns[f"{field}_offsets"].tolist()
        return [whole[a:b].decode() or None for a, b in zip(ends, ends[1:], strict=False)]

    def frames(self) -> list[Any]:
        """A frame, or one of each list; rows are numbered through both."""
        import pandas

        frame = pandas.DataFrame({f: self.texts(f) for f in FIELDS}, dtype=object)
        frame["unique_id"] = np.arange(len(frame))
        if not self.first:
            return [frame]
        return [frame[: self.first].copy(), frame[self.first :].copy()]

    def best(self, a: np.ndarray, b: np.ndarray, chance: np.ndarray) -> float:
        """The largest F1 that a limit of the chance gives."""
        order = np.argsort(-chance, kind="stable")
        right = np.cumsum((self.who[a] == self.who[b])[order])
        n = np.arange(1, len(order) + 1)
        return float((2 * right / (n + self.pairs())).max())

    def pairs(self) -> int:
        """True ones."""
        if self.first:
            return int(np.isin(self.who[: self.first], self.who[self.first :]).sum())
        much = np.unique(self.who, return_counts=True)[1]
        return int((much * (much - 1) // 2).sum())

    def found(self, result: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        raise NotImplementedError

    def measures(self, result: Any, seconds: float) -> dict[str, float]:
        return {"seconds": seconds, "F1": self.best(*self.found(result))}

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        return {"F1": np.array([self.best(*self.found(result))])}


class Ours(People):
    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.quen = Quen(task.library, task.threads, task.simd)
        self.names = [ctypes.create_string_buffer(f.encode()) for f in FIELDS]
        self.fields = (quen_link_field * len(FIELDS))()
        for i, (field, kind) in enumerate(zip(FIELDS, KINDS, strict=True)):
            bits = sum(1 << k for k, key in enumerate(self.blocks) if field in key)
            values: quen_key_column = text_column(self.columns, field)
            name = ctypes.addressof(self.names[i])
            self.fields[i] = quen_link_field(name, values, kind, bits)

    def run(self) -> Any:
        options = self.quen.options(
            quen_link_options, n_first=self.first, min_chance=LEAST
        )
        fields = ctypes.cast(self.fields, ctypes.c_void_p)
        count, n = len(FIELDS), len(self.who)
        return self.quen.make("quen_link_find", fields, count, n, reference(options))

    def found(self, result: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        n = self.quen.ask("quen_links_n_links", result)
        rows = view(self.quen.ask("quen_links_link", result, 0), n, np.dtype(quen_link))
        return rows["a"].copy(), rows["b"].copy(), rows["chance"].copy()

    def free(self, result: Any) -> None:
        self.quen.free("links", result)


class Splink(People):
    """By its guide: the prior from two sure rules, u from random pairs, m by EM under two
    of the block keys. A connection of its own for each run, as Splink keeps tables."""

    name, package = "splink", "splink"
    frequencies = False

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        import pyarrow

        self.threads_given = task.threads
        self.tables = [
            pyarrow.Table.from_pandas(frame, preserve_index=False)
            for frame in self.frames()
        ]

    def settings(self) -> Any:
        import splink.comparison_library as cl
        from splink import SettingsCreator, block_on

        def comparison(field: str, kind: int) -> Any:
            if kind in (NUMBER, DATE):
                made = cl.DamerauLevenshteinAtThresholds(field, [1])
            else:
                made = cl.JaroWinklerAtThresholds(field, [CLOSE_TEXT])
            by_value = self.frequencies and kind != DATE
            return made.configure(term_frequency_adjustments=by_value)

        return SettingsCreator(
            "link_only" if self.first else "dedupe_only",
            comparisons=[comparison(*f) for f in zip(FIELDS, KINDS, strict=True)],
            blocking_rules_to_generate_predictions=[block_on(*b) for b in self.blocks],
            retain_matching_columns=False,
        )

    def run(self) -> Any:
        import duckdb
        from splink import DuckDBAPI, Linker, block_on

        api = DuckDBAPI(duckdb.connect(config={"threads": self.threads_given}))
        tables = [
            api.register(table, dataset_display_name=f"list_{i}")
            for i, table in enumerate(self.tables)
        ]
        linker = Linker(tables, self.settings(), log_level=40)
        sure = [block_on("surname", "date_of_birth"), block_on(*GIVEN, "surname")]
        learn = linker.training
        learn.estimate_probability_two_random_records_match(sure, recall=0.7)
        learn.estimate_u_using_random_sampling(seed=1)
        for key in (self.blocks[0], BIRTH):
            learn.estimate_parameters_using_expectation_maximisation(block_on(*key))
        told = linker.inference.predict(threshold_match_probability=LEAST)
        return told.as_duckdbpyrelation().fetchnumpy()

    def found(self, result: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        names = ("unique_id_l", "unique_id_r", "match_probability")
        a, b, chance = (np.asarray(result[name]) for name in names)
        return a, b, chance


class SplinkFrequencies(Splink):
    """Equality of a frequent value tells less, as with ours."""

    name = "splink, frequencies"
    frequencies = True


class Recordlinkage(People):
    """ECM over what is equal or close enough. It knows one thread: its workers would get
    a copy of the frames each."""

    name, package = "recordlinkage", "recordlinkage"

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.tables = [frame.set_index("unique_id") for frame in self.frames()]

    def run(self) -> Any:
        import recordlinkage

        index = recordlinkage.Index()
        for key in self.blocks:
            index.block(list(key))
        pairs = index.index(*self.tables)
        compare = recordlinkage.Compare()
        for field, kind in zip(FIELDS, KINDS, strict=True):
            if kind in (NUMBER, DATE):
                compare.exact(field, field, label=field)
            else:
                compare.string(
                    field, field, "jarowinkler", threshold=CLOSE_TEXT, label=field
                )
        levels = compare.compute(pairs, *self.tables)
        model = recordlinkage.ECMClassifier()
        model.fit(levels)
        return levels.index, np.asarray(model.prob(levels))

    def found(self, result: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        index, chance = result
        likely = chance >= LEAST
        a, b = (index.get_level_values(i).to_numpy()[likely] for i in (0, 1))
        return a, b, chance[likely]


def as_good(task: Task, ours: Answers, theirs: Answers) -> Verdict:
    mine, other = float(ours["F1"][0]), float(theirs["F1"][0])
    return Verdict(abs(mine - other) <= APART, f"F1 {mine:.4f}, theirs {other:.4f}")


# ---- cases ----


def case(what: str, prepare: Any, first: int, blocks: Any, quick: bool) -> Case:
    return Case(
        f"link/{what}",
        lambda: Task(prepare(), {"first": first, "blocks": blocks}),
        (Ours, Splink, SplinkFrequencies, Recordlinkage),
        as_good,
        (Metric(ratio=10.0), Metric("F1", "", higher=True)),
        quick=quick,
    )


CASES = [
    *(
        case("febrl4, 2 x 5,000 rows", febrl, 5000, TWO_LISTS, True)
        for _ in ([1] if real(FEBRL) else [])
    ),
    case("100k rows", partial(made, 100_000), 0, ONE_TABLE, False),
]
