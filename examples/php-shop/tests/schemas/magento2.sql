-- What the reader needs of Magento's tables, by their names and types in
-- magento/magento2:app/code/Magento/Sales/etc/db_schema.xml.
CREATE TABLE {prefix}sales_order (
    entity_id INT UNSIGNED NOT NULL PRIMARY KEY,
    state VARCHAR(32) NULL,
    status VARCHAR(32) NULL,
    store_id SMALLINT UNSIGNED NULL,
    customer_id INT UNSIGNED NULL,
    customer_is_guest SMALLINT UNSIGNED NULL,
    base_grand_total DECIMAL(20, 4) NULL,
    grand_total DECIMAL(20, 4) NULL,
    base_to_order_rate DECIMAL(20, 4) NULL,
    base_currency_code VARCHAR(3) NULL,
    order_currency_code VARCHAR(3) NULL,
    customer_email VARCHAR(128) NULL,
    created_at TIMESTAMP NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE {prefix}sales_order_item (
    item_id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    order_id INT UNSIGNED NOT NULL DEFAULT 0,
    parent_item_id INT UNSIGNED NULL,
    product_id INT UNSIGNED NULL,
    product_type VARCHAR(255) NULL,
    sku VARCHAR(255) NULL,
    qty_canceled DECIMAL(12, 4) NULL DEFAULT 0,
    qty_invoiced DECIMAL(12, 4) NULL DEFAULT 0,
    qty_ordered DECIMAL(12, 4) NULL DEFAULT 0,
    qty_refunded DECIMAL(12, 4) NULL DEFAULT 0,
    price DECIMAL(20, 4) NOT NULL DEFAULT 0,
    base_price DECIMAL(20, 4) NOT NULL DEFAULT 0,
    base_tax_amount DECIMAL(20, 4) NULL DEFAULT 0,
    base_discount_amount DECIMAL(20, 4) NULL DEFAULT 0,
    base_amount_refunded DECIMAL(20, 4) NULL DEFAULT 0,
    row_total DECIMAL(20, 4) NOT NULL DEFAULT 0,
    base_row_total DECIMAL(20, 4) NOT NULL DEFAULT 0,
    base_discount_tax_compensation_amount DECIMAL(20, 4) NULL,
    base_discount_tax_compensation_refunded DECIMAL(20, 4) NULL,
    base_discount_refunded DECIMAL(20, 4) NULL,
    KEY (order_id)
);
