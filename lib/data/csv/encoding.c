/*
 * Bytes made UTF-8: see encoding.h. A character that the end of a block cuts is carried
 * over. ASCII, which most files are, is checked eight bytes at a time and copied.
 */
#include "data/csv/encoding.h"

#include <stdio.h>
#include <string.h>

/* States. */
enum {
    IN_HEAD = 0, /* the first bytes are held */
    IN_ASCII,    /* nothing but ASCII so far, and the encoding is to be found */
    IN_HELD,     /* the bytes from the first above 127 on are held */
    DECODING
};

/* Bytes of input that are decoded at a time; none gives more than three. */
#define PIECE ((size_t)256 << 10)

quen_status quen__csv_reserve(quen_context *ctx, quen__csv_bytes *to, size_t more)
{
    size_t wanted;
    if (more <= to->capacity - to->size)
        return QUEN_OK;
    if (!quen__add_size(to->size, more, &wanted) || wanted > SIZE_MAX / 4)
        return quen__fail(ctx, QUEN_ERR_MEMORY, "csv: out of memory");
    wanted = wanted < 2 * to->capacity ? 2 * to->capacity : wanted;
    char *bytes = quen__reallocate(ctx, to->bytes, wanted + 64, 1);
    if (!bytes)
        return QUEN_ERR_MEMORY;
    to->bytes = bytes;
    to->capacity = wanted;
    return QUEN_OK;
}

/* --- characters --- */

/* How many of the bytes are ASCII before the first that is not. */
static size_t ascii_run(const unsigned char *bytes, size_t size)
{
    size_t i = 0;
    for (; size - i >= 32; i += 32) {
        uint64_t words[4];
        memcpy(words, bytes + i, 32);
        if ((words[0] | words[1] | words[2] | words[3]) & UINT64_C(0x8080808080808080))
            break;
    }
    while (i < size && bytes[i] < 0x80)
        i++;
    return i;
}

static char *put_character(char *to, uint32_t c)
{
    if (c < 0x80) {
        *to++ = (char)c;
        return to;
    }
    if (c < 0x800) {
        *to++ = (char)(0xc0 | c >> 6);
    } else {
        if (c < 0x10000) {
            *to++ = (char)(0xe0 | c >> 12);
        } else {
            *to++ = (char)(0xf0 | c >> 18);
            *to++ = (char)(0x80 | (c >> 12 & 0x3f));
        }
        *to++ = (char)(0x80 | (c >> 6 & 0x3f));
    }
    *to++ = (char)(0x80 | (c & 0x3f));
    return to;
}

/* Bytes of the character here: 0 if it is none, and more than there are if it is cut. */
static size_t utf8_size(const unsigned char *p, size_t size)
{
    unsigned char least = 0x80, most = 0xbf;
    size_t n = *p < 0xc2 ? 0 : *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : *p < 0xf5 ? 4 : 0;
    if (*p == 0xe0)
        least = 0xa0;
    else if (*p == 0xf0)
        least = 0x90;
    else if (*p == 0xed)
        most = 0x9f;
    else if (*p == 0xf4)
        most = 0x8f;
    if (n && size > 1 && (p[1] < least || p[1] > most))
        return 0;
    for (size_t i = 2; i < n && i < size; i++)
        if ((p[i] & 0xc0) != 0x80)
            return 0;
    return n;
}

/* --- decoding: how many bytes were read; a fault stops it --- */

static void set_bad(quen__csv_decoder *d, const unsigned char *bytes, size_t n)
{
    d->n_bad = (uint8_t)n;
    memcpy(d->bad, bytes, n);
}

static size_t decode_utf8(quen__csv_decoder *d, const unsigned char *bytes, size_t size,
                          quen__csv_bytes *text)
{
    size_t i = 0;
    while (i < size) {
        size_t n = ascii_run(bytes + i, size - i);
        memcpy(text->bytes + text->size, bytes + i, n);
        text->size += n;
        i += n;
        while (i < size && bytes[i] >= 0x80) {
            n = utf8_size(bytes + i, size - i);
            if (n == 0)
                set_bad(d, bytes + i, 1);
            if (n == 0 || n > size - i)
                return i;
            memcpy(text->bytes + text->size, bytes + i, n);
            text->size += n;
            i += n;
        }
    }
    return size;
}

static size_t decode_table(quen__csv_decoder *d, const unsigned char *bytes, size_t size,
                           quen__csv_bytes *text)
{
    quen__csv_table table = quen__csv_table_of(d->encoding);
    char *to = text->bytes + text->size;
    size_t i = 0;
    for (; i < size; i++) {
        uint32_t c = bytes[i] < 0x80 ? bytes[i] : table[bytes[i] - 0x80];
        if (bytes[i] >= 0x80 && c == 0) {
            set_bad(d, bytes + i, 1);
            break;
        }
        to = put_character(to, c);
    }
    text->size = (size_t)(to - text->bytes);
    return i;
}

static uint32_t unit_at(const quen__csv_decoder *d, const unsigned char *p)
{
    return d->big ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
}

