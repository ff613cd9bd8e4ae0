/* Screening of centres in whole numbers: see screen.h for what is certain, and why. */
#include "math/screen.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "math/bits.h"

/* Squared distances below this may have lost all their bits to underflow. */
#define TINY 1e-300

/* With more columns or lanes every row is in doubt: sums and numbers would not fit. */
#define MAX_COLUMNS 65536u
#define MAX_LANES 65536u

/* Size of a frame's sample, at most; one point in FAR may be far. */
#define SAMPLE 1024u
#define FAR 128u

/* How much longer points may be than those of the sample that are not far. */
#define MARGIN 1.2

/* No point of a frame, rounded, is longer. */
#define REACH (1.005 * (double)QUEN__SCREEN_RADIUS)

/* Centres are finer than points by this factor at most. */
#define MAX_FINE 256.0

/* For 2^23, what rounding takes from the lowest score, and the mask: see screen.h. */
#define SLACK 21500000.0

/* Every stride-th point. */
typedef struct sample {
    const quen__points *points;
    size_t n, stride, taken;
} sample;

static double value_at(const quen__points *p, size_t row, size_t j)
{
    size_t cell = row * p->d + j;
    return p->single ? (double)((const float *)p->x)[cell] : ((const double *)p->x)[cell];
}

static double square_at(const quen__points *p, size_t row, const double *shift)
{
    double square = 0;
    for (size_t j = 0; j < p->d; j++)
        square += (value_at(p, row, j) - shift[j]) * (value_at(p, row, j) - shift[j]);
    return square;
}

/*
 * `mean` receives the mean of the sample's points within this squared distance of
 * `shift`; points that are not finite are never within it.
 */
static void average(const sample *s, const double *shift, double within, double *mean)
{
    size_t count = 0;
    memset(mean, 0, s->points->d * sizeof *mean);
    for (size_t i = 0; i < s->n; i += s->stride) {
        if (!(square_at(s->points, i, shift) <= within))
            continue;
        count++;
        for (size_t j = 0; j < s->points->d; j++)
            mean[j] += value_at(s->points, i, j) / (double)s->taken;
    }
    for (size_t j = 0; j < s->points->d && count > 0; j++)
        mean[j] *= (double)s->taken / (double)count;
}

/* Keep the `count` largest squares, ascending. */
static void keep_largest(double *squares, size_t count, double square)
{
    size_t i = 0;
    if (!(square > squares[0]))
        return;
    for (; i + 1 < count && squares[i + 1] < square; i++)
        squares[i] = squares[i + 1];
    squares[i] = square;
}

/* The squared distance that one in FAR points of the sample exceeds. */
static double square_of_most(const sample *s, const double *shift)
{
    double squares[SAMPLE / FAR + 1] = {0};
    for (size_t i = 0; i < s->n; i += s->stride)
        keep_largest(squares, s->taken / FAR + 1, square_at(s->points, i, shift));
    return squares[0];
}

/*
 * Shift to the mean of the sample, then to that of most of it, from which a few outliers
 * are left out. Returns the squared length of most points there.
 */
static double set_shift(const sample *s, double *shift, double *scratch)
{
    size_t size = s->points->d * sizeof *shift;
    average(s, shift, DBL_MAX, scratch);
    memcpy(shift, scratch, size);
    average(s, shift, square_of_most(s, shift), scratch);
    memcpy(shift, scratch, size);
    return square_of_most(s, shift);
}

