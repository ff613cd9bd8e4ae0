#!/usr/bin/env python3
"""The paths that README.md, CONTRIBUTING.md and docs/*.md name exist: words in backticks,
targets of links, and the first column of maps of the tree. map.py [ROOT]

A path counts from the root, from lib/ or include/ as in #include lines, or from its
document's folder; a bare file name may lie anywhere. `*` and `<noun>` stand for any name.
"""
import os
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = "build c cc cpp h md php py pyi sh toml txt yaml yml".split()
# Made by tasks, the machine's, or of who uses the library.
ELSEWHERE = re.compile(r"(quen\.c|cblas\.h)$|(subprojects|build|/proc|/sys|/tmp)(/|$)|"
                       r"~|https?:|mailto:|#")
WORD = re.compile(r"(\./)?[\w.*<>+-]+(/[\w.*<>+-]+)*/?")
FENCED = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)


def tree_of(root):
    """All files and folders below root, as paths from there."""
    found = set()
    for folder, folders, files in os.walk(root):
        folders[:] = [f for f in folders if f not in ("build", ".git", "__pycache__")]
        here = os.path.relpath(folder, root)
        found.update(os.path.normpath(os.path.join(here, f)) for f in folders + files)
    return found


def first_column(text):
    """The paths of a map, which begin its lines, or stand four columns in."""
    for line in re.findall(r"^(?:    )?([^\s|].*)$", text, re.M):
        yield from re.split(r",\s*", re.split(r"\s{2,}", line)[0])


def words_of(text):
    """What may be a path, with its line."""
    maps = []

    def take(match):
        if match[1] in ("", "text"):
            maps.append((match.start(2), match[2]))
        return re.sub(r"[^\n]", " ", match[0])

    prose = FENCED.sub(take, text)
    maps += [(m.start(), m[0]) for m in re.finditer(r"^    \S.*$", prose, re.M)]
    prose = re.sub(r"^    .*$", lambda m: " " * len(m[0]), prose, flags=re.M)
    for at, block in maps:
        for word in first_column(block):
            if "/" in word:
                yield text.count("\n", 0, at + block.find(word)) + 1, word
    for match in re.finditer(r"`([^`\n]+)`|\]\(([^)\s]+)\)", prose):
        for word in (match[1] or match[2]).split():
            yield text.count("\n", 0, match.start()) + 1, word.strip("\"'(),;:")


def is_path(word):
    if ELSEWHERE.match(word) or not WORD.fullmatch(word):
        return False
    if not re.search(r"[a-z<]", word):
        return False  # a date, a fraction
    return "/" in word or (word.rsplit(".", 1)[-1] in SOURCES and word[0] != ".")


def pattern_of(path):
    """A regular expression for a path in which * and <noun> stand for any one name."""
    parts = re.split(r"(\*|<\w+>)", os.path.normpath(path))
    return re.compile("".join("[^/]*" if i % 2 else re.escape(part)
                              for i, part in enumerate(parts)))


def is_there(word, folder, tree):
    if "/" not in word:
        pattern = pattern_of(word)
        return any(pattern.fullmatch(os.path.basename(path)) for path in tree)
    places = [os.path.normpath(os.path.join(base, word))
              for base in ("", "lib", "include", folder)]
    if not re.search("[*<]", word):
        return any(place in tree for place in places)
    patterns = [pattern_of(place) for place in places]
    return any(pattern.fullmatch(path) for path in tree for pattern in patterns)


def main(root=ROOT):
    root = pathlib.Path(root)
    tree, faults, count = tree_of(root), [], 0
    documents = [root / "README.md", root / "CONTRIBUTING.md",
                 *sorted(root.glob("docs/*.md"))]
    for path in documents:
        name, folder = str(path.relative_to(root)), str(path.parent.relative_to(root))
        for line, word in words_of(path.read_text()):
            if is_path(word.split("#")[0]):
                count += 1
                if not is_there(word.split("#")[0], folder, tree):
                    faults.append(f"{name}:{line}: {word} is not there")
    print("\n".join(faults) or f"{count} paths in {len(documents)} documents exist")
    return bool(faults) or count < 10


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
