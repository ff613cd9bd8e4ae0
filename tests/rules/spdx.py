#!/usr/bin/env python3
"""The bill of materials, libquen.spdx.json (SPDX 2.3): what the library is, what of
others is within it, and what it is linked to. spdx.py [--write] [ROOT]

It is made from meson.build, pyproject.toml and third_party/; what is here alone are the
names and licences of what the build files ask for. Without --write: is it as it would be
made, and does it know all that the build files ask for, and every folder of third_party?
"""
import datetime
import hashlib
import json
import os
import pathlib
import re
import sys
import uuid

FILE = "libquen.spdx.json"
SELF = "SPDXRef-libquen"
SPACE = "https://spdx.org/spdxdocs"

# What build files ask for, by the words that they use: its name, its licence, where it is
# from, and what it is to libquen. The C library answers for threads and m.
WANTED = {
    "threads": ("libc", "NOASSERTION", "NOASSERTION", "DYNAMIC_LINK"),
    "m": ("libc", "NOASSERTION", "NOASSERTION", "DYNAMIC_LINK"),
    "openblas": ("OpenBLAS", "BSD-3-Clause", "https://github.com/OpenMathLib/OpenBLAS",
                 "DYNAMIC_LINK"),
    "zlib": ("zlib", "Zlib", "https://zlib.net", "OPTIONAL_DEPENDENCY_OF"),
    "sqlite3": ("SQLite", "blessing", "https://sqlite.org", "TEST_DEPENDENCY_OF"),
    "cmocka": ("cmocka", "Apache-2.0", "https://cmocka.org", "TEST_DEPENDENCY_OF"),
    "numpy": ("NumPy", "BSD-3-Clause", "https://numpy.org", "RUNTIME_DEPENDENCY_OF"),
    "meson": ("Meson", "Apache-2.0", "https://mesonbuild.com", "BUILD_TOOL_OF"),
    "meson-python": ("meson-python", "MIT", "https://mesonbuild.com/meson-python",
                     "BUILD_TOOL_OF"),
}
WHY = {
    "openblas": "Not of libraries built with -Dblas=builtin, as wheels are.",
    "zlib": "Of the program quen, and of tests; the library compresses nothing.",
    "sqlite3": "Of one example and its test.",
    "numpy": "Of the Python package.",
    "meson-python": "Of the Python package.",
}
BUNDLED = {
    "utf8proc": ("MIT AND Unicode-DFS-2015", "https://github.com/JuliaStrings/utf8proc"),
}


def found(pattern, text):
    match = re.search(pattern, text, re.M)
    return match[1] if match else "NOASSERTION"


def asked_for(root):
    """Words by which build files ask for what is not here."""
    words = set()
    for path in root.rglob("meson.build"):
        if not {"build", "third_party"} & set(path.relative_to(root).parts):
            words.update(re.findall(r"\b(?:dependency|find_library)\('([^']+)'",
                                    path.read_text()))
    text = (root / "pyproject.toml").read_text()
    for line in re.findall(r"^(?:requires|dependencies) = \[(.*)\]", text, re.M):
        words.update(re.findall(r'"([\w.-]+)', line))
    return sorted(words)


def digest(path, kind):
    return hashlib.new(kind, path.read_bytes()).hexdigest()


def package(ident, name, version, licence, source, **more):
    return {"SPDXID": ident, "name": name, "versionInfo": version,
            "downloadLocation": source, "licenseConcluded": licence,
            "licenseDeclared": licence, "filesAnalyzed": False,
            "copyrightText": "NOASSERTION", **more}


def files_of(root, folder, licence):
    return [{"SPDXID": f"SPDXRef-{folder.name}-{path.name}".replace("_", "-"),
             "fileName": f"./{path.relative_to(root)}",
             "checksums": [
                 {"algorithm": kind.upper(), "checksumValue": digest(path, kind)}
                 for kind in ("sha1", "sha256")],
             "licenseConcluded": licence, "licenseInfoInFiles": ["NOASSERTION"],
             "copyrightText": "NOASSERTION"}
            for path in sorted(folder.iterdir()) if path.name != "README.md"]


