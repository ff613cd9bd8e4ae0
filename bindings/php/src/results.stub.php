<?php

/** @generate-class-entries */

namespace Quen;

/**
 * What an answer is made of: its properties are all there is to it. As JSON it is an
 * object of them, moments as "2026-01-31T09:30:00+00:00", NAN and INF as null.
 *
 * @strict-properties
 */
abstract class Result implements \JsonSerializable
{
    /** @implementation-alias Quen\Model::__construct */
    private function __construct() {}

    /** @phpstan-return array<string, mixed> */
    public function jsonSerialize(): array {}
}

/**
 * What a log holds: Orders::totals().
 *
 * @strict-properties
 */
final class Totals extends Result
{
    public readonly int $lines;
    public readonly int $orders;
    /** Orders that are visits: with a purchase, unless the log's rules say else. */
    public readonly int $visits;
    public readonly int $customers;
    public readonly int $items;
    public readonly int $linesWithoutCustomer;
    /** Lines whose amount is negative; null without money. */
    public readonly ?int $refundLines;
    /** The sum of all amounts, exact: "14.00"; null without money. */
    public readonly ?string $revenue;
    /** Units bought less those returned, exact. */
    public readonly string $quantity;
    public readonly ?\DateTimeImmutable $first;
    public readonly ?\DateTimeImmutable $last;
    public readonly bool $hasMoney;
    /** Memory held. */
    public readonly int $bytes;
}

/**
 * What makes answers wrong in silence: Orders::check(), Shop::findings().
 *
 * @strict-properties
 */
final class Finding extends Result
{
    /** "note", "warning" or "severe". */
    public readonly string $severity;
    /**
     * A word, such as "nobody_name": docs/algorithms.md has the rule of each. "unknown": a
     * later version found it.
     */
    public readonly string $kind;
    public readonly int $count;
    public readonly int $of;
    public readonly float $value;
    public readonly ?\DateTimeImmutable $time;
    /** The key that it is about; null: none, or a shop tells it. */
    public readonly int|string|null $customer;
    /** A key, a day, an order; "" where there is none, or a shop tells it. */
    public readonly string $example;
    /** What was found and what to do; "" where a shop tells it. */
    public readonly string $sentence;
}

/**
 * A period in figures: Orders::figures(). Money is exact, null without; ratios are NAN where
 * they would divide by 0. docs/algorithms.md has the rule of each.
 *
 * @strict-properties
 */
final class Figure extends Result
{
    public readonly \DateTimeImmutable $start;
    public readonly \DateTimeImmutable $end;
    /** The segment, "(all)" or "(none)"; null: figures are of the whole alone. */
    public readonly ?string $segment;
    /** It was over by the moment. */
    public readonly bool $isWhole;
    public readonly int $lines;
    public readonly string $quantity;
    public readonly ?string $revenue;
    public readonly ?string $refunds;
    public readonly ?string $revenueReturning;
    public readonly ?string $revenueWithoutCustomer;
    public readonly int $orders;
    public readonly int $ordersWithoutCustomer;
    public readonly int $customers;
    public readonly int $customersNew;
    public readonly int $customersReturning;
    public readonly int $customersRetained;
    public readonly int $customersWonBack;
    public readonly int $customersRepeating;
    public readonly int $customersChurned;
    /** In main units of money. */
    public readonly float $orderValueMean;
    public readonly float $ordersPerCustomer;
    public readonly float $quantityPerOrder;
    public readonly float $gapDaysMean;
    public readonly float $repeatRate;
    public readonly float $repeatOrderShare;
    public readonly float $retention;
    public readonly float $returningShare;
    public readonly float $quickRatio;
}

/**
 * Those who first came in a period: Orders::cohorts(). Its lists have an entry for each period
 * since, that of the first visit included, as far as it has begun.
 *
 * @strict-properties
 */
final class Cohort extends Result
{
    /** The local day on which the period begins, "2026-01-01". */
    public readonly string $day;
    /** @phpstan-var list<int> */
    public readonly array $customers;
    /**
     * Exact; null without money.
     *
     * @phpstan-var list<string>|null
     */
    public readonly ?array $revenue;
}

/**
 * How an item sells of late: Shop::trends().
 *
 * @strict-properties
 */
