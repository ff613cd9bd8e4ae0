<?php

declare(strict_types=1);

namespace Shop;

/** One thing that is sold. */
final readonly class Product
{
    /**
     * @param array<string, string> $names by language
     * @param array<string, string> $abouts by language
     */
    public function __construct(
        public int $number,
        private array $names,
        private array $abouts,
        public string $category,
        public int $price,
    ) {}

    /** @param array<string, mixed> $row */
    public static function of(array $row): self
    {
        return new self(
            (int) $row['product_id'],
            ['vi' => $row['name_vi'], 'en' => $row['name_en']],
            ['vi' => $row['about_vi'], 'en' => $row['about_en']],
            $row['category'],
            (int) $row['price'],
        );
    }

    /** Where it stands; what has no category of ours stands on the last shelf. */
    public function shelf(): string
    {
        foreach (Catalog::SHELVES as $shelf => $categories) {
            if (in_array($this->category, $categories, true)) {
                return $shelf;
            }
        }
        return $shelf;
    }

    public function name(Language $language): string
    {
        return $this->names[$language->code];
    }

    public function about(Language $language): string
    {
        return $this->abouts[$language->code];
    }
}