def bundled(root, folder):
    """A package of third_party/ with its files."""
    licence, source = BUNDLED[folder.name]
    readme = (folder / "README.md").read_text()
    files = files_of(root, folder, licence)
    sums = sorted(f["checksums"][0]["checksumValue"] for f in files)
    code = hashlib.sha1("".join(sums).encode()).hexdigest()
    whole = package(
        f"SPDXRef-{folder.name}", folder.name, found(r"^\| version \| (\S+)", readme),
        licence, f"git+{source}@{found(r'commit ([0-9a-f]{40})', readme)}",
        copyrightText=found(r"^\*(Copyright .*)\*$", (folder / "LICENSE.md").read_text())
        .replace("&copy;", "(c)"))
    whole |= {"filesAnalyzed": True, "licenseInfoFromFiles": ["NOASSERTION"],
              "packageVerificationCode": {"packageVerificationCodeValue": code},
              "comment": found(r"^(.*as released.*)$", readme)}
    return whole, files


def relation(one, kind, other, why=None):
    return {"spdxElementId": one, "relationshipType": kind, "relatedSpdxElement": other,
            **({"comment": why} if why else {})}


def document(root):
    """All but what changes with each writing: its namespace and its time."""
    build = (root / "meson.build").read_text()
    version = found(r"^  version: '(.*)',$", build)
    packages = [package(SELF, "libquen", version, found(r"^  license: '(.*)',$", build),
                        "NOASSERTION", copyrightText=found(r"^(Copyright .*)$",
                                            (root / "LICENSE").read_text()),
                        primaryPackagePurpose="LIBRARY")]
    files, links = [], [relation("SPDXRef-DOCUMENT", "DESCRIBES", SELF)]
    for folder in sorted((root / "third_party").iterdir()):
        whole, parts = bundled(root, folder)
        packages.append(whole)
        files += parts
        links.append(relation(SELF, "CONTAINS", whole["SPDXID"]))
        links += [relation(whole["SPDXID"], "CONTAINS", f["SPDXID"]) for f in parts]
    for word in asked_for(root):
        name, licence, source, kind = WANTED[word]
        ident = f"SPDXRef-{name}"
        if ident not in [p["SPDXID"] for p in packages]:
            packages.append(package(ident, name, "NOASSERTION", licence, source))
            ends = (ident, SELF) if kind.endswith("_OF") else (SELF, ident)
            links.append(relation(ends[0], kind, ends[1], WHY.get(word)))
    return {"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0",
            "SPDXID": "SPDXRef-DOCUMENT", "name": f"libquen-{version}",
            "packages": packages, "files": files, "relationships": links}


def stamped(made, when):
    """With a namespace of its own, which follows from what it says."""
    words = json.dumps(made, sort_keys=True)
    name = f"{made['name']}-{uuid.uuid5(uuid.NAMESPACE_URL, words)}"
    return {**made, "documentNamespace": f"{SPACE}/{name}",
            "creationInfo": {"created": when, "creators": ["Organization: libquen"]}}


def unknown(root):
    yield from (f"{word}: build files ask for it, and the table of {FILE} has it not"
                for word in asked_for(root) if word not in WANTED)
    yield from (f"third_party/{path.name}: bundled, and the table has it not"
                for path in sorted((root / "third_party").iterdir())
                if path.name not in BUNDLED)


def faults_of(root):
    yield from unknown(root)
    if not list(unknown(root)):
        there = json.loads((root / FILE).read_text())
        if there != stamped(document(root), there["creationInfo"]["created"]):
            yield f"{FILE} is not as it would be made: tests/rules/spdx.py --write"


def write(root):
    """Nothing is written where nothing has changed, so that its time stays."""
    if (root / FILE).exists() and not list(faults_of(root)):
        return
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    now = (datetime.datetime.fromtimestamp(int(seconds), datetime.UTC) if seconds
           else datetime.datetime.now(datetime.UTC))
    made = stamped(document(root), now.strftime("%Y-%m-%dT%H:%M:%SZ"))
    (root / FILE).write_text(json.dumps(made, indent=2) + "\n")


def main(*words):
    options = [word for word in words if word == "--write"]
    places = [word for word in words if word != "--write"]
    root = pathlib.Path(places[0] if places else __file__).resolve()
    root = root if places else root.parents[2]
    if options:
        write(root)
    faults = list(faults_of(root))
    print("\n".join(faults) or f"{FILE} knows all that is asked for")
    return bool(faults)


sys.exit(main(*sys.argv[1:]))
