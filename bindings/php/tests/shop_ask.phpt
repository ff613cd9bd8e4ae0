--TEST--
Shop: every question of a page, with every option
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
require __DIR__ . '/shop.inc';
$shop = Quen\Shop::train(shop_log());
$show = fn($rows) => json_encode(array_map(fn($r) => [$r->item, round($r->score, 4), $r->popular, $r->because], $rows->toArray()));
echo $show($shop->recommend('C3', 2)), "\n", $show($shop->recommend('stranger', 2)), "\n", $show($shop->recommend(null, n: 2)), "\n";
echo $show($shop->recommend('C3', basket: ['Tea', 'none'])), "\n", $show($shop->recommend('C3', 9, ['Tea'], 0.25)), "\n";
echo $show($shop->recommend('C3', historyWeight: 0)), "\n";
echo $show($shop->recommend('C3', exclude: ['Tea', 'none'], includeBought: true)), "\n", $show($shop->recommend('C3', allow: ['Tea', 'Pie'], popular: true)), "\n";
echo $show($shop->similar('Tea', 2)), $show($shop->similar('Tea', exclude: ['Pie'], allow: ['Pie', 'Cake'], popular: false)), $show($shop->similar('Tea', 0)), "\n";
echo $show($shop->recommendBasket(['Tea', 'Pie', 'none'], n: 2)), $show($shop->recommendBasket([], 2)), $show($shop->recommendBasket(['Tea'], includeBought: true, allow: ['Tea'])), "\n";
$c = $shop->customer('C3');
printf("%s %d %d %d %s %d %d %s %d %.4f %d\n", $c->customer, $c->r, $c->f, $c->m, $c->segment, $c->recency, $c->frequency, $c->monetary, $c->cluster, $c->risk, count($c->reasons));
var_dump($shop->hasCustomer('C3'), $shop->hasCustomer('C99'), $shop->hasCustomer(3), $shop->hasItem('Tea'), $shop->hasItem('tea'));
var_dump(count($shop->table()), $shop->table()[3] == $shop->customer($shop->customers()[3]), $shop->table()->column('customer') === $shop->customers()->toArray());
$segment = $shop->segments()[0]->name;
var_dump($segment, array_sum($shop->segments()->column('customers')), count($shop->segment($segment)) === $shop->segments()[0]->customers,
    count($shop->segment($segment, n: 2)), $shop->segment($segment, 2)->total === $shop->segments()[0]->customers);
$risky = $shop->atRisk(0.5, n: 3);
var_dump(count($risky), $risky->total >= 3, $risky[0]->risk >= $risky[1]->risk, count($shop->atRisk()), count($shop->atRisk(minRisk: 1, segment: 'Champions')),
    count($shop->atRisk(segment: $segment, n: 1)), count($shop->atRisk(n: 0)));
foreach ($shop->clusters() as $cluster)
    printf("%d %d %.2f %d\n", $cluster->cluster, $cluster->customers, $cluster->means['revenue'], count($cluster->medians));
foreach ([$shop->recommend('C3')[0], $c, $shop->segments()[0], $shop->clusters()[0]] as $answer)
    foreach ((new ReflectionObject($answer))->getProperties() as $property)
        if (!$property->isInitialized($answer))
            echo get_class($answer), ' ', $property->getName(), "\n";
// Keys that are numbers, as a database gives them, or as arrays make them.
$o = new Quen\Orders();
foreach ([1, 2, 3, 4] as $who) foreach ([10, 11, 12] as $item) $o->add($who, $item + $who % 2, $who * 86400, 1);
$n = Quen\Shop::train($o, parts: ['itemcf', 'rfm']);
var_dump($show($n->recommend(1, 2)) === $show($n->recommend('1', 2)), $n->similar('11', 1)[0]->item, $n->customer('2')->customer, $n->hasCustomer('x'), $n->customer(1)->cluster,
    $n->customer(1)->risk, $n->customer(1)->reasons);
$bare = new Quen\Orders();
foreach ([1, 2, 3] as $who) $bare->add($who, $who, $who);
$bare = Quen\Shop::train($bare, parts: ['rfm']);
var_dump($bare->customer(1)->monetary, $bare->customer(1)->m, $bare->hasMoney(), $bare->segments()[0]->monetary);
foreach ([fn() => $shop->recommend([]), fn() => $shop->recommend(1.5), fn() => $shop->recommend('C3', -1), fn() => $shop->recommend('C3', 'x'), fn() => $shop->recommend('C3', basket: 'Tea'),
    fn() => $shop->recommend('C3', basket: [[]]), fn() => $shop->recommend('C3', historyWeight: -1), fn() => $shop->recommend('C3', historyWeight: 'x'),
    fn() => $shop->recommend('C3', exclude: 'x'), fn() => $shop->recommend('C3', allow: [1.5]), fn() => $shop->recommend('C3', includeBought: 'x'),
    fn() => $shop->recommend('C3', exclude: ['Tea', 'none'], strict: true), fn() => $shop->recommend('C3', allow: ['none'], exclude: ['Tea'], strict: true),
    fn() => $shop->similar('none'), fn() => $shop->similar(null), fn() => $shop->similar(), fn() => $shop->recommendBasket('Tea'), fn() => $shop->recommendBasket([null]),
    fn() => $shop->customer('nobody'), fn() => $shop->customer(null), fn() => $shop->hasCustomer([]), fn() => $shop->hasItem([]), fn() => $shop->segment('none'),
    fn() => $shop->segment(5), fn() => $shop->segment('Champions', -1), fn() => $shop->atRisk(2), fn() => $shop->atRisk(NAN), fn() => $shop->atRisk('x'),
    fn() => $shop->atRisk(0, 'none'), fn() => $shop->atRisk(0, 5), fn() => $n->recommend('x'), fn() => $n->similar('x'), fn() => $n->customer('x')] as $call)
    refused($call);
