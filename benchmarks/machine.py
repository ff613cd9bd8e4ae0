"""The machine: what it is, what runs on it, and what it can do at best."""

from __future__ import annotations

import ctypes
import datetime
import importlib.metadata
import os
import platform
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .case import Side, Task, root
from .team import once

PACKAGES = (
    "numpy",
    "scipy",
    "scikit-learn",
    "scikit-learn-intelex",
    "faiss-cpu",
    "implicit",
    "pandas",
    "polars",
    "pyarrow",
    "duckdb",
    "statsmodels",
    "liblinear-official",
    "python-glmnet",
    "glum",
    "lifetimes",
    "splink",
    "recordlinkage",
)
READ_BYTES = 1 << 29


@dataclass(frozen=True)
class Limits:
    """Per second, at one number of threads: bytes read, operations, counters raised."""

    threads: int
    read: float
    gemm64: float
    gemm32: float
    count: float
    peaks: dict[str, float] = field(default_factory=dict)

    def gemm(self, dtype: Any) -> float:
        return self.gemm32 if np.dtype(dtype).itemsize == 4 else self.gemm64

    def apart(self, dtype: Any) -> float:
        """Operations without FMA, as ours computes; the best instruction set's."""
        single = "float" if np.dtype(dtype).itemsize == 4 else "double"
        return max(v for k, v in self.peaks.items() if k.endswith(f"{single} apart"))


class MeasureLimits(Side):
    """Measures in a worker, so that OpenBLAS has the threads of a side."""

    def __init__(self, task: Task) -> None:
        self.threads = task.threads
        self.dll = ctypes.CDLL(task.native)
        for name in ("bench_read", "bench_count", "bench_gemm", "bench_peak"):
            getattr(self.dll, name).restype = ctypes.c_double
        for name in ("bench_blas_config", "bench_blas_core", "bench_peak_kind"):
            getattr(self.dll, name).restype = ctypes.c_char_p
        self.dll.bench_peaks.restype = ctypes.c_size_t

    def run(self) -> dict[str, Any]:
        threads, size = ctypes.c_size_t(self.threads), ctypes.c_size_t
        found = {
            "read": self.dll.bench_read(size(READ_BYTES), threads),
            "count": self.dll.bench_count(threads),
            "gemm64": self.dll.bench_gemm(0),
            "gemm32": self.dll.bench_gemm(1),
        }
        for i in range(self.dll.bench_peaks()):
            found["peak " + self.kind(i)] = self.dll.bench_peak(size(i), threads)
        return found

    def kind(self, i: int) -> str:
        single, fused = ctypes.c_int(), ctypes.c_int()
        name = self.dll.bench_peak_kind(
            ctypes.c_size_t(i), ctypes.byref(single), ctypes.byref(fused)
        ).decode()
        return (
            f"{name} {'float' if single.value else 'double'} "
            f"{'fused' if fused.value else 'apart'}"
        )

    def answers(self, result: dict[str, Any]) -> dict[str, np.ndarray]:
        texts = {
            "config": self.dll.bench_blas_config().decode(),
            "core": self.dll.bench_blas_core().decode(),
        }
        return {k: np.array(v) for k, v in (result | texts).items()}


@dataclass(frozen=True)
class Machine:
    """What a table of results must say of where it was made."""

    limits: dict[int, Limits]
    blas: str
    about: dict[str, str]


def measure(task: Callable[[int], Task], threads: list[int]) -> Machine:
    limits, blas = {}, ""
    for t in threads:
        found = once(MeasureLimits, task(t))
        blas = f"{found.pop('config')}, kernels {found.pop('core')}"
        peaks = {k[5:]: float(v) for k, v in found.items() if k.startswith("peak ") and v}
        rest = {k: float(v) for k, v in found.items() if not k.startswith("peak ")}
        limits[t] = Limits(threads=t, peaks=peaks, **rest)
    return Machine(limits, blas, about())


def about() -> dict[str, str]:
    return {
        "date": datetime.datetime.now().strftime("%Y-%m-%d"),
        "processor": processor(),
        "memory": f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') >> 30} GB",
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "compiler": output("cc", "--version").splitlines()[0],
        "libquen": output("git", "-C", str(root()), "describe", "--always", "--dirty"),
        "python": platform.python_version(),
        "packages": ", ".join(f"{n} {v}" for n in PACKAGES if (v := version(n))),
    }


def processor() -> str:
    """The model's name and what it has of the wider instruction sets."""
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        lines = [line.partition(":") for line in info]
    fields = {name.strip(): value.strip() for name, _, value in lines}
    flags = set(fields.get("flags", "").split())
    sets = [s for s in ("sse2", "avx2", "fma", "avx512f", "avx512_vnni") if s in flags]
    name = fields.get("model name", platform.machine())
    return (
        f"{name} (family {fields.get('cpu family', '?')}, model "
        f"{fields.get('model', '?')}), {os.cpu_count()} processors, {' '.join(sets)}"
    )


def version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def output(*command: str) -> str:
    try:
        return subprocess.run(
            command, capture_output=True, text=True, check=True
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def describe(machine: Machine) -> list[str]:
    """The limits, for a person."""
    lines = [f"OpenBLAS of libquen: {machine.blas}"]
    for t, found in machine.limits.items():
        lines.append(
            f"{t} thread{'s' if t > 1 else ''}: read {found.read / 1e9:.1f} GB/s, "
            f"dgemm {found.gemm64 / 1e9:.0f} and sgemm {found.gemm32 / 1e9:.0f} "
            f"GFlop/s, {found.count / 1e9:.2f} G counts/s"
        )
        lines += [
            f"    {kind}: {rate / 1e9:.0f} GFlop/s" for kind, rate in found.peaks.items()
        ]
    return lines
