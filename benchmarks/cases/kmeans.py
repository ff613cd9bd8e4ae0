"""K-means from given centres for 20 sweeps, end to end, and predicting.

What is right is plain Lloyd in double (native/plain.c). In float64 a side agrees if at
most one label in 100,000 differs and the inertia is within 1e-9 of it; so must ours in
float32, where it computes as with doubles. A peer's rounding in float32 moves points on
the border, and these move others in later sweeps, to an answer as good: there the inertia
must be within 1e-4, and all but one point in 1,000 be with the nearest of its centres.
"""

from __future__ import annotations

import ctypes
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from .. import data
from ..abi import quen_kmeans_options
from ..case import Answers, Case, Metric, Notes, Side, Task, Verdict
from ..compare import inertia, matching
from ..quen import Quen, address, reference

SWEEPS = 20
LABELS, INERTIA = 1e-5, 1e-9  # in double, how far answers may be apart
LABELS_F32, INERTIA_F32 = 1e-3, 1e-4  # in float
SAMPLE = 20_000  # points that are looked at one by one
WORSE = 2e-3  # end to end: how much more inertia than the peer's is chance

# n, d, k and how many times the best peer's speed is asked for.
SHAPES = (
    (1_000_000, 8, 8, 6.0),
    (1_000_000, 16, 50, 5.0),
    (200_000, 64, 100, 4.0),
    (5_000_000, 4, 10, 8.0),
)


class Points(Side):
    """What every side has: the points, and the settings."""

    def __init__(self, task: Task) -> None:
        self.x = task.array("x")
        self.k = int(task.params["k"])
        self.sweeps = int(task.params.get("sweeps", SWEEPS))
        self.starts = int(task.params.get("starts", 1))
        self.seed = 0
        self.init = task.array("init") if "init" in task.files else None
        if self.init is not None:
            self.init = np.ascontiguousarray(self.init, dtype=self.x.dtype)

    def next_seed(self) -> int:
        self.seed += 1
        return self.seed


class Ours(Points):
    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.quen = Quen(task.library, task.threads, task.simd)
        single = self.x.dtype == np.float32
        self.suffix = "_f32" if single else ""
        if self.init is not None:  # options hold doubles
            self.init = self.init.astype(np.float64)

    def run(self) -> Any:
        return self.fit(self.x)

    def fit(self, x: np.ndarray) -> Any:
        options = self.quen.options(
            quen_kmeans_options,
            k=self.k,
            max_iter=self.sweeps,
            n_init=self.starts,
            seed=self.next_seed(),
            init=address(self.init),
        )
        return self.quen.make(
            "quen_kmeans_fit" + self.suffix, address(x), *x.shape, reference(options)
        )

    def notes(self, result: Any) -> dict[str, float]:
        return {
            "inertia": self.quen.ask("quen_kmeans_inertia", result),
            "sweeps": self.quen.ask("quen_kmeans_n_iterations", result),
        }

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        centers = self.quen.array(
            "quen_kmeans_centers", result, self.k * self.x.shape[1], np.float64
        )
        labels = self.quen.array("quen_kmeans_labels", result, len(self.x), np.uint32)
        return {
            "centers": centers.reshape(self.k, -1).copy(),
            "labels": labels.copy(),
            "inertia": np.array(self.quen.ask("quen_kmeans_inertia", result)),
            "exact": np.array(True),
        }

    def free(self, result: Any) -> None:
        self.quen.free("kmeans", result)


