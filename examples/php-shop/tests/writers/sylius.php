<?php

declare(strict_types=1);

/**
 * Orders into Sylius's tables: whole numbers of hundredths, promotions and taxes as
 * adjustments. In orders of even number prices include the tax (of each unit), in others
 * it is added (to the item).
 */

namespace Shop\Tests;

return function (Tables $tables, array $orders): void {
    $states = [
        'paid' => ['fulfilled', 'paid'], 'cancelled' => ['cancelled', 'cancelled'],
        'refunded' => ['fulfilled', 'refunded'], 'open' => ['cart', 'cart'],
    ];
    $known = [];
    $variants = [];
    foreach ($orders as $order) {
        $email = strtolower(trim($order->email));
        $customer = $order->customer ?: $known[$email] ?? 50_000 + count($known);
        if (!isset($known[$email])) {
            $known[$email] = $customer;
            $tables->insert('sylius_customer', [
                'id' => $customer, 'email' => $order->email, 'email_canonical' => $email,
            ]);
            if ($order->customer) {
                $tables->insert('sylius_shop_user', ['customer_id' => $customer]);
            }
        }
        $partly = $order->state === 'paid' && $order->partlyRefunded();
        $tables->insert('sylius_order', [
            'id' => $order->id, 'customer_id' => $customer,
            'state' => $states[$order->state][0],
            'payment_state' => $partly ? 'partially_refunded' : $states[$order->state][1],
            'checkout_state' => 'completed', 'currency_code' => $order->currency(),
            'checkout_completed_at' =>
                $order->state === 'open' ? null : $tables->local($order->utc),
            'created_at' => '2020-01-01 00:00:00', 'items_total' => 1,
            'adjustments_total' => 490, 'total' => 1,
        ]);
        foreach ($order->lines as $line) {
            $variant = $line->variant ?: 500_000 + $line->item;
            if (!isset($variants[$variant])) {
                $variants[$variant] = true;
                $tables->insert('sylius_product_variant', [
                    'id' => $variant, 'product_id' => $line->item, 'code' => "V$variant",
                ]);
            }
            sylius_item($tables, $order, $line, $variant);
        }
        $tables->insert('sylius_adjustment', [
            'order_id' => $order->id, 'type' => 'shipping', 'amount' => 490,
            'is_neutral' => 0,
        ]);
    }
};

function sylius_item(Tables $tables, Order $order, Line $line, int $variant): void
{
    $net = (int) round($order->less($line->full()) * $order->rate());
    $tax = intdiv($net * $order->tax, 100);
    $included = $order->id % 2 === 0;
    $item = $tables->insert('sylius_order_item', [
        'order_id' => $order->id, 'variant_id' => $variant, 'quantity' => $line->quantity,
        'unit_price' => (int) ($line->price * $order->rate()),
        'units_total' => $net + $tax,
        'adjustments_total' => $included ? 0 : $tax, 'total' => $net + $tax,
    ]);
    for ($unit = 0; $unit < $line->quantity; $unit++) {
        $id = $tables->insert('sylius_order_item_unit', [
            'order_item_id' => $item, 'adjustments_total' => 0,
        ]);
        $tables->insert('sylius_adjustment', [
            'order_item_unit_id' => $id, 'type' => 'order_promotion', 'amount' => -1,
            'is_neutral' => 0,
        ]);
        if ($included) {
            // The remainder goes to the first ones, as Sylius distributes it.
            $part = intdiv($tax,
            $line->quantity) + (int) ($unit < $tax % $line->quantity);
            $tables->insert('sylius_adjustment', [
                'order_item_unit_id' => $id, 'type' => 'tax', 'amount' => $part,
                'is_neutral' => 1,
            ]);
        }
    }
    if (!$included && $tax > 0) {
        $tables->insert('sylius_adjustment', [
            'order_item_id' => $item, 'type' => 'tax', 'amount' => $tax,
            'is_neutral' => 0,
        ]);
    }
}
