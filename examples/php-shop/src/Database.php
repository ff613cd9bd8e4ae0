<?php

declare(strict_types=1);

namespace Shop;

use PDO;
use PDOStatement;

/** The one connection of a request; every value goes in as a parameter. */
final readonly class Database
{
    public PDO $pdo;

    public function __construct(private Config $config)
    {
        $this->pdo = new PDO($config->dsn, $config->user, $config->password, [
            PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
            PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC,
            PDO::ATTR_EMULATE_PREPARES => false,
        ]);
        if ($this->isSqlite()) {
            $this->pdo->exec('PRAGMA busy_timeout = 5000');
        } else {
            $this->pdo->exec("SET time_zone = '+00:00', NAMES utf8mb4");
        }
    }

    public function isSqlite(): bool
    {
        return $this->pdo->getAttribute(PDO::ATTR_DRIVER_NAME) === 'sqlite';
    }

    /**
     * Run a statement, in which {name} is a table of the shop.
     *
     * @param array<int|string, int|float|string|null> $values
     */
    public function run(string $sql, array $values = []): PDOStatement
    {
        $statement = $this->pdo->prepare($this->named($sql));
        $statement->execute($values);
        return $statement;
    }

    public function named(string $sql): string
    {
        return preg_replace('/\{(\w+)\}/', $this->config->prefix . '$1', $sql);
    }

    /** So many question marks as an IN list has values. */
    public static function marks(int $count): string
    {
        return implode(', ', array_fill(0, $count, '?'));
    }

    /** All of a piece of work, or nothing. */
    public function together(callable $work): mixed
    {
        // SQLite waits for another writer only when it knows from the start that this one writes.
        $this->pdo->exec($this->isSqlite() ? 'BEGIN IMMEDIATE' : 'START TRANSACTION');
        try {
            $result = $work();
            $this->pdo->exec('COMMIT');
            return $result;
        } catch (\Throwable $fault) {
            $this->pdo->exec('ROLLBACK');
            throw $fault;
        }
    }

    /** Make the tables; --again drops them first. */
    public function create(bool $again): void
    {
        $file = __DIR__ . '/../sql/' . ($this->isSqlite() ? 'sqlite.sql' : 'mariadb.sql');
        $tables = ['products', 'wc_customer_lookup', 'wc_order_stats', 'wc_order_product_lookup'];
        if ($this->isSqlite()) {
            // Pages are read, and orders written, while the night reads everything.
            $this->pdo->exec('PRAGMA journal_mode = WAL');
        }
        foreach ($again ? $tables : [] as $table) {
            $this->pdo->exec($this->named("DROP TABLE IF EXISTS {{$table}}"));
        }
        $sql = preg_replace('/^--.*$/m', '', (string) file_get_contents($file));
        foreach (array_filter(array_map('trim', explode(';', $sql))) as $statement) {
            $this->pdo->exec($this->named($statement));
        }
    }
}
