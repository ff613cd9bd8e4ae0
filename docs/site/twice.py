"""Nothing stands twice on a page: twice.py HTML. A name of the API has one place, what a
list of attributes holds is no member below, and no two rows of a table are the same."""

import collections
import pathlib
import re
import sys


def plain(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def repeated(values):
    return [value for value, n in collections.Counter(values).items() if value and n > 1]


def faults(page):
    """What a page's text says twice."""
    places = re.findall(r'<dt class="sig[^"]*" id="([^"]+)"', page)
    members = {place.rsplit(".", 1)[-1] for place in places}
    listed = re.findall(r"<strong>(\w+_(?:, \w+)*)</strong>", page)
    names = {name for names in listed for name in names.split(", ")}
    yield from repeated(places)
    yield from sorted(names & members)
    for table in re.findall(r"<table.*?</table>", page, re.S):
        yield from repeated(map(plain, re.findall(r"<tr.*?</tr>", table, re.S)))


def main(root):
    found = [
        f"{path.relative_to(root)}: twice: {fault}"
        for path in sorted(pathlib.Path(root).rglob("*.html"))
        for fault in faults(path.read_text())
    ]
    print(*found, sep="\n", end="\n" if found else "")
    return bool(found)


sys.exit(main(sys.argv[1]))
