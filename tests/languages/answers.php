<?php
// answers.php SHOP: what answers.c says, from PHP.

const BASKET = 3;
const OFFERS = 10;

function bits(float $value): string
{
    return bin2hex(pack('E', $value));
}

function offers(string $what, Quen\Rows $rows): string
{
    $line = $what;
    foreach ($rows as $offer)
        $line .= " | $offer->item " . bits($offer->score) . ' ' . (int)$offer->popular .
            implode('', array_map(fn($item) => " $item", $offer->because));
    return "$line\n";
}

function customer(Quen\Customer $c): string
{
    $line = "customer $c->customer";
    $line .= $c->r === null ? ' -' : " $c->r $c->f $c->m $c->segment $c->recency $c->frequency " .
        (int)str_replace('.', '', $c->monetary);
    if ($c->cluster !== null)
        $line .= " cluster $c->cluster";
    if ($c->risk !== null)
        $line .= ' risk ' . bits($c->risk);
    foreach ($c->reasons as $feature => $effect)
        $line .= " $feature " . bits($effect);
    if ($c->alive !== null)
        $line .= ' alive ' . implode(' ', array_map('bits', [$c->alive, $c->orders, $c->value, $c->stake])) .
            ' ' . (int)$c->regular . ' ' . (int)$c->late . ' ' . $c->next50->getTimestamp();
    if ($c->stake !== null)
        $line .= ' usual ' . ($c->hour ?? -1) . ' ' . ($c->weekday ?? -1) . ' ' . bits($c->hourShare ?? 0.0) . ' ' . bits($c->weekdayShare ?? 0.0);
    foreach ($c->due as $due)
        $line .= " {$due['item']} " . bits($due['chance']) . ' ' . $due['expected']->getTimestamp();
    return "$line\n";
}

function listed(string $what, Quen\Rows $rows): string
{
    return "$what $rows->total" . implode('', array_map(fn($key) => " $key", $rows->column('customer'))) . "\n";
}

function ratio(float $value): string
{
    return is_nan($value) ? 'nan' : bits($value);
}

function cents(string $amount): int
{
    return (int)str_replace('.', '', $amount);
}

function figures(string $what, Quen\Figure $f): string
{
    return implode(' ', [$what, (int)$f->isWhole, $f->lines, $f->quantity,
        ...array_map('cents', [$f->revenue, $f->refunds, $f->revenueReturning, $f->revenueWithoutCustomer]),
        $f->orders, $f->ordersWithoutCustomer, $f->customers, $f->customersNew, $f->customersReturning, $f->customersRetained,
        $f->customersWonBack, $f->customersRepeating, $f->customersChurned,
        ...array_map('bits', [$f->orderValueMean, $f->ordersPerCustomer, $f->quantityPerOrder, $f->gapDaysMean, $f->repeatRate,
            $f->repeatOrderShare]), ...array_map('ratio', [$f->retention, $f->returningShare, $f->quickRatio])]) . "\n";
}

$shop = Quen\Shop::open($argv[1]);
$items = $shop->items()->toArray();
foreach ($shop->customers() as $number => $key) {
    $basket = [];
    for ($i = 0; $i < BASKET; $i++)
        $basket[] = $items[($number * 7 + $i * 5) % count($items)];
    echo customer($shop->customer($key)), offers('offers', $shop->recommend($key)),
        offers('both', $shop->recommend($key, basket: $basket)), offers('basket', $shop->recommendBasket($basket)),
        offers('filtered', $shop->recommend($key, exclude: $basket, includeBought: true, popular: false));
    echo 'next';
    foreach ($shop->nextBasket($key, OFFERS, bought: $number % 2 === 1) as $offer)
        echo " $offer->item ", bits($offer->score);
    echo "\n";
}
foreach ($items as $item)
    echo offers('similar', $shop->similar($item));
foreach ($shop->segments() as $segment)
    echo listed($segment->name, $shop->segment($segment->name));
echo listed('at risk', $shop->atRisk(0.5));
echo listed('lapsed', $shop->lapsedValuable());
foreach ($shop->listDue() as $due)
    echo "due $due->customer $due->item ", bits($due->chance), ' ', $due->due->getTimestamp(), " $due->times\n";
foreach ($shop->clusters() as $cluster) {
    echo "cluster $cluster->customers";
    foreach ($cluster->means as $feature => $mean)
        echo " $feature ", bits($mean);
    echo "\n";
}
foreach ($shop->months() as $month)
    echo figures('month', $month);
echo figures('whole', $shop->whole());
foreach ($shop->cohorts() as $cohort) {
    echo 'cohort';
    foreach ($cohort->customers as $i => $customers)
        echo " $customers ", cents($cohort->revenue[$i]);
    echo "\n";
}
echo implode(' ', ['hours', ...array_merge(...$shop->hours())]), "\n";
foreach ($shop->findings() as $finding)
    echo "finding $finding->severity $finding->count $finding->of ", bits($finding->value), "\n";
foreach (['rising', 'falling'] as $direction)
    foreach ($shop->trends($direction, 0.25) as $trend)
        echo "trend $trend->item $trend->recent $trend->before ", bits($trend->z), "\n";
