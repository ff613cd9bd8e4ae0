<?php

declare(strict_types=1);

namespace Shop;

/** What is remembered of a visitor: who they are, their basket, their language. */
final class Session
{
    /** @param array<string, mixed> $values $_SESSION, or an array in its place */
    public function __construct(private array &$values) {}

    /** Start PHP's own session, its cookie closed to scripts and to other sites. */
    public static function start(bool $https): self
    {
        session_name('shop');
        session_start([
            'cookie_httponly' => true,
            'cookie_samesite' => 'Lax',
            'cookie_secure' => $https,
            'use_strict_mode' => true,
            'use_only_cookies' => true,
            'cache_limiter' => '',
        ]);
        return new self($_SESSION);
    }

    public function customer(): ?int
    {
        return $this->values['customer'] ?? null;
    }

    public function isOwner(): bool
    {
        return $this->values['owner'] ?? false;
    }

    /** null: the owner. The basket stays, the number of the session does not. */
    public function signIn(?int $customer): void
    {
        if (session_status() === PHP_SESSION_ACTIVE) {
            session_regenerate_id(true);
        }
        unset($this->values['token']);
        $this->values['customer'] = $customer;
        $this->values['owner'] = $customer === null;
    }

    public function signOut(): void
    {
        $this->signIn(0);
        unset($this->values['customer'], $this->values['basket']);
    }

    /** @return array<int, int> quantity by product */
    public function basket(): array
    {
        return $this->values['basket'] ?? [];
    }

    /** @param array<int, int> $basket */
    public function setBasket(array $basket): void
    {
        $this->values['basket'] = $basket;
    }

    public function language(): string
    {
        return $this->values['language'] ?? '';
    }

    public function setLanguage(string $language): void
    {
        $this->values['language'] = $language;
    }

    /** What every form carries, for no other site knows it. */
    public function token(): string
    {
        return $this->values['token'] ??= bin2hex(random_bytes(16));
    }

    public function knows(string $token): bool
    {
        return isset($this->values['token']) && hash_equals($this->values['token'], $token);
    }

    /** A sentence for the next page. */
    public function say(string $key): void
    {
        $this->values['said'] = $key;
    }

    public function said(): ?string
    {
        $said = $this->values['said'] ?? null;
        unset($this->values['said']);
        return $said;
    }
}