class PlainLloyd(Points):
    """What is right."""

    name = "plain Lloyd"

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.x = np.ascontiguousarray(self.x, dtype=np.float64)
        self.lloyd = ctypes.CDLL(task.native).bench_lloyd
        self.lloyd.restype = ctypes.c_double

    def run(self) -> dict[str, np.ndarray]:
        assert self.init is not None
        (n, d), size = self.x.shape, ctypes.c_size_t
        centers, labels = self.init.astype(np.float64), np.empty(n, np.uint32)
        pointer = ctypes.c_void_p
        total = self.lloyd(
            pointer(address(self.x)),
            size(n),
            size(d),
            pointer(address(centers)),
            size(self.k),
            size(self.sweeps),
            pointer(address(labels)),
        )
        return {"centers": centers, "labels": labels, "inertia": np.array(total)}

    def answers(self, result: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        return result


class Sklearn(Points):
    """scikit-learn; BLAS and OpenMP have the threads of the task."""

    name, package, algorithm = "scikit-learn lloyd", "scikit-learn", "lloyd"

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        import warnings

        warnings.simplefilter("ignore")  # running out of sweeps is what was asked for
        self.model = self.kind()

    def kind(self) -> Any:
        from sklearn.cluster import KMeans

        return KMeans

    def run(self) -> Any:
        start: Any = "k-means++" if self.init is None else self.init
        return self.model(
            self.k,
            init=start,
            n_init=self.starts,
            max_iter=self.sweeps,
            tol=0,
            algorithm=self.algorithm,
            random_state=self.next_seed(),
        ).fit(self.x)

    def notes(self, result: Any) -> dict[str, float]:
        return {"inertia": float(result.inertia_), "sweeps": float(result.n_iter_)}

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        return {
            "centers": result.cluster_centers_,
            "labels": result.labels_,
            "inertia": np.array(result.inertia_),
        }


class SklearnElkan(Sklearn):
    name, algorithm = "scikit-learn elkan", "elkan"


class Intelex(Sklearn):
    name, package = "scikit-learn-intelex", "scikit-learn-intelex"

    def kind(self) -> Any:
        from sklearnex.cluster import KMeans

        return KMeans


class Faiss(Points):
    """faiss; its training gives no labels, so one search follows, as the others do."""

    name, package = "faiss", "faiss-cpu"

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        import faiss

        faiss.omp_set_num_threads(task.threads)
        self.faiss = faiss

    def run(self) -> Any:
        model = self.faiss.Kmeans(
            self.x.shape[1],
            self.k,
            niter=self.sweeps,
            nredo=self.starts,
            verbose=False,
            spherical=False,
            min_points_per_centroid=1,
            seed=self.next_seed(),
            max_points_per_centroid=(1 << 31) - 1,
        )
        model.train(self.x, init_centroids=self.init)
        distances, labels = model.index.search(self.x, 1)
        return model, distances, labels

    def notes(self, result: Any) -> dict[str, float]:
        return {"inertia": float(result[1].sum(dtype=np.float64)), "sweeps": self.sweeps}

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        return {
            "centers": result[0].centroids,
            "labels": result[2].ravel(),
            "inertia": np.array(result[1].sum(dtype=np.float64)),
        }


def same_clusters(task: Task, right: Answers, found: Answers) -> Verdict:
    """The right labels under whatever numbers, and the inertia that they make."""
    x, true = task.array("x"), float(right["inertia"])
    off = abs(inertia(x, found["centers"], found["labels"]) / true - 1)
    if x.dtype == np.float32 and "exact" not in found:
        stray = strays(x, found["centers"], found["labels"])
        agree = stray <= LABELS_F32 and off <= INERTIA_F32
        return Verdict(agree, f"inertia {off:.1e}, not with the nearest {stray:.1e}")
    numbers = matching(right["centers"], found["centers"])
    if numbers is None:
        return Verdict(False, "the centres are others")
    differ = float(np.mean(numbers[found["labels"]] != right["labels"]))
    agree = differ <= LABELS and off <= INERTIA
    return Verdict(agree, f"labels {differ:.1e}, inertia {off:.1e}")


def strays(x: np.ndarray, centers: np.ndarray, labels: np.ndarray) -> float:
    """The share of points, of a sample, that another centre is clearly nearer to."""
    some = np.random.default_rng(data.SEED).integers(len(x), size=SAMPLE)
    rest = x[some, None, :].astype(np.float64) - centers[None, :, :]
    squares = np.einsum("ijk,ijk->ij", rest, rest)
    own = squares[np.arange(SAMPLE), labels[some]]
    return float(np.mean(own > squares.min(axis=1) * (1 + INERTIA_F32)))


class Chosen:
    """From k-means++ to convergence, a new seed each run; the median inertia counts."""

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.found: list[float] = []

    def notes(self, result: Any) -> dict[str, float]:
        notes = super().notes(result)  # type: ignore[misc]
        self.found.append(notes["inertia"])
        return notes

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        return {"inertia": np.median(self.found)}


class OursChosen(Chosen, Ours):
    pass


class SklearnChosen(Chosen, Sklearn):
    pass


class ElkanChosen(Chosen, SklearnElkan):
    pass


class IntelexChosen(Chosen, Intelex):
    pass


def no_worse(task: Task, ours: Answers, theirs: Answers) -> Verdict:
    more = float(ours["inertia"] / theirs["inertia"] - 1)
    return Verdict(more <= WORSE, f"inertia {more:+.1e}")


class Predicting:
    """Labels of all points by centres that a sweep over a few of them gave."""

    FEW = 20_000

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.sweeps = 1
        self.fitted = self.learn()

    def learn(self) -> Any:
        whole, self.x = self.x, np.ascontiguousarray(self.x[: self.FEW])
        fitted, self.x = super().run(), whole  # type: ignore[misc]
        return fitted

    def notes(self, result: Any) -> dict[str, float]:
        return {"sweeps": 1}

    def measures(self, result: Any, seconds: float) -> dict[str, float]:
        return {"rows_per_s": len(self.x) / seconds}

    def free(self, result: Any) -> None:
        pass


class OursPredicting(Predicting, Ours):
    def run(self) -> np.ndarray:
        labels = np.empty(len(self.x), np.uint32)
        self.quen.call(
            "quen_kmeans_predict" + self.suffix,
            self.fitted,
            address(self.x),
            len(self.x),
            address(labels),
            None,
        )
        return labels

    def answers(self, result: np.ndarray) -> dict[str, np.ndarray]:
        centers = self.quen.array(
            "quen_kmeans_centers", self.fitted, self.k * self.x.shape[1], np.float64
        )
        return {"labels": result, "centers": centers.reshape(self.k, -1).copy()}


class SklearnPredicting(Predicting, Sklearn):
    def run(self) -> np.ndarray:
        return self.fitted.predict(self.x)

    def answers(self, result: np.ndarray) -> dict[str, np.ndarray]:
        return {"labels": result, "centers": self.fitted.cluster_centers_}


class IntelexPredicting(SklearnPredicting, Intelex):
    name, package = Intelex.name, Intelex.package
    kind = Intelex.kind


class FaissPredicting(Predicting, Faiss):
    """With the centres that scikit-learn finds: faiss has its own way with a cluster that
    loses its points."""

    def learn(self) -> Any:
        from sklearn.cluster import KMeans

        few = np.ascontiguousarray(self.x[: self.FEW])
        fitted = KMeans(self.k, init=self.init, n_init=1, max_iter=1, tol=0).fit(few)
        index = self.faiss.IndexFlatL2(self.x.shape[1])
        index.add(fitted.cluster_centers_)
        return index, fitted.cluster_centers_

    def run(self) -> np.ndarray:
        return self.fitted[0].search(self.x, 1)[1]

    def answers(self, result: np.ndarray) -> dict[str, np.ndarray]:
        return {"labels": result.ravel(), "centers": self.fitted[1]}


def same_labels(task: Task, ours: Answers, theirs: Answers) -> Verdict:
    numbers = matching(ours["centers"], theirs["centers"])
    if numbers is None:
        return Verdict(False, "the centres are others")
    differ = float(np.mean(numbers[theirs["labels"]] != ours["labels"]))
    single = task.array("x").dtype == np.float32
    return Verdict(differ <= (LABELS_F32 if single else LABELS), f"labels {differ:.1e}")


def sweep_limit(machine: Any, task: Task, notes: Notes) -> float:
    """Seconds to read the points once a sweep, or to multiply them by the centres."""
    x = task.array("x")
    limits = machine.limits[task.threads]
    product = 2.0 * x.size * task.params["k"] / limits.gemm(x.dtype)
    return notes.get("sweeps", SWEEPS) * max(x.nbytes / limits.read, product)


def predict_limit(machine: Any, task: Task, notes: Notes) -> float:
    return len(task.array("x")) / sweep_limit(machine, task, notes)


def given(name: str, make: Any, k: int, dtype: str) -> Task:
    x = data.points(name, make, dtype)
    init = data.keep(
        f"{name}_init_{k}",
        lambda: data.some_rows(data.load(data.points(name, make, "float64")), k),
    )
    return Task({"x": x, "init": init}, {"k": k})


def peers(dtype: str) -> tuple[type[Side], ...]:
    exact = (Ours, Sklearn, SklearnElkan, Intelex)
    return (*exact, Faiss) if dtype == "float32" else exact


def short(n: int) -> str:
    return f"{n // 1_000_000}M" if n % 1_000_000 == 0 else f"{n // 1000}k"


def sweeps(
    title: str,
    name: str,
    make: Any,
    k: int,
    dtype: str,
    ratio: float,
    quick: bool = False,
) -> Case:
    return Case(
        f"kmeans/{title}/{dtype}",
        partial(given, name, make, k, dtype),
        peers(dtype),
        same_clusters,
        (Metric(ratio=ratio),),
        limit=sweep_limit,
        reference=PlainLloyd,
        quick=quick,
    )


def blob_cases(dtype: str) -> list[Case]:
    return [
        sweeps(
            f"blobs {short(n)} x {d}, k {k}",
            f"blobs_{n}_{d}_{k}",
            partial(data.blobs, n, d, k),
            k,
            dtype,
            ratio,
            quick=d == 8,
        )
        for n, d, k, ratio in SHAPES
    ]


def noise_cases(dtype: str) -> list[Case]:
    made = []
    for n, d, k, _ in SHAPES[:3]:
        title, name = f"noise {short(n)} x {d}, k {k}", f"noise_{n}_{d}"
        case = sweeps(title, name, partial(data.noise, n, d), k, dtype, 2.0)
        made.append(replace(case, threads=(2,)))
    return made


def real_cases(dtype: str) -> list[Case]:
    cases = []
    for title, columns, k in (("letter", 16, 26), ("birch-rg1", 2, 100)):
        if data.real(f"clustering_benchmark/{title}.arff.gz"):
            cases.append(
                sweeps(
                    f"{title}, k {k}",
                    title,
                    partial(data.arff, title, columns),
                    k,
                    dtype,
                    2.0,
                    quick=title == "letter",
                )
            )
    return cases


def retail_features() -> np.ndarray:
    """What the shop clusters by: the log of a customer's figures, standardised."""
    from ..logs import retail_matrix

    x = retail_matrix()
    x = np.sign(x) * np.log1p(np.abs(x))
    return (x - x.mean(axis=0)) / x.std(axis=0)


def retail_cases(dtype: str) -> list[Case]:
    if not data.real(data.RETAIL):
        return []
    return [
        sweeps(
            f"online_retail features, k {k}",
            "retail_visitors",
            retail_features,
            k,
            dtype,
            2.0,
        )
        for k in (5, 12)
    ]


def chosen(name: str, make: Any, k: int) -> Task:
    return Task(
        {"x": data.points(name, make, "float64")}, {"k": k, "sweeps": 1000, "starts": 10}
    )


def chosen_case(title: str, name: str, make: Any, k: int, quick: bool = False) -> Case:
    return Case(
        f"kmeans/end to end {title}",
        partial(chosen, name, make, k),
        (OursChosen, SklearnChosen, ElkanChosen, IntelexChosen),
        no_worse,
        (Metric(ratio=4.0),),
        quick=quick,
        threads=(2,),
    )


def chosen_cases() -> list[Case]:
    n, d, k = 200_000, 8, 8
    cases = [
        chosen_case(
            f"blobs {short(n)} x {d}, k {k}",
            f"blobs_{n}_{d}_{k}",
            partial(data.blobs, n, d, k),
            k,
        )
    ]
    if data.real("clustering_benchmark/birch-rg1.arff.gz"):
        cases.append(
            chosen_case(
                "birch-rg1, k 100", "birch-rg1", partial(data.arff, "birch-rg1", 2), 100
            )
        )
    if data.real(data.RETAIL):
        cases.append(
            chosen_case(
                "online_retail features, k 8",
                "retail_visitors",
                retail_features,
                8,
                quick=True,
            )
        )
    return cases


def predict_cases(dtype: str) -> list[Case]:
    peer: tuple[type[Side], ...] = (OursPredicting, SklearnPredicting, IntelexPredicting)
    if dtype == "float32":
        peer = (*peer, FaissPredicting)
    return [
        Case(
            f"kmeans/predict {short(n)} x {d}, k {k}/{dtype}",
            partial(given, f"blobs_{n}_{d}_{k}", partial(data.blobs, n, d, k), k, dtype),
            peer,
            same_labels,
            (Metric("rows_per_s", "rows/s", higher=True, ratio=3.0),),
            limit=predict_limit,
            quick=d == 8,
        )
        for n, d, k, _ in SHAPES
    ]


CASES = [
    case
    for dtype in ("float64", "float32")
    for cases in (blob_cases, noise_cases, real_cases, retail_cases, predict_cases)
    for case in cases(dtype)
] + chosen_cases()
