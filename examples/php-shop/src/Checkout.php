<?php

declare(strict_types=1);

namespace Shop;

use DateTimeImmutable;
use DateTimeZone;

/** A basket becomes an order, in the tables that the next night's training reads. */
final readonly class Checkout
{
    public function __construct(private Database $db, private Config $config) {}

    /**
     * @param list<array{product: Product, quantity: int, sum: int}> $lines
     * @param int $customer of wc_customer_lookup; 0: a guest
     */
    public function order(array $lines, int $customer): int
    {
        return $this->db->together(function () use ($lines, $customer): int {
            $order = $this->next('wc_order_stats', 'order_id');
            $item = $this->next('wc_order_product_lookup', 'order_item_id');
            $now = new DateTimeImmutable('now', new DateTimeZone($this->config->zone));
            $this->stats($order, $customer, $now, $lines);
            foreach ($lines as $line) {
                $this->line($item++, $order, $customer, $now, $line);
            }
            return $order;
        });
    }

    private function next(string $table, string $column): int
    {
        $lock = $this->db->isSqlite() ? '' : ' FOR UPDATE';
        $sql = "SELECT COALESCE(MAX($column), 0) + 1 FROM {{$table}}$lock";
        return (int) $this->db->run($sql)->fetchColumn();
    }

    /** @param list<array<string, mixed>> $lines */
    private function stats(int $order, int $customer, DateTimeImmutable $now, array $lines): void
    {
        $sum = array_sum(array_column($lines, 'sum'));
        $this->db->run(
            'INSERT INTO {wc_order_stats} (order_id, date_created, date_created_gmt,
                 num_items_sold, total_sales, net_total, status, customer_id)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
            [$order, self::at($now), self::at($now->setTimezone(new DateTimeZone('UTC'))),
                array_sum(array_column($lines, 'quantity')), $sum, $sum, 'wc-processing',
                $customer],
        );
    }

    /** @param array{product: Product, quantity: int, sum: int} $line */
    private function line(
        int $item,
        int $order,
        int $customer,
        DateTimeImmutable $now,
        array $line,
    ): void {
        $this->db->run(
            'INSERT INTO {wc_order_product_lookup} (order_item_id, order_id, product_id,
                 variation_id, customer_id, date_created, product_qty, product_net_revenue,
                 product_gross_revenue)
             VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?)',
            [$item, $order, $line['product']->number, $customer, self::at($now),
                $line['quantity'], $line['sum'], $line['sum']],
        );
    }

    private static function at(DateTimeImmutable $moment): string
    {
        return $moment->format('Y-m-d H:i:s');
    }
}
