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
