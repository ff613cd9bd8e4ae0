<?php

/** The front controller: every address that is no file comes here. */

declare(strict_types=1);

require __DIR__ . '/../src/autoload.php';

$request = Shop\Request::fromGlobals();
// PHP's own server asks here for files, too.
if (PHP_SAPI === 'cli-server' && is_file(__DIR__ . $request->path)) {
    return false;
}
$session = Shop\Session::start(($_SERVER['HTTPS'] ?? '') === 'on');
$app = new Shop\App(Shop\Config::load(), error_log(...));
$response = $app->handle($request, $session);
session_write_close();
$response->send($request->method !== 'HEAD');
