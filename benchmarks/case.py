"""What a case is: files, the sides that answer one question from them, and the
measure."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

Answers = Mapping[str, np.ndarray]
Notes = Mapping[str, float]


OPENED: list[np.ndarray] = []  # mapped inputs, which a worker touches before it measures


@dataclass(frozen=True)
class Task:
    """What a worker is told: the same files and figures for every side."""

    files: dict[str, str]
    params: dict[str, Any] = field(default_factory=dict)
    threads: int = 1
    simd: str = "auto"
    library: str = ""
    native: str = ""

    def array(self, name: str) -> np.ndarray:
        """A file's array, mapped: every process reads the same pages."""
        opened = np.asarray(np.load(self.files[name], mmap_mode="r"))
        OPENED.append(opened)
        return opened

    def text(self) -> str:
        return json.dumps(asdict(self))


class Side:
    """One way to answer. Imports what it needs only when it is made: a worker pays for
    its own side alone."""

    name = "ours"
    package = ""  # what its version is looked up under; "" is ours
    threads: Sequence[int] = (1, 2)  # numbers of threads at which it tells something
    floor = False  # no peer: a program so plain that it only shows what must take time

    def __init__(self, task: Task) -> None:
        """Load what is not timed."""

    def run(self) -> Any:
        """The work that is timed, and nothing else."""
        raise NotImplementedError

    def measures(self, result: Any, seconds: float) -> dict[str, float]:
        """What is reported of a run, by the names of the case's metrics."""
        return {"seconds": seconds}

    def notes(self, result: Any) -> dict[str, float]:
        """Figures of a run that the check or a limit needs, such as sweeps taken."""
        return {}

    def answers(self, result: Any) -> dict[str, np.ndarray]:
        """What is compared with the other sides'."""
        return {}

    def free(self, result: Any) -> None:
        """Give back what Python does not."""


@dataclass(frozen=True)
class Verdict:
    """What a comparison found; `text` says how far apart the answers are."""

    agree: bool
    text: str


@dataclass(frozen=True)
class Metric:
    """One figure of a case and what is asked of it."""

    name: str = "seconds"
    unit: str = "s"
    higher: bool = False  # more is better
    ratio: float | None = None  # ours is to be so many times better than the best peer
    against: Mapping[str, float] = field(default_factory=dict)  # or than one by its name
    value: float | None = None  # ours is to be at most (higher: at least) this


# The least that the machine allows a metric, from its limits, the task and ours' notes.
Limit = Callable[[Any, Task, Notes], "float | None"]


@dataclass(frozen=True)
class Case:
    """One row, or a few, of the table."""

    name: str
    prepare: Callable[[], Task]
    sides: Sequence[type[Side]]
    check: Callable[[Task, Answers, Answers], Verdict]
    metrics: Sequence[Metric] = (Metric(),)  # and peak_bytes, which every side has
    limit: Limit | None = None
    reference: type[Side] | None = None  # says what is right; None: ours does
    threads: Sequence[int] = (1, 2)
    quick: bool = False  # part of a quick run
    full: bool = True  # part of any other

    @property
    def group(self) -> str:
        return self.name.split("/", 1)[0]


def root() -> pathlib.Path:
    """The project's root."""
    return pathlib.Path(__file__).resolve().parents[1]


def build() -> pathlib.Path:
    """Where everything that a run leaves behind goes."""
    return root() / "build" / "bench"
