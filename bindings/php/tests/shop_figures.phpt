--TEST--
Shop: months, cohorts, hours, findings and trends, for who has the file and no log
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
require __DIR__ . '/shop.inc';
$o = shop_log();
$shop = Quen\Shop::fromBytes(Quen\Shop::train($o)->toBytes());
// What the log itself says.
var_dump(json_encode($shop->months()) === json_encode($o->figures()), count($shop->months()) > 12,
    json_encode($shop->whole()) === json_encode($o->figures('all')[0]), json_encode($shop->cohorts()) === json_encode($o->cohorts()));
[$months, $cohorts, $rising] = [$shop->months(), $shop->cohorts(), $shop->trends('rising')];
// Lines counted by hand: each is an order of its own.
[$hours, $now] = [array_fill(0, 7, array_fill(0, 24, 0)), $shop->now()->getTimestamp()];
$items = ['Latte', 'Mocha', 'Tea', 'Cake', 'Cocoa', 'Pie'];
$sold = array_fill_keys($items, [0, 0]);
for ($who = 0; $who < 40; $who++)
    for ($week = 0; $week < ($who % 3 ? 60 : 10 + $who); $week += 1 + $who % 4) {
        $time = 1735689600 + $week * 604800 + $who * 3600;
        $hours[gmdate('N', $time) - 1][(int)gmdate('G', $time)]++;
        $ago = intdiv($now - 1 - $time, 28 * 86400);
        $item = $items[($who + $week * $week) % 6];
        if ($ago < 2)
            $sold[$item][$ago]++;
    }
var_dump($shop->hours() === $hours, array_sum(array_merge(...$hours)) === $shop->whole()->orders);
[$recent, $all] = [array_sum(array_column($sold, 0)), array_sum(array_map('array_sum', $sold))];
$wrong = [];
foreach (['rising', 'falling'] as $direction)
    foreach ($shop->trends($direction) as $trend) {
        [$n, $p] = [array_sum($sold[$trend->item]), $recent / $all];
        $z = ($sold[$trend->item][0] - $n * $p) / sqrt($n * $p * (1 - $p));
        if ([$trend->recent, $trend->before] !== $sold[$trend->item] || abs($trend->z - $z) > 1e-9 || ($z > 0) !== ($direction === 'rising'))
            $wrong[] = $trend;
    }
$told = [...$shop->trends('rising')->column('item'), ...$shop->trends('falling')->column('item')];
var_dump($wrong, array_diff($items, $told), count($told), count($shop->trends('rising', n: 1)), count($shop->trends('falling', minZ: 100)),
    $shop->trends('falling', 0.01, 1)[0] == $shop->trends('falling')[0]);
unset($shop);
var_dump($months[0]->customersNew, $cohorts[0]->customers[0] === $months[0]->customers, $rising[0]->item === $rising->column('item')[0]);
// The shop's clock, and its moment.
$later = Quen\Shop::train($o, parts: ['figures'], now: '2025-06-15', utcOffset: '+07:00');
var_dump($later->parts(), json_encode($later->months()) === json_encode($o->figures(now: '2025-06-15', utcOffset: '+07:00')), $later->months()[5]->isWhole,
    array_sum(array_merge(...$later->hours())) === $later->whole()->orders);
// What was found, of nobody by name.
$odd = new Quen\Orders(decimals: 2);
foreach (['An', 'Khách lẻ', 'Binh', 'Khách lẻ'] as $i => $who)
    $odd->add($who, 'Tea', 1767225600 + 86400 * $i, 4);
$odd->add('An', 'Tea', 1767225600 + 86400 * 400, 4);
$bytes = Quen\Shop::train($odd, parts: ['figures'])->toBytes();
$found = Quen\Shop::fromBytes($bytes)->findings();
foreach ($odd->check() as $i => $f)
    var_dump([$found[$i]->severity, $found[$i]->kind, $found[$i]->count, $found[$i]->of, $found[$i]->value, $found[$i]->time] ==
        [$f->severity, $f->kind, $f->count, $f->of, $f->value, $f->time], $f->sentence !== '', $found[$i]->sentence, $found[$i]->customer, $found[$i]->example);
