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
{"start":"2026-01-01T00:00:00+00:00","end":"2026-02-01T00:00:00+00:00","isWhole":true,"lines":3,"quantity":"3","revenue":"11.00","refunds":"0.00","revenueReturning":"0.00","revenueWithoutCustomer":"3.00","orders":3,"ordersWithoutCustomer":1,"customers":2,"customersNew":2,"customersReturning":0,"customersRetained":0,"customersWonBack":0,"customersRepeating":0,"customersChurned":0,"orderValueMean":3.666666666666667,"ordersPerCustomer":1,"quantityPerOrder":1,"gapDaysMean":null,"repeatRate":0,"repeatOrderShare":0,"retention":null,"returningShare":0,"quickRatio":null}
{"start":"2026-02-01T00:00:00+00:00","end":"2026-03-01T00:00:00+00:00","isWhole":false,"lines":1,"quantity":"1","revenue":"5.00","refunds":"0.00","revenueReturning":"5.00","revenueWithoutCustomer":"0.00","orders":1,"ordersWithoutCustomer":0,"customers":1,"customersNew":0,"customersReturning":1,"customersRetained":1,"customersWonBack":0,"customersRepeating":0,"customersChurned":0,"orderValueMean":5,"ordersPerCustomer":1,"quantityPerOrder":1,"gapDaysMean":45,"repeatRate":0,"repeatOrderShare":1,"retention":0.5,"returningShare":1,"quickRatio":null}
{"day":"2026-01-01","customers":[2,1],"revenue":["8.00","5.00"]}
{"day":"2026-02-01","customers":[0],"revenue":["0.00"]}
int(1)
int(4)
int(1767225600)
bool(true)
int(2)
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
