<?php

/** @generate-class-entries */

namespace Quen;

/**
 * A row of numbers for each customer, as seen at a moment.
 *
 * @strict-properties
 * @not-serializable
 */
final class Features implements \Countable
{
    /**
     * Describe every customer who was there before $now.
     *
     * @param Orders $orders The log.
     * @param mixed $now Lines at or after it are not looked at. null: just after the last.
     * @param float|null $periodDays Length of the periods that "trend" compares. null: 90.
     * @param array|null $attributes What else is known: by name, then by customer's key;
     * numbers become a column, strings one for each of the most frequent.
     * @param int|null $maxLevels How many of those. null: 8.
     * @phpstan-param array<string, array<int|string, int|float|string|null>>|null $attributes
     */
    public function __construct(
        Orders $orders,
        \DateTimeInterface|int|string|null $now = null,
        int|string|null $utcOffset = null,
        ?float $periodDays = null,
        ?array $attributes = null,
        ?int $maxLevels = null,
        ?int $threads = null,
        ?callable $progress = null,
    ) {}

    /**
     * Customers.
     *
     * @implementation-alias Quen\Model::get
     */
    public function count(): int {}

    /**
     * @phpstan-return list<string>
     * @implementation-alias Quen\Model::get
     */
    public function names(): array {}

    /**
     * The unit of each column, "" where it has none. "money" is the smallest unit.
     *
     * @phpstan-return array<string, string>
     */
    public function units(): array {}

    /** @phpstan-return Rows<int|string> */
    public function customers(): Rows {}

    /**
     * The matrix, a row for each customer. NAN where a value is undefined.
     *
     * @phpstan-return list<list<float>>
     */
    public function matrix(): array {}

    /** The same packed, as pack('d*', ...) would. */
    public function packed(): string {}

    /** @phpstan-return list<float> */
    public function column(string $name): array {}

    /**
     * One customer: values by name.
     *
     * @phpstan-return array<string, float>
     */
    public function row(int|string $customer): array {}

    /** @implementation-alias Quen\Model::get */
    public function now(): \DateTimeImmutable {}
}
