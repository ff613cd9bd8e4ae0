/*
 * Counting in sets of bits, and finding what is above a bound: the part of the kernels'
 * bodies that knows no points. A line is 512 bits. Sixteen lines are added at once by
 * carry-save adders (Harley and Seal; Mula, Kurz, Lemire, "Faster population counts using
 * AVX2 instructions", Computer Journal 61, 2018): the bit sums of 512 columns lie across
 * planes, bit l of each in plane l. Counts are whole numbers: no order of
 * addition matters, no width of vectors.
 *
 * No guard: this is no header but a part of each file that includes it, which defines
 * `word` (WIDTH x 64 bits), f_at_least() and v_at_least().
 */
#include "math/bits.h"

#define LINE QUEN__LINE_WORDS
#define BATCH QUEN__BATCH
#define LOW QUEN__LOW_PLANES

/* --- sums of bits --- */

static inline word word_load(const uint64_t *p)
{
    word w;
    memcpy(&w, p, sizeof w);
    return w;
}

static inline void word_store(uint64_t *p, word w)
{
    memcpy(p, &w, sizeof w);
}

/* a + b + c = 2 *high + *low, in each column. */
static inline void add_three(word *high, word *low, word a, word b, word c)
{
    word either = a ^ b;
    *high = (a & b) | (either & c);
    *low = either ^ c;
}

/* Add a line's worth of sixteen rows to the low planes; what is carried out of them. */
static inline word add_sixteen(const uint64_t *const row[BATCH], size_t at,
                               uint64_t *plane)
{
    word ones = word_load(plane), twos = word_load(plane + LINE),
         fours = word_load(plane + 2 * LINE), eights = word_load(plane + 3 * LINE);
    word two[2], four[2], eight[2], carry;
    for (size_t half = 0; half < 2; half++) {
        for (size_t quarter = 0; quarter < 2; quarter++) {
            const uint64_t *const *r = row + 8 * half + 4 * quarter;
            add_three(&two[0], &ones, ones, word_load(r[0] + at), word_load(r[1] + at));
            add_three(&two[1], &ones, ones, word_load(r[2] + at), word_load(r[3] + at));
            add_three(&four[quarter], &twos, twos, two[0], two[1]);
        }
        add_three(&eight[half], &fours, fours, four[0], four[1]);
    }
    add_three(&carry, &eights, eights, eight[0], eight[1]);
    word_store(plane, ones);
    word_store(plane + LINE, twos);
    word_store(plane + 2 * LINE, fours);
    word_store(plane + 3 * LINE, eights);
    return carry;
}

/*
 * A carry of 16 waits until the next one comes, then both go one plane up as one, and so
 * on: of 2^l batches one reaches the plane 4 + l. Planes and what waits for them take
 * turns.
 */
static inline void carry_up(uint64_t *high, uint32_t batch, word carry)
{
    for (; batch & 1; batch >>= 1, high += 2 * LINE) {
        word sum;
        add_three(&carry, &sum, word_load(high), word_load(high + LINE), carry);
        word_store(high, sum);
    }
    word_store(high + LINE, carry);
}

static inline void add_line(const uint64_t *const row[BATCH], uint64_t *plane,
                            uint32_t batch)
{
    for (size_t at = 0; at < LINE; at += WIDTH) {
        word carry = add_sixteen(row, at, plane + at);
        carry_up(plane + LOW * LINE + at, batch, carry);
    }
}

static void add_bit_lines(const uint64_t *const rows[BATCH], const uint32_t width[BATCH],
                          uint32_t batch, size_t stride, uint64_t *planes)
{
    static const uint64_t zero[LINE] = {0};
    const uint64_t *row[BATCH];
    size_t n = BATCH;
    memcpy(row, rows, sizeof row);
    for (uint32_t line = 0; line < width[0]; line++) {
        while (width[n - 1] <= line)
            row[--n] = zero;
        add_line(row, planes + line * stride, batch);
        for (size_t r = 0; r < n; r++)
            row[r] += LINE;
    }
}

/* --- from planes to numbers --- */

/* What waits joins its plane; `batches` tells where something waits. */
static inline void settle(uint64_t *high, uint32_t batches, unsigned levels)
{
    word carry = word_load(high) ^ word_load(high);
    for (unsigned l = 0; l < levels; l++, high += 2 * LINE) {
        word waiting = batches >> l & 1 ? word_load(high + LINE) : carry ^ carry, sum;
        add_three(&carry, &sum, word_load(high), waiting, carry);
        word_store(high, sum);
    }
}

static inline void swap_bits(word *a, word *b, unsigned shift, uint64_t mask)
{
    word moved = ((*a >> shift) ^ *b) & mask;
    *b ^= moved;
    *a ^= moved << shift;
}

/*
 * Eight planes hold, at each byte, a square of 8 x 8 bits; turned, byte p of word k is
 * the number of bit k of byte p.
 */
static inline void turn(word x[8])
{
    for (size_t i = 0; i < 8; i += 2)
        swap_bits(&x[i], &x[i + 1], 1, UINT64_C(0x5555555555555555));
    for (size_t i = 0; i < 8; i += 1 + 2 * (i % 2))
        swap_bits(&x[i], &x[i + 2], 2, UINT64_C(0x3333333333333333));
    for (size_t i = 0; i < 4; i++)
        swap_bits(&x[i], &x[i + 4], 4, UINT64_C(0x0f0f0f0f0f0f0f0f));
}

