"""A visitor with Chromium in the shop as it is served: forms, languages, pictures.

    python3 tests/browse.py FOLDER quen.so orders.csv

Pictures of every page at the width of a phone and of a desk are left in FOLDER/pictures.
"""

import http.cookiejar
import pathlib
import re
import sys
import urllib.error
import urllib.parse
import urllib.request

from chromium import Chromium
from services import Services

WIDTHS = {"phone": (390, 844), "desk": (1280, 900)}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
}


def check(true, about):
    if not true:
        raise SystemExit(f"browse: {about}")


class Visit:
    def __init__(self, browser, address, pictures, name):
        self.browser, self.address = browser, address
        self.pictures, self.name = pictures, name

    def go(self, path):
        self.browser.open(self.address + path)

    def keep(self, page):
        """A picture; and what must be true of every page at every width."""
        browser = self.browser
        wide = browser.run("[document.documentElement.scrollWidth, innerWidth]")
        check(wide[0] <= wide[1], f"{page} is wider than the {self.name}: {wide}")
        names = browser.run(
            """[...document.querySelectorAll('a, button, input, select')].filter(e =>
            !(e.innerText || e.ariaLabel || e.labels?.length || e.type === 'hidden'
              || e.textContent.trim())).map(e => e.outerHTML)"""
        )
        check(names == [], f"{page}: nothing says what these are: {names}")
        small = browser.run(
            """[...document.querySelectorAll('button, .menu > a, .button')].filter(e => {
            const r = e.getBoundingClientRect(); return r.width < 40 || r.height < 40;
            }).map(e => e.outerHTML)"""
        )
        check(small == [], f"{page}: too small for a finger: {small}")
        check(len(browser.texts("h1")) == 1, f"{page}: one heading above all")
        browser.picture(self.pictures / f"{page}-{self.name}.png")

    def headings(self):
        return self.browser.texts("h2")


def stranger(visit):
    visit.go("/?lang=vi")
    check("Nhiều người thích" in visit.headings(), "what is popular, for a stranger")
    check(len(visit.browser.texts(".offers .card")) == 4, "four offers")
    visit.keep("home")
    visit.browser.click(".languages a[lang=en]")
    check("What many like" in visit.headings(), "in English")
    visit.browser.click(".offers .card-link")
    check("Customers also bought" in visit.headings(), "beside a product")
    visit.keep("product")


def customer(visit):
    browser = visit.browser
    visit.go("/login")
    visit.keep("login")
    name = browser.texts(".people b")[2]
    browser.type("#q", name)
    browser.click("[role=search] button")
    found = browser.texts(".people b")
    check(found[0] == name and len(found) < 5, f"found {found} for {name}")
    browser.click(".people button")
    check(browser.texts("h1") == [f"Welcome back, {found[0]}"], "the one who was chosen")
    check("For you" in visit.headings(), "offers for them")
    visit.keep("for-you")
    browser.click(".offers .add")
    check(browser.texts(".said") == ["It is in your basket."], "in the basket")
    offered = browser.texts(".offers .name")
    check("Goes well with your basket" in visit.headings() and offered, "beside a basket")
    visit.keep("basket")
    change_basket(visit, offered)


def change_basket(visit, offered):
    browser = visit.browser
    browser.click(".offers .add")
    lines = browser.texts(".lines .what a")
    check(len(lines) == 2 and lines[1] == offered[0], "what was offered is in the basket")
    check(not set(lines) & set(browser.texts(".offers .name")), "offered again")
    browser.type(".lines input[type=number]", "3")
    browser.click(".lines button")
    check(browser.texts(".count") == ["4"], "four pieces")
    browser.type(".lines input[type=number]", "0")
    browser.click(".lines button")
    check(browser.texts(".lines .what a") == lines[1:], "one line is gone")
    browser.click(".total .strong")
    check(browser.texts(".said") == ["Thank you! Your order is in."], "ordered")
    visit.keep("ordered")
    browser.click("form[action='/logout'] button")


def whole(text):
    """The digits of an amount, which has none after the point here."""
    return int("".join(filter(str.isdigit, text)))


def owner(visit):
    browser = visit.browser
    visit.go("/login")
    browser.click(".owner-door button")
    check(browser.texts("h1") == ["Your customers"], "the owner's page")
    check(len(browser.texts(".segments tbody tr")) > 5, "segments")
    check(len(browser.texts(".risk tbody tr")) > 5, "customers at risk")
    check(all(browser.texts(".risk tbody .reasons")), "each with reasons")
    stakes = [whole(text) for text in browser.texts(".risk tbody td:last-child")]
    ranked = stakes == sorted(stakes, reverse=True) and stakes[0] > 0
    check(ranked, f"most at stake first: {stakes}")
    check(browser.run("document.querySelectorAll('.columns rect').length") > 20, "charts")
    visit.keep("owner")
    browser.run("document.querySelector('#segment').value = 'At Risk'")
    browser.click("form[action='/owner#at-risk'] button")
    check("segment=At+Risk" in browser.run("location.search"), "of a segment")
    browser.click(".languages a[lang=vi]")
    check(browser.texts("h1") == ["Khách hàng của bạn"], "in Vietnamese")
    visit.keep("owner-vi")
    browser.click("form[action='/logout'] button")


