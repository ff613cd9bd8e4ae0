#!/bin/sh
# privacy.sh QUEN SYNTH: what is exported of a customer and of groups, and what is forgotten.
set -eu

quen=$1
"$2" --out orders.csv >log
"$quen" train -q orders.csv --customer customer --order order --item item --time time \
  --quantity quantity --price price --decimals 0 --currency VND --utc-offset +07:00 >log

"$quen" export shop.quen KH0877 | cut -c1-240
"$quen" export shop.quen --groups --min-group 50 | cut -c1-240
"$quen" export shop.quen --groups >all && grep -c KH0877 all || echo "no key of a customer"

cp shop.quen old.quen
"$quen" forget shop.quen KH0877 0354608061 --lang vi
"$quen" ask shop.quen customer KH0877 --lang en 2>&1 || echo "status $?"
"$quen" forget shop.quen KH0001 KH0877 2>&1 --lang en || echo "status $?"
"$quen" forget old.quen KH0877 0354608061 -o new.quen --json
cmp shop.quen new.quen && echo "the same file"
"$quen" ask old.quen customer KH0877 --csv | wc -l
"$quen" info shop.quen --lang en | grep forgotten
"$quen" forget shop.quen KH0001 --csv | head -3 | tr -d '\r'
