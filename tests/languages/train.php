<?php
// train.php LOG DIR: read a log in every way that PHP has, and write the shop of each.

[, $log, $dir] = $argv;
const CLOCK = '+07:00';

function rows(string $log): Generator
{
    $file = fopen($log, 'rb');
    $names = fgetcsv($file, null, ',', '"', '');
    while ($row = fgetcsv($file, null, ',', '"', ''))
        yield array_combine($names, $row);
}

function amount(array $row): int
{
    return (int)$row['price'] * (int)$row['quantity'];
}

function by_line(string $log): Quen\Orders
{
    $orders = new Quen\Orders(decimals: 2, utcOffset: CLOCK);
    foreach (rows($log) as $row)
        $orders->add(customer: $row['customer'] === '' ? null : $row['customer'], item: $row['item'],
            time: $row['time'], amount: amount($row), quantity: (int)$row['quantity'], order: $row['order']);
    return $orders;
}

// In blocks: amounts as floats or packed.
function by_columns(string $log, bool $packed): Quen\Orders
{
    $orders = new Quen\Orders(decimals: 2, utcOffset: CLOCK);
    $none = ['customer' => [], 'item' => [], 'time' => [], 'amount' => [], 'quantity' => [], 'order' => []];
    $columns = $none;
    foreach (rows($log) as $row) {
        $columns['customer'][] = $row['customer'] === '' ? null : $row['customer'];
        $columns['item'][] = $row['item'];
        $columns['time'][] = (new DateTimeImmutable($row['time'] . CLOCK))->getTimestamp();
        $columns['amount'][] = $packed ? amount($row) * 100 : (float)amount($row);
        $columns['quantity'][] = (int)$row['quantity'];
        $columns['order'][] = $row['order'];
        if (count($columns['item']) === 10000) {
            add($orders, $columns, $packed);
            $columns = $none;
        }
    }
    add($orders, $columns, $packed);
    return $orders;
}

function add(Quen\Orders $orders, array $columns, bool $packed): void
{
    foreach ($packed ? ['time', 'amount', 'quantity'] : [] as $name)
        $columns[$name] = pack('q*', ...$columns[$name]);
    $orders->addColumns(...$columns);
}

$named = ['customer' => 'customer', 'order' => 'order', 'item' => 'item', 'time' => 'time',
    'quantity' => 'quantity', 'price' => 'price', 'decimals' => 2, 'utcOffset' => CLOCK];
$logs = [
    'csv' => fn() => Quen\Orders::fromCsv($log, ...$named),
    'rows' => fn() => Quen\Orders::fromPdo(rows($log), ...$named),
    'add' => fn() => by_line($log),
    'columns' => fn() => by_columns($log, false),
    'packed' => fn() => by_columns($log, true),
];
foreach ($logs as $name => $read)
    Quen\Shop::train($read())->save("$dir/php-$name.quen");
