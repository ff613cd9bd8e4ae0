/*
 * Tests of examples/common/csv.c: what comes out of given bytes in temporary files.
 *
 * check() writes rows in a form that cannot be mistaken, <a|b|c> with the line in front,
 * so that a test is one string against another, for a plain and a compressed file.
 */
#if !defined(_WIN32) && !defined(_POSIX_C_SOURCE)
#define _POSIX_C_SOURCE 200809L /* mkstemp */
#endif

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "../../examples/common/csv.h"

static char path[64];
static char message[CSV_MESSAGE_SIZE];

static int make_path(void **state)
{
    int fd;

    (void)state;
    strcpy(path, "test_csv_XXXXXX");
#if !defined(_WIN32)
    strcpy(path, "/tmp/test_csv_XXXXXX");
#endif
    fd = mkstemp(path);
    return fd < 0 ? -1 : close(fd);
}

static int remove_path(void **state)
{
    (void)state;
    return remove(path);
}

static void write_plain(const char *bytes, size_t size)
{
    FILE *f = fopen(path, "wb");

    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, size, f), size);
    assert_int_equal(fclose(f), 0);
}

static void write_gzip(const char *bytes, size_t size)
{
    gzFile f = gzopen(path, "wb");

    assert_non_null(f);
    assert_int_equal(gzwrite(f, bytes, (unsigned)size), (int)size);
    assert_int_equal(gzclose(f), Z_OK);
}

static csv_reader *reader_of(const char *bytes, size_t size, char separator)
{
    csv_reader *r;

    write_plain(bytes, size);
    r = csv_open(path, separator, message, sizeof message);
    if (!r)
        fail_msg("not opened: %s", message);
    return r;
}

/* ---- rows as text ---- */

typedef struct page {
    char text[8192];
    size_t size;
} page;

static void add(page *p, const char *bytes, size_t size)
{
    assert_true(p->size + size < sizeof p->text);
    memcpy(p->text + p->size, bytes, size);
    p->size += size;
    p->text[p->size] = '\0';
}

static void add_fields(page *p, const csv_field *fields, size_t n)
{
    add(p, "<", 1);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            add(p, "|", 1);
        assert_int_equal(fields[i].text[fields[i].size], '\0');
        add(p, fields[i].text, fields[i].size);
    }
    add(p, ">", 1);
}

static void add_rows(page *p, csv_reader *r)
{
    char line[32];
    int got;

    while ((got = csv_next(r)) == 1) {
        int n = snprintf(line, sizeof line, " %llu", (unsigned long long)r->line);
        add(p, line, (size_t)n);
        add_fields(p, r->fields, r->n_fields);
        if (r->bad) {
            add(p, "!", 1);
            add(p, r->bad, strlen(r->bad));
        } else {
            assert_int_equal(r->n_fields, r->n_columns);
        }
        assert_null(r->error);
    }
    if (got < 0) {
        assert_non_null(r->error);
        add(p, " ERROR ", 7);
        add(p, r->error, strlen(r->error));
    } else {
        assert_null(r->error);
    }
    assert_int_equal(csv_next(r), got);
    assert_null(r->fields);
    assert_int_equal(r->n_fields, 0);
}

/* Header and rows of these bytes, or the reason why csv_open() refused them. */
static void check_file(const char *want, char separator)
{
    static page p;
    csv_reader *r = csv_open(path, separator, message, sizeof message);

    p.size = 0;
    p.text[0] = '\0';
    if (r) {
        add_fields(&p, r->header, r->n_columns);
        add_rows(&p, r);
        csv_close(r);
    } else {
        add(&p, message, strlen(message));
    }
    assert_string_equal(p.text, want);
}

static void check_bytes(const char *bytes, size_t size, const char *want, char separator)
{
    write_plain(bytes, size);
    check_file(want, separator);
    if (size == 0)
        return;
    write_gzip(bytes, size);
    check_file(want, separator);
}

static void check(const char *text, const char *want)
{
    check_bytes(text, strlen(text), want, 0);
}

/* ---- well-formed files ---- */

static void plain_rows(void **state)
{
    (void)state;
    check("a,b\n1,2\n3,4\n", "<a|b> 2<1|2> 3<3|4>");
    check("a,b\n1,2\n3,4", "<a|b> 2<1|2> 3<3|4>");
    check("a,b\r\n1,2\r\n3,4\r\n", "<a|b> 2<1|2> 3<3|4>");
    check("a,b\r\n1,2\r\n3,4\r", "<a|b> 2<1|2> 3<3|4>");
    check("a,b\r\n1,2\n3,4", "<a|b> 2<1|2> 3<3|4>");
    check("a\n1\n2\n", "<a> 2<1> 3<2>");
    check("a", "<a>");
    check("a,b", "<a|b>");
    check("a,b\n", "<a|b>");
}