int quen__frame_new(quen__temp *temp, const quen__points *points, size_t n, size_t looks,
                    double largest, quen__frame *frame)
{
    size_t d = points->d, stride = n / (looks < SAMPLE ? looks : SAMPLE) + 1;
    const sample some = {points, n, stride, (n - 1) / stride + 1};
    *frame = (quen__frame){.d = d};
    frame->shift = quen__temp_zero(temp, d + 3, sizeof *frame->shift);
    double *scratch = quen__temp_new(temp, d, sizeof *scratch);
    if (!frame->shift || !scratch)
        return 0;
    double length = MARGIN * sqrt(set_shift(&some, frame->shift, scratch));
    if (!(length > 0))
        length = 2 * largest * sqrt((double)d);
    for (size_t j = 0; j < d; j++) {
        double reach = fabs(frame->shift[j]) + 1.1 * length;
        frame->reach = reach > frame->reach ? reach : frame->reach;
    }
    frame->scale = length > 1e-280 ? (double)QUEN__SCREEN_RADIUS / length : 1e280;
    frame->error = sqrt((double)d) * (0.5 + 0x1p-30);
    frame->least = d <= MAX_COLUMNS ? 1 + TINY * frame->scale * frame->scale : INFINITY;
    return 1;
}

static size_t lanes_for(size_t centers)
{
    return (centers + QUEN__SCREEN_GROUP - 1) / QUEN__SCREEN_GROUP * QUEN__SCREEN_GROUP;
}

int quen__screen_new(quen__temp *temp, size_t k, size_t d, quen__screen *screen)
{
    size_t lanes = lanes_for(2 * k); /* all may be far */
    *screen = (quen__screen){.d = d, .k = k};
    screen->centers =
        quen__temp_zero(temp, lanes, 2 * QUEN__SCREEN_PAIRS(d) * sizeof(int16_t));
    screen->halves = quen__temp_new(temp, lanes, sizeof *screen->halves);
    size_t cells = (k + QUEN__TILE - 1) / QUEN__TILE * QUEN__TILE * d;
    screen->exact = quen__temp_new(temp, cells, sizeof *screen->exact);
    for (size_t i = 0; i < cells && screen->exact; i++)
        screen->exact[i] = INFINITY;
    return screen->centers && screen->halves && screen->exact;
}

/* Where a lane's first column is. */
static int16_t *lane_of(const quen__screen *screen, size_t lane)
{
    size_t group = lane / QUEN__SCREEN_GROUP, at = lane % QUEN__SCREEN_GROUP;
    size_t pairs = QUEN__SCREEN_PAIRS(screen->d);
    return screen->centers + 2 * (group * pairs * QUEN__SCREEN_GROUP + at);
}

static void clear_lane(quen__screen *screen, size_t lane)
{
    int16_t *z = lane_of(screen, lane);
    screen->halves[lane] = QUEN__SCREEN_MOST;
    for (size_t j = 0; j < QUEN__SCREEN_PAIRS(screen->d); j++)
        memset(z + 2 * j * QUEN__SCREEN_GROUP, 0, 2 * sizeof *z);
}

/* A centre in the units of a frame. */
typedef struct scaled_center {
    const quen__frame *frame;
    const double *center;
    double shrink; /* shortens it to the longest allowed; 1 if it is not far */
} scaled_center;

static double value_of(const scaled_center *s, size_t j)
{
    return (s->center[j] - s->frame->shift[j]) * s->frame->scale * s->shrink;
}

/* The longest that a point may be without being far, before it is rounded. */
static double reach_of(const quen__frame *frame)
{
    return REACH + frame->error;
}

/* *length receives that of a centre, shortened if it is far. */
static scaled_center scale_center(const quen__frame *frame, const double *center,
                                  double *length)
{
    scaled_center s = {frame, center, 1};
    double square = 0, reach = reach_of(frame);
    for (size_t j = 0; j < frame->d; j++)
        square += value_of(&s, j) * value_of(&s, j);
    *length = sqrt(square);
    if (!(*length <= reach)) {
        s.shrink = reach / *length;
        *length = reach;
    }
    return s;
}

/* By how much centres may be finer than points. */
static double fineness(const quen__screen *screen, const quen__frame *frame,
                       const double *centers)
{
    double longest = reach_of(frame) / MAX_FINE;
    for (size_t c = 0; c < screen->k; c++) {
        double length;
        scale_center(frame, centers + c * screen->d, &length);
        longest = length > longest ? length : longest;
    }
    return reach_of(frame) / longest;
}

