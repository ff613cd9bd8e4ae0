<?php

declare(strict_types=1);

namespace Shop;

use DateTimeImmutable;
use DateTimeInterface;
use DateTimeZone;

/** The texts, numbers, sums and dates of one language. */
final readonly class Language
{
    public const ALL = ['vi' => 'Tiếng Việt', 'en' => 'English'];

    /** @var array<string, string> */
    private array $texts;
    private DateTimeZone $zone;

    public function __construct(public string $code, private Config $config)
    {
        $this->texts = require __DIR__ . "/../strings/$code.php";
        $this->zone = new DateTimeZone($config->zone);
    }

    /** The first that there is: what was asked for, what was chosen, what the browser says. */
    public static function choose(string $asked, string $chosen, string $header): string
    {
        preg_match_all('/(?:\A|,)\s*([a-z]{2})\b/i', $header, $found);
        foreach ([$asked, $chosen, ...$found[1]] as $code) {
            if (isset(self::ALL[strtolower($code)])) {
                return strtolower($code);
            }
        }
        return array_key_first(self::ALL);
    }

    /** @param array<string, string|int> $values what stands for {name} */
    public function text(string $key, array $values = []): string
    {
        $marks = array_map(static fn(string $name): string => "{{$name}}", array_keys($values));
        return str_replace($marks, array_values($values), $this->texts[$key] ?? $key);
    }

    /** The text of a key, or a fallback: for words that are not ours. */
    public function word(string $key, string $otherwise): string
    {
        return $this->texts[$key] ?? $otherwise;
    }

    /**
     * The words of a list, each once: two features may be one to a person.
     *
     * @param list<string> $names
     * @return list<string>
     */
    public function words(string $kind, array $names): array
    {
        $words = array_map(fn(string $name): string => $this->word("$kind.$name", $name), $names);
        return array_values(array_unique($words));
    }

    public function number(int|float|string $value, int $decimals = 0): string
    {
        [$point, $group] = $this->code === 'vi' ? [',', '.'] : ['.', ','];
        return number_format((float) $value, $decimals, $point, $group);
    }

    public function money(int|float|string $amount): string
    {
        $sign = $this->config->currency === 'VND' ? '₫' : $this->config->currency;
        $digits = $this->number(abs((float) $amount), $this->config->decimals);
        $minus = (float) $amount < 0 ? '−' : '';
        return $minus . ($this->code === 'vi' ? "$digits\u{a0}$sign" : "$sign$digits");
    }

    /** Sums too long to compare at a glance: "1,3 tỷ ₫", "₫1.3bn". */
    public function roundMoney(int|float|string $amount): string
    {
        foreach (['billion' => 1e9, 'million' => 1e6] as $unit => $size) {
            if ((float) $amount >= $size) {
                $decimals = (float) $amount < 100 * $size ? 1 : 0;
                $digits = $this->number((float) $amount / $size, $decimals);
                return $this->text("money.$unit", ['amount' => $digits]);
            }
        }
        return $this->money($amount);
    }

    public function percent(float $share): string
    {
        // Neither nobody nor everybody, where it is not.
        $near = ($share > 0 && $share < 0.1) || ($share > 0.99 && $share < 1);
        $most = $share < 1 ? 99.9 : 100.0;
        return $this->number(min(100 * $share, $most), $near ? 1 : 0) . '%';
    }

    /** A figure of the shop by its name: money, a share, or a count. */
    public function figure(string $name, ?float $value): string
    {
        return match (true) {
            $value === null => '–',
            $name === 'revenue', $name === 'orderValueMean' => $this->roundMoney($value),
            $name === 'repeatRate' => $this->percent($value),
            default => $this->number($value),
        };
    }

    /** By how much a figure is above another: "+4%". */
    public function change(?float $now, ?float $before): string
    {
        if ($now === null || $before === null || $before <= 0.0) {
            return '–';
        }
        $share = round(100 * ($now / $before - 1));
        return ($share < 0 ? '−' : '+') . $this->number(abs($share)) . '%';
    }

    public function date(DateTimeInterface $moment): string
    {
        $there = DateTimeImmutable::createFromInterface($moment)->setTimezone($this->zone);
        return $this->code === 'vi' ? $there->format('d/m/Y') : $there->format('j M Y');
    }

    public function dateTime(DateTimeInterface $moment): string
    {
        $there = DateTimeImmutable::createFromInterface($moment)->setTimezone($this->zone);
        return $this->date($moment) . $there->format(' H:i');
    }

    /** "2026-06", a month. */
    public function month(string $month): string
    {
        $first = new DateTimeImmutable("$month-01", $this->zone);
        return $this->code === 'vi' ? $first->format('m/Y') : $first->format('M Y');
    }

    /** @return list<string> */
    public function keys(): array
    {
        return array_keys($this->texts);
    }
}
