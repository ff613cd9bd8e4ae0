# shellcheck shell=bash
# ./dev test --foreign: the unit tests and the examples on other machines and C libraries.
# What they stand on (cmocka, zlib, SQLite) is built from Debian's sources, which serve all.

wants_foreign='
dpkg-dev: command -v dpkg-source
tcl: command -v tclsh
qemu-user: command -v qemu-s390x
gcc-i686-linux-gnu: command -v i686-linux-gnu-gcc
libc6-dev-i386-cross: test -e /usr/i686-linux-gnu/include/stdio.h
gcc-arm-linux-gnueabihf: command -v arm-linux-gnueabihf-gcc
libc6-dev-armhf-cross: test -e /usr/arm-linux-gnueabihf/include/stdio.h
gcc-aarch64-linux-gnu: command -v aarch64-linux-gnu-gcc
libc6-dev-arm64-cross: test -e /usr/aarch64-linux-gnu/include/stdio.h
gcc-s390x-linux-gnu: command -v s390x-linux-gnu-gcc
libc6-dev-s390x-cross: test -e /usr/s390x-linux-gnu/include/stdio.h
musl-tools: command -v musl-gcc'

# name | compiler | emulator | meson's cpu_family | endian
foreign_machines='
i686 | i686-linux-gnu-gcc | qemu-i386 | x86 | little
armhf | arm-linux-gnueabihf-gcc | qemu-arm | arm | little
aarch64 | aarch64-linux-gnu-gcc | qemu-aarch64 | aarch64 | little
s390x | s390x-linux-gnu-gcc | qemu-s390x | s390x | big
musl | musl-gcc | - | x86_64 | little'

# --- what the tests stand on ---

