"""The structs and functions of libquen that benchmarks use, as the headers declare them:
tests/rules/benchmarks.py holds them against these. Needs nothing but Python."""

from __future__ import annotations

from ctypes import (
    Structure,
    c_char_p,
    c_double,
    c_float,
    c_int32,
    c_int64,
    c_size_t,
    c_uint32,
    c_uint64,
    c_void_p,
)
from typing import Any

SIMD = {
    "auto": 0,
    "scalar": 1,
    "sse2": 2,
    "avx2": 3,
    "avx512": 4,
    "avx512vnni": 5,
    "neon": 6,
}


class quen_allocator(Structure):
    _fields_ = [
        ("user", c_void_p),
        ("allocate", c_void_p),
        ("reallocate", c_void_p),
        ("release", c_void_p),
    ]


class quen_context_options(Structure):
    _fields_ = [
        ("struct_size", c_uint32),
        ("threads", c_uint32),
        ("simd", c_uint32),
        ("reserved", c_uint32),
        ("allocator", quen_allocator),
        ("progress", c_void_p),
        ("progress_user", c_void_p),
    ]


class quen_key(Structure):
    _fields_ = [
        ("bytes", c_void_p),
        ("size", c_size_t),
        ("number", c_int64),
        ("kind", c_uint32),
        ("reserved", c_uint32),
    ]


class quen_key_column(Structure):
    _fields_ = [
        ("numbers", c_void_p),
        ("bytes", c_void_p),
        ("offsets", c_void_p),
        ("valid", c_void_p),
    ]


class quen_order_columns(Structure):
    _fields_ = [
        ("struct_size", c_uint32),
        ("reserved", c_uint32),
        ("n", c_size_t),
        ("customer", quen_key_column),
        ("order", quen_key_column),
        ("item", quen_key_column),
        ("time_s", c_void_p),
        ("quantity", c_void_p),
        ("amount", c_void_p),
    ]


class quen_order_totals(Structure):
    _fields_ = [
        ("struct_size", c_uint32),
        ("finished", c_uint32),
        ("lines", c_uint64),
        ("orders", c_uint64),
        ("customers", c_uint64),
        ("items", c_uint64),
        ("lines_without_customer", c_uint64),
        ("refund_lines", c_uint64),
        ("revenue", c_int64),
        ("quantity", c_int64),
        ("first_s", c_int64),
        ("last_s", c_int64),
        ("bytes", c_uint64),
    ]


class quen_rfm_options(Structure):
    _fields_ = [
        ("struct_size", c_uint32),
        ("bins", c_uint32),
        ("monetary", c_uint32),
        ("binning", c_uint32),
        ("frequency", c_uint32),
        ("segments", c_uint32),
        ("utc_offset_s", c_int32),
        ("n_rules", c_uint32),
        ("rules", c_void_p),
        ("now_s", c_int64),
        ("recency_unit_s", c_int64),
        ("r_cuts", c_void_p),
        ("f_cuts", c_void_p),
        ("m_cuts", c_void_p),
    ]


class quen_features_options(Structure):
    _fields_ = [
        ("struct_size", c_uint32),
        ("utc_offset_s", c_int32),
        ("now_s", c_int64),
        ("period_s", c_int64),
        ("attributes", c_void_p),
        ("n_attributes", c_size_t),
    ]


class quen_kmeans_options(Structure):
    _fields_ = [
        ("struct_size", c_uint32),
        ("k", c_uint32),
        ("seed", c_uint64),
        ("n_init", c_uint32),
        ("max_iter", c_uint32),
        ("tol", c_double),
        ("weights", c_void_p),
        ("init", c_void_p),
        ("init_trials", c_uint32),
        ("order_by", c_uint32),
    ]


class quen_csr(Structure):
    _fields_ = [
        ("n_rows", c_size_t),
        ("n_columns", c_size_t),
        ("row_start", c_void_p),
        ("column", c_void_p),
        ("value", c_void_p),
    ]


