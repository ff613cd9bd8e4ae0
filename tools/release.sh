# shellcheck shell=bash
# ./dev version and release: the one place of the version is meson.build.

version_of() {
  sed -n "s/^  version: '\(.*\)',$/\1/p" meson.build
}

# Write it there and in the header, which is read without meson, and what is made of headers.
version() {
  [ $# -gt 0 ] || { version_of; return; }
  [[ $1 =~ ^([0-9]+)\.([0-9]+)\.([0-9]+)$ ]] || die "version: $1 is not MAJOR.MINOR.PATCH"
  sed -i "s/^  version: '.*',$/  version: '$1',/" meson.build
  sed -i -e "s/\(QUEN_VERSION_MAJOR\) .*/\1 ${BASH_REMATCH[1]}/" \
    -e "s/\(QUEN_VERSION_MINOR\) .*/\1 ${BASH_REMATCH[2]}/" \
    -e "s/\(QUEN_VERSION_PATCH\) .*/\1 ${BASH_REMATCH[3]}/" \
    -e "s/\(QUEN_VERSION_STRING\) .*/\1 \"$1\"/" include/quen/version.h
  api
  python3 tests/rules/spdx.py --write
}

# What must hold before anything is built.
release_checks() {
  [ "$(version_of)" = "$1" ] ||
    die "meson.build has version $(version_of); ./dev version $1 writes another: commit it first"
  grep -Eq "^## ${1//./\\.}, [0-9]{4}-[0-9]{2}-[0-9]{2}$" CHANGELOG.md ||
    die "CHANGELOG.md needs an entry '## $1, $(date +%F)', with the day of the release"
  [ "$(git branch --show-current)" = main ] || die "not on the branch main"
  [ -z "$(git status --porcelain)" ] || die "the tree has changes that are not committed"
  ! git rev-parse -q --verify "refs/tags/v$1" >/dev/null || die "there is a tag v$1 already"
}

release_test() {
  ./dev lint
  ./dev test
  ./dev test --sanitize
}

# The same commit makes the same bytes: each file has the commit's time.
release_build() {
  local out=build/release name=libquen-$1 SOURCE_DATE_EPOCH
  SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
  export SOURCE_DATE_EPOCH
  need "$wants_build$wants_test"
  rm -rf $out
  mkdir -p $out build/python
  git archive --format=tar --prefix="$name/" HEAD | gzip -9n >"$out/$name.tar.gz"
  venv_in build/python/venv bindings/python/requirements.txt
  python_wheel wheel
  (python_sdist)
  cp build/python/sdist/*.tar.gz $out
  cp libquen.spdx.json "$out/$name.spdx.json"
  PATH=$PWD/build/python/venv/bin:$PATH \
    auditwheel repair --wheel-dir $out build/python/wheel/*.whl >build/release.log 2>&1 ||
    { cat build/release.log >&2; die "the wheel is not fit for other machines"; }
  (cd $out && sha256sum -- * >SHA256SUMS && cat SHA256SUMS)
}

release() {
  local version='' test=yes tag=''
  for word in "$@"; do
    case $word in
    --skip-tests) test='' ;;
    --tag) tag=yes ;;
    -*) die "release: unknown option $word" ;;
    *) version=$word ;;
    esac
  done
  [ -n "$version" ] || die "release: which version?"
  release_checks "$version"
  abi_is_recorded "$version"
  [ -z "$test" ] || release_test
  release_build "$version"
  [ -z "$tag" ] || git tag -a "v$version" -m "libquen $version"
  say "build/release/ has all of $version; nothing was pushed"
}
