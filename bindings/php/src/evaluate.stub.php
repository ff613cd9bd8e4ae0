<?php

/** @generate-class-entries */

namespace Quen;

/**
 * How good answers are.
 *
 * Classes are lists of 0 and 1, or strings of a byte each; scores lists of numbers, or
 * strings packed by pack('d*', ...).
 *
 * @strict-properties
 * @not-serializable
 */
final class Evaluate
{
    /** @implementation-alias Quen\Model::__construct */
    private function __construct() {}

    /**
     * How well scores tell two classes apart.
     *
     * @param bool $intervals Confidence intervals too, from resamples.
     * @param array|null $groups Rows of one group are drawn together.
     * @phpstan-param list<int|bool>|string $y
     * @phpstan-param list<int|float>|string $scores
     * @phpstan-param 'probability'|'any'|null $kind What scores are
     * @phpstan-param 'quantile'|'width'|null $binning
     * @phpstan-param list<int|float>|string|null $weights
     * @phpstan-param list<int>|null $groups
     */
    public static function binary(
        array|string $y,
        array|string $scores,
        bool $intervals = false,
        ?string $kind = null,
        ?string $binning = null,
        ?int $bins = null,
        array|string|null $weights = null,
        ?array $groups = null,
        ?int $resamples = null,
        ?float $confidence = null,
        ?int $seed = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): BinaryReport {}

    /**
     * By how much scores $a are better than $b, with intervals.
     *
     * @phpstan-param list<int|bool>|string $y
     * @phpstan-param list<int|float>|string $a
     * @phpstan-param list<int|float>|string $b
     * @phpstan-param 'probability'|'any'|null $kind
     * @phpstan-param 'quantile'|'width'|null $binning
     * @phpstan-param list<int|float>|string|null $weights
     * @phpstan-param list<int>|null $groups
     */
    public static function compareBinary(
        array|string $y,
        array|string $a,
        array|string $b,
        ?string $kind = null,
        ?string $binning = null,
        ?int $bins = null,
        array|string|null $weights = null,
        ?array $groups = null,
        ?int $resamples = null,
        ?float $confidence = null,
        ?int $seed = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): BinaryReport {}

    /**
     * Scores in bins, beside what came.
     *
     * @phpstan-param list<int|bool>|string $y
     * @phpstan-param list<int|float>|string $scores
     * @phpstan-param 'quantile'|'width'|null $binning
     * @phpstan-param list<int|float>|string|null $weights
     * @phpstan-return Rows<CalibrationBin>
     */
    public static function calibration(
        array|string $y,
        array|string $scores,
        ?string $binning = null,
        ?int $bins = null,
        array|string|null $weights = null,
    ): Rows {}

    /**
     * Who is reached by asking those of highest score first.
     *
     * @phpstan-param list<int|bool>|string $y
     * @phpstan-param list<int|float>|string $scores
     * @phpstan-param list<int|float>|string|null $weights
     * @phpstan-return Rows<Gain>
     */
    public static function gains(
        array|string $y,
        array|string $scores,
        int $parts = 10,
        array|string|null $weights = null,
    ): Rows {}

    /**
     * Whether the AUC of two scores differs: DeLong's test.
     *
     * @phpstan-param list<int|bool>|string $y
     * @phpstan-param list<int|float>|string $a
     * @phpstan-param list<int|float>|string $b
     */
    public static function aucTest(array|string $y, array|string $a, array|string $b, float $confidence = 0.95): AucTest {}

    /**
     * How well clusters are apart.
     *
     * @phpstan-param list<list<int|float>>|string|Features $x
     * @phpstan-param list<int> $labels
     */
    public static function clusters(
        array|string|Features $x,
        array $labels,
        ?int $columns = null,
        ?int $sample = null,
        ?int $seed = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): ClustersReport {}
}
