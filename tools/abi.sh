# shellcheck shell=bash
# ./dev test --abi: what programs compiled against the recorded version may rely on.

wants_abi='
abigail-tools: command -v abidiff
xz-utils: command -v xz
gcc-i686-linux-gnu: command -v i686-linux-gnu-gcc
libc6-dev-i386-cross: test -e /usr/i686-linux-gnu/include/stdio.h
qemu-user: command -v qemu-i386'

# The baseline of the version at hand. Before 1.0 each minor version has one of its own, from 1.0 on
# all of a major version are held.
abi_baselines() {
  local version major
  version=$(version_of)
  major=${version%%.*}
  if [ "$major" = 0 ]; then echo "tests/abi/${version%.*}"; else printf '%s\n' "tests/abi/$major".*; fi
}

abi_build() {
  build_in abi -Dtests=disabled -Dexamples=disabled -Dprogram=disabled -Dblas=builtin --buildtype=debugoptimized
}

# abi_record: the library's symbols and types, its headers without comments, and their values, fields
# and defaults, as the baseline of the version at hand.
abi_record() {
  local version dir header
  version=$(version_of)
  dir=tests/abi/${version%.*}
  abi_build
  rm -rf "$dir"
  mkdir -p "$dir/include/quen"
  abidw --no-corpus-path --no-comp-dir-path --no-show-locs --drop-private-types \
    --headers-dir include build/abi/lib/libquen.so >build/abi.xml
  xz -9 <build/abi.xml >"$dir/libquen.abi.xz"
  (cd include && printf '%s\n' quen.h quen/*.h) | while read -r header; do
    gcc -fpreprocessed -dD -E -P "include/$header" >"$dir/include/$header" 2>>build/abi.log
  done
  cp tests/unit/abi_rows.h "$dir"
  say "recorded $dir"
}

# Structs that begin with their size may get fields at their end; nothing else may change.
abi_allowed() {
  python3 - <<'TEXT'
import json
structs = [s["name"] for s in json.load(open("bindings/api.json"))["structs"]
           if s["kind"] in ("options", "filled")]
print("[suppress_type]\ntype_kind = struct\nhas_data_member_inserted_at = end\n"
      "has_size_change = yes\nname_regexp = ^(" + "|".join(structs) + ")$")
TEXT
}

# abi_diff BASELINE [OPTION...]: abidiff's code has a bit for each kind of change.
abi_diff() {
  local from=$1
  shift
  abi_allowed >build/abi.ini
  xz -dc "$from/libquen.abi.xz" >build/abi-then.xml
  abidiff --suppressions build/abi.ini --drop-private-types --headers-dir2 include --no-show-locs \
    "$@" build/abi-then.xml build/abi/lib/libquen.so ||
    die "the library is not that of $from: take the change back, or record a new minor version"
}

abi_check() {
  local from
  for from in $(abi_baselines); do
    [ -e "$from/libquen.abi.xz" ] || die "$from is missing: ./dev test --abi --record"
    abi_diff "$from" --no-added-syms
    python3 tests/abi/check.py "$from" build/abi/lib/libquen.so cc
    # shellcheck disable=SC2046
    [ "$(uname -m)" != x86_64 ] || python3 tests/abi/check.py "$from" build/abi-i686/lib/libquen.so \
      'i686-linux-gnu-gcc -msse2 -mfpmath=sse' $(foreign_runner i686 qemu-i386 i686-linux-gnu)
  done
}

# test_abi [--record]
test_abi() {
  need "$wants_abi"
  mkdir -p build/foreign
  abi_build
  if [ "${1:-}" = --record ]; then
    abi_record
    return
  fi
  if [ "$(uname -m)" = x86_64 ]; then
    foreign_file i686 i686-linux-gnu-gcc x86 little "$(foreign_runner i686 qemu-i386 i686-linux-gnu)" \
      >build/foreign/i686.ini
    build_in abi-i686 --cross-file build/foreign/i686.ini -Dtests=disabled -Dexamples=disabled -Dprogram=disabled \
      -Dblas=builtin
  fi
  abi_check
}

# What a release records is what it is: neither more nor less.
abi_is_recorded() {
  local dir=tests/abi/${1%.*}
  [ -e "$dir/libquen.abi.xz" ] || die "$dir is missing: ./dev test --abi --record, and commit it"
  need "$wants_abi"
  abi_build
  [ "${1##*.}" != 0 ] || abi_diff "$dir"
}
