-- What the reader needs of Sylius's tables, by their names and types in
-- Sylius/Sylius:src/Sylius/Bundle/CoreBundle/Migrations/Version20160101092155.php.
CREATE TABLE {prefix}sylius_order (
    id INT NOT NULL PRIMARY KEY,
    customer_id INT DEFAULT NULL,
    state VARCHAR(255) NOT NULL,
    checkout_completed_at DATETIME DEFAULT NULL,
    items_total INT NOT NULL,
    adjustments_total INT NOT NULL,
    total INT NOT NULL,
    created_at DATETIME NOT NULL,
    currency_code VARCHAR(3) NOT NULL,
    checkout_state VARCHAR(255) NOT NULL,
    payment_state VARCHAR(255) NOT NULL,
    created_by_guest TINYINT DEFAULT 1 NOT NULL
);
CREATE TABLE {prefix}sylius_order_item (
    id INT AUTO_INCREMENT NOT NULL PRIMARY KEY,
    order_id INT NOT NULL,
    variant_id INT NOT NULL,
    quantity INT NOT NULL,
    unit_price INT NOT NULL,
    units_total INT NOT NULL,
    adjustments_total INT NOT NULL,
    total INT NOT NULL,
    KEY (order_id)
);
CREATE TABLE {prefix}sylius_order_item_unit (
    id INT AUTO_INCREMENT NOT NULL PRIMARY KEY,
    order_item_id INT NOT NULL,
    adjustments_total INT NOT NULL,
    KEY (order_item_id)
);
CREATE TABLE {prefix}sylius_adjustment (
    id INT AUTO_INCREMENT NOT NULL PRIMARY KEY,
    order_id INT DEFAULT NULL,
    order_item_id INT DEFAULT NULL,
    order_item_unit_id INT DEFAULT NULL,
    shipment_id INT DEFAULT NULL,
    type VARCHAR(255) NOT NULL,
    amount INT NOT NULL,
    is_neutral TINYINT NOT NULL,
    KEY (order_item_id),
    KEY (order_item_unit_id)
);
CREATE TABLE {prefix}sylius_product_variant (
    id INT NOT NULL PRIMARY KEY,
    product_id INT NOT NULL,
    code VARCHAR(255) NOT NULL
);
CREATE TABLE {prefix}sylius_customer (
    id INT NOT NULL PRIMARY KEY,
    email VARCHAR(255) NOT NULL,
    email_canonical VARCHAR(255) NOT NULL
);
CREATE TABLE {prefix}sylius_shop_user (
    id INT AUTO_INCREMENT NOT NULL PRIMARY KEY,
    customer_id INT NOT NULL,
    UNIQUE (customer_id)
);
