<?php

declare(strict_types=1);

/**
 * The readers, each on the tables of its system in a MariaDB of the tests' own:
 *
 *     php examples/php-shop/tests/readers.php build/shop [SYSTEM...]
 *
 * A log written by hand, with rows counted by hand; what is peculiar to each system, in
 * cases/; and a log at random, of which every system must give the same rows.
 */

namespace Shop\Tests;

use DateTimeImmutable;
use DateTimeZone;
use PDO;
use Throwable;

use function Shop\Readers\guest_key;
use function Shop\Readers\rows;
use function Shop\Readers\sql;
use function Shop\Readers\utc;

require __DIR__ . '/../readers/reader.php';
require __DIR__ . '/mariadb.php';
require __DIR__ . '/tables.php';
require __DIR__ . '/log.php';

const SECRET = 'sixteen bytes or more';

/**
 * Of each system: a prefix, whether it knows refunded lines, what of other currencies.
 */
const SYSTEMS = [
    'woocommerce-lookup' => ['wp_', true, 'as is'],
    'woocommerce-lookup.sqlite' => ['wp_', true, 'as is'],
    'woocommerce-classic' => ['wp_', true, 'apart'],
    'woocommerce-hpos' => ['Shop2_', true, 'apart'],
    'magento2' => ['', true, 'converted'],
    'prestashop' => ['ps_', true, 'converted'],
    'opencart3' => ['oc_', false, 'converted'],
    'opencart4' => ['oc_', false, 'converted'],
    'sylius' => ['', false, 'apart'],
    'shopware6' => ['', true, 'converted'],
];

final class Checks
{
    public int $failed = 0;
    public int $passed = 0;

    public function same(string $what, mixed $expected, mixed $got): void
    {
        if ($expected === $got) {
            $this->passed++;
            return;
        }
        $this->failed++;
        echo "FAILED $what\n";
        if (!is_array($expected) || !is_array($got)) {
            var_dump($expected, $got);
            return;
        }
        $lines = fn (array $rows) => array_map('json_encode', $rows);
        foreach (array_diff($lines($expected), $lines($got)) as $line) {
            echo "  lacks $line\n";
        }
        foreach (array_diff($lines($got), $lines($expected)) as $line) {
            echo "  has   $line\n";
        }
    }

    /** @param class-string<Throwable> $class */
    public function refused(
        string $what,
        string $class,
        string $said,
        callable $call,
    ): void {
        try {
            $call();
            $this->same($what, "$class: $said", 'nothing was thrown');
        } catch (Throwable $error) {
            $same = $error instanceof $class && str_contains($error->getMessage(), $said);
            $this->same($what, "$class: $said", $same ? "$class: $said"
                : $error::class . ': ' . $error->getMessage());
        }
    }
}

final class Readers
{
    private int $made = 0;
    private DateTimeZone $zone;
    /** @var array<string, callable(Tables, list<Order>): void> */
    private array $writers = [];

    public function __construct(private Checks $checks, private MariaDb $server)
    {
        $this->zone = new DateTimeZone('Europe/Berlin');
    }

    /** @param list<string> $systems */
    public function all(array $systems): void
    {
        $logs = [
            'common' => at_random(1, 300, all: false),
            'with partial refunds and another currency' => at_random(2, 300, all: true),
        ];
        $same = [];
        foreach ($systems as $system) {
            [, $refunds, $foreign] = SYSTEMS[$system];
            $hand = array_merge(HAND, HAND_REFUNDS[$refunds], HAND_FOREIGN[$foreign]);
            $this->check("$system: the log by hand", $this->counted($hand),
                $this->read($this->written($system, by_hand())));
            $this->cases($system);
            foreach ($logs as $name => $orders) {
                $rows = $this->read($this->written($system, $orders));
                $this->check("$system: at random, $name",
                    expected($orders, $refunds, $foreign, SECRET), $rows);
                $same[$name][$system] = $rows;
            }
            printf("%-26s %d rows, %d rows\n", $system, count($same['common'][$system]),
                count(end($same)[$system]));
        }
        foreach ($same['common'] as $system => $rows) {
            $this->check("$system: as the first system",
                $same['common'][$systems[0]], $rows);
        }
    }

    private function check(string $what, array $expected, array $got): void
    {
        $this->checks->same($what, self::sorted($expected), self::sorted($got));
    }

