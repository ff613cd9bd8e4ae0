#!/usr/bin/env python3
"""What the DLL gives and takes: symbols_dll.py OBJDUMP LIBQUEN.DLL [ROOT]

It exports what the headers declare and nothing else, and imports from the system's kernel
and C library alone: so it needs no DLL beside it. Of those, nothing that opens sockets,
reads the environment or ends the process, but abort().
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
DLLS = {"KERNEL32.dll", "msvcrt.dll"}
REFUSED = re.compile(r"_?(exit|system|getenv|w?spawn\w*|printf|puts|setlocale|signal|exp|"
                     r"log\w*|pow|erf\w*|sin|cos|tan|GetEnvironmentVariable\w|"
                     r"CreateProcess\w|SetConsole\w+)")


def declared(root):
    headers = sorted((pathlib.Path(root) / "include/quen").glob("*.h"))
    text = "".join(p.read_text() for p in headers)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return set(re.findall(r"QUEN_API[^;{]*?\b(quen_\w+)\(", text))


def imports_of(said):
    """DLL -> names, of what objdump -p says."""
    found = {}
    for part in said.split("DLL Name: ")[1:]:
        lines = part.split("\n\n")[0].splitlines()
        found[lines[0].strip()] = {line.split()[-1] for line in lines[2:] if line.strip()}
    return found


def exports_of(said):
    table = said.split("[Ordinal/Name Pointer] Table")[1]
    return set(re.findall(r"^\s*\[\s*\d+\].*?(\w+)$", table, re.M))


def main(objdump, dll, root=ROOT):
    said = subprocess.run([objdump, "-p", dll], check=True, capture_output=True,
                          text=True).stdout
    faults, wanted = [], declared(root)
    exported, imported = exports_of(said), imports_of(said)
    faults += [f"exported but not declared: {s}" for s in sorted(exported - wanted)]
    faults += [f"declared but not exported: {s}" for s in sorted(wanted - exported)]
    faults += [f"needs another DLL: {s}" for s in sorted(imported.keys() - DLLS)]
    names = set().union(*imported.values())
    faults += [f"imported: {s}" for s in sorted(names) if REFUSED.fullmatch(s)]
    print("\n".join(faults) or f"{len(exported)} symbols, {len(names)} imports of "
          f"{' and '.join(sorted(imported))}")
    return bool(faults) or len(exported) < 50 or len(names) < 20


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
