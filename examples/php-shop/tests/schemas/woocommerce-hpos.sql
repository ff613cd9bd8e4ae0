-- What the reader needs of WooCommerce's order tables, by their names and types in
-- woocommerce/woocommerce:plugins/woocommerce/src/Internal/DataStores/Orders/
-- OrdersTableDataStore.php and .../includes/class-wc-install.php.
CREATE TABLE {prefix}wc_orders (
    id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
    status VARCHAR(20) NULL,
    currency VARCHAR(10) NULL,
    type VARCHAR(20) NULL,
    tax_amount DECIMAL(26, 8) NULL,
    total_amount DECIMAL(26, 8) NULL,
    customer_id BIGINT UNSIGNED NULL,
    billing_email VARCHAR(320) NULL,
    date_created_gmt DATETIME NULL,
    date_updated_gmt DATETIME NULL,
    parent_order_id BIGINT UNSIGNED NULL
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
