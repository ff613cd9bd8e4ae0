--TEST--
Churn: risks with reasons, the report, origins and drift, with every option
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
// Forty customers who come every week, of whom every third stops; those who stop are told apart.
$o = new Quen\Orders();
for ($who = 0; $who < 60; $who++)
    for ($week = 0; $week < ($who % 3 ? 60 : 10 + $who % 40); $week += 1 + $who % 4)
        $o->add("C$who", 'I' . ($who + $week) % 5, 1735689600 + $week * 604800 + $who * 3600, 5 + $who % 3);
$c = Quen\Churn::fit($o, horizonDays: 60);
$r = $c->report();
var_dump($r->horizonDays, $r->customers > 0, $r->churned > 0, $r->judged, is_bool($r->better), $r->auc > 0.5, $r->cutoff < $r->now, $r->nowCustomers);
$risks = $c->predict($o);
var_dump(count($risks), $risks[0]->customer, $risks[0]->risk >= 0 && $risks[0]->risk <= 1, array_is_list(array_keys($risks[0]->reasons)),
    array_diff(array_keys($risks[0]->reasons), $c->features()));
var_dump(count($c->origins()) > 0, $c->origins()[0]->cutoff == $r->cutoff, count($c->drift()) === count($c->features()), $c->drift()[0]->feature,
    is_string($c->note()), $c->summary()[0]->term, count($c->summary(0.9)) === 1 + count($c->logit()->coefficients()));
foreach ([$r, $risks[0], $c->origins()[0], $c->drift()[0], $c->summary()[0]] as $answer)
    foreach ((new ReflectionObject($answer))->getProperties() as $property)
        if (!$property->isInitialized($answer))
            echo get_class($answer), ' ', $property->getName(), "\n";
var_dump(json_encode(Quen\Churn::fromBytes($c->toBytes())->predict($o)) === json_encode($risks));
$city = ['city' => array_map(fn($w) => $w % 2 ? 'Hanoi' : 'Hue', array_combine(array_map(fn($w) => "C$w", range(0, 59)), range(0, 59)))];
$more = Quen\Churn::fit($o, horizonDays: 30.5, cutoff: '2025-11-01', activeDays: 400, periodDays: 45, l2: 2, utcOffset: 3600, attributes: $city,
    maxLevels: 2, threads: 2, progress: fn() => true);
var_dump($more->report()->cutoff->format('Y-m-d'), in_array('city=Hue', $more->features()),
    count($more->predict($o, now: new DateTime('2025-10-01'), attributes: $city, threads: 1, progress: fn() => true)) > 0);
foreach ([['horizonDays' => 0], ['horizonDays' => 'x'], ['horizonDays' => 3000], ['cutoff' => '1999-01-01'], ['cutoff' => []], ['activeDays' => 0],
    ['periodDays' => -1], ['l2' => -1], ['utcOffset' => '7'], ['attributes' => 5], ['maxLevels' => 2000]] as $options)
    refused(fn() => Quen\Churn::fit($o, ...$options));
refused(fn() => Quen\Churn::fit(new Quen\Orders()));
refused(fn() => $c->predict($o, now: 'x'));
refused(fn() => $c->predict($o, attributes: 'x'));
refused(fn() => $c->predict(new stdClass));
refused(fn() => $c->summary(level: 0));
?>
--EXPECT--
float(60)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
int(60)
int(60)
string(2) "C0"
bool(true)
bool(true)
array(0) {
}
bool(true)
bool(true)
bool(true)
string(12) "recency_days"
bool(true)
string(11) "(intercept)"
bool(true)
bool(true)
string(10) "2025-11-01"
bool(true)
bool(true)
Quen\Exception\InvalidArgumentException: churn: horizon_s is 0, not within 1..9467107199
TypeError: horizonDays must be of type float, string given
Quen\Exception\NumericException: churn: a log of 415 days, from 2025-01-01 on, is too short for a horizon of 3000 days: the longest that it can carry is 180 days
Quen\Exception\NumericException: churn: nobody ordered before the cut-off, 1999-01-01
TypeError: cutoff must be a moment: of type DateTimeInterface, int or string, array given
Quen\Exception\InvalidArgumentException: churn: active_s is 0, not above 0
Quen\Exception\InvalidArgumentException: churn: period_s is -86400, not above 0
Quen\Exception\InvalidArgumentException: churn: l2 is -1, not a finite number of at least 0
Quen\Exception\InvalidArgumentException: utcOffset must be like "+07:00", not "7"
TypeError: attributes must be an array of attributes by name, int given
Quen\Exception\InvalidArgumentException: maxLevels: it is not within 1..1000
Quen\Exception\NumericException: churn: nobody ordered
Quen\Exception\InvalidArgumentException: now: not a date like 2024-03-01
TypeError: attributes must be an array of attributes by name, string given
TypeError: Quen\Churn::predict(): Argument #1 ($orders) must be of type Quen\Orders, stdClass given
Quen\Exception\InvalidArgumentException: logit: level is 0, not above 0 and below 1
