"""A WordPress of the tests' own: Debian's files, a MariaDB with a socket, and two servers
of PHP, one with the extension and one without. All of it is in one folder.
"""

import contextlib
import http.cookiejar
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

HERE = Path(__file__).parent
PLUGIN = HERE.parent / "quen"
PATIENCE_S = 60
PASSWORDS = {"owner": "owner-password", "customer1": "customer-password"}


class Site:
    def __init__(self, folder, debian, php_options):
        self.folder, self.debian = Path(folder).resolve(), Path(debian)
        self.www = self.folder / "www"
        self.log = self.folder / "debug.log"
        self.pictures = self.folder / "pictures"
        self.with_quen = ["php", "-d", "memory_limit=256M", *php_options]
        self.without = ["php", "-d", "memory_limit=256M"]
        self.started = []

    def __enter__(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.pictures.mkdir(parents=True)
        with contextlib.ExitStack() as undo:
            undo.callback(self.stop)
            self._database()
            self.host, self.bare_host = free_host(), free_host()
            self._files()
            run([*self.with_quen, str(HERE / "site/install.php"), str(self.www)])
            self._serve(self.with_quen, self.host)
            self._serve(self.without, self.bare_host)
            undo.pop_all()
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        """Each was started as the first of its own group of processes."""
        for process in reversed(self.started):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(PATIENCE_S)
        self.started.clear()

    def start(self, command, log, **more):
        with open(self.folder / log, "ab") as file:
            process = subprocess.Popen(
                command, stdout=file, stderr=file, start_new_session=True, **more
            )
        self.started.append(process)
        return process

    def _database(self):
        self.socket = self.folder / "mariadb.socket"
        if len(str(self.socket)) > 100:
            # Paths of sockets are short: a deep checkout has it elsewhere.
            self.socket = Path(tempfile.mkdtemp(prefix="quen-")) / "socket"
        data = f"--datadir={self.folder / 'mariadb'}"
        user = f"--user={os.environ.get('USER') or 'root'}" if os.geteuid() == 0 else ""
        options = ["--no-defaults", data, *filter(None, [user])]
        root = "--auth-root-authentication-method=normal"
        run(["mariadb-install-db", *options, root, "--skip-test-db"])
        server = shutil.which("mariadbd", path=os.environ["PATH"] + ":/usr/sbin")
        speed = ["--innodb-flush-log-at-trx-commit=0", "--skip-log-bin"]
        process = self.start(
            [server, *options, f"--socket={self.socket}", "--skip-networking", *speed],
            "mariadb.log",
        )
        client = ["mariadb", "--no-defaults", f"--socket={self.socket}", "-uroot"]
        make = [*client, "-e", "CREATE DATABASE wordpress CHARACTER SET utf8mb4"]
        wait_for(
            lambda: subprocess.run(make, capture_output=True).returncode == 0, process
        )

    def _files(self):
        skip = shutil.ignore_patterns("wp-config.php", ".htaccess", "ca-bundle.crt")
        shutil.copytree(self.debian, self.www, ignore=skip)
        content = self.www / "wp-content"
        for name in ("plugins", "themes", "mu-plugins"):
            shutil.rmtree(content / name, ignore_errors=True)
        shutil.copytree(PLUGIN, content / "plugins/quen")
        shutil.copytree(HERE / "site/mu-plugins", content / "mu-plugins")
        shutil.copytree(HERE / "site/theme", content / "themes/test")
        (self.www / "favicon.ico").touch()
        # A language is there if WordPress itself has a file of it.
        (content / "languages").mkdir()
        run(["msgfmt", "-o", str(content / "languages/vi.mo"), str(HERE / "site/vi.po")])
        text = (HERE / "site/wp-config.php").read_text()
        values = {"SOCKET": self.socket, "HOST": self.host, "LOG": self.log}
        for name, value in values.items():
            text = text.replace(f"SITE_{name}'", f"{value}'")
        (self.www / "wp-config.php").write_text(text)

    def _serve(self, php, host):
        environment = {**os.environ, "PHP_CLI_SERVER_WORKERS": "3"}
        command = [*php, "-d", "max_execution_time=30", "-S", host, "-t", str(self.www)]
        process = self.start(command, f"{host}.log", env=environment)
        address = host.split(":")
        wait_for(lambda: answers(address[0], int(address[1])), process)

    def ask(self, *question, **environment):
        """What tests/site/ask.php prints."""
        command = [*self.with_quen, str(HERE / "site/ask.php"), str(self.www)]
        said = run([*command, *map(str, question)], env={**os.environ, **environment})
        return json.loads(said.splitlines()[-1])

    def night(self):
        """The planned event is due, and WordPress's own runner runs it."""
        self.ask("due")
        return Visitor(self.host).get("/wp-cron.php?doing_wp_cron")

    def said(self):
        """What the plugin logged since it was asked last, without the times."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        ours = [line for line in lines if "quen" in line]
        return [line.split("] ", 1)[-1] for line in ours]


class Visitor:
    """Reads pages, with cookies, without a browser."""

    def __init__(self, host, user=None):
        self.root = f"http://{host}"
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)
        if user is not None:
            self.get("/wp-login.php")
            form = {"log": user, "pwd": PASSWORDS[user], "testcookie": "1"}
            self.post("/wp-login.php", form)

    def get(self, path):
        return self._open(self.root + path)

    def post(self, path, form):
        return self._open(self.root + path, urllib.parse.urlencode(form).encode())

    def _open(self, address, data=None):
        """(status, text)"""
        try:
            with self.opener.open(address, data, timeout=PATIENCE_S) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as fault:
            return fault.code, fault.read().decode()


def free_host():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


def answers(name, port):
    with contextlib.suppress(OSError):
        socket.create_connection((name, port), 1).close()
        return True
    return False


def wait_for(ready, process):
    end = time.monotonic() + PATIENCE_S
    while not ready():
        if process.poll() is not None or time.monotonic() > end:
            raise SystemExit(f"{process.args[0]} does not answer: see its log")
        time.sleep(0.05)


def run(command, **more):
    done = subprocess.run(command, capture_output=True, text=True, **more)
    if done.returncode != 0:
        line = " ".join(command)
        raise SystemExit(f"failed: {line}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout
