#!/bin/sh
# quickstart_retail.sh QUICKSTART: the report on Online Retail, whose totals are known.
set -eu

file=${QUEN_DATA:-$(dirname "$0")/../../../shared/data}/online_retail/online_retail.csv.gz
if [ ! -r "$file" ]; then
  echo "SKIP: $file is not there"
  [ "${QUEN_REQUIRE_DATA:-}" ] && exit 1
  exit 77
fi
"$1" "$file" --customer CustomerID --order InvoiceNo --item StockCode --name Description \
  --time InvoiceDate --quantity Quantity --price UnitPrice
