#!/bin/sh
# nobody.sh QUEN: strangers as a database, a program and a till write them.
# The till's name for them is a name like any other until it is told.
set -eu

cat >till.csv <<'CSV'
bill,customer,item,time,amount
1,KH1,Tea,2026-03-01 08:00,10
2,\N,Tea,2026-03-01 09:00,10
3,\N,Cup,2026-03-02 09:00,10
4,NULL,Tea,2026-03-02 10:00,10
5,Khách lẻ,Tea,2026-03-03 10:00,10
6,Khách lẻ,Cup,2026-03-04 10:00,10
7,nan,Tea,2026-03-05 10:00,10
8,KH1,Cup,2026-03-06 08:00,10
CSV

quen=$1

# head_of OPTION...: the head of the report.
head_of() {
  echo "\$ quen check${*:+ $*}"
  "$quen" check --lang en "$@" till.csv --customer customer --order bill --item item --time time \
    --amount amount >report
  sed '/^How it was read/,$d' report
}

head_of
head_of --nobody 'Khách lẻ' --nobody guest
