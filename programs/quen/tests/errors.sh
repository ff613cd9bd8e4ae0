#!/bin/sh
# errors.sh QUEN: what it says of files and options that are not right. The
# transcript shows each command, what it printed of the import and its exit code.
set -u

quen=$1
roles="--customer who --item what --time when"

# try FILE OPTION...: run and tell.
try() {
  printf '$ quen check'
  printf ' %s' "$@"
  printf '\n'
  "$quen" check --lang en "$@" >out 2>&1
  status=$?
  sed '/^What to look at$/,$d' out
  printf 'exit %s\n\n' $status
}

# shellcheck disable=SC2086
amount() {
  file=$1
  shift
  try "$file" $roles --amount paid "$@"
}

# ---- options ----

try
try orders.csv
try orders.csv --customer who --item what
try orders.csv --customer who --item what --time when --price each --amount paid
try orders.csv other.csv
try orders.csv --colour red
try orders.csv --customer
try orders.csv --decimals 19
try orders.csv --threads 0
try orders.csv --horizon-days soon
try orders.csv --utc-offset 7
try orders.csv --separator ,,
try orders.csv --separator ' x'
try orders.csv --encoding klingon
try orders.csv --quoting single
try orders.csv --skip-lines some
try orders.csv --returns maybe
try orders.csv --profile soap
try orders.csv --where colour
try orders.csv --customer-kind dog

# ---- files ----

amount absent.csv

: >empty.csv
amount empty.csv

printf 'who,what,when,paid\n' >header.csv
amount header.csv

printf 'who;what;when;paid\nan;tea;2026-01-02;3.50\n' >semicolon.csv
amount semicolon.csv

printf 'who,what,when,price\nan,tea,2026-01-02,3.50\n' >other.csv
amount other.csv

# ---- rows: each fault stops the import, unless the file can be read in another way ----

row() {
  printf 'who,what,when,paid\nan,tea,2026-01-02 09:00,3.50\n' >bad.csv
  printf "$1" >>bad.csv
  amount bad.csv
}

row 'an,tea,02/01/2026,3.50\n'
row 'an,tea,1899-12-31,3.50\n'
row 'an,tea,2026-01-02,"3,50"\n'
row 'an,tea,2026-01-02,99999999999999999999\n'
row 'an,,2026-01-02,3.50\n'
row 'an,\377tea,2026-01-02,3.50\n'
row 'an\033[31m,tea,2026-01-02,x\n'
row 'an,tea,2026-01-02\n'
row '"an" a,tea,2026-01-02,3.50\n'
row 'an,"tea,2026-01-02,3.50\n'
row '"an\nof the\nhill",tea,2026-01-02,3.50\nan,tea,,3.50\n'

cat >weighed.csv <<'CSV'
who,what,when,kg,each
an,tea,2026-01-02,0.125,80
an,tea,2026-01-03,0.5001,80
CSV
# shellcheck disable=SC2086
try weighed.csv $roles --quantity kg --price each --quantity-decimals 3

# ---- rows: left out and counted; above 1 in 100 that is status 3 ----

cat >mixed.csv <<'CSV'
who,what,when,paid
an,tea,2026-01-02,3.505
,tea,2026-01-02,1
an,tea,2026-13-02,3.50
an,tea
an,,2026-01-02,3.50
binh,"green
tea",2026-01-03T10:00:00+07:00,-3.50
an,tea,2026-02-30,3.50
an,tea,soon,3.50
an,tea,later,3.50
an,tea,2026-01-02,
CSV
amount mixed.csv --skip-bad

printf 'who,what,when,paid\nan,tea,soon,1\n' >all_bad.csv
amount all_bad.csv --skip-bad

awk 'BEGIN {
  print "who,what,when,paid"
  for (i = 0; i < 200; i++)
    printf "c%d,tea,%02d/01/2026,%s\n", i % 9, i % 28 + 1, i == 7 || i == 9 ? "x" : "3.50"
}' >few_bad.csv
amount few_bad.csv --skip-bad

# ---- what other software wrote ----

cat >square.csv <<'CSV'
Date,Time,Time Zone,Item,Qty,Gross Sales,Net Sales,Transaction ID,Event Type,Customer ID
2026-06-16,09:05:00,Pacific Time (US & Canada),Matcha,1.0,$8.00,$7.00,T1,Payment,C1
2026-06-17,08:10:00,Pacific Time (US & Canada),Catering,1.0,"$1,250.00","$1,250.00",T2,Payment,
2026-06-17,09:00:00,Pacific Time (US & Canada),Matcha,1.0,$8.00,$7.00,T3,Refund,C1
CSV
try square.csv --utc-offset -07:00
try square.csv --profile square --where "Event Type=Payment" --where "Event Type=Gift"

cat >first.csv <<'CSV'
bill;phone;what;day;hour;paid;kind
1;0912345678;tea;31/01/2026;9:05;45.000;sale
1;;cup;31/01/2026;9:05;29.500;sale
2;+84 912 345 678;tea;01/02/2026;10:00;45.000;sale
3;;tea;01/02/2026;10:00;45.000;test
CSV
try first.csv --customer phone --order bill --item what --time day --clock hour \
  --amount paid --decimals 0 --customer-kind phone --country VN --fill-down \
  --where kind=sale
