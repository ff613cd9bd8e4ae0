"""How a call runs: on how many threads, and who is told how far it is."""

from __future__ import annotations

import contextlib
import numbers
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from quen._options import in_keywords

Progress: TypeAlias = bool | Callable[[str, float], object]
"""True for a bar (of tqdm where it is installed), or a callable of (stage, fraction)."""


def threads_of(n_jobs: int | None) -> int:
    """Threads as scikit-learn counts jobs: None is 1, -1 every core, -2 all but one."""
    if n_jobs is None:
        return 1
    if not isinstance(n_jobs, numbers.Integral):
        raise TypeError(f"n_jobs must be None or a whole number, not {n_jobs!r}")
    if n_jobs >= 1:
        return int(n_jobs)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None
    cores = min(cores or os.cpu_count() or 1, 256)
    if n_jobs == 0 or cores + 1 + n_jobs < 1:
        raise ValueError(
            f"n_jobs must be None, at least 1, or -1 to {-cores}, not {n_jobs}"
        )
    return cores + 1 + int(n_jobs)


class _Line:
    """A line on stderr, for those without tqdm."""

    stage = ""

    def __call__(self, stage: str, fraction: float) -> None:
        self.stage = stage
        sys.stderr.write(f"\r{stage} {fraction:4.0%} ")
        sys.stderr.flush()

    def close(self) -> None:
        sys.stderr.write("\n")


class _Bar:
    """A bar of tqdm, renamed with each stage."""

    stage = ""

    def __init__(self, make: Any) -> None:
        self.bar = make(
            total=1.0, bar_format="{desc} {percentage:3.0f}%|{bar}| {elapsed}"
        )

    def __call__(self, stage: str, fraction: float) -> None:
        self.stage = stage
        self.bar.set_description_str(stage, refresh=False)
        self.bar.n = fraction
        self.bar.refresh()

    def close(self) -> None:
        self.bar.close()


def _bar() -> _Bar | _Line:
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return _Line()
    return _Bar(tqdm)


@contextlib.contextmanager
def running(
    n_jobs: int | None = None, progress: Progress = False
) -> Iterator[tuple[int, Callable[[str, float], object] | None]]:
    """What the native functions take last; a bar is closed in the end.

    What the library says of an option is raised in the words of the caller.
    """
    try:
        with _told(threads_of(n_jobs), progress) as run:
            yield run
    except (ValueError, TypeError, OverflowError) as error:
        if error.args and isinstance(error.args[0], str):
            error.args = (in_keywords(error.args[0]), *error.args[1:])
        raise


@contextlib.contextmanager
def _told(
    threads: int, progress: Progress
) -> Iterator[tuple[int, Callable[[str, float], object] | None]]:
    """Who is told of the progress."""
    if progress is True:
        bar = _bar()
        try:
            yield threads, bar
            bar(bar.stage, 1.0)  # stages need not tell their end
        finally:
            bar.close()
    elif progress is False or progress is None or callable(progress):
        yield threads, progress or None
    else:
        raise TypeError(f"progress is True, False or a callable, not {progress!r}")
