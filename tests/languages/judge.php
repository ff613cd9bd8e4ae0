<?php
// judge.php LOG: how good offers and risks were in the past; judge.py says it too.

function bits(float $value): string
{
    return is_nan($value) ? 'nan' : bin2hex(pack('E', $value));
}

function figures(Quen\RankingReport $report): string
{
    $told = [];
    foreach ([$report, $report->low, $report->high] as $part)
        foreach (get_object_vars($part) as $value)
            if (is_float($value))
                $told[] = bits($value);
    return implode(' ', $told) . "\n";
}

$orders = Quen\Orders::fromCsv($argv[1], customer: 'customer', order: 'order', item: 'item', time: 'time',
    quantity: 'quantity', price: 'price', decimals: 2, utcOffset: '+07:00');
$split = new Quen\Split($orders, method: 'time', horizonDays: 90, includeBought: true);
echo $split->judged(), ' ', implode(' ', $split->popularity()), "\n";
foreach ((new Quen\Split($orders))->moments() as $number => $moment)
    echo $moment?->getTimestamp() ?? 'never', ' ', implode(' ', $split->heldOut()[$number]), "\n";
foreach (Quen\Split::origins($orders, horizonDays: 60, most: 4) as $moment)
    echo $moment->getTimestamp(), "\n";
echo implode(' ', Quen\Split::folds($orders, 5, seed: 3)), "\n";

$offers = fn(string $method) => Quen\ItemCF::fitBaskets($split->train(), method: $method)->recommendBatch(n: 5, includeBought: true);
echo figures(Quen\Evaluate::ranking($split, $offers('cosine'), intervals: true, resamples: 100, seed: 5));
echo figures(Quen\Evaluate::compareRanking($split, $offers('cosine'), $offers('rp3beta'), top: 3, resamples: 100));
foreach (Quen\Churn::backtest($orders, horizonDays: 60) as $row)
    echo $row->customer, ' ', bits($row->risk), ' ', (int)$row->churned, "\n";

$lifetime = Quen\Lifetime::fit($orders);
echo implode(' ', array_map('bits', $lifetime->parameters())), ' ', $lifetime->report()->answer, "\n";
foreach ($lifetime->predict(365) as $future)
    echo $future->customer, ' ', implode(' ', array_map('bits', [$future->alive, $future->orders, $future->value,
        $future->wait50, $future->waitWithin25, $future->waitWithin75])), "\n";

function figures_of(float ...$values): string
{
    return implode(' ', array_map('bits', $values));
}

$habits = Quen\Habits::fit($orders);
foreach ($habits->checks() as $check)
    echo $check->question, ' ', (int)$check->better, ' ', figures_of($check->model ?? NAN, $check->plain ?? NAN, $check->z ?? NAN), "\n";
$told = array_diff_key(get_object_vars($habits->report()), ['strengthItemGroup' => 0, 'strengthChannel' => 0]);
$floats = array_filter($told, fn($name) => str_starts_with($name, 'strength') || is_float($told[$name]), ARRAY_FILTER_USE_KEY);
echo figures_of(...array_map(fn($value) => $value ?? NAN, array_values($floats))), "\n";
foreach (['hour', 'weekday', 'month'] as $habit)
    echo $habit, ' ', (int)$habits->isOwn($habit), ' ', figures_of(...$habits->shares($habit)), "\n";
foreach ($orders->customers() as $number => $key) {
    foreach ([true, false] as $bought)
        foreach ($habits->nextBasket($key, 5, bought: $bought) as $offer)
            echo "$key $offer->item $offer->times ", figures_of($offer->score, $offer->related), "\n";
    if ($number % 50 === 0)
        echo figures_of(...$habits->shares('hour', $key)), "\n";
}

function due(Quen\Rows $rows): void
{
    foreach ($rows as $due)
        echo "$due->customer $due->item ", bits($due->chance), " $due->times ", (int)$due->late, " {$due->last->getTimestamp()} {$due->due->getTimestamp()}\n";
}

due($habits->due($orders->customers()[0], 30));
due($habits->listDue(30, minChance: 0.1, n: 500));

$people = [];
for ($i = 0; $i < 1500; $i++) {
    $who = $i % 3 === 2 ? $i - 1 : $i;
    $name = 'Nguyễn Thị ' . $who * 7919 % 10007 . ($i % 6 === 2 ? 'x' : '');
    $people[] = [
        'name' => $i % 17 === 5 ? null : $name,
        'born' => sprintf('19%d-%02d-%02d', 50 + $who % 50, $who % 12 + 1, $who % 28 + 1),
        'house' => $who * 31 % 997 + (int)($i % 9 === 2),
        'mail' => $i % 5 === 0 ? '' : 'm' . $who % 700 . '@example.com',
    ];
}
$links = Quen\link($people, ['name' => 'name', 'born' => 'date', 'house' => 'number', 'mail' => 'exact'], blocks: ['name', ['born', 'house'], 'mail']);
$report = $links->report();
echo $report->pairs, ' ', figures_of($report->pairsOfOne, $report->priorBits), "\n";
foreach ($links->table() as $link) {
    echo "$link->a $link->b ", bits($link->chance);
    foreach ($link->reasons as $name => $weight)
        echo " $name ", bits($weight);
    echo "\n";
}
$groups = $links->groups(0.5);
echo implode(' ', $groups->first), " $groups->vetoed\n";
$into = [];
foreach ($keys = $orders->customers()->toArray() as $number => $key)
    if ($number % 2)
        $into[$key] = $keys[$number - 1];
$merged = $orders->mergeCustomers($into);
echo $merged->totals()->orders, ' ', figures_of(...Quen\Lifetime::fit($merged)->predict(30)->column('orders')), "\n";
