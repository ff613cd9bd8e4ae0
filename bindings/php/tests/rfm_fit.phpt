--TEST--
Rfm: fit() with every option, and what the model tells
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
$o = small_log();
$rfm = Quen\Rfm::fit($o);
var_dump(count($rfm), $rfm->bins(), $rfm->hasMoney(), $rfm->neverBought(), $rfm->now()->format('c'));
foreach ($rfm->scores() as $s)
    echo "$s->customer $s->recency $s->frequency $s->monetary $s->r$s->f$s->m $s->segment\n";
echo json_encode($rfm->customer('C4')), "\n", json_encode($rfm->cuts()), "\n";
foreach ($rfm->summary() as $s)
    if ($s->customers)
        echo json_encode($s), "\n";
var_dump(count($rfm->segments()), count($rfm->codes()), $rfm->codes()['555'], $rfm->codes()[111]);
$early = Quen\Rfm::fit($o, now: '2026-03-01', bins: 3, monetary: 'mean', binning: 'nested', frequency: 'days',
    segments: 'none', utcOffset: '+07:00', recencyUnitDays: 7, threads: 2, progress: fn() => null);
echo json_encode([$early->now(), $early->scores()->column('recency'), $early->cuts()['r'], $early->segments()]), "\n";
$own = Quen\Rfm::fit($o, segments: [['Good', 'r' => [4, 5], 'f' => [3, 5]], ['Paying', 'm' => [5, 5]], ['Rest']],
    rCuts: [3, 6, 9, 12], fCuts: [1, 2, 4, 7], mCuts: ['10.50', 20, 30.5, '40']);
echo json_encode([array_count_values($own->scores()->column('segment')), $own->cuts()]), "\n";
echo json_encode(Quen\Rfm::fit($o, frequency: 'lines', segments: 'rf_map', bins: 5)->segments()), "\n";
echo count(Quen\Rfm::fit($o, bins: 10, segments: 'none')->codes()), ' ',
    array_key_first(Quen\Rfm::fit($o, bins: 10, segments: 'none')->codes()), "\n";
// Money that is not told has no part.
$bare = new Quen\Orders();
foreach ([1, 2, 2, 3] as $i => $who) $bare->add($who, 'x', $i * 86400);
$bare = Quen\Rfm::fit($bare);
echo json_encode([$bare->hasMoney(), $bare->scores()[1], array_keys($bare->cuts()), $bare->summary()[0]->monetary]), "\n";
foreach ([['bins' => 1], ['bins' => 2.5], ['bins' => 'x'], ['monetary' => 'most'], ['binning' => 'x'], ['frequency' => 1],
    ['segments' => 'x'], ['segments' => []], ['segments' => ['x']], ['segments' => [['x', 'r' => 5]]],
    ['segments' => [['x', 'r' => [1]]]], ['segments' => [['x', 'r' => [1, 300]]]], ['segments' => [['x', 'r' => [5, 1]]]],
    ['segments' => [['x', 'r' => [1, 2]]]], ['segments' => [[5]]], ['utcOffset' => 'x'], ['recencyUnitDays' => 0],
    ['recencyUnitDays' => NAN], ['rCuts' => [1]], ['rCuts' => 'x'], ['fCuts' => [4, 3, 2, 1]], ['mCuts' => ['a', 1, 2, 3]],
    ['now' => '1890-01-01'], ['now' => '2020-01-01'], ['threads' => 500], ['progress' => 'no such']] as $options)
    refused(fn() => Quen\Rfm::fit($o, ...$options));
