-- What the reader needs of WordPress's and WooCommerce's tables, by their names and types
-- in WordPress/wordpress-develop:src/wp-admin/includes/schema.php and
-- woocommerce/woocommerce:plugins/woocommerce/includes/class-wc-install.php.
CREATE TABLE {prefix}posts (
    ID BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    post_date DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00',
    post_date_gmt DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00',
    post_status VARCHAR(20) NOT NULL DEFAULT 'publish',
    post_parent BIGINT UNSIGNED NOT NULL DEFAULT 0,
    post_type VARCHAR(20) NOT NULL DEFAULT 'post'
);
CREATE TABLE {prefix}postmeta (
    meta_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    post_id BIGINT UNSIGNED NOT NULL DEFAULT 0,
    meta_key VARCHAR(255) DEFAULT NULL,
    meta_value LONGTEXT,
    KEY (post_id)
);
CREATE TABLE {prefix}woocommerce_order_items (
    order_item_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    order_item_name TEXT NOT NULL,
    order_item_type VARCHAR(200) NOT NULL DEFAULT '',
    order_id BIGINT UNSIGNED NOT NULL,
    KEY (order_id)
);
CREATE TABLE {prefix}woocommerce_order_itemmeta (
    meta_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    order_item_id BIGINT UNSIGNED NOT NULL,
    meta_key VARCHAR(255) DEFAULT NULL,
    meta_value LONGTEXT NULL,
    KEY (order_item_id)
);
