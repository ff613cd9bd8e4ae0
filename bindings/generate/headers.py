"""include/quen/*.h as one description, bindings/api.json.

libclang reads the declarations, as a 64-bit machine lays them out; words.py what their
comments say. Comments are found by their place, so that several declarations may share
one.
"""

from __future__ import annotations

import ast
import pathlib
import re
from typing import Any

import words
from clang.cindex import CursorKind, Index, TranslationUnit, TypeKind

Json = dict[str, Any]

COMMENT = re.compile(r"/\*\*.*?\*/", re.S)
# The headers need so much of C's library; nothing of this machine takes part.
STDINT = "".join(
    f"typedef {kind} {sign}int{bits}_t;\n".replace(
        "unsigned ", "unsigned " if sign else ""
    )
    for bits, name in [(8, "char"), (16, "short"), (32, "int"), (64, "long")]
    for sign, kind in [("", f"signed {name}"), ("u", f"unsigned {name}")]
)
SYSTEM = {
    "stddef.h": "typedef unsigned long size_t;\n#define NULL ((void *)0)\n",
    "stdint.h": STDINT + "#define INT64_C(c) c##L\n#define UINT32_MAX 4294967295U\n",
    "string.h": '#include "stddef.h"\nsize_t strlen(const char *);\n',
}
LIMITS = {"UINT32_MAX": "4294967295", "INT32_MIN": "-2147483648"}


class Fault(Exception):
    """What a header says in a form that is not ours."""


class Source:
    """A header's text, a character for each byte as libclang counts, and the comment of
    each place in it."""

    def __init__(self, path: pathlib.Path) -> None:
        self.name = path.stem
        self.text = path.read_text("latin-1")
        self.comments = {m.end(): in_utf8(m[0]) for m in COMMENT.finditer(self.text)}

    def before(self, offset: int) -> str | None:
        """The comment right before the declaration that has its name here."""
        ends = [
            self.text.rfind(end, 0, offset) + len(end) for end in ("*/", ";", "{", "}")
        ]
        at = max(ends)
        comment = self.comments.get(at)
        between = self.text[at:offset]
        if not comment or comment.startswith("/**<") or "\n\n" in between:
            return None
        return comment

    def behind(self, offset: int) -> str | None:
        """The comment that follows on the line."""
        line = self.text[offset : self.text.find("\n", offset)]
        at = line.find("/**<")
        found = COMMENT.match(self.text, offset + at) if at >= 0 else None
        return in_utf8(found[0]) if found else None


def in_utf8(text: str) -> str:
    """What bytes say that were read as characters."""
    return text.encode("latin-1").decode()


def parse(include: pathlib.Path) -> TranslationUnit:
    files = [(f"/system/{name}", text) for name, text in SYSTEM.items()]
    unit = Index.create().parse(
        str(include / "quen.h"),
        args=["-xc", "-std=c11", "-nostdinc", "-isystem/system", f"-I{include}"]
        + ["--target=x86_64-unknown-linux-gnu"],
        unsaved_files=files,
        options=TranslationUnit.PARSE_DETAILED_PROCESSING_RECORD,
    )
    if unit.diagnostics:
        raise Fault("\n".join(str(each) for each in unit.diagnostics))
    return unit


# --- types ---


def type_of(kind: Any) -> Json:
    """Base name, and const, pointers and length where there are any."""
    length = None
    if kind.kind == TypeKind.CONSTANTARRAY:
        length, kind = kind.element_count, kind.element_type
    spelling = kind.spelling
    if "(*)" in spelling:
        return {"type": spelling, "callback": True}
    base = re.sub(r"\bconst\b|\*", "", spelling)
    facts: Json = {"type": " ".join(base.split())}
    if re.search(r"^const\b", spelling):
        facts["const"] = True
    if stars := spelling.count("*"):
        facts["pointers"] = stars
    if length is not None:
        facts["length"] = length
    return facts


