<?php
/*
 * costs.php DIR [ROUNDS] [LINES]: what calls cost from PHP, beside C's own and beside plain
 * PHP, in turns: medians by the clock, the least, and medians of the processor's time, or
 * of questions, of which a round asks thousands, the 99th percentile. Answers are compared
 * before times are told. The table goes to DIR/table.md, for docs/benchmarks.md.
 */
require __DIR__ . '/data.php';
require __DIR__ . '/plain.php';

[, $dir] = $argv;
$rounds = (int)($argv[2] ?? 5);
$lines = (int)($argv[3] ?? 1000000);

/** Nanoseconds by the clock and of the processor, and what the call answered. */
function timed(Closure $call): array
{
    $cpu = processor();
    $began = hrtime(true);
    $answer = $call();
    return [hrtime(true) - $began, processor() - $cpu, $answer];
}

function processor(): int
{
    $used = getrusage();
    return ($used['ru_utime.tv_sec'] + $used['ru_stime.tv_sec']) * 1000000000 +
        ($used['ru_utime.tv_usec'] + $used['ru_stime.tv_usec']) * 1000;
}

/** The median and the 99th percentile of many short calls, and the sum of their answers. */
function each_timed(int $n, Closure $call): array
{
    $sum = 0.0;
    for ($i = 0; $i < $n; $i++) {
        $began = hrtime(true);
        $answer = $call($i);
        $took[] = hrtime(true) - $began;
        $sum += $answer;
    }
    sort($took);
    return [$took[intdiv($n, 2)], $took[intdiv($n, 100) * 99], $sum];
}

/** The program beside this script, which is asked a word at a time. */
final class Program
{
    private $process;
    private array $pipes = [];

    public function __construct(string $dir)
    {
        $this->process = proc_open(["$dir/costs", $dir], [['pipe', 'r'], ['pipe', 'w']], $this->pipes);
    }

    public function ask(string $word): array
    {
        fwrite($this->pipes[0], "$word\n");
        $line = fgets($this->pipes[1]) or throw new RuntimeException("costs failed at $word");
        [$clock, $processor, $answer] = explode(' ', trim($line));
        return [(int)$clock, (int)$processor, (float)$answer];
    }
}

function median(array $values): float
{
    sort($values);
    return $values[intdiv(count($values), 2)];
}

function shown(float $nanoseconds): string
{
    if ($nanoseconds < 1e6)
        return sprintf('%.3g µs', $nanoseconds / 1e3);
    return $nanoseconds < 1e9 ? sprintf('%.3g ms', $nanoseconds / 1e6) : sprintf('%.3g s', $nanoseconds / 1e9);
}

/** A case: sides by name, in turns; a line for each. $asked: of the first. */
function play(string $name, int $rounds, string $asked, array $sides, float $tolerance = 0.0, string $beside = 'processor'): void
{
    global $table;
    $right = null;
    for ($round = 0; $round <= $rounds; $round++)
        foreach ($sides as $side => $call) {
            [$clock, $second, $answer] = $call();
            $right ??= $answer;
            if (abs($answer - $right) > $tolerance * abs($right))
                throw new RuntimeException("$name: $side answers $answer, not $right");
            if ($round > 0) // the first warms up
                $took[$side][] = [$clock, $second];
        }
    foreach ($took as $side => $times) {
        $clocks = array_column($times, 0);
        $row = [$name, $side, shown(median($clocks)), shown(min($clocks)), "$beside " . shown(median(array_column($times, 1))),
            $side === array_key_first($took) ? $asked : ''];
        $table[] = '| ' . implode(' | ', $row) . ' |';
        vprintf("%-38s %-13s median %8s  least %8s  %19s  %s\n", $row);
    }
}

$table = ['| what | side | median | least | beside | asked for |', '| --- | --- | --- | --- | --- | --- |'];
make_all($dir, $lines);
$c = new Program($dir);
printf("load: %s\n", implode(' ', sys_getloadavg()));

// ---- shops

$big = "$dir/shop50";
$opened = Quen\Shop::open($big);
play('open 50 MB, kept by the worker', $rounds, '50 µs', [
    'ours' => fn() => each_timed(1000, fn() => count(Quen\Shop::open($big))),
], beside: 'p99');
play('open 50 MB, anew', $rounds, 'C + 1 ms', [
    'ours' => function () use ($big) {
        touch($big, (filemtime($big) ?: 0) + 1); // another file, as far as a worker sees
        clearstatcache();
        return timed(fn() => (float)count(Quen\Shop::open($big)));
    },
    'C' => fn() => $c->ask('open'),
]);
$shop = Quen\Shop::open("$dir/shop5");
$keys = $shop->customers()->toArray();
play('recommend, with reasons', $rounds, '30 µs, p99 100 µs', [
    'ours' => fn() => each_timed(5000, function ($i) use ($shop, $keys) {
        $scores = 0.0;
        foreach ($shop->recommend($keys[$i * 7919 % count($keys)]) as $offer) {
            $scores += $offer->score;
            $because = $offer->because;
        }
        return $scores;
    }),
    'C' => fn() => $c->ask('recommend'),
], 1e-12, 'p99');

// ---- a million rows

