# shellcheck shell=bash
# ./dev docs: the headers, the guides and Python's docstrings as pages to look through.

docs() {
  local venv=build/docs/venv
  need "$wants_build$wants_test"
  mkdir -p build/docs
  venv_in build/python/venv bindings/python/requirements.txt
  venv_in $venv docs/site/requirements.txt
  python_wheel wheel
  $venv/bin/pip install -q --no-deps --force-reinstall build/python/wheel/*.whl
  $venv/bin/python docs/site/pages.py build/docs/source
  # A name without a page is an error, as any other warning.
  $venv/bin/python -m sphinx -q -W --keep-going -E -c docs/site -d build/docs/trees \
    build/docs/source build/docs/html || die "the reference has faults"
  python3 docs/site/twice.py build/docs/html || die "the reference says things twice"
  say "build/docs/html/index.html"
}
