--TEST--
link(): rows of one person, in a table and between two, with reasons and groups; Orders::mergeCustomers()
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
$rows = [
    ['name' => 'Trần Thị Lan', 'born' => '1990-01-31', 'phone' => 912345678],
    ['name' => 'lan tran thi', 'born' => new DateTimeImmutable('1990-01-31 23:30+07:00'), 'phone' => '912345678'],
    ['name' => 'Mai', 'born' => null, 'phone' => NAN],
    ['name' => null, 'born' => '', 'phone' => 987654321],
    ['name' => 'Mai', 'born' => 19850702, 'phone' => 987654321.0],
];
$kinds = ['name' => 'name', 'born' => 'date', 'phone' => 'exact'];
$links = Quen\link($rows, $kinds, minChance: 0);
var_dump(count($links), $links->fields(), count($links->table()));

// Reasons add up to the chance; a row of two tables is counted through both.
$bits = $links->report()->priorBits;
foreach ($links->table() as $link)
    if (abs($link->chance - 1 / (1 + 2 ** -($bits + array_sum($link->reasons) + $link->rest))) > 1e-12 || array_diff(array_keys($link->reasons), $links->fields()))
        echo "$link->a $link->b\n";
$first = $links->table()[0];
var_dump($first->a, $first->b, json_encode($links->compare(1, 0)) === json_encode($first));
foreach ($links->levels() as $level)
    var_dump($level->field, abs($level->mDifferent + $level->mClose + $level->mEqual - 1) < 1e-12, $level->known <= 1);
$r = $links->report();
var_dump($r->converged, $r->pairs, $r->pairsLeftOut, $r->blocksLeftOut, $r->blockRows, $r->links === count($links), $r->pairsOfOne > 0);
foreach ([$r, $first, $links->levels()[0], $links->groups()] as $answer)
    foreach ((new ReflectionObject($answer))->getProperties() as $property)
        if (!$property->isInitialized($answer))
            echo get_class($answer), ' ', $property->getName(), "\n";
echo json_encode($links->groups(0.05)), "\n", json_encode($links->groups(minChance: 0.05, vetoChance: 0, oneToOne: false, maxRows: 2, progress: fn() => true)), "\n";

// However a table comes, its rows are the same.
$columns = array_combine(array_keys($kinds), array_map(fn($name) => array_column($rows, $name), array_keys($kinds)));
$pdo = new PDO('sqlite::memory:');
$pdo->exec('CREATE TABLE people (name TEXT, born TEXT, phone INTEGER)');
foreach ($rows as $row)
    $pdo->prepare('INSERT INTO people VALUES (?, ?, ?)')->execute([$row['name'], $row['born'] instanceof DateTimeInterface ? '1990-01-31' : $row['born'], is_float($row['phone']) && is_nan($row['phone']) ? null : $row['phone']]);
$told = json_encode([$links->table(), $links->levels(), $links->report()]);
foreach ([$columns, (function () use ($rows) { yield from $rows; })(), array_map(fn($row) => (object)$row, $rows), $pdo->query('SELECT * FROM people'), array_combine([7, 3, 2, 1, 9], $rows)] as $table) {
    $again = Quen\link($table, $kinds, minChance: 0);
    var_dump(json_encode([$again->table(), $again->levels(), $again->report()]) === $told);
}

// Two tables: pairs go from one to the other alone.
$two = Quen\link(array_slice($rows, 0, 1), $kinds, new ArrayIterator(array_slice($rows, 1)), minChance: 0);
foreach ($two->table() as $link)
    echo "$link->a-$link->b ";
echo json_encode($two->groups(0, 0, true)->first), "\n";
$two = Quen\link(['name' => ['Lan', 'Lan']], ['name' => 'text'], ['name' => ['Lan', 'Lan']], minChance: 0);
echo count($two), ' ', json_encode($two->groups(0, 0)->first), ' ', json_encode($two->groups(0, 0, oneToOne: true)->first), "\n";
echo count(Quen\link([], ['name' => 'text'], $columns)), count(Quen\link($columns, ['name' => 'text'], [])), count(Quen\link([], ['name' => 'text'])),
    json_encode(Quen\link([], ['name' => 'text'], $columns, minChance: 0)->groups(0, 0)->first), "\n";

// A chain of likenesses joins no two strangers, and a group has no two values of an exact field.
$people = ['name' => [], 'mail' => []];
foreach (range(1, 200) as $i) {
    array_push($people['name'], "Person Number$i", "Person Number$i", "Persom Number$i");
    array_push($people['mail'], "p$i@example.com", "p$i@example.com", $i % 2 ? "p$i@example.com" : "q$i@example.com");
}
$links = Quen\link($people, ['name' => 'name', 'mail' => 'exact'], blocks: ['name', ['mail']], threads: 2, progress: fn() => true);
$groups = $links->groups(0.5);
var_dump($groups->groups, $groups->largest, count($groups->first), count(array_unique($groups->first)));