def field_of(source: Source, cursor: Any, within: str) -> Json:
    facts: Json = {"name": cursor.spelling, **type_of(cursor.type)}
    facts["offset"] = cursor.get_field_offsetof() // 8
    facts["size"] = cursor.type.get_size()
    comment = source.behind(cursor.extent.end.offset) or source.before(
        cursor.location.offset
    )
    if not comment:
        raise Fault(f"{within}.{cursor.spelling} has no comment")
    try:
        said = words.field_doc_of(comment)
    except ValueError as error:
        raise Fault(f"{within}.{cursor.spelling}: {error}") from None
    plain = not {"pointers", "callback", "length"} & facts.keys()
    if plain and not {"choices", "flags", "boolean"} & said.keys():
        said |= words.limits_of(said["doc"])
    return facts | said


# --- declarations ---


def struct_of(source: Source, cursor: Any) -> Json:
    name = cursor.spelling
    doc = doc_of(source, cursor)
    fields = [
        field_of(source, each, name)
        for each in cursor.get_children()
        if each.kind == CursorKind.FIELD_DECL
    ]
    pointers = {f["name"] for f in fields if f.get("pointers")}
    for each in fields:
        of = each["name"].removeprefix("n_")
        if of in pointers - {each["name"]} and "how many" in each["doc"].lower():
            each["count_of"] = of
    return {
        "name": name,
        "header": source.name,
        "kind": "fixed",
        "size": cursor.type.get_size(),
        **doc,
        "fields": fields,
    }


def common_prefix(names: list[str]) -> str:
    first, last = min(names), max(names)
    size = next(
        (i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), 0
    )
    return first[: first.rfind("_", 0, size) + 1]


def enumeration_of(source: Source, cursor: Any) -> Json:
    values = []
    for each in cursor.get_children():
        comment = source.behind(each.extent.end.offset)
        if not comment:
            raise Fault(f"{each.spelling} has no comment")
        doc = words.field_doc_of(comment)["doc"]
        values.append((each.spelling, each.enum_value, doc))
    prefix = common_prefix([value[0] for value in values])
    name = cursor.spelling if cursor.spelling.startswith("quen_") else None
    facts: Json = {"prefix": prefix, "header": source.name}
    if name:
        facts["name"] = name
    rows = [
        {"name": name, "word": name[len(prefix) :].lower(), "value": number, "doc": doc}
        for name, number, doc in values
    ]
    return facts | doc_of(source, cursor) | {"values": rows}


def doc_of(source: Source, cursor: Any, shared: Json | None = None) -> Json:
    comment = source.before(cursor.location.offset) or source.behind(
        cursor.extent.end.offset
    )
    if comment:
        return words.doc_of(comment)
    if shared:
        return shared
    raise Fault(f"{cursor.spelling} has no comment")


def function_of(source: Source, cursor: Any, shared: Json | None) -> Json:
    facts: Json = {"name": cursor.spelling, "header": source.name}
    returns = type_of(cursor.result_type)
    facts["returns"] = returns
    facts["parameters"] = [
        {"name": each.spelling, **type_of(each.type)} for each in cursor.get_arguments()
    ]
    if (
        returns["type"] == "quen_status"
        and facts["parameters"][0]["type"] != "quen_status"
    ):
        facts["can_fail"] = True
    if cursor.is_definition():
        facts["inline"] = True
    doc = doc_of(source, cursor, shared)
    names = {each["name"] for each in facts["parameters"]}
    if unknown := set(doc.get("params", {})) - names:
        raise Fault(f"{cursor.spelling} has no parameter {', '.join(sorted(unknown))}")
    facts["doc"] = doc
    return facts


