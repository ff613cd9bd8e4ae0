<?php

/** @generate-class-entries */

namespace Quen;

/**
 * Recency, frequency, monetary: three scores a customer, and the segment they make.
 *
 * @strict-properties
 * @not-serializable
 */
final class Rfm implements \Countable
{
    /** @implementation-alias Quen\Model::__construct */
    private function __construct() {}

    /**
     * Score every customer who bought before $now.
     *
     * @param Orders $orders The log.
     * @param mixed $now Lines at or after it are not looked at. null: just after the last.
     * @param int|null $bins Scores 1..bins, 2..10. null: 5.
     * @param mixed $segments "eleven", "rf_map", "none", or rules of your own, of which the
     * first that fits wins: [name, r: [1, 2], f: [3, 5], m: [1, 5]], what is left out is any.
     * @phpstan-param 'sum'|'mean'|null $monetary
     * @phpstan-param 'independent'|'nested'|null $binning
     * @phpstan-param 'orders'|'days'|'lines'|null $frequency
     * @phpstan-param 'eleven'|'rf_map'|'none'|list<array{0: string, r?: array{int, int}, f?: array{int, int}, m?: array{int, int}}>|null $segments
     * @phpstan-param list<int>|null $rCuts Fixed cut points: bins - 1 recencies
     * @phpstan-param list<int>|null $fCuts
     * @phpstan-param list<int|float|string>|null $mCuts Amounts
     */
    public static function fit(
        Orders $orders,
        \DateTimeInterface|int|string|null $now = null,
        ?int $bins = null,
        ?string $monetary = null,
        ?string $binning = null,
        ?string $frequency = null,
        string|array|null $segments = null,
        int|string|null $utcOffset = null,
        ?float $recencyUnitDays = null,
        ?array $rCuts = null,
        ?array $fCuts = null,
        ?array $mCuts = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): Rfm {}

    /**
     * Score customers whose values are known: arrays, or strings packed by pack('q*', ...),
     * money then in its smallest unit.
     *
     * @param int|null $decimals Digits of money after the point. null: 2.
     * @phpstan-param list<int>|string $recency
     * @phpstan-param list<int>|string $frequency
     * @phpstan-param list<int|float|string>|string|null $monetary
     */
    public static function fitValues(
        array|string $recency,
        array|string $frequency,
        array|string|null $monetary = null,
        ?int $decimals = null,
        ?int $bins = null,
        ?string $binning = null,
        string|array|null $segments = null,
        ?array $rCuts = null,
        ?array $fCuts = null,
        ?array $mCuts = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): Rfm {}

    /**
     * Open a file. $decimals: digits of its money, which the file does not tell.
     *
     * @implementation-alias Quen\Model::open
     */
    public static function open(string $path, ?int $decimals = null): Rfm {}

    /**
     * A model from what toBytes() gave.
     *
     * @implementation-alias Quen\Model::fromBytes
     */
    public static function fromBytes(string $bytes, ?int $decimals = null): Rfm {}

    /**
     * Write the model to a file, replacing it whole or not at all. $mode: 0660 and so on.
     *
     * @implementation-alias Quen\Model::save
     */
    public function save(string $path, ?int $mode = null): void {}

    /** @implementation-alias Quen\Model::toBytes */
    public function toBytes(): string {}

    /**
     * The customers of the fit.
     *
     * @phpstan-return Rows<RfmScore>
     */
    public function scores(): Rows {}

    /** One customer of the fit. */
    public function customer(int|string $customer): RfmScore {}

    /**
     * Score other customers by the stored cut points; values as fitValues() takes them.
     *
     * @phpstan-param list<int>|string $recency
     * @phpstan-param list<int>|string $frequency
     * @phpstan-param list<int|float|string>|string|null $monetary
     * @phpstan-return Rows<RfmScore>
     */
    public function score(array|string $recency, array|string $frequency, array|string|null $monetary = null): Rows {}

    /**
     * The segments in figures.
     *
     * @phpstan-return Rows<Segment>
     */
    public function summary(): Rows {}

    /**
     * The names of the segments.
     *
     * @phpstan-return list<string>
     * @implementation-alias Quen\Model::get
     */
    public function segments(): array {}

    /**
     * The segment of every code: of "555" and so on; with ten bins, "10-10-10".
     *
     * @phpstan-return array<int|string, string>
     */
    public function codes(): array {}

    /**
     * The cut points of "r", "f" and, with money, "m": groups of bins - 1.
     *
     * @phpstan-return array<string, list<list<int|string>>>
     */
    public function cuts(): array {}

    /**
     * Customers scored.
     *
     * @implementation-alias Quen\Model::get
     */
    public function count(): int {}

    /** @implementation-alias Quen\Model::get */
    public function bins(): int {}

    /** @implementation-alias Quen\Model::get */
    public function hasMoney(): bool {}

    /**
     * Customers who only returned, and are not scored.
     *
     * @implementation-alias Quen\Model::get
     */
    public function neverBought(): int {}

    /**
     * The moment of the fit.
     *
     * @implementation-alias Quen\Model::get
     */
    public function now(): \DateTimeImmutable {}
}
