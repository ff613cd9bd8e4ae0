-- A refund of money alone, after a coupon: neither the subtotal nor the tax counts, nor
-- the shipping.
-- row 7|1|2026-01-05 10:00:00|10|2|15.00
-- Of order 3 the line has no product any more; order 4 is sold by weight; what is charged
-- exactly is a fraction of a cent, which is rounded as the shop rounds.
-- row nobody|4|2026-01-07 10:00:00|10|1.5|15.50
-- row 7|5|2026-01-08 10:00:00|11|1|33.34
-- Order 6 is of a type of its own, and order 7 has no lines.
INSERT INTO {prefix}wc_orders (id, status, currency, type, total_amount, customer_id,
    billing_email, date_created_gmt, parent_order_id) VALUES
    (1, 'wc-completed', 'EUR', 'shop_order', 33, 7, 'user@example.com',
     '2026-01-05 10:00:00', 0),
    (2, 'wc-completed', 'EUR', 'shop_order_refund', -5, NULL, NULL,
     '2026-01-15 10:00:00', 1),
    (3, 'wc-completed', 'EUR', 'shop_order', 3, 7, NULL, '2026-01-06 10:00:00', 0),
    (4, 'wc-completed', 'EUR', 'shop_order', 15, NULL, NULL, '2026-01-07 10:00:00', NULL),
    (5, 'wc-processing', 'EUR', 'shop_order', 33, 7, NULL, '2026-01-08 10:00:00', 0),
    (6, 'wc-completed', 'EUR', 'shop_subscription', 1, 7, NULL, '2026-01-09 10:00:00', 0),
    (7, 'wc-completed', 'EUR', 'shop_order', 1, 7, NULL, '2026-01-09 10:00:00', 0);
INSERT INTO {prefix}woocommerce_order_items (order_item_id, order_item_name,
    order_item_type, order_id) VALUES
    (1, 'Tea', 'line_item', 1), (2, 'Tea', 'line_item', 2), (3, 'Post', 'shipping', 1),
    (4, 'Old', 'line_item', 3), (5, 'Tea', 'line_item', 4), (6, 'Thirds', 'line_item', 5),
    (7, 'Tea', 'line_item', 6);
INSERT INTO {prefix}woocommerce_order_itemmeta (order_item_id, meta_key, meta_value)
    VALUES
    (1, '_product_id', '10'), (1, '_qty', '2'), (1, '_line_subtotal', '25'),
    (1, '_line_total', '20'), (1, '_line_tax', '4'),
    (2, '_product_id', '10'), (2, '_qty', '0'), (2, '_line_total', '-5'),
    (4, '_product_id', '0'), (4, '_qty', '1'), (4, '_line_total', '3'),
    (5, '_product_id', '10'), (5, '_qty', '1.5'), (5, '_line_total', '15.5'),
    (6, '_product_id', '11'), (6, '_qty', '1'), (6, '_line_total', '33.335'),
    (7, '_product_id', '10'), (7, '_qty', '1'), (7, '_line_total', '10'),
    (3, '_product_id', '99'), (3, '_qty', '1'), (3, '_line_total', '9');
