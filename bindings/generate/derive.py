"""What follows from names and types alone: nouns, options, choices, getters; and faults,
where something breaks the rules that this takes for granted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import words

Json = dict[str, Any]

# Whole numbers and floats, as a language without so many of them calls them.
NUMBERS = {
    "uint8_t": "int",
    "int32_t": "int",
    "uint32_t": "int",
    "int64_t": "int",
    "uint64_t": "int",
    "size_t": "int",
    "int": "flag",
    "float": "float",
    "double": "float",
}
UNSEEN = ("struct_size", "reserved")


def nouns_of(api: Json) -> list[str]:
    """What a handle is of, in order."""
    opaque = [each["name"] for each in api["types"] if each["kind"] == "opaque"]
    return [name.removeprefix("quen_") for name in opaque]


def noun_of(name: str, header: str, nouns: list[str]) -> str:
    """quen_<noun>_..., else what the header is called."""
    return next((n for n in nouns if name.startswith(f"quen_{n}_")), header)


# --- structs ---


def struct_kind(struct: Json, functions: dict[str, Json]) -> str | None:
    """options: filled with defaults; filled: with zeros; fixed: it never grows."""
    init = functions.get(struct["name"] + "_init")
    said = init["doc"]["summary"] if init else ""
    if "with the defaults" in said:
        return "options"
    if "with zeros" in said:
        return "filled"
    words_of = struct["summary"] + struct.get("description", "")
    return "fixed" if "This struct never grows" in words_of else None


def struct_faults(struct: Json) -> Iterator[str]:
    name, fields = struct["name"], struct["fields"]
    if not struct["kind"]:
        yield f'{name} has no init function, and does not say "This struct never grows."'
    if struct["kind"] in ("options", "filled") and fields[0]["name"] != "struct_size":
        yield f"{name} does not begin with struct_size"
    at = 0
    for field in fields:
        if field["offset"] != at:
            yield f"{name}.{field['name']} has padding in front of it"
        at = field["offset"] + field["size"]
    if at != struct["size"]:
        yield f"{name} ends with padding"
    if struct["kind"] != "options":
        return
    for field in fields:
        if field["name"] not in UNSEEN and not {"default", "required"} & field.keys():
            yield f'{name}.{field["name"]} has neither "Default" nor "Required"'


# --- enumerations ---


def choice_name(struct: str, field: str) -> str:
    """QUEN_<NOUN>_<FIELD>_"""
    subject = struct.removeprefix("quen_").removesuffix("_options")
    return f"QUEN_{subject}_{field}_".upper()


def join_choices(api: Json) -> Iterator[str]:
    """Tell each enumeration which fields take its values, and the other way round."""
    enumerations = {each["prefix"]: each for each in api["enumerations"]}
    for struct in api["structs"]:
        for field in struct["fields"]:
            prefix = field.get("choices") or field.get("flags")
            where = f"{struct['name']}.{field['name']}"
            if prefix and prefix not in enumerations:
                yield f"{where}: there is no enumeration {prefix}*"
            elif prefix:
                enumerations[prefix].setdefault("fields", []).append(where)
            elif choice_name(struct["name"], field["name"]) in enumerations:
                yield f"{where}: begin with the name of its enumeration, QUEN_..._*"
    for each in api["enumerations"]:
        if "fields" not in each and "name" not in each:
            yield f"{each['prefix']}*: no field takes its values"


def default_faults(api: Json) -> Iterator[str]:
    known = {each["name"] for each in api["macros"]}
    known |= {value["name"] for each in api["enumerations"] for value in each["values"]}
    for struct in api["structs"]:
        for field in struct["fields"]:
            default = field.get("default")
            if isinstance(default, str) and default.startswith("QUEN_"):
                if default not in known:
                    yield f"{struct['name']}.{field['name']}: there is no {default}"


# --- getters ---


def is_self(function: Json, nouns: list[str]) -> bool:
    first = function["parameters"][:1]
    return bool(
        first
        and first[0]["type"].removeprefix("quen_") in nouns
        and first[0].get("const")
        and first[0].get("pointers") == 1
        and first[0]["type"] != "quen_context"
    )


def getter_of(function: Json, api: Json, nouns: list[str]) -> Json | None:
    """How a plain question to a model is answered; None if it is not plain."""
    if not is_self(function, nouns):
        return None
    returns, more = function["returns"], function["parameters"][1:]
    kind = returns["type"]
    noun = kind.removeprefix("quen_")
    structs = {each["name"] for each in api["structs"]}
    if not more and not returns.get("pointers") and kind in NUMBERS:
        return {"kind": NUMBERS[kind]}
    if not more and kind == "char":
        return {"kind": "text"}
    if not more and returns.get("pointers") == 1 and noun in nouns:
        return {"kind": "part", "noun": noun}
    if not more and returns.get("pointers") == 1 and kind in NUMBERS:
        return {"kind": "array", "extent": words.extent_of(all_words(function))}
    if len(more) == 1 and more[0].get("pointers") == 1 and kind == "void":
        if "_get_" in function["name"] and more[0]["type"] in structs:
            return {"kind": "struct", "struct": more[0]["type"]}
    if len(more) == 1 and not more[0].get("pointers") and more[0]["type"] in NUMBERS:
        return numbered_of(function, more[0]["name"], structs)
    return None


def numbered_of(function: Json, of: str, structs: set[str]) -> Json | None:
    """What there is one of for each number, 0 and on."""
    returns = function["returns"]
    kind = returns["type"]
    if kind == "char":
        return {"kind": "texts", "of": of}
    if kind == "quen_key":
        return {"kind": "keys", "of": of}
    if kind in structs and returns.get("pointers") == 1:
        return {"kind": "structs", "struct": kind, "of": of}
    if kind in NUMBERS and not returns.get("pointers"):
        return {"kind": "values", "of": of}
    return None


def all_words(function: Json) -> str:
    doc = function["doc"]
    return " ".join([doc["summary"], doc.get("description", ""), doc.get("returns", "")])


def count_function(noun: str, count: str) -> str:
    """What tells n_rows of a noun; another noun's stands with its whole name."""
    return count if count.startswith("quen_") else f"quen_{noun}_{count}"


