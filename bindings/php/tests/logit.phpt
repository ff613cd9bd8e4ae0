--TEST--
Logit: a regression and its statistics, with every option
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
$x = [[1], [2], [3], [4], [5], [6]];
$y = [0, 0, 1, 0, 1, 1];
$l = Quen\Logit::fit($x, $y, names: ['visits']);
foreach ($l->summary() as $t)
    printf("%s %.6f %.6f %.6f %.6f %.6f %.6f %.6f\n", $t->term, $t->coefficient, $t->stdError, $t->z, $t->p, $t->low, $t->high, $t->oddsRatio);
printf("%.6f %.6f %s %d %s\n", $l->intercept(), $l->logLikelihood(), json_encode([$l->columns(), $l->converged(), $l->separated()]),
    $l->iterations() > 0, implode(',', array_keys($l->coefficients())));
printf("%.6f %.6f %.6f\n", $l->predict([[3.5]])[0], $l->contributions([[1]])[0][0], $l->summary(level: 0.5)[1]->low);
$p = pack('d*', 1, 2, 3, 4, 5, 6);
var_dump(Quen\Logit::fit($p, "\0\0\1\0\1\1", columns: 1, names: ['visits'])->toBytes() === $l->toBytes(),
    $l->predict($p) === pack('d*', ...$l->predict($x, threads: 2)), $l->contributions($p) === pack('d*', ...array_merge(...$l->contributions($x))),
    Quen\Logit::fit($x, [false, false, true, false, true, true])->predict($x) === $l->predict($x));
$w = Quen\Logit::fit([[1, NAN], [2, 1], [3, 0], [4, 1], [5, 0], [6, 1]], $y, l2: 0.5, maxIter: 50, tol: 1e-8, classWeight: 'balanced',
    weights: [1, 1, 1, 1, 1, 2], threads: 1, progress: fn() => true);
echo json_encode(array_keys($w->coefficients())), "\n";
var_dump(Quen\Logit::fit($x, $y, classWeight: [1, 3.5])->intercept() > $l->intercept(),
    Quen\Logit::fromBytes($l->toBytes())->predict($x) === $l->predict($x));
foreach ([[[0, 1]], [[0, 0, 0, 0, 0, 0]], [[0, 1, 2, 0, 1, 1]], [['x', 0, 0, 0, 1, 1]], [5], ["\0\1"], [$y, 'l2' => -1], [$y, 'l2' => 'x'],
    [$y, 'maxIter' => 0], [$y, 'tol' => 0], [$y, 'classWeight' => 'x'], [$y, 'classWeight' => 5], [$y, 'classWeight' => [1, -1]],
    [$y, 'classWeight' => [[], 1]], [$y, 'weights' => [1]], [$y, 'weights' => [1, 1, 1, 1, 1, NAN]], [$y, 'names' => ['a', 'b']],
    [$y, 'names' => 'x'], [$y, 'names' => [5]], [$y, 'names' => ["a\0"]], [$y, 'columns' => 'x']] as $options)
    refused(fn() => Quen\Logit::fit(is_array($options['columns'] ?? 0) ? 1 : (isset($options['columns']) ? $p : $x), ...$options));
refused(fn() => Quen\Logit::fit([[1, 1], [2, 2], [3, 3], [4, 4], [5, 5], [6, 6]], $y, l2: 0));
refused(fn() => $l->predict([[1, 2]]));
refused(fn() => $l->contributions([['x']]));
refused(fn() => $l->summary(level: 1));
refused(fn() => $l->summary([]));
?>
--EXPECT--
(intercept) -1.781467 1.667353 -1.068440 0.285322 -5.049418 1.486484 0.168391
visits 0.508990 0.403165 1.262486 0.206774 -0.281199 1.299180 1.663611
-1.781467 -2.916001 [1,true,false] 1 visits
0.500000 -1.272476 0.237060
bool(true)
bool(true)
bool(true)
bool(true)
["x0","x1","x1 missing"]
bool(true)
bool(true)
Quen\Exception\InvalidArgumentException: y: 6 values are wanted, not 2
Quen\Exception\NumericException: logit: no row is of class 1; both classes are needed
Quen\Exception\InvalidArgumentException: logit: row 2: the label is 2, neither 0 nor 1
TypeError: y: row 0 must be 0 or 1, string given
TypeError: y must be a list of 0 and 1, or a string of such bytes, int given
Quen\Exception\InvalidArgumentException: y: 6 values are wanted, not 2
Quen\Exception\InvalidArgumentException: logit: l2 is -1, not a finite number of at least 0
TypeError: l2 must be of type float, string given
Quen\Exception\InvalidArgumentException: logit: max_iter is 0, not at least 1
Quen\Exception\InvalidArgumentException: logit: tol is 0, not a finite number above 0
Quen\Exception\InvalidArgumentException: classWeight: it is "balanced", or two weights
TypeError: classWeight must be "balanced" or two numbers, int given
Quen\Exception\InvalidArgumentException: logit: class_weight[1] is -1, not a finite number above 0
TypeError: classWeight must be "balanced" or two numbers, array given
Quen\Exception\InvalidArgumentException: weights: 6 values are wanted, not 1
Quen\Exception\InvalidArgumentException: logit: row 5: the weight is NaN, not a finite number of at least 0
Quen\Exception\InvalidArgumentException: names: 1 values are wanted, not 2
TypeError: names must be a list of names, string given
TypeError: names must be texts without zero bytes, int given
TypeError: names must be texts without zero bytes, string given
TypeError: Quen\Logit::fit(): Argument #3 ($columns) must be of type int, string given
Quen\Exception\NumericException: logit: column 1 (x1) is a combination of those before it: leave it out, or raise l2 from 0
Quen\Exception\InvalidArgumentException: x: row 0: 2 columns, not 1
TypeError: x: row 0 must be an array of numbers, string given
Quen\Exception\InvalidArgumentException: logit: level is 1, not above 0 and below 1
TypeError: level must be of type float, array given
