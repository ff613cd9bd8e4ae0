<?php

/** Nothing that somebody typed is HTML, a formula, a statement or somebody else's form. */

declare(strict_types=1);

namespace Shop\Tests;

use Shop\Csv;
use Shop\Database;
use Shop\Language;
use Shop\Request;
use Shop\Session;
use Shop\View;
use function Shop\e;

const HOSTILE = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>&amp;{{7*7}}';

/** Every text of the database is hostile. */
function hostile(\Shop\Config $config): \Shop\Config
{
    $db = new Database($config);
    $db->run('UPDATE {products} SET name_vi = ?, name_en = ?, about_vi = ?, about_en = ?',
        array_fill(0, 4, HOSTILE));
    $db->run('UPDATE {wc_customer_lookup} SET first_name = ?, last_name = ?, email = ?, username = ?',
        array_fill(0, 4, HOSTILE));
    return $config;
}

/** Elements and attributes, as a browser reads them. */
function check_elements(string $name, string $html): void
{
    $page = new \DOMDocument();
    // The old parser does not know the newer elements; what it does with them is right.
    $before = libxml_use_internal_errors(true);
    $page->loadHTML('<?xml encoding="utf-8"?>' . $html);
    libxml_clear_errors();
    libxml_use_internal_errors($before);
    foreach ($page->getElementsByTagName('*') as $element) {
        holds(!in_array($element->tagName, ['script', 'style', 'img', 'iframe'], true),
            "$name: no <{$element->tagName}>");
        foreach ($element->attributes as $attribute) {
            holds(!preg_match('/\A(on|style\z)/', $attribute->name), "$name: no {$attribute->name}=");
        }
        if ($element->tagName === 'form' && $element->getAttribute('method') === 'post') {
            has('name="token"', $page->saveHTML($element));
        }
    }
}

