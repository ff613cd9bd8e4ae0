/*
 * The container of every model: see container.h for its use, docs/format.md for its
 * bytes.
 *
 * A file is hostile until it was checked: any bytes at all give QUEN_OK or a sentence.
 * The order of checks matters: a field is looked at only once it is known to lie in the
 * file, and a size is used only once it is known to fit.
 */
#include "io/container.h"

#include <string.h>

#include "core/alloc.h"
#include "core/parallel.h"
#include "math/search.h"

#define ALIGNMENT 64u
#define HEADER_SIZE 64u
#define ENTRY_SIZE 32u
#define FORMAT_VERSION 1u
#define ENDIAN_TAG UINT32_C(0x01020304)
#define OTHER_TAG UINT32_C(0x04030201)
#define MAX_SECTIONS 4096u

/* A line feed and a carriage return, so that transfers "as text" are noticed. */
static const unsigned char magic[8] = {'Q', 'U', 'E', 'N', '\r', '\n', 0x1a, '\n'};

/* All fields, and all sections, have the byte order of the machine that wrote them, which
 * `endian` tells. */
typedef struct header {
    unsigned char magic[8];
    uint32_t endian;
    uint32_t version;
    uint32_t kind;
    uint32_t n_sections;
    uint64_t file_size;
    uint32_t reserved[7];
    uint32_t checksum; /* of the header before this field, and of the table */
} header;

typedef struct entry {
    uint32_t id;
    uint32_t width;
    uint64_t offset;
    uint64_t size; /* bytes */
    uint32_t checksum;
    uint32_t reserved;
} entry;

_Static_assert(sizeof(header) == HEADER_SIZE, "the header has 64 bytes");
_Static_assert(sizeof(entry) == ENTRY_SIZE, "a table entry has 32 bytes");

static const header *header_of(const quen__image *image)
{
    return (const header *)(const void *)image->data;
}

static const entry *entries_of(const quen__image *image)
{
    return (const entry *)(const void *)(image->data + HEADER_SIZE);
}

static uint32_t header_checksum(const quen__kernels *kernels, const unsigned char *data,
                                size_t n_sections)
{
    uint32_t crc = kernels->crc32c(0, data, offsetof(header, checksum));
    return kernels->crc32c(crc, data + HEADER_SIZE, n_sections * ENTRY_SIZE);
}

/* --- building --- */

static int align_up(size_t *size)
{
    return quen__add_size(*size, (ALIGNMENT - *size % ALIGNMENT) % ALIGNMENT, size);
}

/*
 * Where each section goes, unless entries is NULL; the size of the whole, or 0 if it does
 * not fit in memory.
 */
static size_t lay_out(const quen__section *sections, size_t n, entry *entries)
{
    size_t end = HEADER_SIZE + n * ENTRY_SIZE, size;
    for (size_t i = 0; i < n; i++) {
        if (!align_up(&end) ||
            !quen__mul_size(sections[i].count, sections[i].width, &size))
            return 0;
        if (entries)
            entries[i] = (entry){sections[i].id, sections[i].width, end, size, 0, 0};
        if (!quen__add_size(end, size, &end))
            return 0;
    }
    return end;
}

size_t quen__image_size(const quen__section *sections, size_t n)
{
    return lay_out(sections, n, NULL);
}

static void write_header(unsigned char *data, uint32_t kind, size_t n, size_t size)
{
    header h = {.endian = ENDIAN_TAG, .version = FORMAT_VERSION, .kind = kind};
    memcpy(h.magic, magic, sizeof magic);
    h.n_sections = (uint32_t)n;
    h.file_size = size;
    memcpy(data, &h, sizeof h);
}

