--TEST--
Models: files and bytes, what may be opened, and modes
--EXTENSIONS--
quen
--INI--
quen.max_model_bytes=100000
--FILE--
<?php
require __DIR__ . '/log.inc';
$dir = sys_get_temp_dir() . '/quen-files-' . getmypid();
mkdir($dir);
$rfm = Quen\Rfm::fit(small_log());
$rfm->save("$dir/a.quen");
$rfm->save("$dir/b.quen", 0604);
$rfm->save("$dir/b.quen", mode: 0600);
var_dump(file_get_contents("$dir/a.quen") === $rfm->toBytes(), decoct(fileperms("$dir/b.quen") & 0777));
chdir($dir);
foreach ([Quen\Rfm::open("$dir/a.quen", 2), Quen\Rfm::open('./a.quen', decimals: 2),
    Quen\Rfm::fromBytes($rfm->toBytes(), decimals: 2)] as $again)
    var_dump($again->toBytes() === $rfm->toBytes(), $again->scores()[3]->monetary === $rfm->scores()[3]->monetary,
        $again->scores()[3]->customer);
$untold = Quen\Rfm::open('a.quen');
refused(fn() => $untold->scores());
refused(fn() => $untold->cuts());
refused(fn() => $untold->summary());
refused(fn() => $untold->customer(0));
refused(fn() => $untold->score([1], [1], [1]));
var_dump(count($untold));
refused(fn() => Quen\Rfm::open("$dir/a.quen", decimals: 99));
refused(fn() => Quen\Rfm::open("$dir/none.quen"));
refused(fn() => Quen\Rfm::open(''));
refused(fn() => Quen\Rfm::open("a\0b"));
refused(fn() => Quen\Rfm::open(5.5));
refused(fn() => Quen\Rfm::open([]));
refused(fn() => Quen\Rfm::open(null));
foreach (['file:///tmp/x', 'http://example.com/x', 'php://memory', 'data:text/plain,x', 'phar://x'] as $stream)
    refused(fn() => Quen\Rfm::open($stream));
refused(fn() => $rfm->save('php://output'));
refused(fn() => $rfm->save("/nowhere/at/all.quen"));
refused(fn() => $rfm->save("$dir/c.quen", 01000));
refused(fn() => $rfm->save("$dir/c.quen", mode: 'rw'));
file_put_contents("$dir/bad.quen", 'no model');
refused(fn() => Quen\Rfm::open("$dir/bad.quen"));
$bytes = $rfm->toBytes();
$bytes[200] = chr(ord($bytes[200]) ^ 1);
refused(fn() => Quen\Rfm::fromBytes($bytes));
file_put_contents("$dir/big.quen", str_repeat('x', 100001));
refused(fn() => Quen\Rfm::open("$dir/big.quen"));
refused(fn() => Quen\Rfm::fromBytes(str_repeat('x', 100001)));
array_map('unlink', glob("$dir/*"));
rmdir($dir);
?>
--EXPECTF--
bool(true)
string(3) "600"
bool(true)
bool(true)
int(3)
bool(true)
bool(true)
int(3)
bool(true)
bool(true)
int(3)
Quen\Exception\InvalidArgumentException: rfm: the file does not tell how many digits after the point its money has; say so when you open it: decimals: 2 for cents, decimals: 0 for money without any
Quen\Exception\InvalidArgumentException: rfm: the file does not tell how many digits after the point its money has; say so when you open it: decimals: 2 for cents, decimals: 0 for money without any
Quen\Exception\InvalidArgumentException: rfm: the file does not tell how many digits after the point its money has; say so when you open it: decimals: 2 for cents, decimals: 0 for money without any
Quen\Exception\InvalidArgumentException: rfm: the file does not tell how many digits after the point its money has; say so when you open it: decimals: 2 for cents, decimals: 0 for money without any
Quen\Exception\InvalidArgumentException: rfm: the file does not tell how many digits after the point its money has; say so when you open it: decimals: 2 for cents, decimals: 0 for money without any
int(9)
Quen\Exception\InvalidArgumentException: decimals: 99 is not 0..18
Quen\Exception\IoException: cannot open '%s/none.quen': no such file or folder (errno 2)
Quen\Exception\InvalidArgumentException: rfm: a path is no empty text, and has no zero bytes
Quen\Exception\InvalidArgumentException: rfm: a path is no empty text, and has no zero bytes
Quen\Exception\IoException: cannot open '%s/5.5': no such file or folder (errno 2)
TypeError: Quen\Rfm::open(): Argument #1 ($path) must be of type string, array given
TypeError: Quen\Rfm::open(): Argument #1 ($path) must be of type string, null given
Quen\Exception\InvalidArgumentException: rfm: a model is a file, not a stream: "file:///tmp/x"
Quen\Exception\InvalidArgumentException: rfm: a model is a file, not a stream: "http://example.com/x"
Quen\Exception\InvalidArgumentException: rfm: a model is a file, not a stream: "php://memory"
Quen\Exception\InvalidArgumentException: rfm: a model is a file, not a stream: "data:text/plain,x"
Quen\Exception\InvalidArgumentException: rfm: a model is a file, not a stream: "phar://x"
Quen\Exception\InvalidArgumentException: rfm: a model is a file, not a stream: "php://output"
Quen\Exception\IoException: cannot create '/nowhere/at/all.quen.tmp-%x': no such file or folder (errno 2)
Quen\Exception\InvalidArgumentException: context: mode is 01000, not 0..0777
TypeError: Quen\Rfm::save(): Argument #2 ($mode) must be of type int, string given
Quen\Exception\FormatException: rfm: not a model file: 8 bytes, a header alone has 64
Quen\Exception\FormatException: rfm: the checksum of the header is wrong: the file is damaged
Quen\Exception\InvalidArgumentException: rfm: the model has 100001 bytes, and quen.max_model_bytes allows 100000
Quen\Exception\InvalidArgumentException: rfm: the model has 100001 bytes, and quen.max_model_bytes allows 100000
