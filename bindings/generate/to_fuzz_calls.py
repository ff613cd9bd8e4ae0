"""tests/fuzz/calls_made.h: a call of each public function, its arguments out of pools of
live objects and of bytes, for the targets fuzz_calls.c and fuzz_options.c.

How long an array is say the headers ("n x d", "Room for `capacity` bytes") or what stands
behind it in the signature; where neither does, EXTENTS. A function whose arguments cannot
be made is a fault here, so that what is new is in, or is named in LEFT_OUT with a reason.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Any

from derive import nouns_of
from marks import COLUMNS, c_top

Json = dict[str, Any]

ON_DISK = "on disk; the same bytes go through _save_bytes and _open_bytes"
LEFT_OUT = {
    "quen_context_new": "fuzz_context() makes one with limits; test_core.c",
    "quen_context_free": "each run ends with it",
    "quen_context_options_init": "as quen_context_new()",
    "quen_orders_from_arrow": "fuzz_arrow.c",
    "quen_arrow_options_init": "fuzz_arrow.c",
}

# What a header leaves to its reader; C, of the other parameters, or of the options `o`.
EXTENTS = {
    ("quen_key_hash", "secret"): "QUEN_KEY_HASH_SIZE",
    ("quen_key_hash", "hash"): "QUEN_KEY_HASH_SIZE",
    ("quen_split_folds", "folds"): "calls_customers(orders)",
    ("quen_evaluate_ranking", "items"): "held_out->n_rows * width",
    ("quen_evaluate_ranking", "counts"): "held_out->n_rows",
    ("quen_evaluate_ranking_compare", "items_a"): "held_out->n_rows * width",
    ("quen_evaluate_ranking_compare", "counts_a"): "held_out->n_rows",
    ("quen_evaluate_ranking_compare", "items_b"): "held_out->n_rows * width",
    ("quen_evaluate_ranking_compare", "counts_b"): "held_out->n_rows",
    ("quen_habits_options", "order_numbers"): "o->n_order_channels",
}

# Letters that a noun's methods use, of functions of the model.
LETTERS = {
    "kmeans": {"d": "quen_kmeans_n_columns", "k": "quen_kmeans_n_clusters"},
    "scaler": {"d": "quen_scaler_n_columns"},
    "logit": {"d": "quen_logit_n_columns", "n_terms": "quen_logit_n_terms"},
}

# What makes more of a noun than its own functions do in one call.
MADE_BY_HAND = {"orders": "calls_log", "profile": "calls_profile"}

# Structs that are made by hand in calls.c, as calls_<name>(c), or of n (c, n).
BY_HAND = {
    "quen_money": "money",
    "quen_zone": "zone",
    "quen_csr": "csr",
    "quen_key_column": "column",
    "quen_order_columns": "order_columns",
}
ARRAYS_BY_HAND = {
    "quen_key": "keys",
    "quen_key_column": "column",
    "quen_order_line": "lines",
    "quen_attribute": "attributes",
    "quen_link_field": "link_fields",
    "quen_import_filter": "filters",
    "quen_rfm_rule": "rules",
}
SCALARS = {
    "uint8_t": "bytes8",
    "uint32_t": "numbers32",
    "uint64_t": "numbers64",
    "int32_t": "signed32",
    "int64_t": "signed64",
    "float": "floats",
    "double": "doubles",
}

# Options whose pointers are borrowed beyond the call: import.h.
KEPT = {"quen_import_new"}

FACTOR = r"\(1 \+ n_terms\)|quen_\w+\(\)|`\w+`|\w+"
SAID = re.compile(
    rf"^(?:Receives? |Room for )?(?:at most )?((?:{FACTOR})(?: x (?:{FACTOR}))*) ?"
)


class Maker:
    """What is known of the API as a whole."""

    def __init__(self, api: Json) -> None:
        self.nouns = set(nouns_of(api))
        self.structs = {each["name"]: each for each in api["structs"]}
        self.functions = {each["name"]: each for each in api["functions"]}
        self.enumerations = {each["prefix"]: each for each in api["enumerations"]}

    def noun(self, place: Json) -> str | None:
        name = str(place["type"]).removeprefix("quen_")
        return name if name in self.nouns and place["type"] != name else None


def pointers(place: Json) -> int:
    return int(place.get("pointers") or 0)


# --- how long an array is ---


def is_count(place: Json) -> bool:
    name = place["name"]
    return (
        place["type"] == "size_t"
        and not pointers(place)
        and bool(
            name in ("n", "size", "capacity", "width", "d")
            or name.startswith("n_")
            or name.endswith("_size")
        )
    )


def parameter_of(function: Json, name: str) -> Json:
    found: Json = next((p for p in function["parameters"] if p["name"] == name), {})
    return found


def shape(place: Json) -> tuple[Any, ...]:
    """What makes two parameters the same; floats stand for doubles."""
    kind = {"float": "double"}.get(place.get("type", ""), place.get("type"))
    return kind, pointers(place), place.get("const")


def doc_of(maker: Maker, function: Json, name: str) -> str:
    """Of a parameter: its own, that of the function which it names, or that of the first
    in the header whose parameter is called so, and is read or written likewise."""
    said = str(function["doc"].get("params", {}).get(name, ""))
    if found := re.match(r"As (?:for )?(quen_\w+)\(\)", said):
        said = maker.functions[found[1]]["doc"].get("params", {}).get(name, "")
    own = shape(parameter_of(function, name))
    for other in maker.functions.values() if not said else ():
        if other["header"] == function["header"]:
            alike = shape(parameter_of(other, name)) == own
            said = other["doc"].get("params", {}).get(name, "") if alike else ""
            if said:
                break
    return str(said)


def factor_of(function: Json, factor: str) -> str | None:
    """One factor of an extent as C; None if it is none."""
    factor = factor.strip("`")
    if factor.startswith("(1 + "):
        inner = factor_of(function, factor[5:-1])
        return f"(1 + {inner})" if inner else None
    names = {p["name"] for p in function["parameters"] if p["type"] == "size_t"}
    own = function["noun"]
    if factor in names or factor.isdigit():
        return factor
    if factor.startswith("quen_") and factor.endswith("()"):
        return f"{factor[:-2]}({own})"
    letter = LETTERS.get(own, {}).get(factor)
    return f"{letter}({own})" if letter else None


def said_extent(maker: Maker, function: Json, name: str) -> str | None:
    """As the header has it."""
    doc = doc_of(maker, function, name)
    if room := re.search(r"\bQUEN_\w+_ROOM\b", doc):
        return room[0]
    if found := SAID.match(doc):
        factors = [factor_of(function, each) for each in found[1].split(" x ")]
        if all(factors):
            return " * ".join(str(each) for each in factors)
    return None


def following_extent(function: Json, at: int) -> str | None:
    """By what stands behind: bytes, size; y, score, n; x, n, d."""
    rest = function["parameters"][at + 1 :]
    while rest and pointers(rest[0]) and rest[0].get("const"):
        rest = rest[1:]
    if not rest or not is_count(rest[0]):
        return None
    if len(rest) > 1 and rest[1]["name"] == "d":
        return (
            f"{rest[0]['name']} * d" if function["parameters"][at]["name"] == "x" else "n"
        )
    return str(rest[0]["name"])


def extent_of(maker: Maker, function: Json, at: int) -> str | None:
    place = function["parameters"][at]
    name = place["name"]
    if stated := EXTENTS.get((function["name"], name)):
        return stated
    if said := said_extent(maker, function, name):
        return said
    if following := following_extent(function, at):
        return following
    has_n = any(p["name"] == "n" for p in function["parameters"])
    if place["type"] == "char" and pointers(place) == 2 and has_n:
        return "n"
    doc = doc_of(maker, function, name)
    if not place.get("const") and (doc.startswith("Receives") or not doc):
        return "1"
    return None


# --- arguments ---


def length_owner(function: Json, name: str) -> Json | None:
    """The text or bytes that a size is of."""
    places = function["parameters"]
    at = next(i for i, place in enumerate(places) if place["name"] == name)
    before = places[at - 1] if at else None
    if before and before.get("const") and before["type"] in ("char", "void"):
        return before if pointers(before) == 1 else None
    return None


def scalar_argument(function: Json, place: Json) -> list[str]:
    name, kind = place["name"], place["type"]
    if kind == "quen_key":
        return [f"quen_key {name} = calls_key(c);"]
    if is_count(place):
        if length_owner(function, name):
            return []
        what = {"d": "width", "capacity": "capacity"}.get(name, "size")
        if name == "capacity" and any(
            p["type"] in ("void", "char") for p in function["parameters"]
        ):
            what = "room_size"
        return [f"size_t {name} = calls_{what}(c);"]
    draws = {
        "uint32_t": "calls_number(c)",
        "size_t": "calls_number(c)",
        "uint64_t": "(uint64_t)fuzz_int(&c->bytes)",
        "int64_t": "calls_moment(c)" if name.endswith("_s") else "fuzz_int(&c->bytes)",
        "int32_t": "calls_offset(c)",
        "double": "fuzz_double(&c->bytes)",
        "quen_status": "(quen_status)calls_number(c)",
    }
    if kind not in draws:
        raise ValueError(f"{function['name']}: no {kind} can be made for {name}")
    return [f"{kind} {name} = {draws[kind]};"]


def object_argument(maker: Maker, function: Json, place: Json) -> list[str]:
    name, kind = place["name"], place["type"]
    noun = maker.noun(place)
    if kind == "quen_context":
        return [f"quen_context *{name} = c->ctx;"]
    if pointers(place) == 2:
        return [f"{kind} *{name} = calls_untold(c);"]
    if function["name"] == f"{kind}_free":
        return [f"{kind} *{name} = calls_take(c, NOUN_{noun});"]
    const = "const " if place.get("const") else ""
    call = "calls_seen" if const else "calls_own"
    return [
        f"{const}{kind} *{name} = {call}(c, NOUN_{noun});",
        f"if (!{name})",
        "    return;",
    ]


def input_argument(maker: Maker, function: Json, at: int) -> list[str]:
    place = function["parameters"][at]
    name, kind = place["name"], place["type"]
    if kind in ("char", "void") and pointers(place) == 1:
        following = function["parameters"][at + 1 : at + 2]
        if following and is_count(following[0]):
            size = following[0]["name"]
            draw = (
                "calls_stored"
                if function["name"].endswith("_open_bytes")
                else "calls_text"
            )
            return [f"size_t {size};", f"const {kind} *{name} = {draw}(c, &{size});"]
        return [f"const char *{name} = calls_string(c);"]
    struct = maker.structs.get(kind)
    if struct and struct["kind"] == "options":
        return [f"const {kind} *{name} = any_{kind}(c);"]
    extent = extent_of(maker, function, at)
    if extent and extent != "1" and kind in ARRAYS_BY_HAND:
        return [f"const {kind} *{name} = calls_{ARRAYS_BY_HAND[kind]}(c, {extent});"]
    if kind in BY_HAND:
        return [f"const {kind} *{name} = calls_{BY_HAND[kind]}(c);"]
    if extent and kind in SCALARS:
        null = "NULL" in doc_of(maker, function, name)
        draw = f"calls_{SCALARS[kind]}(c, {extent})"
        return [
            f"const {kind} *{name} = {'calls_maybe(c) ? NULL : ' if null else ''}{draw};"
        ]
    raise ValueError(
        f"{function['name']}: how long is {name}? Say it in the header "
        '("n x d", "`capacity` items") or in EXTENTS of to_fuzz_calls.py'
    )


def output_argument(maker: Maker, function: Json, at: int) -> list[str]:
    place = function["parameters"][at]
    name, kind = place["name"], place["type"]
    const = "const " if place.get("const") else ""
    doc = doc_of(maker, function, name)
    null = "NULL" in doc and not re.search("NULL (if and only|with a capacity of 0)", doc)
    may = "calls_maybe(c) ? NULL : " if null else ""
    struct = maker.structs.get(kind)
    if function["name"] == f"{kind}_init":
        return [f"{kind} *{name} = calls_room(c, size, 1);"]
    if struct and struct["kind"] in ("filled", "options"):
        return [
            f"size_t {name}_bytes = calls_bytes_of_struct(c, sizeof({kind}));",
            f"{kind} *{name} = calls_room(c, {name}_bytes, 1);",
            f"{kind}_init({name}, {name}_bytes);",
            *([f"{name} = {may}{name};"] if may else []),
        ]
    if pointers(place) == 2 and kind != "char":
        return [f"const {kind} *{name} = NULL;"]
    extent = extent_of(maker, function, at)
    if not extent:
        raise ValueError(f"{function['name']}: how much room does {name} need?")
    star = "*" * pointers(place)
    width = "1" if kind == "void" else f"sizeof *{name}"
    room = "some_room" if "NULL with a capacity of 0" in doc else "room"
    return [f"{const}{kind} {star}{name} = {may}calls_{room}(c, {extent}, {width});"]


def argument(maker: Maker, function: Json, at: int) -> list[str]:
    """Statements that make it."""
    place = function["parameters"][at]
    if not pointers(place):
        if function["name"].endswith("_init"):
            struct = function["parameters"][0]["type"]
            return [f"size_t size = calls_struct_size(c, sizeof({struct}));"]
        return scalar_argument(function, place)
    if maker.noun(place) or place["type"] == "quen_context":
        return object_argument(maker, function, place)
    if place.get("const") and pointers(place) == 1:
        return input_argument(maker, function, at)
    return output_argument(maker, function, at)


def passed(maker: Maker, place: Json) -> str:
    twice = pointers(place) == 2 and not (place["type"] == "char")
    return ("&" if twice else "") + str(place["name"])


# --- what comes back ---


def is_self(maker: Maker, place: Json) -> bool:
    return bool(maker.noun(place)) and pointers(place) == 1


def after_status(maker: Maker, function: Json, call: str) -> Iterator[str]:
    made = [p for p in function["parameters"] if maker.noun(p) and pointers(p) == 2]
    saved = function["name"].endswith("_save_bytes")
    if function["name"] in KEPT:
        yield "calls_keep(c);"
    if not made and not saved:
        yield f"calls_status(c, {call});"
        return
    yield f"int done = calls_status(c, {call});"
    for place in made:
        yield f"calls_made(c, NOUN_{maker.noun(place)}, {place['name']}, done);"
    if saved:
        yield "if (done)"
        yield "    calls_store(c, bytes, *size);"


def array_reading(function: Json, call: str) -> Iterator[str]:
    """Every entry, as many as the header says."""
    returns, own = function["returns"], function["noun"]
    factors = []
    for part in function["getter"]["extent"]:
        name = part if str(part).startswith("quen_") else f"quen_{own}_{part}"
        if isinstance(part, int):
            factors.append(str(part))
        elif str(part).startswith("quen_kmeans_"):
            factors.append(f"calls_of_part(quen_{own}_kmeans({own}), {name})")
        else:
            factors.append(f"{name}({own})")
    yield f"const {returns['type']} *got = {call};"
    yield "if (got)"
    yield f"    calls_read(c, got, {' * '.join(factors)} * sizeof *got);"


def after_plain(maker: Maker, function: Json, call: str) -> Iterator[str]:
    returns = function["returns"]
    kind, stars = returns["type"], pointers(returns)
    noun = maker.noun(returns)
    owner = next((p["name"] for p in function["parameters"] if is_self(maker, p)), "NULL")
    if kind == "void" and not stars:
        yield f"{call};"
    elif noun and stars:
        yield f"calls_lent(c, NOUN_{noun}, {call}, {owner});"
    elif kind == "char":
        yield f"calls_said(c, {call});"
    elif kind == "quen_key":
        yield f"calls_check_key(c, {call});"
    elif function.get("getter", {}).get("kind") == "array":
        yield from array_reading(function, call)
    elif stars:
        yield f"const {kind} *got = {call};"
        yield "if (got)"
        yield "    calls_read(c, got, sizeof *got);"
    else:
        yield from after_number(maker, function, call)


def after_number(maker: Maker, function: Json, call: str) -> Iterator[str]:
    """A count, maybe of what an output points to."""
    kind = function["returns"]["type"]
    views = [
        p["name"]
        for p in function["parameters"]
        if pointers(p) == 2 and p.get("const") and not maker.noun(p)
    ]
    yield f"{kind} got = {call};"
    if views:
        yield f"calls_read(c, {views[0]}, got * sizeof *{views[0]});"
    else:
        yield "(void)got;"


# --- functions ---


def body_of(maker: Maker, function: Json) -> Iterator[str]:
    places = function["parameters"]
    # Counts come before what has as many entries; objects before all.
    order = sorted(
        range(len(places)),
        key=lambda i: (
            not maker.noun(places[i]) and places[i]["type"] != "quen_context",
            bool(pointers(places[i])),
            i,
        ),
    )
    for at in order:
        yield from argument(maker, function, at)
    call = f"{function['name']}({', '.join(passed(maker, p) for p in places)})"
    if function["returns"]["type"] == "quen_status" and not pointers(function["returns"]):
        yield from after_status(maker, function, call)
    else:
        yield from after_plain(maker, function, call)


def indented(line: str) -> str:
    """A line of a body, broken where it is too long."""
    pad = " " * (4 + len(line) - len(line.lstrip()))
    return textwrap.fill(
        line.lstrip(),
        COLUMNS,
        initial_indent=pad,
        subsequent_indent=pad + "    ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def function_of(maker: Maker, function: Json) -> str:
    lines = [indented(line) for line in body_of(maker, function)]
    if not any(re.search(r"\bc\b", line) for line in lines):
        lines.insert(0, "    (void)c;")
    return "\n".join([f"static void call_{function['name']}(calls *c)", "{", *lines, "}"])


def left_out(function: Json) -> str | None:
    name = function["name"]
    paths = any(p["name"] == "path" for p in function["parameters"])
    return ON_DISK if paths else LEFT_OUT.get(name)


# --- options ---


def count_of(struct: Json, field: Json) -> tuple[str | None, str]:
    """What tells how many a field has, and its type."""
    for other in struct["fields"]:
        if other.get("count_of") == field["name"]:
            return other["name"], other["type"]
    return None, ""


def field_value(maker: Maker, struct: Json, field: Json) -> str | None:
    """A draw for a field; None: it stays."""
    name, kind = field["name"], field["type"]
    if prefix := field.get("choices") or field.get("flags"):
        most = max(v["value"] for v in maker.enumerations[prefix]["values"])
        return f"calls_choice(c, {most + 1})"
    if field.get("boolean"):
        return "calls_choice(c, 2)"
    if pointers(field):
        return pointer_value(maker, struct, field)
    draws = {
        "uint32_t": "calls_number(c)",
        "uint64_t": "(uint64_t)fuzz_int(&c->bytes)",
        "int32_t": "calls_offset(c)",
        "int64_t": "calls_moment(c)" if name.endswith("_s") else "fuzz_int(&c->bytes)",
        "double": "fuzz_double(&c->bytes)",
    }
    if kind not in draws:
        raise ValueError(f"{struct['name']}: no {kind} can be made for {name}")
    return draws[kind]


def pointer_value(maker: Maker, struct: Json, field: Json) -> str:
    kind, stars = field["type"], pointers(field)
    count = count_of(struct, field)[0]
    told = f"o->{count}" if count else EXTENTS.get((struct["name"], field["name"]))
    size = told or "CALLS_ROOM"
    if kind == "char":
        return f"calls_strings(c, {size})" if stars == 2 else "calls_string(c)"
    if kind == "quen_profile":
        return "quen_profile_at(calls_number(c))"
    if kind in maker.structs and maker.structs[kind]["kind"] == "options":
        return f"any_{kind}(c)"
    if kind in ARRAYS_BY_HAND and told:
        return f"calls_{ARRAYS_BY_HAND[kind]}(c, {size})"
    if kind in BY_HAND:
        return f"calls_{BY_HAND[kind]}(c)"
    if kind in SCALARS:
        if not field.get("const"):
            return f"calls_room(c, CALLS_ROOM, sizeof({kind}))"
        return f"calls_{SCALARS[kind]}(c, {size})"
    raise ValueError(f"{struct['name']}: no {kind} can be made for {field['name']}")


def fill_of(maker: Maker, struct: Json) -> str:
    name = struct["name"]
    lines = [f"{name} *o = calls_room(c, 1, sizeof *o);", f"{name}_init(o, sizeof *o);"]
    for field in struct["fields"]:
        if field["name"] in ("struct_size", "reserved") or field.get("count_of"):
            continue
        count, count_type = count_of(struct, field)
        index = (
            f"[calls_choice(c, {field['length']}) % {field['length']}]"
            if "length" in field
            else ""
        )
        value = field_value(maker, struct, field)
        put = f"    o->{field['name']}{index} = {value};"
        if count:
            put = f"    o->{count} = ({count_type})calls_size(c);\n{put}"
            lines += ["if (calls_set(c)) {", *put.split("\n"), "}"]
        else:
            lines += ["if (calls_set(c))", put]
    head = f"static inline const {name} *any_{name}(calls *c)"
    return "\n".join(
        [
            head,
            "{",
            "    if (calls_maybe(c))",
            "        return NULL;",
            *map(indented, lines),
            "    return calls_sized(c, o, sizeof *o);",
            "}",
        ]
    )


def option_structs(maker: Maker) -> list[Json]:
    """Those that stand in others come first."""
    found = [
        s
        for s in maker.structs.values()
        if s["kind"] == "options"
        and s["name"] not in ("quen_context_options", "quen_order_rules")
    ]
    names = {s["name"] for s in found}
    done: list[Json] = []
    while len(done) < len(found):
        ready = {s["name"] for s in done}
        for s in found:
            inner = {f["type"] for f in s["fields"]} & names
            if s["name"] not in ready and inner <= ready:
                done.append(s)
    return done


# --- tables ---


def makers_of(maker: Maker, noun: str, called: list[Json]) -> list[str]:
    """Functions that give one to the caller."""
    return [
        f["name"]
        for f in called
        if any(maker.noun(p) == noun and pointers(p) == 2 for p in f["parameters"])
    ]


def releases(maker: Maker, nouns: list[str]) -> Iterator[str]:
    yield "static void calls_release(unsigned noun, void *it)"
    yield "{"
    yield "    switch (noun) {"
    for noun in nouns:
        yield f"    case NOUN_{noun}:"
        yield f"        quen_{noun}_free(it);"
        yield "        break;"
    yield "    default:"
    yield "        break;"
    yield "    }"
    yield "}"


def table(called: list[Json]) -> Iterator[str]:
    yield "static const calls_row calls_rows[] = {"
    for function in called:
        yield f'    {{"{function["name"]}", call_{function["name"]}}},'
    yield "};"


def with_options(maker: Maker, called: list[Json]) -> Iterator[str]:
    """Calls with a struct that may have another size."""
    yield "static const calls_row calls_with_structs[] = {"
    for function in called:
        kinds = [maker.structs.get(p["type"], {}) for p in function["parameters"]]
        sized = any(each.get("kind") in ("options", "filled") for each in kinds)
        if sized and not function["name"].endswith("_init"):
            yield f'    {{"{function["name"]}", call_{function["name"]}}},'
    yield "};"


def makers_table(maker: Maker, nouns: list[str], called: list[Json]) -> Iterator[str]:
    yield "static void (*const calls_makers[][CALLS_MAKERS])(calls *) = {"
    for noun in nouns:
        calls = [f"call_{name}" for name in makers_of(maker, noun, called)]
        if noun in MADE_BY_HAND:
            calls.insert(0, f"made_{noun}")
        yield indented(f"[NOUN_{noun}] = {{{', '.join(calls)}}},")
    yield "};"


def by_hand(noun: str) -> str:
    call = f"    {MADE_BY_HAND[noun]}(c, NOUN_{noun});"
    return "\n".join([f"static void made_{noun}(calls *c)", "{", call, "}"])


def files(api: Json) -> dict[str, str]:
    maker = Maker(api)
    nouns = [n for n in nouns_of(api) if n != "context"]
    called = [f for f in api["functions"] if not left_out(f)]
    unknown = LEFT_OUT.keys() - maker.functions.keys()
    if unknown:
        raise ValueError(
            f"to_fuzz_calls.py leaves out {unknown.pop()}(), which is no function"
        )
    parts = [
        c_top("Calls of every public function: see calls.h.").rstrip("\n"),
        "/*\n * Not called here:\n"
        + "\n".join(
            f" * {f['name']}: {left_out(f)}" for f in api["functions"] if left_out(f)
        )
        + "\n */",
        "enum {\n" + "\n".join(f"    NOUN_{n}," for n in nouns) + "\n    CALLS_NOUNS\n};",
        "\n".join(releases(maker, nouns)),
        *(fill_of(maker, s) for s in option_structs(maker)),
        *(function_of(maker, f) for f in called),
        *map(by_hand, MADE_BY_HAND),
        "\n".join(table(called)),
        "\n".join(with_options(maker, called)),
        "\n".join(makers_table(maker, nouns, called)),
    ]
    return {"tests/fuzz/calls_made.h": "\n\n".join(parts) + "\n"}
