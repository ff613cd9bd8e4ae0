-- OpenCart 3.0, MariaDB 10.5+ or MySQL 8.
--
-- Tables   {prefix}order, order_product, order_total, setting, coupon, coupon_history.
-- Source   opencart/opencart:upload/install/opencart.sql (3.0.3.9) (tables),
--          upload/catalog/model/checkout/order.php (which states count),
--          .../total/coupon.php (coupons), upload/catalog/controller/startup/ (time
--          zone).
--
-- customer     customer_id; NULL for guests, who have 0.
-- order_id     order_id.
-- local_time   date_added, in the shop's time zone (setting config_timezone): OpenCart
--              sets the session of the database to PHP's offset and writes NOW().
-- item         product_id; its options count as one.
-- quantity     pieces in the order.
-- amount       paid for them, after coupons and reward points, without tax, in the
--              default currency: order_product keeps that currency, whatever the customer
--              paid in.
-- guest_email  who ordered without an account, to be hashed.
--
-- Left out     orders in a state that the shop's settings count neither as processing nor
--              as complete: cancelled, denied, refunded, expired ... and those of state
--              0, checkouts never finished.
-- Traps        Dividing by order.currency_value, which is for display, makes foreign
--              orders wrong.
--              Coupons are on the order (order_total), not on its lines, and include the
--              shipping that they pay: what they take off the products is spread over the
--              lines by their price.
--              The codes voucher and credit are ways to pay, not discounts.
--              OpenCart keeps no money of returns: who refunds a part edits the order.
WITH totals AS (
    SELECT order_id,
           SUM(CASE WHEN code = 'sub_total' THEN value ELSE 0 END) AS products,
           SUM(CASE WHEN code = 'shipping' THEN value ELSE 0 END) AS shipping,
           SUM(CASE WHEN code IN ('coupon', 'reward') THEN -value ELSE 0 END) AS discount
      FROM {prefix}order_total
     GROUP BY order_id
), sent_free AS (
    SELECT DISTINCT h.order_id
      FROM {prefix}coupon_history h
      JOIN {prefix}coupon c ON c.coupon_id = h.coupon_id
     WHERE c.shipping = 1
), shares AS (
    SELECT t.order_id,
           LEAST(1, GREATEST(0, t.discount
             - CASE WHEN f.order_id IS NULL THEN 0 ELSE t.shipping END)
             / NULLIF(t.products, 0)) AS discount
      FROM totals t
      LEFT JOIN sent_free f ON f.order_id = t.order_id
), product_lines AS (
    SELECT order_id, product_id AS item, quantity, total
      FROM {prefix}order_product
)
SELECT NULLIF(o.customer_id, 0) AS customer,
       o.order_id AS order_id,
       DATE_FORMAT(o.date_added, '%Y-%m-%d %H:%i:%s') AS local_time,
       p.item AS item,
       SUM(p.quantity) AS quantity,
       CAST(SUM(p.total * (1 - COALESCE(t.discount, 0)))
         AS DECIMAL(20, {decimals})) AS amount,
       CASE WHEN o.customer_id = 0 THEN o.email END AS guest_email
  FROM `{prefix}order` o
  JOIN product_lines p ON p.order_id = o.order_id
  LEFT JOIN shares t ON t.order_id = o.order_id
 WHERE EXISTS (SELECT 1
                 FROM {prefix}setting s
                WHERE s.store_id = 0
                  AND s.`key` IN ('config_processing_status', 'config_complete_status')
                  AND INSTR(s.value, CONCAT('"', o.order_status_id, '"')) > 0)
   AND p.quantity > 0
 GROUP BY o.order_id, p.item, o.date_added, o.customer_id, o.email
 ORDER BY order_id, item
