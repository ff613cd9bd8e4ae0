<?php

declare(strict_types=1);

/** Orders into WooCommerce's analytics tables, as its data stores keep them. */

namespace Shop\Tests;

return function (Tables $tables, array $orders): void {
    $states = ['paid' => 'wc-completed', 'cancelled' => 'wc-cancelled',
        'refunded' => 'wc-refunded', 'open' => 'wc-on-hold'];
    $known = [];
    $number = 0;
    $stats = fn (int $id, int $parent, string $utc, string $state, int $customer) =>
        $tables->insert('wc_order_stats', [
            'order_id' => $id, 'parent_id' => $parent,
            'date_created' => $tables->local($utc),
            'date_created_gmt' => $utc, 'status' => $state, 'customer_id' => $customer,
        ]);
    $sold = function (Line $line, int $id, int $pieces, float $cents, int $customer)
        use ($tables, &$number) {
        $tables->insert('wc_order_product_lookup', [
            'order_item_id' => ++$number, 'order_id' => $id, 'product_id' => $line->item,
            'variation_id' => $line->variant, 'customer_id' => $customer,
            'date_created' => '2026-01-01 00:00:00', 'product_qty' => $pieces,
            'product_net_revenue' => $cents / 100, 'coupon_amount' => 1,
            'tax_amount' => 1,
            'product_gross_revenue' => $cents / 100 + 1,
        ]);
    };
    foreach ($orders as $order) {
        $email = strtolower(trim($order->email));
        if (!isset($known[$order->customer . $email])) {
            $known[$order->customer . $email] = count($known) + 501;
            $tables->insert('wc_customer_lookup', [
                'customer_id' => $known[$order->customer . $email],
                'user_id' => $order->customer ?: null, 'email' => $order->email,
            ]);
        }
        $customer = $known[$order->customer . $email];
        $stats($order->id, 0, $order->utc, $states[$order->state], $customer);
        foreach ($order->lines as $line) {
            $cents = $order->less($line->full()) * $order->rate();
            $sold($line, $order->id, $line->quantity, $cents, $customer);
        }
        // Newer versions write the lines of a refund "by status", older ones do not.
        $whole = $order->state === 'refunded';
        if (!$whole && !$order->partlyRefunded()) {
            continue;
        }
        $refund = 100_000 + $order->id;
        $stats($refund, $order->id, '2026-11-30 12:00:00', $states[$order->state],
        $customer);
        foreach ($order->lines as $line) {
            $back = $whole ? $order->id % 2 * $line->quantity : $line->back;
            if ($back > 0) {
                $cents = $order->less($back * $line->price) * $order->rate();
                $sold($line, $refund, -$back, -$cents, $customer);
            }
        }
    }
};
