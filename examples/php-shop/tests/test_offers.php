<?php

/** What is offered; and that a shop without a model is a shop all the same. */

declare(strict_types=1);

namespace Shop\Tests;

use Shop\Catalog;
use Shop\Config;
use Shop\Database;
use Shop\Language;
use Shop\Offers;

const HEADINGS = ['What many like', 'For you', 'Customers also bought', 'Goes well with'];

/** Every page works and offers nothing; each request tells the log why, once. */
function check_offers_nothing(Config $config, string $why): void
{
    $visitor = new Visitor($config);
    $visitor->post('/login', ['customer' => '1']);
    $visitor->post('/basket', ['product' => '1']);
    foreach (['/', '/product/1', '/basket'] as $path) {
        $visitor->log = [];
        $html = $visitor->page($path, ['lang' => 'en']);
        foreach (HEADINGS as $heading) {
            lacks($heading, $html);
        }
        same(1, count($visitor->log), "$path: lines of the log");
        has($why, $visitor->log[0]);
        lacks("\n", $visitor->log[0]);
    }
    $visitor->post('/login', ['as' => 'owner']);
    $visitor->log = [];
    has('Nothing has been learned yet', $visitor->page('/owner'));
    same(1, count($visitor->log), 'owner: lines of the log');
}

function offers(Config $config): Offers
{
    $fail = static fn(string $line) => throw new Wrong($line);
    return new Offers($config->model, new Catalog(new Database($config)), $fail);
}

/** Numbers of what is offered. */
function numbers(array $offers): array
{
    return array_map(static fn($offer) => $offer->product->number, $offers);
}