/* The place of plane l: the higher ones take turns with what waited for them. */
static inline size_t plane_at(unsigned l)
{
    return (l < LOW ? l : 2 * l - LOW) * LINE;
}

/* Eight planes as a byte for each column. */
static inline void read_bytes(const uint64_t *planes, unsigned first, unsigned n,
                              uint8_t *byte)
{
    for (size_t at = 0; at < LINE; at += WIDTH) {
        word x[8], zero = word_load(planes) ^ word_load(planes);
        for (unsigned l = 0; l < 8; l++)
            x[l] = first + l < n ? word_load(planes + plane_at(first + l) + at) : zero;
        turn(x);
        for (size_t k = 0; k < 8; k++)
            memcpy(byte + k * 8 * LINE + at * 8, &x[k], sizeof x[k]);
    }
}

static void read_bit_sums(uint64_t *planes, uint32_t batches, uint32_t *count)
{
    uint8_t byte[64 * LINE];
    unsigned levels = 0;
    while (levels < 32 && batches >> levels)
        levels++;
    for (size_t at = 0; at < LINE; at += WIDTH)
        settle(planes + LOW * LINE + at, batches, levels);
    for (unsigned first = 0; first < LOW + levels; first += 8) {
        read_bytes(planes, first, LOW + levels, byte);
        for (size_t j = 0; j < 64 * LINE; j++)
            count[j] += (uint32_t)byte[j] << first;
    }
    memset(planes, 0, (LOW + 2 * levels) * LINE * sizeof *planes);
}

/* --- bounds --- */

static inline fvec f_from(const uint32_t *count)
{
#if FWIDTH == 1
    return (float)*count;
#else
    typedef uint32_t whole __attribute__((vector_size(4 * FWIDTH)));
    whole w;
    memcpy(&w, count, sizeof w);
    return __builtin_convertvector(w, fvec);
#endif
}

static void above_counts(const uint32_t *count, const float *b, const double bound[4],
                         const float *p2, const float *q2, size_t n, uint64_t *above)
{
    fvec p = f_set1((float)bound[0]), q = f_set1((float)bound[1]),
         least = f_set1((float)bound[2]), b2 = f_set1((float)bound[3]);
    for (size_t i = 0; i < n; i += 64) {
        uint64_t mask = 0;
        for (size_t j = 0; j < 64; j += FWIDTH) {
            fvec x = f_from(count + i + j), one = p * f_load(b + i + j) + q,
                 two = b2 * f_load(p2 + i + j) + f_load(q2 + i + j);
            mask |= ((f_at_least(x, one) | f_at_least(x, two)) & f_at_least(x, least))
                    << j;
        }
        above[i / 64] = mask;
    }
}

static void above_sums(const double *sum, const double *b, const double bound[3],
                       size_t n, uint64_t *above)
{
    vec p = v_set1(bound[0]), q = v_set1(bound[1]), least = v_set1(bound[2]);
    for (size_t i = 0; i < n; i += 64) {
        uint64_t mask = 0;
        for (size_t j = 0; j < 64; j += WIDTH) {
            vec x = v_load(sum + i + j), limit = v_add(v_mul(p, v_load(b + i + j)), q);
            mask |= (v_at_least(x, limit) & v_at_least(x, least)) << j;
        }
        above[i / 64] = mask;
    }
}

/* --- scores --- */

/* Bit i: byte i of eight is 1; all are 1 or 0. */
static inline uint64_t bits_of_bytes(const uint8_t *byte)
{
    uint64_t eight = 0;
    for (unsigned i = 0; i < 8; i++)
        eight |= (uint64_t)byte[i] << 8 * i;
    return eight * UINT64_C(0x0102040810204080) >> 56;
}

static size_t take_above(float *score, uint8_t *touched, float least,
                         quen__kernels_taken *taken)
{
    fvec bound = f_set1(least), zero = f_set1(0);
    uint64_t lines = 0;
    size_t n = 0;
    for (unsigned i = 0; i < QUEN__BLOCK_LINES; i += 8)
        lines |= bits_of_bytes(touched + i) << i;
    memset(touched, 0, QUEN__BLOCK_LINES);
    for (; lines; lines &= lines - 1) {
        uint32_t first = quen__bits_lowest(lines) * QUEN__SCORES;
        float *line = score + first;
        uint64_t mask = 0;
        for (unsigned j = 0; j < QUEN__SCORES; j += FWIDTH)
            mask |= f_at_least(f_load(line + j), bound) << j;
        for (; mask; mask &= mask - 1) {
            unsigned j = quen__bits_lowest(mask);
            taken[n++] = (quen__kernels_taken){first + j, line[j]};
        }
        for (unsigned j = 0; j < QUEN__SCORES; j += FWIDTH)
            f_store(line + j, zero);
    }
    return n;
}

/* --- reasons --- */

static size_t take_sought(const quen_neighbor *row, size_t n, uint32_t from,
                          const quen__kernels_sought *set, quen_neighbor *taken,
                          uint32_t *source)
{
    size_t found = 0, i = 0;
#ifdef PAIRS
    for (pairs_set s = pairs_open(set->word); i < n; i += PAIRS)
        found += pairs_take(row + i, n - i, s, taken + found);
#else
    for (; i < n; i++) {
        taken[found] = row[i];
        found += set->byte[row[i].item % QUEN__REMAINDERS];
    }
#endif
    for (i = 0; i < found; i += QUEN__TAKEN_TOGETHER)
        for (size_t j = 0; j < QUEN__TAKEN_TOGETHER; j++)
            source[i + j] = from;
    return found;
}
