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
#include "io/model.h"
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
    int has_money;                   /* whether the log tells amounts */
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

/* Take a model into the shop; it is the training's from now on. NULL is passed over. */
void quen__shop_training_keep(quen__shop_training *t, quen__model *model, uint32_t base);

/* Take a section of the shop's own. Its entries must live as long as the training. */
void quen__shop_training_add(quen__shop_training *t, uint32_t id, uint32_t width,
                             size_t count, const void *from);

typedef struct quen__shop_part {
    uint32_t bit;      /* QUEN_SHOP_* */
    const char *words; /* in front of sentences */
    /* Fit the model, keep it, add sections. NULL: another part does it. */
    quen_status (*train)(quen__shop_training *t);
    const quen__model_kind *kind;
    uint32_t base; /* of the model's sections in the shop's image; part of the format */
    size_t model;  /* where its view is in struct quen_shop */
    /* Once the model is attached: find the shop's own sections, check what the model
     * cannot know. NULL: nothing. */
    quen_status (*check)(quen_context *ctx, quen_shop *shop);
    /* Add to what is told of customer->customer. NULL: nothing. */
    void (*tell)(const quen_shop *shop, quen_shop_customer *customer);
} quen__shop_part;

/* In the order of training; the last one has no bit. */
extern const quen__shop_part *const quen__shop_parts[];

/* All bits of parts that this version knows. */
uint32_t quen__shop_parts_known(void);

/* --- what the checks of parts have in common --- */

/* Ascending customer numbers within the key table. */
quen_status quen__shop_check_customers(quen_context *ctx, const quen_shop *shop,
                                       const char *what, const uint32_t *customer,
                                       size_t n);

/* --- what the questions to parts have in common --- */

/* QUEN_ERR_NO_PART, in words, unless the shop has it. */
quen_status quen__shop_need(quen_context *ctx, const quen_shop *shop, uint32_t part,
                            const char *words);

/* 1 and the row of a customer in an ascending list; 0 if not in it. */
int quen__shop_row(const uint32_t *customers, size_t n, uint32_t customer, size_t *row);

/* The same, and QUEN_ERR_NOT_FOUND unless there is such a segment: part_rfm.c. */
quen_status quen__shop_need_segment(quen_context *ctx, const quen_shop *shop,
                                    uint32_t segment);

/* 1: the customer was scored and is in the segment. */
int quen__shop_in_segment(const quen_shop *shop, uint32_t customer, uint32_t segment);

#endif
