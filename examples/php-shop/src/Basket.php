<?php

declare(strict_types=1);

namespace Shop;

/** What a visitor is about to buy. */
final readonly class Basket
{
    private const MOST = 99;
    private const MOST_PRODUCTS = 50;

    public function __construct(private Session $session) {}

    public function add(int $product, int $quantity): void
    {
        $this->set($product, ($this->session->basket()[$product] ?? 0) + $quantity);
    }

    /** 0 takes it out. */
    public function set(int $product, int $quantity): void
    {
        $basket = $this->session->basket();
        $basket[$product] = min($quantity, self::MOST);
        $basket = array_filter($basket, static fn(int $many): bool => $many > 0);
        $this->session->setBasket(array_slice($basket, 0, self::MOST_PRODUCTS, true));
    }

    public function clear(): void
    {
        $this->session->setBasket([]);
    }

    /** @return list<int> */
    public function products(): array
    {
        return array_keys($this->session->basket());
    }

    public function count(): int
    {
        return array_sum($this->session->basket());
    }

    /** @return list<array{product: Product, quantity: int, sum: int}> */
    public function lines(Catalog $catalog): array
    {
        $lines = [];
        foreach ($catalog->some($this->products()) as $number => $product) {
            $quantity = $this->session->basket()[$number];
            $lines[] = ['product' => $product, 'quantity' => $quantity,
                'sum' => $quantity * $product->price];
        }
        return $lines;
    }
}
