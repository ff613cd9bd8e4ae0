/*
 * Files as tills and web shops write them: what comes out, what is told and what is
 * refused, however the bytes are pushed.
 */
#include "csv_cases.h"

#define FILE_OF(text) (text), sizeof(text) - 1
#define ALL                                                                              \
    (const char *const[])                                                                \
    {                                                                                    \
        NULL                                                                             \
    }
#define WANT(...) ((const char *const[]){__VA_ARGS__, NULL})

typedef struct shape {
    const char *bytes;
    size_t size;
    const char *const *wanted;
    const char *lines;
} shape;

static void read_shapes(const shape *shapes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        quen_csv_options options = csv_wanting(shapes[i].wanted);
        csv_demand(shapes[i].bytes, shapes[i].size, &options, shapes[i].lines);
    }
}

#define READ(shapes) read_shapes((shapes), sizeof(shapes) / sizeof *(shapes))

static void test_separators(void **state)
{
    const shape shapes[] = {
        {FILE_OF("a,b\n1,2\n"), ALL,
         "names a|b\n2 1|2\nend\n# separator: , (2 fields..."},
        {FILE_OF("a;b;c\n1;2,50;3,20\n4;5,50;6,10\n"), ALL,
         "names a|b|c\n2 1|2,50|3,20\n3 4|5,50|6,10\nend"},
        {FILE_OF("when\titem\n2026-03-01 08:00\tTea, hot\n"), ALL,
         "2 2026-03-01 08:00|Tea, hot\nend\n# separator: tab..."},
        {FILE_OF("a|b\n1|2\n"), ALL, "2 1|2\nend\n# separator: |..."},
        {FILE_OF("a:b\nx:y\n"), ALL, "2 x|y\nend\n# separator: :..."},
        {FILE_OF("sep=;\na;b,c\n1;2,3\n"), ALL,
         "names a|b,c\n3 1|2,3\nend\n# separator: ; (line 1 says so)"},
        {FILE_OF("\"sep=,\"\r\na,b\r\n1,2\r\n"), ALL, "names a|b\n3 1|2\nend"},
        {FILE_OF("time\n2026-03-01 08:00\n2026-03-02 09:30\n"), ALL,
         "names time\n2 2026-03-01 08:00\n3 2026-03-02 09:30\nend\n# separator: none..."},
        {FILE_OF("time\n2026-03-01 08:00\n"), WANT("time"), "2 2026-03-01 08:00\nend"},
        {FILE_OF("bill,item;time\n1,Tea;08\n2,Cup;09\n"), WANT("bill"),
         "names bill\n2 1\n3 2\nend\n# separator: , (2 fields in all 3 rows looked at, "
         "and "
         "so are the names found that are wanted)"},
        {FILE_OF("a,b;c\nx,y;z\n"), ALL,
         "ERROR QUEN_ERR_ARGUMENT csv: two separators are as good: , gives 2 fields in "
         "all "
         "2 rows, and ; gives 2 fields in all 2 rows: say which by separator"},
    };
    (void)state;
    READ(shapes);
}

/* Any mark may part fields, if it is said; then no other does. */
static void test_separator_said(void **state)
{
    static const char marks[] = ";,\t|: ~!/";
    (void)state;
    for (size_t i = 0; marks[i]; i++) {
        char file[40], lines[40];
        char other = marks[i] == ';' ? ',' : ';';
        quen_csv_options options;
        quen_csv_options_init(&options, sizeof options);
        options.separator = (unsigned char)marks[i];
        snprintf(file, sizeof file, "a%cb%c5\n1%c2%c6\n", marks[i], other, marks[i],
                 other);
        snprintf(lines, sizeof lines, "names a|b%c5\n2 1|2%c6\nend", other, other);
        csv_demand(file, strlen(file), &options, lines);
    }
}

