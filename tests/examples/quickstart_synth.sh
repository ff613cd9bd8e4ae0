#!/bin/sh
# quickstart_synth.sh QUICKSTART SYNTH: the whole report on a made-up log.
set -eu

"$2" --out orders.csv
"$1" orders.csv --customer customer --order order --item item --time time \
  --quantity quantity --price price --decimals 0 --utc-offset +07:00
