/* The least and the greatest value of a column, or of some of its rows. */
#ifndef QUEN_DATA_TALLY_SPAN_H
#define QUEN_DATA_TALLY_SPAN_H

#include <stddef.h>
#include <stdint.h>

typedef struct quen__span {
    int64_t least, greatest; /* least > greatest: no values */
} quen__span;

static const quen__span quen__no_span = {INT64_MAX, INT64_MIN};

static inline quen__span quen__span_both(quen__span a, quen__span b)
{
    quen__span s = {a.least < b.least ? a.least : b.least,
                    a.greatest > b.greatest ? a.greatest : b.greatest};
    return s;
}

/* Two values at a time, which do not wait for one another. */
static inline quen__span quen__span_of(const int64_t *x, size_t n)
{
    quen__span even = quen__no_span, odd = quen__no_span;
    for (size_t i = 0; i + 1 < n; i += 2) {
        even = quen__span_both(even, (quen__span){x[i], x[i]});
        odd = quen__span_both(odd, (quen__span){x[i + 1], x[i + 1]});
    }
    if (n % 2)
        even = quen__span_both(even, (quen__span){x[n - 1], x[n - 1]});
    return quen__span_both(even, odd);
}

#endif
