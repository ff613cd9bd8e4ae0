<?php

declare(strict_types=1);

/**
 * Orders as a shop has them, whatever its system: by hand, with the rows counted by hand,
 * and at random. Money is in cents of the base currency, without tax.
 */

namespace Shop\Tests;

use DateTimeImmutable;
use DateTimeZone;
use Random\Engine\Mt19937;
use Random\Randomizer;

final class Line
{
    /** @param list<int> $children what a configurable product or bundle is made of */
    public function __construct(
        public readonly int $item,
        public readonly int $quantity,
        public readonly int $price,
        public readonly int $variant = 0,
        public readonly int $back = 0,
        public readonly array $children = [],
    ) {
    }

    public function full(): int
    {
        return $this->quantity * $this->price;
    }
}

final class Order
{
    public const RATE = 1.25;

    /**
     * @param int    $customer 0: a guest
     * @param string $state    paid, cancelled, refunded (as a whole) or open (never paid)
     * @param int    $off      per cent off every line
     * @param list<Line> $lines
     */
    public function __construct(
        public readonly int $id,
        public readonly int $customer,
        public readonly string $email,
        public readonly string $utc,
        public readonly array $lines,
        public readonly string $state = 'paid',
        public readonly int $off = 0,
        public readonly int $tax = 20,
        public readonly bool $foreign = false,
    ) {
    }

    public function currency(): string
    {
        return $this->foreign ? 'USD' : 'EUR';
    }

    public function rate(): float
    {
        return $this->foreign ? self::RATE : 1.0;
    }

    /** What a price is after the discount. */
    public function less(int $cents): int
    {
        return intdiv($cents * (100 - $this->off), 100);
    }

    public function full(): int
    {
        return array_sum(array_map(fn (Line $line) => $line->full(), $this->lines));
    }

    public function discount(): int
    {
        return $this->full() - $this->less($this->full());
    }

    public function partlyRefunded(): bool
    {
        return array_sum(array_map(fn (Line $line) => $line->back, $this->lines)) > 0;
    }
}

/** Cents as systems write them. */
function money(float $cents): string
{
    return number_format($cents / 100, 4, '.', '');
}

/**
 * @param bool   $refunds whether the system knows which lines came back
 * @param string $foreign "converted", "apart" (left out), "as is" (not told from others)
 * @return list<array{?string, string, int, string, int, string}>
 */
function expected(array $orders, bool $refunds, string $foreign, string $secret): array
{
    $rows = [];
    foreach ($orders as $order) {
        if ($order->state !== 'paid' || ($order->foreign && $foreign === 'apart')) {
            continue;
        }
        $hash = hash_hmac('sha256', strtolower($order->email), $secret);
        $customer = $order->customer ?: 'g:' . substr($hash, 0, 32);
        $items = [];
        foreach ($order->lines as $line) {
            $kept = $line->quantity - ($refunds ? $line->back : 0);
            $items[$line->item] ??= [0, 0];
            $items[$line->item][0] += $kept;
            $items[$line->item][1] += $order->less($kept * $line->price);
        }
        ksort($items);
        $moment = new DateTimeImmutable($order->utc, new DateTimeZone('UTC'));
        foreach ($items as $item => [$kept, $cents]) {
            $cents *= $foreign === 'as is' ? $order->rate() : 1;
            if ($kept > 0) {
                $rows[] = [
                    (string) $customer, (string) $order->id, $moment->getTimestamp(),
                    (string) $item, $kept,
                    number_format($cents / 100, 2, '.', ''),
                ];
            }
        }
    }
    return $rows;
}

/** @return list<Order> */
function by_hand(): array
{
    $an = 'An@Example.com';
    $guest = 'binh@example.com';
    $chi = 'chi@example.com';
    $dung = 'dung@example.com';
    $nine = [new Line(10, 9, 500)];
    return [
        // Two lines of one order, 23:30 in Berlin on the eve of summer time (UTC+1).
        new Order(1, 17, $an, '2026-03-28 22:30:00', [
            new Line(10, 2, 500), new Line(11, 1, 1200),
        ]),
        // 23:30 in Berlin on the day it began (UTC+2), a fifth off.
        new Order(2, 17, $an, '2026-03-29 21:30:00', [new Line(10, 1, 500)], off: 20),
        // A guest, twice, and spelled otherwise.
        new Order(3, 0, $guest, '2026-04-02 09:00:00', [new Line(12, 1, 900)]),
        new Order(4, 0, ' Binh@Example.COM ', '2026-04-09 09:00:00', [
            new Line(10, 3, 500),
        ], tax: 0),
        // Two variants of one product in one order; a product with what it is made of.
        new Order(5, 18, $chi, '2026-04-10 10:00:00', [
            new Line(20, 1, 2000, variant: 201), new Line(20, 2, 2000, variant: 202),
            new Line(21, 1, 3000, children: [211, 212]),
        ]),
        // Cancelled, never paid, and sent back as a whole.
        new Order(6, 18, $chi, '2026-04-11 10:00:00', $nine, 'cancelled'),
        new Order(7, 18, $chi, '2026-04-12 10:00:00', $nine, 'open'),
        new Order(8, 18, $chi, '2026-04-13 10:00:00', $nine, 'refunded'),
        // One of three pieces sent back, and all of another item, a tenth off.
        new Order(9, 19, $dung, '2026-10-24 21:30:00', [
            new Line(11, 3, 1200, back: 1), new Line(12, 1, 900, back: 1),
        ], off: 10),
        // Paid in another currency, a fifth off: 4 x 5.00 x 0.8 in the base currency.
        new Order(10, 19, $dung, '2026-10-25 22:30:00', [
            new Line(10, 4, 500),
        ], off: 20, foreign: true),
    ];
}