refused(fn() => Quen\Rfm::fit(new Quen\Orders()));
refused(fn() => Quen\Rfm::fit(null));
refused(fn() => Quen\Rfm::fit());
refused(fn() => $rfm->customer('nobody'));
refused(fn() => $rfm->customer(1.5));
refused(fn() => $rfm->bins(5));
refused(fn() => new Quen\Rfm());
?>
--EXPECT--
int(9)
int(5)
bool(true)
int(0)
string(25) "2026-06-27T00:00:01+00:00"
C0 15 7 38.50 344 Loyal
C1 12 7 38.50 344 Loyal
C2 9 7 38.50 444 Loyal
C3 6 7 38.50 444 Loyal
C4 3 7 38.50 544 Champions
C5 0 7 38.50 544 Champions
C6 24 6 32.00 112 Lost
C7 21 6 31.00 211 Hibernating
C8 18 6 30.00 211 Hibernating
{"customer":"C4","recency":3,"frequency":7,"monetary":"38.50","r":5,"f":4,"m":4,"segment":"Champions"}
{"r":[[3,9,15,21]],"f":[[6,6,6,7]],"m":[["31.00","38.49","38.49","38.50"]]}
{"name":"Champions","meaning":"Came more recently and more often than most, and spent more than most.","customers":2,"share":0.2222222222222222,"frequency":14,"monetary":"77.00","recencyMedian":0,"frequencyMedian":7,"monetaryMedian":"38.50"}
{"name":"Loyal","meaning":"Recency, frequency and spending are all in the middle or above it.","customers":4,"share":0.4444444444444444,"frequency":28,"monetary":"154.00","recencyMedian":9,"frequencyMedian":7,"monetaryMedian":"38.50"}
{"name":"Hibernating","meaning":"Recency, frequency and spending are all in the middle or below it.","customers":2,"share":0.2222222222222222,"frequency":12,"monetary":"61.00","recencyMedian":18,"frequencyMedian":6,"monetaryMedian":"30.00"}
{"name":"Lost","meaning":"Has been away longest, after many orders or one; spent less than most.","customers":1,"share":0.1111111111111111,"frequency":6,"monetary":"32.00","recencyMedian":24,"frequencyMedian":6,"monetaryMedian":"32.00"}
int(11)
int(125)
string(9) "Champions"
string(4) "Lost"
[{"date":"2026-03-01 00:00:00.000000","timezone_type":1,"timezone":"+00:00"},[0,0,3,3,2,2,2,1,1],[[0,2]],["All"]]
[{"Rest":6,"Good":3},{"r":[[3,6,9,12]],"f":[[1,2,4,7]],"m":[["10.50","20.00","30.50","40.00"]]}]
["Champions","Loyal","Potential Loyalist","New Customers","Promising","Need Attention","About To Sleep","At Risk","Cannot Lose Them","Hibernating"]
1000 1-1-1
[false,{"customer":2,"recency":1,"frequency":2,"monetary":null,"r":4,"f":4,"m":null,"segment":"Loyal"},["r","f"],null]
Quen\Exception\InvalidArgumentException: rfm: bins is 1, not within 2..10
TypeError: bins must be of type int, float given
TypeError: bins must be of type int, string given
Quen\Exception\InvalidArgumentException: monetary must be one of sum|mean, not "most"
Quen\Exception\InvalidArgumentException: binning must be one of independent|nested, not "x"
TypeError: frequency must be one of orders|days|lines, int given
Quen\Exception\InvalidArgumentException: segments must be one of eleven|rf_map|none, not "x"
Quen\Exception\InvalidArgumentException: rfm: QUEN_RFM_SEGMENTS_OWN needs rules, and there are none
TypeError: segments: row 0 must be a rule: ['name', 'r' => [2, 4]], string given
TypeError: segments: row 0 must be rules with spans such as 'r' => [2, 4], int given
Quen\Exception\InvalidArgumentException: segments: row 0: a span is two scores: 'r' => [2, 4]
Quen\Exception\InvalidArgumentException: segments: row 0: a score is not within 1..bins
Quen\Exception\InvalidArgumentException: rfm: rule 0 ('x'): R 5..1 F 1..5 M 1..5 are no ranges within 1..5
Quen\Exception\InvalidArgumentException: rfm: no rule fits the code R 3 F 1 M 1
Quen\Exception\InvalidArgumentException: segments: row 0: a rule begins with the segment's name
Quen\Exception\InvalidArgumentException: utcOffset must be like "+07:00", not "x"
Quen\Exception\InvalidArgumentException: rfm: recency_unit_s is 0, not above 0
Quen\Exception\InvalidArgumentException: recencyUnitDays: NAN days are not within 2^63 seconds
Quen\Exception\InvalidArgumentException: rCuts: 4 values are wanted, not 1
TypeError: rCuts must be a list of cut points, string given
Quen\Exception\InvalidArgumentException: rfm: f_cuts: cut 1 is 3, below 4 before it
Quen\Exception\InvalidArgumentException: mCuts: row 0: not a number
Quen\Exception\InvalidArgumentException: rfm: now_s is -2524521600, not within -2208988800..7258118400
Quen\Exception\InvalidArgumentException: rfm: nobody ordered before the moment, 2020-01-01
Quen\Exception\InvalidArgumentException: threads: 500 is not 1..256
TypeError: Quen\Rfm::fit(): Argument #14 ($progress) must be a valid callback or null, function "no such" not found or invalid function name
Quen\Exception\InvalidArgumentException: rfm: nobody ordered before the moment, 1970-01-01
TypeError: Quen\Rfm::fit(): Argument #1 ($orders) must be of type Quen\Orders, null given
ArgumentCountError: Quen\Rfm::fit() expects at least 1 argument, 0 given
Quen\Exception\NotFoundException: orders: no customer has the key 'nobody'
TypeError: customer must be of type int or string, float given
ArgumentCountError: Quen\Rfm::bins() expects exactly 0 arguments, 1 given
Error: Call to private Quen\Rfm::__construct() from global scope
