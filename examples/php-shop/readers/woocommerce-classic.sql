-- WooCommerce, orders as posts (every version up to 8.1; later ones where "WordPress
-- posts storage" is chosen), MariaDB 10.5+ or MySQL 8.
--
-- Tables   {prefix}posts, postmeta, woocommerce_order_items, woocommerce_order_itemmeta.
-- Source   WordPress/wordpress-develop:src/wp-admin/includes/schema.php (posts,
--          postmeta),
--          woocommerce/woocommerce:plugins/woocommerce/includes/class-wc-install.php
--          (items).
--
-- customer     the WordPress user (_customer_user); NULL for guests.
-- order_id     the order, also for what was refunded from it.
-- ts           when the order was made: post_date_gmt, read as UTC.
-- item         the product (_product_id); its variations count as one.
-- quantity     pieces bought less pieces refunded.
-- amount       paid for them, after coupons and refunds, without tax and shipping, in
--              :currency.
-- guest_email  who ordered without an account, to be hashed.
--
-- Left out     orders that are not paid and those refunded as a whole; orders in a
--              currency other than :currency, for WooCommerce keeps no rate with them;
--              items of which nothing was kept; lines without a product.
-- Traps        _line_subtotal is the amount before coupons.
--              post_date is in the shop's time.
--              Where orders live in tables of their own (HPOS), posts are placeholders or
--              a stale copy: read woocommerce-hpos.sql there.
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
    SELECT o.ID AS id, o.post_date_gmt AS made, e.meta_value AS email,
           NULLIF(CAST(u.meta_value AS UNSIGNED), 0) AS customer_id
      FROM {prefix}posts o
      JOIN {prefix}postmeta c ON c.post_id = o.ID AND c.meta_key = '_order_currency'
      LEFT JOIN {prefix}postmeta u ON u.post_id = o.ID AND u.meta_key = '_customer_user'
      LEFT JOIN {prefix}postmeta e ON e.post_id = o.ID AND e.meta_key = '_billing_email'
     WHERE o.post_status IN ('wc-processing', 'wc-completed')
       AND c.meta_value = :currency
)
SELECT o.customer_id AS customer,
       o.id AS order_id,
       TIMESTAMPDIFF(SECOND, '1970-01-01 00:00:00', o.made) AS ts,
       l.product_id AS item,
       SUM(l.quantity) AS quantity,
       CAST(SUM(l.total) AS DECIMAL(20, {decimals})) AS amount,
       CASE WHEN o.customer_id IS NULL THEN o.email END AS guest_email
  FROM {prefix}posts s
  JOIN sale o
    ON o.id = CASE WHEN s.post_type = 'shop_order_refund' THEN s.post_parent ELSE s.ID END
  JOIN line l ON l.order_id = s.ID
 WHERE s.post_type IN ('shop_order', 'shop_order_refund')
   AND l.product_id > 0
 GROUP BY o.id, l.product_id, o.made, o.customer_id, o.email
HAVING SUM(l.quantity) > 0
 ORDER BY order_id, item
