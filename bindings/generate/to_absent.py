"""lib/shop/absent.c: the public functions of parts that a library was built without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from marks import made_by, wrapped

Json = dict[str, Any]

# By part: the headers that are its alone, and what the shop asks of it.
PARTS = {
    "rfm": ({"rfm"}, {"list_segment", "rfm"}),
    "kmeans": (
        {"kmeans", "scaler"},
        {"kmeans", "scaler", "cluster_means", "cluster_medians", "cluster_feature"},
    ),
    "itemcf": ({"itemcf", "offers"}, {"itemcf"}),
    "churn": ({"churn", "logit"}, {"list_at_risk", "churn"}),
    "lifetime": ({"lifetime"}, {"list_lapsed_valuable", "lifetime"}),
    "habits": ({"habits"}, {"next_basket", "list_due", "habits"}),
}
TOP = """\
/*
 * What says that a part is not there: each of its public functions, where the library was
 * built without it. Nobody has a model of it, so what asks one says nothing.
 * {made_by}
 */
/* clang-format off */
#include "core/options.h"
#include "shop/part.h"
"""
CHECK = """\
quen_status quen__shop_parts_check(quen_context *ctx, uint32_t parts)
{
    (void)ctx;
    (void)parts;"""


def typed(facts: Json, name: str = "") -> str:
    const = "const " if facts.get("const") else ""
    return f"{const}{facts['type']} {'*' * facts.get('pointers', 0)}{name}"


def body(function: Json, part: str) -> Iterator[str]:
    """Outputs as on any failure, then the status; getters answer as of nothing."""
    returns, parameters = function["returns"], function["parameters"]
    fails = returns["type"] == "quen_status"
    used = {"ctx"} if fails else set()
    if function["name"].endswith("_init"):
        options, size = parameters
        used |= {options["name"], size["name"]}
        yield f"    {options['type']} all = {{0}};"
        yield "    all.struct_size = sizeof all;"
        given = f"{options['name']}, {size['name']}"
        yield f"    quen__options_init({given}, &all, sizeof all);"
    for facts in parameters if fails else []:
        out = facts.get("pointers") == 2 and facts["name"] == "out"
        if out or (facts["name"] == "count" and facts.get("pointers") == 1):
            used.add(facts["name"])
            yield f"    *{facts['name']} = {'NULL' if out else '0'};"
    yield from (f"    (void){p['name']};" for p in parameters if p["name"] not in used)
    if fails:
        yield f'    return quen__fail_absent(ctx, "{part}");'
    elif returns.get("pointers"):
        yield "    return NULL;"
    elif returns["type"].startswith("quen_"):
        yield f"    return ({returns['type']}){{0}};"
    elif returns["type"] != "void":
        yield "    return 0;"


def function_text(function: Json, part: str) -> Iterator[str]:
    parameters = ", ".join(typed(p, p["name"]) for p in function["parameters"])
    yield wrapped(f"{typed(function['returns'], function['name'])}({parameters})")
    yield "{"
    yield from body(function, part)
    yield "}"


def of_part(api: Json, part: str) -> Iterator[Json]:
    headers, asked = PARTS[part]
    for function in api["functions"]:
        name = function["name"].removeprefix("quen_shop_")
        if function["header"] in headers or (name != function["name"] and name in asked):
            yield function


def check_text() -> Iterator[str]:
    yield "\n" + CHECK
    for part in PARTS:
        yield f"#ifdef QUEN_NO_{part.upper()}"
        yield f"    if (parts & QUEN_SHOP_{part.upper()})"
        yield f'        return quen__fail_absent(ctx, "{part}");'
        yield "#endif"
    yield "    return QUEN_OK;\n}"


def text(api: Json) -> Iterator[str]:
    yield TOP.format(made_by=made_by())
    for part in PARTS:
        yield f"\n#ifdef QUEN_NO_{part.upper()}\n"
        for function in of_part(api, part):
            yield from function_text(function, part)
            yield ""
        yield "#endif"
    yield from check_text()


def files(api: Json) -> dict[str, str]:
    return {"lib/shop/absent.c": "\n".join(text(api)) + "\n"}
