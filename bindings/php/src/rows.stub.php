<?php

/** @generate-class-entries */

namespace Quen;

/**
 * A list whose rows are made when they are looked at, from the library's memory.
 *
 * Read as an array, by foreach, count() and json_encode(); it never changes.
 *
 * @template T
 * @implements \IteratorAggregate<int, T>
 * @implements \ArrayAccess<int, T>
 *
 * @strict-properties
 * @not-serializable
 */
final class Rows implements \Countable, \IteratorAggregate, \ArrayAccess, \JsonSerializable
{
    /** How many there are, of which the rows are the first: as asked for by n. */
    public readonly int $total;

    /** @implementation-alias Quen\Model::__construct */
    private function __construct() {}

    public function count(): int {}

    /** @phpstan-return \Iterator<int, T> */
    public function getIterator(): \Iterator {}

    public function offsetExists(mixed $offset): bool {}

    /** @phpstan-return T */
    public function offsetGet(mixed $offset): mixed {}

    /** Always throws: rows are read only. */
    public function offsetSet(mixed $offset, mixed $value): void {}

    /** Always throws: rows are read only. */
    public function offsetUnset(mixed $offset): void {}

    /**
     * One property of every row.
     *
     * @phpstan-return list<mixed>
     */
    public function column(string $property): array {}

    /** @phpstan-return list<T> */
    public function toArray(): array {}

    /** @phpstan-return list<T> */
    public function jsonSerialize(): array {}
}
