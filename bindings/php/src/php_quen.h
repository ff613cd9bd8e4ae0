/*
 * The PHP extension: one class per noun over the library. It holds no policy and no
 * defaults: what an argument does is the library's affair, and so are the sentences.
 *
 * Names: pq_ is seen across files. What the library allocates is never PHP's memory, so
 * that memory_limit cannot jump out of the middle of a call.
 */
#ifndef PHP_QUEN_H
#define PHP_QUEN_H

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "php.h"
#include "quen.h"
#include "zend_exceptions.h"

#define PHP_QUEN_VERSION QUEN_VERSION_STRING

extern zend_module_entry quen_module_entry;

/* ---- the module: module.c ---- */

struct pq_call;
struct pq_scratch;

/* A context, and the call that it serves; NULL: none. */
typedef struct pq_slot {
    quen_context *ctx;
    struct pq_call *call;
} pq_slot;

ZEND_BEGIN_MODULE_GLOBALS(quen)
char *model_dir;
zend_long max_model_bytes;
zend_long threads;
pq_slot slot;               /* waits for the next call */
struct pq_scratch *scratch; /* memory of calls, the newest first */
HashTable *shops;           /* opened files of shops: shop_cache.c */
uint64_t asked;             /* and how often one was asked for */
ZEND_END_MODULE_GLOBALS(quen)

ZEND_EXTERN_MODULE_GLOBALS(quen)
#define QUEN_G(v) ZEND_MODULE_GLOBALS_ACCESSOR(quen, v)

#if defined(ZTS) && defined(COMPILE_DL_QUEN)
ZEND_TSRMLS_CACHE_EXTERN()
#endif

/* ---- errors: errors.c ---- */

void pq_errors_init(void);

/* The class of a status' exceptions; one of ours. */
zend_class_entry *pq_exception_of(quen_status status);

/* Throw what a status means, with a sentence. */
void pq_raise(quen_status status, const char *sentence);

/* Throw an InvalidArgumentException. */
ZEND_COLD void pq_refuse(const char *format, ...) ZEND_ATTRIBUTE_FORMAT(printf, 1, 2);

/* The same of a value, and of its row where the call reads a column. */
struct pq_call;
ZEND_COLD bool pq_refuse_at(const struct pq_call *c, const char *what,
                            const char *reason);
ZEND_COLD bool pq_wrong_at(const struct pq_call *c, const char *what,
                           const char *expected, const zval *value);

/* ---- memory: memory.c ---- */

extern const quen_allocator pq_allocator;
size_t pq_memory(void);

/* ---- one call of the library: call.c ---- */

typedef struct pq_call {
    quen_context *ctx;
    pq_slot own; /* in use where the thread's slot is not fit */
    pq_slot *slot;
    zend_execute_data *frame;  /* the method's */
    const quen_orders *log;    /* whose clock reads moments; NULL: UTC */
    zval *progress;            /* a callable, or NULL */
    struct pq_handle *held;    /* what the callable must not change, or NULL */
    struct pq_scratch *before; /* the newest block of memory that is not the call's */
    uint32_t skip;             /* the first arguments, which are no options */
    size_t row;                /* of a column that is read, for sentences; else none */
    bool bailed;               /* the callable ended the request */
} pq_call;

/*
 * Get ready: count the arguments, and take those called threads and progress, if the
 * method has them. False with an exception; there is nothing to end then.
 */
bool pq_begin(pq_call *c, zend_execute_data *frame);
void pq_end(pq_call *c);

/* The same with threads of the INI setting, and no argument looked at. */
bool pq_begin_plain(pq_call *c, zend_execute_data *frame);

/* True if the call went well; else an exception is set. */
bool pq_ok(pq_call *c, quen_status status);

/*
 * Memory until the end, beside memory_limit: n entries of a size. Where there is none the
 * request ends, as where PHP has none.
 */
void *pq_memory_of(size_t n, size_t size);
void pq_memory_forget(struct pq_scratch *before);

#define PQ_NO_ROW SIZE_MAX

/* ---- arguments: arguments.c ---- */

/* An argument by its name, and its number from 1; NULL: not given, or no such one. */
zval *pq_argument(zend_execute_data *frame, const char *name, uint32_t *number);

