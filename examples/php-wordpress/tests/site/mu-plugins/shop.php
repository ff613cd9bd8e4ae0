<?php

/** What the plugin uses of WooCommerce, which Debian does not have, and what tests ask. */

declare(strict_types=1);

add_action('init', static fn() => register_post_type('product', [
    'public' => true,
    'label' => 'Products',
    'supports' => ['title', 'editor', 'thumbnail'],
]));

/** A visitor's own token: to have one is not enough. */
add_shortcode('site_token', static fn() => 'token=' . wp_create_nonce('quen_train'));

function wc_get_product(WP_Post $post): object
{
    return new class ($post) {
        public function __construct(private WP_Post $post) {}

        public function is_visible(): bool
        {
            return true;
        }

        public function is_in_stock(): bool
        {
            return get_post_meta($this->post->ID, '_stock_status', true) !== 'outofstock';
        }

        public function get_price_html(): string
        {
            $price = esc_html((string) get_post_meta($this->post->ID, '_price', true));
            return "<span class=\"amount\" onclick=\"alert(2)\">$price&nbsp;₫</span>";
        }
    };
}
