#!/usr/bin/env php
<?php

/**
 * Fill the shop's tables from a log that examples/synth wrote.
 *
 *     php bin/fill.php orders.csv [--again]
 */

declare(strict_types=1);

require __DIR__ . '/../src/autoload.php';

$files = array_values(array_diff(array_slice($argv, 1), ['--again']));
if (count($files) !== 1) {
    fwrite(STDERR, "usage: php bin/fill.php FILE [--again]\n");
    exit(2);
}
try {
    $config = Shop\Config::load();
    $fill = new Shop\Fill(new Shop\Database($config), $config);
    echo $fill->from($files[0], in_array('--again', $argv, true)), "\n";
} catch (RuntimeException $fault) {
    fwrite(STDERR, $fault->getMessage() . "\n");
    exit(1);
}
