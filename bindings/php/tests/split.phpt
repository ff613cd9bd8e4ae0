--TEST--
Split: what customers had and what they came for, origins and folds, with every option
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';

const DAY = 86400;
const DAYS = [['An', 'Latte', 0], ['An', 'Mocha', 40], ['An', 'Tea', 80], ['An', 'Latte', 80], ['Binh', 'Latte', 10], ['Chi', 'Tea', 5], ['Chi', 'Latte', 60]];

function days(): Quen\Orders
{
    $orders = new Quen\Orders(utcOffset: '+07:00');
    foreach (DAYS as [$who, $what, $day])
        $orders->add($who, $what, 1767225600 + $day * DAY, '1.00');
    return $orders;
}

function show(Quen\Split $split): void
{
    $keys = fn(array $items) => implode(' ', array_map(fn($item) => $split->items()[$item], $items));
    foreach ($split->customers() as $i => $customer)
        echo $customer, ' ', $split->moments()[$i]?->format('Y-m-d H:i') ?? 'nowhere', ': ', $keys($split->train()[$i]), ' | ', $keys($split->heldOut()[$i]), "\n";
    echo $split->judged(), ' judged; ', implode(' ', $split->popularity()), "\n";
}

$orders = days();
show(new Quen\Split($orders));
show(new Quen\Split($orders, method: 'last_order', includeBought: true));
show(new Quen\Split($orders, method: 'time', cutoff: '2026-02-20', horizonDays: 15));
show(new Quen\Split($orders, method: 'time', horizonDays: 30.0));
show(new Quen\Split($orders, method: 'time', cutoff: new DateTime('2026-02-01 00:00 UTC')));
$moments = [1767225600 + 70 * DAY, null, '2026-02-01'];
$split = new Quen\Split($orders, method: 'given', moments: $moments);
show($split);
$same = new Quen\Split($orders, method: 'given', moments: pack('q*', $moments[0], PHP_INT_MAX, strtotime('2026-02-01 00:00 +07:00')));
var_dump($same->moments()->toArray() == $split->moments()->toArray(), json_encode($same->heldOut()) === json_encode($split->heldOut()));

// The split keeps the log as it was; a fit takes what it tells as it is.
$orders->add('Dung', 'Cake', 1767225600 + 90 * DAY, '1.00');
var_dump(count($split->customers()), $split->train()[0]);
$fit = fn($what, ...$more) => Quen\ItemCF::fitBaskets($what, ...$more, minSupport: 1);
$itemcf = $fit($split->train());
var_dump($itemcf->toBytes() === $fit($split->train()->toArray(), items: 3)->toBytes(), count($itemcf->items()), count($fit($split->heldOut(), items: 5)->items()));
var_dump($itemcf->history(0));

// Moments to learn at, and folds.
$log = small_log();
foreach (Quen\Split::origins($log, horizonDays: 30, stepDays: 40, historyDays: 20, most: 2) as $origin)
    echo $origin->format('Y-m-d H:i:s'), "\n";
echo $log->totals()->last->format('Y-m-d H:i:s'), ' ', count(Quen\Split::origins($log)), "\n";
$folds = Quen\Split::folds($log, 4, seed: 7);
var_dump($folds === Quen\Split::folds($log->customers()->toArray(), 4, 7), $folds === Quen\Split::folds($log, 4), $folds[3] === Quen\Split::fold('C3', 4, 7));
var_dump(array_diff($folds, [0, 1, 2, 3]), Quen\Split::fold(17, 1), Quen\Split::folds([], 2));
$numbers = new Quen\Orders();
foreach ([3, 1, 2] as $key)
    $numbers->add($key, 'Latte', 1767225600 + $key * DAY);
var_dump(Quen\Split::folds($numbers, 1000) === Quen\Split::folds([1, 2, 3], 1000), Quen\Split::folds(['1', '2', '3'], 1000) === Quen\Split::folds([1, 2, 3], 1000));

$short = new Quen\Orders();
$short->add('An', 'Latte', 1767225600);
foreach ([fn() => new Quen\Split(new Quen\Orders()), fn() => new Quen\Split(5), fn() => new Quen\Split($orders, method: 'x'), fn() => new Quen\Split($orders, method: 5),
    fn() => new Quen\Split($orders, method: 'time', cutoff: 'x'), fn() => new Quen\Split($orders, method: 'time', cutoff: 1.5),
    fn() => new Quen\Split($orders, horizonDays: -1), fn() => new Quen\Split($orders, horizonDays: 'x'),
    fn() => new Quen\Split($orders, method: 'time', horizonDays: 1e300), fn() => new Quen\Split($orders, method: 'given'),
    fn() => new Quen\Split($orders, method: 'given', moments: [1]), fn() => new Quen\Split($orders, method: 'given', moments: [1, 'x', 2, 3]),
    fn() => new Quen\Split($orders, method: 'given', moments: 'x'), fn() => new Quen\Split($orders, method: 'given', moments: 5),
    fn() => new Quen\Split($orders, includeBought: 1), fn() => $split->__construct($orders), fn() => clone $split,
    fn() => serialize($split),
    fn() => $split->train(1), fn() => $split->heldOut()[4],
    fn() => Quen\ItemCF::fitBaskets($split->train(), items: 2), fn() => Quen\ItemCF::fitBaskets($split->moments()), fn() => Quen\ItemCF::fitBaskets(5),
    fn() => Quen\Split::origins($short), fn() => Quen\Split::origins($log, horizonDays: 400), fn() => Quen\Split::origins($log, horizonDays: 0),
    fn() => Quen\Split::origins($log, stepDays: 0), fn() => Quen\Split::origins($log, historyDays: -1), fn() => Quen\Split::origins($log, most: -1), fn() => Quen\Split::origins([]),
    fn() => Quen\Split::fold('x', 0), fn() => Quen\Split::fold('x', 1 << 32), fn() => Quen\Split::fold('x', 2, -1), fn() => Quen\Split::fold(1.5, 2), fn() => Quen\Split::fold('x'),
    fn() => Quen\Split::folds($log, 1), fn() => Quen\Split::folds([[]], 2), fn() => Quen\Split::folds('x', 2), fn() => Quen\Split::folds($log, 'x')] as $call)
    refused($call);
