# shellcheck shell=bash
# A thread-safe debug build of PHP, of Debian's source of the PHP that is installed: it tells what
# its own allocator was not given back, and serves requests in threads. Built once, in minutes, and
# kept in build/php-zts/VERSION.

wants_php_zts=$wants_php'
dpkg-dev: command -v dpkg-source
pkg-config: command -v pkg-config
libsqlite3-dev: pkg-config --exists sqlite3
zlib1g-dev: pkg-config --exists zlib
valgrind: command -v valgrind'

# What the tests use, and libphp.so for a program with threads of its own.
php_zts_options=(--enable-zts --enable-debug --disable-all --enable-cli --enable-embed
  --disable-cgi --disable-phpdbg --enable-opcache --enable-ctype --enable-tokenizer --enable-posix
  --enable-pcntl --enable-pdo --with-pdo-sqlite --with-zlib --with-valgrind)

# php_zts: its folder, in zts.
php_zts() {
  local version log
  version=$(php-config --version | cut -d. -f1,2)
  zts=$PWD/build/php-zts/$version
  log=$zts.log
  ! cmp -s "$zts/options.txt" <(printf '%s\n' "${php_zts_options[@]}") || return 0
  debian_source "php$version"
  say "building a thread-safe debug build of PHP $version, which is kept: minutes"
  rm -rf "$zts" "$zts.build"
  mkdir -p "$zts" "$zts.build"
  (
    cd "$zts.build" &&
      "$OLDPWD/build/source/php$version/configure" --prefix="$zts" "${php_zts_options[@]}" &&
      make -j"$(nproc)" && make install
  ) >"$log" 2>&1 || { tail -40 "$log" >&2; die "PHP could not be built: $log"; }
  # Debian's folders are called after a number, which only its own way of building fills in; and
  # its libtool is the system's.
  sed -i 's,/\?@DEBIAN_PHP_API@,,; s,^aclocaldir=.*,aclocaldir=/usr/share/aclocal,' \
    "$zts/bin/phpize" "$zts/bin/php-config"
  rm -rf "$zts.build"
  printf '%s\n' "${php_zts_options[@]}" >"$zts/options.txt"
}

# The extension, built for it, in ./dev test --valgrind.
test_php_valgrind() {
  need "$wants_php_zts"
  php_zts
  PATH=$zts/bin:$PATH php_zts_tests
}

# In that PHP, twice: with its own allocator, which tells what was not given back to it, and with
# the system's, under valgrind, which tells the rest, but has no memory_limit. Then in threads.
php_zts_tests() {
  local dir=build/php-zts here=bindings/php/tests
  php_make "$dir/tree" -O1
  run_phpt "$dir/tree" -d zend_extension=opcache -d opcache.enable_cli=1
  # run-tests.php has it quiet, which is silent on leaks unless they are asked for.
  export VALGRIND_OPTS='--leak-check=full --show-leak-kinds=definite'
  QUEN_CALLS=300 run_phpt "$dir/tree" -m -d pcre.jit=0
  php_threads "$dir/tree" valgrind --quiet --error-exitcode=1 \
    --errors-for-leak-kinds=definite --suppressions="$here/valgrind.supp"
  unset VALGRIND_OPTS
  php_make "$dir/tsan" -O1 -fsanitize=thread
  TSAN_OPTIONS=halt_on_error=1 php_threads "$dir/tsan" env
}

# php_threads TREE RUNNER...: one process that serves requests in threads while it replaces the file
# that they ask; built as the extension in TREE is.
php_threads() {
  local program=$1/threads here=bindings/php/tests compile=(cc -g -O1 -Wall) includes
  [ "$1" != build/php-zts/tsan ] || compile+=(-fsanitize=thread "$here/dlopen.c")
  read -ra includes <<<"$(php-config --includes)"
  "${compile[@]}" "${includes[@]}" "$here/threads.c" -o "$program" -L"$zts/lib" \
    -Wl,-rpath,"$zts/lib" -lphp -pthread -ldl
  printf '%s\n' display_errors=1 pcre.jit=0 \
    "extension=$PWD/$1/bindings/php/modules/quen.so" >"$program.ini"
  shift
  say "requests in threads: $program"
  USE_ZEND_ALLOC=0 "$@" "$program" "$program.ini" "$here/threads.php" >"$program.log" 2>&1 ||
    { cat "$program.log" >&2; die "requests in threads failed"; }
}
