<?php

/** What the tests share: a shop in a folder of its own, a visitor, and how to be strict. */

declare(strict_types=1);

namespace Shop\Tests;

use Shop\App;
use Shop\Config;
use Shop\Database;
use Shop\Fill;
use Shop\Request;
use Shop\Response;
use Shop\Session;
use Shop\Training;

final class Wrong extends \Exception {}

final class LeftOut extends \Exception {}

function same(mixed $wanted, mixed $got, string $about = ''): void
{
    if ($wanted !== $got) {
        throw new Wrong("$about: " . var_export($got, true) . ' is not ' . var_export($wanted, true));
    }
}

function holds(bool $true, string $about): void
{
    same(true, $true, $about);
}

function has(string $part, string $text): void
{
    holds(str_contains($text, $part), "\"$part\" in " . substr($text, 0, 4000));
}

function lacks(string $part, string $text): void
{
    $at = strpos($text, $part);
    holds($at === false, "no \"$part\" in ..." . substr($text, max(0, (int) $at - 60), 160));
}

function needs_extension(): void
{
    extension_loaded('quen') || throw new LeftOut();
}

/** A folder that is gone with the process. */
function folder(): string
{
    $path = sys_get_temp_dir() . '/shop-' . bin2hex(random_bytes(6));
    mkdir($path, 0700);
    register_shutdown_function(static function () use ($path): void {
        array_map(unlink(...), glob("$path/*"));
        rmdir($path);
    });
    return $path;
}

function config(string $folder, string $model = 'shop.quen'): Config
{
    return new Config("sqlite:$folder/shop.db", null, null, 'wp_', "$folder/$model",
        'Asia/Ho_Chi_Minh', 'VND', 0);
}

/** The tables, filled once and copied for each test. */
function filled(string $model = 'shop.quen'): Config
{
    static $first = null;
    if ($first === null) {
        $config = config($place = folder());
        $log = getenv('SHOP_LOG') ?: throw new \RuntimeException('SHOP_LOG is not set');
        (new Fill(new Database($config), $config))->from($log, false);
        $first = $place;
    }
    $folder = folder();
    copy("$first/shop.db", "$folder/shop.db");
    return config($folder, $model);
}

/** The same, with a model learned from it. */
function trained(): Config
{
    needs_extension();
    static $model = null;
    $config = filled();
    if ($model === null) {
        (new Training($config))->run();
        $place = folder() . '/shop.quen';
        copy($config->model, $place);
        $model = $place;
    }
    copy($model, $config->model);
    return $config;
}

/** Somebody with a browser, who keeps a session; the log's lines are kept, too. */
final class Visitor
{
    /** @var list<string> */
    public array $log = [];
    /** @var array<string, mixed> */
    public array $memory = [];
    private readonly Session $session;

    public function __construct(private readonly Config $config)
    {
        $this->session = new Session($this->memory);
    }

    public function get(string $path, array $query = [], string $language = ''): Response
    {
        return $this->ask(new Request('GET', $path, $query, [], $language));
    }

    /** A form with the right token, unless it says another. */
    public function post(string $path, array $form = []): Response
    {
        return $this->ask(new Request('POST', $path, [], $form + ['token' => $this->session->token()]));
    }

    public function ask(Request $request): Response
    {
        $log = function (string $line): void {
            $this->log[] = $line;
        };
        return (new App($this->config, $log))->handle($request, $this->session);
    }

    /** The text of an answer, whoever prints it. */
    public function text(Response $response): string
    {
        ob_start();
        is_string($response->body) ? print $response->body : ($response->body)();
        return (string) ob_get_clean();
    }

    public function page(string $path, array $query = []): string
    {
        $response = $this->get($path, $query);
        same(200, $response->status, $path . ' ' . implode(' | ', $this->log));
        return $this->text($response);
    }
}

/** Every page that anybody sees, as customer 1 with a basket, and as the owner. */
function all_pages(Config $config, string $language): array
{
    $pages = [];
    $visitor = new Visitor($config);
    $visitor->get('/', ['lang' => $language]);
    $pages['stranger'] = $visitor->page('/');
    $pages['login'] = $visitor->page('/login');
    $visitor->post('/login', ['customer' => '1']);
    $pages['home'] = $visitor->page('/');
    $pages['product'] = $visitor->page('/product/1');
    $pages['empty basket'] = $visitor->page('/basket');
    $visitor->post('/basket', ['product' => '1']);
    $pages['basket'] = $visitor->page('/basket');
    $visitor->post('/order');
    $pages['ordered'] = $visitor->page('/basket');
    $pages['missing'] = $visitor->text($visitor->get('/nowhere'));
    $pages['refused'] = $visitor->text($visitor->post('/basket', ['token' => 'another']));
    $pages['not yours'] = $visitor->text($visitor->get('/owner'));
    $visitor->post('/login', ['as' => 'owner']);
    $pages['owner'] = $visitor->page('/owner');
    return $pages;
}
