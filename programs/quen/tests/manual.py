"""manual.py QUEN SYNTH: completions and manuals are those that the program's table makes,
and the shells that are here complete by them."""

import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
SHARE = ROOT / "programs" / "quen" / "share"

BASH = """
. "$0"
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_quen
printf '%s\\n' "${COMPREPLY[@]}"
"""
COMPLETED = {
    ("quen", "l"): "list",
    ("quen", "list", "shop.quen", "w"): "win-back",
    ("quen", "list", "shop.quen", "due", "--min-c"): "--min-chance",
    ("quen", "list", "shop.quen", "segment", "At"): "At\\ Risk",
    ("quen", "train", "orders.csv", "--returns", "n"): "no-visit",
    ("quen", "info", "shop.quen", "--top"): "",
}


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def faults(quen):
    status, told = run(
        sys.executable, str(ROOT / "tools" / "program.py"), quen, "--check"
    )
    if status:
        yield told
    for words, expected in COMPLETED.items():
        _, got = run("bash", "-c", BASH, str(SHARE / "quen.bash"), *words)
        if got.strip() != expected:
            yield f"bash completes {' '.join(words)} by {got!r}, not {expected!r}"
    for shell, name in (("zsh", "_quen"), ("fish", "quen.fish")):
        if shutil.which(shell):
            status, told = run(shell, "-n", str(SHARE / name))
            if status or told:
                yield f"{shell}: {told}"
    if shutil.which("groff"):
        for name in ("quen.1", "quen.vi.1"):
            _, told = run(
                "groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-z", str(SHARE / name)
            )
            if told:
                yield f"{name}: {told}"


if __name__ == "__main__":
    found = list(faults(sys.argv[1]))
    print("\n".join(found))
    sys.exit(1 if found else 0)