static size_t decode_utf16(quen__csv_decoder *d, const unsigned char *bytes, size_t size,
                           quen__csv_bytes *text)
{
    char *to = text->bytes + text->size;
    size_t i = 0;
    while (size - i >= 2 && !d->n_bad) {
        uint32_t c = unit_at(d, bytes + i);
        size_t n = 2;
        if (c >= 0xd800 && c < 0xdc00) {
            if (size - i < 4)
                break;
            uint32_t low = unit_at(d, bytes + i + 2);
            c = low >= 0xdc00 && low < 0xe000
                    ? 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00)
                    : 0xdc00;
            n = 4;
        }
        if (c >= 0xdc00 && c < 0xe000) {
            set_bad(d, bytes + i, 2);
            break;
        }
        to = put_character(to, c);
        i += n;
    }
    text->size = (size_t)(to - text->bytes);
    return i;
}

static size_t decode_some(quen__csv_decoder *d, const unsigned char *bytes, size_t size,
                          quen__csv_bytes *text)
{
    if (d->encoding == QUEN_CSV_ENCODING_UTF8)
        return decode_utf8(d, bytes, size, text);
    if (d->encoding == QUEN_CSV_ENCODING_UTF16)
        return decode_utf16(d, bytes, size, text);
    return decode_table(d, bytes, size, text);
}

/* What is left behind the last whole character, 3 bytes at most, is carried over. */
static void keep_rest(quen__csv_decoder *d, const unsigned char *bytes, size_t size)
{
    d->n_carry = (uint8_t)size;
    memcpy(d->carry, bytes, size);
}

/* Finish the character that was carried over; how many of the bytes went into it. */
static size_t decode_carried(quen__csv_decoder *d, const unsigned char *bytes,
                             size_t size, quen__csv_bytes *text)
{
    size_t used = 0;
    while (d->n_carry && used < size && !d->n_bad) {
        unsigned char whole[4];
        size_t n = d->n_carry + 1u;
        memcpy(whole, d->carry, d->n_carry);
        whole[n - 1] = bytes[used++];
        size_t read = decode_some(d, whole, n, text);
        keep_rest(d, whole + read, n - read);
    }
    return used;
}

static quen_status decode(quen_context *ctx, quen__csv_decoder *d,
                          const unsigned char *bytes, size_t size, quen__csv_bytes *text)
{
    while (size > 0 && !d->n_bad) {
        size_t n = size < PIECE ? size : PIECE;
        size_t growth = d->encoding == QUEN_CSV_ENCODING_UTF8 ? n + 16 : 3 * n + 16;
        quen_status status = quen__csv_reserve(ctx, text, growth);
        if (status != QUEN_OK)
            return status;
        size_t used = decode_carried(d, bytes, n, text);
        if (!d->n_carry && !d->n_bad) {
            used += decode_some(d, bytes + used, n - used, text);
            if (!d->n_bad)
                keep_rest(d, bytes + used, n - used);
        }
        bytes += n;
        size -= n;
    }
    return QUEN_OK;
}

/* --- what is held until it is decided --- */

static quen_status hold(quen_context *ctx, quen__csv_decoder *d,
                        const unsigned char *bytes, size_t size)
{
    quen_status status = quen__csv_reserve(ctx, &d->held, size);
    if (status != QUEN_OK)
        return status;
    memcpy(d->held.bytes + d->held.size, bytes, size);
    d->held.size += size;
    return QUEN_OK;
}

static quen_status decide(quen_context *ctx, quen__csv_decoder *d, int last,
                          quen__csv_bytes *text)
{
    const unsigned char *held = (const unsigned char *)d->held.bytes;
    size_t size = d->held.size;
    for (size_t i = 0; i < size; i++)
        d->high += held[i] >= 0x80;
    d->encoding = quen__csv_find_encoding(held, size, last, &d->proofs);
    d->state = DECODING;
    quen_status status = decode(ctx, d, held, size, text);
    quen__release(&ctx->allocator, d->held.bytes);
    d->held = (quen__csv_bytes){NULL, 0, 0};
    return status;
}

/* ASCII goes on; what follows it is held, a window of it at most. */
static quen_status find_high(quen_context *ctx, quen__csv_decoder *d,
                             const unsigned char *bytes, size_t size,
                             quen__csv_bytes *text)
{
    size_t n = d->state == IN_ASCII ? ascii_run(bytes, size) : 0;
    quen_status status = quen__csv_reserve(ctx, text, n);
    if (status != QUEN_OK)
        return status;
    if (n)
        memcpy(text->bytes + text->size, bytes, n);
    text->size += n;
    bytes += n;
    size -= n;
    if (size == 0)
        return QUEN_OK;
    d->state = IN_HELD;
    n = QUEN__CSV_WINDOW - d->held.size < size ? QUEN__CSV_WINDOW - d->held.size : size;
    status = hold(ctx, d, bytes, n);
    if (status == QUEN_OK && d->held.size == QUEN__CSV_WINDOW)
        status = decide(ctx, d, 0, text);
    if (status == QUEN_OK && n < size)
        status = decode(ctx, d, bytes + n, size - n, text);
    return status;
}