var_dump(count($found), $found->column('kind'));
// What a later version finds has no word yet: docs/format.md has where it stands.
for ($at = 64; unpack('L', $bytes, $at)[1] !== 30;)
    $at += 32;
[1 => $offset, 2 => $size] = unpack('Q2', $bytes, $at + 8);
$sum = fn(string $of) => pack('L', hexdec(hash('crc32c', $of)));
$bytes = substr_replace($bytes, pack('L', 0xFFFFFFFF), $offset, 4);
$bytes = substr_replace($bytes, $sum(substr($bytes, $offset, $size)), $at + 24, 4);
$bytes = substr_replace($bytes, $sum(substr($bytes, 0, 60) . substr($bytes, 64, 32 * unpack('L', $bytes, 20)[1])), 60, 4);
$later = Quen\Shop::fromBytes($bytes)->findings()[0];
var_dump($later->kind, $later->count === $found[0]->count);
// A log that names nobody.
$tills = new Quen\Orders();
foreach ([0, 1, 2] as $i)
    $tills->add(null, 'Tea', 1767225600 + 3600 * $i);
$bare = Quen\Shop::train($tills, parts: ['itemcf', 'figures']);
var_dump($bare->parts(), $bare->months()[0]->ordersWithoutCustomer, $bare->months()[0]->revenue, $bare->cohorts()[0]->revenue, array_slice($bare->hours()[3], 0, 5) === [1, 1, 1, 0, 0]);
$early = Quen\Shop::train($tills, parts: ['figures'], now: '2000-01-01');
var_dump($early->whole(), count($early->months()), count($early->cohorts()), count($early->trends('rising')));
$offers = Quen\Shop::train($o, parts: ['itemcf']);
foreach (['months', 'whole', 'cohorts', 'hours', 'findings'] as $method)
    refused(fn() => $offers->$method());
refused(fn() => $offers->trends('rising'));
foreach ([['up'], [5], ['rising', -1], ['rising', NAN], ['rising', 'x'], ['rising', 0, -1], ['rising', 0, 'x'], []] as $arguments)
    refused(fn() => $bare->trends(...$arguments));
refused(fn() => $bare->months(2));
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
array(0) {
}
array(0) {
}
int(6)
int(1)
int(0)
bool(true)
int(40)
bool(true)
bool(true)
array(1) {
  [0]=>
  string(7) "figures"
}
bool(true)
bool(false)
bool(true)
bool(true)
bool(true)
string(0) ""
NULL
string(0) ""
int(1)
array(1) {
  [0]=>
  string(11) "nobody_name"
}
string(7) "unknown"
bool(true)
array(2) {
  [0]=>
  string(6) "itemcf"
  [1]=>
  string(7) "figures"
}
int(3)
NULL
NULL
bool(true)
NULL
int(0)
int(0)
int(0)
Quen\Exception\NoPartException: the shop was trained without figures
Quen\Exception\NoPartException: the shop was trained without figures
Quen\Exception\NoPartException: the shop was trained without figures
Quen\Exception\NoPartException: the shop was trained without figures
Quen\Exception\NoPartException: the shop was trained without figures
Quen\Exception\NoPartException: shop: it was trained without figures
Quen\Exception\InvalidArgumentException: direction must be one of rising|falling, not "up"
TypeError: direction must be one of rising|falling, int given
Quen\Exception\InvalidArgumentException: shop: min_z is -1, not a finite number of at least 0
Quen\Exception\InvalidArgumentException: shop: min_z is NaN, not a finite number of at least 0
TypeError: minZ must be of type float, string given
Quen\Exception\InvalidArgumentException: n: it is below 0
TypeError: Quen\Shop::trends(): Argument #3 ($n) must be of type int, string given
ArgumentCountError: Quen\Shop::trends() expects at least 1 argument, 0 given
ArgumentCountError: Quen\Shop::months() expects exactly 0 arguments, 1 given
