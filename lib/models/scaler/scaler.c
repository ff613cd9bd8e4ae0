/*
 * Scaling of columns. Means and variances take two passes over the rows, each in chunks
 * whose partial results are merged in chunk order; the second pass sums the squared
 * distances to the mean, which loses nothing where the mean is large. Quartiles are
 * selected column by column.
 */
#include "models/scaler/scaler.h"

#include <float.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "core/alloc.h"
#include "core/options.h"
#include "core/parallel.h"
#include "math/matrix.h"
#include "io/check.h"
#include "math/select.h"
#include "math/special.h"

/* What is known of one column, from some rows or from all. */
typedef struct moments {
    double count, sum, min, max;
    double squares; /* of the distances to `center`, second pass */
} moments;

typedef struct fitting {
    quen_context *ctx;
    const double *x;
    size_t n, d;
    quen__chunks chunks;
    moments *parts; /* chunks x d */
    moments *total; /* d */
    double *center; /* d; so below */
    double *scale;
    uint8_t *log1p;
    double *known; /* workers x n: a column's values, for quartiles */
} fitting;

static quen_scaler_options defaults(void)
{
    quen_scaler_options options = {0};
    options.struct_size = sizeof options;
    options.method = QUEN_SCALER_METHOD_STANDARD;
    return options;
}

void quen_scaler_options_init(quen_scaler_options *options, size_t size)
{
    quen_scaler_options all = defaults();
    quen__options_init(options, size, &all, sizeof all);
}

static quen_status check_options(quen_context *ctx, const quen_scaler_options *o,
                                 size_t d)
{
    quen_status status =
        quen__options_choice(ctx, "scaler", "method", o->method, QUEN_SCALER_METHOD_NONE);
    if (status == QUEN_OK)
        status = quen__options_choice(ctx, "scaler", "log1p_all", o->log1p_all, 1);
    if (status == QUEN_OK)
        status = quen__options_not_negative(ctx, "scaler", "clip", o->clip);
    if (status != QUEN_OK)
        return status;
    for (size_t j = 0; j < d && o->log1p; j++)
        if (o->log1p[j] > 1)
            return quen__bad_argument(
                ctx, "scaler: log1p of column %zu is %u, neither 0 nor 1", j,
                o->log1p[j]);
    return QUEN_OK;
}

/* sign(x) log(1 + |x|): tames large values and keeps refunds, which are negative. */
static double signed_log(double x)
{
    return x < 0 ? -quen__special_log1p(-x) : quen__special_log1p(x);
}

static double value_of(double x, uint8_t log1p)
{
    return log1p ? signed_log(x) : x;
}

/* --- first pass: count, sum, extremes --- */

static void clear_part(fitting *f, moments *part)
{
    for (size_t j = 0; j < f->d; j++)
        part[j] = (moments){0, 0, INFINITY, -INFINITY, 0};
}

static void add_value(moments *m, double v)
{
    m->count += 1;
    m->sum += v;
    m->min = v < m->min ? v : m->min;
    m->max = v > m->max ? v : m->max;
}

static void sum_chunk(void *user, size_t chunk, unsigned worker)
{
    fitting *f = user;
    quen__range rows = quen__chunk_range(&f->chunks, chunk);
    moments *part = f->parts + chunk * f->d;
    (void)worker;
    clear_part(f, part);
    for (size_t i = rows.first; i < rows.last; i++) {
        const double *row = f->x + i * f->d;
        for (size_t j = 0; j < f->d; j++)
            if (!isnan(row[j]))
                add_value(&part[j], value_of(row[j], f->log1p[j]));
    }
}

/* --- second pass: squares --- */

static void square_chunk(void *user, size_t chunk, unsigned worker)
{
    fitting *f = user;
    quen__range rows = quen__chunk_range(&f->chunks, chunk);
    moments *part = f->parts + chunk * f->d;
    (void)worker;
    for (size_t i = rows.first; i < rows.last; i++) {
        const double *row = f->x + i * f->d;
        for (size_t j = 0; j < f->d; j++) {
            double off = isnan(row[j]) ? 0 : value_of(row[j], f->log1p[j]) - f->center[j];
            part[j].squares += off * off;
        }
    }
}

