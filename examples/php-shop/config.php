<?php

/** What the shop needs to know, from the environment: the only file to edit. */

declare(strict_types=1);

return new Shop\Config(
    // 'mysql:unix_socket=/run/mysqld/mysqld.sock;dbname=shop;charset=utf8mb4' for MariaDB.
    dsn: getenv('SHOP_DSN') ?: 'sqlite:' . __DIR__ . '/var/shop.db',
    user: getenv('SHOP_USER') ?: null,
    password: getenv('SHOP_PASSWORD') ?: null,
    // What the names of WooCommerce's tables begin with.
    prefix: getenv('SHOP_PREFIX') ?: 'wp_',
    // What bin/train.php writes at night and every page asks.
    model: getenv('SHOP_MODEL') ?: __DIR__ . '/var/shop.quen',
    zone: 'Asia/Ho_Chi_Minh',
    currency: 'VND',
    decimals: 0,
);
