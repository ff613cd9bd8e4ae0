#!/usr/bin/env python3
"""Each rule fails when it should: a part of the tree is copied, a fault is planted in it,
and the rule must find that fault, and none without it.
proofs.py [--build BUILD] CC CXX RULE... (CXX may be empty)"""
import argparse
import collections
import concurrent.futures
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
RULES = ROOT / "tests/rules"

# What a rule needs of the tree; what it needs beside that; the command that runs it.
Rule = collections.namedtuple("Rule", "parts fill command")
# A rule, what is planted, the words by which the rule must complain, and the changes.
Proof = collections.namedtuple("Proof", "rule what words changes")


# --- changes of a copy ---

def found(root, path):
    """A path in the copy, which may have stars in it."""
    return next(root.glob(path)) if "*" in path else root / path


def more(path, text):
    """Text behind a file, which may be new."""
    def change(root):
        file = found(root, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a") as out:
            out.write(text + "\n")
    return change


def swap(path, pattern, text):
    """Another text where the first match of a pattern is."""
    def change(root):
        file = found(root, path)
        changed, count = re.subn(pattern, text, file.read_text(), count=1, flags=re.M)
        assert count == 1, f"{path} has no {pattern}"
        file.write_text(changed)
    return change


def gone(path):
    """No such file."""
    return lambda root: found(root, path).unlink()


# --- how rules are run ---

def script(name, *before):
    """The command of a rule that takes the tree last; `before` names tools."""
    return lambda root, tools: [sys.executable, RULES / f"{name}.py",
                                *(getattr(tools, tool) for tool in before), root]


def compile_shared(tools, source, target, *flags):
    subprocess.run([*shlex.split(tools.cc), "-shared", "-fPIC", source, "-o", target,
                    *flags], check=True)


def program(root, name, text):
    """A program of that name, which is found before any other."""
    path = root / "bin" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("#!/bin/sh\n" + text + "\n")
    path.chmod(0o755)


def few_headers(root, tools):
    """Of quen.h what was copied, and a README with a sample."""
    lines = (ROOT / "include/quen.h").read_text().splitlines(True)
    there = [line for line in lines if not (name := re.match(r'#include "(.*)"', line))
             or (root / "include" / name[1]).exists()]
    (root / "include/quen.h").write_text("".join(there))
    (root / "README.md").write_text('```c\n#include "quen.h"\nint main(void)\n{\n'
                                    "    return QUEN_OK;\n}\n```\n")


def tiny_library(root, tools):
    """Sixty functions that a header declares."""
    for i in range(60):
        more("include/quen/tiny.h", f"QUEN_API int quen_f{i}(void);")(root)
        more("tiny.c", f"int quen_f{i}(void)\n{{\n    return 0;\n}}")(root)
    more("flags", "-Wl,-soname,libquen.so.0")(root)


def symbols(root, tools):
    compile_shared(tools, root / "tiny.c", root / "tiny.so",
                   *(root / "flags").read_text().split())
    subprocess.run([*shlex.split(tools.cc), "-c", "-fPIC", root / "tiny.c", "-o",
                    root / "tiny.o"], check=True)
    subprocess.run(["ar", "rc", root / "tiny.a", root / "tiny.o"], check=True)
    return [sys.executable, RULES / "symbols.py", root / "tiny.so", root / "tiny.a", root]


def symbols_dll(root, tools):
    """A DLL that exports what is named like ours; a name inside means nothing there."""
    cc = shlex.split(tools.cc)
    found = subprocess.run([*cc, "-print-prog-name=objdump"], check=True, text=True,
                           capture_output=True)
    names = re.findall(r"^int (quen_\w+)", (root / "tiny.c").read_text(), re.M)
    (root / "tiny.def").write_text("\n".join(["EXPORTS", *names, ""]))
    flags = (root / "flags").read_text().split()
    subprocess.run([*cc, "-shared", root / "tiny.c", root / "tiny.def", "-o",
                    root / "tiny.dll", *flags], check=True)
    return [sys.executable, RULES / "symbols_dll.py", found.stdout.strip(),
            root / "tiny.dll", root]


HARD = "-O2 -fstack-protector-strong -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack"
GUARDED = """
void quen_fill(char *);
int quen_guarded(void)
{
    char text[64];
    quen_fill(text);
    return text[3];
}
"""


def hard_library(root, tools):
    """A library as meson.build makes it."""
    more("hard.c", GUARDED)(root)
    more("flags", HARD)(root)


def hardened(root, tools):
    compile_shared(tools, root / "hard.c", root / "hard.so",
                   *(root / "flags").read_text().split())
    return [sys.executable, RULES / "hardened.py", root / "hard.so"]


def tiny_wheel(root, tools):
    """The files of a wheel, and auditors that find it good."""
    for name in ("quen/_core.pyi", "quen/py.typed", "quen/__init__.py",
                 "quen/libquen.spdx.json"):
        more("wheel/" + name, "")(root)
    more("core.c", GUARDED.replace("quen_guarded", "PyInit__core")
         .replace("quen_fill", "Py_Fill"))(root)
    more("flags", HARD)(root)
    more("name", "quen-0.1.0-cp311-abi3-manylinux_2_17_x86_64.whl")(root)
    program(root, "auditwheel", "echo manylinux_2_17_x86_64")
    program(root, "abi3audit", "exit 0")


def wheel(root, tools):
    compile_shared(tools, root / "core.c", root / "wheel/quen/_core.abi3.so",
                   *(root / "flags").read_text().split())
    path = root / (root / "name").read_text().strip()
    with zipfile.ZipFile(path, "w") as out:
        for file in sorted((root / "wheel").rglob("*")):
            if file.is_file():
                out.write(file, file.relative_to(root / "wheel"))
    return [sys.executable, RULES / "wheel.py", path]


def installed(root, tools):
    """What an installation brings, and a meson that brings it again."""
    subprocess.run(["meson", "install", "-C", tools.build, "--no-rebuild", "--quiet",
                    "--destdir", root / "installed"], check=True,
                   stdout=subprocess.DEVNULL)
    program(root, "meson", f'for last; do :; done\ncp -r {root}/installed/. "$last"')


def consumer(root, tools):
    return [sys.executable, ROOT / "tests/install/consumer.py", tools.build, tools.cc]


BUILDS = [path.relative_to(ROOT) for path in ROOT.rglob("meson.build")
          if path.relative_to(ROOT).parts[0] != "build"]


def nothing_more(root, tools):
    pass


def headers_of(*names):
    """These public headers and those that they include."""
    todo, seen = list(names), []
    while todo:
        seen.append(todo.pop())
        text = (ROOT / "include/quen" / seen[-1]).read_text()
        todo += set(re.findall(r'^#include "(.*)"', text, re.M)) - {*todo, *seen}
    return [f"include/quen/{name}" for name in seen]


RULE = {
    "layers": Rule(["lib/rooms.txt", "lib/core", "lib/io", "lib/models/rfm",
                    "lib/models/logit", "lib/models/churn", "include"],
                   nothing_more, script("layers")),
    "memory": Rule(["include", "tests/unit", "tests/support"], nothing_more,
                   script("memory")),
    "sizes": Rule(["lib/core", "tests/support", "benchmarks/abi.py"], nothing_more,
                  script("sizes")),
    "map": Rule([path.name for path in ROOT.glob("[!.]*") if path.name != "build"],
                nothing_more, script("map")),
    "version": Rule(["meson.build", "include/quen/version.h", "CHANGELOG.md"],
                    nothing_more, script("version")),
    "format": Rule(["docs/format.md", "lib/shop", "lib/models", "lib/io"], nothing_more,
                   script("format")),
    "segments": Rule(["docs/algorithms.md", "lib/models/rfm"], nothing_more,
                     script("segments")),
    "php_sources": Rule(["bindings/php/sources.txt", "lib"], nothing_more,
                        script("php_sources")),
    "php_stubs": Rule(["bindings/php/src"], nothing_more, script("php_stubs")),
    "words": Rule(["lib/core", "lib/data/check"], nothing_more, script("words")),
    "texts": Rule(["programs/quen", "lib/models/rfm", "lib/models/churn",
                   "lib/data/features", "docs/format.md"], nothing_more, script("texts")),
    "headers": Rule(headers_of("rfm.h", "parse.h"), few_headers,
                    script("headers", "cc", "cxx")),
    "benchmarks": Rule(["include", "benchmarks/abi.py"], nothing_more,
                       script("benchmarks", "cc")),
    "spdx": Rule([*map(str, BUILDS), "pyproject.toml", "LICENSE", "libquen.spdx.json",
                  "third_party"], nothing_more, script("spdx")),
    "symbols": Rule([], tiny_library, symbols),
    "symbols_dll": Rule([], tiny_library, symbols_dll),
    "hardened": Rule([], hard_library, hardened),
    "wheel": Rule([], tiny_wheel, wheel),
    "consumer": Rule([], installed, consumer),
}


# --- what is planted ---

def function_of(n):
    return "void planted(void)\n{\n" + "    ;\n" * n + "}"


def calls(a, b):
    return f"void {a}(void)\n{{\n    {b}();\n}}"


PLANTED = "QUEN_CHECKED QUEN_API quen_status quen_planted(int);"

# By rule: what is planted, the words by which the rule must complain, the changes.
PROOFS = {
    "version": [
        ("another patch in the header", "version.h says",
         swap("include/quen/version.h", r"(VERSION_PATCH) \d+", r"\1 99")),
        ("another text in the header", "QUEN_VERSION_STRING is",
         swap("include/quen/version.h", r'(VERSION_STRING) ".*"', r'\1 "9.9.9"')),
        ("a version without an entry", "no entry for 9.9.9",
         swap("meson.build", r"version: '\d.*'", "version: '9.9.9'")),
    ],
    "format": [
        ("a kind given twice", "kind 3 is given twice",
         swap("lib/models/rfm/rfm.h", r"(KIND_RFM) 2u", r"\1 3u")),
        ("a kind that the document lacks", "kind 9 lift: the sources or docs/format.md",
         more("lib/models/rfm/rfm.h", "#define QUEN__KIND_LIFT 9u")),
        ("a part where another is", "sections from 0x1000 on are given twice",
         swap("lib/shop/part_churn.c", "0x4000", "0x1000")),
        ("a part that the document lacks", "sections from 0x7000 on: in lib/shop or",
         more("lib/shop/part_churn.c", "#define NEW_BASE 0x7000")),
        ("a part that the sources lack", "sections from 0x8000 on: in lib/shop or",
         more("docs/format.md", "| 0x8000 | | something |")),
    ],
    "php_sources": [
        ("a source that PHP is not told of", "lib/math/topk.c is missing",
         swap("bindings/php/sources.txt", r"^lib/math/topk\.c\n", "")),
        ("a source that is gone", "lib/math/topk.c is no source",
         swap("lib/math/meson.build", r"^  'topk\.c',\n", "")),
        ("another order", "run tests/rules/php_sources.py --write",
         swap("bindings/php/sources.txt", r"^(lib/math/topk\.c\n)(.*\n)", r"\2\1")),
    ],
    "php_stubs": [
        ("an option without an argument", "Rfm::fit lacks bins",
         swap("bindings/php/src/rfm.stub.php", r"^        \?int \$bins = null,\n", "")),
        ("a getter without a method", "KMeans::inertia() is not in its stub",
         swap("bindings/php/src/kmeans.stub.php", r"function inertia", "function inert")),
        ("a method that gets nothing", "KMeans::inert() is no getter",
         swap("bindings/php/src/kmeans.stub.php", r"function inertia", "function inert")),
        ("a field without a property", "ChurnReport lacks auc",
         swap("bindings/php/src/results.stub.php", r"\?float \$auc;", "?float $area;")),
        ("a table of nothing", "gains: neither TAKEN nor TOLD",
         swap("bindings/php/src/tables_generated.c", r"pq_field gain_fields",
              "pq_field gains_fields")),
    ],
    "segments": [
        ("a code in another segment", "algorithms.md lacks | Lost | 151 141 131 121",
         swap("lib/models/rfm/rfm_segments.c", r'"111 112 121', '"112 121')),
        ("a cell in another segment", "rfm_segments.c does not have Loyal as 45 44 35 34",
         swap("lib/models/rfm/rfm_segments.c", r'"Loyal", 3, 4', '"Loyal", 4, 4')),
        ("another meaning", "rfm_segments.c does not have Promising as 41: Came once",
         swap("docs/algorithms.md", r"(Promising \| 41 \|) .* \|", r"\1 Came once. |")),
        ("a table that is gone", "0 and 10 segments were found",
         swap("lib/models/rfm/rfm_segments.c", r"(?s)\{\"Champions\", \"555.*?^\};",
              "};")),
    ],
    "words": [
        ("a directive that is not ours", "words.c does not know %e",
         swap("lib/core/options.c", "is %g", "is %e")),
        ("a fraction by printf", "a fraction has the host's point",
         more("lib/core/options.c", 'void f(char *s) { snprintf(s, 9, "%.1f", 0.5); }')),
        ("a list of arguments by printf", "a fraction may come in",
         swap("lib/core/fail.c", "quen__words_of", "vsnprintf")),
    ],
    "texts": [
        ("a sentence outside the tables", 'outside the tables: "no such thing"',
         more("programs/quen/shop.c", 'void f(FILE *o) { fputs("no such thing", o); }')),
        ("a word in Vietnamese outside them", "a sentence outside the tables",
         swap("programs/quen/format_money.c", r'text\(&w, "-"\)', 'text(&w, "âm")')),
        ("a text that is not translated", "TODAY is not translated",
         swap("programs/quen/texts/words.def", '"hôm nay"', '"today"')),
        ("another argument", "DAYS asks for other arguments",
         swap("programs/quen/texts/words.def", r'"\{0\} ngày"\)', '"{1} ngày")')),
        ("a sentence that ends in one language", "TASK_LOST ends as a sentence in one",
         swap("programs/quen/texts/words.def", "khách khác\\.", "khách khác")),
        ("letters taken apart", "TODAY is not in normal form C",
         swap("programs/quen/texts/words.def", '"hôm nay"', '"ho\u0302m nay"')),
        ("a text of no use", "UNUSED is said nowhere",
         more("programs/quen/texts/list.def", 'TEXT(UNUSED, "not used", "chữ thừa")')),
        ("a feature without words", "no words for 'gap_cv'",
         swap("programs/quen/texts/words.c", '"gap_cv"', '"gap"')),
        ("a trace without words", "no words for 'rfm: cut points'",
         swap("programs/quen/texts/words.c", "rfm: cut points", "rfm: cuts")),
        ("another meaning of a segment", "no translation of 'Came most often.'",
         swap("lib/models/rfm/rfm_segments.c",
              "Came most recently, and more often than most.", "Came most often.")),
    ],
    "layers": [
        ("a prefix that nothing has", "no name of models/rfm begins with nothing",
         swap("lib/rooms.txt", r"\| rfm \| rfm \| rfm$", "| rfm | rfm nothing | rfm")),
        ("an upward include", "math/csr.h is above: core may not include it",
         more("lib/core/alloc.h", '#include "math/csr.h"')),
        ("a public header of a higher floor", "quen/rfm.h is above",
         more("lib/core/alloc.c", '#include "quen/rfm.h"')),
        ("a sibling not in the table", "models/rfm does not use models/logit",
         more("lib/models/rfm/rfm.c", '#include "models/logit/logit.h"')),
        ("an inner header of a model", "of models/logit only logit.h",
         more("lib/models/churn/churn.c", '#include "models/logit/logit_newton.h"')),
        ("a name without its path", "write the path from lib/ or include/",
         more("lib/core/context.c", '#include "alloc.h"')),
        ("a room that no table knows", "lib/core/new/a.c: core/new is no room",
         more("lib/core/new/a.c", "")),
        ("an include from no room", "core/new is no room of lib/rooms.txt",
         more("lib/core/context.c", '#include "core/new/a.h"')),
        ("a circle of two files", "a circle of files: core/a -> core/b",
         more("lib/core/a.c", calls("quen__pages_a", "quen__pages_b")),
         more("lib/core/b.c", calls("quen__pages_b", "quen__pages_a"))),
        ("a circle of three files", "core/a -> core/c (quen__pages_c); core/c",
         more("lib/core/a.c", calls("quen__pages_a", "quen__pages_c")),
         more("lib/core/b.c", calls("quen__pages_b", "quen__pages_a")),
         more("lib/core/c.c", calls("quen__pages_c", "quen__pages_b"))),
        ("an unscoped name", "quen__line begins with no prefix of core",
         more("lib/core/alloc.h", "int quen__line(void);")),
        ("an unscoped type", "quen__view begins with no prefix of core",
         more("lib/core/alloc.h", "typedef struct quen__view quen__view;")),
        ("a prefix of two rooms", "the prefix rfm has two rooms",
         swap("lib/rooms.txt", r"^(models/churn .*) \| churn$", r"\1 rfm | churn")),
        ("a public header that reaches upward", "quen/shop.h is above",
         more("include/quen/status.h", '#include "shop.h"')),
        ("a public header without a room", "new.h: belongs to no room",
         more("include/quen/new.h", "")),
        ("malloc outside alloc.c", "malloc(1); (not in this file)",
         more("lib/core/context.c", "void *planted(void)\n{\n    return malloc(1);\n}")),
        ("printing", 'printf(""); (not in this file)',
         more("lib/core/alloc.c", 'void planted(void)\n{\n    printf("x");\n}')),
        ("the system outside its files", "<unistd.h> (not in this file)",
         more("lib/core/context.c", "#include <unistd.h>")),
    ],
    "memory": [
        ("a function that no test calls", "no test calls quen_planted",
         more("include/quen/key.h", PLANTED)),
        ("a function called without failures", "no test calls quen_planted",
         more("include/quen/key.h", PLANTED),
         more("tests/unit/test_key.c", calls("test_key", "quen_planted"))),
        ("a test that no failures meet", "no test calls quen_scaler_fit",
         swap("tests/unit/test_scaler.c", r"\bsupport_each_oom\(", "call(")),
    ],
    "sizes": [
        ("a long line", "lib/core/long.c:1: 91 columns",
         more("lib/core/long.c", "/*" + 87 * "x" + "*/")),
        ("a long file", "lib/core/long.c: 701 lines",
         more("lib/core/long.c", 700 * "int x;\n")),
        ("a long file of tests", "tests/support/long.c: 801 lines",
         more("tests/support/long.c", 800 * "int x;\n")),
        ("a long function", "lib/core/long.c:2: a function of 61 lines",
         more("lib/core/long.c", function_of(59))),
        ("a long function of tests", "long.c:2: a function of 61 lines",
         more("tests/support/long.c", function_of(59))),
        ("a long function in Python", "abi.py:1: a function of 61 lines",
         swap("benchmarks/abi.py", r"\A", "def planted():\n" + 61 * "    pass\n")),
        ("an unfinished place", "lib/core/new.c:1: unfinished",
         more("lib/core/new.c", "/* TO" "DO: all of it */")),
    ],
    "map": [
        ("a path in backticks", "README.md:1: lib/core/no.c is not there",
         swap("README.md", r"\A", "`lib/core/no.c`\n")),
        ("a path as in an #include", "README.md:1: core/no.h is not there",
         swap("README.md", r"\A", "See `core/no.h`.\n")),
        ("a name of no file", "docs/abi.md:1: test_no.c is not there",
         swap("docs/abi.md", r"\A", "`test_no.c`\n")),
        ("a pattern that nothing fits", "lib/models/rfm*.c is not there",
         more("docs/abi.md", "`lib/models/rfm*.c`")),
        ("a link", "docs/abi.md:1: no.md#here is not there",
         swap("docs/abi.md", r"\A", "[more](no.md#here)\n")),
        ("a path in a map", "CONTRIBUTING.md:3: lib/no/ is not there",
         swap("CONTRIBUTING.md", r"\A", "Map:\n\n    lib/no/, lib/core/   nothing\n\n")),
        ("a path in a fenced map", "README.md:3: lib/no/ is not there",
         swap("README.md", r"\A", "```\nlib/core/   much\nlib/no/     nothing\n```\n")),
        ("a file that is renamed", "lib/rooms.txt is not there",
         gone("lib/rooms.txt")),
    ],
    "headers": [
        ("a header that needs another", "quen/alone.h as c11",
         more("include/quen/alone.h", "quen_status quen_planted(void);")),
        ("a header that is not C++", "quen/key.h as c++17",
         more("include/quen/key.h", "void quen_planted(int class);")),
        ("a struct with padding", "quen/key.h as c11:",
         swap("include/quen/key.h", r"^#define QUEN_KEY_H$",
              r"\g<0>\nstruct quen_planted {\n    char a;\n    double b;\n};\n"
              r"enum { quen_planted_size = sizeof(struct quen_planted) };")),
        ("a sample that does not compile", "sample of rfm.h",
         swap("include/quen/rfm.h", r"@code$", "@code\n * quen_planted();")),
        ("a sample of README", "sample of README.md, block 2",
         more("README.md", "```c\nint main(void) { return none; }\n```")),
        ("a model without a function", "rfm.h: no QUEN_CHECKED QUEN_API",
         swap("include/quen/rfm.h", r"quen_rfm_save_bytes\(", "quen_rfm_saves(")),
        ("a model of another type", "rfm.h: no QUEN_CHECKED QUEN_API",
         swap("include/quen/rfm.h", "size_t capacity", "uint32_t capacity")),
        ("a model unchecked", "rfm.h: no QUEN_CHECKED QUEN_API",
         swap("include/quen/rfm.h", r"QUEN_CHECKED (.*) quen_rfm_open\(",
              r"\1 quen_rfm_open(")),
    ],
    "benchmarks": [
        ("another field", "quen_kmeans_options",
         swap("include/quen/kmeans.h", r"^\} quen_kmeans_options;",
              r"    uint64_t planted;\n\g<0>")),
        ("another argument", "quen_orders_new: 2 arguments, in the headers 3",
         swap("include/quen/orders.h", r"quen_orders_new\(", "quen_orders_new(int i, ")),
        ("a function of another name", "quen_orders_new: 2 arguments, in",
         swap("include/quen/orders.h", r"quen_orders_new\(", "quen_orders_make(")),
    ],
    "symbols": [
        ("a name of others", "exported but not declared: planted",
         more("tiny.c", "int planted(void)\n{\n    return 0;\n}")),
        ("a function that is not there", "but not exported: quen_planted",
         more("include/quen/tiny.h", "QUEN_API int quen_planted(void);")),
        ("printing", "imported: puts",
         swap("tiny.c", r"\A", "int puts(const char *);\n"),
         swap("tiny.c", "return 0;", 'return puts("x");')),
        ("a socket", "imported: socket",
         swap("tiny.c", r"\A", "int socket(int, int, int);\n"),
         swap("tiny.c", "return 0;", "return socket(0, 0, 0);")),
        ("an exponential of the C library", "imported: exp",
         swap("tiny.c", r"\A", "double exp(double);\n"),
         swap("tiny.c", "return 0;", "volatile double x = 1;\n    return (int)exp(x);")),
        ("one in the static library alone", "of libm, with bits of its own: log1pf",
         swap("tiny.c", r"\A", "float log1pf(float);\n"),
         swap("tiny.c", "return 0;", "volatile float x = 1;\n    return (int)log1pf(x);"),
         swap("flags", r"\Z", " -lm -Wl,--defsym=log1pf=quen_f1")),
        ("data that changes", "data that changes or start-up code: .bss",
         swap("tiny.c", "return 0;", "static int calls;\n    return ++calls;")),
        ("start-up code", "data that changes or start-up code: .init_array",
         more("tiny.c", "__attribute__((constructor)) static void planted(void)\n{\n}")),
        ("an inner name of others", "a name for others to meet: planted",
         more("tiny.c", '__attribute__((visibility("hidden"))) int planted(void);\n'
              "int planted(void)\n{\n    return 0;\n}")),
        ("another SONAME", "SONAME is not libquen.so.0",
         swap("flags", "so.0", "so.1")),
    ],
    "spdx": [
        ("another library to link to", "hwloc: build files ask for it",
         more("lib/meson.build", "quen_deps += dependency('hwloc')")),
        ("another package of Python's", "scipy: build files ask for it",
         swap("pyproject.toml", r"^dependencies = \[", 'dependencies = ["scipy>=1", ')),
        ("code of others", "third_party/simd: bundled",
         more("third_party/simd/simd.h", "")),
        ("code of others that was changed", "is not as it would be made",
         more("third_party/utf8proc/utf8proc.c", "/* better */")),
        ("another version of it", "is not as it would be made",
         swap("third_party/utf8proc/README.md", r"2\.11\.3", "2.12.0")),
        ("another version of ours", "is not as it would be made",
         swap("meson.build", r"^  version: '.*',$", "  version: '9.9.9',")),
    ],
    "symbols_dll": [
        ("a name of others", "exported but not declared: quen_planted",
         more("tiny.c", "int quen_planted(void)\n{\n    return 0;\n}")),
        ("a function that is not there", "but not exported: quen_planted",
         more("include/quen/tiny.h", "QUEN_API int quen_planted(void);")),
        ("another DLL", "needs another DLL: WS2_32.dll",
         swap("tiny.c", r"\A", "__declspec(dllimport) int __stdcall "
              "WSAGetLastError(void);\n"),
         swap("tiny.c", "return 0;", "return WSAGetLastError();"),
         swap("flags", r"\Z", " -lws2_32")),
        ("printing", "imported: puts",
         swap("tiny.c", r"\A", "int puts(const char *);\n"),
         swap("tiny.c", "return 0;", 'return puts("x");')),
        ("the environment", "imported: getenv",
         swap("tiny.c", r"\A", "char *getenv(const char *);\n"),
         swap("tiny.c", "return 0;", 'return getenv("x") != 0;')),
    ],
    "hardened": [
        ("relocations that stay writable", "hard.so: no RELRO",
         swap("flags", "relro", "norelro")),
        ("functions that are looked up late", "no BIND_NOW",
         swap("flags", "now", "lazy")),
        ("a stack that is executed", "GNU_STACK is written to and executed",
         swap("flags", "noexecstack", "execstack")),
        ("a folder of the builder's", "folders of the builder's are searched",
         swap("flags", r"\Z", " -Wl,-rpath,/home/builder")),
        ("unguarded stacks", "no stack protector",
         swap("flags", "-fstack-protector-strong", "-fno-stack-protector")),
    ],
    "wheel": [
        ("a file that is missing", "without quen/py.typed",
         gone("wheel/quen/py.typed")),
        ("a foreign file", "foreign file: numpy/x.py",
         more("wheel/numpy/x.py", "")),
        ("a second symbol", "exports ['PyInit__core', 'quen_planted']",
         more("core.c", "int quen_planted(void)\n{\n    return 0;\n}")),
        ("a socket", "imports socket",
         swap("core.c", "return text", "int socket(int, int, int);\n"
              "    return socket(0, 0, 0) + text")),
        ("a BLAS that is not within", "imports cblas_ddot",
         swap("core.c", "return text", "int cblas_ddot(void);\n"
              "    return cblas_ddot() + text")),
        ("functions that are looked up late", "no BIND_NOW",
         swap("flags", "now", "lazy")),
        ("a wheel for one Python", "not for all Pythons",
         swap("name", "abi3", "cp311")),
        ("a wheel for newer Pythons", "not for all Pythons from cp311 on",
         swap("name", "cp311", "cp313")),
        ("a wheel for one Linux", "auditwheel: linux_x86_64",
         swap("bin/auditwheel", "manylinux_2_17", "linux")),
        ("more than the limited API", "abi3audit: PyNone",
         swap("bin/abi3audit", "exit 0", "echo PyNone; exit 1")),
        ("a large wheel", "bytes",
         lambda root: (root / "wheel/quen/large").write_bytes(bytes(10_000_001))),
    ],
    "consumer": [
        ("a header that is not installed", "quen/rfm.h",
         gone("installed/**/quen/rfm.h")),
        ("a library of another name", "-lquem",
         swap("installed/**/quen.pc", "-lquen", "-lquem")),
    ],
}


# --- all ---

def said(proof, tools):
    """The code and the words of a rule about a copy with these changes."""
    rule = RULE[proof.rule]
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for part in rule.parts:
            (root / part).parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / part).is_dir():
                shutil.copytree(ROOT / part, root / part)
            else:
                shutil.copyfile(ROOT / part, root / part)
        rule.fill(root, tools)
        for change in proof.changes:
            change(root)
        env = dict(os.environ, PATH=f"{root / 'bin'}:{os.environ['PATH']}")
        done = subprocess.run(list(map(str, rule.command(root, tools))), env=env,
                              text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout


def fault_of(proof, tools):
    """What is wrong with a proof, or None."""
    code, words = said(proof, tools)
    if not proof.changes:
        return f"{proof.rule} fails without a fault:\n{words}" if code else None
    # A rule that crashes has found nothing; but the consumer has no other way to say so.
    crashed = "Traceback" in words and proof.rule != "consumer"
    if code and proof.words in words and not crashed:
        return None
    return f"{proof.rule} does not find {proof.what}; it says ({code}):\n{words}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", help="a build of the library, for the consumer")
    parser.add_argument("cc")
    parser.add_argument("cxx")
    parser.add_argument("rules", nargs="+", choices=RULE)
    tools = parser.parse_args()
    proofs = [Proof(rule, "", "", []) for rule in tools.rules]
    proofs += [Proof(rule, what, words, changes) for rule in tools.rules
               for what, words, *changes in PROOFS[rule]
               if tools.cxx or "c++" not in words]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        faults = list(filter(None, pool.map(lambda p: fault_of(p, tools), proofs)))
    print("\n".join(faults) or f"{len(proofs) - len(tools.rules)} faults are found by "
          f"{len(tools.rules)} rules, and none where there is none")
    return bool(faults)


sys.exit(main())