static void merge_part(moments *into, const moments *from)
{
    into->count += from->count;
    into->sum += from->sum;
    into->min = from->min < into->min ? from->min : into->min;
    into->max = from->max > into->max ? from->max : into->max;
    into->squares += from->squares;
}

static quen_status pass(fitting *f, quen__chunk_fn fn)
{
    quen_status status = quen__parallel_for(f->ctx, f->chunks.count, fn, f, NULL, 0, 1);
    clear_part(f, f->total);
    for (size_t i = 0; i < f->chunks.count * f->d; i++)
        merge_part(&f->total[i % f->d], &f->parts[i]);
    return status;
}

/* --- the three methods --- */

static quen_status fit_none(fitting *f)
{
    for (size_t j = 0; j < f->d; j++) {
        f->center[j] = 0;
        f->scale[j] = 1;
    }
    return QUEN_OK;
}

/*
 * The mean of equal values may be off by rounding: take the value itself, to find no
 * spread.
 */
static quen_status fit_standard(fitting *f)
{
    for (size_t j = 0; j < f->d; j++) {
        const moments *m = &f->total[j];
        f->center[j] = m->min == m->max ? m->min : m->sum / m->count;
    }
    quen_status status = pass(f, square_chunk);
    for (size_t j = 0; j < f->d; j++) {
        f->scale[j] = sqrt(f->total[j].squares / f->total[j].count);
        if (!(f->scale[j] > 0))
            f->scale[j] = 1;
    }
    return status;
}

static size_t gather_column(const fitting *f, size_t j, double *known)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++) {
        double x = f->x[i * f->d + j];
        if (!isnan(x))
            known[n++] = value_of(x, f->log1p[j]);
    }
    return n;
}

/* Where in sorted order a quartile stands: ceil(n quarters / 4) - 1. */
static size_t quartile_position(size_t n, unsigned quarters)
{
    return n / 4 * quarters + (n % 4 * quarters + 3) / 4 - 1;
}

/* The median parts the values in two: each of the others is looked for in its own. */
static void fit_column(void *user, size_t j, unsigned worker)
{
    fitting *f = user;
    double *known = f->known + worker * f->n;
    size_t n = gather_column(f, j, known);
    if (n == 0) { /* there were values when they were counted: attaching refuses it */
        f->center[j] = NAN;
        return;
    }
    size_t lower = quartile_position(n, 1), middle = quartile_position(n, 2),
           upper = quartile_position(n, 3);
    double median = quen__select(known, n, middle), low = median, high = median;
    if (lower < middle)
        low = quen__select(known, middle, lower);
    if (upper > middle)
        high = quen__select(known + middle + 1, n - middle - 1, upper - middle - 1);
    f->center[j] = median;
    f->scale[j] = high - low;
    if (!(f->scale[j] > 0))
        f->scale[j] = 1;
}

static quen_status fit_robust(fitting *f)
{
    quen__temp temp = QUEN__TEMP(f->ctx);
    size_t workers = f->ctx->threads < f->d ? f->ctx->threads : f->d, room;
    quen_status status = QUEN_ERR_MEMORY;
    if (quen__mul_size(workers, f->n, &room))
        f->known = quen__temp_new(&temp, room, sizeof *f->known);
    else
        quen__fail(f->ctx, status, "out of memory: %zu values", f->n);
    if (f->known)
        status = quen__parallel_for(f->ctx, f->d, fit_column, f, NULL, 0, 1);
    quen__temp_close(&temp);
    return status;
}

/* --- fitting --- */

static quen_status fit_columns(fitting *f, uint32_t method)
{
    quen_context *ctx = f->ctx;
    quen_status status = pass(f, sum_chunk);
    for (size_t j = 0; j < f->d && status == QUEN_OK; j++)
        if (f->total[j].count == 0)
            status = quen__bad_argument(ctx, "scaler: column %zu has no known value", j);
    if (status != QUEN_OK)
        return status;
    return method == QUEN_SCALER_METHOD_NONE     ? fit_none(f)
           : method == QUEN_SCALER_METHOD_ROBUST ? fit_robust(f)
                                                 : fit_standard(f);
}

