--TEST--
Rows: lists that are made when they are looked at, and never change
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
$rows = Quen\Rfm::fit(small_log())->scores();
var_dump(count($rows), $rows->count(), $rows->total, isset($rows[8]), isset($rows[9]), isset($rows[-1]), isset($rows['x']),
    empty($rows[0]), $rows[9] ?? 'none', $rows['0']->customer, $rows->offsetGet(1)->customer, $rows->offsetExists(1));
foreach ($rows as $i => $row)
    foreach ($rows as $j => $other)
        if ($i === 1 && $j === 2)
            echo $row->customer, $other->customer, "\n";
$iterator = $rows->getIterator();
$iterator->next();
echo $iterator->key(), $iterator->current()->customer, iterator_count($rows), "\n";
var_dump($rows->column('customer') === array_column($rows->toArray(), 'customer'),
    json_encode($rows) === json_encode($rows->toArray()), json_encode($rows) === json_encode($rows->jsonSerialize()));
[$first, , $third] = $rows;
echo $first->customer, $third->customer, "\n";
refused(fn() => $rows[9]);
refused(fn() => $rows['x']);
refused(fn() => $rows[0] = 1);
refused(fn() => $rows[] = 1);
refused(function () use ($rows) { unset($rows[0]); });
refused(fn() => $rows->offsetSet(0, 1));
refused(fn() => $rows->offsetUnset(0));
refused(fn() => $rows->column('colour'));
refused(fn() => $rows->column(null));
refused(fn() => $rows->total = 5);
refused(function () use ($rows) { foreach ($rows as &$row); });
refused(fn() => clone $rows);
refused(fn() => serialize($rows));
refused(fn() => new Quen\Rows());
refused(fn() => $first->segment = 'Best');
refused(fn() => new Quen\RfmScore());
// An answer is a plain value: it outlives its model, and may be kept in a cache.
$kept = unserialize(serialize($first));
var_dump($kept == $first, $first->jsonSerialize() === (array)$first);
var_dump(json_encode(unserialize('O:10:"Quen\Offer":0:{}')));
// JSON has no NAN.
echo json_encode(Quen\Logit::fit([[1, 5], [2, 5]], [0, 1])->summary()[2]), "\n";
// Every property of every answer is filled.
foreach ([$first, small_log()->totals(), Quen\Rfm::fit(small_log())->summary()[0]] as $answer)
    foreach ((new ReflectionObject($answer))->getProperties() as $property)
        if (!$property->isInitialized($answer))
            echo get_class($answer), ' ', $property->getName(), "\n";
?>
--EXPECT--
int(9)
int(9)
int(9)
bool(true)
bool(false)
bool(false)
bool(false)
bool(false)
string(4) "none"
string(2) "C0"
string(2) "C1"
bool(true)
C1C2
1C19
bool(true)
bool(true)
bool(true)
C0C2
OutOfBoundsException: rows are numbered 0..8
OutOfBoundsException: rows are numbered 0..8
Error: Rows are read only
Error: Rows are read only
Error: Rows are read only
Error: Rows are read only
Error: Rows are read only
ValueError: Quen\Rows::column(): Argument #1 ($property) must be the name of a property of the rows
TypeError: Quen\Rows::column(): Argument #1 ($property) must be of type string, null given
Error: Cannot modify readonly property Quen\Rows::$total
Error: Rows are read only
Error: Trying to clone an uncloneable object of class Quen\Rows
Exception: Serialization of 'Quen\Rows' is not allowed
Error: Call to private Quen\Rows::__construct() from global scope
Error: Cannot modify readonly property Quen\RfmScore::$segment
Error: Call to private Quen\Result::__construct() from global scope
bool(true)
bool(true)
string(2) "[]"
{"term":"x1","coefficient":0,"stdError":null,"z":null,"p":null,"low":null,"high":null,"oddsRatio":1}
