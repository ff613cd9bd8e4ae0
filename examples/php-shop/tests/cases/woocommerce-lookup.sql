-- A refund of money alone: no piece came back.
-- row 7|1|2026-01-05 10:00:00|10|2|15.00
-- A guest whose refund was written in another state than the order has now.
-- row g:guest@example.com|3|2026-01-06 10:00:00|11|1|8.00
-- Refunded by status, by an older version: no lines of the refund. Nothing is left of
-- order 5. A product that was given away, and a customer who is in no table.
-- row 7|6|2026-01-08 10:00:00|12|1|0.00
-- row nobody|7|2026-01-09 10:00:00|10|1|10.00
-- Sums of a third and of floats that are no cents.
-- row 7|8|2026-01-10 10:00:00|13|3|0.30
INSERT INTO {prefix}wc_customer_lookup (customer_id, user_id, email) VALUES
    (1, 7, 'user@example.com'), (7, NULL, 'guest@example.com');
INSERT INTO {prefix}wc_order_stats (order_id, parent_id, date_created, date_created_gmt,
    status, customer_id) VALUES
    (1, 0, '2026-01-05 17:00:00', '2026-01-05 10:00:00', 'wc-completed', 1),
    (2, 1, '2026-01-15 17:00:00', '2026-01-15 10:00:00', 'wc-completed', 1),
    (3, 0, '2026-01-06 17:00:00', '2026-01-06 10:00:00', 'wc-processing', 7),
    (4, 3, '2026-01-16 17:00:00', '2026-01-16 10:00:00', 'wc-on-hold', 7),
    (5, 0, '2026-01-07 17:00:00', '2026-01-07 10:00:00', 'wc-refunded', 1),
    (6, 0, '2026-01-08 17:00:00', '2026-01-08 10:00:00', 'wc-completed', 1),
    (7, 0, '2026-01-09 17:00:00', '2026-01-09 10:00:00', 'wc-completed', 0),
    (8, 0, '2026-01-10 17:00:00', '2026-01-10 10:00:00', 'wc-completed', 1);
INSERT INTO {prefix}wc_order_product_lookup (order_item_id, order_id, product_id,
    variation_id, customer_id, date_created, product_qty, product_net_revenue) VALUES
    (1, 1, 10, 0, 1, '2026-01-05 17:00:00', 2, 20),
    (2, 2, 10, 0, 1, '2026-01-15 17:00:00', 0, -5),
    (3, 3, 11, 0, 7, '2026-01-06 17:00:00', 2, 16),
    (4, 4, 11, 0, 7, '2026-01-16 17:00:00', -1, -8),
    (5, 5, 10, 0, 1, '2026-01-07 17:00:00', 1, 10),
    (6, 6, 12, 0, 1, '2026-01-08 17:00:00', 1, 0),
    (7, 6, 0, 0, 1, '2026-01-08 17:00:00', 1, 3),
    (8, 7, 10, 0, 0, '2026-01-09 17:00:00', 1, 10),
    (9, 8, 13, 131, 1, '2026-01-10 17:00:00', 1, 0.1),
    (10, 8, 13, 132, 1, '2026-01-10 17:00:00', 2, 0.2);
