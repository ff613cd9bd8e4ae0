-- The shop's tables for SQLite, as mariadb.sql has them.
CREATE TABLE IF NOT EXISTS {products} (
    product_id INTEGER PRIMARY KEY,
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    about_vi TEXT NOT NULL,
    about_en TEXT NOT NULL,
    category TEXT NOT NULL,
    price INTEGER NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
);

CREATE TABLE IF NOT EXISTS {wc_customer_lookup} (
    customer_id INTEGER PRIMARY KEY,
    user_id INTEGER NULL,
    username TEXT NOT NULL DEFAULT '',
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    email TEXT NULL,
    date_last_active TEXT NULL,
    date_registered TEXT NULL,
    country TEXT NOT NULL DEFAULT '',
    postcode TEXT NOT NULL DEFAULT '',
    city TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX IF NOT EXISTS {wc_customer_lookup_user_id}
    ON {wc_customer_lookup} (user_id);
CREATE INDEX IF NOT EXISTS {wc_customer_lookup_email}
    ON {wc_customer_lookup} (email);

CREATE TABLE IF NOT EXISTS {wc_order_stats} (
    order_id INTEGER PRIMARY KEY,
    parent_id INTEGER NOT NULL DEFAULT 0,
    date_created TEXT NOT NULL,
    date_created_gmt TEXT NOT NULL,
    date_paid TEXT NULL,
    date_completed TEXT NULL,
    num_items_sold INTEGER NOT NULL DEFAULT 0,
    total_sales REAL NOT NULL DEFAULT 0,
    tax_total REAL NOT NULL DEFAULT 0,
    shipping_total REAL NOT NULL DEFAULT 0,
    net_total REAL NOT NULL DEFAULT 0,
    returning_customer INTEGER NULL,
    status TEXT NOT NULL,
    customer_id INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS {wc_order_stats_date_created}
    ON {wc_order_stats} (date_created);
CREATE INDEX IF NOT EXISTS {wc_order_stats_customer_id}
    ON {wc_order_stats} (customer_id);
CREATE INDEX IF NOT EXISTS {wc_order_stats_status}
    ON {wc_order_stats} (status);

CREATE TABLE IF NOT EXISTS {wc_order_product_lookup} (
    order_item_id INTEGER PRIMARY KEY,
    order_id INTEGER NOT NULL,
    product_id INTEGER NOT NULL,
    variation_id INTEGER NOT NULL,
    customer_id INTEGER NULL,
    date_created TEXT NOT NULL,
    product_qty INTEGER NOT NULL,
    product_net_revenue REAL NOT NULL DEFAULT 0,
    product_gross_revenue REAL NOT NULL DEFAULT 0,
    coupon_amount REAL NOT NULL DEFAULT 0,
    tax_amount REAL NOT NULL DEFAULT 0,
    shipping_amount REAL NOT NULL DEFAULT 0,
    shipping_tax_amount REAL NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS {wc_order_product_lookup_order_id}
    ON {wc_order_product_lookup} (order_id);
CREATE INDEX IF NOT EXISTS {wc_order_product_lookup_product_id}
    ON {wc_order_product_lookup} (product_id);
CREATE INDEX IF NOT EXISTS {wc_order_product_lookup_customer_id}
    ON {wc_order_product_lookup} (customer_id);
CREATE INDEX IF NOT EXISTS {wc_order_product_lookup_date_created}
    ON {wc_order_product_lookup} (date_created);
