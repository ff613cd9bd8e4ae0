/*
 * The parts of a shop. A part is one noun as the shop knows it: how it is trained from
 * the log, where its sections are in the shop's image, what the shop keeps beside its
 * model and how that is checked, and what it says of a customer. parts.c lists them;
 * training, opening and asking are loops over that list.
 */
#ifndef QUEN_SHOP_PART_H
#define QUEN_SHOP_PART_H

#include "core/alloc.h"
#include "data/features/features.h"
#include "data/json/json.h"
#include "io/model.h"
#include "math/index_sort.h"
#include "shop/shop.h"

/* Where the keys' sections begin. Part of the format. */
enum { QUEN__SHOP_BASE_CUSTOMERS = 0x0100, QUEN__SHOP_BASE_ITEMS = 0x0200 };

/* Models, and sections of the shop's own, that a training may gather. */
#define QUEN__SHOP_MAX_MODELS 32u
#define QUEN__SHOP_MAX_SECTIONS 96u

/* A shop that is being trained. */
typedef struct quen__shop_training {
    quen_context *ctx;
    const quen_orders *orders;
    quen_shop_options options;
    quen__shop_meta meta;
    quen_orders *reordered; /* customers by ascending hash: `orders`, if it is not NULL */
    uint8_t *hashes;        /* of the customers, in that order */
    uint8_t key_form;       /* as it stands in the file */
    int has_money;          /* whether the log tells amounts */
    char note[QUEN__SHOP_NOTE_ROOM]; /* why churn was left out */
    quen__temp temp;                 /* what lives until the image is built */
    quen_features *features; /* as of now, built-in columns first; NULL: not built */
    struct {
        quen__model *model; /* freed when the training ends */
        uint32_t base;
    } models[QUEN__SHOP_MAX_MODELS];
    size_t n_models;
    quen__section own[QUEN__SHOP_MAX_SECTIONS];
    size_t n_own;
} quen__shop_training;

/*
 * The form of the customers' keys: check what was asked for; then, once the log was
 * checked, hash and sort them; and their sections, at most QUEN__SHOP_KEYS_SECTIONS, how
 * many. shop_keys.c.
 */
#define QUEN__SHOP_KEYS_SECTIONS 3u
quen_status quen__shop_keys_check(const quen__shop_training *t);
quen_status quen__shop_keys_begin(quen__shop_training *t);
quen_status quen__shop_keys_sections(quen__shop_training *t, quen__section *out,
                                     size_t *n);

/* Take a model into the shop; it is the training's from now on. NULL is passed over. */
void quen__shop_training_keep(quen__shop_training *t, quen__model *model, uint32_t base);

/* Take a section of the shop's own. Its entries must live as long as the training. */
void quen__shop_training_add(quen__shop_training *t, uint32_t id, uint32_t width,
                             size_t count, const void *from);

/* Take a section of n rows in an order; by descending figures, ties by row. */
quen_status quen__shop_training_order(quen__shop_training *t, uint32_t id, size_t n,
                                      quen__index_sort_before before, const void *user);
quen_status quen__shop_training_rank(quen__shop_training *t, uint32_t id,
                                     const double *figures, size_t n);

/* --- what is held of customers --- */

/* What becomes of a section when customers go, and with them their rows. */
enum {
    QUEN__SHOP_KEPT,      /* it has no rows: as it stands */
    QUEN__SHOP_ROWS,      /* entries of the rows, equally many each */
    QUEN__SHOP_CUSTOMERS, /* the customer of each row */
    QUEN__SHOP_ORDER,     /* each row once, in an order of its own */
    QUEN__SHOP_OFFSETS,   /* rows + 1 offsets into the next section, */
    QUEN__SHOP_LISTS,     /* which is this */
    QUEN__SHOP_MADE       /* figures of the rows, made anew by the part */
};

/* A section of the shop's image. */
typedef struct quen__shop_section {
    uint32_t id;       /* the base included */
    uint32_t how;      /* QUEN__SHOP_KEPT... */
    const char *field; /* where an export has what rows say: "rfm.recency"; or NULL */
    const char *trace; /* what it was learned from customers; NULL: nothing */
} quen__shop_section;

/* A part's rows. */
typedef struct quen__shop_rows {
    size_t n;
    const uint32_t *customer; /* of each row, ascending; NULL: all customers are rows */
    size_t n_left;            /* once customers go: rows that stay */
    uint32_t *row;            /* their new numbers; QUEN__SHOP_GONE */
} quen__shop_rows;

#define QUEN__SHOP_GONE UINT32_MAX

/* Customers who go. */
typedef struct quen__shop_leaving {
    quen_context *ctx;
    const quen_shop *shop;
    quen__temp temp;                          /* what lives until the image is built */
    quen__shop_rows people;                   /* all customers as rows */
    quen__shop_rows rows;                     /* of the part at work, */
    const struct quen__shop_holding *rows_of; /* which is this; NULL: none yet */
} quen__shop_leaving;

