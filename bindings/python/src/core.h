/*
 * The native half of the Python package: few functions over buffers and capsules, limited
 * API, no NumPy. It checks what it is given and says so; it holds no policy and no
 * defaults. Names, defaults of the ecosystem and results are made in Python.
 */
#ifndef QUEN_PYTHON_CORE_H
#define QUEN_PYTHON_CORE_H

#include <stdlib.h>

#include "state.h"

/* ---- one call of the library: call.c ---- */

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define PY_LITTLE_ENDIAN_MACHINE 0
#else
#define PY_LITTLE_ENDIAN_MACHINE 1
#endif

/* Free the contexts that wait for calls. */
void call_pool_free(module_state *state);

#define CALL_SCRATCH 8

/* A buffer may point into itself, and is never moved. */
typedef struct held_buffer {
    Py_buffer buffer;
    Py_buffer seen; /* the same, but for where its bytes are */
    void *copy;     /* or NULL: they are read where they lie */
    struct held_buffer *next;
} held_buffer;

typedef struct call {
    PyObject *module;
    slot *slot;
    quen_context *ctx;
    held_buffer *buffers;        /* held until the call ends */
    void *scratch[CALL_SCRATCH]; /* freed when the call ends */
    int n_scratch;
} call;

/*
 * Get ready: `run` is None or (threads, progress), where progress is None or a callable
 * of (stage, fraction). False with an exception set.
 */
int call_begin(call *c, PyObject *module, PyObject *run);

/* Give everything back. */
void call_end(call *c);

/* Release and take the interpreter around the library's work. */
void call_leave(call *c);
void call_return(call *c);

/* status = expression, without the interpreter; then the exception, if any. */
#define CALL(c, status, expression)                                                      \
    do {                                                                                 \
        call_leave(c);                                                                   \
        (status) = (expression);                                                         \
        call_return(c);                                                                  \
    } while (0)

/*
 * A str of words that may hold bytes of a caller's file, or end within a character: what
 * is not UTF-8 is replaced. And an exception that says them.
 */
PyObject *text_of(const char *words);
void raise_words(PyObject *type, const char *words);

/*
 * What "O&" of PyArg_ParseTuple() makes of a path: "y" would look for a zero byte behind
 * the end of an array.
 */
int path_of(PyObject *object, void *path);

/* True if the call went well; else sets the exception that fits. */
int call_check(call *c, quen_status status);

/* Memory until the call ends; NULL with MemoryError set. */
void *call_scratch(call *c, size_t n, size_t size);

/*
 * What is in a contiguous buffer of items of one of the `formats` (letters of struct,
 * such as "d" or "qQ"), held until the call ends. False with an exception set.
 *
 * Other threads may write to the memory meanwhile, and NumPy does so without the
 * interpreter too: so it is copied before anything of it is looked at, unless nobody can
 * change it. What the library is given are thus values that stay what it has checked.
 */
int call_buffer(call *c, PyObject *object, const char *formats, const char *what,
                Py_buffer **buffer);

/*
 * As call_buffer(), where it lies: for numbers that are only computed with, whatever
 * becomes of them, and for bytes that the library copies first.
 */
int call_in_place(call *c, PyObject *object, const char *formats, const char *what,
                  Py_buffer **buffer);

/* True if nobody can change what is in this object: bytes, or a view of a model. */
int call_is_constant(call *c, PyObject *object);

/* True if the buffer has n items; else an exception. */
int call_length_is(const Py_buffer *b, const char *what, size_t n);

/* As call_buffer(), and the number of items must be n. */
int call_array(call *c, PyObject *object, const char *formats, const char *what, size_t n,
               const void **data);

/* As call_array() for memory to be written to, where it lies; nothing is read there. */
int call_output(call *c, PyObject *object, const char *formats, const char *what,
                size_t n, void **data);

/* ---- options: options.c ---- */

typedef struct field {
    const char *name;
    size_t offset;
    char kind;           /* FIELD_* */
    const char *choices; /* FIELD_CHOICE: "a|b|c" for 0, 1, 2 */
} field;

/* The option of a struct's field, by its name; and one of "a|b|c". */
/* clang-format off */
#define FIELD(type, member, kind) {#member, offsetof(type, member), kind, NULL}
#define CHOICE(type, member, names) {#member, offsetof(type, member), FIELD_CHOICE, names}
/* clang-format on */

#define FIELD_U32 'I'
#define FIELD_I32 'i'
#define FIELD_U64 'K'
#define FIELD_I64 'L'
#define FIELD_DOUBLE 'd'
#define FIELD_CHOICE 'e'
#define FIELD_FLAG '?'
#define FIELD_TEXT 's'

/* A struct of options: what it is of, its fields, its size and what fills it in. */
typedef struct options_kind {
    const char *noun;
    const field *fields;
    size_t size;
    void (*init)(void *options, size_t size);
} options_kind;

/* Where the options of a shop point to those of a part. */
typedef struct part_field {
    const char *noun;
    size_t offset;
} part_field;

#include "options_generated.h"

/*
 * Set the fields that `dict` names; None leaves one as it is. The table ends with a NULL
 * name. False with an exception.
 */
