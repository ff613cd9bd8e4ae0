"""bindings/php/src/tables_generated.*: options by named argument, answers by property,
getters by method, and what every noun can do.

Methods whose answer is more than one plain getter, and options that are arrays, are
written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from derive import UNSEEN, count_function
from marks import COLUMNS, c_top, wrapped
from php_names import (
    BOOLEANS,
    CLASSES,
    FIELDS,
    FLAGS,
    GETTERS,
    HIDDEN_FIELDS,
    HIDDEN_GETTERS,
    HIDDEN_HEADERS,
    REPORTS,
    SPANS,
)
from to_python_native import KINDS, choices, plural, short

Json = dict[str, Any]

SRC = "bindings/php/src/"


def camel(name: str) -> str:
    """ "recency_unit" as recencyUnit."""
    return re.sub(r"_(\w)", lambda found: found[1].upper(), name)


def indented(row: str) -> str:
    """A row of a table, broken behind a comma where it is too long, and in words."""
    if len(row) <= COLUMNS - 4:
        return "    " + row
    at = row.rfind(", ", 0, COLUMNS - 4) + 1
    lines, rest = ["    " + row[:at]], row[at + 1 :]
    while len(rest) > COLUMNS - 5:
        at = rest.rfind("|", 0, COLUMNS - 7) + 1
        lines.append(f'     {rest[:at]}"')
        rest = '"' + rest[at:]
    return "\n".join([*lines, "     " + rest])


# --- options and reports ---


def field_row(struct: Json, field: Json, api: Json) -> str | None:
    """The row of a plain value; None where it is none."""
    member, kind = field["name"], KINDS.get(field["type"])
    words = "NULL"
    name, said = FIELDS.get(member, ("", ""))
    if field["type"] == "char" and field.get("pointers") == 1:
        kind = "FIELD_TEXT"
    elif not kind or field.get("pointers") or "length" in field:
        return None
    elif "choices" in field:
        kind, words = "FIELD_CHOICE", f'"{choices(field["choices"], api)}"'
    elif said:
        kind = f"FIELD_{said}"
    elif member.endswith("_s") and (struct["kind"] == "options" or member in SPANS):
        kind, name = "FIELD_DAYS", camel(member.removesuffix("_s")) + "Days"
    elif field.get("boolean") or member in BOOLEANS:
        kind = "FIELD_FLAG64" if field["type"] == "uint64_t" else "FIELD_FLAG"
    elif member.endswith("_s"):
        name, kind = camel(member.removesuffix("_s")), "FIELD_MOMENT"
    place = f"offsetof({struct['name']}, {member})"
    return indented(f'{{"{name or camel(member)}", {place}, {kind}, {words}}},')


def field_rows(struct: Json, api: Json) -> Iterator[str]:
    hidden = (*UNSEEN, *HIDDEN_FIELDS.get(struct["name"], ()))
    for field in struct["fields"]:
        if field["name"] in hidden or "count_of" in field:
            continue
        if row := field_row(struct, field, api):
            yield row


def table_of(struct: Json, api: Json) -> list[str]:
    return [
        f"const pq_field {short(struct)}_fields[] = {{",
        *field_rows(struct, api),
        "    {NULL, 0, 0, NULL},",
        "};",
        "",
    ]


def options_structs(api: Json) -> list[Json]:
    return [
        s
        for s in api["structs"]
        if s["kind"] == "options" and s["header"] not in HIDDEN_HEADERS
    ]


def report_structs(api: Json) -> list[Json]:
    structs = {s["name"]: s for s in api["structs"]}
    return [structs[name] for name in REPORTS]


# --- getters ---


def method_of(noun: str, name: str, kind: str) -> str:
    if (noun, name) in GETTERS:
        return GETTERS[noun, name]
    if kind == "texts":
        return camel(plural(name.removesuffix("_name")))
    return camel(name.removeprefix("n_").removesuffix("_s"))


def getter_row(function: Json, api: Json) -> tuple[str, str] | None:
    """The method, and the macro that defines its getter; None if it is another thing."""
    noun, getter = function["noun"], function["getter"]
    name = function["name"].removeprefix(f"quen_{noun}_")
    kind = getter["kind"]
    if noun not in CLASSES or name in HIDDEN_GETTERS.get(noun, ()):
        return None
    method = method_of(noun, name, kind)
    if kind == "int":
        macro = "MOMENT" if name.endswith("_s") else "INT"
        if name == "utc_offset_s":
            macro = "OFFSET"
        return method, f"GET_{macro}({noun}, {name})"
    if kind in ("flag", "float", "text"):
        return method, f"GET_{kind.upper()}({noun}, {name})"
    if kind == "array":
        macro = "GET_FLAGS" if (noun, name) in FLAGS else "GET_ARRAY"
        counts = [
            f"{count_function(noun, part)}(self)" if isinstance(part, str) else str(part)
            for part in getter["extent"]
        ]
        extents = ", ".join([*counts, "0"][:2])
        return method, wrapped(f"{macro}({noun}, {name}, {extents})")
    if kind == "texts":
        number = function["parameters"][1]["type"]
        return method, f"GET_TEXTS({noun}, {name}, {number})"
    return None


def getters_of(api: Json) -> Iterator[tuple[str, str, str, str]]:
    """Noun, C's name, method, definition."""
    for function in api["functions"]:
        row = getter_row(function, api) if "getter" in function else None
        if row:
            name = function["name"].removeprefix(f"quen_{function['noun']}_")
            yield function["noun"], name, *row


# --- nouns ---


def noun_rows(api: Json) -> Iterator[str]:
    functions = {f["name"] for f in api["functions"]}
    for noun, name in CLASSES.items():
        model = f"quen_{noun}_save_bytes" in functions
        yield f"NOUN_{'MODEL' if model else 'PLAIN'}({noun}, {name})"


def source(api: Json) -> str:
    getters = list(getters_of(api))
    lines = [
        c_top("What named arguments, properties and methods mean in C."),
        '#include "tables.h"',
        "",
    ]
    for struct in [*options_structs(api), *report_structs(api)]:
        lines += table_of(struct, api)
    lines += [f"OPTIONS({short(s)}, {s['name']})" for s in options_structs(api)]
    lines += ["", *(row for *_, row in getters), "", *noun_rows(api), ""]
    lines += ["const pq_getter pq_getters[] = {"]
    lines += [
        f'    {{&noun_{noun}, "{method}", {noun}_{name}}},'
        for noun, name, method, _ in getters
    ]
    lines += ["    {NULL, NULL, NULL},", "};", "", "pq_noun *const pq_nouns[] = {"]
    lines += [f"    &noun_{noun}," for noun in CLASSES]
    return "\n".join([*lines, "    NULL,", "};"]) + "\n"


def header(api: Json) -> str:
    structs = [*options_structs(api), *report_structs(api)]
    lines = [c_top("Tables of tables_generated.c; fields end with a NULL name.")]
    lines += [f"extern const pq_field {short(s)}_fields[];" for s in structs]
    lines += ["", "/* Structs of options. */"]
    lines += [
        f"extern const pq_options options_{short(s)};" for s in options_structs(api)
    ]
    lines += ["", "/* Nouns that have a class. */"]
    lines += [f"extern pq_noun noun_{noun};" for noun in CLASSES]
    lines += ["", "/* End with NULL. */", "extern const pq_getter pq_getters[];"]
    lines += ["extern pq_noun *const pq_nouns[];"]
    return "\n".join(lines) + "\n"


def files(api: Json) -> dict[str, str]:
    return {
        SRC + "tables_generated.c": source(api),
        SRC + "tables_generated.h": header(api),
    }
