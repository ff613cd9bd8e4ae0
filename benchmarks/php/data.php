<?php
/*
 * What the scripts beside this one measure with, made once in a folder: points in eight
 * heaps, rows of a regression, a million lines, and shops of about 5 and 50 MB.
 */

/** Doubles between 0 and 1, the same on every machine. */
function draw(): float
{
    return mt_rand() / (mt_getrandmax() + 1);
}

/** About normal: the sum of twelve draws. */
function draw_normal(): float
{
    $sum = -6.0;
    for ($i = 0; $i < 12; $i++)
        $sum += draw();
    return $sum;
}

/** Points around eight centres, so near that heaps touch. */
function make_points(int $n, int $d): array
{
    mt_srand(1);
    for ($c = 0; $c < 8; $c++)
        for ($j = 0; $j < $d; $j++)
            $heaps[$c][$j] = 4 * draw();
    for ($i = 0; $i < $n; $i++)
        for ($j = 0; $j < $d; $j++)
            $points[$i][$j] = $heaps[$i % 8][$j] + draw_normal();
    return $points;
}

/** Rows, and classes that three of the columns tell. */
function make_classes(int $n, int $d): array
{
    mt_srand(2);
    for ($i = 0; $i < $n; $i++) {
        for ($j = 0; $j < $d; $j++)
            $rows[$i][$j] = draw_normal() * (1 + $j);
        $odds = $rows[$i][0] - $rows[$i][1] / 2 + $rows[$i][2] / 6 - 0.5;
        $classes[$i] = (int)(draw() < 1 / (1 + exp(-$odds)));
    }
    return [$rows, $classes];
}

/** Lines of a log of two years, one by one: three to an order, the first items sell most. */
function make_lines(int $n, int $customers, int $items): Generator
{
    mt_srand(3);
    $step = intdiv(2 * 365 * 86400, intdiv($n, 3) + 1);
    for ($i = 0; $i < $n; $i++) {
        if ($i % 3 === 0)
            $customer = mt_rand(1, $customers);
        yield [$customer, (int)($items * draw() ** 2), 1700000000 + intdiv($i, 3) * $step, mt_rand(100, 9999), intdiv($i, 3)];
    }
}

const LINE = ['customer', 'item', 'time', 'amount', 'order'];

/** The same in blocks of columns. */
function in_blocks(iterable $lines, int $size = 50000): Generator
{
    $block = [];
    foreach ($lines as $line) {
        foreach ($line as $i => $value)
            $block[LINE[$i]][] = $value;
        if (count($block['item']) === $size) {
            yield $block;
            $block = [];
        }
    }
    if ($block)
        yield $block;
}

function make_shop(string $path, int $lines, int $customers, int $items): void
{
    $orders = new Quen\Orders();
    foreach (in_blocks(make_lines($lines, $customers, $items)) as $block)
        $orders->addColumns(...['amount' => pack('q*', ...$block['amount'])] + $block);
    Quen\Shop::train($orders)->save($path);
}

function packed(array $rows): string
{
    return implode('', array_map(fn($row) => pack('d*', ...$row), $rows));
}

function make_all(string $dir, int $lines): void
{
    if (!is_file("$dir/points"))
        file_put_contents("$dir/points", packed(make_points(10000, 8)));
    if (!is_file("$dir/classes")) {
        [$rows, $classes] = make_classes(10000, 20);
        file_put_contents("$dir/rows", packed($rows));
        file_put_contents("$dir/classes", pack('C*', ...$classes));
    }
    if (!is_file("$dir/order")) {
        foreach (LINE as $name)
            $files[$name] = fopen("$dir/$name", 'wb');
        foreach (in_blocks(make_lines($lines, 50000, 2000)) as $block)
            foreach ($block as $name => $values)
                fwrite($files[$name], pack('q*', ...$values));
        array_map(fclose(...), $files);
    }
    if (!is_file("$dir/shop5"))
        make_shop("$dir/shop5", 350000, 27000, 1000);
    if (!is_file("$dir/shop50"))
        make_shop("$dir/shop50", 2600000, 365000, 5000);
}