// Options.
$told = fn(mixed ...$options) => Quen\link($people, ['name' => 'text', 'mail' => 'text'], ...$options + ['minChance' => 0]);
var_dump(count($told()) === count($told(minChance: 0.99)), $told()->levels()[0]->uEqual === $told(allAlike: true)->levels()[0]->uEqual,
    $told()->table()[0]->chance === $told(allAlike: true)->table()[0]->chance, $told(seed: 7)->levels()[1]->uClose === $told()->levels()[1]->uClose,
    $told(randomPairs: 10)->levels()[1]->uClose === $told()->levels()[1]->uClose, $told(maxBlockRows: 2)->report()->blocksLeftOut > 0,
    $told(maxPairs: 100)->report()->pairs <= 100, $told(blocks: [['name', 'mail']])->report()->pairs < $told()->report()->pairs, $told(threads: 2)->report() == $told()->report());

// A log in which some customers are one, as if their lines had come under one key.
$orders = small_log();
$merged = $orders->mergeCustomers(['C5' => 'C2', 'stranger' => 'C1', 'C7' => 'C2'], threads: 2, progress: fn() => true);
$renamed = new Quen\Orders(decimals: 2, currency: 'EUR');
$items = ['Latte', 'Mocha', 'Tea', 'Cake', 'Cocoa'];
for ($i = 0; $i < 60; $i++)
    $renamed->add(in_array($i % 9, [5, 7]) ? 'C2' : 'C' . $i % 9, $items[($i * $i + $i % 4) % 5], 1767225600 + $i * 86400 * 3, (string)(2 + $i % 7) . '.50', 1 + $i % 2, "B$i");
echo implode(' ', $merged->customers()->toArray()), ' ', count($orders->customers()), ' ', $merged->totals()->revenue, "\n";
var_dump(Quen\Shop::train($merged)->toBytes() === Quen\Shop::train($renamed)->toBytes(), $merged->decimals(), $merged->currency());
// Customers are rows, and groups say who is one with whom.
$names = ['name' => $orders->customers()->toArray()];
$keys = $names['name'];
$into = [];
foreach ([0, 1, 1, 3, 4, 5, 6, 7, 0] as $row => $first)
    $into[$keys[$row]] = $keys[$first];
echo implode(' ', $orders->mergeCustomers($into)->customers()->toArray()), "\n";
$ints = new Quen\Orders();
foreach ([1, 2, 17] as $who)
    $ints->add($who, 'Tea', 1767225600, 1);
echo json_encode($ints->mergeCustomers([17 => '2'])->customers()), "\n";
$grown = $ints->mergeCustomers([]);
$grown->add('3', 'Tea', 1767225600, 1);
echo json_encode($grown->customers()), json_encode($ints->customers()), "\n";

refused(fn() => $orders->mergeCustomers(['C5' => 'stranger']));
refused(fn() => $orders->mergeCustomers(['C5' => 'C2', 'C2' => 'C1']));
refused(fn() => $orders->mergeCustomers(['C5' => null]));
refused(fn() => $orders->mergeCustomers('C5'));
refused(fn() => $orders->mergeCustomers(['C5' => 'C2'], progress: fn() => false));
foreach ([[5, $kinds], [[1], $kinds], [['name' => 5], ['name' => 'text']], [$columns, 'name'], [$columns, []], [$columns, ['text']], [$columns, ["na\0me" => 'text']],
    [$columns, ['name' => 'words']], [$columns, ['name' => 5]], [$columns, ['mail' => 'text']], [$rows, ['mail' => 'text']], [[['name' => true]], ['name' => 'text']],
    [[['name' => (new ReflectionClass('DateTime'))->newInstanceWithoutConstructor()]], ['name' => 'text']], [['name' => ['a'], 'born' => []], ['name' => 'text', 'born' => 'date']],
    [['name' => ["\xff"]], ['name' => 'text']], [array_fill_keys(range('a', 'q'), ['x']), array_fill_keys(range('a', 'q'), 'text')],
    [(function () { yield ['name' => 'a']; throw new DomainException('no more'); })(), ['name' => 'text']]] as $arguments)
    refused(fn() => Quen\link(...$arguments));
foreach ([['other' => 5], ['other' => ['born' => []]], ['blocks' => 5], ['blocks' => ['mail']], ['blocks' => [[5]]], ['blocks' => array_fill(0, 33, 'name')], ['minChance' => 2], ['minChance' => 'x'],
    ['allAlike' => 5], ['seed' => -1], ['randomPairs' => 0], ['maxBlockRows' => 1], ['maxPairs' => 0], ['threads' => 'x'], ['progress' => fn() => false]] as $options)
    refused(fn() => Quen\link($columns, $kinds, ...$options));
