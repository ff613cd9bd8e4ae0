-- A product within a container counts, one within a product does not; a credit and a
-- discount are spread, a custom line is no product. Three rates of tax on one line, of
-- which one of two pieces came back: 48.00 less 8.00 of tax, less a tenth, less 18.00.
-- row 7|1|2026-01-05 10:00:00|10|1|18.00
-- row 7|1|2026-01-05 10:00:00|11|1|9.00
-- A guest; a product that was deleted; without tax, whatever the prices' rates say.
-- row g:guest@example.com|2|2026-01-06 10:00:00|12|2|20.00
-- A customer who was deleted, as guests are.
-- row g:gone@example.com|3|2026-01-07 10:00:00|10|1|10.00
-- Order 4 has a payment that failed and none that is paid; order 5 is paid in part, and
-- free.
-- row 7|5|2026-01-09 10:00:00|10|1|0.00
INSERT INTO {prefix}customer (id, email, guest) VALUES
    (UNHEX(LPAD('7', 32, '0')), 'user@example.com', 0),
    (UNHEX(LPAD('8', 32, '0')), 'guest@example.com', 1);
INSERT INTO {prefix}product (id, version_id) VALUES
    (UNHEX(LPAD('a', 32, '0')), UNHEX('0fa91ce3e96a4bc2be4bd9ce752c3425')),
    (UNHEX(LPAD('b', 32, '0')), UNHEX('0fa91ce3e96a4bc2be4bd9ce752c3425')),
    (UNHEX(LPAD('a', 32, '0')), UNHEX(MD5('a draft')));
INSERT INTO `{prefix}order` (id, version_id, state_id, currency_id, currency_factor,
    price, order_date_time)
    SELECT UNHEX(LPAD(n, 32, '0')), UNHEX('0fa91ce3e96a4bc2be4bd9ce752c3425'),
           UNHEX(MD5('order open')), UNHEX(MD5('currency')), 1,
           CONCAT('{"taxStatus": "', IF(n = 1, 'gross', 'tax-free'), '"}'),
           CONCAT('2026-01-0', n + 4, ' 10:00:00.999')
      FROM (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3 UNION SELECT 4
            UNION SELECT 5) numbers;
INSERT INTO {prefix}order_customer (id, version_id, customer_id, order_id,
    order_version_id, email)
    SELECT id, version_id,
           CASE RIGHT(HEX(id), 1) WHEN 2 THEN UNHEX(LPAD('8', 32, '0')) WHEN 3 THEN NULL
               ELSE UNHEX(LPAD('7', 32, '0')) END,
           id, version_id,
           CASE RIGHT(HEX(id), 1) WHEN 2 THEN 'guest@example.com'
               WHEN 3 THEN 'gone@example.com' ELSE 'user@example.com' END
      FROM `{prefix}order`;
INSERT INTO {prefix}order_transaction (id, version_id, order_id, order_version_id,
    state_id, amount)
    SELECT id, version_id, id, version_id,
           UNHEX(MD5(CASE RIGHT(HEX(id), 1) WHEN 4 THEN 'payment failed'
               WHEN 5 THEN 'payment paid_partially' ELSE 'payment paid' END)), '{}'
      FROM `{prefix}order`;
INSERT INTO {prefix}order_line_item (id, version_id, order_id, order_version_id,
    parent_id, identifier, referenced_id, product_id, quantity, type, price)
    SELECT UNHEX(LPAD(line, 32, '0')), UNHEX('0fa91ce3e96a4bc2be4bd9ce752c3425'),
           UNHEX(LPAD(n, 32, '0')), UNHEX('0fa91ce3e96a4bc2be4bd9ce752c3425'),
           UNHEX(LPAD(parent, 32, '0')), line, LPAD(item, 32, '0'),
           IF(item = 'c', NULL, UNHEX(LPAD(item, 32, '0'))), quantity, type, price
      FROM (SELECT 1 AS line, 1 AS n, NULL AS parent, 'a' AS item, 2 AS quantity,
                   'product' AS type, '{"totalPrice": 48, "calculatedTaxes":
                   [{"tax": 3}, {"tax": 4}, {"tax": 1}]}' AS price
            UNION SELECT 2, 1, 1, 'b', 1, 'product', '{"totalPrice": 99}'
            UNION SELECT 3, 1, NULL, NULL, 1, 'container', '{"totalPrice": 12}'
            UNION SELECT 4, 1, 3, 'b', 1, 'product',
                   '{"totalPrice": 12, "calculatedTaxes": [{"tax": 2}]}'
            UNION SELECT 5, 1, NULL, NULL, 1, 'credit',
                   '{"totalPrice": -3.6, "calculatedTaxes": [{"tax": -0.6}]}'
            UNION SELECT 10, 1, NULL, NULL, 1, 'discount',
                   '{"totalPrice": -2.4, "calculatedTaxes": [{"tax": -0.4}]}'
            UNION SELECT 6, 1, NULL, NULL, 1, 'custom', '{"totalPrice": 50}'
            UNION SELECT 7, 2, NULL, 'c', 2, 'product',
                   '{"totalPrice": 20, "calculatedTaxes": [{"tax": 4}]}'
            UNION SELECT 8, 3, NULL, 'a', 1, 'product', '{"totalPrice": 10}'
            UNION SELECT 9, 4, NULL, 'a', 1, 'product', '{"totalPrice": 10}'
            UNION SELECT 11, 5, NULL, 'a', 1, 'product', '{"totalPrice": 0}') given;
INSERT INTO {prefix}order_transaction_capture_refund (id, version_id, capture_id,
    capture_version_id, state_id, amount) VALUES
    (UNHEX(LPAD('1', 32, '0')), UNHEX('0fa91ce3e96a4bc2be4bd9ce752c3425'),
     UNHEX(LPAD('1', 32, '0')), UNHEX('0fa91ce3e96a4bc2be4bd9ce752c3425'),
     UNHEX(MD5('refund completed')), '{}');
INSERT INTO {prefix}order_transaction_capture_refund_position (id, version_id, refund_id,
    refund_version_id, order_line_item_id, order_line_item_version_id, quantity, amount)
    SELECT id, version_id, id, version_id, id, version_id, 1, '{"totalPrice": 21.6,
           "calculatedTaxes": [{"tax": 2}, {"tax": 1}, {"tax": 0.6}]}'
      FROM {prefix}order_transaction_capture_refund;
