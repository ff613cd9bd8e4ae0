--TEST--
Lifetime: futures of a log and of rows, the report, files, with every option
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
// Sixty customers who come at a rhythm, of whom every third stops.
$o = new Quen\Orders(decimals: 2);
for ($who = 0; $who < 60; $who++)
    for ($week = 0; $week < ($who % 3 ? 60 : 10 + $who % 40); $week += 1 + $who % 4)
        $o->add("C$who", 'I' . ($who + $week) % 5, 1735689600 + $week * 604800 + $who * 3600, 5 + $who % 3);
$m = Quen\Lifetime::fit($o);
$r = $m->report();
var_dump(count($m), $r->family, $r->regularity > 1, $r->state, $r->customers, $r->repeaters, $r->logLikelihood < 0,
    $r->now->format('Y-m-d'), in_array($r->answer, ['model', 'mean', 'own']), $r->judged, is_bool($r->better),
    $r->end > $r->start, $r->checkCustomers, $r->modelRmse > 0, $r->valueCustomers);
echo implode(' ', array_keys($m->parameters())), ' ', count($m->standardErrors()), "\n";
var_dump(count($m->x()) === 60, $m->tX()[1] <= $m->t()[1], round($m->value()[1], 2));
$futures = $m->predict(365);
var_dump(count($futures), $futures[1]->customer, $futures[1]->alive > 0.9, $futures[0]->alive < 0.1, $futures[1]->value > 5 * $futures[1]->orders,
    $futures[1]->value < 8 * $futures[1]->orders, $futures[1]->regular, $futures[1]->wait25 <= $futures[1]->wait50, $futures[1]->wait50 <= $futures[1]->wait75);
// Of those who come within two weeks a quarter, a half and three quarters are there in time.
$soon = $m->predict(14, ['C1'])[0];
var_dump($soon->waitWithin25 > 0 && $soon->waitWithin25 < $soon->waitWithin50 && $soon->waitWithin50 < $soon->waitWithin75 && $soon->waitWithin75 < 14,
    $soon->wait75 === $futures[1]->wait75, abs($m->predict(1e12, ['C1'])[0]->waitWithin50 / $soon->wait50 - 1) < 1e-9);
var_dump(json_encode($m->predict(365, ['C7', 'C1'], threads: 2, progress: fn() => true)) === json_encode(array_map(fn($key) =>
    $futures[array_search($key, $futures->column('customer'))], ['C7', 'C1'])));
foreach ([$r, $futures[1]] as $answer)
    foreach ((new ReflectionObject($answer))->getProperties() as $property)
        if (!$property->isInitialized($answer))
            echo get_class($answer), ' ', $property->getName(), "\n";
// The same customers as rows of their numbers have the same future, money in whole units.
$rows = $m->predictRows(365, $m->x(), $m->tX(), pack('d*', ...$m->t()), $m->value());
var_dump($rows[1]->customer, $rows[1]->orders === $futures[1]->orders, abs($rows[1]->value / $futures[1]->value - 1) < 1e-12);
// As others' documentation has it: BG/NBD's parameters of few rows, and its answers by hand.
$few = Quen\Lifetime::fitRows([2, 1, 0, 0, 7], [30.4, 1.7, 0, 0, 29.4], [38.9, 38.9, 38.9, 38.9, 38.9], family: 'bg_nbd');
foreach ($few->predict(39) as $future)
    printf("%d %.1f %s\n", $future->customer, $future->orders, var_export($future->value, true));
$r = $few->report();
var_dump($r->now, $r->judged, $r->better, $r->start, $r->end, $r->modelRmse, $r->valueCorrelation, $few->value());
// Files do not tell the digits of money.
$again = Quen\Lifetime::fromBytes($m->toBytes(), decimals: 2);
var_dump($again->toBytes() === $m->toBytes(), $again->predict(365)[1]->value === $futures[1]->value, $again->predict(365, [1])[0]->customer,
    Quen\Lifetime::fromBytes($few->toBytes())->predict(39)[4]->orders === $few->predict(39)[4]->orders);
refused(fn() => Quen\Lifetime::fromBytes($m->toBytes())->predict(365));
refused(fn() => Quen\Lifetime::fromBytes($m->toBytes())->value());
foreach ([['family' => 'pareto_nbd', 'now' => '2025-12-01', 'utcOffset' => '+07:00', 'discount' => 0.1], ['regularity' => 3, 'prior' => 0],
    ['checkDays' => 0, 'threads' => 2, 'progress' => fn() => true]] as $options) {
    $r = Quen\Lifetime::fit($o, ...$options)->report();
    echo "$r->family $r->regularity ", var_export($r->judged, true), ' ', $r->now->format('Y-m-d H:i'), "\n";
}
$given = [[3, 0], [20, 0], [30, 30]];
$r = Quen\Lifetime::fitRows(...$given, value: [5.5, 0], logGaps: pack('d*', 5, 0), regularity: 2, prior: 2, discount: 0.01, threads: 1, progress: fn() => true)->report();
echo "$r->family $r->regularity $r->valueCustomers\n";
foreach ([['family' => 'x'], ['now' => []], ['regularity' => 13], ['prior' => -1], ['discount' => -1], ['checkDays' => -1], ['utcOffset' => '7']] as $options)
    refused(fn() => Quen\Lifetime::fit($o, ...$options));
