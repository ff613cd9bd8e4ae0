#!/bin/sh
# synth.sh QUEN SYNTH: every answer about a made-up log, in both languages.
set -eu

"$2" --out orders.csv >log
quen=$1
"$quen" train orders.csv --customer customer --order order --item item --time time \
  --quantity quantity --price price --decimals 0 --currency VND --utc-offset +07:00 --lang en
for language in en vi; do
  LC_ALL=$language
  export LC_ALL
  echo "== $language"
  "$quen" info shop.quen
  "$quen" list shop.quen win-back --top 5
  "$quen" list shop.quen at-risk --top 5 --segment loyal --min-risk 0,3
  "$quen" list shop.quen due --top 5 --days 14
  "$quen" list shop.quen segment 'Sắp ngủ quên' --top 3 --lang vi
  "$quen" ask shop.quen customer KH0877
  "$quen" ask shop.quen item Espresso --top 3
  "$quen" ask shop.quen basket 'Cheesecake' 'Nước cam' --top 3
done
"$quen" ask shop.quen customer KH0877 --csv | tr -d '\r'
"$quen" list shop.quen due --csv --top 2 | tr -d '\r'
