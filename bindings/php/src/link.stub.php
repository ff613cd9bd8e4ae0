<?php

/** @generate-class-entries */

namespace Quen;

/**
 * Rows that may be of one person, and what was learned to tell. Made by link().
 *
 * @strict-properties
 * @not-serializable
 */
final class Links implements \Countable
{
    /** @implementation-alias Quen\Model::__construct */
    private function __construct() {}

    /**
     * How many links there are.
     *
     * @implementation-alias Quen\Model::get
     */
    public function count(): int {}

    /**
     * The names of the fields.
     *
     * @phpstan-return list<string>
     * @implementation-alias Quen\Model::get
     */
    public function fields(): array {}

    /**
     * The links, those of the highest chance first.
     *
     * @phpstan-return Rows<Link>
     */
    public function table(): Rows {}

    /**
     * What was learned of each field.
     *
     * @phpstan-return Rows<LinkLevels>
     */
    public function levels(): Rows {}

    public function report(): LinksReport {}

    /** Any two rows by what was learned: why they are a link, or none. */
    public function compare(int $a, int $b): Link {}

    /**
     * Join rows into groups of one person.
     *
     * Links are followed from the highest chance down. Two groups stay apart if any row of
     * one and any of the other differ in an 'exact' field, or have a chance below
     * $vetoChance.
     *
     * @param float|null $minChance Links of a lower chance join nothing. null: 0.9.
     * @param float|null $vetoChance Two rows of a lower chance are never in one group.
     * null: 0.01.
     * @param bool|null $oneToOne Of two tables, a group has at most one row of each.
     * null: no.
     * @param int|null $maxRows Rows of a group at most. null: 100.
     */
    public function groups(
        ?float $minChance = null,
        ?float $vetoChance = null,
        ?bool $oneToOne = null,
        ?int $maxRows = null,
        ?callable $progress = null,
    ): LinkGroups {}
}