static void empty_fields(void **state)
{
    (void)state;
    check("a,b,c\n,,\n1,,\n,2,\n,,3", "<a|b|c> 2<||> 3<1||> 4<|2|> 5<||3>");
    check("a,b\n\"\",\"\"\n\"\",\n,\"\"", "<a|b> 2<|> 3<|> 4<|>");
    check(",\n1,2", "<|> 2<1|2>");
    check("a\n\"\"\nx", "<a> 2<> 3<x>");
    check(" a , b \n 1 , 2 \n", "< a | b > 2< 1 | 2 >");
}

static void empty_lines_are_passed_over(void **state)
{
    (void)state;
    check("\n\r\na,b\n\n1,2\n\r\n\n3,4\n\n", "<a|b> 5<1|2> 8<3|4>");
    check("a\n\n1\n\n", "<a> 3<1>");
    check("a,b\n1,2\n\r", "<a|b> 2<1|2>");
    check("a,b\n \n", "<a|b> 2< >!line 2: 1 field, the header has 2");
}

static void quoted_fields(void **state)
{
    (void)state;
    check("\"a\",\"b\"\n\"1\",\"2\"\n", "<a|b> 2<1|2>");
    check("a,b\n\"1,5\",x\nx,\"1,5\"", "<a|b> 2<1,5|x> 3<x|1,5>");
    check("a,b\r\n\"1\",\"2\"\r\n", "<a|b> 2<1|2>");
    check("a,b\r\n\"1\",\"2\"\r", "<a|b> 2<1|2>");
    check("a,b\n\"he said \"\"no\"\"\",\"\"\"\"\n", "<a|b> 2<he said \"no\"|\">");
    check("a\n\"\"\"\"\"\"\n\"\"\"x\"\"\"", "<a> 2<\"\"> 3<\"x\">");
    check("a,b\n1,\"2\"", "<a|b> 2<1|2>");
    check("\"a,\"\"b\"\"\",c\n1,2", "<a,\"b\"|c> 2<1|2>");
}

static void line_ends_in_quotes(void **state)
{
    (void)state;
    check("a,b\n\"1\n2\",3\nx,y\n", "<a|b> 2<1\n2|3> 4<x|y>");
    check("a,b\r\n\"1\r\n2\",3\r\nx,y\r\n", "<a|b> 2<1\r\n2|3> 4<x|y>");
    check("a,b\n\"\n\n\n\",\"\n\"\nx,y", "<a|b> 2<\n\n\n|\n> 7<x|y>");
    check("\"a\nb\",c\n1,2\n", "<a\nb|c> 3<1|2>");
    check("a,b\n\"1\n\"\"2\"\"\n,\",\"\"\"\n\"\"\"\n", "<a|b> 2<1\n\"2\"\n,|\"\n\">");
    check("a,b\n\"x\ry\",z\n", "<a|b> 2<x\ry|z>");
}

static void a_quote_inside_an_unquoted_field_is_kept(void **state)
{
    (void)state;
    check("a,b\n5\" pot,2\n1,6\"\n x\"y\", \"\n",
          "<a|b> 2<5\" pot|2> 3<1|6\"> 4< x\"y\"| \">");
}

static void byte_order_mark_is_skipped(void **state)
{
    (void)state;
    check("\xEF\xBB\xBF"
          "a,b\n1,2\n",
          "<a|b> 2<1|2>");
    check("\xEF\xBB\xBF\"a\",b\n1,2\n", "<a|b> 2<1|2>");
    check("\xEF\xBB\xBF", "the file is empty, not even a header");
    check("\xEF\xBB\n", "<\xEF\xBB>");
    check("a\n\xEF\xBB\xBF"
          "1\n",
          "<a> 2<\xEF\xBB\xBF"
          "1>");
}

