-- What the reader needs of PrestaShop's tables, by their names and types in
-- PrestaShop/PrestaShop:install-dev/data/db_structure.sql.
CREATE TABLE {prefix}orders (
    id_order INT UNSIGNED NOT NULL PRIMARY KEY,
    id_customer INT UNSIGNED NOT NULL,
    id_currency INT UNSIGNED NOT NULL,
    current_state INT UNSIGNED NOT NULL,
    conversion_rate DECIMAL(13, 6) NOT NULL DEFAULT 1,
    total_discounts_tax_excl DECIMAL(20, 6) NOT NULL DEFAULT 0,
    total_products DECIMAL(20, 6) NOT NULL DEFAULT 0,
    total_products_wt DECIMAL(20, 6) NOT NULL DEFAULT 0,
    total_shipping_tax_excl DECIMAL(20, 6) NOT NULL DEFAULT 0,
    valid INT UNSIGNED NOT NULL DEFAULT 0,
    date_add DATETIME NOT NULL
);
CREATE TABLE {prefix}order_detail (
    id_order_detail INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    id_order INT UNSIGNED NOT NULL,
    product_id INT UNSIGNED NOT NULL,
    product_attribute_id INT UNSIGNED DEFAULT NULL,
    product_quantity INT UNSIGNED NOT NULL DEFAULT 0,
    product_quantity_refunded INT UNSIGNED NOT NULL DEFAULT 0,
    product_quantity_return INT UNSIGNED NOT NULL DEFAULT 0,
    total_price_tax_incl DECIMAL(20, 6) NOT NULL DEFAULT 0,
    total_price_tax_excl DECIMAL(20, 6) NOT NULL DEFAULT 0,
    unit_price_tax_excl DECIMAL(20, 6) NOT NULL DEFAULT 0,
    total_refunded_tax_excl DECIMAL(20, 6) NOT NULL DEFAULT 0,
    KEY (id_order)
);
CREATE TABLE {prefix}order_cart_rule (
    id_order_cart_rule INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    id_order INT UNSIGNED NOT NULL,
    id_cart_rule INT UNSIGNED NOT NULL,
    value_tax_excl DECIMAL(20, 6) NOT NULL DEFAULT 0,
    free_shipping TINYINT NOT NULL DEFAULT 0,
    deleted TINYINT UNSIGNED NOT NULL DEFAULT 0
);
CREATE TABLE {prefix}customer (
    id_customer INT UNSIGNED NOT NULL PRIMARY KEY,
    email VARCHAR(255) NOT NULL,
    is_guest TINYINT NOT NULL DEFAULT 0
);
