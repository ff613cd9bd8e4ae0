--TEST--
Shop: what customers will be worth, and whom to win back first
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
require __DIR__ . '/shop.inc';
$o = shop_log();
$shop = Quen\Shop::train($o);
$lapsed = $shop->lapsedValuable();
$stakes = $lapsed->column('stake');
$sorted = $stakes;
rsort($sorted);
var_dump(count($lapsed) > 2, count($lapsed) < count($shop), $stakes === $sorted, end($stakes) > 0, array_unique($lapsed->column('late')) === [true]);
foreach ($lapsed as $c)
    if (abs($c->stake - $c->value * (1 - $c->alive)) > 1e-9 || $c != $shop->customer($c->customer) || $c->next25 > $c->next50 || $c->next50 > $c->next75)
        echo $c->customer, " is told otherwise\n";
var_dump(count($shop->lapsedValuable(n: 2)), $shop->lapsedValuable(n: 2)->total === count($lapsed), count($shop->lapsedValuable(minStake: $stakes[1])),
    count($shop->lapsedValuable(segment: $lapsed[0]->segment)) > 0, count($shop->lapsedValuable(1e12)));
// What the model alone says.
$alone = Quen\Lifetime::fit($o)->predict(365);
$numbers = array_flip($alone->column('customer'));
foreach ($shop->table() as $c) {
    $f = $alone[$numbers[$c->customer]];
    if ([$c->alive, $c->orders, $c->value, $c->regular] !== [$f->alive, $f->orders, $f->value, $f->regular])
        echo $c->customer, " has another future\n";
    if (abs($c->next50->getTimestamp() - min($shop->now()->getTimestamp() + 86400 * $f->wait50, 253402300799)) > 1)
        echo $c->customer, " comes at another time\n";
}
var_dump($shop->lifetime()->report()->family, $shop->lifetime()->predict(365)[1]->value === $shop->table()[1]->value);
$other = Quen\Shop::train($o, parts: ['lifetime'], lifetime: ['family' => 'pareto_nbd', 'discount' => 0.1]);
var_dump($other->parts(), $other->lifetime()->report()->family, is_null($other->table()[0]->r), is_float($other->table()[0]->value));
$bare = new Quen\Orders();
foreach ([0, 9, 20, 29, 41] as $i => $day) foreach (['An', 'Binh', 'Chi'] as $who => $name) if ($i < 2 + $who) $bare->add($name, 'Tea', 1767225600 + 86400 * $day);
$bare = Quen\Shop::train($bare, parts: ['lifetime']);
var_dump($bare->table()[0]->value, array_sum($bare->lapsedValuable()->column('stake')) >= 0, $bare->customer('An')->orders > 0);
$rfm = Quen\Shop::train($o, parts: ['rfm']);
var_dump($rfm->table()[0]->alive, $rfm->table()[0]->next25, $rfm->table()[0]->late);
foreach ([fn() => $shop->lapsedValuable(-1), fn() => $shop->lapsedValuable(NAN), fn() => $shop->lapsedValuable('x'), fn() => $shop->lapsedValuable(0, 'none'),
    fn() => $shop->lapsedValuable(n: -1), fn() => $rfm->lapsedValuable(), fn() => $rfm->lifetime(), fn() => $other->lapsedValuable(segment: 'Champions'),
    fn() => Quen\Shop::train($o, lifetime: ['prior' => -1]), fn() => Quen\Shop::train($o, lifetime: ['colour' => 1])] as $call)
    refused($call);
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
int(2)
bool(true)
int(2)
bool(true)
int(0)
string(8) "mbg_cnbd"
bool(true)
array(1) {
  [0]=>
  string(8) "lifetime"
}
string(10) "pareto_nbd"
bool(true)
bool(true)
NULL
bool(true)
bool(true)
NULL
NULL
NULL
Quen\Exception\InvalidArgumentException: shop: min_stake is -100, not a finite number of at least 0
Quen\Exception\InvalidArgumentException: shop: min_stake is NaN, not a finite number of at least 0
TypeError: minStake must be of type float, string given
Quen\Exception\NotFoundException: rfm: no segment is called 'none'
Quen\Exception\InvalidArgumentException: n: it is below 0
Quen\Exception\NoPartException: shop: it was trained without lifetime
Quen\Exception\NoPartException: the shop was trained without lifetime
Quen\Exception\NoPartException: shop: it was trained without rfm
Quen\Exception\InvalidArgumentException: lifetime: prior is -1, not a finite number of at least 0
Quen\Exception\InvalidArgumentException: lifetime: there is no option "colour"
