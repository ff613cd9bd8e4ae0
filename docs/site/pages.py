"""Lay out what ./dev docs shows: pages.py OUT.

A page for each header, from bindings/api.json, and for each class of the Python package;
the guides of docs/ beside them.
"""

import inspect
import json
import pathlib
import re
import shutil
import sys

from docstrings import attributes

ROOT = pathlib.Path(__file__).resolve().parents[2]
API = json.loads((ROOT / "bindings" / "api.json").read_text())
HEADERS = {header["name"]: header for header in API["headers"]}
TYPES = {each["name"] for each in API["types"] + API["structs"]}
TYPES |= {each["name"] for each in API["enumerations"] if "name" in each}
FUNCTIONS = {function["name"] for function in API["functions"]}
MACROS = {macro["name"] for macro in API["macros"]}
VALUES = {v["name"]: e["prefix"] for e in API["enumerations"] for v in e["values"]}
GUIDES = {path.name for path in (ROOT / "docs").glob("*.md")}


# --- text of the headers as Markdown ---


def linked(word):
    """A name of the API, linked to where it stands."""
    bare = word.removesuffix("()")
    if bare in FUNCTIONS:
        return f"{{c:func}}`{bare}`"
    if bare in TYPES:
        return f"{{c:type}}`{bare}`"
    if bare in MACROS:
        return f"{{c:macro}}`{bare}`"
    prefix = VALUES.get(word) or word.removesuffix("*")
    if prefix in VALUES.values():
        return f"[`{word}`](#{prefix})"
    if word.endswith(".h") and word[:-2] in HEADERS:
        return f"[`{word}`]({word[:-2]}.md)"
    if word.removeprefix("docs/") in GUIDES:
        return f"[{word}](../../{word.removeprefix('docs/')})"
    return re.sub(r"([*<\[_|])", r"\\\1", word)


def line_of(text):
    """Outside of backticks, names become links and marks of Markdown are themselves."""
    parts = re.split(r"(`[^`]*`)", text)
    for i in range(0, len(parts), 2):
        parts[i] = re.sub(
            r"docs/\w+\.md|\w+\.h\b|\w+\(\)|\w+\*?|[*<\[|]",
            lambda m: linked(m[0]),
            parts[i],
        )
    return "".join(parts)


def prose(text):
    """Paragraphs and lists; blocks that are to stand as they are."""
    blocks = re.split(r"@verbatim\n(.*?)@endverbatim", text or "", flags=re.S)
    for i, block in enumerate(blocks):
        if i % 2:
            blocks[i] = f"```c\n{block}```"
        else:
            block = re.sub(r"@section \w+ (.*)", r"**\1**", block)
            blocks[i] = "\n".join(line_of(line) for line in block.split("\n"))
    return "\n".join(blocks)


def cell(text):
    return " ".join(prose(text).split("\n"))


def table(heads, rows):
    yield "| " + " | ".join(heads) + " |"
    yield "|" + " --- |" * len(heads)
    for row in rows:
        yield "| " + " | ".join(row) + " |"
    yield ""


# --- C ---


def declared(each, name=None):
    """`const double *x`, of anything that has a type."""
    const = "const " if each.get("const") else ""
    name = each.get("name", "") if name is None else name
    length = f"[{each['length']}]" if "length" in each else ""
    return f"{const}{each['type']} {'*' * each.get('pointers', 0)}{name}{length}".strip()


def arguments(each):
    return ", ".join(declared(p) for p in each["parameters"]) or "void"


def directive(kind, head, each, *more):
    """What is said of one function, type or macro."""
    yield f"::::{{{kind}}} {head}\n"
    yield prose(each.get("summary")) + "\n"
    yield prose(each.get("description")) + "\n"
    yield from more
    for name, text in each.get("params", {}).items():
        yield f":param {name}: {cell(text)}"
    for name, text in each.get("retvals", {}).items():
        yield f":retval {name}: {cell(text)}"
    if "returns" in each and isinstance(each["returns"], str):
        yield f":returns: {cell(each['returns'])}"
    yield "::::\n"


def function(each):
    head = f"{declared(each['returns'], each['name'])}({arguments(each)})"
    yield from directive("c:function", head, each["doc"])


def default(field):
    if "default" not in field:
        return ""
    word = f"`{field['default']}`"
    return f"{word}: {cell(field['default_means'])}" if "default_means" in field else word


def struct(each):
    heads, fields = ["Field", "Meaning"], each["fields"]
    rows = [[f"`{declared(f)}`", cell(f["doc"])] for f in fields]
    if each["kind"] == "options":
        heads.append("Default")
        rows = [[*row, default(f)] for row, f in zip(rows, fields, strict=True)]
    yield from directive("c:struct", each["name"], each, *table(heads, rows))


