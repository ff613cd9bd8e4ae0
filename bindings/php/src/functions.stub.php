<?php

/** @generate-class-entries */

namespace Quen;

/**
 * How the library inside was built, and what it uses here.
 *
 * @phpstan-return array{version: string, blas: string, simd: string}
 */
function build_info(): array {}

/** Bytes that the library holds in this process; memory_limit does not count them. */
function memory_usage(): int {}

/**
 * The profiles of files that are compiled in: title by name.
 *
 * @phpstan-return array<string, string>
 */
function profiles(): array {}

/**
 * The hash of a customer's key under a secret of 16 bytes, which a shop trained with
 * customerKeys: 'hashed' is asked with in place of the key: 16 bytes.
 */
function hash_key(int|string $key, string $secret): string {}

/** One spelling of a telephone number, "+84912345678". $country: of numbers without code. */
function parse_phone(string $text, ?string $country = null): string {}

/** One spelling of an e-mail address. */
function parse_email(string $text, ?bool $foldGmail = null, ?bool $dropPlus = null): string {}

/** One spelling of a person's name. */
function parse_name(string $text, ?bool $stripMarks = null, ?bool $anyOrder = null): string {}

/** A text in NFC, and as asked for. */
function text_normalize(string $text, ?bool $foldCase = null, ?bool $stripMarks = null, ?bool $collapseBlanks = null, ?bool $placeTones = null): string {}

/**
 * The net promoter score of answers from 0 to 10, with its interval.
 *
 * @phpstan-param list<int> $scores
 */
function nps(array $scores, float $confidence = 0.95): SurveyScore {}

/**
 * The share of satisfied customers, 4 and 5 of answers from 1 to 5, with its interval.
 *
 * @phpstan-param list<int> $scores
 */
function csat(array $scores, float $confidence = 0.95): SurveyScore {}

/**
 * Find rows that may be of one person, in a table or between two.
 *
 * Rows that are equal in a block key are compared field by field. What it tells that a
 * field is equal, close or different is learned from the rows (Fellegi and Sunter 1969):
 * docs/algorithms.md.
 *
 * @param mixed $table Rows by name of column: of a statement, or an array of arrays or
 * objects; or an array of columns by name. A value is a text, a number, a
 * DateTimeInterface, or null, as "" is: not known.
 * @param array $fields The columns to compare, and how: 'text', 'name' (of a person),
 * 'number' (digits, with one error), 'date', 'exact' (an e-mail address, a telephone number
 * of parse_phone()).
 * @param mixed $other A second table with these columns: pairs go from one to the other
 * alone, and its rows are counted behind those of the first.
 * @param array|null $blocks Block keys: a field, or a list of several together. null: each
 * field is one.
 * @param float|null $minChance Links of a lower chance are left out. null: 0.5.
 * @param bool|null $allAlike Equality of a frequent value tells as much as that of a rare
 * one. null: no.
 * @param int|null $seed Of the random pairs. null: 0.
 * @param int|null $randomPairs Pairs that tell what strangers are like. null: 60000.
 * @param int|null $maxBlockRows Rows that agree in a block key are left out of it if they
 * are more; Links::report() tells how many pairs that was. null: 1000.
 * @param int|null $maxPairs Pairs to be compared at most: if there are more, maxBlockRows
 * is lowered. null: 2^26.
 * @phpstan-param iterable<array<string, mixed>|object>|array<string, list<mixed>> $table
 * @phpstan-param array<string, 'text'|'name'|'number'|'date'|'exact'> $fields
 * @phpstan-param iterable<array<string, mixed>|object>|array<string, list<mixed>>|null $other
 * @phpstan-param list<string|list<string>>|null $blocks
 */
function link(
    \Traversable|array $table,
    array $fields,
    \Traversable|array|null $other = null,
    ?array $blocks = null,
    ?float $minChance = null,
    ?bool $allAlike = null,
    ?int $seed = null,
    ?int $randomPairs = null,
    ?int $maxBlockRows = null,
    ?int $maxPairs = null,
    ?int $threads = null,
    ?callable $progress = null,
): Links {}
