<?php

declare(strict_types=1);

namespace Shop;

use DateTimeZone;
use Quen\Figure;
use Quen\Orders;
use RuntimeException;

/** The shop's months in figures, as the last night counted them: a file beside the model. */
final readonly class Months
{
    public const FIGURES = ['revenue', 'orders', 'orderValueMean', 'customers', 'customersNew',
        'customersReturning', 'repeatRate'];
    private const KEPT = 13;

    public function __construct(private Config $config) {}

    /** Like the model, it is written beside the old file and then renamed. */
    public function keep(Orders $orders): void
    {
        $rows = array_slice(iterator_to_array($orders->figures('month'), false), -self::KEPT);
        $new = $this->path() . '.new';
        $text = json_encode(array_map($this->row(...), $rows), JSON_THROW_ON_ERROR);
        if (@file_put_contents($new, $text) === false || !chmod($new, 0640)
            || !rename($new, $this->path())) {
            throw new RuntimeException("cannot write {$this->path()}");
        }
    }

    /**
     * The last month that is over, and the one before.
     *
     * @return list<array<string, mixed>> of two; empty: there are not so many, or no file
     */
    public function lastTwo(): array
    {
        $text = is_file($this->path()) ? file_get_contents($this->path()) : '';
        $rows = json_decode((string) $text, true);
        $whole = array_values(array_filter(
            is_array($rows) ? $rows : [],
            static fn(mixed $row): bool => is_array($row) && ($row['isWhole'] ?? false) === true
                && is_string($row['month'] ?? null),
        ));
        return count($whole) < 2 ? [] : [$whole[count($whole) - 1], $whole[count($whole) - 2]];
    }

    private function path(): string
    {
        return $this->config->model . '.months.json';
    }

    /** @return array<string, mixed> */
    private function row(Figure $figure): array
    {
        $start = $figure->start->setTimezone(new DateTimeZone($this->config->zone));
        $row = ['month' => $start->format('Y-m'), 'isWhole' => $figure->isWhole];
        foreach (self::FIGURES as $name) {
            $value = (float) $figure->$name;
            $row[$name] = is_finite($value) ? $value : null;
        }
        return $row;
    }
}
