-- Shopware 6.5.4 and later, 6.6, 6.7, MariaDB 10.5+ or MySQL 8.
--
-- Tables   {prefix}order, order_customer, customer, order_line_item, product,
--          order_transaction, order_transaction_capture_refund,
--          order_transaction_capture_refund_position, state_machine_state. ({prefix} is
--          empty.)
-- Source   shopware/shopware:src/Core/Migration/V6_3/Migration1536232990Order.php,
--          ...3000OrderCustomer, ...3030OrderLineItem,
--          1574082635AddOrderLineItemProductId, 1562324772AddOrderDateToOrder,
--          1536232960Customer, 1536233120Product,
--          V6_4/Migration1643892702AddCaptureRefundTables,
--          V6_5/Migration1689856589AddVersioningForOrderTransactionCaptures (tables),
--          src/Core/Defaults.php (LIVE_VERSION).
--
-- customer     the customer's id in 32 hexadecimal digits; NULL for guests.
-- order_id     the order's id, likewise.
-- ts           order_date_time, which Shopware writes in UTC.
-- item         the product's id; variants count as their parent.
-- quantity     pieces bought less pieces refunded.
-- amount       paid for them, after promotions and refunds, without tax, in the system's
--              default currency, currency_factor of which is 1.
-- guest_email  who ordered without an account, to be hashed.
--
-- Left out     cancelled orders; orders without a payment that is paid (open, failed,
--              refunded as a whole); lines that are no product (promotions, credits,
--              custom lines); products within a product's line; items of which nothing
--              was kept.
-- Traps        The primary key is (id, version_id): an order opened in the administration
--              is there twice. Every table is read in LIVE_VERSION.
--              A guest is a row of customer (guest = 1), a new one for each order: their
--              e-mail is what stays.
--              total_price includes tax where tax_status is gross; the tax is in the
--              price's JSON (the first three rates of a line are read).
--              Promotions are lines of their own: they are spread over the products by
--              their price.
--              product_id is NULL once the product is deleted; referenced_id stays.
WITH priced AS (
    SELECT i.id, i.order_id, i.type, i.product_id, i.referenced_id, i.quantity,
           o.tax_status,
           i.total_price - CASE WHEN o.tax_status = 'gross'
               THEN COALESCE(JSON_VALUE(i.price, '$.calculatedTaxes[0].tax'), 0)
                  + COALESCE(JSON_VALUE(i.price, '$.calculatedTaxes[1].tax'), 0)
                  + COALESCE(JSON_VALUE(i.price, '$.calculatedTaxes[2].tax'), 0)
               ELSE 0 END AS net
      FROM {prefix}order_line_item i
      JOIN `{prefix}order` o ON o.id = i.order_id AND o.version_id = i.order_version_id
      LEFT JOIN {prefix}order_line_item a
        ON a.id = i.parent_id AND a.version_id = i.version_id
     WHERE i.version_id = UNHEX('0fa91ce3e96a4bc2be4bd9ce752c3425')
       AND (a.id IS NULL OR a.type <> 'product')
), totals AS (
    SELECT order_id,
           SUM(CASE WHEN type = 'product' THEN net ELSE 0 END) AS products,
           SUM(CASE WHEN type IN ('promotion', 'discount', 'credit')
               THEN -net ELSE 0 END) AS discount
      FROM priced
     GROUP BY order_id
), shares AS (
    SELECT order_id,
           LEAST(1, GREATEST(0, discount / COALESCE(NULLIF(products, 0), 1))) AS discount
      FROM totals
), refunded AS (
    SELECT z.order_line_item_id, SUM(z.quantity) AS quantity,
           SUM(JSON_VALUE(z.amount, '$.totalPrice') - CASE WHEN q.tax_status = 'gross'
               THEN COALESCE(JSON_VALUE(z.amount, '$.calculatedTaxes[0].tax'), 0)
                  + COALESCE(JSON_VALUE(z.amount, '$.calculatedTaxes[1].tax'), 0)
                  + COALESCE(JSON_VALUE(z.amount, '$.calculatedTaxes[2].tax'), 0)
               ELSE 0 END) AS net
      FROM {prefix}order_transaction_capture_refund_position z
      JOIN {prefix}order_transaction_capture_refund r
        ON r.id = z.refund_id AND r.version_id = z.refund_version_id
      JOIN {prefix}state_machine_state s ON s.id = r.state_id
      JOIN priced q ON q.id = z.order_line_item_id
     WHERE z.version_id = UNHEX('0fa91ce3e96a4bc2be4bd9ce752c3425')
       AND s.technical_name = 'completed'
     GROUP BY z.order_line_item_id
), kept AS (
    SELECT l.order_id,
           COALESCE(LOWER(HEX(COALESCE(p.parent_id, l.product_id))), l.referenced_id)
             AS item,
           l.quantity - COALESCE(f.quantity, 0) AS quantity,
           l.net * (1 - t.discount) - COALESCE(f.net, 0) AS net
      FROM priced l
      JOIN shares t ON t.order_id = l.order_id
      LEFT JOIN refunded f ON f.order_line_item_id = l.id
      LEFT JOIN {prefix}product p ON p.id = l.product_id
        AND p.version_id = UNHEX('0fa91ce3e96a4bc2be4bd9ce752c3425')
     WHERE l.type = 'product'
)
SELECT CASE WHEN k.guest = 1 THEN NULL ELSE LOWER(HEX(c.customer_id)) END AS customer,
       LOWER(HEX(o.id)) AS order_id,
       TIMESTAMPDIFF(SECOND, '1970-01-01 00:00:00', o.order_date_time) AS ts,
       l.item AS item,
       SUM(l.quantity) AS quantity,
       CAST(SUM(l.net) / o.currency_factor AS DECIMAL(20, {decimals})) AS amount,
       CASE WHEN k.guest = 1 OR c.customer_id IS NULL THEN c.email END AS guest_email
  FROM `{prefix}order` o
  JOIN {prefix}order_customer c
    ON c.order_id = o.id AND c.order_version_id = o.version_id
  LEFT JOIN {prefix}customer k ON k.id = c.customer_id
  JOIN {prefix}state_machine_state s ON s.id = o.state_id
  JOIN kept l ON l.order_id = o.id
 WHERE o.version_id = UNHEX('0fa91ce3e96a4bc2be4bd9ce752c3425')
   AND s.technical_name <> 'cancelled'
   AND EXISTS (SELECT 1
                 FROM {prefix}order_transaction x
                 JOIN {prefix}state_machine_state y ON y.id = x.state_id
                WHERE x.order_id = o.id AND x.order_version_id = o.version_id
                  AND y.technical_name
                      IN ('paid', 'paid_partially', 'refunded_partially'))
   AND l.quantity > 0
 GROUP BY o.id, l.item, o.order_date_time, k.guest, c.customer_id, c.email,
          o.currency_factor
 ORDER BY order_id, item
