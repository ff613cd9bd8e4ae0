"""page.py DIR MODULE [SECONDS]: a page by nginx and php-fpm, with offers and without.

Eight workers answer at 80 % of the rate that the machine can do, pages with offers and
without in turns, while the shop's file is replaced by another one every second. The page
itself knows what each file says to each customer: what is of a torn file, or of two, is a
failed request. Told are percentiles of both, and what failed. Then a file of an older
format, which shows nothing and is one line of the log.
"""

from __future__ import annotations

import csv
import http.client
import io
import os
import pathlib
import shutil
import socket
import struct
import subprocess
import sys
import threading
import time

from fpm import HERE, Pool

WORKERS, SHARE, SLICE = 8, 0.8, 5
WITH, WITHOUT = "/?offers=1", "/"

NGINX = """daemon off;
worker_processes 2;
{user}
pid {folder}/nginx.pid;
error_log {folder}/nginx.log error;
events {{ worker_connections 512; }}
http {{
  access_log off;
  keepalive_requests 1000000;
  client_body_temp_path {folder}/tmp;
  proxy_temp_path {folder}/tmp;
  fastcgi_temp_path {folder}/tmp;
  uwsgi_temp_path {folder}/tmp;
  scgi_temp_path {folder}/tmp;
  upstream page {{ server unix:{folder}/fpm.sock; }}
  server {{
    listen 127.0.0.1:{port} backlog=512;
    location / {{
      fastcgi_pass page;
      fastcgi_param SCRIPT_FILENAME {folder}/page/index.php;
      fastcgi_param REQUEST_METHOD $request_method;
      fastcgi_param QUERY_STRING $query_string;
    }}
  }}
}}
"""


def say(text: str) -> None:
    print(text, flush=True)


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


class Server:
    """nginx in front of the pool, which is stopped in the end."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.port = free_port()
        (folder / "tmp").mkdir(exist_ok=True)
        user = "user root;" if os.getuid() == 0 else ""
        config = folder / "nginx.conf"
        config.write_text(NGINX.format(folder=folder, port=self.port, user=user))
        command = ["nginx", "-e", f"{folder}/nginx.log", "-c", str(config)]
        self.process = subprocess.Popen(command)
        self.wait()

    def wait(self) -> None:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit("nginx did not start")

    def get(self, page: str) -> tuple[int, str]:
        client = http.client.HTTPConnection("127.0.0.1", self.port)
        client.request("GET", page)
        answer = client.getresponse()
        return answer.status, answer.read().decode()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()


class Replacing(threading.Thread):
    """Puts one file, then the other, in place of the shop's, every second."""

    def __init__(self, folder: pathlib.Path) -> None:
        super().__init__(daemon=True)
        self.folder, self.done, self.times = folder, threading.Event(), 0

    def put(self, name: str) -> None:
        models = self.folder / "models"
        shutil.copyfile(self.folder / name, models / "new")
        os.replace(models / "new", models / "shop.quen")

    def run(self) -> None:
        while not self.done.wait(1):
            self.times += 1
            self.put("ab"[self.times % 2])


class Hits:
    """Requests of one page: how long each took, and how many failed."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.failed, self.spent = 0, 0.0

    def add(self, port: int, page: str, seconds: int, rate: float | None) -> None:
        command = ["hey", "-z", f"{seconds}s", "-c", str(WORKERS), "-o", "csv"]
        command += ["-q", f"{max(1, rate / WORKERS):.0f}"] if rate else []
        command.append(f"http://127.0.0.1:{port}{page}")
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        rows = list(csv.DictReader(io.StringIO(told)))
        self.seconds += [float(row["response-time"]) for row in rows]
        self.failed += sum(row["status-code"] != "200" for row in rows)
        self.spent += seconds

    def rate(self) -> float:
        return len(self.seconds) / self.spent

    def at(self, percent: float) -> float:
        """A percentile, in milliseconds."""
        order = sorted(self.seconds)
        return 1e3 * order[min(len(order) - 1, int(len(order) * percent / 100))]

    def row(self, name: str) -> str:
        figures = " | ".join(f"{self.at(p):.2f} ms" for p in (50, 95, 99))
        return (
            f"| {name} | {len(self.seconds)} | {self.rate():.0f}/s | {figures} "
            f"| {self.failed} |"
        )


def crc32c(data: bytes) -> int:
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def older(folder: pathlib.Path) -> None:
    """The shop's file as of a format before the first, its checksum mended."""
    data = bytearray((folder / "a").read_bytes())
    data[12:16] = struct.pack("<I", 0)
    end = 64 + 32 * struct.unpack_from("<I", data, 20)[0]
    data[60:64] = struct.pack("<I", crc32c(bytes(data[:60]) + bytes(data[64:end])))
    (folder / "models" / "older.quen").write_bytes(data)


