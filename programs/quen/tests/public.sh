#!/bin/sh
# public.sh QUEN: public logs as they are published, one command each; their
# totals are known. A table of customers is none, and is refused.
set -eu

data=${QUEN_DATA:-$(dirname "$0")/../../../../shared/data}
quen=$1

# totals FOLDER/FILE OPTION...: what was counted and found of the file.
totals() {
  file=$data/$1
  shift
  if [ ! -r "$file" ]; then
    echo "SKIP: $file is not there"
    [ "${QUEN_REQUIRE_DATA:-}" ] && exit 1
    exit 77
  fi
  echo "== ${file##*/}"
  "$quen" check --lang en "$file" "$@" >report 2>&1 && status=0 || status=$?
  sed -e '/^What to look at/,$d' -e "s|$data/||" report
  echo "status: $status"
  echo
}

totals groceries_members/Groceries_dataset.csv.gz --customer Member_number \
  --item itemDescription --time Date
totals coffee_vending/index_1.csv.gz --customer card --item coffee_name --time datetime \
  --amount money
totals bread_basket/BreadBasket_DMS.csv.gz --order Transaction --item Item --time Date \
  --clock Time
totals cdnow/CDNOW_master.txt.gz --customer customer_id --item customer_id --time date \
  --quantity number_of_cds --amount dollar_value
totals telco_churn/Telco-Customer-Churn.csv.gz --customer CustomerID --item Item --time Time
totals telco_churn/Telco-Customer-Churn.csv.gz
