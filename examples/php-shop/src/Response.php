<?php

declare(strict_types=1);

namespace Shop;

use Closure;

/** What goes back: the headers that every answer has are here. */
final readonly class Response
{
    // No script at all, and styles only from the one file: nothing inline runs.
    private const ALWAYS = [
        'Content-Security-Policy' => "default-src 'none'; style-src 'self'; img-src 'self'; "
            . "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        'X-Content-Type-Options' => 'nosniff',
        'Referrer-Policy' => 'same-origin',
        'Cross-Origin-Opener-Policy' => 'same-origin',
        'Permissions-Policy' => 'camera=(), geolocation=(), microphone=()',
        'Cache-Control' => 'private, no-cache',
    ];

    /**
     * @param string|Closure(): void $body text, or what prints it piece by piece
     * @param array<string, string> $headers
     */
    public function __construct(
        public string|Closure $body,
        public int $status = 200,
        private array $headers = [],
    ) {}

    /** After a form: the browser asks for the next page by itself, and may reload it. */
    public static function goTo(string $path): self
    {
        return new self('', 303, ['Location' => $path]);
    }

    /** @return array<string, string> */
    public function headers(): array
    {
        return $this->headers + ['Content-Type' => 'text/html; charset=utf-8'] + self::ALWAYS;
    }

    public function send(bool $withBody): void
    {
        header_remove('X-Powered-By');
        http_response_code($this->status);
        foreach ($this->headers() as $name => $value) {
            header("$name: $value");
        }
        if (!$withBody) {
            return;
        }
        is_string($this->body) ? print $this->body : ($this->body)();
    }
}
