# shellcheck shell=bash
# ./dev api and lint: what reads the source.

# The headers as one description, and what is made from it.
api() {
  need "$wants_python"
  mkdir -p build/api
  venv_in build/api/venv bindings/generate/requirements.txt
  build/api/venv/bin/python bindings/generate --headers "$@"
}

lint() {
  need 'python3: command -v python3'
  api --check
  python3 tests/rules/layers.py
  python3 tests/rules/sizes.py
  python3 -m compileall -q -f benchmarks
  if command -v shellcheck >/dev/null; then shellcheck -x -a dev .ci/run; fi
}
