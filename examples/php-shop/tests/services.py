"""The shop as it is served, by MariaDB, php-fpm and nginx that are started here.

Nothing of the system's services is used or changed. Sockets are in a temporary folder:
their paths must be short; all else, logs too, is in the folder that is given.
"""

import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time

SHOP = pathlib.Path(__file__).resolve().parent.parent
PATIENCE_S = 60

FPM = """[global]
error_log = {folder}/fpm.log
daemonize = no
[shop]
{user}
listen = {sockets}/fpm.sock
pm = static
pm.max_children = 2
clear_env = yes
catch_workers_output = yes
decorate_workers_output = no
php_admin_value[error_log] = {folder}/php.log
php_admin_flag[log_errors] = on
php_admin_flag[display_errors] = off
php_admin_value[session.save_path] = {folder}/sessions
env[SHOP_DSN] = "{dsn}"
env[SHOP_USER] = "{name}"
env[SHOP_PASSWORD] = "{password}"
env[SHOP_MODEL] = "{folder}/shop.quen"
"""

NGINX = """daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log warn;
worker_processes 1;
{user}
events {{ worker_connections 64; }}
http {{
  access_log {folder}/access.log;
  client_body_temp_path {folder}/body;
  fastcgi_temp_path {folder}/fastcgi;
  proxy_temp_path {folder}/proxy;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  types {{ text/css css; image/svg+xml svg; }}
  server_tokens off;
  server {{
    listen 127.0.0.1:{port};
    root {shop}/public;
    # Only the front controller is ever run; files are sent as they are.
    location / {{
      try_files $uri /index.php$is_args$args;
      add_header X-Content-Type-Options nosniff;
    }}
    location = /index.php {{
      include {fastcgi};
      fastcgi_param SCRIPT_FILENAME $document_root/index.php;
      fastcgi_pass unix:{sockets}/fpm.sock;
    }}
    location ~ \\.php$ {{ return 404; }}
  }}
}}
"""

CGI = """fastcgi_param QUERY_STRING $query_string;
fastcgi_param REQUEST_METHOD $request_method;
fastcgi_param CONTENT_TYPE $content_type;
fastcgi_param CONTENT_LENGTH $content_length;
fastcgi_param REQUEST_URI $request_uri;
fastcgi_param SERVER_PROTOCOL $server_protocol;
fastcgi_param REMOTE_ADDR $remote_addr;
fastcgi_param HTTPS $https if_not_empty;
"""


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def program(*names):
    places = os.environ["PATH"] + ":/usr/sbin:/usr/local/sbin"
    for name in names:
        if found := shutil.which(name, path=places):
            return found
    raise SystemExit(f"{names[0]} is not installed")


