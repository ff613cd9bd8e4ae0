--TEST--
Orders: how a log is made, and what it tells of its units, clock and rules
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
$o = new Quen\Orders();
var_dump($o->decimals(), $o->quantityDecimals(), $o->currency(), $o->utcOffset(), $o->returns(),
    count($o), $o->hasMoney(), array_key_first($o->nobody()), $o->told(), $o->imported());
$o = new Quen\Orders(decimals: 0, quantityDecimals: 3, currency: 'VND', utcOffset: '+07:00',
    returns: 'visit', nobody: ['guest', 0]);
var_dump($o->decimals(), $o->quantityDecimals(), $o->currency(), $o->utcOffset(), $o->returns(),
    $o->nobody());
foreach (['+0530', '-03', 3600] as $offset)
    echo (new Quen\Orders(utcOffset: $offset))->utcOffset(), "\n";
// A place: summer time counts.
$o = new Quen\Orders(zone: new DateTimeZone('Europe/Paris'));
foreach (['2026-01-31 09:30', '2026-07-31 09:30', '2026-03-29 02:30', '2026-10-25 02:30',
    '2026-07-31T09:30Z', '2199-07-01'] as $time) {
    $o->add('a', 'x', $time, 1);
    echo $time, ' ', $o->totals()->last->format('c'), ' ', $o->utcOffset(), "\n";
    $o = new Quen\Orders(zone: 'Europe/Paris');
}
echo (new Quen\Orders(zone: '+07:00'))->utcOffset(), "\n";
refused(fn() => new Quen\Orders(decimals: 19));
refused(fn() => new Quen\Orders(decimals: -1));
refused(fn() => new Quen\Orders(quantityDecimals: 'x'));
refused(fn() => new Quen\Orders(currency: 'dong'));
refused(fn() => new Quen\Orders(currency: 'vnd'));
refused(fn() => new Quen\Orders(currency: []));
refused(fn() => new Quen\Orders(utcOffset: '7'));
refused(fn() => new Quen\Orders(utcOffset: 90000));
refused(fn() => new Quen\Orders(utcOffset: 1.5));
refused(fn() => new Quen\Orders(zone: 'Mars/Olympus'));
refused(fn() => new Quen\Orders(zone: 7));
refused(fn() => new Quen\Orders(zone: 'Asia/Tokyo', utcOffset: 0));
refused(fn() => new Quen\Orders(returns: 'maybe'));
refused(fn() => new Quen\Orders(nobody: [1.5]));
refused(fn() => new Quen\Orders(nobody: [null]));
refused(fn() => new Quen\Orders(colour: 'red'));
refused(fn() => new Quen\Orders(1, 2, 'EUR', 0, null, null, null, 8));
refused(fn() => $o->__construct());
refused(fn() => clone $o);
refused(fn() => serialize($o));
refused(fn() => $o->colour = 'red');
refused(fn() => unserialize('O:11:"Quen\Orders":0:{}')->count());
refused(fn() => (new ReflectionClass('Quen\Orders'))->newInstanceWithoutConstructor()->count());
?>
--EXPECT--
int(2)
int(0)
string(0) ""
int(0)
string(8) "no_visit"
int(0)
bool(false)
string(0) ""
array(0) {
}
NULL
int(0)
int(3)
string(3) "VND"
int(25200)
string(5) "visit"
array(2) {
  [0]=>
  int(0)
  ["guest"]=>
  int(0)
}
19800
-10800
3600
2026-01-31 09:30 2026-01-31T08:30:00+00:00 3600
2026-07-31 09:30 2026-07-31T07:30:00+00:00 7200
2026-03-29 02:30 2026-03-29T01:30:00+00:00 7200
2026-10-25 02:30 2026-10-25T00:30:00+00:00 7200
2026-07-31T09:30Z 2026-07-31T09:30:00+00:00 7200
2199-07-01 2199-06-30T22:00:00+00:00 7200
25200
Quen\Exception\InvalidArgumentException: decimals: 19 is not 0..18
Quen\Exception\InvalidArgumentException: decimals: -1 is not 0..18
TypeError: Quen\Orders::__construct(): Argument #2 ($quantityDecimals) must be of type int, string given
Quen\Exception\InvalidArgumentException: currency: a code has three letters, such as "VND"
Quen\Exception\InvalidArgumentException: money: currency is "vnd", not three capital letters as in ISO 4217
TypeError: currency must be of type string, array given
Quen\Exception\InvalidArgumentException: utcOffset must be like "+07:00", not "7"
Quen\Exception\InvalidArgumentException: orders: zone: first_offset_s is 90000, not within -86400..86400
TypeError: utcOffset: a clock is whole seconds or like "+07:00", not float
Quen\Exception\InvalidArgumentException: zone: "Mars/Olympus" is no zone that PHP knows, such as "Asia/Ho_Chi_Minh"
TypeError: zone: a place is a DateTimeZone or its name, not int
Quen\Exception\InvalidArgumentException: zone and utcOffset are both given: one is the clock
Quen\Exception\InvalidArgumentException: returns must be one of no_visit|visit, not "maybe"
TypeError: nobody: row 0 must be of type int or string, float given
Quen\Exception\InvalidArgumentException: orders: nobody: key 0 has kind 0
Error: Unknown named parameter $colour
ArgumentCountError: Quen\Orders::__construct() expects at most 7 arguments, 8 given
Error: Quen\Orders: constructed already
Error: Trying to clone an uncloneable object of class Quen\Orders
Exception: Serialization of 'Quen\Orders' is not allowed
Error: Cannot create dynamic property Quen\Orders::$colour
Exception: Unserialization of 'Quen\Orders' is not allowed
ReflectionException: Class Quen\Orders is an internal class marked as final that cannot be instantiated without invoking its constructor
