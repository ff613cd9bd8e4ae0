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
     * How good lists of offers are, held against what came later. Customers and items are
     * numbers: ItemCF::fitBaskets($split->train())->recommendBatch() answers by them.
     *
     * @param mixed $heldOut A split; or for each customer what came later, a list of item
     * numbers, as heldOut() of a split. Customers without items are left out.
     * @param array $ranked By the customer's number, items from the best on, none twice: a
     * list of numbers, or offers. Who has none there has an empty list.
     * @param bool $intervals Confidence intervals too, from resamples of customers.
     * @param int|null $top Only so many of each list count, k, at most 1000, or all items.
     * null: as many as the longest has.
     * @param int|null $items How many items there are. null: as $heldOut tells.
     * @param array|string|null $popularity How many customers had each item before, a list
     * or packed by pack('q*', ...). null: as the split tells; without one, novelty is NAN.
     * @param int|null $population How many customers there were then. null: likewise.
     * @phpstan-param Split|Rows<list<int>>|list<list<int>> $heldOut
     * @phpstan-param array<int, list<int>|Rows<Offer>> $ranked
     * @phpstan-param list<int>|string|null $popularity
     */
    public static function ranking(
        Split|Rows|array $heldOut,
        array $ranked,
        bool $intervals = false,
        ?int $top = null,
        ?int $items = null,
        array|string|null $popularity = null,
        ?int $population = null,
        ?int $resamples = null,
        ?float $confidence = null,
        ?int $seed = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): RankingReport {}

    /**
     * By how much lists $a are better than lists $b of the same customers, with intervals:
     * one without 0 tells them apart.
     *
     * @phpstan-param Split|Rows<list<int>>|list<list<int>> $heldOut
     * @phpstan-param array<int, list<int>|Rows<Offer>> $a
     * @phpstan-param array<int, list<int>|Rows<Offer>> $b
     * @phpstan-param list<int>|string|null $popularity
     */
    public static function compareRanking(
        Split|Rows|array $heldOut,
        array $a,
        array $b,
        ?int $top = null,
        ?int $items = null,
        array|string|null $popularity = null,
        ?int $population = null,
        ?int $resamples = null,
        ?float $confidence = null,
        ?int $seed = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): RankingReport {}

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
