--TEST--
Progress: a callable is told, may end the call, may throw, and may call the library itself
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
$o = small_log();
$stages = [];
$rfm = Quen\Rfm::fit($o, progress: function (string $stage, float $fraction) use (&$stages) {
    $stages[$stage] = max($stages[$stage] ?? 0, $fraction);
});
ksort($stages);
var_dump($stages !== [], min($stages) >= 0, max($stages) <= 1);
refused(fn() => Quen\Rfm::fit($o, progress: fn() => false));
refused(fn() => Quen\Rfm::fit($o, progress: fn() => throw new LogicException('enough')));
refused(fn() => Quen\Rfm::fit($o, progress: 'no such function'));
refused(fn() => Quen\Rfm::fit($o, progress: 5));
refused(fn() => Quen\Rfm::fit($o, progress: fn(int $a, int $b, int $c) => true));
// The context is fit for the next call, and a call within a call has one of its own.
$within = null;
$again = Quen\Rfm::fit($o, progress: function () use ($o, &$within) {
    $within ??= Quen\Rfm::fit($o, bins: 4, segments: 'none')->bins();
});
var_dump($again->toBytes() === $rfm->toBytes(), $within);
// A log that is being learned from is copied before it changes.
$changed = Quen\Rfm::fit($o, progress: function () use ($o) {
    static $once = 0;
    if (!$once++) $o->add('new', 'Tea', 0, 1);
});
var_dump($changed->toBytes() === $rfm->toBytes(), count($o));
foreach ([0, 1] as $i) {
    $fresh = small_log();
    $fresh->finish();
    $seen = 0;
    $change = function () use ($fresh, &$seen) { if (!$seen++) { $fresh->forget(['C1', 'C2']); $fresh->add('zz', 'Tea', 0, 1); } };
    $i ? $fresh->check(progress: $change) : Quen\ItemCF::fit($fresh, progress: $change);
    var_dump($seen > 0, count($fresh));
}
// What was made of it has its keys, not those of the log that the callable made of it.
$makers = [
    fn($o, $f) => Quen\ItemCF::fit($o, progress: $f)->customers()[0],
    fn($o, $f) => Quen\Habits::fit($o, progress: $f)->customers()[0],
    fn($o, $f) => Quen\Lifetime::fit($o, progress: $f)->predict(30)[0]->customer,
    fn($o, $f) => Quen\Rfm::fit($o, progress: $f)->scores()[0]->customer,
    fn($o, $f) => (new Quen\Features($o, progress: $f))->customers()[0],
    fn($o, $f) => Quen\Churn::backtest($o, horizonDays: 20, progress: $f)[0]->customer,
    fn($o, $f) => Quen\Churn::fit(small_log(), horizonDays: 20)->predict($o, progress: $f)[0]->customer,
    fn($o, $f) => $o->check(nobodyShare: 0.01, nobodyTimes: 1, progress: $f)->column('customer'),
];
foreach ($makers as $make) {
    foreach ([$quiet = small_log(), $loud = small_log()] as $log)
        for ($i = 0; $i < 90; $i++)
            $log->add('C00', 'Tea', 1767225600 + $i * 86400, 1);
    $expected = $make($quiet, fn() => true);
    $seen = 0;
    $found = $make($loud, function () use ($loud, &$seen) {
        if (!$seen)
            try { $loud->add('A', 'A', 0, 1); $loud->finish(); $seen++; } catch (Error) { /* it is being finished */ }
    });
    echo $seen, $found === $expected ? ' the same' : ' another', ' ', json_encode($found), "\n";
}
// One that is being finished can not be used.
$o->add('newer', 'Tea', 0, 1);
refused(fn() => $o->finish(progress: function () use ($o) { $o->count(); }));
var_dump(count($o));
class Asked { public function __invoke() { return true; } public static function told() {} public function __call($n, $a) {} }
$o->finish(progress: new Asked);
Quen\Rfm::fit($o, progress: ['Asked', 'told']);
Quen\Rfm::fit($o, progress: [new Asked, 'anything']);
Quen\Rfm::fit($o, progress: 'Asked::told');
// The end of the request within a callable is clean.
Quen\Rfm::fit($o, progress: function () { echo "goodbye\n"; exit(0); });
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
Quen\Exception\CancelledException: rfm: cancelled by the progress callback
LogicException: enough
TypeError: Quen\Rfm::fit(): Argument #14 ($progress) must be a valid callback or null, function "no such function" not found or invalid function name
TypeError: Quen\Rfm::fit(): Argument #14 ($progress) must be a valid callback or null, no array or string given
TypeError: {closure}(): Argument #1 ($a) must be of type int, string given
bool(true)
int(4)
bool(true)
int(61)
bool(true)
int(47)
bool(true)
int(47)
1 the same "C0"
1 the same "C0"
1 the same "C0"
1 the same "C0"
1 the same "C0"
1 the same "C0"
1 the same "C0"
1 the same ["C00"]
Error: Quen\Orders: in use by the call that tells its progress
int(62)
goodbye
