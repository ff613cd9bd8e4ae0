<?php

declare(strict_types=1);

namespace Shop;

use DateTimeImmutable;
use DateTimeZone;
use RuntimeException;

/** Makes the shop's tables and fills them from a log; days move so that it ends this week. */
final class Fill
{
    private const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Phan', 'Vũ', 'Đặng', 'Bùi', 'Đỗ',
        'Hồ', 'Ngô', 'Dương', 'Lý'];
    private const MIDDLE = ['Thị', 'Văn', 'Ngọc', 'Minh', 'Thanh', 'Đức', 'Kim', 'Hữu', 'Thu', 'Quang'];
    private const GIVEN = ['An', 'Bình', 'Chi', 'Dung', 'Giang', 'Hà', 'Hạnh', 'Hùng', 'Khoa', 'Lan',
        'Linh', 'Long', 'Mai', 'My', 'Nam', 'Nga', 'Nhung', 'Phong', 'Phúc', 'Quân', 'Sơn', 'Thảo',
        'Trang', 'Tuấn', 'Vy', 'Yến'];

    private readonly DateTimeZone $zone;
    private readonly Inserter $stats;
    private readonly Inserter $items;
    private readonly Inserter $accounts;
    /** @var array<string, int> number by name */
    private array $products = [];
    /** @var array<string, int> customer by account */
    private array $customers = [];
    private int $lines = 0;
    private int $orders = 0;

    public function __construct(private readonly Database $db, Config $config)
    {
        $this->zone = new DateTimeZone($config->zone);
        $this->stats = new Inserter($db, 'wc_order_stats', ['order_id', 'parent_id',
            'date_created', 'date_created_gmt', 'num_items_sold', 'total_sales', 'net_total',
            'status', 'customer_id']);
        $this->items = new Inserter($db, 'wc_order_product_lookup', ['order_item_id', 'order_id',
            'product_id', 'variation_id', 'customer_id', 'date_created', 'product_qty',
            'product_net_revenue', 'product_gross_revenue']);
        $this->accounts = new Inserter($db, 'wc_customer_lookup', ['customer_id', 'user_id',
            'username', 'first_name', 'last_name', 'email', 'country', 'city']);
    }

    public function from(string $file, bool $again): string
    {
        $log = new Log($file);
        $this->db->create($again);
        if ($this->db->run('SELECT COUNT(*) FROM {products}')->fetchColumn() > 0) {
            throw new RuntimeException('fill: the tables are not empty; --again empties them');
        }
        [$prices, $weeks] = $this->look($log);
        $this->db->together(function () use ($log, $prices, $weeks): void {
            $this->products($prices);
            foreach ($log->orders() as $lines) {
                $this->order($lines, $weeks);
            }
            $this->stats->end();
            $this->items->end();
            $this->accounts->end();
        });
        return sprintf('filled: %d orders of %d lines, %d customers, %d products',
            $this->orders, $this->lines, count($this->customers), count($this->products));
    }

    /**
     * The last price of each item, and the weeks from the log's last day to this day.
     *
     * @return array{array<string, int>, int}
     */
    private function look(Log $log): array
    {
        $prices = [];
        $last = '';
        foreach ($log->lines() as $line) {
            $prices[$line['item']] = (int) $line['price'];
            $last = $line['time'];
        }
        if ($last === '') {
            throw new RuntimeException('fill: the log is empty');
        }
        $days = (int) $this->moment($last, 0)->diff(new DateTimeImmutable('now'))->format('%r%a');
        return [$prices, intdiv(max(0, $days), 7)];
    }

    /** @param array<string, int> $prices */
    private function products(array $prices): void
    {
        $into = new Inserter($this->db, 'products', ['product_id', 'name_vi', 'name_en', 'about_vi',
            'about_en', 'category', 'price', 'active']);
        $file = fopen(__DIR__ . '/../data/products.csv', 'r');
        $header = fgetcsv($file, null, ',', '"', '');
        while (($row = fgetcsv($file, null, ',', '"', '')) !== false) {
            $row = array_combine($header, $row);
            $number = count($this->products) + 1;
            $this->products[$row['name_vi']] = $number;
            $into->add([$number, $row['name_vi'], $row['name_en'], $row['about_vi'],
                $row['about_en'], $row['category'], $prices[$row['name_vi']] ?? 0,
                (int) $row['active']]);
        }
        fclose($file);
        foreach (array_diff_key($prices, $this->products) as $name => $price) {
            throw new RuntimeException("fill: data/products.csv has no \"$name\"");
        }
        $into->end();
    }

    /** @param non-empty-list<array<string, string>> $lines */
    private function order(array $lines, int $weeks): void
    {
        $order = (int) $lines[0]['order'];
        $moment = $this->moment($lines[0]['time'], $weeks);
        $at = $moment->format('Y-m-d H:i:s');
        $customer = $lines[0]['customer'] === '' ? 0 : $this->customer($lines[0]['customer']);
        preg_match('/\Arefund of order (\d+)/', $lines[0]['note'], $refunded);
        $parent = (int) ($refunded[1] ?? 0);
        $pieces = $sum = 0;
        foreach ($lines as $line) {
            // A voucher handed in is a way to pay, not a product sold.
            if (str_starts_with($line['note'], 'voucher from order')) {
                continue;
            }
            $quantity = (int) $line['quantity'];
            $amount = $quantity * (int) $line['price'];
            $this->items->add([++$this->lines, $order, $this->products[$line['item']], 0,
                $customer, $at, $quantity, $amount, $amount]);
            $pieces += $quantity;
            $sum += $amount;
        }
        $this->orders++;
        $utc = $moment->setTimezone(new DateTimeZone('UTC'))->format('Y-m-d H:i:s');
        $this->stats->add([$order, $parent, $at, $utc, $pieces, $sum, $sum, 'wc-completed',
            $customer]);
    }

    /** The lookup tables' customer of an account, which is not WordPress's user. */
    private function customer(string $account): int
    {
        if (isset($this->customers[$account])) {
            return $this->customers[$account];
        }
        $customer = $this->customers[$account] = 1001 + count($this->customers);
        $user = $customer - 1000;
        $draw = crc32($account);
        $this->accounts->add([
            $customer,
            $user,
            $account,
            self::of(self::MIDDLE, intdiv($draw, 26)) . ' ' . self::of(self::GIVEN, $draw),
            self::of(self::FAMILY, intdiv($draw, 260)),
            "khach$user@example.test",
            'VN',
            'Nha Trang',
        ]);
        return $customer;
    }

    /** @param list<string> $names */
    private static function of(array $names, int $number): string
    {
        return $names[$number % count($names)];
    }

    private function moment(string $local, int $weeks): DateTimeImmutable
    {
        return (new DateTimeImmutable($local, $this->zone))->modify('+' . 7 * $weeks . ' days');
    }
}
