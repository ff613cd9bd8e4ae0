<?php

/**
 * Installs WordPress with the plugin, products, accounts and orders, all from one seed:
 *
 *     php install.php WORDPRESS
 */

declare(strict_types=1);

define('WP_INSTALLING', true);
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
require "$argv[1]/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

/** The numbers of products are ten apart from 1000 on. */
const FIRST = 1000;
const TITLES = ['Cà phê sữa đá', 'Bạc xỉu', 'Trà sen', 'Trà đào', 'Bánh mì', 'Bánh flan',
    'Sả chanh', 'Massage chân', 'Massage đá nóng', 'Xông hơi', 'Gội đầu', 'Chăm sóc da',
    'Sơn móng', 'Nến thơm'];
const CUSTOMERS = 400;
const GUESTS = 60;
const DAYS = 420;

mt_srand(14);
wp_install('Sen & Sả', 'owner', 'owner@shop.example', false, '', 'owner-password', '');
wp_set_current_user(1);
update_option('timezone_string', 'Asia/Ho_Chi_Minh');
update_option('woocommerce_currency', 'VND');
update_option('woocommerce_price_num_decimals', '0');
update_option('show_avatars', 0);
update_user_meta(1, $wpdb->get_blog_prefix() . 'persisted_preferences',
    ['core/edit-post' => ['welcomeGuide' => false], '_modified' => gmdate('c')]);
switch_theme('test');
$fault = activate_plugin('quen/quen.php');
if (is_wp_error($fault)) {
    throw new RuntimeException($fault->get_error_message());
}
products();
pages();
accounts();
orders();

function products(): void
{
    // A title of an administrator may hold anything.
    kses_remove_filters();
    foreach (TITLES as $i => $title) {
        for ($kind = 1; $kind <= 3; $kind++) {
            product(FIRST + 10 * $i + $kind, "$title $kind", 'publish');
        }
    }
    product(FIRST + 2, '<script>alert(1)</script> & "Cà phê"', 'publish');
    product(2000, 'Chưa ai mua', 'publish');
    product(FIRST + 22, TITLES[2] . ' 2', 'draft');
    update_post_meta(FIRST + 3, '_stock_status', 'outofstock');
    kses_init_filters();
}

function product(int $number, string $title, string $status): void
{
    $post = ['post_type' => 'product', 'post_title' => $title, 'post_status' => $status,
        'post_content' => '[quen_also_bought count="3"]'];
    $post += get_post($number) ? ['ID' => $number] : ['import_id' => $number];
    wp_insert_post(wp_slash($post), true);
    update_post_meta($number, '_price', (string) price($number));
}

function price(int $number): int
{
    return 1000 * (15 + $number % 50);
}

function pages(): void
{
    $first = FIRST + 1;
    page(500, 'Shortcodes', "[quen_for_you]\n\n[quen_also_bought product=\"$first\"]");
    page(502, 'Token', '[site_token]');
    page(501, 'Blocks', serialize_blocks([
        block('quen/for-you', ['count' => 2, 'title' => 'For "you" <b>']),
        block('quen/also-bought', ['count' => 3, 'product' => $first]),
    ]));
}

function page(int $number, string $title, string $content): void
{
    wp_insert_post(wp_slash(['post_type' => 'page', 'post_status' => 'publish',
        'import_id' => $number, 'post_title' => $title, 'post_content' => $content]), true);
}

/** @return array<string, mixed> */
function block(string $name, array $attributes): array
{
    return ['blockName' => $name, 'attrs' => $attributes, 'innerBlocks' => [],
        'innerHTML' => '', 'innerContent' => []];
}

function accounts(): void
{
    global $wpdb;
    $hash = wp_hash_password('customer-password');
    $rows = [];
    for ($i = 1; $i <= CUSTOMERS; $i++) {
        $number = 100 + $i;
        $rows[] = "($number, 'customer$i', '$hash', 'customer$i', 'customer$i@shop.example',
            NOW(), 'Khách $i <i>')";
    }
    $wpdb->query("INSERT INTO $wpdb->users (ID, user_login, user_pass, user_nicename, user_email,
        user_registered, display_name) VALUES " . implode(',', $rows));
    foreach ([101, 102] as $user) {
        (new WP_User($user))->set_role('subscriber');
    }
}

