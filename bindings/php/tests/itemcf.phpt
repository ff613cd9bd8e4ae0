--TEST--
ItemCF: offers with reasons, from logs and from baskets, with every option
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
$o = new Quen\Orders();
foreach (['An' => ['Latte', 'Mocha', 'Tea'], 'Binh' => ['Latte', 'Mocha'], 'Chi' => ['Tea', 'Cake'], 'Dung' => ['Latte', 'Cake']] as $who => $items)
    foreach ($items as $i => $item)
        $o->add($who, $item, $i * 86400, 1);
$m = Quen\ItemCF::fit($o);
$show = fn($rows) => json_encode(array_map(fn($r) => [$r->item, round($r->score, 4), $r->popular, $r->because], $rows->toArray()));
echo $show($m->similar('Latte')), "\n", $show($m->recommend('Binh', 2)), "\n", $show($m->recommendBasket(['Tea', 'Pie'], n: 2)), "\n";
echo $show($m->recommend('Binh', basket: ['Cake'], historyWeight: 0.5)), "\n", $show($m->recommend('Binh', historyWeight: 0)), "\n";
echo $show($m->recommend('Binh', exclude: ['Tea', 'Pie'])), $show($m->recommend('Binh', allow: ['Cake'], popular: false)),
    $show($m->recommend('Binh', includeBought: true)), $show($m->similar('Tea', 0)), $show($m->similar('Tea', allow: [])), "\n";
$batch = $m->recommendBatch(['An', 'Dung'], 1, exclude: ['Mocha'], threads: 2, progress: fn() => true);
var_dump(array_keys($batch), $show($batch['Dung']) === $show($m->recommend('Dung', 1, exclude: ['Mocha'])), count($m->recommendBatch()));
echo json_encode([$m->customers(), $m->items(), $m->leftOut(), $m->support('Latte'), array_keys($m->neighbors('Tea')), $m->history('Dung')]), "\n";
foreach (['cosine', 'jaccard', 'rp3beta'] as $method)
    echo $method, ' ', $show(Quen\ItemCF::fit($o, now: '1970-01-03', method: $method, neighbors: 2, values: 'log_count', group: 'customer',
        minSupport: 1, shrink: 0.5, userDiscount: 0.1, alpha: 0.9, beta: 0.3, normalize: true, prune: 'both', maxItems: 100, threads: 1)->similar('Latte', 2)), "\n";
var_dump(count(Quen\ItemCF::fit($o, group: 'order')->customers()) > 0);
$b = Quen\ItemCF::fitBaskets([[0, 1], [1, 0, 2], [2, 0]], items: 5, method: 'cosine', neighbors: 3, minSupport: 1, shrink: 0, userDiscount: 0,
    alpha: 1, beta: 0, normalize: false, prune: 'auto', maxItems: 0, threads: 1, progress: fn() => true);
echo json_encode([$b->items(), $b->customers(), $b->history(1), array_keys($b->neighbors('0'))]), $show($b->recommendBasket([1, 99], 2)), "\n";
$again = Quen\ItemCF::fromBytes($m->toBytes());
echo $show($again->recommend(1, 2)), "\n";
foreach ([fn() => $m->similar('Pie'), fn() => $m->similar([]), fn() => $m->recommend('nobody'), fn() => $m->recommend(null), fn() => $m->similar('Tea', -1),
    fn() => $m->similar('Tea', 'x'), fn() => $m->similar('Tea', exclude: 'x'), fn() => $m->similar('Tea', exclude: [[]]),
    fn() => $m->similar('Tea', exclude: ['Pie'], strict: true), fn() => $m->recommend('An', allow: ['Pie'], strict: true),
    fn() => $m->recommend('An', historyWeight: -1), fn() => $m->recommend('An', basket: 'x'), fn() => $m->recommend('An', popular: 'x'),
    fn() => $m->recommendBasket('x'), fn() => $m->recommendBatch(['nobody']), fn() => $m->recommendBatch('x'), fn() => $m->support('Pie'),
    fn() => $m->neighbors('Pie'), fn() => $m->history('x'), fn() => $again->similar(99), fn() => $again->recommend('An'),
    fn() => Quen\ItemCF::fit($o, method: 'x'), fn() => Quen\ItemCF::fit($o, neighbors: 0), fn() => Quen\ItemCF::fit($o, values: 'x'),
    fn() => Quen\ItemCF::fit($o, shrink: -1), fn() => Quen\ItemCF::fit($o, alpha: NAN), fn() => Quen\ItemCF::fit($o, normalize: 2.5),
    fn() => Quen\ItemCF::fit($o, prune: 'x'), fn() => Quen\ItemCF::fit($o, minSupport: 0), fn() => Quen\ItemCF::fit(new Quen\Orders()),
    fn() => Quen\ItemCF::fitBaskets([5]), fn() => Quen\ItemCF::fitBaskets([['x']]), fn() => Quen\ItemCF::fitBaskets([[-1]]),
    fn() => Quen\ItemCF::fitBaskets([[0, 0]]), fn() => Quen\ItemCF::fitBaskets([[5]], items: 5), fn() => Quen\ItemCF::fitBaskets([])] as $call)
    refused($call);
