--TEST--
Shop: training with every option, parts, forgetting and exports
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
require __DIR__ . '/shop.inc';
$o = shop_log();
$shop = Quen\Shop::train($o);
var_dump(count($shop), $shop->parts(), $shop->churnNote(), $shop->now()->format('c'), $shop->utcOffset(), $shop->hasMoney(), $shop->decimals(),
    $shop->currency(), $shop->customerKeys(), count($shop->customers()), json_encode($shop->items()), $shop->forgotten(), $shop->traces());
var_dump($shop->rfm()->toBytes() === Quen\Rfm::fit($o)->toBytes(), $shop->rfm()->scores()[0]->customer, count($shop->kmeans()->sizes()),
    $shop->itemcf()->items()[0], $shop->churn()->report()->horizonDays, $shop->scaler()->columns());
$rfm = $shop->rfm();
$scores = $rfm->scores();
$cities = array_combine(array_map(fn($w) => "C$w", range(0, 39)), array_map(fn($w) => $w % 2 ? 'Hanoi' : 'Hue', range(0, 39)));
$told = [];
$all = Quen\Shop::train($o, now: '2026-01-31', parts: ['rfm', 'kmeans', 'itemcf', 'churn'], utcOffset: '+07:00', customerKeys: 'plain',
    rfm: ['bins' => 4, 'segments' => [['Good', 'r' => [3, 4]], ['Rest']], 'mCuts' => ['100', 150.5, 200]], kmeans: ['k' => 2, 'seed' => 5, 'nInit' => null],
    itemcf: ['method' => 'cosine', 'normalize' => true], churn: ['horizonDays' => 45, 'cutoff' => '2025-12-01'],
    attributes: ['city' => $cities], attributesAtCutoff: ['city' => $cities], maxLevels: 3, threads: 2,
    progress: function ($stage) use (&$told) { $told[$stage] = 1; });
var_dump($all->rfm()->bins(), $all->rfm()->segments(), count($all->clusters()), $all->churn()->report()->horizonDays,
    in_array('city=Hue', $all->churn()->features()), count($told) > 2, $all->now()->format('c'), $all->utcOffset());
unset($shop);
var_dump(count($scores), $scores[3]->customer);
$shop = Quen\Shop::train($o);
var_dump($shop->toBytes() === Quen\Shop::train(shop_log(), threads: 2)->toBytes(), Quen\Shop::fromBytes($shop->toBytes())->toBytes() === $shop->toBytes());
// What is forgotten is in no answer.
$less = $shop->forget(['C3', 'C5']);
var_dump(count($less), $less->forgotten(), count($less->traces()) > 0, $less->hasCustomer('C3'), count($shop), $less->decimals());
$export = json_decode($shop->exportCustomer('C3'), true);
var_dump($export['format'], $export['key'], $export['rfm']['monetary']['currency']);
var_dump(json_decode($shop->exportGroups(minGroup: 3, neighbors: 2), true)['min_group'], json_decode($shop->exportGroups(), true)['format']);
// Customers by number, or by hash.
$numbers = Quen\Shop::train($o, customerKeys: 'numbers', parts: ['rfm', 'itemcf']);
$number = array_search('C3', $o->customers()->toArray());
var_dump($numbers->customers()[3], json_encode($numbers->itemcf()->recommend($number, 2)) === json_encode($shop->recommend('C3', 2)));
$hashed = Quen\Shop::train($o, customerKeys: 'hashed', secret: str_repeat('k', 16), parts: ['rfm']);
var_dump($hashed->customer(Quen\hash_key('C3', str_repeat('k', 16)))->recency === $shop->customer('C3')->recency);
// Too short a log is told, not failed.
$short = Quen\Shop::train($o->before('2025-02-01'));
var_dump($short->parts(), $short->churnNote() !== '');
refused(fn() => $short->churn());
refused(fn() => $numbers->kmeans());
refused(fn() => $numbers->scaler());
refused(fn() => $numbers->clusters());
refused(fn() => $numbers->atRisk());
refused(fn() => $hashed->similar('Tea'));
refused(fn() => $hashed->customer('C3'));
foreach ([['parts' => 'rfm'], ['parts' => []], ['parts' => ['x']], ['parts' => [5]], ['rfm' => 5], ['rfm' => ['bins' => 50]], ['rfm' => ['colour' => 1]],
    ['rfm' => [5]], ['rfm' => ['segments' => 'x']], ['kmeans' => ['k' => 0]], ['kmeans' => ['init' => [[1]]]], ['itemcf' => ['method' => 'x']],
    ['churn' => ['horizonDays' => -1]], ['churn' => 'x'], ['customerKeys' => 'x'], ['customerKeys' => 'hashed'], ['secret' => 'short'],
    ['secret' => 5], ['attributes' => 'x'], ['attributesAtCutoff' => ['a' => 5]], ['now' => '1999-01-01'], ['utcOffset' => 'x'], ['threads' => 0]] as $options)
    refused(fn() => Quen\Shop::train($o, ...$options));
