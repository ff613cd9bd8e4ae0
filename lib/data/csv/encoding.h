/*
 * Bytes of any encoding made UTF-8, pushed in blocks. The first 4096 are held back until
 * they are there, to see what the file is; and where the encoding is to be found, the MiB
 * that begins with the first byte above 127, to see which it is.
 */
#ifndef QUEN_DATA_CSV_ENCODING_H
#define QUEN_DATA_CSV_ENCODING_H

#include "core/alloc.h"
#include "quen/csv.h"

/* Bytes that are looked at before something is decided. */
#define QUEN__CSV_WINDOW ((size_t)1 << 20)
#define QUEN__CSV_HEAD 4096u

/* Bytes that grow. */
typedef struct quen__csv_bytes {
    char *bytes;
    size_t size, capacity; /* the capacity without QUEN__CSV_PAD */
} quen__csv_bytes;

/* Room for `more` bytes and a pad that is zero. */
quen_status quen__csv_reserve(quen_context *ctx, quen__csv_bytes *to, size_t more);

/* A table of the bytes from 0x80: their characters, 0 where there is none. */
typedef const uint16_t *quen__csv_table;

typedef struct quen__csv_decoder {
    uint32_t encoding; /* QUEN_CSV_ENCODING_*; FIND until it is found */
    uint8_t state;     /* see encoding.c */
    uint8_t big;       /* 1: UTF-16 with the high byte first */
    uint8_t marked;    /* 1: a mark in front tells the encoding */
    uint8_t found;     /* 1: found, not said */
    uint8_t n_carry;
    uint8_t n_bad;
    uint8_t carry[6]; /* of a character that the block cut */
    uint8_t bad[4];   /* bytes that are no character: the text ends in front of them */
    uint32_t n_head;
    uint64_t high;       /* bytes above 127 that were looked at */
    uint64_t proofs;     /* see quen__csv_encoding_told() */
    const char *foreign; /* what stands in the file's place, or NULL */
    quen__csv_bytes held;
    unsigned char head[QUEN__CSV_HEAD];
} quen__csv_decoder;

/* 1 once no more text will come: a fault stands where the text ends. */
static inline int quen__csv_decoder_failed(const quen__csv_decoder *decoder)
{
    return decoder->n_bad || decoder->foreign;
}

/* Append what these bytes say to `text`; more of them follow unless `last`. */
quen_status quen__csv_decode(quen_context *ctx, quen__csv_decoder *decoder,
                             const void *bytes, size_t size, int last,
                             quen__csv_bytes *text);

/* Which encoding, and how that is known, in a line of at most `size` bytes. */
void quen__csv_encoding_told(const quen__csv_decoder *decoder, char *words, size_t size);

/* What an encoding is called. */
const char *quen__csv_encoding_name(uint32_t encoding);

/* The characters of an encoding of one byte each, from byte 0x80 on. */
quen__csv_table quen__csv_table_of(uint32_t encoding);

/*
 * Which encoding bytes are in that begin with the first above 127: UTF-8, Windows-1258 or
 * Windows-1252. `proofs` receives what speaks for it.
 */
uint32_t quen__csv_find_encoding(const unsigned char *bytes, size_t size, int last,
                                 uint64_t *proofs);

/* UTF-16 without a mark, told by its zero bytes: 1, and `big`. */
int quen__csv_is_utf16(const unsigned char *bytes, size_t size, uint8_t *big);

/* What a file begins with that is no text: a sentence, or NULL. */
const char *quen__csv_foreign(const unsigned char *bytes, size_t size);

#endif
