<?php
/*
 * k-means and logistic regression as one writes them in PHP where nothing else is there:
 * no objects, no calls within loops. They take the same start and stop by the same rule as
 * the library, so that the answers are the same but for rounding.
 */

/** Lloyd's iteration until no row changes: the labels, the centres and the inertia. */
function plain_kmeans(array $x, array $centers): array
{
    $k = count($centers);
    $d = count($centers[0]);
    $labels = array_fill(0, count($x), -1);
    for ($changed = true; $changed;) {
        $changed = false;
        $inertia = 0.0;
        $counts = array_fill(0, $k, 0);
        $sums = array_fill(0, $k, array_fill(0, $d, 0.0));
        foreach ($x as $i => $row) {
            $best = INF;
            $label = 0;
            foreach ($centers as $c => $center) {
                $distance = 0.0;
                foreach ($row as $j => $value) {
                    $gap = $value - $center[$j];
                    $distance += $gap * $gap;
                }
                if ($distance < $best) {
                    $best = $distance;
                    $label = $c;
                }
            }
            if ($labels[$i] !== $label) {
                $labels[$i] = $label;
                $changed = true;
            }
            $inertia += $best;
            $counts[$label]++;
            foreach ($row as $j => $value)
                $sums[$label][$j] += $value;
        }
        foreach ($centers as $c => $center)
            for ($j = 0; $counts[$c] > 0 && $j < $d; $j++)
                $centers[$c][$j] = $sums[$c][$j] / $counts[$c];
    }
    return [$labels, $centers, $inertia];
}

/** The square root of a positive definite matrix solves for a vector. */
function plain_solve(array $a, array $b): array
{
    $n = count($b);
    for ($i = 0; $i < $n; $i++)
        for ($j = 0; $j <= $i; $j++) {
            $sum = $a[$i][$j];
            for ($m = 0; $m < $j; $m++)
                $sum -= $a[$i][$m] * $a[$j][$m];
            $a[$i][$j] = $i === $j ? sqrt($sum) : $sum / $a[$j][$j];
        }
    for ($i = 0; $i < $n; $i++) {
        for ($m = 0; $m < $i; $m++)
            $b[$i] -= $a[$i][$m] * $b[$m];
        $b[$i] /= $a[$i][$i];
    }
    for ($i = $n - 1; $i >= 0; $i--) {
        for ($m = $i + 1; $m < $n; $m++)
            $b[$i] -= $a[$m][$i] * $b[$m];
        $b[$i] /= $a[$i][$i];
    }
    return $b;
}

/** The mean and the standard deviation of each column. */
function plain_scale(array $x): array
{
    $n = count($x);
    foreach (array_keys($x[0]) as $j) {
        $column = array_column($x, $j);
        $means[$j] = array_sum($column) / $n;
        $squares = 0.0;
        foreach ($column as $value)
            $squares += ($value - $means[$j]) ** 2;
        $spreads[$j] = sqrt($squares / $n);
    }
    return [$means, $spreads];
}

/** Newton's method: the coefficients of the columns, then the intercept. */
function plain_logit(array $x, array $y, float $l2, float $tol): array
{
    $n = count($x);
    $d = count($x[0]);
    [$means, $spreads] = plain_scale($x);
    foreach ($x as $i => $row) {
        foreach ($row as $j => $value)
            $row[$j] = ($value - $means[$j]) / $spreads[$j];
        $row[$d] = 1.0;
        $x[$i] = $row;
    }
    $b = array_fill(0, $d + 1, 0.0);
    while (true) {
        $gradient = array_fill(0, $d + 1, 0.0);
        $hessian = array_fill(0, $d + 1, $gradient);
        for ($j = 0; $j < $d; $j++) {
            $gradient[$j] = $l2 * $b[$j];
            $hessian[$j][$j] = $l2;
        }
        foreach ($x as $i => $row) {
            $odds = 0.0;
            foreach ($row as $j => $value)
                $odds += $value * $b[$j];
            $p = 1 / (1 + exp(-$odds));
            $slope = $p - $y[$i];
            $curve = $p * (1 - $p);
            foreach ($row as $j => $value) {
                $gradient[$j] += $slope * $value;
                $value *= $curve;
                for ($m = 0; $m <= $j; $m++)
                    $hessian[$j][$m] += $value * $row[$m];
            }
        }
        if (max(array_map(abs(...), $gradient)) <= $tol * $n)
            break;
        foreach (plain_solve($hessian, $gradient) as $j => $step)
            $b[$j] -= $step;
    }
    for ($j = 0; $j < $d; $j++) {
        $b[$j] /= $spreads[$j];
        $b[$d] -= $b[$j] * $means[$j];
    }
    return $b;
}