/* What is between sections is zero, and so is a section that is filled in later. */
static void write_sections(unsigned char *data, const quen__section *sections,
                           const entry *entries, size_t n)
{
    size_t end = HEADER_SIZE + n * ENTRY_SIZE;
    for (size_t i = 0; i < n; i++) {
        size_t offset = (size_t)entries[i].offset, size = (size_t)entries[i].size;
        memset(data + end, 0, offset - end);
        if (sections[i].from && size)
            memcpy(data + offset, sections[i].from, size);
        else
            memset(data + offset, 0, size);
        end = offset + size;
    }
}

/* An aligned block. */
static unsigned char *new_block(quen_context *ctx, size_t size, void **owned)
{
    size_t room;
    if (!quen__add_size(size, ALIGNMENT, &room)) {
        quen__fail(ctx, QUEN_ERR_MEMORY, "out of memory: a model of %zu bytes", size);
        return NULL;
    }
    unsigned char *block = quen__allocate(ctx, room, 1);
    *owned = block;
    if (!block)
        return NULL;
    return block + (ALIGNMENT - (uintptr_t)block % ALIGNMENT) % ALIGNMENT;
}

quen_status quen__image_build(quen_context *ctx, uint32_t kind,
                              const quen__section *sections, size_t n, quen__image *out)
{
    memset(out, 0, sizeof *out);
    quen__temp temp = QUEN__TEMP(ctx);
    entry *entries = quen__temp_new(&temp, n, sizeof *entries);
    if (!entries)
        return QUEN_ERR_MEMORY;
    size_t size = lay_out(sections, n, entries);
    if (size == 0)
        quen__fail(ctx, QUEN_ERR_MEMORY, "out of memory: a model larger than memory");
    unsigned char *data = size ? new_block(ctx, size, &out->owned) : NULL;
    if (data) {
        out->data = data;
        out->size = size;
        out->allocator = ctx->allocator;
        write_header(data, kind, n, size);
        memcpy(data + HEADER_SIZE, entries, n * sizeof *entries);
        write_sections(data, sections, entries, n);
    }
    quen__temp_close(&temp);
    return data ? QUEN_OK : QUEN_ERR_MEMORY;
}

typedef struct wanted {
    const entry *entries;
    uint32_t id;
} wanted;

static int entry_order(const void *user, size_t i)
{
    const wanted *w = user;
    return (w->entries[i].id > w->id) - (w->entries[i].id < w->id);
}

static const entry *find(const quen__image *image, uint32_t id)
{
    wanted w = {entries_of(image), id};
    size_t at;
    int found = quen__search(header_of(image)->n_sections, entry_order, &w, &at);
    return found ? &w.entries[at] : NULL;
}

void *quen__image_fill(quen__image *image, uint32_t id)
{
    return (unsigned char *)(uintptr_t)image->data + find(image, id)->offset;
}

typedef struct sealing {
    const quen__kernels *kernels;
    unsigned char *data;
} sealing;

/* The checksum of one section; sections are independent of one another. */
static void seal_section(void *user, size_t i, unsigned worker)
{
    const sealing *s = user;
    entry *e = (entry *)(void *)(s->data + HEADER_SIZE + i * ENTRY_SIZE);
    (void)worker;
    e->checksum = s->kernels->crc32c(0, s->data + e->offset, (size_t)e->size);
}

void quen__image_seal(quen_context *ctx, quen__image *image)
{
    sealing s = {quen__kernels_of(ctx), (unsigned char *)(uintptr_t)image->data};
    size_t n = header_of(image)->n_sections;
    (void)quen__parallel_for(ctx, n, seal_section, &s, NULL, 0, 1);
    uint32_t checksum = header_checksum(s.kernels, s.data, n);
    memcpy(s.data + offsetof(header, checksum), &checksum, sizeof checksum);
}

quen_status quen__image_save(quen_context *ctx, const quen__image *image,
                             const char *path)
{
    return quen__file_replace(ctx, path, image->data, image->size);
}

/* --- checking --- */

/* Of four bytes 4 3 2 1 a little-endian machine makes the tag, of 1 2 3 4 a big-endian
 * one. */
