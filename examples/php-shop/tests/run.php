<?php

/**
 * The shop's tests below a web server: every closure that the files test_*.php return.
 *
 *     SHOP_LOG=orders.csv php [-d extension=quen.so] tests/run.php [WORD]
 *
 * Without the extension those that need it are passed over, and told.
 */

declare(strict_types=1);

namespace Shop\Tests;

error_reporting(E_ALL);
set_error_handler(static function (int $level, string $text, string $file, int $line): bool {
    // What @ silences is expected.
    if ((error_reporting() & $level) === 0) {
        return false;
    }
    throw new \ErrorException($text, 0, $level, $file, $line);
});

require __DIR__ . '/../src/autoload.php';
require __DIR__ . '/support.php';

$word = $argv[1] ?? '';
$failed = $passed = $left = 0;
foreach (glob(__DIR__ . '/test_*.php') as $file) {
    foreach (require $file as $name => $test) {
        $title = basename($file, '.php') . ": $name";
        if ($word !== '' && !str_contains($title, $word)) {
            continue;
        }
        try {
            $test();
            $passed++;
        } catch (LeftOut $reason) {
            $left++;
        } catch (\Throwable $fault) {
            $failed++;
            echo "FAILED $title\n  ", get_class($fault), ': ', $fault->getMessage(), "\n  ",
                str_replace("\n", "\n  ", $fault->getTraceAsString()), "\n";
        }
    }
}
echo "$passed passed, $failed failed, $left left out for want of the extension\n";
exit($failed > 0 || $passed === 0 ? 1 : 0);
