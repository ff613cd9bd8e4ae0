#!/bin/sh
# keys.sh QUEN: keys as long as card numbers and names are, in UTF-8, with wide characters
# and combining ones; columns line up behind them, and names may neither steer the terminal
# nor turn what stands beside them.
set -eu

# Every second customer comes each week of 48; the others stop after some months. Months
# have 28 days here.
awk 'BEGIN {
  print "who,what,when,paid"
  n = split("Trần Đức Ái,Nguyễn Thị Minh Khai,Đỗ Ở,Lê Lợi,日本 太郎,Công ty TNHH Một Thành Viên Á Châu Thương Mại", names, ",")
  for (c = 1; c <= 40; c++) {
    who = c <= n ? names[c] : sprintf("ANON-0000-0000-%04d", c)
    last = c % 2 ? 20 + c % 7 * 3 : 48
    for (w = c % 3; w < last; w++) {
      day = w * 7 + (c + w * w) % 5
      printf "%s,Latte,2025-%02d-%02d,%d\n", who, day / 28 + 1, day % 28 + 1, 300 - c * 3
    }
  }
}' >orders.csv
quen=$1
"$quen" train -q orders.csv --customer who --item what --time when --amount paid >log
for language in vi en; do
  "$quen" list shop.quen win-back --lang $language --top 12 | cut -c1-90
done

# Names from another file; some are hostile.
{
  echo 'key,name'
  printf 'Lê Lợi,\033[31mred\033[0m\n'
  printf 'Đỗ Ở,\342\200\256evil\342\200\254 name\n'
  printf 'ANON-0000-0000-0007,=cmd()\n'
  printf 'ANON-0000-0000-0009,"a ""b"", c"\n'
} >names.csv
"$quen" list shop.quen win-back --top 40 --lang en --customer-names names.csv:key:name |
  cut -c1-60 | sed -n '1,/such/p' | grep -e name -e red -e evil -e cmd -e '"b"'
"$quen" list shop.quen win-back --csv --customer-names names.csv | cut -d, -f1-3 |
  grep -e red -e evil -e cmd -e '"b"' | tr -d '\r'
"$quen" list shop.quen win-back --csv --mark --top 1 | head -c 3 | od -An -tx1
