<?php

declare(strict_types=1);

namespace QuenPlugin;

use Quen\Exception\Exception as QuenException;
use Quen\Exception\NotFoundException;
use Quen\Shop;
use RuntimeException;

/**
 * The file that a night writes and every page asks. Where the extension is missing, or
 * there is no file, or one of another format, there is no answer, and one line of the log
 * says why, once an hour.
 */
final class Model
{
    public const NO_EXTENSION = 'the PHP extension quen is not loaded';
    public const NO_FILE = 'nothing has been learned yet';

    private ?Shop $shop = null;

    /** The constant QUEN_MODEL of wp-config.php, or a file that nobody can guess. */
    public function path(): string
    {
        return defined('QUEN_MODEL')
            ? (string) constant('QUEN_MODEL')
            : self::folder() . '/shop.quen';
    }

    /** Whether a web server could be asked for the file. */
    public function isPublic(): bool
    {
        $root = trailingslashit((string) realpath(ABSPATH));
        $folder = trailingslashit((string) realpath(dirname($this->path())));
        return !defined('QUEN_MODEL') || str_starts_with($folder, $root);
    }

    /**
     * @template T
     * @param callable(Shop): T $question
     * @return T|null null: there is no answer
     */
    public function ask(callable $question): mixed
    {
        try {
            return $question($this->open());
        } catch (NotFoundException) {
            // What the last training did not see yet, such as a new product.
            return null;
        } catch (QuenException | NoModel $fault) {
            self::sayOnce($fault->getMessage());
            return null;
        }
    }

    /** Why there is no answer; null if there is one. */
    public function fault(): ?string
    {
        try {
            $this->open();
            return null;
        } catch (QuenException | NoModel $fault) {
            return $fault->getMessage();
        }
    }

    public static function hasExtension(): bool
    {
        return class_exists(Shop::class, false);
    }

    /**
     * Held until it is closed: who writes the file, writes alone.
     *
     * @return resource|null null: somebody else writes, and $wait is false
     */
    public function lock(bool $wait): mixed
    {
        $this->prepare();
        $lock = @fopen($this->path() . '.lock', 'c')
            ?: throw new RuntimeException("cannot write beside {$this->path()}");
        return flock($lock, $wait ? LOCK_EX : LOCK_EX | LOCK_NB) ? $lock : null;
    }

    /** It is written beside the old file and renamed: no page ever sees half of it. */
    public function replace(Shop $shop): void
    {
        $shop->save($this->path(), mode: 0600);
        $this->shop = null;
    }

    /**
     * Customers leave the file at once, not with the next night.
     *
     * @param list<string> $keys
     * @return int how many of them it held
     */
    public function forget(array $keys): int
    {
        if (!self::hasExtension() && !is_file($this->path())) {
            return 0;
        }
        $lock = $this->lock(wait: true);
        $this->shop = null;
        try {
            if ($this->fault() === self::NO_FILE) {
                return 0;
            }
            $shop = $this->open();
            $held = array_values(array_filter($keys, $shop->hasCustomer(...)));
            if ($held !== []) {
                $this->replace($shop->forget($held));
            }
            return count($held);
        } finally {
            fclose($lock);
        }
    }

    /** The file, and the folder if it is ours. */
    public function remove(): void
    {
        $folder = self::folder();
        $files = [$this->path(), $this->path() . '.lock', "$folder/index.php",
            "$folder/.htaccess"];
        array_map('wp_delete_file', array_filter($files, is_file(...)));
        if (is_dir($folder)) {
            @rmdir($folder);
        }
    }

    private function open(): Shop
    {
        if (!self::hasExtension()) {
            throw new NoModel(self::NO_EXTENSION);
        }
        if ($this->shop === null && !is_file($this->path())) {
            throw new NoModel(self::NO_FILE);
        }
        return $this->shop ??= Shop::open($this->path());
    }

    /** A folder of uploads that is not listed, and that Apache does not serve. */
    private function prepare(): void
    {
        if (defined('QUEN_MODEL')) {
            return;
        }
        $folder = self::folder();
        if (!wp_mkdir_p($folder)) {
            throw new RuntimeException("cannot make the folder $folder");
        }
        @chmod($folder, 0700);
        $guards = ['index.php' => "<?php\n", '.htaccess' => "Require all denied\n"];
        foreach ($guards as $name => $text) {
            if (!is_file("$folder/$name")) {
                file_put_contents("$folder/$name", $text);
            }
        }
    }

    private static function folder(): string
    {
        $uploads = wp_upload_dir(null, false)['basedir'];
        return "$uploads/quen-" . random_option('quen_folder');
    }

    private static function sayOnce(string $fault): void
    {
        if (get_transient('quen_said') !== $fault) {
            set_transient('quen_said', $fault, HOUR_IN_SECONDS);
            error_log("quen: no offers: $fault");
        }
    }
}

/** There is nothing to ask. */
final class NoModel extends RuntimeException {}

/** 32 characters at random that stay the same for this site. */
function random_option(string $name): string
{
    $value = get_option($name);
    if (!is_string($value) || $value === '') {
        // Of two requests at once, the first one's stays.
        add_option($name, bin2hex(random_bytes(16)), '', 'no');
        $value = (string) get_option($name);
    }
    return $value;
}