refused(fn() => $links->groups(2));
refused(fn() => $links->groups(vetoChance: -1));
refused(fn() => $links->groups(oneToOne: 5));
refused(fn() => $links->groups(maxRows: 1));
refused(fn() => $links->groups(progress: fn() => false));
refused(fn() => $links->compare(0, 0));
refused(fn() => $links->compare(-1, 0));
refused(fn() => $links->compare(0, 1 << 40));
refused(fn() => $links->compare('x', 0));
refused(fn() => new Quen\Links());
refused(fn() => serialize($links));
refused(fn() => clone $links);
?>
--EXPECT--
int(3)
array(3) {
  [0]=>
  string(4) "name"
  [1]=>
  string(4) "born"
  [2]=>
  string(5) "phone"
}
int(3)
int(0)
int(1)
bool(true)
string(4) "name"
bool(true)
bool(true)
string(4) "born"
bool(true)
bool(true)
string(5) "phone"
bool(true)
bool(true)
bool(true)
int(3)
int(0)
int(0)
int(1000)
bool(true)
bool(true)
{"first":[0,0,2,2,2],"groups":2,"largest":3,"vetoed":0,"tooLarge":0}
{"first":[0,0,2,3,3],"groups":3,"largest":2,"vetoed":0,"tooLarge":1}
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
0-1 [0,0,2,3,4]
4 [0,0,0,0] [0,1,0,1]
000[0,1,2,3,4]
int(400)
int(2)
int(600)
int(400)
bool(false)
bool(true)
bool(false)
bool(false)
bool(false)
bool(true)
bool(true)
bool(true)
bool(true)
C0 C1 C2 C3 C4 C6 C8 9 324.00
bool(true)
int(2)
string(3) "EUR"
C0 C1 C3 C4 C5 C6 C7
[1,2]
[1,2,3,17][1,2,17]
Quen\Exception\InvalidArgumentException: into: "C5" goes into "stranger", not a customer
Quen\Exception\InvalidArgumentException: orders: customer 5 goes into 2, who goes into 1: give the last one to both
TypeError: into must be of type int or string, null given
TypeError: Quen\Orders::mergeCustomers(): Argument #1 ($into) must be of type array, string given
Quen\Exception\CancelledException: orders: cancelled by the progress callback
TypeError: Quen\link(): Argument #1 ($table) must be of type Traversable|array, int given
TypeError: table: row 0 must be an array or an object by column, int given
TypeError: name must be a list of values, int given
TypeError: Quen\link(): Argument #2 ($fields) must be of type array, string given
Quen\Exception\InvalidArgumentException: link: there are 0 fields, not 1..16
Quen\Exception\InvalidArgumentException: fields: a field has a name, without zero bytes
Quen\Exception\InvalidArgumentException: fields: a field has a name, without zero bytes
Quen\Exception\InvalidArgumentException: fields: name must be one of text|name|number|date|exact, not "words"
TypeError: fields: name must be one of text|name|number|date|exact, int given
Quen\Exception\InvalidArgumentException: table: there is no column "mail"
Quen\Exception\InvalidArgumentException: mail: row 0: the row has no such value
TypeError: name: row 0 must be a text, a number, a date or null, bool given
Error: name: the date has not been constructed
Quen\Exception\InvalidArgumentException: born: 1 values are wanted, not 0
Quen\Exception\InvalidArgumentException: link: field 'name', row 0: byte 0 of 1 is not UTF-8: bring the column to UTF-8 first
Quen\Exception\InvalidArgumentException: link: there are 17 fields, not 1..16
DomainException: no more
TypeError: Quen\link(): Argument #3 ($other) must be of type Traversable|array, int given
Quen\Exception\InvalidArgumentException: other: there is no column "name"
TypeError: blocks must be a list of fields, or of lists of them, int given
Quen\Exception\InvalidArgumentException: blocks: there is no field "mail"
TypeError: blocks must be a field, or a list of fields, int given
Quen\Exception\InvalidArgumentException: blocks: there are more than 32 keys
Quen\Exception\InvalidArgumentException: link: min_chance is 2, not within 0..1
TypeError: minChance must be of type float, string given
TypeError: allAlike must be of type bool, int given
Quen\Exception\InvalidArgumentException: seed: -1 is not within 0..9223372036854775807
Quen\Exception\InvalidArgumentException: link: random_pairs is 0, not within 1..1000000000
Quen\Exception\InvalidArgumentException: link: max_block_rows is 1, not within 2..1000000
Quen\Exception\InvalidArgumentException: link: max_pairs is 0, not within 1..4294967296
TypeError: Quen\link(): Argument #11 ($threads) must be of type int, string given
Quen\Exception\CancelledException: link: reading: cancelled by the progress callback
Quen\Exception\InvalidArgumentException: link: min_chance is 2, not within 0..1
Quen\Exception\InvalidArgumentException: link: veto_chance is -1, not within 0..1
TypeError: oneToOne must be of type bool, int given
Quen\Exception\InvalidArgumentException: link: max_rows is 1, not within 2..10000
Quen\Exception\CancelledException: link: groups: cancelled by the progress callback
Quen\Exception\InvalidArgumentException: link: rows 0 and 0: give two different ones below 600
Quen\Exception\InvalidArgumentException: link: rows 4294967295 and 0: give two different ones below 600
Quen\Exception\InvalidArgumentException: link: rows 0 and 4294967295: give two different ones below 600
TypeError: Quen\Links::compare(): Argument #1 ($a) must be of type int, string given
Error: Call to private Quen\Links::__construct() from global scope
Exception: Serialization of 'Quen\Links' is not allowed
Error: Trying to clone an uncloneable object of class Quen\Links