static quen_status build_image(quen_context *ctx, size_t d, const quen_scaler_options *o,
                               quen__image *image)
{
    const quen__section sections[QUEN__SCALER_SECTIONS] = {
        {QUEN__SCALER_CENTER, 8, d, NULL},
        {QUEN__SCALER_SCALE, 8, d, NULL},
        {QUEN__SCALER_LOG1P, 1, d, o->log1p},
        {QUEN__SCALER_CLIP, 8, 1, &o->clip},
    };
    quen_status status =
        quen__image_build(ctx, QUEN__KIND_SCALER, sections, QUEN__SCALER_SECTIONS, image);
    if (status == QUEN_OK && !o->log1p)
        memset(quen__image_fill(image, QUEN__SCALER_LOG1P), (int)o->log1p_all, d);
    return status;
}

static quen_status fit(fitting *f, const quen_scaler_options *o, quen_scaler **out)
{
    quen_context *ctx = f->ctx;
    quen__image image;
    quen_status status = build_image(ctx, f->d, o, &image);
    if (status != QUEN_OK)
        return status;
    f->center = quen__image_fill(&image, QUEN__SCALER_CENTER);
    f->scale = quen__image_fill(&image, QUEN__SCALER_SCALE);
    f->log1p = quen__image_fill(&image, QUEN__SCALER_LOG1P);
    f->chunks = quen__cut(f->n, 1024);
    quen__temp temp = QUEN__TEMP(ctx);
    f->parts = quen__temp_new(&temp, f->chunks.count, f->d * sizeof *f->parts);
    f->total = quen__temp_new(&temp, f->d, sizeof *f->total);
    status = f->parts && f->total ? fit_columns(f, o->method) : QUEN_ERR_MEMORY;
    quen__temp_close(&temp);
    quen__image_seal(ctx, &image);
    if (status == QUEN_OK)
        *out = quen__model_adopt(ctx, &quen__scaler_kind, &image, &status);
    else
        quen__image_close(&image);
    return status;
}

/* Values whose squares might overflow in a sum are refused as well. */
static quen_status check_input(quen_context *ctx, const double *x, size_t n, size_t d,
                               const quen_scaler_options *o)
{
    if (n == 0 || d == 0)
        return quen__bad_argument(
            ctx, "scaler: %zu x %zu values; at least one row and one column is needed", n,
            d);
    quen_status status = check_options(ctx, o, d);
    if (status != QUEN_OK)
        return status;
    return quen__matrix_check(ctx, "scaler: x", x, n, d, QUEN__MATRIX_KNOWN,
                              sqrt(DBL_MAX / 4 / (double)n));
}

quen_status quen_scaler_fit(quen_context *ctx, const double *x, size_t n, size_t d,
                            const quen_scaler_options *given, quen_scaler **out)
{
    quen_scaler_options o = defaults();
    *out = NULL;
    quen_status status = quen__options_read_all(
        ctx, &o, sizeof o, offsetof(quen_scaler_options, reserved), given, "scaler");
    if (status == QUEN_OK)
        status = check_input(ctx, x, n, d, &o);
    if (status != QUEN_OK)
        return status;
    fitting f = {.ctx = ctx, .x = x, .n = n, .d = d};
    return fit(&f, &o, out);
}

/* --- attaching --- */

static quen_status check_scale(quen_context *ctx, const quen_scaler *scaler)
{
    for (size_t j = 0; j < scaler->d; j++)
        if (!(scaler->scale[j] > 0) || isinf(scaler->scale[j]))
            return quen__bad_format(ctx, "column scales: entry %zu is %g", j,
                                    scaler->scale[j]);
    if (!(*scaler->clip >= 0) || isinf(*scaler->clip))
        return quen__bad_format(ctx, "limit of scaled values: it is %g", *scaler->clip);
    return QUEN_OK;
}

