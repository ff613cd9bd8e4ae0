<?php

declare(strict_types=1);

namespace Shop\Tests;

require_once __DIR__ . '/opencart-orders.php';

return fn (Tables $tables, array $orders) => opencart($tables, $orders, masters: true);