foreach (LINE as $name) {
    $packed[$name] = file_get_contents("$dir/$name");
    $columns[$name] = array_values(unpack('q*', $packed[$name]));
}
$texts = ['customer' => array_map(fn($key) => "C$key", $columns['customer']), 'item' => array_map(fn($key) => "I$key", $columns['item']),
    'amount' => array_map(fn($cents) => sprintf('%d.%02d', $cents / 100, $cents % 100), $columns['amount'])] + $columns;
$money = array_map(fn($cents) => $cents / 100, $columns['amount']);
$revenue = fn(Quen\Orders $orders) => (float)str_replace('.', '', $orders->totals()->revenue);
$filled = function (array $columns) use ($revenue) {
    $orders = new Quen\Orders();
    $took = timed(fn() => $orders->addColumns(...$columns));
    $took[2] = $revenue($orders);
    return $took;
};
$added = function (array $columns) use ($revenue, $lines) {
    ['customer' => $customer, 'item' => $item, 'time' => $time, 'amount' => $amount, 'order' => $order] = $columns;
    $orders = new Quen\Orders();
    $took = timed(function () use ($orders, $customer, $item, $time, $amount, $order, $lines) {
        for ($i = 0; $i < $lines; $i++)
            $orders->add(customer: $customer[$i], item: $item[$i], time: $time[$i], amount: $amount[$i], order: $order[$i]);
    });
    $took[2] = $revenue($orders);
    return $took;
};
$few = min($rounds, 5);
play('1,000,000 rows, add()', $few, '2 s', ['ours' => fn() => $added($texts), 'ours, floats' => fn() => $added(['amount' => $money] + $columns)]);
play('1,000,000 rows, addColumns()', $few, '500 ms', [
    'ours, texts' => fn() => $filled($texts),
    'ours, numbers' => fn() => $filled(['amount' => $money] + $columns),
    'ours, packed' => fn() => $filled($packed),
    'C' => fn() => $c->ask('columns'),
]);
unset($texts, $money, $columns, $packed);

// ---- models of arrays

$bytes = file_get_contents("$dir/points");
$points = array_map(array_values(...), array_chunk(unpack('d*', $bytes), 8));
$start = array_slice($points, 0, 8);
$starts = pack('d*', ...array_merge(...$start));
$model = Quen\KMeans::fit($points, init: $start);
[$labels] = plain_kmeans($points, $start);
foreach ($model->labels() as $i => $label)
    if (($pairs[$label] ??= $labels[$i]) !== $labels[$i])
        throw new RuntimeException("k-means: row $i is in another cluster of plain PHP");
play('k-means 10,000 x 8, k = 8, given start', $rounds, '20 ms; packed C + 1 ms', [
    'ours' => fn() => timed(fn() => Quen\KMeans::fit($points, init: $start)->inertia()),
    'ours, packed' => fn() => timed(fn() => Quen\KMeans::fit($bytes, columns: 8, init: $starts)->inertia()),
    'C' => fn() => $c->ask('kmeans'),
    'plain PHP' => fn() => timed(fn() => plain_kmeans($points, $start)[2]),
], 1e-9);
play('k-means 10,000 x 8, k = 8, 4 starts', $rounds, '20 ms; packed C + 1 ms', [
    'ours' => fn() => timed(fn() => Quen\KMeans::fit($points)->inertia()),
    'ours, packed' => fn() => timed(fn() => Quen\KMeans::fit($bytes, columns: 8)->inertia()),
    'C' => fn() => $c->ask('kmeans4'),
]);
$packed_rows = file_get_contents("$dir/rows");
$rows = array_map(array_values(...), array_chunk(unpack('d*', $packed_rows), 20));
$packed_classes = file_get_contents("$dir/classes");
$classes = array_values(unpack('C*', $packed_classes));
$all = [...array_values(Quen\Logit::fit($rows, $classes)->coefficients()), Quen\Logit::fit($rows, $classes)->intercept()];
foreach (plain_logit($rows, $classes, 1.0, 1e-10) as $j => $plain)
    if (abs($plain - $all[$j]) > 1e-8)
        throw new RuntimeException("logit: coefficient $j is {$all[$j]}, of plain PHP $plain");
play('logistic regression 10,000 x 20', $rounds, '10 ms; packed C + 1 ms', [
    'ours' => fn() => timed(fn() => Quen\Logit::fit($rows, $classes)->coefficients()['x0']),
    'ours, packed' => fn() => timed(fn() => Quen\Logit::fit($packed_rows, $packed_classes, columns: 20)->coefficients()['x0']),
    'C' => fn() => $c->ask('logit'),
    'plain PHP' => fn() => timed(fn() => plain_logit($rows, $classes, 1.0, 1e-10)[0]),
], 1e-7);

// ---- memory

foreach (['add', 'columns', 'cursor'] as $how) {
    $command = [PHP_BINARY, '-d', 'extension=' . getenv('QUEN_MODULE'), '-d', 'memory_limit=128M', __DIR__ . '/million.php', $how, (string)$lines];
    $process = proc_open($command, [1 => ['pipe', 'w']], $pipes);
    $told = trim(stream_get_contents($pipes[1]));
    if (proc_close($process) !== 0)
        throw new RuntimeException("a training of $lines lines by $how failed");
    [$n, $most, $resident] = explode(' ', $told);
    $table[] = "| training of $n lines within 128M, $how | ours | PHP $most MB | process $resident MB | | |";
    echo end($table), "\n";
}
printf("load: %s\n", implode(' ', sys_getloadavg()));
file_put_contents("$dir/table.md", implode("\n", $table) . "\n");
