<?php

declare(strict_types=1);

namespace Shop;

use Closure;
use Quen\Exception\Exception as QuenException;
use Quen\Exception\NotFoundException;
use Quen\Shop;

/**
 * The one place that asks the model. The file is opened with the first question of a request,
 * which costs microseconds once a worker has it. Where the extension is missing, or there is
 * no file, or one of another format, there is nothing to show: a page stays whole, and one line
 * of the log says why.
 */
final class Offers
{
    private Shop|false|null $shop = null;

    /** @param Closure(string): mixed $log */
    public function __construct(
        private readonly string $model,
        private readonly Catalog $catalog,
        private readonly Closure $log,
    ) {}

    /**
     * For a customer, or what sells well for somebody we do not know.
     *
     * @return list<Offer>
     */
    public function forYou(?int $customer, int $count): array
    {
        return $this->offers(fn(Shop $shop, array $notSold) => $shop->recommend(
            $customer, n: $count, exclude: $notSold,
        ));
    }

    /**
     * Customers also bought.
     *
     * @return list<Offer>
     */
    public function alsoBought(int $product, int $count): array
    {
        $offers = $this->offers(fn(Shop $shop, array $notSold) => $shop->similar(
            $product, n: $count, exclude: $notSold,
        ));
        // The reason is the product itself, which is in sight.
        return array_map(static fn(Offer $offer) => new Offer($offer->product, []), $offers);
    }

    /**
     * What goes well with a basket, for this customer if we know them.
     *
     * @param list<int> $basket
     * @return list<Offer>
     */
    public function goesWith(?int $customer, array $basket, int $count): array
    {
        return $this->offers(fn(Shop $shop, array $notSold) => $customer === null
            ? $shop->recommendBasket($basket, n: $count, exclude: $notSold)
            : $shop->recommend($customer, n: $count, basket: $basket, includeBought: true,
                exclude: [...$notSold, ...$basket]));
    }

    /**
     * Any other question, such as the owner's.
     *
     * @template T
     * @param callable(Shop): T $question
     * @return T|null null: there is no model, or it has no answer
     */
    public function ask(callable $question): mixed
    {
        $this->shop ??= $this->open();
        if ($this->shop === false) {
            return null;
        }
        try {
            return $question($this->shop);
        } catch (NotFoundException) {
            // What the last training did not see yet, such as a new product.
            return null;
        } catch (QuenException $fault) {
            ($this->log)('shop: no answer: ' . $fault->getMessage());
            return null;
        }
    }

    private function open(): Shop|false
    {
        if (!class_exists(Shop::class, false)) {
            ($this->log)('shop: no offers: the extension quen is not loaded');
            return false;
        }
        try {
            return Shop::open($this->model);
        } catch (QuenException $fault) {
            ($this->log)('shop: no offers: ' . $fault->getMessage());
            return false;
        }
    }

    /**
     * @param Closure(Shop, list<int>): iterable<\Quen\Offer> $question
     * @return list<Offer>
     */
    private function offers(Closure $question): array
    {
        $rows = $this->ask(function (Shop $shop) use ($question): array {
            return iterator_to_array($question($shop, $this->catalog->notSold()), false);
        });
        return $rows === null ? [] : $this->named($rows);
    }

    /**
     * Numbers become products, by one statement.
     *
     * @param list<\Quen\Offer> $rows
     * @return list<Offer>
     */
    private function named(array $rows): array
    {
        $numbers = array_map(intval(...), array_column($rows, 'item'));
        $reasons = array_map(intval(...), array_merge(...array_column($rows, 'because')));
        $known = $this->catalog->some(array_values(array_unique([...$numbers, ...$reasons])));
        $offers = [];
        foreach ($rows as $row) {
            foreach (self::those([$row->item], $known) as $product) {
                $offers[] = new Offer($product, self::those($row->because, $known));
            }
        }
        return $offers;
    }

    /**
     * @param list<int|string> $items
     * @param array<int, Product> $known
     * @return list<Product> those that are known, in the order of the items
     */
    private static function those(array $items, array $known): array
    {
        $found = array_map(static fn(int|string $item) => $known[(int) $item] ?? null, $items);
        return array_values(array_filter($found));
    }
}