static quen_status find_sections(quen_context *ctx, const quen__image *image,
                                 uint32_t base, quen_scaler *scaler)
{
    const void *center = NULL, *scale = NULL, *log1p = NULL, *clip = NULL;
    quen_status status = quen__image_get(ctx, image, base + QUEN__SCALER_CENTER, 8,
                                         "column centres", &center, &scaler->d);
    if (status == QUEN_OK && scaler->d == 0)
        status = quen__bad_format(ctx, "column centres: there are none");
    if (status == QUEN_OK)
        status = quen__image_get_n(ctx, image, base + QUEN__SCALER_SCALE, 8, scaler->d,
                                   "column scales", &scale);
    if (status == QUEN_OK)
        status = quen__image_get_n(ctx, image, base + QUEN__SCALER_LOG1P, 1, scaler->d,
                                   "column log1p", &log1p);
    if (status == QUEN_OK)
        status = quen__image_get_n(ctx, image, base + QUEN__SCALER_CLIP, 8, 1,
                                   "limit of scaled values", &clip);
    scaler->center = center;
    scaler->scale = scale;
    scaler->log1p = log1p;
    scaler->clip = clip;
    return status;
}

static quen_status attach(quen_context *ctx, const quen__image *image, uint32_t base,
                          void *view)
{
    quen_scaler *scaler = view;
    quen_status status = find_sections(ctx, image, base, scaler);
    if (status == QUEN_OK)
        status = quen__check_finite(ctx, "column centres", scaler->center, scaler->d);
    if (status == QUEN_OK)
        status = check_scale(ctx, scaler);
    if (status == QUEN_OK)
        status = quen__check_below_byte(ctx, "column log1p", scaler->log1p, scaler->d, 2);
    return status;
}

const quen__model_kind quen__scaler_kind = {QUEN__KIND_SCALER, QUEN__SCALER_SECTIONS,
                                            "scaler", sizeof(quen_scaler), attach};

QUEN__MODEL_FUNCTIONS(scaler)

/* --- transform --- */

typedef struct scaling {
    const quen_scaler *scaler;
    const double *x;
    double *out;
    quen__chunks chunks;
} scaling;

static double scaled(const quen_scaler *scaler, size_t j, double x)
{
    double clip = *scaler->clip;
    double v = (value_of(x, scaler->log1p[j]) - scaler->center[j]) / scaler->scale[j];
    if (isnan(x))
        return 0;
    if (isinf(v))
        v = v > 0 ? DBL_MAX : -DBL_MAX;
    return clip == 0 || fabs(v) <= clip ? v : v > 0 ? clip : -clip;
}

static void scale_chunk(void *user, size_t chunk, unsigned worker)
{
    const scaling *s = user;
    quen__range rows = quen__chunk_range(&s->chunks, chunk);
    size_t d = s->scaler->d;
    (void)worker;
    for (size_t i = rows.first; i < rows.last; i++)
        for (size_t j = 0; j < d; j++)
            s->out[i * d + j] = scaled(s->scaler, j, s->x[i * d + j]);
}

quen_status quen_scaler_transform(quen_context *ctx, const quen_scaler *scaler,
                                  const double *x, size_t n, double *out)
{
    scaling s = {scaler, x, out, quen__cut(n, 1024)};
    quen_status status = quen__matrix_check(ctx, "scaler: x", x, n, scaler->d,
                                            QUEN__MATRIX_KNOWN, DBL_MAX);
    if (status == QUEN_OK)
        status = quen__parallel_for(ctx, s.chunks.count, scale_chunk, &s, NULL, 0, 1);
    return status;
}

/* --- reading --- */

size_t quen_scaler_n_columns(const quen_scaler *scaler)
{
    return scaler->d;
}

const double *quen_scaler_center(const quen_scaler *scaler)
{
    return scaler->center;
}

const double *quen_scaler_scale(const quen_scaler *scaler)
{
    return scaler->scale;
}

double quen_scaler_clip(const quen_scaler *scaler)
{
    return *scaler->clip;
}

const uint8_t *quen_scaler_log1p(const quen_scaler *scaler)
{
    return scaler->log1p;
}
