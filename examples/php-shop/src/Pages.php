<?php

declare(strict_types=1);

namespace Shop;

use Closure;

/** The pages: what each needs, and its template. */
final class Pages
{
    private const OFFERS = 4;
    private const FOUND = 24;
    private const AT_RISK = 20;

    private readonly Basket $basket;
    private readonly View $view;
    private ?Database $db = null;
    private ?Offers $offers = null;

    /** @param Closure(string): mixed $log */
    public function __construct(
        private readonly Config $config,
        private readonly Request $request,
        private readonly Session $session,
        private readonly Language $language,
        private readonly Closure $log,
    ) {
        $this->basket = new Basket($session);
        $this->view = new View($language, $session);
    }

    public function home(): Response
    {
        $customer = $this->session->customer();
        return $this->page('home', 'home.title', [
            'offers' => $this->offers()->forYou($customer, self::OFFERS),
            'shelves' => $this->catalog()->shelves(),
            'who' => $customer === null ? null : $this->customers()->find($customer),
        ]);
    }

    public function product(int $number): Response
    {
        $product = $this->catalog()->find($number);
        if ($product === null) {
            return $this->fault(404);
        }
        return $this->page('product', $product->name($this->language), [
            'product' => $product,
            'offers' => $this->offers()->alsoBought($number, self::OFFERS),
        ]);
    }

    public function basket(): Response
    {
        $lines = $this->basket->lines($this->catalog());
        $products = $this->basket->products();
        return $this->page('basket', 'basket.title', [
            'lines' => $lines,
            'sum' => array_sum(array_column($lines, 'sum')),
            'offers' => $products === [] ? [] : $this->offers()->goesWith(
                $this->session->customer(), $products, self::OFFERS,
            ),
        ]);
    }

    public function changeBasket(): Response
    {
        $product = $this->catalog()->find($this->request->number('product'));
        if ($product === null) {
            return $this->fault(404);
        }
        $quantity = $this->request->number('quantity');
        if ($this->request->form('do') === 'set') {
            $this->basket->set($product->number, $quantity);
        } else {
            $this->basket->add($product->number, max(1, $quantity));
            $this->session->say('said.added');
        }
        return Response::goTo('/basket');
    }

    public function order(): Response
    {
        $lines = $this->basket->lines($this->catalog());
        if ($lines === []) {
            return Response::goTo('/basket');
        }
        $user = $this->session->customer();
        $customer = $user === null ? 0 : $this->customers()->lookup($user);
        (new Checkout($this->db(), $this->config))->order($lines, $customer);
        $this->basket->clear();
        $this->session->say('said.ordered');
        return Response::goTo('/basket');
    }

    public function login(): Response
    {
        $search = $this->request->query('q');
        return $this->page('login', 'login.title', [
            'search' => $search,
            'found' => $this->customers()->search($search, self::FOUND),
        ]);
    }

    /** For trying the shop: anybody may be anybody. A real one asks for a password here. */
    public function signIn(): Response
    {
        if ($this->request->form('as') === 'owner') {
            $this->session->signIn(null);
            return Response::goTo('/owner');
        }
        $customer = $this->request->number('customer');
        if ($this->customers()->find($customer) === null) {
            return $this->fault(404);
        }
        $this->session->signIn($customer);
        return Response::goTo('/');
    }

    public function signOut(): Response
    {
        $this->session->signOut();
        return Response::goTo('/');
    }

    public function owner(): Response
    {
        if (!$this->session->isOwner()) {
            return $this->fault(403, [], 'fault.owner');
        }
        $owner = $this->ownersView();
        return $this->page('owner', 'owner.title', [
            'months' => $owner->revenueByMonth(),
            'report' => $owner->report($this->request->query('segment'), self::AT_RISK),
        ]);
    }

    public function ownerCsv(): Response
    {
        if (!$this->session->isOwner()) {
            return $this->fault(403, [], 'fault.owner');
        }
        $atRisk = $this->request->query('who') === 'at-risk';
        $rows = $this->ownersView()->table($this->language, $atRisk);
        $header = array_map(
            fn(string $column): string => $this->language->text("csv.$column"),
            ['number', 'name', 'email', 'segment', 'seen', 'orders', 'spent', 'risk', 'reasons'],
        );
        $name = $atRisk ? 'customers-at-risk.csv' : 'customers.csv';
        return new Response(static fn() => Csv::print($header, $rows), 200, [
            'Content-Type' => 'text/csv; charset=utf-8',
            'Content-Disposition' => "attachment; filename=\"$name\"",
        ]);
    }

    /** @param array<string, string> $headers */
    public function fault(int $status, array $headers = [], ?string $text = null): Response
    {
        $text ??= "fault.$status";
        $html = $this->html('fault', $this->language->text('fault.title'), ['text' => $text]);
        return new Response($html, $status, $headers);
    }

    /**
     * @param string $title the key of a text, or a text
     * @param array<string, mixed> $values
     */
    private function page(string $template, string $title, array $values): Response
    {
        return new Response($this->html($template, $this->language->word($title, $title), $values));
    }

    /** @param array<string, mixed> $values */
    private function html(string $template, string $title, array $values): string
    {
        return $this->view->page($template, $values + [
            'title' => $title,
            'path' => $this->request->path,
            'said' => $this->session->said(),
            'inBasket' => $this->basket->count(),
            'signedIn' => $this->session->customer() !== null || $this->session->isOwner(),
            'isOwner' => $this->session->isOwner(),
        ]);
    }

    private function db(): Database
    {
        return $this->db ??= new Database($this->config);
    }

    private function catalog(): Catalog
    {
        return new Catalog($this->db());
    }

    private function customers(): Customers
    {
        return new Customers($this->db());
    }

    private function offers(): Offers
    {
        return $this->offers ??= new Offers($this->config->model, $this->catalog(), $this->log);
    }

    private function ownersView(): Owner
    {
        return new Owner(
            $this->db(),
            $this->offers(),
            $this->customers(),
            $this->catalog(),
            $this->config,
        );
    }
}
