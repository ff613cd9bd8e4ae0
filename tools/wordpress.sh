# shellcheck shell=bash
# ./dev test --wordpress: the example plugin, in Debian's WordPress on a MariaDB of its own.

wants_wordpress=$wants_python'
php-mysql: php -r "exit((int) !extension_loaded(\"mysqli\"));"
php-xml: php -r "exit((int) !extension_loaded(\"dom\"));"
mariadb-server-core: command -v mariadb-install-db
mariadb-client-core: command -v mariadb
gettext: command -v xgettext
chromium: command -v chromium || command -v google-chrome'

# What Debian's package links to comes with it. To install it would start a web server.
wordpress_debs='wordpress php-getid3 libjs-underscore libjs-cropper'

# wordpress_files: the folder of WordPress, unpacked under build/ where it is not installed.
wordpress_files() {
  local at=$PWD/build/wordpress-debian file
  if [ -e /usr/share/wordpress/wp-load.php ]; then
    printf /usr/share/wordpress
    return
  fi
  if [ ! -e "$at" ]; then
    mkdir -p "$at.deb"
    # shellcheck disable=SC2086
    (cd "$at.deb" && apt-get download -qq $wordpress_debs >log 2>&1) || {
      cat "$at.deb/log" >&2
      die "apt could not download $wordpress_debs"
    }
    for file in "$at.deb"/*.deb; do dpkg-deb -x "$file" "$at.new"; done
    mv "$at.new" "$at"
    rm -rf "$at.deb"
  fi
  printf %s "$at/usr/share/wordpress"
}

test_wordpress() {
  local files
  need "$wants_php$wants_wordpress"
  mkdir -p build/php
  php_built
  files=$(wordpress_files)
  PYTHONDONTWRITEBYTECODE=1 python3 examples/php-wordpress/tests/run.py build/wordpress "$files" \
    -d extension="$PWD/build/php/tree/bindings/php/modules/quen.so"
}
