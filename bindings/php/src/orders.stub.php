<?php

/** @generate-class-entries */

namespace Quen;

/**
 * What was sold to whom and when: the log that everything is computed from.
 *
 * Keys of customers, items and orders are ints or strings; as in an array, "17" and 17
 * are one key: the first key of a column says which of both the log keeps. Money is kept
 * as whole numbers of the smallest unit and comes out as decimal strings, exact.
 *
 * @strict-properties
 * @not-serializable
 */
final class Orders implements \Countable
{
    /**
     * An empty log, for add() and addColumns().
     *
     * @param int|null $decimals Digits of money after the point. null: 2.
     * @param int|null $quantityDecimals Likewise of quantities. null: 0.
     * @param string|null $currency What the money is, "VND"; nothing is computed from it.
     * @param int|string|null $utcOffset The shop's clock less UTC: seconds, or "+07:00".
     * @param \DateTimeZone|string|null $zone That clock as a place, "Europe/Paris".
     * @param string|null $returns "no_visit" or "visit": an order of returns alone.
     * @param array|null $nobody Keys of customers that mean nobody. null: "", "NULL" ...
     * @phpstan-param list<int|string>|null $nobody
     */
    public function __construct(
        ?int $decimals = null,
        ?int $quantityDecimals = null,
        ?string $currency = null,
        int|string|null $utcOffset = null,
        \DateTimeZone|string|null $zone = null,
        ?string $returns = null,
        ?array $nobody = null,
    ) {}

    /**
     * Add one line.
     *
     * @param int|string|null $customer null: nobody we know.
     * @param int|string $item The item.
     * @param mixed $time A moment: DateTimeInterface, Unix seconds, or "2026-01-31 09:30",
     * which is read by the log's clock unless it tells a zone.
     * @param mixed $amount What the line cost in main units: "12.50", 12 or 12.5; negative
     * for a refund. null, then in every line: money is not told.
     * @param mixed $quantity How many. null: 1.
     * @param int|string|null $order The order number. null: the customer's at that time.
     */
    public function add(
        int|string|null $customer,
        int|string $item,
        \DateTimeInterface|int|string $time,
        int|float|string|null $amount = null,
        int|float|string|null $quantity = null,
        int|string|null $order = null,
    ): void {}

    /**
     * Add many lines: all of them, or none. A column is an array of what add() takes, or a
     * string of numbers packed by pack('q*', ...): 8 bytes each, keys as they are, times
     * in Unix seconds, amounts and quantities in their smallest units.
     *
     * @phpstan-param list<int|string|null>|string|null $customer
     * @phpstan-param list<int|string>|string $item
     * @phpstan-param list<\DateTimeInterface|int|string>|string $time
     * @phpstan-param list<int|float|string>|string|null $amount
     * @phpstan-param list<int|float|string>|string|null $quantity
     * @phpstan-param list<int|string|null>|string|null $order
     */
    public function addColumns(
        array|string|null $customer,
        array|string $item,
        array|string $time,
        array|string|null $amount = null,
        array|string|null $quantity = null,
        array|string|null $order = null,
        ?int $threads = null,
    ): void {}

    /**
     * Read a file that a till, a web shop or a spreadsheet wrote. How it is written, which
     * column is what and how columns are written is found, told (imported()), or refused
     * with both readings and what to say. docs/import.md has an example of each shape.
     *
     * @param mixed $file A path, which may have a stream wrapper, or an open stream.
     * @param string|null $item Names of columns. None is named: a profile's, by the header.
     * @phpstan-param string|resource $file
     * @phpstan-param array<string, string|list<string>>|null $where Rows that stay
     * @phpstan-param array<string, string|list<string>>|null $drop Rows that go
     * @phpstan-param 'text'|'whole'|'phone'|'email'|'name'|null $customerKind
     * @phpstan-param 'find'|'utf8'|'utf16'|'windows1252'|'windows1258'|'latin1'|null $encoding
     * @phpstan-param 'find'|'standard'|'none'|null $quoting
     * @phpstan-param list<int|string>|null $nobody
     */
    public static function fromCsv(
        mixed $file,
        ?string $item = null,
        ?string $time = null,
        ?string $clock = null,
        ?string $customer = null,
        ?string $order = null,
        ?string $amount = null,
        ?string $price = null,
        ?string $quantity = null,
        ?int $decimals = null,
        ?int $quantityDecimals = null,
        ?string $currency = null,
        int|string|null $utcOffset = null,
        \DateTimeZone|string|null $zone = null,
        ?string $timeFormat = null,
        ?string $thousands = null,
        ?string $decimalMark = null,
        ?string $customerKind = null,
        ?string $country = null,
        ?array $where = null,
        ?array $drop = null,
        ?bool $fillDown = null,
        ?bool $skipBad = null,
        ?string $profile = null,
        ?string $saved = null,
        ?string $encoding = null,
        ?string $separator = null,
        ?string $quoting = null,
        ?int $skipLines = null,
        ?bool $header = null,
        ?string $returns = null,
        ?array $nobody = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): Orders {}