refused(fn() => Quen\Shop::train(new Quen\Orders()));
refused(fn() => Quen\Shop::train('log'));
refused(fn() => Quen\Shop::train($o, progress: fn() => false));
refused(fn() => $shop->forget(['C3', 'nobody']));
refused(fn() => $shop->forget('C3'));
refused(fn() => $shop->exportCustomer('nobody'));
refused(fn() => $shop->exportCustomer([]));
refused(fn() => $shop->exportGroups(minGroup: 0));
refused(fn() => $shop->exportGroups(neighbors: 'x'));
refused(fn() => new Quen\Shop());
?>
--EXPECT--
int(40)
array(7) {
  [0]=>
  string(3) "rfm"
  [1]=>
  string(6) "kmeans"
  [2]=>
  string(6) "itemcf"
  [3]=>
  string(5) "churn"
  [4]=>
  string(8) "lifetime"
  [5]=>
  string(6) "habits"
  [6]=>
  string(7) "figures"
}
string(0) ""
string(25) "2026-02-19T08:00:01+00:00"
int(0)
bool(true)
int(2)
string(3) "EUR"
string(5) "plain"
int(40)
string(44) "["Cake","Cocoa","Latte","Mocha","Pie","Tea"]"
int(0)
array(0) {
}
bool(true)
string(2) "C0"
int(5)
string(4) "Cake"
float(90)
int(7)
int(4)
array(2) {
  [0]=>
  string(4) "Good"
  [1]=>
  string(4) "Rest"
}
int(2)
float(45)
bool(true)
bool(true)
string(25) "2026-01-31T00:00:00+00:00"
int(25200)
int(40)
string(3) "C11"
bool(true)
bool(true)
int(38)
int(2)
bool(true)
bool(false)
int(40)
int(2)
string(18) "quen shop customer"
array(2) {
  ["kind"]=>
  string(4) "text"
  ["text"]=>
  string(2) "C3"
}
string(3) "EUR"
int(3)
string(16) "quen shop groups"
int(3)
bool(true)
bool(true)
array(6) {
  [0]=>
  string(3) "rfm"
  [1]=>
  string(6) "kmeans"
  [2]=>
  string(6) "itemcf"
  [3]=>
  string(8) "lifetime"
  [4]=>
  string(6) "habits"
  [5]=>
  string(7) "figures"
}
bool(true)
Quen\Exception\NoPartException: the shop was trained without churn: a log of 29 days, from 2025-01-01 on, is too short: 61 are needed for a horizon of one day
Quen\Exception\NoPartException: the shop was trained without kmeans
Quen\Exception\NoPartException: the shop was trained without scaler
Quen\Exception\NoPartException: the shop was trained without kmeans
Quen\Exception\NoPartException: shop: it was trained without churn
Quen\Exception\NoPartException: shop: it was trained without offers
Quen\Exception\NotFoundException: shop: it has hashes of 16 bytes for customers' keys, and 'C3' is none: ask with what quen_key_hash() makes of it
TypeError: parts must be a list of names, string given
Quen\Exception\InvalidArgumentException: shop: parts is 0, not within 1..127
Quen\Exception\InvalidArgumentException: parts: they are of rfm, kmeans, itemcf, churn, lifetime, habits and figures
Quen\Exception\InvalidArgumentException: parts: they are of rfm, kmeans, itemcf, churn, lifetime, habits and figures
TypeError: rfm must be an array of options by name, int given
Quen\Exception\InvalidArgumentException: rfm: bins is 50, not within 2..10
Quen\Exception\InvalidArgumentException: rfm: there is no option "colour"
Quen\Exception\InvalidArgumentException: rfm: there is no option "without a name"
Quen\Exception\InvalidArgumentException: segments must be one of eleven|rf_map|none, not "x"
Quen\Exception\InvalidArgumentException: kmeans: k is 0, not at least 1
Quen\Exception\InvalidArgumentException: kmeans: there is no option "init"
Quen\Exception\InvalidArgumentException: method must be one of cosine|jaccard|rp3beta, not "x"
Quen\Exception\InvalidArgumentException: churn: horizon_s is -86400, not within 1..9467107199
TypeError: churn must be an array of options by name, string given
Quen\Exception\InvalidArgumentException: customerKeys must be one of plain|numbers|hashed, not "x"
Quen\Exception\InvalidArgumentException: shop: secret is NULL: hashes of keys need one of 16 bytes
Quen\Exception\InvalidArgumentException: secret: it is a string of 16 bytes
Quen\Exception\InvalidArgumentException: secret: it is a string of 16 bytes
TypeError: attributes must be an array of attributes by name, string given
TypeError: a must be an array of values by customer, int given
Quen\Exception\InvalidArgumentException: rfm: nobody ordered before the moment, 1999-01-01
Quen\Exception\InvalidArgumentException: utcOffset must be like "+07:00", not "x"
Quen\Exception\InvalidArgumentException: threads: 0 is not 1..256
Quen\Exception\InvalidArgumentException: shop: no line of the log has a customer: only offers and figures can be trained, parts = QUEN_SHOP_ITEMCF | QUEN_SHOP_FIGURES
TypeError: Quen\Shop::train(): Argument #1 ($orders) must be of type Quen\Orders, string given
Quen\Exception\CancelledException: rfm: cancelled by the progress callback
Quen\Exception\NotFoundException: shop: key 1 of 2 to be forgotten: no customer has the key 'nobody'
TypeError: Quen\Shop::forget(): Argument #1 ($customers) must be of type array, string given
Quen\Exception\NotFoundException: shop: no customer has the key 'nobody'
TypeError: customer must be of type int or string, array given
Quen\Exception\InvalidArgumentException: shop groups: min_group is 0, not at least 1
TypeError: neighbors must be of type int, string given
Error: Call to private Quen\Shop::__construct() from global scope
