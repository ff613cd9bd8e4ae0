--TEST--
Orders: addColumns() takes lists and packed numbers, all of them or none
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
$o = new Quen\Orders(quantityDecimals: 1);
$o->addColumns(['An', null, 17], ['Tea', 'Cup', 'Tea'], [0, '2026-01-02', new DateTime('@9')],
    ['1.5', 2, 2.25], ['1', 2, 1.5], order: ['B1', null, 'B2']);
$o->addColumns(null, ['Tea'], [5], [1]);
var_dump(told($o), json_encode($o->customers()));
$packed = new Quen\Orders();
$packed->addColumns(pack('q*', 5, 6), pack('q*', 1, 2), pack('q*', 0, 86400), pack('q*', 150, -50),
    pack('q*', 1, -1), pack('q*', 7, 8), threads: 2);
$packed->addColumns(['5', 9], ['1', 3], [0, 0], [1, 1], [1, 1], order: [7, null]);
var_dump($packed->totals()->revenue, json_encode([$packed->customers(), $packed->items()]));
$lists = new Quen\Orders();
$lists->addColumns([5, 6], [1, 2], [0, 86400], ['1.50', '-0.50'], [1, -1], [7, 8]);
$lists->addColumns([5, 9], [1, 3], [0, 0], [1, 1], [1, 1], [7, null]);
var_dump(told($lists) === told($packed));
$o = new Quen\Orders();
$o->addColumns([], [], []);
foreach ([[['a'], ['x', 'y'], [0]], [['a', 'b'], ['x'], [0]], [['a'], ['x'], [0], ['z']],
    [['a', 'b'], ['x', 'y'], [0, 'never']], [['a', 2.5], ['x', 'y'], [0, 1]], [1, ['x'], [0]],
    [['a'], null, [0]], [['a'], ['x'], null], [['a'], ['x'], 5], [['a'], ['x'], 'seven b'],
    [['a'], [null], [0], [1]], [['a'], ['x'], [0], [1], [null]], [[1, 'a'], ['x', 'x'], [0, 0]]] as $columns)
    refused(fn() => $o->addColumns(...$columns));
refused(fn() => $o->addColumns(['a'], ['x'], [0], threads: 0));
refused(fn() => $o->addColumns(['a'], ['x'], [0], threads: 'two'));
var_dump(count($o));
// What references say is read as it is.
$name = 'An';
$list = [&$name];
$o->addColumns($list, $list, [0], [1]);
var_dump($o->customers()[0]);
?>
--EXPECT--
string(219) "{"lines":4,"orders":4,"visits":4,"customers":2,"items":2,"linesWithoutCustomer":2,"refundLines":0,"revenue":"6.75","quantity":"5.5","first":"1970-01-01T00:00:00+00:00","last":"2026-01-02T00:00:00+00:00","hasMoney":true}"
string(11) "["17","An"]"
string(4) "3.00"
string(17) "[[5,6,9],[1,2,3]]"
bool(true)
Quen\Exception\InvalidArgumentException: customer: 2 values are wanted, not 1
Quen\Exception\InvalidArgumentException: customer: 1 values are wanted, not 2
Quen\Exception\InvalidArgumentException: amount: row 0: not a number
Quen\Exception\InvalidArgumentException: time: row 1: not a date like 2024-03-01
TypeError: customer: row 1 must be of type int or string, float given
TypeError: customer must be a list of keys or a string of packed ones, int given
TypeError: Quen\Orders::addColumns(): Argument #2 ($item) must be of type array|string, null given
TypeError: Quen\Orders::addColumns(): Argument #3 ($time) must be of type array|string, null given
TypeError: time must be a list or a string of packed numbers, int given
Quen\Exception\InvalidArgumentException: time: 7 bytes are no packed numbers of 8 bytes
Quen\Exception\InvalidArgumentException: orders: row 0: there is no item
TypeError: quantity: row 0 must be a decimal: of type int, float or string, null given
Quen\Exception\InvalidArgumentException: customer: row 1: text, where the keys before are numbers
Quen\Exception\InvalidArgumentException: threads: 0 is not 1..256
TypeError: Quen\Orders::addColumns(): Argument #7 ($threads) must be of type int, string given
int(0)
string(2) "An"
