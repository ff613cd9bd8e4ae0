-- WooCommerce, orders in tables of their own ("high-performance order storage", the
-- default from 8.2 on), MariaDB 10.5+ or MySQL 8.
--
-- Tables   {prefix}wc_orders, woocommerce_order_items, woocommerce_order_itemmeta.
-- Source   woocommerce/woocommerce:plugins/woocommerce/src/Internal/DataStores/Orders/
--          OrdersTableDataStore.php (wc_orders), .../includes/class-wc-install.php
--          (items).
--
-- customer     the WordPress user (customer_id); NULL for guests, who have 0.
-- order_id     the order, also for what was refunded from it.
-- ts           when the order was made: date_created_gmt, read as UTC.
-- item         the product (_product_id); its variations count as one.
-- quantity     pieces bought less pieces refunded.
-- amount       paid for them, after coupons and refunds, without tax and shipping, in
--              :currency.
-- guest_email  who ordered without an account, to be hashed.
--
-- Left out     orders that are not paid and those refunded as a whole; orders in a
--              currency other than :currency; items of which nothing was kept; lines
--              without a product; rows of other types, such as subscriptions.
-- Traps        wc_orders.total_amount includes tax and shipping and is not reduced by
--              refunds.
--              Refunds are rows of the same table (type shop_order_refund, status
--              wc-completed): by status alone they are orders of nobody.
--              Money refunded without choosing lines is on no line, and is not taken off
--              here.
WITH line AS (
    SELECT i.order_id,
           CAST(p.meta_value AS UNSIGNED) AS product_id,
           CAST(q.meta_value AS DECIMAL(20, 4)) AS quantity,
           ROUND(CAST(t.meta_value AS DECIMAL(26, 8)), {decimals}) AS total
      FROM {prefix}woocommerce_order_items i
      JOIN {prefix}woocommerce_order_itemmeta p
        ON p.order_item_id = i.order_item_id AND p.meta_key = '_product_id'
      JOIN {prefix}woocommerce_order_itemmeta q
        ON q.order_item_id = i.order_item_id AND q.meta_key = '_qty'
      JOIN {prefix}woocommerce_order_itemmeta t
        ON t.order_item_id = i.order_item_id AND t.meta_key = '_line_total'
     WHERE i.order_item_type = 'line_item'
), sale AS (
    SELECT id, date_created_gmt AS made, billing_email AS email,
           NULLIF(customer_id, 0) AS customer_id
      FROM {prefix}wc_orders
     WHERE status IN ('wc-processing', 'wc-completed')
       AND currency = :currency
)
SELECT o.customer_id AS customer,
       o.id AS order_id,
       TIMESTAMPDIFF(SECOND, '1970-01-01 00:00:00', o.made) AS ts,
       l.product_id AS item,
       SUM(l.quantity) AS quantity,
       CAST(SUM(l.total) AS DECIMAL(20, {decimals})) AS amount,
       CASE WHEN o.customer_id IS NULL THEN o.email END AS guest_email
  FROM {prefix}wc_orders s
  JOIN sale o
    ON o.id = CASE WHEN s.type = 'shop_order_refund' THEN s.parent_order_id ELSE s.id END
  JOIN line l ON l.order_id = s.id
 WHERE s.type IN ('shop_order', 'shop_order_refund')
   AND l.product_id > 0
 GROUP BY o.id, l.product_id, o.made, o.customer_id, o.email
HAVING SUM(l.quantity) > 0
 ORDER BY order_id, item
