"""How PHP calls what is not plainly a field or a getter: the one table to edit for them.

What is named nowhere here becomes a named argument, a property or a method of its own
name in camel case. Seconds become days ("period_s": periodDays), counts lose their n.
"""

from __future__ import annotations

CLASSES = {
    "orders": "Orders",
    "features": "Features",
    "scaler": "Scaler",
    "rfm": "Rfm",
    "kmeans": "KMeans",
    "itemcf": "ItemCF",
    "logit": "Logit",
    "churn": "Churn",
    "lifetime": "Lifetime",
    "habits": "Habits",
    "links": "Links",
    "shop": "Shop",
    "split": "Split",
}
"""The class of a noun; others have none."""

FIELDS = {
    "now_s": ("now", "MOMENT"),
    "from_s": ("start", "MOMENT"),
    "to_s": ("end", "MOMENT"),
    "cutoff_s": ("cutoff", "MOMENT"),
    "utc_offset_s": ("utcOffset", "OFFSET"),
    "no_popular": ("popular", "NOT"),
    "no_header": ("header", "NOT"),
    "scores": ("kind", ""),
    "check": ("question", ""),
}
"""Of fields that are called or read otherwise: the argument, and the kind of it."""

HIDDEN_HEADERS = ("context", "arrow", "format")
"""Whose options are no business of PHP's callers."""

HIDDEN_FIELDS = {
    "quen_check_options": ("rounded_lines",),
    "quen_order_totals": (
        "finished",
        "refund_lines",
        "revenue",
        "quantity",
        "first_s",
        "last_s",
    ),
    "quen_figures_options": ("n_segments",),
    "quen_finding": ("time_s", "customer"),
    "quen_habits_options": ("n_groups", "n_channels"),
    "quen_habits_check": ("habit",),
    "quen_link_options": ("n_first",),
    "quen_rfm_options": ("segments",),
    "quen_logit_options": ("class_mode", "class_weight"),
    "quen_scaler_options": ("log1p_all",),
    "quen_shop_options": ("parts",),
    "quen_csv_options": ("separator",),
}
"""Fields that an argument of another form sets, which its class reads."""

GETTERS = {
    ("rfm", "segment_name"): "segments",
    ("churn", "feature_name"): "features",
    ("shop", "trace_name"): "traces",
    ("features", "column_name"): "names",
    ("features", "n_rows"): "count",
    ("rfm", "n_customers"): "count",
    ("lifetime", "n_customers"): "count",
    ("links", "n_links"): "count",
    ("links", "field_name"): "fields",
    ("shop", "n_customers"): "count",
    ("orders", "told"): "told",
}
"""Methods that are called otherwise than what they get."""

HIDDEN_GETTERS = {
    "orders": ("n_told", "nobody_lines"),
    "features": ("n_columns", "n_builtin", "matrix", "column_unit", "customers"),
    "rfm": (
        "customers",
        "recency",
        "frequency",
        "monetary",
        "scores",
        "segments",
        "n_segments",
        "segment_meaning",
        "codes",
        "customer_key",
    ),
    "kmeans": ("n_rows",),
    "itemcf": ("n_items", "n_customers", "support"),
    "logit": (
        "n_terms",
        "term_name",
        "intercept",
        "coefficients",
        "std_errors",
        "z_values",
        "p_values",
        "odds_ratios",
        "means",
    ),
    "churn": ("n_origins", "n_features"),
    "lifetime": (
        "n_parameters",
        "parameters",
        "standard_errors",
        "parameter_name",
        "value",
    ),
    "habits": ("n_customers", "n_items"),
    "links": ("n_rows", "n_fields"),
    "shop": (
        "parts",
        "n_items",
        "customer_key_form",
        "n_traces",
        "cluster_means",
        "cluster_medians",
        "cluster_feature",
        "hours",
        "n_findings",
    ),
    "split": ("n_customers", "n_items", "moments"),
}
"""What is told in another form: by rows, by key, or within a struct."""

FLAGS = (("scaler", "log1p"),)
"""Arrays of 0 and 1."""

REPORTS = (
    "quen_order_totals",
    "quen_import_counts",
    "quen_finding",
    "quen_churn_report",
    "quen_churn_origin",
    "quen_churn_drift",
    "quen_lifetime_report",
    "quen_habits_check",
    "quen_habits_report",
    "quen_link_levels",
    "quen_links_report",
    "quen_link_groups_report",
    "quen_binary_report",
    "quen_calibration_bin",
    "quen_gain",
    "quen_auc_test",
    "quen_ranking_report",
    "quen_clusters_report",
)
"""Structs that properties of answers are made of."""

SPANS = ("horizon_s",)
"""Seconds of reports that are no moment."""

BOOLEANS = ("judged", "better", "has_money", "finished")
"""Fields of reports that say yes or no, of whatever type."""
