#!/bin/sh
# baskets.sh QUEN: a till without customers, day and clock apart; what is bought together is
# learned from its baskets, and the rest is told to be missing.
set -u

quen=$1
awk 'BEGIN {
  print "Date,Time,Transaction,Item"
  n = split("Coffee,Bread,Tea,Cake", items, ",")
  for (b = 1; b <= 200; b++)
    for (k = 0; k <= b % 3; k++)
      printf "2016-10-%02d,%02d:05:34,%d,%s\n", b % 28 + 1, 8 + b % 9, b, items[(b + k) % n + 1]
}' >baskets.csv

try() {
  printf '$ quen'
  printf ' %s' "$@"
  printf '\n'
  "$quen" "$@" 2>&1
  printf 'status %s\n' $?
}
try check baskets.csv --order Transaction --item Item --time Date --clock Time --lang en
try train baskets.csv --order Transaction --item Item --time Date --clock Time --lang vi
try info shop.quen --lang en
try ask shop.quen item Coffee --lang en
try ask shop.quen basket Coffee Bread --csv
try ask shop.quen customer An --lang vi
try list shop.quen at-risk --lang en
try list shop.quen due --lang vi
try list shop.quen segment Champions --lang en
