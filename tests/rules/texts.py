#!/usr/bin/env python3
"""What the program says is in its tables, in two languages: no sentence stands in its
other sources, no text is left in English or asks for other arguments than its neighbour,
none is of no use, and the library's own names (segments and what they mean, features,
traces) have words. texts.py [ROOT]"""
import pathlib
import re
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = "programs/quen"
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
ROW = re.compile(r'\b(TEXT|PLURAL)\((\w+),((?:\s*"(?:[^"\\\n]|\\.)*",?)+)\)')
# What is no word: escapes, directives of printf, arguments.
NO_WORD = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|[0-7]{1,3}|.)|"
                     r"%[-+ #0-9.*]*(?:ll|l|z|h)?[A-Za-z%]|\{\d\}")
SENTENCE = re.compile(r"[A-Za-z]{2,}[,.:;]? +[A-Za-z]{2,}|[A-Z][a-z]{2,}|[^\x00-\x7f]")
FEATURE = re.compile(r'"([a-z]+(?:_[a-z]+)+|orders|lines|quantity|revenue|trend|hour)"')
# The library's names are the keys of the tables; what stands behind a command is no word.
KEYS = {"texts/words.c", "commands.c", "report/style.c"}
ALLOWED = {"quen %s", "POSIX"}
# Texts that are counted up to from the first.
COUNTED = ("EXIT_", "MONTH_", "WEEKDAY_", "OPTION_", "SEGMENT_")
# The same in both languages.
SAME = {"R", "F", "M"}


def without_comments(text):
    return re.sub(r"/\*.*?\*/", lambda m: "\n" * m[0].count("\n"), text, flags=re.S)


def line_of(text, at):
    return text.count("\n", 0, at) + 1


def joined(literals):
    """Neighbouring literals are one; commas part them."""
    parts, last = [], None
    for found in LITERAL.finditer(literals):
        if last is not None and "," not in literals[last:found.start()]:
            parts[-1] += found[1]
        else:
            parts.append(found[1])
        last = found.end()
    return parts


def rows_of(text):
    """(line, name, English texts, Vietnamese) of a table."""
    for row in ROW.finditer(without_comments(text)):
        *english, vietnamese = joined(row[3])
        yield line_of(text, row.start()), row[2], english, vietnamese


def prose(name, literal):
    """What of a literal people read: of the report's, what is no markup."""
    if name.startswith("report/"):
        literal = re.sub(r"<[^>]*(?:>|$)|^[^<]*>", " ", literal)
        literal = re.sub(r"^[a-z0-9]+(?: [a-z]+=\S+)+$", "", literal)
    return NO_WORD.sub(" ", literal)


def sentences(root):
    for path in sorted((root / PROGRAM).rglob("*.[ch]")):
        name = path.relative_to(root / PROGRAM).as_posix()
        if name in KEYS or name.startswith("tests/"):
            continue
        text = without_comments(path.read_text())
        if name.startswith("report/"): # markup goes over several literals
            text = re.sub(r'"\s*\n\s*"', "", text)
        for found in LITERAL.finditer(text):
            start = text.rfind("\n", 0, found.start()) + 1
            if re.match(r"\s*#\s*include", text[start:]):
                continue
            if found[1] not in ALLOWED and SENTENCE.search(prose(name, found[1])):
                yield (f"{PROGRAM}/{name}:{line_of(text, found.start())}: a sentence "
                       f'outside the tables: "{found[1]}"')


def row_faults(where, name, english, vietnamese):
    wanted = {frozenset(re.findall(r"\{\d\}", text)) for text in (*english, vietnamese)}
    if len(wanted) > 1:
        yield f"{where}: {name} asks for other arguments in the other language"
    letters = re.search(r"[a-z]{2}", NO_WORD.sub(" ", vietnamese))
    if vietnamese in english and vietnamese not in SAME and letters:
        yield f"{where}: {name} is not translated"
    if unicodedata.normalize("NFC", vietnamese) != vietnamese:
        yield f"{where}: {name} is not in normal form C"
    if len({text[-1:] in (".", "?", ":") for text in (*english, vietnamese)}) > 1:
        yield f"{where}: {name} ends as a sentence in one language only"


def table_faults(root):
    sources = "\n".join(path.read_text() for path in (root / PROGRAM).rglob("*.[ch]"))
    for path in sorted((root / PROGRAM / "texts").glob("*.def")):
        where = path.relative_to(root).as_posix()
        for line, name, english, vietnamese in rows_of(path.read_text()):
            yield from row_faults(f"{where}:{line}", name, english, vietnamese)
            used = re.search(rf"\bTEXT_{name}\b", sources) or name.startswith(COUNTED)
            if not used and path.name != "report.def":
                yield f"{where}:{line}: {name} is said nowhere"


def library_words(root):
    """What the library calls things, and where."""
    segments = "lib/models/rfm/rfm_segments.c"
    text = (root / segments).read_text()
    for name in re.findall(r'^    \{"([^"]+)",', text, re.M):
        yield segments, name
    for source in ("lib/data/features/builtin.c", "lib/models/churn/churn_rhythm.c"):
        for name in FEATURE.findall((root / source).read_text()):
            yield source, name
    traces = (root / "docs/format.md").read_text()
    for name in re.findall(r"^\| `(\w+: [^`]+)` \|", traces, re.M):
        yield "docs/format.md", name


def library_faults(root):
    keys = {found[1] for found in LITERAL.finditer(
        (root / PROGRAM / "texts/words.c").read_text())}
    for where, name in library_words(root):
        if name not in keys:
            yield f"{PROGRAM}/texts/words.c: no words for '{name}' of {where}"
    english = {text for path in (root / PROGRAM / "texts").glob("*.def")
               for _, _, texts, _ in rows_of(path.read_text()) for text in texts}
    source = without_comments((root / "lib/models/rfm/rfm_segments.c").read_text())
    for meaning in re.findall(r'"((?:[^"\n]|"\s*\n\s*")*\.)"', source):
        meaning = re.sub(r'"\s*\n\s*"', "", meaning)
        if meaning[0].isupper() and "%" not in meaning and meaning not in english:
            yield f"{PROGRAM}/texts/words.def: no translation of '{meaning}'"


def main(root=ROOT):
    root = pathlib.Path(root)
    faults = [*sentences(root), *table_faults(root), *library_faults(root)]
    print("\n".join(faults) if faults else "every text is there in both languages")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
