<?php

/** @generate-class-entries */

namespace Quen;

/**
 * What each customer of a log had before a moment, and bought from then on: the one to
 * learn from, the other to be judged by. ItemCF::fitBaskets($split->train()) knows
 * customers and items by number, as Evaluate::ranking($split, ...) does.
 *
 * @strict-properties
 * @not-serializable
 */
final class Split
{
    /**
     * Split what each customer bought.
     *
     * @param string|null $method "last_order": at the customer's last visit, if another came
     * before it; "time": at $cutoff; "given": at $moments. null: "last_order".
     * @param mixed $cutoff The moment of "time". null: $horizonDays before the log's end.
     * @param float|null $horizonDays Lines are held out for so long. null: to the log's end.
     * @param array|string|null $moments Those of "given", one for each customer by number,
     * or packed by pack('q*', ...); null, packed PHP_INT_MAX: nothing is held out.
     * @param bool|null $includeBought Hold out items too that they had before. null: no.
     * @phpstan-param 'last_order'|'time'|'given'|null $method
     * @phpstan-param list<\DateTimeInterface|int|string|null>|string|null $moments
     */
    public function __construct(
        Orders $orders,
        ?string $method = null,
        \DateTimeInterface|int|string|null $cutoff = null,
        ?float $horizonDays = null,
        array|string|null $moments = null,
        ?bool $includeBought = null,
    ) {}

    /**
     * What each customer had before the moment: numbers of items, ascending.
     *
     * @phpstan-return Rows<list<int>>
     */
    public function train(): Rows {}

    /**
     * What each customer bought from the moment on, likewise.
     *
     * @phpstan-return Rows<list<int>>
     */
    public function heldOut(): Rows {}

    /**
     * Where each customer's lines are cut; null: nowhere.
     *
     * @phpstan-return Rows<\DateTimeImmutable|null>
     */
    public function moments(): Rows {}

    /**
     * How many customers had each item before, by number.
     *
     * @phpstan-return list<int>
     */
    public function popularity(): array {}

    /**
     * Customers with held-out items.
     *
     * @implementation-alias Quen\Model::get
     */
    public function judged(): int {}

    /**
     * The keys of customers, by number.
     *
     * @phpstan-return Rows<int|string>
     */
    public function customers(): Rows {}

    /**
     * The keys of items, by number.
     *
     * @phpstan-return Rows<int|string>
     */
    public function items(): Rows {}

    /**
     * Moments from which a log is to be foreseen, ascending; the last is the horizon before
     * the log's end.
     *
     * @param float|null $horizonDays What must come after an origin. null: 90.
     * @param float|null $stepDays From one origin to the next. null: 30.
     * @param float|null $historyDays What must have come before an origin. null: 30.
     * @param int|null $most So many at most, the latest ones. null: all.
     * @phpstan-return Rows<\DateTimeImmutable>
     */
    public static function origins(
        Orders $orders,
        ?float $horizonDays = null,
        ?float $stepDays = null,
        ?float $historyDays = null,
        ?int $most = null,
    ): Rows {}

    /**
     * The fold of a customer, 0 to $folds - 1, by a hash of the key: it stays when others
     * come. A number and its text are two keys here: it is that of the log which counts.
     *
     * @param int $seed Another one gives other folds.
     */
    public static function fold(int|string $customer, int $folds, int $seed = 0): int {}

    /**
     * The same of all customers of a log by number, or of a list of keys.
     *
     * @phpstan-param Orders|list<int|string> $customers
     * @phpstan-return list<int>
     */
    public static function folds(Orders|array $customers, int $folds, int $seed = 0): array {}
}
