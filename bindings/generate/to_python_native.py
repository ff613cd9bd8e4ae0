"""bindings/python/src/*_generated.*: tables of the fields of structs, and of what handles
hold.

What is no plain value is left to the hand-written files: options that point to arrays,
and functions that are asked with more than a number.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from derive import UNSEEN, count_function, nouns_of
from marks import c_top, wrapped

Json = dict[str, Any]

SRC = "bindings/python/src/"
KINDS = {
    "uint32_t": "FIELD_U32",
    "int32_t": "FIELD_I32",
    "uint64_t": "FIELD_U64",
    "int64_t": "FIELD_I64",
    "double": "FIELD_DOUBLE",
}


# --- fields ---


def short(struct: Json) -> str:
    name: str = struct["name"].removeprefix("quen_").removesuffix("_options")
    return name


def choices(prefix: str, api: Json) -> str:
    """ "a|b|c" for 0, 1, 2."""
    values = next(e["values"] for e in api["enumerations"] if e["prefix"] == prefix)
    if [value["value"] for value in values] != list(range(len(values))):
        raise ValueError(f"{prefix}*: choices count from 0")
    return "|".join(value["word"] for value in values)


def field_rows(struct: Json, api: Json) -> Iterator[str]:
    """A row for each plain value."""
    name = struct["name"]
    for field in struct["fields"]:
        member, kind = field["name"], KINDS.get(field["type"])
        if member in UNSEEN or "count_of" in field:
            continue
        if field["type"] == "char" and field.get("pointers") == 1:
            yield f"FIELD({name}, {member}, FIELD_TEXT)"
        elif not kind or field.get("pointers"):
            continue
        elif "length" in field:
            for i in range(field["length"]):
                place = f"offsetof({name}, {member}[{i}])"
                yield f'{{"{member}_{i}", {place}, {kind}, NULL}}'
        elif "choices" in field:
            yield f'CHOICE({name}, {member}, "{choices(field["choices"], api)}")'
        else:
            flag = "FIELD_FLAG" if field.get("boolean") else kind
            yield f"FIELD({name}, {member}, {flag})"


def is_plain(struct: Json) -> bool:
    """Every field is a value on its own."""
    seen = [f for f in struct["fields"] if f["name"] not in UNSEEN]
    return all(f["type"] in KINDS and not {"pointers", "length"} & f.keys() for f in seen)


def told_structs(api: Json) -> list[Json]:
    """What the library fills in, if it is plain."""
    return [s for s in api["structs"] if s["kind"] == "filled" and is_plain(s)]


def options_structs(api: Json) -> list[Json]:
    """A context is no business of Python's callers."""
    return [
        s for s in api["structs"] if s["kind"] == "options" and s["header"] != "context"
    ]


def fields_text(struct: Json, api: Json) -> list[str]:
    rows = [f"    {row}," for row in field_rows(struct, api)]
    return [
        f"const field {short(struct)}_fields[] = {{",
        *rows,
        "    {NULL, 0, 0, NULL},",
        "};",
        "",
    ]


def options_source(api: Json) -> str:
    options = options_structs(api)
    lines = [
        c_top("The fields of options, and of what is filled in, that are plain values."),
        '#include "core.h"',
        "",
    ]
    for struct in [*options, *told_structs(api)]:
        lines += fields_text(struct, api)
    for struct in options:
        lines += [
            f"static void {short(struct)}_init(void *options, size_t size)",
            "{",
            f"    {struct['name']}_init(options, size);",
            "}",
            "",
        ]
    lines += [
        "const options_kind options_kinds[] = {",
        *(
            wrapped(
                f'    {{"{short(s)}", {short(s)}_fields, sizeof({s["name"]}), '
                f"{short(s)}_init}},"
            )
            for s in options
        ),
        "    {NULL, NULL, 0, NULL},",
        "};",
        "",
        "const part_field shop_part_fields[] = {",
        *part_rows(api),
        "};",
    ]
    return "\n".join(lines) + "\n"


def part_rows(api: Json) -> list[str]:
    """Where a shop's options point to those of its parts."""
    shop = next(s for s in api["structs"] if s["name"] == "quen_shop_options")
    options = {s["name"]: s for s in options_structs(api)}
    fields = [f for f in shop["fields"] if f["type"] in options]
    names = [(short(options[f["type"]]), f["name"]) for f in fields]
    return [
        f'    {{"{noun}", offsetof(quen_shop_options, {field})}},'
        for noun, field in names
    ]


def options_header(api: Json) -> str:
    options = options_structs(api)
    all_structs = [*options, *told_structs(api)]
    largest = max(struct["size"] for struct in options)
    lines = [
        c_top("Tables of fields, each ending with a NULL name: options_generated.c."),
        *(f"extern const field {short(s)}_fields[];" for s in all_structs),
        "",
        "/* Of each struct of options, ending with a NULL noun. */",
        "extern const options_kind options_kinds[];",
        "",
        "/* Bytes of the largest of them. */",
        f"#define OPTIONS_LARGEST {largest}",
        "",
        f"#define N_SHOP_PARTS {len(part_rows(api))}",
        "extern const part_field shop_part_fields[];",
    ]
    return "\n".join(lines) + "\n"


# --- readers ---


def plural(name: str) -> str:
    return name[:-1] + "ies" if name.endswith("y") else name + "s"


def count_of(getter: Json, noun: str, names: set[str]) -> str:
    """How many there are of what is asked for by number."""
    function = f"quen_{noun}_n_{plural(getter['of'])}"
    return f"{function}(self)" if function in names else "UNTIL_NULL"


