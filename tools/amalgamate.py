#!/usr/bin/env python3
"""The library as two files, for builds that have neither meson nor pkg-config, and a
CMakeLists.txt for those that have CMake.
amalgamate.py FOLDER [ROOT]

quen.h is the public headers, in the order in which quen.h includes them. quen.c is all of
lib/ and of third_party/: first the headers of lib/, then the sources, room by room. What
a source has to itself (static functions and variables, macros, types, constants) gets
the source's name behind it, for many have a defaults() or a CHUNK of their own; so no
two meet, nor does one meet a name of some system's headers.
"""

import collections
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
TOKEN = re.compile(
    r"""
      (?P<skip>/\*.*?\*/ | //[^\n]* | "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' | \s+
        | ^[ \t]*\#[ \t]*include[^\n]*)
    | (?P<word>[A-Za-z_]\w*) | (?P<number>\.?\d(?:[eEpP][+-]|[\w.])*) | (?P<sign>->|.)
    """,
    re.X | re.S | re.M,
)
BLANK = re.compile(r"\n{3,}")
INCLUDE = re.compile(r'^#include ("([^"]+)"|<[^>]+>)\n', re.M)
OPENED = re.compile(r'^#ifdef __cplusplus\nextern "C" \{\n#endif\n\n?', re.M)
CLOSED = re.compile(r"^#ifdef __cplusplus\n\}\n#endif\n\n?", re.M)

# --- quen.h ---

HEADER = """/*
 * libquen {version}, one header: written by tools/amalgamate.py, not to be edited.
 *
{ours} */
#ifndef QUEN_H
#define QUEN_H

{system}
#ifdef __cplusplus
extern "C" {{
#endif

{body}
#ifdef __cplusplus
}}
#endif

#endif
"""


def unguarded(text):
    """The text between a header's guards, or None if it has none."""
    found = re.match(
        r"((?:/\*.*?\*/\s*)?)#ifndef (\w+_H)\n#define \2\n(.*)#endif\n$", text, re.S
    )
    return found and found.group(1) + found.group(3).strip("\n") + "\n"


def public_header(root):
    """What it includes of the system, and all else."""
    seen, system, body = set(), set(), []

    def add(path):
        if path in seen:
            return
        seen.add(path)
        text = unguarded(path.read_text())
        for what, name in INCLUDE.findall(text):
            if name:
                add(path.parent / name)
            else:
                system.add(what)
        body.append(CLOSED.sub("", OPENED.sub("", INCLUDE.sub("", text))))

    add(root / "include/quen.h")
    # What it says of all functions comes first.
    return system, "\n".join([body[-1], *body[:-1]])


# --- what a source has to itself ---


def plain(text):
    """The text without comments and strings: braces in them count for nothing."""
    return TOKEN.sub(
        lambda m: (
            m.group()
            if m.lastgroup != "skip"
            or m.group().isspace()
            or m.group().lstrip().startswith("#")
            else " "
        ),
        text,
    )


OWN = [
    re.compile(pattern, re.M | re.S)
    for pattern in (
        r"^(?:static|QUEN__INLINE|QUEN__NOINLINE)\b[^;{}=()]*?\b(\w+)\(",
        r"^static\b[^;{}()=]*?\b(\w+)(?:\[[^\]]*\])* *(?:=|;)",
        r"^[ ]*#[ ]*define (\w+)",
        r"^(?:typedef |static |const )*(?:struct|union|enum) (\w+) \{",
        r"^\} (\w+)(?: __attribute__[^;]*|\[[^;]*)?(?:;| =)",
        r"^typedef [^;{}()]*?\b(\w+)(?:\[[^;]*| __attribute__[^;]*)?;",
        r"^typedef [^;{}()]*?\(\*(\w+)\)",
        r"^typedef [^;{}()]*?\b(\w+)\([^*]",
    )
]
CONSTANTS = re.compile(r"^(?:typedef )?enum(?: \w+)? \{(.*?)\}", re.M | re.S)


