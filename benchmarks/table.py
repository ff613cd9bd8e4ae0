"""The results as a table of Markdown, fit for docs/benchmarks.md."""

from __future__ import annotations

import pathlib
from typing import Any

from .case import build, root
from .machine import Machine, describe

SCALES = {
    "s": ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns")),
    "B": ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB"), (1, "B")),
}


BEGIN = "<!-- table: ./dev bench --docs -->"
END = "<!-- end of table -->"


def figure(value: float, unit: str) -> str:
    """Three digits and a unit of fitting size; of what has none, four."""
    if not unit:
        return f"{value:.4f}"
    if unit not in SCALES:
        return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"
    scale, name = next((s for s in SCALES[unit] if value >= s[0]), SCALES[unit][-1])
    number = value / scale
    return f"{number:.0f} {name}" if number >= 100 else f"{number:.3g} {name}"


def ranged(value: float, ends: tuple[float, float], unit: str) -> str:
    """The median, and from where to where it went."""
    return f"{figure(value, unit)} ({figure(ends[0], unit)} to {figure(ends[1], unit)})"


def path() -> pathlib.Path:
    return build() / "table.md"


def wanted(row: dict[str, Any]) -> bool:
    """What the table shows of a metric: the best peer's row, or whom a target names."""
    return row["best"] or row["peer"] is None or row["target"] is not None


def cells(*texts: Any) -> str:
    return f"| {' | '.join(str(text) for text in texts)} |"


MAIN = (
    cells("case", "metric", "threads", "ours", "peer", "peer's", "ratio", "limit")[:-1]
    + cells("target", "met"),
    "| --- | --- | --: | --: | --- | --: | --: | --: | --: | --- |",
)
OTHERS = (
    cells("case", "metric", "threads", "ours", "peer", "median", "min", "max")[:-1]
    + cells("runs", "agrees"),
    "| --- | --- | --: | --: | --- | --: | --: | --: | --: | --- |",
)


def titled(row: dict[str, Any]) -> str:
    return row["case"] + ("" if row["simd"] == "auto" else f", ours with {row['simd']}")


def line(row: dict[str, Any]) -> str:
    """Ours beside the peer that counts, the machine's limit and what was asked for."""

    def told(value: float | None) -> str:
        return "" if value is None else figure(value, row["unit"])

    target = told(row["target"])
    if row["target_of"] == "ratio":
        target = f"{row['target']:.2g} x"
    ratio = f"{row['ratio']:.2f}" if row["ratio"] is not None and row["peer"] else ""
    met = {None: "", True: "yes", False: "no"}[row["met"]] if row["agree"] else "differs"
    ours, theirs, limit = (told(row[name]) for name in ("ours", "peer_value", "limit"))
    about = (titled(row), row["metric"], row["threads"])
    return cells(*about, ours, row["peer"] or "", theirs, ratio, limit, target, met)


def other(row: dict[str, Any]) -> str:
    """One peer's times, and whether its answers agree."""
    values = (row["ours"], row["peer_value"], *row["peer_range"])
    ours, *theirs = (figure(value, row["unit"]) for value in values)
    agrees = "yes" if row["agree"] else f"no ({row['check']})"
    about = (titled(row), row["metric"], row["threads"])
    return cells(*about, ours, row["peer"], *theirs, row["runs"][1], agrees)


def write(rows: list[dict[str, Any]], machine: Machine) -> None:
    about = [f"- {name}: {value}" for name, value in machine.about.items()]
    limits = ["```", *describe(machine), "```"]
    main = [*MAIN, *(line(row) for row in rows if wanted(row))]
    peers = [row for row in rows if row["peer"] and row["metric"] != "peak_bytes"]
    others = [*OTHERS, *map(other, peers)]
    fold = ["<details>", "<summary>All peers</summary>"]
    parts = [about, limits, main, fold, others, ["</details>"]]
    path().write_text("\n\n".join("\n".join(part) for part in parts) + "\n")


def into_docs() -> pathlib.Path:
    """Put the table of the last run into docs/benchmarks.md."""
    page = root() / "docs" / "benchmarks.md"
    before, _, rest = page.read_text().partition(BEGIN)
    end = rest.index(END)
    page.write_text(f"{before}{BEGIN}\n\n{path().read_text()}\n{rest[end:]}")
    return page