static void other_separators(void **state)
{
    const char *semicolons = "a;b\n1,5;\"x;y\"\n";
    const char *tabs = "a\tb\n1\t\n";

    (void)state;
    check_bytes(semicolons, strlen(semicolons), "<a|b> 2<1,5|x;y>", ';');
    check_bytes(tabs, strlen(tabs), "<a|b> 2<1|>", '\t');
    check_bytes("a\xA7"
                "b\n1\xA7\"2\"\n",
                10, "<a|b> 2<1|2>", (char)0xA7);
    check_bytes("a,b\n", 4, "a quote or line end cannot be the separator", '"');
    check_bytes("a,b\n", 4, "a quote or line end cannot be the separator", '\n');
    check_bytes("a,b\n", 4, "a quote or line end cannot be the separator", '\r');
}

static void columns_are_found(void **state)
{
    const char *text = "order,\"item, name\",price,order,Cà phê\n1,2,3,4,5\n";
    csv_reader *r = reader_of(text, strlen(text), ',');

    (void)state;
    assert_int_equal(r->n_columns, 5);
    assert_int_equal(csv_find(r, "order"), 0);
    assert_int_equal(csv_find(r, "item, name"), 1);
    assert_int_equal(csv_find(r, "price"), 2);
    assert_int_equal(csv_find(r, "Cà phê"), 4);
    assert_true(csv_find(r, "Price") == CSV_ABSENT);
    assert_true(csv_find(r, "pric") == CSV_ABSENT);
    assert_true(csv_find(r, "prices") == CSV_ABSENT);
    assert_true(csv_find(r, "") == CSV_ABSENT);
    assert_int_equal(csv_next(r), 1);
    assert_int_equal(csv_next(r), 0);
    assert_int_equal(csv_find(r, "price"), 2);
    csv_close(r);
    csv_close(NULL);
}

/* ---- bad rows, after which reading goes on ---- */

static void wrong_number_of_fields(void **state)
{
    (void)state;
    check("a,b\n1\n1,2\n1,2,3\n3,4\n",
          "<a|b> 2<1>!line 2: 1 field, the header has 2 3<1|2>"
          " 4<1|2>!line 4: 3 fields, the header has 2 5<3|4>");
    check("a,b\n\"1\n2\"\n\"1\",2,\"3\",\n3,4\n",
          "<a|b> 2<1\n2>!line 2: 1 field, the header has 2"
          " 4<1|2>!line 4: 4 fields, the header has 2 5<3|4>");
    check("a\n1,\n2\n", "<a> 2<1>!line 2: 2 fields, the header has 1 3<2>");
}

static void text_after_a_closing_quote(void **state)
{
    (void)state;
    check("a,b\n1,\"2\"x\n3,4\n",
          "<a|b> 2<1|2x>!line 2: text after the closing quote in column 2 3<3|4>");
    check("a,b\n\"1\" ,2\n3,4\n",
          "<a|b> 2<1 |2>!line 2: text after the closing quote in column 1 3<3|4>");
    check("a,b\n\"1\"\rx,2\n3,4\n",
          "<a|b> 2<1\rx|2>!line 2: text after the closing quote in column 1 3<3|4>");
    check("a,b\n\"1\"x\"y\",\"2\"z,3\n3,4\n",
          "<a|b> 2<1x\"y\"|2z>!line 2: text after the closing quote in column 1 3<3|4>");
}

static void zero_bytes(void **state)
{
    const char *text = "a,b\n1#,2\n\"1\n\",\"#\"\n3,4\n";
    char bytes[64];
    csv_reader *r;

    (void)state;
    strcpy(bytes, text);
    for (size_t i = 0; i < strlen(text); i++)
        if (text[i] == '#')
            bytes[i] = '\0';
    r = reader_of(bytes, strlen(text), ',');
    assert_int_equal(csv_next(r), 1);
    assert_string_equal(r->bad, "line 2: holds a zero byte, not text");
    assert_int_equal(r->fields[0].size, 2);
    assert_int_equal(csv_next(r), 1);
    assert_string_equal(r->bad, "line 3: column 2 holds a zero byte, not text");
    assert_int_equal(csv_next(r), 1);
    assert_null(r->bad);
    assert_int_equal(csv_next(r), 0);
    csv_close(r);
}

static void utf16_is_refused(void **state)
{
    const char *reason = "the file is UTF-16, please save it as UTF-8";

    (void)state;
    check_bytes("\xFF\xFE"
                "a\0\n\0",
                6, reason, 0);
    check_bytes("\xFE\xFF\0a\0\n", 6, reason, 0);
    check_bytes("a\0,\0b\0\n\0", 8, "line 1: holds a zero byte, not text", 0);
    check_bytes("\"a\"\0,\0b\0\n\0", 10,
                "line 1: text after the closing quote in column 1", 0);
    check_bytes("\"a\0\",b\n", 7, "line 1: column 1 holds a zero byte, not text", 0);
}

