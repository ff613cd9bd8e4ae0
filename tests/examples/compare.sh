#!/bin/sh
# compare.sh EXPECTED COMMAND [ARGUMENT...]
#
# Run a command in an empty folder; what it prints must be the file EXPECTED, with every
# duration replaced by a star. Where programs are of another machine, meson tells in
# MESON_EXE_WRAPPER what runs them: then the command gets scripts that do so.
# UPDATE_EXPECTED=1 writes that file instead. Exit code 77 of the command (skipped) is passed
# on.
set -u
LC_ALL=C
export LC_ALL

expected=$1
shift
folder=$(mktemp -d "${TMPDIR:-/tmp}/quen_examples.XXXXXX") || exit 1
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/here" && cd "$folder/here" || exit 1

# wrapped PROGRAM: its path, or that of a script which runs it.
wrapped() {
  if [ "${MESON_EXE_WRAPPER:-}" ] && [ -x "$1" ] && [ "${1%.sh}" = "$1" ]; then
    wrapper=$folder/$(basename "$1")
    printf '#!/bin/sh\nexec %s "%s" "$@"\n' "$MESON_EXE_WRAPPER" "$1" >"$wrapper"
    chmod +x "$wrapper"
    echo "$wrapper"
  else
    echo "$1"
  fi
}

n=$#
while [ "$n" -gt 0 ]; do
  set -- "$@" "$(wrapped "$1")"
  shift
  n=$((n - 1))
done

"$@" >raw 2>&1
status=$?
[ "$status" -eq 77 ] && { cat raw; exit 77; }
sed -E 's/[0-9]+\.[0-9]+ (s|ms|us)([ ,]|$)/* \1\2/' raw >got
if [ "${UPDATE_EXPECTED:-}" ]; then
  cp got "$expected"
else
  diff -u "$expected" got || status=1
fi
exit "$status"
