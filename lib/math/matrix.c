/* The checks of a caller's matrix: see matrix.h. */
#include "math/matrix.h"

#include <math.h>

#include "core/alloc.h"
#include "core/parallel.h"

#define NONE SIZE_MAX
#define MAX_CHUNKS 256u

typedef struct search {
    const double *x;
    int allowed;
    double limit;
    quen__chunks chunks;
    size_t found[MAX_CHUNKS]; /* the first bad cell of each chunk, or NONE */
} search;

static int refused(const search *s, double v)
{
    return !(fabs(v) <= s->limit) && !(s->allowed == QUEN__MATRIX_KNOWN && isnan(v));
}

static void search_chunk(void *user, size_t chunk, unsigned worker)
{
    search *s = user;
    quen__range cells = quen__chunk_range(&s->chunks, chunk);
    (void)worker;
    s->found[chunk] = NONE;
    for (size_t i = cells.first; i < cells.last; i++) {
        if (refused(s, s->x[i])) {
            s->found[chunk] = i;
            return;
        }
    }
}

static quen_status fail_value(quen_context *ctx, const char *what, double v, size_t row,
                              size_t column, int allowed, double limit)
{
    if (isfinite(v))
        return quen__bad_argument(
            ctx,
            "%s: row %zu, column %zu: %g is too large to compute with; the "
            "limit here is %g",
            what, row, column, v, limit);
    return quen__bad_argument(
        ctx, "%s: row %zu, column %zu: %g is not finite%s", what, row, column, v,
        allowed == QUEN__MATRIX_KNOWN ? " and not NaN for unknown" : "");
}

quen_status quen__matrix_check_row(quen_context *ctx, const char *what, const double *x,
                                   size_t row, size_t d, double limit)
{
    for (size_t j = 0; j < d; j++)
        if (!(fabs(x[j]) <= limit))
            return fail_value(ctx, what, x[j], row, j, QUEN__MATRIX_FINITE, limit);
    return QUEN_OK;
}

quen_status quen__matrix_check(quen_context *ctx, const char *what, const double *x,
                               size_t n, size_t d, int allowed, double limit)
{
    quen_status status = quen__extent_check(ctx, what, n, d, sizeof *x);
    if (status != QUEN_OK)
        return status;
    search s = {
        .x = x, .allowed = allowed, .limit = limit, .chunks = quen__cut(n * d, 65536)};
    status = quen__parallel_for(ctx, s.chunks.count, search_chunk, &s, NULL, 0, 1);
    for (size_t chunk = 0; status == QUEN_OK && chunk < s.chunks.count; chunk++)
        if (s.found[chunk] != NONE)
            return fail_value(ctx, what, x[s.found[chunk]], s.found[chunk] / d,
                              s.found[chunk] % d, allowed, limit);
    return status;
}
