<?php

declare(strict_types=1);

namespace Shop;

use PDO;
use PDOStatement;
use Quen\Orders;
use Quen\Shop;
use RuntimeException;

require_once __DIR__ . '/../readers/reader.php';

/** What a night does: read all orders, learn, replace the file that the pages ask. */
final readonly class Training
{
    public function __construct(private Config $config) {}

    /** @return string the line for the log */
    public function run(): string
    {
        if (!class_exists(Shop::class, false)) {
            throw new RuntimeException('the extension quen is not loaded');
        }
        $lock = $this->lock();
        $began = hrtime(true);
        $orders = $this->orders();
        $shop = Shop::train($orders);
        // It is written beside the old file and then renamed: no page ever sees half of it.
        $shop->save($this->config->model, mode: 0640);
        flock($lock, LOCK_UN);
        $line = sprintf('%d lines, %d customers, %d items, %s: %d bytes in %.1f s',
            count($orders), count($shop), count($shop->items()), $this->config->model,
            filesize($this->config->model), (hrtime(true) - $began) / 1e9);
        return implode('; ', [$line, ...self::doubts($orders, $shop)]);
    }

    /**
     * What makes answers wrong in silence, and why churn was left out.
     *
     * @return list<string>
     */
    private static function doubts(Orders $orders, Shop $shop): array
    {
        $doubts = array_filter([$shop->churnNote()]);
        foreach ($orders->check() as $finding) {
            if ($finding->severity === 'severe') {
                $doubts[] = $finding->sentence;
            }
        }
        return $doubts;
    }

    /** @return resource held until it is closed: two nights that overlap do not both train */
    private function lock(): mixed
    {
        $lock = @fopen($this->config->model . '.lock', 'c')
            ?: throw new RuntimeException("cannot write beside {$this->config->model}");
        if (!flock($lock, LOCK_EX | LOCK_NB)) {
            throw new RuntimeException('another training is running');
        }
        return $lock;
    }

    private function orders(): Orders
    {
        return Orders::fromPdo($this->rows(), customer: 'customer', order: 'order_id', item: 'item',
            time: 'ts', quantity: 'quantity', amount: 'amount',
            decimals: $this->config->decimals, currency: $this->config->currency,
            zone: $this->config->zone);
    }

    /** Row by row: neither PHP nor the driver ever holds the shop's whole history. */
    private function rows(): PDOStatement
    {
        $db = new Database($this->config);
        if (!$db->isSqlite()) {
            $db->pdo->setAttribute(PDO::MYSQL_ATTR_USE_BUFFERED_QUERY, false);
        }
        $system = $db->isSqlite() ? 'woocommerce-lookup.sqlite' : 'woocommerce-lookup';
        $sql = Readers\sql($system, $this->config->prefix, $this->config->decimals);
        $statement = $db->pdo->prepare($sql);
        $statement->execute();
        return $statement;
    }
}
