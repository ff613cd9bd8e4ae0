<?php

declare(strict_types=1);

namespace QuenPlugin;

use Quen\Offer;
use Quen\Shop;
use WP_Post;

/** The shortcodes and blocks: shelves of products, or nothing at all. */
final class Offers
{
    private const DEFAULTS = ['product' => 0, 'count' => 4, 'title' => ''];
    private const MOST = 24;
    /** What WordPress has and assets/editor.js uses. */
    private const EDITOR = ['wp-blocks', 'wp-block-editor', 'wp-components', 'wp-element',
        'wp-i18n', 'wp-server-side-render'];

    public function __construct(private readonly Model $model) {}

    public function register(): void
    {
        $folder = dirname(__DIR__);
        $assets = plugins_url('assets', "$folder/quen.php");
        $version = (string) filemtime("$folder/quen.php");
        wp_register_style('quen-offers', "$assets/offers.css", [], $version);
        wp_register_script('quen-editor', "$assets/editor.js", self::EDITOR, $version, true);
        wp_set_script_translations('quen-editor', 'quen', "$folder/languages");
        $shelves = ['also-bought' => $this->alsoBought(...), 'for-you' => $this->forYou(...)];
        foreach ($shelves as $name => $html) {
            register_block_type("$folder/blocks/$name", ['render_callback' => $html]);
            add_shortcode('quen_' . strtr($name, '-', '_'), $html);
        }
    }

    /**
     * Customers also bought: beside the product that is told, or that the page is about.
     *
     * @param array<string, mixed>|string $attributes
     */
    public function alsoBought(array|string $attributes): string
    {
        $wanted = self::wanted($attributes, 'quen_also_bought');
        $here = get_post_type() === 'product' ? (int) get_the_ID() : 0;
        $product = $wanted['product'] ?: $here;
        if ($product === 0) {
            return '';
        }
        $rows = $this->model->ask(static fn(Shop $shop) => $shop->similar(
            $product, n: self::spare($wanted['count']), popular: false,
        )->toArray()) ?? [];
        $title = $wanted['title'] ?: __('Customers also bought', 'quen');
        return self::shelf('quen-also-bought', $title, $rows, $wanted['count'], false);
    }

    /**
     * For this visitor; for somebody we do not know, what sells well.
     *
     * @param array<string, mixed>|string $attributes
     */
    public function forYou(array|string $attributes): string
    {
        $wanted = self::wanted($attributes, 'quen_for_you');
        $customer = get_current_user_id() ?: null;
        if ($customer !== null && !defined('DONOTCACHEPAGE')) {
            // What caches of pages ask, so that nobody sees what is another's.
            define('DONOTCACHEPAGE', true);
        }
        $rows = $this->model->ask(static fn(Shop $shop) => $shop->recommend(
            $customer, n: self::spare($wanted['count']),
        )->toArray()) ?? [];
        $own = array_filter($rows, static fn(Offer $row) => !$row->popular) !== [];
        $title = $wanted['title'] ?: ($own ? __('For you', 'quen') : __('What many like', 'quen'));
        return self::shelf('quen-for-you', $title, $rows, $wanted['count'], true);
    }

    /**
     * @param array<string, mixed>|string $attributes
     * @return array{product: int, count: int, title: string}
     */
    private static function wanted(array|string $attributes, string $shortcode): array
    {
        $given = shortcode_atts(self::DEFAULTS, (array) $attributes, $shortcode);
        return [
            'product' => max(0, (int) $given['product']),
            'count' => max(1, min(self::MOST, (int) $given['count'])),
            'title' => trim((string) $given['title']),
        ];
    }

    /** Some of what was bought is not sold any more. */
    private static function spare(int $count): int
    {
        return 3 * $count + 8;
    }

    /** @param list<Offer> $rows */
    private static function shelf(
        string $class,
        string $title,
        array $rows,
        int $count,
        bool $reasons,
    ): string {
        $numbers = array_map(static fn(Offer $row) => (int) $row->item, $rows);
        $because = array_map(static fn(Offer $row) => $reasons ? $row->because[0] ?? 0 : 0, $rows);
        $products = self::products([...$numbers, ...array_map(intval(...), $because)]);
        $items = '';
        foreach ($rows as $i => $row) {
            $product = $products[$numbers[$i]] ?? null;
            if ($product !== null && $count > 0 && self::isSold($product)) {
                $items .= self::item($product, $products[$because[$i]] ?? null);
                $count--;
            }
        }
        if ($items === '') {
            return '';
        }
        wp_enqueue_style('quen-offers');
        return sprintf('<section class="quen-offers %s"><h2>%s</h2><ul>%s</ul></section>',
            esc_attr($class), esc_html($title), $items);
    }

    private static function item(WP_Post $product, ?WP_Post $because): string
    {
        $price = self::commerce($product)?->get_price_html() ?? '';
        $reason = $because === null ? '' : sprintf(
            /* translators: %s: the title of a product that the visitor bought */
            __('Because of %s', 'quen'), wp_strip_all_tags(get_the_title($because), true),
        );
        return sprintf('<li><a href="%s">%s<span class="quen-title">%s</span></a>',
                esc_url((string) get_permalink($product)),
                get_the_post_thumbnail($product, 'medium', ['alt' => '']),
                esc_html(get_the_title($product)))
            . sprintf($price === '' ? '' : '<span class="quen-price">%s</span>', wp_kses_post($price))
            . sprintf($reason === '' ? '' : '<small>%s</small>', esc_html($reason))
            . '</li>';
    }

    /**
     * Those that everybody may see, by number, with one statement.
     *
     * @param list<int> $numbers
     * @return array<int, WP_Post>
     */
    private static function products(array $numbers): array
    {
        $numbers = array_values(array_unique(array_filter($numbers)));
        $posts = $numbers === [] ? [] : get_posts([
            'post_type' => 'product',
            'post_status' => 'publish',
            'has_password' => false,
            'post__in' => $numbers,
            'posts_per_page' => count($numbers),
            'no_found_rows' => true,
        ]);
        return array_column($posts, null, 'ID');
    }

    private static function isSold(WP_Post $post): bool
    {
        $product = self::commerce($post);
        return $product === null || ($product->is_visible() && $product->is_in_stock());
    }

    /** WooCommerce's view of a product; null without WooCommerce. */
    private static function commerce(WP_Post $post): ?object
    {
        return function_exists('wc_get_product') ? (wc_get_product($post) ?: null) : null;
    }
}
