"""tests/support/api_calls.c: every public function, struct and getter in tables, by which
tests call all of them, also those that are added later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from marks import c_top, wrapped

Json = dict[str, Any]

# Members of api_value by type; every pointer is `p`.
MEMBERS = {
    "size_t": "n",
    "uint32_t": "u32",
    "uint64_t": "u64",
    "int32_t": "i32",
    "int64_t": "i64",
    "double": "f64",
    "int": "i",
    "quen_status": "i",
    "quen_key": "key",
}
UNSIZED = {"void", "struct ArrowArrayStream"}


def member(name: str, facts: Json) -> str:
    if facts.get("pointers"):
        return "p"
    if facts["type"] not in MEMBERS:
        raise ValueError(f"{name}: no member of api_value is of type {facts['type']}")
    return MEMBERS[facts["type"]]


def size_of(facts: Json, opaque: set[str]) -> str:
    """Bytes of the value, or of what the pointer leads to."""
    kind = facts["type"]
    if facts.get("pointers", 0) > 1:
        return "sizeof(void *)"
    if kind in opaque or kind in UNSIZED or facts.get("callback"):
        return "1"
    return f"sizeof({kind})"


def facts_row(facts: Json, opaque: set[str], more: str = "") -> str:
    flag = int(bool(facts.get("const")))
    pointers = facts.get("pointers", 0) + int(bool(facts.get("callback")))
    return wrapped(
        f'    {{"{facts["name"]}", "{facts["type"]}", {flag}, {pointers}, '
        f"{size_of(facts, opaque)}{more}}},"
    )


def call_text(function: Json, opaque: set[str]) -> Iterator[str]:
    name, parameters = function["name"], function["parameters"]
    fails = function["returns"]["type"] == "quen_status" and function.get("can_fail")
    values = [
        f"{'(quen_status)' if p['type'] == 'quen_status' else ''}v[{i}].{member(name, p)}"
        for i, p in enumerate(parameters)
    ]
    call = f"{name}({', '.join(values)})"
    yield f"static int call_{name}(const api_value *v)\n{{"
    if not values:
        yield "    (void)v;"
    yield wrapped(f"    return (int){call};" if fails else f"    (void){call};")
    yield "}" if fails else "    return 0;\n}"
    yield f"static const api_facts of_{name}[] = {{"
    yield from (facts_row(p, opaque) for p in parameters)
    yield "    {NULL, NULL, 0, 0, 0},\n};"


def struct_text(struct: Json, opaque: set[str]) -> Iterator[str]:
    name = struct["name"]
    yield f"static void make_{name}(void *it)\n{{"
    yield (
        f"    memset(it, 0, sizeof({name}));"
        if struct["kind"] == "fixed"
        else f"    {name}_init(it, sizeof({name}));"
    )
    yield f"}}\nstatic const api_field in_{name}[] = {{"
    for field in struct["fields"]:
        place = facts_row(field, opaque).strip().rstrip(",")
        count = field.get("count_of")
        count = f'"{count}"' if count else "NULL"
        place = " ".join(place.split())
        yield wrapped(
            f"    {{{place}, offsetof({name}, {field['name']}), "
            f"{field.get('length', 1)}, {count}}},"
        )
    yield "    {{NULL, NULL, 0, 0, 0}, 0, 0, NULL},\n};"


def extent(of: str | int, noun: str) -> str:
    """A length of an array: a number, or a count of this noun or of a part of it."""
    if isinstance(of, int):
        return str(of)
    if not of.startswith("quen_"):
        return f"(size_t)quen_{noun}_{of}(it)"
    part = of.split("_")[1]
    return f"(size_t){of}(quen_{noun}_{part}(it))"


def look_lines(function: Json) -> Iterator[str]:
    """What shows one getter to `see`."""
    name, noun = function["name"], function["noun"]
    getter, returns = function["getter"], function["returns"]
    kind, what = getter["kind"], returns["type"]
    see = f'see(user, "{name}", "{getter.get("struct", what)}"'
    if kind in ("int", "flag", "float"):
        yield f"    {{\n        const {what} value = {name}(it);"
        yield wrapped(f"        {see}, &value, 1, sizeof value);")
        yield "    }"
    elif kind == "array":
        length = " * ".join(extent(of, noun) for of in getter["extent"])
        yield f"    if ({name}(it))"
        yield wrapped(f"        {see}, {name}(it), {length}, sizeof({what}));")
    elif kind == "struct":
        yield f"    {{\n        {getter['struct']} value;"
        yield f"        make_{getter['struct']}(&value);"
        yield f"        {name}(it, &value);"
        yield wrapped(f"        {see}, &value, 1, sizeof value);")
        yield "    }"
    elif kind == "structs":
        count = f"for ({function['parameters'][1]['type']} i = 0; {name}(it, i); i++)"
        yield f"    {count}"
        yield wrapped(f"        {see}, {name}(it, i), 1, sizeof({what}));")
    elif kind == "text":
        yield wrapped(f"    if ({name}(it))")
        yield wrapped(f"        {see}, {name}(it), strlen({name}(it)), 1);")
    elif kind == "part":
        yield f"    if ({name}(it))"
        yield f"        look_quen_{getter['noun']}({name}(it), see, user);"


def noun_text(noun: str, functions: list[Json]) -> Iterator[str]:
    names = {f["name"] for f in functions}
    lines = [
        line
        for f in functions
        if f.get("noun") == noun and "getter" in f
        for line in look_lines(f)
    ]
    yield f"static void free_quen_{noun}(void *it)\n{{\n    quen_{noun}_free(it);\n}}"
    yield f"static void look_quen_{noun}(const void *it, api_see *see, void *user)\n{{"
    yield from lines or ["    (void)it, (void)see, (void)user;"]
    yield "}"
    if f"quen_{noun}_save_bytes" in names:
        yield f"static quen_status save_quen_{noun}(quen_context *ctx, const void *it,"
        yield "    void *to, size_t room, size_t *size)\n{"
        yield f"    return quen_{noun}_save_bytes(ctx, it, to, room, size);\n}}"


def noun_row(noun: str, functions: list[Json]) -> str:
    names = {f["name"] for f in functions}
    save = f"save_quen_{noun}" if f"quen_{noun}_save_bytes" in names else "NULL"
    return f'    {{"quen_{noun}", free_quen_{noun}, look_quen_{noun}, {save}}},'


def in_order(nouns: list[str], functions: list[Json]) -> list[str]:
    """Parts before what has them."""
    parts = {
        noun: {
            f["getter"]["noun"]
            for f in functions
            if f.get("noun") == noun and f.get("getter", {}).get("kind") == "part"
        }
        for noun in nouns
    }
    done: list[str] = []
    while len(done) < len(nouns):
        done += [n for n in nouns if n not in done and parts[n] <= set(done)]
    return done


def is_tried(function: Json, opaque: set[str]) -> bool:
    """Is there more to give than what the function is about?"""
    if function["name"].endswith(("_init", "_free")):
        return False
    return any(
        p["type"] not in opaque or p.get("pointers") != 1 for p in function["parameters"]
    )


def statuses(function: Json) -> str:
    """The documented ones, as bits."""
    named = function.get("doc", {}).get("retvals", {})
    bits = [f"API_BIT({status})" for status in named if status != "QUEN_OK"]
    return " | ".join(bits) or "0"


def files(api: Json) -> dict[str, str]:
    functions, structs = api["functions"], api["structs"]
    opaque = {t["name"] for t in api["types"]}
    tried = [f for f in functions if is_tried(f, opaque)]
    names = {f["name"] for f in functions}
    nouns = [
        t["name"].removeprefix("quen_")
        for t in api["types"]
        if t["kind"] == "opaque" and t["name"] + "_free" in names
    ]
    nouns = in_order([n for n in nouns if n != "context"], functions)
    lines = [c_top("All functions, structs and nouns as tables: see api_calls.h.")]
    lines.append('#include "api_calls.h"\n')
    lines += [line for s in structs for line in struct_text(s, opaque)]
    lines += [line for f in tried for line in call_text(f, opaque)]
    lines += [line for noun in nouns for line in noun_text(noun, functions)]
    lines.append("const api_struct api_structs[] = {")
    lines += [
        wrapped(
            f'    {{"{s["name"]}", sizeof({s["name"]}), make_{s["name"]}, '
            f"in_{s['name']}}},"
        )
        for s in structs
    ]
    lines.append("    {NULL, 0, NULL, NULL},\n};\nconst api_call api_calls[] = {")
    for f in tried:
        fails = int(f["returns"]["type"] == "quen_status" and bool(f.get("can_fail")))
        lines.append(
            wrapped(
                f'    {{"{f["name"]}", {fails}, {len(f["parameters"])}, '
                f"of_{f['name']}, call_{f['name']}, {statuses(f)}}},"
            )
        )
    lines.append("    {NULL, 0, 0, NULL, NULL, 0},\n};\nconst api_noun api_nouns[] = {")
    lines += [noun_row(noun, functions) for noun in nouns]
    lines.append("    {NULL, NULL, NULL, NULL},\n};")
    return {"tests/support/api_calls.c": "\n".join(lines) + "\n"}