    private static function sorted(array $rows): array
    {
        $key = fn (array $row) => [(int) $row[1], (int) $row[3]];
        usort($rows, fn ($a, $b) => $key($a) <=> $key($b));
        return $rows;
    }

    /** @return list<array> rows written for reading, as readers give them */
    private function counted(array $rows): array
    {
        $given = [];
        foreach ($rows as [$who, $order, $utc, $item, $quantity, $amount]) {
            $second = new DateTimeImmutable($utc, new DateTimeZone('UTC'));
            $guest = str_starts_with((string) $who, 'g:');
            $given[] = [
                $guest ? guest_key(substr($who, 2), SECRET) : $who, (string) $order,
                $second->getTimestamp(), (string) $item, $quantity, $amount,
            ];
        }
        return $given;
    }

    private function empty(string $system): Tables
    {
        $db = str_ends_with($system, '.sqlite')
            ? new PDO('sqlite::memory:')
            : $this->server->database('shop' . ++$this->made);
        return new Tables($db, $system, SYSTEMS[$system][0], $this->zone);
    }

    private function written(string $system, array $orders): Tables
    {
        $tables = $this->empty($system);
        $tables->db->beginTransaction();
        $name = strtok($system, '.');
        $this->writers[$name] ??= require __DIR__ . "/writers/$name.php";
        $this->writers[$name]($tables, $orders);
        $tables->db->commit();
        return $tables;
    }

    /** Read in a session far from UTC, with the driver's parameters and the server's. */
    private function read(Tables $tables): array
    {
        $mysql = $tables->db->getAttribute(PDO::ATTR_DRIVER_NAME) === 'mysql';
        $given = [];
        foreach ($mysql ? [true, false] : [false] as $emulated) {
            if ($mysql) {
                $tables->db->setAttribute(PDO::ATTR_EMULATE_PREPARES, $emulated);
                $tables->db->exec("SET time_zone = '-11:00'");
            }
            $rows = rows($tables->db, $tables->system, $tables->prefix, currency: 'EUR',
                zone: $this->zone, secret: SECRET);
            $given[] = iterator_to_array($rows, false);
        }
        $this->checks->same("$tables->system: prepared so or so", $given[0], end($given));
        return $tables->system === 'shopware6' ? array_map(self::numbered(...), $given[0])
            : $given[0];
    }

    /** Shopware's keys are numbers in hexadecimal here. */
    private static function numbered(array $row): array
    {
        foreach ([0, 1, 3] as $place) {
            if (preg_match('/\A[0-9a-f]{32}\z/', (string) $row[$place]) === 1) {
                $row[$place] = (string) hexdec($row[$place]);
            }
        }
        return $row;
    }

    /** What only this system has: rows of tables, and in comments what they must give. */
    private function cases(string $system): void
    {
        $file = __DIR__ . "/cases/$system.sql";
        $tables = $this->empty($system);
        if ($tables->db->getAttribute(PDO::ATTR_DRIVER_NAME) === 'mysql') {
            $tables->db->exec("SET time_zone = '+00:00', sql_mode = ''");
        }
        $tables->script($file);
        preg_match_all('/^-- row (.*)$/m', file_get_contents($file), $found);
        $rows = [];
        foreach ($found[1] as $line) {
            [$who, $order, $utc, $item, $quantity, $amount] = explode('|', $line);
            $who = $who === 'nobody' ? null : $who;
            $rows[] = [$who, $order, $utc, $item, $quantity + 0, $amount];
        }
        $rows = $this->counted($rows);
        $this->check("$system: its own cases", $rows, $this->read($tables));
    }
}

/** What is refused before a statement is made of it. */
function refusals(Checks $checks): void
{
    $wrong = \InvalidArgumentException::class;
    foreach (['wp_; DROP TABLE x', 'wp_`', "wp_\n", 'wp-', ' ', "'", 'ạ_'] as $prefix) {
        $checks->refused("a prefix $prefix", $wrong, 'the prefix of tables',
            fn () => sql('magento2', $prefix));
    }
    foreach (['../reader', 'Magento2', '', 'magento2.sql', "sylius\n"] as $system) {
        $checks->refused("a system $system", $wrong, 'readers: ', fn () => sql($system));
    }
    foreach ([-1, 5] as $decimals) {
        $checks->refused("$decimals decimals", $wrong, "is $decimals, not 0 to 4",
            fn () => sql('sylius', '', $decimals));
    }
    $db = new PDO('sqlite::memory:');
    $zone = new DateTimeZone('UTC');
    $checks->refused('no currency', $wrong, 'magento2 needs a currency',
        fn () => rows($db, 'magento2', zone: $zone));
    $checks->refused('no zone', $wrong, 'prestashop needs a zone',
        fn () => rows($db, 'prestashop', currency: 'EUR'));
    $checks->refused('a short secret', $wrong, 'at least 16 bytes',
        fn () => rows($db, 'woocommerce-lookup', secret: 'fifteen bytes..'));
    foreach (SYSTEMS as $system => [$prefix]) {
        $checks->same("$system: nothing is left to replace", 0,
            preg_match('/[{}]|--/', sql($system, $prefix)));
    }
}

