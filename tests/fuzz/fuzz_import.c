/*
 * Any bytes into a log: pushed at once and in pieces, which must give the same log, words
 * and failure; and each row of the file is a line, or counted as left out.
 */
#include "fuzz.h"

/* What came of it, as one number, and the last sentence. */
typedef struct result {
    uint64_t hash;
    quen_status status;
    char message[1024];
} result;

static void mix(result *r, const void *bytes, size_t size)
{
    const uint8_t *p = bytes;
    for (size_t i = 0; i < size; i++)
        r->hash = (r->hash ^ p[i]) * UINT64_C(1099511628211);
    r->hash = (r->hash ^ 0xff) * UINT64_C(1099511628211);
}

static void mix_log(quen_context *ctx, result *r, quen_orders *orders)
{
    quen_order_totals t;
    MUST(quen_orders_finish(ctx, orders) == QUEN_OK);
    quen_order_totals_init(&t, sizeof t);
    quen_orders_get_totals(orders, &t);
    t.bytes = 0;
    mix(r, &t, sizeof t);
    for (uint32_t i = 0; i < t.customers; i++) {
        quen_key key = quen_orders_customer_key(orders, i);
        mix(r, key.kind == QUEN_KEY_BYTES ? (const void *)key.bytes : &key.number,
            key.kind == QUEN_KEY_BYTES ? key.size : sizeof key.number);
    }
}

static void mix_words(result *r, const quen_import *import, uint64_t lines)
{
    quen_import_counts c;
    quen_import_skipped s;
    uint64_t skipped = 0;
    quen_import_counts_init(&c, sizeof c);
    quen_import_get_counts(import, &c);
    MUST(c.rows == c.kept + c.filtered + c.skipped && c.kept == lines);
    mix(r, &c, sizeof c);
    for (size_t i = 0; i < quen_import_n_told(import); i++)
        mix(r, quen_import_told(import, i), strlen(quen_import_told(import, i)));
    mix(r, quen_import_saved(import), strlen(quen_import_saved(import)));
    for (size_t i = 0; quen_import_get_skipped(import, i, &s); i++)
        skipped += s.rows;
    MUST(skipped == c.skipped);
}

static quen_status push(quen_context *ctx, quen_import *import, fuzz_bytes file,
                        fuzz_bytes *cuts)
{
    quen_status status = QUEN_OK;
    while (status == QUEN_OK && file.left > 0) {
        size_t n = cuts && cuts->left ? 1u + fuzz_byte(cuts) % 64u : file.left;
        n = n < file.left ? n : file.left;
        status = quen_import_push(ctx, import, file.at, n);
        file.at += n;
        file.left -= n;
    }
    return status;
}

static result import_file(quen_context *ctx, const quen_import_options *options,
                          fuzz_bytes file, fuzz_bytes *cuts)
{
    result r = {UINT64_C(14695981039346656037), QUEN_OK, ""};
    quen_import *import = NULL;
    quen_orders *orders = NULL;
    r.status = quen_import_new(ctx, options, &import);
    if (r.status == QUEN_OK)
        r.status = push(ctx, import, file, cuts);
    if (r.status == QUEN_OK)
        r.status = quen_import_finish(ctx, import, &orders);
    MUST((orders != NULL) == (r.status == QUEN_OK));
    if (orders) {
        quen_order_totals t;
        quen_order_totals_init(&t, sizeof t);
        quen_orders_get_totals(orders, &t);
        mix_words(&r, import, t.lines);
        mix_log(ctx, &r, orders);
    } else {
        MUST(r.status == QUEN_ERR_ARGUMENT || r.status == QUEN_ERR_FORMAT ||
             r.status == QUEN_ERR_OVERFLOW);
        snprintf(r.message, sizeof r.message, "%s", quen_context_message(ctx));
    }
    quen_orders_free(orders);
    quen_import_free(import);
    return r;
}

/* Columns b, c, i, t, a and q, or those of a profile, or what the header shows. */
static quen_import_options any_options(fuzz_bytes *bytes)
{
    static const char *const values[] = {"x", "sale"};
    static const quen_import_filter where = {"c", values, 2, 1, 0};
    uint32_t who = fuzz_below(bytes, 4);
    quen_import_options o;
    quen_import_options_init(&o, sizeof o);
    o.skip_bad = fuzz_below(bytes, 2);
    o.customer_kind = fuzz_below(bytes, 5);
    o.quantity_decimals = fuzz_below(bytes, 3);
    o.decimals = fuzz_below(bytes, 3);
    o.country = fuzz_below(bytes, 2) ? "VN" : NULL;
    if (who == 1)
        o.profile = quen_profile_at(fuzz_below(bytes, (uint32_t)quen_n_profiles()));
    if (who < 2)
        return o;
    o.customer = "c";
    o.order = "b";
    o.item = "i";
    o.time = "t";
    o.quantity = fuzz_below(bytes, 2) ? "q" : NULL;
    *(fuzz_below(bytes, 2) ? &o.price : &o.amount) = "a";
    o.fill_down = fuzz_below(bytes, 2);
    if (fuzz_below(bytes, 4) == 1)
        o.thousands = ".";
    if (fuzz_below(bytes, 4) == 1) {
        o.where = &where;
        o.n_where = 1;
    }
    return o;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_bytes bytes = {data, size};
    fuzz_limits limits = {((size_t)16 << 20) + 64 * size, 1000};
    quen_import_options options = any_options(&bytes);
    fuzz_bytes cuts = bytes; /* the file's own bytes say where it is cut */
    quen_context *ctx = fuzz_context(&limits, 1);
    result whole = import_file(ctx, &options, bytes, NULL);
    result cut = import_file(ctx, &options, bytes, &cuts);
    MUST(strcmp(whole.message, cut.message) == 0);
    MUST(whole.status == cut.status && whole.hash == cut.hash);
    quen_context_free(ctx);
    return 0;
}