final class Trend extends Result
{
    public readonly int|string $item;
    /** Orders in which it was bought in the last 28 days before the moment. */
    public readonly int $recent;
    /** In the 28 days before these. */
    public readonly int $before;
    /**
     * By how many standard deviations recent differs from what it were if the item had kept
     * its share of all items bought; above 0 it rises.
     */
    public readonly float $z;
}

/**
 * What customers answered: nps(), csat().
 *
 * @strict-properties
 */
final class SurveyScore extends Result
{
    public readonly int $n;
    public readonly int $good;
    public readonly int $neutral;
    public readonly int $bad;
    public readonly float $score;
    public readonly float $stdError;
    /** Lower end of the interval. */
    public readonly float $low;
    public readonly float $high;
}

/**
 * What became of the rows of a file or a statement: Orders::imported().
 *
 * @strict-properties
 */
final class ImportReport extends Result
{
    public readonly int $rows;
    public readonly int $kept;
    public readonly int $filtered;
    public readonly int $skipped;
    public readonly int $filled;
    public readonly int $rounded;
    public readonly int $twice;
    public readonly int $moved;
    public readonly int $odd;
    /**
     * Bad rows by reason and column.
     *
     * @phpstan-var list<SkippedRows>
     */
    public readonly array $reasons;
    /**
     * What was understood, a line each.
     *
     * @phpstan-var list<string>
     */
    public readonly array $told;
    /** The formats that were learned: give it as `saved` with the next file. */
    public readonly string $saved;
    /** The name of the profile that was given or found. */
    public readonly ?string $profile;
}

/**
 * Bad rows of one sort that were left out.
 *
 * @strict-properties
 */
final class SkippedRows extends Result
{
    public readonly string $reason;
    public readonly string $column;
    public readonly string $example;
    public readonly int $rows;
    public readonly int $firstLine;
}

/**
 * The scores of a customer: Rfm::scores().
 *
 * @strict-properties
 */
final class RfmScore extends Result
{
    /** The key; a number after fitValues() and in a model that holds no keys. */
    public readonly int|string $customer;
    /** Whole units since the last purchase, days by default. */
    public readonly int $recency;
    public readonly int $frequency;
    /** Exact: "310.00"; null without money. */
    public readonly ?string $monetary;
    public readonly int $r;
    public readonly int $f;
    public readonly ?int $m;
    public readonly string $segment;
}

/**
 * A segment in figures: Rfm::summary(), Shop::segments().
 *
 * @strict-properties
 */
final class Segment extends Result
{
    public readonly string $name;
    /** What is true of everyone in it, a sentence. */
    public readonly string $meaning;
    public readonly int $customers;
    /** Of all customers, 0..1. */
    public readonly float $share;
    public readonly int $frequency;
    /** What they paid in all, exact; null without money. */
    public readonly ?string $monetary;
    public readonly int $recencyMedian;
    public readonly int $frequencyMedian;
    public readonly ?string $monetaryMedian;
}

/**
 * An item offered, with its reasons: recommend(), similar() and the like.
 *
 * @strict-properties
 */
final class Offer extends Result
{
    public readonly int|string $item;
    /** A sum of weights; of a popular one its share of all customers, not comparable. */
    public readonly float $score;
    /** Offered because it sells well; no item led here. */
    public readonly bool $popular;
    /**
     * Because of these items, the weightiest first.
     *
     * @phpstan-var list<int|string>
     */
    public readonly array $because;
}

/**
 * Everything that a shop knows of one customer; null is what it does not know.
 *
 * @strict-properties
 */
