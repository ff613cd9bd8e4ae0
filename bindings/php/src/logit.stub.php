<?php

/** @generate-class-entries */

namespace Quen;

/**
 * Logistic regression for two classes, with the statistics that go with it. Rows as
 * Scaler takes them.
 *
 * @strict-properties
 * @not-serializable
 */
final class Logit
{
    /** @implementation-alias Quen\Model::__construct */
    private function __construct() {}

    /**
     * Learn from rows whose class is known.
     *
     * @param mixed $classWeight "balanced", or the weights of classes 0 and 1. null: 1, 1.
     * @phpstan-param list<list<int|float>>|string|Features $x
     * @phpstan-param list<int|bool>|string $y 0 or 1 each; packed: a byte each
     * @phpstan-param list<string>|null $names Of columns
     * @phpstan-param 'balanced'|array{int|float, int|float}|null $classWeight
     * @phpstan-param list<int|float>|string|null $weights
     */
    public static function fit(
        array|string|Features $x,
        array|string $y,
        ?int $columns = null,
        ?array $names = null,
        ?float $l2 = null,
        ?int $maxIter = null,
        ?float $tol = null,
        string|array|null $classWeight = null,
        array|string|null $weights = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): Logit {}

    /** @implementation-alias Quen\Model::open */
    public static function open(string $path): Logit {}

    /** @implementation-alias Quen\Model::fromBytes */
    public static function fromBytes(string $bytes): Logit {}

    /** @implementation-alias Quen\Model::save */
    public function save(string $path, ?int $mode = null): void {}

    /** @implementation-alias Quen\Model::toBytes */
    public function toBytes(): string {}

    /**
     * The probability of class 1 of each row.
     *
     * @phpstan-param list<list<int|float>>|string|Features $x
     * @phpstan-return list<float>|string
     */
    public function predict(array|string|Features $x, ?int $threads = null): array|string {}

    /**
     * What each term adds to the average row's log odds: why this one.
     *
     * @phpstan-param list<list<int|float>>|string|Features $x
     * @phpstan-return list<list<float>>|string
     */
    public function contributions(array|string|Features $x, ?int $threads = null): array|string {}

    /**
     * The intercept and each term, with confidence intervals.
     *
     * @phpstan-return Rows<Coefficient>
     */
    public function summary(float $level = 0.95): Rows {}

    /** @implementation-alias Quen\Model::get */
    public function columns(): int {}

    public function intercept(): float {}

    /**
     * By term: the columns, then "<column> missing" where there were unknown values.
     *
     * @phpstan-return array<string, float>
     */
    public function coefficients(): array {}

    /** @implementation-alias Quen\Model::get */
    public function logLikelihood(): float {}

    /** @implementation-alias Quen\Model::get */
    public function iterations(): int {}

    /** @implementation-alias Quen\Model::get */
    public function converged(): bool {}

    /** @implementation-alias Quen\Model::get */
    public function separated(): bool {}
}
