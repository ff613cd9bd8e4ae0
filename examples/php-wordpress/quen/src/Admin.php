<?php

declare(strict_types=1);

namespace QuenPlugin;

use Quen\Customer;
use Quen\Segment;
use Quen\Shop;

/** The owner's page: what was learned, when, and who needs a word. */
final class Admin
{
    private const PAGE = 'quen';
    private const RISK = .5;
    private const MOST = 20;

    public function __construct(
        private readonly Model $model,
        private readonly Training $training,
    ) {}

    public function register(): void
    {
        add_action('admin_menu', $this->menu(...), 60);
        add_action('admin_notices', $this->notice(...));
        add_action('admin_post_quen_train', $this->train(...));
    }

    private static function capability(): string
    {
        return self::hasCommerce() ? 'manage_woocommerce' : 'manage_options';
    }

    private static function hasCommerce(): bool
    {
        return class_exists('WooCommerce', false);
    }

    private function menu(): void
    {
        $title = __('Your customers', 'quen');
        $parent = self::hasCommerce() ? 'woocommerce' : 'tools.php';
        $page = add_submenu_page($parent, $title, $title, self::capability(), self::PAGE,
            $this->page(...));
        add_action("admin_print_styles-$page", static function (): void {
            $plugin = dirname(__DIR__) . '/quen.php';
            $style = plugins_url('assets/admin.css', $plugin);
            wp_enqueue_style('quen-admin', $style, [], (string) filemtime($plugin));
        });
    }

    /** Where the owner looks first, if shoppers see nothing. */
    private function notice(): void
    {
        $here = in_array(get_current_screen()?->id, ['dashboard', 'plugins'], true);
        if (!$here || !current_user_can(self::capability())) {
            return;
        }
        $fault = $this->model->fault();
        if ($fault !== null && $fault !== Model::NO_FILE) {
            self::say('error', 'Quen: ' . Words::fault($fault));
        }
    }

    private function train(): void
    {
        if (!current_user_can(self::capability())) {
            wp_die(esc_html__('Sorry, you are not allowed to do that.', 'quen'), '', ['response' => 403]);
        }
        check_admin_referer('quen_train');
        ignore_user_abort(true);
        $this->training->run();
        wp_safe_redirect(self::address());
        exit;
    }

    private static function address(): string
    {
        $parent = self::hasCommerce() ? 'admin.php' : 'tools.php';
        return add_query_arg('page', self::PAGE, admin_url($parent));
    }

    private function page(): void
    {
        echo '<div class="wrap"><h1>', esc_html__('Your customers', 'quen'), '</h1>';
        $fault = $this->model->fault();
        if ($fault !== null) {
            self::say($fault === Model::NO_FILE ? 'info' : 'error', Words::fault($fault));
        }
        $this->status();
        $this->model->ask(static function (Shop $shop): bool {
            self::segments($shop);
            self::atRisk($shop);
            return true;
        });
        echo '</div>';
    }

    private static function say(string $sort, string $sentence): void
    {
        printf('<div class="notice notice-%s"><p>%s</p></div>', esc_attr($sort),
            esc_html($sentence));
    }

    private function status(): void
    {
        $last = (array) get_option('quen_last', []);
        $next = wp_next_scheduled(Training::HOOK);
        $facts = [
            __('Last training', 'quen') => isset($last['at'])
                ? self::moment((int) $last['at']) . ': ' . $last['line'] : __('none', 'quen'),
            __('Next training', 'quen') => $next ? self::moment($next) : __('none is planned: switch the plugin off and on', 'quen'),
            __('File', 'quen') => $this->model->path(),
            __('Library', 'quen') => Model::hasExtension() ? self::library() : __('missing', 'quen'),
        ];
        $facts += (array) $this->model->ask(static fn(Shop $shop) => [
            __('Learned from orders before', 'quen') => self::moment($shop->now()->getTimestamp()),
            __('Customers', 'quen') => number_format_i18n(count($shop)),
            __('Products', 'quen') => number_format_i18n(count($shop->items())),
        ]);
        echo '<div class="quen-table"><table class="widefat striped"><tbody>';
        foreach ($facts as $name => $value) {
            printf('<tr><th scope="row">%s</th><td>%s</td></tr>', esc_html($name),
                esc_html($value));
        }
        echo '</tbody></table></div>';
        if ($this->model->isPublic()) {
            echo '<p class="description">', esc_html__('The file lies where the web server could be asked for it, under a name that nobody can guess. Better is a path outside: define QUEN_MODEL in wp-config.php.', 'quen'), '</p>';
        }
        self::button();
    }

    private static function button(): void
    {
        echo '<form method="post" action="', esc_url(admin_url('admin-post.php')), '">';
        echo '<input type="hidden" name="action" value="quen_train">';
        wp_nonce_field('quen_train');
        submit_button(__('Train now', 'quen'), 'secondary', 'train', true,
            Model::hasExtension() ? [] : ['disabled' => 'disabled']);
        echo '</form>';
    }

