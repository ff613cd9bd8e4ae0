--TEST--
Features: a row for each customer, with every option
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
$o = small_log();
$f = new Quen\Features($o);
var_dump(count($f), count($f->names()), $f->now()->format('c'), $f->units()['revenue'], $f->units()['recency_days']);
echo json_encode($f->customers()), "\n";
$row = $f->row('C4');
echo json_encode(array_slice($row, 0, 9)), "\n";
var_dump($f->matrix()[4] == array_values($row), $f->column('revenue')[4] === $row['revenue'],
    $f->packed() === pack('d*', ...array_merge(...$f->matrix())), is_nan((new Quen\Features($o, now: '2026-01-02'))->row('C0')['gap_cv']));
$more = new Quen\Features($o, now: new DateTime('2026-05-01'), utcOffset: '+07:00', periodDays: 30.5,
    attributes: ['city' => ['C1' => 'Hanoi', 'C2' => 'Hue', 'C3' => 'Hue', 'C4' => null, 'zz' => 'Hue'],
        'age' => ['C1' => 30, 'C2' => 41.5, 'C3' => null], 'vip' => ['C1' => 1, 'C2' => 'gold']],
    maxLevels: 1, threads: 2, progress: fn() => true);
echo json_encode(array_slice($more->names(), 15)), "\n";
echo json_encode(array_slice(array_map(fn($x) => is_nan($x) ? null : $x, $more->row('C2')), 15)), "\n";
$numbers = new Quen\Orders();
foreach ([1, 2, 3] as $who) $numbers->add($who, 'x', $who * 86400, 1);
echo json_encode(array_slice((new Quen\Features($numbers, attributes: ['age' => [1 => 5, '3' => 7, 9 => 1]]))->row('3'), 15)), "\n";
// It keeps the log as it was.
$o->forget(['C0']);
var_dump($f->customers()[0], $f->row('C0')['orders']);
refused(fn() => $f->row('nobody'));
refused(fn() => $f->row([]));
refused(fn() => (new Quen\Features($o, now: '2026-01-05'))->row('C8'));
refused(fn() => $f->column('colour'));
refused(fn() => $f->column([]));
foreach ([['attributes' => 'x'], ['attributes' => ['x']], ['attributes' => ['a' => 5]], ['attributes' => ['a' => ['C1' => []]]],
    ['attributes' => ['revenue' => ['C1' => 5]]], ['attributes' => ['a' => ['C1' => INF]]], ['attributes' => ["a\0" => []]],
    ['periodDays' => 0], ['periodDays' => 'x'], ['maxLevels' => 0], ['maxLevels' => 'x'], ['utcOffset' => 99999999],
    ['now' => 'x'], ['threads' => -1]] as $options)
    refused(fn() => new Quen\Features($o, ...$options));
refused(fn() => new Quen\Features($numbers, attributes: ['a' => ['x' => 1]]));
refused(fn() => new Quen\Features(5));
refused(fn() => $f->__construct($o));
refused(fn() => clone $f);
?>
--EXPECT--
int(9)
int(15)
string(25) "2026-06-27T00:00:01+00:00"
string(5) "money"
string(4) "days"
["C0","C1","C2","C3","C4","C5","C6","C7","C8"]
{"recency_days":3.0000115740740743,"tenure_days":165.00001157407408,"orders":7,"lines":7,"distinct_items":4,"quantity":10,"revenue":3850,"order_value_mean":550,"order_value_std":200}
bool(true)
bool(true)
bool(true)
bool(true)
["city=Hue","city=other","age","vip=1","vip=other"]
{"city=Hue":1,"city=other":0,"age":41.5,"vip=1":0,"vip=other":1}
{"age":7}
string(2) "C0"
float(7)
Quen\Exception\NotFoundException: orders: no customer has the key 'nobody'
TypeError: customer must be of type int or string, array given
Quen\Exception\NotFoundException: features: the customer was not there at the moment
Quen\Exception\InvalidArgumentException: features: there is no column "colour"
TypeError: Quen\Features::column(): Argument #1 ($name) must be of type string, array given
TypeError: attributes must be an array of attributes by name, string given
Quen\Exception\InvalidArgumentException: attributes: an attribute has a name, without zero bytes
TypeError: a must be an array of values by customer, int given
TypeError: a must be a number or a text for each customer, array given
Quen\Exception\InvalidArgumentException: features: attribute 0: 'revenue' is the name of a built-in column
Quen\Exception\InvalidArgumentException: features: attribute 'a', row 0: the number is infinite
Quen\Exception\InvalidArgumentException: attributes: an attribute has a name, without zero bytes
Quen\Exception\InvalidArgumentException: features: period_s is 0, not above 0
TypeError: periodDays must be of type float, string given
Quen\Exception\InvalidArgumentException: maxLevels: it is not within 1..1000
TypeError: Quen\Features::__construct(): Argument #6 ($maxLevels) must be of type int, string given
Quen\Exception\InvalidArgumentException: features: utc_offset_s is 172800, not within -86400..86400
Quen\Exception\InvalidArgumentException: now: not a date like 2024-03-01
Quen\Exception\InvalidArgumentException: threads: -1 is not 1..256
Quen\Exception\InvalidArgumentException: a: customers are numbers in this log, not text
TypeError: Quen\Features::__construct(): Argument #1 ($orders) must be of type Quen\Orders, int given
Error: Quen\Features: constructed already
Error: Trying to clone an uncloneable object of class Quen\Features
