--TEST--
Rfm: fitValues() and score(), of lists and of packed numbers
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';
$days = [3, 8, 200, 40, 310];
$orders = [9, 1, 6, 4, 2];
$money = ['310.00', 12.5, 205, '95.50', 20.0];
$rfm = Quen\Rfm::fitValues($days, $orders, $money);
echo json_encode([$rfm->scores()->column('r'), $rfm->scores()->column('f'), $rfm->scores()->column('m'),
    $rfm->scores()->column('segment'), $rfm->scores()->column('customer')]), "\n";
$packed = Quen\Rfm::fitValues(pack('q*', ...$days), pack('q*', ...$orders), pack('q*', 31000, 1250, 20500, 9550, 2000));
var_dump($packed->toBytes() === $rfm->toBytes());
echo json_encode($rfm->score([3, 400], [9, 1], ['310', 0])), "\n";
echo json_encode($rfm->score(pack('q', 8), pack('q', 1), pack('q', 1250))[0]), "\n";
$plain = Quen\Rfm::fitValues($days, $orders, bins: 3, binning: 'nested', segments: 'none', decimals: 0, threads: 1);
echo json_encode([$plain->scores()[0], $plain->score([1], [1])[0]]), "\n";
$cut = Quen\Rfm::fitValues($days, $orders, $money, decimals: 1, rCuts: [10, 20, 30, 40], fCuts: [1, 2, 3, 4],
    mCuts: ['1.5', 2, 3, 4], segments: [['All']]);
echo json_encode($cut->cuts()), "\n";
echo json_encode($rfm->customer(2)), "\n";
refused(fn() => Quen\Rfm::fitValues([], []));
refused(fn() => Quen\Rfm::fitValues([1], [1, 2]));
refused(fn() => Quen\Rfm::fitValues([1], [1], [1, 2]));
refused(fn() => Quen\Rfm::fitValues([1], [-1]));
refused(fn() => Quen\Rfm::fitValues(['x'], [1]));
refused(fn() => Quen\Rfm::fitValues([1.5], [1]));
refused(fn() => Quen\Rfm::fitValues('x', [1]));
refused(fn() => Quen\Rfm::fitValues(5, [1]));
refused(fn() => Quen\Rfm::fitValues([1], [1], [[]]));
refused(fn() => Quen\Rfm::fitValues([1], [1], decimals: 20));
refused(fn() => Quen\Rfm::fitValues([1], [1], ['92233720368547758.08']));
refused(fn() => $rfm->score([1], [1]));
refused(fn() => $rfm->score([1], [1], ['x']));
refused(fn() => $rfm->customer(5));
refused(fn() => $rfm->customer('An'));
?>
--EXPECT--
[[5,4,2,3,1],[5,1,4,3,2],[5,1,4,3,2],["Champions","New Customers","At Risk","Potential Loyalist","Hibernating"],[0,1,2,3,4]]
bool(true)
[{"customer":0,"recency":3,"frequency":9,"monetary":"310.00","r":5,"f":5,"m":5,"segment":"Champions"},{"customer":1,"recency":400,"frequency":1,"monetary":"0.00","r":1,"f":1,"m":1,"segment":"Lost"}]
{"customer":0,"recency":8,"frequency":1,"monetary":"12.50","r":4,"f":1,"m":1,"segment":"New Customers"}
[{"customer":0,"recency":3,"frequency":9,"monetary":null,"r":3,"f":2,"m":null,"segment":"All"},{"customer":0,"recency":1,"frequency":1,"monetary":null,"r":3,"f":1,"m":null,"segment":"All"}]
{"r":[[10,20,30,40]],"f":[[1,2,3,4]],"m":[["1.5","2.0","3.0","4.0"]]}
{"customer":2,"recency":200,"frequency":6,"monetary":"205.00","r":2,"f":4,"m":4,"segment":"At Risk"}
Quen\Exception\InvalidArgumentException: rfm: n is 0, not 1..4294967295
Quen\Exception\InvalidArgumentException: frequency: 1 values are wanted, not 2
Quen\Exception\InvalidArgumentException: monetary: 1 values are wanted, not 2
Quen\Exception\InvalidArgumentException: rfm: row 0: frequency is -1
TypeError: recency: row 0 must be a whole number, string given
TypeError: recency: row 0 must be a whole number, float given
Quen\Exception\InvalidArgumentException: recency: 1 bytes are no packed numbers of 8 bytes
TypeError: recency must be a list of numbers or a string of packed ones, int given
TypeError: monetary: row 0 must be a decimal: of type int, float or string, array given
Quen\Exception\InvalidArgumentException: decimals: 20 is not 0..18
Quen\Exception\InvalidArgumentException: monetary: row 0: too large for 64 bits
Quen\Exception\InvalidArgumentException: rfm: monetary is missing, but the model knows money and needs it
Quen\Exception\InvalidArgumentException: monetary: row 0: not a number
Quen\Exception\NotFoundException: rfm: the customer did not buy before the moment
Quen\Exception\NotFoundException: customer: "An" is not within 0..4294967294: this model holds no keys, and is asked by number
