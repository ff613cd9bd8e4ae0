/*
 * Files at the edges: every character of Unicode in each of its encodings, every pair of
 * bytes that may begin one, halves of characters, rows that may be totals, names.
 */
#include "csv_cases.h"

#define FILE_OF(text) (text), sizeof(text) - 1
#define LINE 60 /* characters of a row */

/* UTF-8 by definition (RFC 3629): how many bytes were written. */
static size_t put_utf8(char *to, uint32_t code)
{
    if (code < 0x80) {
        to[0] = (char)code;
        return 1;
    }
    size_t n = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = n; i-- > 1; code >>= 6)
        to[i] = (char)(0x80 | (code & 0x3f));
    to[0] = (char)((0xf00u >> n & 0xf0) | code);
    return n;
}

/* UTF-16 by definition (RFC 2781). */
static size_t put_utf16(char *to, uint32_t code, int big)
{
    uint32_t units[2] = {code, 0};
    size_t n = 1;
    if (code >= 0x10000) {
        units[0] = 0xd800 | (code - 0x10000) >> 10;
        units[1] = 0xdc00 | ((code - 0x10000) & 0x3ff);
        n = 2;
    }
    for (size_t i = 0; i < n; i++) {
        to[2 * i + (size_t)!big] = (char)(units[i] >> 8);
        to[2 * i + (size_t)big] = (char)(units[i] & 0xff);
    }
    return 2 * n;
}

enum { UTF8, UTF16_LITTLE, UTF16_BIG };

static size_t put(char *to, uint32_t code, int form)
{
    return form == UTF8 ? put_utf8(to, code) : put_utf16(to, code, form == UTF16_BIG);
}

/* A column of rows with every character from U+00A1 on, in one of the forms. */
static char *all_characters(int form, size_t *size)
{
    char *bytes = malloc((size_t)5 << 20);
    assert_non_null(bytes);
    size_t n = form == UTF8 ? 0 : put(bytes, 0xfeff, form);
    n += put(bytes + n, 'a', form);
    for (uint32_t code = 0xa1, i = 0; code <= 0x10ffff; code++) {
        if (code == 0xd800)
            code = 0xe000;
        if (i++ % LINE == 0)
            n += put(bytes + n, '\n', form);
        n += put(bytes + n, code, form);
    }
    n += put(bytes + n, '\n', form);
    *size = n;
    return bytes;
}

static void every_character_is_read(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    csv_page pages[3] = {{NULL, 0, 0}, {NULL, 0, 0}, {NULL, 0, 0}};
    (void)state;
    for (int form = UTF8; form <= UTF16_BIG; form++) {
        size_t size;
        char *bytes = all_characters(form, &size);
        quen_csv_options options;
        quen_csv_options_init(&options, sizeof options);
        options.encoding =
            form == UTF8 ? QUEN_CSV_ENCODING_UTF8 : QUEN_CSV_ENCODING_UTF16;
        csv_page_read(ctx, bytes, size, &options, 3, &pages[form]);
        free(bytes);
        assert_null(strstr(pages[form].text, "ERROR"));
        assert_non_null(strstr(pages[form].text, "\n2 \xc2\xa1\xc2\xa2"));
        assert_non_null(strstr(pages[form].text, "\xf4\x8f\xbf\xbf\n"));
    }
    /* The told lines stand behind the rows. */
    size_t rows = (size_t)(strstr(pages[UTF8].text, "\n#") - pages[UTF8].text);
    for (int form = UTF16_LITTLE; form <= UTF16_BIG; form++)
        assert_memory_equal(pages[form].text, pages[UTF8].text, rows);
    for (int form = UTF8; form <= UTF16_BIG; form++)
        csv_page_free(&pages[form]);
    quen_context_free(ctx);
}

/* 1 if some character begins with these two bytes, of which the first is above ASCII. */
static int begins_a_character(unsigned char first, unsigned char second)
{
    static uint8_t known[128][256];
    if (!known[0xc2 - 0x80][0x80])
        for (uint32_t code = 0x80; code <= 0x10ffff; code++) {
            char bytes[4];
            if (code >= 0xd800 && code < 0xe000)
                continue;
            put_utf8(bytes, code);
            known[(unsigned char)bytes[0] - 0x80][(unsigned char)bytes[1]] = 1;
        }
    return known[first - 0x80][second];
}