?>
--EXPECT--
An 2026-03-22 00:00: Latte Mocha | Tea
Binh nowhere: Latte | 
Chi 2026-03-02 00:00: Tea | Latte
2 judged; 2 1 1
An 2026-03-22 00:00: Latte Mocha | Latte Tea
Binh nowhere: Latte | 
Chi 2026-03-02 00:00: Tea | Latte
2 judged; 2 1 1
An 2026-02-19 17:00: Latte Mocha | 
Binh 2026-02-19 17:00: Latte | 
Chi 2026-02-19 17:00: Tea | Latte
1 judged; 2 1 1
An 2026-02-20 00:00: Latte Mocha | Tea
Binh 2026-02-20 00:00: Latte | 
Chi 2026-02-20 00:00: Tea | Latte
2 judged; 2 1 1
An 2026-02-01 00:00: Latte | Mocha Tea
Binh 2026-02-01 00:00: Latte | 
Chi 2026-02-01 00:00: Tea | Latte
2 judged; 2 0 1
An 2026-03-12 00:00: Latte Mocha | Tea
Binh nowhere: Latte | 
Chi 2026-01-31 17:00: Tea | Latte
2 judged; 2 1 1
bool(true)
bool(true)
int(3)
array(2) {
  [0]=>
  int(0)
  [1]=>
  int(1)
}
bool(true)
int(3)
int(5)
array(2) {
  [0]=>
  int(0)
  [1]=>
  int(1)
}
2026-04-18 00:00:01
2026-05-28 00:00:01
2026-06-27 00:00:00 2
bool(true)
bool(false)
bool(true)
array(0) {
}
int(0)
array(0) {
}
bool(true)
bool(false)
Quen\Exception\InvalidArgumentException: split: the log has no customer
TypeError: Quen\Split::__construct(): Argument #1 ($orders) must be of type Quen\Orders, int given
Quen\Exception\InvalidArgumentException: method must be one of last_order|time|given, not "x"
TypeError: method must be one of last_order|time|given, int given
Quen\Exception\InvalidArgumentException: cutoff: not a date like 2024-03-01
TypeError: cutoff must be a moment: of type DateTimeInterface, int or string, float given
Quen\Exception\InvalidArgumentException: split: horizon_s is -86400, not within 0..9223372036854775807
TypeError: horizonDays must be of type float, string given
Quen\Exception\InvalidArgumentException: horizonDays: 1.0e+300 days are not within 2^63 seconds
Quen\Exception\InvalidArgumentException: split: there are 0 moments, and the log has 4 customers: one for each is needed
Quen\Exception\InvalidArgumentException: split: there are 1 moments, and the log has 4 customers: one for each is needed
Quen\Exception\InvalidArgumentException: moments: row 1: not a date like 2024-03-01
Quen\Exception\InvalidArgumentException: moments: 1 bytes are no packed numbers of 8 bytes
TypeError: moments must be a list of numbers or a string of packed ones, int given
TypeError: includeBought must be of type bool, int given
Error: Quen\Split: constructed already
Error: Trying to clone an uncloneable object of class Quen\Split
Exception: Serialization of 'Quen\Split' is not allowed
ArgumentCountError: Quen\Split::train() expects exactly 0 arguments, 1 given
OutOfBoundsException: rows are numbered 0..2
Quen\Exception\InvalidArgumentException: items: a basket has a greater number
TypeError: baskets must be a list of lists of item numbers, or rows of Quen\Split, Quen\Rows given
TypeError: baskets must be a list of lists of item numbers, or rows of Quen\Split, int given
Quen\Exception\NumericException: split: the log spans 0.0 days, not more than the history of 30.0 days that must come before an origin
Quen\Exception\NumericException: split: the log spans 177.0 days, less than a history of 30.0 and a horizon of 400.0 days; it can carry a horizon of 147.0 days
Quen\Exception\InvalidArgumentException: split: horizon_s is 0, not above 0
Quen\Exception\InvalidArgumentException: split: step_s is 0, not above 0
Quen\Exception\InvalidArgumentException: split: history_s is -86400, not above 0
Quen\Exception\InvalidArgumentException: most: -1 is not within 0..4294967295
TypeError: Quen\Split::origins(): Argument #1 ($orders) must be of type Quen\Orders, array given
Quen\Exception\InvalidArgumentException: folds: 0 is not within 1..2^32 - 1
Quen\Exception\InvalidArgumentException: folds: 4294967296 is not within 1..2^32 - 1
Quen\Exception\InvalidArgumentException: seed: -1 is below 0
TypeError: customer must be of type int or string, float given
ArgumentCountError: Quen\Split::fold() expects at least 2 arguments, 1 given
Quen\Exception\InvalidArgumentException: folds: 1 is not within 2..2^32 - 1
TypeError: customers: row 0 must be of type int or string, array given
TypeError: Quen\Split::folds(): Argument #1 ($customers) must be of type Quen\Orders|array, string given
TypeError: Quen\Split::folds(): Argument #2 ($folds) must be of type int, string given
