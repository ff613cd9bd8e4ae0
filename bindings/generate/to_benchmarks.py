"""benchmarks/abi.py: the structs and functions for ctypes."""

from __future__ import annotations

from typing import Any

from marks import made_by, tuple_row

Json = dict[str, Any]

TOP = f'''"""The public structs and functions, for ctypes. Needs nothing but Python.

{made_by()}
"""

from __future__ import annotations

from ctypes import (
    Structure,
    c_char,
    c_char_p,
    c_double,
    c_float,
    c_int,
    c_int32,
    c_int64,
    c_size_t,
    c_uint8,
    c_uint32,
    c_uint64,
    c_void_p,
)
from typing import Any
'''


def ctype(facts: Json, structs: set[str]) -> str:
    """A type of ctypes; every pointer is c_void_p."""
    kind = facts["type"]
    if facts.get("pointers") or facts.get("callback") or kind == "quen_progress":
        name = "c_void_p"
    elif kind == "size_t":
        name = "c_size_t"
    else:
        name = kind if kind in structs else "c_" + kind.removesuffix("_t")
    return f"{name} * {facts['length']}" if "length" in facts else name


def argument(facts: Json, structs: set[str]) -> str:
    """Texts are taken as bytes."""
    if facts["type"] == "char" and facts.get("const") and facts.get("pointers") == 1:
        return "c_char_p"
    return ctype(facts, structs)


def struct_text(struct: Json, structs: set[str]) -> str:
    rows = [f'        ("{f["name"]}", {ctype(f, structs)}),' for f in struct["fields"]]
    return "\n".join(
        [f"class {struct['name']}(Structure):", "    _fields_ = [", *rows, "    ]"]
    )


def calls(api: Json, structs: set[str]) -> list[str]:
    """What returns a status, context first."""
    rows = []
    for function in api["functions"]:
        first = (function["parameters"] or [{"type": ""}])[0]
        if function.get("can_fail") and first["type"] == "quen_context":
            more = [argument(each, structs) for each in function["parameters"][1:]]
            rows.append(tuple_row(f'    "{function["name"]}": ', more))
    return rows


def asks(api: Json, structs: set[str]) -> list[str]:
    """Questions to a model, which comes first."""
    rows = []
    nouns = {each["name"] for each in api["types"] if each["kind"] == "opaque"} - {
        "quen_context"
    }
    for function in api["functions"]:
        first = (function["parameters"] or [{"type": ""}])[0]
        if first["type"] in nouns and first.get("const"):
            more = [argument(each, structs) for each in function["parameters"][1:]]
            returns = function["returns"]
            back = "None" if returns == {"type": "void"} else argument(returns, structs)
            more_text = tuple_row("", more).removesuffix(",")
            rows.append(tuple_row(f'    "{function["name"]}": ', [back, more_text]))
    return rows


def simd(api: Json) -> list[str]:
    values = next(e["values"] for e in api["enumerations"] if e["prefix"] == "QUEN_SIMD_")
    return [f'    "{value["word"]}": {value["value"]},' for value in values]


def table(name: str, kind: str, comment: str, rows: list[str]) -> str:
    return "\n".join([f"# {comment}", f"{name}: {kind} = {{", *rows, "}"])


def files(api: Json) -> dict[str, str]:
    structs = {each["name"] for each in api["structs"]}
    parts = [
        table("SIMD", "dict[str, int]", "Instruction sets.", simd(api)),
        *(struct_text(each, structs) for each in api["structs"]),
        table(
            "CALLS",
            "dict[str, tuple[Any, ...]]",
            "Calls that return a status, context first: what follows the context.",
            calls(api, structs),
        ),
        table(
            "ASKS",
            "dict[str, tuple[Any, tuple[Any, ...]]]",
            "Questions to a model: what they return, and what follows the model.",
            asks(api, structs),
        ),
    ]
    text = TOP + "\n" + "\n\n\n".join(parts) + "\n"
    return {"benchmarks/abi.py": text}