static void no_other_bytes_are_read(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_csv_options options;
    (void)state;
    quen_csv_options_init(&options, sizeof options);
    options.encoding = QUEN_CSV_ENCODING_UTF8;
    for (unsigned first = 0x80; first < 256; first++)
        for (unsigned second = 0x40; second < 256; second += second < 0x78 ? 8 : 1) {
            char file[16];
            csv_page page = {NULL, 0, 0};
            size_t n = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
            memcpy(file, "a\nx\n\x80\x80\x80\x80", 8);
            file[4] = (char)first;
            file[5] = (char)second;
            file[4 + n] = '\n';
            csv_page_read(ctx, file, 5 + n, &options, 1, &page);
            int read = !strstr(page.text, "ERROR");
            if (read != begins_a_character((unsigned char)first, (unsigned char)second))
                fail_msg("%02x %02x: %s", first, second, page.text);
            csv_page_free(&page);
        }
    quen_context_free(ctx);
}

static void halves_are_refused(void **state)
{
    static const struct {
        uint32_t encoding;
        const char *bytes;
        size_t size;
        const char *where;
    } cases[] = {
        {QUEN_CSV_ENCODING_UTF8, FILE_OF("a\nx\n\xe2\x82x\n"),
         "line 3, character 1: the"},
        {QUEN_CSV_ENCODING_UTF8, FILE_OF("a\nx\n\xf0\x9f\x98x\n"), "line 3, character 1"},
        {QUEN_CSV_ENCODING_UTF8, FILE_OF("a\nx\ny\xf0\x9f\x98"), "line 3, character 2"},
        {QUEN_CSV_ENCODING_UTF16, FILE_OF("a\0\n\0x\0\n\0\x3d\xd8x\0\n\0"),
         "line 3, character 1"},
        {QUEN_CSV_ENCODING_UTF16, FILE_OF("a\0\n\0x\0\n\0\x3d\xd8\0\xe0\n\0"),
         "line 3, character 1"},
        {QUEN_CSV_ENCODING_UTF16, FILE_OF("a\0\n\0x\0\n\0\x3d\xd8"), "line 3, character"},
        {QUEN_CSV_ENCODING_UTF16, FILE_OF("a\0\n\0x\0\n\0y\0z"), "line 3, character 2"},
        {QUEN_CSV_ENCODING_UTF16, FILE_OF("a\0\n\0x\0\n\0\0\xdc\n\0"),
         "line 3, character 1"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char lines[256];
        quen_csv_options options;
        quen_csv_options_init(&options, sizeof options);
        options.encoding = cases[i].encoding;
        snprintf(lines, sizeof lines, "2 x\nERROR QUEN_ERR_FORMAT csv: %s...",
                 cases[i].where);
        csv_demand(cases[i].bytes, cases[i].size, &options, lines);
    }
}

/* A mark in front that another encoding is said against is no mark. */
static void marks_and_words_of_the_caller(void **state)
{
    quen_csv_options options;
    (void)state;
    quen_csv_options_init(&options, sizeof options);
    options.encoding = QUEN_CSV_ENCODING_LATIN1;
    csv_demand(FILE_OF("\xef\xbb\xbf"
                       "a,b\n1,2\n"),
               &options,
               "names \xc3\xaf\xc2\xbb\xc2\xbf"
               "a|b\n2 1|2\nend");
    options.encoding = QUEN_CSV_ENCODING_FIND;
    csv_demand(FILE_OF("\xef\xbb"), &options, "names \xc3\xaf\xc2\xbb...");
    csv_demand(FILE_OF("\xfe\xff"), &options, "ERROR QUEN_ERR_FORMAT csv: ...");
}

/* More letters above ASCII than are held until the encoding is decided. */
static void long_before_it_is_decided(void **state)
{
    csv_page file = {NULL, 0, 0}, pages[2] = {{NULL, 0, 0}, {NULL, 0, 0}};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    csv_page_add(&file, "id,item\n");
    while (file.size < (size_t)5 << 19)
        csv_page_add(&file, "%zu,caf\xe9 \xe0 la cr\xe8me\n", file.size);
    csv_page_read(ctx, file.text, file.size, NULL, 0, &pages[0]);
    csv_page_read(ctx, file.text, file.size, NULL, 99, &pages[1]);
    assert_non_null(strstr(pages[0].text, "|caf\xc3\xa9 \xc3\xa0 la cr\xc3\xa8me\n"));
    assert_non_null(strstr(pages[0].text, "# encoding: Latin-1"));
    assert_string_equal(pages[0].text, pages[1].text);
    csv_page_free(&pages[0]);
    csv_page_free(&pages[1]);
    csv_page_free(&file);
    quen_context_free(ctx);
}

/* --- rows --- */

typedef struct shape {
    const char *bytes;
    size_t size;
    const char *lines;
} shape;

static void check_shapes(const shape *shapes, size_t n)
{
    quen_csv_options options;
    quen_csv_options_init(&options, sizeof options);
    for (size_t i = 0; i < n; i++)
        csv_demand(shapes[i].bytes, shapes[i].size, &options, shapes[i].lines);
}

static void rows_that_may_be_totals(void **state)
{
    static const shape shapes[] = {
        /* words for a total, and words that only begin like one */
        {FILE_OF("bill,item,sum\n1,Tea,5\nTotal: 5,,\n"),
         "2 1|Tea|5\nend\n# 1 row at..."},
        {FILE_OF("bill,item,sum\n1,Tea,5\nTotal(1),,5\n"),
         "2 1|Tea|5\nend\n# 1 row at..."},
        {FILE_OF("bill,item,sum\n1,Tea,5\nTotalize,,5\n"),
         "2 1|Tea|5\n3 Totalize|~|5\nend"},
        {FILE_OF("bill,item,sum\n1,Tea,5\nGrand tour,,5\n"),
         "2 1|Tea|5\n3 Grand tour|~|5\nend"},
        /* a day stands in no total */
        {FILE_OF("item,day,sum\nTea,2026-01-05,5\nTotal,2026-01-06,5\n"),
         "2 Tea|2026-01-05|5\n3 Total|2026-01-06|5\nend"},
        {FILE_OF("item,day,sum\nTea,5.1.26,5\nTotal,5.1/26,\n"),
         "2 Tea|5.1.26|5\nend\n# 1 row at the end is totals..."},
        {FILE_OF("item,day,sum\nTea,5.1.26,5\nTotal,5.1,\n"),
         "2 Tea|5.1.26|5\nend\n# 1 row at the end is totals..."},
        {FILE_OF("item,day,sum\nTea,5.1.26,5\nTotal,20260105,\n"),
         "2 Tea|5.1.26|5\nend\n# 1 row at the end is totals..."},
        {FILE_OF("item,day,sum\nTea,5.1.26,5\nTotal,5.1.x,\n"),
         "2 Tea|5.1.26|5\nend\n# 1 row at the end is totals..."},
        /* figures alone, where no row before lacked a value */
        {FILE_OF("bill,who,item,sum\n1,An,Tea,5\n,,,5\n"),
         "2 1|An|Tea|5\nend\n# 1 row at the end is totals..."},
        {FILE_OF("bill,who,item,sum\n,,,5\n1,An,Tea,5\n"),
         "2 ~|~|~|5\n3 1|An|Tea|5\nend"},
        {FILE_OF("bill,who,item,sum\n1,An,Tea,5\n,,x,5\n"),
         "2 1|An|Tea|5\n3 ~|~|x|5\nend"},
        {FILE_OF("bill,sum\n1,5\n,5\n"), "2 1|5\n3 ~|5\nend"},
        /* half a row and a row of words, cut or whole */
        {FILE_OF("bill,who,item,sum\n1,An,Tea,5\n12"), "2 1|An|Tea|5\n! line 3: 1 fi..."},
        {FILE_OF("bill,who,item,sum\n1,An,Tea,5\nprinted:today"),
         "2 1|An|Tea|5\nend\n# 1 row at the end..."},
        {FILE_OF("bill,who,item,sum\n1,An,Tea,5\n12\n"),
         "2 1|An|Tea|5\nend\n# 1 row at the end..."},
        /* zeros as padding, and as damage */
        {FILE_OF("bill,who\n1,An\n\0\0\0\x1a"), "2 1|An\nend\n#..."},
        {FILE_OF("bill,who\n1,A\0n\n2,Mai\n"),
         "! line 2: field 2 holds a zero byte, not text\n3 2|Mai"},
        {FILE_OF("bill,who\n\0001,An\n2,Mai\n"),
         "! line 2: field 1 holds a zero byte, not text\n3 2|Mai"},
        {FILE_OF("bill,who\nx,y\n\0\n2,Mai\n"), "2 x|y\n! line 3: ...\n4 2|Mai"},
        /* a separator too many behind each row, and a field too many */
        {FILE_OF("bill,who\n1,An\n2,Mai,\n3,Ha\n"), "2 1|An\n3 2|Mai\n4 3|Ha\nend"},
        {FILE_OF("bill,who\n1,An\n2,Mai,x\n3,Ha\n"),
         "2 1|An\n! line 3: 3 fields, the header has 2\n4 3|Ha\nend"},
        /* every row ends with separators that the header lacks, or has, too */
        {FILE_OF("bill,who\n1,An,\n2,Mai,\n3,Ha,\n"), "2 1|An\n3 2|Mai\n4 3|Ha\nend"},
        {FILE_OF("bill,who,\n1,An,\n2,Mai,\n"), "2 1|An\n3 2|Mai\nend"},
        {FILE_OF("bill;who\n1;An;;\n2;Mai;;\n"), "2 1|An\n3 2|Mai\nend"},
        {FILE_OF("Day report\nbill;who\n1;An;;\n2;Mai;;\n"), "3 1|An\n4 2|Mai\nend"},
        {FILE_OF("bill,who\n1,An,\n2,,\n3,Ha,x\n"),
         "ERROR QUEN_ERR_ARGUMENT csv: line 2, where the header would be, ..."},
        /* a column with a name and nothing in it stays */
        {FILE_OF("bill,who,note\n1,An,\n2,Mai,\n"), "2 1|An|~\n3 2|Mai|~\nend"},
    };
    (void)state;
    check_shapes(shapes, sizeof shapes / sizeof *shapes);
}

/* What is missing is named, with the names that may be meant. */
static void names_that_are_missing(void **state)
{
    static const struct {
        const char *wanted, *header, *words;
    } cases[] = {
        {"customer", "Customer ,item", "names "},
        {"custmer", "customer,item", "no 'custmer' (perhaps 'customer'); it has"},
        {"kh", "khach,kha,item", "no 'kh'; it has"},
        {"custmer", "customer,customers,x",
         "(perhaps 'customer' or 'customers'); it has"},
        {"customer_id", "customer,id,x", "perhaps 'customer'"},
        {"ten", "ten khach,x", "perhaps 'ten khach'"},
        {"", "a,b", "no ''; it has 'a', 'b'"},
        {"name", ",b", "no 'name'; it has"},
        {"t\xc3\xaan", "TE\xcc\x82N,b", "names "},
        {"t\xc3\xaan", "t\xc3\xaao,b", "no 't"},
        {"a very long name that nobody would ever give to a column of a file of sales",
         "a,b", "no 'a very long"},
    };
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *names[] = {cases[i].wanted, NULL};
        quen_csv_options options = csv_wanting(names);
        csv_page file = {NULL, 0, 0}, page = {NULL, 0, 0};
        int three = strchr(strchr(cases[i].header, ',') + 1, ',') != NULL;
        csv_page_add(&file, "%s\n1,2%s\n2,3%s\n", cases[i].header, three ? ",3" : "",
                     three ? ",4" : "");
        csv_page_read(ctx, file.text, file.size, &options, 0, &page);
        if (!strstr(page.text, cases[i].words))
            fail_msg("%s of %s: %s", cases[i].wanted, cases[i].header, page.text);
        csv_page_free(&file);
        csv_page_free(&page);
    }
    quen_context_free(ctx);
}

/* More names than a sentence has room for. */
static void many_names(void **state)
{
    const char *names[] = {"customer", NULL};
    quen_csv_options options = csv_wanting(names);
    csv_page file = {NULL, 0, 0}, page = {NULL, 0, 0};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    for (int i = 0; i < 200; i++)
        csv_page_add(&file, "%sa column of number %d", i ? "," : "", i);
    csv_page_add(&file, "\n1\n");
    csv_page_read(ctx, file.text, file.size, &options, 0, &page);
    assert_non_null(strstr(page.text, "no 'customer'"));
    assert_non_null(strstr(page.text, "'a column of number 0'"));
    assert_non_null(strstr(page.text, " more"));
    csv_page_free(&file);
    csv_page_free(&page);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_character_is_read),
        cmocka_unit_test(no_other_bytes_are_read),
        cmocka_unit_test(halves_are_refused),
        cmocka_unit_test(marks_and_words_of_the_caller),
        cmocka_unit_test(long_before_it_is_decided),
        cmocka_unit_test(rows_that_may_be_totals),
        cmocka_unit_test(names_that_are_missing),
        cmocka_unit_test(many_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
