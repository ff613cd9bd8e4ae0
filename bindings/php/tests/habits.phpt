--TEST--
Habits: next baskets, what is due, shares, checks, the report, files, with every option
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
const DAY = 86400;
// Eighty customers who buy one item each, every tenth day, at an hour of their own.
$o = new Quen\Orders(decimals: 2, utcOffset: '+07:00');
for ($who = 0; $who < 80; $who++)
    for ($day = $who % 10; $day < 300; $day += 10)
        $o->add(sprintf('c%03d', $who), 'i' . $who % 10, (19000 + $day) * DAY + 3600 * (1 + $who % 12), 5);
$h = Quen\Habits::fit($o);

// The next basket: the own item first, and what was never bought where this is asked for.
$basket = $h->nextBasket('c013', 3);
var_dump(count($basket), $basket[0]->item, $basket[0]->times, $basket[1]->times, $basket[0]->own > $basket[0]->popular, $basket[0]->related);
foreach ($basket as $offer)
    if ($offer->score !== $offer->own + $offer->popular + $offer->related)
        echo "the score is no sum\n";
var_dump(count($h->nextBasket('c013')), count($h->nextBasket('c013', 0)), count($h->nextBasket('c013', PHP_INT_MAX)));
$new = $h->nextBasket('c013', bought: false);
var_dump(in_array('i3', $new->column('item')), array_unique($new->column('times')));
echo json_encode($h->nextBasket('c013', exclude: ['i3', 'nothing'], n: 2)->column('item')), json_encode($h->nextBasket('c013', allow: ['i5', 'i3'])->column('item')),
    json_encode($h->nextBasket('c013', popular: false)->column('item')), json_encode($h->nextBasket('c013', allow: [])->column('item')), "\n";

// What is due, of one customer and of all.
$due = $h->due('c013', 12);
echo json_encode($due[0]), "\n";
var_dump(count($due), $due[0]->chance > 0.5, count($h->due('c013', n: 0)), json_encode($h->due('c013', 12, $h->report()->now)) === json_encode($due));
$late = $h->due('c013', 12, '2023-01-31 09:30')[0];
var_dump($late->late, $late->chance < $due[0]->chance,
    json_encode($h->due('c013', 12, '2023-01-31 09:30')) === json_encode($h->due('c013', 12, new DateTime('2023-01-31 02:30Z'))),
    json_encode($h->due('c013', 12, '2023-01-31 09:30')) === json_encode($h->due('c013', 12, (new DateTime('2023-01-31 02:30Z'))->getTimestamp())));
$all = $h->listDue(12, threads: 2, progress: fn() => true);
var_dump(count($all), count($h->listDue(12, n: 20)), json_encode($all[(int)array_search('c013', $all->column('customer'))]) === json_encode($due[0]));
$chances = $all->column('chance');
$sorted = $chances;
rsort($sorted);
var_dump($sorted === $chances, count($h->listDue(4, minChance: 0.3)) === count(array_filter($h->listDue(4)->column('chance'), fn($chance) => $chance >= 0.3)));

// Shares add up, of groups of items by name; a model that was opened has their numbers.
var_dump($h->isOwn('hour'), array_search(max($h->shares('hour', 'c013')), $h->shares('hour', 'c013')), count($h->shares('weekday')), count($h->shares('month', 'c001')),
    abs(array_sum($h->shares('hour')) - 1) < 1e-12, $h->shares('item_group'), $h->isOwn('item_group'));
$g = Quen\Habits::fit($o, itemGroups: ['i0' => 'hot', 'i1' => 'cold', 'i2' => 'hot', 'i3' => 5, 'i4' => null, 'nothing' => 'other']);
var_dump(array_keys($g->shares('item_group')), $g->isOwn('item_group'), $g->shares('item_group', 'c013')[5] > 0.9);
echo implode(' ', array_map(fn($share) => round($share, 2), $g->shares('item_group'))), "\n";
$again = Quen\Habits::fromBytes($g->toBytes());
var_dump($again->toBytes() === $g->toBytes(), array_values($g->shares('item_group', 'c012')) === $again->shares('item_group', 12),
    $again->nextBasket('13')[0]->item, $again->nextBasket(13)[0]->score === $basket[0]->score, $again->due(13, 12)[0]->customer, $again->due(13, 12)[0]->chance === $due[0]->chance,
    $again->listDue(12, n: 1)[0]->item, $again->customers()[79], $again->items()[9], $g->customers()[79], $g->items()[9], $again->due(13, 12, '2023-01-31')[0]->late);
refused(fn() => $again->nextBasket(80));
refused(fn() => $again->nextBasket('c013'));

