--TEST--
Orders: a fatal error while rows are read ends the request, and leaves nothing behind
--EXTENSIONS--
quen
--SKIPIF--
<?php if (getenv('USE_ZEND_ALLOC') === '0') die('skip without memory_limit'); ?>
--FILE--
<?php
$before = Quen\memory_usage();
register_shutdown_function(function () use ($before) {
    var_dump(Quen\memory_usage() - $before < 100000);
});
ini_set('memory_limit', '4M');
ini_set('display_errors', '0');
Quen\Orders::fromPdo((function () {
    for ($i = 0; $i < 20000; $i++)
        yield ['c' => "customer $i", 'i' => "item $i", 't' => '2026-01-01'];
    str_repeat('x', 1 << 24);
})(), customer: 'c', item: 'i', time: 't');
?>
--EXPECT--
bool(true)
