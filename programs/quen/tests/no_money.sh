#!/bin/sh
# no_money.sh QUEN SYNTH: a log that tells no money: nothing is said of any.
set -eu

quen=$1
"$2" --out orders.csv >log
"$quen" train -q orders.csv --customer customer --order order --item item --time time \
  --quantity quantity --utc-offset +07:00 --lang en
"$quen" info shop.quen --lang en
"$quen" list shop.quen win-back --lang en --top 5
"$quen" list shop.quen at-risk --lang en --top 5
"$quen" list shop.quen segment champions --lang vi --top 3
"$quen" list shop.quen win-back --csv --top 2 | tr -d '\r'