/* The same, but NULL for null too. */
zval *pq_given(pq_call *c, const char *name);

/* An argument by its number from 1, which must be there. */
#define PQ_ARG(c, number) ZEND_CALL_ARG((c)->frame, number)

/* A TypeError about argument `number`. */
ZEND_COLD bool pq_wrong_type(uint32_t number, const char *expected, const zval *value);

/* What is a whole number, be it a float or a text; false where it is none. */
bool pq_whole(const zval *value, zend_long *to);

/* Whether the caller has declared strict types. */
bool pq_is_strict(const pq_call *c);

/* What PHP makes of scalars in arguments; false with a TypeError. */
bool pq_long(pq_call *c, uint32_t number, zend_long *to);
bool pq_string(pq_call *c, uint32_t number, zend_string **to);
bool pq_array(pq_call *c, uint32_t number, HashTable **to);

/* The row of a number in an ascending list; false: it is not in it. */
bool pq_find_number(const uint32_t *numbers, size_t n, uint32_t number, size_t *row);

/* ---- objects: objects.c ---- */

typedef struct pq_noun {
    const char *name;
    const char *class_name;
    zend_class_entry *ce; /* of PHP's classes, once they are there */
    void (*release)(void *thing);
    quen_status (*open)(quen_context *, const char *, void **);
    quen_status (*open_bytes)(quen_context *, const void *, size_t, void **);
    quen_status (*save)(quen_context *, const void *, const char *);
    quen_status (*save_bytes)(quen_context *, const void *, void *, size_t, size_t *);
} pq_noun;

/* A log or a model, which objects, rows and models share. */
typedef struct pq_handle {
    uint32_t refcount;
    bool changing; /* a call is changing it */
    const pq_noun *noun;
    void *thing;
    struct pq_handle *owner; /* of a part: what it is part of */
} pq_handle;

typedef struct pq_object {
    pq_handle *handle; /* NULL: never constructed */
    pq_handle *keys;   /* the log or the shop that knows keys; NULL: they are numbers */
    int decimals;      /* of money; -1: nobody said */
    int quantity_decimals;
    uint32_t kinds[3]; /* of a log: of keys of customers, items and orders */
    zval imported;     /* of a log: the report, or null */
    zval groups;       /* of habits: names of the groups of items, or null */
    zval channels;     /* and of the channels of orders */
    zend_object std;
} pq_object;

#define PQ_OBJECT(o) ((pq_object *)((char *)(o)-offsetof(pq_object, std)))

void pq_objects_init(void);

/* Get ready as pq_begin() does, and the method's object; NULL with an exception. */
pq_object *pq_begin_this(pq_call *c, zend_execute_data *frame);
#define PQ_BEGIN(self)                                                                   \
    pq_call call, *c = &call;                                                            \
    pq_object *self = pq_begin_this(c, execute_data);                                    \
    (void)return_value;                                                                  \
    if (!(self))                                                                         \
    return

pq_handle *pq_handle_new(const pq_noun *noun, void *thing, pq_handle *owner);
pq_handle *pq_handle_share(pq_handle *handle);
void pq_handle_drop(pq_handle *handle);

/*
 * Hold what a call reads, until its end: a log that a callable then changes is copied
 * before.
 */
void pq_hold(pq_call *c, pq_handle *handle);

/* What is in an argument that must be an object of a noun; NULL with a TypeError. */
pq_object *pq_object_of(uint32_t number, zval *value, const pq_noun *noun);

/* Make `to` an object of what a call made, taking it; its keys are those of a handle. */
pq_object *pq_make(zval *to, const pq_noun *noun, void *thing, pq_handle *keys);
/* An object of a shop that others hold too; the handle is taken. */
pq_object *pq_make_shared(zval *to, pq_handle *handle);
pq_object *pq_make_part(zval *to, const pq_noun *noun, const void *part,
                        pq_object *whole);

/* Tell a model that was opened how many digits its money has; -1: as it tells itself. */
void pq_opened(pq_object *made, int decimals);

/* What a path of a model means here; NULL with an exception. To be released. */
zend_string *pq_path(zend_string *path, const char *noun);

