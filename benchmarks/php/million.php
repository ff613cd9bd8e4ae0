<?php
/*
 * million.php HOW LINES: a training within PHP's default memory_limit, which the script is
 * given: lines row by row, in blocks of columns, or from a cursor. Tells the most memory
 * that PHP had, and the most that the process had, in MB.
 */
require __DIR__ . '/data.php';

/** A table of lines on disk, read by a statement that holds one row at a time. */
function cursor(int $n): PDOStatement
{
    $pdo = new PDO('sqlite:');
    $pdo->exec('CREATE TABLE line (customer INT, item INT, time INT, amount INT, "order" INT)');
    $pdo->beginTransaction();
    $insert = $pdo->prepare('INSERT INTO line VALUES (?, ?, ?, ?, ?)');
    foreach (make_lines($n, 50000, 2000) as $line)
        $insert->execute($line);
    $pdo->commit();
    return $pdo->query('SELECT * FROM line', PDO::FETCH_ASSOC);
}

function read(string $how, int $n): Quen\Orders
{
    if ($how === 'cursor')
        return Quen\Orders::fromPdo(cursor($n), ...array_combine(LINE, LINE));
    $orders = new Quen\Orders();
    if ($how === 'add')
        foreach (make_lines($n, 50000, 2000) as [$customer, $item, $time, $amount, $order])
            $orders->add($customer, $item, $time, $amount, 1, $order);
    if ($how === 'columns')
        foreach (in_blocks(make_lines($n, 50000, 2000)) as $block)
            $orders->addColumns(...$block);
    return $orders;
}

$orders = read($argv[1], (int)$argv[2]);
$shop = Quen\Shop::train($orders);
$peak = (int)preg_replace('/.*VmHWM:\s+(\d+).*/s', '$1', file_get_contents('/proc/self/status'));
printf("%d %.1f %.0f %d\n", count($orders), memory_get_peak_usage(true) / 1048576, $peak / 1024, count($shop->customers()));
