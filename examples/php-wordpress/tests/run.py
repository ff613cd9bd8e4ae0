"""The plugin in Debian's WordPress, on MariaDB, looked at in Chromium:

    python3 run.py FOLDER WORDPRESS PHP_OPTION...

Everything is made in the folder from WordPress's files, also pictures for looking at.
The options make PHP load the extension: -d extension=/path/to/quen.so
"""

import fcntl
import html
import re
import shutil
import sys
import time
from pathlib import Path

from wordpress import PASSWORDS, PLUGIN, Site, Visitor, run

EXAMPLES = PLUGIN.parents[1]
sys.path.insert(0, str(EXAMPLES / "php-shop/tests"))

from chromium import Chromium  # noqa: E402

PRODUCT = 1001
UNSOLD = 2000
USER = 101
PHONE, DESK = 390, 1280
MISSING = "The PHP extension quen is not loaded."
failed = []


def check(what, true, *more):
    if not true:
        failed.append(what)
        print("FAILED:", what, *more, flush=True)


def same(what, got, expected):
    check(what, got == expected, f"\n  got      {got!r}\n  expected {expected!r}")


def shelf(page, name):
    """The titles and the reasons of a shelf, as a browser would show them."""
    found = re.search(rf'<section class="quen-offers {name}">(.*?)</section>', page, re.S)
    if found is None:
        return None
    titles = re.findall(r'<span class="quen-title">(.*?)</span>', found[1])
    return [html.unescape(title) for title in titles]


def plain(text):
    """WordPress curls quotes, and breaks no line before a last word."""
    for curly, straight in (("“", '"'), ("”", '"'), ("″", '"'), ("\u00a0", " ")):
        text = text.replace(curly, straight)
    return text


def expected(offers, count):
    return [offer["title"] for offer in offers if offer["sold"]][:count]


# ---- what must hold ----


def test_copies():
    """The plugin is one folder, so it has a query and translations of its own."""
    own = (PLUGIN / "orders.sql").read_text()
    shared = EXAMPLES / "php-shop/readers/woocommerce-lookup.sql"
    same("orders.sql is the shop's reader", own, shared.read_text())


def test_before_any_night(site):
    for path in ("/?page_id=500", "/?page_id=501", f"/?p={PRODUCT}"):
        status, page = Visitor(site.host).get(path)
        same(f"{path} is whole", status, 200)
        check(f"{path} shows nothing", "quen-offers " not in page)
    same(
        "and says so once", site.said(), ["quen: no offers: nothing has been learned yet"]
    )
    next_night = site.ask("next")
    check("a night is planned", time.time() < next_night < time.time() + 2 * 86400)
    local = time.strftime("%H:%M", time.gmtime(next_night + 7 * 3600))
    same("at the site's hour", local, "03:15")


def test_night(site):
    same("wp-cron.php", site.night(), (200, ""))
    said = site.said()
    same("one line", len(said), 1)
    pattern = (
        r"quen: trained: \d+ lines, 4[56]\d customers, 4\d items, \d+ bytes in [\d.]+ s"
    )
    check("which tells what was learned", re.fullmatch(pattern, said[0]), said)
    check("the next night is planned", site.ask("next") > time.time() + 80000)
    model = Path(site.ask("model"))
    check(
        "nobody can guess the folder",
        re.search(r"/quen-[0-9a-f]{32}$", str(model.parent)),
    )
    same("only we read the file", model.stat().st_mode & 0o777, 0o600)
    for name in ("index.php", ".htaccess"):
        check(f"the folder has {name}", (model.parent / name).exists())
    folder = "/" + str(model.parent.relative_to(site.www)) + "/"
    same("the folder is not listed", Visitor(site.host).get(folder), (200, ""))
    content = model.read_bytes()
    check("the file has no address", b"shop.example" not in content)
    memory = site.ask("memory")
    check("it learned", memory["done"] and memory["lines"] > 15000, memory)
    check("with flat memory", memory["bytes"] < 1_000_000, memory)
    print(
        f"training {memory['lines']} lines added {memory['bytes']} bytes to PHP's memory"
    )
    site.said()