static quen_status check_order(quen_context *ctx, uint32_t tag, unsigned first)
{
    if (tag == OTHER_TAG)
        return quen__bad_format(ctx,
                                "the model file is %s-endian, this machine is not: train "
                                "on a machine of its kind",
                                first == 4 ? "little" : "big");
    return quen__bad_format(ctx, "the byte order of the file is 0x%08x, not 0x%08x", tag,
                            ENDIAN_TAG);
}

static quen_status check_identity(quen_context *ctx, const quen__image *image)
{
    const header *h = header_of(image);
    if (image->size < HEADER_SIZE)
        return quen__bad_format(ctx, "not a model file: %zu bytes, a header alone has %u",
                                image->size, HEADER_SIZE);
    if (memcmp(h->magic, magic, sizeof magic) != 0)
        return quen__bad_format(ctx, "not a model file: it does not begin as one");
    if (h->endian != ENDIAN_TAG)
        return check_order(ctx, h->endian, image->data[offsetof(header, endian)]);
    if (h->version > FORMAT_VERSION)
        return quen__fail(ctx, QUEN_ERR_VERSION,
                          "the file has format %u, this library reads up to %u",
                          h->version, FORMAT_VERSION);
    if (h->version == 0)
        return quen__bad_format(ctx, "the file has format 0, which there never was");
    return QUEN_OK;
}

static quen_status check_header(quen_context *ctx, const quen__image *image)
{
    const header *h = header_of(image);
    if (h->file_size != image->size)
        return quen__bad_format(ctx,
                                "the file has %zu bytes, its header says %llu: cut off?",
                                image->size, (unsigned long long)h->file_size);
    if (h->n_sections == 0 || h->n_sections > MAX_SECTIONS ||
        h->n_sections > (image->size - HEADER_SIZE) / ENTRY_SIZE)
        return quen__bad_format(ctx, "%u sections do not fit in the file", h->n_sections);
    for (size_t i = 0; i < sizeof h->reserved / sizeof *h->reserved; i++)
        if (h->reserved[i])
            return quen__bad_format(ctx, "reserved bytes of the header are set");
    if (header_checksum(quen__kernels_of(ctx), image->data, h->n_sections) != h->checksum)
        return quen__bad_format(
            ctx, "the checksum of the header is wrong: the file is damaged");
    return QUEN_OK;
}

static int is_zero(const unsigned char *data, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (data[i])
            return 0;
    return 1;
}

static int width_valid(uint32_t width)
{
    return width == 1 || width == 2 || width == 4 || width == 8;
}

