"""A php-fpm of our own, and requests to it without a web server."""

from __future__ import annotations

import os
import pathlib
import socket
import struct
import subprocess
import time

HERE = pathlib.Path(__file__).resolve().parent
BEGIN, END, PARAMS, STDIN, STDOUT, STDERR = 1, 3, 4, 5, 6, 7
VERSION, RESPONDER = 1, 1

CONFIG = """[global]
error_log = {folder}/fpm.log
daemonize = no
[page]
listen = {folder}/fpm.sock
listen.mode = 0666
{user}
pm = static
pm.max_children = {workers}
pm.max_requests = 0
catch_workers_output = yes
decorate_workers_output = no
php_admin_value[error_log] = {folder}/php.log
php_admin_flag[log_errors] = on
"""


def fpm() -> str:
    """Debian's name has the version in it."""
    found = [
        path
        for folder in os.environ["PATH"].split(":") + ["/usr/sbin"]
        for path in sorted(pathlib.Path(folder).glob("php-fpm*"))
    ]
    if not found:
        raise SystemExit("php-fpm is not installed")
    return str(found[0])


class Pool:
    """Workers of php-fpm with the extension, which are stopped in the end."""

    def __init__(self, folder: pathlib.Path, module: str, workers: int) -> None:
        self.folder, self.socket = folder, folder / "fpm.sock"
        user = "user = root\ngroup = root" if os.getuid() == 0 else ""
        config = folder / "fpm.conf"
        config.write_text(CONFIG.format(folder=folder, workers=workers, user=user))
        (folder / "php.log").write_text("")
        command = [fpm(), "--nodaemonize", "--fpm-config", str(config)]
        command += ["--allow-to-run-as-root"] if os.getuid() == 0 else []
        for setting in (
            f"extension={module}",
            f"quen.model_dir={folder / 'models'}",
            "opcache.enable=1",
            "opcache.validate_timestamps=0",
        ):
            command += ["-d", setting]
        log = (folder / "fpm.out").open("w")
        self.process = subprocess.Popen(command, stdout=log, stderr=log)
        self.wait()

    def wait(self) -> None:
        for _ in range(600):
            try:
                self.connect().close()
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit(f"php-fpm did not start: {self.folder / 'fpm.out'}")

    def connect(self) -> socket.socket:
        sock = socket.socket(socket.AF_UNIX)
        sock.connect(str(self.socket))
        return sock

    def ask(self, script: pathlib.Path, query: str = "") -> str:
        """The body of a page."""
        sock = self.connect()
        sock.sendall(request(script, query))
        out, err = answer(sock)
        if err or b"\r\n\r\n" not in out or out.startswith(b"Status: 5"):
            raise SystemExit(f"{script.name}?{query}: {err or out!r}")
        return out.split(b"\r\n\r\n", 1)[1].decode()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()


def record(kind: int, content: bytes) -> bytes:
    return struct.pack(">BBHHBB", VERSION, kind, 1, len(content), 0, 0) + content


def request(script: pathlib.Path, query: str) -> bytes:
    given = {
        "SCRIPT_FILENAME": str(script),
        "REQUEST_METHOD": "GET",
        "QUERY_STRING": query,
    }
    params = b"".join(
        struct.pack(">BI", len(name), len(value) | 1 << 31)
        + name.encode()
        + value.encode()
        for name, value in given.items()
    )
    begin = record(BEGIN, struct.pack(">HB5x", RESPONDER, 0))
    return begin + record(PARAMS, params) + record(PARAMS, b"") + record(STDIN, b"")


def answer(sock: socket.socket) -> tuple[bytes, bytes]:
    """What a worker wrote, and what it complained of."""
    told = {STDOUT: b"", STDERR: b""}
    with sock, sock.makefile("rb") as stream:
        while len(head := stream.read(8)) == 8:
            _, kind, _, size, padding, _ = struct.unpack(">BBHHBB", head)
            content = stream.read(size + padding)[:size]
            if kind == END:
                return told[STDOUT], told[STDERR]
            told[kind] += content
    raise SystemExit("a worker went away in the middle of an answer")
