--TEST--
Orders: fromCsv() reads files and streams, with every option
--EXTENSIONS--
quen
zlib
--FILE--
<?php
require __DIR__ . '/log.inc';
$dir = sys_get_temp_dir() . '/quen-csv-' . getmypid();
mkdir($dir);
$csv = "Bill;Who;Item;When;Clock;Paid;State\n1;0912 345 678;Tea;31/03/2026;09:30;1.250,50;sold\n" .
    "2;+84912345678;Cup;01/04/2026;10:00;3,00;void\n;;Mug;;;2,00;sold\n3;x;Tea;02/04/2026;08:00;two;sold\n";
file_put_contents("$dir/a.csv", $csv);
$named = ['item' => 'Item', 'time' => 'When', 'clock' => 'Clock', 'customer' => 'Who', 'order' => 'Bill',
    'amount' => 'Paid'];
$o = Quen\Orders::fromCsv("$dir/a.csv", ...$named, customerKind: 'phone', country: 'VN', fillDown: true,
    skipBad: true, drop: ['State' => 'void'], utcOffset: '+07:00', currency: 'EUR', decimals: 2,
    returns: 'visit', nobody: ['x', 5], threads: 1, progress: fn() => true);
$told = $o->imported();
var_dump($told->rows, $told->kept, $told->filtered, $told->skipped, $told->filled, $told->odd, $told->profile);
print_r(json_decode(json_encode($told->reasons), true));
echo implode("\n", $told->told), "\n", $told->saved, "\n";
var_dump($o->totals()->revenue, $o->totals()->first->format('c'), json_encode($o->customers()), $o->utcOffset(),
    $o->currency(), $o->returns(), $o->nobody());
// The same of an open stream, packed, and with all of the file's form told.
$again = ['skipBad' => true, 'saved' => $told->saved] + $named;
$of = fn($file, ...$more) => told(Quen\Orders::fromCsv($file, ...$more + $again));
$plain = $of("$dir/a.csv");
file_put_contents("$dir/a.csv.gz", gzencode($csv));
$stream = fopen("$dir/a.csv", 'rb');
var_dump($of("$dir/a.csv.gz") === $plain, $of("compress.zlib://$dir/a.csv.gz") === $plain, $of($stream) === $plain,
    is_resource($stream), $of("$dir/a.csv", separator: ';', quoting: 'standard', encoding: 'utf8', skipLines: 0,
    timeFormat: '%d/%m/%Y %H:%M', thousands: '.', decimalMark: ',') === $plain);
file_put_contents("$dir/b.csv", "1,Tea,2026-01-05,2,3.00\n2,Cup,2026-01-06,1.5,1.00\n");
$o = Quen\Orders::fromCsv("$dir/b.csv", item: '2', time: '3', order: '1', quantity: '4', price: '5', header: false,
    quantityDecimals: 1, zone: 'Asia/Ho_Chi_Minh', where: ['2' => ['tea', 'cup'], '1' => 1]);
var_dump($o->totals()->revenue, $o->totals()->quantity, $o->utcOffset());
file_put_contents("$dir/shop.csv", "Name,Created at,Lineitem name,Lineitem price,Lineitem quantity,Email,Total\n" .
    "#1,2026-01-05 10:00:00 +0700,Tea,2.00,2,an@example.com,4.00\n");
