<?php

/** A site of the tests' own; SITE_* are filled in. */

define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:SITE_SOCKET');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $name) {
    define("{$name}_KEY", "a key of the tests for $name");
    define("{$name}_SALT", "a salt of the tests for $name");
}
$table_prefix = 'shop_';
// Two servers answer for the site, one with the extension and one without.
define('WP_HOME', 'http://' . ($_SERVER['HTTP_HOST'] ?? 'SITE_HOST'));
define('WP_SITEURL', WP_HOME);
define('WP_DEBUG', true);
define('WP_DEBUG_DISPLAY', false);
define('WP_DEBUG_LOG', 'SITE_LOG');
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
// The tests call wp-cron.php, as a crontab does.
define('DISABLE_WP_CRON', true);
if (is_string(getenv('SITE_MODEL'))) {
    define('QUEN_MODEL', getenv('SITE_MODEL'));
}
defined('ABSPATH') || define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
