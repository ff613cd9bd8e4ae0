-- WooCommerce, analytics lookup tables (WooCommerce 4.0 and later, with Analytics
-- switched on), MariaDB 10.5+ or MySQL 8. For SQLite: woocommerce-lookup.sqlite.sql.
--
-- Tables   {prefix}wc_order_stats, wc_order_product_lookup, wc_customer_lookup.
-- Source   woocommerce/woocommerce:plugins/woocommerce/includes/class-wc-install.php
--          (tables), .../src/Admin/API/Reports/Products/DataStore.php and
--          Orders/Stats/DataStore.php (values).
--
-- customer     the WordPress user; NULL for guests.
-- order_id     the order, also for what was refunded from it.
-- ts           when the order was made: date_created_gmt, read as UTC.
-- item         the product; its variations count as one.
-- quantity     pieces bought less pieces refunded.
-- amount       paid for them, after coupons and refunds, without tax and shipping, in the
--              currency of the order: these tables do not say which. A shop that sells in
--              several currencies reads woocommerce-hpos.sql or woocommerce-classic.sql.
-- guest_email  who ordered without an account, to be hashed.
--
-- Left out     orders that are not paid (pending, on hold, failed, cancelled, drafts,
--              trash) and those refunded as a whole; items of which nothing was kept;
--              lines without a product.
-- Traps        wc_customer_lookup.customer_id is not the WordPress user.
--              A refund is an order of its own with negative lines: read alone, it is a
--              visit on the day of the refund. Here its lines are taken from the order in
--              parent_id.
--              A refund of the whole order "by status" has no lines in older versions, so
--              that a sum over wc-refunded would count the sale: such orders are left out
--              as orders.
--              date_created is in the shop's time.
SELECT c.user_id AS customer,
       o.order_id AS order_id,
       TIMESTAMPDIFF(SECOND, '1970-01-01 00:00:00', o.date_created_gmt) AS ts,
       l.product_id AS item,
       SUM(l.product_qty) AS quantity,
       CAST(SUM(l.product_net_revenue) AS DECIMAL(20, {decimals})) AS amount,
       CASE WHEN c.user_id IS NULL THEN c.email END AS guest_email
  FROM {prefix}wc_order_stats s
  JOIN {prefix}wc_order_stats o
    ON o.order_id = CASE WHEN s.parent_id = 0 THEN s.order_id ELSE s.parent_id END
  JOIN {prefix}wc_order_product_lookup l ON l.order_id = s.order_id
  LEFT JOIN {prefix}wc_customer_lookup c ON c.customer_id = o.customer_id
 WHERE o.status IN ('wc-processing', 'wc-completed')
   AND l.product_id > 0
 GROUP BY o.order_id, l.product_id, o.date_created_gmt, c.user_id, c.email
HAVING SUM(l.product_qty) > 0
 ORDER BY order_id, item
