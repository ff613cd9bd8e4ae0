#!/usr/bin/env bash
# replay.sh SEEDS TARGET NAME: give a target the files that its fuzzing begins with.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/shop" "$folder/orders" "$folder/csv" "$folder/keys" "$folder/profile"
"$1" "$folder"
"$2" "$folder/$3"/*