/**
 * The rows of by_hand(), counted by hand: of every system; of orders 9 and 10, by what
 * the system knows. Times are UTC, "g:" stands before a guest's e-mail.
 */
const HAND = [
    ['17', 1, '2026-03-28 22:30:00', 10, 2, '10.00'],
    ['17', 1, '2026-03-28 22:30:00', 11, 1, '12.00'],
    ['17', 2, '2026-03-29 21:30:00', 10, 1, '4.00'],
    ['g:binh@example.com', 3, '2026-04-02 09:00:00', 12, 1, '9.00'],
    ['g:binh@example.com', 4, '2026-04-09 09:00:00', 10, 3, '15.00'],
    ['18', 5, '2026-04-10 10:00:00', 20, 3, '60.00'],
    ['18', 5, '2026-04-10 10:00:00', 21, 1, '30.00'],
];
const HAND_REFUNDS = [
    true => [
        ['19', 9, '2026-10-24 21:30:00', 11, 2, '21.60'],
    ],
    false => [
        ['19', 9, '2026-10-24 21:30:00', 11, 3, '32.40'],
        ['19', 9, '2026-10-24 21:30:00', 12, 1, '8.10'],
    ],
];
const HAND_FOREIGN = [
    'converted' => [['19', 10, '2026-10-25 22:30:00', 10, 4, '16.00']],
    'as is' => [['19', 10, '2026-10-25 22:30:00', 10, 4, '20.00']],
    'apart' => [],
];

/**
 * Orders that every system can tell wholly; with $all, partial refunds and another
 * currency as well, which are not in every system's tables.
 *
 * @return list<Order>
 */
function at_random(int $seed, int $count, bool $all): array
{
    $dice = new Randomizer(new Mt19937($seed));
    $orders = [];
    for ($id = 1; $id <= $count; $id++) {
        $guest = $dice->getInt(1, 4) === 1;
        $who = $dice->getInt(1, $guest ? 15 : 40);
        $email = $guest ? "guest$who@example.com" : "customer$who@example.com";
        $foreign = $all && $dice->getInt(1, 6) === 1;
        $state = $dice->getInt(0, 7);
        $orders[] = new Order(
            $id,
            $guest ? 0 : $who,
            $dice->getInt(0, 1) === 1 ? strtoupper($email) : $email,
            time_at_random($dice),
            lines_at_random($dice, $all),
            ['cancelled', 'refunded', 'open'][$state] ?? 'paid',
            [0, 0, 20, $foreign ? 20 : 10, $foreign ? 0 : 25][$dice->getInt(0, 4)],
            $dice->getInt(0, 1) * 20,
            $foreign,
        );
    }
    return $orders;
}

/**
 * In even hours of UTC: of the hour that Berlin's clock shows twice, this is the first.
 */
function time_at_random(Randomizer $dice): string
{
    $hour = intdiv(gmmktime(0, 0, 0, 9, 1, 2025), 3600) + 2 * $dice->getInt(0, 4000);
    return gmdate('Y-m-d H:i:s', 3600 * $hour + $dice->getInt(0, 3599));
}

/** @return list<Line> */
function lines_at_random(Randomizer $dice, bool $refunds): array
{
    $lines = [];
    for ($n = $dice->getInt(1, 4); $n > 0; $n--) {
        $item = $dice->getInt(1, 30);
        $quantity = $dice->getInt(1, 5);
        $lines[] = new Line(
            $item,
            $quantity,
            100 * $dice->getInt(1, 99),
            $item % 3 === 0 ? 1000 + $item * 10 + $dice->getInt(1, 3) : 0,
            $refunds && $dice->getInt(1, 5) === 1 ? $dice->getInt(1, $quantity) : 0,
            $item % 7 === 0 ? [2000 + $item, 2100 + $item] : [],
        );
    }
    return $lines;
}