?>
--EXPECT--
[["Mocha",0.3114,false,["Latte"]],["Cake",0.1807,false,["Latte"]],["Tea",0.1307,false,["Latte"]]]
[["Tea",0.3114,false,["Mocha","Latte"]],["Cake",0.1807,false,["Latte"]]]
[["Cake",0.25,false,["Tea"]],["Mocha",0.1807,false,["Tea"]]]
[["Tea",0.3279,false,["Cake","Mocha","Latte"]]]
[["Tea",0.3114,false,["Mocha","Latte"]],["Cake",0.1807,false,["Latte"]]]
[["Cake",0.1807,false,["Latte"]]][["Cake",0.1807,false,["Latte"]]][["Latte",0.3663,false,["Mocha"]],["Mocha",0.3114,false,["Latte"]],["Tea",0.3114,false,["Mocha","Latte"]],["Cake",0.1807,false,["Latte"]]][][]
array(2) {
  [0]=>
  string(2) "An"
  [1]=>
  string(4) "Dung"
}
bool(true)
int(4)
[["An","Binh","Chi","Dung"],["Cake","Latte","Mocha","Tea"],0,3,["Cake","Mocha","Latte"],["Cake","Latte"]]
cosine [["Mocha",0.6667,false,["Latte"]],["Cake",0.3333,false,["Latte"]]]
jaccard [["Mocha",0.72,false,["Latte"]],["Cake",0.28,false,["Latte"]]]
rp3beta [["Mocha",0.6667,false,["Latte"]],["Cake",0.3333,false,["Latte"]]]
bool(true)
[[0,1,2,3,4],[0,1,2],[0,1,2],[1,2]][[0,0.8165,false,[1]],[2,0.5,false,[1]]]
[[3,0.3114,false,[2,1]],[0,0.1807,false,[1]]]
Quen\Exception\NotFoundException: orders: no item has the key 'Pie'
TypeError: item must be of type int or string, array given
Quen\Exception\NotFoundException: orders: no customer has the key 'nobody'
Quen\Exception\NotFoundException: orders: no customer has the key (none)
Quen\Exception\InvalidArgumentException: n: it is below 0
TypeError: Quen\ItemCF::similar(): Argument #2 ($n) must be of type int, string given
TypeError: exclude must be a list of keys, string given
TypeError: item must be of type int or string, array given
Quen\Exception\NotFoundException: orders: no item has the key 'Pie'
Quen\Exception\NotFoundException: orders: no item has the key 'Pie'
Quen\Exception\InvalidArgumentException: offer filter: history_weight is -1, not a finite number of at least 0
TypeError: basket must be a list of keys, string given
TypeError: popular must be of type bool, string given
TypeError: Quen\ItemCF::recommendBasket(): Argument #1 ($items) must be of type array, string given
Quen\Exception\NotFoundException: orders: no customer has the key 'nobody'
TypeError: customers must be a list of keys, string given
Quen\Exception\NotFoundException: orders: no item has the key 'Pie'
Quen\Exception\NotFoundException: orders: no item has the key 'Pie'
Quen\Exception\NotFoundException: orders: no customer has the key 'x'
Quen\Exception\NotFoundException: item: "99" is not within 0..3: this model holds no keys, and is asked by number
Quen\Exception\NotFoundException: customer: "An" is not within 0..3: this model holds no keys, and is asked by number
Quen\Exception\InvalidArgumentException: method must be one of cosine|jaccard|rp3beta, not "x"
Quen\Exception\InvalidArgumentException: itemcf: neighbors is 0, not at least 1
Quen\Exception\InvalidArgumentException: values must be one of binary|count|log_count|quantity, not "x"
Quen\Exception\InvalidArgumentException: itemcf: shrink is -1, not a finite number of at least 0
Quen\Exception\InvalidArgumentException: itemcf: alpha is NaN, not a finite number of at least 0
TypeError: normalize must be of type bool, float given
Quen\Exception\InvalidArgumentException: prune must be one of auto|sources|targets|both, not "x"
Quen\Exception\InvalidArgumentException: itemcf: min_support is 0, not at least 1
Quen\Exception\InvalidArgumentException: itemcf: the log is empty
TypeError: baskets: row 0 must be a list of item numbers, int given
Quen\Exception\InvalidArgumentException: baskets: row 0: an item is no number of 0..2^31 - 1
Quen\Exception\InvalidArgumentException: baskets: row 0: an item is no number of 0..2^31 - 1
Quen\Exception\InvalidArgumentException: itemcf: row 0 has 2 entries, the matrix has 1 columns
Quen\Exception\InvalidArgumentException: items: a basket has a greater number
Quen\Exception\InvalidArgumentException: itemcf: the matrix is empty: 0 rows, 1 columns