refused(fn() => Quen\Lifetime::fit(new stdClass));
refused(fn() => Quen\Lifetime::fitRows([1], [2, 3], [4]));
refused(fn() => Quen\Lifetime::fitRows([1], [5], [4]));
refused(fn() => Quen\Lifetime::fitRows(['x'], [5], [4]));
refused(fn() => Quen\Lifetime::fitRows(null, [5], [4]));
refused(fn() => Quen\Lifetime::fitRows([1], [5], null));
refused(fn() => Quen\Lifetime::fitRows(...$given, value: [5]));
refused(fn() => Quen\Lifetime::fitRows(...$given, logGaps: [5]));
refused(fn() => Quen\Lifetime::fitRows(...$given, discount: 'x'));
refused(fn() => $m->predict(0));
refused(fn() => $m->predict('x'));
refused(fn() => $m->predict(NAN, ['C1']));
refused(fn() => $m->predict(30, ['nobody']));
refused(fn() => $few->predict(30, [5]));
refused(fn() => $few->predict(30, 'C1'));
refused(fn() => $few->predictRows(30, [0.5], [0], [0]));
?>
--EXPECT--
int(60)
string(8) "mbg_cnbd"
bool(true)
string(9) "converged"
int(60)
int(60)
bool(true)
string(10) "2026-02-20"
bool(true)
bool(true)
bool(true)
bool(true)
int(60)
bool(true)
int(60)
r alpha a b p q v 7
bool(true)
bool(true)
float(6)
int(60)
string(2) "C1"
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
int(1)
bool(true)
bool(true)
0 1.4 NULL
1 0.2 NULL
2 0.4 NULL
3 0.4 NULL
4 3.8 NULL
NULL
bool(false)
NULL
NULL
NULL
NULL
NULL
NULL
bool(true)
bool(true)
int(1)
bool(true)
Quen\Exception\InvalidArgumentException: lifetime: the file does not tell how many digits after the point its money has; say so when you open it: decimals: 2 for cents, decimals: 0 for money without any
Quen\Exception\InvalidArgumentException: lifetime: the file does not tell how many digits after the point its money has; say so when you open it: decimals: 2 for cents, decimals: 0 for money without any
pareto_nbd 1 true 2025-12-01 00:00
mbg_cnbd 3 true 2026-02-20 08:00
mbg_cnbd 12 false 2026-02-20 08:00
mbg_cnbd 2 1
Quen\Exception\InvalidArgumentException: family must be one of mbg_cnbd|bg_nbd|pareto_nbd, not "x"
TypeError: now must be a moment: of type DateTimeInterface, int or string, array given
Quen\Exception\InvalidArgumentException: lifetime: regularity is 13, not within 0..12
Quen\Exception\InvalidArgumentException: lifetime: prior is -1, not a finite number of at least 0
Quen\Exception\InvalidArgumentException: lifetime: discount is -1, not a finite number of at least 0
Quen\Exception\InvalidArgumentException: lifetime: check_s is -86400, not within 0..9467107199
Quen\Exception\InvalidArgumentException: utcOffset must be like "+07:00", not "7"
TypeError: Quen\Lifetime::fit(): Argument #1 ($orders) must be of type Quen\Orders, stdClass given
Quen\Exception\InvalidArgumentException: tX: 1 values are wanted, not 2
Quen\Exception\InvalidArgumentException: lifetime: row 0: t_x is 5, not 0..4, t
TypeError: x: row 0 must be a number, string given
TypeError: x must be a list of numbers or a string of packed ones, null given
TypeError: t must be a list of numbers or a string of packed ones, null given
Quen\Exception\InvalidArgumentException: value: 2 values are wanted, not 1
Quen\Exception\InvalidArgumentException: logGaps: 2 values are wanted, not 1
TypeError: discount must be of type float, string given
Quen\Exception\InvalidArgumentException: lifetime: horizon is 0, not above 0 and at most 10^12
TypeError: Quen\Lifetime::predict(): Argument #1 ($horizon) must be of type float, string given
Quen\Exception\InvalidArgumentException: lifetime: horizon is NaN, not above 0 and at most 10^12
Quen\Exception\NotFoundException: orders: no customer has the key 'nobody'
Quen\Exception\NotFoundException: customer: "5" is not within 0..4: this model holds no keys, and is asked by number
TypeError: customers must be a list of customers, string given
Quen\Exception\InvalidArgumentException: lifetime: row 0: x is 0.5, not a whole number of 0..10^9
