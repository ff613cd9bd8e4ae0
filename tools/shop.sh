# shellcheck shell=bash
# ./dev shop and ./dev test --shop: the example shop in PHP. A function for each step of the
# test; the list is shop_steps.

wants_try='
gcc: command -v cc
make: command -v make
binutils: command -v nm
php-cli: command -v php
php-dev: command -v phpize
php-sqlite3: php -r "exit((int) !extension_loaded(\"pdo_sqlite\"));"'
wants_shop=$wants_try'
php-mysql: php -r "exit((int) !extension_loaded(\"pdo_mysql\"));"
php-xml: php -r "exit((int) !extension_loaded(\"dom\"));"
php-fpm: ls /usr/sbin/php-fpm*
nginx-light: command -v nginx || test -x /usr/sbin/nginx
mariadb-server-core: command -v mariadbd || test -x /usr/sbin/mariadbd
mariadb-client-core: command -v mariadb
chromium: command -v chromium || command -v google-chrome'

# ---- trying it ----

# The extension, and a log to fill a shop with.
shop_ground() {
  mkdir -p build/shop
  php_built
  build_in demo --buildtype=release -Dtests=disabled -Dexamples=enabled
  shop_extension=$PWD/build/php/tree/bindings/php/modules/quen.so
}

port_taken() { (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# free_port PORT: that one, or the next that nobody has.
free_port() {
  local port=$1
  while port_taken "$port"; do port=$((port + 1)); done
  printf '%s' "$port"
}

# Filled once: what is ordered in it stays. Learned from at each start, as every night.
shop_filled() {
  local dir=$1
  if [ ! -e "$dir/filled" ]; then
    say "filling the shop with two years of made-up orders"
    build/demo/examples/synth --out "$dir/orders.csv" >"$dir/synth.log"
    php examples/php-shop/bin/fill.php "$dir/orders.csv" --again >&2
    touch "$dir/filled"
  fi
  php -d extension="$shop_extension" examples/php-shop/bin/train.php >&2
}

shop() {
  local dir=$PWD/build/shop/try port server
  need "$wants_build$wants_try"
  case "${1:-8090}" in *[!0-9]*) die "shop: $1 is no port" ;; esac
  port=$(free_port "${1:-8090}")
  say "building the extension of PHP and the made-up log"
  shop_ground
  mkdir -p "$dir/sessions"
  export SHOP_DSN=sqlite:$dir/shop.db SHOP_MODEL=$dir/shop.quen
  shop_filled "$dir"
  php -d extension="$shop_extension" -d session.save_path="$dir/sessions" -d display_errors=0 \
    -S "127.0.0.1:$port" -t examples/php-shop/public examples/php-shop/public/index.php \
    >"$dir/server.log" 2>&1 &
  server=$!
  # shellcheck disable=SC2064
  trap "kill $server 2>/dev/null || true" EXIT
  while ! port_taken "$port"; do
    kill -0 "$server" 2>/dev/null || { cat "$dir/server.log" >&2; die "PHP's server ended"; }
    sleep .1
  done
  say "the shop is open: http://127.0.0.1:$port/   (Ctrl-C closes it; its log: $dir/server.log)"
  wait "$server"
}

# ---- testing it ----

# The SQL readers, each on tables of its system, in a MariaDB that is made and stopped here.
shop_readers() {
  php -d zend.assertions=1 -d error_reporting=-1 -d display_errors=stderr \
    examples/php-shop/tests/readers.php build/shop
}

# Pages, forms, texts and nights; first as on a server that lacks the extension.
shop_pages() {
  build/demo/examples/synth --customers 400 --days 540 --out build/shop/orders.csv >/dev/null
  export SHOP_LOG=$PWD/build/shop/orders.csv
  php examples/php-shop/tests/run.php
  QUEN_EXTENSION=$shop_extension php -d extension="$shop_extension" examples/php-shop/tests/run.php
}

# By nginx and php-fpm on MariaDB, seen in Chromium; the pictures stay.
shop_served() {
  PYTHONDONTWRITEBYTECODE=1 python3 examples/php-shop/tests/browse.py build/shop/served \
    "$shop_extension" build/shop/orders.csv
}

# As one tries it: it opens, and Ctrl-C leaves nothing behind.
shop_tried() {
  python3 examples/php-shop/tests/tried.py
}

shop_steps=(shop_readers shop_pages shop_served shop_tried)

test_shop() {
  local step
  need "$wants_build$wants_python$wants_shop"
  shop_ground
  for step in "${shop_steps[@]}"; do
    say "$step"
    "$step" || die "$step failed"
  done
}
