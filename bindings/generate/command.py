"""The public headers as one description, and what is made from it.

    python3 bindings/generate --headers   include/quen/*.h to bindings/api.json, and then
    python3 bindings/generate             bindings/api.json to the files made from it
    ... --check                           compare only; what differs is said

The first needs libclang (see tools/requirements.txt), the second nothing but Python.
What is made is committed; each file names this program in its first lines. A new kind of
file is a module here with a function files(api) -> {path: text}, and a name in OUTPUTS.
"""

from __future__ import annotations

import difflib
import pathlib
import sys
from typing import Any

import store
import to_absent
import to_benchmarks
import to_fuzz_calls
import to_php_stub
import to_php_tables
import to_python_keywords
import to_python_native
import to_python_structs
import to_test_abi
import to_test_calls

ROOT = pathlib.Path(__file__).resolve().parents[2]
API = ROOT / "bindings" / "api.json"
OUTPUTS = [
    to_test_abi,
    to_test_calls,
    to_absent,
    to_benchmarks,
    to_fuzz_calls,
    to_python_native,
    to_python_keywords,
    to_python_structs,
    to_php_tables,
    to_php_stub,
]


def described() -> dict[str, Any]:
    """What the headers say now."""
    import derive
    import headers

    try:
        api = headers.read(ROOT / "include")
    except headers.Fault as fault:
        sys.exit(f"include/quen: {fault}")
    if faults := derive.complete(api):
        sys.exit("\n".join(f"include/quen: {fault}" for fault in faults))
    return api


def show(name: str, old: str, new: str) -> None:
    lines = difflib.unified_diff(
        old.splitlines(), new.splitlines(), name, name, n=1, lineterm=""
    )
    print("\n".join(list(lines)[:40]))


def settle(path: pathlib.Path, text: str, check: bool) -> bool:
    """Write a file, or compare it: True if it is as it should be."""
    old = path.read_text() if path.exists() else ""
    if old == text:
        return True
    name = str(path.relative_to(ROOT))
    if check:
        show(name, old, text)
        return False
    path.write_text(text)
    print(f"{name} is new")
    return True


def made_from(api: dict[str, Any]) -> dict[str, str]:
    """Texts by path."""
    try:
        return {
            path: text for output in OUTPUTS for path, text in output.files(api).items()
        }
    except ValueError as error:
        sys.exit(str(error))


def main(arguments: list[str]) -> int:
    check = "--check" in arguments
    good = True
    if "--headers" in arguments:
        api = described()
        for each in store.breaks(store.load(API), api) if API.exists() else []:
            print(f"programs compiled before will notice: {each}")
        good = settle(API, store.text_of(api) + "\n", check)
    else:
        api = store.load(API)
    made = made_from(api)
    for path, text in made.items():
        good = settle(ROOT / path, text, check) and good
    if not good:
        print("run ./dev api, and commit what it writes")
    elif check:
        print(f"{len(made)} files are as bindings/api.json has them")
    return not good
