#!/usr/bin/env python3
"""Each public header compiles alone, as C11 and as C++17; so does each sample of headers
and README; and each model has the functions that model.h describes.
headers.py CC CXX [ROOT] (CXX may be empty)"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FLAGS = ["-Wall", "-Wextra", "-Werror", "-Wconversion", "-fsyntax-only",
         "-Wno-unused-variable"]
# Structs cross the border between compilers: no implicit padding (64-bit layouts).
HEADER_FLAGS = ["-Wpadded"] if sys.maxsize > 2**32 else []
# What the samples take as given.
GIVEN = """
#include <stdio.h>
#include "quen.h"
void sample(quen_context *ctx, quen_orders *orders, const double *x, const uint8_t *y,
            double *scaled, size_t n, size_t d);
void sample(quen_context *ctx, quen_orders *orders, const double *x, const uint8_t *y,
            double *scaled, size_t n, size_t d)
{
    (void)ctx, (void)orders, (void)x, (void)y, (void)scaled, (void)n, (void)d;
    {
%s
    }
}
"""


def compile_text(compiler, language, text, include, flags=()):
    """What the compiler says against the text; nothing if it has no complaint."""
    if "mingw" in compiler:  # Microsoft's rules of bit fields silence -Wpadded
        flags = [*flags, "-mno-ms-bitfields"]
    language_flags = ["-std=" + language, "-x", "c" if language == "c11" else "c++"]
    command = [*compiler.split(), *language_flags, *FLAGS, *flags, f"-I{include}", "-"]
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stderr


def samples(root):
    for path in sorted((root / "include/quen").glob("*.h")):
        for block in re.findall(r"@code\n(.*?) \* @endcode", path.read_text(), re.S):
            code = "\n".join(re.sub(r"^ \* ?", "", line) for line in block.splitlines())
            # context.h shows how a context is made; the others are given one.
            code = re.sub(r"^    return 1;", "    return;", code, flags=re.M)
            yield path.name, GIVEN % code
    readme = (root / "README.md").read_text()
    for i, block in enumerate(re.findall(r"```c\n(.*?)```", readme, flags=re.S)):
        yield f"README.md, block {i + 1}", block


def one_line(declaration):
    return re.sub(r"\s+", " ", declaration).strip()


def model_faults(folder):
    """What a noun that has a file lacks of the functions of model.h, to the letter."""
    model = (folder / "model.h").read_text()
    form = re.search(r"@verbatim\n(.*?)@endverbatim", model, re.S)
    lines = re.sub(r"^ \*", "", form.group(1), flags=re.M)
    wanted = [one_line(each) + ";" for each in lines.split(";")[:-1]]
    for path in sorted(folder.glob("*.h")):
        text = one_line(path.read_text())
        for noun in re.findall(r"\bquen_(\w+)_save\(quen_context", text):
            for declaration in wanted:
                given = declaration.replace("<noun>", noun)
                checked = "QUEN_CHECKED " if given.startswith("quen_status") else ""
                if f"{checked}QUEN_API {given}" not in text:
                    yield f"{path.name}: no {checked}QUEN_API {given}"


def main(cc, cxx, root=ROOT):
    root = pathlib.Path(root)
    include = root / "include"
    faults, count = list(model_faults(include / "quen")), 0
    for header in ["quen.h"] + sorted(f"quen/{p.name}" for p in include.glob("quen/*.h")):
        text = f'#include "{header}"\n#include "{header}"\n'
        for compiler, language in ((cc, "c11"), (cxx, "c++17")):
            if compiler:
                count += 1
                fault = compile_text(compiler, language, text, include, HEADER_FLAGS)
                faults += [f"{header} as {language}:\n{fault}"] if fault else []
    for name, text in samples(root):
        count += 1
        fault = compile_text(cc, "c11", text, include)
        faults += [f"sample of {name}:\n{fault}\n{text}"] if fault else []
    print("\n".join(faults) or f"{count} headers and samples compile")
    return bool(faults) or count < 10


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
