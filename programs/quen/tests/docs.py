"""docs.py QUEN SYNTH [--write]: docs/program.md shows what the program answers. Each
block of console is run, in order, in one folder with the made-up log; --write writes what
it answered."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

DOCUMENT = pathlib.Path(__file__).resolve().parents[3] / "docs" / "program.md"
BLOCK = re.compile(r"^```console\n(\$ (?:.*\\\n)*.*\n)(?:.*\n)*?```$", re.M)


def answer_of(command, quen):
    """What stands on a terminal behind a command; ends of lines as they are in text."""
    path = f"{pathlib.Path(quen).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-c", command],
        capture_output=True,
        check=False,
        env={**os.environ, "PATH": path, "LC_ALL": "en_GB.UTF-8"},
    )
    return (done.stdout + done.stderr).decode().replace("\r\n", "\n")


def shown(text, quen):
    """The document with every answer as it is now."""
    return BLOCK.sub(
        lambda block: "```console\n" + block[1] + answer_of(block[1][2:], quen) + "```",
        text,
    )


def main(quen, synth, *options):
    text = DOCUMENT.read_text()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        subprocess.run(
            [synth, "--out", "orders.csv"], check=True, stdout=subprocess.DEVNULL
        )
        now = shown(text, quen)
        os.chdir("/")
    if "--write" in options:
        DOCUMENT.write_text(now)
    elif now != text:
        pairs = zip(text.splitlines(), now.splitlines(), strict=False)
        print(
            next((f"{a!r} is now {b!r}" for a, b in pairs if a != b), "lines are missing")
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
