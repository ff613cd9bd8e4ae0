--TEST--
Orders: fromPdo() reads the rows of statements, and of whatever gives arrays or objects
--EXTENSIONS--
quen
pdo_sqlite
--FILE--
<?php
require __DIR__ . '/log.inc';
$pdo = new PDO('sqlite::memory:', options: [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION]);
$pdo->exec('CREATE TABLE line (bill INT, who TEXT, item TEXT, sold TEXT, paid REAL, qty INT, state TEXT)');
$pdo->exec("INSERT INTO line VALUES (1, '17', 'Tea \"green\"', '2026-01-05 09:30:00', 2.5, 1, 'done'),
    (1, '17', 'Cup,\nsmall', '2026-01-05 09:30:00', 12.25, 2, 'done'), (2, NULL, 'Tea', '2026-01-06 10:00:00', 3, 1, 'open')");
$sql = 'SELECT * FROM line ORDER BY rowid';
$named = ['customer' => 'who', 'order' => 'bill', 'item' => 'item', 'time' => 'sold', 'amount' => 'paid',
    'quantity' => 'qty'];
$o = Quen\Orders::fromPdo($pdo->query($sql), ...$named, where: ['state' => 'done'], zone: 'Asia/Ho_Chi_Minh');
var_dump($o->totals()->revenue, $o->totals()->first->format('c'), json_encode([$o->customers(), $o->items()]),
    $o->imported()->filtered);
$all = told(Quen\Orders::fromPdo($pdo->query($sql), ...$named));
$same = fn($rows) => told(Quen\Orders::fromPdo($rows, ...$named)) === $all;
var_dump($same($pdo->query($sql, PDO::FETCH_ASSOC)), $same($pdo->query($sql, PDO::FETCH_OBJ)),
    $same($pdo->query($sql)->fetchAll()), $same((function () use ($pdo, $sql) {
        foreach ($pdo->query($sql, PDO::FETCH_ASSOC) as $row)
            yield ['sold' => new DateTimeImmutable($row['sold'])] + $row;
    })()));
var_dump(told(Quen\Orders::fromPdo([['i' => 'a', 't' => 0, 'b' => true, 'p' => 2]], item: 'i', time: 't',
    price: 'p', quantityDecimals: 2)));
foreach (['unix_s' => 1769853600, 'unix_ms' => 1769853600000, '%Y%m%d' => 20260131] as $format => $time)
    echo Quen\Orders::fromPdo([['i' => 'a', 't' => $time]], item: 'i', time: 't', timeFormat: $format)
        ->totals()->first->format('c'), "\n";
refused(fn() => Quen\Orders::fromPdo([], item: 'a', time: 'b'));
refused(fn() => Quen\Orders::fromPdo('rows', item: 'a', time: 'b'));
refused(fn() => Quen\Orders::fromPdo([5], item: 'a', time: 'b'));
refused(fn() => Quen\Orders::fromPdo([['a' => 1, 'b' => []]], item: 'a', time: 'b'));
refused(fn() => Quen\Orders::fromPdo([['a' => 1, 'b' => '2026-01-01'], ['a' => 1]], item: 'a', time: 'b'));
refused(fn() => Quen\Orders::fromPdo([['a' => 1, 'b' => '2026-01-01'], ['a' => 1, 'b' => 'soon']], item: 'a', time: 'b'));
refused(fn() => Quen\Orders::fromPdo([['a' => 1, 'b' => '2026-01-01']], item: 'c', time: 'b'));
refused(fn() => Quen\Orders::fromPdo((function () {
    yield ['a' => 1, 'b' => '2026-01-01'];
    throw new LogicException('the connection is gone');
})(), item: 'a', time: 'b'));
refused(fn() => Quen\Orders::fromPdo($pdo->query($sql), ...$named, zone: 'nowhere'));
?>
--EXPECT--
string(5) "14.75"
string(25) "2026-01-05T02:30:00+00:00"
string(40) "[["17"],["Cup,\nsmall","Tea \"green\""]]"
int(1)
bool(true)
bool(true)
bool(true)
bool(true)
string(220) "{"lines":1,"orders":1,"visits":1,"customers":0,"items":1,"linesWithoutCustomer":1,"refundLines":0,"revenue":"2.00","quantity":"1.00","first":"1970-01-01T00:00:00+00:00","last":"1970-01-01T00:00:00+00:00","hasMoney":true}"
2026-01-31T10:00:00+00:00
2026-01-31T10:00:00+00:00
2026-01-31T00:00:00+00:00
Quen\Exception\InvalidArgumentException: statement: it has no rows
TypeError: Quen\Orders::fromPdo(): Argument #1 ($statement) must be of type Traversable|array, string given
TypeError: statement: row 0 must be an array or an object by column, int given
TypeError: b: row 0 must be a value of a database, array given
Quen\Exception\InvalidArgumentException: b: row 1: the row has no such value
Quen\Exception\InvalidArgumentException: import: line 3: column 'b': 'soon': not a time: mend the file, or leave bad rows out by skip_bad
Quen\Exception\InvalidArgumentException: csv: the header on line 1 has no 'c'; it has 'a', 'b'
LogicException: the connection is gone
Quen\Exception\InvalidArgumentException: zone: "nowhere" is no zone that PHP knows, such as "Asia/Ho_Chi_Minh"