int options_read(const field *fields, PyObject *dict, void *options);

/* The fields of a struct as a dict; NULL with an exception. */
PyObject *options_tell(const field *fields, const void *options);

/* The options of a noun, by its name; NULL with an exception. */
const options_kind *options_of_noun(const char *name);

/* defaults(noun): those of the noun's options, for what Python computes from them. */
PyObject *options_defaults(PyObject *module, PyObject *args);

/* ---- keys: keys.c ---- */

/* A key of an int, str, bytes or None; bytes borrowed from `object`. False: exception. */
int key_of(PyObject *object, quen_key *key);

/* The same, of the kind that the "customers" or "items" of a shop have; None is nobody.
 */
int key_of_shop(const quen_shop *shop, const char *which, PyObject *object,
                quen_key *key);

/* A shop's secret, borrowed from bytes that the caller holds; None is none. */
int secret_of(PyObject *object, const uint8_t **secret);
PyObject *key_hash(PyObject *module, PyObject *args);

/* The int, str (or bytes, where it is not UTF-8) of a key. */
PyObject *key_to_object(quen_key key);

/*
 * A column of n keys: None, (numbers, valid or None) or (bytes, offsets, valid or None).
 */
int key_column_of(call *c, PyObject *object, const char *what, quen_key_column *column,
                  size_t *n);

PyObject *keys_read(PyObject *module, PyObject *args);
PyObject *keys_find(PyObject *module, PyObject *args);
PyObject *keys_pack(PyObject *module, PyObject *list);

/* ---- attributes of customers: attributes.c ---- */

int attributes_of(call *c, PyObject *list, const quen_attribute **attributes, size_t *n);

/* ---- handles: nouns.c, nouns_generated.c ---- */

typedef struct noun_kind {
    const char *name; /* of the capsule, "quen.kmeans" */
    void (*release)(void *object);
    quen_status (*open)(quen_context *, const char *, void **);
    quen_status (*open_bytes)(quen_context *, const void *, size_t, void **);
    quen_status (*save)(quen_context *, const void *, const char *);
    quen_status (*save_bytes)(quen_context *, const void *, void *, size_t, size_t *);
    /* From a log alone; NULL: there is more to it. */
    quen_status (*fit)(quen_context *, const quen_orders *, const void *, void **);
} noun_kind;

#include "nouns_generated.h"

/*
 * A capsule that frees the object in the end; with an owner, a capsule of what is the
 * owner's, which it keeps alive. NULL with an exception set; the object is freed then.
 */
PyObject *handle_new(const noun_kind *kind, void *object, PyObject *owner);

/* A handle of what a call made, or NULL with the exception of its status. */
PyObject *handle_made(call *c, quen_status status, const noun_kind *kind, void *object);

/* None if all went well, else NULL: the exception is set. */
PyObject *none_if(int done);

/* What is in a capsule of this noun; NULL with an exception set if it is another. */
void *handle_get(PyObject *capsule, const noun_kind *kind);

/* The noun of any capsule of ours, and what is in it. */
const noun_kind *handle_noun(PyObject *capsule, void **object);

/* The model of this name, "kmeans"; NULL with an exception. */
const noun_kind *noun_named(const char *name);

PyObject *handle_open(PyObject *module, PyObject *args);
PyObject *handle_open_bytes(PyObject *module, PyObject *args);
PyObject *handle_save(PyObject *module, PyObject *args);
PyObject *handle_save_bytes(PyObject *module, PyObject *args);

/* ---- memory of a model, seen from Python: view.c ---- */

/* A read-only buffer over `size` bytes that belong to `owner`. */
PyObject *view_new(PyObject *module, PyObject *owner, const void *data, size_t size);
int view_init(PyObject *module);

/* ---- what a handle holds: readers.c ---- */

PyObject *handle_read(PyObject *module, PyObject *args);

/* ---- makers and questions ---- */

/* makers.c */
PyObject *orders_new(PyObject *module, PyObject *args);
PyObject *orders_from_arrow(PyObject *module, PyObject *args);
PyObject *orders_finish(PyObject *module, PyObject *args);
PyObject *orders_merge(PyObject *module, PyObject *args);
PyObject *orders_copy_between(PyObject *module, PyObject *args);
PyObject *orders_forget(PyObject *module, PyObject *args);
PyObject *orders_check(PyObject *module, PyObject *args);
/* fit(noun, orders, options, run): any noun that is fitted from a log alone. */
PyObject *log_fit(PyObject *module, PyObject *args);
PyObject *features_new(PyObject *module, PyObject *args);
PyObject *rfm_fit(PyObject *module, PyObject *args);
PyObject *rfm_fit_values(PyObject *module, PyObject *args);
PyObject *rfm_score(PyObject *module, PyObject *args);
PyObject *itemcf_fit_csr(PyObject *module, PyObject *args);
PyObject *churn_fit(PyObject *module, PyObject *args);
PyObject *churn_predict(PyObject *module, PyObject *args);
int offers_filter(call *c, PyObject *tuple, quen_offer_filter *filter);
PyObject *habits_fit(PyObject *module, PyObject *args);
PyObject *habits_next_basket(PyObject *module, PyObject *args);
PyObject *habits_due(PyObject *module, PyObject *args);
PyObject *habits_n_values(PyObject *module, PyObject *args);
PyObject *habits_shares(PyObject *module, PyObject *args);
PyObject *habits_check(PyObject *module, PyObject *args);
PyObject *lifetime_fit_rows(PyObject *module, PyObject *args);
PyObject *lifetime_predict(PyObject *module, PyObject *args);
PyObject *lifetime_predict_rows(PyObject *module, PyObject *args);
PyObject *shop_train(PyObject *module, PyObject *args);

