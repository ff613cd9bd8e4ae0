/* Files in all encodings: found, said, and refused where a byte is no character. */
#include "csv_cases.h"

#define FILE_OF(text) (text), sizeof(text) - 1

static void test_found(void **state)
{
    static const struct {
        const char *bytes;
        size_t size;
        const char *lines;
    } cases[] = {
        {FILE_OF("a,b\nTr\xc3\xa0,1\n"),
         "2 Tr\xc3\xa0|1\nend\n# encoding: UTF-8 (1 characters above ASCII)"},
        {FILE_OF("\xef\xbb\xbf"
                 "a,b\nx,1\n"),
         "names a|b\n2 x|1\nend\n# encoding: UTF-8 (a mark in front)"},
        {FILE_OF("\xff\xfe"
                 "a\0;\0b\0\n\0\x3d\xd8\x00\xde;\0001\0\n\0"),
         "names a|b\n2 \xf0\x9f\x98\x80|1\nend\n# encoding: UTF-16 (a mark in front)"},
        {FILE_OF("\xfe\xff\0a\0,\0b\0\n\x1e\xa1\0,\0001\0\n"),
         "2 \xe1\xba\xa1|1\nend\n# encoding: UTF-16 (a mark in front)"},
        {FILE_OF("a\0,\0b\0\n\0x\0,\0001\0\n\0"),
         "2 x|1\nend\n# encoding: UTF-16 (every other byte is zero)"},
        {FILE_OF("\0a\0,\0b\0\n\0x\0,\0001\0\n"),
         "2 x|1\nend\n# encoding: UTF-16 (every other byte is zero)"},
        {FILE_OF("a,b\nCUP \xa3"
                 "1,caf\xe9\n"),
         "2 CUP \xc2\xa3"
         "1|caf\xc3\xa9\nend\n# encoding: Latin-1, as Windows-1252 would read it (no "
         "UTF-8; "
         "2 characters above ASCII)"},
        {FILE_OF("a,b\n\x80"
                 "5,caf\xe9\n"),
         "2 \xe2\x82\xac"
         "5|caf\xc3\xa9\nend\n# encoding: Windows-1252 (no UTF-8, and 1 characters that "
         "Latin-1 lacks)"},
        {FILE_OF("a,b\nTr\xe2\xccn,\xf0\xe2\xf2u\n"),
         "2 Tr\xc3\xa2\xcc\x80n|\xc4\x91\xc3\xa2\xcc\xa3u\nend\n# encoding: Windows-1258 "
         "(2 "
         "marks follow their vowels)"},
        {FILE_OF("a,b\nper\xf2,pi\xf9\npu\xf2,s\xec\n"), /* Italian: a mark behind an r */
         "2 per\xc3\xb2|pi\xc3\xb9\n3 pu\xc3\xb2|s\xc3\xac\nend\n# encoding: Latin-1..."},
    };
    quen_csv_options options;
    (void)state;
    quen_csv_options_init(&options, sizeof options);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        csv_demand(cases[i].bytes, cases[i].size, &options, cases[i].lines);
}

static void test_said(void **state)
{
    quen_csv_options options;
    (void)state;
    quen_csv_options_init(&options, sizeof options);
    options.encoding = QUEN_CSV_ENCODING_WINDOWS1258;
    csv_demand(FILE_OF("a,b\n\xfe,\xd2\n"), &options,
               "2 \xe2\x82\xab|\xcc\x89\nend\n# encoding: Windows-1258, as was said");
    options.encoding = QUEN_CSV_ENCODING_LATIN1;
    csv_demand(
        FILE_OF("a,b\n\xff,1\n2,\x92\n3,4\n"), &options,
        "2 \xc3\xbf|1\nERROR QUEN_ERR_FORMAT csv: line 3, character 3: the byte 0x92 "
        "is no character of Latin-1: the file is damaged, or say its encoding");
    options.encoding = QUEN_CSV_ENCODING_UTF16;
    csv_demand(FILE_OF("a\0,\0b\0\n\0x\0,\0001\0\n\0"), &options, "2 x|1\nend");
    options.encoding = QUEN_CSV_ENCODING_WINDOWS1252;
    csv_demand(FILE_OF("a,b\nTr\xc3\xa0,1\n"), &options, "2 Tr\xc3\x83\xc2\xa0|1\nend");
    options.encoding = QUEN_CSV_ENCODING_UTF8;
    csv_demand(FILE_OF("a,b\n1,2\n3,\xe9\n"), &options,
               "2 1|2\nERROR QUEN_ERR_FORMAT csv: line 3, character 3: the byte 0xe9...");
}

