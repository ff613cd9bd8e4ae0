#!/bin/sh
# quickstart.sh QUICKSTART SYNTH: from a made-up log to whom to win back.
set -eu

"$2" --out orders.csv >log
"$1" orders.csv customer order item time price
"$1" orders.csv customer order item time cost 2>&1 || echo "status $?"
"$1" 2>&1 || echo "status $?"