/* ---- errors that end the reading ---- */

static void quote_never_closed(void **state)
{
    (void)state;
    check("a,b,c\n1,2,3\n4,5,\"6\n7,8,9\n",
          "<a|b|c> 2<1|2|3> ERROR line 3: quote opened in column 3 is never closed");
    check("a,b\n1,\"", "<a|b> ERROR line 2: quote opened in column 2 is never closed");
    check("a,b\n\"1\"\",\n2,3\n",
          "<a|b> ERROR line 2: quote opened in column 1 is never closed");
    check("a,\"b\n1,2\n", "line 1: quote opened in column 2 is never closed");
    check("a,b\n\"1\n\n\n2\",\"x\n\n",
          "<a|b> ERROR line 2: quote opened in column 2 is never closed");
}

static void files_without_rows(void **state)
{
    (void)state;
    check("", "the file is empty, not even a header");
    check("\n\n\r\n", "the file is empty, not even a header");
    check("a,b\r1,2\r3,4\r", "line 1: carriage return without line feed");
    check("a,b\r1,2\n", "line 1: carriage return without line feed");
    check("a,\"b\r\nc\"\n1,2\n", "<a|b\r\nc> 3<1|2>");
}

static void files_that_cannot_be_opened(void **state)
{
    (void)state;
    assert_null(csv_open("/no/such/folder/x.csv", ',', message, sizeof message));
    assert_non_null(strstr(message, "cannot open: "));
    assert_null(csv_open("/no/such/folder/x.csv", ',', NULL, 0));
    assert_null(csv_open("/no/such/folder/x.csv", ',', message, 5));
    assert_string_equal(message, "cann");
#if !defined(_WIN32)
    assert_null(csv_open("/tmp", ',', message, sizeof message));
    assert_non_null(strstr(message, "reading failed"));
#endif
}

/* ---- the limits ---- */

/* `n` times a byte inside `before` and `after`. */
static char *long_text(const char *before, size_t n, const char *after, size_t *size)
{
    size_t first = strlen(before);
    size_t last = strlen(after);
    char *text = malloc(first + n + last);

    assert_non_null(text);
    memcpy(text, before, first);
    memset(text + first, 'x', n);
    memcpy(text + first + n, after, last);
    *size = first + n + last;
    return text;
}

static void check_long(const char *before, size_t n, const char *after, size_t field,
                       const char *error)
{
    size_t size;
    char *text = long_text(before, n, after, &size);
    csv_reader *r = reader_of(text, size, ',');

    free(text);
    if (error) {
        assert_int_equal(csv_next(r), -1);
        assert_string_equal(r->error, error);
        assert_int_equal(csv_next(r), -1);
    } else {
        assert_int_equal(csv_next(r), 1);
        assert_null(r->bad);
        assert_int_equal(r->n_fields, 2);
        assert_int_equal(r->fields[1].size, field);
        assert_int_equal(r->fields[1].text[field / 2], 'x');
        assert_string_equal(r->fields[0].text, "1");
        assert_int_equal(csv_next(r), 1);
        assert_string_equal(r->fields[1].text, "4");
        assert_int_equal(r->line, 3);
        assert_int_equal(csv_next(r), 0);
    }
    csv_close(r);
}

static void long_rows_are_read(void **state)
{
    static const size_t sizes[] = {100000, 524283, 524284,  524285,  524286, 524287,
                                   524288, 524289, 1048573, 1048576, 5000000};

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        check_long("a,b\n1,", sizes[i], "\n3,4\n", sizes[i], NULL);
        check_long("a,b\n1,\"", sizes[i], "\"\n3,4\n", sizes[i], NULL);
        check_long("a,b\n\"1\",\"", sizes[i], "\"\"\"\r\n\"3\",4", sizes[i] + 1, NULL);
    }
    check_long("a,b\n1,", CSV_MAX_ROW - 3, "\n3,4\n", CSV_MAX_ROW - 3, NULL);
    check_long("a,b\n1,\"", CSV_MAX_ROW - 5, "\"\n3,4\n", CSV_MAX_ROW - 5, NULL);
}

