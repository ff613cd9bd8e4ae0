#!/bin/sh
# Copied under the name of an example: runs NAME.exe of the build by Wine, with lines that end as
# they do here, and arguments in UTF-8. What it says of failures comes first, as where output is a file.
set -u
lib=$(cd "$(dirname "$0")/../../lib" && pwd) || exit 1
export WINEPATH="Z:$lib" LC_ALL=C.UTF-8
out=$(mktemp) || exit 1
trap 'rm -f "$out" "$out.err"' EXIT
wine "$(dirname "$0")/../../examples/$(basename "$0").exe" "$@" >"$out" 2>"$out.err"
status=$?
tr -d '\r' <"$out.err" >&2
tr -d '\r' <"$out"
exit "$status"
