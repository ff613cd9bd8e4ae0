#!/usr/bin/env python3
"""An installed libquen serves a stranger: consumer.py BUILD_DIR CC

Installs into a temporary root, then compiles, links and runs a ten-line program that knows
the library through pkg-config alone, against the shared and the static library.
"""
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile

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


def main(build, cc):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        subprocess.run(["meson", "install", "-C", build, "--no-rebuild", "--quiet",
                        "--destdir", folder], check=True, stdout=subprocess.DEVNULL)
        pc = next(root.rglob("quen.pc"))
        env = dict(os.environ, PKG_CONFIG_SYSROOT_DIR=folder)
        env["PKG_CONFIG_PATH"] = str(pc.parent)
        (root / "main.c").write_text(PROGRAM)
        for extra in ([], ["--static"]):
            flags = subprocess.run(["pkg-config", "--cflags", "--libs", *extra, "quen"],
                                   env=env, check=True, capture_output=True, text=True).stdout
            # Only our own folders lie in the root; those of the system stay where they are.
            words = [w if pathlib.Path(w[2:]).exists() else w.replace(folder, "")
                     for w in shlex.split(flags)]
            if extra:
                archive = str(next(root.rglob("libquen.a")))
                # OpenBLAS stays shared, so what only its archive needs is not wanted here.
                words = [archive if w == "-lquen" else w for w in words if w != "-lgfortran"]
            subprocess.run([*shlex.split(cc), "main.c", "-o", "main", *words], cwd=folder,
                           check=True)
            run_env = dict(os.environ, LD_LIBRARY_PATH=str(pc.parent.parent))
            done = subprocess.run(["./main"], cwd=folder, env=run_env, check=True,
                                  capture_output=True, text=True)
            print("static" if extra else "shared", done.stdout.strip())


main(*sys.argv[1:])
