"""Settings of the reference that ./dev docs makes. Its pages are laid out by pages.py."""

import importlib
import inspect
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs" / "site"))
attributes = importlib.import_module("docstrings").attributes
MACROS = {
    macro["name"]: macro.get("value")
    for macro in json.loads((ROOT / "bindings" / "api.json").read_text())["macros"]
}

project = "libquen"
author = "the libquen authors"
release = MACROS["QUEN_VERSION_STRING"]
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
html_theme = "furo"
html_title = f"libquen {release}"
html_show_sphinx = html_show_copyright = html_copy_source = False

myst_enable_extensions = ["colon_fence", "fieldlist"]
myst_heading_anchors = 3
highlight_language = "none"
add_module_names = False
toc_object_entries_show_parents = "hide"
maximum_signature_line_length = 72

autodoc_member_order = "bysource"
autodoc_mock_imports = ["matplotlib"]
autodoc_typehints = "none"
napoleon_google_docstring = False
napoleon_use_param = napoleon_use_rtype = False
napoleon_custom_sections = [("Attributes", "params_style")]

# What is not ours has no page here; all of ours must.
nitpicky = True
nitpick_ignore_regex = [
    (r"c:identifier", r"(?!quen_).*"),
    (r"py:.*", r"(?!quen\.[A-Za-z]).*"),
]


whole = {}


def sections(lines):
    """What follows a list of parameters without a title of its own gets one."""
    listing = False
    for i, line in enumerate(lines):
        titled = i + 1 < len(lines) and re.fullmatch("-{3,}", lines[i + 1])
        if listing and line and not line[0].isspace() and not lines[i - 1]:
            listing = bool(titled)
            if not titled:
                title = "Examples" if line.startswith(">>>") else "Notes"
                yield from (title, "-" * len(title))
        listing = listing or bool(titled)
        yield line


def plain(line):
    """`labels_`, `mean_*` and `|x|` are what they look like, not references."""
    if line.lstrip().startswith((">>>", "...")):
        return line
    # The names of a list's entry are no text.
    parts = re.split(r"(`+[^`]*`+|^\w+(?:, \w+)*(?: :|$))", line)
    for i in range(0, len(parts), 2):
        parts[i] = re.sub(r"\b\w+_(?:\*|\b)", r"``\g<0>``", parts[i]).replace("|", r"\|")
    return "".join(parts)


def described(thing, lines):
    """An attribute in the list that tells its type alone has its property's words."""
    words = {
        place: inspect.getdoc(getattr(thing, names[0], None)) or ""
        for names, place, is_described in attributes(lines)
        if not is_described
    }
    for i, line in enumerate(lines):
        yield line
        yield from (f"    {more}".rstrip() for more in words.get(i, "").splitlines())


def before_napoleon(app, what, name, thing, options, lines):
    told = described(thing, list(lines)) if what == "class" else lines
    lines[:] = [plain(line) for line in sections(list(told))]
    whole[name] = list(lines)


def after_napoleon(app, what, name, thing, options, lines):
    """A colon in what is said of an attribute ends no type."""
    if what in ("attribute", "property"):
        lines[:] = whole[name]


def setup(app):
    app.connect("autodoc-process-docstring", before_napoleon, priority=100)
    app.connect("autodoc-process-docstring", after_napoleon, priority=900)
