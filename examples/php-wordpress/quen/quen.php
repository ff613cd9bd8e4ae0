<?php

/**
 * Plugin Name:       Quen: also bought, for you
 * Description:       What to offer to whom, and who is about to leave, learned from the shop's own orders on the shop's own server.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      8.2
 * License:           MIT
 * Text Domain:       quen
 * Domain Path:       /languages
 */

declare(strict_types=1);

namespace QuenPlugin;

defined('ABSPATH') || exit;

$classes = ['Model', 'Customers', 'Training', 'Offers', 'Words', 'Admin', 'Privacy'];
foreach ($classes as $class) {
    require_once __DIR__ . "/src/$class.php";
}

(static function (): void {
    $model = new Model();
    $customers = new Customers();
    $training = new Training($model, $customers);

    register_activation_hook(__FILE__, Training::plan(...));
    register_deactivation_hook(__FILE__, Training::unplan(...));
    add_action(Training::HOOK, $training->run(...), 10, 0);
    add_action('init', static function () use ($model): void {
        load_plugin_textdomain('quen', false, 'quen/languages');
        (new Offers($model))->register();
    });
    (new Privacy($model, $customers))->register();
    if (is_admin()) {
        (new Admin($model, $training))->register();
    }
})();