def opaque(each):
    if each["kind"] == "callback":
        head = f"int (*{each['name']})({arguments(each)})"
    else:
        head = each["name"]
    yield from directive("c:type", head, each)


def enumeration(each):
    rows = [[f"`{v['name']}`", str(v["value"]), cell(v["doc"])] for v in each["values"]]
    yield f"({each['prefix']})="
    yield f"### {each['prefix']}\\*\n"
    if "name" in each:
        yield from directive("c:enum", each["name"], {})
    yield f"{prose(each['summary'])} {prose(each.get('description'))}\n"
    yield from table(["Name", "Value", "Meaning"], rows)


def macro(each):
    value = f"Value `{each['value']}`.\n" if "value" in each else ""
    yield from directive("c:macro", each["name"], each, value)


def header_page(header):
    yield f"# {header['name']}\n"
    yield f"`#include <quen/{header['name']}.h>`\n"
    yield f"{prose(header['summary'])}\n"
    yield f"{prose(header.get('description'))}\n"
    if "sample" in header:
        yield f"```c\n{header['sample']}\n```\n"
    for title, kind, show in (
        ("Functions", "functions", function),
        ("Structs", "structs", struct),
        ("Types", "types", opaque),
        ("Enumerations", "enumerations", enumeration),
        ("Macros", "macros", macro),
    ):
        found = [each for each in API[kind] if each["header"] == header["name"]]
        if found:
            yield f"## {title}\n"
            for each in found:
                yield from show(each)


def index(title, names, summaries):
    yield f"# {title}\n"
    yield from table(
        ["", ""], [[f"[{name}]({name}.md)", summaries[name]] for name in names]
    )
    yield "```{toctree}\n:hidden:\n"
    yield from names
    yield "```"


def write_c(out):
    out.mkdir(parents=True)
    for name, header in HEADERS.items():
        (out / f"{name}.md").write_text("\n".join(header_page(header)))
    summaries = {name: cell(header["summary"]) for name, header in HEADERS.items()}
    (out / "index.md").write_text("\n".join(index("C reference", HEADERS, summaries)))


# --- Python ---


def python_page(name, kind, listed):
    yield f"# {name}\n\n```{{eval-rst}}\n.. auto{kind}:: quen.{name}"
    if kind != "function":
        yield "   :members:"
    if kind == "class":
        yield "   :inherited-members: dict"
    if listed:
        yield f"   :exclude-members: {', '.join(listed)}"
    yield "```"


def listed_of(thing):
    """What a class's own list of attributes has shall not stand on the page again."""
    entries = attributes(inspect.getdoc(thing).split("\n"))
    return [name for names, _, _ in entries for name in names]


def write_python(out):
    import quen

    out.mkdir(parents=True)
    kinds = {"evaluate": "module", "plot": "module"}
    for name in quen.__all__:
        value = getattr(quen, name)
        if isinstance(value, type):
            kinds[name] = "exception" if issubclass(value, BaseException) else "class"
        elif callable(value):
            kinds[name] = "function"
    names = sorted((n for n in kinds if kinds[n] != "exception"), key=str.lower)
    summaries = {
        n: (getattr(quen, n).__doc__ or "").split("\n")[0] for n in names if n != "plot"
    }
    summaries["plot"] = "Plots of what the others found."
    for name in names:
        listed = listed_of(getattr(quen, name)) if kinds[name] == "class" else []
        page = python_page(name, kinds[name], listed)
        (out / f"{name}.md").write_text("\n".join(page))
    errors = [n for n in kinds if kinds[n] == "exception"]
    pages = ["# Errors\n"] + [
        f"```{{eval-rst}}\n.. autoexception:: quen.{name}\n```" for name in errors
    ]
    (out / "errors.md").write_text("\n".join(pages))
    summaries["errors"] = "What is raised, with the library's own sentence."
    (out / "index.md").write_text(
        "\n".join(index("Python reference", [*names, "errors"], summaries))
    )


def main(out):
    out = pathlib.Path(out)
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(ROOT / "docs", out, ignore=shutil.ignore_patterns("site"))
    shutil.copy(ROOT / "docs" / "site" / "index.md", out)
    shutil.copytree(
        ROOT / "examples/notebooks", out.parent / "examples/notebooks", dirs_exist_ok=True
    )
    write_c(out / "reference" / "c")
    write_python(out / "reference" / "python")


main(sys.argv[1])
