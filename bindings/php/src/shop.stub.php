<?php

/** @generate-class-entries */

namespace Quen;

/**
 * Everything learned from a log, in one file that any process opens at once.
 *
 * @strict-properties
 * @not-serializable
 */
final class Shop implements \Countable
{
    /** @implementation-alias Quen\Model::__construct */
    private function __construct() {}

    /**
     * Learn everything about a shop from its log.
     *
     * @param Orders $orders The log.
     * @param mixed $now Lines at or after it are not looked at. null: just after the last.
     * @param array|null $parts Some of "rfm", "kmeans", "itemcf", "churn", "lifetime", "habits", "figures". null: all.
     * @param array|null $rfm Options of the parts, by name: ['bins' => 4].
     * @param array|null $attributes As Features takes them, as known now,
     * @param array|null $attributesAtCutoff and at churn's cut-off.
     * @param string|null $customerKeys "plain", "numbers" or "hashed": what the file holds.
     * @param string|null $secret 16 bytes, of "hashed"; no file has it.
     * @phpstan-param list<'rfm'|'kmeans'|'itemcf'|'churn'|'lifetime'|'habits'|'figures'>|null $parts
     * @phpstan-param array<string, mixed>|null $rfm
     * @phpstan-param array<string, mixed>|null $kmeans
     * @phpstan-param array<string, mixed>|null $itemcf
     * @phpstan-param array<string, mixed>|null $churn
     * @phpstan-param array<string, mixed>|null $lifetime
     * @phpstan-param array<string, mixed>|null $habits
     * @phpstan-param array<string, array<int|string, int|float|string|null>>|null $attributes
     * @phpstan-param array<string, array<int|string, int|float|string|null>>|null $attributesAtCutoff
     * @phpstan-param 'plain'|'numbers'|'hashed'|null $customerKeys
     */
    public static function train(
        Orders $orders,
        \DateTimeInterface|int|string|null $now = null,
        ?array $parts = null,
        int|string|null $utcOffset = null,
        ?string $customerKeys = null,
        ?array $rfm = null,
        ?array $kmeans = null,
        ?array $itemcf = null,
        ?array $churn = null,
        ?array $lifetime = null,
        ?array $habits = null,
        ?array $attributes = null,
        ?array $attributesAtCutoff = null,
        ?int $maxLevels = null,
        #[\SensitiveParameter] ?string $secret = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): Shop {}

    /**
     * Open a shop file. A worker keeps what it opened: the same file is opened at once, a
     * file that was replaced is opened anew. A name without a folder is looked for in the
     * INI setting quen.model_dir.
     *
     * @param int|null $decimals Digits of its money, for a file that does not tell.
     */
    public static function open(string $path, ?int $decimals = null): Shop {}

    /** @implementation-alias Quen\Model::fromBytes */
    public static function fromBytes(string $bytes, ?int $decimals = null): Shop {}

    /**
     * Write the shop to a file, replacing it whole or not at all. $mode: 0660 and so on.
     *
     * @implementation-alias Quen\Model::save
     */
    public function save(string $path, ?int $mode = null): void {}

    /** @implementation-alias Quen\Model::toBytes */
    public function toBytes(): string {}

    /**
     * Items to offer to a customer, best first; strangers, and null, get what sells well.
     *
     * @param int $n At most so many.
     * @param float|null $historyWeight How many items of the basket the history counts as.
     * @param bool|null $includeBought Also what they have. null: no.
     * @param bool|null $popular Fill up with what sells well. null: yes.
     * @param bool $strict An item of $exclude or $allow that is not known is an error.
     * @phpstan-param list<int|string>|null $basket What they have in hand
     * @phpstan-param list<int|string>|null $exclude Never these
     * @phpstan-param list<int|string>|null $allow Only these
     * @phpstan-return Rows<Offer>
     */
    public function recommend(
        int|string|null $customer,
        int $n = 10,
        ?array $basket = null,
        ?float $historyWeight = null,
        ?array $exclude = null,
        ?array $allow = null,
        ?bool $includeBought = null,
        ?bool $popular = null,
        bool $strict = false,
    ): Rows {}

    /**
     * Items to offer beside one item.
     *
     * @phpstan-param list<int|string>|null $exclude
     * @phpstan-param list<int|string>|null $allow
     * @phpstan-return Rows<Offer>
     */
    public function similar(
        int|string $item,
        int $n = 10,
        ?array $exclude = null,
        ?array $allow = null,
        ?bool $popular = null,
        bool $strict = false,
    ): Rows {}

    /**
     * Items to offer for a basket; items that are not known are passed over.
     *
     * @phpstan-param list<int|string> $items
     * @phpstan-param list<int|string>|null $exclude
     * @phpstan-param list<int|string>|null $allow
     * @phpstan-return Rows<Offer>
     */
    public function recommendBasket(
        array $items,
        int $n = 10,
        ?array $exclude = null,
        ?array $allow = null,
        ?bool $includeBought = null,
        ?bool $popular = null,
        bool $strict = false,
    ): Rows {}

    /** Everything about one customer. */
    public function customer(int|string $customer): Customer {}

    public function hasCustomer(int|string $customer): bool {}

    public function hasItem(int|string $item): bool {}

    /**
     * Every customer, in the order of customers().
     *
     * @phpstan-return Rows<Customer>
     */
    public function table(): Rows {}

    /**
     * The segments in figures.
     *
     * @phpstan-return Rows<Segment>
     */
    public function segments(): Rows {}

    /**
     * The customers of a segment, by descending monetary value, or frequency without money.
     *
     * @phpstan-return Rows<Customer>
     */
    public function segment(string $name, ?int $n = null): Rows {}

    /**
     * The customers at most risk of leaving.
     *
     * @phpstan-return Rows<Customer>
     */
    public function atRisk(float $minRisk = 0.0, ?string $segment = null, ?int $n = null): Rows {}

    /**
     * Whom to win back first: who is late by their own rhythm, by descending stake.
     *
     * @param float $minStake In whole money; orders where values have no model.
     * @phpstan-return Rows<Customer>
     */
    public function lapsedValuable(float $minStake = 0.0, ?string $segment = null, ?int $n = null): Rows {}

    /**
     * Items of a customer's next basket, likeliest first; of a key that is not known, and of
     * null, what sells well. As Habits::nextBasket() otherwise.
     *
     * @phpstan-param list<int|string>|null $exclude
     * @phpstan-param list<int|string>|null $allow
     * @phpstan-return Rows<HabitsOffer>
     */
    public function nextBasket(
        int|string|null $customer,
        int $n = 10,
        bool $bought = true,
        ?array $exclude = null,
        ?array $allow = null,
        ?bool $popular = null,
        bool $strict = false,
    ): Rows {}

    /**
     * Who is about to buy what again within $horizon days, the likeliest first.
     *
     * @param mixed $now From when on. null: from the moment of training.
     * @param float $minChance Only what is as likely as this.
     * @phpstan-return Rows<Due>
     */
    public function listDue(
        float $horizon = 14,
        \DateTimeInterface|int|string|null $now = null,
        float $minChance = 0,
        int $n = 100,
        ?int $threads = null,
        ?callable $progress = null,
    ): Rows {}

    /** @phpstan-return Rows<Cluster> */
    public function clusters(): Rows {}

    /**
     * How the shop was doing in its last months, 60 at most, in order of time, for who has
     * no log: Orders::figures(). Quantities are whole numbers, as the log has them; a log
     * with fractions of a piece has decimals, which the file does not tell.
     *
     * @phpstan-return Rows<Figure>
     */
    public function months(): Rows {}

    /** The same of all the time up to the moment; null for a log without lines. */
    public function whole(): ?Figure {}

    /**
     * What became of those who came first in each of the last months, 24 at most.
     *
     * @phpstan-return Rows<Cohort>
     */
    public function cohorts(): Rows {}

    /**
     * Orders that are visits, by the weekday, Monday first, and the hour of the shop's clock:
     * $hours[0][17] are those on Mondays between five and six.
     *
     * @phpstan-return list<list<int>>
     */
    public function hours(): array {}

    /**
     * What was found in the log in training, the most severe first: Orders::check(). A shop
     * keeps numbers alone: it names no customer, example or sentence.
     *
     * @phpstan-return Rows<Finding>
     */
    public function findings(): Rows {}

    /**
     * Items that sell more, or less, in the last 28 days than in the 28 before, the clearest
     * first. With many items some move by chance: a z of 3 is reached by one in 740.
     *
     * @param string $direction "rising" or "falling".
     * @param float $minZ Only those that move by so much.
     * @phpstan-param 'rising'|'falling' $direction
     * @phpstan-return Rows<Trend>
     */
    public function trends(string $direction, float $minZ = 0.0, ?int $n = null): Rows {}

    /**
     * A shop that does not hold these customers, to be saved over the old file.
     *
     * @phpstan-param list<int|string> $customers
     */
    public function forget(array $customers): Shop {}

    /**
     * How many customers were forgotten since the shop was trained.
     *
     * @implementation-alias Quen\Model::get
     */
    public function forgotten(): int {}

    /**
     * What still carries traces of them: docs/format.md says what each name is.
     *
     * @phpstan-return list<string>
     * @implementation-alias Quen\Model::get
     */
    public function traces(): array {}

    /** All that the shop holds of one customer, as JSON. */
    public function exportCustomer(int|string $customer): string {}

    /** Figures of groups, as JSON, without those behind which fewer than $minGroup stand. */
    public function exportGroups(?int $minGroup = null, ?int $neighbors = null): string {}

    /**
     * Customers.
     *
     * @implementation-alias Quen\Model::get
     */
    public function count(): int {}

    /** @phpstan-return Rows<int|string> */
    public function customers(): Rows {}

    /** @phpstan-return Rows<int|string> */
    public function items(): Rows {}

    /** @phpstan-return list<'rfm'|'kmeans'|'itemcf'|'churn'|'lifetime'|'habits'|'figures'> */
    public function parts(): array {}

    /**
     * Why churn was left out though asked for; "" if it was not.
     *
     * @implementation-alias Quen\Model::get
     */
    public function churnNote(): string {}

    /**
     * The moment of training.
     *
     * @implementation-alias Quen\Model::get
     */
    public function now(): \DateTimeImmutable {}

    /**
     * The shop's clock less UTC, in seconds, as training was told it. null: the log's.
     *
     * @implementation-alias Quen\Model::get
     */
    public function utcOffset(): ?int {}

    /** @implementation-alias Quen\Model::get */
    public function hasMoney(): bool {}

    /** Digits of money after the point. */
    public function decimals(): int {}

    public function currency(): string {}

    /** "plain", "numbers" or "hashed". */
    public function customerKeys(): string {}

    /** The parts, which throw NoPartException where they were left out. */
    public function rfm(): Rfm {}

    public function kmeans(): KMeans {}

    public function itemcf(): ItemCF {}

    public function churn(): Churn {}

    public function lifetime(): Lifetime {}

    public function habits(): Habits {}

    public function scaler(): Scaler {}
}