class quen_itemcf_options(Structure):
    _fields_ = [
        ("struct_size", c_uint32),
        ("method", c_uint32),
        ("values", c_uint32),
        ("group", c_uint32),
        ("neighbors", c_uint32),
        ("min_support", c_uint32),
        ("shrink", c_double),
        ("user_discount", c_double),
        ("alpha", c_double),
        ("beta", c_double),
        ("normalize", c_uint32),
        ("prune", c_uint32),
        ("now_s", c_int64),
    ]


class quen_neighbor(Structure):
    _fields_ = [
        ("item", c_uint32),
        ("weight", c_float),
    ]


class quen_offer(Structure):
    _fields_ = [
        ("item", c_uint32),
        ("popular", c_uint32),
        ("score", c_double),
        ("n_reasons", c_uint32),
        ("reasons", c_uint32 * 3),
    ]


class quen_logit_options(Structure):
    _fields_ = [
        ("struct_size", c_uint32),
        ("max_iter", c_uint32),
        ("l2", c_double),
        ("tol", c_double),
        ("class_mode", c_uint32),
        ("reserved", c_uint32),
        ("class_weight", c_double * 2),
        ("weights", c_void_p),
        ("names", c_void_p),
    ]


class quen_shop_options(Structure):
    _fields_ = [
        ("struct_size", c_uint32),
        ("parts", c_uint32),
        ("now_s", c_int64),
        ("utc_offset_s", c_int32),
        ("reserved", c_uint32),
        ("rfm", c_void_p),
        ("kmeans", c_void_p),
        ("itemcf", c_void_p),
        ("churn", c_void_p),
        ("attributes", c_void_p),
        ("n_attributes", c_size_t),
    ]


V, Z, U32, U64, I64, D, S = (
    c_void_p,
    c_size_t,
    c_uint32,
    c_uint64,
    c_int64,
    c_double,
    c_char_p,
)

# Calls that return a status, context first: what follows the context.
CALLS: dict[str, tuple[Any, ...]] = {
    "quen_orders_new": (V,),
    "quen_orders_add_columns": (V, V),
    "quen_orders_finish": (V,),
    "quen_features_new": (V, V, V),
    "quen_rfm_fit": (V, V, V),
    "quen_rfm_fit_columns": (V, V, V),
    "quen_kmeans_fit": (V, Z, Z, V, V),
    "quen_kmeans_fit_f32": (V, Z, Z, V, V),
    "quen_kmeans_predict": (V, V, Z, V, V),
    "quen_kmeans_predict_f32": (V, V, Z, V, V),
    "quen_itemcf_fit_csr": (V, V, V),
    "quen_itemcf_recommend_batch": (V, V, Z, V, V, Z, V),
    "quen_logit_fit": (V, V, Z, Z, V, V),
    "quen_shop_train": (V, V, V),
    "quen_shop_save": (V, S),
    "quen_shop_open": (S, V),
}

# Questions to a model: what they return, and what follows the model.
ASKS: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "quen_orders_get_totals": (None, (V,)),
    "quen_orders_customer_key": (quen_key, (U32,)),
    "quen_orders_item_key": (quen_key, (U32,)),
    "quen_features_n_rows": (Z, ()),
    "quen_features_n_columns": (Z, ()),
    "quen_features_matrix": (V, ()),
    "quen_rfm_n_customers": (Z, ()),
    "quen_rfm_recency": (V, ()),
    "quen_rfm_frequency": (V, ()),
    "quen_rfm_monetary": (V, ()),
    "quen_rfm_scores": (V, ()),
    "quen_rfm_segments": (V, ()),
    "quen_rfm_segment_name": (S, (U32,)),
    "quen_kmeans_centers": (V, ()),
    "quen_kmeans_labels": (V, ()),
    "quen_kmeans_inertia": (D, ()),
    "quen_kmeans_n_iterations": (U32, ()),
    "quen_itemcf_n_items": (Z, ()),
    "quen_itemcf_neighbors": (Z, (U32, V)),
    "quen_logit_intercept": (V, ()),
    "quen_logit_coefficients": (V, ()),
    "quen_logit_std_errors": (V, ()),
    "quen_logit_n_iterations": (U32, ()),
    "quen_shop_n_customers": (Z, ()),
    "quen_shop_parts": (U32, ()),
}