class Services:
    """with Services(folder, "quen.so", "orders.csv") as shop: shop.address ..."""

    def __init__(self, folder, extension, log):
        self.folder, self.log = pathlib.Path(folder).resolve(), log
        self.extension = ["-d", f"extension={pathlib.Path(extension).resolve()}"]
        self.running = []

    def __enter__(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "sessions").mkdir(parents=True)
        self.sockets = pathlib.Path(tempfile.mkdtemp(prefix="shop-"))
        try:
            self._database()
            self._web()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in reversed(self.running):
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.sockets, ignore_errors=True)

    def _start(self, name, command):
        output = open(self.folder / f"{name}.out", "ab")
        self.running.append(subprocess.Popen(command, stdout=output, stderr=output))
        output.close()

    def _wait(self, what, ready):
        end = time.monotonic() + PATIENCE_S
        while not ready():
            if time.monotonic() > end or self.running[-1].poll() is not None:
                raise SystemExit(f"{what} did not start: see {self.folder}")
            time.sleep(0.05)

    def _database(self):
        data = self.folder / "mariadb"
        as_root = ["--user=root"] if os.getuid() == 0 else []
        # One that starts clears its temporary folder, also of what another has there.
        places = [f"--datadir={data}", f"--tmpdir={self.sockets}"]
        common = ["--no-defaults", *places, *as_root]
        subprocess.run(
            [program("mariadb-install-db", "mysql_install_db"), *common]
            + ["--auth-root-authentication-method=normal", "--skip-test-db"],
            check=True,
            stdout=open(self.folder / "install.out", "wb"),
            stderr=subprocess.STDOUT,
        )
        path = self.sockets / "db.sock"
        self._start(
            "mariadb",
            [program("mariadbd", "mysqld"), *common, f"--socket={path}"]
            + ["--skip-networking", f"--pid-file={self.folder}/mariadb.pid"]
            + ["--innodb-flush-log-at-trx-commit=0"],
        )
        self.user, self.password = "shop", os.urandom(12).hex()
        self._wait("MariaDB", lambda: self.sql("SELECT 1", quiet=True))
        self.sql("CREATE DATABASE shop CHARACTER SET utf8mb4")
        self.sql(f"CREATE USER shop@localhost IDENTIFIED BY '{self.password}'")
        self.sql("GRANT ALL ON shop.* TO shop@localhost")
        self.dsn = f"mysql:unix_socket={path};dbname=shop;charset=utf8mb4"
        print(self.php("bin/fill.php", str(self.log)), end="")
        print(self.php("bin/train.php"), end="")

    def sql(self, statement, quiet=False):
        client = [program("mariadb", "mysql"), "--no-defaults", "--user=root"]
        path = f"--socket={self.sockets}/db.sock"
        result = subprocess.run(
            [*client, path, "--batch", "--skip-column-names", "--execute", statement],
            capture_output=True,
            text=True,
        )
        if result.returncode and not quiet:
            raise SystemExit(f"{statement}: {result.stderr}")
        return result.returncode == 0 and (result.stdout or True)

    def _web(self):
        user = "user = root\ngroup = root" if os.getuid() == 0 else ""
        values = {
            "folder": self.folder,
            "sockets": self.sockets,
            "shop": SHOP,
            "dsn": self.dsn,
            "name": self.user,
            "password": self.password,
            "port": free_port(),
            "fastcgi": self.folder / "fastcgi.conf",
        }
        (self.folder / "fastcgi.conf").write_text(CGI)
        (self.folder / "fpm.conf").write_text(FPM.format(user=user, **values))
        user = "user root;" if os.getuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(NGINX.format(user=user, **values))
        fpm = program("php-fpm", "php-fpm8.2", "php-fpm8.3", "php-fpm8.4", "php-fpm8.5")
        as_root = ["--allow-to-run-as-root"] if os.getuid() == 0 else []
        config = f"--fpm-config={self.folder}/fpm.conf"
        self._start("fpm", [fpm, "--nodaemonize", *as_root, *self.extension, config])
        self._wait("php-fpm", (self.sockets / "fpm.sock").exists)
        self._start(
            "nginx",
            [program("nginx"), "-c", f"{self.folder}/nginx.conf", "-p", str(self.folder)]
            + ["-e", f"{self.folder}/nginx.log"],
        )
        self.address = f"http://127.0.0.1:{values['port']}"
        self._wait("nginx", lambda: self._listens(values["port"]))

    @staticmethod
    def _listens(port):
        with socket.socket() as one:
            return one.connect_ex(("127.0.0.1", port)) == 0

    def php(self, script, *arguments, **other):
        """What a script of the shop prints that is run with this database and file."""
        environment = os.environ | {
            "SHOP_DSN": self.dsn,
            "SHOP_USER": self.user,
            "SHOP_PASSWORD": self.password,
            "SHOP_MODEL": str(self.folder / "shop.quen"),
        }
        environment |= other
        command = [program("php"), *self.extension, str(SHOP / script), *arguments]
        result = subprocess.run(command, env=environment, capture_output=True, text=True)
        if result.returncode:
            raise SystemExit(f"{script}: {result.stdout}{result.stderr}")
        return result.stdout

    def told(self):
        """Lines that PHP wrote to its log."""
        path = self.folder / "php.log"
        return path.read_text().splitlines() if path.exists() else []
