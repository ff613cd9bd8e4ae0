<?php
// What a worker answers a hundred thousand times: pages, lists, errors. And what it holds.
$shop = Quen\Shop::open('shop.quen');
$customers = $shop->customers();
$n = (int)($_GET['n'] ?? 0);
$key = $customers[$n * 7919 % count($customers)];
$told = json_encode([$shop->recommend($key), $shop->customer($key), $shop->similar($shop->items()[$n % 100], 5),
    $shop->atRisk(0.5, n: 10), $shop->segments()]);
foreach (['Quen\Shop::open' => 'none.quen', 'Quen\Shop::fromBytes' => 'no bytes'] as $call => $with)
    try {
        $call($with);
    } catch (Quen\Exception\Exception $e) {
        $told .= $e->getMessage();
    }
if ($n % 10 === 0) {
    $orders = new Quen\Orders();
    for ($i = 0; $i < 30; $i++)
        $orders->add("C$i", 'I' . $i % 7, $i * 86400, '4.50', 1, $i);
    $told .= count(Quen\Shop::train($orders, parts: ['rfm', 'itemcf'])->table());
}
preg_match('/VmRSS:\s+(\d+)/', file_get_contents('/proc/self/status'), $resident);
echo json_encode(['pid' => getmypid(), 'kb' => (int)$resident[1], 'library' => Quen\memory_usage(),
    'php' => memory_get_peak_usage(), 'bytes' => strlen($told)]);
