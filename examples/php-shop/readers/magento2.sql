-- Magento 2.3 and later, Adobe Commerce, Mage-OS, MariaDB 10.5+ or MySQL 8.
--
-- Tables   {prefix}sales_order, sales_order_item.
-- Source   magento/magento2:app/code/Magento/Sales/etc/db_schema.xml (tables),
--          .../Sales/Model/Order/Creditmemo/Item.php (what a credit memo adds to an
--          item), lib/internal/Magento/Framework/DB/Adapter/Pdo/Mysql.php (sessions in
--          UTC).
--
-- customer     sales_order.customer_id; NULL for guests.
-- order_id     sales_order.entity_id, not the number that customers see (increment_id).
-- ts           created_at, a TIMESTAMP: UNIX_TIMESTAMP() of one is the same in every time
--              zone.
-- item         the product in the shop: the configurable product or the bundle, not its
--              child.
-- quantity     ordered less cancelled less refunded.
-- amount       paid for them in the base currency, after discounts and refunds, without
--              tax.
-- guest_email  who ordered without an account, to be hashed.
--
-- Left out     orders that are new, waiting, held, cancelled or closed (refunded as a
--              whole); orders of websites whose base currency is not :currency; items of
--              which nothing was kept.
-- Traps        base_amount_refunded is before discounts: base_row_total -
--              base_discount_amount - base_amount_refunded takes a discount off twice.
--              What was discounted of the refunded part is in base_discount_refunded.
--              With discounts on prices that include tax, base_discount_amount includes
--              tax too: base_discount_tax_compensation_amount gives it back.
--              Children of configurables repeat the quantity with a price of 0. Children
--              of bundles with dynamic prices carry the prices, discounts and refunds,
--              and the bundle their sum.
--              created_at in UTC is not what the admin's grid shows.
WITH kept AS (
    SELECT item_id, order_id, product_id, parent_item_id, base_row_total,
           qty_ordered - COALESCE(qty_canceled, 0) - COALESCE(qty_refunded, 0)
             AS quantity,
           (base_row_total - COALESCE(base_discount_amount, 0)
             + COALESCE(base_discount_tax_compensation_amount, 0))
             * (qty_ordered - COALESCE(qty_canceled, 0)) / qty_ordered
           - (COALESCE(base_amount_refunded, 0) - COALESCE(base_discount_refunded, 0)
             + COALESCE(base_discount_tax_compensation_refunded, 0)) AS amount
      FROM {prefix}sales_order_item
), children AS (
    SELECT parent_item_id, SUM(amount) AS amount
      FROM kept
     WHERE parent_item_id IS NOT NULL
     GROUP BY parent_item_id
    HAVING SUM(base_row_total) > 0
)
SELECT o.customer_id AS customer,
       o.entity_id AS order_id,
       UNIX_TIMESTAMP(o.created_at) AS ts,
       i.product_id AS item,
       SUM(i.quantity) AS quantity,
       CAST(SUM(COALESCE(c.amount, i.amount)) AS DECIMAL(20, {decimals})) AS amount,
       CASE WHEN o.customer_id IS NULL THEN o.customer_email END AS guest_email
  FROM {prefix}sales_order o
  JOIN kept i ON i.order_id = o.entity_id AND i.parent_item_id IS NULL
  LEFT JOIN children c ON c.parent_item_id = i.item_id
 WHERE o.state IN ('processing', 'complete')
   AND o.base_currency_code = :currency
   AND i.product_id IS NOT NULL
   AND i.quantity > 0
 GROUP BY o.entity_id, i.product_id, o.created_at, o.customer_id, o.customer_email
 ORDER BY order_id, item
