"""The description as a file: stable, and short enough to read."""

from __future__ import annotations

import json
import pathlib
from typing import Any

Json = dict[str, Any]

WIDTH = 90


def packed(parts: list[str], indent: int, opening: str, closing: str) -> str:
    """Parts with commas, as many on a line as fit; one of several lines stands alone."""
    lines: list[str] = []
    for part in parts:
        if lines and "\n" not in part and "\n" not in lines[-1]:
            if len(lines[-1]) + len(part) + 2 + indent <= WIDTH:
                lines[-1] += ", " + part
                continue
        lines.append(part)
    pad = " " * (indent + 1)
    return (
        opening
        + "\n"
        + ",\n".join(pad + line for line in lines)
        + "\n"
        + " " * indent
        + closing
    )


def text_of(value: Any, indent: int = 0) -> str:
    """JSON in which what fits on a line stands on one."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) + indent <= WIDTH or not isinstance(value, (dict, list)):
        return flat
    if isinstance(value, list):
        return packed([text_of(each, indent + 1) for each in value], indent, "[", "]")
    parts = [
        f"{json.dumps(key)}: {text_of(each, indent + 1)}" for key, each in value.items()
    ]
    return packed(parts, indent, "{", "}")


def load(path: pathlib.Path) -> Json:
    api: Json = json.loads(path.read_text())
    return api


# --- what a program that was compiled before would notice ---


def breaks(old: Json, new: Json) -> list[str]:
    """What is gone, or is laid out or counted otherwise; what came is none of it."""
    found = [f"{name} is gone" for name in names(old) if name not in set(names(new))]
    values = {v["name"]: v["value"] for e in new["enumerations"] for v in e["values"]}
    for value in (v for e in old["enumerations"] for v in e["values"]):
        if values.get(value["name"], value["value"]) != value["value"]:
            found.append(f"{value['name']} is another number")
    structs = {each["name"]: each for each in new["structs"]}
    functions = {each["name"]: each for each in new["functions"]}
    for struct in old["structs"]:
        if struct["name"] in structs:
            found += struct_breaks(struct, structs[struct["name"]])
    for function in old["functions"]:
        other = functions.get(function["name"], function)
        if signature(function) != signature(other):
            found.append(f"{function['name']}() takes or returns something else")
    return found


def names(api: Json) -> list[str]:
    plain = [
        each["name"]
        for kind in ("macros", "types", "structs", "functions")
        for each in api[kind]
    ]
    return plain + [v["name"] for e in api["enumerations"] for v in e["values"]]


def struct_breaks(old: Json, new: Json) -> list[str]:
    places = {f["name"]: (f["offset"], f["size"], f["type"]) for f in new["fields"]}
    found = [
        f"{old['name']}.{f['name']} is gone, or lies or is otherwise"
        for f in old["fields"]
        if f["name"] != "reserved"
        and places.get(f["name"]) != (f["offset"], f["size"], f["type"])
    ]
    if old["kind"] == "fixed" and old["size"] != new["size"]:
        found.append(f"{old['name']} has grown")
    return found


def signature(function: Json) -> list[Json]:
    types = [function["returns"], *function["parameters"]]
    return [{k: v for k, v in each.items() if k != "name"} for each in types]