def check_older(folder: pathlib.Path, server: Server) -> list[str]:
    """One line of the log for a page whose file is of an older format; no offers."""
    older(folder)
    before = len((folder / "php.log").read_text().splitlines())
    status, body = server.get(f"{WITH}&shop=older.quen")
    lines = (folder / "php.log").read_text().splitlines()[before:]
    say(f"a file of an older format: status {status}, logged: {lines}")
    faults = [] if status == 200 and "<li>" not in body else ["it does not show nothing"]
    return faults if len(lines) == 1 else [*faults, f"it logs {len(lines)} lines"]


def prepare(folder: pathlib.Path, module: str) -> None:
    for name in ("page", "models"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name in ("index.php", "sum.php"):
        shutil.copyfile(HERE / "page" / name, folder / "page" / name)
    if not (folder / "page" / "expected.php").exists():
        script = str(HERE / "page" / "prepare.php")
        command = ["php", "-d", f"extension={module}", "-d", "memory_limit=1G"]
        subprocess.run([*command, script, str(folder)], check=True)


def measure(server: Server, seconds: int) -> dict[str, Hits]:
    most, hits = Hits(), {WITH: Hits(), WITHOUT: Hits()}
    for page in hits:
        Hits().add(server.port, page, 1, None)
    most.add(server.port, WITH, min(SLICE, max(1, seconds // 4)), None)
    rate = most.rate() * SHARE
    say(f"with offers the machine answers {most.rate():.0f} a second; asked: {rate:.0f}")
    part = min(SLICE, max(1, seconds // 4))
    for _ in range(max(1, seconds // (2 * part))):
        for page, of in hits.items():
            of.add(server.port, page, part, rate)
    hits[WITH].failed += most.failed
    return hits


def tell(folder: pathlib.Path, hits: dict[str, Hits], replaced: int) -> list[str]:
    names = {WITH: "with offers", WITHOUT: "without"}
    table = [
        "| page | requests | rate | median | 95 % | 99 % | failed |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *(of.row(names[page]) for page, of in hits.items()),
    ]
    say("\n".join(table))
    (folder / "page.md").write_text("\n".join(table) + "\n")
    more = hits[WITH].at(99) - hits[WITHOUT].at(99)
    say(
        f"99 %: {more:+.2f} ms with offers (asked for: below 1); "
        f"replaced {replaced} times"
    )
    faults = [] if more < 1 else [f"offers cost {more:.2f} ms at the 99th percentile"]
    failed = sum(of.failed for of in hits.values())
    return [*faults, f"{failed} requests failed"] if failed else faults


def main() -> int:
    folder, module = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
    seconds = int(sys.argv[3]) if len(sys.argv) > 3 else 120
    prepare(folder, module)
    replacing = Replacing(folder)
    replacing.put("a")
    pool = Pool(folder, module, WORKERS)
    try:
        server = Server(folder)
        try:
            faults = check_older(folder, server)
            replacing.start()
            load = os.getloadavg()
            faults += tell(folder, measure(server, seconds), replacing.times)
            say(f"load before and after: {load[0]:.1f} {os.getloadavg()[0]:.1f}")
        finally:
            server.stop()
    finally:
        pool.stop()
    mixed = (folder / "php.log").read_text().count("page:")
    say(f"answers of two files, or of a torn one: {mixed}")
    say("\n".join(faults))
    return bool(faults or mixed)


if __name__ == "__main__":
    sys.exit(main())
