<?php

declare(strict_types=1);

/**
 * Orders into Magento's tables. Orders of odd number are of a shop whose discounts are on
 * prices with tax: what is discounted then includes tax, and the compensation gives it
 * back.
 */

namespace Shop\Tests;

return function (Tables $tables, array $orders): void {
    $states = ['paid' => 'complete', 'cancelled' => 'canceled', 'refunded' => 'closed',
        'open' => 'new'];
    $tables->db->exec("SET time_zone = '+00:00'");
    foreach ($orders as $order) {
        $tables->insert('sales_order', [
            'entity_id' => $order->id, 'state' => $states[$order->state],
            'customer_id' => $order->customer ?: null, 'customer_email' => $order->email,
            'base_currency_code' => 'EUR', 'order_currency_code' => $order->currency(),
            'base_to_order_rate' => $order->rate(), 'created_at' => $order->utc,
        ]);
        foreach ($order->lines as $line) {
            $back = $order->state === 'refunded' ? $line->quantity : $line->back;
            $off = $line->full() - $order->less($line->full());
            $tax = $order->id % 2 === 1 ? $off * $order->tax / 100 : 0;
            $item = $tables->insert('sales_order_item', [
                'order_id' => $order->id, 'product_id' => $line->item,
                'product_type' => $line->children ? 'configurable' : 'simple',
                'qty_ordered' => $line->quantity, 'qty_refunded' => $back,
                'qty_canceled' => $order->state === 'cancelled' ? $line->quantity : 0,
                'row_total' => money($line->full() * $order->rate()),
                'base_row_total' => money($line->full()),
                'base_discount_amount' => money($off + $tax),
                'base_discount_tax_compensation_amount' => money($tax),
                'base_amount_refunded' => money($back * $line->price),
                'base_discount_refunded' => $back === 0 ? null
                    : money(($off + $tax) * $back / $line->quantity),
                'base_discount_tax_compensation_refunded' => $back === 0 ? null
                    : money($tax * $back / $line->quantity),
            ]);
            foreach ($line->children as $child) {
                $tables->insert('sales_order_item', [
                    'order_id' => $order->id, 'parent_item_id' => $item,
                    'product_id' => $child, 'product_type' => 'simple',
                    'qty_ordered' => $line->quantity, 'qty_refunded' => $back,
                ]);
            }
        }
    }
};
