<?php

declare(strict_types=1);

/**
 * A MariaDB of the tests' own: its data in a new folder, a socket instead of a port, and
 * stopped by its process when the test ends, however it ends.
 */

namespace Shop\Tests;

use PDO;
use PDOException;
use RuntimeException;

final class MariaDb
{
    /** @var resource|null */
    private $process = null;
    private string $socket;

    public function __construct(private string $folder)
    {
        self::run(['rm', '-rf', $folder]);
        mkdir($folder, 0700, true);
        // A socket's path has at most 107 bytes: a deep checkout has it elsewhere.
        $this->socket = strlen($folder) < 90
            ? "$folder/socket"
            : sys_get_temp_dir() . '/quen-' . bin2hex(random_bytes(6));
        register_shutdown_function($this->stop(...));
        if (function_exists('pcntl_async_signals')) {
            pcntl_async_signals(true);
            pcntl_signal(SIGINT, fn () => exit(130));
            pcntl_signal(SIGTERM, fn () => exit(143));
        }
        $this->start();
    }

    /** A connection to a new, empty database. */
    public function database(string $name): PDO
    {
        $this->connect()->exec("CREATE DATABASE `$name`");
        return $this->connect($name);
    }

    public function connect(string $name = ''): PDO
    {
        $source = "mysql:unix_socket=$this->socket;charset=utf8mb4;dbname=$name";
        return new PDO($source, 'root', '', [
            PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
            PDO::ATTR_EMULATE_PREPARES => false,
        ]);
    }

    public function stop(): void
    {
        if ($this->process === null) {
            return;
        }
        proc_terminate($this->process);
        for ($i = 0; $i < 200 && proc_get_status($this->process)['running']; $i++) {
            usleep(50_000);
        }
        if (proc_get_status($this->process)['running']) {
            proc_terminate($this->process, 9);
        }
        proc_close($this->process);
        $this->process = null;
        @unlink($this->socket);
    }

    private function start(): void
    {
        $user = posix_getpwuid(posix_geteuid())['name'];
        // A server that starts clears its temporary folder, also of what another has there.
        mkdir("$this->folder/tmp");
        self::run([
            'mariadb-install-db', '--no-defaults', "--datadir=$this->folder/data",
            "--tmpdir=$this->folder/tmp",
            "--user=$user", '--auth-root-authentication-method=normal', '--skip-test-db',
        ]);
        $log = ['file', "$this->folder/server.log", 'a'];
        $this->process = proc_open([
            $this->server(), '--no-defaults', "--datadir=$this->folder/data",
            "--tmpdir=$this->folder/tmp",
            "--socket=$this->socket", "--pid-file=$this->folder/pid", '--skip-networking',
            "--user=$user", '--innodb-flush-log-at-trx-commit=0', '--skip-log-bin',
            '--sql-mode=ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES',
        ], [['file', '/dev/null', 'r'], $log, $log], $pipes) ?: null;
        $this->await();
    }

    private function await(): void
    {
        for ($i = 0; $i < 600; $i++) {
            try {
                $this->connect();
                return;
            } catch (PDOException) {
                if (!$this->process || !proc_get_status($this->process)['running']) {
                    break;
                }
                usleep(50_000);
            }
        }
        $log = file_get_contents("$this->folder/server.log");
        throw new RuntimeException("MariaDB does not answer; its log:\n$log");
    }

    /** Debian keeps it where only root looks. */
    private function server(): string
    {
        foreach (explode(':', getenv('PATH') . ':/usr/sbin:/usr/libexec') as $place) {
            if (is_executable("$place/mariadbd")) {
                return "$place/mariadbd";
            }
        }
        throw new RuntimeException('there is no mariadbd');
    }

    /** @param list<string> $command */
    private static function run(array $command): void
    {
        $line = implode(' ', array_map(escapeshellarg(...), $command));
        exec("$line 2>&1", $said, $code);
        if ($code !== 0) {
            throw new RuntimeException("$command[0] failed:\n" . implode("\n", $said));
        }
    }
}
