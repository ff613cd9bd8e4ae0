<?php

declare(strict_types=1);

namespace Shop;

/** Many rows into a table, some hundred by each statement. */
final class Inserter
{
    private const ROWS = 200;

    /** @var list<int|float|string|null> */
    private array $values = [];
    private ?\PDOStatement $full = null;

    /** @param list<string> $columns */
    public function __construct(
        private readonly Database $db,
        private readonly string $table,
        private readonly array $columns,
    ) {}

    /** @param list<int|float|string|null> $row */
    public function add(array $row): void
    {
        array_push($this->values, ...$row);
        if (count($this->values) === self::ROWS * count($this->columns)) {
            $this->full ??= $this->statement(self::ROWS);
            $this->full->execute($this->values);
            $this->values = [];
        }
    }

    /** What is left. */
    public function end(): void
    {
        if ($this->values !== []) {
            $this->statement(intdiv(count($this->values), count($this->columns)))
                ->execute($this->values);
            $this->values = [];
        }
    }

    private function statement(int $rows): \PDOStatement
    {
        $row = '(' . Database::marks(count($this->columns)) . ')';
        $sql = "INSERT INTO {{$this->table}} (" . implode(', ', $this->columns) . ') VALUES '
            . implode(', ', array_fill(0, $rows, $row));
        return $this->db->pdo->prepare($this->db->named($sql));
    }
}
