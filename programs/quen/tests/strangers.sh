#!/bin/sh
# strangers.sh QUEN: one key buys 10,001 items; offers are learnt without it, and that is told.
set -eu

awk 'BEGIN {
  print "who,what,when,paid"
  for (i = 0; i < 10001; i++)
    printf "walk-in,item %d,2026-01-02,3.50\n", i
  print "an,item 1,2026-01-03,3.50\nan,item 2,2026-01-03,3.50"
  print "binh,item 2,2026-01-04,3.50\nbinh,item 1,2026-01-04,3.50"
}' >strangers.csv
"$1" train -q strangers.csv --customer who --item what --time when --amount paid --lang en >log
"$1" info shop.quen --lang en | sed -n '/^The shop/,/^Segments/p'
"$1" ask shop.quen item 'item 1' --lang en
