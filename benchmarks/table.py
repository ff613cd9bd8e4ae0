"""The results as a table of Markdown, fit for docs/benchmarks.md."""
from __future__ import annotations

import pathlib
from typing import Any

from .case import build
from .machine import Machine, describe

SCALES = {"s": ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns")),
          "B": ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB"), (1, "B"))}


def figure(value: float, unit: str) -> str:
    """Three digits and a unit of fitting size."""
    if unit not in SCALES:
        return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"
    for scale, name in SCALES[unit]:
        if value >= scale:
            break
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


def line(row: dict[str, Any]) -> str:
    def told(value: float | None) -> str:
        return "" if value is None else figure(value, row["unit"])

    target = ""
    if row["target"] is not None:
        target = (told(row["target"]) if row["target_of"] == "value"
                  else f"{row['target']:g} x")
    ratio = f"{row['ratio']:.2f}" if row["ratio"] is not None and row["peer"] else ""
    met = {None: "", True: "yes", False: "no"}[row["met"]]
    if not row["agree"]:
        met = "differs"
    return (f"| {row['case']} | {row['metric']} | {row['threads']} | {told(row['ours'])} | "
            f"{row['peer'] or ''} | {told(row['peer_value'])} | {ratio} | "
            f"{told(row['limit'])} | {target} | {met} |")


HEAD = """| case | metric | threads | ours | best peer | peer | ratio | limit | target | met |
| --- | --- | --: | --: | --- | --: | --: | --: | --: | --- |"""


def others(rows: list[dict[str, Any]]) -> list[str]:
    """Every peer of every case: times and whether the answers agree."""
    lines = ["| case | threads | ours | peer | median | min | max | runs | agrees |",
             "| --- | --: | --: | --- | --: | --: | --: | --: | --- |"]
    for row in rows:
        if row["peer"] is None or row["metric"] == "peak_bytes":
            continue
        low, high = (figure(v, row["unit"]) for v in row["peer_range"])
        agrees = "yes" if row["agree"] else f"no ({row['check']})"
        lines.append(
            f"| {row['case']} | {row['threads']} | {figure(row['ours'], row['unit'])} | "
            f"{row['peer']} | {figure(row['peer_value'], row['unit'])} | {low} | {high} | "
            f"{row['runs'][1]} | {agrees} |")
    return lines


def write(rows: list[dict[str, Any]], machine: Machine) -> None:
    about = [f"- {name}: {value}" for name, value in machine.about.items()]
    limits = ["```", *describe(machine), "```"]
    main = [HEAD, *(line(row) for row in rows if wanted(row))]
    parts = [about, limits, main, ["All peers:"], others(rows)]
    path().write_text("\n\n".join("\n".join(part) for part in parts) + "\n")