// Checks, one of groups where there are any, and the report.
foreach ($g->checks() as $check)
    echo "$check->question ", var_export($check->judged, true), ' ', var_export($check->better, true), " $check->customers ", var_export($check->modelHits, true), ' ', var_export($check->model === null, true), "\n";
var_dump(count($h->checks()), json_encode($h->checks()[3]) === json_encode($g->checks()[3]));
$r = $g->report();
var_dump($r->now->format('Y-m-d H:i:s'), $r->start < $r->end, $r->end == $r->now, $r->customers, $r->baskets, $r->pairs, $r->pairsAgain, $r->decay > 0, $r->weightOwn > 0,
    $r->again > 0.9, round($r->gapDays), $r->gapShape > 1, $r->strengthHour > 0, $r->strengthItemGroup > 0, $h->report()->strengthItemGroup);
foreach ([$r, $basket[0], $due[0], $g->checks()[0]] as $answer)
    foreach ((new ReflectionObject($answer))->getProperties() as $property)
        if (!$property->isInitialized($answer))
            echo get_class($answer), ' ', $property->getName(), "\n";

// Options.
$r = Quen\Habits::fit($o, now: '2022-06-01', utcOffset: 0, checkDays: 0, halfLifeDays: 7, decay: 0.5, neighbors: 0, threads: 2, progress: fn() => true)->report();
var_dump($r->now->format('Y-m-d H:i'), $r->start, $r->end, $r->decay, $r->strengthHour);
var_dump(Quen\Habits::fit($o, decay: 0.5)->report()->decay, Quen\Habits::fit($o, halfLifeDays: 1)->toBytes() === $h->toBytes(),
    Quen\Habits::fit($o, utcOffset: 0)->toBytes() === $h->toBytes(), Quen\Habits::fit($o, threads: 2)->toBytes() === $h->toBytes());
// Where customers always buy something new of a kind of their own, its neighbours tell what.
$kinds = new Quen\Orders();
for ($who = 0; $who < 120; $who++)
    for ($visit = 0; $visit < 8; $visit++)
        $kinds->add("C$who", 'k' . $who % 4 . '-' . ($who * 3 + $visit) % 10, 1767225600 + ($visit * 20 + $who % 20) * DAY, 1);
$near = Quen\Habits::fit($kinds);
$next = $near->nextBasket('C9', 2, bought: false);
var_dump($near->report()->newRelated > 0, $near->checks()[1]->better, str_starts_with($next[0]->item, 'k1-'), $next[0]->related > $next[0]->popular,
    Quen\Habits::fit($kinds, neighbors: 0)->report()->newRelated, Quen\Habits::fit($kinds, neighbors: 1)->toBytes() === $near->toBytes());
// A log whose keys are ints is asked with either form; so are its items in groups.
$ints = new Quen\Orders();
for ($i = 0; $i < 40; $i++)
    $ints->add($i % 4, 100 + $i % 3, 1767225600 + $i * DAY, 1);
$m = Quen\Habits::fit($ints, itemGroups: [100 => 'a', '101' => 'b', 102 => 'b']);
var_dump($m->nextBasket('3', 1)[0]->item, $m->nextBasket(3, 1, exclude: ['100', 101])[0]->item, array_keys($m->shares('item_group', '3')));
// Channels by order number, where the log's are texts, ints, and texts of digits: who comes by one comes by it again.
foreach (['o%d', 5000, '%d'] as $form) {
    $log = new Quen\Orders();
    $channels = [];
    for ($who = 0; $who < 60; $who++)
        for ($visit = 0; $visit < 20; $visit++) {
            $number = is_int($form) ? $form + $who * 20 + $visit : sprintf($form, $who * 20 + $visit);
            $log->add("c$who", 'tea', 1767225600 + ($visit * 15 + $who % 15) * DAY, 1, order: $number);
            $channels[$number] = $visit % 10 == 0 ? null : ['till', 'web', 'app'][$who % 3];
        }
    $ways = Quen\Habits::fit($log, channels: $channels + ['999999' => 'fax']);
    $last = count($ways->checks()) - 1;
    echo json_encode(array_keys($ways->shares('channel'))), ' ', $ways->isOwn('channel') ? 'own' : 'the shop\'s', ' ', array_search(max($ways->shares('channel', 'c1')), $ways->shares('channel', 'c1')),
        ' ', round($ways->shares('channel')['app'], 3), " {$ways->checks()[$last]->question} ", json_encode($ways->report()->strengthChannel > 0), json_encode($ways->checks()[$last]->better),
        json_encode(array_keys(Quen\Habits::fromBytes($ways->toBytes())->shares('channel'))), "\n";
}
$ways = Quen\Habits::fit($log, channels: $channels, itemGroups: ['tea' => 'hot']);
var_dump(implode(' ', $ways->checks()->column('question')), $h->report()->strengthChannel, $h->shares('channel'), $h->isOwn('channel'));
refused(fn() => Quen\Habits::fit($log, channels: 'web'));
refused(fn() => Quen\Habits::fit($log, channels: []));
refused(fn() => Quen\Habits::fit($log, channels: ['7' => null]));
refused(fn() => Quen\Habits::fit($log, channels: ['7' => 1.5]));
refused(fn() => Quen\Habits::fit($o, channels: ['7' => 'web']));
$whole = new Quen\Orders();
$whole->add('c', 'tea', 1767225600, 1, order: 7);
refused(fn() => Quen\Habits::fit($whole, channels: ['seven' => 'web']));
$none = Quen\Habits::fit(new Quen\Orders());
var_dump(count($none->customers()), count($none->listDue()), $none->checks()[0]->judged);

