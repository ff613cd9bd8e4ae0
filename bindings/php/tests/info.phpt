--TEST--
phpinfo() and the settings, which only the system's configuration changes
--EXTENSIONS--
quen
--FILE--
<?php
ob_start();
phpinfo(INFO_MODULES);
preg_match('/^quen$.*?quen.threads[^\n]*/ms', ob_get_clean(), $found);
echo preg_replace(['/(version => ).*/', '/(set => ).*/', '/(memory_limit => ).*/'], '$1*', $found[0]), "\n";
var_dump(ini_set('quen.threads', '8'), ini_get('quen.threads'));
?>
--EXPECT--
quen

quen => enabled
version => *
dense algebra => builtin
instruction set => *
bytes held, beside memory_limit => *

Directive => Local Value => Master Value
quen.max_model_bytes => 0 => 0
quen.model_dir => no value => no value
quen.threads => 1 => 1
bool(false)
string(1) "1"
