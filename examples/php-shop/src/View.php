<?php

declare(strict_types=1);

namespace Shop;

/**
 * Templates: PHP files that print with <?= only what these closures give, all of it escaped.
 *
 *     $e($text)               any value
 *     $t('key', [...])        a text of the language, with values put in
 *     $word('segment', $name) a text of a name that is not ours, which may lack one
 *     $money(35000)           and $number, $percent, $date: in the language's form
 *     $part('name', [...])    another template
 *     $icon('coffee')         a drawing
 *     $field()                the hidden field that every form carries
 */
final readonly class View
{
    public function __construct(private Language $language, private Session $session) {}

    /** @param array<string, mixed> $values */
    public function page(string $template, array $values): string
    {
        $content = $this->part($template, $values);
        return $this->part('layout', ['content' => $content] + $values);
    }

    /** @param array<string, mixed> $values */
    private function part(string $template, array $values): string
    {
        $values += $this->tools();
        ob_start();
        try {
            (static function (string $__file, array $__values): void {
                extract($__values, EXTR_SKIP);
                require $__file;
            })(__DIR__ . "/../templates/$template.php", $values);
            return (string) ob_get_contents();
        } finally {
            ob_end_clean();
        }
    }

    /** @return array<string, mixed> */
    private function tools(): array
    {
        $language = $this->language;
        return [
            'language' => $language,
            'e' => e(...),
            't' => static fn($key, array $values = []): string => e($language->text($key, $values)),
            'word' => static fn(string $kind, string $name, ?string $otherwise = null): string
                => e($language->word("$kind.$name", $otherwise ?? $name)),
            'money' => static fn($amount): string => e($language->money($amount)),
            'number' => static fn($value): string => e($language->number($value)),
            'percent' => static fn(float $share): string => e($language->percent($share)),
            'date' => static fn($moment): string => $moment ? e($language->date($moment)) : '',
            'part' => fn(string $name, array $values): string => $this->part($name, $values),
            'icon' => Icon::draw(...),
            'field' => fn(): string => '<input type="hidden" name="token" value="'
                . e($this->session->token()) . '">',
        ];
    }
}