return [
    'without the extension nothing is offered' => static function (): void {
        if (!extension_loaded('quen')) {
            check_offers_nothing(filled(), 'the extension quen is not loaded');
        }
    },
    'without a file nothing is offered' => static function (): void {
        needs_extension();
        check_offers_nothing(filled('none.quen'), 'none.quen');
    },
    'a file that is no model, cut, or of another format offers nothing' => static function (): void {
        $config = trained();
        $good = file_get_contents($config->model);
        $bad = [
            'empty' => '',
            'no model' => str_repeat('no model at all ', 1000),
            'cut' => substr($good, 0, intdiv(strlen($good), 2)),
            'an older format' => substr_replace($good, "\0\0\0\0", 12, 4),
            'a newer format' => substr_replace($good, "\x09\0\0\0", 12, 4),
            'a flipped bit' => substr_replace($good, chr(ord($good[5000]) ^ 1), 5000, 1),
        ];
        foreach ($bad as $bytes) {
            // Replaced as training replaces it, for a worker keeps what it has opened.
            file_put_contents("$config->model.new", $bytes);
            rename("$config->model.new", $config->model);
            check_offers_nothing($config, 'shop: no offers: ');
        }
        file_put_contents("$config->model.new", $good);
        rename("$config->model.new", $config->model);
        has('What many like', (new Visitor($config))->page('/', ['lang' => 'en']));
    },
    'a stranger sees what sells well, a customer what is for them' => static function (): void {
        $config = trained();
        $offers = offers($config);
        $popular = $offers->forYou(null, 4);
        same(4, count($popular), 'for a stranger');
        same([], array_merge(...array_map(static fn($offer) => $offer->because, $popular)), 'no reasons');
        $visitor = new Visitor($config);
        has('What many like', $visitor->page('/', ['lang' => 'en']));
        $visitor->post('/login', ['customer' => '1']);
        has('For you', $visitor->page('/'));
        $lists = array_map(static fn(int $who) => numbers($offers->forYou($who, 4)), range(1, 40));
        holds(count(array_unique($lists, SORT_REGULAR)) > 10, 'not the same for everybody');
    },
    'a product\'s neighbours are not the product, nor what is not sold' => static function (): void {
        $config = trained();
        $offers = offers($config);
        $catalog = new Catalog(new Database($config));
        foreach (range(1, 32) as $number) {
            $found = numbers($offers->alsoBought($number, 30));
            holds(!in_array($number, $found, true), "$number beside itself");
            same([], array_intersect($found, $catalog->notSold()), 'not sold');
        }
        // The log's makers put them together: examples/synth/tables.c.
        same('Croissant bơ', offered_with($config, 'Espresso', 'bakery'), 'espresso');
        same('Dầu dưỡng móng', offered_with($config, 'Sơn gel', 'care'), 'nails');
    },
    'what is no longer sold leaves its place to others' => static function (): void {
        $config = trained();
        [$stranger, $beside] = [offers($config)->forYou(null, 4), offers($config)->alsoBought(18, 4)];
        $gone = [$stranger[0]->product->number, $beside[0]->product->number];
        (new Database($config))->run('UPDATE {products} SET active = 0 WHERE product_id IN (?, ?)', $gone);
        foreach ([offers($config)->forYou(null, 4), offers($config)->alsoBought(18, 4),
            offers($config)->goesWith(null, [18], 4), offers($config)->goesWith(1, [18], 4)] as $now) {
            same(4, count($now), 'offers');
            same([], array_intersect(numbers($now), $gone), 'gone');
        }
    },
    'a basket is not offered again, and changes the offers' => static function (): void {
        $offers = offers(trained());
        foreach ([null, 99999, ...range(1, 40)] as $customer) {
            $every = numbers($offers->goesWith($customer, [18, 13], 32));
            same([], array_intersect($every, [18, 13]), 'in the basket');
            $found = numbers($offers->goesWith($customer, [18, 13], 6));
            same(6, count($found), 'offers');
            holds($found !== numbers($offers->goesWith($customer, [1], 6)), 'of another basket');
        }
    },
    'what the last training did not see' => static function (): void {
        $config = trained();
        $db = new Database($config);
        $db->run("INSERT INTO {products} VALUES (77, 'mới', 'new', '', '', 'tea', 1000, 1)");
        same([], offers($config)->alsoBought(77, 4), 'a new product');
        same(4, count(offers($config)->forYou(123456, 4)), 'a new customer');
        $visitor = new Visitor($config);
        $visitor->page('/product/77');
        $visitor->post('/basket', ['product' => '77']);
        $visitor->page('/basket');
        same([], $visitor->log, 'that is no fault');
    },
    'the owner sees the last whole month in figures' => static function (): void {
        $config = trained();
        $there = \Quen\Shop::open($config->model)->now()->setTimezone(new \DateTimeZone($config->zone));
        $month = $there->modify('first day of last month')->format('Y-m');
        // Those of which something was kept.
        $counted = (new Database($config))->run("SELECT COUNT(*) FROM {wc_order_stats} o
            WHERE o.parent_id = 0 AND o.date_created LIKE '$month%' AND 0 < (
            SELECT SUM(l.product_qty) FROM {wc_order_product_lookup} l JOIN {wc_order_stats} s
            ON s.order_id = l.order_id WHERE o.order_id IN (s.order_id, s.parent_id))")->fetchColumn();
        $language = new Language('en', $config);
        $visitor = new Visitor($config);
        $visitor->post('/login', ['as' => 'owner']);
        $page = $visitor->page('/owner', ['lang' => 'en']);
        $row = '~>Orders</th>\s*<td [^>]*data-name="' . $language->month($month) . '">\s*([\d,]+)</td>~';
        same(1, preg_match($row, $page, $cell), $page);
        same((int) $counted, (int) strtr($cell[1], [',' => '']), "orders of $month");
    },
    'the owner sees segments, and who is at risk by segment' => static function (): void {
        $visitor = new Visitor(trained());
        $visitor->post('/login', ['as' => 'owner']);
        $all = $visitor->page('/owner', ['lang' => 'en']);
        foreach (['Champions', 'Hibernating', 'Revenue by month', 'Customers at risk'] as $text) {
            has($text, $all);
        }
        has('class="reasons"', $all);
        preg_match_all('/data-name="Chance">.*?<span class="beside">([\d.]+)%/s', $all, $chances);
        $sorted = $chances[1];
        rsort($sorted, SORT_NUMERIC);
        same($sorted, $chances[1], 'the likeliest first');
        same(12, count($chances[1]), 'so many are due');
        foreach (['in figures', 'Returning customers', 'Due again'] as $text) {
            has($text, $all);
        }
        preg_match_all('/data-name="At stake">\s*₫([\d,]+)/', $all, $stakes);
        $stakes = array_map(static fn($text) => (int) strtr($text, [',' => '']), $stakes[1]);
        $sorted = $stakes;
        rsort($sorted);
        same($sorted, $stakes, 'those with most at stake first');
        same(20, count($stakes), 'so many');
        $some = $visitor->page('/owner', ['segment' => 'At Risk']);
        has('<option value="At Risk" selected', preg_replace('/\s+/', ' ', $some));
        $visitor->page('/owner', ['segment' => 'No such segment']);
        same([], $visitor->log, 'an unknown segment is no fault');
    },
];

/** The name of the first product of a category that is offered beside another. */
function offered_with(Config $config, string $name, string $category): string
{
    $db = new Database($config);
    $number = $db->run('SELECT product_id FROM {products} WHERE name_vi = ?', [$name])->fetchColumn();
    foreach (offers($config)->alsoBought((int) $number, 30) as $offer) {
        if ($offer->product->category === $category) {
            return $offer->product->name(new \Shop\Language('vi', $config));
        }
    }
    return '';
}