/* One entry, given where the section before it ended. */
static quen_status check_entry(quen_context *ctx, const quen__image *image, size_t i,
                               uint64_t end)
{
    const entry *e = entries_of(image) + i;
    uint64_t start = (end + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (i > 0 && e->id <= e[-1].id)
        return quen__bad_format(ctx, "section %u (0x%04x) is out of order", (unsigned)i,
                                e->id);
    if (e->reserved || !width_valid(e->width) || e->size % e->width)
        return quen__bad_format(ctx, "section 0x%04x has a malformed entry", e->id);
    if (e->offset != start || start > image->size || e->size > image->size - start)
        return quen__bad_format(ctx, "section 0x%04x does not lie where it must", e->id);
    if (!is_zero(image->data + end, (size_t)(start - end)))
        return quen__bad_format(ctx, "the padding before section 0x%04x is not zero",
                                e->id);
    if (quen__kernels_of(ctx)->crc32c(0, image->data + start, (size_t)e->size) !=
        e->checksum)
        return quen__bad_format(
            ctx, "the checksum of section 0x%04x is wrong: the file is damaged", e->id);
    return QUEN_OK;
}

static quen_status check_image(quen_context *ctx, const quen__image *image)
{
    quen_status status = check_identity(ctx, image);
    if (status == QUEN_OK)
        status = check_header(ctx, image);
    if (status != QUEN_OK)
        return status;
    size_t n = header_of(image)->n_sections;
    uint64_t end = HEADER_SIZE + n * ENTRY_SIZE;
    for (size_t i = 0; i < n; i++) {
        status = check_entry(ctx, image, i, end);
        if (status != QUEN_OK)
            return status;
        end = entries_of(image)[i].offset + entries_of(image)[i].size;
    }
    if (end != image->size)
        return quen__bad_format(ctx, "%llu bytes follow the last section",
                                (unsigned long long)(image->size - end));
    return QUEN_OK;
}

/* --- opening and closing --- */

quen_status quen__image_open(quen_context *ctx, const char *path, quen__image *out)
{
    memset(out, 0, sizeof *out);
    quen_status status = quen__file_map(ctx, path, &out->file);
    if (status != QUEN_OK)
        return status;
    out->data = out->file.data;
    out->size = out->file.size;
    status = check_image(ctx, out);
    if (status != QUEN_OK)
        quen__image_close(out);
    return status;
}

quen_status quen__image_open_bytes(quen_context *ctx, const void *bytes, size_t size,
                                   quen__image *out)
{
    memset(out, 0, sizeof *out);
    unsigned char *data = new_block(ctx, size, &out->owned);
    if (!data)
        return QUEN_ERR_MEMORY;
    if (size)
        memcpy(data, bytes, size);
    out->data = data;
    out->size = size;
    out->allocator = ctx->allocator;
    quen_status status = check_image(ctx, out);
    if (status != QUEN_OK)
        quen__image_close(out);
    return status;
}

void quen__image_close(quen__image *image)
{
    quen__file_unmap(&image->file);
    if (image->owned)
        quen__release(&image->allocator, image->owned);
    memset(image, 0, sizeof *image);
}

/* --- reading --- */

uint32_t quen__image_kind(const quen__image *image)
{
    return header_of(image)->kind;
}

size_t quen__image_sections(const quen__image *image)
{
    return header_of(image)->n_sections;
}

quen__section quen__image_section(const quen__image *image, size_t i)
{
    const entry *e = entries_of(image) + i;
    quen__section section = {e->id, e->width, (size_t)(e->size / e->width),
                             image->data + e->offset};
    return section;
}

int quen__image_has(const quen__image *image, uint32_t id)
{
    return find(image, id) != NULL;
}

quen_status quen__image_get(quen_context *ctx, const quen__image *image, uint32_t id,
                            size_t width, const char *what, const void **data,
                            size_t *count)
{
    const entry *e = find(image, id);
    if (!e)
        return quen__bad_format(ctx, "section 0x%04x (%s) is missing", id, what);
    if (e->width != width)
        return quen__bad_format(ctx,
                                "section 0x%04x (%s) has entries of %u bytes, not %zu",
                                id, what, e->width, width);
    *data = image->data + e->offset;
    *count = (size_t)(e->size / width);
    return QUEN_OK;
}

quen_status quen__image_get_all(quen_context *ctx, const quen__image *image,
                                uint32_t base, const quen__expected *expected, size_t n,
                                const void **data, size_t *counts)
{
    quen_status status = QUEN_OK;
    for (size_t i = 0; i < n && status == QUEN_OK; i++)
        status = quen__image_get(ctx, image, base + (uint32_t)i, expected[i].width,
                                 expected[i].what, &data[i], &counts[i]);
    return status;
}

quen_status quen__image_get_n(quen_context *ctx, const quen__image *image, uint32_t id,
                              size_t width, size_t count, const char *what,
                              const void **data)
{
    size_t found = 0;
    quen_status status = quen__image_get(ctx, image, id, width, what, data, &found);
    if (status == QUEN_OK && found != count)
        return quen__bad_format(ctx, "section 0x%04x (%s) has %zu entries, not %zu", id,
                                what, found, count);
    return status;
}
