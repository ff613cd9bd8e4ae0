<?php

/** The plugin is deleted: its file, its schedule and all that it wrote down go too. */

declare(strict_types=1);

defined('WP_UNINSTALL_PLUGIN') || exit;

require_once __DIR__ . '/src/Model.php';

(static function (): void {
    $sites = is_multisite() ? get_sites(['fields' => 'ids', 'number' => 0]) : [0];
    foreach ($sites as $site) {
        if ($site !== 0) {
            switch_to_blog($site);
        }
        (new QuenPlugin\Model())->remove();
        wp_clear_scheduled_hook('quen_train');
        delete_transient('quen_said');
        foreach (['folder', 'secret', 'erased', 'last'] as $name) {
            delete_option("quen_$name");
        }
        if ($site !== 0) {
            restore_current_blog();
        }
    }
})();