# archive ROOT NAME LIBS "CC FLAG..." SOURCE...: lib/libNAME.a below the root, and NAME.pc.
archive() {
  local root=$1 name=$2 libs=$3 compile objects
  objects=$root/obj/$name
  read -ra compile <<<"$4"
  shift 4
  mkdir -p "$objects" "$root/lib/pkgconfig"
  # shellcheck disable=SC2016
  printf '%s\0' "$@" | xargs -0 -P "$(nproc)" -I{} sh -c '
    object=$2/$(basename "$1").o source=$1
    shift 2
    exec "$@" -w -c "$source" -o "$object"' sh {} "$objects" "${compile[@]}"
  ar rcs "$root/lib/lib$name.a" "$objects"/*.o
  printf '%s\n' "Name: $name" "Description: for tests" "Version: 0" "Libs: $libs" \
    "Cflags: -isystem $root/include" >"$root/lib/pkgconfig/$name.pc"
}

# foreign_root NAME CC: cmocka, zlib and SQLite for one machine.
foreign_root() {
  local root=$PWD/build/foreign/$1 cc=$2 src=build/source
  [ ! -e "$root/done" ] || return 0
  debian_source cmocka
  debian_source zlib
  debian_source sqlite3
  sqlite_source
  say "building cmocka, zlib and SQLite for $1"
  rm -rf "$root"
  mkdir -p "$root/include"
  cp $src/cmocka/include/*.h $src/zlib/z*.h $src/sqlite3/made/sqlite3.h "$root/include"
  archive "$root" cmocka "-L$root/lib -lcmocka" "$cc -O1 -D_GNU_SOURCE -I$root/include \
-DHAVE_INTTYPES_H -DHAVE_SIGNAL_H -DHAVE_STRINGS_H -DHAVE_MALLOC_H -DHAVE_STRUCT_TIMESPEC \
-DHAVE_CLOCK_REALTIME -DHAVE_SIGLONGJMP -DHAVE_STRSIGNAL -DHAVE_GCC_THREAD_LOCAL_STORAGE \
-DHAVE_UNISTD_H -DHAVE_TIME_H" $src/cmocka/src/cmocka.c
  archive "$root" zlib "-L$root/lib -lzlib" "$cc -O1 -DHAVE_UNISTD_H" $src/zlib/*.c
  archive "$root" sqlite3 "-L$root/lib -lsqlite3 -lpthread -lm" \
    "$cc -O1 -DSQLITE_OMIT_LOAD_EXTENSION" $src/sqlite3/made/sqlite3.c
  touch "$root/done"
}

# --- machines ---

# foreign_runner NAME EMULATOR TRIPLET: the words in front of a program. The processor itself
# runs 32-bit x86 where the system lets it.
foreign_runner() {
  local root=/usr/$3
  if [ "$1" = i686 ] && "$root/lib/ld-linux.so.2" --version >/dev/null 2>&1; then
    echo "$root/lib/ld-linux.so.2 --library-path $root/lib"
  elif [ -n "$2" ]; then
    echo "$2 -L $root"
  fi
}

# foreign_file NAME CC FAMILY ENDIAN RUNNER: meson's description of the machine.
foreign_file() {
  local quoted runner=${5:+runner = "'$5'"}
  # shellcheck disable=SC2086
  quoted=$(printf "'%s', " $5)
  cat <<TEXT
[binaries]
c = '$2'
ar = 'ar'
strip = 'strip'
pkgconfig = 'pkg-config'
${5:+exe_wrapper = [${quoted%, }]}
[properties]
pkg_config_libdir = '$PWD/build/foreign/$1/lib/pkgconfig'
$runner
needs_exe_wrapper = $([ -n "$5" ] && echo true || echo false)
[host_machine]
system = 'linux'
cpu_family = '$3'
cpu = '$1'
endian = '$4'
TEXT
}

# foreign_build NAME CC EMULATOR FAMILY ENDIAN: build/foreign-NAME, its tests and examples.
foreign_build() {
  local runner
  runner=$(foreign_runner "$1" "$3" "${2%-gcc}")
  foreign_root "$1" "$2"
  foreign_file "$1" "$2" "$4" "$5" "$runner" >"build/foreign/$1.ini"
  build_in "foreign-$1" --cross-file "build/foreign/$1.ini" -Dtests=enabled -Dexamples=enabled \
    -Dblas=builtin "${werror[@]}"
}

# foreign_tests NAME CC EMULATOR FAMILY ENDIAN. Nothing is slower there than to fill what malloc
# gives, as meson asks for.
foreign_tests() {
  say "$1: unit tests and examples"
  foreign_build "$@"
  MALLOC_PERTURB_=0 run_tests "foreign-$1" --suite unit --suite examples --timeout-multiplier 20
}

# foreign_says WORDS COMMAND...: the command prints these words, whether it fails or not.
foreign_says() {
  local words=$1 said
  shift
  said=$("$@" || true)
  [[ $said == *"$words"* ]] || die "$*: says '$said', not '$words'"
}

# A shop's numbers are the same on a big-endian machine; its file is refused here by name, and
# a file of ours is there.
foreign_files() {
  local at=build/bytes here=build/bytes/here/same_bytes there
  there="qemu-s390x $at/s390x/same_bytes"
  one_checksum bytes_foreign
  # shellcheck disable=SC2086
  {
    foreign_says OK $here save $at/little.quen
    foreign_says OK $there save $at/big.quen
    foreign_says OK $there open $at/big.quen
    foreign_says 'the model file is big-endian, this machine is not' $here open $at/big.quen
    foreign_says 'the model file is little-endian, this machine is not' \
      $there open $at/little.quen
  }
  say "files of the other byte order are refused by name"
}

bytes_foreign() {
  same_bytes here 'cc -O2'
  same_bytes armhf 'arm-linux-gnueabihf-gcc -O2' qemu-arm
  same_bytes s390x 's390x-linux-gnu-gcc -O2' qemu-s390x
}

# The unit tests of this machine once more, in hosts of two countries.
foreign_locales() {
  local name
  build_builtin
  for name in de_DE.UTF-8 tr_TR.UTF-8; do
    say "$name: unit tests"
    QUEN_LOCALE=$name LOCPATH=$PWD/build/builtin/tests/unit run_tests builtin --suite unit
  done
}

# test_foreign [NAME...]: all, or those machines alone.
test_foreign() {
  local name cc emulator family endian
  need "$wants_foreign"
  mkdir -p build/foreign
  while IFS=' |' read -r name cc emulator family endian; do
    if [ -n "$name" ] && { [ $# = 0 ] || [[ " $* " == *" $name "* ]]; }; then
      foreign_tests "$name" "$cc" "${emulator#-}" "$family" "$endian"
    fi
  done <<<"$foreign_machines"
  [ $# -gt 0 ] || { foreign_files; foreign_locales; }
}
