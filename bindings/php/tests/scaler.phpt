--TEST--
Scaler: lists, packed rows and features, with every option
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
$x = [[1, 10.0], [2, '20'], [3, 40], [4, NAN]];
$s = Quen\Scaler::fit($x);
echo json_encode([$s->columns(), $s->center(), $s->scale(), $s->log1p(), $s->clip(), $s->transform($x)]), "\n";
$p = pack('d*', 1, 10, 2, 20, 3, 40, 4, NAN);
var_dump(Quen\Scaler::fit($p, 2)->toBytes() === $s->toBytes(),
    $s->transform($p) === pack('d*', ...array_merge(...$s->transform($x, threads: 2))));
foreach (['standard', 'robust', 'none'] as $method)
    echo $method, ' ', json_encode(Quen\Scaler::fit($x, method: $method, log1p: [true, false], clip: 1.5, threads: 1,
        progress: fn() => true)->transform([[9, 9]])), "\n";
$f = new Quen\Features(small_log());
$all = Quen\Scaler::fit($f, log1p: true);
var_dump($all->columns(), count($all->transform($f)), in_array(false, $all->log1p()));
$again = Quen\Scaler::fromBytes($s->toBytes());
var_dump($again->transform($x) == $s->transform($x), $again->toBytes() === $s->toBytes());
foreach ([[[]], [[[]]], [[5]], [[[1, 2], [3]]], [[[1, 'x']]], [[[1, []]]], [[[INF]]], [[[NAN]]], [5], ['12345678'],
    ['1234567', 1], ['12345678', 0], ['12345678', 'x'], [new stdClass], [$x, 2, 'x'], [$x, 2, null, [true]],
    [$x, 2, null, [1, 0]], [$x, 2, null, 'yes'], [$x, 2, null, null, -1], [$x, 2, null, null, 'x']] as $arguments)
    refused(fn() => Quen\Scaler::fit(...$arguments));
refused(fn() => $s->transform([[1]]));
refused(fn() => $s->transform('12345678'));
refused(fn() => $s->transform($f));
refused(fn() => Quen\Scaler::open('/nowhere'));
refused(fn() => new Quen\Scaler());
?>
--EXPECT--
[2,[2.5,23.333333333333332],[1.118033988749895,12.472191289246473],[false,false],0,[[-1.3416407864998738,-1.0690449676496974],[-0.4472135954999579,-0.2672612419124243],[0.4472135954999579,1.3363062095621219],[1.3416407864998738,0]]]
bool(true)
bool(true)
standard [[1.5,-1.1492233402234246]]
robust [[1.5,-0.36666666666666664]]
none [[1.5,1.5]]
int(15)
int(9)
bool(false)
bool(true)
bool(true)
Quen\Exception\InvalidArgumentException: scaler: 0 x 0 values; at least one row and one column is needed
Quen\Exception\InvalidArgumentException: scaler: 1 x 0 values; at least one row and one column is needed
TypeError: x: row 0 must be an array of numbers, int given
Quen\Exception\InvalidArgumentException: x: row 1: 1 columns, not 2
TypeError: x: row 0 must be an array of numbers, string given
TypeError: x: row 0 must be an array of numbers, array given
Quen\Exception\InvalidArgumentException: scaler: x: row 0, column 0: inf is not finite and not NaN for unknown
Quen\Exception\InvalidArgumentException: scaler: column 0 has no known value
TypeError: x must be rows of numbers, packed ones, or Quen\Features, int given
Quen\Exception\InvalidArgumentException: columns: packed rows want their number, above 0
Quen\Exception\InvalidArgumentException: x: 7 bytes are no rows of 1 packed floats
Quen\Exception\InvalidArgumentException: columns: packed rows want their number, above 0
TypeError: Quen\Scaler::fit(): Argument #2 ($columns) must be of type int, string given
TypeError: x must be rows of numbers, packed ones, or Quen\Features, stdClass given
Quen\Exception\InvalidArgumentException: method must be one of standard|robust|none, not "x"
Quen\Exception\InvalidArgumentException: log1p: 2 values are wanted, not 1
TypeError: log1p must be a bool, or one for each column, int given
TypeError: log1p must be a bool, or one for each column, string given
Quen\Exception\InvalidArgumentException: scaler: clip is -1, not a finite number of at least 0
TypeError: clip must be of type float, string given
Quen\Exception\InvalidArgumentException: x: row 0: 1 columns, not 2
Quen\Exception\InvalidArgumentException: x: 8 bytes are no rows of 2 packed floats
Quen\Exception\InvalidArgumentException: x: 15 columns, not 2
Quen\Exception\IoException: cannot open '/nowhere': no such file or folder (errno 2)
Error: Call to private Quen\Scaler::__construct() from global scope
