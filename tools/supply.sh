# shellcheck shell=bash
# ./dev test --reproducible: the same commit gives the same bytes, wherever and whenever.

wants_reproducible=$wants_build$wants_test'
git: command -v git
faketime: command -v faketime'

# made_in FOLDER DATE OUT: what is published of the last commit, made in FOLDER at a date, which
# is to come, since meson refuses sources that are newer than the clock.
made_in() {
  local folder=$1 date=$2 out=$3 venv=$PWD/build/python/venv SOURCE_DATE_EPOCH
  SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
  export SOURCE_DATE_EPOCH PATH=$venv/bin:$PATH FAKETIME_DONT_FAKE_MONOTONIC=1
  rm -rf "$folder" "$out"
  mkdir -p "$(dirname "$folder")" "$out"
  git clone -q . "$folder"
  (
    cd "$folder"
    faketime "$date" meson setup made --prefix=/usr --libdir=lib --buildtype=release \
      -Dblas=builtin -Dtests=disabled -Dexamples=disabled -Dprogram=disabled
    faketime "$date" ninja -C made
    DESTDIR=$out/installed faketime "$date" meson install -C made --no-rebuild
    faketime "$date" python -m build --wheel --no-isolation --outdir "$out" .
    faketime "$date" python -m build --sdist --no-isolation --outdir "$out" .
  ) >"$out.log" 2>&1 || { tail -20 "$out.log" >&2; die "it could not be built in $folder"; }
}

test_reproducible() {
  local made=$PWD/build/reproducible
  local soon late
  soon=$(date -d '2 days' '+%F %T')
  late=$(date -d '2000 days 13 hours 61 minutes' '+%F %T')
  need "$wants_reproducible"
  venv_in build/python/venv bindings/python/requirements.txt
  made_in "$made/here" "$soon" "$made/first"
  made_in "$made/a folder/elsewhere, and deeper" "$late" "$made/second"
  diff -rq "$made/first" "$made/second" || die "not the same bytes: build/reproducible/"
  say "the same $(find "$made/first" -type f | wc -l) files in two folders and at two dates"
}
