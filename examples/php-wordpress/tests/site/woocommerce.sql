-- WooCommerce's analytics tables, with the names, types and keys of
-- woocommerce/woocommerce:plugins/woocommerce/includes/class-wc-install.php.
CREATE TABLE {prefix}wc_order_stats (
    order_id bigint(20) unsigned NOT NULL,
    parent_id bigint(20) unsigned DEFAULT 0 NOT NULL,
    date_created datetime DEFAULT '0000-00-00 00:00:00' NOT NULL,
    date_created_gmt datetime DEFAULT '0000-00-00 00:00:00' NOT NULL,
    num_items_sold int(11) DEFAULT 0 NOT NULL,
    total_sales double DEFAULT 0 NOT NULL,
    tax_total double DEFAULT 0 NOT NULL,
    shipping_total double DEFAULT 0 NOT NULL,
    net_total double DEFAULT 0 NOT NULL,
    returning_customer tinyint(1) DEFAULT NULL,
    status varchar(200) NOT NULL,
    customer_id bigint(20) unsigned NOT NULL,
    PRIMARY KEY (order_id),
    KEY date_created (date_created),
    KEY customer_id (customer_id),
    KEY status (status(191))
);
CREATE TABLE {prefix}wc_order_product_lookup (
    order_item_id bigint(20) unsigned NOT NULL,
    order_id bigint(20) unsigned NOT NULL,
    product_id bigint(20) unsigned NOT NULL,
    variation_id bigint(20) unsigned NOT NULL,
    customer_id bigint(20) unsigned NULL,
    date_created datetime DEFAULT '0000-00-00 00:00:00' NOT NULL,
    product_qty int(11) NOT NULL,
    product_net_revenue double DEFAULT 0 NOT NULL,
    product_gross_revenue double DEFAULT 0 NOT NULL,
    coupon_amount double DEFAULT 0 NOT NULL,
    tax_amount double DEFAULT 0 NOT NULL,
    shipping_amount double DEFAULT 0 NOT NULL,
    shipping_tax_amount double DEFAULT 0 NOT NULL,
    PRIMARY KEY (order_item_id, order_id),
    KEY order_id (order_id),
    KEY product_id (product_id),
    KEY customer_id (customer_id),
    KEY date_created (date_created)
);
CREATE TABLE {prefix}wc_customer_lookup (
    customer_id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
    user_id bigint(20) unsigned DEFAULT NULL,
    username varchar(60) DEFAULT '' NOT NULL,
    first_name varchar(255) NOT NULL,
    last_name varchar(255) NOT NULL,
    email varchar(100) NULL default NULL,
    date_last_active timestamp NULL default null,
    date_registered timestamp NULL default null,
    country char(2) DEFAULT '' NOT NULL,
    postcode varchar(20) DEFAULT '' NOT NULL,
    city varchar(100) DEFAULT '' NOT NULL,
    state varchar(100) DEFAULT '' NOT NULL,
    PRIMARY KEY (customer_id),
    UNIQUE KEY user_id (user_id),
    KEY email (email)
);
