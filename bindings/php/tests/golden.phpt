--TEST--
The golden vectors of C's tests, which other libraries computed
--EXTENSIONS--
quen
--SKIPIF--
<?php if (!is_dir(__DIR__ . '/../../../tests/golden')) die('skip the vectors are not there'); ?>
--FILE--
<?php
/** Lines "name: v v v ...", numbers by name. */
function golden(string $name): array
{
    $vectors = [];
    foreach (file(__DIR__ . "/../../../tests/golden/$name") as $line)
        if (count($parts = explode(':', $line, 2)) === 2)
            $vectors[$parts[0]] = array_map('floatval', preg_split('/\s+/', trim($parts[1])));
    return $vectors;
}

$checks = 0;
function near(string $what, array $found, array $wanted, float $tolerance): void
{
    global $checks;
    if (count($found) !== count($wanted))
        echo "$what: ", count($found), ' values, not ', count($wanted), "\n";
    foreach ($wanted as $i => $value)
        if (!(abs($found[$i] - $value) <= $tolerance * max(1, abs($value))))
            echo "$what: $i: $found[$i], not $value\n";
    $checks += count($wanted);
}

$v = golden('rfm.txt');
[$days, $orders, $cents] = array_map(fn($name) => array_map('intval', $v[$name]), ['recency_days', 'frequency', 'monetary_cents']);
foreach ([5, 3] as $bins) {
    $segments = $bins === 5 ? 'eleven' : 'none';
    $rfm = Quen\Rfm::fitValues($days, $orders, pack('q*', ...$cents), bins: $bins, segments: $segments);
    foreach (['r', 'f', 'm'] as $axis) {
        near("rfm $axis$bins", $rfm->scores()->column($axis), $v["$axis$bins"], 0);
        near("rfm cuts$bins $axis", array_map(fn($cut) => $axis === 'm' ? round($cut * 100) : $cut, $rfm->cuts()[$axis][0]), $v["cuts{$bins}_$axis"], 0);
    }
    $nested = Quen\Rfm::fitValues($days, $orders, pack('q*', ...$cents), bins: $bins, binning: 'nested', segments: $segments)->scores();
    near("rfm nested{$bins}_f", $nested->column('f'), $v["nested{$bins}_f"], 0);
    near("rfm nested{$bins}_m", $nested->column('m'), $v["nested{$bins}_m"], 0);
}

$v = golden('logit_small.txt');
$x = array_chunk($v['x'], (int)$v['d'][0]);
$y = array_map('intval', $v['y']);
foreach (['ml' => [0, null], 'wml' => [0, $v['w']], 'l2' => [0.5, null], 'wl2' => [0.5, $v['w']]] as $case => [$l2, $weights]) {
    $terms = Quen\Logit::fit($x, $y, l2: $l2, weights: $weights)->summary();
    near("logit $case", $terms->column('coefficient'), [...$v["{$case}_intercept"], ...$v["{$case}_coef"]], 1e-6);
    near("logit $case errors", $terms->column('stdError'), [...$v["{$case}_intercept_se"], ...$v["{$case}_se"]], 1e-6);
}
near('logit p', Quen\Logit::fit($x, $y, l2: 0)->summary()->column('p'), [...$v['ml_intercept_p'], ...$v['ml_p']], 1e-6);
near('logit likelihood', [Quen\Logit::fit($x, $y, l2: 0)->logLikelihood()], $v['ml_loglik'], 1e-9);

$v = golden('itemcf.txt');
$baskets = [];
foreach ($v['x_indptr'] as $i => $at)
    if ($i > 0)
        $baskets[] = array_map('intval', array_slice($v['x_indices'], (int)$v['x_indptr'][$i - 1], (int)($at - $v['x_indptr'][$i - 1])));
$n = (int)$v['items'][0];
foreach (['cosine_binary' => ['method' => 'cosine'], 'cosine_binary_userweight' => ['method' => 'cosine', 'userDiscount' => 1],
    'cosine_binary_shrink2' => ['method' => 'cosine', 'shrink' => 2], 'cosine_binary_support2' => ['method' => 'cosine', 'minSupport' => 2],
    'jaccard' => ['method' => 'jaccard'], 'jaccard_shrink2' => ['method' => 'jaccard', 'shrink' => 2], 'rp3beta' => ['method' => 'rp3beta'],
    'rp3beta_norm' => ['method' => 'rp3beta', 'normalize' => true]] as $case => $options)
    foreach ([100, 3] as $k) {
        $part = $k === 3 ? "{$case}_k3" : $case;
        $model = Quen\ItemCF::fitBaskets($baskets, $n, ...$options + ['neighbors' => $k, 'prune' => 'sources']);
        for ($item = 0; $item < $n; $item++) {
            $from = (int)$v["{$part}_indptr"][$item];
            $size = (int)$v["{$part}_indptr"][$item + 1] - $from;
            $wanted = array_combine(array_slice($v["{$part}_indices"], $from, $size), array_slice($v["{$part}_values"], $from, $size));
            $found = $model->neighbors($item);
            ksort($wanted);
            ksort($found);
            near("itemcf $part $item", array_keys($found), array_keys($wanted), 0);
            near("itemcf $part $item weights", array_values($found), array_values($wanted), 1e-6);
        }
    }

$v = golden('evaluate.txt');
foreach (['plain', 'tied', 'weighted'] as $case)
    foreach (['quantile', 'width'] as $binning) {
        $report = Quen\Evaluate::binary(array_map('intval', $v["$case y"]), $v["$case score"], binning: $binning,
            weights: $v["$case weight"] ?? null)->jsonSerialize();
        near("evaluate $case $binning", array_slice(array_values($report), 0, count($v["$case $binning"])), $v["$case $binning"], 1e-8);
    }
foreach (['plain', 'tied', 'weighted'] as $case)
    near("gains $case", Quen\Evaluate::gains(array_map('intval', $v["$case y"]), $v["$case score"], weights: $v["$case weight"] ?? null)->column('rate'),
        $v["$case gain rate"], 1e-12);
near('delong', array_values(Quen\Evaluate::aucTest(array_map('intval', $v['plain y']), $v['plain score'], $v['tied score'], confidence: 0.9)->jsonSerialize()),
    $v['delong'], 1e-10);
$labels = array_map('intval', $v['blobs label']);
$measured = Quen\Evaluate::clusters(pack('d*', ...$v['blobs']), $labels, intdiv(count($v['blobs']), count($labels)));
near('clusters', [$measured->silhouette, $measured->calinskiHarabasz, $measured->daviesBouldin], $v['blobs measures'], 1e-8);
$later = $lists = [];
foreach ($v['counts'] as $i => $count) {
    $later[] = array_map('intval', array_slice($v['held item'], (int)$v['held start'][$i], (int)($v['held start'][$i + 1] - $v['held start'][$i])));
    $lists[] = array_map('intval', array_slice($v['ranked'], 8 * $i, (int)$count));
}
foreach ([8 => null, 5 => 5] as $k => $top) {
    $report = Quen\Evaluate::ranking($later, $lists, top: $top, items: 40, popularity: array_map('intval', $v['popularity']), population: 500);
    near("ranking $k", array_slice(array_values($report->jsonSerialize()), 0, 10), $v["ranking $k"], 1e-12);
}
var_dump($checks > 1000);
?>
--EXPECT--
bool(true)
