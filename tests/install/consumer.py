#!/usr/bin/env python3
"""An installed libquen serves a stranger: consumer.py BUILD_DIR CC

Installs into a temporary root, then compiles, links and runs a ten-line program that
knows the library through pkg-config alone: against the shared library, against the static
one, and as one file without any library beside it, where all that needs is here. What is
installed is hardened: rules/hardened.py.
"""
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile

HARDENED = pathlib.Path(__file__).resolve().parents[1] / "rules" / "hardened.py"
PROGRAM = """
#include <stdio.h>
#include <quen.h>
int main(void)
{
    quen_context *ctx = NULL;
    quen_orders *orders = NULL;
    if (quen_context_new(NULL, &ctx) || quen_orders_new(ctx, &orders))
        return 1;
    printf("%s %s\\n", quen_version_string(), quen_simd_name(quen_context_simd(ctx)));
    quen_orders_free(orders);
    quen_context_free(ctx);
    return quen_version() / 1000000 != QUEN_VERSION_MAJOR;
}
"""


def flags_of(root, pc, *more):
    """What pkg-config says of the library below root, as words."""
    env = dict(os.environ, PKG_CONFIG_SYSROOT_DIR=str(root),
               PKG_CONFIG_PATH=str(pc.parent))
    said = subprocess.run(["pkg-config", "--cflags", "--libs", *more, "quen"], env=env,
                          check=True, capture_output=True, text=True).stdout
    # Only our own folders lie in the root; those of the system stay where they are.
    return [w if pathlib.Path(w[2:]).exists() else w.replace(str(root), "")
            for w in shlex.split(said)]


def serve(root, pc, cc, words):
    """What the program says, once it is compiled with these words."""
    (root / "main.c").write_text(PROGRAM)
    subprocess.run([*shlex.split(cc), "main.c", "-o", "main", *words], cwd=root,
                   check=True)
    env = dict(os.environ, LD_LIBRARY_PATH=str(pc.parent.parent))
    return subprocess.run(["./main"], cwd=root, env=env, check=True, capture_output=True,
                          text=True).stdout.strip()


def has(cc, library):
    """Whether the compiler finds it in its own folders."""
    said = subprocess.run([*shlex.split(cc), f"-print-file-name={library}"], check=True,
                          capture_output=True, text=True).stdout
    return pathlib.Path(said.strip()).is_absolute()


def main(build, cc):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        subprocess.run(["meson", "install", "-C", build, "--no-rebuild", "--quiet",
                        "--destdir", folder], check=True, stdout=subprocess.DEVNULL)
        pc, archive = next(root.rglob("quen.pc")), str(next(root.rglob("libquen.a")))
        subprocess.run([sys.executable, HARDENED, next(root.rglob("libquen.so"))],
                       check=True)
        print("shared", serve(root, pc, cc, flags_of(root, pc)))
        every = flags_of(root, pc, "--static")
        # OpenBLAS stays shared, so what only its archive needs is not wanted here.
        words = [archive if w == "-lquen" else w for w in every if w != "-lgfortran"]
        print("static", serve(root, pc, cc, words))
        if has(cc, "libc.a") and ("-lgfortran" not in every or has(cc, "libgfortran.a")):
            print("alone", serve(root, pc, cc, ["-static", *every]))


if __name__ == "__main__":
    main(*sys.argv[1:])
