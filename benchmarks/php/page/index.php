<?php
/*
 * A shop's page, with offers and without: ?offers=1. What the files of the experiment must
 * say of each customer is in expected.php, list by list, so that an answer of two files,
 * or of a torn one, is a failed request.
 */
require __DIR__ . '/sum.php';
$customers = require __DIR__ . '/expected.php';
$key = array_rand($customers);
$lists = ['For you' => [], 'Goes well with it' => []];
if (isset($_GET['offers'])) {
    try {
        $shop = Quen\Shop::open(basename($_GET['shop'] ?? 'shop.quen'));
        $lists['For you'] = $shop->recommend($key, 8)->toArray();
        $lists['Goes well with it'] = $shop->similar($shop->items()[$key % 100], 8)->toArray();
        $sums = array_map(sum_of(...), array_values($lists));
        if (!in_array($sums, $customers[$key], true)) {
            http_response_code(500);
            error_log("page: customer $key has " . implode(' and ', $sums));
        }
    } catch (Quen\Exception\Exception $e) {
        error_log('offers: ' . $e->getMessage());
    }
} else {
    foreach ($lists as $title => $_)
        for ($i = 0; $i < 8; $i++)
            $lists[$title][] = (object)['item' => $i, 'because' => [1, 2]];
}
?>
<!doctype html>
<html lang="en"><title>A page</title>
<?php foreach ($lists as $title => $offers): ?>
<h2><?= htmlspecialchars($title) ?></h2>
<ul>
<?php foreach ($offers as $offer): ?>
<li><?= htmlspecialchars("Item $offer->item") ?>, because of <?= htmlspecialchars(implode(', ', $offer->because)) ?></li>
<?php endforeach ?>
</ul>
<?php endforeach ?>
</html>