def factor(part: Any, noun: str, nouns: list[str]) -> str:
    """What an array is long, or a part of that: of a part that is left out, 0."""
    if isinstance(part, int):
        return str(part)
    function = count_function(noun, part)
    other = next(n for n in nouns if function.startswith(f"quen_{n}_n_"))
    if other == noun:
        return f"{function}(self)"
    return f"PART_COUNT(quen_{noun}_{other}(self), {function})"


def reader(function: Json, api: Json) -> tuple[str, str] | None:
    """A reader's name and definition; None where it is no plain getter."""
    noun, getter = function["noun"], function["getter"]
    names = {each["name"] for each in api["functions"]}
    name = function["name"].removeprefix(f"quen_{noun}_")
    kind, returns = getter["kind"], function["returns"]["type"]
    if kind == "int":
        macro = "INT64" if returns.startswith("int") else "SIZE"
        return name, f"{macro}({noun}, {name})"
    if kind in ("flag", "float", "text"):
        return name, f"{kind.upper()}({noun}, {name})"
    if kind == "array":
        parts = [factor(part, noun, nouns_of(api)) for part in getter["extent"]]
        return name, wrapped(f"ARRAY({noun}, {name}, {' * '.join(parts)})")
    if kind == "part":
        return name, f"PART({noun}, {name}, {getter['noun']})"
    if kind == "struct":
        name = name.removeprefix("get_")
        struct = next(s for s in api["structs"] if s["name"] == getter["struct"])
        if struct not in told_structs(api):
            return None
        return name, f"STRUCT({noun}, {name}, {struct['name']}, {short(struct)}_fields)"
    number = function["parameters"][1]["type"]
    count = count_of(getter, noun, names)
    if kind == "texts":
        row = f"TEXTS({noun}, {plural(name)}, {name}, {number}, {count})"
        return plural(name), wrapped(row)
    if kind == "structs":
        item = getter["struct"]
        rows = f"{noun}, {plural(name)}, {name}, {number}, {item}, {count}"
        return plural(name), wrapped(f"STRUCTS({rows})")
    if kind == "values" and count != "UNTIL_NULL":
        return name, f"VALUES({noun}, {name}, {number}, {returns}, {count})"
    return None


def readers_source(api: Json) -> str:
    lines = [
        c_top("What a handle holds, one reader for each plain getter of the headers.")
    ]
    lines += ['#include "reading.h"', ""]
    rows = []
    for function in api["functions"]:
        made = reader(function, api) if "getter" in function else None
        if made:
            lines.append(made[1])
            rows.append(f"    ROW({function['noun']}, {made[0]}),")
    lines += ["", "const reader_row readers_generated[] = {", *rows]
    lines += ["    {NULL, NULL, NULL},", "};"]
    return "\n".join(lines) + "\n"


# --- nouns ---


def fits_log(noun: str, functions: dict[str, Json]) -> bool:
    """quen_<noun>_fit() of a log and options, each of which is a plain value."""
    fit = functions.get(f"quen_{noun}_fit", {"parameters": []})
    wanted = ["quen_context", "quen_orders", f"quen_{noun}_options", f"quen_{noun}"]
    return [p["type"] for p in fit["parameters"]] == wanted


def is_flat(struct: Json) -> bool:
    """No field is an array or a list, which a dict of plain values cannot hold."""
    return all("pointers" not in f or f["type"] == "char" for f in struct["fields"])


def log_nouns(api: Json) -> list[str]:
    """Nouns that a log and plain options fit."""
    functions = {f["name"]: f for f in api["functions"]}
    structs = {s["name"]: s for s in api["structs"]}
    return [
        noun
        for noun in nouns_of(api)
        if fits_log(noun, functions) and is_flat(structs[f"quen_{noun}_options"])
    ]


def noun_rows(api: Json) -> Iterator[tuple[str, list[str]]]:
    """A noun, and the lines that define its row."""
    functions = {f["name"] for f in api["functions"]}
    for noun in nouns_of(api):
        if noun == "context":
            continue
        if f"quen_{noun}_save_bytes" not in functions:
            yield noun, [f"RELEASE({noun})", f"PLAIN({noun})"]
            continue
        if noun in log_nouns(api):
            rows = [f"LOG_FIT({noun})", f"FITTED({noun}, {noun}_fit_log)"]
        else:
            rows = [f"FITTED({noun}, NULL)"]
        yield noun, [f"MODEL({noun})", *rows]


def nouns_source(api: Json) -> str:
    lines = [c_top("What every noun can do."), '#include "nouns.h"', ""]
    for _, rows in noun_rows(api):
        lines += [*rows, ""]
    lines += ["const noun_kind *const nouns[] = {"]
    lines += [f"    &noun_{noun}," for noun, _ in noun_rows(api)]
    return "\n".join([*lines, "    NULL,", "};"]) + "\n"


def nouns_header(api: Json) -> str:
    lines = [c_top("The nouns, and a list of all, up to NULL: nouns_generated.c.")]
    lines += [f"extern const noun_kind noun_{noun};" for noun, _ in noun_rows(api)]
    return "\n".join([*lines, "", "extern const noun_kind *const nouns[];"]) + "\n"


def files(api: Json) -> dict[str, str]:
    return {
        SRC + "nouns_generated.h": nouns_header(api),
        SRC + "nouns_generated.c": nouns_source(api),
        SRC + "options_generated.h": options_header(api),
        SRC + "options_generated.c": options_source(api),
        SRC + "readers_generated.c": readers_source(api),
    }
