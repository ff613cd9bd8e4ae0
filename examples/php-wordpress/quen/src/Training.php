<?php

declare(strict_types=1);

namespace QuenPlugin;

use DateTimeImmutable;
use Generator;
use Quen\Orders;
use Quen\Shop;
use RuntimeException;
use Throwable;

/** What a night does: read all orders, learn, replace the file that the pages ask. */
final class Training
{
    public const HOOK = 'quen_train';

    public function __construct(
        private readonly Model $model,
        private readonly Customers $customers,
    ) {}

    /** Every night at a quarter past three of the site's clock. */
    public static function plan(): void
    {
        if (!wp_next_scheduled(self::HOOK)) {
            $night = new DateTimeImmutable('tomorrow 03:15', wp_timezone());
            wp_schedule_event($night->getTimestamp(), 'daily', self::HOOK);
        }
    }

    public static function unplan(): void
    {
        wp_clear_scheduled_hook(self::HOOK);
    }

    /** Whether the file was replaced; the log and the admin page say what happened. */
    public function run(): bool
    {
        try {
            $line = 'trained: ' . $this->train();
            $done = true;
        } catch (Throwable $fault) {
            $line = 'not trained: ' . $fault->getMessage();
            $done = false;
        }
        error_log("quen: $line");
        $last = ['at' => time(), 'done' => $done, 'line' => $line];
        update_option('quen_last', $last, false);
        return $done;
    }

    private function train(): string
    {
        if (!Model::hasExtension()) {
            throw new RuntimeException(Model::NO_EXTENSION);
        }
        $lock = $this->model->lock(wait: false)
            ?? throw new RuntimeException('another training is running');
        if (function_exists('set_time_limit')) {
            set_time_limit(0);
        }
        $began = hrtime(true);
        $orders = $this->orders();
        $shop = Shop::train($orders);
        $this->model->replace($shop);
        fclose($lock);
        $note = $shop->churnNote();
        return sprintf('%d lines, %d customers, %d items, %d bytes in %.1f s%s',
            count($orders), count($shop), count($shop->items()),
            filesize($this->model->path()), (hrtime(true) - $began) / 1e9,
            $note === '' ? '' : "; $note");
    }

    private function orders(): Orders
    {
        // A site's clock is a place or, if it was set so, an offset such as "+07:00".
        $clock = wp_timezone_string();
        $isOffset = str_starts_with($clock, '+') || str_starts_with($clock, '-');
        return Orders::fromPdo($this->rows(), customer: 'customer', order: 'order_id',
            item: 'item', time: 'ts', timeFormat: 'unix_s', quantity: 'quantity',
            amount: 'amount', decimals: self::decimals(), currency: self::currency(),
            utcOffset: $isOffset ? $clock : null, zone: $isOffset ? null : $clock);
    }

    /**
     * Row by row, over a connection of its own: neither PHP nor the driver ever holds the
     * shop's whole history, and the site's own connection stays free.
     *
     * @return Generator<int, array<string, string|null>>
     */
    private function rows(): Generator
    {
        $db = new \wpdb(DB_USER, DB_PASSWORD, DB_NAME, DB_HOST);
        $result = mysqli_query($db->dbh, self::sql(), MYSQLI_USE_RESULT);
        if (!$result instanceof \mysqli_result) {
            $fault = mysqli_error($db->dbh);
            throw new RuntimeException("the orders cannot be read: $fault");
        }
        try {
            while ($row = $result->fetch_assoc()) {
                $row['customer'] = $this->customers->ofOrder(
                    $row['customer'], $row['guest_email'], (int) $row['ts'],
                );
                unset($row['guest_email']);
                yield $row;
            }
            if (mysqli_errno($db->dbh) !== 0) {
                $fault = mysqli_error($db->dbh);
                throw new RuntimeException("the orders end too soon: $fault");
            }
        } finally {
            $result->free();
            $db->close();
        }
    }

    private static function sql(): string
    {
        global $wpdb;
        $text = (string) file_get_contents(dirname(__DIR__) . '/orders.sql');
        // Comments are for readers: they name tables and parameters too.
        $text = preg_replace('/^--.*\n/m', '', $text);
        $decimals = (string) self::decimals();
        return strtr($text, ['{prefix}' => $wpdb->prefix, '{decimals}' => $decimals]);
    }

    public static function decimals(): int
    {
        return max(0, min(4, (int) get_option('woocommerce_price_num_decimals', 2)));
    }

    public static function currency(): ?string
    {
        $currency = get_option('woocommerce_currency');
        return is_string($currency) && $currency !== '' ? $currency : null;
    }
}
