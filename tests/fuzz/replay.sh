#!/usr/bin/env bash
# replay.sh SEEDS TARGET NAME: give a target the files that its fuzzing begins with, and
# those that ./dev fuzz --keep chose.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$1" "$folder" "$3"
"$2" "$folder"/* "$(dirname "${BASH_SOURCE[0]}")/corpus/$3"/*
