<?php

/** Both languages say everything, and in their own form. */

declare(strict_types=1);

namespace Shop\Tests;

use DateTimeImmutable;
use Shop\Language;

function texts(string $code): array
{
    return require __DIR__ . "/../strings/$code.php";
}

/** Keys that are written somewhere, whole or up to a value: "segment." */
function keys_in_source(): array
{
    $whole = $begun = [];
    foreach (glob(__DIR__ . '/../{src,templates}/*.php', GLOB_BRACE) as $file) {
        $source = file_get_contents($file);
        preg_match_all('/[\'"]([a-z]+\.[A-Za-z0-9]+)[\'"]/', $source, $found);
        $whole = [...$whole, ...$found[1]];
        preg_match_all('/"([a-z]+\.)(?:\{?\$)/', $source, $found);
        $begun = [...$begun, ...$found[1]];
        preg_match_all('/words?\(\'([a-z]+)\'/', $source, $found);
        $begun = [...$begun, ...preg_filter('/$/', '.', $found[1])];
    }
    return [array_unique($whole), array_unique($begun)];
}

return [
    'the same keys, in the same order' => static function (): void {
        same(array_keys(texts('vi')), array_keys(texts('en')), 'keys');
    },
    'the same marks, and nothing empty' => static function (): void {
        foreach (texts('en') as $key => $english) {
            preg_match_all('/\{\w+\}/', $english, $wanted);
            preg_match_all('/\{\w+\}/', texts('vi')[$key], $got);
            sort($wanted[0]);
            sort($got[0]);
            same($wanted[0], $got[0], $key);
            holds(trim($english) !== '' && trim(texts('vi')[$key]) !== '', $key);
        }
    },
    'every text is used, and every key that is used has one' => static function (): void {
        [$whole, $begun] = keys_in_source();
        $texts = texts('en');
        $files = '/\.(php|sql|css|svg|csv|db|quen|lock)\z/';
        foreach (preg_grep($files, $whole, PREG_GREP_INVERT) as $key) {
            holds(isset($texts[$key]), "a text for $key");
        }
        foreach (array_keys($texts) as $key) {
            $used = in_array($key, $whole, true) || in_array(strtok($key, '.') . '.', $begun, true);
            holds($used, "$key is used");
        }
    },
    'the library\'s segments and features have words' => static function (): void {
        needs_extension();
        $visitor = new Visitor(trained());
        $visitor->post('/login', ['as' => 'owner']);
        $csv = $visitor->text($visitor->get('/owner/customers.csv', ['lang' => 'vi']));
        foreach (['_days', 'log_', '_share', 'Loyal', 'At Risk'] as $english) {
            lacks($english, $csv);
        }
    },
    'no page has a key in place of its text' => static function (): void {
        $config = extension_loaded('quen') ? trained() : filled();
        foreach (['vi', 'en'] as $code) {
            foreach (all_pages($config, $code) as $name => $html) {
                foreach (array_keys(texts($code)) as $key) {
                    lacks(">$key<", $html);
                }
                has("<html lang=\"$code\">", $html);
            }
        }
    },
    'what was asked for, then what was chosen, then the browser\'s' => static function (): void {
        same('en', Language::choose('en', 'vi', 'vi'), 'asked');
        same('vi', Language::choose('', 'vi', 'en-US,en;q=0.9'), 'chosen');
        same('en', Language::choose('', '', 'en-US,en;q=0.9,vi;q=0.8'), 'header');
        same('en', Language::choose('xx', '../en', 'fr-FR,en;q=0.5'), 'the first that there is');
        same('vi', Language::choose('', '', ''), 'none');
        $visitor = new Visitor(filled());
        has('<html lang="en">', $visitor->page('/', ['lang' => 'en']));
        has('<html lang="en">', $visitor->page('/basket'));
        has('<html lang="vi">', $visitor->page('/', ['lang' => 'vi']));
        has('<html lang="en">', (new Visitor(filled()))->get('/', [], 'en')->body);
    },
    'money, numbers and dates' => static function (): void {
        $config = config('/nowhere');
        [$vi, $en] = [new Language('vi', $config), new Language('en', $config)];
        same("1.234.500\u{a0}₫", $vi->money('1234500'), 'money');
        same('₫1,234,500', $en->money(1234500), 'money');
        same("−38.000\u{a0}₫", $vi->money(-38000), 'a refund');
        same('17,4 tỷ ₫', $vi->roundMoney('17400000000'), 'billions');
        same('₫994m', $en->roundMoney(994e6), 'millions');
        same('₫38,000', $en->roundMoney(38000), 'less');
        same('2,5%', $vi->percent(0.025), 'percent');
        same('50%', $en->percent(0.5), 'percent');
        same('99.9%', $en->percent(0.99999), 'nearly all');
        same('100%', $en->percent(1.0), 'all');
        same('0%', $en->percent(0.0), 'none');
        $moment = new DateTimeImmutable('2026-06-30 17:30:00 UTC');
        same('01/07/2026 00:30', $vi->dateTime($moment), 'by the shop\'s clock');
        same('1 Jul 2026', $en->date($moment), 'date');
        same('06/2026', $vi->month('2026-06'), 'month');
        same('Jun 2026', $en->month('2026-06'), 'month');
    },
];
