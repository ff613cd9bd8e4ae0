#!/bin/sh
# embed.sh EMBED: a demo till is made, learned from and asked; then what cannot be.
set -u

embed=$1

# try ARGUMENT...: run and tell.
try() {
  echo "\$ embed $*"
  "$embed" "$@" 2>&1
  printf 'exit %s\n\n' $?
}

try
try till.db 42 5 11
try till.db 3 999
try till.db 999999
try till.db seven
try --help
try absent/till.db

echo 'this is no database, nor was it ever meant to be' >text.db
try text.db
