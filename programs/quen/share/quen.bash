# bash completion of quen. Made by tools/program.py of the table in programs/quen/commands.c.

_quen_files() {
  local IFS=$'\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -f -- "$1"))
}

# _quen_words LINES WORD: what of the lines begins with the word, quoted.
_quen_words() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    [[ $line != "$2"* ]] || COMPREPLY+=("$(printf %q "$line")")
  done <<<"$1"
}

_quen() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  local command=${COMP_WORDS[1]} options='' firsts=''
  COMPREPLY=()
  if [ "$COMP_CWORD" = 1 ]; then
    COMPREPLY=($(compgen -W 'check train report ask list export forget info --help --version' -- "$word"))
    return
  fi
  case $before in
    --lang) _quen_words $'vi\nen' "$word"; return ;;
    --color) _quen_words $'auto\nalways\nnever' "$word"; return ;;
    --profile) _quen_words $'shopify\nwoocommerce\nwoocommerce_advanced\nsquare\namazon\nebay\nodoo\nodoo_pos\nloyverse\nkiotviet' "$word"; return ;;
    --returns) _quen_words $'no-visit\nvisit' "$word"; return ;;
    --customer-kind) _quen_words $'text\nwhole\nphone\nemail\nname' "$word"; return ;;
    --encoding) _quen_words $'find\nutf-8\nutf-16\nwindows-1252\nwindows-1258\nlatin-1' "$word"; return ;;
    --quoting) _quen_words $'find\nstandard\nnone' "$word"; return ;;
    --out|-o) _quen_files "$word"; return ;;
    --item-names) _quen_files "$word"; return ;;
    --customer-names) _quen_files "$word"; return ;;
    --segment) _quen_words $'Champions\nLoyal\nPotential Loyalist\nNew Customers\nPromising\nNeed Attention\nAbout To Sleep\nAt Risk\nCannot Lose Them\nHibernating\nLost' "$word"; return ;;
    --customer|--item|--time|--clock|--order|--quantity|--amount|--price|--where|--nobody|--currency|--decimals|--quantity-decimals|--country|--time-format|--utc-offset|--thousands|--decimal-mark|--separator|--skip-lines|--threads|--horizon-days|--title|--top|--min-risk|--days|--min-chance|--min-group) return ;;
  esac
  case $command in
    check) options='--help -h --lang --color --quiet -q --json --csv --mark --profile --customer --item --time --clock --order --quantity --amount --price --where --nobody --currency --decimals --quantity-decimals --returns --customer-kind --country --fill-down --skip-bad --time-format --utc-offset --thousands --decimal-mark --separator --encoding --quoting --skip-lines --no-header --threads' ;;
    train) options='--help -h --lang --color --quiet -q --json --profile --customer --item --time --clock --order --quantity --amount --price --where --nobody --currency --decimals --quantity-decimals --returns --customer-kind --country --fill-down --skip-bad --time-format --utc-offset --thousands --decimal-mark --separator --encoding --quoting --skip-lines --no-header --out -o --horizon-days --threads' ;;
    report) options='--help -h --lang --color --quiet -q --utc-offset --out -o --item-names --customer-names --title --anonymous' ;;
    ask) options='--help -h --lang --color --quiet -q --json --csv --mark --top --utc-offset --item-names --customer-names' ;;
    list) options='--help -h --lang --color --quiet -q --json --csv --mark --top --utc-offset --threads --item-names --customer-names --segment --min-risk --days --min-chance' ;;
    export) options='--help -h --lang --color --quiet -q --groups --min-group' ;;
    forget) options='--help -h --lang --color --quiet -q --json --csv --mark --out -o' ;;
    info) options='--help -h --lang --color --quiet -q --json --utc-offset' ;;
  esac
  case $command in
    ask) firsts='customer item basket' ;;
    list) firsts='at-risk due win-back segment' ;;
  esac
  if [[ $word = -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$word"))
  elif [ "$COMP_CWORD" = 3 ] && [ "$firsts" ]; then
    COMPREPLY=($(compgen -W "$firsts" -- "$word"))
  elif [ "$before" = segment ]; then
    _quen_words $'Champions\nLoyal\nPotential Loyalist\nNew Customers\nPromising\nNeed Attention\nAbout To Sleep\nAt Risk\nCannot Lose Them\nHibernating\nLost' "$word"
  else
    _quen_files "$word"
  fi
}

complete -F _quen quen
