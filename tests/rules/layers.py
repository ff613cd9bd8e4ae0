#!/usr/bin/env python3
"""Who may include, name and call what, as far as the source shows it. layers.py [ROOT]

lib/rooms.txt is the table of rooms; beside what it says, the graph of files has no
circle, nor has that of a binding's, and some names of the system and of C may be used in
few files only.
"""
import collections
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FLOORS = ["core", "math", "io", "data", "models", "shop"]
Room = collections.namedtuple("Room", "name floor uses headers prefixes")

# What may be named only in the files given.
HOMES = {
    r"<cblas\.h>": {"math/blas.c"},
    r"<pthread\.h>": {"core/parallel.c"},
    r"<stdatomic\.h>": {"core/parallel.h"},
    r"<errno\.h>": {"io/file.c", "io/system.c", "io/system_windows.c"},
    r"<(unistd|fcntl|io|time|sys/\w+)\.h>": {"core/pages.c", "io/system.c"},
    r"<windows\.h>": {"core/parallel.c", "io/system_windows.c"},
    r"\b(malloc|calloc|realloc|free)\(": {"core/alloc.c"},
    r"\b(printf|puts|putchar|perror|fprintf|fopen|exit|abort|_exit|getenv|setlocale|"
    r"signal|raise|system|socket|time|rand|qsort|strtok|strerror|assert)\(": set(),
}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+"([^"]+)"', re.M)


def read_rooms(path):
    rooms = {}
    for line in path.read_text().splitlines():
        if line and not line.startswith("#"):
            columns = [column.strip() for column in line.split("|")]
            name, uses, headers, prefixes = columns[:4]
            rooms[name] = Room(name, FLOORS.index(name.split("/")[0]), uses.split(),
                               headers.split(), prefixes.split())
    return rooms


def without_comments(text):
    """The same lines without comments, and without strings but those of #include."""
    text = re.sub(r"/\*.*?\*/", lambda m: "\n" * m.group().count("\n"), text, flags=re.S)
    text = re.sub(r"//.*", "", text)
    return "\n".join(line if re.match(r"\s*#\s*include", line) else
                     re.sub(r'"(\\.|[^"\\])*"', '""', line) for line in text.split("\n"))


# --- includes ---

def may_include(rooms, room, target):
    """None, or why a file of this room may not include what a line of it names."""
    if "/" not in target:
        return f'write the path from lib/ or include/: "{target}"'
    folder, name = target.rsplit("/", 1)
    public = folder == "quen"
    if public:
        owner = next((r for r in rooms.values() if name[:-2] in r.headers), None)
        if not owner:
            return f"{target} belongs to no room of lib/rooms.txt"
    elif folder not in rooms:
        return f"{folder} is no room of lib/rooms.txt"
    else:
        owner = rooms[folder]
    if owner.name == room.name or owner.floor < room.floor:
        return None
    if owner.floor > room.floor:
        return f"{target} is above: {room.name} may not include it"
    if owner.name not in room.uses:
        return f"{room.name} does not use {owner.name}, of which {target} is a part"
    only = owner.name.split("/")[-1] + ".h"
    if owner.name.startswith("models/") and not public and name != only:
        return f"of {owner.name} only {only} may be included"
    return None


def include_faults(rooms, room, where, text):
    for match in INCLUDE.finditer(text):
        fault = may_include(rooms, room, match.group(1))
        if fault:
            yield f"{where}:{text.count(chr(10), 0, match.start(1)) + 1}: {fault}"


def home_faults(where, name, text):
    for number, line in enumerate(text.splitlines(), 1):
        for pattern, homes in HOMES.items():
            if name not in homes and re.search(
                    r"(?<![\w.>])" + pattern if pattern[0] == "\\" else pattern, line):
                yield f"{where}:{number}: {line.strip()} (not in this file)"


# --- names ---

DECLARED = re.compile(
    r"\}\s*(quen__\w+);|struct (quen__\w+) \{|typedef [^;{}]*?\b(quen__\w+);|"
    r"typedef [^;{}]*?\(\*(quen__\w+)\)|^extern [\w ]*?\b(quen__\w+);|"
    r"^(?:static |const |inline |unsigned |[\w]+ )[\w \n]*?\*?\b(quen__\w+)\(", re.M)


def declared(text):
    return {name for groups in DECLARED.findall(text) for name in groups if name}


def name_faults(room, where, text):
    for name in sorted(declared(text)):
        short = name[len("quen__"):].lower()
        if not any(short == p or short.startswith(p + "_") for p in room.prefixes):
            yield f"{where}: {name} begins with no prefix of {room.name}"


# --- circles ---

DEFINED = re.compile(
    r"^(?!typedef|extern)\w[\w \n*]*?\b(quen__\w+)\([^;{}]*\)\n\{|"
    r"^const [\w ]*?\b(quen__\w+)(?:\[\w*\])? =", re.M)