typedef struct quen__shop_holding {
    const quen__shop_section
        *sections; /* all there are; behind the last one an id of 0 */
    /* NULL: every customer has a row. */
    void (*rows)(const quen_shop *shop, quen__shop_rows *rows);
    /* Give a section that is MADE other entries, in the leaving's memory. */
    quen_status (*make)(quen__shop_leaving *l, const quen__shop_rows *rows,
                        quen__section *section);
    /* Write what a row says into the export of its customer. NULL: nothing is told. */
    void (*put)(quen__json *json, const quen_shop *shop, size_t row);
} quen__shop_holding;

typedef struct quen__shop_part {
    uint32_t bit;      /* QUEN_SHOP_* */
    const char *words; /* in front of sentences */
    /* Fit the model, keep it, add sections. NULL: another part does it. */
    quen_status (*train)(quen__shop_training *t);
    const quen__model_kind *kind; /* NULL: it has no model, but sections of the shop's */
    uint32_t base; /* of the model's sections in the shop's image; part of the format */
    size_t model;  /* where its view is in struct quen_shop */
    /* Once the model is attached: find the shop's own sections, check what the model
     * cannot know. NULL: nothing. */
    quen_status (*check)(quen_context *ctx, quen_shop *shop);
    /* Add to what is told of customer->customer. NULL: nothing. */
    void (*tell)(const quen_shop *shop, quen_shop_customer *customer);
    const quen__shop_holding *holds;
} quen__shop_part;

/* In the order of training; the last one has no bit. */
extern const quen__shop_part *const quen__shop_parts[];

/* All bits of parts that this library has. */
uint32_t quen__shop_parts_known(void);

/* QUEN_ERR_NO_PART, naming the first, if there are parts among these that it was built
 * without: absent.c. */
quen_status quen__shop_parts_check(quen_context *ctx, uint32_t parts);

/* What the shop holds beside its parts. */
extern const quen__shop_holding quen__shop_own;

/*
 * The section with this id of a shop, and whose it is: of the shop's own, or of a part
 * that it has. NULL if this version does not know it.
 */
const quen__shop_section *quen__shop_section_find(const quen_shop *shop, uint32_t id,
                                                  const quen__shop_holding **whose);

/* --- what the checks of parts have in common --- */

/* Ascending customer numbers within the key table. */
quen_status quen__shop_check_customers(quen_context *ctx, const quen_shop *shop,
                                       const char *what, const uint32_t *customer,
                                       size_t n);

/* Each of n rows once, in an order that is strict; by descending figures, ties by row. */
quen_status quen__shop_check_order(quen_context *ctx, const char *what,
                                   const uint32_t *order, size_t n,
                                   quen__index_sort_before before, const void *user);
quen_status quen__shop_check_rank(quen_context *ctx, const char *what,
                                  const uint32_t *order, const double *figures, size_t n);

/* --- what the questions to parts have in common --- */

/* QUEN_ERR_NO_PART, in words, unless the shop has it. */
quen_status quen__shop_need(quen_context *ctx, const quen_shop *shop, uint32_t part,
                            const char *words);

/* Where a row stands in an order, counted from its first. */
size_t quen__shop_place(const uint32_t *order, size_t row);

/* 1 and the row of a customer in an ascending list; 0 if not in it. */
int quen__shop_row(const uint32_t *customers, size_t n, uint32_t customer, size_t *row);

/* --- questions by key: shop_offers.c --- */

/* A caller's filter in item numbers, in the memory of temp. */
quen_status quen__shop_filter_read(quen__temp *temp, const quen_shop *shop,
                                   const quen_shop_filter *given, quen_offer_filter *out);

/* The number of a customer; UINT32_MAX if the shop does not know the key, but might. */
quen_status quen__shop_customer_or_stranger(quen_context *ctx, const quen_shop *shop,
                                            quen_key key, uint32_t *customer);

/* Rows by descending figures. */
typedef struct quen__shop_ranking {
    size_t n;
    const uint32_t *order;
    const uint32_t *customer; /* of each row; NULL: rows are customers */
    const double *figure;     /* of each row */
} quen__shop_ranking;

/* A list to be filled. */
typedef struct quen__shop_list {
    double least;     /* figures below it are not listed */
    uint32_t segment; /* UINT32_MAX: any */
    uint32_t *customers;
    size_t capacity, *count, *total; /* total: NULL where it is not wanted */
} quen__shop_list;

/* The same, and QUEN_ERR_NOT_FOUND unless there is such a segment. */
quen_status quen__shop_need_segment(quen_context *ctx, const quen_shop *shop,
                                    uint32_t segment);

/* 1: the customer was scored and is in the segment. */
int quen__shop_in_segment(const quen_shop *shop, uint32_t customer, uint32_t segment);

/* Check a question for a list of a part, which the shop must have; `words` as above. */
quen_status quen__shop_list_begin(quen_context *ctx, const quen_shop *shop, uint32_t part,
                                  const char *words, const quen__shop_list *list);

void quen__shop_list_ranked(const quen_shop *shop, const quen__shop_ranking *ranking,
                            const quen__shop_list *list);

#endif