static void rows_above_the_limit_are_an_error(void **state)
{
    static const char *const reason = "line 2: row longer than 16 MiB";

    (void)state;
    check_long("a,b\n1,", CSV_MAX_ROW - 2, "\n3,4\n", 0, reason);
    check_long("a,b\n1,", CSV_MAX_ROW * 2, "", 0, reason);
    check_long("a,b\n1,\"\n", CSV_MAX_ROW * 2, "\"\n3,4\n", 0,
               "line 2: quote opened in column 2, not closed within 16 MiB");
    check_long("a,b\n\"1\n\",", CSV_MAX_ROW * 2, "\n3,4\n", 0, reason);
}

static void too_many_columns_are_refused(void **state)
{
    size_t size;
    char *text = long_text("", CSV_MAX_COLUMNS, "\n", &size);
    csv_reader *r;

    (void)state;
    memset(text, ',', CSV_MAX_COLUMNS - 1);
    r = reader_of(text, size, ',');
    assert_int_equal(r->n_columns, CSV_MAX_COLUMNS);
    csv_close(r);
    text[CSV_MAX_COLUMNS - 1] = ',';
    write_plain(text, size);
    assert_null(csv_open(path, ',', message, sizeof message));
    assert_string_equal(message, "line 1: 16385 columns, at most 16384 can be read");
    free(text);
}

static void surplus_fields_are_counted_not_kept(void **state)
{
    size_t size;
    char *text = long_text("a,b\n", 1000000, "\n3,4\n", &size);
    csv_reader *r;

    (void)state;
    memset(text + 4, ',', 1000000);
    r = reader_of(text, size, ',');
    free(text);
    assert_int_equal(csv_next(r), 1);
    assert_string_equal(r->bad, "line 2: 1000001 fields, the header has 2");
    assert_int_equal(r->n_fields, 2);
    assert_int_equal(csv_next(r), 1);
    assert_null(r->bad);
    csv_close(r);
}

/* ---- damaged gzip files ---- */

static size_t read_back(char *to, size_t capacity)
{
    FILE *f = fopen(path, "rb");
    size_t size;

    assert_non_null(f);
    size = fread(to, 1, capacity, f);
    assert_int_equal(fclose(f), 0);
    return size;
}

/* Rows that do not compress well, so that a cut or a flip falls among them. */
static size_t many_rows(char *text, size_t capacity)
{
    uint32_t x = 1;
    size_t size = (size_t)snprintf(text, capacity, "a,b\n");

    while (size + 64 < capacity) {
        x = x * 1664525U + 1013904223U;
        size +=
            (size_t)snprintf(text + size, capacity - size, "%u,\"%u\n\"\n", x, ~x * x);
    }
    return size;
}

static void a_gzip_file_cut_short_is_an_error(void **state)
{
    static char text[65536];
    static char packed[65536];
    size_t size = many_rows(text, sizeof text);

    (void)state;
    write_gzip(text, size);
    size = read_back(packed, sizeof packed);
    for (size_t cut = size - 1; cut > 2; cut -= cut > 64 ? 61 : 1) {
        csv_reader *r;
        int got = -1;
        write_plain(packed, cut);
        r = csv_open(path, ',', message, sizeof message);
        while (r && (got = csv_next(r)) == 1)
            continue;
        assert_int_equal(got, -1);
        if (r)
            assert_non_null(strstr(r->error, "cut short"));
        csv_close(r);
    }
}

static void a_gzip_file_with_a_flipped_bit_is_an_error(void **state)
{
    static char text[65536];
    static char packed[65536];
    size_t size = many_rows(text, sizeof text);
    int errors = 0;

    (void)state;
    write_gzip(text, size);
    size = read_back(packed, sizeof packed);
    for (size_t at = 20; at < size; at += 331) {
        csv_reader *r;
        int got = -1;
        packed[at] = (char)(packed[at] ^ 4);
        write_plain(packed, size);
        packed[at] = (char)(packed[at] ^ 4);
        r = csv_open(path, ',', message, sizeof message);
        while (r && (got = csv_next(r)) == 1)
            continue;
        errors += got == -1;
        csv_close(r);
        assert_int_equal(got, -1);
    }
    assert_true(errors > 10);
}

/* ---- any bytes at all ---- */

