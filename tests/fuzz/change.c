/* Changes of model files: see change.h. */
#include "change.h"

#ifdef QUEN_FUZZING

#include "core/rng.h"
#include "io/container.h"
#include "mend.h"

#define MAX_SECTIONS 128
#define MORE 16 /* entries by which a section may grow */

/* A file as its sections, those that were changed in memory of their own. */
typedef struct parts {
    quen__section sections[MAX_SECTIONS];
    size_t n;
    uint8_t *own[MAX_SECTIONS];
    uint64_t seed;
    uint64_t drawn; /* numbers drawn from the seed */
} parts;

static uint32_t below(parts *p, size_t n)
{
    return (uint32_t)quen__random_below(p->seed, 0, p->drawn++, n);
}

/* Numbers that sizes, counts and indices do not like. */
static void set_worst(parts *p, uint8_t *bytes, size_t n, uint32_t width)
{
    static const uint64_t worst[] = {0,
                                     1,
                                     UINT64_MAX,
                                     UINT64_C(1) << 63,
                                     UINT64_MAX >> 1,
                                     UINT64_C(0x7ff0000000000000),
                                     UINT64_C(0x7ff8000000000000),
                                     UINT64_C(0x7fefffffffffffff),
                                     UINT64_C(0x3ff0000000000000),
                                     UINT64_C(0x5ff0000000000000),
                                     UINT64_C(0x1ff0000000000000),
                                     2,
                                     UINT64_C(0x7f8000007f800000),
                                     UINT64_C(0x7f7fffff7f7fffff)};
    uint64_t value = worst[below(p, sizeof worst / sizeof *worst)];
    memcpy(bytes + below(p, n) * width, &value, width);
}

/* One entry a little more or less, or as another is, or both exchanged. */
static void move_entry(parts *p, uint8_t *bytes, size_t n, uint32_t width)
{
    uint8_t *one = bytes + below(p, n) * width, *other = bytes + below(p, n) * width;
    uint64_t a = 0, b = 0, step = 1 + below(p, 3);
    memcpy(&a, one, width);
    memcpy(&b, other, width);
    switch (below(p, 4)) {
    case 0:
        memcpy(one, &b, width);
        memcpy(other, &a, width);
        break;
    case 1:
        memcpy(one, &b, width);
        break;
    case 2:
        a += step;
        memcpy(one, &a, width);
        break;
    default:
        a -= step;
        memcpy(one, &a, width);
    }
}

/* Some entries at the end more, as those before them, or fewer. */
static size_t resize(parts *p, uint8_t *bytes, size_t n, uint32_t width)
{
    if (n > 0 && below(p, 2))
        return n - 1 - below(p, n < 4 ? n : 4);
    size_t more = 1 + below(p, MORE);
    for (size_t i = n * width; i < (n + more) * width; i++)
        bytes[i] = n > 0 ? bytes[i - n * width] : (uint8_t)below(p, 3);
    return n + more;
}

static void change_content(parts *p, size_t i)
{
    quen__section *s = &p->sections[i];
    size_t size = s->count * s->width, room = size + (size_t)MORE * s->width;
    uint8_t *bytes = malloc(room);
    MUST(bytes);
    if (size)
        memcpy(bytes, s->from, size);
    uint32_t how = s->count ? below(p, 8) : 7;
    if (how < 3)
        set_worst(p, bytes, s->count, s->width);
    else if (how < 5)
        move_entry(p, bytes, s->count, s->width);
    else if (how == 5)
        LLVMFuzzerMutate(bytes, size, size);
    else if (how == 6)
        s->count = LLVMFuzzerMutate(bytes, size, room) / s->width;
    else
        s->count = resize(p, bytes, s->count, s->width);
    free(p->own[i]);
    p->own[i] = bytes;
    s->from = bytes;
}

/* A row of the table says something else, or is not there. */
static void change_row(parts *p, size_t i)
{
    static const uint32_t widths[] = {1, 2, 4, 8};
    quen__section *s = &p->sections[i];
    size_t size = s->count * s->width;
    switch (below(p, 3)) {
    case 0:
        s->width = widths[below(p, 4)];
        s->count = size / s->width;
        break;
    case 1: /* ids ascend, so only into a gap */
        if (i + 1 == p->n || p->sections[i + 1].id > s->id + 1)
            s->id++;
        break;
    default:
        free(p->own[i]);
        p->n--;
        memmove(s, s + 1, (p->n - i) * sizeof *s);
        memmove(p->own + i, p->own + i + 1, (p->n - i) * sizeof *p->own);
        p->own[p->n] = NULL;
    }
}

static int take_apart(const quen__image *image, unsigned seed, parts *p)
{
    memset(p, 0, sizeof *p);
    p->seed = seed;
    p->n = quen__image_sections(image);
    if (p->n > MAX_SECTIONS)
        return 0;
    for (size_t i = 0; i < p->n; i++)
        p->sections[i] = quen__image_section(image, i);
    return 1;
}

/* The size of the file that the parts make, 0 if it does not fit. */
static size_t put_together(quen_context *ctx, uint32_t kind, const parts *p,
                           uint8_t *data, size_t max_size)
{
    quen__image changed;
    size_t size = 0;
    if (quen__image_build(ctx, kind, p->sections, p->n, &changed) != QUEN_OK)
        return 0;
    quen__image_seal(ctx, &changed);
    if (changed.size <= max_size) {
        size = changed.size;
        memcpy(data, changed.data, size);
    }
    quen__image_close(&changed);
    return size;
}

/* One section is changed, or now and then a few. */
static size_t change_image(quen_context *ctx, const quen__image *image, uint8_t *data,
                           size_t max_size, unsigned seed)
{
    parts p;
    size_t size = 0;
    if (!take_apart(image, seed, &p))
        return 0;
    for (size_t times = below(&p, 4) ? 1 : 1 + below(&p, 4); times > 0 && p.n > 1;
         times--) {
        size_t i = below(&p, p.n);
        if (below(&p, 24))
            change_content(&p, i);
        else
            change_row(&p, i);
    }
    size = put_together(ctx, quen__image_kind(image), &p, data, max_size);
    for (size_t i = 0; i < p.n; i++)
        free(p.own[i]);
    return size;
}

size_t fuzz_change_file(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
    static quen_context *ctx;
    quen__image image;
    size_t changed = 0;
    if (!ctx)
        MUST(quen_context_new(NULL, &ctx) == QUEN_OK);
    mend_checksums(data, size);
    if (seed % 32 && quen__image_open_bytes(ctx, data, size, &image) == QUEN_OK) {
        changed = change_image(ctx, &image, data, max_size, seed);
        quen__image_close(&image);
    }
    return changed ? changed : LLVMFuzzerMutate(data, size, max_size);
}

#endif