    /**
     * Read the rows of a statement, one by one: a PDOStatement that was executed, or
     * anything that gives arrays or objects by name of column. They are understood as the
     * rows of a file are: keys are text, formats are learned, profiles apply.
     *
     * @param mixed $statement Its rows; unbuffered ones are never held at once.
     * @phpstan-param iterable<array<string, mixed>|object> $statement
     * @phpstan-param array<string, string|list<string>>|null $where
     * @phpstan-param array<string, string|list<string>>|null $drop
     * @phpstan-param 'text'|'whole'|'phone'|'email'|'name'|null $customerKind
     * @phpstan-param list<int|string>|null $nobody
     */
    public static function fromPdo(
        \Traversable|array $statement,
        ?string $item = null,
        ?string $time = null,
        ?string $clock = null,
        ?string $customer = null,
        ?string $order = null,
        ?string $amount = null,
        ?string $price = null,
        ?string $quantity = null,
        ?int $decimals = null,
        ?int $quantityDecimals = null,
        ?string $currency = null,
        int|string|null $utcOffset = null,
        \DateTimeZone|string|null $zone = null,
        ?string $timeFormat = null,
        ?string $thousands = null,
        ?string $decimalMark = null,
        ?string $customerKind = null,
        ?string $country = null,
        ?array $where = null,
        ?array $drop = null,
        ?bool $fillDown = null,
        ?bool $skipBad = null,
        ?string $profile = null,
        ?string $saved = null,
        ?string $returns = null,
        ?array $nobody = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): Orders {}

    /** What became of the rows of the file; null where the log was not made from one. */
    public function imported(): ?ImportReport {}

    /** Add every line of another log. An order that has lines in both becomes one. */
    public function merge(Orders $from, ?int $threads = null): void {}

    /**
     * Put the log into its canonical order. What needs that does it by itself; to do it
     * first shows progress and uses threads.
     */
    public function finish(?int $threads = null, ?callable $progress = null): void {}

    /** A log of the lines before a moment: what was known then. */
    public function before(
        \DateTimeInterface|int|string $moment,
        ?int $threads = null,
        ?callable $progress = null,
    ): Orders {}

    /** A log of the lines from $start on and before $end. null: from the first, to the last. */
    public function between(
        \DateTimeInterface|int|string|null $start = null,
        \DateTimeInterface|int|string|null $end = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): Orders {}

    /**
     * A log where some customers are one: the same, to the bit of what is fitted, as if
     * their lines had come under one key.
     *
     * @param array $into Of customers' keys, the key of a customer of the log whose they
     * get. Keys that the log does not know are passed over.
     * @phpstan-param array<int|string, int|string> $into
     */
    public function mergeCustomers(
        array $into,
        ?int $threads = null,
        ?callable $progress = null,
    ): Orders {}

    /**
     * Forget customers: they and all their lines leave the log. Returns how many they were;
     * keys that the log does not know are passed over.
     *
     * @phpstan-param list<int|string> $customers
     */
    public function forget(array $customers, ?int $threads = null): int {}

    /**
     * Look for what makes answers wrong in silence, the most severe first.
     *
     * @param float|null $nobodyShare A customer with this share of all orders may be nobody,
     * @param float|null $nobodyTimes and with so many times the median customer's.
     * @param float|null $clockGapDays Days without a line that are too many.
     * @param float|null $repeatedShare Share of orders that hold everything twice.
     * @phpstan-return Rows<Finding>
     */
    public function check(
        ?float $nobodyShare = null,
        ?float $nobodyTimes = null,
        ?float $clockGapDays = null,
        ?float $repeatedShare = null,
        int|string|null $utcOffset = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): Rows {}

    /**
     * How the shop was doing, a row for each period of its clock.
     *
     * @param string|null $period 'day', 'week', 'month', 'quarter', 'year' or 'all'. null:
     * 'month'.
     * @param string|null $count What an order is: 'orders', or 'days' with one.
     * @param int|null $churnAfter Periods without a visit after which a customer has churned.
     * @param mixed $start The first row is its period.
     * @param mixed $now Lines at or after it are not looked at. null: just after the last.
     * @param mixed $segments A fitted Rfm, a Shop, or a segment by customer's key: each
     * period then has rows for the whole, "(all)", for each segment by name, and for
     * customers in none and lines without one, "(none)".
     * @phpstan-param Rfm|Shop|array<int|string, int|string|null>|null $segments
     * @phpstan-return Rows<Figure>
     */
    public function figures(
        ?string $period = null,
        ?string $count = null,
        ?int $churnAfter = null,
        \DateTimeInterface|int|string|null $start = null,
        \DateTimeInterface|int|string|null $now = null,
        int|string|null $utcOffset = null,
        Rfm|Shop|array|null $segments = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): Rows {}

    /**
     * Customers by the period of their first visit, and what became of them.
     *
     * @param int|null $mostPeriods Periods of each cohort at most. null: all.
     * @phpstan-return Rows<Cohort>
     */
    public function cohorts(
        ?string $period = null,
        ?int $mostPeriods = null,
        \DateTimeInterface|int|string|null $start = null,
        \DateTimeInterface|int|string|null $now = null,
        int|string|null $utcOffset = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): Rows {}

    public function totals(): Totals {}

    /** Lines. */
    public function count(): int {}

    /**
     * The keys of all customers, ascending.
     *
     * @phpstan-return Rows<int|string>
     */
    public function customers(): Rows {}

    /**
     * The keys of all items, ascending.
     *
     * @phpstan-return Rows<int|string>
     */
    public function items(): Rows {}

    /** Whether lines have amounts. */
    public function hasMoney(): bool {}

    /** Digits of money after the point. */
    public function decimals(): int {}

    /** Digits of quantities after the point. */
    public function quantityDecimals(): int {}

    /** What the money is, as was said; "" if nothing was. */
    public function currency(): string {}

    /** The shop's clock less UTC, in seconds; of a zone, at the last line. */
    public function utcOffset(): int {}

    /** "no_visit" or "visit": what an order of returns alone is. */
    public function returns(): string {}

    /**
     * The keys that mean no customer, and how many lines each took.
     *
     * @phpstan-return array<int|string, int>
     */
    public function nobody(): array {}

    /**
     * What was understood of columns of text, a line each.
     *
     * @phpstan-return list<string>
     * @implementation-alias Quen\Model::get
     */
    public function told(): array {}
}
