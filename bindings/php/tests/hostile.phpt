--TEST--
Every function and method with arguments of every sort: no crash and no warning
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
require __DIR__ . '/shop.inc';
require __DIR__ . '/hostile.inc';
$dir = sys_get_temp_dir() . '/quen-hostile-' . getmypid();
mkdir($dir);
chdir($dir);
$hostile = new Hostile((int)(getenv('QUEN_SEED') ?: 1));
$hostile->run((int)(getenv('QUEN_CALLS') ?: 3000));
array_map('unlink', array_filter(glob("$dir/*"), 'is_file'));
chdir('/');
rmdir($dir);
var_dump($hostile->answered > 100, $hostile->refused > 100);
?>
--EXPECT--
bool(true)
bool(true)
