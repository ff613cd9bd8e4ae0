--TEST--
KMeans: clusters of lists, packed rows and features, with every option
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
$x = [[1.0, 2.0], [1.0, 4.0], [1.0, 0.0], [10.0, 2.0], [10.0, 4.0], [10.0, 0.0]];
$k = Quen\KMeans::fit($x, k: 2);
echo json_encode([$k->clusters(), $k->columns(), $k->centers(), $k->labels(), $k->sizes(), $k->inertia(), $k->converged(),
    $k->iterations() > 0]), "\n";
echo json_encode([$k->predict([[0, 0], [12, 3]]), $k->transform([[1, 2]])]), "\n";
$p = pack('d*', ...array_merge(...$x));
var_dump(Quen\KMeans::fit($p, 2, k: 2)->toBytes() === $k->toBytes(), $k->predict($p, threads: 2) === pack('V*', ...$k->labels()),
    $k->transform($p) === pack('d*', ...array_merge(...$k->transform($x))));
$own = Quen\KMeans::fit($x, seed: 7, nInit: 1, maxIter: 5, tol: 0.1, weights: [1, 1, 1, 2, 2, 2], init: [[1, 1], [9, 9], [5, 5]],
    initTrials: 3, orderBy: 1, threads: 1, progress: fn() => true);
echo json_encode([$own->clusters(), count($own->centers())]), "\n";
var_dump(Quen\KMeans::fit($x, k: 2, weights: pack('d*', 1, 1, 1, 1, 1, 1), init: pack('d*', 1, 2, 10, 2))->labels() === $k->labels());
echo json_encode($k->profile([[1], [2], [3], [4], [5], [9]])), "\n";
echo json_encode($k->profile(pack('d*', 1, 2), labels: [0, 1], columns: 1)), "\n";
$f = new Quen\Features(small_log());
$z = Quen\Scaler::fit($f)->transform($f);
var_dump(array_sum(Quen\KMeans::fit($z, k: 3)->sizes()));
var_dump(Quen\KMeans::fromBytes($k->toBytes())->centers() === $k->centers());
foreach ([['k' => 0], ['k' => 7], ['k' => -1], ['k' => 'x'], ['seed' => -1], ['seed' => 1.5], ['nInit' => 0], ['maxIter' => 0],
    ['tol' => -1], ['tol' => []], ['weights' => [1]], ['weights' => 'x'], ['weights' => [1, 1, 1, 1, 1, -1]], ['init' => [[1]]],
    ['init' => [[1, 2]], 'k' => 2], ['init' => 5], ['orderBy' => 2], ['initTrials' => -1], ['progress' => fn() => false]] as $options)
    refused(fn() => Quen\KMeans::fit($x, ...$options + ['k' => 2]));
refused(fn() => Quen\KMeans::fit([[NAN]], k: 1));
refused(fn() => Quen\KMeans::fit([], k: 1));
refused(fn() => $k->predict([[1]]));
refused(fn() => $k->transform('1234'));
refused(fn() => $k->profile([[1]]));
refused(fn() => $k->profile([[1]], [5]));
refused(fn() => $k->profile([[1]], [-1]));
refused(fn() => $k->profile([[1]], 'x'));
?>
--EXPECT--
[2,2,[[1,2],[10,2]],[0,0,0,1,1,1],[3,3],16,true,true]
[[0,1],[[0,9]]]
bool(true)
bool(true)
bool(true)
[3,3]
bool(true)
{"means":[[2],[6]],"medians":[[2],[5]]}
{"means":[[1],[2]],"medians":[[1],[2]]}
int(9)
bool(true)
Quen\Exception\InvalidArgumentException: kmeans: k is 0, not at least 1
Quen\Exception\InvalidArgumentException: kmeans: k is 7, but there are only 6 points
Quen\Exception\InvalidArgumentException: k: -1 is not within 0..4294967295
TypeError: k must be of type int, string given
Quen\Exception\InvalidArgumentException: seed: -1 is not within 0..9223372036854775807
TypeError: seed must be of type int, float given
Quen\Exception\InvalidArgumentException: kmeans: n_init is 0, not at least 1
Quen\Exception\InvalidArgumentException: kmeans: max_iter is 0, not at least 1
Quen\Exception\InvalidArgumentException: kmeans: tol is -1, not at least 0
TypeError: tol must be of type float, array given
Quen\Exception\InvalidArgumentException: weights: 6 values are wanted, not 1
Quen\Exception\InvalidArgumentException: weights: 1 bytes are no packed numbers of 8 bytes
Quen\Exception\InvalidArgumentException: kmeans: the weight of row 5 is -1, not a finite number of at least 0
Quen\Exception\InvalidArgumentException: init: row 0: 1 columns, not 2
Quen\Exception\InvalidArgumentException: init: 2 values are wanted, not 1
TypeError: init must be rows of numbers, packed ones, or Quen\Features, int given
Quen\Exception\InvalidArgumentException: kmeans: order_by is 2, but there are only columns 0 to 1
Quen\Exception\InvalidArgumentException: initTrials: -1 is not within 0..4294967295
Quen\Exception\CancelledException: kmeans: cancelled by the progress callback
Quen\Exception\InvalidArgumentException: kmeans: x: row 0, column 0: NaN is not finite
Quen\Exception\InvalidArgumentException: kmeans: the points have no features
Quen\Exception\InvalidArgumentException: x: row 0: 1 columns, not 2
Quen\Exception\InvalidArgumentException: x: 4 bytes are no rows of 2 packed floats
Quen\Exception\InvalidArgumentException: labels: 1 values are wanted, not 6
Quen\Exception\InvalidArgumentException: kmeans: the label of row 0 is 5, but there are only 2 clusters
Quen\Exception\InvalidArgumentException: labels: row 0: a number is not within 0..2^32 - 1
Quen\Exception\InvalidArgumentException: labels: 1 bytes are no packed numbers of 4 bytes
