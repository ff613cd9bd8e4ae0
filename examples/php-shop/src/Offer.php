<?php

declare(strict_types=1);

namespace Shop;

/** A product to offer, and why. */
final readonly class Offer
{
    /** @param list<Product> $because none: it sells well */
    public function __construct(public Product $product, public array $because) {}
}
