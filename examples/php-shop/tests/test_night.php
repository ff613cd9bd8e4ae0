<?php

/** Orders come in by day, and the night learns from them. */

declare(strict_types=1);

namespace Shop\Tests;

use Shop\Config;
use Shop\Database;
use Shop\Fill;
use Shop\Training;

/** bin/train.php as cron runs it: exit code, and what it printed. */
function train(Config $config, string ...$options): array
{
    $environment = ['SHOP_DSN' => $config->dsn, 'SHOP_MODEL' => $config->model];
    $extension = getenv('QUEN_EXTENSION');
    $command = [PHP_BINARY, ...($extension ? ['-d', "extension=$extension"] : []), ...$options,
        __DIR__ . '/../bin/train.php'];
    $process = proc_open($command, [1 => ['pipe', 'w'], 2 => ['redirect', 1]], $pipes, null,
        $environment + getenv());
    $text = stream_get_contents($pipes[1]);
    return [proc_close($process), $text];
}

return [
    'an order goes where WooCommerce would put it' => static function (): void {
        $config = filled();
        $db = new Database($config);
        $visitor = new Visitor($config);
        $visitor->post('/login', ['customer' => '1']);
        $visitor->post('/basket', ['product' => '15', 'quantity' => '2']);
        $visitor->post('/basket', ['product' => '19']);
        same(303, $visitor->post('/order')->status, 'order');
        $order = $db->run('SELECT * FROM {wc_order_stats} ORDER BY order_id DESC LIMIT 1')->fetch();
        same([3, 'wc-processing', 1001], [$order['num_items_sold'], $order['status'], $order['customer_id']], 'order');
        $lines = $db->run('SELECT product_id, product_qty, product_net_revenue FROM {wc_order_product_lookup}
            WHERE order_id = ? ORDER BY order_item_id', [$order['order_id']])->fetchAll();
        same([[15, 2], [19, 1]], array_map(static fn($line) => [$line['product_id'], $line['product_qty']], $lines), 'lines');
        same($order['net_total'], (float) array_sum(array_column($lines, 'product_net_revenue')), 'sum');
        same([], $visitor->memory['basket'], 'the basket is empty');
        same(303, $visitor->post('/order')->status, 'an empty basket is no order');
        same(7 * 3600, strtotime($order['date_created']) - strtotime($order['date_created_gmt']), 'the clock');
    },
    'a log fills empty tables only' => static function (): void {
        $config = filled();
        $fill = new Fill(new Database($config), $config);
        try {
            $fill->from(getenv('SHOP_LOG'), false);
            holds(false, 'refused');
        } catch (\RuntimeException $fault) {
            has('the tables are not empty', $fault->getMessage());
        }
        has('filled: ', (new Fill(new Database($config), $config))->from(getenv('SHOP_LOG'), true));
    },
    'refunds hang on their order, vouchers are no products' => static function (): void {
        $db = new Database(filled());
        $one = static fn(string $sql): int => (int) $db->run($sql)->fetchColumn();
        holds($one('SELECT COUNT(*) FROM {wc_order_stats} WHERE parent_id > 0') > 0, 'refunds');
        same(0, $one('SELECT COUNT(*) FROM {wc_order_product_lookup} l JOIN {wc_order_stats} s
            ON s.order_id = l.order_id WHERE s.parent_id = 0 AND l.product_qty < 0'), 'negative sales');
        same(0, $one('SELECT COUNT(*) FROM {wc_order_stats} r LEFT JOIN {wc_order_stats} s
            ON s.order_id = r.parent_id WHERE r.parent_id > 0 AND s.order_id IS NULL'), 'orphans');
    },
    'a night without the extension ends with 1 and says so' => static function (): void {
        if (extension_loaded('quen')) {
            return;
        }
        [$code, $line] = train(filled());
        same(1, $code, $line);
        same(1, preg_match('/\A[-\dT:]+Z not trained: the extension quen is not loaded\n\z/', $line), $line);
    },
    'a night replaces the file and prints one line' => static function (): void {
        needs_extension();
        $config = filled();
        [$code, $line] = train($config);
        same(0, $code, $line);
        same(1, preg_match('/\A[-\dT:]+Z trained: \d+ lines, \d+ customers, \d+ items, [^\n]+\n\z/', $line), $line);
        $first = file_get_contents($config->model);
        same(0, train($config)[0], 'again');
        same($first, file_get_contents($config->model), 'the same orders, the same bytes');
        $files = array_diff(scandir(dirname($config->model)), ['.', '..']);
        sort($files);
        same(['shop.db', 'shop.quen', 'shop.quen.lock'], $files, 'nothing else is left');
    },
    'what was ordered by day is learned by night' => static function (): void {
        $config = trained();
        $before = \Quen\Shop::open($config->model);
        $who = 1 + count($before);
        (new Database($config))->run("INSERT INTO {wc_customer_lookup} (customer_id, user_id,
            first_name, last_name) VALUES (88001, 5088, 'Chi', 'Lê')");
        $visitor = new Visitor($config);
        $visitor->post('/login', ['customer' => '5088']);
        $visitor->post('/basket', ['product' => '15']);
        $visitor->post('/order');
        (new Training($config))->run();
        same($who, count(\Quen\Shop::open($config->model)), 'customers');
        holds(\Quen\Shop::open($config->model)->hasCustomer(5088), 'the new one');
    },
    'a second training at once is refused, the file stays' => static function (): void {
        $config = trained();
        $before = file_get_contents($config->model);
        $lock = fopen("$config->model.lock", 'c');
        // A share of it is enough to be in the way.
        flock($lock, LOCK_SH);
        [$code, $line] = train($config);
        same(1, $code, $line);
        has('not trained: another training is running', $line);
        fclose($lock);
        same($before, file_get_contents($config->model), 'the file');
    },
    'a night that fails leaves the old file' => static function (): void {
        $config = trained();
        $before = file_get_contents($config->model);
        (new Database($config))->pdo->exec('DROP TABLE wp_wc_order_stats');
        [$code, $line] = train($config);
        same(1, $code, $line);
        has('not trained: ', $line);
        same(1, substr_count($line, "\n"), 'one line');
        same($before, file_get_contents($config->model), 'the file');
    },
];
