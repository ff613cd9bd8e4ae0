# shellcheck shell=bash
# ./dev demo, amalgamate, fuzz and bench: what runs the library, or makes it another shape.

# What a shop file answers first, in the caller's language.
demo_answers() {
  local quen=build/demo/programs/quen/quen shop=build/demo/shop.quen
  "$quen" info "$shop"
  "$quen" list "$shop" win-back --top 10
  "$quen" list "$shop" due --top 10
  "$quen" report "$shop" -o build/demo/report.html
}

demo() {
  need "$wants_build"
  mkdir -p build
  build_in demo --buildtype=release -Dtests=disabled -Dexamples=enabled -Dprogram=enabled
  if [ $# -gt 0 ]; then
    # Files are named as seen from where the caller stands.
    local root=$PWD
    (cd "$caller" && "$root/build/demo/programs/quen/quen" train --out "$root/build/demo/shop.quen" "$@")
    case " $* " in *' --help '*) return ;; esac
  else
    say "writing the log of a spa with a cafe: build/demo/orders.csv"
    build/demo/examples/synth --out build/demo/orders.csv
    build/demo/programs/quen/quen train build/demo/orders.csv --customer customer --item item \
      --order order --time time --quantity quantity --price price --decimals 0 --currency VND \
      --utc-offset +07:00 --out build/demo/shop.quen
  fi
  demo_answers
}

# amalgamate [FOLDER]: the library as quen.c and quen.h.
amalgamate() {
  local to=build/amalgamation
  need "$wants_python"
  [ $# = 0 ] || to=$(cd "$caller" && realpath -m "$1")
  python3 tools/amalgamate.py "$to"
  say "$to has quen.c and quen.h: docs/embedding.md"
}

# clang's own numbering decides what its runtime is called.
wants_fuzz() {
  need "$wants_build$wants_test
clang: command -v clang"
  local major
  major=$(clang -dumpversion | cut -d. -f1)
  need "libclang-rt-$major-dev: find \$(clang -print-resource-dir)/lib | grep fuzzer"
}

# fuzz [TARGET] [MINUTES] [--reach EXECUTIONS], fuzz [TARGET] --keep
fuzz() {
  local targets=() minutes=10 options
  case "${1:-}" in '' | [0-9]* | --*) ;; *) targets=("$1"); shift ;; esac
  case "${1:-}" in '' | --reach) ;; *) minutes=$1; shift ;; esac
  case "$minutes" in
  --keep) minutes=keep ;;
  *[!0-9.]*) die "fuzz: $minutes are no minutes" ;;
  esac
  wants_fuzz
  mkdir -p build
  options=(-Dfuzz=true -Dtests=enabled -Dexamples=disabled -Dprogram=disabled -Dblas=builtin
    '-Db_sanitize=address,undefined' -Db_lundef=false -Doptimization=1)
  CC=clang build_in fuzz "${options[@]}"
  CC=clang build_in fuzz-blind "${options[@]}" -Dc_args=-fno-sanitize-coverage=trace-cmp
  python3 tools/fuzz.py build/fuzz "$minutes" "${targets[@]}" "$@"
}

# Peers in an environment of their own, renewed when the list changes. One that does not
# install is left out; a line that says --no-deps is installed without what it asks for.
bench_peers() {
  local venv=build/bench/venv list=benchmarks/requirements.txt line
  venv_new "$venv" "$list" || return 0
  local pip=("$venv/bin/pip" install -q --disable-pip-version-check)
  grep -v -e '--no-deps' "$list" >"$venv/together.txt"
  if ! "${pip[@]}" -r "$venv/together.txt" 2>"$venv/pip.log"; then
    grep -o '^[^# ]*' "$venv/together.txt" | while read -r line; do
      "${pip[@]}" "$line" 2>"$venv/pip.log" ||
        say "left out, it does not install here: $line"
    done
  fi
  grep -e '--no-deps' "$list" | grep -o '^[^# ]*' | while read -r line; do
    "${pip[@]}" --no-deps "$line" 2>"$venv/pip.log" ||
      say "left out, it does not install here: $line"
  done
  cp "$list" "$venv/installed.txt"
}

bench() {
  case "${1:-}" in
  php) shift; bench_php "$@"; return ;;
  php-page) shift; bench_page "$@"; return ;;
  embedding) shift; need "$wants_build$wants_python"; exec python3 benchmarks/embedding.py "$@" ;;
  esac
  need "$wants_build$wants_python"
  mkdir -p build
  build_in bench --buildtype=release -Dtests=disabled -Dexamples=disabled -Dprogram=disabled -Dbenchmarks=true
  bench_peers
  PYTHONPATH=$PWD exec build/bench/venv/bin/python -m benchmarks "$@"
}
