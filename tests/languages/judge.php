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
    echo $future->customer, ' ', implode(' ', array_map('bits', [$future->alive, $future->orders, $future->value, $future->wait50])), "\n";
