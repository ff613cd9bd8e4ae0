<?php

declare(strict_types=1);

/**
 * The order lines of other shop systems, by the SQL files beside this one: each row is
 * the same six values, whatever the system. README.md says which file is for which.
 */

namespace Shop\Readers;

use DateTimeImmutable;
use DateTimeZone;
use Generator;
use InvalidArgumentException;
use PDO;
use RuntimeException;

/** Bytes that a secret has at least: fewer could be tried one by one. */
const LEAST_SECRET = 16;

/**
 * The statement of a system, its table names prefixed.
 *
 * @param string $system   the name of a file here, without ".sql"
 * @param string $prefix   what the tables' names begin with, such as "wp_"
 * @param int    $decimals of the currency: 2 for EUR, 0 for VND
 */
function sql(string $system, string $prefix = '', int $decimals = 2): string
{
    if (preg_match('/\A[a-z0-9][a-z0-9.-]*\z/', $system) !== 1) {
        throw new InvalidArgumentException("readers: a system is not called \"$system\"");
    }
    // The prefix becomes part of the statement, where nothing can quote it.
    if (preg_match('/\A[A-Za-z0-9_]*\z/', $prefix) !== 1) {
        throw new InvalidArgumentException(
            'readers: the prefix of tables has letters, digits and "_", and nothing else'
        );
    }
    if ($decimals < 0 || $decimals > 4) {
        throw new InvalidArgumentException("readers: decimals is $decimals, not 0 to 4");
    }
    $file = __DIR__ . "/$system.sql";
    if (!is_file($file)) {
        throw new InvalidArgumentException("readers: there is no reader for \"$system\"");
    }
    // Comments are for readers: they name tables and parameters too.
    $text = preg_replace('/^--.*\n/m', '', (string) file_get_contents($file));
    return strtr($text, ['{prefix}' => $prefix, '{decimals}' => (string) $decimals]);
}

/**
 * The order lines of a shop, one array a row:
 * [customer or null, order, Unix seconds UTC, item, quantity, amount as a decimal].
 * One row for each item of an order; rows are fetched as they are asked for.
 *
 * @param string            $system   as sql() takes it
 * @param string|null       $currency the shop's base currency, such as "EUR", where the
 *                                    system's file has ":currency"
 * @param DateTimeZone|null $zone     the shop's clock, where its file has "local_time"
 * @param string|null       $secret   for the keys of guests; null: they are nobody
 */
function rows(
    PDO $db,
    string $system,
    string $prefix = '',
    int $decimals = 2,
    ?string $currency = null,
    ?DateTimeZone $zone = null,
    #[\SensitiveParameter] ?string $secret = null,
): Generator {
    $sql = sql($system, $prefix, $decimals);
    $values = [];
    if (str_contains($sql, ':currency')) {
        $values['currency'] = $currency
            ?? throw new InvalidArgumentException("readers: $system needs a currency");
    }
    if (str_contains($sql, ' AS local_time') && $zone === null) {
        throw new InvalidArgumentException("readers: $system needs a zone");
    }
    if ($secret !== null && strlen($secret) < LEAST_SECRET) {
        throw new InvalidArgumentException(
            'readers: a secret has at least ' . LEAST_SECRET . ' bytes, random ones'
        );
    }
    return fetched($db, $sql, $values, $zone, $secret);
}

/** The key of a guest, the same however the e-mail is spelled: HMAC-SHA256, 128 bits. */
function guest_key(string $email, #[\SensitiveParameter] string $secret): ?string
{
    $email = strtolower(trim($email));
    if ($email === '') {
        return null;
    }
    return 'g:' . substr(hash_hmac('sha256', $email, $secret), 0, 32);
}

/**
 * Seconds of a moment that was written by the shop's clock. In the hour that is twice
 * when summer time ends it is the first; in the one that is not when it begins, an hour
 * later.
 */
function utc(string $local, DateTimeZone $zone): int|false
{
    $moment = DateTimeImmutable::createFromFormat('!Y-m-d H:i:s', $local, $zone);
    if ($moment === false) {
        return false;
    }
    // Versions of PHP differ in which of two they take. Lord Howe's clock moves half an
    // hour.
    $second = $moment->getTimestamp();
    foreach ([3600, 1800] as $gap) {
        if ($moment->setTimestamp($second - $gap)->format('Y-m-d H:i:s') === $local) {
            return $second - $gap;
        }
    }
    return $second;
}

/** @param array<string, string> $values */
function fetched(
    PDO $db,
    string $sql,
    array $values,
    ?DateTimeZone $zone,
    #[\SensitiveParameter] ?string $secret,
): Generator {
    // A shop's whole history is not kept in memory by the driver.
    $mysql = $db->getAttribute(PDO::ATTR_DRIVER_NAME) === 'mysql';
    $buffered = $mysql && $db->getAttribute(PDO::MYSQL_ATTR_USE_BUFFERED_QUERY);
    if ($buffered) {
        $db->setAttribute(PDO::MYSQL_ATTR_USE_BUFFERED_QUERY, false);
    }
    try {
        $statement = $db->prepare($sql);
        $statement->execute($values);
    } finally {
        if ($buffered) {
            $db->setAttribute(PDO::MYSQL_ATTR_USE_BUFFERED_QUERY, true);
        }
    }
    try {
        while (($row = $statement->fetch(PDO::FETCH_ASSOC)) !== false) {
            yield canonical($row, $zone, $secret);
        }
    } finally {
        $statement->closeCursor();
    }
}

/**
 * @param array<string, mixed> $row
 * @return array{?string, string, int, string, int|float, string}
 */
function canonical(
    array $row,
    ?DateTimeZone $zone,
    #[\SensitiveParameter] ?string $secret,
): array {
    $second = isset($row['local_time']) && $zone !== null
        ? utc($row['local_time'], $zone)
        : ($row['ts'] ?? false);
    if ($second === false || (int) $second <= 0) {
        throw new RuntimeException("readers: order {$row['order_id']} has no time");
    }
    $customer = $row['customer'];
    if ($customer === null && $secret !== null && $row['guest_email'] !== null) {
        $customer = guest_key($row['guest_email'], $secret);
    }
    $quantity = (float) $row['quantity'];
    return [
        $customer === null ? null : (string) $customer,
        (string) $row['order_id'],
        (int) $second,
        (string) $row['item'],
        $quantity === floor($quantity) ? (int) $quantity : $quantity,
        (string) $row['amount'],
    ];
}