/* Columns parted by blanks, with blanks in front and no names. */
static void test_blanks(void **state)
{
    static const char text[] =
        " 00004 19970101  1  29.33\r\n 00004 19970118 2 \"9 .5\" \r\n";
    quen_csv_options options;
    (void)state;
    quen_csv_options_init(&options, sizeof options);
    csv_demand(FILE_OF(text), &options,
               "ERROR QUEN_ERR_ARGUMENT csv: line 1, where the header would be, holds "
               "numbers or dates such as '00004': say no_header...");
    options.no_header = 1;
    csv_demand(FILE_OF(text), &options,
               "names 1|2|3|4\n1 00004|19970101|1|29.33\n2 00004|19970118|2|9 .5\nend\n"
               "# separator: runs of blanks...\n# header: none, as was said");
    options = csv_wanting(WANT("3", "1"));
    options.no_header = 1;
    csv_demand(FILE_OF(text), &options, "names 3|1\n1 1|00004\n2 2|00004\nend");
}

static void test_quotes(void **state)
{
    const shape shapes[] = {
        {FILE_OF("a,b\n\"x, y\",\"5\"\" pot\"\n\"\", \"  z\" \n"), ALL,
         "2 x, y|5\" pot\n3 ~|  z\nend\n# quoting: standard (4 quoted fields..."},
        {FILE_OF("a,b,c\n1,\"two\r\nlines\",3\n4,5\" pot,6\n"), ALL,
         "2 1|two\\r\\nlines|3\n4 4|5\" pot|6\nend"},
        {FILE_OF("a,b\n\"x\",\"y\"\n\"p\"q,\"r\"\n\"s\",\"t\"\n"), ALL,
         "2 x|y\n! line 3: text behind the closing quote of field 1\n4 s|t\nend"},
        /* quotes that open and never close, and one that closes eight rows later */
        {FILE_OF("id\ttitle\tn\n1\tTray 24\" round\t2\n2\t\"Best\" mug\t1\n3\t\"Mug, "
                 "blue\t1\n4\tSpoon\t1\n"),
         WANT("title", "n"),
         "2 Tray 24\" round|2\n3 \"Best\" mug|1\n4 \"Mug, blue|1\n5 Spoon|1\nend\n"
         "# quoting: none (2 quotes open and do not close as they should, the first on "
         "line 3)"},
        {FILE_OF(
             "id\ttitle\tn\n1\t\"Best mug\t1\n2\tMug\t1\n3\tMug\t1\n4\tTray 24\"\t1\n"),
         ALL,
         "2 1|\"Best mug|1\n3 2|Mug|1\n4 3|Mug|1\n5 4|Tray 24\"|1\nend\n# quoting: "
         "none..."},
        /* of two rows in one field, neither is whole within it */
        {FILE_OF("id\ttitle\tn\n1\t\"Best mug\t1\n2\tTray 24\"\t1\n"), ALL,
         "2 1|\"Best mug|1\n3 2|Tray 24\"|1\nend"},
        {FILE_OF("a,b,c\n\"x, y\",1,2\n\"z\",3,4\n5,\"open,6\n7,8,9\n8,\",9\",10\n"), ALL,
         "ERROR QUEN_ERR_ARGUMENT csv: line 4: a quote opens and closes on line 6, and "
         "the "
         "lines between look like rows; yet 2 fields are well quoted: say quoting "
         "none..."},
        {FILE_OF("a,b,c\n1,\"a ,b\",2\n1,\"c ,d\",2\n3,\"open,4\n5"), ALL,
         "ERROR QUEN_ERR_ARGUMENT csv: line 4: a quote opens that does not close, yet 2 "
         "fields are well quoted: say quoting none if the file is not quoted"},
        /* names in quotes show that it is quoted */
        {FILE_OF("\"a\",\"b\"\n\"12 High St, London\nUK\",5\n"), ALL,
         "2 12 High St, London\\nUK|5\nend\n# quoting: on line 2 begins a quoted field "
         "whose "
         "lines look like rows, and it was kept as one"},
    };
    quen_csv_options options;
    (void)state;
    READ(shapes);
    quen_csv_options_init(&options, sizeof options);
    options.quoting = QUEN_CSV_QUOTING_NONE;
    csv_demand(FILE_OF("a,b\n\"x\",y\n"), &options,
               "2 \"x\"|y\nend\n# quoting: none, as was said");
    options.quoting = QUEN_CSV_QUOTING_STANDARD;
    csv_demand(FILE_OF("i\tt\n1\t\"B\n2\tT\"\n"), &options, "2 1|B\\n2\tT\nend");
    csv_demand(
        FILE_OF("i,t\n1,x\n2,\"y\n3,z\n"), &options,
        "2 1|x\nERROR QUEN_ERR_FORMAT csv: line 3: the quote that opens in field 2 "
        "is never closed: say quoting none if the file is not quoted");
}

