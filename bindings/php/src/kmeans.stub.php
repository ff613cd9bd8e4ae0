<?php

/** @generate-class-entries */

namespace Quen;

/**
 * K-means: groups of rows that are alike. Rows as Scaler takes them, without NAN.
 *
 * @strict-properties
 * @not-serializable
 */
final class KMeans
{
    /** @implementation-alias Quen\Model::__construct */
    private function __construct() {}

    /**
     * Cluster rows.
     *
     * @param int|null $k Clusters. null: 8.
     * @param int|null $seed Same seed, same bits. null: 0.
     * @param int|null $nInit Starts, of which the best wins. null: 4.
     * @param int|null $maxIter Sweeps per start. null: 300.
     * @param float|null $tol Stop once the centres' squared movement is at most this.
     * @param mixed $init k rows to start from. null: greedy k-means++.
     * @param int|null $orderBy Clusters are numbered by this column.
     * @phpstan-param list<list<int|float>>|string|Features $x
     * @phpstan-param list<list<int|float>>|string|null $init
     * @phpstan-param list<int|float>|string|null $weights
     */
    public static function fit(
        array|string|Features $x,
        ?int $columns = null,
        ?int $k = null,
        ?int $seed = null,
        ?int $nInit = null,
        ?int $maxIter = null,
        ?float $tol = null,
        array|string|null $weights = null,
        array|string|null $init = null,
        ?int $initTrials = null,
        ?int $orderBy = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): KMeans {}

    /** @implementation-alias Quen\Model::open */
    public static function open(string $path): KMeans {}

    /** @implementation-alias Quen\Model::fromBytes */
    public static function fromBytes(string $bytes): KMeans {}

    /** @implementation-alias Quen\Model::save */
    public function save(string $path, ?int $mode = null): void {}

    /** @implementation-alias Quen\Model::toBytes */
    public function toBytes(): string {}

    /**
     * The nearest cluster of each row; packed as pack('V*', ...) where rows are.
     *
     * @phpstan-param list<list<int|float>>|string|Features $x
     * @phpstan-return list<int>|string
     */
    public function predict(array|string|Features $x, ?int $threads = null): array|string {}

    /**
     * The distance of each row to each centre.
     *
     * @phpstan-param list<list<int|float>>|string|Features $x
     * @phpstan-return list<list<float>>|string
     */
    public function transform(array|string|Features $x, ?int $threads = null): array|string {}

    /**
     * Means and medians of each cluster in other columns of the same rows, such as
     * features before they were scaled.
     *
     * @phpstan-param list<int>|null $labels null: those of the fit
     * @phpstan-param list<list<int|float>>|string|Features $x
     * @phpstan-return array{means: list<list<float>>, medians: list<list<float>>}
     */
    public function profile(array|string|Features $x, ?array $labels = null, ?int $columns = null): array {}

    /** @implementation-alias Quen\Model::get */
    public function clusters(): int {}

    /** @implementation-alias Quen\Model::get */
    public function columns(): int {}

    /**
     * @phpstan-return list<list<float>>
     * @implementation-alias Quen\Model::get
     */
    public function centers(): array {}

    /**
     * The cluster of each row of the fit.
     *
     * @phpstan-return list<int>
     * @implementation-alias Quen\Model::get
     */
    public function labels(): array {}

    /**
     * @phpstan-return list<int>
     * @implementation-alias Quen\Model::get
     */
    public function sizes(): array {}

    /** @implementation-alias Quen\Model::get */
    public function inertia(): float {}

    /** @implementation-alias Quen\Model::get */
    public function iterations(): int {}

    /** @implementation-alias Quen\Model::get */
    public function converged(): bool {}
}
