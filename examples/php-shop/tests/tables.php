<?php

declare(strict_types=1);

/** The tables of one shop system in a test's database, and rows put into them. */

namespace Shop\Tests;

use DateTimeImmutable;
use DateTimeZone;
use PDO;
use PDOStatement;

final class Tables
{
    /** @var array<string, PDOStatement> */
    private array $statements = [];

    public function __construct(
        public readonly PDO $db,
        public readonly string $system,
        public readonly string $prefix,
        public readonly DateTimeZone $zone,
    ) {
        $this->script(__DIR__ . "/schemas/$system.sql");
    }

    /** Run a file's statements, which are apart by ";" at a line's end. */
    public function script(string $file): void
    {
        $text = preg_replace('/^--.*\n/m', '', file_get_contents($file));
        $text = strtr($text, ['{prefix}' => $this->prefix]);
        foreach (preg_split('/;\n/', $text, -1, PREG_SPLIT_NO_EMPTY) as $statement) {
            $this->db->exec($statement);
        }
    }

    /**
     * @param array<string, mixed> $row by column
     * @return int the number that the database gave it, where it gives one
     */
    public function insert(string $table, array $row): int
    {
        $columns = array_keys($row);
        $key = $table . ' ' . implode(' ', $columns);
        $this->statements[$key] ??= $this->db->prepare(sprintf(
            'INSERT INTO `%s` (`%s`) VALUES (%s)',
            $this->prefix . $table,
            implode('`, `', $columns),
            implode(', ', array_fill(0, count($columns), '?')),
        ));
        $this->statements[$key]->execute(array_values($row));
        return (int) $this->db->lastInsertId();
    }

    /** What the shop's clock shows at a moment of UTC. */
    public function local(string $utc): string
    {
        $moment = new DateTimeImmutable($utc, new DateTimeZone('UTC'));
        return $moment->setTimezone($this->zone)->format('Y-m-d H:i:s');
    }
}