/* What rounding does to the centres. */
typedef struct rounding {
    double fine;   /* the factor by which they are finer than points */
    double length; /* |z| of the longest that is not far */
    double off;    /* the largest |f Z - z| */
} rounding;

/* Write a centre to a lane. */
static void set_lane(quen__screen *screen, size_t lane, const scaled_center *s,
                     rounding *r)
{
    int16_t *z = lane_of(screen, lane);
    double reach = reach_of(s->frame), squares[3] = {0}; /* of f Z, z, f Z - z */
    for (size_t j = 0; j < screen->d; j++) {
        double exact = value_of(s, j) * r->fine, rounded = floor(exact + 0.5);
        z[j / 2 * 2 * QUEN__SCREEN_GROUP + j % 2] = (int16_t)-rounded;
        squares[0] += exact * exact;
        squares[1] += rounded * rounded;
        squares[2] += (exact - rounded) * (exact - rounded);
    }
    double length = sqrt(squares[1]), off = sqrt(squares[2]);
    if (s->shrink == 1 && length > r->length)
        r->length = length;
    r->off = off > r->off ? off : r->off;
    double half = squares[0] / (2 * r->fine) - s->frame->error * length;
    screen->halves[lane] =
        (int32_t)(half + reach * reach * (1 - 1 / (2 * r->fine)) + SLACK);
}

/* Write all centres, far ones twice. Returns the lanes that they take. */
static size_t set_lanes(quen__screen *screen, const quen__frame *frame,
                        const double *centers, rounding *r)
{
    size_t end = screen->k;
    r->fine = fineness(screen, frame, centers);
    for (size_t c = 0; c < screen->k; c++) {
        double length;
        scaled_center s = scale_center(frame, centers + c * screen->d, &length);
        set_lane(screen, c, &s, r);
        if (s.shrink != 1)
            set_lane(screen, end++, &s, r);
    }
    return end;
}

/* The centres as they are. */
static void copy_exactly(quen__screen *screen, const double *centers)
{
    for (size_t c = 0; c < screen->k; c++)
        for (size_t j = 0; j < screen->d; j++)
            screen
                ->exact[(c / QUEN__TILE * screen->d + j) * QUEN__TILE + c % QUEN__TILE] =
                centers[c * screen->d + j];
}

void quen__screen_aim(quen__screen *screen, const quen__frame *frame,
                      const double *centers)
{
    rounding r = {1, 0, 0};
    int hopeless = !(frame->least < 0x1p30) || 2 * screen->k > MAX_LANES;
    copy_exactly(screen, centers);
    size_t lane = hopeless ? 0 : set_lanes(screen, frame, centers, &r);
    screen->lanes = lanes_for(lane);
    for (; lane < screen->lanes; lane++)
        clear_lane(screen, lane);
    for (screen->mask = 1; (size_t)screen->mask < screen->lanes;)
        screen->mask = 2 * screen->mask + 1;
    double doubt = 2 * frame->error * (r.length + r.off) + 2.0 * screen->mask + 4 +
                   r.fine * frame->least;
    screen->base = hopeless ? INFINITY : (float)(doubt * (1 + 0x1p-20));
    screen->slope = (float)(2 * r.off * (1 + 0x1p-10));
}

size_t quen__screen_tiles(size_t n)
{
    return n / QUEN__SCREEN_TILE + (n % QUEN__SCREEN_TILE != 0);
}

size_t quen__screen_list(const uint32_t *bits, size_t n, uint32_t *rows)
{
    size_t listed = 0;
    for (size_t first = 0; first < n; first += QUEN__SCREEN_TILE) {
        size_t here = n - first;
        uint32_t left = bits[first / QUEN__SCREEN_TILE];
        if (here < QUEN__SCREEN_TILE)
            left &= (1u << here) - 1;
        for (; left; left &= left - 1)
            rows[listed++] = (uint32_t)first + quen__bits_lowest(left);
    }
    return listed;
}
