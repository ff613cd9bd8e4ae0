# shellcheck shell=bash
# ./dev test --php and arginfo: the extension of PHP, built and tested in build/php.

wants_php='
gcc: command -v cc
make: command -v make
php-cli: command -v php
php-dev: command -v phpize
php-sqlite3: php -r "exit((int)!extension_loaded(\"pdo_sqlite\"));"
php-parser: test -e /usr/share/php/PhpParser/Parser.php'

# php_tree TREE: the sources as they are, in a tree of their own: phpize writes into its folder.
php_tree() {
  local tree=$1 name
  mkdir -p "$tree/bindings/php"
  for name in docs include lib tests third_party; do ln -sfn "$PWD/$name" "$tree/$name"; done
  cp -ru bindings/php/. "$tree/bindings/php/"
}

# php_make TREE FLAG...: build the extension there.
php_make() {
  local tree=$1 log=$PWD/$1.log
  shift
  php_tree "$tree"
  (
    cd "$tree/bindings/php"
    if [ ! Makefile -nt config.m4 ] || [ ! Makefile -nt sources.txt ]; then
      phpize && ./configure CFLAGS="-g -Wall -Wextra -Wno-unused-parameter $*" LDFLAGS="$*"
    fi
    make -j"$(nproc)"
  ) >"$log" 2>&1 || { tail -40 "$log" >&2; die "the extension of PHP could not be built: $log"; }
}

php_built() {
  local dir=build/php/tree/bindings/php
  php_make build/php/tree -O2 ${CI:+-Werror}
  [ "$(nm -D --defined-only "$dir/modules/quen.so" | cut -d" " -f3)" = get_module ] ||
    die "quen.so shows other names than get_module"
}

# php_arginfo DIR: write there what PHP's own script makes of the stubs. It wants a parser beside
# it, which it would download; Debian has it.
php_arginfo() {
  local dir=build/php/arginfo stub
  mkdir -p "$dir/PHP-Parser-4.15.1/lib" "$1"
  cp "$(php-config --prefix)/lib/php/$(php-config --phpapi)/build/gen_stub.php" "$dir/"
  ln -sfn /usr/share/php/PhpParser "$dir/PHP-Parser-4.15.1/lib/PhpParser"
  for stub in bindings/php/src/*.stub.php; do
    cp "$stub" "$1/" 2>/dev/null || true
    php "$dir/gen_stub.php" -f "$1/${stub##*/}" >"$dir/log" || { cat "$dir/log" >&2; die "$stub"; }
  done
}

# Another version of PHP writes them otherwise.
arginfo() {
  local new=build/php/arginfo/new file
  need "$wants_php"
  if [ "$(php-config --phpapi)" != 20220829 ]; then
    say "the files of arginfo are compared by PHP 8.2 alone"
    return
  fi
  rm -rf "$new"
  php_arginfo "$new"
  for file in "$new"/*_arginfo.h; do
    cmp -s "$file" "bindings/php/src/${file##*/}" && continue
    [ "${1:-}" != --check ] || die "${file##*/} is not what its stub says: run ./dev arginfo"
    cp "$file" bindings/php/src/
    say "bindings/php/src/${file##*/} is new"
  done
}

# run_phpt TREE [OPTION...]: every test, or those of TESTS, in a PHP with the extension.
run_phpt() {
  local dir=$1/bindings/php
  shift
  NO_INTERACTION=1 REPORT_EXIT_STATUS=1 TEST_PHP_EXECUTABLE=$(command -v php) \
    php "$dir/run-tests.php" -q --show-diff -d extension="$PWD/$dir/modules/quen.so" "$@" \
    "${TESTS:-$dir/tests}"
}

test_php() {
  need "$wants_php"
  php_built
  arginfo --check
  run_phpt build/php/tree -d opcache.enable_cli=0
  run_phpt build/php/tree -d opcache.enable_cli=1
}

# 100,000 calls with arguments of every sort, over a sanitized extension.
test_php_sanitize() {
  local dir=build/php/asan seed at=bindings/php/tests
  need "$wants_php"
  php_make "$dir/tree" -O1 -fno-omit-frame-pointer -fsanitize=address,undefined \
    -fno-sanitize-recover=undefined
  cc -shared -fPIC "$at/dlopen.c" -o "$dir/dlopen.so" -ldl
  sed -n '/^<?php/,/^?>/p' "$dir/tree/$at/hostile.phpt" >"$dir/tree/$at/hostile.php"
  for seed in 1 2 3 4 5; do
    say "hostile calls, seed $seed"
    LD_PRELOAD="$PWD/$dir/dlopen.so $(cc -print-file-name=libasan.so) $(cc -print-file-name=libubsan.so)" \
      ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1:verify_asan_link_order=0 \
      UBSAN_OPTIONS=print_stacktrace=1 USE_ZEND_ALLOC=0 QUEN_SEED=$seed QUEN_CALLS=20000 \
      php -n -d pcre.jit=0 -d extension="$PWD/$dir/tree/bindings/php/modules/quen.so" \
      "$dir/tree/$at/hostile.php" >"$dir/log" 2>&1 || { tail -60 "$dir/log" >&2; die "seed $seed"; }
  done
}

