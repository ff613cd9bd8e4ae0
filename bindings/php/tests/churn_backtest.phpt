--TEST--
Churn: a past foreseen without what came of it, with every option
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
const DAY = 86400;
const START = 1735689600;
const CUTOFF = START + 250 * DAY;

/** Who comes every few weeks, and after a while may stop: [customer, moment]. */
function visits(): array
{
    $visits = [];
    for ($who = 0; $who < 60; $who++)
        for ($week = 0; $week < ($who % 3 ? 60 : 10 + $who % 40); $week += 1 + $who % 4)
            $visits[] = ["C$who", START + $week * 7 * DAY + $who * 3600];
    return $visits;
}

function log_of(array $visits, int $price = 5): Quen\Orders
{
    $orders = new Quen\Orders();
    foreach ($visits as [$who, $time])
        $orders->add($who, 'I' . $time % 5, $time, $time < CUTOFF ? 5 : $price);
    return $orders;
}

$visits = visits();
$o = log_of($visits);
$told = Quen\Churn::backtest($o, horizonDays: 60, cutoff: CUTOFF);
var_dump(count($told), count($told) === $told->total);
printf("%s %.4f %s\n", $told[0]->customer, $told[0]->risk, json_encode($told[0]->churned));

// It is what one would do by hand.
$by_hand = Quen\Churn::fit($o, horizonDays: 60, cutoff: CUTOFF - 60 * DAY)->predict($o, now: CUTOFF);
var_dump($told->column('customer') === $by_hand->column('customer'), $told->column('risk') === $by_hand->column('risk'));
$back = $known = [];
foreach ($visits as [$who, $time]) {
    if ($time < CUTOFF)
        $known[$who] = true;
    elseif ($time < CUTOFF + 60 * DAY)
        $back[$who] = true;
}
var_dump(array_diff(array_keys($known), $told->column('customer')), array_map(fn($who) => !isset($back[$who]), $told->column('customer')) === $told->column('churned'));
var_dump(Quen\Evaluate::binary($told->column('churned'), $told->column('risk'))->auc > .5, count(array_filter($told->column('churned'))) > 5);

// What came later does not reach the risks.
$other = log_of(array_map(fn($visit) => $visit[1] < CUTOFF ? $visit : [$visit[0] === 'C1' ? 'C2' : $visit[0], $visit[1]], $visits), price: 70);
$again = Quen\Churn::backtest($other, horizonDays: 60, cutoff: CUTOFF);
var_dump($again->column('risk') === $told->column('risk'), $again->column('churned') === $told->column('churned'));

// From the latest moment there is; who is not active has no part; rows outlive the log.
$latest = Quen\Churn::backtest($o, horizonDays: 60);
$end = $o->totals()->last->getTimestamp() + 1;
var_dump(json_encode($latest) === json_encode(Quen\Churn::backtest($o, 60, $end - 60 * DAY, threads: 2)));
$stages = [];
$active = Quen\Churn::backtest($o, horizonDays: 60, cutoff: new DateTimeImmutable('@' . CUTOFF), activeDays: 40, periodDays: 45, l2: 2, utcOffset: 3600, threads: 1,
    progress: function ($stage) use (&$stages) { $stages[$stage] = true; });
var_dump(count($active) < count($told), count($stages) > 0);
unset($o, $other);
var_dump(json_encode($again[3]) === json_encode(['customer' => $again[3]->customer, 'risk' => $again[3]->risk, 'churned' => $again[3]->churned]));

$o = log_of($visits);
foreach ([['horizonDays' => 0], ['horizonDays' => -5], ['horizonDays' => 'x'], ['horizonDays' => 3000], ['horizonDays' => 1e14], ['cutoff' => '1999-01-01'], ['cutoff' => []],
    ['cutoff' => '2026-02-01'], ['cutoff' => PHP_INT_MAX], ['cutoff' => PHP_INT_MIN + 1], ['cutoff' => PHP_INT_MIN + 1, 'horizonDays' => 1e14], ['activeDays' => 0],
    ['periodDays' => -1], ['l2' => -1], ['utcOffset' => '7'], ['threads' => 0], ['progress' => fn() => false],
    ['progress' => fn() => throw new DomainException('thrown')]] as $options)
    refused(fn() => Quen\Churn::backtest($o, ...$options));
refused(fn() => Quen\Churn::backtest(new Quen\Orders()));
refused(fn() => Quen\Churn::backtest([]));
refused(fn() => Quen\Churn::backtest());
?>
--EXPECT--
int(60)
bool(true)
C0 0.9999 true
bool(true)
bool(true)
array(0) {
}
bool(true)
bool(true)
bool(true)
bool(true)
bool(false)
bool(true)
bool(true)
bool(true)
bool(true)
Quen\Exception\InvalidArgumentException: churn: horizon_s is 0, not within 1..9467107199
Quen\Exception\InvalidArgumentException: churn: horizon_s is -432000, not within 1..9467107199
TypeError: horizonDays must be of type float, string given
Quen\Exception\NumericException: churn: nobody ordered before the cut-off, 2009-09-17
Quen\Exception\InvalidArgumentException: churn: horizon_s is 8640000000000000000, not within 1..9467107199
Quen\Exception\NumericException: churn: nobody ordered before the cut-off, 1998-10-03
TypeError: cutoff must be a moment: of type DateTimeInterface, int or string, array given
Quen\Exception\NumericException: churn: the log ends on 2026-02-20, before cut-off + horizon, 2026-05-02
Quen\Exception\NumericException: churn: the log ends on 2026-02-20, before cut-off + horizon, 73069258126-12-24
Quen\Exception\InvalidArgumentException: churn: cutoff_s is -2305843009221469952, not within -2208988800..7258118400
Quen\Exception\InvalidArgumentException: churn: horizon_s is 8640000000000000000, not within 1..9467107199
Quen\Exception\InvalidArgumentException: churn: active_s is 0, not above 0
Quen\Exception\InvalidArgumentException: churn: period_s is -86400, not above 0
Quen\Exception\InvalidArgumentException: churn: l2 is -1, not a finite number of at least 0
Quen\Exception\InvalidArgumentException: utcOffset must be like "+07:00", not "7"
Quen\Exception\InvalidArgumentException: threads: 0 is not 1..256
Quen\Exception\CancelledException: features: cancelled by the progress callback
DomainException: thrown
Quen\Exception\NumericException: churn: nobody ordered
TypeError: Quen\Churn::backtest(): Argument #1 ($orders) must be of type Quen\Orders, array given
ArgumentCountError: Quen\Churn::backtest() expects at least 1 argument, 0 given
