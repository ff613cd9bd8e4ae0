-- What the reader needs of Shopware's tables, by their names and types in
-- shopware/shopware:src/Core/Migration; readers/shopware6.sql names the migrations.
CREATE TABLE `{prefix}order` (
    id BINARY(16) NOT NULL,
    version_id BINARY(16) NOT NULL,
    state_id BINARY(16) NOT NULL,
    currency_id BINARY(16) NOT NULL,
    currency_factor DOUBLE NULL,
    price JSON NOT NULL,
    order_date_time DATETIME(3) NOT NULL,
    tax_status VARCHAR(255) GENERATED ALWAYS AS
        (JSON_UNQUOTE(JSON_EXTRACT(price, "$.taxStatus"))) VIRTUAL,
    PRIMARY KEY (id, version_id)
);
CREATE TABLE {prefix}order_customer (
    id BINARY(16) NOT NULL,
    version_id BINARY(16) NOT NULL,
    customer_id BINARY(16) NULL,
    order_id BINARY(16) NOT NULL,
    order_version_id BINARY(16) NOT NULL,
    email VARCHAR(254) NOT NULL,
    PRIMARY KEY (id, version_id),
    KEY (order_id, order_version_id)
);
CREATE TABLE {prefix}customer (
    id BINARY(16) NOT NULL PRIMARY KEY,
    email VARCHAR(254) NOT NULL,
    guest TINYINT NOT NULL DEFAULT 0
);
CREATE TABLE {prefix}order_line_item (
    id BINARY(16) NOT NULL,
    version_id BINARY(16) NOT NULL,
    order_id BINARY(16) NOT NULL,
    order_version_id BINARY(16) NOT NULL,
    parent_id BINARY(16) NULL,
    parent_version_id BINARY(16) NULL,
    identifier VARCHAR(255) NOT NULL,
    referenced_id VARCHAR(255) NULL,
    product_id BINARY(16) NULL,
    product_version_id BINARY(16) NULL,
    quantity INT NOT NULL,
    price JSON NOT NULL,
    total_price DOUBLE GENERATED ALWAYS AS
        (JSON_UNQUOTE(JSON_EXTRACT(price, "$.totalPrice"))) VIRTUAL,
    type VARCHAR(255) NULL,
    PRIMARY KEY (id, version_id),
    KEY (order_id, order_version_id)
);
CREATE TABLE {prefix}product (
    id BINARY(16) NOT NULL,
    version_id BINARY(16) NOT NULL,
    parent_id BINARY(16) NULL,
    parent_version_id BINARY(16) NULL,
    PRIMARY KEY (id, version_id)
);
CREATE TABLE {prefix}state_machine_state (
    id BINARY(16) NOT NULL PRIMARY KEY,
    technical_name VARCHAR(255) NOT NULL,
    state_machine_id BINARY(16) NOT NULL,
    UNIQUE (technical_name, state_machine_id)
);
CREATE TABLE {prefix}order_transaction (
    id BINARY(16) NOT NULL,
    version_id BINARY(16) NOT NULL,
    order_id BINARY(16) NOT NULL,
    order_version_id BINARY(16) NOT NULL,
    state_id BINARY(16) NOT NULL,
    amount JSON NOT NULL,
    PRIMARY KEY (id, version_id),
    KEY (order_id, order_version_id)
);
CREATE TABLE {prefix}order_transaction_capture_refund (
    id BINARY(16) NOT NULL,
    version_id BINARY(16) NOT NULL,
    capture_id BINARY(16) NOT NULL,
    capture_version_id BINARY(16) NOT NULL,
    state_id BINARY(16) NOT NULL,
    amount JSON NOT NULL,
    PRIMARY KEY (id, version_id)
);
CREATE TABLE {prefix}order_transaction_capture_refund_position (
    id BINARY(16) NOT NULL,
    version_id BINARY(16) NOT NULL,
    refund_id BINARY(16) NOT NULL,
    refund_version_id BINARY(16) NOT NULL,
    order_line_item_id BINARY(16) NOT NULL,
    order_line_item_version_id BINARY(16) NOT NULL,
    quantity INT NOT NULL,
    amount JSON NOT NULL,
    PRIMARY KEY (id, version_id),
    KEY (refund_id, refund_version_id),
    KEY (order_line_item_id, order_line_item_version_id)
);
INSERT INTO {prefix}state_machine_state (id, technical_name, state_machine_id) VALUES
    (UNHEX(MD5('order open')), 'open', UNHEX(MD5('order'))),
    (UNHEX(MD5('order completed')), 'completed', UNHEX(MD5('order'))),
    (UNHEX(MD5('order cancelled')), 'cancelled', UNHEX(MD5('order'))),
    (UNHEX(MD5('payment open')), 'open', UNHEX(MD5('payment'))),
    (UNHEX(MD5('payment failed')), 'failed', UNHEX(MD5('payment'))),
    (UNHEX(MD5('payment paid')), 'paid', UNHEX(MD5('payment'))),
    (UNHEX(MD5('payment paid_partially')), 'paid_partially', UNHEX(MD5('payment'))),
    (UNHEX(MD5('payment refunded')), 'refunded', UNHEX(MD5('payment'))),
    (UNHEX(MD5('payment refunded_partially')), 'refunded_partially',
     UNHEX(MD5('payment'))),
    (UNHEX(MD5('refund open')), 'open', UNHEX(MD5('refund'))),
    (UNHEX(MD5('refund completed')), 'completed', UNHEX(MD5('refund')));
