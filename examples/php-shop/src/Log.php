<?php

declare(strict_types=1);

namespace Shop;

use Generator;
use RuntimeException;

/** The made-up log of examples/synth, order by order. */
final readonly class Log
{
    private const COLUMNS = ['order', 'customer', 'item', 'time', 'quantity', 'price', 'note'];

    public function __construct(private string $file) {}

    /** @return Generator<list<array<string, string>>> the lines of each order */
    public function orders(): Generator
    {
        $order = [];
        foreach ($this->lines() as $line) {
            if ($order !== [] && $line['order'] !== $order[0]['order']) {
                yield $order;
                $order = [];
            }
            $order[] = $line;
        }
        if ($order !== []) {
            yield $order;
        }
    }

    /** @return Generator<array<string, string>> */
    public function lines(): Generator
    {
        $file = @fopen($this->file, 'r')
            ?: throw new RuntimeException("fill: cannot read $this->file");
        // No escape: a backslash is a backslash, a quote is doubled.
        $header = fgetcsv($file, null, ',', '"', '');
        if ($header !== self::COLUMNS) {
            throw new RuntimeException("fill: $this->file is no log of examples/synth");
        }
        while (($row = fgetcsv($file, null, ',', '"', '')) !== false) {
            yield array_combine($header, $row);
        }
        fclose($file);
    }
}
