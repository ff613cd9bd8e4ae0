/**
 * @file csv.h
 * Text files of rows and columns, as tills, web shops and spreadsheets write them: how a
 * file is written is found from the file and told, or the file is refused by name.
 *
 * The caller pushes blocks of bytes of any size and takes batches of columns; nothing
 * here opens a file or unpacks one. The same bytes give the same rows and the same words,
 * wherever the blocks are cut.
 *
 * What is found, each of which can be said instead:
 *
 *  - the encoding: UTF-8, UTF-16, Windows-1252 with Latin-1, Windows-1258; texts come out
 *    in UTF-8. Bytes that it lacks are refused with line and character.
 *  - the separator: comma, semicolon, tab, bar, colon or runs of blanks, by the names
 *    wanted and by how alike it cuts the rows; a line "sep=;" says it. Two that do as
 *    well are refused, with both readings.
 *  - the quoting: as RFC 4180 has it, or none. A quoted field whose lines look like rows
 *    is taken for an unquoted file, or refused where that is seen too late, so that no
 *    row vanishes within a field.
 *  - the header: the line with the names wanted, within the first 100; else the first
 *    that is cut like the rows. Names are compared without blanks around them and in
 *    NFC, and if that finds none, without regard to case.
 *  - totals and footers at the end of the file, which are counted and left out.
 *
 * Lines end with LF, CRLF or CR. Empty lines, and rows without any value, are passed
 * over. Blanks around a value are not part of it unless they are quoted.
 *
 * @code
 * const char *bytes = "bill;item\n1;Tea\n2;Cup\n", *wanted[] = {"item"};
 * quen_csv_options o;
 * quen_csv_options_init(&o, sizeof o);
 * o.columns = wanted;
 * o.n_columns = 1;
 * quen_csv *csv = NULL;
 * quen_csv_batch batch = {0};
 * if (quen_csv_new(ctx, &o, &csv) || quen_csv_push(ctx, csv, bytes, strlen(bytes)) ||
 *     quen_csv_finish(ctx, csv) || quen_csv_take(ctx, csv, &batch))
 *     puts(quen_context_message(ctx));
 * for (size_t row = 0; row < batch.n_rows; row++)
 *     printf("%.*s\n",
 *            (int)(batch.columns[0].offsets[row + 1] - batch.columns[0].offsets[row]),
 *            batch.columns[0].bytes + batch.columns[0].offsets[row]);
 * quen_csv_free(csv);
 * @endcode
 */
#ifndef QUEN_CSV_H
#define QUEN_CSV_H

#include "context.h"
#include "key.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A file that is being read. One thread at a time may use it. */
typedef struct quen_csv quen_csv;

/** Longest row, in bytes of UTF-8, quotes included. */
#define QUEN_CSV_MAX_ROW 16777216
/** Most fields of a header. */
#define QUEN_CSV_MAX_FIELDS 16384

/** What quotes mean. */
enum {
    QUEN_CSV_QUOTING_FIND = 0,     /**< Found from the first MiB, and guarded after it. */
    QUEN_CSV_QUOTING_STANDARD = 1, /**< RFC 4180: a field that begins with a quote ends
                                        with one, and a doubled quote within is one. */
    QUEN_CSV_QUOTING_NONE = 2      /**< Nothing: they are characters like any other. */
};

/** How characters are written as bytes. */
enum {
    QUEN_CSV_ENCODING_FIND = 0,        /**< Found, by a mark in front or by the MiB that
                                            begins with the first byte above 127. */
    QUEN_CSV_ENCODING_UTF8 = 1,        /**< UTF-8. */
    QUEN_CSV_ENCODING_UTF16 = 2,       /**< UTF-16, little endian unless a mark in front
                                            or the zero bytes show otherwise. */
    QUEN_CSV_ENCODING_WINDOWS1252 = 3, /**< Western European. */
    QUEN_CSV_ENCODING_WINDOWS1258 = 4, /**< Vietnamese; its marks come out as combining
                                            characters behind their letters. */
    QUEN_CSV_ENCODING_LATIN1 = 5       /**< ISO 8859-1 without control characters. */
};

/**
 * How a file is to be read. Fill with quen_csv_options_init(), then edit. Names are
 * borrowed until return.
 */
typedef struct quen_csv_options {
    uint32_t struct_size; /**< Written by init; leave alone. */
    uint32_t separator;   /**< A character of ASCII between fields, no letter, digit,
                               quote or line end; ' ' stands for runs of blanks. Default
                               0: found. */
    uint32_t quoting;     /**< QUEN_CSV_QUOTING_*. Default FIND. */
    uint32_t encoding;    /**< QUEN_CSV_ENCODING_*. Default FIND. */
    uint32_t skip_lines;  /**< Lines in front of the header. Default UINT32_MAX: found. */
    uint32_t no_header;   /**< 1: rows begin at once, and columns are called "1", "2" and
                               so on. Default 0. */
    const char *const *columns;  /**< Names of the columns to take; they also show where
                                      the header stands. Default NULL: all. */
    size_t n_columns;            /**< How many `columns`. Default 0. */
    const char *const *optional; /**< Names of columns to take if they are there. Default
                                      NULL: none. */
    size_t n_optional;           /**< How many `optional`. Default 0. */
} quen_csv_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_csv_options_init(quen_csv_options *options, size_t size);

/** Why a row is bad. */
enum {
    QUEN_CSV_BAD_FIELDS = 0, /**< It has more or fewer fields than the header. */
    QUEN_CSV_BAD_ZERO = 1,   /**< A field holds a zero byte. */
    QUEN_CSV_BAD_QUOTE = 2,  /**< There is text behind a closing quote. */
    QUEN_CSV_BAD_TOTAL = 3   /**< It looks like a total, yet rows follow. */
};

