"""The workers of a case: started alike, run in turns, so that a slow minute of the
machine is everybody's."""

from __future__ import annotations

import json
import os
import pathlib
import re
import select
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .case import Case, Side, Task, build, root

# Settings of kernels and threads that a machine may carry; each side begins without.
UNSET = re.compile(
    r"OPENBLAS|GOTO_|BLIS_|NVPL_|MKL_|OMP_|KMP_|GOMP|DAAL|ONEDAL|TBB_|"
    r"POLARS_|DUCKDB|NUMEXPR|NUMBA|RAYON|ARROW|MALLOC_|LD_PRELOAD"
)
THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "POLARS_MAX_THREADS",
    "NUMEXPR_NUM_THREADS",
    "NUMBA_NUM_THREADS",
    "RAYON_NUM_THREADS",
)
PATIENCE = 900.0  # seconds that a side may take for one answer
SHORT = 2.0  # seconds for which short runs are repeated
SLOW = 1.0  # seconds from which a peer well behind is run less often
FEWER = 3  # runs of such a one


def environment(threads: int, tree: pathlib.Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not UNSET.search(k)}
    return kept | {name: str(threads) for name in THREADS} | {"PYTHONPATH": str(tree)}


class Failed(Exception):
    """A side could not answer."""


class Process:
    """A worker as seen from here; `tree` is the checkout that it runs."""

    def __init__(
        self, side: type[Side], task: Task, tree: pathlib.Path | None = None
    ) -> None:
        tree = tree or root()
        self.side = side
        logs = build() / "logs"
        logs.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"[^a-z0-9]+", "_", side.name.lower())
        self.log = logs / f"{side.__module__.rsplit('.', 1)[1]}.{name}.log"
        with open(self.log, "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "benchmarks.worker",
                    f"{side.__module__}:{side.__qualname__}",
                    task.text(),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env=environment(task.threads, tree),
                cwd=tree,
                preexec_fn=lambda: pin(task.threads),
            )
        self.ready = self.reply()
        self.halt(True)

    def halt(self, still: bool) -> None:
        """Threads of a pool wait by spinning for a while: not in another side's time."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGSTOP if still else signal.SIGCONT)

    def ask(self, command: str) -> dict[str, Any]:
        assert self.process.stdin
        self.halt(False)
        try:
            self.process.stdin.write(command + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # the reply says why
        reply = self.reply()
        self.halt(True)
        return reply

    def reply(self) -> dict[str, Any]:
        assert self.process.stdout
        if not select.select([self.process.stdout], [], [], PATIENCE)[0]:
            self.end()
            raise Failed(f"no answer within {PATIENCE:.0f} s")
        line = self.process.stdout.readline()
        if not line:
            self.end()
            raise Failed(self.last_words())
        return json.loads(line)

    def last_words(self) -> str:
        lines = [
            s for s in self.log.read_text(errors="replace").splitlines() if s.strip()
        ]
        return lines[-1] if lines else f"ended with {self.process.returncode}"

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def quit(self) -> None:
        if self.process.poll() is None and self.process.stdin:
            self.halt(False)
            try:
                self.process.communicate("quit\n", timeout=30)
            except (subprocess.TimeoutExpired, BrokenPipeError):
                pass
        self.end()


def pin(threads: int) -> None:
    """No side uses more processors than it was given."""
    cpus = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, cpus[-threads:])


@dataclass
class Run:
    """What one side did."""

    side: type[Side]
    measures: dict[str, list[float]] = field(default_factory=dict)
    notes: list[dict[str, float]] = field(default_factory=list)
    answers: dict[str, np.ndarray] = field(default_factory=dict)
    kernels: list[str] = field(default_factory=list)
    error: str = ""

    def add(self, reply: dict[str, Any]) -> None:
        for name, value in reply["measures"].items():
            self.measures.setdefault(name, []).append(value)
        self.notes.append(reply["notes"])

    def median(self, name: str) -> float:
        return statistics.median(self.measures[name])


class Team:
    """All sides of one case at one number of threads."""

    def __init__(self, case: Case, task: Task, say: Callable[[str], None]) -> None:
        self.task, self.say = task, say
        self.runs = {
            side: Run(side)
            for side in case.sides
            if task.threads in side.threads or not side.package
        }
        self.workers: dict[type[Side], Process] = {}

    def attempt(self, side: type[Side], act: Callable[[], Any]) -> Any:
        """A side that fails leaves the team; the others go on."""
        try:
            return act()
        except Failed as failure:
            self.runs[side].error = str(failure)
            self.say(f"  {side.name}: {failure}")
            worker = self.workers.pop(side, None)
            if worker:
                worker.quit()
            return None

    def start(self) -> None:
        for side in self.runs:
            worker = self.attempt(side, lambda: Process(side, self.task))
            if worker:
                self.workers[side] = worker
                self.runs[side].kernels = worker.ready["kernels"]

    def warm_up(self) -> dict[type[Side], float]:
        seconds = {}
        for side in list(self.workers):
            reply = self.attempt(side, lambda: self.workers[side].ask("run"))
            if reply:
                seconds[side] = reply["seconds"]
                self.say(f"  warming up, {side.name}: {reply['seconds']:.3g} s")
        return seconds

    def race(self, rounds: int) -> None:
        seconds = self.warm_up()
        slow = slowpokes(seconds)
        for number in range(enough(rounds, sum(seconds.values()))):
            for side in list(self.workers):
                if number >= FEWER and side in slow:
                    continue
                reply = self.attempt(side, lambda: self.workers[side].ask("run"))
                if reply:
                    self.runs[side].add(reply)

    def collect(self) -> None:
        path = build() / "answers.npz"
        for side in list(self.workers):
            if self.attempt(side, lambda: self.workers[side].ask(f"answers {path}")):
                with np.load(path) as answers:
                    self.runs[side].answers = dict(answers)
            path.unlink(missing_ok=True)

    def stop(self) -> None:
        for worker in self.workers.values():
            worker.quit()
        self.workers.clear()


def enough(rounds: int, seconds: float) -> int:
    """Rounds: more of short ones, whose times vary most."""
    return max(rounds, min(25, int(SHORT / max(seconds, 1e-6))))


def slowpokes(seconds: dict[type[Side], float]) -> set[type[Side]]:
    """Sides, ours never, so far behind that a few runs tell enough."""
    peers = [s for side, s in seconds.items() if side.package and not side.floor]
    best = min(peers, default=0.0)
    return {
        side for side, s in seconds.items() if side.package and s > SLOW and s > 2 * best
    }


def play(case: Case, task: Task, rounds: int, say: Callable[[str], None]) -> list[Run]:
    """Run a case: every side warm, then in turns; then what each answered."""
    team = Team(case, task, say)
    began = time.perf_counter()
    try:
        team.start()
        team.race(rounds)
        team.collect()
    finally:
        team.stop()
    say(f"  took {time.perf_counter() - began:.0f} s")
    return list(team.runs.values())


def once(side: type[Side], task: Task) -> dict[str, np.ndarray]:
    """A side's answers from a single run that nobody times."""
    worker = Process(side, task)
    path = build() / "reference.npz"
    try:
        worker.ask("run")
        worker.ask(f"answers {path}")
        with np.load(path) as answers:
            return dict(answers)
    finally:
        worker.quit()
        path.unlink(missing_ok=True)