def test_offers(site):
    """Each shelf shows what the library says, less what is not sold."""
    offers = site.ask("offers", PRODUCT, USER)
    stranger, known = Visitor(site.host), Visitor(site.host, "customer1")
    for who, visitor, rows in (
        ("stranger", stranger, offers["stranger"]),
        ("customer", known, offers["you"]),
    ):
        _, page = visitor.get("/?page_id=500")
        also, you = shelf(page, "quen-also-bought"), shelf(page, "quen-for-you")
        same(f"also bought, {who}", list(map(plain, also)), expected(offers["also"], 4))
        same(f"for you, {who}", list(map(plain, you)), expected(rows, 4))
        _, page = visitor.get("/?page_id=501")
        block = shelf(page, "quen-for-you")
        same(f"as a block, {who}", list(map(plain, block)), expected(rows, 2))
        same(
            "its title",
            re.findall("<h2>(For .*?)</h2>", page),
            ["For &quot;you&quot; &lt;b&gt;"],
        )
        check("its style is linked", "assets/offers.css" in page)
    check("they differ", offers["you"] != offers["stranger"])
    _, page = known.get("/?page_id=500")
    check("reasons are told", "<small>Because of " in page)
    _, page = stranger.get(f"/?p={PRODUCT}")
    also = shelf(page, "quen-also-bought")
    same("a product's own page", list(map(plain, also)), expected(offers["also"], 3))
    titles = [offer["title"] for offer in offers["also"] + offers["you"]]
    status, page = stranger.get(f"/?p={UNSOLD}")
    check("who bought nothing with it", status == 200 and "quen-offers " not in page)
    check("something unsold was on offer", any(not o["sold"] for o in offers["also"]))
    check("the hostile title was on offer", any("<script>" in title for title in titles))
    same("nothing is logged", site.said(), [])


def test_refusals(site):
    """Training needs both: the right, and the form's token."""
    model = Path(site.ask("model"))
    before = model.stat().st_ino
    site.said()
    owner, customer = Visitor(site.host, "owner"), Visitor(site.host, "customer1")
    _, page = owner.get("/wp-admin/tools.php?page=quen")
    token = re.search(r'name="_wpnonce" value="(\w+)"', page)[1]
    form = {"action": "quen_train", "_wpnonce": token}
    own = re.search(r"token=(\w+)", customer.get("/?page_id=502")[1])[1]
    for who, visitor, sent, status in (
        ("owner without token", owner, {"action": "quen_train"}, 403),
        ("owner with a wrong token", owner, {**form, "_wpnonce": "0123456789"}, 403),
        ("customer with the owner's token", customer, form, 403),
        ("customer with a token", customer, {**form, "_wpnonce": own}, 403),
    ):
        same(who, visitor.post("/wp-admin/admin-post.php", sent)[0], status)
    Visitor(site.host).post("/wp-admin/admin-post.php", form)
    same("a customer sees no page", customer.get("/wp-admin/tools.php?page=quen")[0], 403)
    same("nothing was trained", (model.stat().st_ino, site.said()), (before, []))
    same("owner with token", owner.post("/wp-admin/admin-post.php", form)[0], 200)
    check("was trained", model.stat().st_ino != before)
    same("with a line", len(site.said()), 1)


