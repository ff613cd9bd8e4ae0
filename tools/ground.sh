# shellcheck shell=bash
# What every task of ./dev stands on: words, packages, builds, environments of Python.

say() {
  if [ -t 2 ]; then printf '\033[1m%s\033[0m\n' "$*" >&2; else printf '%s\n' "$*" >&2; fi
}
die() { printf 'dev: %s\n' "$*" >&2; exit 1; }

# --- what must be there ---

# "package: test" lines; the test succeeds when the package's content is there.
wants_build='
gcc: command -v cc
libc6-dev: test -e /usr/include/stdio.h
meson: command -v meson
ninja-build: command -v ninja
pkg-config: command -v pkg-config
libopenblas-dev: pkg-config --exists openblas
zlib1g-dev: pkg-config --exists zlib
libsqlite3-dev: pkg-config --exists sqlite3'
wants_python='
python3: command -v python3
python3-venv: python3 -c "import ensurepip"'
wants_test=$wants_python'
locales: test -e /usr/share/i18n/locales/tr_TR
g++: command -v c++
cmake: command -v cmake
libcmocka-dev: pkg-config --exists cmocka
python3-dev: python3 -c "import sysconfig; open(sysconfig.get_path(\"include\") + \"/Python.h\")"
binutils: command -v nm'

# Each once, though two tasks may name it.
missing_of() {
  local package check missing=' '
  while IFS=: read -r package check; do
    [[ -n $package && $missing != *" $package "* ]] || continue
    eval "$check" >/dev/null 2>&1 || missing+="$package "
  done <<<"$1"
  printf '%s' "${missing# }"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# What apt says goes to a log, shown when it fails.
apt_install() {
  local log
  log=$(mktemp)
  if ! { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1; then
    cat "$log" >&2
    die "apt could not install: $*"
  fi
  rm -f "$log"
}

need() {
  local missing
  missing=$(missing_of "$1")
  [ -n "$missing" ] || return 0
  command -v apt-get >/dev/null ||
    die "missing (Debian's names): $missing- install them and try again"
  [ "$(id -u)" = 0 ] || command -v sudo >/dev/null ||
    die "missing: $missing- not root and there is no sudo; as root run:
  apt-get update && apt-get install -y --no-install-recommends $missing"
  say "installing with apt: $missing"
  # shellcheck disable=SC2086
  apt_install $missing
  missing=$(missing_of "$1")
  [ -z "$missing" ] || die "still missing after installing: $missing"
}

# --- sources of Debian ---

# debian_source PACKAGE: its source, patched, in build/source/PACKAGE. Apt is given lists and a
# cache of our own, since machines hardly ever have lists of sources.
debian_source() {
  local package=$1 dir=$PWD/build/source file
  [ ! -d "$dir/$package" ] || return 0
  say "fetching Debian's source of $package"
  mkdir -p "$dir"/{parts,lists/partial,cache/archives/partial}
  local options=(-o Dir::Etc::SourceList=/dev/null -o "Dir::Etc::SourceParts=$dir/parts"
    -o "Dir::State::Lists=$dir/lists" -o "Dir::Cache=$dir/cache" -o APT::Sandbox::User=)
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list \
    /etc/apt/sources.list.d/*.sources; do
    [ ! -e "$file" ] || sed 's/^deb /deb-src /; s/^Types: *deb *$/Types: deb-src/' "$file" \
      >"$dir/parts/${file##*/}"
  done
  debian_fetched "$package" "$dir" "${options[@]}" >"$dir/$package.log" 2>&1 || {
    cat "$dir/$package.log" >&2
    die "apt could not fetch the source of $package from the servers of /etc/apt: $dir/$package.log"
  }
}

# debian_fetched PACKAGE DIR OPTION...: the newest version that the servers have. A mirror may list
# another one, of a security release, before it holds its files.
debian_fetched() (
  package=$1
  cd "$2" || return
  shift 2
  apt-get "$@" update
  versions=$(apt-cache "$@" showsrc "$package" | sed -n 's/^Version: //p' | sort -Vru)
  for version in $versions; do
    rm -rf "$package"-[0-9]*
    apt-get "$@" source "$package=$version" || continue
    mv "$package"-[0-9]*/ "$package"
    return
  done
  return 1
)

# SQLite's one file of C is made by scripts of its own.
sqlite_source() {
  local made=build/source/sqlite3/made
  [ ! -e $made/sqlite3.h ] || return 0
  mkdir -p $made
  (cd $made && ../configure --disable-shared && make sqlite3.c sqlite3.h) >$made.log 2>&1 ||
    { cat $made.log >&2; die "SQLite's source could not be made"; }
}

# --- building ---

# A newer compiler's new warning stops our own CI, not a newcomer.
werror=()
[ -z "${CI:-}" ] || werror=(--werror)

# build_in NAME OPTION...: configure build/NAME once, then compile.
build_in() {
  local dir=build/$1
  shift
  if [ ! -e "$dir/build.ninja" ]; then
    meson setup "$dir" "$@" >"$dir.log" 2>&1 || { cat "$dir.log" >&2; die "meson setup failed"; }
  fi
  ninja -C "$dir" >"$dir.log" 2>&1 || { cat "$dir.log" >&2; die "the build failed"; }
}

run_tests() {
  local dir=build/$1
  shift
  meson test -C "$dir" --no-rebuild --print-errorlogs "$@"
  grep -h '^SKIP:' "$dir"/meson-logs/testlog*.txt | sort -u >&2 || true
}

# --- environments of Python ---

# venv_new DIR LIST: an empty environment for what a list of requirements names, if the list
# has changed since it was installed there; false if it has not.
venv_new() {
  local venv=$1 list=$2
  ! cmp -s "$list" "$venv/installed.txt" || return 1
  say "installing into $venv what $list names"
  rm -rf "$venv"
  python3 -m venv "$venv" || die "python3 -m venv failed"
}

# venv_in DIR LIST: an environment with all that the list names.
venv_in() {
  local venv=$1 list=$2
  venv_new "$venv" "$list" || return 0
  "$venv/bin/pip" install -q --disable-pip-version-check -r "$list" >"$venv/pip.log" 2>&1 ||
    { cat "$venv/pip.log" >&2; die "pip could not install what $list names"; }
  cp "$list" "$venv/installed.txt"
}

# The programs of tools/requirements.txt, for those who read the source.
tools=build/tools/venv/bin
need_tools() {
  need "$wants_python"
  mkdir -p build/tools
  venv_in build/tools/venv tools/requirements.txt
}
