<?php

declare(strict_types=1);

/** Orders into WordPress's posts. */

namespace Shop\Tests;

require_once __DIR__ . '/woocommerce-items.php';

return function (Tables $tables, array $orders): void {
    $states = ['paid' => 'wc-processing', 'cancelled' => 'wc-cancelled',
        'refunded' => 'wc-refunded', 'open' => 'wc-pending'];
    $post = fn (int $id, string $type, string $state, string $utc, int $parent) =>
        $tables->insert('posts', [
            'ID' => $id, 'post_type' => $type, 'post_status' => $state,
            'post_date' => $tables->local($utc), 'post_date_gmt' => $utc,
            'post_parent' => $parent,
        ]);
    foreach ($orders as $order) {
        $post($order->id, 'shop_order', $states[$order->state], $order->utc, 0);
        $values = ['_order_currency' => $order->currency(),
        '_billing_email' => $order->email,
            '_customer_user' => (string) $order->customer, '_order_total' => '1.00'];
        foreach ($values as $key => $value) {
            $tables->insert('postmeta', [
                'post_id' => $order->id, 'meta_key' => $key, 'meta_value' => $value,
            ]);
        }
        woocommerce_lines($tables, $order, fn (int $refund) => $post(
            $refund, 'shop_order_refund', 'wc-completed', '2026-11-30 12:00:00',
            $order->id,
        ));
    }
    $post(900_001, 'page', 'publish', '2026-01-01 00:00:00', 0);
};
