#!/bin/sh
# statuses.sh QUEN SYNTH: how it ends, what it says then, and that nothing but an answer is
# on the standard output.
set -u

quen=$1
unset LC_ALL LC_MESSAGES
LANG=en_GB.UTF-8
export LANG
"$2" --out orders.csv >log

# try ARGUMENT...: what is on the output, where no answer is, makes a line that begins with !.
try() {
  printf '$ quen'
  printf ' %s' "$@"
  printf '\n'
  "$quen" "$@" >out 2>err
  status=$?
  case $status in
  0 | 3) sed -n '1,2p' out ;;
  *) sed 's/^/! /' out ;;
  esac
  sed 's/^/| /; s/tmp-[0-9a-f]*/tmp-*/' err
  echo "status $status"
}

columns='--customer customer --order order --item item --time time'
# ---- usage ----
try
try nonsense
try --nonsense
try info
try info a.quen b.quen
try info a.quen --csv
try info --top 3 a.quen
try info a.quen --lang de
try info a.quen --color=sometimes
try info a.quen --color
try info a.quen --json=yes
try list a.quen --json --csv due
try list a.quen friends
try list a.quen due --days 0
try list a.quen due --min-chance 2
try list a.quen segment
try list a.quen due Champions
try ask a.quen weather Hanoi
try ask a.quen customer
try export a.quen
try export a.quen An --groups
try check orders.csv --amount price --price price
try check orders.csv --customer customer
try check orders.csv --utc-offset 7
try check orders.csv --profile soap
try --version
try --help
try list --help

# ---- files ----
# shellcheck disable=SC2086
try train orders.csv $columns -o absent/shop.quen
# shellcheck disable=SC2086
try train orders.csv $columns --quantity quantity --price price --decimals 0 -o shop.quen
try info absent.quen
try info orders.csv
try info orders.csv --lang vi
head -c 3000 shop.quen >short.quen
try info short.quen
printf 'key\nKH1\n' >one.csv
try list shop.quen due --item-names one.csv
try list shop.quen due --item-names absent.csv:a:b
try list shop.quen due --item-names orders.csv:a:b

# ---- not there ----
try ask shop.quen customer nobody
try ask shop.quen item nothing
try ask shop.quen basket nothing 'nothing else'
try list shop.quen segment friends
try export shop.quen nobody
try forget shop.quen nobody
LANG=vi_VN.UTF-8
try forget shop.quen nobody
try ask shop.quen basket nothing 'Cheesecake' --csv --top 1
try list shop.quen due --top 0x
LC_ALL=C try list shop.quen due --top 0x

# ---- rows that were left out ----
{ sed -n '1,2000p' orders.csv && for i in $(seq 30); do echo "An,$i,Tea,soon,1,1"; done; } >bad.csv
LANG=C
# shellcheck disable=SC2086
try train bad.csv $columns -o bad.quen --skip-bad
# shellcheck disable=SC2086
try check bad.csv $columns

# ---- writing that fails ----
if [ -w /dev/full ]; then
  "$quen" list shop.quen due --csv >/dev/full
  echo "status $?"
fi
( "$quen" list shop.quen win-back --csv 2>err; echo "status $?" >&2 ) | head -1 >line
cat err
# Colours only if they are asked for, and no progress where there is no terminal.
NO_COLOR=1 "$quen" info shop.quen --color always | head -1 | od -c | head -2
"$quen" info shop.quen | head -1
