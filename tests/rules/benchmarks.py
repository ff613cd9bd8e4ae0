#!/usr/bin/env python3
"""What benchmarks/abi.py says of structs and functions is what the headers say: sizes and
offsets by a compiler, functions by name and number of arguments.
benchmarks.py CC [ROOT]"""
import ctypes
import importlib
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def asserts(struct):
    """C that does not compile unless the struct is laid out as ctypes lays it out."""
    name = struct.__name__
    yield f"_Static_assert(sizeof({name}) == {ctypes.sizeof(struct)}, \"{name}\");"
    for field, _ in struct._fields_:
        place = getattr(struct, field)
        yield (f"_Static_assert(offsetof({name}, {field}) == {place.offset} && "
               f"sizeof((({name} *)0)->{field}) == {place.size}, \"{name}.{field}\");")


def headers(include):
    texts = [p.read_text() for p in sorted((include / "quen").glob("*.h"))]
    return re.sub(r"/\*.*?\*/", "", "\n".join(texts), flags=re.S)


def arity(text, function):
    """How many arguments the headers give a function; None if they do not have it."""
    found = re.search(rf"\b{function}\(([^)]*)\)", text)
    return len(found[1].split(",")) if found else None


def abi_of(root):
    """The module of that tree."""
    sys.dont_write_bytecode = True
    sys.path[0] = str(root)  # where this file is has a benchmarks.py too: this one
    return importlib.import_module("benchmarks.abi")


def main(cc, root=ROOT):
    abi, include = abi_of(root), pathlib.Path(root) / "include"
    structs = [v for k, v in vars(abi).items() if k.startswith("quen_")]
    lines = ["#include <stddef.h>", '#include "quen.h"'] + [
        line for struct in structs for line in asserts(struct)]
    done = subprocess.run([*cc.split(), "-std=c11", "-fsyntax-only", "-xc", "-",
                           f"-I{include}"], input="\n".join(lines), text=True)
    text, faults = headers(include), []
    wanted = {name: 1 + len(more) for name, more in abi.CALLS.items()}
    wanted |= {name: 1 + len(more) for name, (_, more) in abi.ASKS.items()}
    for name, count in wanted.items():
        if (found := arity(text, name)) != count:
            faults.append(f"{name}: {count} arguments, in the headers {found}")
    print("\n".join(faults) or f"{len(structs)} structs and {len(wanted)} functions")
    return bool(faults) or done.returncode


sys.exit(main(*sys.argv[1:]))