    private static function segments(Shop $shop): void
    {
        if (!in_array('rfm', $shop->parts(), true)) {
            return;
        }
        self::table(__('Segments', 'quen'), [
            __('Segment', 'quen'), __('Customers', 'quen'), __('Share', 'quen'),
            __('Revenue', 'quen'), __('Last order', 'quen'), __('Orders', 'quen'),
        ], array_map(static fn(Segment $segment) => [
            '<strong>' . esc_html(Words::segment($segment->name)) . '</strong><br>'
                . esc_html(Words::meaning($segment->name, $segment->meaning)),
            esc_html(number_format_i18n($segment->customers)),
            esc_html(number_format_i18n(100 * $segment->share, 1) . ' %'),
            esc_html(self::money($shop, $segment->monetary)),
            esc_html(self::daysAgo($segment->recencyMedian)),
            esc_html(number_format_i18n($segment->frequencyMedian)),
        ], self::inhabited($shop)));
    }

    /** @return list<Segment> */
    private static function inhabited(Shop $shop): array
    {
        $all = $shop->segments()->toArray();
        return array_values(array_filter($all, static fn(Segment $one) => $one->customers > 0));
    }

    private static function atRisk(Shop $shop): void
    {
        if (!in_array('churn', $shop->parts(), true)) {
            self::say('info', __('The orders do not yet tell who leaves: there are too few, or over too short a time.', 'quen')
                . ' ' . $shop->churnNote());
            return;
        }
        $rows = $shop->atRisk(self::RISK, n: self::MOST);
        cache_users(array_filter(array_map(intval(...), $rows->column('customer'))));
        $title = sprintf(
            /* translators: %s: how many customers */
            _n('%s customer is likely to leave', '%s customers are likely to leave',
                $rows->total, 'quen'),
            number_format_i18n($rows->total),
        );
        self::table($title, [
            __('Customer', 'quen'), __('Risk', 'quen'), __('Reasons', 'quen'), __('Segment', 'quen'),
            __('Last order', 'quen'), __('Revenue', 'quen'),
        ], array_map(static fn(Customer $row) => [
            self::who((string) $row->customer),
            esc_html(number_format_i18n(100 * $row->risk) . ' %'),
            esc_html(self::reasons($row)),
            esc_html(Words::segment((string) $row->segment)),
            esc_html($row->recency === null ? '' : self::daysAgo($row->recency)),
            esc_html(self::money($shop, $row->monetary)),
        ], $rows->toArray()));
    }

    private static function reasons(Customer $row): string
    {
        return implode(', ', array_unique(array_map(Words::reason(...), array_keys($row->reasons))));
    }

    /**
     * @param list<string>       $heads
     * @param list<list<string>> $rows  HTML
     */
    private static function table(string $title, array $heads, array $rows): void
    {
        echo '<h2>', esc_html($title), '</h2>';
        if ($rows === []) {
            return;
        }
        echo '<div class="quen-table"><table class="widefat striped"><thead><tr>';
        foreach ($heads as $head) {
            echo '<th scope="col">', esc_html($head), '</th>';
        }
        echo '</tr></thead><tbody>';
        foreach ($rows as $row) {
            $cells = array_map('wp_kses_post', $row);
            echo '<tr><td>', implode('</td><td>', $cells), '</td></tr>';
        }
        echo '</tbody></table></div>';
    }

    private static function who(string $key): string
    {
        if (!ctype_digit($key)) {
            return esc_html__('Guest', 'quen') . ' <code>' . esc_html(substr($key, 2, 8)) . '</code>';
        }
        $user = get_userdata((int) $key);
        if (!$user) {
            return esc_html("#$key");
        }
        // Who runs the shop may not be one who edits users.
        $edit = (string) get_edit_user_link($user->ID);
        $name = esc_html($user->display_name);
        return $edit === '' ? $name : sprintf('<a href="%s">%s</a>', esc_url($edit), $name);
    }

    private static function money(Shop $shop, ?string $amount): string
    {
        if ($amount === null) {
            return '';
        }
        $number = number_format_i18n((float) $amount, $shop->decimals());
        return $shop->currency() === '' ? $number : "$number\u{a0}" . $shop->currency();
    }

    private static function daysAgo(int $days): string
    {
        /* translators: %s: how many days */
        $words = _n('%s day ago', '%s days ago', $days, 'quen');
        return sprintf($words, number_format_i18n($days));
    }

    private static function moment(int $second): string
    {
        $format = get_option('date_format') . ' ' . get_option('time_format');
        return (string) wp_date($format, $second);
    }

    private static function library(): string
    {
        $info = \Quen\build_info();
        return "quen {$info['version']} ({$info['simd']})";
    }
}