foreach ([['now' => []], ['utcOffset' => '7'], ['checkDays' => -1], ['halfLifeDays' => 0], ['decay' => 2], ['neighbors' => 1001], ['itemGroups' => 5], ['itemGroups' => []],
    ['itemGroups' => ['i1' => null]], ['itemGroups' => ['i1' => 1.5]], ['itemGroups' => array_combine(range(1, 1001), range(1, 1001))], ['threads' => 0], ['progress' => fn() => false]] as $options)
    refused(fn() => Quen\Habits::fit($o, ...$options));
refused(fn() => Quen\Habits::fit(new stdClass));
refused(fn() => new Quen\Habits());
refused(fn() => $h->nextBasket('nobody'));
refused(fn() => $h->nextBasket([]));
refused(fn() => $h->nextBasket('c013', -1));
refused(fn() => $h->nextBasket('c013', bought: 5));
refused(fn() => $h->nextBasket('c013', popular: 5));
refused(fn() => $h->nextBasket('c013', exclude: 'i3'));
refused(fn() => $h->nextBasket('c013', exclude: [1.5]));
refused(fn() => $h->nextBasket('c013', allow: ['nothing'], strict: true));
refused(fn() => $h->due('nobody'));
refused(fn() => $h->due('c013', 0));
refused(fn() => $h->due('c013', NAN));
refused(fn() => $h->due('c013', 'x'));
refused(fn() => $h->due('c013', now: 'x'));
refused(fn() => $h->due('c013', now: PHP_INT_MAX));
refused(fn() => $h->due('c013', n: -1));
refused(fn() => $h->listDue(1e300));
refused(fn() => $h->listDue(minChance: 2));
refused(fn() => $h->listDue(minChance: 'x'));
refused(fn() => $h->listDue(n: 'x'));
refused(fn() => $h->listDue(progress: fn() => false));
refused(fn() => $h->shares('minute'));
refused(fn() => $h->shares(5));
refused(fn() => $h->shares('hour', 'nobody'));
refused(fn() => $h->isOwn('minute'));
?>
--EXPECT--
int(3)
string(2) "i3"
int(30)
int(0)
bool(true)
float(0)
int(10)
int(0)
int(10)
bool(false)
array(1) {
  [0]=>
  int(0)
}
["i9","i8"]["i3","i5"]["i3"][]
{"customer":"c013","item":"i3","chance":0.9868503303879587,"last":"2022-10-28T02:00:00+00:00","due":"2022-11-07T01:25:41+00:00","times":30,"late":false}
int(1)
bool(true)
int(0)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
int(80)
int(20)
bool(true)
bool(true)
bool(true)
bool(true)
int(9)
int(7)
int(12)
bool(true)
array(0) {
}
bool(false)
array(4) {
  [0]=>
  int(5)
  [1]=>
  string(4) "cold"
  [2]=>
  string(3) "hot"
  [3]=>
  string(5) "other"
}
bool(true)
bool(true)
0.25 0.25 0.5 0
bool(true)
bool(true)
int(3)
bool(true)
int(13)
bool(true)
int(0)
int(79)
int(9)
string(4) "c079"
string(2) "i9"
bool(true)
Quen\Exception\NotFoundException: customer: "80" is not within 0..79: this model holds no keys, and is asked by number
Quen\Exception\NotFoundException: customer: "c013" is not within 0..79: this model holds no keys, and is asked by number
basket true true 80 1.0 false
new false NULL 0 NULL true
due true true 80 NULL false
hour true true 80 NULL false
weekday true false 80 NULL false
month true false 80 NULL false
item_group true true 32 NULL false
int(6)
bool(true)
string(19) "2022-11-03 12:00:01"
bool(true)
bool(true)
int(80)
int(2400)
int(80)
int(80)
bool(true)
bool(true)
bool(true)
float(10)
bool(true)
bool(true)
bool(true)
NULL
string(16) "2022-05-31 17:00"
NULL
NULL
float(0.5)
NULL
float(0.5)
bool(false)
bool(false)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
float(0)
bool(false)
int(100)
int(102)
array(2) {
  [0]=>
  string(1) "a"
  [1]=>
  string(1) "b"
}
["app","fax","till","web"] own web 0.333 channel truetrue[0,1,2,3]
["app","fax","till","web"] own web 0.333 channel truetrue[0,1,2,3]
["app","fax","till","web"] own web 0.333 channel truetrue[0,1,2,3]
string(52) "basket new due hour weekday month item_group channel"
NULL
array(0) {
}
bool(false)
TypeError: channels must be an array of channels by order, string given
Quen\Exception\InvalidArgumentException: channels: no order has one
Quen\Exception\InvalidArgumentException: channels: no order has one
TypeError: channels must be a text or an int for each order, float given
Quen\Exception\InvalidArgumentException: habits: orders have channels by their number, and no line of the log has one: add lines with order numbers, or leave channels out
Quen\Exception\InvalidArgumentException: channels: orders are numbers in this log, not text
int(0)
int(0)
bool(false)
TypeError: now must be a moment: of type DateTimeInterface, int or string, array given
Quen\Exception\InvalidArgumentException: utcOffset must be like "+07:00", not "7"
Quen\Exception\InvalidArgumentException: habits: check_s is -86400, not within 0..9467107199
Quen\Exception\InvalidArgumentException: habits: half_life_s is 0, not above 0
Quen\Exception\InvalidArgumentException: habits: decay is 2, not 0 or within 1e-300..1
Quen\Exception\InvalidArgumentException: habits: neighbors is 1001, not within 0..1000
TypeError: itemGroups must be an array of groups by item, int given
Quen\Exception\InvalidArgumentException: itemGroups: nothing is in one
Quen\Exception\InvalidArgumentException: itemGroups: nothing is in one
TypeError: itemGroups must be a text or an int for each item, float given
Quen\Exception\InvalidArgumentException: habits: n_groups is 1001, not within 1..1000
Quen\Exception\InvalidArgumentException: threads: 0 is not 1..256
Quen\Exception\CancelledException: habits: cancelled by the progress callback
TypeError: Quen\Habits::fit(): Argument #1 ($orders) must be of type Quen\Orders, stdClass given
Error: Call to private Quen\Habits::__construct() from global scope
Quen\Exception\NotFoundException: orders: no customer has the key 'nobody'
TypeError: customer must be of type int or string, array given
Quen\Exception\InvalidArgumentException: n: it is below 0
TypeError: bought must be of type bool, int given
TypeError: popular must be of type bool, int given
TypeError: exclude must be a list of keys, string given
TypeError: item must be of type int or string, float given
Quen\Exception\NotFoundException: orders: no item has the key 'nothing'
Quen\Exception\NotFoundException: orders: no customer has the key 'nobody'
Quen\Exception\InvalidArgumentException: habits: horizon_s is 0, not one of 1..9467107199
Quen\Exception\InvalidArgumentException: horizon: NAN days are not within 2^63 seconds
TypeError: horizon must be of type float, string given
Quen\Exception\InvalidArgumentException: now: not a date like 2024-03-01
Quen\Exception\InvalidArgumentException: habits: now_s is 9223372036854775807, not within -2208988800..7258118400
Quen\Exception\InvalidArgumentException: n: it is below 0
Quen\Exception\InvalidArgumentException: horizon: 1.0e+300 days are not within 2^63 seconds
Quen\Exception\InvalidArgumentException: habits: min_chance is 2, not 0..1
TypeError: minChance must be of type float, string given
TypeError: Quen\Habits::listDue(): Argument #4 ($n) must be of type int, string given
Quen\Exception\CancelledException: habits: cancelled by the progress callback
Quen\Exception\InvalidArgumentException: habit must be one of hour|weekday|month|item_group|channel, not "minute"
TypeError: habit must be one of hour|weekday|month|item_group|channel, int given
Quen\Exception\NotFoundException: orders: no customer has the key 'nobody'
Quen\Exception\InvalidArgumentException: habit must be one of hour|weekday|month|item_group|channel, not "minute"
