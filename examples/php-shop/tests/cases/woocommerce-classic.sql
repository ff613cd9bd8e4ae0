-- A refund of money alone, after a coupon: neither the subtotal nor the tax counts, nor
-- the shipping.
-- row 7|1|2026-01-05 10:00:00|10|2|15.00
-- Of order 3 the line has no product any more; order 4 is sold by weight; what is charged
-- exactly is a fraction of a cent, which is rounded as the shop rounds.
-- row nobody|4|2026-01-07 10:00:00|10|1.5|15.50
-- row 7|5|2026-01-08 10:00:00|11|1|33.34
-- Order 6 is of a type of its own, and order 7 has no lines.
INSERT INTO {prefix}posts (ID, post_date, post_date_gmt, post_status, post_parent,
    post_type) VALUES
    (1, '2026-01-05 17:00:00', '2026-01-05 10:00:00', 'wc-completed', 0, 'shop_order'),
    (2, '2026-01-15 17:00:00', '2026-01-15 10:00:00', 'wc-completed', 1,
     'shop_order_refund'),
    (3, '2026-01-06 17:00:00', '2026-01-06 10:00:00', 'wc-completed', 0, 'shop_order'),
    (4, '2026-01-07 17:00:00', '2026-01-07 10:00:00', 'wc-completed', 0, 'shop_order'),
    (5, '2026-01-08 17:00:00', '2026-01-08 10:00:00', 'wc-processing', 0, 'shop_order'),
    (6, '2026-01-09 17:00:00', '2026-01-09 10:00:00', 'wc-completed', 0,
     'shop_subscription'),
    (7, '2026-01-09 17:00:00', '2026-01-09 10:00:00', 'wc-completed', 0, 'shop_order');
INSERT INTO {prefix}postmeta (post_id, meta_key, meta_value) VALUES
    (1, '_customer_user', '7'), (1, '_billing_email', 'user@example.com'),
    (1, '_order_currency', 'EUR'), (3, '_customer_user', '7'),
    (3, '_order_currency', 'EUR'), (4, '_order_currency', 'EUR'),
    (5, '_customer_user', '7'), (5, '_order_currency', 'EUR'),
    (6, '_order_currency', 'EUR'), (7, '_order_currency', 'EUR');
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