return [
    'text is escaped for elements and attributes' => static function (): void {
        same('&lt;a b=&quot;c&quot; d=&apos;e&apos;&gt;&amp;', e('<a b="c" d=\'e\'>&'), 'e');
        same("\u{fffd}x", e("\xffx"), 'what is no UTF-8');
        same('', e(null), 'nothing');
    },
    'templates print only what is escaped' => static function (): void {
        // $content is a template's own answer; charts escape what they are given.
        $tools = 'e|t|word|money|number|percent|date|part|icon|field';
        $safe = '/\A\s*(\$(' . $tools . ')\(|\$content\b|Shop\\\\Chart::)/';
        foreach (glob(__DIR__ . '/../templates/*.php') as $file) {
            $source = file_get_contents($file);
            preg_match_all('/<\?=(.*?)\?>/s', $source, $found);
            foreach ($found[1] as $printed) {
                holds(preg_match($safe, $printed) === 1, basename($file) . ": $printed is escaped");
            }
            lacks('echo', $source);
            lacks('print', $source);
        }
    },
    'what templates print with is escaped, but for drawings and other templates' => static function (): void {
        $values = [];
        $view = new View(new Language('en', config('/nowhere')), new Session($values));
        $tools = (new \ReflectionMethod($view, 'tools'))->invoke($view);
        foreach (['e' => [HOSTILE], 't' => ['offer.because', ['item' => HOSTILE]],
            'word' => ['segment', HOSTILE]] as $name => $arguments) {
            $printed = $tools[$name](...$arguments);
            has('&lt;script&gt;', $printed);
            lacks('<', $printed);
            lacks('"', $printed);
        }
        lacks('<script', $tools['t'](HOSTILE));
        lacks('<script', \Shop\Chart::columns([1], HOSTILE) . \Shop\Chart::bar(1, HOSTILE));
        lacks('<script', $tools['icon'](HOSTILE));
    },
    'hostile names and searches stay text on every page' => static function (): void {
        $config = hostile(extension_loaded('quen') ? trained() : filled());
        foreach (['vi', 'en'] as $code) {
            foreach (all_pages($config, $code) as $name => $html) {
                check_elements($name, $html);
                lacks('<script', $html);
                lacks('<img', $html);
            }
        }
        $visitor = new Visitor($config);
        $html = $visitor->page('/login', ['q' => HOSTILE]);
        check_elements('search', $html);
        has(e(HOSTILE), $html);
        check_elements('address', $visitor->text($visitor->get('/"><script>alert(1)</script>')));
    },
    'a form without its token is refused, and does nothing' => static function (): void {
        $visitor = new Visitor(filled());
        $visitor->page('/');
        $tokens = [[], ['token' => ''], ['token' => 'x'], ['token' => ['x']], ['token' => str_repeat('0', 32)]];
        foreach (['/basket', '/order', '/login', '/logout'] as $path) {
            foreach ($tokens as $token) {
                $form = $token + ['product' => '1', 'customer' => '1'];
                same(403, $visitor->ask(new Request('POST', $path, [], $form))->status, $path);
            }
        }
        same([], $visitor->memory['basket'] ?? [], 'the basket');
        same(null, $visitor->memory['customer'] ?? null, 'the customer');
        // A visitor who never had a form has no token to guess, not even an empty one.
        $form = ['token' => '', 'product' => '1'];
        same(403, (new Visitor(filled()))->ask(new Request('POST', '/basket', [], $form))->status, 'new');
    },
    'a token is this session\'s, and ends with a sign-in' => static function (): void {
        $config = filled();
        [$one, $other] = [new Visitor($config), new Visitor($config)];
        $one->page('/');
        $other->page('/');
        $theirs = $other->memory['token'];
        same(403, $one->post('/basket', ['product' => '1', 'token' => $theirs])->status, 'of another');
        $before = $one->memory['token'];
        same(303, $one->post('/login', ['customer' => '1'])->status, 'sign in');
        same(403, $one->post('/basket', ['product' => '1', 'token' => $before])->status, 'of before');
        same(303, $one->post('/basket', ['product' => '1'])->status, 'the new one');
    },
    'addresses change nothing when they are only looked at' => static function (): void {
        $visitor = new Visitor(filled());
        foreach (['/order' => 405, '/logout' => 405, '/nowhere' => 404, '/product/0' => 404,
            '/product/999999999' => 404, '/product/1x' => 404, "/product/1\n" => 404] as $path => $status) {
            same($status, $visitor->get($path)->status, $path);
        }
        same('POST', $visitor->get('/order')->headers()['Allow'], 'what is allowed');
        same(200, $visitor->ask(new Request('HEAD', '/'))->status, 'HEAD');
        same(405, $visitor->ask(new Request('DELETE', '/basket'))->status, 'DELETE');
    },
    'hostile values of forms are 404, not faults' => static function (): void {
        $visitor = new Visitor(filled());
        foreach (['-1', '1e3', '1; DROP TABLE wp_products', '99999999999', "1\0", '', ['1']] as $value) {
            same(404, $visitor->post('/basket', ['product' => $value])->status, 'product');
            same(404, $visitor->post('/login', ['customer' => $value])->status, 'customer');
        }
        $visitor->page('/login', ['q' => "' OR 1=1 --"]);
        $visitor->page('/login', ['q' => "%_!\xff"]);
        foreach (['%', '_', '!'] as $letter) {
            has('There is nobody', $visitor->page('/login', ['q' => $letter, 'lang' => 'en']));
        }
        $visitor->page('/login', ['q' => ['x']]);
        $visitor->post('/basket', ['product' => '1', 'quantity' => '999999999']);
        same([1 => 99], $visitor->memory['basket'], 'no more than there can be');
        same([], $visitor->log, 'no fault in the log');
    },
    'only the owner sees the owner\'s pages' => static function (): void {
        $visitor = new Visitor(filled());
        $pages = ['/owner', '/owner/customers.csv'];
        foreach ($pages as $page) {
            same(403, $visitor->get($page)->status, 'a stranger');
        }
        $visitor->post('/login', ['customer' => '1']);
        foreach ($pages as $page) {
            same(403, $visitor->get($page)->status, 'a customer');
        }
        $visitor->post('/login', ['as' => 'owner']);
        foreach ($pages as $page) {
            same(200, $visitor->get($page)->status, 'the owner');
        }
        $visitor->post('/logout');
        same(403, $visitor->get('/owner')->status, 'signed out');
    },
    'every answer has the headers' => static function (): void {
        $visitor = new Visitor(filled());
        foreach ([$visitor->get('/'), $visitor->get('/nowhere'), $visitor->post('/order')] as $response) {
            $headers = $response->headers();
            lacks('unsafe', $headers['Content-Security-Policy']);
            lacks('script-src', $headers['Content-Security-Policy']);
            has("default-src 'none'", $headers['Content-Security-Policy']);
            has("frame-ancestors 'none'", $headers['Content-Security-Policy']);
            same('nosniff', $headers['X-Content-Type-Options'], 'nosniff');
            same('same-origin', $headers['Referrer-Policy'], 'referrer');
        }
    },
    'cells of a spreadsheet are not computed' => static function (): void {
        same('"\'=1+2"', Csv::cell('=1+2'), 'a formula');
        foreach (['+cmd|x', '-2+3', '@SUM(A1)', "\t=1", "\r=1", ' =1', '|x', '%0A=1'] as $text) {
            holds(str_starts_with(trim(Csv::cell($text), '"'), "'"), $text);
        }
        same('-5', Csv::cell(-5), 'a number');
        same('-5.25', Csv::cell('-5.25'), 'a sum');
        same('"a ""b"", c"', Csv::cell('a "b", c'), 'quotes');
        same("\"a\nb\"", Csv::cell("a\nb"), 'lines');
        same('Nguyễn Thị', Csv::cell('Nguyễn Thị'), 'a name');
        same('', Csv::cell(null), 'nothing');
    },
    'the export is a table that comes back' => static function (): void {
        $config = trained();
        $db = new Database($config);
        $db->run('UPDATE {wc_customer_lookup} SET last_name = ?, first_name = ?', ['=HYPERLINK("x")', "a\nb"]);
        $visitor = new Visitor($config);
        $visitor->post('/login', ['as' => 'owner']);
        $response = $visitor->get('/owner/customers.csv', ['lang' => 'en']);
        has('text/csv; charset=utf-8', $response->headers()['Content-Type']);
        has('attachment', $response->headers()['Content-Disposition']);
        $text = $visitor->text($response);
        holds(str_starts_with($text, "\u{feff}Number,Name,"), 'mark and header');
        holds(preg_match('//u', $text) === 1, 'UTF-8');
        $file = fopen('php://memory', 'w+');
        fwrite($file, substr($text, 3));
        rewind($file);
        $rows = [];
        while (($row = fgetcsv($file, null, ',', '"', '')) !== false) {
            $rows[] = $row;
        }
        $count = (int) $db->run('SELECT COUNT(*) FROM {wc_customer_lookup}')->fetchColumn();
        same($count + 1, count($rows), 'everybody once');
        same([9], array_values(array_unique(array_map(count(...), $rows))), 'columns');
        same("'=HYPERLINK(\"x\") a\nb", $rows[1][1], 'a name is a text');
    },
];