/** Every customer has a shelf they like, and some stop coming. */
function orders(): void
{
    global $wpdb;
    $text = file_get_contents(__DIR__ . '/woocommerce.sql');
    $text = strtr($text, ['{prefix}' => $wpdb->prefix]);
    foreach (preg_split('/;\n/', $text, -1, PREG_SPLIT_NO_EMPTY) as $statement) {
        $wpdb->query($statement);
    }
    $tables = new Lines();
    $end = strtotime('today 00:00 UTC');
    for ($i = 1; $i <= CUSTOMERS + GUESTS; $i++) {
        $tables->customer($i, $i <= CUSTOMERS ? 100 + $i : null, "customer$i@shop.example");
        $gap = mt_rand(4, 25);
        $last = mt_rand(0, 9) < 4 ? mt_rand(60, DAYS) : DAYS;
        for ($day = mt_rand(0, 60); $day < $last; $day += mt_rand(1, 2 * $gap)) {
            $second = mt_rand(3600, 50000) - (DAYS - $day) * DAY_IN_SECONDS;
            $tables->order($i, $end + $second);
        }
    }
    $tables->end();
}

final class Lines
{
    private const SIZE = 2000;
    /** @var array<string, list<string>> */
    private array $waiting = [];
    private int $orders = 10000;
    private int $lines = 0;

    public function customer(int $number, ?int $user, string $email): void
    {
        $this->add('wc_customer_lookup (customer_id, user_id, email, first_name, last_name)',
            [$number, $user ?? 'NULL', "'$email'", "''", "''"]);
    }

    public function order(int $customer, int $moment): void
    {
        $order = ++$this->orders;
        $dice = mt_rand(1, 100);
        $status = match (true) {
            $dice <= 3 => 'wc-cancelled',
            $dice <= 5 => 'wc-refunded',
            default => 'wc-completed',
        };
        $this->stats($order, 0, $moment, $status, $customer);
        $bought = [];
        for ($n = mt_rand(1, 4); $n > 0; $n--) {
            $shelf = mt_rand(0, 3) > 0 ? $customer % 5 : mt_rand(0, 13);
            $bought[FIRST + 10 * $shelf + mt_rand(1, 3)] = mt_rand(1, 2);
        }
        foreach ($bought as $product => $quantity) {
            $this->line($order, $product, $customer, $moment, $quantity);
        }
        if ($dice === 6) {
            $refund = ++$this->orders;
            $product = array_key_first($bought);
            $this->stats($refund, $order, $moment + DAY_IN_SECONDS, 'wc-completed', $customer);
            $this->line($refund, $product, $customer, $moment, -$bought[$product]);
        }
    }

    public function end(): void
    {
        array_map($this->write(...), array_keys($this->waiting));
    }

    private function stats(
        int $order,
        int $parent,
        int $moment,
        string $status,
        int $customer,
    ): void {
        $this->add('wc_order_stats (order_id, parent_id, date_created, date_created_gmt,'
            . ' status, customer_id)',
            [$order, $parent, gmdate("'Y-m-d H:i:s'", $moment + 7 * HOUR_IN_SECONDS),
                gmdate("'Y-m-d H:i:s'", $moment), "'$status'", $customer]);
    }

    private function line(
        int $order,
        int $product,
        int $customer,
        int $moment,
        int $quantity,
    ): void {
        $this->add('wc_order_product_lookup (order_item_id, order_id, product_id, variation_id,'
            . ' customer_id, date_created, product_qty, product_net_revenue)',
            [++$this->lines, $order, $product, 0, $customer, gmdate("'Y-m-d H:i:s'", $moment),
                $quantity, $quantity * price($product)]);
    }

    /** @param list<int|string> $values */
    private function add(string $into, array $values): void
    {
        $this->waiting[$into][] = '(' . implode(',', $values) . ')';
        if (count($this->waiting[$into]) >= self::SIZE) {
            $this->write($into);
        }
    }

    private function write(string $into): void
    {
        global $wpdb;
        $rows = implode(',', $this->waiting[$into]);
        if ($rows !== '' && !$wpdb->query("INSERT INTO $wpdb->prefix$into VALUES $rows")) {
            throw new RuntimeException($wpdb->last_error);
        }
        $this->waiting[$into] = [];
    }
}
