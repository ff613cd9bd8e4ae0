--TEST--
Shop: the next basket, who is due for what, usual hours
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
require __DIR__ . '/shop.inc';
// Forty customers, each with an item of eight and an hour of their own, every ten days.
$o = new Quen\Orders();
for ($c = 0; $c < 40; $c++)
    for ($day = $c % 10; $day < 300; $day += 10) {
        $time = 1767225600 + 86400 * $day + 3600 * ($c % 12 + 8);
        $o->add("c$c", 'i' . $c % 8, $time);
        $o->add("c$c", 'x' . ($c + intdiv($day, 10)) % 5, $time);
    }
$shop = Quen\Shop::train($o);
$alone = Quen\Habits::fit($o);
foreach (['c0', 'c7', 'c39'] as $key) {
    $told = $shop->customer($key);
    $c = (int) substr($key, 1);
    var_dump($told->hour === $c % 12 + 8, $told->hourShare === max($alone->shares('hour', $key)), $told->due[0]['item'] === 'i' . $c % 8);
    $due = $alone->due($key, 30);
    foreach ($told->due as $i => $row)
        if ([$row['item'], $row['chance'], $row['expected']] != [$due[$i]->item, $due[$i]->chance, $due[$i]->due])
            echo "$key is due for something else\n";
    if ($shop->nextBasket($key)->toArray() != $alone->nextBasket($key)->toArray() || $shop->habits()->due($key)->toArray() != $alone->due($key)->toArray())
        echo "$key buys something else\n";
}
var_dump(count($told->due), $told->weekday === null || $told->weekdayShare > 0);
var_dump($shop->nextBasket('nobody', 3)->toArray() == $shop->nextBasket(null, 3)->toArray(), array_sum($shop->nextBasket(null)->column('own')));
var_dump($shop->nextBasket('c7', exclude: ['i7'])[0]->item !== 'i7', in_array('i7', $shop->nextBasket('c7', bought: false)->column('item')));
var_dump($shop->nextBasket('c7', allow: ['i3', 'new'])->column('item'));
var_dump($shop->listDue(7, n: 5)->toArray() == $alone->listDue(7, n: 5)->toArray(), count($shop->listDue(7, minChance: 0.9999)), count($shop->listDue(n: 3)));
$later = $shop->listDue(10, now: $shop->now()->modify('+3 days'), threads: 2, progress: fn() => null);
var_dump(count($later), $later[0]->chance >= $later[99]->chance);
$file = Quen\Shop::fromBytes($shop->toBytes());
var_dump($file->customer('c7') == $shop->customer('c7'), $file->table()[5]->due == $shop->table()[5]->due);
$rfm = Quen\Shop::train($o, parts: ['rfm'], habits: ['neighbors' => 0]);
var_dump($rfm->customer('c7')->hour, $rfm->customer('c7')->due);
foreach ([fn() => $rfm->nextBasket('c7'), fn() => $rfm->listDue(), fn() => $rfm->habits(), fn() => $shop->nextBasket([]), fn() => $shop->nextBasket('c7', -1),
    fn() => $shop->nextBasket('c7', allow: ['new'], strict: true), fn() => $shop->listDue(0), fn() => $shop->listDue(minChance: 2),
    fn() => Quen\Shop::train($o, habits: ['decay' => 2]), fn() => Quen\Shop::train($o, habits: ['colour' => 1])] as $call)
    refused($call);
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
int(3)
bool(true)
bool(true)
float(0)
bool(true)
bool(false)
array(1) {
  [0]=>
  string(2) "i3"
}
bool(true)
int(0)
int(3)
int(100)
bool(true)
bool(true)
bool(true)
NULL
array(0) {
}
Quen\Exception\NoPartException: the shop was trained without habits
Quen\Exception\NoPartException: the shop was trained without habits
Quen\Exception\NoPartException: the shop was trained without habits
TypeError: customer must be of type int or string, array given
Quen\Exception\InvalidArgumentException: n: it is below 0
Quen\Exception\NotFoundException: shop: no item has the key 'new'
Quen\Exception\InvalidArgumentException: habits: horizon_s is 0, not one of 1..9467107199
Quen\Exception\InvalidArgumentException: habits: min_chance is 2, not 0..1
Quen\Exception\InvalidArgumentException: habits: decay is 2, not 0 or within 1e-300..1
Quen\Exception\InvalidArgumentException: habits: there is no option "colour"