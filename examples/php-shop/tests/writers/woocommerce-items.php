<?php

declare(strict_types=1);

/** The lines of WooCommerce's orders, wherever the orders are. */

namespace Shop\Tests;

function woocommerce_line(Tables $tables, int $order, Line $line, int $pieces,
float $cents): void
{
    $item = $tables->insert('woocommerce_order_items', [
        'order_item_name' => "Item $line->item", 'order_item_type' => 'line_item',
        'order_id' => $order,
    ]);
    $values = ['_product_id' => $line->item, '_variation_id' => $line->variant,
        '_qty' => $pieces, '_line_subtotal' => 999, '_line_total' => money($cents)];
    foreach ($values as $key => $value) {
        $tables->insert('woocommerce_order_itemmeta', [
            'order_item_id' => $item, 'meta_key' => $key, 'meta_value' => (string) $value,
        ]);
    }
}

/**
 * An order's lines and those of its refunds.
 *
 * @param callable(int): void $refund makes the refund's own row
 */
function woocommerce_lines(Tables $tables, Order $order, callable $refund): void
{
    foreach ($order->lines as $line) {
        $cents = $order->less($line->full()) * $order->rate();
        woocommerce_line($tables, $order->id, $line, $line->quantity, $cents);
    }
    $tables->insert('woocommerce_order_items', [
        'order_item_name' => 'Flat rate', 'order_item_type' => 'shipping',
        'order_id' => $order->id,
    ]);
    // A refund of a whole order "by status" has no lines.
    if ($order->state === 'refunded' || $order->partlyRefunded()) {
        $refund(100_000 + $order->id);
    }
    foreach ($order->state === 'paid' ? $order->lines : [] as $line) {
        if ($line->back > 0) {
            $cents = $order->less($line->back * $line->price) * $order->rate();
            woocommerce_line($tables, 100_000 + $order->id, $line, -$line->back, -$cents);
        }
    }
}