def unit_of(name):
    """A source and its header are one: core/alloc of alloc.c and alloc.h."""
    return name.rsplit(".", 1)[0]


def defined(text):
    """The internal functions and tables that a file defines, those inline in it too."""
    return {function or table for function, table in DEFINED.findall(text)}


# A binding's functions have no prefix: each that is not static, and not made by a macro.
BINDING_DEFINED = re.compile(
    r"^(?!static|typedef|extern)\w[\w \n*]*?\b(\w+)\([^;{}]*\)\n\{", re.M)


def graph_of(texts, defined=defined):
    """Which functions and tables each unit takes from which other, as
    {unit: {unit: a name}}. Types are no part of it: a header of types is there to be
    shared."""
    homes = {each: unit_of(name) for name, text in texts.items()
             for each in defined(text)}
    graph = collections.defaultdict(dict)
    for name, text in texts.items():
        own, named = unit_of(name), set(re.findall(r"\w+", text))
        for used in sorted(named & homes.keys() - declared(text)):
            if homes[used] != own:
                graph[own].setdefault(homes[used], used)
    return graph


def circle_in(graph):
    """One circle as a list of units, or None."""
    state, path = {}, []

    def visit(unit):
        state[unit] = 1
        path.append(unit)
        for other in sorted(graph.get(unit, ())):
            if state.get(other) == 1:
                return path[path.index(other):]
            if other not in state and (found := visit(other)):
                return found
        state[path.pop()] = 2
        return None

    for unit in sorted(graph):
        if unit not in state and (found := visit(unit)):
            return found
    return None


def circle_faults(texts, defined=defined):
    graph = graph_of(texts, defined)
    circle = circle_in(graph)
    if circle:
        steps = zip(circle, circle[1:] + circle[:1], strict=True)
        yield "a circle of files: " + "; ".join(
            f"{a} -> {b} ({graph[a][b]})" for a, b in steps)


# --- all ---

def prefix_faults(rooms):
    owners = collections.defaultdict(list)
    for room in rooms.values():
        for prefix in room.prefixes:
            owners[prefix].append(room.name)
    for prefix, names in owners.items():
        if len(names) > 1:
            yield f"lib/rooms.txt: the prefix {prefix} has two rooms: {' '.join(names)}"


def unused_faults(rooms, texts):
    """Prefixes that no header of their room declares a name with."""
    for room in rooms.values():
        names = {each[len("quen__"):].lower() for name, text in texts.items()
                 if name.endswith(".h") and name.rsplit("/", 1)[0] == room.name
                 for each in declared(text)}
        for prefix in room.prefixes:
            if not any(n == prefix or n.startswith(prefix + "_") for n in names):
                yield f"lib/rooms.txt: no name of {room.name} begins with {prefix}"


def faults_in(lib, include):
    rooms = read_rooms(lib / "rooms.txt")
    yield from prefix_faults(rooms)
    texts = {}
    for path in sorted(lib.rglob("*.[ch]")):
        name, folder = str(path.relative_to(lib)), str(path.parent.relative_to(lib))
        where, text = "lib/" + name, without_comments(path.read_text())
        if folder not in rooms:
            yield f"{where}: {folder} is no room of lib/rooms.txt"
            continue
        texts[name] = text
        yield from include_faults(rooms, rooms[folder], where, text)
        yield from home_faults(where, name, text)
        if path.suffix == ".h":
            yield from name_faults(rooms[folder], where, text)
    yield from unused_faults({name: room for name, room in rooms.items()
                              if (lib / name).is_dir()}, texts)
    yield from circle_faults(texts)
    for path in sorted((include / "quen").glob("*.h")):
        owner = next((r for r in rooms.values() if path.stem in r.headers), None)
        if not owner:
            yield f"include/quen/{path.name}: belongs to no room of lib/rooms.txt"
            continue
        text = re.sub(r'include "(\w+\.h)"', r'include "quen/\1"',
                      without_comments(path.read_text()))
        yield from include_faults(rooms, owner, f"include/quen/{path.name}", text)


def binding_faults(folder):
    texts = {path.name: without_comments(path.read_text()) for path in folder.glob("*.c")}
    for fault in circle_faults(texts, BINDING_DEFINED.findall):
        yield f"{folder.parent.name}: {fault}"


def main(root=ROOT):
    root = pathlib.Path(root)
    lib = root / "lib"
    faults = list(faults_in(lib, root / "include"))
    for folder in sorted(root.glob("bindings/*/src")):
        faults += binding_faults(folder)
    count = len(list(lib.rglob("*.[ch]")))
    print("\n".join(faults) or f"{count} files keep to lib/rooms.txt, and no circle")
    return bool(faults) or count < 10


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
