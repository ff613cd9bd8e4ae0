<?php

declare(strict_types=1);

namespace QuenPlugin;

/**
 * Who is who in the file: the number of an account, or a hash of a guest's address under
 * the site's own secret. The file has no name and no address.
 */
final class Customers
{
    /** @var array<int|string, int>|null when each was erased, by key */
    private ?array $erased = null;
    private ?string $secret = null;

    /** The customer of an order; null: nobody we may know. */
    public function ofOrder(?string $user, ?string $email, int $moment): ?string
    {
        $key = $user ?? $this->guest((string) $email);
        $this->erased ??= self::erasures();
        $until = $this->erased[$key ?? ''] ?? PHP_INT_MIN;
        return $moment <= $until ? null : $key;
    }

    /**
     * All keys that a person of this address may have.
     *
     * @return list<string>
     */
    public function ofEmail(string $email): array
    {
        $account = get_user_by('email', $email);
        $keys = [$account ? (string) $account->ID : null, $this->guest($email)];
        return array_values(array_filter($keys, is_string(...)));
    }

    /**
     * Their orders until now are nobody's, also in all nights to come.
     *
     * @param list<string> $keys
     */
    public function erase(array $keys): void
    {
        $this->erased = array_replace(self::erasures(), array_fill_keys($keys, time()));
        update_option('quen_erased', $this->erased, false);
    }

    private function guest(string $email): ?string
    {
        $email = strtolower(trim($email));
        if ($email === '') {
            return null;
        }
        $this->secret ??= random_option('quen_secret');
        return 'g:' . substr(hash_hmac('sha256', $email, $this->secret), 0, 32);
    }

    /** @return array<int|string, int> */
    private static function erasures(): array
    {
        return (array) get_option('quen_erased', []);
    }
}
