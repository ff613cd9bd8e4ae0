# shellcheck shell=bash
# ./dev api, lint and coverage: what reads the source, and what counts the tests.

# The headers as one description, and what is made from it.
api() {
  need_tools
  "$tools/python" bindings/generate --headers "$@"
}

lint_rules() {
  api --check
  python3 tests/rules/layers.py
  python3 tests/rules/sizes.py
}

lint_scripts() {
  "$tools/shellcheck" -x -a dev .ci/run
}

# lint_format OPTION...: all C through clang-format, but for headers that were recorded, and those
# that PHP's own script writes.
lint_format() {
  find include lib programs examples bindings tests benchmarks -path 'tests/abi/*/include' -prune \
    -o -name '*.[ch]' ! -name '*_arginfo.h' -print0 |
    xargs -0 "$tools/clang-format" "$@"
}

# What .clang-tidy asks, of what others run. The flags are our own: no build is needed, and
# those of gcc are not clang's.
lint_tidy() {
  local log=build/tools/tidy.log flags
  flags="-std=c11 -D_POSIX_C_SOURCE=200809L -Iinclude -Ilib -Iprograms -Iprograms/quen -Iexamples -isystem third_party/utf8proc -isystem $(
    python3 -c 'import sysconfig; print(sysconfig.get_path("include"))')"
  find lib programs examples bindings/python/src -name '*.c' -print0 |
    xargs -0 -n 4 -P "$(nproc)" sh -c "\"\$@\" -- $flags" tidy "$tools/clang-tidy" --quiet \
      >"$log" 2>&1 || { grep -v '^\[\|generated\.$' "$log" >&2; die "clang-tidy found faults"; }
}

lint_fix() {
  lint_format -i
  "$tools/ruff" check -q --fix .
  "$tools/ruff" format -q .
}

# What walks every path of lib/: minutes, and much of it untrue.
lint_deep() {
  need "$wants_build$wants_python"'
cppcheck: command -v cppcheck'
  python3 tests/rules/analysis.py
}

lint() {
  case "${1:-}" in
  '') need "$wants_build$wants_test" ;;
  --deep)
    lint_deep
    return
    ;;
  --quick | --fix) ;;
  *) die "lint: unknown option $1" ;;
  esac
  need_tools
  [ "${1:-}" != --fix ] || lint_fix
  lint_rules
  lint_scripts
  lint_format --dry-run -Werror --ferror-limit=1
  "$tools/ruff" check -q .
  "$tools/ruff" format -q --check .
  [ $# -gt 0 ] || lint_tidy
}

# The kernels of each instruction set are one text: its lines run if any of them does.
coverage() {
  local dir=build/gcov
  need "$wants_build$wants_test"
  need_tools
  build_in gcov -Dtests=enabled -Dexamples=disabled -Dprogram=disabled -Dblas=builtin -Db_coverage=true \
    -Doptimization=1 -Dc_args=-fprofile-update=atomic
  find $dir -name '*.gcda' -delete
  run_tests gcov --suite unit --timeout-multiplier 5
  mkdir -p build/coverage
  # Lines of sums are run more than 2^32 times, which gcovr takes for a fault of gcov.
  "$tools/gcovr" --root . --filter 'lib/' --object-directory $dir -j "$(nproc)" \
    --merge-mode-functions separate --gcov-suspicious-hits-threshold 0 \
    --html-details build/coverage/index.html \
    --html-title 'libquen: what the unit tests run' --print-summary
  say "page by page: build/coverage/index.html"
}
