--TEST--
Progress: max_execution_time ends a fit
--EXTENSIONS--
quen
--SKIPIF--
<?php if (getenv('USE_ZEND_ALLOC') === '0') die('skip without memory_limit, and by valgrind\'s clock'); ?>
--FILE--
<?php
require __DIR__ . '/log.inc';
register_shutdown_function(function () {
    echo "shut down\n";
});
ini_set('display_errors', '0');
$n = 400000;
$o = new Quen\Orders();
$o->addColumns(pack('q*', ...array_map(fn($i) => $i * 7919 % 100003, range(1, $n))), pack('q*', ...array_fill(0, $n, 1)),
    pack('q*', ...array_map(fn($i) => $i * 60, range(1, $n))), pack('q*', ...array_fill(0, $n, 100)));
set_time_limit(1);
for ($i = 0; $i < 1000; $i++)
    try {
        Quen\Rfm::fit($o);
    } catch (Quen\Exception\CancelledException $e) {
        echo get_class($e), "\n";
    }
echo "not stopped\n";
?>
--EXPECT--
shut down
