#!/usr/bin/env python3
"""The library serves those who build with CMake: cmake.py BUILD_DIR CC, as it is
installed, or cmake.py --one-source FOLDER CC, as ./dev amalgamate writes it

A project that knows a target's name alone, compiled, linked and run: against the shared
library and the static one. A version that docs/abi.md does not promise is refused.
"""
import json
import pathlib
import shlex
import subprocess
import sys
import tempfile

from consumer import PROGRAM

PROJECT = """
cmake_minimum_required(VERSION 3.10)
project(stranger C)
{found}
{targets}
"""
TARGET = """
add_executable({name} main.c)
target_link_libraries({name} PRIVATE {library})
"""
INSTALLED = """
foreach(version 0.0 0.999 99)
  find_package(quen ${version} QUIET)
  if(quen_FOUND)
    message(FATAL_ERROR "${version} was asked for and ${quen_VERSION} given")
  endif()
endforeach()
find_package(quen @VERSION@ REQUIRED)
"""


def run(*words, **more):
    return subprocess.run(words, check=True, text=True, **more)


def build(root, cc, found, libraries, *options):
    """What the programs say, one for each library."""
    targets = "".join(TARGET.format(name=name, library=library)
                      for name, library in libraries.items())
    root.mkdir(exist_ok=True)
    (root / "main.c").write_text(PROGRAM)
    (root / "CMakeLists.txt").write_text(PROJECT.format(found=found, targets=targets))
    words = ["cmake", "-S", root, "-B", root / "made", f"-DCMAKE_C_COMPILER={cc[-1]}",
             *options]
    if len(cc) > 1:
        words.append(f"-DCMAKE_C_COMPILER_LAUNCHER={cc[0]}")
    for command in (words, ["cmake", "--build", root / "made"]):
        run(*command, stdout=subprocess.PIPE)
    for name in libraries:
        said = run(root / "made" / name, stdout=subprocess.PIPE).stdout.strip()
        print(name, said)


def installed(folder, made, cc):
    told = pathlib.Path(made, "meson-info/intro-projectinfo.json").read_text()
    run("meson", "install", "-C", made, "--no-rebuild", "--quiet", "--destdir", folder,
        stdout=subprocess.DEVNULL)
    prefix = next(folder.rglob("include/quen.h")).parents[1]
    found = INSTALLED.replace("@VERSION@", json.loads(told)["version"])
    build(folder / "stranger", cc, found,
          {"shared": "quen::quen", "static": "quen::quen_static"},
          f"-DCMAKE_PREFIX_PATH={prefix}")


def one_source(folder, source, cc):
    found = f"add_subdirectory({pathlib.Path(source).resolve()} quen)"
    for name, shared in ("static", "OFF"), ("shared", "ON"):
        build(folder / name, cc, found, {name: "quen::quen"},
              f"-DBUILD_SHARED_LIBS={shared}")


def main(*words):
    *what, cc = words
    with tempfile.TemporaryDirectory() as name:
        if what[0] == "--one-source":
            one_source(pathlib.Path(name), what[1], shlex.split(cc))
        else:
            installed(pathlib.Path(name), what[0], shlex.split(cc))


if __name__ == "__main__":
    main(*sys.argv[1:])
