<?php

/** @generate-class-entries */

namespace Quen;

/**
 * The risk that a customer does not come back, and why.
 *
 * @strict-properties
 * @not-serializable
 */
final class Churn
{
    /** @implementation-alias Quen\Model::__construct */
    private function __construct() {}

    /**
     * Learn who leaves.
     *
     * @param float|null $horizonDays No order for so long means left. null: 90.
     * @param mixed $cutoff The newest moment learned at. null: the latest there is.
     * @param float|null $activeDays Only customers whose last visit is at most this old.
     * @param array|null $attributes As Features takes them, as known at the oldest moment.
     * @phpstan-param array<string, array<int|string, int|float|string|null>>|null $attributes
     */
    public static function fit(
        Orders $orders,
        ?float $horizonDays = null,
        \DateTimeInterface|int|string|null $cutoff = null,
        ?float $activeDays = null,
        ?float $periodDays = null,
        ?float $l2 = null,
        int|string|null $utcOffset = null,
        ?array $attributes = null,
        ?int $maxLevels = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): Churn {}

    /**
     * Foresee a past that the model did not see, and tell what came: whom a model foresaw
     * at $cutoff, which learned from what was known then, and who left in the horizon
     * behind it. Evaluate::binary() measures how well that was foreseen.
     *
     * @param mixed $cutoff The moment foreseen from. null: the horizon before the log's end.
     * @phpstan-return Rows<ChurnOutcome>
     */
    public static function backtest(
        Orders $orders,
        ?float $horizonDays = null,
        \DateTimeInterface|int|string|null $cutoff = null,
        ?float $activeDays = null,
        ?float $periodDays = null,
        ?float $l2 = null,
        int|string|null $utcOffset = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): Rows {}

    /** @implementation-alias Quen\Model::open */
    public static function open(string $path): Churn {}

    /** @implementation-alias Quen\Model::fromBytes */
    public static function fromBytes(string $bytes): Churn {}

    /** @implementation-alias Quen\Model::save */
    public function save(string $path, ?int $mode = null): void {}

    /** @implementation-alias Quen\Model::toBytes */
    public function toBytes(): string {}

    /**
     * The risk of every active customer of a log.
     *
     * @phpstan-param array<string, array<int|string, int|float|string|null>>|null $attributes
     * @phpstan-return Rows<ChurnRisk>
     */
    public function predict(
        Orders $orders,
        \DateTimeInterface|int|string|null $now = null,
        ?array $attributes = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): Rows {}

    /**
     * The names of the features, which are what may be reasons.
     *
     * @phpstan-return list<string>
     * @implementation-alias Quen\Model::get
     */
    public function features(): array {}

    public function report(): ChurnReport {}

    /**
     * The moments learned from, the newest first.
     *
     * @phpstan-return Rows<ChurnOrigin>
     */
    public function origins(): Rows {}

    /**
     * What lies outside what was learned, feature by feature.
     *
     * @phpstan-return Rows<ChurnDrift>
     */
    public function drift(): Rows {}

    /**
     * What should be known of the risks, in sentences; "" if there is nothing.
     *
     * @implementation-alias Quen\Model::get
     */
    public function note(): string {}

    /** The regression inside. */
    public function logit(): Logit {}

    /** @phpstan-return Rows<Coefficient> */
    public function summary(float $level = 0.95): Rows {}
}
