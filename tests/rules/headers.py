#!/usr/bin/env python3
"""Each public header compiles alone, as C11 and as C++17; so does each sample of headers and
README; and each model has the functions that model.h describes: headers.py CC CXX (CXX may be
empty)."""
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FLAGS = ["-Wall", "-Wextra", "-Werror", "-Wconversion", "-fsyntax-only",
         "-Wno-unused-variable", "-I", str(ROOT / "include")]
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


def compile_text(compiler, language, text, folder, flags=()):
    path = pathlib.Path(folder) / ("sample.c" if language == "c11" else "sample.cc")
    path.write_text(text)
    done = subprocess.run([*compiler.split(), "-std=" + language, *FLAGS, *flags, str(path)],
                          capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stderr


def samples():
    for path in sorted((ROOT / "include/quen").glob("*.h")):
        for block in re.findall(r"@code\n(.*?) \* @endcode", path.read_text(), flags=re.S):
            code = "\n".join(re.sub(r"^ \* ?", "", line) for line in block.splitlines())
            # context.h shows how a context is made; the others are given one.
            yield path.name, GIVEN % re.sub(r"^    return 1;", "    return;", code, flags=re.M)
    readme = (ROOT / "README.md").read_text()
    for i, block in enumerate(re.findall(r"```c\n(.*?)```", readme, flags=re.S)):
        yield f"README.md, block {i + 1}", block


def one_line(declaration):
    return re.sub(r"\s+", " ", declaration).strip()


def model_faults(folder=ROOT / "include/quen"):
    """What a noun that has a file lacks of the functions of model.h, to the letter."""
    form = re.search(r"@verbatim\n(.*?)@endverbatim", (folder / "model.h").read_text(), re.S)
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


def main(cc, cxx):
    faults, count = list(model_faults()), 0
    with tempfile.TemporaryDirectory() as folder:
        headers = ["quen.h"] + [f"quen/{p.name}" for p in
                                sorted((ROOT / "include/quen").glob("*.h"))]
        for header in headers:
            text = f'#include "{header}"\n#include "{header}"\n'
            for compiler, language in ((cc, "c11"), (cxx, "c++17")):
                if compiler:
                    count += 1
                    fault = compile_text(compiler, language, text, folder, HEADER_FLAGS)
                    faults += [f"{header} as {language}:\n{fault}"] if fault else []
        for name, text in samples():
            count += 1
            fault = compile_text(cc, "c11", text, folder)
            faults += [f"sample of {name}:\n{fault}\n{text}"] if fault else []
    print("\n".join(faults) or f"{count} headers and samples compile")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
