"""Logistic regression with an L2 penalty, solved as far as its gradient vanishes.

Columns are standardised, so that every side's penalty is the same one. A side agrees if
the gradient at its answer, its largest entry, is at most 1e-8 of that at zero. Those
that stop earlier by default are shown as they are, and do not agree.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from .. import data
from ..abi import quen_logit_options
from ..case import Answers, Case, Metric, Notes, Side, Task, Verdict
from ..compare import gap
from ..quen import Quen, address, reference

L2 = 1.0
GRADIENT = 1e-8  # of the gradient at zero
ERRORS = 1e-6  # standard errors, where a side gives them
ROUNDING = 1.5  # a side that stops at the limit may be so far above it in our arithmetic
BLOCK = 4096  # rows of the IRLS in numpy: a block stays in the cache

# n, d and how many times the best peer's speed is asked for.
SHAPES = ((1_000_000, 20, 7.0), (1_000_000, 50, 6.0), (200_000, 200, 3.0))


class Rows(Side):
    """What every side has: matrix, labels, penalty, and when to stop."""

    def __init__(self, task: Task) -> None:
        self.x, self.y = task.array("x"), task.array("y")
        self.l2 = float(task.params["l2"])
        self.tol = float(task.params["tol"])  # of the mean loss's gradient


class Ours(Rows):
    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.quen = Quen(task.library, task.threads, task.simd)

    def run(self) -> Any:
        options = self.quen.options(quen_logit_options, l2=self.l2, tol=self.tol)
        return self.quen.make(
            "quen_logit_fit",
            address(self.x),
            address(self.y),
            *self.x.shape,
            reference(options),
        )

    def notes(self, result: Any) -> dict[str, float]:
        return {"steps": self.quen.ask("quen_logit_n_iterations", result)}

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        d = self.x.shape[1]
        pairs = zip(
            self.quen.array("quen_logit_intercept", result, 4, np.float64)[:2],
            (
                self.quen.array(f"quen_logit_{what}", result, d, np.float64)
                for what in ("coefficients", "std_errors")
            ),
        )
        b, errors = (np.concatenate([[first], rest]) for first, rest in pairs)
        return {"b": b, "errors": errors}

    def free(self, result: Any) -> None:
        self.quen.free("logit", result)


class Numpy(Rows):
    """Newton's method in numpy, block by block: what a careful user writes."""

    name, package = "IRLS in numpy", "numpy"

    def run(self) -> np.ndarray:
        d = self.x.shape[1] + 1
        b, penalty = np.zeros(d), np.full(d, self.l2)
        penalty[0] = 0.0
        for _ in range(50):
            gradient, hessian = self.sums(b)
            gradient += penalty * b
            if np.abs(gradient).max() <= self.tol * len(self.x):
                break
            b -= np.linalg.solve(hessian + np.diag(penalty), gradient)
        return b

    def sums(self, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        d = len(b)
        gradient, hessian = np.zeros(d), np.zeros((d, d))
        rows = np.ones((BLOCK, d))
        for i in range(0, len(self.x), BLOCK):
            part = rows[: len(self.x) - i]
            part[:, 1:] = self.x[i : i + BLOCK]
            p = 1 / (1 + np.exp(-(part @ b)))
            gradient += part.T @ (p - self.y[i : i + BLOCK])
            hessian += (part * (p * (1 - p))[:, None]).T @ part
        return gradient, hessian

    def answers(self, result: np.ndarray) -> dict[str, np.ndarray]:
        return {"b": result}


class Sklearn(Rows):
    name, package = "scikit-learn newton-cholesky", "scikit-learn"
    solver, loose = "newton-cholesky", False

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        import warnings

        warnings.simplefilter("ignore")
        self.model = self.kind()

    def kind(self) -> Any:
        from sklearn.linear_model import LogisticRegression

        return LogisticRegression

    def run(self) -> Any:
        tol = {} if self.loose else {"tol": self.tol}
        strength = 1 / self.l2 if self.l2 else np.inf
        return self.model(C=strength, solver=self.solver, max_iter=1000, **tol).fit(
            self.x, self.y
        )

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        return {"b": np.concatenate([result.intercept_, result.coef_.ravel()])}


class Lbfgs(Sklearn):
    """Stops where its line search finds nothing better, short of the gradient asked
    for."""

    name, solver, threads = "scikit-learn lbfgs", "lbfgs", (2,)


class LooseLbfgs(Lbfgs):
    name, loose = "scikit-learn lbfgs, default tol", True


class Intelex(Sklearn):
    name, package, solver = "scikit-learn-intelex", "scikit-learn-intelex", "newton-cg"

    def kind(self) -> Any:
        from sklearnex.linear_model import LogisticRegression

        return LogisticRegression


class Liblinear(Rows):
    """One thread: it has no others."""

    name, package, threads = "liblinear", "liblinear-official", (1,)

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        from liblinear import liblinearutil

        self.train = liblinearutil.train
        self.problem = liblinearutil.problem(
            self.y.astype(np.float64) * 2 - 1, self.x, bias=1
        )
        self.parameter = liblinearutil.parameter(
            f"-s 0 -c {1 / self.l2} -B 1 -R -e {GRADIENT / 10} -q"
        )

    def run(self) -> Any:
        return self.train(self.problem, self.parameter)

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        coefficients, bias = result.get_decfun()
        return {"b": np.concatenate([[bias], coefficients])}


class Glmnet(Rows):
    """One thread: it has no others."""

    name, package, threads = "glmnet", "python-glmnet", (1,)

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        from glmnet import LogitNet

        self.model = LogitNet

    def run(self) -> Any:
        return self.model(
            alpha=0,
            lambda_path=[self.l2 / len(self.x)],
            n_splits=0,
            standardize=False,
            tol=1e-16,
            max_iter=100_000,
        ).fit(self.x, self.y)

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        return {
            "b": np.concatenate(
                [
                    np.ravel(result.intercept_path_)[-1:],
                    np.asarray(result.coef_path_)[..., -1].ravel(),
                ]
            )
        }


class Glum(Rows):
    name, package = "glum", "glum"

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        from glum import GeneralizedLinearRegressor

        self.model = GeneralizedLinearRegressor

    def run(self) -> Any:
        return self.model(
            family="binomial",
            alpha=self.l2 / len(self.x),
            l1_ratio=0,
            solver="irls-ls",
            gradient_tol=self.tol,
            max_iter=200,
            copy_X=False,
        ).fit(self.x, self.y.astype(np.float64))

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        return {"b": np.concatenate([[result.intercept_], result.coef_])}


class Statsmodels(Rows):
    """Has no penalty of this sort, but the standard errors that ours gives too."""

    name, package = "statsmodels", "statsmodels"

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        import statsmodels.api

        self.model = statsmodels.api.Logit
        self.rows = np.column_stack([np.ones(len(self.x)), self.x])

    def run(self) -> Any:
        result = self.model(self.y, self.rows).fit(method="newton", disp=0, tol=1e-10)
        return np.asarray(result.params), np.asarray(result.bse)

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        return {"b": result[0], "errors": result[1]}


def slope(task: Task, b: np.ndarray) -> float:
    """The largest entry of the gradient at b, computed in blocks."""
    x, y, total = task.array("x"), task.array("y"), np.zeros(len(b))
    for i in range(0, len(x), 1 << 16):
        part = x[i : i + (1 << 16)]
        rest = 1 / (1 + np.exp(-(part @ b[1:] + b[0]))) - y[i : i + (1 << 16)]
        total[0] += rest.sum()
        total[1:] += part.T @ rest
    total[1:] += float(task.params["l2"]) * b[1:]
    return float(np.abs(total).max())


def solved(task: Task, ours: Answers, found: Answers) -> Verdict:
    left = slope(task, found["b"]) / float(task.params["slope"])
    off = gap(ours["b"], found["b"])
    agree, text = (
        left <= GRADIENT * ROUNDING,
        f"gradient {left:.1e}, coefficients {off:.1e}",
    )
    if "errors" in found:
        wrong = gap(ours["errors"], found["errors"])
        agree, text = agree and wrong <= ERRORS, f"{text}, standard errors {wrong:.1e}"
    return Verdict(agree, text)


def limit(machine: Any, task: Task, notes: Notes) -> float:
    """The matrix is read for means, and for the gradient at each step that looked at all
    rows; standard errors take half of a Gram matrix at the speed of matrix products."""
    x, limits = task.array("x"), machine.limits[task.threads]
    work = x.shape[0] * float(x.shape[1] + 1) ** 2
    return (1 + notes["steps"]) * x.nbytes / limits.read + work / limits.gemm64


def prepare(n: int, d: int, l2: float) -> Task:
    x, y = data.classes(n, d)
    task = Task({"x": x, "y": y}, {"l2": l2})
    first = slope(task, np.zeros(d + 1))
    return Task(task.files, {"l2": l2, "slope": first, "tol": GRADIENT * first / n})


def title(n: int, d: int) -> str:
    return f"{n // 1_000_000}M x {d}" if n >= 1_000_000 else f"{n // 1000}k x {d}"


def case(
    n: int, d: int, l2: float, ratio: float | None, sides: tuple[type[Side], ...]
) -> Case:
    """Where ours needs half of the matrix's memory, it has copied it."""
    matrix = 8.0 * n * d
    penalty = "" if l2 else ", no penalty"
    return Case(
        f"logit/{title(n, d)}{penalty}",
        partial(prepare, n, d, l2),
        sides,
        solved,
        (Metric(ratio=ratio), Metric("peak_bytes", "B", value=matrix / 2)),
        limit=limit,
        quick=bool(l2) and d == 20,
        threads=(1, 2) if l2 else (2,),
    )


PENALISED = (Ours, Sklearn, Lbfgs, LooseLbfgs, Intelex, Numpy, Glum, Liblinear, Glmnet)
CASES = [case(n, d, L2, ratio, PENALISED) for n, d, ratio in SHAPES] + [
    case(n, d, 0.0, None, (Ours, Statsmodels, Sklearn)) for n, d, _ in SHAPES
]
