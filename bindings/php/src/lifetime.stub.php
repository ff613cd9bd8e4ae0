<?php

/** @generate-class-entries */

namespace Quen;

/**
 * Whether customers are customers still, orders and money to expect, the next order.
 *
 * MBG/CNBD-k, BG/NBD or Pareto/NBD for orders, Gamma-Gamma for their values. A log is
 * read day by day, and time is in days; rows have any unit.
 *
 * @strict-properties
 * @not-serializable
 */
final class Lifetime implements \Countable
{
    /** @implementation-alias Quen\Model::__construct */
    private function __construct() {}

    /**
     * Learn from a log.
     *
     * @param mixed $now Lines at or after it are not looked at. null: just after the last.
     * @param int|null $regularity k of MBG/CNBD-k, 0..12. null, 0: the likeliest.
     * @param float|null $prior What the prior weighs, in customers. null: 1.
     * @param float|null $discount Rate a year by which later money is worth less. null: 0.
     * @param float|null $checkDays Time at the end that the report foresees. null: 90.
     * @phpstan-param 'mbg_cnbd'|'bg_nbd'|'pareto_nbd'|null $family
     */
    public static function fit(
        Orders $orders,
        ?string $family = null,
        \DateTimeInterface|int|string|null $now = null,
        int|string|null $utcOffset = null,
        ?int $regularity = null,
        ?float $prior = null,
        ?float $discount = null,
        ?float $checkDays = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): Lifetime {}

    /**
     * Learn from customers whose numbers are known: arrays, or strings packed by
     * pack('d*', ...).
     *
     * @param array|string $x Returns: orders after the first.
     * @param array|string $tX Time from the first order to the last, in any unit.
     * @param array|string $t Time from the first order to now.
     * @param array|string|null $value Mean of the orders after the first, in whole money.
     * @param array|string|null $logGaps Sums of the logarithms of the gaps, which the
     * likeliest k is found by. null: it is 1.
     * @param float|null $discount Rate a unit of time. null: 0.
     * @phpstan-param list<int|float>|string $x
     * @phpstan-param list<int|float>|string $tX
     * @phpstan-param list<int|float>|string $t
     * @phpstan-param list<int|float>|string|null $value
     * @phpstan-param list<int|float>|string|null $logGaps
     * @phpstan-param 'mbg_cnbd'|'bg_nbd'|'pareto_nbd'|null $family
     */
    public static function fitRows(
        array|string $x,
        array|string $tX,
        array|string $t,
        array|string|null $value = null,
        array|string|null $logGaps = null,
        ?string $family = null,
        ?int $regularity = null,
        ?float $prior = null,
        ?float $discount = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): Lifetime {}

    /**
     * Open a file. $decimals: digits of its money, which the file does not tell; 0 of a
     * model of rows.
     *
     * @implementation-alias Quen\Model::open
     */
    public static function open(string $path, ?int $decimals = null): Lifetime {}

    /** @implementation-alias Quen\Model::fromBytes */
    public static function fromBytes(string $bytes, ?int $decimals = null): Lifetime {}

    /** @implementation-alias Quen\Model::save */
    public function save(string $path, ?int $mode = null): void {}

    /** @implementation-alias Quen\Model::toBytes */
    public function toBytes(): string {}

    /**
     * The future of the customers of the fit.
     *
     * @param float $horizon Orders and money are of so long: days, or the rows' unit.
     * @param array|null $customers Keys; numbers where keys are not known. null: all.
     * @phpstan-param list<int|string>|null $customers
     * @phpstan-return Rows<LifetimeFuture>
     */
    public function predict(
        float $horizon,
        ?array $customers = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): Rows {}

    /**
     * The future of any rows, in the model's unit of time. A row of 0, 0 and 0 is a new
     * customer.
     *
     * @phpstan-param list<int|float>|string $x
     * @phpstan-param list<int|float>|string $tX
     * @phpstan-param list<int|float>|string $t
     * @phpstan-param list<int|float>|string|null $value
     * @phpstan-return Rows<LifetimeFuture>
     */
    public function predictRows(
        float $horizon,
        array|string $x,
        array|string $tX,
        array|string $t,
        array|string|null $value = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): Rows {}

    /**
     * Parameters by name: r, alpha, a, b, or r, alpha, s, beta; and p, q, v of values, v
     * in smallest units of a log's money.
     *
     * @phpstan-return array<string, float>
     */
    public function parameters(): array {}

    /**
     * Their standard errors; NAN where the likelihood does not tell.
     *
     * @phpstan-return array<string, float>
     */
    public function standardErrors(): array {}

    /**
     * Returns of each customer; -1 of one who came first after the moment.
     *
     * @phpstan-return list<float>
     * @implementation-alias Quen\Model::get
     */
    public function x(): array {}

    /**
     * Time from the first order to the last.
     *
     * @phpstan-return list<float>
     * @implementation-alias Quen\Model::get
     */
    public function tX(): array {}

    /**
     * Time from the first order to now.
     *
     * @phpstan-return list<float>
     * @implementation-alias Quen\Model::get
     */
    public function t(): array {}

    /**
     * The mean value of an order after the first, in whole money; null without money.
     *
     * @phpstan-return list<float>|null
     */
    public function value(): ?array {}

    public function report(): LifetimeReport {}

    /** @implementation-alias Quen\Model::get */
    public function count(): int {}
}