/** Keys of guests, and a clock that jumps. */
function keys_and_clocks(Checks $checks): void
{
    // HMAC-SHA256 of RFC 4231's second case, cut: key "Jefe".
    $checks->same('the known answer', 'g:5bdcc146bf60754e6a042426089575c7',
        guest_key('what do ya want for nothing?', 'Jefe'));
    $checks->same('one spelling', guest_key('an@example.com', SECRET),
        guest_key(" AN@Example.com\n", SECRET));
    $checks->same('no e-mail', null, guest_key(' ', SECRET));
    $berlin = new DateTimeZone('Europe/Berlin');
    foreach ([
        '2026-03-28 23:30:00' => '2026-03-28 22:30:00',
        '2026-03-29 23:30:00' => '2026-03-29 21:30:00',
        // An hour that is not: as if the clock had not been put forward.
        '2026-03-29 02:30:00' => '2026-03-29 01:30:00',
        // An hour that is twice: the first.
        '2026-10-25 02:30:00' => '2026-10-25 00:30:00',
        '2026-10-25 23:30:00' => '2026-10-25 22:30:00',
    ] as $local => $utc) {
        $second = utc($local, $berlin);
        $checks->same("$local in Berlin", $utc, gmdate('Y-m-d H:i:s', $second));
    }
    foreach (['0000-00-00', '', '2026-03-28'] as $text) {
        $checks->same("no moment: $text", false, utc($text, $berlin));
    }
}

/** Rows as they come: guests without a secret, no decimals, a reader that stops early. */
function as_they_come(Checks $checks, MariaDb $server): void
{
    $db = $server->database('asked');
    $zone = new DateTimeZone('UTC');
    $tables = new Tables($db, 'woocommerce-lookup', 'wp_', $zone);
    $writer = require __DIR__ . '/writers/woocommerce-lookup.php';
    $writer($tables, at_random(3, 50, all: false));
    $ask = fn (mixed ...$more) => rows($db, 'woocommerce-lookup', 'wp_', ...$more);
    $nobodies = fn (array $rows) => count(array_keys(array_column($rows, 0), null, true));
    $checks->same('with a secret nobody is nobody', 0,
        $nobodies(iterator_to_array($ask(secret: SECRET), false)));
    $nobody = iterator_to_array($ask(decimals: 0), false);
    $checks->same('without one guests are', true, $nobodies($nobody) > 0);
    $checks->same('no decimals', 1, preg_match('/\A[0-9]+\z/', $nobody[0][5]));
    foreach ($ask() as $row) {
        break;
    }
    $checks->same('a reader that stopped leaves the connection', '1',
        (string) $db->query('SELECT 1')->fetchColumn());
    $checks->same('and the driver as it was', 1,
        (int) $db->getAttribute(PDO::MYSQL_ATTR_USE_BUFFERED_QUERY));
    $db->exec("SET sql_mode = ''");
    $db->exec("UPDATE wp_wc_order_stats SET date_created_gmt = '0000-00-00 00:00:00'");
    $checks->refused('an order without a time', \RuntimeException::class, 'has no time',
        fn () => iterator_to_array($ask(), false));
}

$checks = new Checks();
$build = $argv[1] ?? null;
if ($build === null || (!is_dir($build) && !mkdir($build, 0700, true))) {
    fwrite(STDERR, "readers.php FOLDER: where a MariaDB may be made\n");
    exit(2);
}
refusals($checks);
keys_and_clocks($checks);
$server = new MariaDb(realpath($build) . '/readers');
(new Readers($checks, $server))->all(array_slice($argv, 2) ?: array_keys(SYSTEMS));
as_they_come($checks, $server);
$server->stop();
echo "$checks->passed checks passed, $checks->failed failed\n";
exit($checks->failed === 0 ? 0 : 1);
