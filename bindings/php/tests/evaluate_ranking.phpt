--TEST--
Evaluate: lists of offers against what was held out, with every option
--EXTENSIONS--
quen
--FILE--
<?php
require __DIR__ . '/log.inc';

/** The figures of a report, but for the intervals. */
function figures(Quen\RankingReport $report): array
{
    return array_diff_key(get_object_vars($report), ['low' => 0, 'high' => 0]);
}

$later = [[0], [1, 2], []];
$ranked = [[1, 0], [2, 3, 1]];
$r = Quen\Evaluate::ranking($later, $ranked, items: 4, popularity: [4, 2, 1, 0], population: 4);
foreach (figures($r) as $name => $value)
    printf("%s %.4f\n", $name, $value);
var_dump($r->low, $r->high);
// By hand, of customers 0 and 1: k is 3, h is 1 and 2.
var_dump(abs($r->precision - (1 / 3 + 2 / 3) / 2) < 1e-15, $r->recall === 1.0, abs($r->reciprocalRank - .75) < 1e-15,
    abs($r->ndcg - (1 / log(3, 2) + (1 + 1 / 2) / (1 + 1 / log(3, 2))) / 2) < 1e-15, abs($r->averagePrecision - (1 / 2 + (1 + 2 / 3) / 2) / 2) < 1e-15,
    abs($r->novelty - (-log(.5, 2) / 2 + (-log(.25, 2) - log(.25, 2) - log(.5, 2)) / 3) / 2) < 1e-15, $r->coverage === 1.0);
var_dump(figures(Quen\Evaluate::ranking($later, $ranked, items: 4, popularity: pack('q*', 4, 2, 1, 0), population: 4)) === figures($r));
printf("%.4f %.4f %.4f\n", Quen\Evaluate::ranking($later, $ranked, items: 4, top: 1)->precision, Quen\Evaluate::ranking($later, $ranked, items: 4, top: 10)->precision,
    Quen\Evaluate::ranking($later, $ranked, items: 4, top: 1)->recallMin);
var_dump(is_nan(Quen\Evaluate::ranking($later, $ranked, items: 4)->novelty), is_nan(Quen\Evaluate::ranking([[], []], [], items: 2)->precision));
var_dump(Quen\Evaluate::ranking($later, [1 => ['2', 3.0, 1]], items: 4)->hitRate, json_encode(Quen\Evaluate::ranking([[], []], [], items: 2)));

// Of a log: offers of models that learned what came before.
$orders = small_log();
$split = new Quen\Split($orders, method: 'time', horizonDays: 90, includeBought: true);
$offers = fn($method) => Quen\ItemCF::fitBaskets($split->train(), method: $method, minSupport: 1)->recommendBatch(n: 2, includeBought: true);
[$a, $b] = [$offers('cosine'), $offers('rp3beta')];
$of_split = Quen\Evaluate::ranking($split, $a, intervals: true, resamples: 50, confidence: .8, seed: 3, threads: 2, progress: fn() => true);
$numbers = array_map(fn($rows) => $rows->column('item'), $a);
$by_hand = Quen\Evaluate::ranking($split->heldOut(), $numbers, intervals: true, popularity: $split->popularity(), population: count($split->customers()),
    resamples: 50, confidence: .8, seed: 3);
var_dump(json_encode($of_split) === json_encode($by_hand), figures($of_split) === figures(Quen\Evaluate::ranking($split->heldOut()->toArray(), $numbers, popularity: $split->popularity(), population: 9)));
var_dump($of_split->low->recall <= $of_split->recall, $of_split->recall <= $of_split->high->recall, $of_split->low->recall < $of_split->high->recall,
    is_nan($of_split->low->coverage), $of_split->low->low);
var_dump(figures(Quen\Evaluate::ranking($split, $a, population: 100))['novelty'] > $of_split->novelty);
$own = Quen\Evaluate::ranking($split, $a, popularity: array_fill(0, 5, 1), population: 2);
var_dump(abs($own->novelty - 1) < 1e-15);
foreach ([$of_split, $own] as $answer)
    foreach ((new ReflectionObject($answer))->getProperties() as $property)
        if (!$property->isInitialized($answer))
            echo $property->getName(), "\n";