def macro_of(source: Source, cursor: Any) -> Json | None:
    """A macro that stands for a number or a text."""
    text = source.text[cursor.extent.start.offset : cursor.extent.end.offset]
    name, _, value = text.partition(" ")
    if not name.startswith("QUEN_") or "(" in name or not value.strip():
        return None
    plain = re.sub(r"INT64_C\((\d+)\)", r"\1", value)
    for limit, digits in LIMITS.items():
        plain = plain.replace(limit, digits)
    try:
        number = ast.literal_eval(plain.strip())
    except (ValueError, SyntaxError):
        return None  # what a compiler is told
    facts: Json = {"name": name, "header": source.name, "value": number}
    # A group of macros shares the comment above it.
    above = source.text[: cursor.extent.start.offset].rsplit("\n\n", 1)[-1]
    found = COMMENT.search(above)
    if not found:
        raise Fault(f"{name} has no comment")
    return facts | words.doc_of(in_utf8(found[0]))


# --- all ---


def declarations(unit: TranslationUnit, include: pathlib.Path) -> Json:
    """In the order in which quen.h includes the headers."""
    order = re.findall(r'"quen/(\w+)\.h"', (include / "quen.h").read_text())
    sources = {name: Source(include / "quen" / f"{name}.h") for name in order}
    api: Json = {
        "headers": [header_of(source) for source in sources.values()],
        "macros": [],
        "enumerations": [],
        "types": [],
        "structs": [],
        "functions": [],
    }
    cursors = [
        c
        for c in unit.cursor.get_children()
        if c.location.file and c.location.file.name.startswith(str(include / "quen"))
    ]
    rank = {name: i for i, name in enumerate(order)}
    cursors = [c for c in cursors if pathlib.Path(c.location.file.name).stem in rank]
    place = {
        c.hash: (rank[pathlib.Path(c.location.file.name).stem], c.location.offset)
        for c in cursors
    }
    shared: tuple[int, Json] | None = None
    for cursor in sorted(cursors, key=lambda c: place[c.hash]):
        source = sources[pathlib.Path(cursor.location.file.name).stem]
        if cursor.kind == CursorKind.FUNCTION_DECL:
            near = shared and shared[0] == cursor.extent.start.line
            made = function_of(source, cursor, shared[1] if shared and near else None)
            api["functions"].append(made)
            shared = (cursor.extent.end.line + 1, made["doc"])
        else:
            add_other(api, source, cursor)
    return api


def header_of(source: Source) -> Json:
    return {
        "name": source.name,
        **words.file_doc_of(next(iter(source.comments.values()))),
    }


def add_other(api: Json, source: Source, cursor: Any) -> None:
    kind = cursor.kind
    if kind == CursorKind.MACRO_DEFINITION:
        if made := macro_of(source, cursor):
            api["macros"].append(made)
    elif kind == CursorKind.ENUM_DECL:
        api["enumerations"].append(enumeration_of(source, cursor))
    elif kind == CursorKind.STRUCT_DECL and cursor.spelling.startswith("quen_"):
        if cursor.is_definition():
            api["structs"].append(struct_of(source, cursor))
    elif kind == CursorKind.TYPEDEF_DECL:
        if made := type_named(source, cursor):
            api["types"].append(made)


def type_named(source: Source, cursor: Any) -> Json | None:
    """What is opaque, or a callback."""
    under = cursor.underlying_typedef_type
    facts: Json = {"name": cursor.spelling, "header": source.name}
    if under.kind == TypeKind.POINTER:
        target = under.get_pointee()
        facts["kind"] = "callback"
        facts["returns"] = type_of(target.get_result())
        names = [
            c.spelling for c in cursor.get_children() if c.kind == CursorKind.PARM_DECL
        ]
        facts["parameters"] = [
            {"name": name, **type_of(kind)}
            for name, kind in zip(names, target.argument_types(), strict=True)
        ]
    elif under.get_declaration().is_definition():
        return None
    else:
        facts["kind"] = "opaque"
    return facts | doc_of(source, cursor)


def read(include: pathlib.Path) -> Json:
    """The description of the headers in include/quen."""
    return declarations(parse(include), include)
