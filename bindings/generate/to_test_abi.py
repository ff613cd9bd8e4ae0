"""tests/unit/abi_rows.h: values, layouts, sizes and defaults, which test_abi.c holds
against the compiler and the library."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from marks import c_top

Json = dict[str, Any]

SMALLEST = "INT64_MIN"


def value_rows(api: Json) -> Iterator[str]:
    for enumeration in api["enumerations"]:
        for value in enumeration["values"]:
            yield f"VALUE({value['name']}, {value['value']})"


def layout_rows(api: Json) -> Iterator[str]:
    for struct in api["structs"]:
        for field in struct["fields"]:
            facts = [struct["name"], field["name"], field["offset"], field["size"]]
            yield f"FIELD({', '.join(map(str, facts))})"
        yield f"SIZE({struct['name']}, {struct['size']})"


def init_rows(api: Json) -> Iterator[str]:
    for struct in api["structs"]:
        if struct["kind"] != "fixed":
            yield f"INIT({struct['name']}, {struct['name']}_init)"


def default_rows(api: Json) -> Iterator[str]:
    """What the headers call the default."""
    for struct in api["structs"]:
        for field in struct["fields"] if struct["kind"] == "options" else []:
            for place, value in defaults_of(field):
                yield f"DEFAULT({struct['name']}, {place}, {value})"


def is_input(api: Json, struct: str) -> bool:
    """Do callers fill it in, be it through another struct?"""
    places = [p for f in api["functions"] for p in f["parameters"]]
    places += [f for s in api["structs"] for f in s["fields"]]
    return any(
        place["type"] == struct and (place.get("const") or not place.get("pointers"))
        for place in places
    )


def reserved_rows(api: Json) -> Iterator[str]:
    """Structs of callers with a field that must be 0."""
    for struct in api["structs"]:
        names = [field["name"] for field in struct["fields"]]
        if "reserved" in names and is_input(api, struct["name"]):
            yield f"RESERVED({struct['name']})"


def cancelled_rows(api: Json) -> Iterator[str]:
    """Functions that the progress callback can end."""
    for function in api["functions"]:
        statuses = function["doc"].get("retvals", ())
        if any("QUEN_ERR_CANCELLED" in names for names in statuses):
            yield f"CANCELLED({function['name']})"


def defaults_of(field: Json) -> Iterator[tuple[str, Any]]:
    name = field["name"]
    default = "NULL" if "required" in field else field.get("default")
    if default is None or field["type"] == "quen_allocator":
        return
    if isinstance(default, list):
        yield from ((f"{name}[{i}]", value) for i, value in enumerate(default))
    else:
        yield name, default


def files(api: Json) -> dict[str, str]:
    parts = [
        ("VALUE", value_rows(api)),
        ("FIELD", layout_rows(api)),
        ("INIT", init_rows(api)),
        ("DEFAULT", default_rows(api)),
        ("RESERVED", reserved_rows(api)),
        ("CANCELLED", cancelled_rows(api)),
    ]
    lines = [c_top("Rows of tests of the whole API: each defines the macro it wants.")]
    for name, rows in parts:
        lines += [f"#ifdef {name}", *rows, "#endif", ""]
    lines.append(
        "#undef VALUE\n#undef FIELD\n#undef SIZE\n#undef INIT\n#undef DEFAULT"
        "\n#undef RESERVED\n#undef CANCELLED"
    )
    return {"tests/unit/abi_rows.h": "\n".join(lines) + "\n"}
