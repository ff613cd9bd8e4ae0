#!/usr/bin/env python3
"""Programs of other headers than the library's: check.py BASELINE LIBRARY CC [RUNNER...]

BASELINE is a folder of tests/abi/: headers of a version, and their values, fields and
defaults (abi_rows.h). LIBRARY is libquen.so, RUNNER what runs programs of
another machine.

1. Every field of the version is where it was, and is as large; new ones stand behind it.
2. Values and defaults of the version are those of the library.
3. One program, compiled against the version's headers, against those of today, against
   those without the newest fields, and against those with a field that is yet to come,
   gets the same answers; and a field that the library does not know is refused by name.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
STRUCT = re.compile(r"typedef struct (quen_\w+) \{(.*?)\n\} \1;", re.S)
FIELD = re.compile(r"FIELD\((\w+), (\w+), (\d+), (\d+)\)")
REFUSED = "a field is set that this version"


class Machine:
    """A compiler, what runs its programs, and a library for them."""

    def __init__(self, library, cc, runner, folder):
        self.library, self.cc = pathlib.Path(library).resolve(), cc.split()
        self.runner, self.folder = runner, folder

    def program(self, source, name, *include):
        to = self.folder / name
        words = [f"-I{path}" for path in include]
        subprocess.run(
            [
                *self.cc,
                "-std=c11",
                "-Wall",
                "-Werror",
                *words,
                HERE / source,
                "-o",
                to,
                self.library,
                f"-Wl,-rpath,{self.library.parent}",
            ],
            check=True,
        )
        return to

    def says(self, program, *words):
        done = subprocess.run(
            [*self.runner, program, *words],
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        return done.returncode, done.stdout.splitlines()


# --- headers of other days ---


def sized(body):
    return re.search(r"^\s*uint32_t struct_size;", body, re.M)


def changed_headers(to, change):
    """Today's headers, each struct with a struct_size changed by change(name, body)."""
    names = set()

    def edit(match):
        if not sized(match[2]):
            return match[0]
        names.add(match[1])
        return f"typedef struct {match[1]} {{{change(match[1], match[2])}\n}} {match[1]};"

    for path in sorted((ROOT / "include").rglob("*.h")):
        target = to / path.relative_to(ROOT / "include")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(STRUCT.sub(edit, path.read_text()))
    return names


def grown(name, body):
    return body + "\n    uint64_t quen_future;"


def newest_fields():
    """The last fields of each struct, back to the last multiple of 8 that is not its
    beginning: structs have no padding."""
    fields = {}
    text = (ROOT / "tests/unit/abi_rows.h").read_text()
    for name, field, at, _ in FIELD.findall(text):
        fields.setdefault(name, []).append((field, int(at)))
    newest = {}
    for name, all_of_it in fields.items():
        start = all_of_it[-1][1] // 8 * 8
        newest[name] = [f for f, at in all_of_it if at >= start > 0]
    return newest


def without(newest):
    """A change that cuts those fields off, but for those that the program sets."""
    used = (HERE / "caller.c").read_text()

    def cut(name, body):
        fields = [f for f in newest[name] if not re.search(rf"\.{f}\b", used)]
        if len(fields) < len(newest[name]):
            return body
        plain = re.sub(r"/\*.*?\*/", "", body, flags=re.S)
        for field in fields:
            plain = re.sub(rf"[^;]*\b{field}\)?(\[\w+\])?(\([^;]*\))?;", "", plain)
        return plain

    return cut


# --- what is held ---


def layout_faults(machine, baseline):
    rows = {}
    for when, headers in ("then", baseline / "include"), ("now", ROOT / "include"):
        program = machine.program("layout.c", f"layout_{when}", headers, baseline)
        rows[when] = [line.rsplit(" ", 2) for line in machine.says(program)[1]]
    now = {name: (int(at), int(size)) for name, at, size in rows["now"]}
    for name, at, size in rows["then"]:
        struct, field = name.split()
        is_size = field == "." and struct in sized_structs()
        if now.get(name) != (int(at), int(size)) and not (
            is_size and now[name][1] >= int(size)
        ):
            yield f"{name} was {size} bytes at {at}, is {now.get(name)}"
    yield from new_field_faults(machine, baseline, rows["then"])


def sized_structs():
    return {
        name
        for path in (ROOT / "include").rglob("*.h")
        for name, body in STRUCT.findall(path.read_text())
        if sized(body)
    }


def new_field_faults(machine, baseline, then):
    """A field that is new must not lie in what was padding at the end of the struct."""
    sizes = {name.split()[0]: int(size) for name, _, size in then if name.endswith(" .")}
    old = {name for name, _, _ in then}
    program = machine.program(
        "layout.c", "layout_all", ROOT / "include", ROOT / "tests/unit"
    )
    for line in machine.says(program)[1]:
        name, at, _ = line.rsplit(" ", 2)
        struct = name.split()[0]
        if name not in old and struct in sizes and int(at) < sizes[struct]:
            yield f"{name} is new and within the {sizes[struct]} bytes of before"


def rows_faults(machine, baseline):
    program = machine.program("rows.c", "rows", baseline / "include", baseline)
    code, lines = machine.says(program)
    return lines or (["rows.c failed"] if code else [])


def caller_faults(machine, baseline):
    headers = {
        "today": ROOT / "include",
        "baseline": baseline / "include",
        "cut": machine.folder / "cut",
        "grown": machine.folder / "grown",
    }
    newest = newest_fields()
    names = changed_headers(headers["cut"], without(newest))
    changed_headers(headers["grown"], grown)
    used = (HERE / "caller.c").read_text()
    yield from (
        f"caller.c does not use {name}"
        for name in sorted(names)
        if not re.search(rf"\((?:{name}), ", used)
    )
    said = {}
    for kind, include in headers.items():
        words = ["-DQUEN_GROWN"] if kind == "grown" else []
        machine.cc += words
        program = machine.program("caller.c", f"caller_{kind}", include)
        machine.cc = machine.cc[: len(machine.cc) - len(words)]
        code, said[kind] = machine.says(program)
        if code or len(said[kind]) < 20:
            yield f"{kind}: the program ends with {code}: {said[kind][-3:]}"
        for was, is_now in zip(said["today"], said[kind]):
            if was != is_now:
                yield f"{kind}: '{is_now}', not '{was}'"
    refused = [
        line
        for line in machine.says(machine.folder / "caller_grown", "1")[1]
        if REFUSED in line
    ]
    wanted = len(re.findall(r"^    OPTIONS\(", used, re.M)) - 1  # context: no sentence
    if len(refused) != wanted:
        yield f"{len(refused)} structs with an unknown field are refused, not {wanted}"


def main(baseline, library, cc, *runner):
    baseline = pathlib.Path(baseline).resolve()
    with tempfile.TemporaryDirectory() as folder:
        machine = Machine(library, cc, list(runner), pathlib.Path(folder))
        faults = [
            *layout_faults(machine, baseline),
            *rows_faults(machine, baseline),
            *caller_faults(machine, baseline),
        ]
    print(
        "\n".join(faults)
        or f"programs of {baseline.name}, of today, of before and of "
        f"later get the same answers ({cc.split()[0]})"
    )
    return bool(faults)


sys.exit(main(*sys.argv[1:]))
