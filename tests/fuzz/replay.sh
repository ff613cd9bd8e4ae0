#!/usr/bin/env bash
# replay.sh SEEDS TARGET NAME: give a target the files that its fuzzing begins with, and
# those that ./dev fuzz --keep chose. Programs of other systems are started as meson starts
# them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
read -ra run <<<"${MESON_EXE_WRAPPER:-}"
"${run[@]}" "$1" "$folder" "$3"
"${run[@]}" "$2" "$folder"/* "$(dirname "${BASH_SOURCE[0]}")/corpus/$3"/*
