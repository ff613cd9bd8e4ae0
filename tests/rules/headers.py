#!/usr/bin/env python3
"""Each public header compiles alone, as C11 and as C++17; so does each sample of headers and
README: headers.py CC CXX (CXX may be empty)."""
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


def main(cc, cxx):
    faults, count = [], 0
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


sys.exit(main(*sys.argv[1:]))
