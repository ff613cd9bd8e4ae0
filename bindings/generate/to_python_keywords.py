"""bindings/python/quen/_keywords.py: constructors of the nouns with their documentation,
and which keyword sets which field."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Any, NamedTuple

from derive import NUMBERS, UNSEEN
from marks import COLUMNS, made_by
from python_names import EVERYWHERE, NOUNS, OF_LOG, Keyword, Noun
from to_python_native import log_nouns, options_structs

Json = dict[str, Any]

TOP = f'''"""Constructors of the nouns, and which keyword sets which field of C's options.

{made_by()}
"""

# fmt: off
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import numpy.typing as npt

from quen._parameters import Parameters, Rule

if TYPE_CHECKING:
    from quen._time import Moment
'''
THREADS = ("n_jobs : int, optional", "Threads, as scikit-learn counts them. None: 1.")
SENTINELS = ("NULL", "INT64_MIN", "INT64_MAX", "QUEN_CLOCK_OF_LOG")


class Parameter(NamedTuple):
    name: str
    type: str
    default: str
    label: str
    doc: str
    field: str
    """That it sets; "" where the class sees to it."""


# --- one parameter ---


def keyword_of(field: Json, noun: Noun) -> Keyword:
    return noun.keywords.get(field["name"]) or EVERYWHERE.get(field["name"]) or Keyword()


def is_seconds(field: Json) -> bool:
    return field["type"] == "int64_t" and field["name"].endswith("_s")


def name_of(field: Json, keyword: Keyword) -> str:
    name: str = field["name"]
    if keyword.name:
        return keyword.name
    return name.removesuffix("_s") + "_days" if is_seconds(field) else name


def words_of(field: Json, api: Json) -> list[str]:
    choices = next(e for e in api["enumerations"] if e["prefix"] == field["choices"])
    return [f'"{value["word"]}"' for value in choices["values"]]


def type_of(field: Json, keyword: Keyword, noun: Noun, api: Json) -> str:
    if keyword.type:
        return keyword.type
    if field.get("pointers") or "length" in field:
        raise ValueError(
            f"{noun.name}: say in python_names.py how {field['name']} is taken"
        )
    if "choices" in field:
        return f"Literal[{', '.join(words_of(field, api))}]"
    if field.get("boolean"):
        return "bool"
    return "float" if is_seconds(field) else NUMBERS[field["type"]]


def default_words(field: Json, keyword: Keyword) -> str:
    """ "default 5", in the unit of the keyword."""
    default = field.get("default")
    if keyword.default != "None":
        return f"default {keyword.default}"
    if default in SENTINELS or isinstance(default, list) or keyword.convert == "seed":
        return "optional"
    if "choices" in field:
        word = default.removeprefix(field["choices"]).lower()
        return f'default "{word}"'
    if field.get("boolean"):
        return f"default {bool(default)}"
    if is_seconds(field):
        return f"default {default / 86400:g}"
    return f"default {default}"


def in_python(text: str, struct: Json, noun: Noun) -> str:
    """C's words in Python's: classes, None, keywords."""
    for field in struct["fields"]:
        name = name_of(field, keyword_of(field, noun))
        if name != field["name"] and "_" in field["name"]:
            text = re.sub(rf"`?\b{field['name']}\b`?", f"``{name}``", text)
    for noun in NOUNS:
        text = text.replace(noun.struct, f":class:`{noun.name}`")
    text = text.replace("quen_features_options", ":class:`Features`")
    text = text.replace("NULL", "None")
    return re.sub(r"(?<![:`])`([^`]+)`(?!`)", r"``\1``", text)


def choice_words(field: Json, api: Json) -> str:
    """What the enumeration is of, then each value."""
    of = next(e for e in api["enumerations"] if e["prefix"] == field["choices"])
    rest = field["doc"].removeprefix(field["choices"] + "*").lstrip(".;, ").strip()
    rest = rest[:1].upper() + rest[1:]
    values = " ".join(f'"{value["word"]}": {value["doc"]}' for value in of["values"])
    for value in of["values"]:  # which name one another
        values = re.sub(rf"\b{value['word'].upper()}\b", f'"{value["word"]}"', values)
    return " ".join([of["summary"], *([rest] if rest else []), values])


def doc_of(field: Json, struct: Json, noun: Noun, api: Json) -> str:
    keyword = keyword_of(field, noun)
    if keyword.doc:
        return " ".join(keyword.doc.split())
    text = choice_words(field, api) if "choices" in field else field["doc"]
    if field.get("boolean"):
        text = re.sub(r"^1: (.*?)(?:; 0: [^;.]*)?\.$", r"True: \1.", text)
    if means := field.get("default_means"):
        default = "None" if field["default"] in SENTINELS else field["default"]
        text += f" {default}: {means}."
    return in_python(text, struct, noun)


def parameter_of(field: Json, struct: Json, noun: Noun, api: Json) -> Parameter:
    keyword = keyword_of(field, noun)
    kind = type_of(field, keyword, noun, api)
    said = keyword.said or kind
    if "choices" in field and not keyword.said:
        said = "{" + ", ".join(words_of(field, api)) + "}"
    name = name_of(field, keyword)
    return Parameter(
        name,
        kind if keyword.default != "None" or kind == "Any" else f"{kind} | None",
        keyword.default,
        f"{name} : {said}, {default_words(field, keyword)}",
        doc_of(field, struct, noun, api),
        field["name"] if keyword.field else "",
    )


def parameters_of(noun: Noun, api: Json) -> list[Parameter]:
    """In the order of the struct, but for those that may be given by position."""
    struct = next(each for each in api["structs"] if each["name"] == noun.struct)
    fields = [
        f
        for f in struct["fields"]
        if f["name"] not in (*UNSEEN, *noun.hidden) and "count_of" not in f
    ]
    made = {
        p.name: p for p in (parameter_of(field, struct, noun, api) for field in fields)
    }
    return [made.pop(name) for name in noun.first] + list(made.values())


# --- a class ---


def filled(text: str, indent: int) -> list[str]:
    pad = " " * indent
    text = re.sub(r"([<>]=?) (?=\d)", "\\1\u00a0", text)  # stay together
    lines = textwrap.wrap(
        text,
        COLUMNS,
        initial_indent=pad,
        subsequent_indent=pad,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace("\u00a0", " ") for line in lines]


def docstring(noun: Noun, parameters: list[Parameter]) -> Iterator[str]:
    yield f'    """Parameters of :class:`{noun.name}`.'
    yield ""
    yield "    Parameters"
    yield "    ----------"
    for each in parameters:
        yield from filled(each.label, 4)
        yield from filled(each.doc, 8)
    yield f"    {THREADS[0]}"
    yield f"        {THREADS[1]}"
    yield ""
    yield "    None keeps the library's default, which is the one named."
    yield '    """'


