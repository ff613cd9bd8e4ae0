"""What the headers' doc comments say, as data: summary, parameters, statuses, defaults.

The comments are regular; what is not of the form described here is refused, so that the
form holds for what is yet to be written.
"""

from __future__ import annotations

import re
from typing import Any

Json = dict[str, Any]

SECONDS = {"s": 1, "days": 86400}
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$")
# "Default 5.", "Default 90 days.", "Default NULL: nobody is told."
DEFAULT = re.compile(r"\bDefault ([^:]+?)(?:: (.+?))?\.(?=\s|$)")
REQUIRED = re.compile(r"\bRequired(?: unless `(\w+)` is given)?\b")
CHOICE = re.compile(r"^(QUEN_[A-Z0-9_]+_)\*[.;,]")
FLAGS = re.compile(r"^Sum of (QUEN_[A-Z0-9_]+_)\*")
BOOLEAN = re.compile(r"^1: ")
END = r"-?[\w]+(?:\.\d+)?(?: (?:s|days|years))?"
RANGE = re.compile(rf"({END})\.\.({END}(?:[ ]?[+-] ?1)?)")
BELOW = re.compile(r"(?:>= |at least )(\d+(?:\.\d+)?)|(> )(\d+(?:\.\d+)?)")
ABOVE = re.compile(r"at most (\d+)\b")
FACTOR = r"(?:n_\w+|quen_\w+_n_\w+\(\))"
EXTENT = re.compile(rf"(?<!\w)({FACTOR}(?: x (?:{FACTOR}|\d+))*|\d+(?= values))")


def lines_of(comment: str) -> list[str]:
    """A comment without its stars."""
    body = re.sub(r"^/\*\*<?|\*/$", "", comment)
    lines = [re.sub(r"^\s*\* ?", "", line) for line in body.split("\n")]
    if "\n * " not in body and "\n *\n" not in body:  # after a field: indented alone
        lines = [line.strip() for line in body.split("\n")]
    return [line.rstrip() for line in lines]


def joined(lines: list[str]) -> str:
    """Lines of one paragraph as one; tables and lists keep theirs."""
    if any(re.match(r"\s{2,}|\||- ", line) for line in lines):
        return "\n".join(lines)
    return " ".join(line.strip() for line in lines)


def paragraphs(lines: list[str]) -> list[str]:
    parts: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            parts[-1].append(line)
        elif parts[-1]:
            parts.append([])
    return [joined(part) for part in parts if part]


def sentence(text: str) -> tuple[str, str]:
    """The first sentence, and the rest."""
    end = re.search(r"\.(?=\s+[A-Z`\"(]|$)", text)
    at = end.end() if end else len(text)
    return text[:at], text[at:].strip()


def tags(lines: list[str]) -> tuple[list[str], list[tuple[str, str, str]]]:
    """The lines outside the @tags, and the tags: (tag, names, text)."""
    plain: list[str] = []
    found: list[list[str]] = []
    inside = False
    for line in lines:
        if line.startswith("@"):
            inside = True
            found.append([line])
        elif inside and line.startswith("  "):
            found[-1].append(line.strip())
        else:
            inside = False
            plain.append(line)
    return plain, [split_tag(" ".join(parts)) for parts in found]


def split_tag(text: str) -> tuple[str, str, str]:
    tag, rest = text[1:].split(None, 1)
    if tag == "return":
        return tag, "", rest.strip()
    names, _, words = rest.partition("  ")
    if not words:
        names, _, words = rest.partition(" ")
    return tag, names, words.strip()


def doc_of(comment: str) -> Json:
    """summary, description, params, returns, retvals: those there are."""
    plain, tagged = tags(lines_of(comment))
    parts = paragraphs(plain)
    summary, rest = sentence(parts[0]) if parts else ("", "")
    doc: Json = {"summary": summary}
    if rest or parts[1:]:
        doc["description"] = "\n\n".join(([rest] if rest else []) + parts[1:])
    for tag, names, text in tagged:
        each = [name.strip() for name in names.split(",")]
        if tag == "param":
            doc.setdefault("params", {}).update(dict.fromkeys(each, text))
        elif tag == "retval":
            doc.setdefault("retvals", {}).update(dict.fromkeys(each, text))
        elif tag == "return":
            doc["returns"] = text
        else:
            raise ValueError(f"@{tag} is no tag of ours")
    return doc