final class Customer extends Result
{
    public readonly int|string $customer;
    public readonly ?int $r;
    public readonly ?int $f;
    public readonly ?int $m;
    public readonly ?string $segment;
    public readonly ?int $recency;
    public readonly ?int $frequency;
    /** Exact: "310.00". */
    public readonly ?string $monetary;
    public readonly ?int $cluster;
    /** That they do not come back, 0..1. */
    public readonly ?float $risk;
    /**
     * Features that raise the risk most, largest first: what each adds to the log odds.
     *
     * @phpstan-var array<string, float>
     */
    public readonly array $reasons;
    /** The probability of being a customer still. */
    public readonly ?float $alive;
    /** Expected within 365 days: orders, */
    public readonly ?float $orders;
    /** and money; null where values have no model. */
    public readonly ?float $value;
    /** What winning back one who is late is worth: value, or orders, x (1 - alive). */
    public readonly ?float $stake;
    /** Comes at a rhythm, so that the quartiles are narrow. */
    public readonly ?bool $regular;
    /** The last order is longer ago than the next takes to come in three cases of four. */
    public readonly ?bool $late;
    /** When the next order of one who stays comes: by then in a quarter of cases, */
    public readonly ?\DateTimeImmutable $next25;
    /** in a half, */
    public readonly ?\DateTimeImmutable $next50;
    /** in three quarters. */
    public readonly ?\DateTimeImmutable $next75;
    /** The hour at which they order most; null where customers have no hours of their own. */
    public readonly ?int $hour;
    /** The share of their orders then. */
    public readonly ?float $hourShare;
    /** The weekday likewise, Monday is 0. */
    public readonly ?int $weekday;
    public readonly ?float $weekdayShare;
    /**
     * Items likeliest to be bought again within 30 days, and the median of when.
     *
     * @phpstan-var list<array{item: int|string, chance: float, expected: \DateTimeImmutable}>
     */
    public readonly array $due;
}

/**
 * A cluster in the features' own units, money in main units: Shop::clusters().
 *
 * @strict-properties
 */
final class Cluster extends Result
{
    public readonly int $cluster;
    public readonly int $customers;
    /** @phpstan-var array<string, float> */
    public readonly array $means;
    /** @phpstan-var array<string, float> */
    public readonly array $medians;
}

/**
 * A term of a regression: Logit::summary(), Churn::summary().
 *
 * @strict-properties
 */
final class Coefficient extends Result
{
    public readonly string $term;
    public readonly float $coefficient;
    public readonly float $stdError;
    public readonly float $z;
    public readonly float $p;
    public readonly float $low;
    public readonly float $high;
    public readonly float $oddsRatio;
}

/**
 * The risk of a customer: Churn::predict().
 *
 * @strict-properties
 */
final class ChurnRisk extends Result
{
    public readonly int|string $customer;
    public readonly float $risk;
    /** @phpstan-var array<string, float> */
    public readonly array $reasons;
}

/**
 * The risk of a customer as foreseen in the past, and what came: Churn::backtest().
 *
 * @strict-properties
 */
final class ChurnOutcome extends Result
{
    public readonly int|string $customer;
    public readonly float $risk;
    public readonly bool $churned;
}

/**
 * How a fit of churn went, out of time. What was not judged is null.
 *
 * @strict-properties
 */
final class ChurnReport extends Result
{
    public readonly \DateTimeImmutable $cutoff;
    public readonly float $horizonDays;
    public readonly int $customers;
    public readonly int $churned;
    public readonly bool $judged;
    /** false: recency alone did as well, and the risks are what it tells. */
    public readonly ?bool $better;
    public readonly ?float $auc;
    public readonly ?float $aucLow;
    public readonly ?float $aucHigh;
    public readonly ?float $logLoss;
    public readonly ?float $brier;
    public readonly ?float $lift10;
    public readonly ?float $meanRisk;
    public readonly ?float $slope;
    public readonly ?float $recencyAuc;
    public readonly ?float $recencyLogLoss;
    public readonly ?float $recencyBrier;
    public readonly ?float $recencyLift10;
    public readonly ?float $recencyMeanRisk;
    public readonly ?float $recencySlope;
    public readonly \DateTimeImmutable $now;
    public readonly int $nowCustomers;
    public readonly float $nowMeanRisk;
    /** By which the mean risk may be wrong. */
    public readonly ?float $margin;
}

/**
 * A moment that churn learned from: Churn::origins().
 *
 * @strict-properties
 */
final class ChurnOrigin extends Result
{
    public readonly \DateTimeImmutable $cutoff;
    public readonly int $customers;
    public readonly int $churned;
    public readonly ?float $meanRisk;
    public readonly ?float $auc;
    public readonly ?float $logLoss;
    public readonly ?float $margin;
}

/**
 * A feature that lies outside what was learned: Churn::drift().
 *
 * @strict-properties
 */