static void test_line_ends(void **state)
{
    const shape shapes[] = {
        {FILE_OF("a,b\r1,2\r3,4\r"), ALL, "2 1|2\n3 3|4\nend"},
        {FILE_OF("a,b\r\n1,2\n3,4\r5,6"), ALL, "2 1|2\n3 3|4\n4 5|6\nend"},
        {FILE_OF("a,b\n\n\"\",\"\"\n1,2\n\n,\n3,4\n"), ALL,
         "4 1|2\n7 3|4\nend\n# 2 rows without any value passed over"},
        {FILE_OF("a,b\n1,2\n\x1a"), ALL, "2 1|2\nend\n# bytes without a meaning..."},
        {FILE_OF("a,b\n1,2\x1a"), ALL, "2 1|2\nend\n# bytes without a meaning..."},
        {FILE_OF("a,b\r\n1,2\r\n\x1a\r\n"), ALL,
         "2 1|2\nend\n# bytes without a meaning..."},
        {FILE_OF("a,b\n1,2\n\0\0\0\0"), ALL, "2 1|2\nend\n# bytes without a meaning..."},
        {FILE_OF("a,b\n1\x1a,2\n\x1a\n3,4\n"), ALL,
         "2 1\x1a|2\n! line 3: 1 field, the header has 2\n4 3|4\nend"},
        {FILE_OF("a,b\n1,x\0y\n3,4\n"), ALL,
         "! line 2: field 2 holds a zero byte, not text\n3 3|4\nend"},
        {FILE_OF("a,b\n1,2,\n3,4,\n5,6,7\n8,9\n"), WANT("a", "b"),
         "2 1|2\n3 3|4\n! line 4: 3 fields, the header has 2\n5 8|9\nend\n"
         "# 2 rows end with separators too many, behind the last field"},
        {FILE_OF("a,b,,\n1,2\n3,4\n5,6\n"), ALL, "names a|b\n2 1|2\n3 3|4\n4 5|6\nend"},
        {FILE_OF("a,b\n1,2\n3,"), ALL, "names a|b\n2 1|2\n3 3|~\nend"},
        {FILE_OF("a,b\n1,2\n3,  "), ALL, "names a|b\n2 1|2\n3 3|~\nend"},
        {FILE_OF("a,b\n"), ALL, "names a|b\nend"},
        {FILE_OF("a,b"), ALL, "names a|b\nend"},
    };
    (void)state;
    READ(shapes);
}

