<?php
/*
 * prepare.php DIR: two shops of 5 MB of different moments, and what each says to the
 * customers of the page: DIR/a, DIR/b and DIR/page/expected.php.
 */
require __DIR__ . '/../data.php';
require __DIR__ . '/sum.php';

[, $dir] = $argv;
$orders = new Quen\Orders();
foreach (in_blocks(make_lines(350000, 27000, 1000)) as $block)
    $orders->addColumns(...['amount' => pack('q*', ...$block['amount'])] + $block);
$last = $orders->totals()->last->getTimestamp();
foreach (['a' => $last + 1, 'b' => $last - 86400] as $name => $now) {
    $shop = Quen\Shop::train($orders, now: $now);
    $shop->save("$dir/$name");
    foreach ($shop->customers() as $i => $key)
        if ($i % 150 === 0) {
            $lists = [$shop->recommend($key, 8), $shop->similar($shop->items()[$key % 100], 8)];
            $expected[$key][] = array_map(fn($list) => sum_of($list->toArray()), $lists);
        }
}
// Of customers whose lists both differ, so that they tell of which file they are.
$expected = array_filter($expected, fn($of) => $of[0][0] !== $of[1][0] && $of[0][1] !== $of[1][1]);
file_put_contents("$dir/page/expected.php", '<?php return ' . var_export($expected, true) . ";\n");
printf("%d customers, %.1f MB\n", count($expected), filesize("$dir/a") / 1e6);