final class ChurnDrift extends Result
{
    public readonly string $feature;
    public readonly float $least;
    public readonly float $most;
    public readonly int $below;
    public readonly int $above;
}

/**
 * What is to be expected of a customer: Lifetime::predict() and predictRows().
 *
 * @strict-properties
 */
final class LifetimeFuture extends Result
{
    /** The key, or the row. */
    public readonly int|string|null $customer;
    /** The probability of being a customer still. */
    public readonly float $alive;
    /** Orders within the horizon. */
    public readonly float $orders;
    /** Money within the horizon; null without a model of values. */
    public readonly ?float $value;
    /** Comes at a rhythm, so that the quartiles are narrow. */
    public readonly bool $regular;
    /** Time to the next order of one who stays: a quarter waits at most so long, */
    public readonly float $wait25;
    /** a half, */
    public readonly float $wait50;
    /** three quarters. */
    public readonly float $wait75;
    /** The same of one who comes within the horizon: a quarter waits at most so long, */
    public readonly float $waitWithin25;
    /** a half, */
    public readonly float $waitWithin50;
    /** three quarters. */
    public readonly float $waitWithin75;
}

/**
 * How the fit went, and how well the end of the log was foreseen: Lifetime::report().
 *
 * @strict-properties
 */
final class LifetimeReport extends Result
{
    /** @phpstan-var 'mbg_cnbd'|'bg_nbd'|'pareto_nbd' */
    public readonly string $family;
    /** k. */
    public readonly int $regularity;
    /** @phpstan-var 'converged'|'flat'|'prior' */
    public readonly string $state;
    public readonly int $steps;
    public readonly int $customers;
    /** Who came back. */
    public readonly int $repeaters;
    public readonly float $logLikelihood;
    /** The moment of the fit; null: the model is one of rows. */
    public readonly ?\DateTimeImmutable $now;
    /**
     * What predictions are by: the model, the average, or the customers' own rates.
     *
     * @phpstan-var 'model'|'mean'|'own'
     */
    public readonly string $answer;
    /** false: nothing could be foreseen, and the rest is null. */
    public readonly bool $judged;
    /** false: a plain answer did as well. */
    public readonly ?bool $better;
    /** What was foreseen begins here, */
    public readonly ?\DateTimeImmutable $start;
    /** and ends before this. */
    public readonly ?\DateTimeImmutable $end;
    public readonly int $checkCustomers;
    /** Orders of each of them, on average, that came. */
    public readonly ?float $checkOrders;
    public readonly ?float $modelOrders;
    public readonly ?float $meanOrders;
    public readonly ?float $ownOrders;
    public readonly ?float $modelRmse;
    public readonly ?float $meanRmse;
    public readonly ?float $ownRmse;
    public readonly ?float $modelMae;
    public readonly ?float $meanMae;
    public readonly ?float $ownMae;
    /** Standard errors by which the model is better. */
    public readonly ?float $z;
    /** Between returns and the mean value; values do not fit above 0.3. */
    public readonly ?float $valueCorrelation;
    /** Customers that the model of values learned from; 0: there is none. */
    public readonly int $valueCustomers;
}

/**
 * An item of a customer's next basket: Habits::nextBasket().
 *
 * @strict-properties
 */
final class HabitsOffer extends Result
{
    public readonly int|string $item;
    /** Baskets of the customer with it so far. */
    public readonly int $times;
    /** The larger, the likelier: the sum of the three below. */
    public readonly float $score;
    /** Because of the customer's own baskets. */
    public readonly float $own;
    /** Because it sells well, in all and of late. */
    public readonly float $popular;
    /** Because of its neighbours among what was bought. */
    public readonly float $related;
}

/**
 * An item that a customer is about to need again: Habits::due() and listDue().
 *
 * @strict-properties
 */
final class Due extends Result
{
    public readonly int|string $customer;
    public readonly int|string $item;
    /** Of buying it within the horizon, 0..1. */
    public readonly float $chance;
    /** When it was bought last. */
    public readonly \DateTimeImmutable $last;
    /** The median of when it is bought again, if it is. */
    public readonly \DateTimeImmutable $due;
    /** Baskets with it so far. */
    public readonly int $times;
    /** Nine of ten who buy it again would have done so by now. */
    public readonly bool $late;
}