static quen_status go_on(quen_context *ctx, quen__csv_decoder *d,
                         const unsigned char *bytes, size_t size, quen__csv_bytes *text)
{
    if (size == 0)
        return QUEN_OK;
    return d->state == DECODING ? decode(ctx, d, bytes, size, text)
                                : find_high(ctx, d, bytes, size, text);
}

/* Read a mark in front, which tells the encoding: how many bytes it has. */
static size_t read_mark(quen__csv_decoder *d)
{
    const unsigned char *head = d->head;
    uint32_t encoding = 0;
    size_t n = 0;
    if (d->n_head >= 3 && head[0] == 0xef && head[1] == 0xbb && head[2] == 0xbf) {
        encoding = QUEN_CSV_ENCODING_UTF8;
        n = 3;
    } else if (d->n_head >= 2 && (head[0] ^ head[1]) == 1 && (head[0] | 1) == 0xff) {
        encoding = QUEN_CSV_ENCODING_UTF16;
        n = 2;
    }
    if (n == 0 || (d->encoding && d->encoding != encoding))
        return 0;
    d->big = head[0] == 0xfe;
    d->encoding = encoding;
    d->marked = 1;
    return n;
}

/* What the first bytes tell. */
static quen_status see_head(quen_context *ctx, quen__csv_decoder *d,
                            quen__csv_bytes *text)
{
    d->found = d->encoding == QUEN_CSV_ENCODING_FIND;
    size_t mark = read_mark(d);
    uint8_t big = 0;
    if (d->encoding != QUEN_CSV_ENCODING_UTF16)
        d->foreign = quen__csv_foreign(d->head, d->n_head);
    if (d->foreign)
        return QUEN_OK;
    int wide = !mark && quen__csv_is_utf16(d->head, d->n_head, &big);
    if (wide && (d->found || d->encoding == QUEN_CSV_ENCODING_UTF16)) {
        d->encoding = QUEN_CSV_ENCODING_UTF16;
        d->big = big;
    }
    d->state = d->encoding ? DECODING : IN_ASCII;
    return go_on(ctx, d, d->head + mark, d->n_head - mark, text);
}

quen_status quen__csv_decode(quen_context *ctx, quen__csv_decoder *d, const void *bytes,
                             size_t size, int last, quen__csv_bytes *text)
{
    const unsigned char *at = bytes;
    quen_status status = QUEN_OK;
    if (quen__csv_decoder_failed(d))
        return QUEN_OK;
    if (d->state == IN_HEAD) {
        size_t n = QUEN__CSV_HEAD - d->n_head < size ? QUEN__CSV_HEAD - d->n_head : size;
        if (n)
            memcpy(d->head + d->n_head, at, n);
        d->n_head += (uint32_t)n;
        if (d->n_head < QUEN__CSV_HEAD && !last)
            return QUEN_OK;
        status = see_head(ctx, d, text);
        if (status != QUEN_OK || d->foreign)
            return status;
        at = n ? at + n : at;
        size -= n;
    }
    status = go_on(ctx, d, at, size, text);
    if (status == QUEN_OK && last && d->state == IN_HELD)
        status = decide(ctx, d, 1, text);
    if (status == QUEN_OK && last && d->n_carry && !d->n_bad)
        set_bad(d, d->carry, d->n_carry);
    return status;
}

/* --- words --- */

const char *quen__csv_encoding_name(uint32_t encoding)
{
    static const char *const names[] = {"ASCII",        "UTF-8",        "UTF-16",
                                        "Windows-1252", "Windows-1258", "Latin-1"};
    return names[encoding];
}

void quen__csv_encoding_told(const quen__csv_decoder *d, char *words, size_t size)
{
    unsigned long long proofs = d->proofs;
    const char *name = quen__csv_encoding_name(d->encoding);
    if (!d->found)
        snprintf(words, size, "encoding: %s, as was said", name);
    else if (d->marked)
        snprintf(words, size, "encoding: %s (a mark in front)", name);
    else if (d->encoding == QUEN_CSV_ENCODING_UTF16)
        snprintf(words, size, "encoding: %s (every other byte is zero)", name);
    else if (d->encoding == QUEN_CSV_ENCODING_FIND)
        snprintf(words, size, "encoding: ASCII");
    else if (d->encoding == QUEN_CSV_ENCODING_UTF8)
        snprintf(words, size, "encoding: UTF-8 (%llu characters above ASCII)", proofs);
    else if (d->encoding == QUEN_CSV_ENCODING_WINDOWS1258)
        snprintf(words, size, "encoding: Windows-1258 (%llu marks follow their vowels)",
                 proofs);
    else if (proofs)
        snprintf(words, size,
                 "encoding: Windows-1252 (no UTF-8, and %llu characters that Latin-1 "
                 "lacks)",
                 proofs);
    else
        snprintf(words, size,
                 "encoding: Latin-1, as Windows-1252 would read it (no UTF-8; %llu "
                 "characters above ASCII)",
                 (unsigned long long)d->high);
}