def own_names(text):
    """The names that the text of a source defines and no other file sees."""
    text = plain(text)
    names = {name for pattern in OWN for name in pattern.findall(text)}
    for body in CONSTANTS.findall(text):
        names.update(re.findall(r"(?:^|,)\s*(\w+)", body))
    words = collections.Counter(re.findall(r"\b\w+\b", text))
    # A macro that is named once is told to a header.
    return {
        n for n in names if not n.startswith(("quen_", "QUEN_", "_")) and words[n] > 1
    }


def is_member(tokens, i, braces):
    """Whether word i is a member of a struct, not a name of the source's own."""
    before, after = tokens[i - 1] if i else "", tokens[i + 1 : i + 2]
    if before in (".", "->"):
        return True
    inside = braces and braces[-1] == "struct"
    named = after and after[0] in (";", ",", "[", ":")
    return inside and (
        named or (before == "*" and tokens[i - 2 : i - 1] == ["("] and after == [")"])
    )


def renamed(text, names, suffix):
    """The text with this suffix behind these names, wherever they are no members."""
    matches = list(TOKEN.finditer(text))
    real = [m for m in matches if m.lastgroup != "skip"]
    tokens, braces, changed = [m.group() for m in real], [], {}
    for i, token in enumerate(tokens):
        if token in "{(":
            opens = tokens[max(i - 2, 0) : i]
            struct = token == "{" and ({"struct", "union"} & set(opens))
            braces.append("struct" if struct else token)
        elif token in ")}" and braces:
            braces.pop()
        elif token in names and not is_member(tokens, i, braces):
            changed[real[i].start()] = token + suffix
    return "".join(changed.get(m.start(), m.group()) for m in matches)


# --- quen.c ---

SOURCE = """/*
 * libquen {version}, one source: written by tools/amalgamate.py, not to be edited.
 * Compile it with quen.h beside it, link libm and, but on Windows, threads (-pthread).
 *
 *   QUEN_STATIC     what is linked with it sees quen_ names, nobody else does
 *   QUEN_OPENBLAS   dense algebra by OpenBLAS (<cblas.h>, -lopenblas) instead of its own
 *   QUEN_NO_RFM, _KMEANS, _ITEMCF, _CHURN, _LIFETIME, _HABITS   without that part
 *
{ours} *
 * utf8proc, which is within:
 *
{theirs} */
#if defined(QUEN_OPENBLAS) && !defined(QUEN__OPENBLAS)
#define QUEN__OPENBLAS
#endif
#ifndef QUEN_BUILDING
#define QUEN_BUILDING
#endif

/* What systems show of themselves only if they are asked. */
#if defined(_WIN32)
#ifndef __USE_MINGW_ANSI_STDIO
#define __USE_MINGW_ANSI_STDIO 1
#endif
#ifndef _WIN32_WINNT
#define _WIN32_WINNT 0x0601
#endif
#else
#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif
#ifndef _DEFAULT_SOURCE
#define _DEFAULT_SOURCE
#endif
#endif

/* The same bits everywhere: no product is fused with a sum. */
#if defined(__clang__)
#pragma STDC FP_CONTRACT OFF
#elif defined(__GNUC__)
#pragma GCC optimize("fp-contract=off", "no-math-errno")
#endif

/* Kernels are written once for all instruction sets, not each of which uses all; and
 * tables of headers are nobody's where a part is left out. */
#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wunused-const-variable"
#endif

{system}
/* Names that sources share stay inside; those of systems are theirs. */
#if defined(__GNUC__) && !defined(_WIN32)
#define QUEN__SYSTEM_BEGIN _Pragma("GCC visibility push(default)")
#define QUEN__SYSTEM_END _Pragma("GCC visibility pop")
#pragma GCC visibility push(hidden)
#else
#define QUEN__SYSTEM_BEGIN
#define QUEN__SYSTEM_END
#endif

#include "quen.h"

{body}
#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility pop
#endif
"""


# Where utf8proc goes, whose names are its own.
THEIRS = "/* utf8proc.c */\n"


def rooms(root):
    """Each, and the part of a shop that it goes with, or ""."""
    for line in (root / "lib/rooms.txt").read_text().splitlines():
        if "|" in line and not line.startswith("#"):
            columns = [column.strip() for column in line.split("|")]
            yield columns[0], "".join(columns[4:])


