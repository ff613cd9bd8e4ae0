--TEST--
Shop: a file that was opened is kept until it is replaced; answers go on with what they began with
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
require __DIR__ . '/shop.inc';
$dir = sys_get_temp_dir() . '/quen-cache-' . getmypid();
mkdir($dir);
$path = "$dir/shop.quen";
$o = shop_log();
Quen\Shop::train($o, parts: ['rfm'])->save($path);
$first = Quen\Shop::open($path);
$held = Quen\memory_usage();
for ($i = 0; $i < 1000; $i++)
    $again = Quen\Shop::open($path);
var_dump(Quen\memory_usage() === $held, count($again), $first->decimals(), Quen\Shop::open($path, decimals: 1)->decimals(), Quen\Shop::open($path)->decimals());
chdir($dir);
var_dump(count(Quen\Shop::open('shop.quen')), count(Quen\Shop::open('./../' . basename($dir) . '/shop.quen')));
$rows = $first->table();
Quen\Shop::train($o, parts: ['rfm'])->forget(['C1'])->save($path);
$second = Quen\Shop::open($path);
var_dump(count($first), count($rows), count($second), $second->hasCustomer('C1'), $first->hasCustomer('C1'), $rows[1]->customer);
// Replaced by hand, by a rename: the same.
file_put_contents("$path.new", $first->toBytes());
rename("$path.new", $path);
var_dump(count(Quen\Shop::open($path)));
unlink($path);
refused(fn() => Quen\Shop::open($path));
var_dump(count($second));
// A damaged file is refused, however often it is asked for, and a whole one opened again.
file_put_contents($path, substr($first->toBytes(), 0, -8));
refused(fn() => Quen\Shop::open($path));
refused(fn() => Quen\Shop::open($path));
$first->save($path);
var_dump(count(Quen\Shop::open($path)));
// More files than are kept.
for ($i = 0; $i < 40; $i++)
    $first->save("$dir/$i.quen");
for ($i = 0; $i < 80; $i++)
    $last = Quen\Shop::open("$dir/" . $i % 40 . '.quen');
var_dump(count($last), count($first));
refused(fn() => Quen\Shop::open('http://example.com/shop.quen'));
refused(fn() => Quen\Shop::open(''));
refused(fn() => Quen\Shop::open($path, decimals: 'x'));
refused(fn() => Quen\Shop::open());
array_map('unlink', glob("$dir/*"));
rmdir($dir);
?>
--EXPECTF--
bool(true)
int(40)
int(2)
int(1)
int(2)
int(40)
int(40)
int(40)
int(40)
int(39)
bool(false)
bool(true)
string(2) "C1"
int(40)
Quen\Exception\IoException: cannot open '%s/shop.quen': no such file or folder (errno 2)
int(39)
Quen\Exception\FormatException: shop: the file has %d bytes, its header says %d: cut off?
Quen\Exception\FormatException: shop: the file has %d bytes, its header says %d: cut off?
int(40)
int(40)
int(40)
Quen\Exception\InvalidArgumentException: shop: a model is a file, not a stream: "http://example.com/shop.quen"
Quen\Exception\InvalidArgumentException: shop: a path is no empty text, and has no zero bytes
TypeError: Quen\Shop::open(): Argument #2 ($decimals) must be of type int, string given
ArgumentCountError: Quen\Shop::open() expects at least 1 argument, 0 given
