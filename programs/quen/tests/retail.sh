#!/bin/sh
# retail.sh QUEN: Online Retail, whose totals are known; items by the names that its lines
# give them.
set -eu

file=${QUEN_DATA:-$(dirname "$0")/../../../../shared/data}/online_retail/online_retail.csv.gz
if [ ! -r "$file" ]; then
  echo "SKIP: $file is not there"
  [ "${QUEN_REQUIRE_DATA:-}" ] && exit 1
  exit 77
fi
quen=$1
columns='--customer CustomerID --order InvoiceNo --item StockCode --time InvoiceDate
  --quantity Quantity --price UnitPrice --currency GBP --lang en'
# shellcheck disable=SC2086
"$quen" check "$file" $columns
# shellcheck disable=SC2086
"$quen" train "$file" $columns 2>&1
"$quen" info shop.quen --lang en
"$quen" list shop.quen win-back --top 5 --lang en
names=$file:StockCode:Description
"$quen" list shop.quen due --top 5 --lang en --item-names "$names"
"$quen" ask shop.quen item 85123A --item-names "$names" --lang vi
"$quen" ask shop.quen customer 12346 --lang vi --item-names "$names"