?>
--EXPECT--
[["Pie",0.2155,false,["Mocha","Cake"]],["Latte",0.172,false,["Cake","Mocha"]]]
[["Mocha",0.6,true,[]],["Cake",0.575,true,[]]]
[["Mocha",0.6,true,[]],["Cake",0.575,true,[]]]
[["Pie",0.3011,false,["Tea","Mocha","Cake"]],["Latte",0.1484,false,["Cake","Tea","Mocha"]],["Cocoa",0.147,false,["Mocha","Tea","Cake"]]]
[["Pie",0.2203,false,["Tea","Mocha","Cake"]],["Latte",0.0839,false,["Tea","Cake","Mocha"]],["Cocoa",0.0836,false,["Tea","Mocha","Cake"]]]
[["Pie",0.2155,false,["Mocha","Cake"]],["Latte",0.172,false,["Cake","Mocha"]],["Cocoa",0.169,false,["Mocha","Cake"]],["Tea",0.0631,false,["Cake","Mocha"]]]
[["Pie",0.2155,false,["Mocha","Cake"]],["Latte",0.172,false,["Cake","Mocha"]],["Cocoa",0.169,false,["Mocha","Cake"]],["Mocha",0.1219,false,["Cake"]],["Cake",0.1199,false,["Mocha"]]]
[["Pie",0.2155,false,["Mocha","Cake"]],["Tea",0.0631,false,["Cake","Mocha"]]]
[["Pie",0.1934,false,["Tea"]],["Cocoa",0.0624,false,["Tea"]]][["Cake",0.0447,false,["Tea"]]][]
[["Mocha",0.1584,false,["Pie","Tea"]],["Cake",0.1478,false,["Pie","Tea"]]][["Mocha",0.6,true,[]],["Cake",0.575,true,[]]][["Tea",0.25,true,[]]]
C3 1 1 1 Lost 330 4 22.00 0 0.9999 3
bool(true)
bool(false)
bool(false)
bool(true)
bool(false)
int(40)
bool(true)
bool(true)
string(9) "Champions"
int(40)
bool(true)
int(2)
bool(true)
int(3)
bool(true)
bool(true)
int(40)
int(0)
int(1)
int(0)
0 10 55.00 7
1 12 143.00 7
2 9 164.44 7
3 3 187.00 7
4 6 420.00 7
bool(true)
int(12)
int(2)
bool(false)
NULL
NULL
array(0) {
}
NULL
NULL
bool(false)
NULL
TypeError: customer must be of type int or string, array given
TypeError: customer must be of type int or string, float given
Quen\Exception\InvalidArgumentException: n: it is below 0
TypeError: Quen\Shop::recommend(): Argument #2 ($n) must be of type int, string given
TypeError: basket must be a list of keys, string given
TypeError: basket: row 0 must be of type int or string, array given
Quen\Exception\InvalidArgumentException: offer filter: history_weight is -1, not a finite number of at least 0
TypeError: historyWeight must be of type float, string given
TypeError: exclude must be a list of keys, string given
TypeError: allow: row 0 must be of type int or string, float given
TypeError: includeBought must be of type bool, string given
Quen\Exception\NotFoundException: exclude: the shop does not know item 1 of the list
Quen\Exception\NotFoundException: allow: the shop does not know item 0 of the list
Quen\Exception\NotFoundException: shop: no item has the key 'none'
Quen\Exception\NotFoundException: shop: no item has the key (none)
ArgumentCountError: Quen\Shop::similar() expects at least 1 argument, 0 given
TypeError: Quen\Shop::recommendBasket(): Argument #1 ($items) must be of type array, string given
not refused
Quen\Exception\NotFoundException: shop: no customer has the key 'nobody'
Quen\Exception\NotFoundException: shop: no customer has the key (none)
TypeError: customer must be of type int or string, array given
TypeError: item must be of type int or string, array given
Quen\Exception\NotFoundException: rfm: no segment is called 'none'
TypeError: segment must be of type string, int given
Quen\Exception\InvalidArgumentException: n: it is below 0
Quen\Exception\InvalidArgumentException: shop: min_risk is 2, not within 0..1
Quen\Exception\InvalidArgumentException: shop: min_risk is NaN, not within 0..1
TypeError: minRisk must be of type float, string given
Quen\Exception\NotFoundException: rfm: no segment is called 'none'
TypeError: segment must be of type string, int given
Quen\Exception\NotFoundException: shop: key 'x' is text, but the customers' keys are numbers
Quen\Exception\NotFoundException: shop: key 'x' is text, but the items' keys are numbers
Quen\Exception\NotFoundException: shop: key 'x' is text, but the customers' keys are numbers
