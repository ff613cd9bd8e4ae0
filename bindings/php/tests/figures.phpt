--TEST--
Orders: figures() and cohorts() tell how the shop is doing; nps() and csat() what was answered
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
$o = new Quen\Orders(decimals: 2);
foreach ([['An', 0, 4], ['Binh', 1, 4], [null, 2, 3], ['An', 45, 5]] as [$who, $day, $paid])
    $o->add($who, 'Tea', 1767225600 + 86400 * $day, $paid);
foreach ($o->figures() as $f)
    echo json_encode($f), "\n";
foreach ($o->cohorts() as $cohort)
    echo json_encode($cohort), "\n";
$all = $o->figures('all', count: 'days', churnAfter: 1, start: 1767225600, now: 1772323200, utcOffset: '+07:00', threads: 2);
var_dump($all->total, $all[0]->orders, $all[0]->start->getTimestamp(), $all[0]->isWhole);
var_dump(count($o->cohorts('week', mostPeriods: 2, start: 1767225600, now: 1772323200, utcOffset: 0)[0]->customers));
// By segment, whose whole numbers add up.
foreach ($o->figures('all', segments: ['Binh' => 'new', 'An' => 7, 'Cuc' => 'gone', 'Dung' => null]) as $f)
    echo "$f->segment: $f->orders orders, $f->customers customers, $f->revenue\n";
$log = small_log();
$rfm = Quen\Rfm::fit($log);
$shop = Quen\Shop::train($log, parts: ['rfm']);
foreach ([$rfm, $shop] as $model) {
    $told = $log->figures('month', segments: $model);
    $whole = $log->figures('month');
    $sums = [];
    foreach ($told as $f)
        $sums[$f->segment === '(all)' ? 'all' : 'parts'] = ($sums[$f->segment === '(all)' ? 'all' : 'parts'] ?? 0) + $f->revenue * 100 + $f->orders;
    var_dump(count($told) > count($whole), $sums['all'] === $sums['parts'],
        array_values(array_unique(array_slice($told->column('segment'), 1))) == [...array_values(array_intersect(
            (function () use ($rfm) { $names = array_unique($rfm->scores()->column('segment')); sort($names); return $names; })(), $told->column('segment'))), '(none)', '(all)']);
}
refused(fn() => $log->figures(segments: 5));
refused(fn() => $log->figures(segments: ['C1' => 1.5]));
refused(fn() => $log->figures(segments: []));
refused(fn() => $log->figures(segments: Quen\Shop::train($log, parts: ['itemcf'])));
refused(fn() => $log->figures(segments: Quen\Rfm::fitValues([1, 2, 3], [1, 2, 3], [1, 2, 3])));
$free = new Quen\Orders();
$free->add('An', 'Tea', 1767225600);
var_dump($free->figures()[0]->revenue, is_nan($free->figures()[0]->orderValueMean), $free->cohorts()[0]->revenue);
var_dump(count((new Quen\Orders())->figures()), count((new Quen\Orders())->cohorts()));
$nps = Quen\nps([10, 9, 9, 8, 7, 7, 6, 10, 3, 9]);
printf("%d %d %d %d %.0f %.1f..%.1f\n", $nps->n, $nps->good, $nps->neutral, $nps->bad, $nps->score, $nps->low, $nps->high);
$csat = Quen\csat([5, 4, 3, 2, 1, 5, 4, 4], confidence: 0.9);
printf("%.3f %.3f..%.3f\n", $csat->score, $csat->low, $csat->high);
refused(fn() => Quen\nps([11]));
refused(fn() => Quen\csat([]));
refused(fn() => Quen\csat([5], 1.0));
refused(fn() => $o->figures('fortnight'));
refused(fn() => $o->figures(count: 'lines'));
refused(fn() => $o->figures(start: 1800000000));
refused(fn() => $o->cohorts('all'));
?>
--EXPECT--
{"start":"2026-01-01T00:00:00+00:00","end":"2026-02-01T00:00:00+00:00","segment":null,"isWhole":true,"lines":3,"quantity":"3","revenue":"11.00","refunds":"0.00","revenueReturning":"0.00","revenueWithoutCustomer":"3.00","orders":3,"ordersWithoutCustomer":1,"customers":2,"customersNew":2,"customersReturning":0,"customersRetained":0,"customersWonBack":0,"customersRepeating":0,"customersChurned":0,"orderValueMean":3.666666666666667,"ordersPerCustomer":1,"quantityPerOrder":1,"gapDaysMean":null,"repeatRate":0,"repeatOrderShare":0,"retention":null,"returningShare":0,"quickRatio":null}
{"start":"2026-02-01T00:00:00+00:00","end":"2026-03-01T00:00:00+00:00","segment":null,"isWhole":false,"lines":1,"quantity":"1","revenue":"5.00","refunds":"0.00","revenueReturning":"5.00","revenueWithoutCustomer":"0.00","orders":1,"ordersWithoutCustomer":0,"customers":1,"customersNew":0,"customersReturning":1,"customersRetained":1,"customersWonBack":0,"customersRepeating":0,"customersChurned":0,"orderValueMean":5,"ordersPerCustomer":1,"quantityPerOrder":1,"gapDaysMean":45,"repeatRate":0,"repeatOrderShare":1,"retention":0.5,"returningShare":1,"quickRatio":null}
{"day":"2026-01-01","customers":[2,1],"revenue":["8.00","5.00"]}
{"day":"2026-02-01","customers":[0],"revenue":["0.00"]}
int(1)
int(4)
int(1767225600)
bool(true)
int(2)
(all): 4 orders, 2 customers, 16.00
7: 2 orders, 1 customers, 9.00
gone: 0 orders, 0 customers, 0.00
new: 1 orders, 1 customers, 4.00
(none): 1 orders, 0 customers, 3.00
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
TypeError: segments must be a Quen\Rfm, a Quen\Shop, or an array of segments by key, int given
TypeError: segments must be a text or an int for each customer, float given
Quen\Exception\InvalidArgumentException: segments: nobody is in one
Quen\Exception\InvalidArgumentException: segments: the shop was trained without rfm
Quen\Exception\InvalidArgumentException: segments: this model holds no keys of customers
NULL
bool(true)
NULL
int(0)
int(0)
10 5 3 2 30 -19.0..62.4
0.625 0.348..0.839
Quen\Exception\InvalidArgumentException: survey: row 0: the answer is 11, not within 0..10: leave it out
Quen\Exception\InvalidArgumentException: survey: there is no answer: give at least one
Quen\Exception\InvalidArgumentException: survey: confidence is 1, not above 0 and below 1
Quen\Exception\InvalidArgumentException: period must be one of day|week|month|quarter|year|all, not "fortnight"
Quen\Exception\InvalidArgumentException: count must be one of orders|days, not "lines"
Quen\Exception\InvalidArgumentException: figures: from_s is 1800000000, not before the moment, 1771113601: begin earlier
Quen\Exception\InvalidArgumentException: cohorts: period is 5, not within 0..4
