<?php

/**
 * Does one thing inside the site, and prints what became of it as JSON:
 *
 *     php ask.php WORDPRESS QUESTION [ARGUMENT...]
 */

declare(strict_types=1);

require "$argv[1]/wp-load.php";

[, , $question] = $argv;
$arguments = array_slice($argv, 3);
$answer = match ($question) {
    'model' => (new QuenPlugin\Model())->path(),
    'option' => get_option($arguments[0]),
    'set' => update_option($arguments[0], $arguments[1]),
    'next' => wp_next_scheduled('quen_train'),
    'due' => due(),
    'offers' => offers((int) $arguments[0], (int) $arguments[1]),
    'has' => Quen\Shop::open((new QuenPlugin\Model())->path())->hasCustomer($arguments[0]),
    'export' => tool('exporters', $arguments[0]),
    'erase' => tool('erasers', $arguments[0]),
    'delete-user' => delete_user((int) $arguments[0]),
    'buy' => buy((int) $arguments[0], (int) $arguments[1]),
    'memory' => memory(),
    'uninstall' => uninstall(),
};
echo wp_json_encode($answer), "\n";

/** The night's event is late. */
function due(): void
{
    wp_clear_scheduled_hook('quen_train');
    wp_schedule_event(time() - 60, 'daily', 'quen_train');
}

/** @return array<string, list<array<string, mixed>>> what the library itself says */
function offers(int $product, int $user): array
{
    $shop = Quen\Shop::open((new QuenPlugin\Model())->path());
    $title = static fn(string $item) => get_post((int) $item)->post_title;
    $named = static function (Quen\Offer $offer) use ($title): array {
        $post = get_post((int) $offer->item);
        return [
            'title' => $post->post_title,
            'sold' => $post->post_status === 'publish'
                && get_post_meta($post->ID, '_stock_status', true) !== 'outofstock',
            'because' => array_map($title, $offer->because),
        ];
    };
    return array_map(static fn(Quen\Rows $rows) => array_map($named, $rows->toArray()), [
        'also' => $shop->similar($product, n: 20, popular: false),
        'you' => $shop->recommend($user, n: 20),
        'stranger' => $shop->recommend(null, n: 20),
    ]);
}

/** WordPress's tools for personal data call the plugin so. */
function tool(string $tool, string $email): mixed
{
    return apply_filters("wp_privacy_personal_data_$tool", [])['quen']['callback']($email, 1);
}

function delete_user(int $user): void
{
    require_once ABSPATH . 'wp-admin/includes/user.php';
    wp_delete_user($user);
}

/** A paid order of today. */
function buy(int $user, int $product): void
{
    global $wpdb;
    $table = "{$wpdb->prefix}wc_customer_lookup";
    $customer = $wpdb->get_var("SELECT customer_id FROM $table WHERE user_id = $user");
    $order = ['order_id' => 900000 + $user, 'customer_id' => $customer];
    $now = gmdate('Y-m-d H:i:s', time() + 1);
    $wpdb->insert("{$wpdb->prefix}wc_order_stats", $order + [
        'date_created' => $now, 'date_created_gmt' => $now, 'status' => 'wc-processing',
    ]);
    $wpdb->insert("{$wpdb->prefix}wc_order_product_lookup", $order + [
        'order_item_id' => 900000 + $user, 'product_id' => $product, 'variation_id' => 0,
        'product_qty' => 1, 'product_net_revenue' => 20000,
    ]);
}

/** @return array<string, mixed> what a training adds to PHP's memory */
function memory(): array
{
    global $wpdb;
    $table = "{$wpdb->prefix}wc_order_product_lookup";
    $lines = (int) $wpdb->get_var("SELECT COUNT(*) FROM $table");
    memory_reset_peak_usage();
    $before = memory_get_usage();
    do_action('quen_train');
    return [
        'done' => get_option('quen_last')['done'],
        'lines' => $lines,
        'bytes' => memory_get_peak_usage() - $before,
    ];
}

/** @return list<string> what is left of the plugin */
function uninstall(): array
{
    global $wpdb;
    require_once ABSPATH . 'wp-admin/includes/plugin.php';
    $folder = wp_upload_dir()['basedir'];
    deactivate_plugins('quen/quen.php');
    uninstall_plugin('quen/quen.php');
    $options = $wpdb->get_col(
        "SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%quen%'",
    );
    $planned = str_contains(serialize(_get_cron_array()), 'quen') ? ['cron'] : [];
    return [...$options, ...$planned, ...glob("$folder/quen-*")];
}
