-- Sylius 1.12 and later, 2.0, MariaDB 10.5+ or MySQL 8.
--
-- Tables   {prefix}sylius_order, sylius_order_item, sylius_order_item_unit,
--          sylius_adjustment, sylius_product_variant, sylius_customer, sylius_shop_user.
--          ({prefix} is empty but where the application renames its tables.)
-- Source   Sylius/Sylius:src/Sylius/Bundle/CoreBundle/Migrations/
--          Version20160101092155.php and {Order,Core,Customer,Product}Bundle/Resources/
--          config/doctrine/model/*.orm.xml (tables), src/Sylius/Component/Core/
--          OrderPaymentStates.php (states).
--
-- customer     customer_id of those with an account (sylius_shop_user); NULL for guests.
-- order_id     sylius_order.id.
-- local_time   checkout_completed_at, in the time zone that PHP runs in: Doctrine's
--              datetime has none.
-- item         the product of the variant.
-- quantity     pieces in the order.
-- amount       paid for them, after promotions, without tax, in :currency: integers of
--              hundredths, also where the currency has no decimals.
-- guest_email  who ordered without an account, to be hashed.
--
-- Left out     carts, which are rows of the same table; cancelled orders; those not paid,
--              and those refunded as a whole; orders of channels in a currency other than
--              :currency.
-- Traps        created_at is when the cart was begun.
--              total of an item includes tax, whether the price did (is_neutral = 1) or
--              it was added: the adjustments of type tax are taken off, those of the item
--              and those of its units.
--              Promotions of the order are adjustments of units: they are in total
--              already.
--              payment_state is partially_refunded after a part came back, so = 'paid'
--              loses the order.
--              Which part it was, only plugins know: it is not taken off here.
WITH taxes AS (
    SELECT COALESCE(a.order_item_id, n.order_item_id) AS order_item_id,
           SUM(a.amount) AS amount
      FROM {prefix}sylius_adjustment a
      LEFT JOIN {prefix}sylius_order_item_unit n ON n.id = a.order_item_unit_id
     WHERE a.type = 'tax'
     GROUP BY COALESCE(a.order_item_id, n.order_item_id)
)
SELECT CASE WHEN u.id IS NULL THEN NULL ELSE o.customer_id END AS customer,
       o.id AS order_id,
       DATE_FORMAT(o.checkout_completed_at, '%Y-%m-%d %H:%i:%s') AS local_time,
       v.product_id AS item,
       SUM(i.quantity) AS quantity,
       CAST(SUM(i.total - COALESCE(t.amount, 0)) / 100
         AS DECIMAL(20, {decimals})) AS amount,
       CASE WHEN u.id IS NULL THEN c.email END AS guest_email
  FROM {prefix}sylius_order o
  JOIN {prefix}sylius_order_item i ON i.order_id = o.id
  JOIN {prefix}sylius_product_variant v ON v.id = i.variant_id
  LEFT JOIN {prefix}sylius_customer c ON c.id = o.customer_id
  LEFT JOIN {prefix}sylius_shop_user u ON u.customer_id = o.customer_id
  LEFT JOIN taxes t ON t.order_item_id = i.id
 WHERE o.state IN ('new', 'fulfilled')
   AND o.payment_state IN ('paid', 'partially_refunded')
   AND o.currency_code = :currency
 GROUP BY o.id, v.product_id, o.checkout_completed_at, o.customer_id, u.id, c.email
 ORDER BY order_id, item