def test_lock(site):
    """Two nights that overlap do not both train."""
    model = Path(site.ask("model"))
    before = model.stat().st_ino
    with open(f"{model}.lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        site.night()
    same("a line", site.said(), ["quen: not trained: another training is running"])
    same("the file stays", model.stat().st_ino, before)


def test_without_extension(site):
    """The same site, served by a PHP that lacks it."""
    for _ in range(3):
        for path in ("/?page_id=500", "/?page_id=501", f"/?p={PRODUCT}"):
            status, page = Visitor(site.bare_host).get(path)
            same(f"{path} is whole", status, 200)
            check(f"{path} shows nothing", "quen-offers " not in page)
            check("no shortcode is left", "[quen_" not in page)
    lines = ["quen: no offers: the PHP extension quen is not loaded"]
    same("one line an hour", site.said(), lines)
    owner = Visitor(site.bare_host, "owner")
    for path in ("index.php", "plugins.php", "tools.php?page=quen"):
        check(f"{path} says so", MISSING in owner.get(f"/wp-admin/{path}")[1])
    customer = Visitor(site.bare_host, "customer1")
    check("customers are not told", MISSING not in customer.get("/wp-admin/index.php")[1])


def test_other_format(site):
    """A newer version, another machine's byte order, and half of a file."""
    model = Path(site.ask("model"))
    good = model.read_bytes()
    owner = Visitor(site.host, "owner")
    for bad in (
        good[:12] + b"\2" + good[13:],
        good[:8] + good[11:7:-1] + good[12:],
        good[: len(good) // 2],
    ):
        new = model.with_suffix(".new")
        new.write_bytes(bad)
        new.replace(model)
        refused(site, owner)
    site.night()
    check("the next night mends it", site.said()[0].startswith("quen: trained"))


def refused(site, owner):
    for path in ("/?page_id=500", "/?page_id=501"):
        status, page = Visitor(site.host).get(path)
        same(f"{path} is whole", status, 200)
        check(f"{path} shows nothing", "quen-offers " not in page)
    said = site.said()
    same("one line", len(said), 1)
    sentence = said[0].removeprefix("quen: no offers: ")
    for path in ("plugins.php", "tools.php?page=quen"):
        _, page = owner.get(f"/wp-admin/{path}")
        check(f"{path} says so", sentence in html.unescape(page), sentence)


def test_place(site):
    """A path outside the web root, by a constant."""
    place = site.folder / "elsewhere.quen"
    site.ask("memory", SITE_MODEL=str(place))
    check("QUEN_MODEL is where it lies", place.exists())
    fault = site.folder / "not-there/shop.quen"
    same("a wrong one fails", site.ask("memory", SITE_MODEL=str(fault))["done"], False)
    last = site.said()[-1]
    same("with a line", last, f"quen: not trained: cannot write beside {fault}")


def test_privacy(site):
    email, guest = f"customer{USER - 100}@shop.example", "customer410@shop.example"
    told = {
        row["name"]: row["value"] for row in site.ask("export", email)["data"][0]["data"]
    }
    same("whose it is", told["key: text"], str(USER))
    check("what is known", {"rfm: segment_name", "churn: risk"} <= told.keys(), told)
    person = site.ask("export", guest)["data"]
    check("a guest, too", re.fullmatch("quen-g:[0-9a-f]{32}", person[0]["item_id"]))
    same("nobody", site.ask("export", "nobody@shop.example")["data"], [])
    for who in (email, guest):
        answer = site.ask("erase", who.upper() if who == guest else who)
        same(
            f"{who} is erased",
            (answer["items_removed"], answer["items_retained"]),
            (1, False),
        )
        same("and not there", site.ask("export", who)["data"], [])
    site.ask("memory")
    same("nor after another night", site.ask("export", email)["data"], [])
    site.ask("buy", USER, PRODUCT)
    site.ask("memory")
    same("who comes again is known again", len(site.ask("export", email)["data"]), 1)
    check("another account is there", site.ask("has", USER + 1))
    site.ask("delete-user", USER + 1)
    same("deleted accounts are not", site.ask("has", USER + 1), False)
    site.said()


def test_browser(site):
    with Chromium() as browser:
        look(browser, site)
        own(browser, site)
        edit(browser, site)
        same("nothing in the console", browser.faults, [])
    said = site.said()
    check(
        "nor in the log", all(line.startswith("quen: trained: ") for line in said), said
    )


def until(true):
    """Wait for what a page does by itself; the checks after it say what is missing."""
    end = time.monotonic() + 30
    while not true() and time.monotonic() < end:
        time.sleep(0.1)


def picture(browser, site, name):
    for width in (PHONE, DESK):
        browser.width(width)
        wide = browser.run("document.documentElement.scrollWidth")
        check(f"{name} fits {width} pixels", wide <= width, wide)
        browser.picture(site.pictures / f"{name}-{width}.png", most=2000)


def look(browser, site):
    browser.open(f"http://{site.host}/?page_id=500")
    same("two shelves", len(browser.texts(".quen-offers h2")), 2)
    same("of four", len(browser.texts(".quen-offers li a")), 8)
    same(
        "texts stay texts",
        browser.run("document.querySelectorAll('main script').length"),
        0,
    )
    shown = " ".join(browser.texts(".quen-title"))
    check("a title with a script", "<script>alert(1)</script>" in shown, shown)
    prices = browser.texts(".quen-price .amount")
    same("prices have their markup", len(prices), 8)
    same(
        "less what runs", browser.run("document.querySelectorAll('[onclick]').length"), 0
    )
    picture(browser, site, "page")
    log_in(browser, site, "customer1")
    browser.open(f"http://{site.host}/?page_id=500")
    check("a heading for somebody known", "For you" in browser.texts("h2"))
    check("with reasons", len(browser.texts(".quen-for-you small")) > 0)
    picture(browser, site, "page-known")


def log_in(browser, site, user):
    browser.open(f"http://{site.host}/wp-login.php")
    # The page itself moves to one of its fields, a moment after it was loaded.
    until(lambda: browser.run("document.activeElement.id").startswith("user_"))
    browser.type("#user_login", user)
    browser.type("#user_pass", PASSWORDS[user])
    browser.click("#wp-submit")


def own(browser, site):
    log_in(browser, site, "owner")
    browser.open(f"http://{site.host}/wp-admin/tools.php?page=quen")
    before = browser.texts("h2")
    check(
        "customers at risk",
        re.fullmatch(r"\d+ customers are likely to leave", before[1]),
        before,
    )
    browser.click("#train")
    same("the same after training again", browser.texts("h2"), before)
    check("which was just now", "trained: " in browser.texts("td")[0])
    money = [text for text in browser.texts("td") if text.endswith("VND")]
    whole = all(re.fullmatch(r"[\d,]+\sVND", text) for text in money)
    check("the currency has no cents", money and whole, money)
    names = [name for name in browser.texts("td:first-child") if name.startswith("Khách")]
    check(
        "names as they are", names and all(name.endswith("<i>") for name in names), names
    )
    picture(browser, site, "admin")
    site.ask("set", "WPLANG", "vi")
    browser.open(f"http://{site.host}/wp-admin/tools.php?page=quen")
    same("in Vietnamese", browser.texts("h1"), ["Khách hàng của bạn"])
    picture(browser, site, "admin-vi")


def edit(browser, site):
    browser.open(f"http://{site.host}/wp-admin/post.php?post=501&action=edit")
    shown = "document.querySelectorAll('.wp-block .quen-offers li').length"
    until(lambda: browser.run(shown) == 5)
    same("the editor shows both blocks", browser.run(shown), 5)
    title = "wp.blocks.getBlockType('quen/for-you').title"
    same("by name", browser.run(title), "Dành cho bạn")
    same("and its settings", browser.run("wp.i18n.__('How many', 'quen')"), "Bao nhiêu")
    browser.width(DESK)
    browser.picture(site.pictures / "editor.png", most=1000)
    site.ask("set", "WPLANG", "")


def test_uninstall(site):
    same("nothing is left", site.ask("uninstall"), [])


def test_translations(folder):
    """Every sentence is translated, and what is compiled is what is written."""
    languages = PLUGIN / "languages"
    source = [str(path.relative_to(PLUGIN)) for path in sorted(PLUGIN.glob("**/*.php"))]
    out = folder / "quen.pot"
    calls = ["__", "_n:1,2", "esc_html__", "esc_attr__"]
    words = [
        "xgettext",
        "-L",
        "PHP",
        "--from-code=UTF-8",
        "--no-location",
        "--omit-header",
    ]
    run([*words, "-o", str(out), *(f"-k{call}" for call in calls), *source], cwd=PLUGIN)
    wanted = set(re.findall(r'^msgid ".+"$', flat(out.read_text()), re.M))
    written = flat((languages / "quen-vi.po").read_text())
    same(
        "sentences without translation",
        wanted - set(re.findall(r'^msgid ".+"$', written, re.M)),
        set(),
    )
    check("empty ones", not re.search(r'^msgstr(\[0\])? ""\n(\n|\Z)', written, re.M))
    run(
        [
            "msgfmt",
            "--check",
            "--no-hash",
            "-o",
            str(folder / "vi.mo"),
            str(languages / "quen-vi.po"),
        ]
    )
    compiled = (languages / "quen-vi.mo").read_bytes()
    check("quen-vi.mo is up to date", compiled == (folder / "vi.mo").read_bytes())


def flat(text):
    """Texts over several lines as one."""
    return re.sub(r'"\n"', "", text)


def main():
    folder, debian, *options = sys.argv[1:]
    began = time.monotonic()
    with Site(folder, debian, options) as site:
        print(f"installed in {time.monotonic() - began:.1f} s", flush=True)
        test_copies()
        test_translations(site.folder)
        for test in (
            test_before_any_night,
            test_night,
            test_offers,
            test_refusals,
            test_lock,
            test_without_extension,
            test_other_format,
            test_place,
            test_browser,
            test_privacy,
            test_uninstall,
        ):
            start = time.monotonic()
            test(site)
            print(f"{test.__name__}: {time.monotonic() - start:.1f} s", flush=True)
    shutil.rmtree(site.www)
    print(f"{len(failed)} checks failed; {time.monotonic() - began:.0f} s", flush=True)
    sys.exit(len(failed) > 0)


main()
