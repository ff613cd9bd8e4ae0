#!/usr/bin/env python3
"""The rules of the house that can be read off the source: who may include and call what.

Layers: core < math < io < data < models; nothing includes upward. Models do not include one
another, except that churn uses logit and shop uses all. Some names have one home each.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
RANK = {"core": 0, "math": 1, "io": 2, "data": 3, "models": 4}
USES = {"churn": {"logit"}, "shop": {"rfm", "kmeans", "itemcf", "logit", "churn"}}
MODELS = ("rfm", "kmeans", "itemcf", "logit", "churn", "shop")

# What may be named only in the files given.
HOMES = {
    r"<cblas\.h>": {"math/blas.c"},
    r"<pthread\.h>": {"core/parallel.c"},
    r"<stdatomic\.h>": {"core/parallel.h"},
    r"<(unistd|fcntl|windows|errno|sys/\w+)\.h>": {"core/pages.c", "io/file.c"},
    r"\b(malloc|calloc|realloc|free)\(": {"core/alloc.c"},
    r"\b(printf|puts|putchar|perror|fprintf|fopen|exit|abort|_exit|getenv|setlocale|signal|"
    r"raise|system|socket|time|rand|qsort|strtok|strerror|assert)\(": set(),
}


def model_of(name):
    """The model that a file of lib/models belongs to: kmeans_init.c belongs to kmeans."""
    stem = name.rsplit(".", 1)[0]
    return next((m for m in MODELS if stem == m or stem.startswith(m + "_")), stem)


def check_include(path, target):
    layer, name = path.parent.name, path.name
    if "/" not in target:
        return "includes are written from lib/: " + target
    to_layer, to_name = target.split("/")
    if to_layer == "quen":
        return None
    if to_layer not in RANK:
        return "unknown room " + target
    if RANK[to_layer] > RANK[layer]:
        return f"{layer} may not include {target}: it is above"
    if layer == to_layer == "models":
        own, other = model_of(name), model_of(to_name)
        if own != other and other not in USES.get(own, ()):
            return f"{own} may not include {target}: siblings do not know one another"
    return None


def without_comments(text):
    text = re.sub(r"/\*.*?\*/", lambda m: "\n" * m.group().count("\n"), text, flags=re.S)
    text = re.sub(r'"(\\.|[^"\\])*"', lambda m: m.group() if "#include" in m.string[
        m.string.rfind("\n", 0, m.start()) + 1:m.start()] else '""', text)
    return re.sub(r"//.*", "", text)


def faults_of(path):
    lib_name = str(path.relative_to(ROOT / "lib"))
    for number, line in enumerate(without_comments(path.read_text()).splitlines(), 1):
        match = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
        fault = check_include(path, match.group(1)) if match else None
        if fault:
            yield f"lib/{lib_name}:{number}: {fault}"
        for pattern, homes in HOMES.items():
            if re.search(r"(?<![\w.>])" + pattern if pattern[0] == "\\" else pattern, line) \
                    and lib_name not in homes:
                yield f"lib/{lib_name}:{number}: {line.strip()} (not in this file)"


def main():
    files = sorted(p for p in (ROOT / "lib").rglob("*.[ch]"))
    faults = [f for p in files for f in faults_of(p)]
    for p in files:
        if p.parent.name not in RANK:
            faults.append(f"{p}: no such room")
    print("\n".join(faults) or f"{len(files)} files keep the layers")
    return bool(faults) or len(files) < 10


sys.exit(main())
