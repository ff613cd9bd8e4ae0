"""How Python takes options that are not plainly a field: the one table to edit for them.

An option that is named nowhere here becomes a keyword of its field's name, type, default
and documentation. Seconds become days ("period_s": period_days); what points to an array
must be named, hidden or with a type of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Keyword:
    """What differs from the field; "" and None: as the field has it."""

    name: str = ""
    convert: str = ""
    """A converter of quen/_options.py."""
    type: str = ""
    """In the signature, without "| None"."""
    said: str = ""
    """In the documentation, where that is not the type."""
    default: str = "None"
    doc: str = ""
    field: bool = True
    """Whether the value, converted, goes to the field; else the class sees to it."""


@dataclass(frozen=True)
class Noun:
    """A class whose constructor takes the options of a struct."""

    name: str
    struct: str
    first: tuple[str, ...]
    """Keywords that may also be given by position."""
    hidden: tuple[str, ...] = ()
    """Fields that are no parameters: another argument, or the log, tells them."""
    keywords: dict[str, Keyword] = field(default_factory=dict)
    """By field. One that is no field is a parameter of Python's alone."""


OF_LOG = ("utc_offset_s", "now_s")

SEED = Keyword(
    "random_state",
    "seed",
    type="Any",
    said="int, RandomState or Generator",
    doc="""The seed, or what draws it. None is the library's 0, the same for every fit,
    where scikit-learn draws a new one.""",
)
CUTS = Keyword(type="npt.ArrayLike", said="array of bins - 1 numbers", field=False)

NOUNS = (
    Noun(
        "Rfm",
        "quen_rfm_options",
        ("bins",),
        (*OF_LOG, "rules", "n_rules"),
        {
            "segments": Keyword(
                type='Literal["eleven", "rf_map", "none"] | Sequence[Rule]',
                said='{"eleven", "rf_map", "none"} or list of rules',
                doc="""Eleven segments over all codes, ten over the R x F map, one, or
                rules of your own: tuples (segment, (r_min, r_max), (f_min, f_max),
                (m_min, m_max)), of which the first that fits wins.""",
            ),
            "recency_unit_s": Keyword(doc="Recency counts whole units of so many days."),
            "r_cuts": CUTS,
            "f_cuts": CUTS,
            "m_cuts": CUTS,
        },
    ),
    Noun(
        "KMeans",
        "quen_kmeans_options",
        ("n_clusters",),
        ("weights",),
        {
            "k": Keyword(
                "n_clusters",
                doc="""Clusters, at most as many as rows. None: as many as ``init`` has
                rows, else 8.""",
            ),
            "seed": SEED,
            "n_init": Keyword(
                type='int | Literal["auto"]',
                said='int or "auto"',
                doc="""Starts, of which the lowest inertia wins; there is one if ``init``
                is an array. "auto" is the library's 4, where scikit-learn's is 1: a
                single start may end far above the lowest inertia.""",
            ),
            "init": Keyword(
                type='Literal["k-means++"] | npt.ArrayLike',
                said='"k-means++" or array of shape (n_clusters, n_features)',
                default='"k-means++"',
                doc="""Where centres start. The array's are numbered anew in the result
                (``order_by``).""",
                field=False,
            ),
            "tol": Keyword(
                doc="""Stop once the squared movement of all centres, summed, is at most
                this: absolute, in squared units of X, where scikit-learn's is relative to
                the variance. 0: until nothing moves; labels then do not depend on a
                tolerance.""",
            ),
        },
    ),
    Noun("ItemCF", "quen_itemcf_options", ("method", "neighbors"), ("now_s",)),
    Noun(
        "LogisticRegression",
        "quen_logit_options",
        ("l2",),
        ("class_mode", "weights", "names"),
        {
            "l2": Keyword(
                doc="""The penalty, from 0 on; 0: none, that is maximum likelihood. It is
                not called C because scikit-learn's C means another scale: see above.""",
            ),
            "class_weight": Keyword(
                type='Literal["balanced"] | Mapping[Any, float]',
                said='"balanced" or dict of label to weight',
                doc=""""balanced": n / (2 n_class), rows of the class counted once each. A
                label that the dict leaves out weighs 1.""",
                field=False,
            ),
            "tol": Keyword(
                doc="""Stop once no entry of the gradient, on the standardised scale,
                exceeds this times the sum of weights. scikit-learn has 1e-4: the last
                steps of Newton's method cost little.""",
            ),
        },
    ),
    Noun(
        "Churn",
        "quen_churn_options",
        ("horizon_days",),
        ("utc_offset_s", "attributes", "n_attributes"),
        {"cutoff_s": Keyword("cutoff", "moment", type="Moment", said="moment")},
    ),
    Noun("Lifetime", "quen_lifetime_options", ("family",), OF_LOG),
    Noun(
        "Habits",
        "quen_habits_options",
        (),
        (
            *OF_LOG,
            "item_groups",
            "n_item_groups",
            "n_groups",
            "n_channels",
            "order_channels",
            "n_order_channels",
            "order_numbers",
        ),
    ),
    Noun(
        "Scaler",
        "quen_scaler_options",
        ("method",),
        ("log1p_all",),
        {
            "log1p": Keyword(
                type="bool | npt.ArrayLike",
                said="bool or (n_features,) flags",
                doc="""Where x becomes sign(x) log(1 + abs(x)) first, which tames large
                values. None: nowhere.""",
                field=False,
            ),
        },
    ),
)

# Of every struct: fields that Python says otherwise wherever they are taken.
EVERYWHERE = {
    "now_s": Keyword("now", "moment"),
    "from_s": Keyword("start", "moment", type="Moment", said="moment"),
    "utc_offset_s": Keyword("utc_offset", "offset"),
    "cutoff_s": Keyword("cutoff", "moment", type="Moment", said="moment"),
    "seed": SEED,
}
