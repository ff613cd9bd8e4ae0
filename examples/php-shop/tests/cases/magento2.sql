-- A bundle with dynamic prices: prices, the discount and what came back are its
-- children's. 30.00 less 3.00 and less one child of 10.00.
-- row 7|1|2026-01-05 10:00:00|50|1|17.00
-- Three ordered, one cancelled before it was paid, one sent back, a tenth off: one of
-- 9.00.
-- row 7|2|2026-01-06 10:00:00|10|1|9.00
-- Columns that are NULL, half a kilogram, and a guest without an e-mail.
-- row nobody|3|2026-01-07 10:00:00|11|0.5|4.50
-- Order 4 is of a website with another base currency; order 5 is on hold; item 12 of
-- order 6 came back as a whole, item 13 is a bundle of fixed price, its children cost
-- nothing.
-- row 7|6|2026-01-10 10:00:00|13|2|40.00
INSERT INTO {prefix}sales_order (entity_id, state, customer_id, customer_email,
    base_currency_code, order_currency_code, created_at) VALUES
    (1, 'complete', 7, 'user@example.com', 'EUR', 'EUR', '2026-01-05 10:00:00'),
    (2, 'processing', 7, 'user@example.com', 'EUR', 'EUR', '2026-01-06 10:00:00'),
    (3, 'complete', NULL, NULL, 'EUR', 'EUR', '2026-01-07 10:00:00'),
    (4, 'complete', 7, 'user@example.com', 'USD', 'EUR', '2026-01-08 10:00:00'),
    (5, 'holded', 7, 'user@example.com', 'EUR', 'EUR', '2026-01-09 10:00:00'),
    (6, 'complete', 7, 'user@example.com', 'EUR', 'EUR', '2026-01-10 10:00:00');
INSERT INTO {prefix}sales_order_item (item_id, order_id, parent_item_id, product_id,
    qty_ordered, qty_canceled, qty_refunded, base_row_total, base_discount_amount,
    base_amount_refunded, base_discount_refunded) VALUES
    (1, 1, NULL, 50, 1, 0, 0, 30, 0, 0, NULL),
    (2, 1, 1, 51, 1, 0, 0, 20, 3, 0, NULL),
    (3, 1, 1, 52, 1, 0, 1, 10, 0, 10, 0),
    (4, 2, NULL, 10, 3, 1, 1, 30, 3, 10, 1),
    (5, 3, NULL, 11, 0.5, NULL, NULL, 4.5, NULL, NULL, NULL),
    (6, 4, NULL, 10, 1, 0, 0, 10, 0, 0, NULL),
    (7, 5, NULL, 10, 1, 0, 0, 10, 0, 0, NULL),
    (8, 6, NULL, 12, 2, 0, 2, 20, 0, 20, 0),
    (9, 6, NULL, 13, 2, 0, 0, 40, 0, 0, NULL),
    (10, 6, 9, 14, 2, 0, 0, 0, 0, 0, NULL),
    (11, 6, NULL, NULL, 1, 0, 0, 5, 0, 0, NULL);