def getter_faults(function: Json, names: set[str]) -> Iterator[str]:
    getter = function["getter"]
    if getter["kind"] != "array":
        return
    if not getter["extent"]:
        yield f'{function["name"]}: say how long it is: "n_rows x n_columns", "4 values"'
    for part in getter["extent"] or []:
        count = isinstance(part, str) and count_function(function["noun"], part)
        if count and count not in names:
            yield f"{function['name']}: there is no {count}()"


# --- documentation ---


def status_faults(api: Json) -> Iterator[str]:
    statuses = next(e for e in api["enumerations"] if e.get("name") == "quen_status")
    known = {value["name"] for value in statuses["values"]}
    for function in api["functions"]:
        for name in function["doc"].get("retvals", {}).keys() - known:
            yield f"{function['name']}: {name} is no status"


def share_docs(api: Json) -> Iterator[str]:
    """What a header says of every noun's function of a name goes to each that refers to
    it: "Save a model to a file: see model.h."."""
    shared = {each["name"]: each.get("functions", {}) for each in api["headers"]}
    for function in api["functions"]:
        found = re.search(r"see (\w+)\.h\b", function["doc"]["summary"])
        if not found:
            continue
        verb = function["name"].removeprefix(f"quen_{function['noun']}_")
        doc = shared.get(found[1], {}).get(verb)
        if not doc:
            yield f"{function['name']}: {found[1]}.h says nothing of {verb}"
            continue
        text = json.dumps(doc).replace("<noun>", function["noun"])
        function["doc"] = {**json.loads(text), "shared": found[1]}


# --- all ---


def complete(api: Json) -> list[str]:
    """Add what follows; and say what breaks the rules."""
    nouns = nouns_of(api)
    functions = {each["name"]: each for each in api["functions"]}
    faults: list[str] = []
    for struct in api["structs"]:
        struct["kind"] = struct_kind(struct, functions)
        faults += struct_faults(struct)
    faults += join_choices(api)
    faults += default_faults(api)
    for function in api["functions"]:
        function["noun"] = noun_of(function["name"], function["header"], nouns)
        if getter := getter_of(function, api, nouns):
            function["getter"] = getter
            faults += getter_faults(function, set(functions))
    faults += share_docs(api)
    faults += status_faults(api)
    return faults
