<?php

declare(strict_types=1);

namespace Shop;

use DateTimeImmutable;
use DateTimeZone;
use Generator;
use Quen\Customer;
use Quen\Due;
use Quen\Figure;
use Quen\Rows;
use Quen\Shop;

/** What the owner asks: how the shop is doing, who its customers are, who is about to leave. */
final readonly class Owner
{
    private const LIKELY = 0.5;
    private const MONTHS = 24;
    private const RISK_STEPS = 10;
    public const DUE_DAYS = 7;
    private const DUE = 12;
    public const FIGURES = ['revenue', 'orders', 'orderValueMean', 'customers', 'customersNew',
        'customersReturning', 'repeatRate'];

    public function __construct(
        private Database $db,
        private Offers $offers,
        private Customers $customers,
        private Catalog $catalog,
        private Config $config,
    ) {}

    /** @return array<string, mixed>|null null: there is no model */
    public function report(string $segment, int $count): ?array
    {
        return $this->offers->ask(function (Shop $shop) use ($segment, $count): array {
            $segments = $this->segments($shop);
            $known = in_array($segment, array_column($segments, 'name'), true) ? $segment : null;
            $likely = $this->likely($shop, $known);
            return [
                'trained' => $shop->now(),
                'customers' => count($shop),
                'segments' => $segments,
                'revenue' => array_sum(array_column($segments, 'revenue')),
                'lastMonths' => $this->lastMonths($shop),
                'segment' => $known,
                'risks' => $this->risks($shop),
                'likely' => $likely === null ? null : count($likely),
                'atRisk' => $this->people(self::dearest($likely ?? [], $count), $shop),
                'due' => $this->due($shop),
                'days' => self::DUE_DAYS,
            ];
        });
    }

    /** @return array<string, mixed>|null revenue of the last months; null: no orders */
    public function revenueByMonth(): ?array
    {
        $month = $this->db->isSqlite()
            ? "strftime('%Y-%m', date_created)"
            : "DATE_FORMAT(date_created, '%Y-%m')";
        $sql = "SELECT $month AS month, SUM(net_total) AS revenue FROM {wc_order_stats}
             WHERE status IN ('wc-completed', 'wc-processing')
             GROUP BY month ORDER BY month DESC LIMIT " . self::MONTHS;
        $rows = $this->db->run($sql)->fetchAll();
        $months = array_reverse(array_column($rows, 'revenue', 'month'));
        return $months === [] ? null : [
            'sums' => array_values($months),
            'from' => array_key_first($months),
            'to' => array_key_last($months),
            'most' => max($months),
            'best' => array_search(max($months), $months, true),
        ];
    }

    /**
     * Everyone for a spreadsheet, or those likely to leave.
     *
     * @return iterable<list<string|int|float|null>>
     */
    public function table(Language $language, bool $onlyAtRisk): iterable
    {
        return $this->offers->ask(function (Shop $shop) use ($language, $onlyAtRisk): array {
            $rows = $onlyAtRisk ? $this->likely($shop, null) ?? [] : $shop->table();
            return iterator_to_array($this->rows($rows, $shop, $language), false);
        }) ?? [];
    }

    /**
     * Who is likeliest to buy what again, of what is still sold.
     *
     * @return list<array<string, mixed>>
     */
    private function due(Shop $shop): array
    {
        if (!in_array('habits', $shop->parts(), true)) {
            return [];
        }
        $rows = iterator_to_array($shop->listDue(self::DUE_DAYS, n: self::DUE), false);
        $products = $this->catalog->some(array_map(intval(...), array_column($rows, 'item')));
        $names = $this->customers->some(array_map(intval(...), array_column($rows, 'customer')));
        $told = array_map(static fn(Due $row): array => [
            'name' => $names[(int) $row->customer]['name'] ?? (string) $row->customer,
            'email' => $names[(int) $row->customer]['email'] ?? '',
            'product' => $products[(int) $row->item] ?? null,
            'chance' => $row->chance,
            'last' => $row->last,
            'expected' => $row->due,
        ], $rows);
        return array_values(array_filter($told, static fn(array $one) => $one['product'] !== null));
    }

    /** @return list<array<string, mixed>> the last month that is over and the one before; or empty */
    private function lastMonths(Shop $shop): array
    {
        if (!in_array('figures', $shop->parts(), true)) {
            return [];
        }
        $months = iterator_to_array($shop->months(), false);
        $whole = array_filter($months, static fn(Figure $month): bool => $month->isWhole);
        return count($whole) < 2 ? [] : array_map($this->month(...), array_reverse(array_slice($whole, -2)));
    }

    /** @return array<string, mixed> */
    private function month(Figure $figure): array
    {
        $start = $figure->start->setTimezone(new DateTimeZone($this->config->zone));
        $row = ['month' => $start->format('Y-m')];
        foreach (self::FIGURES as $name) {
            $value = (float) $figure->$name;
            $row[$name] = is_finite($value) ? $value : null;
        }
        return $row;
    }

    /** @return list<array<string, mixed>> */
    private function segments(Shop $shop): array
    {
        $rows = iterator_to_array($shop->segments(), false);
        $revenue = array_sum(array_map(static fn($row) => (float) $row->monetary, $rows));
        return array_map(static fn($row): array => [
            'name' => $row->name,
            'meaning' => $row->meaning,
            'customers' => $row->customers,
            'share' => $row->share,
            'revenue' => $row->monetary,
            'revenueShare' => $revenue > 0 ? (float) $row->monetary / $revenue : 0.0,
            'recency' => $row->recencyMedian,
            'frequency' => $row->frequencyMedian,
        ], array_values(array_filter($rows, static fn($row) => $row->customers > 0)));
    }

    /** @return list<int> customers by tenth of the risk */
    private function risks(Shop $shop): array
    {
        $counts = array_fill(0, self::RISK_STEPS, 0);
        foreach ($this->hasRisk($shop) ? $shop->atRisk()->column('risk') : [] as $risk) {
            $counts[min(self::RISK_STEPS - 1, (int) ($risk * self::RISK_STEPS))]++;
        }
        return $counts;
    }

    /** @return Rows<Customer>|null null: the log is too short to learn who leaves */
    private function likely(Shop $shop, ?string $segment): ?Rows
    {
        return $this->hasRisk($shop) ? $shop->atRisk(self::LIKELY, $segment) : null;
    }

    /** What a year would bring, times the risk; what was spent, where nobody knows a year's worth. */
    private static function stake(Customer $customer): float
    {
        return ($customer->value ?? (float) $customer->monetary) * $customer->risk;
    }

    /**
     * Those with most at stake: whom to call first.
     *
     * @param iterable<Customer> $rows
     * @return list<Customer>
     */
    private static function dearest(iterable $rows, int $count): array
    {
        $rows = iterator_to_array($rows, false);
        usort($rows, static fn(Customer $a, Customer $b): int => self::stake($b) <=> self::stake($a));
        return array_slice($rows, 0, $count);
    }

    private function hasRisk(Shop $shop): bool
    {
        return in_array('churn', $shop->parts(), true);
    }

    /**
     * @param iterable<Customer> $rows
     * @return list<array<string, mixed>>
     */
    private function people(iterable $rows, Shop $shop): array
    {
        $rows = iterator_to_array($rows, false);
        $names = $this->customers->some(array_map(intval(...), array_column($rows, 'customer')));
        return array_map(fn(Customer $row): array => [
            'number' => (int) $row->customer,
            'name' => $names[(int) $row->customer]['name'] ?? (string) $row->customer,
            'email' => $names[(int) $row->customer]['email'] ?? '',
            'segment' => $row->segment,
            'seen' => $this->daysBefore($shop->now(), $row->recency),
            'orders' => $row->frequency,
            'spent' => $row->monetary,
            'stake' => $row->risk === null ? null : self::stake($row),
            'risk' => $row->risk,
            'reasons' => array_keys($row->reasons),
        ], $rows);
    }

    private function daysBefore(DateTimeImmutable $now, ?int $days): ?DateTimeImmutable
    {
        $there = $now->setTimezone(new DateTimeZone($this->config->zone));
        return $days === null ? null : $there->modify("-$days days");
    }

    /**
     * @param iterable<Customer> $rows
     * @return Generator<list<string|int|float|null>>
     */
    private function rows(iterable $rows, Shop $shop, Language $language): Generator
    {
        foreach ($this->people($rows, $shop) as $one) {
            yield [
                $one['number'],
                $one['name'],
                $one['email'],
                implode($language->words('segment', array_filter([$one['segment']]))),
                $one['seen']?->format('Y-m-d'),
                $one['orders'],
                $one['spent'],
                $one['risk'] === null ? null : round($one['risk'], 4),
                implode('; ', $language->words('reason', $one['reasons'])),
            ];
        }
    }
}
