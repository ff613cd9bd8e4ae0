#!/usr/bin/env python3
"""The report of shops of every sort, in both languages: sound HTML, headings in order,
nothing that could be executed or fetched, every number that of the program's own answers.
With Chromium, that hostile names stay text; with axe-core, WCAG AA.
report.py QUEN SYNTH [AXE]"""

from __future__ import annotations

import csv
import html.parser
import io
import itertools
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

EVIL = [
    "<script>document.title='taken'</script>",
    '"><img src=x onerror="document.title=\'taken\'">',
    "'; document.title='taken'; //",
    "&lt;b&gt; &amp; ]]>",
    "\u202eright to left\u202d \u05e9\u05dc\u05d5\u05dd",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 emoji \U0001f9cb",
    "n" * 10000,
    "e\u0301" * 50,
    "a\x01b\x7fc",
]
VOID = {"meta", "br", "img", "hr", "input", "link"}
FORBIDDEN = {
    "script",
    "iframe",
    "object",
    "embed",
    "link",
    "img",
    "form",
    "base",
    "video",
}


class Page(html.parser.HTMLParser):
    """Elements that are open, headings, and all that is not as it should be."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.headings: list[int] = []
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.faults: list[str] = []
        self.text: list[str] = []
        self.policy = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in FORBIDDEN or any(name.startswith("on") for name in given):
            self.faults.append(f"<{tag} {given}>")
        if "http-equiv" in given:
            self.policy = given["content"]
        if "id" in given:
            if given["id"] in self.ids:
                self.faults.append(f"the id {given['id']} twice")
            self.ids.add(given["id"])
        if tag == "a":
            self.links.append(given["href"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text.append(data)


def read(path: pathlib.Path) -> Page:
    text = path.read_text(encoding="utf-8")
    page = Page()
    page.feed(text)
    page.close()
    assert not page.faults, (path, page.faults[:5])
    assert not page.open, (path, page.open)
    assert page.headings[0] == 1 and page.headings.count(1) == 1, page.headings
    assert all(b <= a + 1 for a, b in itertools.pairwise(page.headings)), page.headings
    assert all(link[0] == "#" and link[1:] in page.ids for link in page.links), page.links
    assert page.policy.startswith("default-src 'none'"), page.policy
    assert not re.search(r"https?:|url\(|@import", text), path
    assert not [c for c in text if ord(c) < 32 and c not in "\n"], path
    return page


def run(*words: object) -> str:
    done = subprocess.run([str(word) for word in words], capture_output=True, check=False)
    assert done.returncode == 0, (words, done.stderr.decode())
    return done.stdout.decode()


# ---- logs ----


def rows_of(customers: list[str], items: list[str], money: bool) -> list[list[object]]:
    """Everybody comes every nine days, at the same hour, for two years."""
    rows: list[list[object]] = [["customer", "order", "item", "time"]]
    if money:
        rows[0].append("amount")
    for number, customer in enumerate(customers):
        for day in range(number % 9, 700, 9):
            moment = (
                f"{2023 + day // 336}-{day % 336 // 28 + 1:02}-{day % 28 + 1:02} 09:30"
            )
            for item in (items[number % len(items)], items[day % len(items)]):
                row = [customer, f"{number}-{day}", item, moment]
                rows.append([*row, 125000] if money else list(row))
    return rows


def write(path: pathlib.Path, rows: list[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)


def logs(folder: pathlib.Path) -> dict[str, list[object]]:
    """The file of each case, and how it is read."""
    plain = [f"K{i}" for i in range(60)]
    items = [f"I{i}" for i in range(12)]
    cases = {
        "hostile": (rows_of(EVIL + plain, EVIL + items, True), True),
        "no-money": (rows_of(plain, items, False), False),
        "nobody": (rows_of([""] * 20, items, True), True),
        "one": (rows_of(["K1"], ["I1"], True)[:2], True),
        "two": (rows_of(["K1", "K2"], ["I1", "I2"], True), True),
    }
    columns = [
        "--customer",
        "customer",
        "--order",
        "order",
        "--item",
        "item",
        "--time",
        "time",
    ]
    made = {}
    for name, (rows, money) in cases.items():
        path = folder / f"{name}.csv"
        write(path, rows)
        made[name] = [
            path,
            *columns,
            *(["--amount", "amount", "--decimals", 0] if money else []),
        ]
    return made


# ---- what must hold ----


def grouped(number: str, language: str) -> str:
    sign, digits = ("-", number[1:]) if number.startswith("-") else ("", number)
    return sign + f"{int(digits):,}".replace(",", "." if language == "vi" else ",")


def check_numbers(quen: str, shop: pathlib.Path, page: Page, language: str) -> int:
    """What is at stake of each customer whom the program would win back."""
    text = "".join(page.text)
    listed = csv.DictReader(
        io.StringIO(run(quen, "list", shop, "win-back", "--csv", "--top", 25))
    )
    n = 0
    for row in listed:
        stake = grouped(str(int(float(row["stake"]) + 0.5)), language)
        assert stake in text, (row, stake)
        n += 1
    return n


def check_case(
    quen: str, name: str, words: list[object], folder: pathlib.Path
) -> list[pathlib.Path]:
    shop = folder / f"{name}.quen"
    run(quen, "train", *words, "-o", shop, "--quiet")
    pages = []
    for language in ("en", "vi"):
        path = folder / f"{name}.{language}.html"
        run(quen, "report", shop, "-o", path, "--lang", language, "--title", EVIL[0])
        page = read(path)
        if name == "synth":
            assert check_numbers(quen, shop, page, language) == 25
        pages.append(path)
    anonymous = folder / f"{name}.anonymous.html"
    run(quen, "report", shop, "-o", anonymous, "--lang", "en", "--anonymous")
    keys = ("K1", "K2", "K17")
    assert not [
        key for key in keys if re.search(rf"\b{key}\b", "".join(read(anonymous).text))
    ]
    return pages


def chromium() -> str | None:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    return None


def dump(browser: str, path: pathlib.Path, *flags: str) -> str:
    words = [browser, "--headless=new", "--no-sandbox", "--disable-gpu", *flags]
    words += ["--virtual-time-budget=20000", "--dump-dom", path.as_uri()]
    return subprocess.run(
        words, capture_output=True, text=True, timeout=180, check=True
    ).stdout


def check_in_browser(browser: str, path: pathlib.Path) -> None:
    text = dump(browser, path)
    title = re.search(r"<title>(.*?)</title>", text, re.S)
    assert title and "taken" not in html.unescape(title[1]).replace(EVIL[0], ""), title
    assert "<script" not in text and "<img" not in text


def check_axe(browser: str, axe: str, path: pathlib.Path, *flags: str) -> None:
    """The page without its policy, and with the script that judges it."""
    text = re.sub(r"<meta http-equiv[^>]*>", "", path.read_text(encoding="utf-8"))
    script = (
        pathlib.Path(axe).read_text(encoding="utf-8").replace("</script", "<\\/script")
    )
    kinds = json.dumps(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"])
    judge = (
        f"axe.run(document,{{runOnly:{kinds}}}).then(r=>{{document.body.textContent="
        "'AXE'+JSON.stringify(r.violations.map(v=>[v.id,v.nodes[0].html]))+'END'})"
    )
    judged = path.with_suffix(".axe.html")
    judged.write_text(
        text.replace(
            "</body>", f"<script>{script}</script><script>{judge}</script></body>"
        ),
        encoding="utf-8",
    )
    found = re.search("AXE(.*)END", dump(browser, judged, *flags), re.S)
    assert found, f"{path}: axe-core gave no answer"
    assert json.loads(html.unescape(found[1])) == [], html.unescape(found[1])


def main() -> None:
    quen, synth, *axe = sys.argv[1:]
    browser = chromium()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        run(synth, "--out", folder / "synth.csv")
        cases = logs(folder)
        cases["synth"] = [
            folder / "synth.csv",
            *"--customer customer --item item".split(),
        ]
        cases["synth"] += "--order order --time time --quantity quantity".split()
        cases["synth"] += "--price price --decimals 0 --utc-offset +07:00".split()
        for case, words in cases.items():
            pages = check_case(quen, case, words, folder)
            if browser and axe and case == "hostile":
                check_in_browser(browser, pages[0])
            if browser and axe and case in ("synth", "hostile", "nobody"):
                check_axe(browser, axe[0], pages[0])
                check_axe(
                    browser, axe[0], pages[1], "--blink-settings=preferredColorScheme=0"
                )
        if not browser or not axe:
            print("SKIP: Chromium or axe-core is not here", file=sys.stderr)
    print(f"{len(cases)} shops, two languages")


if __name__ == "__main__":
    os.environ["LC_ALL"] = "C.UTF-8"
    main()
