"""What the library takes of a till: sizes by level of optimization and by parts that are
left out, memory and time of learning and of asking: ./dev bench embedding [LEVEL...]

Each source is compiled once a level, in build/embedding/; those of the shop, which know
of parts, once a choice. Figures are of docs/embedding.md.
"""

import collections
import concurrent.futures
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
OUT = ROOT / "build/embedding"
PARTS = ["rfm", "kmeans", "itemcf", "churn", "lifetime", "habits"]
CHOICES = {
    "all parts": [],
    "no rfm": ["rfm"],
    "no kmeans": ["kmeans"],
    "no itemcf, habits": ["itemcf", "habits"],
    "no churn": ["churn"],
    "no lifetime": ["lifetime"],
    "no habits": ["habits"],
    "rfm, itemcf": ["kmeans", "churn", "lifetime", "habits"],
    "rfm": PARTS[1:],
}
FLAGS = (
    "-std=c11 -D_POSIX_C_SOURCE=200809L -ffp-contract=off -fno-math-errno -fPIC".split()
)
FLAGS += ["-fvisibility=hidden", "-DQUEN_BUILDING", f"-I{ROOT}/include", f"-I{ROOT}/lib"]
FLAGS += ["-isystem", f"{ROOT}/third_party/utf8proc"]
# glibc's names of what the smallest 64-bit processor lacks.
OLD = "glibc.cpu.hwcaps=" + ",".join(
    f"-{name}" for name in "AVX AVX2 AVX2_Usable AVX512F FMA FMA4 BMI2 SSE4_2".split()
)


def run(*words: object, **more: object) -> str:
    done = subprocess.run(
        [str(word) for word in words],
        check=True,
        text=True,
        stdout=subprocess.PIPE,
        **more,
    )
    return done.stdout


def rooms() -> dict[str, str]:
    """Each, and the part that it goes with, or ""."""
    found = {}
    for line in (ROOT / "lib/rooms.txt").read_text().splitlines():
        if "|" in line and not line.startswith("#"):
            columns = [column.strip() for column in line.split("|")]
            found[columns[0]] = "".join(columns[4:])
    return found


def compiled(sources: list[pathlib.Path], folder: pathlib.Path, *flags: str) -> list:
    """Their objects, in this order."""
    folder.mkdir(parents=True, exist_ok=True)

    def one(source: pathlib.Path) -> pathlib.Path:
        name = str(source.relative_to(ROOT)).replace("/", "_")
        run("cc", *FLAGS, *flags, "-c", source, "-o", folder / f"{name}.o")
        return folder / f"{name}.o"

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(one, sources))


def stripped(path: pathlib.Path) -> int:
    run("strip", path)
    return path.stat().st_size


def size_shared(objects: list, path: pathlib.Path) -> int:
    script = f"-Wl,--version-script={ROOT}/lib/quen.map"
    run("cc", "-shared", *objects, script, "-lm", "-pthread", "-o", path)
    return stripped(path)


def size_program(words: list, path: pathlib.Path) -> int:
    run("cc", *words, "-lm", "-pthread", "-o", path)
    return stripped(path)


def sizes(level: str) -> None:
    by_part = collections.defaultdict(list)
    for room, part in rooms().items():
        sources = sorted((ROOT / "lib" / room).glob("*.c"))
        if room != "shop":
            by_part[part] += compiled(sources, OUT / level, level)
    shop = sorted((ROOT / "lib/shop").glob("*.c"))
    till = compiled([ROOT / "benchmarks/native/till.c"], OUT / level, level)
    (OUT / "empty.c").write_text("int main(void) { return 0; }\n")
    empty = size_program([level, OUT / "empty.c"], OUT / "empty")
    for name, absent in CHOICES.items():
        flags = [f"-DQUEN_NO_{part.upper()}" for part in absent]
        objects = compiled(shop, OUT / level / "-".join(["shop", *absent]), level, *flags)
        for part in ["", *PARTS]:
            objects += by_part[part] if part not in absent else []
        archive = OUT / "libquen.a"
        archive.unlink(missing_ok=True)
        run("ar", "rcs", archive, *objects)
        shared = size_shared(objects, OUT / "libquen.so")
        program = size_program([*till, archive], OUT / f"till{level}") - empty
        print(
            f"{level} {name}: shared {shared / 1024:.0f} KiB, in a till's program "
            f"{program / 1024:.0f} KiB",
            flush=True,
        )
        if not absent:
            memory(OUT / f"till{level}", level)


def memory(till: pathlib.Path, level: str) -> None:
    print(level, run(till).strip(), flush=True)
    for simd, env in ([], {}), (["sse2"], {"GLIBC_TUNABLES": OLD}):
        for what in ("learn", "ask"):
            words = [what, OUT / "till.quen", *simd]
            print(
                level, run(till, *words, env=dict(os.environ, **env)).strip(), flush=True
            )
    print(f"file {(OUT / 'till.quen').stat().st_size / 2**20:.1f} MiB")


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    for wanted in sys.argv[1:] or ["-O2", "-Os"]:
        sizes(wanted)