def answers(address):
    """What a browser does not show: headers, statuses, cookies."""
    with urllib.request.urlopen(address + "/") as answer:
        for name, value in HEADERS.items():
            check(answer.headers[name] == value, f"{name}: {answer.headers[name]}")
        check("X-Powered-By" not in answer.headers, "PHP does not say its version")
        cookie = answer.headers["Set-Cookie"]
        check("HttpOnly" in cookie and "SameSite=Lax" in cookie, f"cookie: {cookie}")
    with urllib.request.urlopen(address + "/shop.css") as answer:
        check(answer.headers["Content-Type"].startswith("text/css"), "styles")
    for path, data, status in (
        ("/nowhere", None, 404),
        ("/owner", None, 403),
        ("/basket", b"product=1", 403),
        ("/../config.php", None, 404),
        ("/..%2fconfig.php", None, 404),
        ("/x.php", None, 404),
    ):
        try:
            urllib.request.urlopen(address + path, data)
            check(False, f"{path} is refused")
        except urllib.error.HTTPError as refused:
            check(refused.code in (status, 400), f"{path}: {refused.code}")


def sessions(address):
    """A number that somebody else chose is not taken; signing in brings a new one."""
    jar = http.cookiejar.CookieJar()
    client = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    client.addheaders = [("Cookie", "shop=chosenbysomebodyelse")]
    client.open(address + "/login").close()
    client.addheaders = []
    first = [cookie.value for cookie in jar]
    check(first != ["chosenbysomebodyelse"] and len(first) == 1, f"sessions: {first}")
    page = client.open(address + "/login").read().decode()
    token = re.search(r'name="token" value="(\w+)"', page)[1]
    form = urllib.parse.urlencode({"token": token, "as": "owner"}).encode()
    check("/owner" in client.open(address + "/login", form).url, "signed in")
    check([cookie.value for cookie in jar] != first, "the session's number stays")


def by_sqlite(shop, log):
    """The same log in SQLite gives the same file, to the byte."""
    other = {"SHOP_DSN": f"sqlite:{shop.folder}/shop.db"}
    other["SHOP_MODEL"] = str(shop.folder / "sqlite.quen")
    shop.php("bin/fill.php", log, **other)
    shop.php("bin/train.php", **other)
    same = (shop.folder / "shop.quen").read_bytes()
    check(same == (shop.folder / "sqlite.quen").read_bytes(), "SQLite gives another file")


def injected(browser):
    """Markup that got in all the same would not run, nor bring its own styles."""
    browser.run(
        """document.body.insertAdjacentHTML('beforeend', '<p id=in style="color: red">')
        ; document.body.append(Object.assign(document.createElement('script'),
            {textContent: 'window.ran = 1'}))"""
    )
    check(browser.run("window.ran") is None, "an injected script ran")
    red = browser.run("getComputedStyle(document.querySelector('#in')).color")
    check(red != "rgb(255, 0, 0)", "an injected style is used")


def nights(shop, browser):
    """The file is replaced while workers have it; then it is of another format."""
    before = int(shop.sql("SELECT COUNT(*) FROM shop.wp_wc_order_stats"))
    told = shop.php("bin/train.php")
    check(told.count("\n") == 1 and " trained: " in told, told)
    browser.open(shop.address + "/?lang=en")
    check("What many like" in browser.texts("h2"), "offers of the new file")
    check(before > 1000, "orders")
    check(shop.told() == [], f"nothing in PHP's log: {shop.told()}")
    model = shop.folder / "shop.quen"
    good = model.read_bytes()
    for number, bad in enumerate((b"of another format" * 999, good[: len(good) // 2])):
        model.with_suffix(".new").write_bytes(bad)
        model.with_suffix(".new").rename(model)
        browser.open(shop.address + "/")
        check("What many like" not in browser.texts("h2"), "no offers")
        check(len(browser.texts(".card")) > 20, "but the shop")
        lines = shop.told()
        check(len(lines) == number + 1, f"one line each: {lines}")
        check("shop: no offers: " in lines[-1], lines[-1])
    model.unlink()
    browser.open(shop.address + "/")
    check(len(browser.texts(".card")) > 20, "without a file, too")
    check(len(shop.told()) == 3, "and one line")


def main():
    folder, extension, log = sys.argv[1:]
    pictures = pathlib.Path(folder) / "pictures"
    with Services(folder, extension, log) as shop, Chromium() as browser:
        pictures.mkdir()
        by_sqlite(shop, log)
        answers(shop.address)
        sessions(shop.address)
        for name, size in WIDTHS.items():
            browser.width(*size)
            visit = Visit(browser, shop.address, pictures, name)
            stranger(visit)
            customer(visit)
            owner(visit)
        check(browser.faults == [], f"faults in the console: {browser.faults}")
        nights(shop, browser)
        injected(browser)
        print(f"browse: every page at both widths; pictures in {pictures}")


if __name__ == "__main__":
    main()