/* Whether the INI setting allows so many bytes; else an exception. */
bool pq_size_allowed(const char *noun, uint64_t bytes);

/* Digits of money; false with an exception where nobody said. */
bool pq_decimals(const pq_object *self, int *decimals);

/* ---- values: values.c, moments.c ---- */

#define PQ_DIGITS 24 /* room for a number as text */

/*
 * A key of an int, a string or null, of the kind that is wanted: as in arrays, "17" and
 * 17 are one. Borrowed from the value or from `digits`. False with a TypeError that says
 * `what`.
 */
bool pq_key(const pq_call *c, const zval *value, uint32_t kind, const char *what,
            char *digits, quen_key *key);

/* A list of keys; false with an exception. */
bool pq_keys(pq_call *c, const HashTable *list, uint32_t kind, const char *what,
             quen_key **keys, size_t *n);

/* The kind of a log's or a shop's keys; QUEN_KEY_NONE: not decided. */
uint32_t pq_customer_kind(const pq_handle *handle);
uint32_t pq_item_kind(const pq_handle *handle);

void pq_put_key(zval *to, quen_key key);

/* The key of a customer, or an item, by number; the number where keys are not known. */
void pq_put_customer(zval *to, const pq_handle *keys, uint32_t number);
void pq_put_item(zval *to, const pq_handle *keys, uint32_t number);

/* The number of a customer, or an item; false with a NotFoundException. */
bool pq_customer_number(pq_call *c, const pq_handle *keys, const zval *value, size_t n,
                        uint32_t *number);
bool pq_item_number(pq_call *c, const pq_handle *keys, const zval *value, size_t n,
                    uint32_t *number);

/* The same of a log, PQ_NO_NUMBER where it has no such key; false with an exception. */
#define PQ_NO_NUMBER UINT32_MAX
bool pq_find(pq_call *c, const pq_handle *log, bool item, const zval *key,
             uint32_t *number);

/* A decimal as a whole number of 10^-decimals; false with an exception. */
bool pq_decimal(pq_call *c, const zval *value, uint32_t decimals, const char *what,
                int64_t *to);
/* The same, but further digits are refused and not rounded. */
bool pq_quantity(pq_call *c, const zval *value, uint32_t decimals, const char *what,
                 int64_t *to);
void pq_put_decimal(zval *to, int64_t value, int decimals);

/* A moment in Unix seconds, by the clock of c->log; false with an exception. */
bool pq_moment(pq_call *c, const zval *value, const char *what, int64_t *to);
void pq_put_moment(zval *to, int64_t time_s);

/* A clock less UTC: seconds or "+07:00"; false with an exception. */
bool pq_offset(const zval *value, int32_t *to);

/* A DateTimeZone or its name as a table, in a call's memory; false with an exception. */
bool pq_zone(const zval *value, quen_zone *zone);

/* ---- options: options.c ---- */

typedef struct pq_field {
    const char *name;
    size_t offset;
    char kind;           /* FIELD_* */
    const char *choices; /* FIELD_CHOICE: "a|b|c" for 0, 1, 2 */
} pq_field;

/* A method that gets what a function of the library tells of its object. */
typedef struct pq_getter {
    const pq_noun *noun;
    const char *method;
    void (*get)(const void *thing, zval *to);
} pq_getter;

typedef struct pq_options {
    const char *name;
    const pq_field *fields;
    size_t size;
    void (*init)(void *options, size_t size);
} pq_options;

/* Fill options with the library's defaults and the arguments that have their names. */
bool pq_read_arguments(pq_call *c, const pq_options *kind, void *options);

/*
 * The same from an array; names in `more`, separated by blanks, are the caller's to read.
 */
bool pq_read_array(pq_call *c, const pq_options *kind, const HashTable *array,
                   const char *more, void *options);

/* A bool; false with an exception. */
bool pq_flag(const zval *value, const char *name, uint32_t *to);

/* Days as seconds; false with an exception. */
bool pq_days(const pq_call *c, const zval *value, const char *name, int64_t *to);

/* Digits after the point; they stay as they are where the argument is not given. */
bool pq_digits(pq_call *c, const char *name, int *digits);
int pq_default_decimals(void);

