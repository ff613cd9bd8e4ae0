<?php

declare(strict_types=1);

/**
 * Orders into OpenCart's tables: amounts in the default currency, coupons and taxes on
 * the order. Returns are nowhere.
 */

namespace Shop\Tests;

function opencart(Tables $tables, array $orders, bool $masters): void
{
    $states = ['paid' => 5, 'cancelled' => 7, 'refunded' => 11, 'open' => 0];
    foreach ([1 => 0, 2 => 1] as $coupon => $free) {
        $tables->insert('coupon', [
            'coupon_id' => $coupon, 'type' => 'P', 'discount' => 20, 'shipping' => $free,
        ]);
    }
    foreach ($orders as $order) {
        $tables->insert('order', [
            'order_id' => $order->id, 'customer_id' => $order->customer,
            'email' => $order->email, 'order_status_id' => $states[$order->state],
            'currency_code' => $order->currency(), 'currency_value' => $order->rate(),
            'date_added' => $tables->local($order->utc),
        ]);
        foreach ($order->lines as $line) {
            $of = $masters && $line->variant
                ? ['product_id' => $line->variant, 'master_id' => $line->item]
                : ['product_id' => $line->item] + ($masters ? ['master_id' => 0] : []);
            $tables->insert('order_product', $of + [
                'order_id' => $order->id, 'quantity' => $line->quantity,
                'price' => money($line->price), 'total' => money($line->full()),
                'tax' => money($line->price * $order->tax / 100),
            ]);
        }
        opencart_totals($tables, $order, $masters);
    }
}

function opencart_totals(Tables $tables, Order $order, bool $masters): void
{
    $free = $order->off > 0 && $order->id % 3 === 0;
    $totals = ['sub_total' => $order->full(), 'shipping' => 490,
        'tax' => $order->less($order->full()) * $order->tax / 100, 'total' => 1];
    if ($order->off > 0) {
        $totals[$free || $order->id % 2 ? 'coupon' : 'reward'] =
            -$order->discount() - ($free ? 490 : 0);
        $tables->insert('coupon_history', [
            'coupon_id' => $free ? 2 : 1, 'order_id' => $order->id,
            'customer_id' => $order->customer, 'amount' => money(-$order->discount()),
            'date_added' => '2026-01-01 00:00:00',
        ]);
    }
    foreach ($totals as $code => $cents) {
        $tables->insert('order_total', ($masters ? ['extension' => 'opencart'] : []) + [
            'order_id' => $order->id, 'code' => $code, 'value' => money($cents),
        ]);
    }
}
