--TEST--
Orders: merge, before, between, forget and finish; what was made from a log stays true
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
$o = small_log();
$rfm = Quen\Rfm::fit($o);
$customers = $o->customers();
$old = json_encode([$rfm->scores(), $customers]);
$whole = json_encode($o->totals());
$early = $o->before('2026-03-01');
$late = $o->between(start: new DateTime('2026-03-01'));
$both = $o->between();
var_dump(count($early), count($late), $early->totals()->last < $late->totals()->first,
    json_encode($both->totals()) === $whole, $late->decimals(), $late->currency());
$early->merge($late, threads: 2);
$early->finish(threads: 2);
$a = json_decode(json_encode($early->totals()), true);
$b = json_decode($whole, true);
unset($a['bytes'], $b['bytes']);
var_dump($a === $b);
var_dump($o->forget(['C1', 'C3', 'nobody', 'C1'], threads: 1), count($o->customers()), $o->forget([]));
$o->add('A0', 'Pie', 0, 5);
var_dump(json_encode([$rfm->scores(), $customers]) === $old, $o->customers()[0], $rfm->scores()[0]->customer);
var_dump(Quen\Rfm::fit($o)->toBytes() === Quen\Rfm::fit((function () {
    $o = new Quen\Orders(decimals: 2, currency: 'EUR');
    $o->add('A0', 'Pie', 0, 5);
    $all = small_log();
    $all->forget(['C3', 'C1']);
    $o->merge($all);
    return $o;
})())->toBytes());
refused(fn() => $o->merge($o));
refused(fn() => $o->merge(new stdClass));
refused(fn() => $o->merge(new Quen\Orders(decimals: 0, currency: 'VND')));
refused(fn() => $o->merge(new Quen\Orders(returns: 'visit')));
refused(fn() => $o->before('whenever'));
refused(fn() => $o->between(5, 4));
refused(fn() => $o->between(end: []));
refused(fn() => $o->forget('C1'));
refused(fn() => $o->forget([null]));
refused(fn() => $o->forget([1.5]));
?>
--EXPECT--
int(20)
int(40)
bool(true)
bool(true)
int(2)
string(3) "EUR"
bool(true)
int(2)
int(7)
int(0)
bool(true)
string(2) "A0"
string(2) "C0"
bool(true)
Quen\Exception\InvalidArgumentException: orders: a log cannot be merged into itself
TypeError: Quen\Orders::merge(): Argument #1 ($from) must be of type Quen\Orders, stdClass given
Quen\Exception\InvalidArgumentException: orders: money has 2 decimals in one log and 0 in the other: bring both to one unit first
Quen\Exception\InvalidArgumentException: orders: the two logs have different rules: tell both the same before their first line
Quen\Exception\InvalidArgumentException: moment: not a date like 2024-03-01
Quen\Exception\InvalidArgumentException: orders: the span ends at 4 (1970-01-01), before it begins at 5 (1970-01-01)
TypeError: end must be a moment: of type DateTimeInterface, int or string, array given
TypeError: Quen\Orders::forget(): Argument #1 ($customers) must be of type array, string given
Quen\Exception\InvalidArgumentException: orders: key 0 to forget has kind 0
TypeError: customers: row 0 must be of type int or string, float given