def file_doc_of(comment: str) -> Json:
    """Of a header: summary, description and sample; and what it says of every noun's
    functions, one section for each verb."""
    text = "\n".join(lines_of(comment)).strip()
    sample = re.search(r"@code\n(.*?)\n@endcode", text, re.S)
    text = re.sub(r"@code\n.*?@endcode|@file \S+", "", text, flags=re.S).strip()
    text = re.sub(r"@verbatim\n(.*?)\n@endverbatim", indented, text, flags=re.S)
    text, *sections = re.split(r"^@section (\w+) .*\n", text, flags=re.M)
    parts = paragraphs(text.split("\n"))
    doc: Json = {"summary": parts[0]}
    if parts[1:]:
        doc["description"] = "\n\n".join(parts[1:])
    if sections:
        pairs = zip(sections[::2], sections[1::2], strict=True)
        doc["functions"] = {verb: section_of(part) for verb, part in pairs}
    if sample:
        doc["sample"] = sample[1]
    return doc


def indented(found: re.Match[str]) -> str:
    return "\n".join("    " + line for line in found[1].split("\n"))


def section_of(text: str) -> Json:
    """As doc_of(), of a text with lists "- name, QUEN_STATUS: what"."""
    items = re.findall(r"^- ([^:]+): (.*(?:\n  .*)*)", text, re.M)
    parts = paragraphs(re.sub(r"^- .*(?:\n  .*)*", "", text, flags=re.M).split("\n"))
    summary, rest = sentence(parts[0])
    doc: Json = {"summary": summary}
    if rest or parts[1:]:
        doc["description"] = "\n\n".join(([rest] if rest else []) + parts[1:])
    for names, words in items:
        for name in names.split(", "):
            kind = "retvals" if name.startswith("QUEN_") else "params"
            doc.setdefault(kind, {})[name] = " ".join(words.split())
    return doc


# --- fields ---


def constant(text: str, prefix: str = "") -> Any:
    """A number, or the name of a constant of C; None for other words."""
    text = text.strip()
    if NUMBER.match(text):
        return float(text) if re.search(r"[.e]", text) else int(text)
    count, _, unit = text.partition(" ")
    if unit == "each":
        return constant(count)
    if unit in SECONDS and count.isdigit():
        return int(count) * SECONDS[unit]
    if prefix and re.fullmatch(r"[A-Z][A-Z0-9_]*", text) and not text.startswith("QUEN_"):
        return prefix + text
    if re.fullmatch(r"NULL|U?INT\d+_(MIN|MAX)|QUEN_[A-Z0-9_]+", text):
        return text
    if ", " in text:
        values = [constant(part) for part in text.split(", ")]
        return None if None in values else values
    return None


def limits_of(text: str) -> Json:
    """min, max, and min_excluded; numbers, or words where they are no numbers."""
    limits: Json = {}
    if ranges := RANGE.findall(text):
        low, high = ranges[-1]
        limits = {"min": value_or_words(low), "max": value_or_words(high)}
    elif below := BELOW.search(text):
        limits["min"] = constant(below[1] or below[3])
        if below[2]:
            limits["min_excluded"] = True
    if "max" not in limits and (above := ABOVE.search(text)):
        limits["max"] = constant(above[1])
    return limits


def value_or_words(text: str) -> Any:
    value = constant(text)
    return text if value is None else value


def default_of(text: str, prefix: str) -> Json:
    """default, and what it is called and means; or required."""
    if found := DEFAULT.search(text):
        said = {"default": constant(found[1], prefix), "default_text": found[1]}
        if said["default"] is None:
            raise ValueError(f"Default {found[1]}: neither a number nor a constant")
        if said["default"] == constant(said["default_text"]) and found[1].find(" ") < 0:
            del said["default_text"]
        if found[2]:
            said["default_means"] = found[2]
        return said
    if found := REQUIRED.search(text):
        return {"required": f"unless {found[1]}" if found[1] else True}
    return {}


def field_doc_of(comment: str) -> Json:
    """doc, and what can be told from it."""
    text = " ".join(line.strip() for line in lines_of(comment)).strip()
    facts: Json = {"doc": DEFAULT.sub("", text).replace("  ", " ").strip() or text}
    if found := CHOICE.match(text):
        facts["choices"] = found[1]
    elif found := FLAGS.match(text):
        facts["flags"] = found[1]
    elif BOOLEAN.match(text):
        facts["boolean"] = True
    facts |= default_of(text, facts.get("choices", ""))
    return facts


def extent_of(text: str) -> list[Any] | None:
    """Of an array, "n_clusters x n_columns" or "4 values": its factors."""
    found = EXTENT.search(text)
    if not found:
        return None
    parts = found[1].replace("()", "").split(" x ")
    return [int(part) if part.isdigit() else part for part in parts]
