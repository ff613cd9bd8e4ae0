"""worker.py DIR MODULE [REQUESTS]: one worker of php-fpm answers 100,000 requests, its
shop's file replaced every 1000: what it holds then is what it held after the first."""

from __future__ import annotations

import json
import os
import pathlib
import shutil
import sys
import time

from fpm import HERE, Pool

EVERY = 1000
SLACK_KB = 512  # what an allocator of pages may differ by


def replace(folder: pathlib.Path) -> None:
    shutil.copyfile(folder / "shop5", folder / "models" / "new")
    os.replace(folder / "models" / "new", folder / "models" / "shop.quen")


def main() -> int:
    folder, module = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
    n = int(sys.argv[3]) if len(sys.argv) > 3 else 100_000
    (folder / "models").mkdir(exist_ok=True)
    replace(folder)
    pool, told, began = Pool(folder, module, 1), [], time.perf_counter()
    try:
        for i in range(n):
            if i % EVERY == 0:
                replace(folder)
            answer = pool.ask(HERE / "page" / "worker.php", f"n={i}")
            if (i + 1) % EVERY == 0:
                told.append(json.loads(answer))
    finally:
        pool.stop()
    early, late = told[len(told) // 10 : len(told) // 2], told[len(told) // 2 :]
    for name in ("kb", "library", "php"):
        first, last = (max(each[name] for each in part) for part in (early, late))
        print(f"{n} requests, {name}: at most {first} in the first half, {last} after")
        if last > first + (SLACK_KB if name == "kb" else 4096):
            print(f"{name} grows")
            return 1
    if len({each["pid"] for each in told}) != 1:
        print("the worker was another one")
        return 1
    print(f"{n / (time.perf_counter() - began):.0f} requests a second")
    return 0


if __name__ == "__main__":
    sys.exit(main())
