<?php

/** @generate-class-entries */

namespace Quen;

/**
 * What to offer, from what customers bought together.
 *
 * @strict-properties
 * @not-serializable
 */
final class ItemCF
{
    /** @implementation-alias Quen\Model::__construct */
    private function __construct() {}

    /**
     * Learn which items lead to which.
     *
     * @phpstan-param 'cosine'|'jaccard'|'rp3beta'|null $method
     * @phpstan-param 'binary'|'count'|'log_count'|'quantity'|null $values
     * @phpstan-param 'customer'|'order'|null $group
     * @phpstan-param 'auto'|'sources'|'targets'|'both'|null $prune
     */
    public static function fit(
        Orders $orders,
        \DateTimeInterface|int|string|null $now = null,
        ?string $method = null,
        ?int $neighbors = null,
        ?string $values = null,
        ?string $group = null,
        ?int $minSupport = null,
        ?float $shrink = null,
        ?float $userDiscount = null,
        ?float $alpha = null,
        ?float $beta = null,
        ?bool $normalize = null,
        ?string $prune = null,
        ?int $maxItems = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): ItemCF {}

    /**
     * Learn from what each customer has: customers and items are numbers, by their place.
     *
     * @param array|Rows $baskets A list of lists of item numbers, each once; or a split's
     * train().
     * @param int|null $items How many items there are. null: the greatest number + 1, or as
     * many as the split's log has.
     * @phpstan-param list<list<int>>|Rows<list<int>> $baskets
     * @phpstan-param 'cosine'|'jaccard'|'rp3beta'|null $method
     * @phpstan-param 'auto'|'sources'|'targets'|'both'|null $prune
     */
    public static function fitBaskets(
        array|Rows $baskets,
        ?int $items = null,
        ?string $method = null,
        ?int $neighbors = null,
        ?int $minSupport = null,
        ?float $shrink = null,
        ?float $userDiscount = null,
        ?float $alpha = null,
        ?float $beta = null,
        ?bool $normalize = null,
        ?string $prune = null,
        ?int $maxItems = null,
        ?int $threads = null,
        ?callable $progress = null,
    ): ItemCF {}

    /**
     * Open a file. It holds no keys: customers and items are their numbers.
     *
     * @implementation-alias Quen\Model::open
     */
    public static function open(string $path): ItemCF {}

    /** @implementation-alias Quen\Model::fromBytes */
    public static function fromBytes(string $bytes): ItemCF {}

    /** @implementation-alias Quen\Model::save */
    public function save(string $path, ?int $mode = null): void {}

    /** @implementation-alias Quen\Model::toBytes */
    public function toBytes(): string {}

    /**
     * Items to offer beside one item, best first.
     *
     * @param bool|null $popular Fill up with what sells well. null: yes.
     * @param bool $strict An item of $exclude or $allow that is not known is an error.
     * @phpstan-param list<int|string>|null $exclude Never these
     * @phpstan-param list<int|string>|null $allow Only these
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
     * Items to offer to a customer, from all that they bought and, with $basket, from what
     * they have in hand: the whole history counts as $historyWeight items of it.
     *
     * @param bool|null $includeBought Also what they have. null: no.
     * @phpstan-param list<int|string>|null $basket
     * @phpstan-param list<int|string>|null $exclude
     * @phpstan-param list<int|string>|null $allow
     * @phpstan-return Rows<Offer>
     */
    public function recommend(
        int|string $customer,
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

    /**
     * recommend() for many customers, null for all: offers by customer.
     *
     * @phpstan-param list<int|string>|null $customers
     * @phpstan-param list<int|string>|null $exclude
     * @phpstan-param list<int|string>|null $allow
     * @phpstan-return array<int|string, Rows<Offer>>
     */
    public function recommendBatch(
        ?array $customers = null,
        int $n = 10,
        ?array $exclude = null,
        ?array $allow = null,
        ?bool $includeBought = null,
        ?bool $popular = null,
        bool $strict = false,
        ?int $threads = null,
        ?callable $progress = null,
    ): array {}

    /** @phpstan-return Rows<int|string> */
    public function customers(): Rows {}

    /** @phpstan-return Rows<int|string> */
    public function items(): Rows {}

    /**
     * Customers (orders) with more than maxItems items, who have no part in what is learnt.
     *
     * @implementation-alias Quen\Model::get
     */
    public function leftOut(): int {}

    /** How many customers (orders) have an item, of those that are learnt from. */
    public function support(int|string $item): int {}

    /**
     * The items that an item leads to, and how much.
     *
     * @phpstan-return array<int|string, float>
     */
    public function neighbors(int|string $item): array {}

    /**
     * What a customer bought: keys of items, ascending.
     *
     * @phpstan-return list<int|string>
     */
    public function history(int|string $customer): array {}
}
