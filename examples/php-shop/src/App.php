<?php

declare(strict_types=1);

namespace Shop;

use Closure;

/** Which page answers which address. */
final class App
{
    private const ROUTES = [
        ['GET', '~\A/\z~', 'home'],
        ['GET', '~\A/product/(\d{1,9})\z~', 'product'],
        ['GET', '~\A/basket\z~', 'basket'],
        ['POST', '~\A/basket\z~', 'changeBasket'],
        ['POST', '~\A/order\z~', 'order'],
        ['GET', '~\A/login\z~', 'login'],
        ['POST', '~\A/login\z~', 'signIn'],
        ['POST', '~\A/logout\z~', 'signOut'],
        ['GET', '~\A/owner\z~', 'owner'],
        ['GET', '~\A/owner/customers\.csv\z~', 'ownerCsv'],
    ];

    /** @param Closure(string): mixed $log */
    public function __construct(private readonly Config $config, private readonly Closure $log) {}

    public function handle(Request $request, Session $session): Response
    {
        $language = $this->language($request, $session);
        $pages = new Pages($this->config, $request, $session, $language, $this->log);
        try {
            return $this->route($request, $session, $pages);
        } catch (\Throwable $fault) {
            // The log has what happened; a visitor has no use for it.
            ($this->log)('shop: ' . get_class($fault) . ': ' . $fault->getMessage()
                . ' at ' . basename($fault->getFile()) . ':' . $fault->getLine());
            return $pages->fault(500);
        }
    }

    private function route(Request $request, Session $session, Pages $pages): Response
    {
        $method = $request->method === 'HEAD' ? 'GET' : $request->method;
        $others = [];
        foreach (self::ROUTES as [$wanted, $pattern, $page]) {
            if (preg_match($pattern, $request->path, $found) !== 1) {
                continue;
            }
            if ($wanted !== $method) {
                $others[] = $wanted;
                continue;
            }
            if ($method === 'POST' && !$session->knows($request->form('token'))) {
                return $pages->fault(403);
            }
            return $pages->$page(...array_map(intval(...), array_slice($found, 1)));
        }
        return $others === [] ? $pages->fault(404)
            : $pages->fault(405, ['Allow' => implode(', ', $others)]);
    }

    private function language(Request $request, Session $session): Language
    {
        $asked = $request->query('lang');
        $code = Language::choose($asked, $session->language(), $request->acceptLanguage);
        if ($asked === $code) {
            $session->setLanguage($code);
        }
        return new Language($code, $this->config);
    }
}
