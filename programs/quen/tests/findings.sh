#!/bin/sh
# findings.sh QUEN: what it says of a log that is not right, in both languages.
set -eu

# try FILE OPTION...: run, and show what was found alone.
try() {
  for language in en vi; do
    printf '$ quen check --lang %s' $language
    printf ' %s' "$@"
    printf '\n'
    "$quen" check --lang $language "$@" --customer who --order bill --item what --time when \
      --amount paid | sed -n '/^What to look at/,$p; /^Cần xem lại/,$p'
  done
}
quen=$1

# Forty customers, each with two things every ten days; days begin at d.
shop() {
  awk -v d="$1" 'BEGIN {
    for (v = 0; v < 9; v++)
      for (k = 0; k < 40; k++)
        for (i = 0; i < 2; i++) {
          day = d + 10 * v + k % 10
          printf "KH%02d,%d,Item %d,2026-%02d-%02d,4.50\n", k, 40 * v + k, (k + 3 * i) % 12,
            1 + day / 28, 1 + day % 28
        }
  }'
}
head='who,bill,what,when,paid'

{ echo "$head" && shop 0; } >right.csv
try right.csv

# Strangers are "Khách lẻ", and a clock was wrong once.
{
  cat right.csv
  for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    echo "Khách lẻ,W$n,Item 1,2026-02-$n,4.50"
  done
  echo 'KH01,999,Item 1,2099-01-01,4.50'
} >till.csv
try till.csv
try till.csv --nobody 'Khách lẻ' --nobody 'KHACH LE'

# The days of February again, with a sale of nobody's in each bill.
{
  cat right.csv
  grep 2026-02 right.csv
  grep 2026-03 right.csv | sed 's/^[^,]*/NULL/; s/Item/Bag/'
} >twice.csv
try twice.csv

# Dong with points between thousands are read as they are meant.
sed '2,$s/4.50$/39.500/' right.csv >dong.csv
try dong.csv --decimals 0
