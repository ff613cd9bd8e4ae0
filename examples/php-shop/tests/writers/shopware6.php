<?php

declare(strict_types=1);

/**
 * Orders into Shopware's tables: keys of 16 bytes, a promotion as a line, prices as JSON,
 * with tax in orders of even number. Every fifth order is being edited: all of it is
 * there in a second version.
 */

namespace Shop\Tests;

const LIVE = "\x0f\xa9\x1c\xe3\xe9\x6a\x4b\xc2\xbe\x4b\xd9\xce\x75\x2c\x34\x25";

/** The key of a number: its hexadecimal digits say the number, for the tests to read. */
function shopware_key(int $number): string
{
    return hex2bin(sprintf('%032x', $number));
}

/** A price that is $cents without tax. */
function shopware_price(float $cents, Order $order): string
{
    $cents *= $order->rate();
    $tax = $cents * $order->tax / 100;
    $gross = $order->id % 2 === 0;
    return json_encode([
        'totalPrice' => ($gross ? $cents + $tax : $cents) / 100,
        'calculatedTaxes' => [['tax' => $tax / 100, 'taxRate' => $order->tax]],
        'taxStatus' => $gross ? 'gross' : 'net',
    ]);
}

final class Shopware
{
    private int $lines = 0;
    /** @var array<int, bool> */
    private array $known = [];

    public function __construct(private Tables $tables)
    {
    }

    public function write(Order $order): void
    {
        // Whoever orders as a guest is a new customer each time.
        $customer = $order->customer ?: 90_000 + $order->id;
        if ($this->isNew($customer)) {
            $this->tables->insert('customer', [
                'id' => shopware_key($customer), 'email' => $order->email,
                'guest' => (int) ($order->customer === 0),
            ]);
        }
        $lines = $this->lines;
        $this->version($order, LIVE, $customer);
        if ($order->id % 5 === 0) {
            // A version has the same numbers again.
            $this->lines = $lines;
            $this->version($order, random_bytes(16), $customer);
        }
    }

    private function isNew(int $number): bool
    {
        $was = isset($this->known[$number]);
        $this->known[$number] = true;
        return !$was;
    }

    private function version(Order $order, string $version, int $customer): void
    {
        $state = $order->state === 'cancelled' ? 'cancelled' : 'open';
        $this->tables->insert('order', [
            'id' => shopware_key($order->id), 'version_id' => $version,
            'state_id' => md5("order $state", true),
            'currency_id' => md5('currency', true),
            'currency_factor' => $order->rate(), 'price' => shopware_price(1, $order),
            'order_date_time' => "$order->utc.250",
        ]);
        $of = ['order_id' => shopware_key($order->id), 'order_version_id' => $version];
        $this->tables->insert('order_customer', $of + [
            'id' => shopware_key($order->id), 'version_id' => $version,
            'customer_id' => shopware_key($customer), 'email' => $order->email,
        ]);
        $payment = ['paid' => $order->partlyRefunded() ? 'refunded_partially' : 'paid',
            'refunded' => 'refunded', 'cancelled' => 'paid', 'open' => 'open'];
        foreach (['failed', $payment[$order->state]] as $n => $state) {
            $this->tables->insert('order_transaction', $of + [
                'id' => shopware_key(2 * $order->id + $n), 'version_id' => $version,
                'state_id' => md5("payment $state", true), 'amount' => '{}',
            ]);
        }
        foreach ($order->lines as $line) {
            $this->product($line);
            $this->line($order, $line, $version);
        }
        if ($order->off > 0) {
            $this->row($order, $version, 'promotion', 1, -$order->discount());
        }
    }

    private function product(Line $line): void
    {
        foreach (array_filter([$line->item, $line->variant]) as $id) {
            if ($this->isNew(1_000_000 + $id)) {
                $parent = $id === $line->variant ? shopware_key($line->item) : null;
                $this->tables->insert('product', [
                    'id' => shopware_key($id), 'version_id' => LIVE,
                    'parent_id' => $parent,
                ]);
            }
        }
    }

    /** @return string the line's key */
    private function row(
        Order $order,
        string $version,
        string $type,
        int $quantity,
        float $cents,
        int $item = 0,
        ?string $parent = null,
    ): string {
        $key = shopware_key(++$this->lines);
        $this->tables->insert('order_line_item', [
            'id' => $key, 'version_id' => $version,
            'order_id' => shopware_key($order->id), 'order_version_id' => $version,
            'identifier' => "line $this->lines", 'parent_id' => $parent,
            'parent_version_id' => $parent === null ? null : $version,
            'product_id' => $item ? shopware_key($item) : null,
            'referenced_id' => $item ? bin2hex(shopware_key($item)) : 'code',
            'quantity' => $quantity, 'type' => $type,
            'price' => shopware_price($cents, $order),
        ]);
        return $key;
    }

    private function line(Order $order, Line $line, string $version): void
    {
        $item = $line->variant ?: $line->item;
        $pieces = $line->quantity;
        $key = $this->row($order, $version, 'product', $pieces, $line->full(), $item);
        foreach ($line->children as $child) {
            $this->row($order, $version, 'product', $pieces, 0, $child, $key);
        }
        // The second refund was only asked for.
        foreach ($line->back > 0 ? ['completed', 'open'] : [] as $state) {
            $refund = shopware_key(10 * $this->lines + (int) ($state === 'open'));
            $amount = shopware_price($order->less($line->back * $line->price), $order);
            $this->tables->insert('order_transaction_capture_refund', [
                'id' => $refund, 'version_id' => $version, 'amount' => $amount,
                'capture_id' => $refund, 'capture_version_id' => $version,
                'state_id' => md5("refund $state", true),
            ]);
            $this->tables->insert('order_transaction_capture_refund_position', [
                'id' => $refund, 'version_id' => $version, 'refund_id' => $refund,
                'refund_version_id' => $version, 'order_line_item_id' => $key,
                'order_line_item_version_id' => $version, 'quantity' => $line->back,
                'amount' => $amount,
            ]);
        }
    }
}

return function (Tables $tables, array $orders): void {
    $shopware = new Shopware($tables);
    foreach ($orders as $order) {
        $shopware->write($order);
    }
};
