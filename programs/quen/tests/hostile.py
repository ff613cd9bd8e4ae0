"""hostile.py QUEN SYNTH [ROUNDS [SEED]]: random command lines and damaged shop files.

It ends by a status that docs/program.md has, says why on the error output, and prints
nothing but answers: JSON that parses, and nothing at all where it failed.
"""

import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

COLUMNS = [
    "--customer",
    "customer",
    "--order",
    "order",
    "--item",
    "item",
    "--time",
    "time",
    "--quantity",
    "quantity",
    "--price",
    "price",
]
STATUSES = {0, 1, 2, 3, 4, 5}
VALUES = [
    "",
    "-1",
    "0",
    "1",
    "2",
    "99999999999999999999",
    "0.5",
    "1e9",
    "nan",
    "+07:00",
    "-99:99",
    "vi",
    "en",
    "always",
    "auto",
    "a=b",
    "=",
    ":",
    "::",
    "names.csv:key:name",
    "names.csv",
    "orders.csv",
    "shop.quen",
    "hex:00",
    "hex:zz",
    "\u202e",
    "\x1b[31m",
    "{0}",
    "%s%n",
    "KH0001",
    "Champions",
    "Có nguy cơ",
    "x" * 5000,
    "--",
    "-",
    "tab",
    "square",
    "VN",
]
SHOPS = [
    "shop.quen",
    "cut.quen",
    "flipped.quen",
    "absent.quen",
    "orders.csv",
    "empty",
    ".",
]


def table_of(quen):
    told = subprocess.run([quen, "--table"], capture_output=True, check=True)
    return json.loads(told.stdout)


def value_of(rng, option):
    if option["kind"] == "word" and rng.random() < 0.6:
        return rng.choice(option["value"].split("|"))
    return rng.choice(VALUES)


def random_line(rng, table):
    """A command with words and options that may fit, or not."""
    command = rng.choice(table["commands"])
    line = [command["name"] if rng.random() < 0.95 else rng.choice(VALUES)]
    line.append(
        rng.choice(
            SHOPS
            if command["name"] not in ("check", "train")
            else ["orders.csv", "names.csv", "empty", "shop.quen", "absent"]
        )
    )
    if command["first"] and rng.random() < 0.9:
        line.append(rng.choice(command["first"].split("|")))
    line += [rng.choice(VALUES) for _ in range(rng.choice([0, 0, 1, 1, 2, 4]))]
    if command["name"] in ("check", "train") and rng.random() < 0.5:
        line += COLUMNS
    options = (
        command["options"]
        if rng.random() < 0.9
        else [o for c in table["commands"] for o in c["options"]]
    )
    for _ in range(rng.choice([0, 1, 1, 2, 3, 6])):
        option = rng.choice(options)
        if option["name"] in ("--out", "--help"):
            continue
        name = "-" + option["letter"] if option["letter"] else option["name"]
        line.append(name)
        if option["kind"] != "none" and rng.random() < 0.97:
            line.append(value_of(rng, option))
    if rng.random() < 0.1:
        rng.shuffle(line)
    # What is written goes to a place of its own: the files are asked again.
    return [word for word in line if "\0" not in word] + (
        ["--out", "out.quen"] if line and line[0] in ("train", "forget") else []
    )


def damage(rng, data):
    data = bytearray(data)
    for _ in range(rng.choice([1, 1, 2, 8])):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


def faults_of(line, done):
    out, err = done.stdout, done.stderr
    if done.returncode not in STATUSES:
        yield f"status {done.returncode}: {err[-600:]!r}"
        return
    if done.returncode not in (0, 3) and out:
        yield f"status {done.returncode}, yet an answer: {out[:200]!r}"
    if done.returncode not in (0, 3) and not err:
        yield f"status {done.returncode} without a sentence"
    if b"ERROR: AddressSanitizer" in err or b"runtime error" in err:
        yield f"sanitizer: {err[-800:]!r}"
    if b"\x1b" in out and not any(
        word.startswith("--color") or word == "always" for word in line
    ):
        yield f"escapes on the output: {out[:200]!r}"
    asks_json = "--json" in line and "--help" not in line and "-h" not in line
    if done.returncode in (0, 3) and asks_json and "--" not in line:
        try:
            json.loads(out)
        except ValueError as error:
            yield f"no JSON: {error}: {out[:200]!r}"


def prepare(quen, synth):
    subprocess.run(
        [synth, "--customers", "60", "--out", "orders.csv"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    subprocess.run(
        [quen, "train", "-q", "orders.csv", *COLUMNS],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    pathlib.Path("names.csv").write_text("key,name\nKH0001,=An\nKH0002,\x1b[31mBinh\n")
    pathlib.Path("empty").write_bytes(b"")
    return pathlib.Path("shop.quen").read_bytes()


def main(quen, synth, rounds="300", seed="1"):
    rng, found = random.Random(int(seed)), []
    environment = {**os.environ, "LC_ALL": "en_GB.UTF-8"}
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        shop = prepare(quen, synth)
        table = table_of(quen)
        for _ in range(int(rounds)):
            pathlib.Path("cut.quen").write_bytes(shop[: rng.randrange(len(shop))])
            pathlib.Path("flipped.quen").write_bytes(damage(rng, shop))
            line = random_line(rng, table)
            done = subprocess.run(
                [quen, *line],
                capture_output=True,
                check=False,
                timeout=120,
                env=environment,
                stdin=subprocess.DEVNULL,
            )
            found += [f"quen {line}: {fault}" for fault in faults_of(line, done)]
        os.chdir("/")
    print("\n".join(found[:20]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