$d = Quen\Evaluate::compareRanking($split, $a, $b, top: 2, resamples: 50, confidence: .9, seed: 1, threads: 1, progress: fn() => true);
var_dump(abs($d->ndcg - ($of_split->ndcg - Quen\Evaluate::ranking($split, $b, top: 2)->ndcg)) < 1e-15, $d->low->ndcg <= $d->ndcg, $d->ndcg <= $d->high->ndcg);
$d = Quen\Evaluate::compareRanking($later, [[0, 1], [1, 2, 0]], [[1, 0], [0]], items: 4, popularity: [4, 2, 1, 0], population: 4);
printf("%.4f %.4f %.4f\n", $d->precision, $d->reciprocalRank, $d->recall);
var_dump(Quen\Evaluate::compareRanking($later, $ranked, $ranked, items: 4)->high->recall);

$told = Quen\ItemCF::fit($orders)->recommendBatch(n: 2);
foreach ([fn() => Quen\Evaluate::ranking($split, $told), fn() => Quen\Evaluate::ranking($split, [$orders->customers()]), fn() => Quen\Evaluate::ranking($split, [5]),
    fn() => Quen\Evaluate::ranking($split, [Quen\ItemCF::fit($orders)->recommend('C1')]),
    fn() => Quen\Evaluate::ranking($split, [9 => []]), fn() => Quen\Evaluate::ranking($split, [-1 => []]), fn() => Quen\Evaluate::ranking($split, 5),
    fn() => Quen\Evaluate::ranking(5, []), fn() => Quen\Evaluate::ranking($orders, []), fn() => Quen\Evaluate::ranking($orders->items(), []), fn() => Quen\Evaluate::ranking([], []),
    fn() => Quen\Evaluate::ranking([], [[1]]), fn() => Quen\Evaluate::ranking([5], []), fn() => Quen\Evaluate::ranking([['x']], []),
    fn() => Quen\Evaluate::ranking($later, [[0, 'x']]), fn() => Quen\Evaluate::ranking($later, [[0], [-1]]), fn() => Quen\Evaluate::ranking($later, [[0, 0]]),
    fn() => Quen\Evaluate::ranking($later, [[9]]), fn() => Quen\Evaluate::ranking($later, $ranked), fn() => Quen\Evaluate::ranking($later, $ranked, items: 2),
    fn() => Quen\Evaluate::ranking($later, $ranked, items: 4, top: -1), fn() => Quen\Evaluate::ranking($later, $ranked, items: 4, top: 1001), fn() => Quen\Evaluate::ranking($later, $ranked, items: 4, popularity: [1]),
    fn() => Quen\Evaluate::ranking($later, $ranked, items: 4, popularity: [1, 1, 1, -1], population: 2),
    fn() => Quen\Evaluate::ranking($later, $ranked, items: 4, popularity: [1, 1, 1, 1]),
    fn() => Quen\Evaluate::ranking($later, $ranked, items: 4, popularity: 'x'),
    fn() => Quen\Evaluate::ranking($split, $a, population: 3), fn() => Quen\Evaluate::ranking($split, $a, intervals: true, resamples: 1),
    fn() => Quen\Evaluate::ranking($split, $a, intervals: true, confidence: 1), fn() => Quen\Evaluate::ranking($split, $a, seed: -1),
    fn() => Quen\Evaluate::ranking($split, $a, threads: 0), fn() => Quen\Evaluate::ranking($split, $a, intervals: true, progress: fn() => false),
    fn() => Quen\Evaluate::ranking($split, $a, intervals: true, progress: fn() => throw new DomainException('thrown')),
    fn() => Quen\Evaluate::compareRanking($split, $a, 5), fn() => Quen\Evaluate::compareRanking($split, $a, [9 => []]), fn() => Quen\Evaluate::compareRanking($split, $a, [['x']]),
    fn() => new Quen\RankingReport()] as $call)
    refused($call);
