<?php

declare(strict_types=1);

namespace QuenPlugin;

use Quen\Exception\Exception as QuenException;
use Quen\Shop;

/** WordPress's tools for personal data: the file answers them as the database does. */
final class Privacy
{
    public function __construct(
        private readonly Model $model,
        private readonly Customers $customers,
    ) {}

    public function register(): void
    {
        $tools = ['exporter' => $this->export(...), 'eraser' => $this->erase(...)];
        foreach ($tools as $tool => $call) {
            add_filter("wp_privacy_personal_data_{$tool}s", static fn(array $all) => $all + [
                'quen' => [
                    "{$tool}_friendly_name" => __('Purchase profile', 'quen'),
                    'callback' => $call,
                ],
            ]);
        }
        // Accounts that are deleted are no customers any more.
        add_action('deleted_user', fn(int $user) => $this->forget([(string) $user]));
        add_action('admin_init', self::policy(...));
    }

    /** @return array{data: list<array<string, mixed>>, done: bool} */
    public function export(string $email): array
    {
        $items = [];
        foreach ($this->customers->ofEmail($email) as $key) {
            $question = static fn(Shop $shop) => $shop->exportCustomer($key);
            $json = $this->model->ask($question);
            if ($json !== null) {
                $items[] = [
                    'group_id' => 'quen',
                    'group_label' => __('Purchase profile', 'quen'),
                    'item_id' => "quen-$key",
                    'data' => self::named(json_decode($json, true)),
                ];
            }
        }
        return ['data' => $items, 'done' => true];
    }

    /** @return array<string, mixed> as WordPress wants it */
    public function erase(string $email): array
    {
        $keys = $this->customers->ofEmail($email);
        $this->customers->erase($keys);
        [$removed, $message] = $this->forget($keys);
        return [
            'items_removed' => $removed,
            'items_retained' => $message !== null,
            'messages' => $message === null ? [] : [$message],
            'done' => true,
        ];
    }

    /**
     * @param list<string> $keys
     * @return array{int, ?string} how many the file held, and why it still does
     */
    private function forget(array $keys): array
    {
        try {
            return [$this->model->forget($keys), null];
        } catch (QuenException | \RuntimeException $fault) {
            error_log('quen: not forgotten: ' . $fault->getMessage());
            return [0, sprintf(
                /* translators: %s: a sentence that says what went wrong */
                __('The purchase profile stays until the next training: %s', 'quen'),
                Words::fault($fault->getMessage()),
            )];
        }
    }

    /**
     * Every figure with the names that lead to it: "churn: risk".
     *
     * @param array<int|string, mixed> $tree
     * @return list<array{name: string, value: string}>
     */
    private static function named(array $tree, string $path = ''): array
    {
        $named = [];
        foreach ($tree as $name => $value) {
            $here = $path === '' ? (string) $name : "$path: $name";
            if (is_array($value)) {
                array_push($named, ...self::named($value, $here));
            } elseif ($value !== null) {
                $text = is_string($value) ? $value : (string) wp_json_encode($value);
                $named[] = ['name' => $here, 'value' => $text];
            }
        }
        return $named;
    }

    private static function policy(): void
    {
        wp_add_privacy_policy_content('Quen', wp_kses_post(wpautop(__('We learn from past orders which products go together, and offer you products by what you bought. This happens on our own server; no data leaves it. What is kept for that is your customer number (or, of guests, an anonymous code) and figures of your orders: no name and no address.', 'quen'))));
    }
}
