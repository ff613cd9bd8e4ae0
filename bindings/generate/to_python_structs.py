"""bindings/python/quen/_structs.py: structs that never grow, as NumPy's records; the bits
of the parts of a shop, and the words of what a check finds."""

from __future__ import annotations

from typing import Any

from marks import made_by
from to_python_native import choices, short

Json = dict[str, Any]

TOP = f'''"""Structs of the library that never grow, as types of records; parts; words.

{made_by()}
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import numpy as np
'''
DTYPES = {
    "uint8_t": "np.uint8",
    "uint32_t": "np.uint32",
    "int32_t": "np.int32",
    "uint64_t": "np.uint64",
    "int64_t": "np.int64",
    "float": "np.float32",
    "double": "np.float64",
}


def is_record(struct: Json) -> bool:
    """Numbers alone."""
    fields = struct["fields"]
    return struct["kind"] == "fixed" and all(
        f["type"] in DTYPES and "pointers" not in f for f in fields
    )


def record(struct: Json) -> str:
    rows = []
    for field in struct["fields"]:
        length = f", {field['length']}" if "length" in field else ""
        rows.append(f'        ("{field["name"]}", {DTYPES[field["type"]]}{length}),')
    head = f"{short(struct).upper()} = np.dtype(\n    [\n"
    return head + "\n".join(rows) + "\n    ]\n)"


def parts(api: Json) -> str:
    """What a shop may be trained of, and the bit of each."""
    values = next(e["values"] for e in api["enumerations"] if e["prefix"] == "QUEN_SHOP_")
    single = [value for value in values if value["word"] != "all"]
    words = ", ".join(f'"{value["word"]}"' for value in single)
    rows = "".join(f'    "{value["word"]}": {value["value"]},\n' for value in single)
    kinds = f"Part: TypeAlias = Literal[\n    {words}\n]"
    return f"{kinds}\nPARTS: dict[str, int] = {{\n{rows}}}"


def words(name: str, prefix: str, api: Json) -> str:
    """What the numbers from 0 on mean."""
    rows = "".join(f'    "{word}",\n' for word in choices(prefix, api).split("|"))
    return f"{name} = (\n{rows})"


def files(api: Json) -> dict[str, str]:
    records = [record(struct) for struct in api["structs"] if is_record(struct)]
    found = [
        words("FINDING_KINDS", "QUEN_FINDING_", api),
        words("SEVERITIES", "QUEN_SEVERITY_", api),
    ]
    text = TOP + "\n" + "\n".join([*records, parts(api), *found]) + "\n"
    return {"bindings/python/quen/_structs.py": text}
