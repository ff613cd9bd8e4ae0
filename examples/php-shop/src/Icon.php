<?php

declare(strict_types=1);

namespace Shop;

/** Drawings of 24 x 24, inline: no font, no picture, no request. */
final class Icon
{
    private const PATHS = [
        'massage' => 'M4 15c3-2 5-2 8 0s5 2 8 0M4 19c3-2 5-2 8 0s5 2 8 0M9 5a3 3 0 1 1 6 0 3 3 0 0 1-6 0M7 12c1-2 3-3 5-3s4 1 5 3',
        'care' => 'M9 8h6l1 3v8a2 2 0 0 1-2 2h-4a2 2 0 0 1-2-2v-8zM10 8V5h4v3M12 3v2M8 14h8',
        'skin' => 'M12 3c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11zM9 15a3 3 0 0 0 3 3',
        'hair' => 'M5 20c0-8 2-16 7-16s7 8 7 16M9 20c0-5 1-9 3-9s3 4 3 9',
        'nails' => 'M8 21v-9a4 4 0 0 1 8 0v9M8 13c2 1 6 1 8 0M12 3v3',
        'coffee' => 'M5 9h11v6a5 5 0 0 1-5 5h-1a5 5 0 0 1-5-5zM16 10h1a3 3 0 0 1 0 6h-1M8 3v3M12 3v3',
        'bakery' => 'M4 14c0-4 4-7 8-7s8 3 8 7c0 2-1 3-3 3H7c-2 0-3-1-3-3zM9 8l-1 5M13 7v6M16 9l1 4',
        'tea' => 'M7 7h10l-1 12a2 2 0 0 1-2 2h-4a2 2 0 0 1-2-2zM7 12c3 2 7-2 10 0M14 7l2-4',
        'juice' => 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 4v16M4 12h16M6 6l12 12M18 6L6 18',
        'sweets' => 'M5 12a7 7 0 0 1 14 0zM7 12l5 9 5-9M12 5V3',
        'pantry' => 'M7 6h10l1 3v10a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2V9zM7 6l1-3h8l1 3M12 11c-2 2-2 4 0 6 2-2 2-4 0-6z',
        'gift' => 'M4 9h16v4H4zM5 13v8h14v-8M12 9v12M12 9c-5 0-5-5-2-5 2 0 2 5 2 5s0-5 2-5c3 0 3 5-2 5z',
        'basket' => 'M4 10h16l-2 10H6zM8 10l3-6M16 10l-3-6M10 14v3M14 14v3',
        'person' => 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c0-5 4-7 8-7s8 2 8 7',
        'chart' => 'M4 20h16M7 20v-6M12 20V6M17 20v-9',
    ];

    public static function draw(string $name): string
    {
        $path = self::PATHS[$name] ?? self::PATHS['gift'];
        return '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
            . "<path d=\"$path\"/></svg>";
    }
}
