<?php

declare(strict_types=1);

namespace Shop;

use InvalidArgumentException;

/** What config.php says. */
final readonly class Config
{
    public function __construct(
        public string $dsn,
        public ?string $user,
        #[\SensitiveParameter] public ?string $password,
        public string $prefix,
        public string $model,
        public string $zone,
        public string $currency,
        public int $decimals,
    ) {
        // It becomes part of statements, where nothing can quote it.
        if (preg_match('/\A\w*\z/', $prefix) !== 1) {
            throw new InvalidArgumentException('config: a prefix has letters, digits and "_"');
        }
    }

    public static function load(): self
    {
        return require __DIR__ . '/../config.php';
    }
}
