-- Times are of Berlin's clock. One piece refunded before delivery, one returned after it.
-- row 7|1|2026-01-05 09:00:00|10|1|10.00
-- One guest, two orders, two rows of customer.
-- row g:guest@example.com|2|2026-07-06 08:00:00|11|1|5.00
-- row g:guest@example.com|3|2026-07-07 08:00:00|11|1|5.00
-- Two vouchers that only pay the shipping; a voucher of 10 of which 5 were taken back
-- from the order, and a rule that is deleted.
-- row 7|4|2026-01-08 09:00:00|10|1|10.00
-- row 7|5|2026-01-09 09:00:00|10|2|15.00
-- A voucher worth more than the products, and an order whose customer was deleted. Order
-- 8 is refunded as a whole, in order 9 more came back than was sold, and order 10 was
-- free.
-- row 7|6|2026-01-10 09:00:00|10|1|0.00
-- row 8|7|2026-01-11 09:00:00|10|1|10.00
-- row 7|10|2026-01-14 09:00:00|10|1|0.00
INSERT INTO {prefix}customer (id_customer, email, is_guest) VALUES
    (7, 'user@example.com', 0), (101, 'guest@example.com', 1),
    (102, 'Guest@Example.com', 1);
INSERT INTO {prefix}orders (id_order, id_customer, id_currency, current_state,
    total_discounts_tax_excl, total_products, total_shipping_tax_excl, valid, date_add)
    VALUES
    (1, 7, 1, 5, 0, 30, 4.9, 1, '2026-01-05 10:00:00'),
    (2, 101, 1, 5, 0, 5, 4.9, 1, '2026-07-06 10:00:00'),
    (3, 102, 1, 5, 0, 5, 4.9, 1, '2026-07-07 10:00:00'),
    (4, 7, 1, 5, 4.9, 10, 4.9, 1, '2026-01-08 10:00:00'),
    (5, 7, 1, 5, 5, 20, 4.9, 1, '2026-01-09 10:00:00'),
    (6, 7, 1, 5, 50, 10, 4.9, 1, '2026-01-10 10:00:00'),
    (7, 8, 1, 5, 0, 10, 4.9, 1, '2026-01-11 10:00:00'),
    (8, 7, 1, 7, 0, 10, 4.9, 0, '2026-01-12 10:00:00'),
    (9, 7, 1, 5, 0, 10, 4.9, 1, '2026-01-13 10:00:00'),
    (10, 7, 1, 5, 0, 0, 0, 1, '2026-01-14 10:00:00');
INSERT INTO {prefix}order_detail (id_order, product_id, product_quantity,
    product_quantity_refunded, product_quantity_return, total_price_tax_excl,
    total_refunded_tax_excl) VALUES
    (1, 10, 3, 1, 1, 30, 20), (2, 11, 1, 0, 0, 5, 0), (3, 11, 1, 0, 0, 5, 0),
    (4, 10, 1, 0, 0, 10, 0), (5, 10, 2, 0, 0, 20, 0), (6, 10, 1, 0, 0, 10, 0),
    (7, 10, 1, 0, 0, 10, 0), (8, 10, 1, 0, 0, 10, 0), (9, 10, 1, 1, 1, 10, 10),
    (10, 10, 1, 0, 0, 0, 0);
INSERT INTO {prefix}order_cart_rule (id_order, id_cart_rule, value_tax_excl,
    free_shipping, deleted) VALUES
    (4, 1, 4.9, 1, 0), (5, 2, 5, 0, 0), (5, 3, 4.9, 1, 1), (6, 4, 50, 0, 0),
    (4, 5, 0, 1, 0);