/* The place of a word in "a|b|c"; false with an exception. */
bool pq_choice(const zval *value, const char *choices, const char *name, uint32_t *to);

/* ---- columns of numbers: columns.c ---- */

/* A list of numbers, or packed ones; in the call's memory, or where it lies. */
bool pq_int64s(pq_call *c, const zval *value, const char *what, const int64_t **to,
               size_t *n);
bool pq_doubles(pq_call *c, const zval *value, const char *what, const double **to,
                size_t *n);
bool pq_uint32s(pq_call *c, const zval *value, const char *what, const uint32_t **to,
                size_t *n);

/* Classes, 0 and 1: a list, or a byte each. */
bool pq_classes(pq_call *c, const zval *value, const uint8_t **y, size_t *n);

/* What is a number, be it a text; false where it is none. */
bool pq_double(const zval *value, double *to);

/* True if there are n; else an exception. */
bool pq_length(const char *what, size_t found, size_t n);

void pq_put_doubles(zval *to, const double *x, size_t n);
void pq_put_double_rows(zval *to, const double *x, size_t n, size_t d);

/* ---- answers: results.c, rows.c ---- */

/* An answer that is being filled, property by property as its stub has them. */
typedef struct pq_result {
    zend_object *object;
    uint32_t at;
} pq_result;

void pq_results_init(void);
void pq_rows_init(void);

pq_result pq_result_new(zval *to, zend_class_entry *ce);
void pq_add_long(pq_result *r, int64_t value);
void pq_add_double(pq_result *r, double value);
void pq_add_worth(pq_result *r, double value, int decimals); /* of money; NAN: null */
void pq_add_bool(pq_result *r, bool value);
void pq_add_null(pq_result *r);
void pq_add_text(pq_result *r, const char *text); /* NULL: null */
void pq_add_decimal(pq_result *r, int64_t value, int decimals);
void pq_add_moment(pq_result *r, int64_t time_s);
void pq_add_key(pq_result *r, quen_key key);
zval *pq_add(pq_result *r); /* the place of the next, to be written */

/* Properties that are called as fields of a struct; NAN is null where that may be. */
void pq_add_fields(zend_object *object, const pq_field *fields, const void *of);
zval *pq_property(zend_object *object, const char *name);
void pq_put_null(zend_object *object, const char *name);

/*
 * An answer of such figures, and where their intervals begin and end; NULL: there are
 * none.
 */
void pq_put_report(zval *to, zend_class_entry *ce, const pq_field *fields,
                   const void *report, const void *low, const void *high);

struct pq_rows;
typedef void (*pq_row)(const struct pq_rows *rows, size_t i, zval *to);

/* A list whose rows are made when they are looked at. */
typedef struct pq_rows {
    pq_row row;
    size_t n;
    pq_handle *handle; /* what it is of, and what knows keys; or NULL */
    pq_handle *keys;
    int decimals;
    void *data; /* efree'd in the end; or NULL */
    zend_object std;
} pq_rows;

#define PQ_ROWS(o) ((pq_rows *)((char *)(o)-offsetof(pq_rows, std)))

/* `data` is taken. */
pq_rows *pq_rows_new(zval *to, pq_row row, size_t n, size_t total, const pq_object *of,
                     void *data);

extern zend_class_entry *pq_ce_rows;
extern zend_class_entry *pq_ce_totals, *pq_ce_finding, *pq_ce_import_report,
    *pq_ce_skipped_rows, *pq_ce_rfm_score, *pq_ce_segment, *pq_ce_offer, *pq_ce_customer,
    *pq_ce_cluster, *pq_ce_coefficient, *pq_ce_churn_risk, *pq_ce_churn_outcome,
    *pq_ce_churn_report, *pq_ce_churn_origin, *pq_ce_churn_drift, *pq_ce_binary_report,
    *pq_ce_calibration_bin, *pq_ce_gain, *pq_ce_auc_test, *pq_ce_ranking_report,
    *pq_ce_clusters_report, *pq_ce_figure, *pq_ce_cohort, *pq_ce_survey_score,
    *pq_ce_lifetime_future, *pq_ce_lifetime_report, *pq_ce_habits_offer, *pq_ce_due,
    *pq_ce_habits_check, *pq_ce_habits_report, *pq_ce_link, *pq_ce_link_levels,
    *pq_ce_links_report, *pq_ce_link_groups, *pq_ce_trend;

