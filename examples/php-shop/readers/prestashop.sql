-- PrestaShop 1.7.7 and later, 8, 9, MariaDB 10.5+ or MySQL 8.
--
-- Tables   {prefix}orders, order_detail, order_cart_rule, customer.
-- Source   PrestaShop/PrestaShop:install-dev/data/db_structure.sql (tables),
--          classes/order/ OrderHistory.php (valid),
--          src/Adapter/Order/Refund/OrderRefundUpdater.php (refunds),
--          config/config.inc.php (time zone).
--
-- customer     id_customer; NULL for guests.
-- order_id     id_order: one cart that is sent in two parcels is two orders.
-- local_time   date_add, in the shop's time zone (Configuration PS_TIMEZONE): PHP's
--              date(), not UTC.
-- item         product_id; its combinations count as one, a pack is one.
-- quantity     ordered less refunded (before delivery) less returned (after delivery).
-- amount       paid for them, after discounts and refunds, without tax, in the default
--              currency: amounts of an order are in its currency, conversion_rate of
--              which make one.
-- guest_email  who ordered as a guest, to be hashed.
--
-- Left out     orders that are not valid: not paid, cancelled, in error, refunded as a
--              whole; items of which nothing was kept.
-- Traps        A guest is a row of customer, a new one for each order: their e-mail is
--              what stays.
--              Quantities are unsigned: a difference below 0 is an error of MySQL, not a
--              number.
--              Either product_quantity_refunded or product_quantity_return grows, never
--              both.
--              Vouchers are on the order, not on its lines, and include free shipping:
--              what they take off the products is spread over the lines by their price.
WITH kept AS (
    SELECT id_order, product_id,
           CAST(product_quantity AS SIGNED) - CAST(product_quantity_refunded AS SIGNED)
             - CAST(product_quantity_return AS SIGNED) AS quantity,
           total_price_tax_excl - total_refunded_tax_excl AS price
      FROM {prefix}order_detail
), sent_free AS (
    SELECT DISTINCT id_order
      FROM {prefix}order_cart_rule
     WHERE free_shipping = 1 AND deleted = 0
), paid AS (
    SELECT o.id_order, o.id_customer, o.date_add, o.conversion_rate,
           LEAST(1, GREATEST(0, o.total_discounts_tax_excl
             - CASE WHEN f.id_order IS NULL THEN 0 ELSE o.total_shipping_tax_excl END)
             / COALESCE(NULLIF(o.total_products, 0), 1)) AS discount
      FROM {prefix}orders o
      LEFT JOIN sent_free f ON f.id_order = o.id_order
     WHERE o.valid = 1
)
SELECT CASE WHEN c.is_guest = 1 THEN NULL ELSE o.id_customer END AS customer,
       o.id_order AS order_id,
       DATE_FORMAT(o.date_add, '%Y-%m-%d %H:%i:%s') AS local_time,
       d.product_id AS item,
       SUM(d.quantity) AS quantity,
       CAST(SUM(d.price * (1 - o.discount)) / o.conversion_rate
         AS DECIMAL(20, {decimals})) AS amount,
       CASE WHEN c.is_guest = 1 THEN c.email END AS guest_email
  FROM paid o
  JOIN kept d ON d.id_order = o.id_order
  LEFT JOIN {prefix}customer c ON c.id_customer = o.id_customer
 WHERE d.quantity > 0
 GROUP BY o.id_order, d.product_id, o.date_add, o.id_customer, o.conversion_rate,
          c.is_guest, c.email
 ORDER BY order_id, item
