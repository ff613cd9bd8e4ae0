-- The shop's tables for MariaDB. The three wc_ tables have the columns of WooCommerce's
-- order lookup tables (plugins/woocommerce/includes/class-wc-install.php and Admin's
-- schema), so that what reads these reads a real shop's.
CREATE TABLE IF NOT EXISTS {products} (
    product_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
    name_vi VARCHAR(200) NOT NULL,
    name_en VARCHAR(200) NOT NULL,
    about_vi VARCHAR(500) NOT NULL,
    about_en VARCHAR(500) NOT NULL,
    category VARCHAR(20) NOT NULL,
    price BIGINT NOT NULL,
    active TINYINT NOT NULL DEFAULT 1
) DEFAULT CHARSET = utf8mb4;

CREATE TABLE IF NOT EXISTS {wc_customer_lookup} (
    customer_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    user_id BIGINT UNSIGNED NULL,
    username VARCHAR(60) NOT NULL DEFAULT '',
    first_name VARCHAR(255) NOT NULL,
    last_name VARCHAR(255) NOT NULL,
    email VARCHAR(100) NULL,
    date_last_active TIMESTAMP NULL,
    date_registered TIMESTAMP NULL,
    country CHAR(2) NOT NULL DEFAULT '',
    postcode VARCHAR(20) NOT NULL DEFAULT '',
    city VARCHAR(100) NOT NULL DEFAULT '',
    state VARCHAR(100) NOT NULL DEFAULT '',
    UNIQUE KEY user_id (user_id),
    KEY email (email)
) DEFAULT CHARSET = utf8mb4;

CREATE TABLE IF NOT EXISTS {wc_order_stats} (
    order_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
    parent_id BIGINT UNSIGNED NOT NULL DEFAULT 0,
    date_created DATETIME NOT NULL,
    date_created_gmt DATETIME NOT NULL,
    date_paid DATETIME NULL,
    date_completed DATETIME NULL,
    num_items_sold INT NOT NULL DEFAULT 0,
    total_sales DOUBLE NOT NULL DEFAULT 0,
    tax_total DOUBLE NOT NULL DEFAULT 0,
    shipping_total DOUBLE NOT NULL DEFAULT 0,
    net_total DOUBLE NOT NULL DEFAULT 0,
    returning_customer TINYINT NULL,
    status VARCHAR(20) NOT NULL,
    customer_id BIGINT UNSIGNED NOT NULL,
    KEY date_created (date_created),
    KEY customer_id (customer_id),
    KEY status (status)
) DEFAULT CHARSET = utf8mb4;

CREATE TABLE IF NOT EXISTS {wc_order_product_lookup} (
    order_item_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
    order_id BIGINT UNSIGNED NOT NULL,
    product_id BIGINT UNSIGNED NOT NULL,
    variation_id BIGINT UNSIGNED NOT NULL,
    customer_id BIGINT UNSIGNED NULL,
    date_created DATETIME NOT NULL,
    product_qty INT NOT NULL,
    product_net_revenue DOUBLE NOT NULL DEFAULT 0,
    product_gross_revenue DOUBLE NOT NULL DEFAULT 0,
    coupon_amount DOUBLE NOT NULL DEFAULT 0,
    tax_amount DOUBLE NOT NULL DEFAULT 0,
    shipping_amount DOUBLE NOT NULL DEFAULT 0,
    shipping_tax_amount DOUBLE NOT NULL DEFAULT 0,
    KEY order_id (order_id),
    KEY product_id (product_id),
    KEY customer_id (customer_id),
    KEY date_created (date_created)
) DEFAULT CHARSET = utf8mb4;
