#!/usr/bin/env python3
"""The stubs of PHP have all that bindings/api.json makes tables of: an argument for each
option, a method for each getter, a property for each field of a report.

    php_stubs.py [ROOT]
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SRC = "bindings/php/src"

# Where the options of a table are arguments.
TAKEN = {
    "text": "text_normalize", "phone": "parse_phone", "email": "parse_email",
    "name": "parse_name", "csv": "Orders::fromCsv", "import": "Orders::fromCsv",
    "order_rules": "Orders::fromCsv", "check": "Orders::check",
    "figures": "Orders::figures", "cohorts": "Orders::cohorts",
    "binary": "Evaluate::binary", "clusters": "Evaluate::clusters",
    "features": "Features::__construct", "scaler": "Scaler::fit", "rfm": "Rfm::fit",
    "kmeans": "KMeans::fit", "offer_filter": "ItemCF::recommend", "itemcf": "ItemCF::fit",
    "logit": "Logit::fit", "churn": "Churn::fit", "churn_predict": "Churn::predict",
    "lifetime": "Lifetime::fit", "habits": "Habits::fit", "link": "link",
    "link_groups": "Links::groups",
    "shop": "Shop::train", "shop_filter": "Shop::recommend",
    "shop_groups": "Shop::exportGroups", "split": "Split::__construct",
    "origins": "Split::origins", "ranking": "Evaluate::ranking",
}
# The class whose properties are a report's fields.
TOLD = {
    "order_totals": "Totals", "import_counts": "ImportReport", "finding": "Finding",
    "churn_report": "ChurnReport", "churn_origin": "ChurnOrigin",
    "churn_drift": "ChurnDrift", "binary_report": "BinaryReport",
    "lifetime_report": "LifetimeReport", "habits_check": "HabitsCheck",
    "habits_report": "HabitsReport", "link_levels": "LinkLevels",
    "links_report": "LinksReport", "link_groups_report": "LinkGroups",
    "calibration_bin": "CalibrationBin", "gain": "Gain", "auc_test": "AucTest",
    "ranking_report": "RankingReport", "clusters_report": "ClustersReport",
}
CLASS = re.compile(r"^(?:final |abstract )?class (\w+)")
METHOD = re.compile(r"^(?:    public )?(?:static )?function (\w+)\((.*?)\)(?:: | \{)",
                    re.M | re.S)
ALIAS = re.compile(r"@implementation-alias Quen\\Model::get\b.*?function (\w+)\(", re.S)


class Stubs:
    """Arguments by method, properties by class, methods that are getters by class."""

    def __init__(self, root):
        self.arguments, self.properties, self.getters = {}, {}, {}
        for path in sorted((root / SRC).glob("*.stub.php")):
            name = None
            for part in re.split(r"^(?=(?:final |abstract )?class )", path.read_text(),
                                 flags=re.M):
                found = CLASS.match(part)
                name = found[1] if found else None
                self.read(name, part)

    def read(self, name, text):
        for method, arguments in METHOD.findall(text):
            whole = f"{name}::{method}" if name else method
            self.arguments[whole] = set(re.findall(r"\$(\w+)", arguments))
        if name:
            self.properties[name] = set(re.findall(r"readonly [^$]*\$(\w+)", text))
            self.getters[name] = set(ALIAS.findall(text))


def tables_of(text):
    """The names in each table of fields, and the rows of getters."""
    tables = {
        name: re.findall(r'^    \{"(\w+)"', body, re.M)
        for name, body in re.findall(r"pq_field (\w+)_fields\[\] = \{\n(.*?)^\};", text,
                                     re.M | re.S)
    }
    return tables, re.findall(r'\{&noun_(\w+), "(\w+)",', text)


def faults(root):
    stubs = Stubs(root)
    text = (root / SRC / "tables_generated.c").read_text()
    classes = dict(re.findall(r"^NOUN_\w+\((\w+), (\w+)\)", text, re.M))
    tables, getters = tables_of(text)
    for table, names in tables.items():
        place = TAKEN.get(table) or TOLD.get(table)
        if not place:
            yield f"{table}: neither TAKEN nor TOLD says where it is of use"
            continue
        there = stubs.arguments.get(place, set()) | stubs.properties.get(place, set())
        for name in sorted(set(names) - there):
            yield f"{place} lacks {name}"
    for noun, name in classes.items():
        rows = {method for of, method in getters if of == noun}
        for method in sorted(rows ^ stubs.getters[name]):
            yield f"{name}::{method}() is " + (
                "no getter of the headers" if method not in rows else
                "not in its stub as @implementation-alias Quen\\Model::get")


def main(arguments):
    found = list(faults(pathlib.Path(arguments[0]) if arguments else ROOT))
    print("\n".join(found) or "the stubs have all options, getters and fields")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