def argument(each: Parameter) -> str:
    line = f"{each.name}: {each.type} = {each.default},"
    return "\n".join(
        textwrap.wrap(
            line,
            COLUMNS,
            initial_indent="        ",
            subsequent_indent="            ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    )


def class_text(noun: Noun, api: Json) -> str:
    parameters = parameters_of(noun, api)
    fields = [each.name for each in parameters if each.field]
    lines = [
        f"class {noun.name}Parameters(Parameters):",
        *docstring(noun, parameters),
        "",
    ]
    lines += ["    _of_fields: ClassVar[tuple[str, ...]] = ("]
    lines += [*(f'        "{name}",' for name in fields), "    )", ""]
    lines += ["    def __init__(", "        self,"]
    for i, each in enumerate(parameters):
        if i == len(noun.first):
            lines.append("        *,")
        lines.append(argument(each))
    lines += ["        n_jobs: int | None = None,", "    ) -> None:"]
    lines += [f"        self.{each.name} = {each.name}" for each in parameters]
    lines.append("        self.n_jobs = n_jobs")
    return "\n".join(lines)


# --- which keyword sets which field ---


def renamed(api: Json) -> dict[str, tuple[str, str]]:
    """Of each keyword that is not called as its field: (field, converter)."""
    nouns = {noun.struct: noun for noun in NOUNS}
    found: dict[str, tuple[str, str]] = {}
    for struct in options_structs(api):
        noun = nouns.get(struct["name"], Noun("", struct["name"], ()))
        for field in struct["fields"]:
            keyword = keyword_of(field, noun)
            name = name_of(field, keyword)
            if name == field["name"] or not keyword.field:
                continue
            convert = keyword.convert or ("days" if is_seconds(field) else "")
            if found.setdefault(name, (field["name"], convert)) != (
                field["name"],
                convert,
            ):
                raise ValueError(f"{name} is two things in Python")
    return found


def renamed_text(api: Json) -> str:
    rows = [
        f'    "{name}": ("{field}", "{convert}"),'
        for name, (field, convert) in renamed(api).items()
    ]
    return "\n".join(
        [
            "# Of keywords that are not called as their field: that, and its converter.",
            "RENAMED: dict[str, tuple[str, str]] = {",
            *rows,
            "}",
        ]
    )


def choices_text(api: Json) -> str:
    """Where a sentence of the library's names a choice."""
    taken = [e["prefix"] for e in api["enumerations"] if "fields" in e]
    rows = [f'    "{prefix}",' for prefix in taken]
    return "\n".join(
        ["# How the names of choices begin.", "CHOICES: tuple[str, ...] = (", *rows, ")"]
    )


def plain_nouns(api: Json) -> list[Noun]:
    """What a log and plain options fit needs no row in python_names.py."""
    named = {noun.struct for noun in NOUNS}
    structs = {s["name"]: s for s in options_structs(api)}
    plain = [n for n in log_nouns(api) if f"quen_{n}_options" not in named]
    return [
        Noun(noun.capitalize(), name, (), of_log(structs[name]))
        for noun in plain
        if (name := f"quen_{noun}_options")
    ]


def of_log(struct: Json) -> tuple[str, ...]:
    """Its fields that the log, or an argument of fit(), tells."""
    return tuple(f["name"] for f in struct["fields"] if f["name"] in OF_LOG)


def files(api: Json) -> dict[str, str]:
    nouns = [*NOUNS, *plain_nouns(api)]
    parts = [
        renamed_text(api),
        choices_text(api),
        *(class_text(noun, api) for noun in nouns),
    ]
    text = TOP + "\n" + "\n\n\n".join(parts) + "\n"
    return {"bindings/python/quen/_keywords.py": text}
