--TEST--
Orders: check() finds what makes answers wrong in silence
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
$o = new Quen\Orders();
foreach (['An', 'Khách lẻ', 'Binh', 'Khách lẻ'] as $i => $who)
    $o->add($who, 'Tea', 1767225600 + 86400 * $i, 4);
$found = $o->check();
foreach ($found as $f)
    echo "$f->severity $f->kind $f->count of $f->of ", json_encode($f->customer, 256), " $f->example\n";
echo $found[0]->sentence, "\n";
var_dump($found->total, $found[0]->time, $found->column('kind'));
var_dump(count($o->check(nobodyShare: 0.9, nobodyTimes: 100, clockGapDays: 1, repeatedShare: 0.5, utcOffset: 3600, threads: 1)) > 0);
var_dump(count(small_log()->check()));
refused(fn() => $o->check(nobodyShare: -1));
refused(fn() => $o->check(nobodyTimes: 'many'));
refused(fn() => $o->check(clockGapDays: 0));
refused(fn() => $o->check(clockGapDays: INF));
refused(fn() => $o->check(repeatedShare: 0));
refused(fn() => $o->check(utcOffset: 'noon'));
?>
--EXPECT--
severe nobody_name 2 of 4 "Khách lẻ" 'Khách lẻ'
customer 'Khách lẻ' is called like nobody, and has 2 of 4 orders (50.0%), 2 times the median customer's: if it stands for strangers, name it among the keys that mean nobody
int(1)
NULL
array(1) {
  [0]=>
  string(11) "nobody_name"
}
bool(true)
int(0)
Quen\Exception\InvalidArgumentException: check: nobody_share is -1, not a finite number above 0
TypeError: nobodyTimes must be of type float, string given
Quen\Exception\InvalidArgumentException: check: clock_gap_s is 0, not above 0
Quen\Exception\InvalidArgumentException: clockGapDays: INF days are not within 2^63 seconds
Quen\Exception\InvalidArgumentException: check: repeated_share is 0, not a finite number above 0
Quen\Exception\InvalidArgumentException: utcOffset must be like "+07:00", not "noon"
