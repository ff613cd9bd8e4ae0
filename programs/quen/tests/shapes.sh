#!/bin/sh
# shapes.sh QUEN: files in the shapes that tills, shops and spreadsheets
# write; what each holds is known.
set -eu

quen=$1

# totals FILE OPTION...: what was counted of the file, or why it was refused.
totals() {
  echo "== $*"
  "$quen" check --lang en "$@" >report 2>&1 && status=0 || status=$?
  sed '/^How it was read/,$d' report
  [ "$status" = 0 ] || echo "status: $status"
}

bill='--customer customer --order bill --item item --time time --amount amount'

# Day and clock apart, money with its sign, a refund below zero: 1,260.50 - 4.00.
cat >square.csv <<'TEXT'
Date,Time,Time Zone,Item,Qty,Gross Sales,Discounts,Net Sales,Transaction ID,Customer ID
2026-07-01,09:05:00,Eastern Time (US & Canada),Latte,2.0,$11.00,-$0.50,$10.50,A1,C7
2026-07-01,10:00:00,Eastern Time (US & Canada),Party,1.0,"$1,250.00",$0.00,"$1,250.00",A2,
2026-07-02,09:00:00,Eastern Time (US & Canada),Latte,-1.0,-$4.00,$0.00,-$4.00,A3,C7
TEXT
totals square.csv

# Dots between thousands; 30.500 proves it, for half of the smallest unit is not paid.
cat >dots.csv <<'TEXT'
bill,customer,item,time,amount
B1,K1,Tra,2026-03-01 08:00,30.500
B2,K2,Tra,2026-03-02 08:00,45.000
TEXT
totals dots.csv $bill --decimals 0
# Nothing proves it here: refused until it is said.
cat >doubt.csv <<'TEXT'
bill,customer,item,time,amount
B1,K1,Tra,2026-03-01 08:00,30.000
B2,K2,Tra,2026-03-02 08:00,45.000
TEXT
totals doubt.csv $bill --decimals 0
totals doubt.csv $bill --decimals 0 --thousands .

# Events, of which purchases count: 2 lines, 17.20.
cat >events.csv <<'TEXT'
event_time,event_type,product_id,price,user_id
2026-10-01 00:00:10 UTC,purchase,7,12.20,u1
2026-10-01 00:01:10 UTC,cart,7,12.20,u1
2026-10-02 00:00:30 UTC,purchase,8,5.00,u2
TEXT
totals events.csv --customer user_id --item product_id --time event_time --price price \
  --where event_type=purchase

# An empty first line and second row, months in letters, footers: 2 lines, 1,019.00.
cat >ebay.csv <<'TEXT'

"Sales Record Number","Order Number","Buyer Username","Item Number","Item Title","Quantity","Sold For","Sale Date"
"","","","","","","",""
"1","1-1","an","5","Tea","1","$9.00","Mar-01-26"
"2","1-2","mai","6","Pot","1","$1,010.00","Mar-30-26"

"2","record(s) downloaded","","","","","",""
"Seller ID : shop"
TEXT
totals ebay.csv

# Tabs and no quoting: a title opens a quote that never closes. The cancelled row has no money.
printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' \
  amazon-order-id purchase-date order-status product-name sku quantity item-price \
  1 2026-04-10T09:15:00+00:00 Shipped '"Best" mug' S1 1 9.00 \
  2 2026-04-11T09:15:00+00:00 Cancelled Tray S2 0 '' \
  3 2026-04-12T09:15:00+00:00 Shipped '"Mug, 12"' S3 1 7.50 \
  4 2026-04-13T09:15:00+00:00 Shipped '"Mug' S4 1 2.00 >amazon.tsv
totals amazon.tsv

# The separator in a line of its own; a mark of UTF-8; UTF-16.
printf 'sep=;\nbill;customer;item;time;amount\n1;K1;Tra;2026-03-01 08:00;45000\n' >sep.csv
printf '\357\273\277bill;customer;item;time;amount\r\n1;K1;Tra;2026-03-01 08:00;45000\r\n' >bom.csv
iconv -f utf-8 -t utf-16 sep.csv >utf16.txt
for file in sep.csv bom.csv utf16.txt; do
  totals $file $bill --decimals 0
done

# Customers on the first row of each order: An 50.00 in 2 orders, Mai 5.00.
cat >first.csv <<'TEXT'
bill,customer,item,time,amount
1,An,Tea,2026-03-01 08:00,10
1,,Cup,2026-03-01 08:00,20
2,Mai,Tea,2026-03-02 08:00,5
3,An,Pot,2026-03-03 08:00,20
TEXT
totals first.csv $bill --fill-down

# One telephone, one address, one name, each in several spellings.
printf '%s,%s,%s,%s,%s,%s,%s\n' bill phone email person item time amount \
  1 0912345678 An@Example.com 'Chị Trân' Tea 2026-03-01 10 \
  2 '+84 91 234 5678' 'an@example.com ' 'trân' Tea 2026-03-02 10 \
  3 "'0912345678" AN@EXAMPLE.COM "$(printf 'Tra\314\202n')" Tea 2026-03-03 10 >keys.csv
for kind in phone email name; do
  column=$kind
  [ $kind = name ] && column=person
  totals keys.csv --customer $column --customer-kind $kind --country VN --order bill \
    --item item --time time --amount amount
done

# Two columns of one name; a cell that is no number.
printf 'bill,customer,item,time,amount,item\n1,K1,Tea,2026-03-01,5,Cup\n' >twice.csv
totals twice.csv $bill
printf 'bill,customer,item,time,amount\n1,K1,Tea,2026-03-01,5\n2,K1,Tea,2026-03-02,five\n' >word.csv
totals word.csv $bill
totals word.csv $bill --skip-bad

# Pieces with decimals: 1.5000 of 4.0000 and 2.0000 of 10.5000 are 27.00.
cat >pieces.csv <<'TEXT'
"bill","customer","item","time","pieces","price"
"01","a@example.com","Cup","2026-03-01 08:00:00","1.5000","4.0000"
"02","","Tea","2026-03-02 08:00:00","2.0000","10.5000"
TEXT
totals pieces.csv --customer customer --order bill --item item --time time --quantity pieces \
  --price price
totals pieces.csv --customer customer --order bill --item item --time time --quantity pieces \
  --price price --quantity-decimals 1

# CR alone; blanks around names and values; lines above the header; totals and the end mark.
printf 'bill,customer,item,time,amount\r1,K1,Tea,2026-03-01,10\r2,K2,Tea,2026-03-02,10\r' >cr.csv
printf ' bill , customer ,item,time,amount\n1, K1 ,Tea,2026-03-01, 10\n' >blanks.csv
printf 'Sales\nMarch\n\nbill,customer,item,time,amount\n1,K1,Tea,2026-03-01,10\n' >title.csv
printf 'bill,customer,item,time,amount\n1,K1,Tea,2026-03-01,10\n,,,,10\nTotal,,,,10\n\032' >total.csv
for file in cr blanks title total; do
  totals $file.csv $bill
done
printf '1;K1;Tea;2026-03-01;10\n' >bare.csv
totals bare.csv --no-header --customer 2 --order 1 --item 3 --time 4 --amount 5
totals title.csv $bill --skip-lines 2

# Latin-1; a customer as a number with and without decimals.
printf 'bill,customer,item,time,amount\n1,17850,Caf\351,2026-03-01,10\n2,17850.0,Tea,2026-03-02,10\n' \
  >latin1.csv
totals latin1.csv $bill --customer-kind whole
totals latin1.csv $bill --customer-kind whole --encoding utf-8
totals latin1.csv $bill --quoting double
