-- What the reader needs of WooCommerce's analytics tables, by their names and types in
-- woocommerce/woocommerce:plugins/woocommerce/includes/class-wc-install.php.
CREATE TABLE {prefix}wc_order_stats (
    order_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
    parent_id BIGINT UNSIGNED NOT NULL DEFAULT 0,
    date_created DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00',
    date_created_gmt DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00',
    num_items_sold INT NOT NULL DEFAULT 0,
    total_sales DOUBLE NOT NULL DEFAULT 0,
    net_total DOUBLE NOT NULL DEFAULT 0,
    status VARCHAR(200) NOT NULL,
    customer_id BIGINT UNSIGNED NOT NULL
);
CREATE TABLE {prefix}wc_order_product_lookup (
    order_item_id BIGINT UNSIGNED NOT NULL,
    order_id BIGINT UNSIGNED NOT NULL,
    product_id BIGINT UNSIGNED NOT NULL,
    variation_id BIGINT UNSIGNED NOT NULL,
    customer_id BIGINT UNSIGNED NULL,
    date_created DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00',
    product_qty INT NOT NULL,
    product_net_revenue DOUBLE NOT NULL DEFAULT 0,
    product_gross_revenue DOUBLE NOT NULL DEFAULT 0,
    coupon_amount DOUBLE NOT NULL DEFAULT 0,
    tax_amount DOUBLE NOT NULL DEFAULT 0,
    PRIMARY KEY (order_item_id, order_id)
);
CREATE TABLE {prefix}wc_customer_lookup (
    customer_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
    user_id BIGINT UNSIGNED DEFAULT NULL,
    username VARCHAR(60) NOT NULL DEFAULT '',
    email VARCHAR(100) NULL DEFAULT NULL,
    UNIQUE (user_id)
);
