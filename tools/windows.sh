# shellcheck shell=bash
# ./dev test --windows: the library, its tests and the examples as mingw-w64 builds them for
# Windows, run by Wine. All of it in build/windows.

wants_windows='
gcc-mingw-w64-x86-64: command -v x86_64-w64-mingw32-gcc
libz-mingw-w64-dev: test -e /usr/x86_64-w64-mingw32/lib/libz.a
dpkg-dev: command -v dpkg-source
tcl: command -v tclsh
wine64: test -x /usr/lib/wine/wine64
wine: command -v wine'

# windows_package TARGET NAME LIBS: what pkg-config says of a library built for the tests.
windows_package() {
  local dir=build/windows/$1
  printf 'Name: %s\nDescription: for the tests\nVersion: 1\nCflags: -I%s\nLibs: %s\n' \
    "$2" "$PWD/$dir/include" "-L$PWD/$dir/lib $3" >"$dir/pkgconfig/$2.pc"
}

# windows_archive TARGET NAME SOURCE FLAG...: one file of C as a static library.
windows_archive() {
  local cc=$1-w64-mingw32-gcc dir=build/windows/$1 name=$2 source=$3
  shift 3
  "$cc" -O1 -D__USE_MINGW_ANSI_STDIO=1 "$@" -c "$source" -o "$dir/lib/$name.o"
  rm -f "$dir/lib/lib$name.a"
  "${cc%gcc}ar" rcs "$dir/lib/lib$name.a" "$dir/lib/$name.o"
}

# windows_ground TARGET: cmocka, zlib and SQLite for it, and what pkg-config says of them.
windows_ground() {
  local dir=build/windows/$1 source=build/source
  mkdir -p "$dir"/{lib,include,pkgconfig}
  debian_source cmocka
  debian_source sqlite3
  if [ ! -e "$dir/pkgconfig/cmocka.pc" ]; then
    windows_archive "$1" cmocka $source/cmocka/src/cmocka.c -I$source/cmocka/include \
      -DHAVE_INTTYPES_H -DHAVE_MALLOC_H -DHAVE_SIGNAL_H -DHAVE_STRINGS_H -DHAVE_STRUCT_TIMESPEC
    cp $source/cmocka/include/*.h "$dir/include"
    # Its formats are those of C99, as built above.
    sed -i 's/__format__ (__printf__/__format__ (__gnu_printf__/' "$dir/include/cmocka.h"
    windows_package "$1" cmocka -lcmocka
  fi
  if [ ! -e "$dir/pkgconfig/sqlite3.pc" ]; then
    sqlite_source
    windows_archive "$1" sqlite3 $source/sqlite3/made/sqlite3.c -w -DSQLITE_OMIT_LOAD_EXTENSION
    cp $source/sqlite3/made/sqlite3.h "$dir/include"
    windows_package "$1" sqlite3 -lsqlite3
  fi
  windows_package "$1" zlib "/usr/$1-w64-mingw32/lib/libz.a"
}

# Wine without a window, in a folder of ours.
windows_begin() {
  export WINEPREFIX=$PWD/build/windows/prefix WINEDEBUG=-all DISPLAY=
  export WINEDLLOVERRIDES='mscoree,mshtml,winemenubuilder.exe='
  wineboot --init >build/windows/wine.log 2>&1 ||
    { cat build/windows/wine.log >&2; die "Wine does not start"; }
}

# bytes_windows TARGET: the checksum of tests/cross here, and of its program for Windows.
bytes_windows() {
  same_bytes here 'cc -O2'
  local flags='-DQUEN_STATIC -D__USE_MINGW_ANSI_STDIO=1 -D_WIN32_WINNT=0x0601'
  same_bytes "windows-$1" "$1-w64-mingw32-gcc -O2 $flags" run_windows
}

# run_windows PROGRAM, without .exe; its lines end as they do here.
run_windows() {
  wine "$1.exe" | tr -d '\r'
}

test_windows() {
  local target=x86_64 dir=windows/x86_64/build
  need "$wants_windows"
  mkdir -p build/windows
  windows_ground $target
  windows_begin
  PKG_CONFIG_LIBDIR=$PWD/build/windows/$target/pkgconfig build_in $dir \
    --cross-file tests/cross/mingw-$target.txt -Dtests=enabled -Dexamples=enabled \
    -Dblas=builtin "${werror[@]}"
  run_tests $dir --no-suite reference --timeout-multiplier 3
  one_checksum bytes_windows $target
  # Each program of cmocka says what passed; so does meson of the programs.
  say "$(grep -h '^Ok:' build/$dir/meson-logs/testlog.txt | tr -s ' ') programs, \
$(grep -c '^\[       OK \]' build/$dir/meson-logs/testlog.txt) tests of cmocka passed under Wine"
  wineserver -k || true
}
