<?php

declare(strict_types=1);

namespace Shop;

/**
 * Charts as SVG drawings without text, which stretch; what they say stands beside them as
 * HTML, so that it can be read on a phone and by a screen reader. Nothing inline is styled:
 * classes are.
 */
final class Chart
{
    /** One bar of a share from 0 to 1, as wide as there is room. */
    public static function bar(float $share, string $class): string
    {
        $width = self::within(100 * $share);
        return '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" '
            . 'aria-hidden="true"><rect class="rail" width="100" height="10"/>'
            . '<rect class="' . e($class) . "\" width=\"$width\" height=\"10\"/></svg>";
    }

    /**
     * Columns side by side, the highest as high as there is room.
     *
     * @param list<float|int> $values
     * @param string $says what a screen reader says in its place
     */
    public static function columns(array $values, string $says): string
    {
        $most = max([1e-9, ...$values]);
        $columns = '';
        foreach ($values as $number => $value) {
            $height = self::within(100 * $value / $most);
            $x = 10 * $number + 1;
            $y = self::within(100 - $height);
            $columns .= "<rect x=\"$x\" y=\"$y\" width=\"8\" height=\"$height\"/>";
        }
        $width = max(1, 10 * count($values));
        return "<svg class=\"columns\" viewBox=\"0 0 $width 100\" preserveAspectRatio=\"none\" "
            . 'role="img" aria-label="' . e($says) . "\">$columns</svg>";
    }

    private static function within(float $percent): float
    {
        return round(min(100.0, max(0.0, $percent)), 2);
    }
}
