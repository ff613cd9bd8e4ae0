-- woocommerce-lookup.sql for SQLite 3.8 and later, as the example shop keeps the same
-- tables when it is tried without a server. Columns, what is left out and the traps: see
-- there.
SELECT c.user_id AS customer,
       o.order_id AS order_id,
       CAST(strftime('%s', o.date_created_gmt) AS INTEGER) AS ts,
       l.product_id AS item,
       SUM(l.product_qty) AS quantity,
       printf('%.{decimals}f', SUM(l.product_net_revenue)) AS amount,
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
