#!/bin/sh
# compare.sh EXPECTED COMMAND [ARGUMENT...]
#
# Run a command in an empty folder; what it prints must be the file EXPECTED, with every
# duration replaced by a star. UPDATE_EXPECTED=1 writes that file instead. Exit code 77 of the
# command (skipped) is passed on.
set -u
LC_ALL=C
export LC_ALL

expected=$1
shift
folder=$(mktemp -d "${TMPDIR:-/tmp}/quen_examples.XXXXXX") || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1

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
