-- Times are of Berlin's clock. Reward points are a discount; a gift card and store credit
-- pay.
-- row 7|1|2026-01-05 09:00:00|10|2|15.00
-- A coupon with free shipping: 2.00 off the products, 4.90 off the shipping.
-- row g:guest@example.com|2|2026-07-06 08:00:00|10|2|18.00
-- Paid in another currency: the tables keep the default one.
-- row 7|3|2026-01-07 09:00:00|11|1|8.00
-- Order 4 was begun and never finished, order 5 is refunded, order 6 failed, in order 7
-- the shop's number of states has two digits: 12 counts, 2 as well, 22 does not. Here 15
-- counts as complete; 16 counts in a second store, and what is no list of states counts
-- nothing.
-- row 7|7|2026-01-11 09:00:00|10|1|10.00
-- An order that the shop's totals say nothing of, and one that was free.
-- row 7|10|2026-01-14 09:00:00|10|1|10.00
-- row 7|11|2026-01-15 09:00:00|10|1|0.00
INSERT INTO {prefix}coupon (coupon_id, type, discount, shipping) VALUES
    (1, 'P', 10, 1), (2, 'F', 5, 0);
INSERT INTO `{prefix}order` (order_id, customer_id, email, order_status_id, currency_code,
    currency_value, date_added) VALUES
    (1, 7, 'user@example.com', 5, 'EUR', 1, '2026-01-05 10:00:00'),
    (2, 0, 'guest@example.com', 2, 'EUR', 1, '2026-07-06 10:00:00'),
    (3, 7, 'user@example.com', 5, 'USD', 1.25, '2026-01-07 10:00:00'),
    (4, 7, 'user@example.com', 0, 'EUR', 1, '2026-01-08 10:00:00'),
    (5, 7, 'user@example.com', 11, 'EUR', 1, '2026-01-09 10:00:00'),
    (6, 7, 'user@example.com', 10, 'EUR', 1, '2026-01-10 10:00:00'),
    (7, 7, 'user@example.com', 12, 'EUR', 1, '2026-01-11 10:00:00'),
    (8, 7, 'user@example.com', 22, 'EUR', 1, '2026-01-12 10:00:00'),
    (9, 7, 'user@example.com', 16, 'EUR', 1, '2026-01-13 10:00:00'),
    (10, 7, 'user@example.com', 15, 'EUR', 1, '2026-01-14 10:00:00'),
    (11, 7, 'user@example.com', 5, 'EUR', 1, '2026-01-15 10:00:00');
UPDATE {prefix}setting SET value = '["5","3","15"]'
    WHERE `key` = 'config_complete_status';
INSERT INTO {prefix}setting (store_id, code, `key`, value, serialized) VALUES
    (1, 'config', 'config_complete_status', '["16"]', 1),
    (0, 'config', 'config_fraud_status', '["10"]', 1);
INSERT INTO {prefix}order_total (order_id, extension, code, value) VALUES
    (1, 'opencart', 'sub_total', 20), (1, 'opencart', 'reward', -5),
    (1, 'opencart', 'voucher', -10),
    (1, 'opencart', 'credit', -5), (1, 'opencart', 'total', 0),
    (2, 'opencart', 'sub_total', 20), (2, 'opencart', 'shipping', 4.9),
    (2, 'opencart', 'coupon', -6.9),
    (3, 'opencart', 'sub_total', 8), (7, 'opencart', 'sub_total', 10),
    (11, 'opencart', 'sub_total', 0), (11, 'opencart', 'coupon', 0);
INSERT INTO {prefix}coupon_history (coupon_id, order_id, customer_id, amount, date_added)
    VALUES (1, 2, 0, -6.9, '2026-07-06 10:00:00'), (1, 2, 0, 0, '2026-07-06 10:00:00');
INSERT INTO {prefix}order_product (order_id, product_id, master_id, quantity, price,
    total, tax) VALUES
    (1, 10, 0, 2, 10, 20, 2), (2, 101, 10, 1, 10, 10, 2), (2, 102, 10, 1, 10, 10, 2),
    (3, 11, 0, 1, 8, 8, 0), (4, 10, 0, 1, 10, 10, 0), (5, 10, 0, 1, 10, 10, 0),
    (6, 10, 0, 1, 10, 10, 0), (7, 10, 0, 1, 10, 10, 0), (8, 10, 0, 1, 10, 10, 0),
    (9, 10, 0, 1, 10, 10, 0), (10, 10, 0, 1, 10, 10, 0), (10, 12, 0, 0, 10, 0, 0),
    (11, 10, 0, 1, 0, 0, 0);
