<?php

declare(strict_types=1);

namespace Shop;

/** What a browser asked. */
final readonly class Request
{
    /**
     * @param array<mixed> $query
     * @param array<mixed> $form
     */
    public function __construct(
        public string $method,
        public string $path,
        private array $query = [],
        private array $form = [],
        public string $acceptLanguage = '',
    ) {}

    public static function fromGlobals(): self
    {
        $path = parse_url($_SERVER['REQUEST_URI'] ?? '/', PHP_URL_PATH);
        return new self(
            $_SERVER['REQUEST_METHOD'] ?? 'GET',
            is_string($path) ? rawurldecode($path) : '/',
            $_GET,
            $_POST,
            $_SERVER['HTTP_ACCEPT_LANGUAGE'] ?? '',
        );
    }

    /** A value of the address; "" if it is missing, an array or no UTF-8. */
    public function query(string $name): string
    {
        return self::text($this->query[$name] ?? '');
    }

    /** A value of the form. */
    public function form(string $name): string
    {
        return self::text($this->form[$name] ?? '');
    }

    /** A whole number of the form, 0 if it is none. */
    public function number(string $name): int
    {
        $text = $this->form($name);
        return preg_match('/\A\d{1,9}\z/', $text) === 1 ? (int) $text : 0;
    }

    private static function text(mixed $value): string
    {
        return is_string($value) && preg_match('//u', $value) === 1 ? trim($value, ' ') : '';
    }
}