/* A damaged file is refused where it is damaged, behind the rows before that. */
static void test_damaged(void **state)
{
    static const struct {
        const char *bytes;
        size_t size;
        const char *where;
    } cases[] = {
        {FILE_OF("a,b\n\xc3\xa0,\xc3\xa1\n\xc3\xa0,x\xe9y\n"),
         "line 3, character 4: the byte 0xe9 is no character of UTF-8"},
        {FILE_OF("a,b\n\xc3\xa0,\xc3\xa1\nx\xc0\x80,1\n"),
         "line 3, character 2: the byte 0xc0 is no character of UTF-8"},
        {FILE_OF("a,b\n\xc3\xa0,\xc3\xa1\n1,\xed\xa0\x80\n"),
         "line 3, character 3: the byte 0xed is no character of UTF-8"},
        {FILE_OF("a,b\n\xc3\xa0,\xc3\xa1\n1,2\xe1\xba"),
         "line 3, character 4: the byte 0xe1 is no character of UTF-8"},
        {FILE_OF("a,b\n\xe9\xe8,\xe9\xe8\n\"1\n\",\x81\n"),
         "line 4, character 3: the byte 0x81 is no character of Windows-1252"},
        {FILE_OF("a,b\r\n\xe9\xe8,\xe9\xe8\r\n\"1\r\",\x81\r\n"),
         "line 4, character 3: the byte 0x81 is no character of Windows-1252"},
        {FILE_OF("\xff\xfe"
                 "a\0,\0b\0\n\0x\0,\0\x00\xdc\n\0"),
         "line 2, character 3: the byte 0x00 is no character of UTF-16"},
    };
    quen_csv_options options;
    (void)state;
    quen_csv_options_init(&options, sizeof options);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char lines[256];
        snprintf(lines, sizeof lines, "ERROR QUEN_ERR_FORMAT csv: %s...", cases[i].where);
        csv_demand(cases[i].bytes, cases[i].size, &options, lines);
    }
}

/* The first letter above ASCII may come late: it is decided there. */
static void test_late(void **state)
{
    csv_page file = {NULL, 0, 0}, page = {NULL, 0, 0};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    csv_page_add(&file, "id,item\n");
    while (file.size < (size_t)3 << 20)
        csv_page_add(&file, "%zu,Tea with milk and some more of it\n", file.size);
    csv_page_add(&file, "1,caf\xe9\n2,\x80 5\n");
    csv_page_read(ctx, file.text, file.size, NULL, 0, &page);
    assert_non_null(strstr(page.text, " 1|caf\xc3\xa9\n"));
    assert_non_null(strstr(page.text, " 2|\xe2\x82\xac 5\n"));
    assert_non_null(strstr(page.text, "# encoding: Windows-1252 (no UTF-8, and 1 char"));
    csv_page other = {NULL, 0, 0};
    csv_page_read(ctx, file.text, file.size, NULL, 7, &other);
    assert_string_equal(page.text, other.text);
    csv_page_free(&other);
    csv_page_free(&file);
    csv_page_free(&page);
    quen_context_free(ctx);
}

/* Other kinds of files are told by name. */
static void test_foreign(void **state)
{
    static const struct {
        const char *bytes;
        size_t size;
        const char *words;
    } cases[] = {
        {FILE_OF("\x1f\x8b\x08\0"), "this is a gzip file, not text: unpack it first"},
        {FILE_OF("PK\3\4....[Content_Types].xml"),
         "this is an Excel workbook (.xlsx)..."},
        {FILE_OF("PK\3\4...mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
         "this is an OpenDocument workbook (.ods)..."},
        {FILE_OF("PK\3\4....orders.csv"), "this is a zip archive, not text: unpack..."},
        {FILE_OF("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
         "this is an Excel workbook (.xls)..."},
        {FILE_OF("PAR1..."),
         "this is a Parquet file, not text: have its table given as an "
         "Arrow stream, or save it as CSV first"},
        {FILE_OF("%PDF-1.7\n"), "this is a PDF file..."},
        {FILE_OF("\n <!DOCTYPE html><html>"), "this is a page of HTML..."},
        {FILE_OF("\xef\xbb\xbf<?xml version=\"1.0\"?>"), "this is an XML file..."},
        {FILE_OF("[{\"a\": 1}]"), "this is a JSON file..."},
        {FILE_OF(""), "the file is empty, not even a header"},
        {FILE_OF("\xef\xbb\xbf"), "the file is empty, not even a header"},
        {FILE_OF("\n\n\n"), "the file has no header, not even that"},
    };
    quen_csv_options options;
    (void)state;
    quen_csv_options_init(&options, sizeof options);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char lines[256];
        snprintf(lines, sizeof lines, "ERROR QUEN_ERR_FORMAT csv: %s", cases[i].words);
        csv_demand(cases[i].bytes, cases[i].size, &options, lines);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_found),   cmocka_unit_test(test_said),
        cmocka_unit_test(test_damaged), cmocka_unit_test(test_late),
        cmocka_unit_test(test_foreign),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
