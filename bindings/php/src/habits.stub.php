<?php

/** @generate-class-entries */

namespace Quen;

/**
 * What each customer does again and again, drawn to what all do.
 *
 * Each answer is checked by the log's end beside a plain one (what sells best, the
 * customer's rhythm, the shop's shares), which is given where the model does no better:
 * checks().
 *
 * @strict-properties
 * @not-serializable
 */
final class Habits
{
    /** @implementation-alias Quen\Model::__construct */
    private function __construct() {}

    /**
     * Learn from a log.
     *
     * @param mixed $now Lines at or after it are not looked at. null: just after the last.
     * @param float|null $checkDays Time at the log's end that weights are chosen and judged
     * by; below a day there is no check. null: 90.
     * @param float|null $halfLifeDays A basket so long ago counts half for what sells of
     * late. null: 30.
     * @param float|null $decay What a basket of a customer weighs against the next newer
     * one. null, 0: chosen by the check.
     * @param int|null $neighbors Neighbours of an item that are looked at. null: 100.
     * @param array|null $itemGroups A group by item's key; null, and who is not there: in
     * none. Groups are numbered in the order of their names.
     * @phpstan-param array<int|string, int|string|null>|null $itemGroups
     * @param array|null $channels The channel (till, web, telephone, app) by order number;
     * null, and who is not there: not told. Channels are numbered in the order of names.
     * @phpstan-param array<int|string, int|string|null>|null $channels
     */
    public static function fit(
        Orders $orders,
        \DateTimeInterface|int|string|null $now = null,
        int|string|null $utcOffset = null,
        ?float $checkDays = null,
        ?float $halfLifeDays = null,
        ?float $decay = null,
        ?int $neighbors = null,
        ?array $itemGroups = null,
        ?array $channels = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): Habits {}

    /**
     * Open a file. It holds no keys: customers, items, groups and channels are numbers.
     *
     * @implementation-alias Quen\Model::open
     */
    public static function open(string $path): Habits {}

    /** @implementation-alias Quen\Model::fromBytes */
    public static function fromBytes(string $bytes): Habits {}

    /** @implementation-alias Quen\Model::save */
    public function save(string $path, ?int $mode = null): void {}

    /** @implementation-alias Quen\Model::toBytes */
    public function toBytes(): string {}

    /**
     * Items of the customer's next basket, likeliest first.
     *
     * @param bool $bought false: only what they never bought.
     * @param bool|null $popular false: nothing that is popular and nothing else. null: yes.
     * @param bool $strict An item of $exclude or $allow that is not known is an error.
     * @phpstan-param list<int|string>|null $exclude Never these
     * @phpstan-param list<int|string>|null $allow Only these
     * @phpstan-return Rows<HabitsOffer>
     */
    public function nextBasket(
        int|string $customer,
        int $n = 10,
        bool $bought = true,
        ?array $exclude = null,
        ?array $allow = null,
        ?bool $popular = null,
        bool $strict = false,
    ): Rows {}

    /**
     * Items that a customer buys again within $horizon days, likeliest first.
     *
     * @param mixed $now From when on; a text is read by the log's clock. null: from the
     * moment of the fit.
     * @phpstan-return Rows<Due>
     */
    public function due(
        int|string $customer,
        float $horizon = 14,
        \DateTimeInterface|int|string|null $now = null,
        int $n = 100,
    ): Rows {}

    /**
     * The same of all customers.
     *
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

    /**
     * Shares of a customer's orders, or null: of the shop's, which add up to 1. They are the
     * shop's too where isOwn() is false.
     *
     * Hours are 0..23, weekdays begin with Monday, months with January. Groups are those of
     * fit(), of items of baskets, and so are channels, of orders: shares by name, or by number
     * in a model that was opened.
     *
     * @phpstan-param 'hour'|'weekday'|'month'|'item_group'|'channel' $habit
     * @phpstan-return array<int|string, float>
     */
    public function shares(string $habit, int|string|null $customer = null): array {}

    /**
     * Whether customers' own shares foresaw better than the shop's.
     *
     * @phpstan-param 'hour'|'weekday'|'month'|'item_group'|'channel' $habit
     */
    public function isOwn(string $habit): bool {}

    /**
     * What the answers are worth: a row for each question.
     *
     * @phpstan-return Rows<HabitsCheck>
     */
    public function checks(): Rows {}

    public function report(): HabitsReport {}

    /** @phpstan-return Rows<int|string> */
    public function customers(): Rows {}

    /** @phpstan-return Rows<int|string> */
    public function items(): Rows {}
}
