<?php

declare(strict_types=1);

namespace QuenPlugin;

/** The library's words in the language of who reads. */
final class Words
{
    public static function fault(string $fault): string
    {
        return match ($fault) {
            Model::NO_EXTENSION => __('The PHP extension quen is not loaded. Install it and restart PHP; until then shoppers see no offers.', 'quen'),
            Model::NO_FILE => __('Nothing has been learned yet. The next night learns, or the button below.', 'quen'),
            default => $fault,
        };
    }

    public static function segment(string $name): string
    {
        return match ($name) {
            'Champions' => __('Champions', 'quen'),
            'Loyal' => __('Loyal', 'quen'),
            'Potential Loyalist' => __('Potential Loyalist', 'quen'),
            'New Customers' => __('New Customers', 'quen'),
            'Promising' => __('Promising', 'quen'),
            'Need Attention' => __('Need Attention', 'quen'),
            'About To Sleep' => __('About To Sleep', 'quen'),
            'At Risk' => __('At Risk', 'quen'),
            'Cannot Lose Them' => __('Cannot Lose Them', 'quen'),
            'Hibernating' => __('Hibernating', 'quen'),
            'Lost' => __('Lost', 'quen'),
            default => $name,
        };
    }

    /** What is true of everyone in a segment. */
    public static function meaning(string $name, string $meaning): string
    {
        return match ($name) {
            'Champions' => __('Came more recently and more often than most, and spent more than most.', 'quen'),
            'Loyal' => __('Recency, frequency and spending are all in the middle or above it.', 'quen'),
            'Potential Loyalist' => __('Came not long ago, not among the least frequent; spent the middle or less.', 'quen'),
            'New Customers' => __('Came not long ago, less often than most, perhaps once; spent less than most.', 'quen'),
            'Promising' => __('Came not long ago, less often than most, perhaps once; spent little or much.', 'quen'),
            'Need Attention' => __('Came not long ago, neither least nor most often; spent the middle or more.', 'quen'),
            'About To Sleep' => __('Has been away for a while, after many orders or one; spent the middle or less.', 'quen'),
            'At Risk' => __('Has been away longer than most, not among the least frequent or least spending.', 'quen'),
            'Cannot Lose Them' => __('Has been away longer than most, after many orders or one; spent the middle or more.', 'quen'),
            'Hibernating' => __('Recency, frequency and spending are all in the middle or below it.', 'quen'),
            'Lost' => __('Has been away longest, after many orders or one; spent less than most.', 'quen'),
            default => $meaning,
        };
    }

    /** What raises a customer's risk: the features of the library. */
    public static function reason(string $feature): string
    {
        return match ($feature) {
            'recency_days', 'log_recency' => __('away for long', 'quen'),
            'silence_ratio', 'log_silence_ratio', 'silence_decay' => __('away longer than usual for them', 'quen'),
            'log_order_rate' => __('how often they come', 'quen'),
            'no_order_chance' => __('seldom orders', 'quen'),
            'tenure_days' => __('how long they have been a customer', 'quen'),
            'orders' => __('number of orders', 'quen'),
            'lines' => __('how much they buy at a time', 'quen'),
            'distinct_items' => __('how varied their purchases are', 'quen'),
            'quantity' => __('how many pieces they buy', 'quen'),
            'revenue' => __('what they spent in all', 'quen'),
            'order_value_mean' => __('what they spend at a time', 'quen'),
            'order_value_std' => __('how uneven their spending is', 'quen'),
            'gap_days_mean' => __('long between orders', 'quen'),
            'gap_cv' => __('irregular orders', 'quen'),
            'refund_share' => __('refunds', 'quen'),
            'trend' => __('spending changed lately', 'quen'),
            'weekend_share' => __('which days they order', 'quen'),
            'hour' => __('which time of day they order', 'quen'),
            default => $feature,
        };
    }
}
