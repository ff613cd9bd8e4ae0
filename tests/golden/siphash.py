#!/usr/bin/env python3
"""Golden vectors of SipHash-2-4 with 128 bits: siphash.txt, by OpenSSL.

"n: hash" is that of the bytes 0, 1, ... n - 1 under the secret 0, 1, ... 15: the vectors
of the authors' reference implementation, and a few longer ones.
"""

import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
SECRET = bytes(range(16)).hex()


def hashed(message):
    call = ["openssl", "mac", "-macopt", f"hexkey:{SECRET}", "-macopt", "size:16"]
    done = subprocess.run(
        [*call, "-binary", "SIPHASH"], input=message, capture_output=True, check=True
    )
    return done.stdout.hex()


def main():
    sizes = [*range(64), 100, 255, 256, 257, 1000]
    lines = [f"{n}: {hashed(bytes(i % 256 for i in range(n)))}" for n in sizes]
    (HERE / "siphash.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
