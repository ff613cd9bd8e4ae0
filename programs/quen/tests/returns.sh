#!/bin/sh
# returns.sh QUEN: a credit note, which is a visit only where that is told.
set -eu

cat >notes.csv <<'CSV'
customer,order,item,time,quantity,amount
An,1,Tea,2026-01-01,1,10.00
An,2,Tea,2026-02-01,1,10.00
An,3,Tea,2026-04-01,1,10.00
Binh,4,Tea,2026-01-10,1,10.00
Binh,5,Tea,2026-03-20,1,10.00
Chi,6,Kettle,2026-01-01,1,80.00
Chi,C6,Kettle,2026-04-10,-1,-80.00
Dao,7,Kettle,2026-01-02,1,80.00
Dao,8,Cup,2026-02-02,1,5.00
Em,9,Cup,2026-03-02,1,5.00
Em,10,Tea,2026-03-15,1,10.00
CSV

for returns in no-visit visit; do
  echo "\$ quen check --returns $returns"
  "$1" check --lang en notes.csv --customer customer --order order --item item --time time \
    --quantity quantity --amount amount --returns $returns >report
  sed '/^How it was read/,$d' report
done
