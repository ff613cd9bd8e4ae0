#!/bin/sh
# synth.sh SYNTH: a seed gives the same bytes on every machine.
set -eu

if command -v sha256sum >/dev/null; then
  sum() { sha256sum <"$1"; }
else
  sum() { shasum -a 256 <"$1"; }
fi

for arguments in '' '--customers 77 --days 3000 --seed 5'; do
  # shellcheck disable=SC2086
  "$1" $arguments --out orders.csv --truth truth.csv
  echo "synth $arguments"
  sum orders.csv
  sum truth.csv
done

for kind in visits items both; do
  "$1" --rhythms $kind --customers 300 --shape 2 --out orders.csv --later later.csv \
    --truth truth.csv --due due.csv
  echo "synth --rhythms $kind"
  sum orders.csv
  sum later.csv
  sum truth.csv
  sum due.csv
done