/**
 * What an answer is worth, by the log's end: Habits::checks().
 *
 * @strict-properties
 */
final class HabitsCheck extends Result
{
    /** @phpstan-var 'basket'|'new'|'due'|'hour'|'weekday'|'month'|'item_group'|'channel' */
    public readonly string $question;
    /** false: fewer than 20 customers could be foreseen, and the measures are null. */
    public readonly bool $judged;
    /** false: the plain answer did as well, and is given. */
    public readonly ?bool $better;
    public readonly int $customers;
    /** Baskets, chances, orders or items that were foreseen. */
    public readonly int $n;
    /** NDCG of 10 items of baskets; mean squared error of what is due; log-loss of others. */
    public readonly ?float $model;
    /** That of the plain answer. */
    public readonly ?float $plain;
    /** Of baskets: the mean share of a basket's items among the 10. */
    public readonly ?float $modelHits;
    public readonly ?float $plainHits;
    /** Standard errors by which the model is better. */
    public readonly ?float $z;
}

/**
 * Counts, the weights that were chosen, the law of gaps: Habits::report().
 *
 * @strict-properties
 */
final class HabitsReport extends Result
{
    /** The moment of the fit. */
    public readonly \DateTimeImmutable $now;
    /** What was foreseen begins here; null: nothing was. */
    public readonly ?\DateTimeImmutable $start;
    /** And ends before this. */
    public readonly ?\DateTimeImmutable $end;
    /** Customers with purchases. */
    public readonly int $customers;
    public readonly int $baskets;
    /** Items of customers, each once. */
    public readonly int $pairs;
    /** Those that were bought again. */
    public readonly int $pairsAgain;
    /** What a basket weighs against the next newer one. */
    public readonly float $decay;
    /** Next basket: of own baskets; 0 where the plain answer is given. */
    public readonly float $weightOwn;
    public readonly float $weightPopular;
    public readonly float $weightRecent;
    public readonly float $weightRelated;
    /** Items never bought, likewise. */
    public readonly float $newPopular;
    public readonly float $newRecent;
    public readonly float $newRelated;
    /** The chance of buying an item again, of all items. */
    public readonly float $again;
    /** Mean time between two purchases of an item. */
    public readonly float $gapDays;
    /** Shape of the gamma distribution of gaps: 1 is no rhythm. */
    public readonly float $gapShape;
    /** Orders that the shop's shares weigh; null: not judged. */
    public readonly ?float $strengthHour;
    public readonly ?float $strengthWeekday;
    public readonly ?float $strengthMonth;
    /** Items of baskets that they weigh. */
    public readonly ?float $strengthItemGroup;
    /** Orders that they weigh. */
    public readonly ?float $strengthChannel;
}

/**
 * Two rows that may be of one person: Links::table() and compare().
 *
 * @strict-properties
 */
final class Link extends Result
{
    /** A row, counted from 0 through both tables. */
    public readonly int $a;
    public readonly int $b;
    /** That they are of one person: 1 / (1 + 2^-(prior's bits + reasons + rest)). */
    public readonly float $chance;
    /**
     * The fields that tell most, for or against, most first: what each tells, in bits.
     *
     * @phpstan-var array<string, float>
     */
    public readonly array $reasons;
    /** The bits of all other fields. */
    public readonly float $rest;
}

/**
 * What was learned of a field: Links::levels(). Shares of strangers' values (u) and of one
 * person's (m) that are different, close, equal.
 *
 * @strict-properties
 */
final class LinkLevels extends Result
{
    public readonly string $field;
    /** Share of compared pairs where both values are known. */
    public readonly float $known;
    public readonly float $uDifferent;
    public readonly float $uClose;
    public readonly float $uEqual;
    public readonly float $mDifferent;
    public readonly float $mClose;
    public readonly float $mEqual;
}

/**
 * How a comparison went: Links::report().
 *
 * @strict-properties
 */
final class LinksReport extends Result
{
    /** false: what was learned still moved at the end. */
    public readonly bool $converged;
    /** Pairs that were compared. */
    public readonly int $pairs;
    /** Pairs in blocks of too many rows. */
    public readonly int $pairsLeftOut;
    public readonly int $blocksLeftOut;
    /** Rows that a block could have. */
    public readonly int $blockRows;
    public readonly int $links;
    /** Pairs of one person among those compared, as the chances add up. */
    public readonly float $pairsOfOne;
    /** log2 of the odds that two rows are of one person. */
    public readonly float $priorBits;
}