# What the tests compare with, of one build with the dense kernels that the extension has: C's
# library and programs, and Python's module, in build/php/peers and build/php/site.
php_peers() {
  local venv=build/php/venv dir=build/php/peers list=build/php/requirements.txt
  need "$wants_build$wants_python"
  mkdir -p build/php
  grep -E '^(meson|ninja|numpy)=' bindings/python/requirements.txt >"$list"
  venv_in "$venv" "$list"
  PATH=$PWD/$venv/bin:$PATH build_in php/peers --buildtype=release -Ddefault_library=static \
    -Dblas=builtin -Dtests=disabled -Dexamples=enabled -Dpython=enabled \
    -Dpython.platlibdir=/site -Dpython.purelibdir=/site
  rm -rf build/php/site
  "$venv/bin/meson" install -C "$dir" --no-rebuild --quiet --tags python-runtime \
    --destdir "$PWD/build/php"
  [ -e build/languages/orders.csv ] || {
    mkdir -p build/languages
    "$dir/examples/synth" --out build/languages/orders.csv >build/languages/synth.log
  }
}

# The same log makes the same file, and the same file gives the same answers to the bit, in C, in
# Python and in PHP.
test_languages() {
  local here=tests/languages dir=build/languages file
  need "$wants_php"
  php_built
  php_peers
  build/php/peers/programs/quen/quen train "$dir/orders.csv" --customer customer --item item \
    --order order --time time --quantity quantity --price price --decimals 2 \
    --utc-offset +07:00 --out "$dir/c.quen" >"$dir/quen.log"
  PYTHONPATH=build/php/site build/php/venv/bin/python "$here/train.py" "$dir/orders.csv" "$dir"
  with_quen "$here/train.php" "$dir/orders.csv" "$dir"
  for file in "$dir"/php-*.quen "$dir"/python-*.quen; do
    cmp "$dir/c.quen" "$file" || die "${file##*/} is not the file that C makes of the same log"
  done
  cc -O2 -Wall -Wextra -Iinclude "$here/answers.c" -o "$dir/answers" \
    build/php/peers/lib/libquen.a -lm -pthread
  "$dir/answers" "$dir/c.quen" >"$dir/c.txt"
  PYTHONPATH=build/php/site build/php/venv/bin/python "$here/answers.py" "$dir/c.quen" \
    >"$dir/python.txt"
  with_quen "$here/answers.php" "$dir/c.quen" >"$dir/php.txt"
  for file in python php; do
    cmp "$dir/c.txt" "$dir/$file.txt" || die "$file answers otherwise than C: $dir/$file.txt"
  done
  say "$(wc -l <"$dir/c.txt") answers are the same in C, Python and PHP"
  PYTHONPATH=build/php/site build/php/venv/bin/python "$here/judge.py" "$dir/orders.csv" \
    >"$dir/python-judged.txt"
  with_quen "$here/judge.php" "$dir/orders.csv" >"$dir/php-judged.txt"
  cmp "$dir/python-judged.txt" "$dir/php-judged.txt" ||
    die "PHP judges otherwise than Python: $dir/php-judged.txt"
}

# with_quen ARGUMENT...: PHP with the extension.
with_quen() {
  php -d extension="$PWD/build/php/tree/bindings/php/modules/quen.so" "$@"
}

# Calls from PHP beside C's, of the very objects that the extension is linked of, and beside plain
# PHP with the fastest settings it has. bench_php [ROUNDS [LINES]]
bench_php() {
  local dir=$PWD/build/bench/php tree=build/php/tree/bindings/php
  need "$wants_php"'
php-opcache: php -d opcache.enable_cli=1 -r "exit(function_exists(\"opcache_get_status\") ? 0 : 1);"
php-fpm: ls /usr/sbin/php-fpm*'
  php_built
  mkdir -p "$dir"
  cc -O2 -Wall -Wextra -DQUEN_STATIC -Iinclude benchmarks/php/costs.c -o "$dir/costs" \
    "$tree"/quenlib/.libs/*.o -lm -pthread
  export QUEN_MODULE=$PWD/$tree/modules/quen.so
  with_quen -d memory_limit=2G -d opcache.enable_cli=1 -d opcache.jit_buffer_size=64M \
    -d opcache.jit=tracing benchmarks/php/costs.php "$dir" "$@"
  python3 benchmarks/php/worker.py "$dir" "$QUEN_MODULE"
}

# A page by nginx and php-fpm, with offers and without. bench_page [SECONDS]
bench_page() {
  local dir=$PWD/build/bench/php-page
  need "$wants_php"'
php-fpm: ls /usr/sbin/php-fpm*
nginx-light: command -v nginx
hey: command -v hey'
  php_built
  mkdir -p "$dir"
  python3 benchmarks/php/page.py "$dir" "$PWD/build/php/tree/bindings/php/modules/quen.so" "$@"
}
