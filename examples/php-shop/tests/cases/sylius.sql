-- Times are of Berlin's clock. Tax of an item and of its units; a shipping that is taxed
-- too.
-- row 7|1|2026-01-05 09:00:00|10|3|25.00
-- A customer without an account, who is one row for both orders.
-- row g:guest@example.com|2|2026-07-06 08:00:00|10|1|10.00
-- row g:guest@example.com|3|2026-07-07 08:00:00|10|1|10.00
-- Order 4 is a cart, 5 is not paid, 6 was cancelled, 7 is of another currency, 8 came
-- back; of order 9 a part came back, which part is not known; nobody knows who made order
-- 10.
-- row 7|9|2026-01-13 09:00:00|10|2|20.00
-- row nobody|10|2026-01-14 09:00:00|10|1|10.00
INSERT INTO {prefix}sylius_product_variant (id, product_id, code) VALUES
    (101, 10, 'S'), (102, 10, 'M');
INSERT INTO {prefix}sylius_customer (id, email, email_canonical) VALUES
    (7, 'user@example.com', 'user@example.com'),
    (8, 'Guest@example.com', 'guest@example.com');
INSERT INTO {prefix}sylius_shop_user (customer_id) VALUES (7);
INSERT INTO {prefix}sylius_order (id, customer_id, state, payment_state,
    checkout_completed_at, currency_code, checkout_state, created_at, items_total,
    adjustments_total, total) VALUES
    (1, 7, 'new', 'paid', '2026-01-05 10:00:00', 'EUR', 'completed', '2025-12-01', 0, 0,
     0),
    (2, 8, 'new', 'paid', '2026-07-06 10:00:00', 'EUR', 'completed', '2026-07-01', 0, 0,
     0),
    (3, 8, 'new', 'paid', '2026-07-07 10:00:00', 'EUR', 'completed', '2026-07-01', 0, 0,
     0),
    (4, 7, 'cart', 'cart', NULL, 'EUR', 'cart', '2026-01-08', 0, 0, 0),
    (5, 7, 'new', 'awaiting_payment', '2026-01-09 10:00:00', 'EUR', 'completed',
     '2026-01-09', 0, 0, 0),
    (6, 7, 'cancelled', 'paid', '2026-01-10 10:00:00', 'EUR', 'completed', '2026-01-10',
     0, 0, 0),
    (7, 7, 'new', 'paid', '2026-01-11 10:00:00', 'PLN', 'completed', '2026-01-11', 0, 0,
     0),
    (8, 7, 'fulfilled', 'refunded', '2026-01-12 10:00:00', 'EUR', 'completed',
     '2026-01-12', 0, 0, 0),
    (9, 7, 'fulfilled', 'partially_refunded', '2026-01-13 10:00:00', 'EUR', 'completed',
     '2026-01-13', 0, 0, 0),
    (10, NULL, 'new', 'paid', '2026-01-14 10:00:00', 'EUR', 'completed', '2026-01-14',
     0, 0, 0);
INSERT INTO {prefix}sylius_order_item (id, order_id, variant_id, quantity, unit_price,
    units_total, adjustments_total, total) VALUES
    (1, 1, 101, 1, 1000, 1000, 230, 1230), (2, 1, 102, 2, 1000, 1600, 0, 1600),
    (3, 2, 101, 1, 1000, 1000, 0, 1000), (4, 3, 101, 1, 1000, 1000, 0, 1000),
    (5, 4, 101, 1, 1000, 1000, 0, 1000), (6, 5, 101, 1, 1000, 1000, 0, 1000),
    (7, 6, 101, 1, 1000, 1000, 0, 1000), (8, 7, 101, 1, 1000, 1000, 0, 1000),
    (9, 8, 101, 1, 1000, 1000, 0, 1000), (10, 9, 101, 2, 1000, 2000, 0, 2000),
    (11, 10, 101, 1, 1000, 1000, 0, 1000);
INSERT INTO {prefix}sylius_order_item_unit (id, order_item_id, adjustments_total) VALUES
    (1, 1, 0), (2, 2, -200), (3, 2, -200);
INSERT INTO {prefix}sylius_adjustment (order_id, order_item_id, order_item_unit_id,
    shipment_id, type, amount, is_neutral) VALUES
    (NULL, 1, NULL, NULL, 'tax', 230, 0), (NULL, NULL, 2, NULL, 'tax', 50, 1),
    (NULL, NULL, 3, NULL, 'tax', 50, 1),
    (NULL, NULL, 2, NULL, 'order_promotion', -200, 0),
    (NULL, NULL, 3, NULL, 'order_promotion', -200, 0), (1, NULL, NULL, 1, 'tax', 99, 0),
    (1, NULL, NULL, NULL, 'shipping', 490, 0);