/**
 * Rows joined to persons: Links::groups().
 *
 * @strict-properties
 */
final class LinkGroups extends Result
{
    /**
     * Of each row, the number of the first row of its group.
     *
     * @phpstan-var list<int>
     */
    public readonly array $first;
    /** Groups, those of one row included. */
    public readonly int $groups;
    /** Rows of the largest one. */
    public readonly int $largest;
    /** Links whose rows are in two groups, since some of these contradict one another. */
    public readonly int $vetoed;
    /** The same, since the group would have more than maxRows. */
    public readonly int $tooLarge;
}

/**
 * How well scores tell two classes apart: Evaluate::binary().
 *
 * @strict-properties
 */
final class BinaryReport extends Result
{
    public readonly float $rate;
    public readonly float $auc;
    public readonly float $averagePrecision;
    public readonly float $ks;
    public readonly float $lift10;
    public readonly float $meanScore;
    public readonly float $logLoss;
    public readonly float $brier;
    public readonly float $reliability;
    public readonly float $resolution;
    public readonly float $uncertainty;
    public readonly float $within;
    public readonly float $calibrationError;
    public readonly float $slope;
    public readonly float $intercept;
    /** Where each figure's confidence interval begins, if that was asked for. */
    public readonly ?BinaryReport $low;
    /** And where it ends. */
    public readonly ?BinaryReport $high;
}

/**
 * Rows of about one score: Evaluate::calibration().
 *
 * @strict-properties
 */
final class CalibrationBin extends Result
{
    public readonly int $rows;
    public readonly float $weight;
    public readonly float $least;
    public readonly float $greatest;
    public readonly float $meanScore;
    public readonly float $rate;
}

/**
 * A part of the rows, those of highest score first: Evaluate::gains().
 *
 * @strict-properties
 */
final class Gain extends Result
{
    public readonly float $share;
    public readonly float $least;
    public readonly float $rate;
    public readonly float $lift;
    public readonly float $captured;
    public readonly float $cumulativeLift;
}

/**
 * Whether one score is better than another: Evaluate::aucTest().
 *
 * @strict-properties
 */
final class AucTest extends Result
{
    public readonly float $aucA;
    public readonly float $stdErrorA;
    public readonly float $aucB;
    public readonly float $stdErrorB;
    public readonly float $difference;
    public readonly float $stdError;
    public readonly float $low;
    public readonly float $high;
    public readonly float $z;
    public readonly float $p;
}

/**
 * How good lists of offers are: Evaluate::ranking(). Means over the customers who have
 * held-out items, h of them; k is the length of a list.
 *
 * @strict-properties
 */
final class RankingReport extends Result
{
    /** Hits / k. */
    public readonly float $precision;
    /** Hits / h. */
    public readonly float $recall;
    /** Hits / min(k, h). */
    public readonly float $recallMin;
    /** The share of customers with a hit. */
    public readonly float $hitRate;
    /** Gain / that of the best list of k items. */
    public readonly float $ndcg;
    /** Gain / that of the best list of h items. */
    public readonly float $ndcgUntruncated;
    /** MAP: the sum over the hits of the precision down to them / min(k, h). */
    public readonly float $averagePrecision;
    /** MRR: 1 / rank of the first hit. */
    public readonly float $reciprocalRank;
    /** Mean -log2(share of customers who had the item before). */
    public readonly float $novelty;
    /** The share of all items that some list has; it has no interval. */
    public readonly float $coverage;
    /** Where each figure's confidence interval begins, if that was asked for. */
    public readonly ?RankingReport $low;
    /** And where it ends. */
    public readonly ?RankingReport $high;
}

/**
 * How well clusters are apart: Evaluate::clusters().
 *
 * @strict-properties
 */
final class ClustersReport extends Result
{
    public readonly int $clusters;
    public readonly int $sampled;
    public readonly float $silhouette;
    public readonly float $silhouetteError;
    public readonly float $calinskiHarabasz;
    public readonly float $daviesBouldin;
}
