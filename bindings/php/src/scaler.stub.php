<?php

/** @generate-class-entries */

namespace Quen;

/**
 * Brings columns of different units to one scale, and remembers how.
 *
 * Rows are an array of arrays of numbers; a string packed by pack('d*', ...) with the
 * number of $columns; or Features. What went in packed comes out packed.
 *
 * @strict-properties
 * @not-serializable
 */
final class Scaler
{
    /** @implementation-alias Quen\Model::__construct */
    private function __construct() {}

    /**
     * Learn the scale of each column. NAN is unknown.
     *
     * @param mixed $log1p Where x becomes sign(x) log(1 + |x|) first: true, or a flag each.
     * @param float|null $clip Scaled values beyond it become it. null or 0: no limit.
     * @phpstan-param list<list<int|float>>|string|Features $x
     * @phpstan-param 'standard'|'robust'|'none'|null $method
     * @phpstan-param bool|list<bool>|null $log1p
     */
    public static function fit(
        array|string|Features $x,
        ?int $columns = null,
        ?string $method = null,
        bool|array|null $log1p = null,
        ?float $clip = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): Scaler {}

    /** @implementation-alias Quen\Model::open */
    public static function open(string $path): Scaler {}

    /** @implementation-alias Quen\Model::fromBytes */
    public static function fromBytes(string $bytes): Scaler {}

    /** @implementation-alias Quen\Model::save */
    public function save(string $path, ?int $mode = null): void {}

    /** @implementation-alias Quen\Model::toBytes */
    public function toBytes(): string {}

    /**
     * Scale rows.
     *
     * @phpstan-param list<list<int|float>>|string|Features $x
     * @phpstan-return list<list<float>>|string
     */
    public function transform(array|string|Features $x, ?int $threads = null): array|string {}

    /** @implementation-alias Quen\Model::get */
    public function columns(): int {}

    /**
     * @phpstan-return list<float>
     * @implementation-alias Quen\Model::get
     */
    public function center(): array {}

    /**
     * @phpstan-return list<float>
     * @implementation-alias Quen\Model::get
     */
    public function scale(): array {}

    /**
     * @phpstan-return list<bool>
     * @implementation-alias Quen\Model::get
     */
    public function log1p(): array {}

    /** @implementation-alias Quen\Model::get */
    public function clip(): float {}
}
