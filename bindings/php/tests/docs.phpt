--TEST--
docs/php.md: every block of PHP runs
--EXTENSIONS--
quen
pdo_sqlite
--SKIPIF--
<?php if (!is_file(__DIR__ . '/../../../docs/php.md')) die('skip the guide is not there'); ?>
--FILE--
<?php
set_error_handler(fn($level, $sentence) => throw new LogicException($sentence));
$dir = sys_get_temp_dir() . '/quen-docs-' . getmypid();
mkdir($dir);
$guide = realpath(__DIR__ . '/../../../docs/php.md');
chdir($dir);

// The log that the guide begins with: regulars, some of whom stopped coming.
$log = "customer,order,item,time,quantity,price\n";
$items = ['Cà phê đen', 'Espresso', 'Bạc xỉu', 'Latte', 'Mocha', 'Tea'];
$pdo = new PDO('sqlite:shop.db');
$pdo->exec('CREATE TABLE lines (customer TEXT, id INT, item TEXT, sold INT, paid INT)');
$insert = $pdo->prepare('INSERT INTO lines VALUES (?, ?, ?, ?, ?)');
$pdo->beginTransaction();
for ($who = $order = 0; $who < 40; $who++)
    for ($week = 0; $week < ($who % 3 ? 60 : 10 + $who); $week += 1 + $who % 4, $order++) {
        [$name, $item, $time] = [$who ? "KH000$who" : '0351971034', $items[($who + $week * $week) % 6], 1735689600 + $week * 604800 + $who * 3600];
        $log .= "$name,$order,$item," . date('Y-m-d H:i:s', $time) . ",1,45000\n";
        $insert->execute([$name, $order, $item, $time, 45000]);
    }
$pdo->commit();
file_put_contents('orders.csv', $log);

preg_match_all('/^```php\n(.*?)^```/ms', file_get_contents($guide), $blocks);
foreach ($blocks[1] as $i => $block)
    try {
        ob_start();
        eval($block);
        ob_end_clean();
    } catch (Throwable $e) {
        ob_end_clean();
        echo "block $i, line {$e->getLine()}: ", get_class($e), ': ', $e->getMessage(), "\n$block\n";
    }
var_dump(count($blocks[1]) > 10);
unset($pdo, $statement, $insert);
array_map('unlink', glob("$dir/*"));
chdir('/');
rmdir($dir);
?>
--EXPECT--
bool(true)
