# shellcheck shell=bash
# ./dev test and soak

test_plain() {
  build_in test -Dtests=enabled -Dexamples=enabled "${werror[@]}"
  run_tests test
  # Hosts without OpenBLAS: our own dense kernels.
  build_builtin
  run_tests builtin --suite unit --suite builtin --no-suite attacks
}

build_builtin() {
  build_in builtin -Dtests=enabled -Dexamples=enabled -Dblas=builtin "${werror[@]}"
}

# python_wheel DIR OPTION...: the wheel of the working tree, in build/python/DIR.
python_wheel() {
  local dir=build/python/$1 log=build/python/$1.log options=()
  shift
  for option in "$@"; do options+=("-Csetup-args=$option"); done
  rm -rf "$dir"
  PATH=$PWD/build/python/venv/bin:$PATH python -m build --wheel --no-isolation --outdir "$dir" \
    -Cbuild-dir="$dir-build" "${options[@]}" . >"$log" 2>&1 ||
    { cat "$log" >&2; die "the wheel could not be built"; }
  # The file is called after the Python that built it; the module asks for no more than the least.
  local least
  least=$(sed -n 's/^requires-python = ">=3\.\([0-9]*\)"$/cp3\1/p' pyproject.toml)
  build/python/venv/bin/python -m wheel tags --remove --python-tag "$least" "$dir"/*.whl \
    >>"$log"
}

# What is published as source, which is the last commit, makes a wheel of the same files.
python_sdist() {
  local dir=build/python/sdist log=build/python/sdist.log
  rm -rf "$dir"
  {
    PATH=$PWD/build/python/venv/bin:$PATH
    python -m build --sdist --no-isolation --outdir "$dir" . &&
      pip wheel --no-build-isolation --no-deps --wheel-dir "$dir" "$dir"/*.tar.gz
  } >"$log" 2>&1 || { cat "$log" >&2; die "the source distribution could not be built"; }
  cmp <(python -m zipfile -l "$dir"/*.whl | cut -d" " -f1 | sort) \
    <(python -m zipfile -l build/python/wheel/*.whl | cut -d" " -f1 | sort) ||
    die "the source distribution lacks files"
}

# What the tests of Python stand on: their environment, C programs with the dense kernels that
# wheels have, and the made-up log.
python_ground() {
  build_builtin
  venv_in build/python/venv bindings/python/requirements.txt
  build/builtin/examples/synth --out build/python/orders.csv >build/python/synth.log
  export QUEN_BUILD=$PWD/build/builtin QUEN_LOG=$PWD/build/python/orders.csv
}

# The wheel goes into an environment with everything that its tests talk to, and into a fresh
# one that has nothing but NumPy.
test_python() {
  local venv=build/python/venv bare=build/python/bare
  python_ground
  api --check
  # shellcheck disable=SC2086
  python_wheel wheel ${CI:+-Dwerror=true}
  "$venv/bin/pip" install -q --no-deps --force-reinstall build/python/wheel/*.whl
  PATH=$PWD/$venv/bin:$PATH python tests/rules/wheel.py build/python/wheel/*.whl
  "$venv/bin/python" -m mypy bindings/python/quen
  "$venv/bin/python" -m mypy.stubtest --mypy-config-file pyproject.toml \
    --allowlist bindings/python/tests/stubtest.txt quen
  "$venv/bin/python" -m pytest bindings/python/tests
  rm -rf "$bare"
  python3 -m venv "$bare"
  "$bare/bin/pip" install -q "$(grep ^numpy= bindings/python/requirements.txt)" \
    build/python/wheel/*.whl
  "$bare/bin/python" bindings/python/tests/bare.py "$QUEN_LOG"
  [ -z "${CI:-}" ] || (python_sdist)
}

# The tests of Python over a sanitized module, but for those of other packages and of whole
# processes. Every package leaks a little: what counts are stacks through our own code.
test_python_sanitize() {
  local venv=build/python/venv site=build/python/asan-site log=build/python/asan-found
  python_ground
  python_wheel asan -Db_sanitize=address,undefined -Db_lundef=false -Dbuildtype=debugoptimized
  rm -rf "$site" "$log".*
  "$venv/bin/pip" install -q --no-deps --target "$site" build/python/asan/*.whl
  PYTHONPATH=$PWD/$site \
    LD_PRELOAD="$(cc -print-file-name=libasan.so) $(cc -print-file-name=libubsan.so)" \
    ASAN_OPTIONS=exitcode=0:log_path=$PWD/$log:fast_unwind_on_malloc=0:malloc_context_size=8 \
    UBSAN_OPTIONS=halt_on_error=1 PYTHONMALLOC=malloc \
    "$venv/bin/python" -m pytest bindings/python/tests -m 'not slow'
  ! grep -h -B8 -A4 'ERROR: AddressSanitizer\|bindings/python/src\|runtime error' "$log".* ||
    die "the sanitizers found something in the Python module"
}

test_sanitize() {
  build_in asan -Dtests=enabled -Dexamples=enabled -Db_sanitize=address,undefined
  UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 run_tests asan --no-suite reference \
    --no-suite rules --timeout-multiplier 5
  build_in tsan -Dtests=enabled -Dexamples=disabled -Dprogram=disabled -Db_sanitize=thread
  TSAN_OPTIONS=halt_on_error=1 run_tests tsan --suite unit --no-suite attacks \
    --timeout-multiplier 10
  test_python_sanitize
  test_php_sanitize
}

# The report as browsers and people who hear it have it.
wants_report='
chromium: command -v chromium || command -v google-chrome
npm: command -v npm'

test_report() {
  local dir=build/report
  need "$wants_report"
  build_in test -Dtests=enabled -Dexamples=enabled "${werror[@]}"
  mkdir -p "$dir"
  [ -e "$dir/node_modules/axe-core/axe.min.js" ] ||
    npm install --prefix "$dir" --no-audit --no-fund axe-core@4.14.1 >"$dir/npm.log" 2>&1 ||
    { cat "$dir/npm.log" >&2; die "npm could not install axe-core"; }
  python3 programs/quen/tests/report.py build/test/programs/quen/quen \
    build/test/examples/synth "$dir/node_modules/axe-core/axe.min.js"
}

test_valgrind() {
  need 'valgrind: command -v valgrind'
  build_in test -Dtests=enabled -Dexamples=enabled "${werror[@]}"
  # Valgrind knows no AVX-512: contexts then offer what it does know. Threads of OpenBLAS leave
  # "possible" leaks in a forked child.
  QUEN_VALGRIND=1 run_tests test --suite unit --timeout-multiplier 40 --wrapper 'valgrind --quiet
    --error-exitcode=1 --leak-check=full --errors-for-leak-kinds=definite
    --show-leak-kinds=definite'
  test_php_valgrind
}

test_clang() {
  need 'clang: command -v clang'
  CC=clang build_in clang -Dtests=enabled -Dexamples=enabled "${werror[@]}"
  run_tests clang --no-suite reference --no-suite attacks --no-suite rules
}

# same_bytes NAME "CC FLAG..." [RUNNER...]: build the library so, without BLAS, and run tests/cross.
same_bytes() {
  local dir=build/bytes/$1 compile
  read -ra compile <<<"$2 -std=c11 -ffp-contract=off -D_POSIX_C_SOURCE=200809L -Iinclude -Ilib"
  compile+=(-isystem third_party/utf8proc)
  say "$1: $2"
  shift 2
  rm -rf "$dir"
  mkdir -p "$dir"
  # shellcheck disable=SC2016
  find lib tests/cross -name '*.c' -print0 | xargs -0 -P "$(nproc)" -I{} sh -c '
    object=$2/$(echo "$1" | tr / _).o source=$1
    shift 2
    exec "$@" -c "$source" -o "$object"' sh {} "$dir" "${compile[@]}"
  "${compile[@]}" -static "$dir"/*.o -o "$dir/same_bytes" -lm -pthread
  "$@" "$dir/same_bytes"
}

# one_checksum COMMAND...: the lines that it prints, one for each run, are one and the same.
one_checksum() {
  mkdir -p build/bytes
  "$@" >build/bytes/sums
  [ "$(sort -u build/bytes/sums | wc -l)" = 1 ] || die "not the same bytes: build/bytes/sums"
  say "the same bytes in $(wc -l <build/bytes/sums) builds and instruction sets"
}

wants_arm='
gcc-aarch64-linux-gnu: command -v aarch64-linux-gnu-gcc
libc6-dev-arm64-cross: test -e /usr/aarch64-linux-gnu/include/stdio.h
qemu-user: command -v qemu-aarch64'

test_arm() {
  need "$wants_arm"
  one_checksum bytes_arm
}

bytes_arm() {
  same_bytes here 'cc -O2'
  same_bytes arm 'aarch64-linux-gnu-gcc -O2' qemu-aarch64
}

test_bytes() {
  need "$wants_arm"'
clang: command -v clang
gcc-i686-linux-gnu: command -v i686-linux-gnu-gcc
libc6-dev-i386-cross: test -e /usr/i686-linux-gnu/include/stdio.h
musl-tools: command -v musl-gcc'
  one_checksum bytes_all
}

# Compilers, what they may do, C libraries, and what those find of the processor.
bytes_all() {
  local cc level none=glibc.cpu.hwcaps=-FMA,-FMA4,-AVX,-AVX2,-AVX2_Usable,-AVX512F,-BMI2
  for cc in gcc clang; do
    for level in 0 1 2 3; do same_bytes "$cc-O$level" "$cc -O$level"; done
  done
  GLIBC_TUNABLES=$none build/bytes/gcc-O2/same_bytes
  if [ "$(uname -m)" = x86_64 ]; then
    # Compilers that may use FMA, and optimize all as one.
    same_bytes gcc-fma 'gcc -O3 -march=x86-64-v3 -flto=auto'
    same_bytes clang-fma 'clang -O3 -march=x86-64-v3'
  fi
  same_bytes musl 'musl-gcc -O2'
  same_bytes i686 'i686-linux-gnu-gcc -O2 -msse2 -mfpmath=sse' qemu-i386
  same_bytes arm 'aarch64-linux-gnu-gcc -O2' qemu-aarch64
  same_bytes arm-O3 'aarch64-linux-gnu-gcc -O3' qemu-aarch64
}

# one_source NAME "CC FLAG..." [RUNNER...]: tests/cross with quen.c, as one who has no meson compiles
# them.
one_source() {
  local dir=build/bytes/$1 compile
  read -ra compile <<<"$2 -Ibuild/amalgamation"
  say "quen.c: $2"
  shift 2
  mkdir -p "$dir"
  "${compile[@]}" -static build/amalgamation/quen.c tests/cross/same_bytes.c \
    -o "$dir/same_bytes" -lm -pthread
  "$@" "$dir/same_bytes"
}

bytes_one_source() {
  same_bytes here 'cc -O2'
  one_source one-gcc 'gcc -O2 -Wall -Wextra -Werror'
  one_source one-clang 'clang -O2 -Wall -Wextra -Werror'
  if [ "$(uname -m)" = x86_64 ]; then
    one_source one-gcc-fma 'gcc -O3 -march=x86-64-v3'
    one_source one-clang-fma 'clang -O3 -march=x86-64-v3'
  fi
  one_source one-arm 'aarch64-linux-gnu-gcc -O2' qemu-aarch64
  one_source one-windows 'x86_64-w64-mingw32-gcc -O2 -Wall -Wextra -Werror -DQUEN_STATIC' \
    run_windows
}

test_amalgamation() {
  local blas
  need "$wants_arm$wants_windows"'
cmake: command -v cmake
clang: command -v clang'
  amalgamate
  build_in amalgamation-test -Damalgamation=true -Dblas=builtin -Dtests=enabled \
    -Dexamples=enabled "${werror[@]}"
  run_tests amalgamation-test --suite unit --suite examples
  say "by CMake, by clang, with OpenBLAS, and as a DLL"
  python3 tests/install/cmake.py --one-source build/amalgamation cc
  python3 tests/install/parts.py --one-source build/amalgamation cc -O0
  build_builtin
  python3 tests/install/amalgamation.py build/builtin/lib/libquen.a clang clang++ -O2
  read -ra blas <<<"$(pkg-config --cflags --libs openblas)"
  cc -O2 -Wall -Wextra -Werror -DQUEN_OPENBLAS -Ibuild/amalgamation build/amalgamation/quen.c \
    tests/cross/same_bytes.c -o build/one-openblas -lm -pthread "${blas[@]}"
  build/one-openblas
  x86_64-w64-mingw32-gcc -O2 -Wall -Wextra -Werror -shared build/amalgamation/quen.c \
    -o build/quen.dll -static-libgcc
  python3 tests/rules/symbols_dll.py x86_64-w64-mingw32-objdump build/quen.dll
  mkdir -p build/windows
  windows_begin
  one_checksum bytes_one_source
  wineserver -k || true
}

# openblas_of SORT: the folder of a build of OpenBLAS, unpacked under build/: nothing is installed,
# and the system's choice stays.
openblas_of() {
  local at=build/openblas/$1 found
  if [ ! -e "$at" ]; then
    mkdir -p "$at.deb"
    (cd "$at.deb" && apt-get download -qq "libopenblas0-$1" 2>log) || {
      cat "$at.deb/log" >&2
      die "apt could not download libopenblas0-$1"
    }
    dpkg-deb -x "$at.deb"/*.deb "$at"
    rm -rf "$at.deb"
  fi
  found=$(find "$PWD/$at" -name libopenblas.so.0)
  dirname "$found"
}

test_fork() {
  local sort dir
  need 'libgomp1: ldconfig -p | grep -q libgomp.so.1'
  build_in test -Dtests=enabled -Dexamples=enabled "${werror[@]}"
  for sort in serial pthread openmp; do
    dir=$(openblas_of "$sort")
    say "forks with $dir"
    LD_LIBRARY_PATH=$dir build/test/tests/soak/forks "$@"
  done
}

soak() {
  need "$wants_build$wants_test"
  mkdir -p build
  build_in test -Dtests=enabled -Dexamples=enabled "${werror[@]}"
  exec build/test/tests/soak/soak "$@"
}

mutants() {
  need "$wants_build$wants_test"
  exec python3 tests/mutants/mutants.py "$@"
}

tests() {
  need "$wants_build$wants_test"
  mkdir -p build
  case "${1:-}" in
  '')
    test_plain
    test_report
    test_python
    test_php
    test_languages
    test_shop
    test_wordpress
    ;;
  --python) test_python ;;
  --report) test_report ;;
  --php) test_php; test_languages ;;
  --shop) test_shop ;;
  --wordpress) test_wordpress ;;
  --sanitize) test_sanitize ;;
  --valgrind) test_valgrind ;;
  --clang) test_clang ;;
  --arm) test_arm ;;
  --bytes) test_bytes ;;
  --fork) shift; test_fork "$@" ;;
  --abi) shift; test_abi "$@" ;;
  --foreign) shift; test_foreign "$@" ;;
  --reproducible) test_reproducible ;;
  --amalgamation) test_amalgamation ;;
  --windows) test_windows ;;
  *) die "test: unknown option $1" ;;
  esac
}
