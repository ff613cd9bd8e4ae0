#!/bin/sh
# quickstart_errors.sh QUICKSTART: what it says of files and options that are not right. The
# transcript shows each command, what it printed and its exit code.
set -u

quickstart=$1
roles="--customer who --item what --time when"

# try FILE OPTION...: run and tell.
try() {
  printf '$ quickstart'
  printf ' %s' "$@"
  printf '\n'
  "$quickstart" "$@" 2>&1
  printf 'exit %s\n\n' $?
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
try orders.csv --returns maybe

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

# ---- rows: each fault stops the import ----

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

# ---- rows: left out and counted ----

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
