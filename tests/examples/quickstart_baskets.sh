#!/bin/sh
# quickstart_baskets.sh QUICKSTART: a till without customers, day and clock apart; what is
# bought together is learned from its baskets.
set -eu

awk 'BEGIN {
  print "Date,Time,Transaction,Item"
  n = split("Coffee,Bread,Tea,Cake", items, ",")
  for (b = 1; b <= 200; b++)
    for (k = 0; k <= b % 3; k++)
      printf "2016-10-%02d,%02d:05:34,%d,%s\n", b % 28 + 1, 8 + b % 9, b, items[(b + k) % n + 1]
}' >baskets.csv
"$1" baskets.csv --order Transaction --item Item --time Date --clock Time
