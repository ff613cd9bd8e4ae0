<?php

/** Classes of Shop\ are the files beside this one. */

declare(strict_types=1);

namespace Shop;

spl_autoload_register(static function (string $class): void {
    $name = preg_match('/\AShop\\\\(\w+)\z/', $class, $found) ? $found[1] : null;
    if ($name !== null && is_file(__DIR__ . "/$name.php")) {
        require __DIR__ . "/$name.php";
    }
});

/** Text as HTML, in elements and in quoted attributes. */
function e(string|int|float|null $text): string
{
    return htmlspecialchars((string) $text, ENT_QUOTES | ENT_SUBSTITUTE | ENT_HTML5, 'UTF-8');
}
