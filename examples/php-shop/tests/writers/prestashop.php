<?php

declare(strict_types=1);

/** Orders into PrestaShop's tables: in the order's currency, vouchers on the order. */

namespace Shop\Tests;

return function (Tables $tables, array $orders): void {
    $known = [];
    foreach ($orders as $order) {
        // Whoever orders as a guest is a new row each time.
        $customer = $order->customer ?: 90_000 + $order->id;
        if (!isset($known[$customer])) {
            $known[$customer] = true;
            $tables->insert('customer', [
                'id_customer' => $customer, 'email' => $order->email,
                'is_guest' => (int) ($order->customer === 0),
            ]);
        }
        $rate = $order->rate();
        // Every third voucher pays the shipping as well.
        $free = $order->off > 0 && $order->id % 3 === 0;
        $shipping = 490 * $rate;
        $tables->insert('orders', [
            'id_order' => $order->id, 'id_customer' => $customer, 'id_currency' => 1,
            'current_state' => 1, 'conversion_rate' => $rate,
            'valid' => (int) ($order->state === 'paid'),
            'total_products' => money($order->full() * $rate),
            'total_discounts_tax_excl' =>
                money($order->discount() * $rate + ($free ? $shipping : 0)),
            'total_shipping_tax_excl' => money($shipping),
            'date_add' => $tables->local($order->utc),
        ]);
        if ($order->off > 0) {
            $tables->insert('order_cart_rule', [
                'id_order' => $order->id, 'id_cart_rule' => 1,
                'free_shipping' => (int) $free,
            ]);
        }
        foreach ($order->lines as $line) {
            $delivered = $order->id % 2 === 0;
            $tables->insert('order_detail', [
                'id_order' => $order->id, 'product_id' => $line->item,
                'product_attribute_id' => $line->variant,
                'product_quantity' => $line->quantity,
                'product_quantity_return' => $delivered ? $line->back : 0,
                'product_quantity_refunded' => $delivered ? 0 : $line->back,
                'total_price_tax_excl' => money($line->full() * $rate),
                'total_price_tax_incl' =>
                    money($line->full() * $rate * (100 + $order->tax) / 100),
                'total_refunded_tax_excl' => money($line->back * $line->price * $rate),
            ]);
        }
    }
};
