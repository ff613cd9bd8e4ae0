#!/usr/bin/env python3
"""Completions of shells and manuals of quen, made of its own table of commands and
options. program.py QUEN [--check]

They are written to programs/quen/share, or with --check compared with what is there.
"""

import json
import pathlib
import subprocess
import sys

SHARE = pathlib.Path(__file__).resolve().parents[1] / "programs" / "quen" / "share"
MADE = "Made by tools/program.py of the table in programs/quen/commands.c."


def table_of(quen, language):
    told = subprocess.run(
        [quen, "--table", "--lang", language], check=True, capture_output=True
    )
    return json.loads(told.stdout)


def names(option):
    return [option["name"], *(["-" + option["letter"]] if option["letter"] else [])]


def words_of(option, table):
    """What a value may be, where it is one of some words."""
    return {
        "word": option["value"].split("|"),
        "profile": table["profiles"],
        "segment": table["segments"],
    }.get(option["kind"])


def all_options(table):
    """Each option once, in the order of the commands."""
    seen = {o["name"]: o for c in table["commands"] for o in c["options"]}
    return list(seen.values())


# --- bash ---


def shell_word(word):
    return word.replace(" ", "\\ ")


def lines_of(words):
    return "$'" + "\\n".join(words) + "'"


def bash_values(table):
    plain = []
    for option in all_options(table):
        case = "|".join(names(option))
        words = words_of(option, table)
        if option["kind"] == "file":
            yield f'    {case}) _quen_files "$word"; return ;;'
        elif words:
            yield f'    {case}) _quen_words {lines_of(words)} "$word"; return ;;'
        elif option["kind"] == "other":
            plain.append(case)
    yield f"    {'|'.join(plain)}) return ;;"


def option_words(command):
    return " ".join(name for option in command["options"] for name in names(option))


def bash(table):
    commands = " ".join(c["name"] for c in table["commands"])
    options = "\n".join(
        f"    {c['name']}) options='{option_words(c)}' ;;" for c in table["commands"]
    )
    firsts = "\n".join(
        f"    {c['name']}) firsts='{c['first'].replace('|', ' ')}' ;;"
        for c in table["commands"]
        if c["first"]
    )
    return f"""# bash completion of quen. {MADE}

_quen_files() {{
  local IFS=$'\\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -f -- "$1"))
}}

# _quen_words LINES WORD: what of the lines begins with the word, quoted.
_quen_words() {{
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    [[ $line != "$2"* ]] || COMPREPLY+=("$(printf %q "$line")")
  done <<<"$1"
}}

_quen() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}}
  local command=${{COMP_WORDS[1]}} options='' firsts=''
  COMPREPLY=()
  if [ "$COMP_CWORD" = 1 ]; then
    COMPREPLY=($(compgen -W '{commands} --help --version' -- "$word"))
    return
  fi
  case $before in
{chr(10).join(bash_values(table))}
  esac
  case $command in
{options}
  esac
  case $command in
{firsts}
  esac
  if [[ $word = -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$word"))
  elif [ "$COMP_CWORD" = 3 ] && [ "$firsts" ]; then
    COMPREPLY=($(compgen -W "$firsts" -- "$word"))
  elif [ "$before" = segment ]; then
    _quen_words {lines_of(table["segments"])} "$word"
  else
    _quen_files "$word"
  fi
}}

complete -F _quen quen
"""


# --- zsh ---


def zsh_text(text):
    return (
        text.replace("'", "'\\''")
        .replace("[", "\\[")
        .replace("]", "\\]")
        .replace(":", "\\:")
    )


def zsh_option(option, table):
    words = words_of(option, table)
    value = option["value"].split("[")[0]
    repeated = "*" if option["name"] in ("--where", "--nobody") else ""
    if option["kind"] == "none":
        tail = ""
    elif option["kind"] == "file":
        tail = f":{value}:_files"
    elif words:
        tail = ":value:(" + " ".join(shell_word(word) for word in words) + ")"
    else:
        tail = f":{value}: "
    return [
        f"'{repeated}{name}[{zsh_text(option['help'])}]{tail}'" for name in names(option)
    ]


def zsh_command(command, table):
    specs = [s for option in command["options"] for s in zsh_option(option, table)]
    words = ["'2:file:_files'"]
    if command["first"]:
        firsts = command["first"].replace("|", " ")
        words.append(f"'3:what:({firsts})'")
    words.append("'*:word:_files'")
    lines = " \\\n        ".join([*specs, *words])
    return f"    {command['name']})\n      _arguments \\\n        {lines} ;;"


def zsh(table):
    commands = "\n".join(
        f"    '{c['name']}:{zsh_text(c['help'])}'" for c in table["commands"]
    )
    cases = "\n".join(zsh_command(c, table) for c in table["commands"])
    return f"""#compdef quen
# zsh completion of quen. {MADE}

_quen() {{
  local -a commands
  commands=(
{commands}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case $words[2] in
{cases}
  esac
}}

_quen "$@"
"""


