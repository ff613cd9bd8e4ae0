<?php

declare(strict_types=1);

namespace Shop;

/** Tables for a spreadsheet: UTF-8 with its mark, for Excel, lines as RFC 4180 has them. */
final class Csv
{
    private const MARK = "\u{feff}";

    /**
     * Print rows one by one.
     *
     * @param list<string> $header
     * @param iterable<list<string|int|float|null>> $rows
     */
    public static function print(array $header, iterable $rows): void
    {
        print self::MARK . self::line($header);
        foreach ($rows as $row) {
            print self::line($row);
        }
    }

    /** @param list<string|int|float|null> $cells */
    public static function line(array $cells): string
    {
        return implode(',', array_map(self::cell(...), $cells)) . "\r\n";
    }

    /** A text that a spreadsheet would compute is told to be text; numbers stay numbers. */
    public static function cell(string|int|float|null $value): string
    {
        $text = (string) $value;
        $computes = preg_match('/\A\s*[=+\-@\t\r|%]/', $text) === 1 && !is_numeric($text);
        if (is_string($value) && $computes) {
            $text = "'$text";
        }
        $quotes = preg_match('/[",\r\n;\t\']/', $text) === 1;
        return $quotes ? '"' . str_replace('"', '""', $text) . '"' : $text;
    }
}