/** A row that could not be read. This struct never grows. */
typedef struct quen_csv_bad {
    uint64_t line;   /**< Where it begins in the file, from 1. */
    uint32_t reason; /**< QUEN_CSV_BAD_*. */
    uint32_t field;  /**< BAD_ZERO, BAD_QUOTE: which field, from 1; else 0. */
    uint64_t fields; /**< How many fields it has. */
} quen_csv_bad;

/**
 * Rows that are ready: those that could be read as columns, and those that could not.
 * This struct never grows.
 */
typedef struct quen_csv_batch {
    size_t n_rows;                  /**< Rows in the columns. */
    size_t n_columns;               /**< As quen_csv_n_columns(). */
    const quen_key_column *columns; /**< The columns, n_columns: bytes in UTF-8, offsets
                                         and bits; an empty value has no bit. */
    const uint64_t *lines;          /**< Where each row begins in the file, n_rows, from
                                         1. */
    size_t n_bad;                   /**< Rows that are not in the columns. */
    const quen_csv_bad *bad;        /**< Which and why, n_bad, by line. */
} quen_csv_batch;

/**
 * Begin to read a file.
 *
 * @param options  How it is to be read, or NULL for the defaults.
 * @param out      Receives a reader the caller frees with quen_csv_free(); NULL on error.
 *
 * @retval QUEN_ERR_ARGUMENT  An option is outside its limits, or columns are named where
 *                            there is no header but as "1", "2" and so on.
 * @retval QUEN_ERR_MEMORY    Out of memory.
 *
 * Memory 200 KB.
 */
QUEN_CHECKED QUEN_API quen_status quen_csv_new(quen_context *ctx,
                                               const quen_csv_options *options,
                                               quen_csv **out);

/** Free a reader. NULL is allowed. */
QUEN_API void quen_csv_free(quen_csv *csv);

/**
 * Give the next bytes of the file. Then take until a batch is empty.
 *
 * @param bytes  Borrowed until return.
 * @param size   How many, 0 or more.
 *
 * @retval QUEN_ERR_ARGUMENT  The file was finished before, or the reader was made with
 *                            another allocator.
 * @retval QUEN_ERR_MEMORY    Out of memory. Every later call fails the same way.
 *
 * What is wrong with the file is said by quen_csv_take(), behind the rows in front of it.
 *
 * Time O(size). Memory: three times what was pushed and not yet taken, 2 MiB while the
 * first MiB is looked at, and twice the longest row.
 */
QUEN_CHECKED QUEN_API quen_status quen_csv_push(quen_context *ctx, quen_csv *csv,
                                                const void *bytes, size_t size);

/**
 * Say that the file ends here. Then take until a batch is empty.
 *
 * @retval QUEN_ERR_ARGUMENT  It was finished before, or made with another allocator.
 * @retval QUEN_ERR_MEMORY    Out of memory.
 */
QUEN_CHECKED QUEN_API quen_status quen_csv_finish(quen_context *ctx, quen_csv *csv);

/**
 * Take rows that are ready. A batch without rows and without bad ones means that more
 * bytes are needed or, behind quen_csv_finish(), that there are none left. Nothing is
 * ready until the first MiB is there or the file is finished: then is decided how it is
 * read. A total or footer is held back until what follows shows which it is.
 *
 * @param batch  Receives views of the reader's memory, good until it is next called.
 *
 * @retval QUEN_ERR_ARGUMENT  A column that is wanted is not there or there twice, or two
 *                            ways to read the file are as good: the sentence shows both,
 *                            and the option that settles it.
 * @retval QUEN_ERR_FORMAT    It is no such file: a workbook, an archive or a picture in
 *                            its place, bytes that its encoding lacks, a row or header
 *                            that is too long, a quote that is never closed, an empty
 *                            file. The sentence names line and column.
 * @retval QUEN_ERR_MEMORY    Out of memory.
 *
 * After a failure every later call fails the same way; the rows in front of it were
 * taken.
 *
 * Time O(bytes). Memory of a batch: at most 16384 rows and 1 MiB of the file, or one row
 * if that is longer; those bytes once more, 8 bytes and 1 bit a value, 8 bytes a row.
 */
QUEN_CHECKED QUEN_API quen_status quen_csv_take(quen_context *ctx, quen_csv *csv,
                                                quen_csv_batch *batch);

/** A bad row of the batch taken last, in a sentence; NULL if there is no such number. */
QUEN_API const char *quen_csv_bad_sentence(quen_csv *csv, size_t bad);

/** Columns taken: those wanted, then those optional, or all. 0 until it is decided. */
QUEN_API size_t quen_csv_n_columns(const quen_csv *csv);

/**
 * What the file calls a column that is taken, in UTF-8; NULL for an optional one that is
 * not there, which has no values, and out of range.
 */
QUEN_API const char *quen_csv_column_name(const quen_csv *csv, size_t column);

/** Fields of the header, taken or not. 0 until it is decided. */
QUEN_API size_t quen_csv_n_fields(const quen_csv *csv);

/** What the header calls a field, in UTF-8; NULL out of range. */
QUEN_API const char *quen_csv_field_name(const quen_csv *csv, size_t field);

/**
 * How many things were understood so far; those about the end of the file come with it.
 */
QUEN_API size_t quen_csv_n_told(const quen_csv *csv);

/**
 * One thing that was understood, in a line such as "separator: ; (8 fields in all 5000
 * rows looked at)"; NULL if there is no such number.
 */
QUEN_API const char *quen_csv_told(const quen_csv *csv, size_t told);

#ifdef __cplusplus
}
#endif

#endif
