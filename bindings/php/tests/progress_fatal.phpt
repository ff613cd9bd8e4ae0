--TEST--
Progress: a fatal error within the callable ends the request, and nothing of the library is jumped over
--EXTENSIONS--
quen
--SKIPIF--
<?php if (getenv('USE_ZEND_ALLOC') === '0') die('skip without memory_limit, and by valgrind\'s clock'); ?>
--FILE--
<?php
require __DIR__ . '/log.inc';
register_shutdown_function(function () {
    echo count(Quen\Rfm::fit(small_log())), "\n";
});
ini_set('memory_limit', '4M');
ini_set('display_errors', '0');
Quen\Rfm::fit(small_log(), progress: fn() => str_repeat('x', 1 << 24));
?>
--EXPECT--
9
