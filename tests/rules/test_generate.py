#!/usr/bin/env python3
"""bindings/generate refuses what breaks its rules: a planted fault of each kind is found,
and a description without one has none. Needs no libclang: comments are given as
headers.py finds them."""

import copy
import pathlib
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "bindings" / "generate"))
import command  # noqa: E402
import derive  # noqa: E402
import store  # noqa: E402
import to_fuzz_calls  # noqa: E402
import words  # noqa: E402

FAULTS = []


def expect(what, found, wanted):
    if found != wanted:
        FAULTS.append(f"{what}: {found!r}, not {wanted!r}")


def expect_fault(what, words_wanted, change):
    """A change to the description is refused with these words."""
    api = as_read()
    change(api)
    said = "\n".join(derive.complete(api))
    if words_wanted not in said:
        FAULTS.append(f"{what}: not found in {said!r}")


def as_read():
    """The committed description as headers.py gives it, before derive.complete()."""
    api = copy.deepcopy(store.load(ROOT / "bindings" / "api.json"))
    for each in api["enumerations"]:
        each.pop("fields", None)
    for each in api["functions"]:
        each.pop("getter", None)
    return api


def struct(api, name):
    return next(each for each in api["structs"] if each["name"] == name)


def field(api, where):
    name, _, member = where.partition(".")
    return next(f for f in struct(api, name)["fields"] if f["name"] == member)


def function(api, name):
    return next(each for each in api["functions"] if each["name"] == name)


def test_comments():
    said = words.field_doc_of("/**< Scores run 1..bins, 2..10. Default 5. */")
    expect("a default", said["default"], 5)
    expect("limits", words.limits_of(said["doc"]), {"min": 2, "max": 10})
    said = words.field_doc_of("/**< How long. Default 90 days: a\n   season. */")
    expect("a default in days", said["default"], 90 * 86400)
    expect("what it means", said["default_means"], "a season")
    said = words.field_doc_of("/**< QUEN_RFM_MONETARY_*. Default SUM. */")
    expect("a choice", said["default"], "QUEN_RFM_MONETARY_SUM")
    expect("above 0", words.limits_of("How, > 0."), {"min": 0, "min_excluded": True})
    expect("a length", words.extent_of("Means, n_rows x 3."), ["n_rows", 3])
    try:
        words.field_doc_of("/**< Default whatever it was before. */")
        FAULTS.append("a default that is no value was taken")
    except ValueError:
        pass


def test_faults():
    expect("the headers as they are", derive.complete(as_read()), [])
    expect_fault(
        "no default",
        'quen_rfm_options.bins has neither "Default" nor "Required"',
        lambda api: field(api, "quen_rfm_options.bins").pop("default"),
    )
    expect_fault(
        "a choice that does not name its enumeration",
        "quen_rfm_options.binning: begin with the name",
        lambda api: field(api, "quen_rfm_options.binning").pop("choices"),
    )
    expect_fault(
        "a choice of nothing",
        "there is no enumeration QUEN_NOT_",
        lambda api: field(api, "quen_rfm_options.binning").update(choices="QUEN_NOT_"),
    )
    expect_fault(
        "a default that is no value",
        "there is no QUEN_RFM_MONETARY_LEAST",
        lambda api: field(api, "quen_rfm_options.monetary").update(
            default="QUEN_RFM_MONETARY_LEAST"
        ),
    )
    expect_fault(
        "padding",
        "quen_rfm_options.monetary has padding in front of it",
        lambda api: field(api, "quen_rfm_options.bins").update(size=2),
    )
    expect_fault(
        "a struct that may grow",
        "quen_csr has no init function",
        lambda api: struct(api, "quen_csr").update(summary="", description=""),
    )


def test_faults_of_functions():
    expect_fault(
        "an array of no length",
        "quen_kmeans_centers: say how long it is",
        lambda api: function(api, "quen_kmeans_centers").update(
            doc={"summary": "The centres."}
        ),
    )
    expect_fault(
        "a length of nothing",
        "there is no quen_kmeans_n_points()",
        lambda api: function(api, "quen_kmeans_centers").update(
            doc={"summary": "The centres, n_points x 2."}
        ),
    )
    expect_fault(
        "a reference to nothing",
        "quen_rfm_fit: model.h says nothing of fit",
        lambda api: function(api, "quen_rfm_fit").update(
            doc={"summary": "Fit: see model.h."}
        ),
    )
    expect_fault(
        "a status that is none",
        "quen_rfm_fit: QUEN_ERR_LUCK is no status",
        lambda api: function(api, "quen_rfm_fit")["doc"].update(
            retvals={"QUEN_ERR_LUCK": "Bad luck."}
        ),
    )


def test_refused():
    """An option that a language does not know how to take."""
    api = as_read()
    struct(api, "quen_rfm_options")["fields"].append(
        dict(name="prices", type="double", pointers=1, offset=80, size=8, doc="Prices.")
    )
    try:
        command.made_from(api)
        FAULTS.append("an array that Python takes in no way was let through")
    except SystemExit as refused:
        expect(
            "an array",
            str(refused),
            "Rfm: say in python_names.py how prices is taken",
        )


def calls_of(api):
    """What fuzz_calls.c calls, or why it cannot be made."""
    try:
        return to_fuzz_calls.files(api)["tests/fuzz/calls_made.h"]
    except ValueError as refused:
        return str(refused)


def test_calls():
    """A new function is called without doing; one that cannot be made is refused."""
    api = as_read()
    derive.complete(api)
    weigh = copy.deepcopy(function(api, "quen_logit_predict"))
    weigh["name"] = "quen_logit_weigh"
    api["functions"].append(weigh)
    made = calls_of(api)
    expect("a new function", "quen_logit_weigh(ctx, logit, x, n, out)" in made, True)
    expect(
        "its length", "calls_doubles(c, n * quen_logit_n_columns(logit))" in made, True
    )
    weigh["parameters"] = weigh["parameters"][:3]
    weigh["doc"]["params"]["x"] = "Some numbers."
    expect("no length", "quen_logit_weigh: how long is x?" in calls_of(api), True)
    weigh["parameters"][2] = dict(name="at", type="quen_allocator")
    expect("no such value", "no quen_allocator can be made" in calls_of(api), True)
    api["functions"] = [f for f in api["functions"] if f["name"] != "quen_context_new"]
    expect("one that is gone", "quen_context_new(), which is no" in calls_of(api), True)


def test_breaks():
    old, new = as_read(), as_read()
    expect("no change", store.breaks(old, new), [])
    field(new, "quen_rfm_options.bins").update(offset=8)
    new["enumerations"][0]["values"][1].update(value=77)
    new["functions"] = new["functions"][1:]
    expect("what callers notice", len(store.breaks(old, new)), 3)


def test_check():
    with tempfile.TemporaryDirectory() as folder:
        command.ROOT = pathlib.Path(folder)
        path = command.ROOT / "made.h"
        expect("a missing file", command.settle(path, "as made\n", True), False)
        path.write_text("edited by hand\n")
        expect("an edited file", command.settle(path, "as made\n", True), False)
        expect("it is left alone", path.read_text(), "edited by hand\n")
        expect("and rewritten", command.settle(path, "as made\n", False), True)
        expect("as it should be", path.read_text(), "as made\n")


def main():
    test_comments()
    test_faults()
    test_faults_of_functions()
    test_refused()
    test_calls()
    test_breaks()
    test_check()
    print("\n".join(FAULTS) or "every planted fault is found")
    return bool(FAULTS)


sys.exit(main())
