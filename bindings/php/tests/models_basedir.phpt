--TEST--
Models: open_basedir holds for files of models and of orders, and quen.model_dir for bare names
--EXTENSIONS--
quen
--INI--
open_basedir={PWD}
quen.model_dir={PWD}
--FILE--
<?php
require __DIR__ . '/log.inc';
$rfm = Quen\Rfm::fit(small_log());
$rfm->save('bare.quen');
var_dump(is_file(__DIR__ . '/bare.quen'), count(Quen\Rfm::open('bare.quen')));
unlink(__DIR__ . '/bare.quen');
refused(fn() => $rfm->save('/tmp/bare.quen'));
refused(fn() => Quen\Rfm::open('/etc/passwd'));
refused(fn() => Quen\Rfm::open(__DIR__ . '/../../../../../etc/passwd'));
refused(fn() => Quen\Orders::fromCsv('/etc/passwd', item: 'a', time: 'b'));
?>
--EXPECT--
bool(true)
int(9)
Quen\Exception\IoException: open_basedir allows no file there
Quen\Exception\IoException: open_basedir allows no file there
Quen\Exception\IoException: open_basedir allows no file there
Quen\Exception\IoException: orders: "/etc/passwd" cannot be opened: Operation not permitted