# --- fish ---


def fish_text(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def fish_option(command, option, table):
    line = f"complete -c quen -n '__fish_seen_subcommand_from {command['name']}'"
    line += f" -l {option['name'][2:]}"
    if option["letter"]:
        line += f" -s {option['letter']}"
    words = words_of(option, table)
    if option["kind"] == "file":
        line += " -r -F"
    elif words:
        line += " -x -a " + fish_text(" ".join(shell_word(word) for word in words))
    elif option["kind"] == "other":
        line += " -x"
    return f"{line} -d {fish_text(option['help'])}"


def fish(table):
    lines = [f"# fish completion of quen. {MADE}", ""]
    for command in table["commands"]:
        lines.append(
            f"complete -c quen -n __fish_use_subcommand -f -a {command['name']} "
            f"-d {fish_text(command['help'])}"
        )
    for command in table["commands"]:
        if command["first"]:
            seen = f"'__fish_seen_subcommand_from {command['name']}'"
            firsts = fish_text(command["first"].replace("|", " "))
            lines.append(f"complete -c quen -n {seen} -a {firsts}")
        lines += [fish_option(command, option, table) for option in command["options"]]
    return "\n".join(lines) + "\n"


# --- manuals ---

HEADS = {
    "en": {
        "name": "NAME",
        "synopsis": "SYNOPSIS",
        "description": "DESCRIPTION",
        "commands": "COMMANDS",
        "options": "OPTIONS",
        "status": "EXIT STATUS",
        "examples": "EXAMPLES",
        "see": "SEE ALSO",
        "short": "know a shop's regulars",
    },
    "vi": {
        "name": "TÊN",
        "synopsis": "CÚ PHÁP",
        "description": "MÔ TẢ",
        "commands": "CÁC LỆNH",
        "options": "TÙY CHỌN",
        "status": "TRẠNG THÁI KẾT THÚC",
        "examples": "VÍ DỤ",
        "see": "XEM THÊM",
        "short": "biết ai là khách quen",
    },
}
EXAMPLES = [
    "quen check orders.csv.gz",
    "quen train orders.csv.gz -o shop.quen",
    "quen list shop.quen win-back",
    "quen list shop.quen due --days 7 --csv > due.csv",
    "quen ask shop.quen customer KH0001 --json",
    "quen forget shop.quen KH0001",
]


def roff(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text[:1] in (".", "'") else text


def man_option(option):
    term = ", ".join(f"\\fB{roff(name)}\\fR" for name in reversed(names(option)))
    value = f" \\fI{roff(option['value'])}\\fR" if option["value"] else ""
    return [".TP", term + value, roff(option["help"])]


def man_commands(table):
    for command in table["commands"]:
        taken = [o["name"] for o in command["options"]]
        yield from [
            ".TP",
            f"\\fBquen {command['name']}\\fR \\fI{roff(command['words'])}\\fR",
            roff(command["help"]),
            ".br",
            roff(" ".join(taken)),
        ]


def manual(table, language):
    head = HEADS[language]
    lines = [
        f'.\\" {MADE}',
        f'.TH QUEN 1 "" "quen {table["version"]}" "libquen"',
        f".SH {head['name']}",
        f"quen \\- {head['short']}",
        f".SH {head['synopsis']}",
        *(
            line
            for c in table["commands"]
            for line in (f"\\fBquen {c['name']}\\fR \\fI{roff(c['words'])}\\fR", ".br")
        ),
        f".SH {head['description']}",
        roff(table["what"]),
        f".SH {head['commands']}",
        *man_commands(table),
        f".SH {head['options']}",
        *(line for option in all_options(table) for line in man_option(option)),
        ".TP",
        "\\fB\\-\\-version\\fR",
        roff(table["version_help"]),
        f".SH {head['status']}",
        *(
            line
            for i, text in enumerate(table["statuses"])
            for line in (".TP", f"\\fB{i}\\fR", roff(text))
        ),
        f".SH {head['examples']}",
        ".nf",
        *(roff(line) for line in EXAMPLES),
        ".fi",
    ]
    return "\n".join(lines) + "\n"


def files_of(quen):
    english, vietnamese = (table_of(quen, language) for language in ("en", "vi"))
    return {
        "quen.bash": bash(english),
        "_quen": zsh(english),
        "quen.fish": fish(english),
        "quen.1": manual(english, "en"),
        "quen.vi.1": manual(vietnamese, "vi"),
    }


def main(quen, *options):
    faults = []
    for name, text in files_of(quen).items():
        path = SHARE / name
        if path.exists() and path.read_text() == text:
            continue
        if "--check" in options:
            faults.append(f"{path.name} is not what tools/program.py makes of quen")
        else:
            path.write_text(text)
            print(f"{path.name} is new")
    print("\n".join(faults), end="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
