--TEST--
Evaluate: scores, bins, gains, tests and clusters, with every option
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
$y = [0, 0, 1, 1, 0, 1, 0, 1];
$a = [.1, .4, .35, .8, .2, .9, .5, .6];
$b = [.5, .4, .3, .8, .2, .1, .5, .6];
$r = Quen\Evaluate::binary($y, $a);
printf("%.4f %.4f %.4f %.4f %s\n", $r->auc, $r->averagePrecision, $r->brier, $r->rate, json_encode([$r->low, $r->high]));
var_dump(Quen\Evaluate::binary(pack('C*', ...$y), pack('d*', ...$a)) == $r);
$i = Quen\Evaluate::binary($y, $a, intervals: true, kind: 'any', binning: 'width', bins: 2, weights: array_fill(0, 8, 1.0), groups: [1, 1, 2, 2, 3, 3, 4, 4],
    resamples: 50, confidence: 0.8, seed: 3, threads: 2, progress: fn() => true);
var_dump($i->low->auc <= $i->auc && $i->auc <= $i->high->auc, $i->low->low);
$d = Quen\Evaluate::compareBinary($y, $a, $b, kind: 'any', resamples: 20, weights: pack('d*', ...array_fill(0, 8, 1)), groups: null, binning: 'quantile',
    bins: 2, confidence: .9, seed: 1, threads: 1, progress: fn() => true);
printf("%.4f\n", $d->auc);
$bins = Quen\Evaluate::calibration($y, $a, binning: 'width', bins: 4, weights: array_fill(0, 8, 1));
printf("%d %.4f %.4f %d\n", count($bins), $bins[0]->meanScore, $bins[0]->rate, array_sum($bins->column('rows')));
$gains = Quen\Evaluate::gains($y, $a, parts: 4, weights: array_fill(0, 8, 2));
printf("%d %.4f %.4f\n", count($gains), $gains[0]->lift, $gains[3]->captured);
$t = Quen\Evaluate::aucTest($y, $a, $b, confidence: 0.9);
printf("%.4f %.4f %.4f %d\n", $t->aucA, $t->aucB, $t->difference, $t->low < $t->high);
$c = Quen\Evaluate::clusters([[1, 1], [1, 2], [9, 9], [9, 8]], [0, 0, 1, 1], sample: 100, seed: 1, threads: 1, progress: fn() => true);
printf("%d %d %.4f\n", $c->clusters, $c->sampled, $c->silhouette);
var_dump(Quen\Evaluate::clusters(pack('d*', 1, 1, 1, 2, 9, 9, 9, 8), [0, 0, 1, 1], 2)->silhouette === $c->silhouette);
foreach ([$r, $bins[0], $gains[0], $t, $c] as $answer)
    foreach ((new ReflectionObject($answer))->getProperties() as $property)
        if (!$property->isInitialized($answer))
            echo get_class($answer), ' ', $property->getName(), "\n";
foreach ([fn() => Quen\Evaluate::binary([0, 1], [.5]), fn() => Quen\Evaluate::binary([0, 2], [.5, .5]), fn() => Quen\Evaluate::binary(5, []),
    fn() => Quen\Evaluate::binary($y, $a, kind: 'x'), fn() => Quen\Evaluate::binary($y, $a, bins: 0), fn() => Quen\Evaluate::binary($y, $a, weights: [1]),
    fn() => Quen\Evaluate::binary($y, $a, groups: 'x'), fn() => Quen\Evaluate::binary($y, [2, 2, 2, 2, 2, 2, 2, 2]), fn() => Quen\Evaluate::binary([0, 0], [.1, .2]),
    fn() => Quen\Evaluate::binary($y, $a, intervals: true, resamples: 1), fn() => Quen\Evaluate::binary($y, $a, intervals: true, confidence: 2),
    fn() => Quen\Evaluate::compareBinary($y, $a, [1]), fn() => Quen\Evaluate::gains($y, $a, 0), fn() => Quen\Evaluate::gains($y, $a, 99),
    fn() => Quen\Evaluate::gains($y, $a, 'x'), fn() => Quen\Evaluate::calibration($y, $a, bins: 5000), fn() => Quen\Evaluate::aucTest($y, $a, $b, 1.5),
    fn() => Quen\Evaluate::aucTest($y, $a, $b, []), fn() => Quen\Evaluate::clusters([[1]], [0]), fn() => Quen\Evaluate::clusters([[1], [2]], [0]),
    fn() => Quen\Evaluate::clusters([[1], [2], [3]], [0, 1, -1]), fn() => Quen\Evaluate::clusters([[1], [2], [3]], [0, 1, 1], sample: 1),
    fn() => new Quen\Evaluate()] as $call)
    refused($call);
?>
--EXPECT--
0.8750 0.9167 0.1366 0.5000 [null,null]
bool(true)
bool(true)
NULL
0.3125
4 0.1500 0.0000 8
4 2.0000 1.0000
0.8750 0.5625 0.3125 1
2 4 0.9060
bool(true)
Quen\Exception\InvalidArgumentException: scores: 2 values are wanted, not 1
Quen\Exception\InvalidArgumentException: evaluate: row 1: class is 2, not 0 or 1
TypeError: y must be a list of 0 and 1, or a string of such bytes, int given
Quen\Exception\InvalidArgumentException: kind must be one of probability|any, not "x"
Quen\Exception\InvalidArgumentException: evaluate: bins is 0, not within 1..1000
Quen\Exception\InvalidArgumentException: weights: 8 values are wanted, not 1
Quen\Exception\InvalidArgumentException: groups: 1 bytes are no packed numbers of 4 bytes
Quen\Exception\InvalidArgumentException: evaluate: row 0: score is 2, not within 0..1; where scores are no probabilities, say QUEN_BINARY_SCORES_ANY
not refused
Quen\Exception\InvalidArgumentException: evaluate: resamples is 1, not within 2..1000000
Quen\Exception\InvalidArgumentException: evaluate: confidence is 2, not above 0 and below 1
Quen\Exception\InvalidArgumentException: b: 8 values are wanted, not 1
Quen\Exception\InvalidArgumentException: parts: it is not within 1..rows
Quen\Exception\InvalidArgumentException: parts: it is not within 1..rows
TypeError: Quen\Evaluate::gains(): Argument #3 ($parts) must be of type int, string given
Quen\Exception\InvalidArgumentException: evaluate: bins is 5000, not within 1..1000
Quen\Exception\InvalidArgumentException: evaluate: confidence is 1.5, not above 0 and below 1
TypeError: confidence must be of type float, array given
Quen\Exception\InvalidArgumentException: evaluate: 1 x 1 values, not 3..2^32 - 2 points of 1 column or more
Quen\Exception\InvalidArgumentException: labels: 2 values are wanted, not 1
Quen\Exception\InvalidArgumentException: labels: row 2: a number is not within 0..2^32 - 1
Quen\Exception\InvalidArgumentException: evaluate: sample is 1, not at least 2
Error: Call to private Quen\Evaluate::__construct() from global scope
