/*
 * The check of points, which also measures their columns: see points.h. Short rows are
 * taken several at a time, as one wide row, so that the compiler's vectors are full.
 */
#include "math/points.h"

#include <math.h>
#include <string.h>

#include "core/alloc.h"
#include "core/parallel.h"
#include "math/matrix.h"

#define WIDE 64u

typedef struct survey {
    const quen__points *points;
    quen__chunks chunks;
    size_t rows;  /* of a wide row */
    size_t wide;  /* its values */
    double *most; /* threads x 2 x wide: the largest sizes, and NaN if not all finite */
} survey;

static void look64(const double *x, size_t n, double *most, double *bad)
{
    for (size_t j = 0; j < n; j++) {
        double size = fabs(x[j]);
        most[j] = size > most[j] ? size : most[j];
        bad[j] += x[j] - x[j];
    }
}

static void look32(const float *x, size_t n, double *most, double *bad)
{
    for (size_t j = 0; j < n; j++) {
        double v = (double)x[j], size = fabs(v);
        most[j] = size > most[j] ? size : most[j];
        bad[j] += v - v;
    }
}

static void survey_chunk(void *user, size_t chunk, unsigned worker)
{
    const survey *s = user;
    quen__range rows = quen__chunk_range(&s->chunks, chunk);
    double *most = s->most + 2 * s->wide * worker, *bad = most + s->wide;
    for (size_t i = rows.first; i < rows.last; i += s->rows) {
        size_t m = rows.last - i < s->rows ? rows.last - i : s->rows;
        quen__points some = quen__points_from(s->points, i);
        if (some.single)
            look32(some.x, m * some.d, most, bad);
        else
            look64(some.x, m * some.d, most, bad);
    }
}

/* All workers' findings together. Returns 1 if every value may stand. */
static int all_within(const survey *s, unsigned threads, double limit, double *largest)
{
    size_t d = s->points->d;
    int within = 1;
    memset(largest, 0, d * sizeof *largest);
    for (size_t at = 0; at < threads * s->wide; at++) {
        const double *most = s->most + at / s->wide * 2 * s->wide + at % s->wide;
        size_t j = at % s->wide % d;
        largest[j] = *most > largest[j] ? *most : largest[j];
        within = within && *most <= limit && !isnan(most[s->wide]);
    }
    return within;
}

/* Say which value may not stand: row by row, as doubles. */
static quen_status find_bad(quen_context *ctx, const char *what, const quen__points *p,
                            size_t n, double limit, double *scratch)
{
    for (size_t i = 0; i < n; i++) {
        quen_status status = quen__matrix_check_row(
            ctx, what, quen__points_row(p, i, scratch), i, p->d, limit);
        if (status != QUEN_OK)
            return status;
    }
    return quen__fail_changed(ctx, what);
}

quen_status quen__points_check_size(quen_context *ctx, const char *what,
                                    const quen__points *p, size_t n)
{
    return quen__extent_check(ctx, what, n, p->d,
                              p->single ? sizeof(float) : sizeof(double));
}

quen_status quen__points_check(quen_context *ctx, const char *what, const quen__points *p,
                               size_t n, double limit, double *largest)
{
    quen__temp temp = QUEN__TEMP(ctx);
    survey s = {p, quen__cut(n, 1024), (WIDE + p->d - 1) / p->d, 0, NULL};
    s.wide = s.rows * p->d;
    s.most = quen__temp_zero(&temp, ctx->threads, 2 * s.wide * sizeof *s.most);
    quen_status status =
        s.most ? quen__parallel_for(ctx, s.chunks.count, survey_chunk, &s, NULL, 0, 1)
               : QUEN_ERR_MEMORY;
    if (status == QUEN_OK && !all_within(&s, ctx->threads, limit, largest))
        status = find_bad(ctx, what, p, n, limit, s.most);
    quen__temp_close(&temp);
    return status;
}
