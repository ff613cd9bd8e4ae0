--TEST--
Orders: add() takes keys, moments and decimals of every type, or says what is wrong
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
$o = new Quen\Orders();
$o->add(customer: 'An', item: 'Tea', time: 1767225600, amount: '2.50');
$o->add('An', 'Tea', '2026-01-02', 2.5, '2');
$o->add('An', 'Tea', '2026-01-03 10:00+07:00', 3, 1.0, 'B1');
$o->add(null, 'Tea', new DateTimeImmutable('2026-01-04 00:00', new DateTimeZone('UTC')), '-1.005');
$o->add('NULL', 'Cup', new DateTime('@1767571200'), amount: 0.125);
echo told($o), "\n";
var_dump($o->nobody()['NULL'], json_encode([$o->customers(), $o->items()]));
// As in arrays, "17" and 17 are one key; the first says which the log keeps.
$o = new Quen\Orders();
foreach ([17, '17', '18'] as $key) $o->add($key, $key, 0, order: $key);
var_dump($o->customers()->toArray(), $o->hasMoney(), $o->totals()->revenue);
$o = new Quen\Orders();
foreach (['17', 17, 'x'] as $key) $o->add($key, $key, 0, order: $key);
var_dump($o->items()->toArray());
// Exact beyond 2^53, and rounded half away from zero.
$o = new Quen\Orders();
foreach (['90071992547409.93', 90071992547410, 0.005, -0.005, 1e3, '0.1'] as $amount)
    $o->add('a', 'x', 0, $amount);
var_dump($o->totals()->revenue);
foreach ([['a', 'x', 0, 'two'], ['a', 'x', 0, NAN], ['a', 'x', 0, INF], ['a', 'x', 0, PHP_INT_MAX],
    ['a', 'x', 0, true], ['a', 'x', 'soon'], ['a', 'x', 1.5], ['a', 'x', null], ['a', 'x', 1 << 40],
    ['a', null, 0, 1], ['a', [], 0, 1], [new stdClass, 'x', 0, 1], ['a', 'x', 0, 1, '1.5'],
    ['a', 'x', 0, 1, []], ['a', 'x', 0, 1, 1, 1.5], ['a', 'x', 0], [str_repeat('a', 65536), 'x', 0, 1],
    ['a', 'x'], ['a', 'x', 0, 1, 1, 1, 1]] as $line)
    refused(fn() => $o->add(...$line));
refused(fn() => (new Quen\Orders)->add('a', 'x', (new ReflectionClass('DateTime'))->newInstanceWithoutConstructor()));
$numbers = new Quen\Orders();
$numbers->add(1, 2, 0, 1);
refused(fn() => $numbers->add('x', 2, 0, 1));
refused(fn() => $numbers->add(1, '2.0', 0, 1));
var_dump(count($o), count($numbers));
?>
--EXPECT--
{"lines":5,"orders":5,"visits":4,"customers":1,"items":2,"linesWithoutCustomer":2,"refundLines":1,"revenue":"7.12","quantity":"4","first":"2026-01-01T00:00:00+00:00","last":"2026-01-05T00:00:00+00:00","hasMoney":true}
int(1)
string(22) "[["An"],["Cup","Tea"]]"
array(2) {
  [0]=>
  int(17)
  [1]=>
  int(18)
}
bool(false)
NULL
array(2) {
  [0]=>
  string(2) "17"
  [1]=>
  string(1) "x"
}
string(18) "180143985095820.03"
Quen\Exception\InvalidArgumentException: amount: not a number
Quen\Exception\InvalidArgumentException: amount: not a number
Quen\Exception\InvalidArgumentException: amount: not a number
Quen\Exception\InvalidArgumentException: amount: too large for 64 bits
TypeError: amount must be a decimal: of type int, float or string, bool given
Quen\Exception\InvalidArgumentException: time: not a date like 2024-03-01
TypeError: time must be a moment: of type DateTimeInterface, int or string, float given
TypeError: time must be a moment: of type DateTimeInterface, int or string, null given
Quen\Exception\InvalidArgumentException: orders: row 0: time 1099511627776 is outside 1900..2199; Unix seconds are expected (is it in milliseconds?)
Quen\Exception\InvalidArgumentException: orders: row 0: there is no item
TypeError: item must be of type int or string, array given
TypeError: customer must be of type int or string, stdClass given
Quen\Exception\InvalidArgumentException: quantity: it has more digits than quantityDecimals; the log is made with more, or the value is rounded first
TypeError: quantity must be a decimal: of type int, float or string, array given
TypeError: order must be of type int or string, float given
Quen\Exception\InvalidArgumentException: orders: row 0 has no amount, those before have one
Quen\Exception\InvalidArgumentException: orders: row 0: the customer key has 65536 bytes, the limit is 65535
ArgumentCountError: Quen\Orders::add() expects at least 3 arguments, 2 given
ArgumentCountError: Quen\Orders::add() expects at most 6 arguments, 7 given
Error: time: the date has not been constructed
Quen\Exception\InvalidArgumentException: orders: row 0: the customer key is a byte string, those before were numbers
Quen\Exception\InvalidArgumentException: orders: row 0: the item key is a byte string, those before were numbers
int(6)
int(1)
