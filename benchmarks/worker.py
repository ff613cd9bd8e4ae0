"""One side of one case in a process of its own, told by its input when to run.

A command is a line, an answer a line of JSON. The peak of memory is what the kernel says
(VmHWM), from after the inputs were loaded and touched.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import json
import os
import sys
import time
from typing import Any

import numpy as np

from .case import OPENED, Side, Task


def memory(field: str) -> int:
    """Bytes, by a field of /proc/self/status."""
    with open("/proc/self/status", encoding="ascii") as status:
        for line in status:
            if line.startswith(field + ":"):
                return int(line.split()[1]) * 1024
    return 0


def settle() -> int:
    """Touch the inputs, give back what loading left, reset the peak; what is held
    then."""
    for array in OPENED:
        array.reshape(-1).view(np.uint8)[::4096].max(initial=0)
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    with open("/proc/self/clear_refs", "w", encoding="ascii") as refs:
        refs.write("5")
    return memory("VmRSS")


def kernels() -> list[str]:
    """Which kernels the BLAS libraries of this process chose."""
    try:
        from threadpoolctl import threadpool_info
    except ImportError:
        return []
    return [
        f"{pool['internal_api']} {pool.get('version')} {pool.get('architecture', '')}"
        f" {pool['num_threads']} threads".replace("  ", " ")
        for pool in threadpool_info()
    ]


class Worker:
    """Runs a side and keeps its last result until the next."""

    def __init__(self, side: Side, held: int) -> None:
        self.side, self.held = side, held
        self.result: Any = None

    def run(self) -> dict[str, Any]:
        self.forget()
        began = time.perf_counter()
        self.result = self.side.run()
        seconds = time.perf_counter() - began
        return {
            "measures": self.side.measures(self.result, seconds)
            | {"peak_bytes": max(0, memory("VmHWM") - self.held)},
            "notes": self.side.notes(self.result),
            "seconds": seconds,
        }

    def answers(self, path: str) -> dict[str, Any]:
        np.savez(path, **self.side.answers(self.result))
        return {"path": path}

    def forget(self) -> None:
        if self.result is not None:
            self.side.free(self.result)
        self.result = None


def serve(name: str, task: Task, out: Any) -> None:
    module, attribute = name.split(":")
    side = getattr(importlib.import_module(module), attribute)(task)
    worker = Worker(side, settle())
    ready = {"kernels": kernels()}
    print(json.dumps(ready), file=out, flush=True)
    for line in sys.stdin:
        verb, _, rest = line.strip().partition(" ")
        if verb == "quit":
            break
        reply = worker.run() if verb == "run" else worker.answers(rest)
        print(json.dumps(reply), file=out, flush=True)
    worker.forget()


def main() -> None:
    # What libraries print goes to the log; answers go where output went.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    serve(sys.argv[1], Task(**json.loads(sys.argv[2])), out)


if __name__ == "__main__":
    main()