/* What several nouns share: attributes.c, baskets.c, each_row.c, offers.c, orders_told.c,
   rfm.c, split.c. */

/* The keys of an array as a column of a log's kind of key; false with an exception, which
   says `refused` where numbers are needed and one is text. */
bool pq_array_keys(pq_call *c, const char *name, const HashTable *values, uint32_t kind,
                   const char *refused, quen_key_column *column);

/* What is known of customers by name and key; false with an exception. */
bool pq_attributes(pq_call *c, const char *name, uint32_t kind,
                   const quen_attribute **attributes, size_t *n);

/*
 * What customers have, as a sparse matrix: a list of lists of item numbers, or what a
 * split told; and the argument `items`, which may make it wider. False with an exception.
 */
bool pq_baskets(pq_call *c, const zval *value, const char *what, quen_csr *csr);

/* The matrix of which a split made these rows; NULL: it did not. */
const quen_csr *pq_split_matrix(const zval *value);

/* How many customers had each item before. */
void pq_split_popularity(const quen_split *split, uint64_t *counts);

/*
 * Give each row of an argument, an array or a Traversable, to `take`, with c->row as its
 * number; false with an exception.
 */
typedef bool (*pq_row_taker)(void *to, HashTable *row);
bool pq_each_row(pq_call *c, uint32_t number, const char *what, pq_row_taker take,
                 void *to);

/* How many answers there may be, of `most`; false with an exception. Not said: 10. */
bool pq_room(pq_call *c, uint32_t number, size_t most, size_t *room);
bool pq_room_of(pq_call *c, uint32_t number, zend_long usual, size_t most, size_t *room);

/* The same of the argument n; not said: all of them. */
bool pq_room_or_all(pq_call *c, size_t most, size_t *room);

/* What is listed has at least so much; not said: 0. */
bool pq_least(pq_call *c, const char *name, double *least);

/* A list of a model's items, of `most`; those not known are an error where `strict`. */
bool pq_items(pq_call *c, const pq_object *self, size_t most, const zval *given,
              const char *what, bool strict, const uint32_t **items, size_t *n);

/* What may be offered, of a model with `most` items: options, exclude, allow, strict. */
bool pq_offer_filter(pq_call *c, const pq_object *self, size_t most,
                     quen_offer_filter *filter);

/* Offers, which are taken, as rows. */
void pq_put_offers(zval *to, const pq_object *self, quen_offer *offers, size_t n);

/* The offers of rows that know no keys; NULL: these are others. */
const quen_offer *pq_offers_of(const zval *value, size_t *n);

/* Answers of habits, those of `self` or in it; customer UINT32_MAX: a stranger. */
void pq_next_basket(pq_call *c, const pq_object *self, const quen_habits *habits,
                    uint32_t customer, zval *to);
void pq_list_due(pq_call *c, const pq_object *self, const quen_habits *habits, zval *to);

/* A finding of a log's check, or of a shop, which knows neither example nor sentence. */
void pq_put_finding(zval *to, const quen_finding *finding, const pq_handle *keys,
                    const char *example, const char *sentence);

/* Figures and cohorts as rows; the handle is taken. */
pq_rows *pq_put_figures(zval *to, pq_handle *figures, int decimals, int quantity_decimals,
                        const HashTable *segments);
void pq_put_cohorts(zval *to, pq_handle *cohorts, int decimals);
extern const pq_noun pq_noun_figures, pq_noun_cohorts;

/* The intercept and the terms of a regression, as rows. */
void pq_put_coefficients(pq_call *c, zval *to, const quen_logit *logit, pq_handle *owner,
                         double level);
bool pq_level(pq_call *c, double *level);

void pq_customer_row(const pq_rows *rows, size_t i, zval *to);
void pq_item_row(const pq_rows *rows, size_t i, zval *to);

bool pq_rfm_options(pq_call *c, const HashTable *array, int decimals,
                    quen_rfm_options *options);
void pq_segment_row(const pq_rows *rows, size_t i, zval *to);

#include "tables_generated.h"

#endif