try {
    echo Quen\Orders::fromCsv("$dir/shop.csv", profile: 'shopify')->imported()->profile, "\n";
} catch (Quen\Exception\Exception $e) {
    echo $e->getMessage(), "\n";
}
refused(fn() => Quen\Orders::fromCsv('/nowhere/at/all.csv', item: 'a', time: 'b'));
refused(fn() => Quen\Orders::fromCsv(5, item: 'a', time: 'b'));
refused(fn() => Quen\Orders::fromCsv("$dir/a.csv"));
refused(fn() => Quen\Orders::fromCsv("$dir/a.csv", ...$named));
refused(fn() => Quen\Orders::fromCsv("$dir/a.csv", ...['item' => 'Nothing'] + $named));
refused(fn() => $of("$dir/a.csv", profile: 'nobody'));
refused(fn() => $of("$dir/a.csv", profile: "no\nprofile"));
refused(fn() => $of("$dir/a.csv", profile: 5));
refused(fn() => $of("$dir/a.csv", separator: ';;'));
refused(fn() => $of("$dir/a.csv", encoding: 'ebcdic'));
refused(fn() => $of("$dir/a.csv", quoting: 'twice'));
refused(fn() => $of("$dir/a.csv", where: 'sold'));
refused(fn() => $of("$dir/a.csv", where: ['sold']));
refused(fn() => $of("$dir/a.csv", drop: ['State' => [[]]]));
refused(fn() => $of("$dir/a.csv", customerKind: 'human'));
refused(fn() => $of("$dir/a.csv", skipLines: -1));
refused(fn() => $of("$dir/a.csv", decimals: 19));
refused(fn() => $of("$dir/a.csv", timeFormat: "%d\0"));
refused(fn() => $of("$dir/a.csv", fillDown: 'yes'));
array_map('unlink', glob("$dir/*"));
rmdir($dir);
?>
--EXPECT--
int(4)
int(2)
int(1)
int(1)
int(4)
int(0)
NULL
Array
(
    [0] => Array
        (
            [reason] => not a number
            [column] => Paid
            [example] => 'two'
            [rows] => 1
            [firstLine] => 5
        )

)
encoding: ASCII
separator: ; (7 fields in all 5 rows looked at, and so are the names found that are wanted)
where: drop 'State' = 'void': 1 of 4 rows left out
fill_down: 4 empty cells repeat the row above of the same order
column 'Who': customer: telephone numbers
column 'Bill': order
column 'Item': item
column 'When' with 'Clock': time: day first, 4-digit year, 24 hours: 1 of 3 rows have a first number above 12, such as '31/03/2026 09:30' in row 2
column 'Paid': amount: money: a comma for decimals, a point between thousands: 2 of 2 rows can mean nothing else, such as '1.250,50' in row 2; 1 texts are no numbers, such as 'two' in row 5: not a number
left out: 1 row: column 'Paid': not a number, such as line 5: 'two'
time: time %d/%m/%Y %H:%M
amount: money decimal_mark=, thousands=.

string(7) "1252.50"
string(25) "2026-03-31T02:30:00+00:00"
string(16) "["+84912345678"]"
int(25200)
string(3) "EUR"
string(5) "visit"
array(2) {
  [5]=>
  int(0)
  ["x"]=>
  int(0)
}
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
string(4) "6.00"
string(3) "2.0"
int(25200)
shopify
Quen\Exception\IoException: orders: "/nowhere/at/all.csv" cannot be opened: No such file or directory
TypeError: Quen\Orders::fromCsv(): Argument #1 ($file) must be of type string|resource, int given
Quen\Exception\InvalidArgumentException: import: the header is that of no system known here: say which columns are item, time, customer, order, quantity and amount or price, of 'Bill', 'Who', 'Item', 'When', 'Clock', 'Paid', 'State'
Quen\Exception\InvalidArgumentException: import: line 4: column 'When': '': empty: mend the file, or leave bad rows out by skip_bad
Quen\Exception\InvalidArgumentException: csv: the header on line 1 has no 'Nothing'; it has 'Bill', 'Who', 'Item', 'When', 'Clock', 'Paid', 'State'
Quen\Exception\InvalidArgumentException: profile: there is none called "nobody": Quen\profiles() lists them
Quen\Exception\InvalidArgumentException: profile: line 1: 'no' has no colon: a line is a key, a colon and a value
TypeError: profile must be a name, or the text of a profile, int given
Quen\Exception\InvalidArgumentException: separator: it is one character, " " for blanks
Quen\Exception\InvalidArgumentException: encoding must be one of find|utf8|utf16|windows1252|windows1258|latin1, not "ebcdic"
Quen\Exception\InvalidArgumentException: quoting must be one of find|standard|none, not "twice"
TypeError: where must be an array of values by column, string given
Quen\Exception\InvalidArgumentException: csv: the header on line 1 has no '0'; it has 'Bill', 'Who', 'Item', 'When', 'Clock', 'Paid', 'State'
TypeError: where, drop must be texts or lists of them, array given
Quen\Exception\InvalidArgumentException: customerKind must be one of text|whole|phone|email|name, not "human"
Quen\Exception\InvalidArgumentException: skipLines: -1 is not within 0..4294967295
Quen\Exception\InvalidArgumentException: import: decimals is 19, not within 0..18
Quen\Exception\InvalidArgumentException: timeFormat must be a text without zero bytes
TypeError: fillDown must be of type bool, string given
