--TEST--
Functions: what the build is, memory, profiles, hashes and spellings of keys
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
$info = Quen\build_info();
var_dump($info['version'] === phpversion('quen'), $info['blas'], is_string($info['simd']));
$before = Quen\memory_usage();
$orders = small_log();
var_dump(Quen\memory_usage() > $before);
unset($orders);
var_dump(isset(Quen\profiles()['woocommerce']));
$phone = Quen\parse_phone('0912 345 678', country: 'VN');
var_dump($phone, bin2hex(Quen\hash_key($phone, implode('', array_map('chr', range(0, 15))))));
var_dump(Quen\parse_email(' An <AN.B+x@GMail.com>', foldGmail: true, dropPlus: true));
var_dump(Quen\parse_name('Anh  Tuấn'), Quen\parse_name('Mai Nguyễn', stripMarks: true, anyOrder: true));
var_dump(Quen\text_normalize('  HÒA ', foldCase: true, stripMarks: true, collapseBlanks: true));
refused(fn() => Quen\hash_key('a', 'short'));
refused(fn() => Quen\hash_key([], str_repeat('s', 16)));
refused(fn() => Quen\parse_phone('0912 345 678'));
refused(fn() => Quen\parse_phone('1', country: 5.5));
refused(fn() => Quen\parse_email('nobody'));
refused(fn() => Quen\parse_name('123'));
refused(fn() => Quen\text_normalize("\xff"));
refused(fn() => Quen\parse_phone());
refused(fn() => Quen\memory_usage(1));
?>
--EXPECT--
bool(true)
string(7) "builtin"
bool(true)
bool(true)
bool(true)
string(12) "+84912345678"
string(32) "359e04329c667a9ec12d67d567e6a99c"
string(13) "anb@gmail.com"
string(6) "tuấn"
string(10) "mai nguyen"
string(3) "hoa"
Quen\Exception\InvalidArgumentException: secret: 5 bytes, not 16
TypeError: key must be of type int or string, array given
Quen\Exception\InvalidArgumentException: no country: write + and the calling code, or tell the country
TypeError: country must be of type string, float given
Quen\Exception\InvalidArgumentException: no @
Quen\Exception\InvalidArgumentException: no letters
Quen\Exception\InvalidArgumentException: text: byte 0 of 1 is not UTF-8
ArgumentCountError: Quen\parse_phone() expects at least 1 argument, 0 given
ArgumentCountError: Quen\memory_usage() expects exactly 0 arguments, 1 given
