#!/usr/bin/env bash
# replay.sh SEEDS TARGET NAME: give a target the files that its fuzzing begins with.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for target in "$(dirname "${BASH_SOURCE[0]}")"/fuzz_*.c; do
  target=${target##*/fuzz_}
  mkdir "$folder/${target%.c}"
done
"$1" "$folder"
"$2" "$folder/$3"/*
