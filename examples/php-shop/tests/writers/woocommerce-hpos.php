<?php

declare(strict_types=1);

/** Orders into WooCommerce's order tables. */

namespace Shop\Tests;

require_once __DIR__ . '/woocommerce-items.php';

return function (Tables $tables, array $orders): void {
    $states = ['paid' => 'wc-completed', 'cancelled' => 'wc-cancelled',
        'refunded' => 'wc-refunded', 'open' => 'wc-checkout-draft'];
    foreach ($orders as $order) {
        $row = [
            'id' => $order->id, 'status' => $states[$order->state],
            'type' => 'shop_order',
            'currency' => $order->currency(), 'total_amount' => '1.00',
            'customer_id' => $order->customer, 'billing_email' => $order->email,
            'date_created_gmt' => $order->utc, 'parent_order_id' => 0,
        ];
        $tables->insert('wc_orders', $row);
        woocommerce_lines($tables, $order,
        fn (int $refund) => $tables->insert('wc_orders', [
            'id' => $refund, 'status' => 'wc-completed', 'type' => 'shop_order_refund',
            'customer_id' => 0, 'billing_email' => null,
            'date_created_gmt' => '2026-11-30 12:00:00', 'parent_order_id' => $order->id,
        ] + $row));
    }
};
