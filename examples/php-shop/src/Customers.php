<?php

declare(strict_types=1);

namespace Shop;

/** Who has an account, by WordPress's number of the user. */
final readonly class Customers
{
    private const COLUMNS = 'user_id, first_name, last_name, username, email';

    public function __construct(private Database $db) {}

    /** @return array<string, mixed>|null */
    public function find(int $user): ?array
    {
        return $this->some([$user])[$user] ?? null;
    }

    /**
     * @param list<int> $users
     * @return array<int, array<string, mixed>> by number, in the order given
     */
    public function some(array $users): array
    {
        $found = [];
        foreach (array_chunk($users, 500) as $few) {
            $in = Database::marks(count($few));
            $sql = 'SELECT ' . self::COLUMNS . " FROM {wc_customer_lookup} WHERE user_id IN ($in)";
            foreach ($this->db->run($sql, $few) as $row) {
                $found[$row['user_id']] = self::named($row);
            }
        }
        return array_filter(array_replace(array_flip($users), $found), is_array(...));
    }

    /**
     * Customers whose name or account has a text in it, and how often they ordered.
     *
     * @return list<array<string, mixed>>
     */
    public function search(string $text, int $count): array
    {
        // Only to choose one for trying the shop: an index would not help a LIKE '%...'.
        $like = '%' . strtr($text, ['!' => '!!', '%' => '!%', '_' => '!_']) . '%';
        $sql = 'SELECT ' . self::COLUMNS . ', (SELECT COUNT(*) FROM {wc_order_stats} s
                 WHERE s.customer_id = c.customer_id AND s.parent_id = 0) AS orders
              FROM {wc_customer_lookup} c
             WHERE last_name || \' \' || first_name LIKE ? ESCAPE \'!\'
                OR username LIKE ? ESCAPE \'!\'
             ORDER BY user_id LIMIT ' . $count;
        if (!$this->db->isSqlite()) {
            $sql = str_replace(
                "last_name || ' ' || first_name",
                "CONCAT(last_name, ' ', first_name)",
                $sql,
            );
        }
        return array_map(self::named(...), $this->db->run($sql, [$like, $like])->fetchAll());
    }

    /**
     * The customer of the lookup tables, which is not the user.
     */
    public function lookup(int $user): int
    {
        $sql = 'SELECT customer_id FROM {wc_customer_lookup} WHERE user_id = ?';
        return (int) $this->db->run($sql, [$user])->fetchColumn();
    }

    /**
     * @param array<string, mixed> $row
     * @return array<string, mixed>
     */
    private static function named(array $row): array
    {
        // Family name first, as Vietnamese has it.
        return ['name' => trim($row['last_name'] . ' ' . $row['first_name'])] + $row;
    }
}
