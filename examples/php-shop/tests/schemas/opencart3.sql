-- What the reader needs of OpenCart's tables, by their names and types in
-- opencart/opencart:upload/install/opencart.sql (3.0.3.9).
CREATE TABLE `{prefix}order` (
    order_id INT NOT NULL PRIMARY KEY,
    store_id INT NOT NULL DEFAULT 0,
    customer_id INT NOT NULL DEFAULT 0,
    email VARCHAR(96) NOT NULL,
    total DECIMAL(15, 4) NOT NULL DEFAULT 0,
    order_status_id INT NOT NULL DEFAULT 0,
    currency_code VARCHAR(3) NOT NULL,
    currency_value DECIMAL(15, 8) NOT NULL DEFAULT 1,
    date_added DATETIME NOT NULL
);
CREATE TABLE {prefix}order_product (
    order_product_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    order_id INT NOT NULL,
    product_id INT NOT NULL,
    quantity INT NOT NULL,
    price DECIMAL(15, 4) NOT NULL DEFAULT 0,
    total DECIMAL(15, 4) NOT NULL DEFAULT 0,
    tax DECIMAL(15, 4) NOT NULL DEFAULT 0,
    KEY (order_id)
);
CREATE TABLE {prefix}order_total (
    order_total_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    order_id INT NOT NULL,
    code VARCHAR(32) NOT NULL,
    value DECIMAL(15, 4) NOT NULL DEFAULT 0,
    KEY (order_id)
);
CREATE TABLE {prefix}setting (
    setting_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    store_id INT NOT NULL DEFAULT 0,
    code VARCHAR(128) NOT NULL,
    `key` VARCHAR(128) NOT NULL,
    value TEXT NOT NULL,
    serialized TINYINT NOT NULL
);
CREATE TABLE {prefix}coupon (
    coupon_id INT NOT NULL PRIMARY KEY,
    type CHAR(1) NOT NULL,
    discount DECIMAL(15, 4) NOT NULL,
    shipping TINYINT NOT NULL
);
CREATE TABLE {prefix}coupon_history (
    coupon_history_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    coupon_id INT NOT NULL,
    order_id INT NOT NULL,
    customer_id INT NOT NULL,
    amount DECIMAL(15, 4) NOT NULL,
    date_added DATETIME NOT NULL
);
-- As a shop is installed: pending, processing, reversed, complete and shipped ones count.
INSERT INTO {prefix}setting (store_id, code, `key`, value, serialized) VALUES
    (0, 'config', 'config_processing_status', '["5","1","2","12","3"]', 1),
    (0, 'config', 'config_complete_status', '["5","3"]', 1);
