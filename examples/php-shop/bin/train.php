#!/usr/bin/env php
<?php

/**
 * Learn from all orders, every night:
 *
 *     15 3 * * *  www-data  php /srv/shop/bin/train.php >>/var/log/shop-train.log 2>&1
 *
 * Prints one line. Ends with 0 when the file was replaced; with 1 when it was not, and then
 * the old file stays as it was.
 */

declare(strict_types=1);

require __DIR__ . '/../src/autoload.php';

$now = gmdate('Y-m-d\TH:i:s\Z');
try {
    $line = (new Shop\Training(Shop\Config::load()))->run();
    echo "$now trained: $line\n";
} catch (Throwable $fault) {
    $why = preg_replace('/\s+/', ' ', $fault->getMessage());
    fwrite(STDERR, "$now not trained: $why\n");
    exit(1);
}