?>
--EXPECT--
precision 0.5000
recall 1.0000
recallMin 1.0000
hitRate 1.0000
ndcg 0.7753
ndcgUntruncated 0.7753
averagePrecision 0.6667
reciprocalRank 0.7500
novelty 1.0833
coverage 1.0000
NULL
NULL
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
0.5000 0.1500 0.5000
bool(true)
bool(true)
float(0.5)
string(196) "{"precision":null,"recall":null,"recallMin":null,"hitRate":null,"ndcg":null,"ndcgUntruncated":null,"averagePrecision":null,"reciprocalRank":null,"novelty":null,"coverage":0,"low":null,"high":null}"
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
NULL
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
0.3333 0.7500 0.5000
float(0)
Quen\Exception\InvalidArgumentException: ranked: "C0" is no number of a customer
Quen\Exception\InvalidArgumentException: ranked: row 0: offers by number are needed, of a model that was made by ItemCF::fitBaskets($split->train())
TypeError: ranked: row 0 must be a list of item numbers or of offers, int given
Quen\Exception\InvalidArgumentException: ranked: row 0: offers by number are needed, of a model that was made by ItemCF::fitBaskets($split->train())
Quen\Exception\InvalidArgumentException: ranked: 9 is no number of one of 9 customers
Quen\Exception\InvalidArgumentException: ranked: -1 is no number of one of 9 customers
TypeError: Quen\Evaluate::ranking(): Argument #2 ($ranked) must be of type array, int given
TypeError: heldOut must be a list of lists of item numbers, or rows of Quen\Split, int given
TypeError: heldOut must be a list of lists of item numbers, or rows of Quen\Split, Quen\Orders given
TypeError: heldOut must be a list of lists of item numbers, or rows of Quen\Split, Quen\Rows given
Quen\Exception\InvalidArgumentException: evaluate: held_out: the matrix is empty: 0 rows, 1 columns
Quen\Exception\InvalidArgumentException: ranked: 0 is no number of one of 0 customers
TypeError: heldOut: row 0 must be a list of item numbers, int given
Quen\Exception\InvalidArgumentException: heldOut: row 0: an item is no number of 0..2^31 - 1
TypeError: ranked: row 0 must be a list of item numbers, string given
Quen\Exception\InvalidArgumentException: ranked: row 1: an item is not within 0..2^32 - 1
Quen\Exception\InvalidArgumentException: evaluate: row 0: item 0 is in the list twice
Quen\Exception\InvalidArgumentException: evaluate: row 0: item is 9, not within 0..2
Quen\Exception\InvalidArgumentException: evaluate: row 1: item is 3, not within 0..2
Quen\Exception\InvalidArgumentException: items: a basket has a greater number
Quen\Exception\InvalidArgumentException: top: -1 is not within 0..4294967295
Quen\Exception\InvalidArgumentException: top: 1001 is not within 0..1000
Quen\Exception\InvalidArgumentException: popularity: 4 values are wanted, not 1
Quen\Exception\InvalidArgumentException: popularity: row 3: a number is below 0
Quen\Exception\InvalidArgumentException: evaluate: population is 0, and popularity is given: say of how many customers
Quen\Exception\InvalidArgumentException: popularity: 1 bytes are no packed numbers of 8 bytes
Quen\Exception\InvalidArgumentException: evaluate: item 1: popularity is 4, above the population of 3
Quen\Exception\InvalidArgumentException: evaluate: resamples is 1, not within 2..1000000
Quen\Exception\InvalidArgumentException: evaluate: confidence is 1, not above 0 and below 1
Quen\Exception\InvalidArgumentException: seed: -1 is not within 0..9223372036854775807
Quen\Exception\InvalidArgumentException: threads: 0 is not 1..256
Quen\Exception\CancelledException: evaluate: cancelled by the progress callback
DomainException: thrown
TypeError: Quen\Evaluate::compareRanking(): Argument #3 ($b) must be of type array, int given
Quen\Exception\InvalidArgumentException: b: 9 is no number of one of 9 customers
TypeError: b: row 0 must be a list of item numbers, string given
Error: Call to private Quen\Result::__construct() from global scope