/* figures.c */
PyObject *figures_new(PyObject *module, PyObject *args);
PyObject *cohorts_new(PyObject *module, PyObject *args);
PyObject *survey_nps(PyObject *module, PyObject *args);
PyObject *survey_csat(PyObject *module, PyObject *args);

/* link.c */
PyObject *link_find(PyObject *module, PyObject *args);
PyObject *links_compare(PyObject *module, PyObject *args);
PyObject *links_groups(PyObject *module, PyObject *args);
PyObject *orders_merge_customers(PyObject *module, PyObject *args);

/* matrices.c: models of plain matrices */
PyObject *scaler_fit(PyObject *module, PyObject *args);
PyObject *scaler_transform(PyObject *module, PyObject *args);
PyObject *kmeans_fit(PyObject *module, PyObject *args);
PyObject *kmeans_predict(PyObject *module, PyObject *args);
PyObject *kmeans_transform(PyObject *module, PyObject *args);
PyObject *kmeans_profile(PyObject *module, PyObject *args);
PyObject *logit_fit(PyObject *module, PyObject *args);
PyObject *logit_predict(PyObject *module, PyObject *args);
PyObject *logit_contributions(PyObject *module, PyObject *args);
PyObject *logit_intervals(PyObject *module, PyObject *args);

/* ask.c */
PyObject *itemcf_ask(PyObject *module, PyObject *args);
PyObject *itemcf_batch(PyObject *module, PyObject *args);
PyObject *itemcf_neighbors(PyObject *module, PyObject *args);
PyObject *itemcf_history(PyObject *module, PyObject *args);
PyObject *shop_customer(PyObject *module, PyObject *args);
PyObject *shop_customers(PyObject *module, PyObject *args);
size_t customer_row_size(void);
PyObject *shop_ask(PyObject *module, PyObject *args);
PyObject *shop_list(PyObject *module, PyObject *args);
PyObject *shop_trends(PyObject *module, PyObject *args);
PyObject *shop_forget(PyObject *module, PyObject *args);
PyObject *shop_export_customer(PyObject *module, PyObject *args);
PyObject *shop_export_groups(PyObject *module, PyObject *args);

/* evaluate.c */
PyObject *evaluate_binary(PyObject *module, PyObject *args);
PyObject *evaluate_calibration(PyObject *module, PyObject *args);
PyObject *evaluate_gains(PyObject *module, PyObject *args);
PyObject *evaluate_auc_test(PyObject *module, PyObject *args);
PyObject *evaluate_ranking(PyObject *module, PyObject *args);
PyObject *evaluate_clusters(PyObject *module, PyObject *args);
PyObject *split_new(PyObject *module, PyObject *args);
PyObject *split_origins(PyObject *module, PyObject *args);
PyObject *split_folds(PyObject *module, PyObject *args);

/* arrow.c */
PyObject *arrow_export(PyObject *module, PyObject *args);
/* A capsule that owns the stream, allocated with malloc(); released on failure. */
PyObject *arrow_capsule(struct ArrowArrayStream *stream);
/* Filters in a tuple, borrowed until the call ends: filters.c. */
int filters_read(call *c, PyObject *filters, const quen_import_filter **where, size_t *n);

/* import.c */
PyObject *import_orders(PyObject *module, PyObject *args);
/* format.c */
PyObject *format_learn(PyObject *module, PyObject *args);
PyObject *format_open(PyObject *module, PyObject *args);
PyObject *format_read(PyObject *module, PyObject *args);
/* profile.c */
PyObject *profile_names(PyObject *module, PyObject *nothing);
PyObject *profile_named(PyObject *module, PyObject *args);
PyObject *profile_parse(PyObject *module, PyObject *args);
PyObject *profile_text(PyObject *module, PyObject *args);
PyObject *profile_columns(PyObject *module, PyObject *args);
/* text.c */
PyObject *texts_make(PyObject *module, PyObject *args);

/* A dict, and a tuple of keys that mean nobody, or None: makers.c. */
int order_rules_of(call *c, PyObject *dict, PyObject *nobody, quen_order_rules *rules);

/* None, or (moments, offsets, the first offset), which *to then points to. */
int zone_of(call *c, PyObject *object, quen_zone *zone, const quen_zone **to);

/* The arrays of a matrix whose extents are set: makers.c. */
int csr_of(call *c, PyObject *const objects[3], quen_csr *csr);

/* K-means' options from a dict, which are a shop's too: matrices.c. */
int kmeans_read(call *c, PyObject *dict, void *given);

#endif
