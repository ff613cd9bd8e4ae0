#!/bin/sh
# same_bytes.sh QUEN SYNTH: a shop of 6,000 customers, trained where the C library finds
# instructions of all kinds and where it finds none: the same file.
set -eu

"$2" --customers 6000 --out orders.csv >synth.log
train() {
  GLIBC_TUNABLES=$2 "$quen" train orders.csv --customer customer --order order --item item \
    --time time --quantity quantity --price price --decimals 0 --utc-offset +07:00 \
    --out "$1.quen" >"$1.log"
}
quen=$1
train all ''
train few glibc.cpu.hwcaps=-FMA,-FMA4,-AVX,-AVX2,-AVX2_Usable,-AVX512F,-BMI2,-SSE4_1,-SSE4_2
cmp all.quen few.quen
echo "the same bytes"
