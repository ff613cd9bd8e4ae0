<?php

declare(strict_types=1);

namespace Shop;

/** What the shop sells. */
final readonly class Catalog
{
    public const SHELVES = [
        'cafe' => ['coffee', 'tea', 'juice'],
        'kitchen' => ['bakery', 'sweets'],
        'spa' => ['massage', 'hair'],
        'beauty' => ['skin', 'nails'],
        'home' => ['care', 'pantry', 'gift'],
    ];

    public function __construct(private Database $db) {}

    /** @return array<string, list<Product>> all that is sold, by shelf */
    public function shelves(): array
    {
        $shelves = array_map(static fn(): array => [], self::SHELVES);
        foreach ($this->products('WHERE active = 1 ORDER BY product_id') as $product) {
            $shelves[$product->shelf()][] = $product;
        }
        return array_filter($shelves);
    }

    public function find(int $product): ?Product
    {
        return $this->some([$product])[$product] ?? null;
    }

    /**
     * @param list<int> $numbers
     * @return array<int, Product> in the order of the numbers, without those not sold now
     */
    public function some(array $numbers): array
    {
        if ($numbers === []) {
            return [];
        }
        $in = Database::marks(count($numbers));
        $found = $this->products("WHERE active = 1 AND product_id IN ($in)", $numbers);
        return array_filter(array_replace(array_flip($numbers), $found), is_object(...));
    }

    /** @return list<int> numbers that no offer may have */
    public function notSold(): array
    {
        return $this->db->run('SELECT product_id FROM {products} WHERE active = 0')
            ->fetchAll(\PDO::FETCH_COLUMN);
    }

    /**
     * @param list<int> $values
     * @return array<int, Product>
     */
    private function products(string $where, array $values = []): array
    {
        $products = [];
        foreach ($this->db->run("SELECT * FROM {products} $where", $values) as $row) {
            $products[$row['product_id']] = Product::of($row);
        }
        return $products;
    }
}