/* Titles, totals and footers. */
static void test_ends(void **state)
{
    const shape shapes[] = {
        {FILE_OF(
             "Sales report\nFrom 2026-03-01, to 2026-03-31\n\nbill,item,n\n1,Tea,2\n"),
         ALL,
         "names bill|item|n\n5 1|Tea|2\nend\n# header: on line 4; 3 lines before it "
         "skipped"},
        {FILE_OF("Sales,,\n,,\nbill,item,n\n1,Tea,2\n"), ALL,
         "names bill|item|n\n4 1|Tea|2"},
        {FILE_OF("x,y,z\nbill,item,n\n1,Tea,2\n"), WANT("n", "item"),
         "names n|item\n3 2|Tea\nend"},
        {FILE_OF("bill,who,item,n,sum\n1,A,Tea,1,5\n2,B,Tea,1,6\n,,,,11\nTotal,,,,11\n"),
         ALL,
         "2 1|A|Tea|1|5\n3 2|B|Tea|1|6\nend\n# 2 rows at the end are totals or footers: "
         "left "
         "out, such as line 4: ',,,,11'"},
        {FILE_OF("bill,item,sum\n1,Tea,5\nT\xe1\xbb\x95ng c\xe1\xbb\x99ng:,,5\n"), ALL,
         "2 1|Tea|5\nend\n# 1 row at the end is totals..."},
        {FILE_OF(
             "\nid,user,item,n\n,,,\n1,An,Tea,2\n2,Mai,Cup,1\n\n2,record(s) downloaded\n"
             "Seller ID : teashop"),
         ALL,
         "4 1|An|Tea|2\n5 2|Mai|Cup|1\nend\n# header: on line 2; 1 line...\n# 1 row "
         "without any value...\n# 2 rows at the end are totals or footers: left out, "
         "such as line 7: '2,record(s) downloaded'"},
        /* what looks like one in the middle of a file is a bad row */
        {FILE_OF("bill,item,sum\n1,Tea,5\nTotal,,5\n2,Cup,6\n"), ALL,
         "2 1|Tea|5\n! line 3: it looks like a total, but rows follow\n4 2|Cup|6\nend"},
        {FILE_OF("bill,item,sum\n1,Tea,5\nend of page\n2,Cup,6\n"), ALL,
         "2 1|Tea|5\n! line 3: 1 field, the header has 3\n4 2|Cup|6\nend"},
        {FILE_OF("bill,item,sum\n1,Tea,5\nTotal,,5\n2,Cup,6,7\n3,Cup,6\n"), ALL,
         "2 1|Tea|5\n! line 3: it looks like a total, but rows follow\n! line 4: 4 "
         "fields, the header has 3\n5 3|Cup|6\nend"},
        /* rows that only look a little like totals */
        {FILE_OF("who,item,n,sum\nAn,Tea,1,5\n,Cup,1,6\nTotal Mai,Tea,1,5\n,7,,6\n"), ALL,
         "2 An|Tea|1|5\n3 ~|Cup|1|6\n4 Total Mai|Tea|1|5\n5 ~|7|~|6\nend"},
        /* a row that the end cuts is none either */
        {FILE_OF("bill,who,item,n\n1,An,Tea,5\n2,Ma"), ALL,
         "2 1|An|Tea|5\n! line 3: 2 fields, the header has 4\nend"},
    };
    (void)state;
    READ(shapes);
}

/* More rows than can be totals are bad rows. */
static void test_many_footers(void **state)
{
    csv_page file = {NULL, 0, 0}, page = {NULL, 0, 0};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    size_t bad = 0;
    (void)state;
    csv_page_add(&file, "bill,item,sum\n");
    for (int i = 0; i < 100; i++)
        csv_page_add(&file, "%d,Tea,5\n", i);
    for (int i = 0; i < 40; i++)
        csv_page_add(&file, "page %d\n", i);
    csv_page_read_cut(ctx, file.text, file.size, NULL, &page);
    for (const char *at = page.text; (at = strstr(at, "\n! line ")); at++)
        bad++;
    assert_int_equal(bad, 32);
    assert_non_null(strstr(page.text, "# 8 rows at the end are totals or footers"));
    csv_page_free(&file);
    csv_page_free(&page);
    quen_context_free(ctx);
}

