-- The tables of woocommerce-lookup.sql as SQLite has them.
CREATE TABLE {prefix}wc_order_stats (
    order_id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL DEFAULT 0,
    date_created TEXT NOT NULL, date_created_gmt TEXT NOT NULL,
    num_items_sold INTEGER NOT NULL DEFAULT 0, total_sales REAL NOT NULL DEFAULT 0,
    net_total REAL NOT NULL DEFAULT 0, status TEXT NOT NULL, customer_id INTEGER NOT NULL
);
CREATE TABLE {prefix}wc_order_product_lookup (
    order_item_id INTEGER NOT NULL, order_id INTEGER NOT NULL,
    product_id INTEGER NOT NULL, variation_id INTEGER NOT NULL,
    customer_id INTEGER, date_created TEXT NOT NULL,
    product_qty INTEGER NOT NULL, product_net_revenue REAL NOT NULL DEFAULT 0,
    product_gross_revenue REAL NOT NULL DEFAULT 0, coupon_amount REAL NOT NULL DEFAULT 0,
    tax_amount REAL NOT NULL DEFAULT 0, PRIMARY KEY (order_item_id, order_id)
);
CREATE TABLE {prefix}wc_customer_lookup (
    customer_id INTEGER PRIMARY KEY, user_id INTEGER UNIQUE,
    username TEXT NOT NULL DEFAULT '', email TEXT
);