def sources(root):
    """Every source, and its part. What includes <windows.h> comes last, for that makes
    macros of common words."""
    found = [
        (path, part)
        for room, part in rooms(root)
        for path in sorted((root / "lib" / room).glob("*.c"))
    ]
    return sorted(found, key=lambda pair: "<windows.h>" in pair[0].read_text())


class Writer:
    def __init__(self, root):
        self.root, self.system, self.headers, self.bodies = root, set(), [], []
        self.seen = set()
        found = sources(root)
        self.stems = collections.Counter(path.stem for path, _ in found)
        for path, part in found:
            self.add_source(path, part)

    def title(self, path):
        return f"/* ---- {path.relative_to(self.root).as_posix()} ---- */\n\n"

    def include(self, match, text):
        """What stands in place of an #include."""
        name = match.group(2)
        before = text[: match.start()]
        depth = len(re.findall(r"^#if", before, re.M)) - len(
            re.findall(r"^#endif", before, re.M)
        )
        if name:
            return self.own_header(name)
        if match.group(1) == "<utf8proc.c>":
            return THEIRS
        if depth == 0:
            self.system.add(match.group(1))
            return ""
        return f"QUEN__SYSTEM_BEGIN\n{match.group()}QUEN__SYSTEM_END\n"

    def expanded(self, text):
        text = INCLUDE.sub(lambda match: self.include(match, text), text)
        return text.replace("QUEN__SYSTEM_END\nQUEN__SYSTEM_BEGIN\n", "")

    def own_header(self, name):
        """Guarded ones go before all sources, once; the others stand where they are
        included."""
        if name.startswith("quen/") or name in self.seen:
            return ""
        path = self.root / "lib" / name
        text = path.read_text()
        once = unguarded(text)
        if once is None:
            return self.expanded(text)
        self.seen.add(name)
        self.headers.append(self.title(path) + self.expanded(once))
        return ""

    def utf8proc(self, name):
        """As it is, without what it includes of its own."""
        text = (self.root / "third_party/utf8proc" / name).read_text()
        return re.sub(
            r'^#include "(\w+\.\w+)"\n',
            lambda m: self.utf8proc(m.group(1)),
            text,
            flags=re.M,
        )

    def add_source(self, path, part):
        text = path.read_text()
        suffix = (
            path.stem if self.stems[path.stem] == 1 else f"{path.parent.name}_{path.stem}"
        )
        text = self.expanded(text)
        text = renamed(text, own_names(text), "__" + suffix)
        if THEIRS in text:
            text = text.replace(THEIRS, self.utf8proc("utf8proc.c"))
        if part:
            text = f"#ifndef QUEN_NO_{part.upper()}\n{text}#endif\n"
        self.bodies.append(self.title(path) + text)


def includes(names):
    return "".join(f"#include {name}\n" for name in sorted(names))


def commented(text):
    return "".join(f" * {line}".rstrip() + "\n" for line in text.strip().split("\n"))


def write(path, template, **parts):
    """Only if it is new, so that builds know."""
    text = BLANK.sub("\n\n", template.format(**parts))
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def main(folder, root=ROOT):
    root, folder = pathlib.Path(root), pathlib.Path(folder)
    version = re.search(r"version: '([^']+)'", (root / "meson.build").read_text()).group(
        1
    )
    ours = commented((root / "LICENSE").read_text())
    theirs = commented((root / "third_party/utf8proc/LICENSE.md").read_text())
    folder.mkdir(parents=True, exist_ok=True)
    system, body = public_header(root)
    write(
        folder / "quen.h",
        HEADER,
        version=version,
        ours=ours,
        system=includes(system),
        body=body,
    )
    writer = Writer(root)
    write(
        folder / "quen.c",
        SOURCE,
        version=version,
        ours=ours,
        theirs=theirs,
        system=includes(writer.system),
        body="\n".join(writer.headers + writer.bodies),
    )
    cmake = (root / "tools/package/CMakeLists.txt").read_text()
    (folder / "CMakeLists.txt").write_text(cmake.replace("@VERSION@", version))


if __name__ == "__main__":
    main(*sys.argv[1:])