static void test_names(void **state)
{
    const shape shapes[] = {
        {FILE_OF(" bill , Item ,n\n1, Tea , 2\n"), WANT("item", "bill", "n"),
         "names Item|bill|n\n2 Tea|1|2\nend\n# names: 'item' is called 'Item'\n"
         "# blanks: taken off the ends of 2 values"},
        {FILE_OF("Item,item\nx,y\n"), WANT("item"), "names item\n2 y\nend"},
        {FILE_OF("Ma\xcc\x83 h\xc3\xb3"
                 "a \xc4\x91\xc6\xa1n,n\n1,2\n"),
         WANT("M\xc3\xa3 h\xc3\xb3"
              "a \xc4\x91\xc6\xa1n"),
         "names Ma\xcc\x83 h\xc3\xb3"
         "a \xc4\x91\xc6\xa1n\n2 1\nend"},
        {FILE_OF("\xc4\x90\xc6\xa0N,n\n1,2\n"), WANT("\xc4\x91\xc6\xa1n"),
         "names \xc4\x90\xc6\xa0N\n2 1\nend\n# names: '\xc4\x91\xc6\xa1n' is called "
         "'\xc4\x90\xc6\xa0N'"},
        {FILE_OF("n,Name,x,Name\n1,An,2,Tea\n"), WANT("Name", "n"),
         "ERROR QUEN_ERR_ARGUMENT csv: columns 2 and 4 of the header on line 1 are both "
         "called 'Name': rename one"},
        {FILE_OF("n,Name,x,Name\n1,An,2,Tea\n"), WANT("n"), "names n\n2 1\nend"},
        {FILE_OF("n,Name,x,Name\n1,An,2,Tea\n"), ALL,
         "names n|Name|x|Name\n2 1|An|2|Tea\nend\n# names: columns 2 and 4 are both "
         "called "
         "'Name'"},
        {FILE_OF("title\nbill,customer,produkt,amount due\n1,An,Tea,5\n"),
         WANT("bill", "custommer", "product", "amount", "zzz"),
         "ERROR QUEN_ERR_ARGUMENT csv: the header on line 2 has no 'custommer' (perhaps "
         "'customer'), no 'product' (perhaps 'produkt'), no 'amount' (perhaps 'amount "
         "due'), "
         "no 'zzz'; it has 'bill', 'customer', 'produkt', 'amount due'"},
        {FILE_OF("a,b,c\n1,2,3\n"), WANT("x"),
         "ERROR QUEN_ERR_ARGUMENT csv: the header on line 1 has no 'x'; it has 'a', 'b', "
         "'c'"},
    };
    static const char *const optional[] = {"c", "note"};
    quen_csv_options options = csv_wanting(WANT("a"));
    (void)state;
    READ(shapes);
    options.optional = optional;
    options.n_optional = 2;
    csv_demand(FILE_OF("a,b,c\n1,2,3\n"), &options, "names a|c|(none)\n2 1|3|~\nend");
}

static void test_skip_lines(void **state)
{
    quen_csv_options options;
    (void)state;
    quen_csv_options_init(&options, sizeof options);
    options.skip_lines = 2;
    csv_demand(FILE_OF("x,y\np,q\n\na,b\n1,2\n"), &options,
               "names a|b\n5 1|2\nend\n# header: on line 4; 3 lines before it skipped");
    options.skip_lines = 1;
    csv_demand(FILE_OF("x,y\na,b\n1,2\n"), &options,
               "names a|b\n3 1|2\nend\n# header: on line 2; 1 line before it skipped");
    options.skip_lines = 0; /* zero bytes are no names */
    options.encoding = QUEN_CSV_ENCODING_UTF8;
    csv_demand(FILE_OF("\0,\0\nx,1\n"), &options, "names |\n2 x|1\nend");
    options.skip_lines = 9;
    csv_demand(FILE_OF("x,y\np,q\n"), &options,
               "ERROR QUEN_ERR_FORMAT csv: the file has no header, not even that");
    options.skip_lines = 1;
    options.no_header = 1;
    csv_demand(FILE_OF("x,y\np,q\nr,s\n"), &options, "names 1|2\n2 p|q\n3 r|s\nend");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_separators),   cmocka_unit_test(test_separator_said),
        cmocka_unit_test(test_blanks),       cmocka_unit_test(test_quotes),
        cmocka_unit_test(test_line_ends),    cmocka_unit_test(test_ends),
        cmocka_unit_test(test_many_footers), cmocka_unit_test(test_names),
        cmocka_unit_test(test_skip_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
