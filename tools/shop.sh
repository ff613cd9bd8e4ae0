# shellcheck shell=bash
# ./dev test --shop: the example shop in PHP. A function for each step; the list is shop_steps.

wants_shop='
php-cli: command -v php
php-mysql: php -r "exit(extension_loaded(\"pdo_mysql\") ? 0 : 1);"
php-sqlite3: php -r "exit(extension_loaded(\"pdo_sqlite\") ? 0 : 1);"
mariadb-server-core: test -x /usr/sbin/mariadbd || command -v mariadbd'

# The SQL readers, each on tables of its system, in a MariaDB that is made and stopped here.
shop_readers() {
  php -d zend.assertions=1 -d error_reporting=-1 -d display_errors=stderr \
    examples/php-shop/tests/readers.php build/shop
}

shop_steps=(shop_readers)

test_shop() {
  local step
  need "$wants_shop"
  mkdir -p build/shop
  for step in "${shop_steps[@]}"; do
    say "$step"
    "$step" || die "$step failed"
  done
}