/* No crash, no read out of bounds, lines that only grow; sanitizers see the rest. */
static void arbitrary_bytes_do_no_harm(void **state)
{
    static const char letters[] = "aa,,\"\"\"\n\n\r\0\xC3";
    char bytes[64];
    uint32_t x = 7;

    (void)state;
    for (int round = 0; round < 3000; round++) {
        size_t size;
        csv_reader *r;
        uint64_t line = 0;
        x = x * 1664525U + 1013904223U;
        size = (x >> 16) % sizeof bytes;
        for (size_t i = 0; i < size; i++) {
            x = x * 1664525U + 1013904223U;
            bytes[i] = letters[(x >> 16) % (sizeof letters - 1)];
        }
        write_plain(bytes, size);
        r = csv_open(path, ',', message, sizeof message);
        while (r && csv_next(r) == 1) {
            assert_true(r->line > line);
            line = r->line;
            for (size_t i = 0; i < r->n_fields; i++)
                assert_true(r->fields[i].text[r->fields[i].size] == '\0');
            assert_true(r->bad || r->n_fields == r->n_columns);
        }
        csv_close(r);
    }
}

/* ---- what is written is what is read ---- */

static size_t quote(char *to, const char *field, size_t size)
{
    size_t n = 0;

    to[n++] = '"';
    for (size_t i = 0; i < size; i++) {
        if (field[i] == '"')
            to[n++] = '"';
        to[n++] = field[i];
    }
    to[n++] = '"';
    return n;
}

/* Fields of random length across the ends of the buffer, all but the first quoted. */
static void random_fields_come_back(void **state)
{
    enum { ROWS = 3000, FIELDS = 3, MOST = 900 };
    static const char letters[] = "ab,\"\n\r ";
    size_t capacity = (size_t)ROWS * FIELDS * (2 * MOST + 3) + 8;
    char *text = malloc(capacity);
    char *fields = malloc((size_t)ROWS * FIELDS * MOST);
    size_t *sizes = malloc((size_t)ROWS * FIELDS * sizeof *sizes);
    size_t used = 6;
    uint32_t x = 3;
    csv_reader *r;

    (void)state;
    assert_true(text && fields && sizes);
    memcpy(text, "a,b,c\n", 6);
    for (size_t i = 0; i < (size_t)ROWS * FIELDS; i++) {
        char *field = fields + i * MOST;
        x = x * 1664525U + 1013904223U;
        sizes[i] = (x >> 8) % MOST;
        for (size_t j = 0; j < sizes[i]; j++) {
            x = x * 1664525U + 1013904223U;
            field[j] = letters[(x >> 16) % (sizeof letters - 1)];
        }
        used += quote(text + used, field, sizes[i]);
        text[used++] = i % FIELDS == FIELDS - 1 ? '\n' : ',';
    }
    r = reader_of(text, used, ',');
    for (size_t i = 0; i < ROWS; i++) {
        assert_int_equal(csv_next(r), 1);
        assert_null(r->bad);
        for (size_t j = 0; j < FIELDS; j++) {
            assert_int_equal(r->fields[j].size, sizes[i * FIELDS + j]);
            assert_memory_equal(r->fields[j].text, fields + (i * FIELDS + j) * MOST,
                                sizes[i * FIELDS + j]);
        }
    }
    assert_int_equal(csv_next(r), 0);
    csv_close(r);
    free(sizes);
    free(fields);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_rows),
        cmocka_unit_test(empty_fields),
        cmocka_unit_test(empty_lines_are_passed_over),
        cmocka_unit_test(quoted_fields),
        cmocka_unit_test(line_ends_in_quotes),
        cmocka_unit_test(a_quote_inside_an_unquoted_field_is_kept),
        cmocka_unit_test(byte_order_mark_is_skipped),
        cmocka_unit_test(other_separators),
        cmocka_unit_test(columns_are_found),
        cmocka_unit_test(wrong_number_of_fields),
        cmocka_unit_test(text_after_a_closing_quote),
        cmocka_unit_test(zero_bytes),
        cmocka_unit_test(utf16_is_refused),
        cmocka_unit_test(quote_never_closed),
        cmocka_unit_test(files_without_rows),
        cmocka_unit_test(files_that_cannot_be_opened),
        cmocka_unit_test(long_rows_are_read),
        cmocka_unit_test(rows_above_the_limit_are_an_error),
        cmocka_unit_test(too_many_columns_are_refused),
        cmocka_unit_test(surplus_fields_are_counted_not_kept),
        cmocka_unit_test(a_gzip_file_cut_short_is_an_error),
        cmocka_unit_test(a_gzip_file_with_a_flipped_bit_is_an_error),
        cmocka_unit_test(arbitrary_bytes_do_no_harm),
        cmocka_unit_test(random_fields_come_back),
    };

    return cmocka_run_group_tests(tests, make_path, remove_path);
}
