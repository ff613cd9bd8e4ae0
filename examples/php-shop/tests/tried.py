"""./dev shop opens the shop, says where, and Ctrl-C ends all that it started."""

import os
import pathlib
import re
import signal
import subprocess
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[3]
PATIENCE_S = 600


def refuses(address):
    try:
        urllib.request.urlopen(address).close()
    except urllib.error.URLError:
        return True
    return False


def main():
    # A group of its own stands for the terminal, whose Ctrl-C goes to all of the group.
    process = subprocess.Popen(
        [ROOT / "dev", "shop", "18900"],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    signal.alarm(PATIENCE_S)
    said, address = "", None
    for line in process.stderr:
        said += line
        if found := re.search(r"http://\S+/", line):
            address = found[0]
            break
    assert address, said
    with urllib.request.urlopen(address + "?lang=en") as answer:
        page = answer.read().decode()
    assert "What many like" in page, page
    os.killpg(process.pid, signal.SIGINT)
    process.stderr.read()
    process.wait()
    assert refuses(address), "the server is still there"
    print(f"tried: {address} opened and closed")


if __name__ == "__main__":
    main()
